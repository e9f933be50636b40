//! Out, in elsewhere, and out again.

use thidua_app::access::Caller;
use thidua_app::bundle;
use thidua_app::exchange::{self, To, export};
use thidua_app::generate::{AskNation, national};
use thidua_app::{App, figures};
use thidua_store::testing::{engines, fresh, on_both};

use super::{asked, errors, facts, files, load, write};
use crate::conduct::filled;
use crate::desk::{app, ask as window, bundle as rows, load_embedded, take, view};

/// Every sheet there is has a rule; one that is added and forgotten fails here.
#[test]
fn every_sheet_is_exported_by_a_rule_of_its_own() {
    for def in exchange::sheets() {
        assert!(
            exchange::has_rule(def.name),
            "sheet {}: say in app::exchange::rules whose its rows are and of which time",
            def.name
        );
    }
    for def in bundle::RECORD_SHEETS
        .iter()
        .copied()
        .chain([bundle::FIGURES])
    {
        let mut all = exchange::sheets();
        assert!(all.any(|other| other.name == def.name), "{}", def.name);
    }
}

/// Exports, loads into an empty database of each engine, exports again: the same files; loading into the database
/// they came from changes nothing. Answers how many facts went over.
pub(super) async fn round(source: &App, agency: &str, from: i16, to: i16) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let (first, zip) = (folder.path().join("a"), folder.path().join("a.zip"));
    let caller = Caller::console();
    let ask = asked(agency, from, to);
    let exported = write(source, &caller, &ask, &first).await.unwrap();
    pack(source, &ask, &zip).await;
    let here = facts(source).await;
    let again = load(source, &first, None).await;
    assert!(errors(&again).is_empty(), "{:#?}", errors(&again));
    assert!(again.stored.is_empty(), "{agency}: {:?}", again.stored);
    assert_eq!(facts(source).await, here);
    let mut count = 0;
    for engine in engines() {
        for path in [&first, &zip] {
            let other = fresh(engine).await;
            let elsewhere = app(other.db.clone()).await;
            let loaded = load(&elsewhere, path, None).await;
            assert!(
                errors(&loaded).is_empty(),
                "{agency}: {:#?}",
                errors(&loaded)
            );
            let there = facts(&elsewhere).await;
            for (key, fact) in &there {
                assert_eq!(here.get(key), Some(fact), "{agency}: {key}");
            }
            count = there.len();
            let second = folder
                .path()
                .join(format!("{engine:?}-{}", path.display()).replace('/', "_"));
            let back = write(&elsewhere, &caller, &ask, &second).await.unwrap();
            for (name, bytes) in files(&second) {
                let before = std::fs::read(first.join(&name)).unwrap_or_default();
                let (a, b) = (
                    String::from_utf8_lossy(&before),
                    String::from_utf8_lossy(&bytes),
                );
                assert!(before == bytes, "{agency}: {name}\n{}", differs(&a, &b));
            }
            assert_eq!(files(&second).len(), files(&first).len());
            assert_eq!(back.fingerprint, exported.fingerprint);
            drop(elsewhere);
            other.finish().await;
        }
    }
    count
}

fn differs(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).filter(|(a, b)| a != b);
    let shown: Vec<String> = lines
        .take(5)
        .map(|(a, b)| format!("- {a}\n+ {b}"))
        .collect();
    format!(
        "{} / {} lines\n{}",
        a.lines().count(),
        b.lines().count(),
        shown.join("\n")
    )
}

