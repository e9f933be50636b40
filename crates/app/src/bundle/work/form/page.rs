//! A form on the page of columns: what was understood of its place, its columns, its rows and its sums.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::figures::GROUPS;
use thidua_files::grid::Grid;

use super::super::mapping::Choice;
use super::super::plan::{SheetPlan, is_money};
use super::super::words::money_unit;
use super::settle::headings_end;
use super::{FormPlan, FormRow, Is, RowsAre, sums};
use crate::{State, View};

/// A sheet understood as a statistical form.
#[derive(Clone, Debug, Serialize)]
pub struct MappedForm {
    /// `04`; empty: no title tells.
    pub number: String,
    /// What that form is called.
    pub name: String,
    /// What that name rests on.
    pub citation: String,
    /// `co_quan`, `nhom_an` or `so_lieu`: what its rows are told apart by.
    pub rows_are: &'static str,
    /// First and last row of its headings.
    pub headings: (u32, u32),
    /// What a row may be.
    pub kinds: Vec<Choice>,
    /// Groups of cases a column may be of.
    pub groups: Vec<Choice>,
    /// Its rows.
    pub rows: Vec<MappedRow>,
    /// What its titles leave open.
    pub doubts: Vec<String>,
    /// Sums that are unlike their parts.
    pub sums: Vec<String>,
    /// Sums that were looked at.
    pub summed: usize,
    /// Rows that will be asked about.
    pub asked: usize,
    /// Whether it holds money and no unit is told.
    pub lacks_unit: bool,
    /// The name its reading is kept under, or would be.
    pub keep: String,
    /// Whether it is kept already.
    pub kept: bool,
}

/// A row of a form.
#[derive(Clone, Debug, Serialize)]
pub struct MappedRow {
    /// Row of the file.
    pub row: u32,
    /// Its number and label as written.
    pub label: String,
    /// What it is, as a form sends it.
    pub is: String,
    /// Whom it names.
    pub who: String,
    /// Whether whom it names is a choice.
    pub names: bool,
    /// `chac`, `kha`, `hoi` or empty.
    pub sure: &'static str,
    /// Why it is not surer.
    pub why: String,
}

/// What a row is as a form sends it, and whom it names.
pub(super) fn shown(is: &Is, state: &State, day: Date) -> (String, String) {
    let named = |code: &str| match code.is_empty() {
        true => String::new(),
        false => state.name_on(code, day),
    };
    match is {
        Is::Agency { code, own: false } => ("co-quan".to_owned(), named(code)),
        Is::Agency { code, own: true } => ("co-quan-rieng".to_owned(), named(code)),
        Is::Officer { code, .. } => ("can-bo".to_owned(), named(code)),
        Is::Group { code } => (format!("nhom:{code}"), String::new()),
        Is::Figure { stem, .. } => (format!("so:{stem}"), String::new()),
        Is::Sum => ("cong".to_owned(), String::new()),
        Is::Skip => ("bo".to_owned(), String::new()),
        Is::Doubt { .. } => ("hoi".to_owned(), String::new()),
    }
}

/// The form of a sheet as its page shows it.
pub(in super::super) fn mapped(view: &View, plan: &SheetPlan, grid: &Grid) -> Option<MappedForm> {
    let form = plan.form.as_ref()?;
    let state = view.state.as_ref();
    let forms = &state.catalogue.forms.forms;
    let known = forms.iter().find(|known| known.number == form.number);
    let number = |row: u32, at: usize| {
        let at_row = grid
            .rows
            .binary_search_by_key(&row, |line| line.number)
            .ok()?;
        sums::number_of(grid.rows.get(at_row)?.cells.get(at)?)
    };
    let unlike = sums::unlike(plan, form, &number);
    let day = view.today;
    let rows = form.rows.iter();
    let rows = rows.map(|row| mapped_row(row, form.rows_are, state, day));
    Some(MappedForm {
        number: form.number.clone(),
        name: known.map(|known| known.name.clone()).unwrap_or_default(),
        citation: known
            .map(|known| known.citation.clone())
            .unwrap_or_default(),
        rows_are: match form.rows_are {
            RowsAre::Agencies => "co_quan",
            RowsAre::Groups => "nhom_an",
            RowsAre::Figures => "so_lieu",
        },
        headings: (form.top, headings_end(plan, grid)),
        kinds: kinds(state, form),
        groups: groups(state),
        rows: rows.collect(),
        doubts: form.doubts.clone(),
        sums: unlike.iter().map(sums::Unlike::words).collect(),
        summed: form.rows.iter().filter(|row| row.is == Is::Sum).count(),
        asked: form.open().count(),
        lacks_unit: lacks_unit(plan),
        keep: form
            .kept
            .as_ref()
            .map_or_else(|| proposed(form, plan), |(_, name)| name.clone()),
        kept: form.kept.is_some(),
    })
}

