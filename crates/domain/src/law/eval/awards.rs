//! Awards: so many of them, of the right nature, in the right years; or none.

use super::years::{Window, bit, bits, chain, count, in_order, listed};
use super::{Bench, Resolved, Trail, two};
use crate::law::fact::{AwardSet, SubjectKind};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::{AwardLeaf, NoAwardLeaf};

/// The years in which something was awarded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Given {
    /// For sure.
    sure: u64,
    /// Perhaps; the sure ones among them.
    may: u64,
    /// So many more for sure, in years that are not told one by one.
    beside: i64,
}

impl Bench<'_> {
    /// The years of some awards within a window.
    fn given(&self, awards: AwardSet, occasions: u8, window: Window) -> Given {
        let mut given = Given::default();
        let (sure, may) = (window.sure(0), window.may());
        for fact in self
            .facts
            .awards
            .iter()
            .filter(|fact| self.stands(fact, awards))
        {
            let fits = self.fits(fact, occasions);
            let surely = if fits == Tri::Yes { u64::MAX } else { 0 };
            if fits == Tri::No {
                continue;
            }
            let Some(years) = fact.years else {
                // The years were not told: the decision came after them.
                let last = fact
                    .decided_on
                    .map(|day| crate::time::WorkYear::of(day.last_day()));
                let last = last
                    .and_then(|year| bit(year, &self.moment))
                    .map_or(u64::MAX, |bit| !(bit - 1));
                given.may |= last & may;
                continue;
            };
            let own = bits(years, &self.moment);
            if years.is_single() || fact.times >= count(own) {
                given.sure |= own & sure & surely;
                given.may |= own & may;
            } else if self.book.names.is_title(fact.award) {
                given.may |= own & may;
            } else {
                let last = bit(years.to, &self.moment).unwrap_or(0);
                given.sure |= last & sure & surely;
                given.may |= last & may;
            }
        }
        given.beside = self.beside(awards, occasions, window, given.sure);
        given
    }

    /// «CSTĐCS 03 lần, 2015–2020»: at least so many of these years are sure, those told singly among them.
    fn beside(&self, awards: AwardSet, occasions: u8, window: Window, sure: u64) -> i64 {
        let unsplit = self.facts.awards.iter().filter(|fact| {
            self.stands(fact, awards)
                && fact.times > 1
                && self.book.names.is_title(fact.award)
                && self.fits(fact, occasions) == Tri::Yes
        });
        let more = unsplit.filter_map(|fact| {
            let own = bits(fact.years?, &self.moment);
            let inside = own & window.sure(0) == own;
            inside.then(|| fact.times.min(count(own)) - count(own & sure))
        });
        more.max().unwrap_or(0).max(0)
    }

    pub(super) fn award_leaf(&mut self, leaf: &AwardLeaf, mut trail: Option<&mut Trail>) -> Reach {
        let Some(window) = self.window(leaf.span, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let Some(need) = self.needed_number(leaf.at_least, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let (Resolved::Is(gap), Resolved::Is(ends_by)) = (
            self.number(leaf.gap_at_most, trail.as_deref_mut()),
            self.number(leaf.ends_by, trail.as_deref_mut()),
        ) else {
            return Self::no_value(trail);
        };
        let mut given = self.given(leaf.awards, leaf.occasions, window);
        let (used, maybe_used) = self.used_up(leaf.fresh_after);
        given.sure &= !(used | maybe_used);
        given.may &= !used;
        if used | maybe_used != 0 {
            given.beside = 0;
        }
        let best = |bits: u64| {
            if leaf.consecutive {
                chain(bits, gap, ends_by)
            } else {
                bits
            }
        };
        let beside = if leaf.consecutive { 0 } else { given.beside };
        let (sure, may) = (best(given.sure), best(given.may));
        let (got, may_be) = (
            count(sure) + beside,
            (count(may) + beside).max(count(sure) + beside),
        );
        let holds = Tri::of(got >= need, may_be >= need);
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            let enough = |bits: u64| count(best(bits)) + beside >= need;
            self.when(
                given.sure,
                self.is_year_open() && given.sure & 1 == 0,
                window,
                enough,
            )
        };
        let reach = Reach {
            holds,
            got,
            may: may_be,
            need,
            hope,
        };
        if let Some(trail) = trail {
            self.tell_awards(leaf, window, (sure, may), reach, trail);
        }
        reach
    }

    /// The years up to the last of some awards: for sure, and perhaps.
    fn used_up(&self, awards: AwardSet) -> (u64, u64) {
        let (mut used, mut maybe) = (0_u64, 0_u64);
        for fact in self
            .facts
            .awards
            .iter()
            .filter(|fact| self.stands(fact, awards))
        {
            match fact.years.and_then(|years| bit(years.to, &self.moment)) {
                Some(last) if fact.inherited => maybe |= !(last - 1),
                Some(last) => used |= !(last - 1),
                None if fact.years.is_none() => maybe = u64::MAX,
                None => {}
            }
        }
        (used, maybe)
    }

    fn tell_awards(
        &self,
        leaf: &AwardLeaf,
        window: Window,
        bits: (u64, u64),
        reach: Reach,
        trail: &mut Trail,
    ) {
        let (sure, may) = bits;
        trail.number("n", two(reach.need));
        let names: Vec<&str> = leaf
            .awards
            .iter()
            .map(|award| self.book.names.name(award))
            .collect();
        let names = names.join(" hoặc ");
        let once = self.facts.subject == SubjectKind::Household;
        let what = if once { "hộ" } else { "lần" };
        trail.found = match (reach.got, reach.may > reach.got) {
            (0, false) => format!("chưa có {names} trong thời gian tính"),
            (got, false) => format!(
                "{} {what} {names} (năm {})",
                two(got),
                listed(sure, &self.moment)
            ),
            (got, true) => format!(
                "{} {what} {names} chắc chắn, có thể đến {} {what} (năm {})",
                two(got),
                two(reach.may),
                listed(may, &self.moment)
            ),
        };
        if let (Some(first), _) = window.first_years(&self.moment) {
            trail.number("from", first);
        }
        if reach.holds != Tri::Yes {
            trail.lacks = format!(
                "còn thiếu {} {what} {names}",
                two((reach.need - reach.got).max(1))
            );
        }
        self.tell_each(leaf, window, trail);
    }

    /// Each award that counts, and why others do not.
    fn tell_each(&self, leaf: &AwardLeaf, window: Window, trail: &mut Trail) {
        let mut links = Vec::new();
        for (place, fact) in self
            .facts
            .awards
            .iter()
            .enumerate()
            .filter(|(_, fact)| leaf.awards.contains(fact.award))
        {
            if fact.revoked {
                let words = self.award_told(place);
                trail.remark(format!("không tính {words}: quyết định đã bị hủy bỏ"));
                continue;
            }
            let fits = self.fits(fact, leaf.occasions);
            let own = fact
                .years
                .map_or(u64::MAX, |years| super::years::bits(years, &self.moment));
            if fits == Tri::No {
                let words = self.award_told(place);
                let why = fact.occasion.map_or("", crate::law::fact::Occasion::vn);
                trail.remark(format!(
                    "không tính {words}: khen {why} không làm căn cứ xét khen công trạng cao hơn"
                ));
            } else if own & window.may() != 0 {
                let words = self.award_told(place);
                if fact.inherited {
                    trail.remark(format!(
                        "{words} là của đơn vị tiền thân: có tính cho tập thể này hay không cần người xem xét"
                    ));
                }
                links.push((fact.link.clone(), words));
            }
        }
        in_order(links, trail);
    }

    pub(super) fn no_award(&mut self, leaf: &NoAwardLeaf, mut trail: Option<&mut Trail>) -> Reach {
        let Some(window) = self.window(leaf.span, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let (mut sure, mut may) = (0_i64, 0_i64);
        let mut links = Vec::new();
        for (place, fact) in self
            .facts
            .awards
            .iter()
            .enumerate()
            .filter(|(_, fact)| self.stands(fact, leaf.awards))
        {
            let fits = self.fits(fact, leaf.occasions);
            let inside = if leaf.by_decision {
                let year = self.moment.on.year();
                fact.decided_on.map_or(Tri::Unknown, |day| {
                    let (first, last) = (day.first_day().year(), day.last_day().year());
                    Tri::of(first == year && last == year, first <= year && year <= last)
                })
            } else {
                let own = fact.years.map(|years| bits(years, &self.moment));
                own.map_or(Tri::Unknown, |own| {
                    Tri::of(own & window.sure(0) != 0, own & window.may() != 0)
                })
            };
            let both = fits.min(inside);
            sure += i64::from(both == Tri::Yes);
            may += i64::from(both != Tri::No);
            if both != Tri::No && trail.is_some() {
                links.push((fact.link.clone(), self.award_told(place)));
            }
        }
        let holds = Tri::of(may == 0, sure == 0);
        let once = leaf.span == crate::law::rule::Span::Ever && !leaf.by_decision;
        let next = Hope::In(self.moment.year.next(), None);
        let hope = if once { Hope::Never } else { next };
        if let Some(trail) = trail {
            trail.found = match (sure, may) {
                (0, 0) => "không có".to_owned(),
                (0, _) => {
                    "có khen thưởng chưa rõ thời gian hoặc loại thành tích, cần xem có trùng không"
                        .to_owned()
                }
                _ => "đã có khen thưởng".to_owned(),
            };
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
            in_order(links, trail);
        }
        Reach {
            holds,
            got: sure,
            may,
            need: 0,
            hope,
        }
    }
}
