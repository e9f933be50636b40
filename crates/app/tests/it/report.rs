//! Papers of the example agencies: what they say, and that they say what `show` says.

mod forms;
mod living;
mod period;
mod pictures;
mod province;
mod times;

use jiff::civil::date;
use thidua_app::report::{AskAnnual, AskFigures, Issue, annual_report, figures_paper};
use thidua_app::{AppError, View};
use thidua_domain::access::{Actor, Grant, Role};
use thidua_files::paper::{Block, Document, Level, Table, date_line};
use thidua_store::Engine;
use thidua_store::testing::fresh;

use crate::desk::{app, load_embedded, view};

const ALL: [&str; 7] = [
    "nganh",
    "vi-du/can-tho-2020-2025",
    "vi-du/dong-thap-2015-2020",
    "vi-du/ben-tre-2022",
    "vi-du/quan-1-2021",
    "vi-du/vinh-phuc-2021",
    "vi-du/so-lieu-cong-khai",
];

/// A part of a file of Word.
fn part(bytes: &[u8], name: &str) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// A view over the examples.
async fn examples() -> View {
    let fresh = fresh(Engine::Sqlite).await;
    let app = app(fresh.db.clone()).await;
    load_embedded(&app, &ALL).await;
    let view = view(&app).await;
    fresh.finish().await;
    view
}

fn figures(agency: &str, year: i16, month: u8) -> AskFigures {
    AskFigures {
        agency: agency.to_owned(),
        year,
        month,
        scope: None,
        issue: Issue::default(),
    }
}

fn annual(agency: &str, year: i16, month: Option<u8>) -> AskAnnual {
    AskAnnual {
        agency: agency.to_owned(),
        year,
        month,
        scope: None,
        issue: Issue::default(),
    }
}

/// The document model as text that reads like the paper.
fn text(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    let head = &document.letterhead;
    lines.extend(head.superior.clone());
    lines.extend(head.issuer.clone());
    lines.extend(head.number.clone());
    lines.extend(head.dateline.as_ref().map(date_line));
    lines.extend(document.kind.clone());
    lines.extend(document.subject.lines().map(str::to_owned));
    body(&document.blocks, &mut lines);
    for signature in &document.signatures {
        lines.push(format!("Ký: {}", signature.capacity.join(" / ")));
    }
    lines.push(format!("Nơi nhận: {}", document.recipients.join("; ")));
    for annex in &document.annexes {
        lines.push(format!("=== {}", annex.title));
        lines.extend(annex.attached_to.clone());
        body(&annex.blocks, &mut lines);
    }
    let marks = &document.marks;
    lines.extend(marks.draft.iter().map(|draft| format!("Dấu: {draft}")));
    lines.extend(
        marks
            .notices
            .iter()
            .map(|notice| format!("Lưu ý: {notice}")),
    );
    lines.extend(
        marks
            .sources
            .iter()
            .map(|source| format!("Nguồn: {source}")),
    );
    lines.join("\n").replace('\u{a0}', "_")
}

fn body(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(Level::Section, text) => lines.push(text.to_uppercase()),
            Block::Heading(_, text) | Block::Centre(text) => lines.push(text.clone()),
            Block::Paragraph(text) => lines.push(text.words()),
            Block::Item(text) => lines.push(format!("- {}", text.words())),
            Block::Basis(text) => lines.push(text.words()),
            Block::Note(text) => lines.push(format!("({text})")),
            Block::Table(found) => table(found, lines),
            Block::Picture(shown) => lines.push(shown.caption.clone()),
            Block::PageBreak => {}
        }
    }
}

fn table(table: &Table, lines: &mut Vec<String>) {
    lines.extend(table.caption.clone());
    for row in &table.header {
        let heads: Vec<String> = row.iter().map(|head| head.text.clone()).collect();
        lines.push(format!("| {} |", heads.join(" | ")));
    }
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
    }
}

