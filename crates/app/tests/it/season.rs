//! A unit's season: what past years let expect, where the year ends, what is needed a week; whether that would have been
//! right; to whom it is told.

use thidua_app::season::{AskTried, outlook, tried};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, ask, bundle, take, view};

/// Four years in which 27 % of the year's cases were done by March, and the half of a fifth.
async fn country(app: &App) {
    let agencies = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày
        cuc|Cục Quản lý|cuc_quan_ly||
        tinh-a|Thi hành án dân sự tỉnh A|tinh|cuc|
        tinh-b|Thi hành án dân sự tỉnh B|tinh|cuc|";
    let mut figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị".to_owned();
    let mut tell = |agency: &str, year: i16, month: u8, done: i64| {
        figures.push_str(&format!("\n{agency}|{year}|{month}|viec.xong|{done}"));
        figures.push_str(&format!("\n{agency}|{year}|{month}|viec.co_dieu_kien|1000"));
    };
    for year in 2019..=2022 {
        tell("tinh-a", year, 6, 270);
        tell("tinh-a", year, 12, 900);
    }
    tell("tinh-a", 2023, 6, 243);
    tell("tinh-b", 2021, 6, 100);
    tell("tinh-b", 2021, 12, 400);
    tell("tinh-b", 2023, 6, 100);
    let targets = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị|Đơn vị giao
        ct-a|tinh-a|2023|viec.ty_le|>=|83.30|cuc
        ct-so|tinh-a|2023|viec.xong|>=|833|cuc
        ct-giam|tinh-a|2023|viec.chuyen_ky_sau|<=|100|cuc";
    let told = [
        ("co-quan", agencies),
        ("chi-tieu", targets),
        ("so-lieu", figures.as_str()),
    ];
    let loaded = take(app, &bundle(&told), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

async fn officer_of(app: &App, agency: &str) -> View {
    let actor = Actor {
        user: "ai-do".into(),
        person: None,
        grants: vec![Grant {
            role: Role::Officer,
            agency: agency.into(),
            from: None,
            to: None,
        }],
    };
    app.view(&actor).await.unwrap()
}

#[tokio::test]
async fn a_year_is_foretold_from_the_years_before_and_the_need_reaches_the_target() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let found = outlook(&view(&app).await, &ask("tinh-a", 2023, 6)).unwrap();
        assert_eq!((found.days_left, found.weeks_left), (183, 26));
        assert_eq!(found.left_out.len(), 1, "{:?}", found.left_out);
        let rate = found
            .items
            .iter()
            .find(|item| item.target_code == "viec.ty_le")
            .unwrap();
        assert_eq!(rate.years, [2019, 2020, 2021, 2022]);
        assert_eq!(rate.formed, Some("parts"));
        // 30 % of the end by March: 24.99 of 83.30; the straight line asks for 41.65.
        let value =
            |number: &Option<thidua_app::season::Number>| number.as_ref().unwrap().value.clone();
        assert_eq!(rate.expected.as_ref().unwrap().middle.value, "24.99");
        assert_eq!(
            (rate.stands, value(&rate.straight)),
            (Some("below"), "41.65".to_owned())
        );
        // 243 / 0.3 of 1,000.
        assert_eq!(rate.forecast.as_ref().unwrap().middle.value, "81.00");
        assert_eq!(
            (rate.target_lies, value(&rate.straight_end)),
            (Some("above"), "48.60".to_owned())
        );
        assert_eq!(rate.parts[0].forecast.middle.value, "810");
        assert_eq!(rate.past[0].share.as_deref(), Some("30.00"));
        assert_eq!(rate.past[0].foretells.as_ref().unwrap().value, "81.00");
        // 833 less 243 are 590: 23 in each of 26 weeks, 22 would leave 18.
        assert_eq!(rate.need.len(), 2);
        assert_eq!(
            (
                rate.need[0].total.value.as_str(),
                rate.need[0].per_week.value.as_str()
            ),
            ("590", "23")
        );
        let number = found
            .items
            .iter()
            .find(|item| item.target_code == "viec.xong")
            .unwrap();
        assert_eq!(number.formed, Some("amount"));
        assert_eq!(number.forecast.as_ref().unwrap().middle.value, "810");
        assert_eq!(number.need[0].per_week.value, "23");
    })
    .await;
}

