//! What places are called, and who gives awards from outside the sector.

use jiff::civil::Date;

use super::{Inventor, Nation};
use crate::generate::table::Table;
use crate::generate::{MARK, SOURCE};

impl Inventor<'_> {
    /// Name of the province's place, without and with its kind.
    pub(super) fn names(&self, code: &str, on: Date) -> (String, String) {
        let spell = self.org.find(code).and_then(|agency| agency.nearest(on));
        let area = spell
            .and_then(|spell| spell.area.as_deref())
            .unwrap_or(code);
        if let Some(name) = area.strip_prefix("Tỉnh ") {
            return (name.to_owned(), format!("tỉnh {name}"));
        }
        match area.strip_prefix("Thành phố ") {
            Some("Hồ Chí Minh") => ("TP. Hồ Chí Minh".to_owned(), area.to_owned()),
            Some(name) => (name.to_owned(), format!("thành phố {name}")),
            None => (area.to_owned(), area.to_owned()),
        }
    }

    pub(super) fn finish(mut self) -> Nation {
        let mut papers = Table::documents();
        let text = format!(
            "{MARK}: mọi số liệu, nhân sự, khen thưởng mang nguồn này do máy sinh, không phải số liệu thật"
        );
        papers.row([SOURCE, "", "2026-11-22", "", "khac", &text, "", ""]);
        self.committees();
        self.nation.rows = vec![papers, self.agencies, self.pairs];
        self.nation
    }

    /// The people's committees and the President, who give awards from outside the sector.
    fn committees(&mut self) {
        let mut outside = vec![("chu-tich-nuoc".to_owned(), "Chủ tịch nước".to_owned())];
        let eras = [&self.nation.old, &self.nation.new];
        for province in eras.into_iter().flat_map(|era| &era.provinces) {
            let code = format!("ubnd-{}", province.code);
            let name = format!("Ủy ban nhân dân {}", province.area);
            if !outside.iter().any(|(known, _)| *known == code) {
                outside.push((code, name));
            }
        }
        for (code, name) in outside {
            if self.org.find(&code).is_none() {
                self.agencies
                    .row([&code, &name, "", "ngoai_nganh", "", "", "", SOURCE, ""]);
            }
        }
    }
}
