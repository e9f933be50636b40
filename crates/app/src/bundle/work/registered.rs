//! Registration lists as offices keep them: the title in one column and the form in another, several in one cell, the
//! unit behind the post. One row of the file is one registration an award.

use thidua_domain::bundle::Cell;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::text::{clean, heading_key, is_code};

use super::line::Layer;
use super::part::Part;

/// Name of the sheet.
pub(super) const SHEET: &str = "dang-ky";
/// The column of the award.
pub(super) const AWARD: &str = "ma_danh_hieu";
const AGENCY: &str = "ma_co_quan";
const SUBJECT: &str = "ma_doi_tuong";
const KIND: &str = "doi_tuong";
const WORKS: &str = "sang_kien";

impl Layer<'_, '_> {
    /// Of `Chấp hành viên, Phòng THADS khu vực 1` the unit; where none is told, what is told for the whole sheet.
    /// Whether the cell holds a post alone.
    pub(super) fn unit_behind_post(&self, cells: &mut [Cell]) -> bool {
        let links = self.plan.links.iter();
        let with_post = links
            .filter(|link| link.to == AGENCY)
            .any(|link| heading_key(&link.heading).contains("chucvu"));
        if self.table.def.name != SHEET || !with_post {
            return false;
        }
        let written = self.text(cells, AGENCY);
        if written.is_empty() || is_code(&written) || !self.namer.agency(&written).is_empty() {
            return false;
        }
        let mut parts = written.split([',', ';', '–', '\n']).map(str::trim).rev();
        let unit = parts.find(|part| self.namer.agency(part).len() == 1);
        let whole = || self.plan.constants.get(AGENCY).cloned();
        let post_alone = unit.is_none();
        let unit = unit.map(str::to_owned).or_else(whole);
        self.set(cells, AGENCY, unit.unwrap_or_default());
        post_alone
    }

    /// What the subject of a registration tells of itself: whether a person, and, where the row tells no unit, whose.
    pub(super) fn infer_registered(&self, cells: &mut [Cell], told_unit: bool) {
        let subject = self.text(cells, SUBJECT);
        if self.table.def.name != SHEET || subject.is_empty() || !is_code(&subject) {
            return;
        }
        let post = self.namer.post_of(&subject);
        let agency = self.namer.is_agency(&subject);
        if self.text(cells, KIND).is_empty() && (post.is_some() || agency) {
            let what = if post.is_some() { "ca_nhan" } else { "tap_the" };
            self.set(cells, KIND, what.to_owned());
        }
        let own = post.or_else(|| agency.then_some(subject));
        if let (Some(own), false) = (own, told_unit) {
            self.set(cells, AGENCY, own);
        }
    }

    /// The registrations of a row: one an award, the initiatives with the first.
    pub(super) fn registrations(&mut self, cells: &[Cell]) -> Vec<Part> {
        let awards = pieces(&self.state.catalogue, &self.text(cells, AWARD));
        if awards.len() < 2 {
            return vec![self.part(0, cells.to_vec())];
        }
        let mut parts = Vec::new();
        for (number, award) in (1..).zip(awards) {
            let mut own = cells.to_vec();
            self.set(&mut own, AWARD, award);
            if number > 1
                && let Some(cell) = self.at(WORKS).and_then(|at| own.get_mut(at))
            {
                *cell = Cell::Empty;
            }
            parts.push(self.part(number, own));
        }
        parts
    }
}

/// The awards a cell names: apart at semicolons and lines, at commas and «và» only where all that stands between them
/// are awards, because names of awards have commas too.
fn pieces(catalogue: &Catalogue, written: &str) -> Vec<String> {
    let known = |part: &str| !catalogue.awards_spelt(part).is_empty();
    let mut found: Vec<String> = Vec::new();
    for part in written.split([';', '\n']).map(clean) {
        let fine: Vec<String> = part
            .replace(" và ", ",")
            .split([',', '+'])
            .map(clean)
            .collect();
        let all = fine.len() > 1 && fine.iter().all(|part| known(part));
        let taken = match all && !known(&part) {
            true => fine,
            false => vec![part],
        };
        for part in taken {
            if !part.is_empty() && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn awards_of_a_cell_stand_apart() {
        let catalogue = crate::catalogue::shipped().unwrap();
        let apart = |text: &str| pieces(&catalogue, text);
        assert_eq!(
            apart("Lao động tiên tiến; Giấy khen"),
            ["Lao động tiên tiến", "Giấy khen"]
        );
        assert_eq!(apart("Lao động tiên tiến, Chiến sĩ thi đua cơ sở").len(), 2);
        assert_eq!(apart("LĐTT và CSTĐCS").len(), 2);
        // What is no award stays whole, to be told at its cell.
        assert_eq!(
            apart("Lao động tiên tiến, gì đó"),
            ["Lao động tiên tiến, gì đó"]
        );
        assert_eq!(apart("Giấy khen;Giấy khen"), ["Giấy khen"]);
        assert_eq!(apart(""), Vec::<String>::new());
    }
}
