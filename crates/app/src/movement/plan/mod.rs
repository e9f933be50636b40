//! The plan of a movement in print (kế hoạch): its outline is data (`rulebook/papers/plan.toml`), what fills it are the
//! records. What nobody recorded is a dotted place to fill in, and told; nothing is made up.

mod bases;
mod course;
mod goals;
mod parts;
mod rewards;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thidua_domain::access::Target;
use thidua_domain::movement::Movement;
use thidua_domain::time::DatePrecision;
use thidua_files::paper::{Block, Day, Document, Letterhead, Level, Marks, Signature, number_line};

use super::show::{find, paper_day};
use crate::AppError;
use crate::report::{DOTS, Issue, Office, PERMISSION as PRINT, dated, office, small};
use crate::state::View;

const SHIPPED: &str = include_str!("../../../../../rulebook/papers/plan.toml");

/// The plan asked for.
#[derive(Clone, Debug, Default)]
pub struct AskPlan {
    /// Code of the movement.
    pub movement: String,
    /// Code of the unit whose plan under the movement it is; `None`: of the body that launched it.
    pub agency: Option<String>,
    /// How it is issued; without a day that of the recorded plan is taken, with its number.
    pub issue: Issue,
}

/// What the page of a plan says before it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanPage {
    /// Code of the movement.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose plan it is.
    pub agency: Option<String>,
    /// Its name on the day of issue.
    pub agency_name: Option<String>,
    /// The recorded plan as cited, where there is one.
    pub recorded: Option<String>,
    /// The bases as they will be printed.
    pub bases: Vec<String>,
    /// What is not recorded and stays a dotted place.
    pub missing: Vec<String>,
    /// What is recorded and needs a second look.
    pub doubts: Vec<String>,
    /// What the outline rests on, where nobody confirmed it.
    pub unconfirmed: Option<String>,
}

#[derive(Deserialize)]
struct Outline {
    subject: String,
    under: String,
    source: String,
    confirmed: bool,
    section: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    title: String,
    parts: Vec<String>,
}

/// A plan in the making.
pub(super) struct Desk<'a> {
    pub(super) view: &'a View,
    pub(super) movement: &'a Movement,
    /// Code of whose plan it is, where a body launched it.
    pub(super) agency: Option<&'a str>,
    /// Whether it is a unit's plan under somebody else's movement.
    pub(super) under: bool,
    /// The day names are those of.
    pub(super) on: Date,
    /// What is not recorded, in words.
    pub(super) missing: Vec<String>,
    /// What is recorded and needs a second look, in words.
    pub(super) doubts: Vec<String>,
}

impl<'a> Desk<'a> {
    fn new(view: &'a View, ask: &'a AskPlan) -> Result<Self, AppError> {
        let movement = find(view, &ask.movement)?;
        let launcher = movement.launcher.as_deref();
        let agency = ask.agency.as_deref().or(launcher);
        match agency {
            Some(code) => view.permit_agency(PRINT, code)?,
            None => view.permit(PRINT, Target::Any)?,
        }
        let under = agency.is_some() && agency != launcher;
        let state = view.state.as_ref();
        let mut desk = Self {
            view,
            movement,
            agency,
            under,
            on: view.today,
            missing: Vec::new(),
            doubts: Vec::new(),
        };
        let recorded = bases::recorded(&desk).and_then(|paper| paper.date?.exact());
        let begins = movement.from.map(|day| match day.precision() {
            // A plan of a year told without its day: of that calendar year.
            DatePrecision::Year => jiff::civil::date(day.work_year().0, 1, 1),
            _ => day.first_day(),
        });
        let launched = paper_day(state, movement).or(begins);
        desk.on = ask
            .issue
            .date
            .or(recorded)
            .or(launched)
            .unwrap_or(view.today);
        Ok(desk)
    }

    /// A dotted line for what is not recorded.
    pub(super) fn dotted(&mut self, what: &str) -> Block {
        self.missing.push(what.to_owned());
        Block::Paragraph(DOTS.repeat(4).into())
    }

    /// What an agency is called on the day of the plan.
    pub(super) fn named(&self, code: &str) -> String {
        self.view.state.name_on(code, self.on)
    }
}

fn outline() -> Result<Outline, AppError> {
    toml::from_str(SHIPPED).map_err(|error| AppError::Machine(format!("plan.toml: {error}")))
}

/// What will be printed of a plan, and what is missing for it.
///
/// # Errors
/// [`AppError::NotFound`] for a movement or unit out of reach; [`AppError::Forbidden`] without the permission to print.
pub fn page(view: &View, ask: &AskPlan) -> Result<PlanPage, AppError> {
    let outline = outline()?;
    let mut desk = Desk::new(view, ask)?;
    let bases = bases::words(&mut desk);
    body(&mut desk, &outline);
    let recorded = bases::recorded(&desk).map(|paper| view.state.cited(&paper.code));
    Ok(PlanPage {
        code: desk.movement.code.clone(),
        name: desk.movement.name.clone(),
        agency: desk.agency.map(str::to_owned),
        agency_name: desk.agency.map(|code| desk.named(code)),
        recorded,
        bases,
        missing: desk.missing,
        doubts: desk.doubts,
        unconfirmed: (!outline.confirmed).then_some(outline.source),
    })
}

