//! Figures: identities with what is vague, units as they came, sources that become known later.

use thidua_app::App;
use thidua_app::figures::{Balance, balance, compare, proof};
use thidua_domain::bundle::Severity;
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

/// What no figure can be is a fault of its cell: fewer than none, and a number that is not told.
#[tokio::test]
async fn a_negative_count_and_a_number_that_is_not_told_are_refused() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = [
            HEAD,
            "phong-1|2026|12||viec.xong|-5|việc|||bc",
            "phong-1|2026|12||viec.thu_ly|40|việc|nhieu||bc",
            "phong-1|2026|12||viec.moi||việc|nhieu||bc",
            "phong-1|2026|12||viec.lech_tien_do|-1,5|điểm %|||bc",
            "phong-1|2026|12||viec.cu|10|việc||-3|bc",
        ];
        let loaded = take(
            &app,
            &bundle(&[AGENCIES, ("so-lieu", &rows.join("\n"))]),
            None,
        )
        .await;
        let errors: Vec<(u32, &str)> = loaded
            .faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .map(|fault| (fault.row, fault.column.as_str()))
            .collect();
        assert_eq!(
            errors,
            [(2, "Giá trị"), (3, "Giá trị")],
            "{:#?}",
            loaded.faults
        );
    })
    .await;
}

/// A warning stands at the row that told the figure, writes a rate as people do, and says which cases.
#[tokio::test]
async fn a_warning_names_row_percent_and_group() {
    on_both(async |db| {
        let app = app(db).await;
        let rows = [
            HEAD,
            "phong-1|2026|8||viec.thu_ly|1000|việc|||bc",
            "phong-1|2026|8||viec.ty_le|68,73|%|||bc",
            "phong-1|2026|8||viec.ty_le|70|%|||khac",
            "phong-1|2026|8|tin_dung|viec.cu|5|việc|||bc",
            "phong-1|2026|8|tin_dung|viec.moi|5|việc|||bc",
            "phong-1|2026|8|tin_dung|viec.thu_ly|11|việc|||bc",
        ];
        let loaded = take(
            &app,
            &bundle(&[AGENCIES, ("so-lieu", &rows.join("\n"))]),
            None,
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let of = |words: &str| {
            let mut found = loaded
                .faults
                .iter()
                .filter(|fault| fault.reason.contains(words));
            let first = found.next().unwrap();
            assert!(found.next().is_none(), "{:#?}", loaded.faults);
            first
        };
        let two = of("Hai nguồn nêu khác nhau");
        assert!(["68,73", "70,00"].contains(&two.value.as_str()), "{two:?}");
        assert!([3, 4].contains(&two.row), "{two:?}");
        let broken = of("Hai vế lệch nhau");
        assert_eq!(broken.row, 7);
        assert!(
            broken.reason.contains("8 tháng năm 2026; Án tín dụng"),
            "{}",
            broken.reason
        );
    })
    .await;
}

/// Nothing was told of the change and last year is not known: there is no basis, and it says so.
#[tokio::test]
async fn a_comparison_with_nothing_has_no_basis() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app, &["phong-1|2026|12||viec.xong|5|việc|||bc"]).await;
        let found = compare(&view(&app).await, &ask("phong-1", 2026, 12)).unwrap();
        let line = &found.items[0];
        assert_eq!((line.basis, line.direction.as_deref()), (None, None));
        assert!(line.reasons.contains_key("basis"));
    })
    .await;
}

/// Of two tellings, one vague, the balance and the proof sheet reckon with the same one.
#[tokio::test]
async fn balance_and_proof_take_the_same_telling() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "phong-1|2026|12||viec.cu|400|việc|||a",
                "phong-1|2026|12||viec.moi|600|việc|||a",
                "phong-1|2026|12||viec.thu_ly|1000|việc|||a",
                "phong-1|2026|12||viec.thu_ly|900|việc|hon||b",
            ],
        )
        .await;
        assert_eq!(holds(&read(&app, 2026).await, "viec.thu_ly"), Some(true));
        let sheet = proof(&view(&app).await, &ask("phong-1", 2026, 12)).unwrap();
        let line = sheet
            .lines
            .iter()
            .find(|line| line.id == "viec.thu_ly")
            .unwrap();
        assert_eq!(line.outcome, "holds");
    })
    .await;
}
