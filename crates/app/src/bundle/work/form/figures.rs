//! A sheet understood as a form: its headings found, what each column and row means, what its titles tell.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::amount::Decimal;
use thidua_domain::bundle::Cell;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::form::{Meaning, Side, Words};
use thidua_domain::text::heading_key;
use thidua_files::grid::Grid;

use super::super::super::FIGURES;
use super::super::codes::Namer;
use super::super::ground::Ground;
use super::super::plan::{Link, SheetPlan};
use super::around::{Around, around, lines};
use super::cells::grouped;
use super::columns::columns;
use super::find::{Block, Named, block, body, named, paths};
use super::people::Finder;
use super::rows::Reader;
use super::{FormPlan, FormRow, RowsAre, sums};

/// Rows of the longest form of a province, and more.
const MOST: usize = 3_000;
/// Figures a table must tell to be one of them.
const LEAST: usize = 3;

/// A sheet as the form it seems to be. `before` is what it was taken for otherwise; `asked`: the user says it is one,
/// with the rows of its headings where they were chosen.
pub(in super::super) fn recognise(
    grid: &Grid,
    title: &str,
    ground: &Ground,
    before: &SheetPlan,
    asked: Option<Option<(u32, u32)>>,
) -> Option<SheetPlan> {
    // A list of thousands is no form; it is not read through for being one.
    if asked.is_none() && grid.rows.len() > MOST {
        return None;
    }
    let catalogue = &ground.view.state.catalogue;
    let words = Words::of(&catalogue.forms);
    let found = match asked.flatten() {
        Some((top, last)) => chosen(grid, top, last),
        None => block(grid, &words)?,
    };
    let namer = Namer::new(ground);
    let told = lines(grid, found.top, title);
    let around = around(&told, &catalogue.forms, &namer);
    let paths = paths(grid, found);
    let deep = paths.iter().map(Vec::len).max().unwrap_or_default() >= 3;
    let official = !around.number.is_empty() || found.bottom != found.words || deep;
    if asked.is_none() && !official {
        return None;
    }
    let form = Understood {
        named: named(grid, found, &paths, &words),
        meanings: paths.iter().map(|path| meaning(&words, path)).collect(),
        grid,
        found,
        around,
        paths,
    };
    form.plan(ground, &namer, (&words, before), asked.is_some())
}

/// A form as far as its headings and titles tell.
struct Understood<'a> {
    grid: &'a Grid,
    found: Block,
    around: Around,
    paths: Vec<Vec<String>>,
    named: Named,
    meanings: Vec<Meaning>,
}