/// The same as an archive, piece by piece.
async fn pack(app: &App, ask: &exchange::AskExport, path: &std::path::Path) {
    let (sender, mut pieces) = tokio::sync::mpsc::channel(2);
    let caller = Caller::console();
    let writing = async {
        let mut bytes = Vec::new();
        while let Some(piece) = pieces.recv().await {
            bytes.extend(piece);
        }
        bytes
    };
    let sending = export(app, &caller, ask, None, To::Zip(sender));
    let (exported, bytes) = tokio::join!(sending, writing);
    exported.unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn the_examples_go_round() {
    on_both(async |db| {
        let app = app(db).await;
        let all = [
            "nganh",
            "vi-du/can-tho-2020-2025",
            "vi-du/dong-thap-2015-2020",
            "vi-du/ben-tre-2022",
            "vi-du/quan-1-2021",
            "vi-du/vinh-phuc-2021",
        ];
        load_embedded(&app, &all).await;
        for (agency, from, to) in [
            ("quan-1", 2021, 2021),
            ("can-tho", 2015, 2026),
            ("ben-tre", 2022, 2022),
        ] {
            let facts = round(&app, agency, from, to).await;
            assert!(facts > 20, "{agency}: {facts}");
        }
    })
    .await;
}

#[tokio::test]
async fn answers_elsewhere_are_the_same() {
    on_both(async |db| {
        let here = app(db).await;
        load_embedded(&here, &["vi-du/quan-1-2021"]).await;
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("a");
        write(
            &here,
            &Caller::console(),
            &asked("quan-1", 2021, 2021),
            &first,
        )
        .await
        .unwrap();
        let other = fresh(here.db().engine()).await;
        let there = app(other.db.clone()).await;
        load(&there, &first, None).await;
        for month in 1..=12 {
            let told = async |app: &App| {
                let view = view(app).await;
                let ask = window("quan-1", 2021, month);
                let balance =
                    figures::balance(&view, &ask).map(|told| serde_json::to_value(told).unwrap());
                let pace = thidua_app::targets::pace(&view, &ask)
                    .map(|told| serde_json::to_value(told).unwrap());
                (format!("{balance:?}"), format!("{pace:?}"))
            };
            assert_eq!(told(&here).await, told(&there).await, "{month}");
        }
        drop(there);
        other.finish().await;
    })
    .await;
}

#[tokio::test]
async fn an_invented_province_goes_round() {
    let source = fresh(engines()[0]).await;
    let ask = AskNation {
        seed: 3,
        years: 1,
        only: vec!["cao-bang".to_owned()],
    };
    national(&source.db, &ask, &|_| {}).await.unwrap();
    let app = app(source.db.clone()).await;
    let facts = round(&app, "cao-bang", 2026, 2026).await;
    assert!(facts > 1_000, "{facts}");
    drop(app);
    source.finish().await;
}

/// Ratings, discipline, open cases, initiatives, names that were matched, codes that stand for others, claims.
#[tokio::test]
async fn what_few_read_and_what_was_decided_go_round() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let more = [
            (
                "van-ban",
                "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành|Loại|Trích yếu|Căn cứ
                 qd-1|12/QĐ-THADS|2026-01-05|tinh-a|quyet_dinh|=SUM(A1), «trích yếu»|
                 qd-2|13/QĐ-THADS|2026-02|tinh-a|quyet_dinh|'+1 có dấu nháy|qd-1",
            ),
            (
                "nhan-su",
                "Mã|Họ và tên|Mã cơ quan|Nhóm|Từ ngày
                 nv-1cu|Nguyễn Văn Một|phong-1|lanh_dao|2019-01-01",
            ),
            ("gop-nguoi", "Mã trùng|Mã giữ lại|Ngày|Căn cứ\n nv-1cu|nv-1|2026-03-01|qd-1"),
            (
                "danh-muc-khen-thuong",
                "Mã cơ quan|Tên gọi|Mã khen thưởng|Loại|Tặng cho\n tinh-a|Thư khen của Cục trưởng|thu-khen-a|hinh_thuc|ca_nhan",
            ),
            (
                "khen-thuong",
                "Mã cơ quan|Mã đối tượng|Đối tượng|Mã khen thưởng|Năm thành tích|Họ tên nêu|Đơn vị nêu|Số quyết định
                 phong-1|nv-2|ca_nhan|thu-khen-a|2026|||qd-1
                 phong-1||ca_nhan|thu-khen-a|2026|Lê Văn Ba|Phòng 1|qd-2",
            ),
            (
                "doi-chieu-ten",
                "Mã cơ quan|Đối tượng|Họ tên nêu|Đơn vị nêu|Năm thành tích|Kết luận|Mã đối tượng|Cách khớp
                 phong-1|ca_nhan|Lê Văn Ba|Phòng 1|2026|khop|nv-3|nguoi_chon",
            ),
            (
                "kien-nghi-khen-thuong",
                "Mã|Mã cơ quan|Mã cá nhân|Loại|Nội dung|Trạng thái|Ngày gửi
                 kn-1|phong-1|nv-4|thieu|Thiếu thư khen năm 2025|da_gui|2026-04-01",
            ),
            (
                "danh-muc-so-lieu",
                "Mã|Tên|Đơn vị tính\n them.giao_dich|Giao dịch trực tuyến|luot",
            ),
            (
                "so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính|Mức chính xác|Nguyên văn|Nguồn|Tăng giảm
                 phong-1|2026|3|them.giao_dich|1.057|||||-12
                 phong-1|2026|3|tien.xong|1,057|ty_dong|hon|hơn 1,057 tỷ đồng|qd-1|
                 phong-1|2026|3|viec.ty_le|68,7312|||||",
            ),
        ];
        let loaded = take(&app, &rows(&more), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let facts = round(&app, "tinh-a", 2019, 2026).await;
        assert!(facts > 30, "{facts}");
    })
    .await;
}

