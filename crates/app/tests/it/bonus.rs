//! Bonus money through the application, on both engines: the worked cases of the rulebook as rows of a register, what
//! is not paid and why, the payment list as a workbook read back.

mod beside;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use serde::Deserialize;
use thidua_app::law::bonus::list::{AskPayments, Payments};
use thidua_app::law::bonus::{AskBonus, of};
use thidua_app::listing::{Ask, Letter, Source, cell, find, print};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::text::number::group;
use thidua_files::grid::{Limits, read};
use thidua_files::paper::Form;
use thidua_store::testing::on_both;

use crate::desk::{app, bundle, take, view};

#[derive(Deserialize)]
struct Cases {
    bonus_case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    decided: String,
    items: Vec<Item>,
    pays: Vec<i64>,
}

#[derive(Deserialize)]
struct Item {
    award: String,
    subject: String,
    year: Option<i16>,
    years: Option<String>,
}

impl Item {
    fn told_years(&self) -> String {
        let single = self.year.map(|year| year.to_string());
        self.years.clone().or(single).unwrap_or_default()
    }

    /// The year in whose list it stands.
    fn last(&self) -> i16 {
        let told = self.told_years();
        told.rsplit('-').next().unwrap().parse().unwrap()
    }
}

const TREE: &str = "Mã|Tên|Cấp|Mã cấp trên
     cuc|Cục Quản lý|cuc_quan_ly|
     tinh-a|THADS tỉnh A|tinh|cuc
     p1|Phòng THADS khu vực 1|khu_vuc|tinh-a
     p2|Phòng THADS khu vực 2|khu_vuc|tinh-a
     tinh-b|THADS tỉnh B|tinh|cuc";

async fn load(app: &App, sheets: &[(&str, &str)]) {
    let loaded = take(app, &bundle(sheets), None).await;
    assert!(!loaded.refused(), "{loaded:#?}");
}

/// What each row of an agency's list brings, by its key: state, amount, note.
fn paid(view: &View, agency: &str, year: i16) -> BTreeMap<String, (String, String, String)> {
    let ask = AskPayments {
        agency: agency.to_owned(),
        year,
    };
    let list = Payments::new(view, &ask, false).unwrap();
    let columns = list.about().columns;
    let text = |row: usize, id: &str| {
        let column = columns.iter().find(|column| column.id == id).unwrap();
        cell(&list, row, column).text
    };
    (0..list.len())
        .map(|row| {
            let told = ["tinh-trang", "so-tien", "ghi-chu"].map(|id| text(row, id));
            (list.key(row).into_owned(), told.into())
        })
        .collect()
}

#[tokio::test]
async fn the_worked_cases_come_out_of_the_register() {
    let cases = include_str!("../../../../rulebook/law/cases/thuong.toml");
    let cases: Cases = toml::from_str(cases).unwrap();
    assert!(cases.bonus_case.len() >= 10);
    on_both(async |db| {
        let app = app(db).await;
        let mut people = String::from("Mã|Họ và tên|Mã cơ quan|Từ ngày\n");
        let mut units = format!("{TREE}\n");
        let mut awards = String::from(
            "Mã|Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Ngày quyết định\n",
        );
        let mut wanted: Vec<(String, i16, i64)> = Vec::new();
        for (number, case) in cases.bonus_case.iter().enumerate() {
            people.push_str(&format!("n{number}|Người {number}|p1|2010-01-01\n"));
            units.push_str(&format!("u{number}|Phòng {number}|phong|tinh-a\n"));
            for (at, (item, pays)) in case.items.iter().zip(&case.pays).enumerate() {
                let on: Date = case.decided.parse().unwrap();
                if item.subject == "ho_gia_dinh" {
                    let ask = AskBonus {
                        award: item.award.clone(),
                        subject_kind: item.subject.clone(),
                        on,
                    };
                    let found = of(&view(&app).await, &ask).unwrap();
                    assert_eq!(found.amount, Some(pays.to_string()), "{}", case.id);
                    continue;
                }
                let whom = if item.subject == "ca_nhan" { "n" } else { "u" };
                awards.push_str(&format!(
                    "c{number}-{at}|p1|{}|{whom}{number}|{}|{}|{on}\n",
                    item.subject,
                    item.award,
                    item.told_years()
                ));
                wanted.push((format!("c{number}-{at}"), item.last(), *pays));
            }
        }
        load(
            &app,
            &[
                ("co-quan", &units),
                ("nhan-su", &people),
                ("khen-thuong", &awards),
            ],
        )
        .await;
        let view = view(&app).await;
        for (key, year, pays) in &wanted {
            let list = paid(&view, "tinh-a", *year);
            let (state, amount, note) = list.get(key).unwrap_or_else(|| panic!("{key} of {year}"));
            assert_eq!(*amount, group(*pays), "{key}: {state}, {note}");
            // An award stands in one year's list only.
            assert!(!paid(&view, "tinh-a", year - 1).contains_key(key));
        }
    })
    .await;
}

