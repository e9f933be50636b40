//! Dashboards: every number is that of the query whose page it leads to, and nobody is told more than there.

use thidua_app::closing::{AskGrid, grid};
use thidua_app::contribution::contributions;
use thidua_app::dashboard::{AskDashboard, Count, Dashboard, dashboard, print};
use thidua_app::deed::AskYears;
use thidua_app::exemplar::exemplars;
use thidua_app::figures::{AskBalance, balance};
use thidua_app::home::Measured;
use thidua_app::movement::movement;
use thidua_app::register::{AskAwards, awards};
use thidua_app::registration::{AskCompared, compared, consolidation};
use thidua_app::report::form;
use thidua_app::targets::pace;
use thidua_app::{AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, console, load_embedded, take};

const EXAMPLES: [&str; 6] = [
    "nganh",
    "vi-du/quan-1-2021",
    "vi-du/ben-tre-2022",
    "vi-du/vinh-phuc-2021",
    "vi-du/dong-thap-2015-2020",
    "vi-du/can-tho-2020-2025",
];

const TREE: &str = "Mã|Tên|Cấp|Mã cấp trên\ncuc|Cục Quản lý|cuc_quan_ly|\ntinh-a|THADS A|tinh|cuc\n\
    tinh-b|THADS B|tinh|cuc\nkv-1|Phòng 1|khu_vuc|tinh-a\nkv-2|Phòng 2|khu_vuc|tinh-a";
const GOALS: &str = "Mã|Mã cơ quan|Năm công tác|Mã chỉ tiêu|Phép so|Giá trị\n\
    a|tinh-a|2026|viec.ty_le|>=|84\nb|kv-1|2026|viec.ty_le|>=|90\nc|kv-1|2026|tien.ty_le|>=|40";
const FIGURES: &str = "Mã cơ quan|Năm công tác|Tháng lũy kế|Mã số liệu|Giá trị\n\
    kv-1|2026|6|viec.xong|300\nkv-1|2026|6|viec.co_dieu_kien|800\n\
    kv-2|2026|6|viec.xong|500\nkv-2|2026|6|viec.co_dieu_kien|700\n\
    kv-1|2025|6|viec.xong|100\nkv-1|2025|6|viec.co_dieu_kien|400\n\
    kv-1|2026|7|viec.xong|350\nkv-1|2026|7|viec.co_dieu_kien|810";
const LAUNCHED: &str = "Mã|Tên|Loại|Cơ quan phát động|Từ ngày|Đến ngày\n\
    cuc-26|Thi đua năm 2026|thuong_xuyen|cuc|2026|2026\na-26|Thi đua tỉnh A|thuong_xuyen|tinh-a|2026|2026\n\
    b-26|Thi đua tỉnh B|thuong_xuyen|tinh-b|2026|2026";
const AWARDS: &str = "Mã cơ quan|Đối tượng|Mã khen thưởng|Số lượng|Năm thành tích|Trạng thái|Ngày quyết định\n\
    kv-1|ca_nhan|ldtt|12|2026|da_tang|2026-02-10\nkv-1|tap_the|tt_ldtt|1|2026|da_tang|2026-02-10\n\
    kv-2|ca_nhan|ldtt|9|2026|da_tang|2026-02-10\nkv-2|ca_nhan|cstdcs|2|2026|dang_de_nghi|\n\
    tinh-a|ca_nhan|cstdcs|3|2025|da_tang|2025-11-20\ntinh-b|ca_nhan|ldtt|50|2026|da_tang|2026-02-10";

fn ask(agency: &str, year: i16, month: u8) -> AskDashboard {
    AskDashboard {
        agency: agency.to_owned(),
        year,
        month,
        scope: "btp".to_owned(),
    }
}

fn told(view: &View, agency: &str, year: i16, month: u8) -> Dashboard {
    dashboard(view, &ask(agency, year, month)).unwrap()
}

fn at(role: Role, agency: &str) -> Actor {
    Actor {
        user: "người xem".to_owned(),
        person: None,
        grants: vec![Grant {
            role,
            agency: agency.to_owned(),
            from: None,
            to: None,
        }],
    }
}

/// Instances of given awards of a kind, as the page of awards tells them.
fn given(view: &View, agency: &str, year: i16, month: u8, kind: &str) -> (i64, usize) {
    let wanted = AskAwards {
        agency: agency.to_owned(),
        from: year,
        to: year,
        month: Some(month),
        own: false,
    };
    let rows = awards(view, &wanted).unwrap().rows;
    let rows = rows
        .iter()
        .filter(|row| row.status == "da_tang" && row.subject_kind == kind);
    let told = rows.clone().filter_map(|row| row.instances).sum();
    (told, rows.filter(|row| row.instances.is_none()).count())
}

