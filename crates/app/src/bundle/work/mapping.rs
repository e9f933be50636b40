//! The page on which sheets and columns are matched: as recognised, as changed, as kept for the next file.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::Actor;
use thidua_domain::bundle::{Cell, Column, Kind, SheetDef};
use thidua_files::grid::address::column_name;
use thidua_files::grid::{Grid, GridRow};

use super::super::{FIGURES, PERMISSION};
use super::form::{self, FormInput, MappedForm};
use super::plan::{CASES, FIGURE, Link, MONEY, SheetPlan, value_of};
use super::recognise;
use super::session::{allowed, book, open_desk, permitted};
use super::speak::Speaker;
use crate::{App, AppError, View};

/// Sample values shown of a column.
const SAMPLES: usize = 3;
/// Names of agencies offered in a field.
const MOST_NAMES: usize = 400;

/// What a session's sheets are taken for.
#[derive(Clone, Debug, Serialize)]
pub struct Mapping {
    /// Identity of the session.
    pub id: String,
    /// Name of the file.
    pub title: String,
    /// What the user should know of the file.
    pub notes: Vec<String>,
    /// The kept mapping that was taken over.
    pub taken_over: Option<String>,
    /// Its sheets.
    pub sheets: Vec<MappedSheet>,
    /// Whether the actor's agency may keep a mapping for all its users.
    pub shares: bool,
    /// Names of the agencies in reach, to choose from; none where there are too many.
    pub agencies: Vec<String>,
}

/// A code and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What a form sends.
    pub value: String,
    /// What a user reads.
    pub label: String,
}

/// One sheet of the file.
#[derive(Clone, Debug, Serialize)]
pub struct MappedSheet {
    /// Its place in the file, from 0.
    pub at: usize,
    /// Its name in the file.
    pub name: String,
    /// Rows below the headings.
    pub rows: usize,
    /// What it is; `None`: not taken in.
    pub kind: Option<String>,
    /// What it may be.
    pub kinds: Vec<Choice>,
    /// Row of the headings.
    pub heading: Option<u32>,
    /// Rows the headings may stand in.
    pub headings: Vec<Choice>,
    /// Whether the headings stand in two rows.
    pub deep: bool,
    /// Its columns.
    pub columns: Vec<MappedColumn>,
    /// What a column may be.
    pub targets: Vec<Choice>,
    /// One value for the whole sheet: what no column tells.
    pub constants: Vec<Constant>,
    /// What is required and told nowhere.
    pub lacking: Vec<String>,
    /// Whether rows without a code can get one, and whether they do.
    pub coins: Option<bool>,
    /// Whether it is a table of figures laid out wide.
    pub wide: bool,
    /// Whether it may be read as a statistical form.
    pub may_be_form: bool,
    /// How it is read as one.
    pub form: Option<MappedForm>,
    /// The line before it, where it is a table of a text document.
    pub caption: String,
}

/// One column of the file.
#[derive(Clone, Debug, Serialize)]
pub struct MappedColumn {
    /// Its place, from 0.
    pub at: usize,
    /// Its letters.
    pub letters: String,
    /// Its heading as written.
    pub heading: String,
    /// Some of its values.
    pub samples: Vec<String>,
    /// What it is; empty: not taken in.
    pub to: String,
    /// `chac`, `kha`, `xem-lai` or empty: how sure the recognition is.
    pub sure: &'static str,
    /// Code of the group of cases it is of.
    pub group: String,
    /// Why it is not surer.
    pub why: String,
}

/// One value for a whole sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Constant {
    /// Column of the bundle.
    pub id: String,
    /// Its words.
    pub label: String,
    /// What to write.
    pub help: String,
    /// The value.
    pub value: String,
    /// What its code is called, where it is a code.
    pub named: String,
    /// Whether rows without it are refused.
    pub required: bool,
    /// What may be chosen; empty: anything may be written.
    pub choices: Vec<Choice>,
}

/// What the user made of one sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetForm {
    /// What it is; empty: not taken in.
    pub kind: String,
    /// Row of the headings.
    pub heading: Option<u32>,
    /// Whether the headings stand in two rows.
    pub deep: bool,
    /// What each column is.
    pub links: BTreeMap<usize, String>,
    /// Values for the whole sheet.
    pub constants: BTreeMap<String, String>,
    /// Whether rows without a code get one.
    pub coins: bool,
    /// Whether it is to be read as a statistical form; `None`: as it is.
    pub as_form: Option<bool>,
    /// What was made of the form.
    pub form: FormInput,
}

