//! Files on records: who may, what is refused, history, the state that is not read again, what stays behind.

use thidua_app::access::Caller;
use thidua_app::attachment::{New, Words, add, caption, erase, files, open, remove, restore};
use thidua_app::record;
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

const SHEETS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         phong-1|Phòng 1|khu_vuc|tinh-a
         phong-2|Phòng 2|khu_vuc|tinh-a",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành
         kh-1|12/KH-THADS|2025-12-15|phong-1",
    ),
    (
        "dong-gop",
        "Mã|Mã cơ quan|Năm|Nguồn đóng góp|Loại|Số lượng|Đơn vị|Người được giúp
         dg-1|phong-1|2026|tu_dong_gop|tien|5000000|dong|Nguyễn Thị Lành",
    ),
];

fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n% {words}\ntrailer<<>>\n%%EOF\n").into_bytes()
}

fn new(name: &str, bytes: Vec<u8>) -> New {
    New {
        name: name.to_owned(),
        bytes,
        caption: None,
        credit: None,
    }
}

fn caller(role: Role, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: "nguoi-thu".to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "Người thử".to_owned(),
        channel: "web",
    }
}

async fn filled(app: &App) {
    let loaded = take(app, &bundle(SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn paper() -> String {
    record::key_of(&thidua_domain::document::SHEET, "kh-1", None)
}

async fn contribution(app: &App) -> String {
    let found = record::list(app, &view(app).await, "dong-gop", "phong-1", 1).await;
    found.unwrap().rows[0].record.to_string()
}

#[tokio::test]
async fn a_file_hangs_on_its_record_and_comes_back_as_it_was() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = caller(Role::Officer, "phong-1");
        let bytes = pdf("kế hoạch");
        let sent = vec![new("C:\\Kế hoạch năm 2026.PDF", bytes.clone())];
        let before = app.state().await.unwrap();
        let added = add(&app, &officer, ("van-ban", &paper()), sent).await;
        assert_eq!(added.unwrap(), 1);
        // No other record changed: what is kept of lists still holds.
        let after = app.state().await.unwrap();
        assert!(after.version > before.version);
        assert!(std::sync::Arc::ptr_eq(&after.documents, &before.documents));

        let own = app.view(&officer.actor).await.unwrap();
        let found = files(&app, &own, "van-ban", &paper()).await.unwrap();
        let [file] = found.papers.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(found.writes && found.pictures.is_empty() && found.count() == 1);
        assert_eq!(
            (file.name.as_str(), file.kind),
            ("Kế hoạch năm 2026.pdf", "Tệp PDF")
        );
        assert_eq!(file.sha256, thidua_store::sha256_hex(&bytes));
        let sent = open(&app, &own, file.id).await.unwrap();
        assert_eq!(
            (sent.bytes, sent.name),
            (bytes.clone(), "Kế hoạch năm 2026.pdf".to_owned())
        );

        // The same bytes are there once, whatever their name.
        let again = add(
            &app,
            &officer,
            ("van-ban", &paper()),
            vec![new("khác.pdf", bytes)],
        )
        .await;
        assert!(matches!(again, Err(AppError::Refused(why)) if why.contains("đã có ở đây")));
    })
    .await;
}

