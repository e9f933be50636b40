//! The pact (giao ước thi đua) of a block in print: parties, what they promise, a grid for all their signatures. No
//! decree gives a form of it; the outline is usual practice and says so.

use thidua_domain::cluster::{Cluster, Member};
use thidua_domain::time::WorkYear;
use thidua_files::paper::{
    Block, Cell, Dateline, Day, Document, Letterhead, Level, Marks, Signature, Text,
};

use super::reach;
use crate::AppError;
use crate::report::{DOTS, Field, Grid, Issue, PERMISSION as PRINT, capital, cite, listed, small};
use crate::state::View;

/// The pact asked for.
#[derive(Clone, Debug)]
pub struct AskPact {
    /// Code of the block.
    pub block: String,
    /// Its year.
    pub year: i16,
    /// How it is issued; without a day that of the signing is taken.
    pub issue: Issue,
}

struct Party<'a> {
    name: String,
    role: &'static str,
    row: Option<&'a Member>,
}

/// The pact as a paper.
///
/// # Errors
/// [`AppError::NotFound`] for a block that is not there; [`AppError::Forbidden`] without the permission to print;
/// [`AppError::Refused`] where nobody is recorded as its member.
pub(crate) fn document(view: &View, ask: &AskPact) -> Result<Document, AppError> {
    view.permit(PRINT, thidua_domain::access::Target::Any)?;
    let state = view.state.as_ref();
    let block = state
        .cluster(&ask.block, ask.year)
        .ok_or(AppError::NotFound)?;
    let parties = parties(view, block, ask.year);
    if parties.is_empty() {
        return Err(AppError::refused(format!(
            "Chưa ghi nhận thành viên năm {} của {}: chưa có các bên ký giao ước.",
            ask.year, block.name
        )));
    }
    let mut missing = Vec::new();
    let signed = block.signed_on.and_then(|day| day.exact());
    let day = ask.issue.date.or(signed);
    let manager = block.manager.as_deref();
    let on = day.unwrap_or_else(|| WorkYear(ask.year).last_day().min(view.today));
    let manager = manager.map(|code| state.name_on(code, on));
    if manager.is_none() {
        missing.push("cơ quan quản lý cụm, khối".to_owned());
    }
    let mut blocks = opening(view, block, ask.year, &mut missing);
    blocks.push(Block::Heading(
        Level::Section,
        "I. Các bên ký giao ước".to_owned(),
    ));
    blocks.push(table(&parties));
    blocks.extend(promises(block, ask.year, &mut missing));
    let unsigned = parties
        .iter()
        .filter(|party| party.row.is_none_or(|row| row.signer.is_none()));
    if unsigned.count() > 0 {
        missing.push("người đại diện ký của một số thành viên".to_owned());
    }
    let mut document = Document {
        letterhead: Letterhead {
            superior: manager.clone(),
            issuer: vec![block.name.clone()],
            number: None,
            dateline: Some(Dateline {
                place: DOTS.to_owned(),
                day: day.map_or(Day::Open(ask.year), Day::On),
            }),
        },
        kind: Some("Giao ước thi đua".to_owned()),
        subject: format!("Năm {}", ask.year),
        blocks,
        signatures: signatures(&parties, manager.as_deref()),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices(&missing),
            sources: Vec::new(),
        },
        ..Document::default()
    };
    document.close();
    Ok(document)
}

fn notices(missing: &[String]) -> Vec<String> {
    let outline = "các mục theo thông lệ ký giao ước của cụm, khối thi đua, chưa đối chiếu với mẫu của cơ quan quản lý";
    let gaps = (!missing.is_empty())
        .then(|| format!("chưa ghi nhận nên để chỗ trống: {}", missing.join("; ")));
    std::iter::once(outline.to_owned()).chain(gaps).collect()
}

/// Head, deputies, then the other members in the order of the list.
fn parties<'a>(view: &View, block: &'a Cluster, year: i16) -> Vec<Party<'a>> {
    let on = WorkYear(year).last_day().min(view.today);
    let members = reach::members(view, block, year);
    let head = block.head_on(on);
    let deputies = block.deputies_on(on);
    let party = |code: &String| Party {
        name: view.state.name_on(code, on),
        role: match code.as_str() {
            code if head == Some(code) => "Trưởng",
            code if deputies.contains(&code) => "Phó",
            _ => "Thành viên",
        },
        row: block.member(code, on),
    };
    let mut found: Vec<Party<'a>> = members.iter().map(party).collect();
    found.sort_by_key(|party| match party.role {
        "Trưởng" => 0,
        "Phó" => 1,
        _ => 2,
    });
    found
}

