//! Initiatives and scientific tasks: how far, when recognised, and what they were used for already.
//!
//! One initiative serves once: used for a title it counts for no commendation and the other way round, used for a
//! commendation for no other (CV 5007/BNV-TĐKT 05/9/2023). That a second title may rest on it is disputed: a remark.

use jiff::civil::Date;

use super::years::{in_order, lies};
use super::{Bench, Trail, two};
use crate::law::fact::InitiativeFact;
use crate::law::outcome::{Hope, Reach, Tri};
use crate::law::rule::InitiativeLeaf;
use crate::law::value::Value;
use crate::time::WorkYear;

/// Whether an initiative serves once (`co`, or `khong`); a book that does not say so means once.
const ONCE: &str = "sang_kien.dung_mot_lan";

/// How an earlier use stands against this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reuse {
    Fresh,
    OtherTitle,
    Barred,
}

impl Bench<'_> {
    fn reuse(&self, fact: &InitiativeFact, for_title: bool) -> Reuse {
        let names = &self.book.names;
        // Its use for the very dossier that is judged is no other use.
        let others = fact
            .used
            .iter()
            .filter(|used| **used != (self.award, self.moment.year));
        let mut reuse = Reuse::Fresh;
        for (award, _) in others {
            if !for_title || !names.is_title(*award) {
                return Reuse::Barred;
            }
            reuse = Reuse::OtherTitle;
        }
        reuse
    }

    /// Whether it was recognised in time and reaches far enough.
    fn counts(
        &self,
        fact: &InitiativeFact,
        leaf: &InitiativeLeaf,
        from: (Date, Date),
        until: Date,
    ) -> Tri {
        let wanted = if fact.is_task {
            leaf.tasks
        } else {
            leaf.initiatives
        };
        if !wanted || !fact.recognised {
            return Tri::No;
        }
        let far = fact.scope.map_or(Tri::Unknown, |scope| {
            Tri::of(scope >= leaf.scope, scope >= leaf.scope)
        });
        let (sure_from, may_from) = from;
        let when = fact.recognised_on.map_or(Tri::Unknown, |day| {
            let surely = lies(day, sure_from, until) == Tri::Yes;
            Tri::of(surely, lies(day, may_from, until) != Tri::No)
        });
        far.min(when)
    }

    /// The first day of a window of years.
    fn first_day(&self, years: u64) -> Date {
        match i16::try_from(64 - years.leading_zeros()).unwrap_or(0) {
            0 => Date::MAX,
            64 => Date::MIN,
            length => WorkYear(self.moment.year.0.saturating_sub(length - 1)).first_day(),
        }
    }

    pub(super) fn initiative_leaf(
        &mut self,
        leaf: &InitiativeLeaf,
        mut trail: Option<&mut Trail>,
    ) -> Reach {
        let Some(window) = self.window(leaf.span, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let Some(need) = self.needed_number(leaf.at_least, trail.as_deref_mut()) else {
            return Self::no_value(trail);
        };
        let from = (self.first_day(window.sure(0)), self.first_day(window.may()));
        // What the council recognises after the last day of the year, for the year, is in time by the day of judging.
        let until = if leaf.by_council {
            self.moment.on
        } else {
            self.moment.on.min(self.moment.year.last_day())
        };
        let for_title = leaf
            .for_title
            .unwrap_or_else(|| self.book.names.is_title(self.award));
        let (mut sure, mut may) = (0_i64, 0_i64);
        let mut links = Vec::new();
        for fact in &self.facts.initiatives {
            let counts = self.counts(fact, leaf, from, until);
            if counts == Tri::No {
                continue;
            }
            let mut reuse = self.reuse(fact, for_title);
            if reuse != Reuse::Fresh {
                let once = self.named(ONCE, trail.as_deref_mut());
                if once.is_some_and(|value| *value == Value::Text("khong".to_owned())) {
                    reuse = Reuse::Fresh;
                }
            }
            if let Some(trail) = trail.as_deref_mut() {
                tell(fact, reuse, trail);
            }
            if reuse == Reuse::Barred {
                continue;
            }
            sure += i64::from(counts == Tri::Yes);
            may += 1;
            if trail.is_some() {
                links.push((fact.link.clone(), words(fact)));
            }
        }
        let holds = Tri::of(sure >= need, may >= need);
        let hope = if holds == Tri::Yes {
            Hope::Never
        } else {
            self.this_year_or_next()
        };
        let reach = Reach {
            holds,
            got: sure,
            may,
            need,
            hope,
        };
        if let Some(trail) = trail {
            told(leaf, reach, trail);
            in_order(links, trail);
        }
        reach
    }
}

fn told(leaf: &InitiativeLeaf, reach: Reach, trail: &mut Trail) {
    let scope = leaf.scope.vn();
    trail.number("n", two(reach.need));
    trail.found = match (reach.got, reach.may > reach.got) {
        (0, false) => format!(
            "chưa có sáng kiến, đề tài phạm vi {scope} trở lên được công nhận trong thời gian tính"
        ),
        (got, false) => format!("{} sáng kiến, đề tài được công nhận", two(got)),
        (got, true) => format!(
            "{} sáng kiến, đề tài chắc chắn, có thể đến {}",
            two(got),
            two(reach.may)
        ),
    };
    if reach.holds != Tri::Yes {
        trail.lacks = format!(
            "còn thiếu {} sáng kiến, đề tài phạm vi {scope} trở lên",
            two((reach.need - reach.got).max(1))
        );
    }
}

fn words(fact: &InitiativeFact) -> String {
    let mut words = format!(
        "{} «{}»",
        if fact.is_task {
            "đề tài"
        } else {
            "sáng kiến"
        },
        fact.name
    );
    match fact.scope {
        Some(scope) => words.push_str(&format!(", phạm vi {}", scope.vn())),
        None => words.push_str(", chưa ghi phạm vi"),
    }
    if let Some(day) = fact.recognised_on {
        words.push_str(&format!(", công nhận ngày {}", day.vn()));
    }
    words
}

fn tell(fact: &InitiativeFact, reuse: Reuse, trail: &mut Trail) {
    match reuse {
        Reuse::Fresh => {}
        Reuse::OtherTitle => trail.remark(format!(
            "{}: đã dùng xét một danh hiệu khác, cần cân nhắc",
            words(fact)
        )),
        Reuse::Barred => trail.remark(format!(
            "không tính {}: mỗi sáng kiến chỉ được dùng một lần làm căn cứ khen thưởng",
            words(fact)
        )),
    }
}