impl Understood<'_> {
    /// The columns that name or number the rows.
    fn beside(&self) -> impl Iterator<Item = usize> {
        let named = self.named;
        [Some(named.names), named.officers, named.numbers]
            .into_iter()
            .flatten()
    }

    fn plan(
        mut self,
        ground: &Ground,
        namer: &Namer<'_>,
        (words, before): (&Words, &SheetPlan),
        asked: bool,
    ) -> Option<SheetPlan> {
        let beside: Vec<usize> = self.beside().collect();
        let all = 0..self.paths.len();
        let values: Vec<usize> = all.filter(|at| !beside.contains(at)).collect();
        let raws = body(self.grid, self.found, self.named, &values);
        let across = self
            .meanings
            .iter()
            .filter(|meaning| meaning.stem.is_some())
            .count();
        let rows_are = match (across >= LEAST, down(words, &raws) >= LEAST) {
            (true, _) => by_rows(&self.around, words, &raws, self.named.officers.is_some()),
            (false, true) => RowsAre::Figures,
            (false, false) => return None,
        };
        if !asked && !raws.iter().any(|raw| raw.counts) {
            return None;
        }
        let period = &self.around.period;
        let finder = Finder::new(namer, period.year, period.month);
        let reader = Reader {
            words,
            finder: &finder,
            home: &self.around.home,
        };
        let rows = reader.read(rows_are, &raws);
        let thousands = thousands(self.grid, &values, self.found);
        let mut form = self.form(rows_are, rows, thousands);
        let mut plan = self.sheet(&ground.view.state.catalogue, before, &mut form);
        form.fractions = fractions(self.grid, &plan, self.found);
        if rows_are == RowsAre::Agencies {
            let number = |row: u32, at: usize| {
                let rows = &self.grid.rows;
                let place = rows.binary_search_by_key(&row, |line| line.number).ok()?;
                sums::number_of(rows.get(place)?.cells.get(at)?)
            };
            let by = (ground.view.state.org.as_ref(), finder.day);
            sums::included(&plan, &mut form, by, &number);
        }
        form.call(&ground.view.state, ground.view.today);
        plan.form = Some(form);
        Some(plan)
    }

    fn form(&mut self, rows_are: RowsAre, rows: Vec<FormRow>, thousands: bool) -> FormPlan {
        FormPlan {
            number: std::mem::take(&mut self.around.number),
            rows_are,
            top: self.found.top,
            labels: self.named.names,
            thousands,
            officers: self.named.officers,
            numbers: self.named.numbers,
            side: self.around.side.clone(),
            home: self.around.home.clone(),
            rows,
            doubts: self.around.period.doubts.clone(),
            print: print(&self.paths),
            ..FormPlan::default()
        }
    }

    /// The sheet with its columns and what its titles tell.
    fn sheet(&self, catalogue: &Catalogue, before: &SheetPlan, form: &mut FormPlan) -> SheetPlan {
        let by = (form.rows_are, Side::from_code(&self.around.side));
        let mut links = columns(catalogue, &self.paths, &self.meanings, by, &mut form.notes);
        for at in self.beside() {
            form.notes.remove(&at);
            if let Some(link) = links.iter_mut().find(|link| link.at == at) {
                link.to.clear();
                link.sure = 0;
            }
        }
        SheetPlan {
            kind: Some(FIGURES.name.to_owned()),
            heading: Some(self.found.bottom),
            deep: false,
            auto_code: false,
            links,
            constants: constants(&self.around, form.rows_are, &before.constants),
            ..before.clone()
        }
    }
}

/// Whether some figure has two points, `1.500.001`: then a single one is of thousands too.
fn thousands(grid: &Grid, values: &[usize], block: Block) -> bool {
    let rows = grid.rows.iter().filter(|row| row.number > block.bottom);
    let mut cells = rows.flat_map(|row| values.iter().filter_map(|at| row.cells.get(*at)));
    cells.any(
        |cell| matches!(cell, Cell::Text(text) if grouped(text) && text.matches('.').count() > 1),
    )
}

/// The rows of headings a user chose; a row of numbers below them belongs to them.
fn chosen(grid: &Grid, top: u32, last: u32) -> Block {
    let numbers = grid
        .rows
        .iter()
        .find(|row| row.number > last)
        .filter(|row| row.number == last + 1 && super::find::numbers_columns(row));
    Block {
        top: top.min(last),
        words: last,
        bottom: numbers.map_or(last, |row| row.number),
    }
}

/// What a column means; of the words of a column of names nothing.
fn meaning(words: &Words, path: &[String]) -> Meaning {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.iter().any(|heading| words.names_rows(heading)) {
        true => Meaning::default(),
        false => words.meaning(&path),
    }
}

/// Labels that name figures.
fn down(words: &Words, raws: &[super::find::Raw]) -> usize {
    let labels = raws.iter().filter(|raw| raw.counts);
    let told: BTreeSet<String> = labels
        .filter_map(|raw| words.meaning(&[raw.label.as_str()]).stem)
        .collect();
    told.len()
}

