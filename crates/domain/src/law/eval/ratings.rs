//! Quality ratings: so many years, or year after year. A year without rating is unknown, not failed.

use super::years::{Window, bit, chain, count, in_order, listed, low};
use super::{Bench, Trail, two};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::{RatingLeaf, RunLeaf};
use crate::rating::Level;
use crate::time::WorkYear;

/// The years with ratings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rated {
    /// At least so.
    yes: u64,
    /// Worse.
    no: u64,
    /// Perhaps: not rated, or rated in two ways.
    may: u64,
}

/// The words of a level.
pub(in crate::law) const fn level_words(level: Level) -> &'static str {
    match level {
        Level::Excellent => "hoàn thành xuất sắc nhiệm vụ",
        Level::Good => "hoàn thành tốt nhiệm vụ",
        Level::Done => "hoàn thành nhiệm vụ",
        Level::NotDone => "không hoàn thành nhiệm vụ",
    }
}

impl Bench<'_> {
    fn rated(&self, level: Level) -> Rated {
        let (mut yes, mut no) = (0_u64, 0_u64);
        for fact in &self.facts.ratings {
            let own = bit(fact.year, &self.moment).unwrap_or(0);
            // Levels are ordered the best first.
            if fact.level <= level {
                yes |= own
            } else {
                no |= own
            }
        }
        // Nobody was rated before entering service, or before the collective was there.
        let begun = match (
            self.facts.service_from,
            self.facts.unit.and_then(|unit| unit.from),
        ) {
            (Some(day), _) | (None, Some(day)) => bit(WorkYear::of(day.first_day()), &self.moment),
            (None, None) => None,
        };
        let served = begun.map_or(u64::MAX, |first| first | (first - 1));
        Rated {
            yes: yes & !no,
            no: no & !yes,
            may: (yes | !no) & (served | yes),
        }
    }

    /// The years rated at least so: for sure, and perhaps.
    pub(super) fn rated_years(&self, level: Level) -> (u64, u64) {
        let rated = self.rated(level);
        (rated.yes, rated.may)
    }

    pub(super) fn rating_leaf(
        &mut self,
        leaf: &RatingLeaf,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let Some(window) = self.window(leaf.span, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let Some(need) = self.needed_number(leaf.at_least, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let rated = self.rated(leaf.level);
        let best = |bits: u64| {
            if leaf.consecutive {
                chain(bits, 1, 0)
            } else {
                bits
            }
        };
        let sure = best(rated.yes & window.sure(0));
        let may = best(rated.may & window.may());
        let (got, may_be) = (count(sure), count(may).max(count(sure)));
        let holds = Tri::of(got >= need, may_be >= need);
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            let open = self.is_year_open() && rated.may & 1 == 1 && rated.yes & 1 == 0;
            self.when(rated.yes, open, window, |bits| count(best(bits)) >= need)
        };
        let reach = Reach {
            holds,
            got,
            may: may_be,
            need,
            hope,
        };
        if let Some(trail) = trail {
            trail.number("n", two(need));
            self.tell_ratings(leaf.level, (sure, window), rated, reach, trail);
        }
        reach
    }

    /// How many years, the considered one the last, were rated so one after the other: for sure, and perhaps.
    pub(super) fn run_lengths(&mut self, leaf: &RunLeaf) -> (i32, i32) {
        let (window, rated) = (self.run_window(leaf), self.rated(leaf.level));
        let length = |bits: u64| i32::try_from(bits.trailing_ones()).unwrap_or(0);
        (
            length(rated.yes & window.sure(0)),
            length(rated.may & window.may()),
        )
    }

    fn run_window(&mut self, leaf: &RunLeaf) -> Window {
        let span = if leaf.after.is_empty() {
            crate::law::rule::Span::Last(crate::law::rule::Number::Fixed(60))
        } else {
            crate::law::rule::Span::After(leaf.after)
        };
        // Neither of the two can lack its number.
        self.window(span, None)
            .unwrap_or_else(|| self.after(leaf.after, None))
    }

    pub(super) fn run_leaf(&mut self, leaf: &RunLeaf, mut trail: Option<&mut Trail>) -> Reach {
        let Some(need) = self.needed_number(leaf.years, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let window = self.run_window(leaf);
        let rated = self.rated(leaf.level);
        let (sure, may) = self.run_lengths(leaf);
        let (got, may_be) = (i64::from(sure), i64::from(may));
        let holds = Tri::of(got >= need, may_be >= need);
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            let open = self.is_year_open() && rated.may & 1 == 1 && rated.yes & 1 == 0;
            self.when(rated.yes, open, window, |bits| {
                i64::from(bits.trailing_ones()) >= need
            })
        };
        let reach = Reach {
            holds,
            got,
            may: may_be,
            need,
            hope,
        };
        if let Some(trail) = trail {
            trail.number("years", two(need));
            trail.number("n", two(need));
            self.tell_restart(window, trail);
            if !leaf.after.is_empty() {
                self.after(leaf.after, Some(trail));
                if trail.evidence.is_empty() {
                    trail.remark("chưa có khen thưởng làm mốc để tính thời gian");
                }
            }
            self.tell_ratings(leaf.level, (low(sure), window), rated, reach, trail);
        }
        reach
    }

    fn tell_ratings(
        &self,
        level: Level,
        found: (u64, Window),
        rated: Rated,
        reach: Reach,
        trail: &mut Trail,
    ) {
        let (sure, window) = found;
        let level = level_words(level);
        trail.number("level", level);
        trail.found = if reach.got == 0 {
            format!("chưa có năm nào được xếp loại {level} trở lên trong thời gian tính")
        } else {
            format!(
                "{} năm {level} trở lên (năm {})",
                two(reach.got),
                listed(sure, &self.moment)
            )
        };
        let considered = i32::try_from(reach.need).unwrap_or(1).max(1);
        let not_rated = rated.may & !rated.yes & window.may() & low(considered);
        if not_rated != 0 && reach.holds == Tri::Unknown {
            trail.lacks = format!(
                "chưa có kết quả xếp loại năm {}",
                listed(not_rated, &self.moment)
            );
            trail.remark(trail.lacks.clone());
        } else if reach.holds != Tri::Yes {
            trail.lacks = format!(
                "còn thiếu {} năm {level} trở lên",
                two((reach.need - reach.got).max(1))
            );
        }
        let worse = rated.no & window.may() & low(considered);
        if worse != 0 && reach.holds == Tri::No {
            trail.remark(format!(
                "xếp loại thấp hơn: năm {}",
                listed(worse, &self.moment)
            ));
        }
        let inside = window.may();
        let mut links = Vec::new();
        for fact in &self.facts.ratings {
            let own = bit(fact.year, &self.moment).unwrap_or(0);
            if own & inside & (sure | low(considered)) != 0 {
                links.push((
                    fact.link.clone(),
                    format!("năm {}: {}", fact.year, level_words(fact.level)),
                ));
            }
        }
        in_order(links, trail);
    }
}