const AWARDS: &str = "Mã|Mã cơ quan|Đối tượng|Mã đối tượng|Mã khen thưởng|Năm thành tích|Số quyết định|Ngày quyết định|Trạng thái|Số lượng
     a1|p1|ca_nhan|an|ldtt|2025|11/QĐ|2025-12-05||
     a2|p1|ca_nhan|an|cstdcs|2025|12/QĐ|2025-12-10||
     a3|p1|ca_nhan|an|gk|2025|13/QĐ|2025-12-10||
     a4|p1|ca_nhan|binh|ldtt|2025|11/QĐ|||
     a5|p1|ca_nhan|binh|gk|2025|14/QĐ|2025-12||
     a6|p1|ca_nhan|binh|gk|2025|15/QĐ|2024||
     a7|p1|ca_nhan|binh|knc|2025|16/QĐ|2025-08-28||
     a8|p2|ca_nhan||gk|2025|17/QĐ|2025-12-10||14
     a9|p2|tap_the|p2|gk;bk_bo|2025|18/QĐ|2025-12-10||
     b1|p2|tap_the|p2|tt_ldtt|2025|19/QĐ|2025-12-10||
     b2|p2|ca_nhan|cuong|bk_tinh|2025|20/QĐ|2025-12-10||
     b3|p2|ca_nhan|cuong|gk|2025|21/QĐ|2025-12-10|thu_hoi|
     b4|p2|ca_nhan|cuong|cstdcs|2025|22/QĐ||dang_de_nghi|
     b5|tinh-b|ca_nhan|dung|ldtt|2025|11/QĐ|2025-12-05||";

const PEOPLE: &str = "Mã|Họ và tên|Mã cơ quan|Từ ngày
     an|Nguyễn Văn An|p1|2010-01-01
     binh|Trần Thị Bình|p1|2010-01-01
     cuong|Lê Văn Cường|p2|2010-01-01
     dung|Phạm Văn Dũng|tinh-b|2010-01-01";

async fn filled(app: &App) {
    load(
        app,
        &[
            ("co-quan", TREE),
            ("nhan-su", PEOPLE),
            ("khen-thuong", AWARDS),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_is_not_paid_says_why() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let list = paid(&view, "tinh-a", 2025);
        let told = |key: &str| {
            let (state, amount, note) = list.get(key).unwrap();
            (state.as_str(), amount.as_str(), note.as_str())
        };
        let (state, amount, note) = told("a1");
        assert_eq!((state, amount), ("Chi theo danh hiệu cao hơn", "0"));
        assert!(note.contains("Chiến sĩ thi đua cơ sở"), "{note}");
        assert!(note.contains("12/QĐ"), "{note}");
        assert_eq!(told("a2"), ("Được chi", "2.340.000", ""));
        assert_eq!(told("a3"), ("Được chi", "710.000", ""), "beside a title");
        assert_eq!((told("a4").0, told("a4").1), ("Chưa tính được", ""));
        assert!(told("a4").2.contains("ngày quyết định"));
        assert_eq!((told("a5").0, told("a5").1), ("Được chi", "710.000"));
        assert!(
            told("a5").2.contains("tháng 12 năm 2025"),
            "{}",
            told("a5").2
        );
        assert_eq!(
            told("a6").0,
            "Chưa tính được",
            "the base salary changed within 2024"
        );
        assert_eq!((told("a7").0, told("a7").1), ("Chi tối đa", "1.400.000"));
        assert_eq!((told("a8").0, told("a8").1), ("Chưa nêu tên", "9.940.000"));
        assert!(told("a8").2.contains("14 × 710.000"), "{}", told("a8").2);
        assert_eq!(told("a9").0, "Chưa tính được", "not split");
        assert_eq!((told("b1").0, told("b1").1), ("Được chi", "1.880.000"));
        assert_eq!(
            told("b2").0,
            "Chưa tính được",
            "what others pay is not known"
        );
        assert_eq!((told("b3").0, told("b3").1), ("Đã hủy bỏ", ""));
        assert!(!list.contains_key("b4"), "proposed is not given");
        assert!(!list.contains_key("b5"), "another province's");
        let ask = AskPayments {
            agency: "tinh-a".to_owned(),
            year: 2025,
        };
        let source = Payments::new(&view, &ask, false).unwrap();
        let found = find(&source, &Ask::default());
        let (units, all) = source.sums(&found);
        assert_eq!(
            all.paid,
            2_340_000 + 710_000 + 710_000 + 1_400_000 + 1_880_000
        );
        assert_eq!(
            (all.ceiling, all.unnamed, all.unnamed_count),
            (1_400_000, 9_940_000, 14)
        );
        assert_eq!(units.iter().map(|unit| unit.paid).sum::<i64>(), all.paid);
        assert!(
            all.unconfirmed > 0,
            "nothing of the shipped book was compared with the original"
        );
    })
    .await;
}

/// The words and numbers of a workbook's first sheets.
fn cells(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let book = read("chi-tien-thuong.xlsx", bytes, &Limits::default()).unwrap();
    let rows = |grid: &thidua_files::grid::Grid| {
        let rows = grid.rows.iter();
        rows.map(|row| row.cells.iter().map(|cell| cell.shown()).collect())
            .collect()
    };
    book.sheets.iter().map(rows).collect()
}

