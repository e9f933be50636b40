//! What a stranger's table is: which sheet of the bundle, where its headings stand, what its columns say.
//!
//! The headings of officers' files stand under a title, in other words than ours, in old fonts, in two rows. Every
//! guess is shown with how sure it is, and each can be changed; nothing is decided here for good.

use std::collections::BTreeMap;

use thidua_domain::bundle::{Role, SheetDef};
use thidua_domain::text::heading_key;
use thidua_files::grid::{Grid, GridRow};

use super::plan::{CASES, FIGURE, Link, MONEY, SheetPlan};
use super::registered;
use super::words::{FigureWords, Words, sheet_named};

/// How sure a second column of awards must be: a name or one of its synonyms, no likeness.
const SURE: u8 = 80;

/// Rows among which the headings are looked for.
const TOP: usize = 15;

/// What a sheet seems to be.
struct Guess<'a> {
    score: u32,
    def: &'static SheetDef,
    row: &'a GridRow,
    deep: bool,
}

/// The plan of a sheet as it seems to be; `title` is the name of the file, for sheets called `Sheet1`.
pub(super) fn sheet(
    grid: &Grid,
    title: &str,
    allowed: &[&'static SheetDef],
    figures: &FigureWords,
) -> SheetPlan {
    let mut plan = SheetPlan {
        name: grid.name.clone(),
        ..SheetPlan::default()
    };
    let mut best: Option<Guess<'_>> = None;
    for (at, row) in grid.rows.iter().enumerate().take(TOP) {
        for deep in [false, true] {
            let above = at.checked_sub(1).and_then(|above| grid.rows.get(above));
            let Some(headings) = headings(row, above.filter(|_| deep), deep) else {
                continue;
            };
            let open = allowed.iter().copied();
            for def in open.filter(|def| !crate::record::has_own_page(def.name)) {
                let score = score(&headings, def, grid, title, figures);
                if best.as_ref().is_none_or(|best| score > best.score) {
                    best = Some(Guess {
                        score,
                        def,
                        row,
                        deep,
                    });
                }
            }
        }
    }
    let Some(best) = best.filter(|best| best.score >= 180) else {
        plan.links = unread(grid);
        return plan;
    };
    plan.kind = Some(best.def.name.to_owned());
    plan.heading = Some(best.row.number);
    plan.deep = best.deep;
    plan.links = links(grid, best.def, best.row.number, best.deep, figures);
    plan.constants = from_titles(grid, best.def, best.row.number, &plan.links);
    plan.auto_code = wants_codes(best.def, &plan.links);
    plan
}

/// The columns of a sheet nobody recognised: none is taken in.
pub(super) fn unread(grid: &Grid) -> Vec<Link> {
    let width = grid.rows.iter().map(|row| row.cells.len()).max();
    let first = grid.rows.first();
    let heading = |at: usize| {
        let cell = first.and_then(|row| row.cells.get(at));
        cell.map(|cell| cell.shown()).unwrap_or_default()
    };
    (0..width.unwrap_or_default().min(200))
        .map(|at| Link {
            at,
            heading: heading(at),
            ..Link::default()
        })
        .collect()
}

/// Whether a sheet whose rows need a code has no column for it.
pub(super) fn wants_codes(def: &SheetDef, links: &[Link]) -> bool {
    matches!(def.name, "nhan-su" | "co-quan" | "van-ban" | "sang-kien")
        && !links.iter().any(|link| link.to == "ma")
}

/// The headings of a row, with those of the row above where they stand in two: what is above goes on to the right.
fn headings(row: &GridRow, above: Option<&GridRow>, deep: bool) -> Option<Vec<Words>> {
    if !deep {
        return Some(
            row.cells
                .iter()
                .map(|cell| Words::of(&cell.shown()))
                .collect(),
        );
    }
    let above = above.filter(|above| above.number + 1 == row.number)?;
    let width = row.cells.len().max(above.cells.len());
    let mut group = String::new();
    let mut found = Vec::with_capacity(width);
    for at in 0..width {
        let shown = |row: &GridRow| {
            row.cells
                .get(at)
                .map(|cell| cell.shown())
                .unwrap_or_default()
        };
        let (top, own) = (shown(above), shown(row));
        if !top.trim().is_empty() {
            group = top.clone();
        }
        found.push(match own.trim().is_empty() {
            true => Words::of(top.trim()),
            false => Words::under(&group, &own),
        });
    }
    Some(found)
}

/// How well headings fit a sheet: 100 a column, half as much again where the column is required.
fn score(
    headings: &[Words],
    def: &'static SheetDef,
    grid: &Grid,
    title: &str,
    figures: &FigureWords,
) -> u32 {
    let found = assign(headings, def, figures, false);
    if found.len() < 2 {
        let named = sheet_named(&grid.name, def) >= 150;
        if found.is_empty() || !named {
            return 0;
        }
    }
    let weight = |(to, sure): &(String, u8)| {
        let required = def.column(to).is_some_and(|column| column.required);
        u32::from(*sure) * if required { 3 } else { 2 } / 2
    };
    let fits: u32 = found.values().map(weight).sum();
    fits + sheet_named(&grid.name, def).max(sheet_named(title, def))
}

/// Which column of the file says what: each column of the bundle once, the surest first.
fn assign(
    headings: &[Words],
    def: &'static SheetDef,
    figures: &FigureWords,
    slips: bool,
) -> BTreeMap<usize, (String, u8)> {
    let mut wishes: Vec<(u8, usize, String)> = Vec::new();
    for (at, words) in headings.iter().enumerate() {
        if words.is_empty() || words.numbers() {
            continue;
        }
        let columns = words.columns(def, slips);
        wishes.extend(
            columns
                .into_iter()
                .map(|(id, sure)| (sure, at, id.to_owned())),
        );
        if def.name == "so-lieu" {
            if let Some(code) = figures.code(words) {
                wishes.push((90, at, format!("{FIGURE}{code}")));
            } else if let Some(side) = side(&words.written) {
                wishes.push((80, at, side.to_owned()));
            }
        }
    }
    wishes.sort_by_key(|(sure, at, _)| (std::cmp::Reverse(*sure), *at));
    let mut found: BTreeMap<usize, (String, u8)> = BTreeMap::new();
    for (sure, at, to) in wishes {
        let taken = found.values().any(|(other, _)| *other == to);
        if !taken && !found.contains_key(&at) {
            found.insert(at, (to, sure));
        }
    }
    if def.name == "nhan-su" || def.name == "khen-thuong" {
        two_names(headings, def, &mut found);
    }
    if def.name == registered::SHEET {
        two_awards(headings, def, &mut found);
    }
    if def.name == "nhan-su" {
        two_births(headings, &mut found);
    }
    alone(&mut found);
    found
}

/// `Việc` or `Tiền` alone, as the heading of a column of numbers.
fn side(written: &str) -> Option<&'static str> {
    match heading_key(written.split('(').next().unwrap_or_default()).as_str() {
        "viec" | "veviec" | "soviec" | "tongsoviec" => Some(CASES),
        "tien" | "vetien" | "sotien" | "tongsotien" => Some(MONEY),
        _ => None,
    }
}