/// The page of a session's columns.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's.
pub async fn mapping(app: &App, actor: &Actor, id: &str) -> Result<Mapping, AppError> {
    let view = permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let book = book(app, &desk).await?;
    let kinds: Vec<Choice> = allowed(&view)
        .iter()
        .map(|def| choice(def.name, def.title))
        .collect();
    let sheets = desk.plan.sheets.iter().zip(book.iter()).enumerate();
    let sheets = sheets.map(|(at, (plan, grid))| MappedSheet {
        name: desk.plan.called(plan),
        ..mapped(&view, at, plan, grid, &kinds)
    });
    Ok(Mapping {
        id: desk.row.id.clone(),
        title: desk.row.title.clone(),
        notes: desk.plan.notes.clone(),
        taken_over: desk.plan.taken_over.clone(),
        sheets: sheets.collect(),
        shares: !agencies(&view).is_empty(),
        agencies: reached(&view),
    })
}

/// Names of the agencies the actor may write for today.
pub(super) fn reached(view: &View) -> Vec<String> {
    let now = view.state.org.iter().filter_map(|agency| {
        let spell = agency.on(view.today)?;
        view.sees(PERMISSION, &agency.code)
            .then(|| spell.shown().to_owned())
    });
    let mut names: Vec<String> = now.take(MOST_NAMES + 1).collect();
    names.sort();
    names.dedup();
    if names.len() > MOST_NAMES {
        Vec::new()
    } else {
        names
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}

fn mapped(view: &View, at: usize, plan: &SheetPlan, grid: &Grid, kinds: &[Choice]) -> MappedSheet {
    let def = plan.def();
    let label = |id: &&str| {
        let column = def.and_then(|def| def.column(id));
        column.map_or(*id, |column| column.label).to_owned()
    };
    let below = plan.heading.unwrap_or_default();
    MappedSheet {
        at,
        name: plan.name.clone(),
        rows: body(grid, below).count(),
        kind: plan.kind.clone(),
        kinds: kinds.to_vec(),
        heading: plan.heading,
        headings: headings(grid),
        deep: plan.deep,
        columns: plan
            .links
            .iter()
            .map(|link| column(plan, link, grid, below))
            .collect(),
        targets: targets_of(view, plan),
        constants: def
            .map(|def| constants(view, def, plan))
            .unwrap_or_default(),
        lacking: recognise::lacking(plan).iter().map(label).collect(),
        coins: def
            .filter(|def| recognise::wants_codes(def, &plan.links))
            .map(|_| plan.auto_code),
        wide: plan.is_wide(),
        may_be_form: plan.book.is_none() && def.is_none_or(|def| def.name == FIGURES.name),
        form: form::mapped(view, plan, grid),
        caption: grid.above.last().cloned().unwrap_or_default(),
    }
}

/// The rows below the headings.
fn body(grid: &Grid, below: u32) -> impl Iterator<Item = &GridRow> {
    grid.rows.iter().filter(move |row| row.number > below)
}

/// The rows the headings may stand in.
fn headings(grid: &Grid) -> Vec<Choice> {
    let told = |row: &GridRow| {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        let words: Vec<String> = cells.map(Cell::shown).take(4).collect();
        let words: String = words.join(" | ").chars().take(60).collect();
        choice(
            &row.number.to_string(),
            &format!("Dòng {}: {words}", row.number),
        )
    };
    grid.rows.iter().take(15).map(told).collect()
}

/// One column with some of its values.
fn column(plan: &SheetPlan, link: &Link, grid: &Grid, below: u32) -> MappedColumn {
    let cells = body(grid, below).filter_map(|row| row.cells.get(link.at));
    let cells = cells.filter(|cell| !cell.is_empty()).map(Cell::shown);
    MappedColumn {
        at: link.at,
        letters: column_name(link.at),
        heading: link.heading.clone(),
        samples: cells
            .take(SAMPLES)
            .map(|text| text.chars().take(40).collect())
            .collect(),
        to: link.to.split('@').next().unwrap_or_default().to_owned(),
        group: value_of(&link.to)
            .map(|value| value.group.to_owned())
            .unwrap_or_default(),
        why: match &plan.form {
            Some(form) => form.notes.get(&link.at).cloned().unwrap_or_default(),
            None => String::new(),
        },
        sure: match link.sure {
            _ if link.to.is_empty() => "",
            88.. => "chac",
            70..88 => "kha",
            _ => "xem-lai",
        },
    }
}

/// What a column of a sheet as it is read may be: of a form figures alone.
fn targets_of(view: &View, plan: &SheetPlan) -> Vec<Choice> {
    let mut all = plan.def().map(|def| targets(view, def)).unwrap_or_default();
    all.retain(|target| plan.form.is_none() || value_of(&target.value).is_some());
    all
}

/// What a column of a sheet may be.
pub(super) fn targets(view: &View, def: &SheetDef) -> Vec<Choice> {
    let mut all: Vec<Choice> = def
        .columns
        .iter()
        .map(|column| choice(column.id, column.label))
        .collect();
    if def.name == FIGURES.name {
        all.push(choice(CASES, "Cột số việc của các chỉ tiêu theo dòng"));
        all.push(choice(MONEY, "Cột số tiền của các chỉ tiêu theo dòng"));
        let figures = view.state.catalogue.figures();
        all.extend(figures.map(|figure| choice(&format!("{FIGURE}{}", figure.code), &figure.name)));
    }
    all
}

/// Columns that often say one thing for a whole sheet.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "ma_co_quan", "nam_cong_tac", "thang_luy_ke", "pham_vi", "bao_gom", "nhom_an", "don_vi_tinh", "ngay_chot",
    "tinh_trang", "nguon", "doi_tuong", "ma_khen_thuong", "nam_thanh_tich", "loai_thanh_tich", "so_quyet_dinh",
    "ngay_quyet_dinh", "co_quan_quyet_dinh", "trang_thai", "ma_chi_tieu", "phep_so", "don_vi_giao", "van_ban",
    "ngay_giao", "den_thang", "co_quan_ban_hanh", "loai", "ma_cap_tren", "cap", "tu_ngay", "nhom", "co_quan_quan_ly",
    "nam",
];