#[tokio::test]
async fn the_workbook_equals_the_page() {
    on_both(async |db| {
        let app = app(db).await;
        filled(&app).await;
        let view = view(&app).await;
        let ask = AskPayments {
            agency: "tinh-a".to_owned(),
            year: 2025,
        };
        let source = Payments::new(&view, &ask, true).unwrap();
        for (form, start) in [(Form::Docx, &b"PK"[..]), (Form::Pdf, &b"%PDF"[..])] {
            let letter = Letter {
                agency: Some("tinh-a".to_owned()),
                form,
            };
            let printed = print(&view, &source, &Ask::default(), &letter)
                .unwrap()
                .printed;
            assert!(printed.bytes.starts_with(start), "{}", printed.name);
        }
        let letter = Letter {
            agency: Some("tinh-a".to_owned()),
            form: Form::Xlsx,
        };
        let printed = print(&view, &source, &Ask::default(), &letter)
            .unwrap()
            .printed;
        let sheets = cells(&printed.bytes);
        let all: Vec<String> = sheets.iter().flatten().flatten().cloned().collect();
        let has = |text: &str| all.iter().any(|cell| cell.contains(text));
        assert!(has("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        assert!(has("Ký nhận"));
        assert!(has("Bảy triệu không trăm bốn mươi nghìn đồng"), "{all:#?}");
        // Each amount of the page is a number of the workbook, and there is no other.
        let found = find(&source, &Ask::default());
        let amount = source
            .about()
            .columns
            .iter()
            .find(|column| column.id == "so-tien")
            .unwrap();
        let state = |row: usize| source.about().states[source.state(row)].code;
        let mut page: Vec<String> = found
            .rows
            .iter()
            .filter(|row| matches!(state(**row), "duoc-chi" | "muc-toi-da"))
            .map(|row| cell(&source, *row, amount).text.replace('.', ""))
            .collect();
        let header = sheets[0]
            .iter()
            .position(|row| row.iter().any(|cell| cell == "Ký nhận"));
        let place = sheets[0][header.unwrap()]
            .iter()
            .position(|cell| cell.starts_with("Số tiền"));
        let numbered =
            |row: &&Vec<String>| row.first().is_some_and(|cell| cell.parse::<u32>().is_ok());
        let mut book: Vec<String> = sheets[0]
            .iter()
            .skip(header.unwrap() + 1)
            .filter(numbered)
            .filter_map(|row| row.get(place.unwrap()).cloned())
            .collect();
        page.sort();
        book.sort();
        assert_eq!(book, page);
        assert_eq!(
            sheets[1].iter().filter(numbered).count(),
            found.rows.len() - page.len()
        );
    })
    .await;
}

#[tokio::test]
async fn a_bonus_stands_with_its_articles() {
    on_both(async |db| {
        let app = app(db).await;
        let view = view(&app).await;
        let ask = |award: &str, kind: &str, on: Date| AskBonus {
            award: award.to_owned(),
            subject_kind: kind.to_owned(),
            on,
        };
        let found = of(&view, &ask("bk_bo", "tap_the", date(2025, 12, 10))).unwrap();
        assert_eq!(found.coefficient.as_deref(), Some("3"));
        assert_eq!(found.base_salary.as_deref(), Some("2340000"));
        assert_eq!(found.amount.as_deref(), Some("7020000"));
        assert!(found.citation.contains("152/2025"), "{}", found.citation);
        assert!(!found.confirmed && found.parameters.len() >= 4);
        let values: Vec<&str> = found
            .parameters
            .iter()
            .map(|one| one.value.as_str())
            .collect();
        assert!(
            values.contains(&"1,5") && values.contains(&"2.340.000 đồng"),
            "{values:?}"
        );
        let found = of(&view, &ask("bk_tinh", "ca_nhan", date(2025, 12, 10))).unwrap();
        assert!(found.amount.is_none() && found.reason.is_some());
        for wrong in [
            ask("ldtt", "tap_the", date(2025, 12, 10)),
            ask("tt_ldtt", "ho_gia_dinh", date(2025, 12, 10)),
            ask("khong-co", "x", date(2025, 12, 10)),
        ] {
            assert!(
                matches!(of(&view, &wrong), Err(AppError::Refused(_))),
                "{wrong:?}"
            );
        }
        // Whoever reads awards of one province reads no list of another.
        filled(&app).await;
        let grants = vec![Grant {
            role: Role::Officer,
            agency: "tinh-b".to_owned(),
            from: None,
            to: None,
        }];
        let actor = Actor {
            user: "khac".to_owned(),
            person: None,
            grants,
        };
        let other = app.view(&actor).await.unwrap();
        let ask = AskPayments {
            agency: "tinh-a".to_owned(),
            year: 2025,
        };
        let refused = Payments::new(&other, &ask, false).err();
        assert!(matches!(refused, Some(AppError::NotFound)), "{refused:?}");
    })
    .await;
}