fn opening(view: &View, block: &Cluster, year: i16, missing: &mut Vec<String>) -> Vec<Block> {
    let mut blocks = Vec::new();
    match block.document.as_deref() {
        Some(paper) if view.state.documents.contains_key(paper) => {
            blocks.push(Block::Basis(
                format!("Căn cứ {}", cite(&view.state, paper)).into(),
            ));
        }
        Some(paper) => blocks.push(Block::Basis(format!("Căn cứ {}", small(paper)).into())),
        None => {
            missing.push("căn cứ".to_owned());
            blocks.push(Block::Basis(format!("Căn cứ {}", DOTS.repeat(3)).into()));
        }
    }
    let occasions = match block.occasions.is_empty() {
        true => String::new(),
        false => format!(" hướng tới {}", listed(&block.occasions)),
    };
    blocks.push(Block::Paragraph(
        format!(
            "Các thành viên {} thống nhất ký giao ước thi đua năm {year}{occasions} với các nội dung sau:",
            block.name
        )
        .into(),
    ));
    blocks
}

fn table(parties: &[Party<'_>]) -> Block {
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Đơn vị", 60).kept(),
        Field::mark("Trong cụm, khối", 24).kept(),
        Field::words("Người đại diện, chức vụ", 46).kept(),
    ]);
    for (number, party) in (1..).zip(parties) {
        let signer = party.row.and_then(|row| {
            let capacity = row
                .capacity
                .as_ref()
                .map(|capacity| format!(", {capacity}"));
            let signer = row.signer.as_ref()?;
            Some(format!("{signer}{}", capacity.unwrap_or_default()))
        });
        grid.row(vec![
            Cell::text(number.to_string()),
            Cell::text(party.name.as_str()),
            Cell::text(party.role),
            Cell::text(signer.unwrap_or_else(|| "………".to_owned())),
        ]);
    }
    let mut table = grid.table("");
    table.caption = None;
    Block::Table(table)
}

fn promises(block: &Cluster, year: i16, missing: &mut Vec<String>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(
        Level::Section,
        "II. Nội dung giao ước".to_owned(),
    )];
    if let Some(theme) = &block.theme {
        let theme = theme.trim().trim_end_matches('.');
        blocks.push(Block::Paragraph(
            Text::default()
                .bold("Chủ đề: ")
                .plain(format!("“{theme}”.")),
        ));
    }
    let items: Vec<&str> = block
        .pact
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    if items.is_empty() {
        missing.push("nội dung giao ước".to_owned());
        blocks.push(Block::Paragraph(DOTS.repeat(4).into()));
    }
    for (number, item) in (1..).zip(items) {
        // An item that bears a number of its own is not numbered twice.
        let told = item
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || ".)-– ".contains(letter));
        let told = if told.is_empty() { item } else { told };
        let told = told.trim_end_matches(['.', ';']);
        blocks.push(Block::Paragraph(
            format!("{number}. {}.", capital(told)).into(),
        ));
    }
    blocks.push(Block::Heading(
        Level::Section,
        "III. Thời hạn, tổ chức thực hiện".to_owned(),
    ));
    blocks.push(Block::Paragraph(
        format!(
            "Giao ước thực hiện trong năm {year}. Các bên tự kiểm tra việc thực hiện và báo cáo tại cuộc họp tổng kết của {}.",
            block.name
        )
        .into(),
    ));
    blocks
}

/// One place a party, then whoever witnesses.
fn signatures(parties: &[Party<'_>], manager: Option<&str>) -> Vec<Signature> {
    let own = parties.iter().map(|party| {
        let row = party.row;
        let capacity = row.and_then(|row| row.capacity.clone());
        Signature {
            capacity: std::iter::once(format!("Đại diện {}", party.name))
                .chain(capacity)
                .collect(),
            name: row.and_then(|row| row.signer.clone()),
        }
    });
    let witness = Signature {
        capacity: vec![
            "Chứng kiến".to_owned(),
            manager.map_or_else(|| DOTS.to_owned(), |name| format!("Đại diện {name}")),
        ],
        name: None,
    };
    own.chain([witness]).collect()
}
