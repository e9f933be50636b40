//! Peak campaigns: what was done in their window, daily entries beside approved figures, places of units, the standing
//! of units under a movement.

mod daily;

use std::collections::BTreeMap;

use jiff::civil::date;
use thidua_app::access::Caller;
use thidua_app::campaign::standing::standing;
use thidua_app::campaign::{
    AskCampaign, AskEntry, CampaignAnswer, Entered, Order, Typed, bulletin, campaign, campaigns,
    enter, grid,
};
use thidua_app::{App, AppError, View, movement};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Severity;
use thidua_domain::time::Instant;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, console, take};

const TREE: &str = "Mã|Tên|Cấp|Mã cấp trên\ncuc|Cục Quản lý|cuc_quan_ly|\ntinh-a|THADS A|tinh|cuc\n\
    tinh-b|THADS B|tinh|cuc\nkv-1|Phòng 1|khu_vuc|tinh-a\nkv-2|Phòng 2|khu_vuc|tinh-a\nkv-3|Phòng 3|khu_vuc|tinh-a";
const LAUNCHED: &str = "Mã|Tên|Loại|Cơ quan phát động|Phong trào cấp trên|Từ ngày|Đến ngày|Định kỳ|Số đợt\n\
    chuoi|Các đợt cao điểm hằng năm|cao_diem|tinh-a||2025|2026|nam|1-3\n\
    dot-1|Đợt cao điểm quý III|cao_diem|tinh-a|chuoi|2026-07-01|2026-09-30||\n\
    dot-2|Đợt cao điểm tháng 11|cao_diem|tinh-a||2026-11-02|2026-11-30||\n\
    ca-nam|Thi đua cả năm|thuong_xuyen|tinh-a||2026|2026||";
const GOALS: &str = "Mã|Mã cơ quan|Năm công tác|Mã phong trào|Mã chỉ tiêu|Phép so|Giá trị\n\
    g-a|tinh-a|2026|dot-1|viec.xong|>=|800\ng-1|kv-1|2026|dot-1|viec.xong|>=|400\n\
    g-2|kv-2|2026|dot-1|viec.xong|>=|400\ng-3|kv-3|2026|dot-1|viec.xong|>=|200\n\
    n-a|tinh-a|2026|ca-nam|viec.ty_le|>=|84\nn-1|kv-1|2026|ca-nam|viec.ty_le|>=|90\n\
    h-1|kv-1|2027|dot-2|viec.xong|>=|40\nh-2|kv-2|2027|dot-2|viec.xong|>=|40\nh-3|kv-3|2027|dot-2|viec.xong|>=|40";

fn figures() -> String {
    let mut text = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị\n".to_owned();
    let told = [
        (
            "tinh-a",
            [(9, 1_000), (10, 1_200), (11, 1_350), (12, 1_700)].as_slice(),
        ),
        ("kv-1", &[(9, 400), (10, 500), (11, 600), (12, 700)]),
        ("kv-2", &[(9, 300), (10, 400), (11, 450), (12, 600)]),
        ("kv-3", &[(9, 300), (12, 400)]),
    ];
    for (agency, months) in told {
        for (month, value) in months {
            text.push_str(&format!("{agency}|2026|{month}|viec.xong|{value}\n"));
        }
    }
    for (agency, whole) in [("tinh-a", 2_000), ("kv-1", 800), ("kv-2", 750)] {
        text.push_str(&format!("{agency}|2026|12|viec.co_dieu_kien|{whole}\n"));
    }
    text
}

async fn told(app: &App) {
    let figures = figures();
    let sheets = [
        ("co-quan", TREE),
        ("phong-trao", LAUNCHED),
        ("chi-tieu", GOALS),
        ("so-lieu", figures.as_str()),
    ];
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

fn officer(agency: &str) -> Actor {
    Actor {
        user: format!("thong-ke.{agency}"),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

fn by(agency: &str) -> Caller {
    Caller {
        actor: officer(agency),
        ..Caller::console()
    }
}

async fn view(app: &App) -> View {
    app.view(&console()).await.unwrap()
}

fn shown(view: &View, code: &str) -> CampaignAnswer {
    campaign(view, code, &AskCampaign::default()).unwrap()
}

#[tokio::test]
async fn a_window_of_whole_months_is_told_by_approved_figures() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let view = view(&app).await;
        let found = shown(&view, "dot-1");
        assert_eq!((found.stage, found.days, found.days_left), ("over", 92, 0));
        let figure = &found.figures[0];
        let value = |number: &Option<thidua_app::campaign::Number>| {
            number.as_ref().map(|number| number.value.clone())
        };
        assert_eq!(value(&figure.done).as_deref(), Some("700"));
        assert_eq!((figure.basis, figure.complete), (Some("approved"), true));
        assert_eq!(figure.share.as_deref(), Some("87.50"));
        assert_eq!(value(&figure.missing).as_deref(), Some("100"));
        // Two share the first place, the third lacks month ends and says which.
        let units: Vec<(&str, Option<usize>, usize)> = figure
            .units
            .iter()
            .map(|unit| (unit.agency.as_str(), unit.rank, unit.tied))
            .collect();
        assert_eq!(
            units,
            [
                ("kv-1", Some(1), 1),
                ("kv-2", Some(1), 1),
                ("kv-3", None, 0)
            ]
        );
        assert!(figure.units[2].reason.is_some());
        let third = AskCampaign {
            agency: Some("kv-3".to_owned()),
            ..AskCampaign::default()
        };
        let third = campaign(&view, "dot-1", &third).unwrap();
        let reasons = third.figures[0].reasons.join(" ");
        assert!(reasons.contains("tháng 7/2026"), "{reasons}");
        assert_eq!(third.figures[0].done, None);
        // Before and after: 1 000 by the end of June, 1 700 by the end of September.
        let cases = &found.around[0];
        assert_eq!(value(&cases.change).as_deref(), Some("700"));
        assert_eq!(value(&cases.per_month_before).as_deref(), Some("111.11"));
        assert_eq!(value(&cases.per_month_in).as_deref(), Some("233.33"));
        // The same number stands in the movement without being typed again.
        let whole = movement::movement(&view, "dot-1").unwrap();
        assert_eq!(whole.results["viec.xong"], "700");
        assert_eq!(whole.results_of.map(|of| of.basis), Some("difference"));
        let own = whole
            .standing
            .iter()
            .find(|row| row.agency == "kv-1")
            .unwrap();
        assert_eq!(
            (own.actual.as_deref(), own.status),
            (Some("300"), Some("chua_dat"))
        );
    })
    .await;
}

