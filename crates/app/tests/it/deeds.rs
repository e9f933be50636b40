//! What the articles tell of contributions, activities, exemplars, events, sentences and ranks.

use thidua_app::activity::activities;
use thidua_app::bundle::{Bundle, Loaded};
use thidua_app::contribution::contributions;
use thidua_app::deed::AskYears;
use thidua_app::event::{AskEvents, Of, events};
use thidua_app::exemplar::exemplars;
use thidua_app::note::notes;
use thidua_app::standing::standings;
use thidua_app::{App, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::{Fault, Severity};
use thidua_store::testing::on_both;

use crate::desk::{app, load_embedded, take, view};

const ALL: [&str; 6] = [
    "nganh",
    "vi-du/can-tho-2020-2025",
    "vi-du/dong-thap-2015-2020",
    "vi-du/ben-tre-2022",
    "vi-du/quan-1-2021",
    "vi-du/vinh-phuc-2021",
];

/// A bundle from lines of `a;b;c`.
pub(crate) fn bundle(sheets: &[(&str, &[&str])]) -> Bundle {
    let told: Vec<(&str, String)> = sheets
        .iter()
        .map(|(name, lines)| (*name, lines.join("\n").replace(';', "|")))
        .collect();
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    crate::desk::bundle(&told)
}

/// What stops a load.
pub(crate) fn errors(loaded: &Loaded) -> Vec<&Fault> {
    let faults = loaded.faults.iter();
    faults
        .filter(|fault| fault.severity == Severity::Error)
        .collect()
}

/// A question about whole work years.
pub(crate) fn years(agency: &str, from: i16, to: i16) -> AskYears {
    AskYears {
        agency: agency.to_owned(),
        from,
        to,
        month: None,
        own: false,
    }
}

/// The articles, loaded.
pub(crate) async fn loaded(db: thidua_store::Db) -> (App, View) {
    let app = app(db).await;
    load_embedded(&app, &ALL).await;
    let view = view(&app).await;
    (app, view)
}

/// The view of somebody with one role at one agency.
pub(crate) fn as_user(view: &View, role: Role, agency: &str) -> View {
    View {
        actor: Actor {
            user: format!("{}.{agency}", role.code()),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        ..view.clone()
    }
}

#[tokio::test]
async fn contributions_of_dong_thap_come_out_as_written() {
    on_both(async |db| {
        let (_, view) = loaded(db).await;
        let found = contributions(&view, &years("dong-thap", 2015, 2020)).unwrap();
        let rows: Vec<_> = found
            .rows
            .iter()
            .map(|row| {
                (
                    row.source.as_deref().unwrap(),
                    row.quantity.as_deref().unwrap(),
                    row.unit.as_deref().unwrap(),
                    row.qualifier,
                    row.in_words.as_deref().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                (
                    "tu_dong_gop",
                    "50000000",
                    "dong",
                    "hon",
                    "hơn 50.000.000 đồng"
                ),
                ("van_dong", "110000000", "dong", "dung", "110.000.000 đồng"),
                ("van_dong", "12", "cây", "dung", "12 cây cầu"),
                ("van_dong", "25", "căn", "dung", "25 căn nhà tình nghĩa"),
                ("van_dong", "60", "căn", "dung", "60 căn nhà tình thương"),
            ]
        );
        assert_eq!(
            found.totals.len(),
            5,
            "houses are never added to houses of another kind"
        );
        let pupils = found
            .rows
            .iter()
            .find(|row| row.quantity.as_deref() == Some("110000000"));
        let pupils = pupils.unwrap();
        assert_eq!(
            pupils.beneficiaries.as_deref(),
            Some("các em học sinh nghèo hiếu học")
        );
        assert_eq!(pupils.partners.len(), 4);
        assert_eq!(found.as_of.as_deref(), Some("2020-06-22"));
        // Asked for a part of the years, what is told of all of them is named, not split.
        let part = contributions(&view, &years("dong-thap", 2019, 2020)).unwrap();
        assert!(part.rows.is_empty());
        assert_eq!(part.left_out.len(), 5);
        assert!(part.left_out.iter().all(|row| row.left_out.is_some()));
    })
    .await;
}

#[tokio::test]
async fn contributions_of_quan_1_come_out_as_written() {
    on_both(async |db| {
        let (_, view) = loaded(db).await;
        let found = contributions(&view, &years("tp-hcm", 2020, 2021)).unwrap();
        let days = found
            .rows
            .iter()
            .find(|row| row.kind.as_deref() == Some("ngay_luong"));
        let days = days.unwrap();
        assert_eq!(days.in_words.as_deref(), Some("4 ngày lương"));
        assert_eq!(
            (days.quantity.as_deref(), days.unit.as_deref()),
            (Some("4"), Some("ngay"))
        );
        assert!(days.each);
        assert_eq!(days.drive_by.as_deref(), Some("tp-hcm"));
        let items = days.item.as_deref().unwrap();
        assert_eq!(items.split(';').count(), 4, "{items}");
        let untold = found.rows.iter().filter(|row| row.quantity.is_none());
        assert_eq!(untold.count(), 3);
        let own = contributions(
            &view,
            &AskYears {
                own: true,
                ..years("tp-hcm", 2020, 2021)
            },
        );
        assert!(own.unwrap().rows.is_empty());
    })
    .await;
}

#[tokio::test]
async fn exemplars_activities_ranks_sentences_and_events_of_the_articles() {
    on_both(async |db| {
        let (_, view) = loaded(db).await;
        let models = exemplars(&view, &years("ben-tre", 2022, 2022)).unwrap();
        let chosen: Vec<_> = models
            .rows
            .iter()
            .map(|row| row.subject.as_deref().unwrap())
            .collect();
        assert_eq!(chosen, ["giong-trom", "thanh-phu"]);
        let [total] = models.totals.as_slice() else {
            panic!("{:?}", models.totals)
        };
        assert_eq!(
            (total.count, total.status.as_deref()),
            (Some(2), Some("xay_dung"))
        );
        let many = exemplars(&view, &years("can-tho", 2020, 2025)).unwrap();
        assert_eq!(many.rows.len(), 3);
        assert!(
            many.rows
                .iter()
                .all(|row| row.count.is_none() && row.qualifier == "nhieu")
        );
        assert!(
            many.totals
                .iter()
                .any(|total| total.level.as_deref() == Some("co_so"))
        );
        let trained = activities(&view, &years("dong-thap", 2015, 2020)).unwrap();
        let sent = trained
            .rows
            .iter()
            .find(|row| row.kind.as_deref() == Some("tap_huan"))
            .unwrap();
        assert_eq!(
            (sent.count, sent.qualifier, sent.unit.as_deref()),
            (None, "nhieu", Some("luot"))
        );
        let helped = activities(&view, &years("quan-1", 2020, 2021)).unwrap();
        assert!(
            helped
                .rows
                .iter()
                .any(|row| row.kind.as_deref() == Some("ho_tro_don_vi"))
        );
        let ranks = standings(&view, &years("ben-tre", 2022, 2022)).unwrap();
        let year = ranks.rows.iter().find(|row| row.by.is_none()).unwrap();
        assert_eq!(
            (year.class.as_deref(), year.ranked_by.as_deref()),
            (Some("xuat_sac"), Some("bo-tu-phap"))
        );
        assert_eq!(
            ranks
                .rows
                .iter()
                .filter(|row| row.class.as_deref() == Some("kha"))
                .count(),
            2
        );
        let said = notes(&view, &years("can-tho", 2020, 2025)).unwrap();
        let context = said
            .rows
            .iter()
            .find(|row| row.section.as_deref() == Some("boi_canh"))
            .unwrap();
        assert!(context.text.as_deref().unwrap().contains("hơn 3 năm"));
        let words = said.rows.iter().find(|row| row.speaker.is_some()).unwrap();
        assert_eq!(words.speaker_name.as_deref(), Some("Lê Phước Toàn"));
        let solutions = notes(&view, &years("vinh-phuc", 2021, 2021)).unwrap();
        let solutions: Vec<_> = solutions
            .rows
            .iter()
            .filter(|row| row.section.as_deref() == Some("giai_phap"))
            .map(|row| row.order.unwrap())
            .collect();
        assert_eq!(solutions, [1, 2, 3]);
        let held = events(
            &view,
            &AskEvents {
                of: Of::Agency("can-tho".to_owned()),
                from: "2020-10-01".parse().unwrap(),
                to: "2025-12-31".parse().unwrap(),
            },
        );
        let held = held.unwrap();
        assert!(held.rows.is_empty());
        assert_eq!(held.left_out.len(), 1, "the day is not told");
    })
    .await;
}

#[tokio::test]
async fn a_gift_told_by_an_office_and_the_one_above_counts_once() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[(
            "dong-gop",
            &[
                "Mã;Mã cơ quan;Năm;Nguồn đóng góp;Loại;Hạng mục;Số lượng;Mã khoản",
                "t-1;quan-1;2021;van_dong;tien;Tết;100.000.000;tet-2021",
                "t-2;tp-hcm;2021;van_dong;tien;Tết;100 triệu đồng;tet-2021",
                "t-3;quan-1;2021;van_dong;tien;Tết;5000000;",
            ],
        )]);
        let done = take(&app, &rows, None).await;
        assert!(errors(&done).is_empty(), "{:#?}", done.faults);
        let view = view(&app).await;
        let city = contributions(&view, &years("tp-hcm", 2021, 2021)).unwrap();
        let feast = city
            .totals
            .iter()
            .find(|total| total.item.as_deref() == Some("Tết"))
            .unwrap();
        assert_eq!(feast.in_words.as_deref(), Some("105.000.000 đồng"));
        let again = city
            .left_out
            .iter()
            .find(|row| row.code.as_deref() == Some("t-1"));
        assert!(
            again
                .unwrap()
                .left_out
                .as_deref()
                .unwrap()
                .contains("không cộng hai lần")
        );
        let office = contributions(&view, &years("quan-1", 2021, 2021)).unwrap();
        let feast = office
            .totals
            .iter()
            .find(|total| total.item.as_deref() == Some("Tết"))
            .unwrap();
        assert_eq!(feast.in_words.as_deref(), Some("105.000.000 đồng"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_refused_all_at_once() {
    on_both(async |db| {
        let (app, _) = loaded(db).await;
        let rows = bundle(&[
            (
                "dong-gop",
                &[
                    "Mã;Mã cơ quan;Năm;Loại;Số lượng;Đơn vị tính;Mức chính xác",
                    "x-1;quan-1;2021;tien;5;ngày;",
                    "x-2;quan-1;2021;tien;5;;nhieu",
                    "x-3;khong-co;2021;tien;5;;",
                ],
            ),
            (
                "dien-hinh",
                &["Mã;Mã cơ quan;Năm;Trạng thái", "y-1;quan-1;2021;la-lung"],
            ),
            (
                "xep-hang",
                &["Mã cơ quan;Năm;Thứ;Tổng số", "quan-1;2021;35;34"],
            ),
            ("dang-ky", &["Năm;Mã cơ quan;Mã danh hiệu", "2021;quan-1;"]),
        ]);
        let done = take(&app, &rows, None).await;
        let told: Vec<_> = errors(&done)
            .iter()
            .map(|fault| (fault.sheet.clone(), fault.row))
            .collect();
        for wanted in [
            ("dong-gop", 2),
            ("dong-gop", 3),
            ("dong-gop", 4),
            ("dien-hinh", 2),
            ("xep-hang", 2),
            ("dang-ky", 2),
        ] {
            assert!(
                told.contains(&(wanted.0.to_owned(), wanted.1)),
                "{wanted:?}: {told:?}"
            );
        }
        assert!(done.stored.is_empty());
    })
    .await;
}
