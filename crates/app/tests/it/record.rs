//! Single records: entered, changed, disputed, brought back, taken away; a person moved.

use thidua_app::access::Caller;
use thidua_app::bundle::{FIGURES, RECORD_SHEETS};
use thidua_app::record::{
    self, Outcome, Save, Start, Stored, Transfer, Typed, history, key_of, kind, remove, restore,
    save, transfer, undo,
};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::people;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, console, take, view};

const SHEETS: &[(&str, &str)] = &[
    (
        "co-quan",
        "Mã|Tên|Cấp|Mã cấp trên
         cuc|Cục Quản lý|cuc_quan_ly|
         tinh-a|THADS tỉnh A|tinh|cuc
         phong-1|Phòng 1|khu_vuc|tinh-a
         phong-2|Phòng 2|khu_vuc|tinh-a
         tinh-b|THADS tỉnh B|tinh|cuc
         phong-b|Phòng B|khu_vuc|tinh-b",
    ),
    (
        "nhan-su",
        "Mã|Họ và tên|Mã cơ quan|Chức danh|Nhóm|Từ ngày
         nv-1|Nguyễn Văn Một|phong-1|Chấp hành viên|chap_hanh_vien|2020-01-01
         nv-b|Trần Thị Ba|phong-b|Thư ký|cong_chuc|2020-01-01",
    ),
    (
        "van-ban",
        "Mã|Số ký hiệu|Ngày ban hành|Cơ quan ban hành
         qd-1|12/QĐ-THADS|2025-12-15|cuc
         qd-2|30/QĐ-THADS|2026-01-05|tinh-a",
    ),
    (
        "chi-tieu",
        "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Văn bản
         ct-1|phong-1|2026|viec.ty_le|>=|83,5|qd-1
         ct-b|phong-b|2026|viec.ty_le|>=|80|qd-1",
    ),
];