/// A workbook holds the same rows, and is read as what it is.
#[tokio::test]
async fn a_workbook_goes_round() {
    on_both(async |db| {
        let here = app(db).await;
        load_embedded(&here, &["vi-du/can-tho-2020-2025"]).await;
        let ask = asked("can-tho", 2015, 2026);
        let caller = Caller::console();
        let exported = export(&here, &caller, &ask, None, To::Book).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("can-tho.xlsx");
        std::fs::write(&file, exported.book.unwrap()).unwrap();
        let other = fresh(here.db().engine()).await;
        let there = app(other.db.clone()).await;
        let loaded = load(&there, &file, None).await;
        assert!(errors(&loaded).is_empty(), "{:#?}", errors(&loaded));
        let again = export(&there, &caller, &ask, None, To::Book).await.unwrap();
        assert_eq!(again.fingerprint, exported.fingerprint);
        drop(there);
        other.finish().await;
    })
    .await;
}

/// What waits, what was approved under it, periods and the decision that figures are approved.
#[tokio::test]
async fn states_go_round() {
    on_both(async |db| {
        let app = app(db).await;
        let told = [
            (
                "co-quan",
                "Mã|Tên|Cấp|Mã cấp trên
                 tinh-a|THADS tỉnh A|tinh|
                 phong-1|Phòng 1|khu_vuc|tinh-a
                 phong-2|Phòng 2|khu_vuc|tinh-a",
            ),
            (
                "che-do-duyet",
                "Mã cơ quan|Từ ngày|Duyệt|Tiếp nhận|Một người|Số ngày\n tinh-a|2025-10-01|co|x||5",
            ),
            (
                "ky-so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Phạm vi|Việc|Trạng thái|Lần duyệt|Người gửi|Ngày gửi|Lý do
                 phong-1|2026|3|btp|nhap|nhap|1|go.phong-1|2026-01-02|Sửa số bị nhầm
                 phong-2|2026|3|btp|gui|da_gui|0|go.phong-2|2026-01-03|",
            ),
            (
                "so-lieu",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
                 phong-1|2026|3|viec.moi|120
                 phong-1|2026|3|viec.xong|80",
            ),
            (
                "so-lieu-cho-duyet",
                "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Ghi chú
                 phong-1|2026|3|viec.moi|121|đã đối chiếu
                 phong-1|2026|3|viec.xong|80|
                 phong-2|2026|3|viec.moi|40|",
            ),
        ];
        let loaded = take(&app, &rows(&told), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let state = app.state().await.unwrap();
        assert_eq!(state.closing.unsettled().count(), 2);
        let facts = round(&app, "tinh-a", 2026, 2026).await;
        assert!(facts > 8, "{facts}");

        // Only what is approved: nothing of the rest, and it says so.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let ask = exchange::AskExport {
            drafts: false,
            ..asked("tinh-a", 2026, 2026)
        };
        let exported = write(&app, &Caller::console(), &ask, &path).await.unwrap();
        let left = exported.manifest.left.iter();
        let waiting = left.filter(|left| left.what.contains("chờ duyệt"));
        assert_eq!(waiting.map(|left| left.rows).collect::<Vec<_>>(), [Some(2)]);
        let written = files(&path);
        assert!(!written.contains_key("so-lieu-cho-duyet.csv") && !written.contains_key("ky-so-lieu.csv"));
    })
    .await;
}
