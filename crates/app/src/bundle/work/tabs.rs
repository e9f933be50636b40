//! What the name of a worksheet or file tells for all its rows: the office, the year.

use super::super::PERMISSION;
use super::names::Names;
use super::plan::SheetPlan;
use crate::View;

/// The agencies worksheets may be named after: those a user may write for.
pub(super) struct Agencies(Names);

impl Agencies {
    pub(super) fn of(view: &View) -> Self {
        let mut names = Names::of_agencies();
        for agency in view.state.org.iter() {
            let spell = agency.nearest(view.today);
            let Some(spell) = spell.filter(|_| view.sees(PERMISSION, &agency.code)) else {
                continue;
            };
            names.add(&spell.name, &agency.code);
            if let Some(short) = &spell.short_name {
                names.add(short, &agency.code);
            }
        }
        Self(names)
    }

    /// A worksheet or file of one office or one year is often only named after it: what its name tells and no column
    /// does is taken for the whole sheet.
    pub(super) fn of_tab(&self, sheet: &mut SheetPlan, names: &[&str]) {
        let Some(def) = sheet.def() else { return };
        let lacks = |sheet: &SheetPlan, id: &str| {
            def.column(id).is_some()
                && !sheet.links.iter().any(|link| link.to == id)
                && !sheet.constants.contains_key(id)
        };
        if lacks(sheet, "ma_co_quan") {
            let mut found = names.iter().filter_map(|name| match self.0.codes(name) {
                [code] => Some(code.clone()),
                _ => None,
            });
            if let Some(code) = found.next() {
                sheet.constants.insert("ma_co_quan".to_owned(), code);
            }
        }
        for id in ["nam_cong_tac", "nam_thanh_tich"] {
            let year = names.iter().find_map(|name| year_named(name));
            if let Some(year) = year.filter(|_| lacks(sheet, id)) {
                sheet.constants.insert(id.to_owned(), year);
            }
        }
    }
}

/// The one year a name tells: `Năm 2019`.
fn year_named(name: &str) -> Option<String> {
    let parts = name.split(|letter: char| !letter.is_ascii_digit());
    let years: Vec<&str> = parts
        .filter(|part| part.len() == 4)
        .filter(|part| {
            part.parse::<i16>()
                .is_ok_and(|year| (1990..2100).contains(&year))
        })
        .collect();
    match years.as_slice() {
        [year] => Some((*year).to_owned()),
        _ => None,
    }
}