#[tokio::test]
async fn papers_of_the_examples_read_as_officers_write_them() {
    let view = examples().await;
    let report = |agency: &str, year, month| {
        text(&annual_report(&view, &annual(agency, year, month)).unwrap())
    };
    insta::assert_snapshot!("annual_quan_1_2021_8", report("quan-1", 2021, Some(8)));
    insta::assert_snapshot!("annual_ben_tre_2022", report("ben-tre", 2022, None));
    insta::assert_snapshot!("annual_dong_thap_2019", report("dong-thap", 2019, None));
    insta::assert_snapshot!("annual_can_tho_2025", report("can-tho", 2025, None));
    insta::assert_snapshot!("annual_vinh_phuc_2021", report("vinh-phuc", 2021, None));
    insta::assert_snapshot!("annual_tp_hcm_2019_6", report("tp-hcm", 2019, Some(6)));
    let sheet = |agency: &str, year, month| {
        text(&figures_paper(&view, &figures(agency, year, month)).unwrap())
    };
    insta::assert_snapshot!("figures_quan_1_2020", sheet("quan-1", 2020, 12));
    insta::assert_snapshot!("figures_tp_hcm_2019_6", sheet("tp-hcm", 2019, 6));
}

#[tokio::test]
async fn letterhead_and_signature_are_those_of_the_time() {
    let view = examples().await;
    let head = |ask: &AskAnnual| {
        let document = annual_report(&view, ask).unwrap();
        text(&document)
            .lines()
            .take(4)
            .map(str::to_owned)
            .chain(document.signatures[0].capacity.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        head(&annual("ha-noi", 2024, None)),
        [
            "Tổng cục Thi hành án dân sự",
            "Cục Thi hành án dân sự thành phố Hà Nội",
            "Số:______/BC-………………",
            "Hà Nội, ngày______tháng______năm 2024",
            "Cục trưởng",
        ]
    );
    let issued = AskAnnual {
        issue: Issue {
            number: Some(5),
            date: Some(date(2026, 1, 9)),
            draft: true,
        },
        ..annual("ha-noi", 2025, None)
    };
    assert_eq!(
        head(&issued),
        [
            "Cục Quản lý Thi hành án dân sự",
            "Thi hành án dân sự thành phố Hà Nội",
            "Số: 05/BC-………………",
            "Hà Nội, ngày 09 tháng 01 năm 2026",
            "Trưởng Thi hành án dân sự",
        ]
    );
    assert_eq!(
        annual_report(&view, &issued)
            .unwrap()
            .marks
            .draft
            .as_deref(),
        Some("Dự thảo")
    );
    let office = annual_report(&view, &annual("can-tho-khu-vuc-6", 2026, None)).unwrap();
    assert_eq!(office.signatures[0].capacity, ["Trưởng phòng"]);
    assert!(
        office
            .marks
            .notices
            .iter()
            .any(|notice| notice.contains("chưa đối chiếu bản gốc")),
        "{:?}",
        office.marks
    );
}

#[tokio::test]
async fn who_may_not_print_gets_no_paper() {
    let view = examples().await;
    let of = |role: Role, agency: &str| View {
        actor: Actor {
            user: "thử".to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        ..view.clone()
    };
    let reader = of(Role::Employee, "ben-tre");
    assert!(matches!(
        annual_report(&reader, &annual("ben-tre", 2022, None)),
        Err(AppError::Forbidden)
    ));
    let stranger = of(Role::Head, "vinh-phuc");
    assert!(matches!(
        annual_report(&stranger, &annual("ben-tre", 2022, None)),
        Err(AppError::NotFound)
    ));
    let head = of(Role::Head, "ben-tre");
    assert!(annual_report(&head, &annual("ben-tre", 2022, None)).is_ok());
}

#[tokio::test]
async fn a_window_without_figures_has_no_sheet() {
    let view = examples().await;
    let none = figures_paper(&view, &figures("ben-tre", 2022, 12));
    assert!(matches!(none, Err(AppError::Refused(_))), "{none:?}");
    let month = figures_paper(&view, &figures("quan-1", 2021, 13));
    assert!(matches!(month, Err(AppError::Refused(_))), "{month:?}");
    let unknown = annual_report(&view, &annual("khong-co", 2021, None));
    assert!(matches!(unknown, Err(AppError::NotFound)), "{unknown:?}");
}
