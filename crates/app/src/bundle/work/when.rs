//! The time a row tells of, which decides whom a name means that several agencies bore one after the other.

use thidua_domain::bundle::Cell;
use thidua_domain::time::{PartialDate, Window, WorkYear};

use super::codes::Namer;
use super::line::Layer;
use super::part::date;

impl Layer<'_, '_> {
    /// The day a row tells of: the end of its window, or its own date.
    pub(super) fn when(&self, cells: &[Cell]) -> Option<jiff::civil::Date> {
        let number = |id: &str| self.text(cells, id).parse::<i16>().ok();
        if let Some((year, month)) = number("nam_cong_tac").zip(number("thang_luy_ke")) {
            let window = Window::new(WorkYear(year), u8::try_from(month).ok()?)?;
            return Some(window.last_day());
        }
        let dated = ["ngay_giao", "ngay_quyet_dinh"].into_iter();
        let mut days = dated.filter_map(|id| cells.get(self.at(id)?).and_then(date));
        days.next().and_then(PartialDate::exact)
    }
}

impl Namer<'_> {
    /// Of several agencies of one name those of the row's time, then those in reach; without a time of its own the
    /// one there is today.
    pub(super) fn reached(&self, all: Vec<String>) -> Vec<String> {
        if all.len() < 2 {
            return all;
        }
        let stood = |code: &String, day: jiff::civil::Date| {
            let agency = self.state.org.find(code);
            agency.is_none_or(|agency| agency.on(day).is_some())
        };
        // Old and new Phú Thọ: the time the row tells of decides, not what is there today.
        let then: Option<Vec<String>> = self.when.map(|day| {
            let then = all.iter().filter(|code| stood(code, day));
            then.cloned().collect()
        });
        let timed = then.as_ref().is_some_and(|then| !then.is_empty());
        let all = then.filter(|then| !then.is_empty()).unwrap_or(all);
        if all.len() < 2 {
            return all;
        }
        let mut own: Vec<String> = all
            .iter()
            .filter(|code| self.scope.reaches(code))
            .cloned()
            .collect();
        let now = |code: &String| {
            let agency = self.state.org.find(code);
            agency.is_some_and(|agency| agency.on(self.today).is_some())
        };
        if !timed && own.len() > 1 && own.iter().filter(|code| now(code)).count() == 1 {
            own.retain(now);
        }
        if own.is_empty() { all } else { own }
    }
}