fn pair(count: Count) -> (i64, usize) {
    (count.number, count.untold)
}

/// Every block against the query of its page.
fn agrees(view: &View, agency: &str, year: i16, month: u8) -> Dashboard {
    let found = told(view, agency, year, month);
    let wanted = |agency: &str| AskBalance {
        agency: agency.to_owned(),
        year,
        month,
        person: None,
        scope: Some("btp".to_owned()),
    };
    let rates = balance(view, &wanted(agency)).unwrap();
    let goal = |agency: &str, side: &str| {
        let code = format!("{side}.ty_le");
        let items = pace(view, &wanted(agency)).unwrap().items.into_iter();
        let of_year = |item: &thidua_app::targets::PaceItem| {
            item.target_code.as_deref() == Some(code.as_str())
                && item.group.is_none()
                && item.until_month.is_none()
        };
        items.filter(of_year).max_by(|a, b| a.target.cmp(&b.target))
    };
    for side in &found.figures.as_ref().unwrap().sides {
        assert_eq!(Some(&side.rate), rates.rates.get(side.side), "{agency}");
        let item = goal(agency, side.side);
        assert_eq!(
            side.deviation,
            item.and_then(|item| item.deviation),
            "{agency}"
        );
        let now = side
            .course
            .iter()
            .find(|point| point.month == month)
            .unwrap();
        assert_eq!(now.rate, side.rate);
        assert_eq!(side.years.last().unwrap().rate, side.rate);
        for amount in &side.amounts {
            assert_eq!(rates.figures.get(&amount.code), Some(&amount.value));
        }
    }
    for unit in &found.units {
        let of = balance(view, &wanted(&unit.code)).unwrap();
        let same = |measured: &Measured, side: &str| {
            assert_eq!(Some(&measured.rate), of.rates.get(side), "{}", unit.code);
            if let Some(item) = goal(&unit.code, side).filter(|_| measured.rate.is_some()) {
                assert_eq!(measured.deviation, item.deviation, "{}", unit.code);
            }
        };
        same(&unit.cases, "viec");
        same(&unit.money, "tien");
        let (collectives, individuals) = (unit.collectives.unwrap(), unit.individuals.unwrap());
        assert_eq!(
            pair(collectives),
            given(view, &unit.code, year, month, "tap_the")
        );
        assert_eq!(
            pair(individuals),
            given(view, &unit.code, year, month, "ca_nhan")
        );
    }
    let sent = AskGrid {
        agency: agency.to_owned(),
        year,
        scope: "btp".to_owned(),
        month,
    };
    let sent = grid(view, &sent).unwrap();
    let late = found.late.as_ref().unwrap();
    let codes = |list: &mut dyn Iterator<Item = &str>| list.map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        codes(&mut late.late.iter().map(|one| one.code.as_str())),
        codes(&mut sent.late.iter().map(|one| one.code.as_str()))
    );
    let of_month = sent
        .levels
        .iter()
        .map(|(_, months)| months[usize::from(month - 1)]);
    let sum = of_month.fold((0, 0), |sum, rates| {
        (sum.0 + rates.obliged, sum.1 + rates.told)
    });
    assert_eq!((late.obliged, late.told), sum, "{agency}");
    let block = found.awards.as_ref().unwrap();
    assert_eq!(
        pair(block.collectives),
        given(view, agency, year, month, "tap_the")
    );
    assert_eq!(
        pair(block.individuals),
        given(view, agency, year, month, "ca_nhan")
    );
    for of in &block.years {
        assert_eq!(
            pair(of.individuals),
            given(view, agency, of.year, 12, "ca_nhan")
        );
    }
    let years = AskYears {
        agency: agency.to_owned(),
        from: year,
        to: year,
        month: None,
        own: false,
    };
    assert_eq!(
        found.contributions.as_ref().unwrap().totals,
        contributions(view, &years).unwrap().totals
    );
    assert_eq!(
        found.exemplars.as_ref().unwrap().totals,
        exemplars(view, &years).unwrap().totals
    );
    let wanted = AskCompared {
        agency: agency.to_owned(),
        year,
        ..AskCompared::default()
    };
    let registered = compared(view, &wanted).unwrap();
    let block = found.registrations.as_ref().unwrap();
    assert_eq!(
        block.registered,
        registered
            .units
            .iter()
            .map(|unit| unit.registered)
            .sum::<i64>()
    );
    assert_eq!(block.told, consolidation(view, agency, year).unwrap().told);
    for line in &found.movements.as_ref().unwrap().rows {
        let coverage = movement(view, &line.code).unwrap().coverage;
        assert_eq!(
            (line.issued, line.total, &line.percent),
            (coverage.issued, coverage.total, &coverage.percent)
        );
    }
    found
}

