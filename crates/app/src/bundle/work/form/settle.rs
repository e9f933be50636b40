//! What a user made of a form: read as another table or with other headings, columns and rows chosen.

use std::collections::BTreeMap;

use thidua_domain::figures::GROUPS;
use thidua_domain::text;
use thidua_files::grid::Grid;

use super::super::codes::Namer;
use super::super::ground::Ground;
use super::super::plan::{FIGURE, SheetPlan, value_of, with_group};
use super::people::Finder;
use super::{About, FormRow, Is, RowsAre, figures};
use crate::AppError;

/// What the user made of one form.
#[derive(Clone, Debug, Default)]
pub struct FormInput {
    /// First and last row of the headings.
    pub headings: Option<(u32, u32)>,
    /// Groups of cases of the columns.
    pub groups: BTreeMap<usize, String>,
    /// What each row is, and whom it names.
    pub rows: BTreeMap<u32, (String, String)>,
    /// Whether its reading is kept.
    pub keeps: bool,
    /// The name it is kept under.
    pub keep: String,
    /// Whether it is kept for everyone of the agency.
    pub shared: bool,
}

/// Reads a sheet as a form or as any other table, or with other headings. `None`: it is read that way already.
pub(in super::super) fn read_as(
    sheet: &SheetPlan,
    grid: &Grid,
    (ground, title): (&Ground, &str),
    (wanted, input): (bool, &FormInput),
) -> Result<Option<SheetPlan>, AppError> {
    let now = sheet.form.as_ref();
    let block = now.map(|form| (form.top, headings_end(sheet, grid)));
    let moved = input
        .headings
        .filter(|chosen| block.is_some_and(|block| block != *chosen));
    match (now.is_some(), wanted) {
        (true, true) if moved.is_none() => Ok(None),
        (_, true) => {
            let bare = SheetPlan {
                form: None,
                ..sheet.clone()
            };
            let found = figures::recognise(grid, title, ground, &bare, Some(moved));
            let found = found.ok_or_else(|| {
                AppError::refused(
                    "Không đọc được trang này như biểu thống kê: không thấy các số liệu trong tên cột hay tên dòng. Xem lại dòng tên cột.",
                )
            })?;
            Ok(Some(found))
        }
        (true, false) => Ok(Some(SheetPlan {
            form: None,
            kind: None,
            ..sheet.clone()
        })),
        (false, false) => Ok(None),
    }
}

/// The last row of headings with words, as the page shows it.
pub(super) fn headings_end(sheet: &SheetPlan, grid: &Grid) -> u32 {
    let bottom = sheet.heading.unwrap_or_default();
    let row = grid.rows.iter().find(|row| row.number == bottom);
    match row.is_some_and(super::find::numbers_columns) {
        true => bottom.saturating_sub(1),
        false => bottom,
    }
}

/// Takes over what was chosen on the page.
pub(in super::super) fn take(
    sheet: &mut SheetPlan,
    links: &BTreeMap<usize, String>,
    input: &FormInput,
    ground: &Ground,
) -> Result<(), AppError> {
    take_links(sheet, links, input, ground)?;
    let (mut year, mut month) = (None, None);
    if let Some(told) = sheet.constants.get("nam_cong_tac") {
        year = told.parse::<i16>().ok();
    }
    if let Some(told) = sheet.constants.get("thang_luy_ke") {
        month = told.parse::<u8>().ok();
    }
    let namer = Namer::new(ground);
    let finder = Finder::new(&namer, year, month);
    let Some(form) = sheet.form.as_mut() else {
        return Ok(());
    };
    let are = form.rows_are;
    let mut agency = String::new();
    for row in &mut form.rows {
        if let Some((is, who)) = input.rows.get(&row.row) {
            choose(row, (is, who), are, (&agency, &finder)).ok_or_else(no_choice)?;
        }
        again(row, &finder, &agency);
        match &row.is {
            Is::Agency { code, .. } => agency.clone_from(code),
            Is::Doubt {
                about: About::Agency,
                ..
            } => agency.clear(),
            _ => {}
        }
    }
    form.call(&ground.view.state, ground.view.today);
    Ok(())
}

/// What is told where the page never offered what came back.
fn no_choice() -> AppError {
    AppError::refused("Không có lựa chọn này. Mở lại trang rồi chọn lại.")
}