async fn filled(app: &App) {
    let loaded = take(app, &bundle(SHEETS), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

fn officer(agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: "thong-ke".to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "Người làm thống kê".to_owned(),
        channel: "web",
    }
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    Typed::from_pairs(pairs.iter().copied())
}

fn stored(outcome: Outcome) -> Stored {
    match outcome {
        Outcome::Stored(stored) => stored,
        other => panic!("{other:#?}"),
    }
}

/// Column and complaint of each field that is wrong.
fn complaints(outcome: Outcome) -> Vec<(&'static str, String)> {
    let Outcome::Refused(form) = outcome else {
        panic!("{outcome:#?}")
    };
    let whole = form.faults.iter().map(|fault| ("", fault.reason.clone()));
    let reason = form.reason_fault.iter();
    let reason = reason.map(|fault| ("ly_do", fault.reason.clone()));
    let fields = form.fields.iter().flat_map(|field| {
        let faults = field.faults.iter();
        faults.map(|fault| (field.id, fault.reason.clone()))
    });
    whole.chain(reason).chain(fields).collect()
}

#[test]
fn every_column_says_what_to_write_in_it() {
    for def in RECORD_SHEETS.into_iter().chain([FIGURES]) {
        for column in def.columns {
            assert!(!column.help.is_empty(), "{} {}", def.name, column.id);
            assert!(!column.label.contains('_'), "{} {}", def.name, column.id);
        }
    }
    for kind in &record::KINDS {
        assert!(!kind.noun.is_empty(), "{}", kind.def.name);
    }
}

#[tokio::test]
async fn a_person_is_entered_by_names_alone_and_gets_a_code() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let new = Save {
            typed: typed(&[
                ("ma.1", ""),
                ("ho_va_ten", "Nguyễn Văn  Hai"),
                ("ma_co_quan", "phong-2"),
                ("nhom", "cong_chuc"),
                ("tu_ngay", "01/10/2026"),
                ("nguon.1", "30/QĐ-THADS ngày 05/01/2026"),
            ]),
            ..Save::default()
        };
        let first = stored(save(&app, &by, "nhan-su", &new).await.unwrap());
        assert_eq!(first.values.get("ma"), Some("nguyen-van-hai"));
        assert_eq!(first.values.get("ho_va_ten"), Some("Nguyễn Văn Hai"));
        assert_eq!(first.values.get("tu_ngay"), Some("2026-10-01"));
        assert_eq!(first.values.get("nguon"), Some("qd-2"));
        // Another of the same name is another person.
        let second = stored(save(&app, &by, "nhan-su", &new).await.unwrap());
        assert_eq!(second.values.get("ma"), Some("nguyen-van-hai-2"));
        // The console sees names, not codes, and stores codes.
        let all = Caller::console();
        let target = Save {
            typed: typed(&[
                ("ma_co_quan", "phòng 2"),
                ("nam_cong_tac", "2026"),
                ("ma_chi_tieu", "viec.ty_le"),
                ("phep_so", ">="),
                ("gia_tri", "83,50"),
                ("don_vi_giao.1", "Cục Quản lý"),
                ("don_vi_giao.2", "THADS tỉnh A"),
                ("van_ban", "Kế hoạch riêng"),
            ]),
            ..Save::default()
        };
        let target = stored(save(&app, &all, "chi-tieu", &target).await.unwrap());
        assert_eq!(target.values.get("ma_co_quan"), Some("phong-2"));
        assert_eq!(target.values.get("don_vi_giao"), Some("cuc;tinh-a"));
        assert_eq!(target.values.get("van_ban"), Some("Kế hoạch riêng"));
        assert_eq!(target.values.get("ma"), Some("ct-2027-0001"));
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_beside_its_field() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let before = app.db().version().await.unwrap();
        let wrong = Save {
            typed: typed(&[
                ("ho_va_ten.1", ""),
                ("ma_co_quan", "Phòng 9"),
                ("ngay_sinh", "31/02/1990"),
                ("tu_ngay", "01/13/2026"),
            ]),
            ..Save::default()
        };
        let all = Caller::console();
        let told = complaints(save(&app, &all, "nhan-su", &wrong).await.unwrap());
        let fields: Vec<&str> = told.iter().map(|(id, _)| *id).collect();
        assert_eq!(
            fields,
            ["ho_va_ten", "ma_co_quan", "tu_ngay", "ngay_sinh"],
            "{told:#?}"
        );
        assert!(told[1].1.contains("Phòng 9"), "{told:#?}");
        assert_eq!(app.db().version().await.unwrap(), before);
    })
    .await;
}

fn key() -> String {
    key_of(&people::SHEET, "nv-1", Some("2020-01-01"))
}

#[tokio::test]
async fn a_change_needs_a_reason_and_is_undone_and_brought_back() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let mut edit = Save {
            record: Some(key()),
            seen: 1,
            typed: typed(&[("ho_va_ten", "Nguyễn Văn Mốt"), ("chuc_danh.1", "")]),
            ..Save::default()
        };
        let told = complaints(save(&app, &by, "nhan-su", &edit).await.unwrap());
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0].0, "ly_do");
        edit.reason = Some("Sửa theo giấy khai sinh".to_owned());
        let done = stored(save(&app, &by, "nhan-su", &edit).await.unwrap());
        assert_eq!(done.values.get("chuc_danh"), None);
        assert_eq!(done.values.get("nhom"), Some("chap_hanh_vien"));
        assert_eq!(
            app.state().await.unwrap().people["nv-1"].name(),
            "Nguyễn Văn Mốt"
        );

        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let state = app.state().await.unwrap();
        assert_eq!(state.people["nv-1"].name(), "Nguyễn Văn Một");
        assert_eq!(
            state.people["nv-1"].posts[0].title.as_deref(),
            Some("Chấp hành viên")
        );
        // Once more is refused: something newer is there.
        let again = undo(&app, &by, done.event.unwrap()).await;
        assert!(matches!(again, Err(AppError::Refused(_))), "{again:?}");

        let found = history(&app, &view(&app).await, "nhan-su", &key())
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 3);
        assert_eq!(
            found.lines[1].reason.as_deref(),
            Some("Sửa theo giấy khai sinh")
        );
        let changes = &found.lines[1].changes;
        assert_eq!(changes.len(), 2, "{changes:#?}");
        assert_eq!(changes[0].before.as_deref(), Some("Nguyễn Văn Một"));
        assert_eq!(changes[1].after, None);
        let id = found.record.to_string();
        let without = restore(&app, &by, ("nhan-su", &id), (2, 3), None).await;
        assert!(matches!(without, Err(AppError::Refused(_))));
        let stale = restore(&app, &by, ("nhan-su", &id), (2, 1), Some("đúng")).await;
        assert!(matches!(stale, Err(AppError::Stale)), "{stale:?}");
        restore(&app, &by, ("nhan-su", &id), (2, 3), Some("bản ấy đúng"))
            .await
            .unwrap();
        assert_eq!(
            app.state().await.unwrap().people["nv-1"].name(),
            "Nguyễn Văn Mốt"
        );
    })
    .await;
}