/// `Họ và tên đệm | Tên`: both are the name.
fn two_names(headings: &[Words], def: &SheetDef, found: &mut BTreeMap<usize, (String, u8)>) {
    let id = if def.name == "nhan-su" {
        "ho_va_ten"
    } else {
        "ma_doi_tuong"
    };
    let family = headings.iter().position(Words::is_family_name);
    let Some(family) = family else { return };
    if headings.get(family + 1).is_some_and(Words::is_given_name) {
        found.retain(|_, (to, _)| to != id);
        found.insert(family, (id.to_owned(), 85));
        found.insert(family + 1, (id.to_owned(), 85));
    }
}

/// `Đăng ký danh hiệu thi đua | Đăng ký hình thức khen thưởng`: both are awards.
fn two_awards(headings: &[Words], def: &SheetDef, found: &mut BTreeMap<usize, (String, u8)>) {
    for (at, words) in headings.iter().enumerate() {
        let known = words.columns(def, false).into_iter();
        let award = known
            .filter(|(id, sure)| *id == registered::AWARD && *sure >= SURE)
            .max_by_key(|(_, sure)| *sure);
        if let (Some((id, sure)), false) = (award, found.contains_key(&at)) {
            found.insert(at, (id.to_owned(), sure));
        }
    }
}

/// `Năm sinh: Nam | Nữ`: both are the birth.
fn two_births(headings: &[Words], found: &mut BTreeMap<usize, (String, u8)>) {
    let births: Vec<usize> = (0..headings.len())
        .filter(|at| headings.get(*at).is_some_and(Words::is_birth_by_sex))
        .collect();
    let [one, two] = births.as_slice() else {
        return;
    };
    found.retain(|_, (to, _)| to != "ngay_sinh");
    for at in [one, two] {
        found.insert(*at, ("ngay_sinh".to_owned(), 85));
    }
}