/// Takes over the figure and the group chosen for each column.
fn take_links(
    sheet: &mut SheetPlan,
    links: &BTreeMap<usize, String>,
    input: &FormInput,
    ground: &Ground,
) -> Result<(), AppError> {
    let catalogue = &ground.view.state.catalogue;
    for link in &mut sheet.links {
        let Some(to) = links.get(&link.at) else {
            continue;
        };
        let group = input
            .groups
            .get(&link.at)
            .map(String::as_str)
            .unwrap_or_default();
        let figure = to.strip_prefix(FIGURE);
        let fits = to.is_empty()
            || (value_of(to).is_some()
                && figure.is_none_or(|code| catalogue.figure(code).is_some()));
        if !fits || !(group.is_empty() || GROUPS.contains(&group)) {
            return Err(no_choice());
        }
        let to = if to.is_empty() {
            String::new()
        } else {
            with_group(to, group)
        };
        if link.to != to {
            link.to = to;
            link.sure = 100;
        }
    }
    Ok(())
}

/// Takes over what one row was chosen to be. `None`: there is no such choice.
fn choose(
    row: &mut FormRow,
    (is, who): (&str, &str),
    are: RowsAre,
    (agency, finder): (&str, &Finder<'_, '_>),
) -> Option<()> {
    let who = text::clean(who);
    let (before, shown) = super::page::shown(&row.is, finder.namer.state, finder.day);
    if before == is && shown == who {
        return Some(());
    }
    let chosen = match is {
        "hoi" => return Some(()),
        "cong" => Is::Sum,
        "bo" => Is::Skip,
        "co-quan" | "co-quan-rieng" => {
            let name = named(row, who);
            chosen_agency(&name, is == "co-quan-rieng", finder)
        }
        "can-bo" => {
            let name = named(row, who);
            let whose = match &row.is {
                Is::Officer { agency, .. } | Is::Doubt { agency, .. } if !agency.is_empty() => {
                    agency
                }
                _ => agency,
            };
            let meant = finder.officer(&name, whose);
            row.why = meant.why;
            meant.is
        }
        _ => match (is.split_once(':')?, are) {
            (("nhom", code), RowsAre::Groups) if code.is_empty() || GROUPS.contains(&code) => {
                Is::Group {
                    code: code.to_owned(),
                }
            }
            (("so", stem), RowsAre::Figures) => Is::Figure {
                stem: known_stem(finder, stem)?,
                group: match &row.is {
                    Is::Figure { group, .. } => group.clone(),
                    _ => String::new(),
                },
            },
            _ => return None,
        },
    };
    row.is = chosen;
    row.sure = 100;
    row.answered = !row.is_doubt();
    if row.answered {
        row.why.clear();
    }
    Some(())
}

/// Whom a row names: as chosen, else as its label says.
fn named(row: &FormRow, who: String) -> String {
    if who.is_empty() {
        row.label.clone()
    } else {
        who
    }
}

/// The one agency of a name; in doubt where there is none or there are several.
fn chosen_agency(name: &str, own: bool, finder: &Finder<'_, '_>) -> Is {
    match finder.agency(name).as_slice() {
        [code] => Is::Agency {
            code: code.clone(),
            own,
        },
        _ => Is::Doubt {
            about: About::Agency,
            agency: String::new(),
        },
    }
}

/// A stem the catalogue knows on either side.
fn known_stem(finder: &Finder<'_, '_>, stem: &str) -> Option<String> {
    let catalogue = &finder.namer.state.catalogue;
    let known = ["viec", "tien"]
        .iter()
        .any(|side| catalogue.figure(&format!("{side}.{stem}")).is_some());
    known.then(|| stem.to_owned())
}

/// An officer nobody chose yet is looked for again: the year or the agency may be known only now.
fn again(row: &mut FormRow, finder: &Finder<'_, '_>, agency: &str) {
    let Is::Doubt {
        about: About::Officer,
        agency: own,
    } = &row.is
    else {
        return;
    };
    let whose = if own.is_empty() { agency } else { own };
    let meant = finder.officer(&row.label, whose);
    row.is = meant.is;
    row.sure = meant.sure;
    row.why = meant.why;
}