#[tokio::test]
async fn drives_are_counted_and_sisters_see_places_without_amounts() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let all = view(&app).await;
        let found = campaigns(&all, None).unwrap();
        let codes: Vec<&str> = found
            .campaigns
            .iter()
            .map(|one| one.code.as_str())
            .collect();
        assert_eq!(codes, ["dot-2", "dot-1"]);
        let slots: Vec<(&str, usize, &str)> = found.series[0]
            .slots
            .iter()
            .map(|slot| (slot.label.as_str(), slot.drives.len(), slot.verdict))
            .collect();
        assert_eq!(
            slots,
            [("năm 2026", 1, "enough"), ("năm 2025", 0, "too_few")]
        );
        let sister = app.view(&officer("kv-2")).await.unwrap();
        let found = shown(&sister, "dot-1");
        assert_eq!(
            found.subject.as_ref().map(|one| one.code.as_str()),
            Some("kv-2")
        );
        let other = found.figures[0]
            .units
            .iter()
            .find(|unit| unit.agency == "kv-1")
            .unwrap();
        assert_eq!(
            (other.rank, other.share.as_deref()),
            (Some(1), Some("75.00"))
        );
        assert_eq!(
            (&other.done, &other.goal, other.open),
            (&None, &None, false)
        );
        let stranger = app.view(&officer("tinh-b")).await.unwrap();
        let refused = campaign(&stranger, "dot-1", &AskCampaign::default());
        assert!(matches!(refused, Err(AppError::NotFound)));
        let beside = AskCampaign {
            agency: Some("kv-1".to_owned()),
            ..AskCampaign::default()
        };
        let refused = campaign(&sister, "dot-1", &beside);
        assert!(matches!(refused, Err(AppError::NotFound)));
        // A movement of the whole year is no window.
        let refused = campaign(&all, "ca-nam", &AskCampaign::default());
        assert!(matches!(refused, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn every_unit_stands_beside_its_target_from_approved_figures() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let view = view(&app).await;
        let found = standing(&view, "ca-nam", None).unwrap();
        assert_eq!(found.year, 2026);
        let rows: BTreeMap<&str, _> = found
            .rows
            .iter()
            .map(|row| (row.agency.as_str(), row))
            .collect();
        // 700/800 against its own 90; 600/750 against the launcher's 84; kv-3 has no denominator.
        let one = rows["kv-1"];
        assert_eq!(
            (
                one.goal.as_deref(),
                one.actual.as_deref(),
                one.common,
                one.status,
                one.month
            ),
            (
                Some("90.00"),
                Some("87.50"),
                false,
                Some("chua_dat"),
                Some(12)
            )
        );
        let two = rows["kv-2"];
        assert_eq!(
            (
                two.goal.as_deref(),
                two.actual.as_deref(),
                two.common,
                two.deviation.as_deref()
            ),
            (Some("84.00"), Some("80.00"), true, Some("-4.00"))
        );
        assert!(rows["kv-3"].reason.is_some() && rows["kv-3"].actual.is_none());
        let top = rows["tinh-a"];
        assert_eq!(
            (top.actual.as_deref(), top.status),
            (Some("85.00"), Some("vuot"))
        );
        let sum = &found.targets[0];
        assert_eq!((sum.met, sum.judged, sum.units), (0, 2, 3));
        let own = app.view(&officer("kv-2")).await.unwrap();
        let found = standing(&own, "ca-nam", None).unwrap();
        assert!(
            found.rows.iter().all(|row| row.agency == "kv-2"),
            "{:?}",
            found.rows
        );
    })
    .await;
}
