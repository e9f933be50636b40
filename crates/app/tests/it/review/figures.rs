//! Figures: identities with what is vague, units as they came, sources that become known later.

use thidua_app::App;
use thidua_app::figures::{Balance, balance, compare};
use thidua_store::testing::on_both;

use super::AGENCIES;
use crate::desk::{app, ask, bundle, take, view};

const HEAD: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Nhóm án|Mã số liệu|Giá trị|Đơn vị tính|Mức chính xác|Tăng giảm|Nguồn";

async fn told(app: &App, rows: &[&str]) {
    let rows = std::iter::once(HEAD)
        .chain(rows.iter().copied())
        .collect::<Vec<_>>()
        .join("\n");
    let loaded = take(app, &bundle(&[AGENCIES, ("so-lieu", &rows)]), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn read(app: &App, year: i16) -> Balance {
    balance(&view(app).await, &ask("phong-1", year, 12)).unwrap()
}

fn holds(balance: &Balance, id: &str) -> Option<bool> {
    let found = balance
        .identities
        .iter()
        .find(|line| line.id == id)
        .unwrap();
    assert_eq!(found.holds.is_none(), found.reason.is_some());
    found.holds
}

/// Contract: "Figures whose Mức chính xác is not `dung` enter no identity"; only deductions "that are not
/// given count as 0".
#[tokio::test]
async fn a_deduction_told_nearly_is_not_0() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2026|12||viec.thu_ly|1000|việc|||bc",
                "phong-1|2026|12||viec.uy_thac|300|việc|hon||bc",
                "phong-1|2026|12||viec.phai_thi_hanh|690|việc|||bc",
                "phong-1|2026|12||viec.co_dieu_kien|500|việc|||bc",
                "phong-1|2026|12||viec.chua_dieu_kien|150|việc|||bc",
                "phong-1|2026|12||viec.hoan|20|việc|tren||bc",
            ],
        )
        .await;
        let found = read(&app, 2026).await;
        assert_eq!(holds(&found, "viec.phai_thi_hanh"), None);
        // The third group never leaves it open: what is left over is 0 or more.
        assert_eq!(holds(&found, "viec.nhom_ba"), Some(true));
    })
    .await;
}

/// Contract: "money prints in the unit it came in".
#[tokio::test]
async fn money_prints_in_the_unit_it_came_in() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2026|12||tien.thu_ly|3508000000000|đồng|||bc",
                "phong-1|2026|12||tien.xong|trên 3.508 tỷ đồng||||bc",
            ],
        )
        .await;
        let found = read(&app, 2026).await;
        let line = |code: &str| {
            let line = found.lines.iter().find(|line| line.code == code).unwrap();
            format!("{} {}", line.printed, line.unit)
        };
        assert_eq!(line("tien.thu_ly"), "3.508.000.000.000 đồng");
        assert_eq!(line("tien.xong"), "trên 3.508 tỷ đồng");
    })
    .await;
}

/// "Answers use the official one, then the later": also where a source's date is told after its figures,
/// and without a restart.
#[tokio::test]
async fn a_source_dated_later_answers_at_once() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2026|12||viec.xong|10|việc|||bc-a",
                "phong-1|2026|12||viec.xong|20|việc|||bc-b",
            ],
        )
        .await;
        let paper = |code: &str, day: &str| {
            let rows = format!("Mã|Ngày ban hành|Loại\n{code}|{day}|bao_cao");
            bundle(&[("van-ban", &rows)])
        };
        let value = async || {
            let found = read(&app, 2026).await;
            found.figures.get("viec.xong").cloned()
        };
        take(&app, &paper("bc-a", "2026-10-05"), None).await;
        assert_eq!(value().await.as_deref(), Some("10"));
        take(&app, &paper("bc-b", "2026-10-20"), None).await;
        assert_eq!(value().await.as_deref(), Some("20"));
    })
    .await;
}

/// Contract: a `null` has its reason; vague numbers contradict no published change.
#[tokio::test]
async fn what_is_null_says_why_and_what_is_vague_contradicts_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2025|12||viec.xong|100|việc|||bc",
                "phong-1|2026|12||viec.xong|150|việc|hon|60|bc",
                "phong-1|2026|12||viec.moi|0|việc|||bc",
                "phong-1|2026|12|tin_dung|viec.xong|5|việc|||bc",
            ],
        )
        .await;
        let compared = compare(&view(&app).await, &ask("phong-1", 2026, 12)).unwrap();
        let line = |code: &str| {
            compared
                .items
                .iter()
                .find(|item| item.code == code)
                .unwrap()
        };
        assert_eq!(line("viec.xong").agrees, None);
        let new = line("viec.moi");
        assert!(new.same_period_last_year.is_none() && new.difference.is_none());
        for name in ["same_period_last_year", "difference", "percent"] {
            assert!(new.reasons.contains_key(name), "{name}");
        }
        let found = read(&app, 2026).await;
        let group = found.groups.get("tin_dung").unwrap();
        assert!(group.rates.values().all(Option::is_none));
        assert!(group.reasons.contains_key("viec.ty_le"));
    })
    .await;
}

/// Numbers beyond all sense are flagged or left, never a failure.
#[tokio::test]
async fn absurd_numbers_do_not_stop_a_load() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2026|12||viec.xong|9000000000000000000|việc|||bc",
                "phong-1|2026|12||viec.co_dieu_kien|1|việc|||bc",
                "phong-1|2026|12||tien.xong|9000000000000000000|đồng||8999999999999999999|bc",
                "phong-1|2026|12||tien.co_dieu_kien|1|đồng|||bc",
                "phong-1|2026|12||viec.ty_le|-50|%||-40|bc",
                "phong-1|2026|12||tien.ty_le|-60|%|||bc",
            ],
        )
        .await;
        assert!(!read(&app, 2026).await.flags.is_empty());
    })
    .await;
}