#[tokio::test]
async fn another_first_day_is_a_change_of_the_same_record() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let edit = Save {
            record: Some(key()),
            seen: 1,
            typed: typed(&[("tu_ngay", "01/02/2020")]),
            reason: Some("ghi nhầm tháng".to_owned()),
            ..Save::default()
        };
        let done = stored(save(&app, &by, "nhan-su", &edit).await.unwrap());
        let state = app.state().await.unwrap();
        assert_eq!(state.people["nv-1"].posts.len(), 1);
        let moved = key_of(&people::SHEET, "nv-1", Some("2020-02-01"));
        let found = history(&app, &view(&app).await, "nhan-su", &moved)
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 2);
        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let found = history(&app, &view(&app).await, "nhan-su", &key())
            .await
            .unwrap();
        assert_eq!(found.lines.len(), 3);
        assert!(matches!(
            history(&app, &view(&app).await, "nhan-su", &moved).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn who_comes_second_sees_what_the_first_stored() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let target = key_of(kind("chi-tieu").unwrap().def, "ct-1", None);
        let edit = |value: &str, note: Option<&str>| {
            let mut pairs = vec![("gia_tri", value)];
            pairs.extend(note.map(|note| ("ghi_chu", note)));
            Save {
                record: Some(target.clone()),
                seen: 1,
                typed: typed(&pairs),
                reason: Some("điều chỉnh".to_owned()),
                ..Save::default()
            }
        };
        let one = officer("tinh-a");
        stored(
            save(&app, &one, "chi-tieu", &edit("84", None))
                .await
                .unwrap(),
        );
        let mut second = edit("85", Some("Theo kế hoạch"));
        let outcome = save(&app, &Caller::console(), "chi-tieu", &second)
            .await
            .unwrap();
        let Outcome::Clashed(clash) = outcome else {
            panic!("{outcome:#?}")
        };
        let told: Vec<_> = clash
            .lines
            .iter()
            .map(|line| {
                (
                    line.id,
                    line.opened.as_deref(),
                    line.stored.as_deref(),
                    line.yours.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("gia_tri", Some("83,5"), Some("84"), Some("85")),
                ("ghi_chu", None, None, Some("Theo kế hoạch")),
            ]
        );
        assert_eq!(clash.seen, 2);
        // The other one's value, the own note.
        second.seen = clash.seen;
        record::choose(&mut second, &["gia_tri"]);
        let done = stored(
            save(&app, &Caller::console(), "chi-tieu", &second)
                .await
                .unwrap(),
        );
        assert_eq!(done.values.get("gia_tri"), Some("84"));
        assert_eq!(done.values.get("ghi_chu"), Some("Theo kế hoạch"));
    })
    .await;
}

