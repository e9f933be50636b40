//! The same paper in every form says the same, and what `show` says.

use std::io::{Cursor, Read};

use thidua_app::View;
use thidua_app::figures::balance;
use thidua_app::register::{AskAwards, awards};
use thidua_app::report::{AskFigures, Form, What, annual_report, figures_paper, print};
use thidua_app::targets::pace;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::bundle::Cell;
use thidua_domain::text::number::two_digits;
use thidua_files::grid::{self, Limits};
use thidua_files::paper::{Document, pdf};

use super::{annual, examples, figures, text};
use crate::desk::ask;

#[tokio::test]
async fn every_paper_is_written_in_every_form() {
    let view = examples().await;
    let folder = std::env::var("THIDUA_PAPERS").ok();
    let papers = [
        What::AnnualReport(annual("quan-1", 2021, Some(8))),
        What::AnnualReport(annual("ben-tre", 2022, None)),
        What::AnnualReport(annual("dong-thap", 2019, None)),
        What::AnnualReport(annual("tp-hcm", 2019, Some(6))),
        What::AnnualReport(annual("cuc-quan-ly", 2025, None)),
        What::Figures(figures("quan-1", 2020, 12)),
        What::Figures(figures("tp-hcm", 2019, 6)),
        What::Figures(AskFigures {
            scope: Some("btp_quan_doi".to_owned()),
            ..figures("cuc-quan-ly", 2025, 12)
        }),
    ];
    for what in &papers {
        for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
            let printed = print(&view, what, form).unwrap();
            assert!(
                printed.name.is_ascii() && printed.bytes.len() > 4000,
                "{}",
                printed.name
            );
            if let Some(folder) = &folder {
                std::fs::write(
                    std::path::Path::new(folder).join(&printed.name),
                    &printed.bytes,
                )
                .unwrap();
            }
        }
    }
}

/// The words of a DOCX, tags and line ends as spaces.
fn docx_words(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let mut words = String::new();
    for piece in xml.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        if tag.starts_with("/w:p") || tag.starts_with("w:br") {
            words.push(' ');
        }
        words.push_str(text);
    }
    words
}

/// Every cell of an XLSX as plain text.
fn xlsx_cells(name: &str, bytes: &[u8]) -> Vec<String> {
    let book = grid::read(name, bytes, &Limits::default()).unwrap();
    let cells = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flat_map(|row| &row.cells);
    let text = |cell: &Cell| match cell {
        Cell::Text(text) | Cell::Number(text) => Some(text.clone()),
        _ => None,
    };
    cells.filter_map(text).collect()
}

/// What `show balance` tells of a window, as printed.
fn balance_numbers(view: &View, agency: &str, year: i16, month: u8) -> Vec<String> {
    let found = balance(view, &ask(agency, year, month)).unwrap();
    let told = found
        .lines
        .iter()
        .filter(|line| line.value.is_some())
        .map(|line| line.printed.clone());
    let percents = found.rates.values().flatten().chain(found.shares.values());
    told.chain(percents.map(|percent| Percent::parse(percent).unwrap().vn()))
        .collect()
}

/// What `show pace` and `show awards` tell, as printed.
fn report_numbers(view: &View, agency: &str, year: i16, month: u8) -> Vec<String> {
    let found = pace(view, &ask(agency, year, month)).unwrap();
    let vn = |plain: &String| {
        Percent::parse(plain).map_or_else(|_| Decimal::parse(plain).unwrap().vn(), Percent::vn)
    };
    let mut numbers: Vec<String> = found
        .items
        .iter()
        .filter(|item| item.target_code.is_some())
        .flat_map(|item| {
            [&item.target, &item.pace, &item.actual, &item.deviation]
                .into_iter()
                .flatten()
                .map(vn)
        })
        .collect();
    let asked = AskAwards {
        agency: agency.to_owned(),
        from: year,
        to: year,
        month: None,
        own: false,
    };
    let rows = awards(view, &asked).unwrap().rows;
    let kind = |kind: &str| {
        if kind == "tap_the" {
            "tập thể"
        } else {
            "cá nhân"
        }
    };
    numbers.extend(rows.iter().filter_map(|row| {
        Some(format!(
            "{} {}",
            two_digits(row.instances?),
            kind(&row.subject_kind)
        ))
    }));
    numbers
}

#[tokio::test]
async fn papers_say_what_show_says_in_every_form() {
    let view = examples().await;
    for (agency, year, month) in [
        ("quan-1", 2020, 12),
        ("quan-1", 2021, 8),
        ("tp-hcm", 2019, 6),
        ("can-tho", 2025, 12),
    ] {
        let numbers = balance_numbers(&view, agency, year, month);
        assert!(!numbers.is_empty());
        let asked = figures(agency, year, month);
        let document = figures_paper(&view, &asked).unwrap();
        let written = |form| print(&view, &What::Figures(asked.clone()), form).unwrap();
        let workbook = xlsx_cells("bieu.xlsx", &written(Form::Xlsx).bytes);
        agree(&document, &docx_words(&written(Form::Docx).bytes), &numbers);
        for number in &numbers {
            let plain = number.replace('.', "").replace(',', ".");
            let same = |cell: &String| {
                cell == number
                    || cell == &plain
                    || Decimal::parse(cell).ok() == Decimal::parse(&plain).ok()
                        && Decimal::parse(cell).is_ok()
            };
            assert!(
                workbook.iter().any(same),
                "{agency}: {number} in {workbook:?}"
            );
        }
    }
    for (agency, year, month) in [
        ("quan-1", 2021, 8),
        ("ben-tre", 2022, 12),
        ("dong-thap", 2019, 12),
        ("tp-hcm", 2019, 6),
    ] {
        let mut numbers = report_numbers(&view, agency, year, month);
        numbers.extend(balance_numbers(&view, agency, year, month));
        assert!(!numbers.is_empty());
        let asked = annual(agency, year, Some(month));
        let document = annual_report(&view, &asked).unwrap();
        let written = print(&view, &What::AnnualReport(asked), Form::Docx).unwrap();
        agree(&document, &docx_words(&written.bytes), &numbers);
    }
}

/// Whether every number stands in the model, in the DOCX and in the PDF.
fn agree(document: &Document, docx: &str, numbers: &[String]) {
    let model = text(document);
    let pdf = pdf::pages(document).unwrap().join(" ");
    let pdf = pdf.split_whitespace().collect::<Vec<_>>().join(" ");
    for number in numbers {
        for (form, words) in [("model", model.as_str()), ("docx", docx), ("pdf", &pdf)] {
            assert!(
                words.contains(number.as_str()),
                "{number} in {form}: {words}"
            );
        }
    }
}