/// Whether the rows of a table of figures are agencies or groups of cases.
fn by_rows(around: &Around, words: &Words, raws: &[super::find::Raw], officers: bool) -> RowsAre {
    let grouped = raws.iter().filter(|raw| raw.counts);
    let grouped = grouped
        .filter(|raw| {
            let label = thidua_domain::figures::form::Label::read(&raw.number, &raw.label);
            words.group(&label.words).is_some()
        })
        .count();
    match (around.of_agencies, grouped) {
        _ if officers => RowsAre::Agencies,
        (_, 2..) => RowsAre::Groups,
        (Some(false), 1..) => RowsAre::Groups,
        _ => RowsAre::Agencies,
    }
}

/// What the titles tell for the whole sheet.
fn constants(
    around: &Around,
    rows_are: RowsAre,
    before: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    // The name of a worksheet or file may have told the agency.
    let own = before.get("ma_co_quan").cloned();
    let home = Some(around.home.clone()).filter(|home| !home.is_empty());
    if let Some(home) = home.or(own).filter(|_| rows_are != RowsAre::Agencies) {
        all.insert("ma_co_quan".to_owned(), home);
    }
    let mut tell = |id: &str, value: Option<String>| {
        if let Some(value) = value {
            all.insert(id.to_owned(), value);
        }
    };
    tell(
        "nam_cong_tac",
        around.period.year.map(|year| year.to_string()),
    );
    tell(
        "thang_luy_ke",
        around.period.month.map(|month| month.to_string()),
    );
    tell(
        "ngay_chot",
        around.period.cut_off.map(|day| day.to_string()),
    );
    tell("don_vi_tinh", around.money.clone());
    all
}

/// What names a layout: its headings, years and spaces aside.
pub(super) fn print(paths: &[Vec<String>]) -> String {
    let mut text = String::new();
    for path in paths {
        for heading in path {
            let key = heading_key(heading);
            let digits: String = key
                .chars()
                .map(|letter| if letter.is_ascii_digit() { '#' } else { letter })
                .collect();
            text.push_str(&digits);
            text.push('>');
        }
        text.push('\n');
    }
    thidua_store::sha256_hex(format!("form\n{}", text.trim_end()).as_bytes())
}

/// Columns of rates whose numbers are fractions of one, as workbooks keep what they show as percents: their cells are
/// the quotient itself.
fn fractions(grid: &Grid, plan: &SheetPlan, block: Block) -> BTreeSet<usize> {
    let rates = plan.links.iter().filter(|link| link.to.ends_with(".ty_le"));
    let is_fraction = |link: &&Link| {
        let part = |stem: &str| {
            let to = link.to.replace(".ty_le", stem);
            plan.links
                .iter()
                .find(|other| other.to == to)
                .map(|other| other.at)
        };
        let (Some(done), Some(able)) = (part(".xong"), part(".co_dieu_kien")) else {
            return false;
        };
        let rows = grid.rows.iter().filter(|row| row.number > block.bottom);
        let told = rows.filter_map(|row| {
            let number = |at: usize| sums::number_of(row.cells.get(at)?);
            let Some(Cell::Number(rate)) = row.cells.get(link.at) else {
                return None;
            };
            let able = number(able).filter(|able| *able > Decimal::ZERO)?;
            Some((Decimal::parse(rate).ok()?, number(done)?, able))
        });
        let mut near = told.map(|(rate, done, able)| is_quotient(rate, done, able));
        near.next() == Some(true) && near.all(|near| near)
    };
    rates.filter(is_fraction).map(|link| link.at).collect()
}

/// Whether a rate is a quotient itself, to a hundredth.
fn is_quotient(rate: Decimal, done: Decimal, able: Decimal) -> bool {
    let edge = able.checked_div_pow10(2);
    let found = rate
        .checked_mul(able)
        .and_then(|product| product.checked_sub(done));
    let (Some(edge), Some(off)) = (edge, found) else {
        return false;
    };
    let zero = Decimal::ZERO;
    let off = if off < zero {
        zero.checked_sub(off)
    } else {
        Some(off)
    };
    off.is_some_and(|off| off <= edge)
}