#[tokio::test]
async fn what_is_referred_to_stays() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let all = Caller::console();
        let paper = key_of(kind("van-ban").unwrap().def, "qd-1", None);
        let refused = remove(&app, &all, ("van-ban", &paper), 1, Some("trùng")).await;
        let Err(AppError::Refused(why)) = refused else {
            panic!("{refused:?}")
        };
        assert!(why.contains("Chỉ tiêu: 2"), "{why}");
        let free = key_of(kind("van-ban").unwrap().def, "qd-2", None);
        let without = remove(&app, &all, ("van-ban", &free), 1, None).await;
        assert!(matches!(without, Err(AppError::Refused(_))));
        let gone = remove(&app, &all, ("van-ban", &free), 1, Some("trùng"))
            .await
            .unwrap();
        assert!(!app.state().await.unwrap().documents.contains_key("qd-2"));
        let found = history(&app, &view(&app).await, "van-ban", &free)
            .await
            .unwrap();
        assert!(found.removed && found.lines.len() == 2);
        undo(&app, &all, gone.event.unwrap()).await.unwrap();
        assert!(app.state().await.unwrap().documents.contains_key("qd-2"));
    })
    .await;
}

#[tokio::test]
async fn a_move_closes_the_present_post_and_begins_the_new_one() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let moved = |day: &str, to: &str| Transfer {
            person: "nv-1".to_owned(),
            seen: 1,
            typed: typed(&[
                ("ma_co_quan", to),
                ("chuc_vu", "Phó Trưởng phòng"),
                ("chuc_danh", "Chấp hành viên"),
                ("nhom", "lanh_dao"),
                ("tu_ngay", day),
                ("nguon.1", "30/QĐ-THADS ngày 05/01/2026"),
            ]),
            reason: None,
        };
        let early = transfer(&app, &by, &moved("01/01/2020", "phong-2"))
            .await
            .unwrap();
        let told = complaints(early);
        assert!(told.iter().any(|(id, _)| *id == "tu_ngay"), "{told:#?}");
        let vague = complaints(
            transfer(&app, &by, &moved("2026", "phong-2"))
                .await
                .unwrap(),
        );
        assert!(vague.iter().any(|(id, _)| *id == "tu_ngay"), "{vague:#?}");
        let none = complaints(transfer(&app, &by, &moved("", "phong-2")).await.unwrap());
        assert_eq!(
            none.iter().filter(|(id, _)| *id == "tu_ngay").count(),
            1,
            "{none:#?}"
        );

        let done = stored(
            transfer(&app, &by, &moved("01/11/2026", "phong-2"))
                .await
                .unwrap(),
        );
        let state = app.state().await.unwrap();
        let posts = &state.people["nv-1"].posts;
        assert_eq!(posts.len(), 2);
        assert_eq!(posts[0].validity.to.unwrap().to_string(), "2026-10-31");
        assert_eq!(posts[1].agency, "phong-2");
        assert_eq!(posts[1].validity.from.unwrap().to_string(), "2026-11-01");
        undo(&app, &by, done.event.unwrap()).await.unwrap();
        let state = app.state().await.unwrap();
        let posts = &state.people["nv-1"].posts;
        assert_eq!((posts.len(), posts[0].validity.to), (1, None));
        // Out of reach: as if the agency were not there.
        let mut away = moved("01/11/2026", "phong-b");
        away.seen = 3;
        let away = transfer(&app, &by, &away).await;
        assert!(!matches!(away, Ok(Outcome::Stored(_))), "{away:?}");
        // And nobody moves somebody else's people.
        let mut others = moved("01/11/2026", "phong-2");
        others.person = "nv-b".to_owned();
        assert!(matches!(
            transfer(&app, &by, &others).await,
            Err(AppError::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn an_officer_writes_for_agencies_in_reach_only() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let by = officer("tinh-a");
        let paper = |issuer: &str| Save {
            typed: typed(&[("so_ky_hieu", "45/BC-THADS"), ("co_quan_ban_hanh", issuer)]),
            ..Save::default()
        };
        let own = stored(
            save(&app, &by, "van-ban", &paper("THADS tỉnh A"))
                .await
                .unwrap(),
        );
        assert_eq!(own.values.get("ma"), Some("45-bc-thads"));
        let other = complaints(
            save(&app, &by, "van-ban", &paper("THADS tỉnh B"))
                .await
                .unwrap(),
        );
        assert_eq!(other[0].0, "co_quan_ban_hanh", "{other:?}");
        let nobody = complaints(save(&app, &by, "van-ban", &paper("")).await.unwrap());
        assert_eq!(nobody[0].0, "co_quan_ban_hanh", "{nobody:?}");
        for (name, record) in [
            (
                "van-ban",
                key_of(kind("van-ban").unwrap().def, "qd-1", None),
            ),
            (
                "van-ban",
                key_of(kind("van-ban").unwrap().def, "khong-co", None),
            ),
            (
                "chi-tieu",
                key_of(kind("chi-tieu").unwrap().def, "ct-b", None),
            ),
            (
                "co-quan",
                key_of(kind("co-quan").unwrap().def, "tinh-a", None),
            ),
            (
                "nhan-su",
                key_of(&people::SHEET, "nv-b", Some("2020-01-01")),
            ),
        ] {
            let edit = Save {
                record: Some(record.clone()),
                seen: 1,
                reason: Some("thử".to_owned()),
                ..Save::default()
            };
            let answer = save(&app, &by, name, &edit).await;
            assert!(
                matches!(answer, Err(AppError::NotFound)),
                "{name} {answer:?}"
            );
            let gone = remove(&app, &by, (name, &record), 1, Some("thử")).await;
            assert!(matches!(gone, Err(AppError::NotFound)), "{name} {gone:?}");
        }
        // Whether others' save held figures too is not told, nor which targets they have.
        let (every, other) = (
            view(&app).await,
            key_of(kind("chi-tieu").unwrap().def, "ct-b", None),
        );
        let told = history(&app, &every, "chi-tieu", &other).await.unwrap();
        let event = told.lines[0].event;
        let undone = undo(&app, &by, event).await;
        assert!(matches!(undone, Err(AppError::NotFound)), "{undone:?}");
        let mine = app.view(&by.actor).await.unwrap();
        let form = record::new(&mine, "chi-tieu", &Start::default()).unwrap();
        let offered = format!("{form:?}");
        assert!(offered.contains("Phòng 1"), "{offered}");
        assert!(!offered.contains("năm 2026 – Phòng B"), "{offered}");
        let start = Start::default();
        let tree = save(&app, &by, "co-quan", &Save::default()).await;
        assert!(matches!(tree, Err(AppError::NotFound)));
        let mine = app.view(&by.actor).await.unwrap();
        assert!(record::new(&mine, "cum-khoi", &start).is_err());
        assert!(record::new(&mine, "nhan-su", &start).is_ok());
        // A colleague's own target is not read by who reads only the agency's.
        let sheet = "Mã|Mã cơ quan|Mã cán bộ|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị
             ct-p|phong-1|nv-1|2026|viec.ty_le|>=|90";
        let personal = take(&app, &bundle(&[("chi-tieu", sheet)]), None).await;
        assert!(!personal.refused(), "{personal:#?}");
        let mut employee = officer("phong-1").actor;
        employee.grants[0].role = Role::Employee;
        let employee = app.view(&employee).await.unwrap();
        for (code, open) in [("ct-1", true), ("ct-p", false), ("ct-b", false)] {
            let key = key_of(kind("chi-tieu").unwrap().def, code, None);
            let told = history(&app, &employee, "chi-tieu", &key).await;
            assert_eq!(told.is_ok(), open, "{code} {told:?}");
        }
        let reader = Caller {
            actor: Actor {
                grants: Vec::new(),
                ..by.actor.clone()
            },
            ..by.clone()
        };
        let refused = save(&app, &reader, "nhan-su", &Save::default()).await;
        assert!(matches!(refused, Err(AppError::Forbidden)), "{refused:?}");
        drop(console());
    })
    .await;
}
