//! Cancelling a decision of award on both engines: it counts nowhere any more, what rested on it is flagged and never
//! cancelled by itself, the way back keeps the history, and nobody writes for another agency.

mod guard;

use thidua_app::access::Caller;
use thidua_app::law::revoke::{AskRevoke, page, recovered, rescan, restore, review, revoke};
use thidua_app::people::person;
use thidua_app::register::{AskAwards, awards};
use thidua_app::{App, AppError, View, record};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Values;
use thidua_domain::register::revocation::GROUNDS;
use thidua_domain::register::sheet::AWARDS as SHEET;
use thidua_store::testing::on_both;

use crate::desk::{app, view};
use crate::eligibility::{filled, outcome, told};

/// What was given on the ground of others.
const RESTING: &[(&str, &str)] = &[
    (
        "danh-gia",
        "Năm|Mã đối tượng|Mức xếp loại
         2022|nv-02|httnv
         2023|nv-02|httnv
         2024|nv-02|httnv",
    ),
    (
        "khen-thuong",
        "Mã|Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Loại thành tích|Số quyết định|Ngày quyết định|Cơ quan quyết định
         tt-25|phong-1|tap_the|phong-1|tt_ldtt|2025|cong_trang|30/QĐ|2025-12-05|tinh-a
         cs-23|phong-1|ca_nhan|nv-02|cstdcs|2023|cong_trang|31/QĐ|2023-12-05|tinh-a
         cs-24|phong-1|ca_nhan|nv-02|cstdcs|2024|cong_trang|32/QĐ|2024-12-05|tinh-a
         cs-25|phong-1|ca_nhan|nv-02|cstdcs|2025|cong_trang|33/QĐ|2025-12-05|tinh-a
         bo-25|tinh-a|ca_nhan|nv-02|cstd_bo|2025|cong_trang|34/QĐ|2026-02-10|cuc",
    ),
];

fn officer(user: &str, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: "Người thử".to_owned(),
        channel: "web",
    }
}

async fn ready(app: &App) {
    filled(app).await;
    told(app, RESTING).await;
}

/// The identity of the record of an award with a code.
async fn named(app: &App, code: &str) -> String {
    let key = record::key_of(&SHEET, code, None);
    let snapshot = app.db().read().await.unwrap();
    let found = thidua_store::records::find(&snapshot, SHEET.name, &key).await;
    found.unwrap().unwrap().id.to_string()
}

/// The identity of the record of somebody's Lao động tiên tiến of 2025, which has no code.
async fn ldtt_of(app: &App, person: &str) -> String {
    let mut row = Values::default();
    for (id, text) in [
        ("ma_co_quan", "phong-1"),
        ("doi_tuong", "ca_nhan"),
        ("ma_doi_tuong", person),
        ("ma_khen_thuong", "ldtt"),
        ("nam_thanh_tich", "2025"),
        ("ngay_quyet_dinh", "2025-11-20"),
        ("trang_thai", "da_tang"),
        ("dem_theo", "doi_tuong"),
    ] {
        row.set(id, text);
    }
    let snapshot = app.db().read().await.unwrap();
    let found = thidua_store::records::find(&snapshot, SHEET.name, &row.key(&SHEET)).await;
    found.unwrap().unwrap().id.to_string()
}

fn typed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = [
        ("can_cu_huy", "gian_doi"),
        ("noi_dung", "Kê khai khống số việc đã thi hành xong"),
        ("so_quyet_dinh", "99/QĐ-THADS"),
        ("ngay_quyet_dinh", "15/03/2026"),
        ("co_quan_quyet_dinh", "tinh-a"),
        ("nguoi_ky", "Trần Văn Ký, Trưởng Thi hành án dân sự tỉnh"),
        ("tien_thu_hoi", "710.000"),
        ("hien_vat_thu_hoi", ""),
    ];
    let told = |(id, text): &(&str, &str)| {
        let other = pairs.iter().find(|(own, _)| own == id);
        (
            (*id).to_owned(),
            other.map_or(*text, |(_, text)| *text).to_owned(),
        )
    };
    all.iter().map(told).collect()
}

fn wanted(record: &str) -> AskRevoke {
    AskRevoke {
        record: record.to_owned(),
        typed: typed(&[]),
        seen: 0,
    }
}