#[tokio::test]
async fn numbers_are_those_of_the_pages_they_lead_to() {
    on_both(async |db| {
        let app = app(db).await;
        load_embedded(&app, &EXAMPLES).await;
        let view = app.view(&console()).await.unwrap();
        let quan_1 = agrees(&view, "quan-1", 2021, 8);
        let cases = &quan_1.figures.as_ref().unwrap().sides[0];
        assert_eq!(cases.rate.as_deref(), Some("68.73"));
        assert_eq!(cases.deviation.as_deref(), Some("13.20"));
        assert_eq!(cases.behind, Some(false));
        agrees(&view, "tp-hcm", 2021, 8);
        let ben_tre = agrees(&view, "ben-tre", 2022, 12);
        assert!(ben_tre.awards.as_ref().unwrap().individuals.number > 0);
        agrees(&view, "vinh-phuc", 2021, 12);
        agrees(&view, "dong-thap", 2020, 12);
        let nation = agrees(&view, "tong-cuc", 2022, 12);
        assert_eq!(nation.units.len(), 63);
        // Who came after it shows the units of that time.
        let heir = told(&view, "cuc-quan-ly", 2022, 12);
        assert_eq!(heir.units.len(), 63);
        assert_eq!(told(&view, "cuc-quan-ly", 2026, 1).units.len(), 34);
    })
    .await;
}

async fn small(app: &thidua_app::App) -> View {
    let sheets = [
        ("co-quan", TREE),
        ("chi-tieu", GOALS),
        ("so-lieu", FIGURES),
        ("phong-trao", LAUNCHED),
        (
            "huong-ung",
            "Mã phong trào|Mã cơ quan|Ngày ban hành\ncuc-26|tinh-a|2025-11-10\na-26|kv-1|2025-12-01",
        ),
        ("khen-thuong", AWARDS),
    ];
    let loaded = take(app, &bundle(&sheets), None).await;
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
    app.view(&console()).await.unwrap()
}

