//! Peak campaigns: what was done in their window, daily entries beside approved figures, places of units, the standing
//! of units under a movement.

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

fn ask(unit: Option<&str>) -> AskEntry {
    AskEntry {
        code: "dot-2".to_owned(),
        agency: unit.map(str::to_owned),
        ..AskEntry::default()
    }
}

fn cells(list: &[(&str, &str)]) -> Typed {
    Typed {
        cells: list
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect(),
        seen: BTreeMap::new(),
    }
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
async fn daily_entries_are_typed_stored_and_stay_apart() {
    on_both(async |db| {
        let app = app(db.clone()).await;
        told(&app).await;
        let own = app.view(&officer("kv-1")).await.unwrap();
        let sheet = grid(&own, &ask(None)).unwrap();
        // The one unit of the officer over the days that have come: 02/11 – 22/11.
        assert_eq!(sheet.agency.as_deref(), Some("kv-1"));
        assert_eq!((sheet.rows.len(), sheet.columns.len()), (21, 1));
        let refused = grid(&own, &ask(Some("kv-2")));
        assert!(matches!(refused, Err(AppError::NotFound)));
        let wrong = cells(&[
            ("kv-1/2026-11-02/viec.xong", "5"),
            ("kv-1/2026-11-03/viec.xong", "khoảng 4"),
            ("kv-1/2026-11-04/viec.xong", "2,5"),
            ("kv-1/2026-11-05/viec.xong", "3 triệu đồng"),
        ]);
        let came = enter(&app, &by("kv-1"), &ask(None), &wrong).await.unwrap();
        let Entered::Refused(sheet) = came else {
            panic!("{came:?}");
        };
        let faults = sheet.rows.iter().flat_map(|row| &row.cells);
        assert_eq!(faults.filter(|cell| cell.fault.is_some()).count(), 3);
        // Cells of another unit are not of this grid: nothing of them is stored.
        let right = cells(&[
            ("kv-1/2026-11-02/viec.xong", "5"),
            ("kv-1/2026-11-03/viec.xong", "0"),
            ("kv-1/2026-11-20/viec.xong", "12"),
            ("kv-2/2026-11-02/viec.xong", "99"),
        ]);
        let came = enter(&app, &by("kv-1"), &ask(None), &right).await.unwrap();
        assert!(matches!(came, Entered::Stored(3, Some(_))), "{came:?}");
        let view = view(&app).await;
        let found = shown(&view, "dot-2");
        let figure = &found.figures[0];
        assert_eq!(
            (found.stage, found.day_number, found.days_left),
            ("running", 21, 8)
        );
        let done = figure.done.as_ref().unwrap();
        assert_eq!((done.value.as_str(), figure.basis), ("17", Some("daily")));
        assert!(!figure.complete && figure.silent_days > 0);
        assert_eq!(figure.approved, None);
        assert!(
            figure.reasons[0].contains("một phần tháng 11/2026"),
            "{:?}",
            figure.reasons
        );
        let first = &figure.units[0];
        assert_eq!(
            (first.agency.as_str(), first.rank, first.share.as_deref()),
            ("kv-1", Some(1), Some("42.50"))
        );
        let day = figure
            .points
            .iter()
            .find(|point| point.day == "2026-11-03")
            .unwrap();
        assert_eq!(
            day.so_far.as_ref().map(|number| number.value.as_str()),
            Some("5")
        );
        // Nothing of it is among the approved figures.
        assert!(
            movement::movement(&view, "dot-2")
                .unwrap()
                .results
                .is_empty()
        );
        // What another server reads from the first row is the same as what was laid over.
        let again = crate::desk::app(db).await;
        assert_eq!(shown(&self::view(&again).await, "dot-2"), found);
        // An emptied cell is taken back; a cell somebody changed since is a conflict.
        let mut emptied = cells(&[("kv-1/2026-11-20/viec.xong", "")]);
        let came = enter(&app, &by("kv-1"), &ask(None), &emptied)
            .await
            .unwrap();
        assert!(matches!(came, Entered::Conflict(_)), "{came:?}");
        emptied
            .seen
            .insert("kv-1/2026-11-20/viec.xong".into(), "12".into());
        let came = enter(&app, &by("kv-1"), &ask(None), &emptied)
            .await
            .unwrap();
        assert!(matches!(came, Entered::Stored(1, _)), "{came:?}");
        let view = self::view(&app).await;
        let left = shown(&view, "dot-2").figures[0].done.clone().unwrap();
        assert_eq!(left.value, "5");
    })
    .await;
}

#[tokio::test]
async fn approved_months_and_days_that_differ_are_both_told() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\n\
            dot-1|kv-1|2026-07-06|viec.xong|60\ndot-1|kv-1|2026-07-07|viec.xong|55";
        let loaded = take(&app, &bundle(&[("so-lieu-ngay", daily)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let view = view(&app).await;
        let one = AskCampaign {
            agency: Some("kv-1".to_owned()),
            ..AskCampaign::default()
        };
        let found = campaign(&view, "dot-1", &one).unwrap();
        let july = &found.figures[0].months[0];
        let told = |number: &Option<thidua_app::campaign::Number>| {
            number
                .as_ref()
                .map(|number| number.value.clone())
                .unwrap_or_default()
        };
        assert_eq!(
            [&july.approved, &july.daily, &july.difference].map(told),
            ["100", "115", "-15"]
        );
        // The approved month stands.
        assert_eq!(told(&found.figures[0].done), "300");
        let by_days = AskCampaign {
            order: Order::Daily,
            ..AskCampaign::default()
        };
        let ranked = campaign(&view, "dot-1", &by_days).unwrap();
        assert_eq!(ranked.figures[0].units[0].agency, "kv-1");
        assert_eq!(ranked.figures[0].units[1].rank, None);
        let line = bulletin(&found, Instant(1_795_340_460_000_000));
        assert!(
            line.starts_with("Tính đến 16 giờ 41 phút ngày 22/11/2026, Đợt cao điểm quý III"),
            "{line}"
        );
        assert!(
            line.contains("300 việc, đạt 75,00% chỉ tiêu đợt") && !line.contains('\n'),
            "{line}"
        );
    })
    .await;
}

#[tokio::test]
async fn rows_that_cannot_be_are_refused_by_their_cells() {
    on_both(async |db| {
        let app = app(db).await;
        told(&app).await;
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\n\
            ca-nam|kv-1|2026-07-06|viec.xong|6\ndot-1|kv-1|2026-06-30|viec.xong|5\ndot-1|kv-1|2026-07|viec.xong|5\n\
            dot-1|kv-1|2026-07-08|viec.ty_le|50\ndot-1|kv-1|2026-07-09|viec.xong|1,5\nkhong-co|kv-1|2026-07-09|viec.xong|1";
        let loaded = take(&app, &bundle(&[("so-lieu-ngay", daily)]), None).await;
        let errors = loaded.faults.iter().filter(|fault| fault.severity == Severity::Error);
        let found: Vec<(u32, &str)> = errors.map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(
            found,
            [
                (2, "Mã phong trào"),
                (3, "Ngày"),
                (4, "Ngày"),
                (5, "Mã số liệu"),
                (6, "Giá trị"),
                (7, "Mã phong trào"),
            ],
            "{:#?}",
            loaded.faults
        );
        // A window told in the same bundle counts.
        let moved = "Mã|Tên|Loại|Từ ngày|Đến ngày\nmoi|Đợt mới|cao_diem|2026-05-04|2026-05-08";
        let daily = "Mã phong trào|Mã cơ quan|Ngày|Mã số liệu|Giá trị\nmoi|kv-1|2026-05-06|tien.xong|50 triệu đồng";
        let loaded = take(&app, &bundle(&[("phong-trao", moved), ("so-lieu-ngay", daily)]), None).await;
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
        let state = app.state().await.unwrap();
        let stored = state.daily.at("moi", "kv-1", "tien.xong", date(2026, 5, 6));
        assert_eq!(stored, Some(50_000_000));
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