fn statuses(view: &View, code: &str) -> Vec<(String, String)> {
    let found = person(view, code, None).unwrap().awards;
    let told = found.into_iter().map(|award| (award.award, award.status));
    told.collect()
}

fn given(view: &View) -> i64 {
    let ask = AskAwards {
        agency: "phong-1".to_owned(),
        from: 2025,
        to: 2025,
        month: None,
        own: false,
    };
    let rows = awards(view, &ask).unwrap().rows.into_iter();
    let rows = rows.filter(|row| row.award == "ldtt" && row.status == "da_tang");
    rows.filter_map(|row| row.instances).sum()
}

#[test]
fn the_four_grounds_are_those_of_the_rulebook() {
    let book = include_str!("../../../../rulebook/law/revocation.toml");
    let book: toml::Value = toml::from_str(book).unwrap();
    let grounds = book["ground"].as_array().unwrap().iter();
    let ids: Vec<&str> = grounds
        .map(|ground| ground["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, GROUNDS);
}

#[tokio::test]
async fn a_collective_loses_its_share_and_is_flagged_not_cancelled() {
    on_both(async |db| {
        let app = app(db).await;
        ready(&app).await;
        let by = officer("thong-ke", "phong-1");
        assert_eq!(given(&view(&app).await), 7);
        let record = ldtt_of(&app, "nv-05").await;
        let seen = app.view(&by.actor).await.unwrap();
        let before = page(&app, &seen, &record).await.unwrap();
        assert!(before.writes && before.revocation.is_none());
        assert_eq!(before.money, Some(710_000));
        assert_eq!(before.grounds.len(), 4);
        let told: Vec<_> = before
            .rested
            .iter()
            .map(|line| (line.award.as_str(), line.outcome))
            .collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].0.contains("Tập thể lao động tiên tiến")
                || told[0].0.contains("Tập thể Lao động tiên tiến"),
            "{told:?}"
        );
        assert_eq!(told[0].1, "khong_du", "6 of 10 are below 70 %");
        assert!(before.rested[0].conditions[0].contains("70"), "{before:#?}");
        let done = revoke(&app, &by, &wanted(&record)).await.unwrap();
        assert!(done.event.is_some() && done.flagged == 1);
        let now = view(&app).await;
        assert_eq!(given(&now), 6, "the tally");
        assert_eq!(
            statuses(&now, "nv-05"),
            [("ldtt".to_owned(), "thu_hoi".to_owned())]
        );
        assert_eq!(
            statuses(&now, "nv-06"),
            [("ldtt".to_owned(), "da_tang".to_owned())],
            "nobody else's"
        );
        // The collective's title stands until people decide.
        let list = review::list(&now).unwrap();
        assert_eq!(list.len(), 1);
        assert!(list[0].conclusion.is_none() && list[0].over.is_none());
        assert_eq!(outcome(&now, "phong-1", "tt_ldtt", 2025), "not_eligible");
        let after = page(&app, &app.view(&by.actor).await.unwrap(), &record)
            .await
            .unwrap();
        let told = after.revocation.unwrap();
        assert!(told.in_force && told.money == Some(710_000) && told.signed_by.contains("Ký"));
        // One event, told by name; cancelled twice it is not.
        let again = revoke(&app, &by, &wanted(&record)).await;
        assert!(
            matches!(again, Err(AppError::Refused(_) | AppError::Stale)),
            "{again:?}"
        );
        conclusions(&app, &by, &list[0].key).await;
        back_again(&app, &by, &record).await;
    })
    .await;
}

/// Concluding needs a reason; it cancels nothing, and somebody faster is told.
async fn conclusions(app: &App, by: &Caller, key: &str) {
    let without = review::conclude(app, by, key, ("giu_nguyen", " "), None).await;
    assert!(matches!(without, Err(AppError::Refused(_))), "{without:?}");
    let other = officer("khac", "tinh-b");
    let foreign = review::conclude(app, &other, key, ("giu_nguyen", "Vì"), None).await;
    assert!(matches!(foreign, Err(AppError::NotFound)), "{foreign:?}");
    let told = ("de_nghi_huy", "Còn 06/10 người đạt");
    review::conclude(app, by, key, told, None).await.unwrap();
    let late = review::conclude(app, by, key, ("giu_nguyen", "Vì"), None).await;
    assert!(matches!(late, Err(AppError::Stale)), "{late:?}");
    let now = view(app).await;
    let list = review::list(&now).unwrap();
    assert_eq!(list[0].conclusion.as_deref(), Some("de_nghi_huy"));
    assert_eq!(list[0].by.as_deref(), Some("Người thử"));
    let titles = now
        .state
        .awards
        .iter()
        .filter(|award| award.award == "tt_ldtt");
    assert!(titles.into_iter().all(|award| award.status == "da_tang"));
}

