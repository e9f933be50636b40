//! Time in service and in posts, exact to the day.

use jiff::civil::Date;
use jiff::{Span as Time, Unit};

use super::members::months_full;
use super::years::bit;
use super::{Bench, Resolved, Trail, two};
use crate::law::fact::{Position, PostFact};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::{Number, PositionLeaf};
use crate::rating::Level;
use crate::time::{OPEN_START, WorkYear};

/// A first and a last day.
type Stretch = (Date, Date);

/// Months and days. One stretch is exact; where several are added, days left over make months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Length {
    months: i64,
    days: i64,
}

/// The months from a first day to a last one, both included, of stretches that may overlap. Of several, so many days
/// left over make a month: no text tells how many, so 31 for what is sure and 30 for what may be.
fn length(mut stretches: Vec<(Date, Date)>, month: i64) -> Length {
    stretches.sort_unstable();
    let mut merged: Vec<(Date, Date)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match merged.last_mut() {
            Some((_, last)) if from <= last.tomorrow().unwrap_or(*last) => *last = to.max(*last),
            _ => merged.push((from, to)),
        }
    }
    let (mut sum, parts) = (Length::default(), merged.len());
    for (from, to) in merged {
        let after = to.tomorrow().unwrap_or(to);
        let Ok(own) = from.until((Unit::Month, after)) else {
            continue;
        };
        sum.months += i64::from(own.get_months()) + i64::from(own.get_years()) * 12;
        sum.days += i64::from(own.get_days());
    }
    if parts > 1 {
        sum.months += sum.days / month;
        sum.days %= month;
    }
    sum
}