/// The plan as an official document.
///
/// # Errors
/// As [`page`].
pub(crate) fn document(view: &View, ask: &AskPlan) -> Result<Document, AppError> {
    let outline = outline()?;
    let mut desk = Desk::new(view, ask)?;
    let mut blocks: Vec<Block> = bases::words(&mut desk)
        .into_iter()
        .map(|words| Block::Basis(words.into()))
        .collect();
    blocks.push(opening(&desk));
    blocks.extend(body(&mut desk, &outline));
    let recorded = bases::recorded(&desk);
    let issue = Issue {
        date: ask.issue.date.or_else(|| recorded?.date?.exact()),
        ..ask.issue.clone()
    };
    let mut office = head(&mut desk, &issue)?;
    let reprinted = recorded.and_then(|paper| paper.symbol.as_ref().zip(paper.date));
    if let Some((symbol, _)) = reprinted.filter(|_| ask.issue.number.is_none()) {
        office.letterhead.number = Some(format!("Số: {symbol}"));
    }
    let again = reprinted.map(|(symbol, day)| {
        format!(
            "bản này lập lại từ dữ liệu đã ghi của Kế hoạch số {symbol} ngày {}; giá trị theo văn bản đã ban hành",
            dated(day)
        )
    });
    let mut document = Document {
        letterhead: office.letterhead,
        kind: Some("Kế hoạch".to_owned()),
        subject: subject(&desk, &outline),
        blocks,
        signatures: vec![office.signature],
        recipients: recipients(&desk, office.recipients),
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices(&desk, &outline, again),
            sources: Vec::new(),
        },
        ..Document::default()
    };
    document.close();
    Ok(document)
}

/// Letterhead and signature of the day; dotted where nobody is recorded to have launched.
fn head(desk: &mut Desk<'_>, issue: &Issue) -> Result<Office, AppError> {
    let Some(agency) = desk.agency else {
        desk.missing.push("cơ quan phát động".to_owned());
        return Ok(Office {
            name: DOTS.to_owned(),
            letterhead: Letterhead {
                superior: None,
                issuer: vec![DOTS.to_owned()],
                number: Some(number_line(issue.number, &format!("KH-{DOTS}"))),
                dateline: Some(thidua_files::paper::Dateline {
                    place: DOTS.to_owned(),
                    day: issue.date.map_or(Day::Open(desk.on.year()), Day::On),
                }),
            },
            signature: Signature {
                capacity: vec![DOTS.to_owned()],
                name: None,
            },
            recipients: vec![format!("Lưu: VT, {DOTS}")],
        });
    };
    // A paper yet to be issued leaves room for its day: `office` names the year after the day it is given.
    let day = desk.on.yesterday().unwrap_or(desk.on);
    let on = if issue.date.is_some() { desk.on } else { day };
    office(&desk.view.state, agency, on, Some("ke_hoach"), issue)
}

fn subject(desk: &Desk<'_>, outline: &Outline) -> String {
    let before = match desk.under {
        true => &outline.under,
        false => &outline.subject,
    };
    let name = desk.movement.name.trim();
    let lower = small(name);
    // A name that says itself what it is needs no quotation marks and is not told twice.
    match lower.strip_prefix("phong trào thi đua") {
        Some(rest) => format!("{before}{rest}"),
        None if lower.starts_with("phong trào") || lower.starts_with("đợt ") => {
            format!("{before}: {lower}")
        }
        None => format!("{before} “{name}”"),
    }
}

fn opening(desk: &Desk<'_>) -> Block {
    let who = desk
        .agency
        .map_or_else(|| DOTS.to_owned(), |code| desk.named(code));
    let does = match desk.under {
        true => "ban hành Kế hoạch triển khai phong trào thi đua",
        false => "ban hành Kế hoạch phát động phong trào thi đua",
    };
    Block::Paragraph(format!("{who} {does} với các nội dung sau:").into())
}

fn body(desk: &mut Desk<'_>, outline: &Outline) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, section) in (1..).zip(&outline.section) {
        let title = format!("{}. {}", roman(at), section.title);
        blocks.push(Block::Heading(Level::Section, title));
        let filled = section.parts.iter().map(|part| parts::part(desk, part));
        let filled: Vec<(Option<&'static str>, Vec<Block>)> =
            filled.filter(|(_, blocks)| !blocks.is_empty()).collect();
        let several = filled.len() > 1;
        for (number, (title, part)) in (1..).zip(filled) {
            if let Some(title) = title.filter(|_| several) {
                blocks.push(Block::Heading(Level::Clause, format!("{number}. {title}")));
            }
            blocks.extend(part);
        }
    }
    blocks
}

fn roman(number: usize) -> &'static str {
    const NUMBERS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    NUMBERS
        .get(number.saturating_sub(1))
        .copied()
        .unwrap_or("…")
}

/// Nơi nhận: who is above, the units it goes to, then the file.
fn recipients(desk: &Desk<'_>, told: Vec<String>) -> Vec<String> {
    let (file, above): (Vec<String>, Vec<String>) =
        told.into_iter().partition(|line| line.starts_with("Lưu"));
    let units = course::addressees(desk);
    let to: Vec<String> = match units.len() {
        0..=6 => units
            .iter()
            .map(|code| format!("{} (để thực hiện)", desk.view.state.label_on(code, desk.on)))
            .collect(),
        _ => vec!["Các đơn vị trực thuộc (để thực hiện)".to_owned()],
    };
    above.into_iter().chain(to).chain(file).collect()
}

fn notices(desk: &Desk<'_>, outline: &Outline, again: Option<String>) -> Vec<String> {
    let unconfirmed = (!outline.confirmed).then(|| {
        format!(
            "các mục theo {}, chưa đối chiếu với mẫu của cơ quan ban hành",
            outline.source
        )
    });
    let missing = (!desk.missing.is_empty()).then(|| {
        format!(
            "chưa ghi nhận nên để chỗ trống: {}",
            desk.missing.join("; ")
        )
    });
    let told = again.into_iter().chain(unconfirmed);
    let told = told.chain(desk.doubts.iter().cloned()).chain(missing);
    told.collect()
}
