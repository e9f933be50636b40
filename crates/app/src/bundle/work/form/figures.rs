//! A sheet understood as a form: its headings found, what each column and row means, what its titles tell.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::amount::Decimal;
use thidua_domain::bundle::Cell;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::form::{Meaning, Side, Words};
use thidua_domain::text::heading_key;
use thidua_files::grid::Grid;
use thidua_files::grid::address::column_name;

use super::super::super::FIGURES;
use super::super::codes::Namer;
use super::super::ground::Ground;
use super::super::plan::{CASES, FIGURE, Link, MONEY, SheetPlan, with_group};
use super::around::{Around, around, lines};
use super::find::{Block, block, body, named, paths};
use super::people::Finder;
use super::rows::Reader;
use super::{FormPlan, RowsAre, sums};

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
    let named = named(grid, found, &paths, &words);
    let side = Side::from_code(&around.side);
    let meanings: Vec<Meaning> = paths.iter().map(|path| meaning(&words, path)).collect();
    let across = meanings
        .iter()
        .filter(|meaning| meaning.stem.is_some())
        .count();
    let values: Vec<usize> = (0..paths.len())
        .filter(|at| ![Some(named.names), named.officers, named.numbers].contains(&Some(*at)))
        .collect();
    let raws = body(grid, found, named, &values);
    let finder = Finder::new(&namer, around.period.year, around.period.month);
    let reader = Reader {
        words: &words,
        finder: &finder,
        home: &around.home,
    };
    let down = down(&words, &raws);
    let rows_are = match (across >= LEAST, down >= LEAST) {
        (true, _) => by_rows(&around, &words, &raws, named.officers.is_some()),
        (false, true) => RowsAre::Figures,
        (false, false) => return None,
    };
    if asked.is_none() && !raws.iter().any(|raw| raw.counts) {
        return None;
    }
    let mut form = FormPlan {
        number: around.number.clone(),
        rows_are,
        top: found.top,
        labels: named.names,
        thousands: thousands(grid, &values, found),
        officers: named.officers,
        numbers: named.numbers,
        side: around.side.clone(),
        home: around.home.clone(),
        rows: reader.read(rows_are, &raws),
        doubts: around.period.doubts.clone(),
        print: print(&paths),
        ..FormPlan::default()
    };
    let mut plan = SheetPlan {
        kind: Some(FIGURES.name.to_owned()),
        heading: Some(found.bottom),
        deep: false,
        auto_code: false,
        links: columns(
            catalogue,
            &paths,
            &meanings,
            (rows_are, side),
            &mut form.notes,
        ),
        constants: constants(&around, rows_are, &before.constants),
        ..before.clone()
    };
    for at in [Some(named.names), named.officers, named.numbers]
        .into_iter()
        .flatten()
    {
        if let Some(link) = plan.links.iter_mut().find(|link| link.at == at) {
            link.to.clear();
            link.sure = 0;
            form.notes.remove(&at);
        }
    }
    form.fractions = fractions(grid, &plan, found);
    if rows_are == RowsAre::Agencies {
        let number = |row: u32, at: usize| {
            let row = grid.rows.iter().find(|line| line.number == row)?;
            sums::number_of(row.cells.get(at)?)
        };
        let by = (ground.view.state.org.as_ref(), finder.day);
        sums::included(&plan, &mut form, by, &number);
    }
    form.call(&ground.view.state, ground.view.today);
    plan.form = Some(form);
    Some(plan)
}

/// Whether some figure has two points, `1.500.001`: then a single one is of thousands too.
fn thousands(grid: &Grid, values: &[usize], block: Block) -> bool {
    let rows = grid.rows.iter().filter(|row| row.number > block.bottom);
    let mut cells = rows.flat_map(|row| values.iter().filter_map(|at| row.cells.get(*at)));
    cells.any(
        |cell| matches!(cell, Cell::Text(text) if grouped(text) && text.matches('.').count() > 1),
    )
}

/// Whether a text is digits in groups of three: `1.500.001`.
pub(in super::super) fn grouped(text: &str) -> bool {
    let mut groups = text.trim().split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len())
        && digits(first)
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && digits(group))
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

/// What each column is.
fn columns(
    catalogue: &Catalogue,
    paths: &[Vec<String>],
    meanings: &[Meaning],
    (rows_are, side): (RowsAre, Option<Side>),
    notes: &mut BTreeMap<usize, String>,
) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for (at, (path, meaning)) in paths.iter().zip(meanings).enumerate() {
        let mut link = Link {
            at,
            heading: path.join(" › "),
            ..Link::default()
        };
        let side = meaning.side.or(side);
        let to = match rows_are {
            RowsAre::Figures => across(meaning, side),
            _ => meaning.stem.as_ref().and_then(|stem| {
                let code = format!("{}.{stem}", side?.code());
                catalogue
                    .figure(&code)
                    .map(|_| (format!("{FIGURE}{code}"), meaning.sure))
            }),
        };
        let mut why = meaning.why.clone();
        if to.is_none() && meaning.stem.is_some() && side.is_none() {
            why = "Chưa rõ là số việc hay số tiền: chọn ở cột này.".to_owned();
        }
        if let Some((to, sure)) = to {
            link.to = with_group(&to, meaning.group.as_deref().unwrap_or_default());
            link.sure = sure;
        }
        if let Some(other) = links
            .iter()
            .find(|other| !link.to.is_empty() && other.to == link.to)
        {
            why = format!("Cột {} đã là số liệu này.", column_name(other.at));
            link.to.clear();
            link.sure = 0;
        }
        if !why.is_empty() {
            notes.insert(at, why);
        }
        links.push(link);
    }
    alone(&mut links, notes);
    links
}

/// Beside a column of its own, `đình chỉ` may be counted in `thi hành xong` or not: that is looked at.
fn alone(links: &mut [Link], notes: &mut BTreeMap<usize, String>) {
    let has = |links: &[Link], end: &str| links.iter().any(|link| link.to.ends_with(end));
    if !has(links, ".dinh_chi") {
        return;
    }
    for link in links.iter_mut().filter(|link| link.to.ends_with(".xong")) {
        let whole = heading_key(&link.heading).contains("tongso");
        if !whole {
            link.sure = link.sure.min(65);
            let why =
                "Danh mục tính thi hành xong gồm cả đình chỉ: xem cột này đã gồm đình chỉ chưa.";
            notes.insert(link.at, why.to_owned());
        }
    }
}

/// A column of figures whose rows tell which.
fn across(meaning: &Meaning, side: Option<Side>) -> Option<(String, u8)> {
    if meaning.stem.is_some() || !meaning.why.is_empty() {
        return None;
    }
    let told = meaning.total || meaning.side.is_some() || meaning.group.is_some();
    let to = match side.filter(|_| told)? {
        Side::Cases => CASES,
        Side::Money => MONEY,
    };
    Some((to.to_owned(), 85))
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