#[tokio::test]
async fn units_are_beside_their_pace_and_only_what_came_before_counts() {
    on_both(async |db| {
        let app = app(db).await;
        let view = small(&app).await;
        let found = agrees(&view, "tinh-a", 2026, 6);
        let names: Vec<&str> = found.units.iter().map(|unit| unit.code.as_str()).collect();
        assert_eq!(names, ["kv-1", "kv-2"]);
        let first = &found.units[0];
        // 300/800 against 90 × 6/12.
        assert_eq!(first.cases.rate.as_deref(), Some("37.50"));
        assert_eq!(first.cases.pace.as_deref(), Some("45.00"));
        assert_eq!(
            (first.cases.behind, found.units[1].cases.behind),
            (Some(true), None)
        );
        assert_eq!(
            (
                first.individuals.unwrap().number,
                found.units[1].individuals.unwrap().number
            ),
            (12, 9)
        );
        // What is proposed is not added; what was told of month 7 is not shown at month 6.
        let block = found.awards.as_ref().unwrap();
        assert_eq!(block.individuals.number, 21);
        // A proposal has no day, so only the whole year knows of it.
        let whole = agrees(&view, "tinh-a", 2026, 12).awards.unwrap();
        assert_eq!((whole.individuals.number, whole.pending.number), (21, 2));
        // Of the year before one unit told nothing, so their sum is not known; the other's own figure is.
        let course = &found.figures.as_ref().unwrap().sides[0].course;
        assert_eq!((&course[6].rate, &course[5].before), (&None, &None));
        let own = agrees(&view, "kv-1", 2026, 6).figures.unwrap();
        let course = &own.sides[0].course;
        assert_eq!(
            (course[6].rate.as_deref(), course[5].before.as_deref()),
            (None, Some("25.00"))
        );
        // Before the day of decision nothing was given.
        assert_eq!(
            agrees(&view, "tinh-a", 2026, 3)
                .awards
                .unwrap()
                .individuals
                .number,
            0
        );
        let movements = found.movements.unwrap();
        let stands: Vec<(&str, Option<&str>)> = movements
            .rows
            .iter()
            .map(|row| (row.code.as_str(), row.own))
            .collect();
        assert_eq!(
            stands,
            [("a-26", Some("launched")), ("cuc-26", Some("issued"))]
        );
        assert_eq!(movements.within, 1);
        agrees(&view, "cuc", 2026, 6);
        let nowhere = dashboard(&view, &ask("khong-co", 2026, 6));
        assert!(matches!(nowhere, Err(AppError::NotFound)));
        let month = dashboard(&view, &ask("tinh-a", 2026, 13));
        assert!(matches!(month, Err(AppError::Refused(_))));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_told_more_than_on_the_pages() {
    on_both(async |db| {
        let app = app(db).await;
        small(&app).await;
        for (role, units) in [
            (Role::Employee, 0),
            (Role::Officer, 2),
            (Role::Head, 2),
            (Role::Leader, 2),
        ] {
            let view = app.view(&at(role, "tinh-a")).await.unwrap();
            let found = told(&view, "tinh-a", 2026, 6);
            assert_eq!(found.units.len(), units, "{role:?}");
            for other in ["tinh-b", "cuc"] {
                let foreign = dashboard(&view, &ask(other, 2026, 6));
                assert!(
                    matches!(foreign, Err(AppError::NotFound)),
                    "{role:?} {other}"
                );
            }
            // How far a movement of the office above is followed is that office's to know.
            let rows = found.movements.unwrap().rows;
            let above = rows.iter().find(|row| row.code == "cuc-26").unwrap();
            assert_eq!(
                (above.total, above.reason.is_some()),
                (None, true),
                "{role:?}"
            );
        }
        let below = app.view(&at(Role::Officer, "kv-1")).await.unwrap();
        assert!(told(&below, "kv-1", 2026, 6).units.is_empty());
        assert!(matches!(
            dashboard(&below, &ask("tinh-a", 2026, 6)),
            Err(AppError::NotFound)
        ));
        let nobody = app.view(&at(Role::Administrator, "tinh-a")).await.unwrap();
        assert!(dashboard(&nobody, &ask("tinh-a", 2026, 6)).is_err());
        let papers = print(&below, &ask("tinh-a", 2026, 6), form("a.xlsx").unwrap());
        assert!(papers.is_err());
    })
    .await;
}

#[tokio::test]
async fn everything_shown_leaves_as_a_file() {
    on_both(async |db| {
        let app = app(db).await;
        let view = small(&app).await;
        for ending in ["a.xlsx", "a.docx", "a.pdf"] {
            let printed = print(&view, &ask("tinh-a", 2026, 6), form(ending).unwrap()).unwrap();
            assert!(printed.bytes.len() > 4_000, "{ending}");
        }
    })
    .await;
}

/// Year by year: given to collectives and to people.
fn by_year(view: &View, agency: &str) -> Vec<(i16, i64, i64)> {
    let block = told(view, agency, 2026, 6).awards.unwrap();
    let pair = |year: &thidua_app::dashboard::AwardYear| {
        (year.year, year.collectives.number, year.individuals.number)
    };
    block.years.iter().map(pair).collect()
}

#[tokio::test]
async fn awards_of_years_are_those_of_now_and_of_the_agency_asked_for() {
    on_both(async |db| {
        let app = app(db).await;
        let told = bundle(&[("co-quan", TREE), ("khen-thuong", AWARDS)]);
        assert!(!take(&app, &told, None).await.refused());
        let leader = at(Role::Leader, "cuc");
        let view = app.view(&leader).await.unwrap();
        let before = [(2025, 0, 3), (2026, 1, 71)];
        assert_eq!(by_year(&view, "cuc"), before);
        assert_eq!(by_year(&view, "tinh-b"), [(2026, 0, 50)]);
        // A reader of one province is told its own, also where the country's were counted before.
        let other = app.view(&at(Role::Officer, "tinh-b")).await.unwrap();
        assert_eq!(by_year(&other, "tinh-b"), [(2026, 0, 50)]);
        assert!(matches!(
            dashboard(&other, &ask("cuc", 2026, 6)),
            Err(AppError::NotFound)
        ));
        let more = "Mã cơ quan|Đối tượng|Mã khen thưởng|Số lượng|Năm thành tích|Trạng thái|Ngày quyết định\n\
            kv-2|tap_the|tt_ldtt|4|2025|da_tang|2025-11-20";
        assert!(!take(&app, &bundle(&[("khen-thuong", more)]), None).await.refused());
        let now = app.view(&leader).await.unwrap();
        assert_eq!(by_year(&now, "cuc"), [(2025, 4, 3), (2026, 1, 71)]);
        assert_eq!(by_year(&view, "cuc"), before, "what was opened before stays as it was");
        // A unit that is new below an agency brings its rows.
        let moved = "Mã|Tên|Cấp|Mã cấp trên|Từ ngày\nkv-3|Phòng 3|khu_vuc|tinh-b|";
        let late = "Mã cơ quan|Đối tượng|Mã khen thưởng|Số lượng|Năm thành tích|Trạng thái|Ngày quyết định\n\
            kv-3|ca_nhan|ldtt|5|2026|da_tang|2026-02-10";
        let told = bundle(&[("co-quan", moved), ("khen-thuong", late)]);
        assert!(!take(&app, &told, None).await.refused());
        let now = app.view(&leader).await.unwrap();
        assert_eq!(by_year(&now, "tinh-b"), [(2026, 0, 55)]);
    })
    .await;
}
