//! Shares of a collective's members: who counts on which day, who is left out and why.
//!
//! Where it is not known whether some do not count (or how somebody is rated), every way is reckoned; only where all
//! agree is there an answer.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span as Time, ToSpan};

use super::{Bench, Resolved, Trail, two};
use crate::conduct::FORMS;
use crate::law::fact::{Absence, MemberFact};
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::{Denominator, LeaveOut, MembersLeaf};
use crate::law::value::{Confidence, Fraction};

const NO_MEMBERS: &str = "chưa có danh sách thành viên của năm";

/// Members of one standing towards the denominator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    all: i64,
    have: i64,
    perhaps: i64,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.have += other.have;
        self.perhaps += other.perhaps;
    }
}

/// Whether a member counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counts<'a> {
    Yes,
    No(&'a LeaveOut),
    /// It is not known whether such members count.
    Open(&'a LeaveOut),
}

/// The words of a reason.
const fn reason(who: Absence) -> &'static str {
    match who {
        Absence::Recruit => "mới tuyển dụng",
        Absence::Maternity => "nghỉ thai sản",
        Absence::SecondedOut => "biệt phái đi nơi khác",
        Absence::SecondedIn => "biệt phái từ nơi khác đến",
        Absence::Retired => "nghỉ hưu trong năm",
        Absence::LongTraining => "đi học dài hạn",
    }
}

/// Whether so many months were full on a day, both the first and that day counted.
pub(super) fn months_full(from: Date, months: i64, on: Date) -> bool {
    let span = Time::new().try_months(months);
    let full = span.and_then(|span| from.checked_add(span));
    full.is_ok_and(|full| full <= on.checked_add(1.day()).unwrap_or(on))
}

impl<'a> Bench<'a> {
    fn standing(&self, member: &MemberFact, denominator: &'a Denominator) -> Counts<'a> {
        let on = if denominator.at_year_end {
            self.moment.year.last_day()
        } else {
            self.moment.on
        };
        let mut counts = Counts::Yes;
        for out in &denominator.leave_out {
            let applies = if out.who == Absence::Recruit {
                let months = out.months_below.map(|months| self.number(months, None));
                match (months, member.service_from) {
                    (Some(Resolved::Is(months)), Some(day)) => {
                        let surely = !months_full(day.first_day(), months, on);
                        Tri::of(surely, !months_full(day.last_day(), months, on))
                    }
                    (Some(Resolved::Unknown), Some(_)) => Tri::Unknown,
                    // Whose entry was not told is taken for one of long standing.
                    _ => Tri::No,
                }
            } else if member.absences.contains(&out.who) {
                Tri::Yes
            } else {
                Tri::No
            };
            match (applies, out.confidence == Confidence::NotFound) {
                (Tri::Yes, false) => return Counts::No(out),
                (Tri::Yes, true) | (Tri::Unknown, _) => counts = Counts::Open(out),
                (Tri::No, _) => {}
            }
        }
        counts
    }

    fn sum(member: &MemberFact, leaf: &MembersLeaf) -> Sum {
        let has = match leaf.level {
            Some(level) => member
                .level
                .map_or(Tri::Unknown, |own| Tri::of(own <= level, own <= level)),
            None => Tri::of(member.awards.overlaps(leaf.awards), false),
        };
        Sum {
            all: member.count,
            have: if has == Tri::Yes { member.count } else { 0 },
            perhaps: if has == Tri::No { 0 } else { member.count },
        }
    }

    /// Members who count, and those of whom it is not known whether they do.
    fn sums(
        &self,
        leaf: &MembersLeaf,
        denominator: Option<&'a Denominator>,
        members: &[MemberFact],
        mut trail: Option<&mut Trail>,
    ) -> (Sum, BTreeMap<Absence, Sum>) {
        let mut certain = Sum::default();
        let mut open: BTreeMap<Absence, Sum> = BTreeMap::new();
        for member in members {
            let sum = Self::sum(member, leaf);
            let counts = denominator.map_or(Counts::Yes, |own| self.standing(member, own));
            let (out, how) = match counts {
                Counts::Yes => {
                    certain.add(sum);
                    continue;
                }
                Counts::No(out) => (out, "không tính vào mẫu số"),
                Counts::Open(out) => {
                    open.entry(out.who).or_default().add(sum);
                    (out, "chưa rõ có tính vào mẫu số hay không")
                }
            };
            if let Some(trail) = trail.as_deref_mut() {
                let (count, why) = (two(member.count), reason_of(out));
                trail.left_out.push(format!("{count} người: {why} ({how})"));
            }
        }
        (certain, open)
    }

    pub(super) fn members_leaf(
        &mut self,
        leaf: &MembersLeaf,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let share = leaf
            .share
            .map(|share| self.portion(share, trail.as_deref_mut()));
        let number = leaf
            .at_least
            .map(|number| self.number(number, trail.as_deref_mut()));
        if share == Some(Resolved::Unknown) || number == Some(Resolved::Unknown) {
            return Self::no_value(trail);
        }
        let facts = self.facts;
        let Some(members) = &facts.members else {
            return Self::not_told(NO_MEMBERS, trail);
        };
        let denominator = leaf
            .denominator
            .and_then(|at| self.book.denominators.get(at));
        let (certain, open) = self.sums(leaf, denominator, members, trail.as_deref_mut());
        let enough = |have: i64, all: i64| {
            let by_share = match share {
                Some(Resolved::Is((share, strict))) => share.reached(have, all, strict),
                _ => true,
            };
            let by_number = match number {
                Some(Resolved::Is(number)) => have >= number,
                _ => true,
            };
            by_share && by_number
        };
        let holds = every_way(certain, &open, enough);
        if let Some(trail) = trail {
            self.tell_members(leaf, (certain, share), holds, trail);
        }
        let need = match (share, number) {
            (Some(Resolved::Is((share, strict))), _) => share.least(certain.all, strict),
            (_, Some(Resolved::Is(number))) => number,
            _ => 0,
        };
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            self.this_year_or_next()
        };
        Reach {
            holds,
            got: certain.have,
            may: certain.perhaps,
            need,
            hope,
        }
    }