#[tokio::test]
async fn few_years_give_no_curve_and_say_so_and_strangers_are_told_nothing() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let own = officer_of(&app, "tinh-b").await;
        let found = outlook(&own, &ask("tinh-b", 2023, 6)).unwrap();
        let rate = &found.items[0];
        assert!(rate.forecast.is_none() && rate.expected.is_none() && rate.years.is_empty());
        assert!(
            rate.reasons
                .iter()
                .any(|reason| reason.contains("Chưa có đường mùa vụ"))
        );
        let foreign = outlook(&own, &ask("tinh-a", 2023, 6));
        assert!(matches!(foreign, Err(AppError::NotFound)));
        let foreign = tried(
            &own,
            &AskTried {
                within: Some("tinh-a".into()),
            },
        );
        assert!(matches!(foreign, Err(AppError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn each_year_is_foretold_from_those_before_it_alone() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let all = tried(&view(&app).await, &AskTried::default()).unwrap();
        assert_eq!(
            (all.told, all.years, all.invented),
            (3, Some((2019, 2022)), false)
        );
        let rate = all
            .figures
            .iter()
            .find(|figure| figure.code == "viec.ty_le")
            .unwrap();
        let [month] = rate.months.as_slice() else {
            panic!("{rate:?}");
        };
        // 2022 from 2019–2021; the other three, that of B and 2021 of the two together have the straight line alone.
        assert_eq!(
            (
                month.month,
                month.cases,
                month.curve_nearer,
                month.within_band
            ),
            (6, 1, 1, 1)
        );
        assert_eq!(
            (month.curve_missed.as_deref(), month.line_missed.as_deref()),
            (Some("0.00"), Some("36.00"))
        );
        assert_eq!(month.line_alone, 5);
        // A reader is told of his reach: B alone has nothing to rest on.
        let own = tried(&officer_of(&app, "tinh-b").await, &AskTried::default()).unwrap();
        assert_eq!((own.told, own.years), (1, Some((2021, 2021))));
        assert_eq!(
            own.figures
                .iter()
                .map(|figure| figure.months.iter().map(|one| one.cases).sum::<usize>())
                .sum::<usize>(),
            0
        );
    })
    .await;
}

/// Cases, curve's and straight line's misses of the rate of cases in March, and what is concluded.
fn of_march(view: &View) -> (usize, Option<String>, Option<String>, usize, String) {
    let found = tried(view, &AskTried::default()).unwrap();
    let rate = &found.figures[2];
    assert_eq!(rate.code, "viec.ty_le");
    let month = rate.months.iter().find(|month| month.month == 6).unwrap();
    (
        month.cases,
        month.curve_missed.clone(),
        month.line_missed.clone(),
        month.line_alone,
        rate.conclusion.clone(),
    )
}

#[tokio::test]
async fn what_is_kept_of_a_unit_goes_with_its_figures_and_belongs_to_nobody() {
    on_both(async |db| {
        let app = app(db).await;
        country(&app).await;
        let told = |number: &str| Some(number.to_owned());
        let (cases, curve, line, alone, said) = of_march(&view(&app).await);
        assert_eq!(
            (cases, curve, line, alone),
            (1, told("0.00"), told("36.00"), 5)
        );
        assert!(
            said.starts_with("Nhịp mùa vụ sai lệch bình quân ít hơn đường thẳng ở tháng 6"),
            "{said}"
        );
        // Kept by one who sees all, it is not told to one who sees less.
        let own = of_march(&officer_of(&app, "tinh-b").await);
        assert_eq!((own.0, own.3), (0, 1));
        assert!(
            own.4.starts_with("Chưa kết luận được về nhịp mùa vụ"),
            "{}",
            own.4
        );
        // A year ends: it is tried too, of the province and of the country above it.
        let figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            tinh-a|2023|12|viec.xong|486
            tinh-a|2023|12|viec.co_dieu_kien|1000";
        let loaded = take(&app, &bundle(&[("so-lieu", figures)]), None).await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let now = of_march(&view(&app).await);
        // 243 of March foretell 810; it ended with 486, twice what was reached.
        assert_eq!((now.0, now.1, now.2), (2, told("16.20"), told("18.00")));
        let own = of_march(&officer_of(&app, "tinh-b").await);
        assert_eq!((own.0, own.3), (0, 1));
        // A figure corrected takes its place in what was kept.
        let figures = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị
            tinh-a|2023|12|viec.xong|810";
        let loaded = take(
            &app,
            &bundle(&[("so-lieu", figures)]),
            Some("Số liệu chính thức"),
        )
        .await;
        assert!(!loaded.refused(), "{loaded:#?}");
        let now = of_march(&view(&app).await);
        assert_eq!((now.0, now.1), (2, told("0.00")));
    })
    .await;
}