/// A row of a form as its page shows it.
fn mapped_row(row: &FormRow, are: RowsAre, state: &State, day: Date) -> MappedRow {
    let (is, who) = shown(&row.is, state, day);
    let spaced = if row.number.is_empty() { "" } else { ". " };
    MappedRow {
        row: row.row,
        label: format!("{}{spaced}{}", row.number, row.label),
        names: are == RowsAre::Agencies,
        sure: match row.sure {
            _ if row.is_doubt() => "hoi",
            _ if matches!(row.is, Is::Skip) => "",
            88.. => "chac",
            70..88 => "kha",
            _ => "xem-lai",
        },
        why: row.why.clone(),
        is,
        who,
    }
}

/// Whether a form holds money and nothing tells its unit.
pub(in super::super) fn lacks_unit(plan: &SheetPlan) -> bool {
    let unit = plan
        .constants
        .get("don_vi_tinh")
        .is_some_and(|unit| !unit.is_empty());
    let mut money = plan.links.iter().filter(|link| is_money(&link.to));
    plan.form.is_some() && !unit && money.any(|link| money_unit(&link.heading).is_none())
}

/// The groups of cases.
pub(super) fn groups(state: &State) -> Vec<Choice> {
    let labels = &state.catalogue.labels;
    let word = |code: &&str| Choice {
        value: (*code).to_owned(),
        label: labels.word("so-lieu.nhom_an", code).to_owned(),
    };
    GROUPS.iter().map(word).collect()
}

/// What a row may be.
pub(super) fn kinds(state: &State, form: &FormPlan) -> Vec<Choice> {
    let choice = |value: &str, label: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let mut all = Vec::new();
    match form.rows_are {
        RowsAre::Agencies => {
            all.push(choice("co-quan", "Cơ quan"));
            all.push(choice(
                "co-quan-rieng",
                "Cơ quan, số riêng không gồm trực thuộc",
            ));
            all.push(choice("can-bo", "Chấp hành viên, cán bộ"));
        }
        RowsAre::Groups => {
            all.push(choice("nhom:", "Tất cả các việc (cả cơ quan)"));
            let groups = groups(state);
            all.extend(
                groups
                    .iter()
                    .map(|group| choice(&format!("nhom:{}", group.value), &group.label)),
            );
        }
        RowsAre::Figures => {
            let side = if form.side.is_empty() {
                "viec"
            } else {
                &form.side
            };
            let figures = state.catalogue.figures();
            all.extend(figures.filter_map(|figure| {
                let stem = figure.code.strip_prefix(side)?.strip_prefix('.')?;
                Some(choice(&format!("so:{stem}"), &figure.name))
            }));
        }
    }
    all.push(choice("cong", "Dòng cộng, chỉ đối chiếu"));
    all.push(choice("bo", "Bỏ qua"));
    all
}

/// What a layout is called where nobody named it: `Biểu 04, 12 cột`.
fn proposed(form: &FormPlan, plan: &SheetPlan) -> String {
    let columns = plan
        .links
        .iter()
        .filter(|link| !link.heading.is_empty())
        .count();
    let mark: String = form.print.chars().take(4).collect();
    match form.number.is_empty() {
        true => format!("Biểu thống kê, {columns} cột ({mark})"),
        false => format!("Biểu {}, {columns} cột ({mark})", form.number),
    }
}