    fn tell_members(
        &self,
        leaf: &MembersLeaf,
        found: (Sum, Option<Resolved<(Fraction, bool)>>),
        holds: Tri,
        trail: &mut Trail,
    ) {
        let (sum, share) = found;
        let what = match leaf.level {
            Some(level) => format!("{} trở lên", super::ratings::level_words(level)),
            None => {
                let names: Vec<&str> = leaf
                    .awards
                    .iter()
                    .map(|award| self.book.names.name(award))
                    .collect();
                format!("đạt {}", names.join(" hoặc "))
            }
        };
        trail.found = format!("{}/{} người {what}", two(sum.have), two(sum.all));
        if sum.perhaps > sum.have {
            trail.remark(format!(
                "{} người chưa có kết quả",
                two(sum.perhaps - sum.have)
            ));
        }
        if let Some(Resolved::Is((share, strict))) = share {
            trail.number("share", share.vn());
            let least = share.least(sum.all, strict);
            trail.number("n", two(least));
            if holds != Tri::Yes {
                trail.lacks = format!("cần ít nhất {}/{} người {what}", two(least), two(sum.all));
            }
        } else if holds != Tri::Yes {
            trail.lacks = format!("chưa đủ số người {what}");
        }
        if !trail.left_out.is_empty() && leaf.denominator.is_none() {
            trail.left_out.clear();
        }
    }

    pub(super) fn members_discipline(
        &mut self,
        from_form: usize,
        trail: Option<&mut Trail>,
    ) -> Reach {
        let Some(members) = &self.facts.members else {
            return Self::not_told(NO_MEMBERS, trail);
        };
        let grave = |member: &&MemberFact| member.discipline.is_some_and(|form| form >= from_form);
        let got: i64 = members
            .iter()
            .filter(grave)
            .map(|member| member.count)
            .sum();
        let hidden = members.iter().any(|member| !member.conduct_known);
        let holds = Tri::of(got == 0 && !hidden, got == 0);
        if let Some(trail) = trail {
            let form = FORMS
                .get(from_form)
                .map_or("", |form| super::conduct::form_words(form));
            trail.found = match (got, hidden) {
                (0, false) => format!("không có cá nhân bị kỷ luật từ {form} trở lên"),
                (0, true) => "người xem không có quyền xem kỷ luật của thành viên".to_owned(),
                (got, _) => format!("{} cá nhân bị kỷ luật từ {form} trở lên", two(got)),
            };
            if holds != Tri::Yes {
                trail.lacks = trail.found.clone();
            }
        }
        Reach {
            holds,
            got,
            may: got,
            need: 0,
            hope: Hope::In(self.moment.year.next(), None),
        }
    }
}

fn reason_of(out: &LeaveOut) -> &str {
    if out.text.is_empty() {
        reason(out.who)
    } else {
        &out.text
    }
}

/// Whether it is enough with each of the open groups counted or not, and with what is not known either way.
fn every_way(
    certain: Sum,
    open: &BTreeMap<Absence, Sum>,
    enough: impl Fn(i64, i64) -> bool,
) -> Tri {
    let groups: Vec<Sum> = open.values().copied().collect();
    let ways = 1_u32 << u32::try_from(groups.len()).unwrap_or(0).min(6);
    let (mut always, mut ever) = (true, false);
    for way in 0..ways {
        let mut sum = certain;
        for (at, group) in groups.iter().enumerate() {
            if way >> at & 1 == 1 {
                sum.add(*group);
            }
        }
        always &= enough(sum.have, sum.all);
        ever |= enough(sum.perhaps, sum.all);
    }
    Tri::of(always, ever)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn six_months_are_full_on_their_last_day() {
        assert!(months_full(date(2025, 4, 1), 6, date(2025, 9, 30)));
        assert!(!months_full(date(2025, 4, 2), 6, date(2025, 9, 30)));
        assert!(
            months_full(date(2024, 8, 31), 6, date(2025, 2, 28)),
            "a month without such a day is full on its last"
        );
        assert!(!months_full(date(2024, 8, 31), 6, date(2025, 2, 26)));
    }

    #[test]
    fn what_is_open_is_reckoned_both_ways() {
        let sum = |all, have| Sum {
            all,
            have,
            perhaps: have,
        };
        let seventy =
            |have: i64, all: i64| Fraction { part: 7, whole: 10 }.reached(have, all, false);
        let one = |sum| BTreeMap::from([(Absence::Maternity, sum)]);
        assert_eq!(
            every_way(sum(10, 7), &one(sum(1, 0)), seventy),
            Tri::Unknown
        );
        assert_eq!(every_way(sum(10, 8), &one(sum(1, 0)), seventy), Tri::Yes);
        assert_eq!(every_way(sum(10, 6), &one(sum(1, 0)), seventy), Tri::No);
    }
}