impl Bench<'_> {
    pub(super) fn service(
        &mut self,
        months: Number,
        at_year_end: bool,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let need = match self.number(months, trail.as_deref_mut()) {
            Resolved::Is(need) => need,
            Resolved::NoLimit => return Reach::plain(Tri::Yes, Hope::Never),
            Resolved::Unknown => return Self::no_value(trail),
        };
        let on = if at_year_end {
            self.moment.year.last_day()
        } else {
            self.moment.on
        };
        let Some(from) = self.facts.service_from else {
            if let Some(trail) = trail {
                trail.number("months", two(need));
                trail.found = "chưa rõ ngày tuyển dụng".to_owned();
                trail.lacks = trail.found.clone();
            }
            return Reach {
                need,
                ..Reach::plain(Tri::Unknown, Hope::NotKnown)
            };
        };
        let full = |day: Date| months_full(day, need, on);
        let holds = Tri::of(full(from.last_day()), full(from.first_day()));
        let reached = Time::new()
            .try_months(need)
            .and_then(|span| from.last_day().checked_add(span))
            .ok();
        let hope = match reached.and_then(|day| day.yesterday().ok()) {
            Some(day) if at_year_end && day > on => Hope::In(crate::time::WorkYear::of(day), None),
            Some(day) => self.not_before(day),
            None => Hope::NotKnown,
        };
        if let Some(trail) = trail {
            trail.number("months", two(need));
            trail.found = format!(
                "công tác từ {}, tính đến ngày {}",
                from.vn(),
                crate::time::vn(on)
            );
            if holds != Tri::Yes {
                let day = reached.map_or(String::new(), |day| {
                    format!(" (đủ từ ngày {})", crate::time::vn(day))
                });
                trail.lacks = format!("chưa đủ {} tháng{day}", two(need));
            }
        }
        Reach {
            holds,
            got: 0,
            may: 0,
            need,
            hope,
        }
    }

    /// The stretches of a post up to the day of judging: the shortest it may be, and the longest.
    fn stretches(&self, post: &PostFact) -> (Option<Stretch>, Option<Stretch>) {
        let on = self.moment.on;
        let from = post.validity.from;
        let to = post.validity.to;
        let long = (
            from.map_or(OPEN_START, crate::time::PartialDate::first_day),
            to.map_or(on, |day| day.last_day().min(on)),
        );
        let short = from.map(|from| {
            (
                from.last_day(),
                to.map_or(on, |day| day.first_day().min(on)),
            )
        });
        // A post without a beginning is of unknown length: no more than sure, and perhaps long.
        let ordered = |(from, to): &(Date, Date)| from <= to;
        (short.filter(ordered), Some(long).filter(ordered))
    }

    /// The days of a stretch that count: all, or those in years rated at least so, for sure or perhaps.
    fn counting(
        &self,
        stretch: Option<Stretch>,
        level: Option<Level>,
        surely: bool,
    ) -> Vec<Stretch> {
        let Some((from, to)) = stretch else {
            return Vec::new();
        };
        let Some(level) = level else {
            return vec![(from, to)];
        };
        let (sure, may) = self.rated_years(level);
        let rated = if surely { sure } else { may };
        // Years further back than bits reach have no rating.
        let oldest = WorkYear(self.moment.year.0.saturating_sub(63));
        let mut year = WorkYear::of(from.max(oldest.first_day()));
        let mut days = Vec::new();
        while year.first_day() <= to {
            let counts = bit(year, &self.moment).map_or(!surely, |own| own & rated != 0);
            if counts {
                days.push((from.max(year.first_day()), to.min(year.last_day())));
            }
            year = year.next();
        }
        days
    }

    fn is_of(post: &PostFact, leaf: &PositionLeaf) -> Tri {
        let level = match (leaf.levels.is_empty(), post.level.is_empty()) {
            (true, _) => Tri::Yes,
            (false, true) => Tri::Unknown,
            (false, false) => Tri::of(leaf.levels.contains(&post.level), false),
        };
        let position = match post.position {
            None => Tri::Unknown,
            // Whoever heads an agency holds more than its deputy: the time counts for the lower post too.
            Some(Position::Head) => Tri::of(!leaf.positions.is_empty(), false),
            Some(own) => Tri::of(leaf.positions.contains(&own), false),
        };
        level.min(position)
    }

    /// How many months are needed: of this person for sure, and at the least.
    fn needed(&self, leaf: &PositionLeaf, mut trail: Option<&mut Trail>) -> Option<(i64, i64)> {
        let Resolved::Is(men) = self.number(leaf.months, trail.as_deref_mut()) else {
            return None;
        };
        let women = match (leaf.months_women, leaf.women) {
            (Some(months), _) => match self.number(months, trail) {
                Resolved::Is(months) => months,
                _ => return None,
            },
            (None, Some(part)) => match self.portion(part, trail) {
                Resolved::Is((part, _)) => part.least_of(men),
                _ => men,
            },
            (None, None) => men,
        };
        Some(match self.facts.woman {
            Some(true) => (women, women),
            Some(false) => (men, men),
            None => (men.max(women), men.min(women)),
        })
    }

    pub(super) fn position(&mut self, leaf: &PositionLeaf, mut trail: Option<&mut Trail>) -> Reach {
        let Some((need, least)) = self.needed(leaf, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let (mut sure, mut may) = (Vec::new(), Vec::new());
        let mut holds_now = false;
        for post in &self.facts.posts {
            let of = Self::is_of(post, leaf);
            if of == Tri::No {
                continue;
            }
            let (short, long) = self.stretches(post);
            if of == Tri::Yes {
                sure.extend(self.counting(short, leaf.level, true));
                holds_now |= post.validity.contains(self.moment.on);
            }
            may.extend(self.counting(long, leaf.level, false));
            if let Some(trail) = trail.as_deref_mut() {
                let unsure = if of == Tri::Yes {
                    ""
                } else {
                    " (chưa rõ chức vụ hoặc cấp cơ quan)"
                };
                trail.evidence(&post.link, format!("{}{unsure}", post.validity.vn()));
            }
        }
        let (ever, perhaps) = (!sure.is_empty(), !may.is_empty());
        let (sure, may) = (length(sure, 31), length(may, 30));
        let holds = Tri::of(sure.months >= need && ever, may.months >= least && perhaps);
        let hope = if holds_now {
            let left = Time::new()
                .try_months(need - sure.months)
                .and_then(|span| self.moment.on.checked_add(span));
            left.map_or(Hope::NotKnown, |day| self.not_before(day))
        } else {
            Hope::NotKnown
        };
        if let Some(trail) = trail {
            trail.number("months", two(need));
            trail.number("years", two(need / 12));
            trail.found = format!("{} tháng {} ngày", two(sure.months), two(sure.days));
            if let Some(level) = leaf.level {
                trail.remark(format!(
                    "chỉ tính thời gian trong các năm được xếp loại {} trở lên",
                    super::ratings::level_words(level)
                ));
            }
            if self.facts.woman.is_none() && need != least {
                trail.remark("chưa ghi giới tính nên chưa áp dụng mức giảm cho nữ");
            }
            if holds != Tri::Yes {
                trail.lacks = if need == 0 {
                    "chưa giữ chức vụ này".to_owned()
                } else {
                    format!(
                        "còn thiếu {} tháng giữ chức vụ",
                        two((need - sure.months).max(1))
                    )
                };
            }
        }
        Reach {
            holds,
            got: sure.months,
            may: may.months,
            need,
            hope,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_are_added_exactly_and_days_in_two_posts_count_once() {
        let five = |stretches: &[Stretch]| length(stretches.to_vec(), 31);
        let sixty = Length {
            months: 60,
            days: 0,
        };
        assert_eq!(five(&[(date(2018, 1, 1), date(2022, 12, 31))]), sixty);
        let short = five(&[(date(2018, 1, 1), date(2022, 12, 30))]);
        assert_eq!(
            (short.months, short.days),
            (59, 30),
            "one day less is not sixty months"
        );
        let overlapping = [
            (date(2018, 1, 1), date(2020, 12, 31)),
            (date(2020, 6, 1), date(2022, 12, 31)),
        ];
        assert_eq!(five(&overlapping), sixty);
        let adjoining = [
            (date(2021, 1, 1), date(2022, 12, 31)),
            (date(2018, 1, 1), date(2020, 12, 31)),
        ];
        assert_eq!(five(&adjoining), sixty);
        // 20 and 10 days beside 59 months: sixty months only where thirty days make one.
        let apart = [
            (date(2018, 1, 1), date(2020, 1, 20)),
            (date(2021, 1, 1), date(2023, 12, 10)),
        ];
        assert_eq!(five(&apart).months, 59);
        assert_eq!(length(apart.to_vec(), 30).months, 60);
    }
}