#[tokio::test]
async fn words_taking_away_bringing_back_and_erasing() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = caller(Role::Officer, "phong-1");
        let sent = vec![new("a.pdf", pdf("a"))];
        add(&app, &officer, ("van-ban", &paper()), sent)
            .await
            .unwrap();
        let own = app.view(&officer.actor).await.unwrap();
        let shown = async || files(&app, &own, "van-ban", &paper()).await.unwrap();
        let id = shown().await.papers[0].id;
        let words = Words {
            caption: Some("  Bản có\nchữ ký ".into()),
            credit: Some("không phải ảnh".into()),
        };
        caption(&app, &officer, id, 1, &words).await.unwrap();
        let file = shown().await.papers[0].clone();
        assert_eq!(
            (file.caption.as_deref(), file.credit, file.seen),
            (Some("Bản có chữ ký"), None, 2)
        );
        // An editor who saw the revision before comes too late.
        let late = caption(&app, &officer, id, 1, &Words::default()).await;
        assert!(matches!(late, Err(AppError::Stale)));
        let without = remove(&app, &officer, id, 2, "  ").await;
        assert!(matches!(without, Err(AppError::Refused(_))));
        remove(&app, &officer, id, 2, "Nhầm tệp").await.unwrap();
        assert!(matches!(
            open(&app, &own, id).await,
            Err(AppError::NotFound)
        ));
        let gone = shown().await.removed[0].clone();
        assert_eq!(
            (gone.reason.as_deref(), gone.erased),
            (Some("Nhầm tệp"), false)
        );
        restore(&app, &officer, id, 3).await.unwrap();
        open(&app, &own, id).await.unwrap();
        remove(&app, &officer, id, 4, "Có tài liệu mật")
            .await
            .unwrap();
        erase(&app, &officer, id, 5, "Có tài liệu mật")
            .await
            .unwrap();
        assert!(shown().await.removed[0].erased);
        assert!(matches!(
            restore(&app, &officer, id, 5).await,
            Err(AppError::Refused(_))
        ));
        let report = thidua_app::check::check(&app, &view(&app).await)
            .await
            .unwrap();
        assert!(
            report
                .findings
                .iter()
                .all(|found| !found.subject.starts_with("file "))
        );
        // The same file again is welcome: what was erased was the bytes, not the name.
        let sent = vec![new("a.pdf", pdf("a"))];
        add(&app, &officer, ("van-ban", &paper()), sent)
            .await
            .unwrap();
        assert_eq!(shown().await.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_open_the_record_finds_no_file() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let record = contribution(&app).await;
        let officer = caller(Role::Officer, "phong-1");
        let sent = vec![new("ảnh hộ dân.pdf", pdf("hộ dân"))];
        add(&app, &officer, ("dong-gop", &record), sent)
            .await
            .unwrap();
        let own = app.view(&officer.actor).await.unwrap();
        let id = files(&app, &own, "dong-gop", &record).await.unwrap().papers[0].id;
        // Above, the row is read without the names of people helped, and without what shows them (decision 0028).
        for (role, agency) in [
            (Role::Leader, "tinh-a"),
            (Role::Officer, "tinh-a"),
            (Role::Ministry, "cuc"),
            (Role::Officer, "phong-2"),
        ] {
            let other = caller(role, agency);
            let seen = app.view(&other.actor).await.unwrap();
            let found = files(&app, &seen, "dong-gop", &record).await;
            assert!(
                matches!(found, Err(AppError::NotFound)),
                "{role:?} {agency}"
            );
            assert!(matches!(
                open(&app, &seen, id).await,
                Err(AppError::NotFound)
            ));
            let removed = remove(&app, &other, id, 1, "thử").await;
            assert!(matches!(
                removed,
                Err(AppError::NotFound | AppError::Forbidden)
            ));
        }
        // A paper is read by everybody, and changed by its office.
        let other = caller(Role::Officer, "phong-2");
        let seen = app.view(&other.actor).await.unwrap();
        assert!(
            !files(&app, &seen, "van-ban", &paper())
                .await
                .unwrap()
                .writes
        );
        let added = add(
            &app,
            &other,
            ("van-ban", &paper()),
            vec![new("a.pdf", pdf("b"))],
        )
        .await;
        assert!(matches!(added, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_refused_upload_stores_nothing_and_tells_every_file() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let officer = caller(Role::Officer, "phong-1");
        let before = app.state().await.unwrap().version;
        let sent = vec![
            new("tốt.pdf", pdf("tốt")),
            new(
                "trang.pdf",
                b"<!doctype html><script>alert(1)</script>".to_vec(),
            ),
            new("ảnh.png", pdf("không phải ảnh")),
            new("to.pdf", vec![b'%'; thidua_app::attachment::LARGEST + 1]),
        ];
        let refused = add(&app, &officer, ("van-ban", &paper()), sent).await;
        let Err(AppError::Refused(why)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(why.lines().count(), 3, "{why}");
        assert!(why.contains("«trang.pdf»") && why.contains("25 MB") && !why.contains("tốt"));
        assert_eq!(app.state().await.unwrap().version, before);
        let none = add(&app, &officer, ("van-ban", &paper()), Vec::new()).await;
        assert!(matches!(none, Err(AppError::Refused(_))));
    })
    .await;
}
