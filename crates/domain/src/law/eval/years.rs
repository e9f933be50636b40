//! Years as bits: bit 0 is the considered year, bit 1 the year before, and so on for 64 years. Every window of the
//! law ends with the considered year, so a window is a number of low bits.

use ecow::EcoString;
use jiff::civil::Date;

use super::{Bench, Resolved, Trail};
use crate::law::fact::{AwardFact, AwardSet, Link, Moment, Occasion};
use crate::law::outcome::{Hope, Tri};
use crate::law::rule::{Kind, Span};
use crate::time::{WorkYear, YearSpan};

/// More years than any window has.
const ALL: i32 = 64;
/// No year, and none to come that could be reckoned.
pub(super) const NONE: i32 = i32::MIN / 2;

/// How many years, the considered one among them, are left since a year.
pub(super) fn since(year: WorkYear, moment: &Moment) -> i32 {
    i32::from(moment.year.0) - i32::from(year.0) + 1
}

/// The low bits.
pub(super) fn low(length: i32) -> u64 {
    match u32::try_from(length) {
        Err(_) | Ok(0) => 0,
        Ok(length) if length >= 64 => u64::MAX,
        Ok(length) => (1_u64 << length) - 1,
    }
}

/// The bit of a year; `None`: after the considered one, or too long ago.
pub(super) fn bit(year: WorkYear, moment: &Moment) -> Option<u64> {
    let back = i32::from(moment.year.0) - i32::from(year.0);
    u32::try_from(back)
        .ok()
        .and_then(|back| 1_u64.checked_shl(back))
}

/// The bits of several years.
pub(super) fn bits(years: YearSpan, moment: &Moment) -> u64 {
    let from = since(years.from, moment);
    let after = since(years.to, moment) - 1;
    low(from.min(ALL)) & !low(after)
}

/// The years of some bits, oldest first.
pub(super) fn years_of(bits: u64, moment: &Moment) -> Vec<WorkYear> {
    let year = |back: u32| {
        i16::try_from(back)
            .ok()
            .map(|back| WorkYear(moment.year.0.saturating_sub(back)))
    };
    (0..64_u32)
        .rev()
        .filter(|back| bits >> back & 1 == 1)
        .filter_map(year)
        .collect()
}

/// `2021, 2023, 2024`.
pub(super) fn listed(bits: u64, moment: &Moment) -> String {
    let years: Vec<String> = years_of(bits, moment)
        .iter()
        .map(ToString::to_string)
        .collect();
    years.join(", ")
}

/// How many bits.
pub(super) fn count(bits: u64) -> i64 {
    i64::from(bits.count_ones())
}

/// Years that count for sure, and years that may; both end with the considered one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// So many at most, however many there are.
    pub(super) fixed: Option<i32>,
    /// So many since they count for sure.
    sure: i32,
    /// So many since they may count.
    may: i32,
}

impl Window {
    fn length(self, base: i32, later: i32) -> i32 {
        let length = base.saturating_add(later);
        self.fixed.map_or(length, |fixed| fixed.min(length))
    }

    /// The years that count for sure, so many years later.
    pub(super) fn sure(self, later: i32) -> u64 {
        low(self.length(self.sure, later))
    }

    /// The years that may count.
    pub(super) fn may(self) -> u64 {
        low(self.length(self.may, 0))
    }

    /// The first year that counts for sure, and the first that may.
    pub(super) fn first_years(self, moment: &Moment) -> (Option<WorkYear>, Option<WorkYear>) {
        let first = |length: i32| {
            let back = i16::try_from(length.clamp(0, ALL)).ok()?.checked_sub(1)?;
            (0..63)
                .contains(&back)
                .then(|| WorkYear(moment.year.0.saturating_sub(back)))
        };
        (
            first(self.length(self.sure, 0)),
            first(self.length(self.may, 0)),
        )
    }
}