/// A table is wide or long, never both: beside two figures in columns there is no column of values.
fn alone(found: &mut BTreeMap<usize, (String, u8)>) {
    let wide = found
        .values()
        .filter(|(to, _)| to.starts_with(FIGURE))
        .count();
    let sides = found
        .values()
        .filter(|(to, _)| to == CASES || to == MONEY)
        .count();
    if wide >= 2 {
        let long = |to: &str| {
            matches!(to, "ma_so_lieu" | "gia_tri" | "don_vi_tinh") || to == CASES || to == MONEY
        };
        found.retain(|_, (to, _)| !long(to));
    } else if sides > 0 && !found.values().any(|(to, _)| to == "gia_tri") {
        found.retain(|_, (to, _)| !to.starts_with(FIGURE) && to != "don_vi_tinh");
    } else {
        found.retain(|_, (to, _)| !to.starts_with(FIGURE) && to != CASES && to != MONEY);
    }
}

/// The links of every column under a heading row.
pub(super) fn links(
    grid: &Grid,
    def: &'static SheetDef,
    heading: u32,
    deep: bool,
    figures: &FigureWords,
) -> Vec<Link> {
    let Some(at) = grid.rows.iter().position(|row| row.number == heading) else {
        return unread(grid);
    };
    let above = at.checked_sub(1).and_then(|above| grid.rows.get(above));
    let row = &grid.rows[at];
    let words = headings(row, above.filter(|_| deep), deep)
        .or_else(|| headings(row, None, false))
        .unwrap_or_default();
    let found = assign(&words, def, figures, true);
    let width = grid.rows.iter().skip(at).map(|row| row.cells.len()).max();
    (0..width.unwrap_or_default().min(200))
        .map(|at| {
            let (to, sure) = found.get(&at).cloned().unwrap_or_default();
            Link {
                at,
                heading: words
                    .get(at)
                    .map(|words| words.written.clone())
                    .unwrap_or_default(),
                to,
                sure,
            }
        })
        .collect()
}

/// Year and month that the lines above the headings tell: `8 tháng năm 2021`.
fn from_titles(
    grid: &Grid,
    def: &SheetDef,
    heading: u32,
    links: &[Link],
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let year_of = match def.name {
        "so-lieu" | "chi-tieu" => "nam_cong_tac",
        registered::SHEET => "nam",
        _ => return found,
    };
    let above = grid.rows.iter().take_while(|row| row.number < heading);
    let words: Vec<String> = above
        .flat_map(|row| &row.cells)
        .map(|cell| thidua_domain::text::fold(&Words::of(&cell.shown()).written))
        .collect();
    let told = words.join(" ");
    let parts: Vec<&str> = told
        .split(|letter: char| !letter.is_alphanumeric())
        .collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let missing = |id: &str| !links.iter().any(|link| link.to == id);
    for pair in parts.windows(2) {
        let [first, second] = pair else { continue };
        let year = second.parse::<i16>().ok();
        if *first == "nam"
            && year.is_some_and(|year| (1990..2100).contains(&year))
            && missing(year_of)
        {
            found.insert(year_of.to_owned(), (*second).to_owned());
        }
        let month = first.parse::<u8>().ok();
        if *second == "thang"
            && month.is_some_and(|month| (1..=12).contains(&month))
            && missing("thang_luy_ke")
            && def.name == "so-lieu"
        {
            let month = month.unwrap_or_default();
            found.insert("thang_luy_ke".to_owned(), month.to_string());
        }
    }
    found
}

/// What is required of a sheet and told by no column and no constant.
pub(super) fn lacking(plan: &SheetPlan) -> Vec<&'static str> {
    let Some(def) = plan.def() else {
        return Vec::new();
    };
    let wide = plan.is_wide();
    let told = |id: &str| {
        plan.links.iter().any(|link| link.to == id)
            || plan
                .constants
                .get(id)
                .is_some_and(|value| !value.is_empty())
            || (id == "ma" && plan.auto_code)
            || (id == "ma_so_lieu" && wide)
            || plan.form.as_ref().is_some_and(|form| form.tells(id))
    };
    let required = def.columns.iter().filter(|column| column.required);
    required
        .filter(|column| !told(column.id) && (column.role == Role::Key || column.required))
        .map(|column| column.id)
        .collect()
}

/// What tells files of one kind: the headings of all sheets, in order.
pub(super) fn fingerprint(sheets: &[SheetPlan]) -> String {
    let mut text = String::new();
    for sheet in sheets {
        for link in &sheet.links {
            text.push_str(&heading_key(&link.heading));
            text.push('|');
        }
        text.push('\n');
    }
    thidua_store::sha256_hex(text.as_bytes())
}