/// A cancelling taken back: the award counts again, flags are over, the history keeps both.
async fn back_again(app: &App, by: &Caller, record: &str) {
    recovered(app, by, record, "20/04/2026", 1).await.unwrap();
    let early = restore(app, by, record, ("5/QĐ", "01/03/2026", "Sai"), 2).await;
    assert!(
        matches!(early, Err(AppError::Refused(_))),
        "before it was cancelled: {early:?}"
    );
    let blind = restore(app, by, record, ("5/QĐ", "01/06/2026", "Kết luận lại"), 1).await;
    assert!(
        matches!(blind, Err(AppError::Stale)),
        "somebody changed it meanwhile: {blind:?}"
    );
    restore(app, by, record, ("5/QĐ", "01/06/2026", "Kết luận lại"), 2)
        .await
        .unwrap();
    let now = view(app).await;
    assert_eq!(given(&now), 7);
    assert_eq!(outcome(&now, "phong-1", "tt_ldtt", 2025), "eligible");
    assert!(review::list(&now).unwrap()[0].over.is_some());
    let shown = page(app, &now, record).await.unwrap();
    let told = shown.revocation.unwrap();
    assert!(!told.in_force && told.restored_by.is_some() && told.recovered_on.is_some());
    let key = shown.history.unwrap();
    let history = record::history(app, &now, "thu-hoi-khen-thuong", &key).await;
    let lines = history.unwrap().lines;
    assert_eq!(lines.len(), 3);
    assert!(
        lines.iter().flat_map(|line| &line.changes).all(|change| {
            change
                .after
                .as_deref()
                .is_none_or(|text| !text.contains("|"))
        }),
        "no key is shown"
    );
    // It may be cancelled again, with another decision.
    let again = AskRevoke {
        typed: typed(&[
            ("so_quyet_dinh", "120/QĐ"),
            ("ngay_quyet_dinh", "10/07/2026"),
        ]),
        seen: 3,
        ..wanted(record)
    };
    let done = revoke(app, by, &again).await.unwrap();
    assert_eq!(done.flagged, 0, "flagged before");
    assert_eq!(given(&view(app).await), 6);
}

#[tokio::test]
async fn a_chain_breaks_in_another_agencys_award() {
    on_both(async |db| {
        let app = app(db).await;
        ready(&app).await;
        let by = officer("thong-ke", "phong-1");
        let record = named(&app, "cs-24").await;
        let seen = app.view(&by.actor).await.unwrap();
        let before = page(&app, &seen, &record).await.unwrap();
        // The province's award is not this officer's to read: only that there is one.
        assert!(
            before
                .rested
                .iter()
                .all(|line| !line.award.contains("ngành Tư pháp")),
            "{before:#?}"
        );
        assert_eq!(before.elsewhere, 1, "{before:#?}");
        assert_eq!(before.money, Some(2_340_000));
        let ask = AskRevoke {
            typed: typed(&[("tien_thu_hoi", "2340000"), ("can_cu_huy", "ho_so_sai")]),
            ..wanted(&record)
        };
        revoke(&app, &by, &ask).await.unwrap();
        let province = app.view(&officer("tinh", "tinh-a").actor).await.unwrap();
        let list = review::list(&province).unwrap();
        let own: Vec<_> = list.iter().filter(|line| line.agency == "tinh-a").collect();
        assert_eq!(own.len(), 1, "{list:#?}");
        assert!(own[0].writes && own[0].outcome != "con_du", "{own:#?}");
        assert!(own[0].cause.as_deref().unwrap().contains("Trần Thị Hai"));
        assert_eq!(review::waiting(&province), list.len());
        // Of the officer who cancelled it stays out of reach.
        let officer_sees = review::list(&app.view(&by.actor).await.unwrap()).unwrap();
        assert!(officer_sees.iter().all(|line| line.agency == "phong-1"));
        // Looking once more flags nothing twice.
        assert_eq!(rescan(&app, &by, &record).await.unwrap().flagged, 0);
    })
    .await;
}