impl Bench<'_> {
    /// The window of a span; `None` where its number is not known.
    pub(super) fn window(&mut self, span: Span, mut trail: Option<&mut Trail>) -> Option<Window> {
        let open = |fixed| Window {
            fixed,
            sure: i32::MAX / 2,
            may: i32::MAX / 2,
        };
        let window = match span {
            Span::Year => open(Some(1)),
            Span::Last(number) => match self.number(number, trail.as_deref_mut()) {
                Resolved::Is(number) => open(Some(i32::try_from(number).unwrap_or(ALL))),
                Resolved::NoLimit => open(None),
                Resolved::Unknown => return None,
            },
            // What was once given stays given, whatever came between.
            Span::Ever => return Some(open(None)),
            Span::After(awards) => self.after(awards, trail.as_deref_mut()),
            Span::Run(run) => {
                let condition = self.book.condition(run)?;
                let Kind::Run(leaf) = &condition.kind else {
                    return None;
                };
                let (sure, may) = self.run_lengths(leaf);
                Window {
                    fixed: None,
                    sure,
                    may,
                }
            }
        };
        if let Some(trail) = trail {
            self.tell_restart(window, trail);
        }
        Some(Window {
            fixed: window.fixed,
            sure: window.sure.min(self.restart.sure),
            may: window.may.min(self.restart.may),
        })
    }

    /// The years after the earliest of some awards. More of them never make them fewer.
    pub(super) fn after(&self, awards: AwardSet, mut trail: Option<&mut Trail>) -> Window {
        let basis = self.book.word(self.book.known.since, self.law.day);
        let (mut sure, mut may) = (NONE, NONE);
        for (place, fact) in self
            .facts
            .awards
            .iter()
            .enumerate()
            .filter(|(_, fact)| self.stands(fact, awards))
        {
            let fits = self.fits(fact, Occasion::Merit.bit());
            if fits == Tri::No {
                continue;
            }
            let achieved = fact.years.map(|years| since(years.to.next(), &self.moment));
            let decided = fact
                .decided_on
                .map(|day| since(WorkYear::of(day.last_day()).next(), &self.moment));
            let (surely, perhaps) = match basis {
                Some("thanh_tich") => (achieved, achieved.or(decided)),
                Some("quyet_dinh") => (decided, decided.or(achieved)),
                _ => (
                    achieved.zip(decided).map(|(one, other)| one.min(other)),
                    achieved.max(decided),
                ),
            };
            if fits == Tri::Yes {
                sure = sure.max(surely.unwrap_or(NONE));
            }
            may = may.max(perhaps.unwrap_or(0));
            if let Some(trail) = trail.as_deref_mut() {
                trail.evidence(&fact.link, self.award_told(place));
            }
        }
        Window {
            fixed: None,
            sure,
            may: may.max(sure),
        }
    }

    /// Whether a fact is one of these awards and was not cancelled.
    pub(super) fn stands(&self, fact: &AwardFact, awards: AwardSet) -> bool {
        awards.contains(fact.award) && !fact.revoked
    }

    /// Whether it was given for one of these achievements; a title of a year without nature is công trạng. What a
    /// body won from which the collective came never counts for sure.
    pub(super) fn fits(&self, fact: &AwardFact, occasions: u8) -> Tri {
        let most = if fact.inherited {
            Tri::Unknown
        } else {
            Tri::Yes
        };
        self.is_for(fact, occasions).min(most)
    }

    fn is_for(&self, fact: &AwardFact, occasions: u8) -> Tri {
        let occasion = match fact.occasion {
            None if self.book.names.is_title(fact.award) => Some(Occasion::Merit),
            other => other,
        };
        match occasion {
            _ if occasions == 0 => Tri::Yes,
            Some(occasion) if occasions & occasion.bit() != 0 => Tri::Yes,
            Some(_) => Tri::No,
            None => Tri::Unknown,
        }
    }

    /// An award in words.
    pub(super) fn award_words(&self, fact: &AwardFact) -> String {
        let mut words = self.book.names.name(fact.award).to_owned();
        if let Some(years) = fact.years {
            words.push(' ');
            words.push_str(&years.label());
        }
        if let Some(day) = fact.decided_on {
            words.push_str(", quyết định ngày ");
            words.push_str(&day.vn());
        }
        match fact.occasion {
            Some(occasion) if !self.book.names.is_title(fact.award) => {
                words.push_str(", khen ");
                words.push_str(occasion.vn());
            }
            None if !self.book.names.is_title(fact.award) => {
                words.push_str(", chưa ghi loại thành tích")
            }
            _ => {}
        }
        words
    }

    /// The first year in which enough would be there, if every year to come brought one more.
    pub(super) fn when(
        &self,
        sure: u64,
        open: bool,
        window: Window,
        enough: impl Fn(u64) -> bool,
    ) -> Hope {
        for later in 0..=40_u32 {
            let coming = if later == 0 { 0 } else { (1_u64 << later) - 1 };
            let own = u64::from(open) << later;
            let bits = (sure << later) | coming | own;
            let years = i32::try_from(later).unwrap_or(ALL);
            if enough(bits & window.sure(years)) {
                let year = self
                    .moment
                    .year
                    .0
                    .saturating_add(i16::try_from(later).unwrap_or(0));
                return Hope::In(WorkYear(year), None);
            }
        }
        Hope::NotKnown
    }
}

/// The longest chain of years whose distance is at most `gap`, the last of them at most `ends_by` years ago.
pub(super) fn chain(bits: u64, gap: i64, ends_by: i64) -> u64 {
    let (mut best, mut own, mut last): (u64, u64, Option<i64>) = (0, 0, None);
    let mut anchored = false;
    for back in 0..64_i64 {
        let one = 1_u64 << back;
        if bits & one == 0 {
            continue;
        }
        let joins = last.is_some_and(|last| back - last <= gap);
        if !joins {
            own = 0;
            anchored = back <= ends_by;
        }
        own |= one;
        last = Some(back);
        if anchored && own.count_ones() > best.count_ones() {
            best = own;
        }
    }
    best
}

/// Whether a date of unknown precision lies in a stretch: surely, perhaps.
pub(super) fn lies(day: crate::time::PartialDate, from: Date, to: Date) -> Tri {
    let inside = from <= day.first_day() && day.last_day() <= to;
    Tri::of(inside, day.first_day() <= to && from <= day.last_day())
}

/// The evidence of several facts, in the order of their links.
pub(super) fn in_order<T: Ord + Into<EcoString>>(mut links: Vec<(Link, T)>, trail: &mut Trail) {
    links.sort();
    for (link, text) in links {
        trail.evidence(&link, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ends_near_the_considered_year() {
        assert_eq!(chain(0b111, 1, 0), 0b111);
        assert_eq!(chain(0b1110, 1, 0), 0, "the considered year is missing");
        assert_eq!(chain(0b1110, 1, 1), 0b1110);
        assert_eq!(chain(0b1101, 1, 0), 0b1);
        assert_eq!(chain(0b1101, 2, 0), 0b1101);
        assert_eq!(low(0), 0);
        assert_eq!((low(-3), low(3), low(64)), (0, 0b111, u64::MAX));
    }
}