/// Columns of the bundle that no column of the file tells and that one value can tell for all rows.
fn constants(view: &View, def: &SheetDef, plan: &SheetPlan) -> Vec<Constant> {
    let wide = plan.is_wide();
    let apt = |id: &str| COMMON.contains(&id) && !(wide && id == "ma_so_lieu");
    let by_rows = |id: &str| plan.form.as_ref().is_some_and(|form| form.tells(id));
    let told = |id: &str| by_rows(id) || plan.links.iter().any(|link| link.to == id);
    let speaker = Speaker { state: &view.state };
    let constant = |column: &Column| {
        let value = plan.constants.get(column.id).cloned().unwrap_or_default();
        let named = speaker.value(def, column.id, &value, view.today);
        Constant {
            id: column.id.to_owned(),
            label: column.label.to_owned(),
            help: column.help.to_owned(),
            named: if named == value { String::new() } else { named },
            value,
            required: column.required,
            choices: choices(view, def, column.id, column.kind),
        }
    };
    let columns = def.columns.iter();
    let columns = columns.filter(|column| apt(column.id) && !told(column.id));
    columns.map(constant).collect()
}

fn choices(view: &View, def: &SheetDef, id: &str, kind: Kind) -> Vec<Choice> {
    let labels = &view.state.catalogue.labels;
    match kind {
        Kind::Choice(codes) | Kind::Choices(codes) | Kind::Sign(codes) => {
            let lists = super::codes::label_lists(def.name, id);
            let word = |code: &str| {
                let words = lists
                    .iter()
                    .rev()
                    .map(|list| labels.word(list, code).to_owned());
                let mut words = words.filter(|word| word != code);
                words.next().unwrap_or_else(|| code.to_owned())
            };
            codes.iter().map(|code| choice(code, &word(code))).collect()
        }
        Kind::Month => (1..=12)
            .map(|month| choice(&month.to_string(), &format!("{month} tháng")))
            .collect(),
        _ if id == "don_vi_tinh" => labels
            .list("don_vi_tinh")
            .map(|(code, word)| choice(code, word))
            .collect(),
        _ => Vec::new(),
    }
}

/// The agencies whose mappings the actor shares.
pub(super) fn agencies(view: &View) -> Vec<String> {
    let codes = view.actor.agencies(PERMISSION, view.today);
    codes.into_iter().map(str::to_owned).collect()
}
