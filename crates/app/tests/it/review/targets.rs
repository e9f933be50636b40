//! Targets: signs, bands, months, groups, years.

use thidua_app::App;
use thidua_app::figures::proof;
use thidua_app::targets::{Pace, PaceItem, pace};
use thidua_store::testing::on_both;

use super::AGENCIES;
use crate::desk::{app, ask, bundle, take, view};

const HEAD: &str = "Mã|Mã cơ quan|Áp dụng cho cấp|Năm công tác|Nhóm án|Bậc theo|Từ mức|Đến mức|Mã chỉ tiêu|Nội dung|Phép so|Giá trị|Kết quả nêu|Tháng lũy kế";
const FIGURES: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị|Đơn vị tính";

async fn told(app: &App, targets: &[&str], figures: &[&str]) {
    let lines = |head: &str, rows: &[&str]| {
        let rows = std::iter::once(head).chain(rows.iter().copied());
        rows.collect::<Vec<_>>().join("\n")
    };
    let (targets, figures) = (lines(HEAD, targets), lines(FIGURES, figures));
    let sheets = [AGENCIES, ("chi-tieu", &targets), ("so-lieu", &figures)];
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn read(app: &App, agency: &str, month: u8) -> Pace {
    pace(&view(app).await, &ask(agency, 2026, month)).unwrap()
}

fn item<'a>(pace: &'a Pace, code: &str) -> &'a PaceItem {
    let found = pace
        .items
        .iter()
        .find(|item| item.code.as_deref() == Some(code));
    found.unwrap()
}

/// Contract: "Giá trị `nam_truoc` is its own result of last year", with `giam` and `tang`; amounts of
/// money may be written with their unit.
#[tokio::test]
async fn to_fall_and_to_rise_are_told_apart() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "ct-1|phong-1||2026|||||kntc.phai_giai_quyet||giam|nam_truoc||",
                "ct-2|phong-1||2026|||||viec.xong||tang|nam_truoc||",
                "ct-3|phong-1||2026|||||tien.xong||>=|3 tỷ đồng||",
            ],
            &[
                "phong-1|2025|12|kntc.phai_giai_quyet|20|đơn",
                "phong-1|2026|12|kntc.phai_giai_quyet|12|đơn",
                "phong-1|2025|12|viec.xong|100|việc",
                "phong-1|2026|12|viec.xong|100|việc",
                "phong-1|2026|12|tien.xong|2,9|tỷ đồng",
            ],
        )
        .await;
        let found = read(&app, "phong-1", 12).await;
        let fallen = item(&found, "ct-1");
        assert_eq!((fallen.year_met, fallen.status), (Some(true), Some("vuot")));
        assert_eq!(fallen.shortfall, None);
        assert_eq!(item(&found, "ct-2").year_met, Some(false));
        let money = item(&found, "ct-3");
        assert_eq!(money.target.as_deref(), Some("3000000000"));
        assert_eq!(money.year_met, Some(false));
    })
    .await;
}

/// Contract: "bands by caseload, both ends inclusive, the lower band has the edge".
#[tokio::test]
async fn at_the_edge_the_lower_band_holds() {
    on_both(async |db| {
        let app = app(db).await;
        let targets = [
            "b-1|tinh-a|khu_vuc|2026||viec.phai_thi_hanh|500|5000|viec.ty_le||>=|75||",
            "b-2|tinh-a|khu_vuc|2026||viec.phai_thi_hanh|5000|10000|viec.ty_le||>=|74||",
        ];
        let figures = [
            "phong-1|2026|12|viec.phai_thi_hanh|5000|việc",
            "phong-2|2026|12|viec.phai_thi_hanh|5001|việc",
        ];
        told(&app, &targets, &figures).await;
        for (agency, band) in [("phong-1", "b-1"), ("phong-2", "b-2")] {
            let found = read(&app, agency, 12).await;
            let codes: Vec<_> = found
                .items
                .iter()
                .map(|item| item.code.as_deref())
                .collect();
            assert_eq!(codes, [Some(band)], "{agency}");
        }
    })
    .await;
}

/// A result stated after 8 months says nothing of month 3; every value that is not there says why.
#[tokio::test]
async fn a_stated_result_holds_from_its_month_on() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "ct-1|phong-1||2026|||||tien.ty_le||||dat|8",
                "ct-2|phong-1||2026||||||Tăng cường đối thoại|tang|||",
            ],
            &["phong-1|2026|8|tien.ty_le|44,34|%"],
        )
        .await;
        let early = read(&app, "phong-1", 3).await;
        assert_eq!(item(&early, "ct-1").year_met, None);
        let then = read(&app, "phong-1", 8).await;
        let stated = item(&then, "ct-1");
        assert_eq!((stated.year_met, stated.status), (Some(true), Some("dat")));
        let words = item(&then, "ct-2");
        for name in [
            "target",
            "pace",
            "actual",
            "deviation",
            "year_met",
            "status",
        ] {
            assert!(words.reasons.contains_key(name), "{name}");
        }
        assert!(stated.reasons.contains_key("target"));
        assert!(!stated.reasons.contains_key("year_met"));
    })
    .await;
}

/// Contract: several years "means some time in these years, not split": no pace of one of them.
#[tokio::test]
async fn a_target_over_several_years_has_no_pace_of_one() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &["ct-1|phong-1||2021-2026|||||viec.xong||>=|600||"],
            &["phong-1|2026|6|viec.xong|100|việc"],
        )
        .await;
        let found = read(&app, "phong-1", 6).await;
        let over = item(&found, "ct-1");
        assert_eq!(over.target.as_deref(), Some("600"));
        assert!(over.pace.is_none() && over.year_met.is_none() && over.months.is_empty());
        assert!(
            over.reason
                .as_deref()
                .is_some_and(|why| why.contains("2021 – 2026"))
        );
    })
    .await;
}

/// A published deviation is of all cases: a target of one group is not what it is compared with.
#[tokio::test]
async fn a_deviation_is_compared_with_the_target_of_all_cases() {
    on_both(async |db| {
        let app = app(db).await;
        told(
            &app,
            &[
                "ct-1|phong-1||2026|tin_dung||||viec.ty_le||>=|20||",
                "ct-2|phong-1||2026|||||viec.ty_le||>=|83,30||",
            ],
            &[
                "phong-1|2026|8|viec.ty_le|68,73|%",
                "phong-1|2026|8|viec.lech_tien_do|13,20|điểm %",
            ],
        )
        .await;
        let found = read(&app, "phong-1", 8).await;
        assert_eq!(item(&found, "ct-1").group.as_deref(), Some("tin_dung"));
        assert_eq!(item(&found, "ct-2").agrees, Some(true));
        let sheet = proof(&view(&app).await, &ask("phong-1", 2026, 8)).unwrap();
        let line = sheet
            .lines
            .iter()
            .find(|line| line.id == "viec.lech_tien_do")
            .unwrap();
        assert_eq!(line.outcome, "holds", "{line:?}");
    })
    .await;
}
