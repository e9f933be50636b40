//! A row understood: old fonts, exchanged columns, its time, its unit and whom that unit belongs with.

use std::collections::BTreeSet;
use std::rc::Rc;

use jiff::civil::Date;

use super::unit::{self, Found};
use super::{Line, Matcher, Name};
use crate::org::Level;
use crate::text::legacy;

/// Who belongs with a unit.
#[derive(Debug, Default)]
pub(super) struct Kin {
    /// What it came from, what it became, and what stood below those.
    pub(super) line: BTreeSet<String>,
    /// The same and everything of its province.
    pub(super) province: BTreeSet<String>,
}

/// A row as it was understood.
pub(super) struct Asked {
    pub(super) name: Name,
    pub(super) position: Option<String>,
    pub(super) period: Option<(Date, Date)>,
    pub(super) unit: Option<String>,
    pub(super) kin: Rc<Kin>,
    pub(super) doubts: Vec<&'static str>,
}

impl Matcher<'_> {
    /// The row with columns put right, its time and its unit.
    pub(super) fn understood(&self, line: &Line) -> Asked {
        let mut doubts = Vec::new();
        let (mut written, mut unit) = (line.name.clone(), line.unit.clone());
        if let Some(other) = &unit
            && self.is_unit(&written, line)
            && !self.is_unit(other, line)
        {
            unit = Some(std::mem::replace(&mut written, unit.unwrap_or_default()));
            doubts.push("Cột họ tên và cột đơn vị có vẻ bị đổi chỗ.");
        }
        let period = period(line);
        if period.is_none() {
            doubts.push("Không rõ năm được khen.");
        }
        let mut position = line.position.clone();
        let code = match unit.as_deref() {
            None => line
                .agency
                .clone()
                .filter(|code| self.org.find(code).is_some()),
            Some(text) => {
                let (post, text) = unit::without_post(text);
                position = position.or(post.map(str::to_owned));
                self.unit_of(text, line, period, &mut doubts)
            }
        };
        let alive = |code: &String| period.is_none_or(|period| self.stood(code, period));
        if !code.as_ref().is_none_or(alive) {
            doubts.push("Đơn vị này chưa có hoặc đã sắp xếp lại vào năm ấy.");
        }
        let kin = match code.as_ref().or(line.agency.as_ref()) {
            Some(code) => self.kin(code, period),
            None => Rc::default(),
        };
        Asked {
            name: Name::read(&written),
            position,
            period,
            unit: code,
            kin,
            doubts,
        }
    }

    fn is_unit(&self, text: &str, line: &Line) -> bool {
        let (_, text) = unit::without_post(text);
        let found = self.known.units.find(self.org, text);
        !self.within(found, line).codes.is_empty()
    }

    /// The unit written, in its time; what is not clear is told.
    fn unit_of(
        &self,
        text: &str,
        line: &Line,
        period: Option<(Date, Date)>,
        doubts: &mut Vec<&'static str>,
    ) -> Option<String> {
        let found = self.known.units.find(self.org, text);
        let known = !found.codes.is_empty();
        let mut codes = self.within(found, line).codes;
        if codes.is_empty() {
            doubts.push(match known {
                true => "Đơn vị ghi trong danh sách không thuộc cơ quan của danh sách.",
                false => "Không nhận ra đơn vị ghi trong danh sách.",
            });
            return None;
        }
        let then = |code: &String| period.is_none_or(|period| self.stood(code, period));
        if codes.len() > 1 && codes.iter().any(then) {
            codes.retain(then);
        }
        match codes.as_slice() {
            [one] => Some(one.clone()),
            _ => {
                doubts.push("Có nhiều đơn vị mang tên này.");
                None
            }
        }
    }

    /// Only the units of the list's own agency, where the list has one.
    pub(super) fn within(&self, mut found: Found, line: &Line) -> Found {
        let own = line.agency.as_deref();
        if let Some(own) = own.filter(|code| self.org.find(code).is_some()) {
            let kin = self.kin(own, None);
            found.codes.retain(|code| kin.line.contains(code));
        }
        found
    }

    /// Whether a unit stood on some day of a time.
    pub(super) fn stood(&self, code: &str, (first, last): (Date, Date)) -> bool {
        let agency = self.org.find(code);
        agency.is_some_and(|agency| {
            let mut spells = agency.spells.iter();
            spells.any(|spell| spell.validity.overlaps_days(first, last))
        })
    }

    fn kin(&self, code: &str, period: Option<(Date, Date)>) -> Rc<Kin> {
        let key = match period {
            Some((first, last)) => format!("{code} {first} {last}"),
            None => code.to_owned(),
        };
        if let Some(kin) = self.kin.borrow().get(&key) {
            return kin.clone();
        }
        let kin = Rc::new(self.kin_of(code, period));
        self.kin.borrow_mut().insert(key, kin.clone());
        kin
    }

    fn kin_of(&self, code: &str, period: Option<(Date, Date)>) -> Kin {
        let org = self.org;
        let mut line: BTreeSet<String> = BTreeSet::new();
        let mut open = vec![code];
        while let Some(next) = open.pop() {
            if line.contains(next) && next != code {
                continue;
            }
            line.extend(org.lineage(next).into_iter().map(str::to_owned));
            let heirs = org.successors(next).into_iter();
            open.extend(heirs.filter_map(|pair| pair.new.as_deref()));
        }
        let mut province = line.clone();
        for day in period.iter().flat_map(|(first, last)| [*first, *last]) {
            for above in org.above_on(code, day) {
                let level = org.find(above).and_then(|agency| agency.nearest(day));
                if level.is_some_and(|spell| spell.level == Level::Province) {
                    province.extend(org.lineage(above).into_iter().map(str::to_owned));
                }
            }
        }
        Kin { line, province }
    }
}

/// The days a row is about: the years rewarded, else the year of the decision and the one before.
pub(super) fn period(line: &Line) -> Option<(Date, Date)> {
    let of_years = line
        .years
        .map(|years| (years.from.first_day(), years.to.last_day()));
    of_years.or_else(|| {
        let decided = line.decided?.work_year();
        Some((decided.previous().first_day(), decided.last_day()))
    })
}

/// The row in Unicode: one cell alone is often too short to tell an old font by.
pub(super) fn decoded(line: &Line) -> Line {
    let detect = |parts: &[Option<&String>]| {
        let parts: Vec<&str> = parts.iter().flatten().map(|text| text.as_str()).collect();
        legacy::detect(&parts.join(" "))
    };
    let (name, unit) = (Some(&line.name), line.unit.as_ref());
    let Some(encoding) = detect(&[name, unit]) else {
        return line.clone();
    };
    let unicode = |text: &String| legacy::to_unicode(text, encoding);
    let position = line.position.as_ref();
    let too = detect(&[name, unit, position]) == Some(encoding);
    Line {
        name: unicode(&line.name),
        unit: unit.map(unicode),
        position: position.map(|text| if too { unicode(text) } else { text.clone() }),
        ..line.clone()
    }
}
