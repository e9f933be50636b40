//! Other titles of who received one: of titles for the same achievement period only the highest is paid (Nghị định
//! 152/2025/NĐ-CP Điều 49), whatever decision they stand in.
//!
//! Where the register does not tell for sure that two titles are of one recipient and one time, the higher one is paid
//! (it is in either case) and the lower one waits for a person: money is never paid twice silently, and names without
//! a second title of theirs are paid as they stand.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use thidua_domain::law::{AwardId, Beside, Rival, SubjectKind, Tri, paid_higher, same_time};
use thidua_domain::register::Award;
use thidua_domain::text::fold;
use thidua_domain::time::PartialDate;

use super::pay::{Standing, Till};

/// Places of given titles by the folded name of who received them: of names that some row tells without a code.
pub(super) type Names = HashMap<String, Vec<usize>>;

const GIVEN: &str = "da_tang";

impl<'a> Till<'a> {
    /// Why a title is not paid beside another one, and how it stands then; `None`: it is paid.
    pub(super) fn beside(
        &mut self,
        award: &Award,
        item: (AwardId, SubjectKind),
        on: Date,
    ) -> Option<(Standing, String)> {
        let stands = self.stands(award, item, on)?;
        let (Beside::Under(at) | Beside::Open(at)) = stands else {
            return None;
        };
        let rival = self.state.awards.get(at)?;
        let title = self.book.names.award(&rival.award)?;
        let name = self.book.names.name(title);
        let decision = rival.decision.as_ref();
        let decision = decision.map(|own| format!(" ({})", self.state.cited(own)));
        let decision = decision.unwrap_or_default();
        if matches!(stands, Beside::Under(_)) {
            let words = paid_higher(name);
            return Some((Standing::Higher, format!("{words}{decision}")));
        }
        let why = if award.subject.is_none() || award.subject != rival.subject {
            format!("cùng tên, cùng cơ quan còn có {name}{decision}: chưa rõ có phải một đối tượng")
        } else if same_time(time(award), time(rival)) == Tri::Unknown {
            format!("còn có {name}{decision}: chưa rõ có cùng thời gian thành tích")
        } else {
            format!("cùng thời gian thành tích còn có {name}{decision}, chưa rõ mức tiền thưởng")
        };
        Some((
            Standing::Unknown,
            format!("{why}; cùng thời gian chỉ thưởng danh hiệu có mức cao nhất"),
        ))
    }

    /// How a title stands beside the others, by their places in the register; `None`: it is no title that is given.
    pub(super) fn stands(
        &mut self,
        award: &Award,
        (id, subject): (AwardId, SubjectKind),
        on: Date,
    ) -> Option<Beside> {
        if !self.book.names.is_title(id) || award.status != GIVEN {
            return None;
        }
        let state = self.state;
        let mut own = None;
        let mut rivals = Vec::new();
        for at in self.places(award) {
            let Some(rival) = state.awards.get(at) else {
                continue;
            };
            if std::ptr::eq(rival, award) {
                own = Some(at);
            } else if let Some(rival) = self.rival(award, (at, rival), subject, on) {
                rivals.push(rival);
            }
        }
        let amount = self.reckoner.bonus(id, subject, on)?.amount;
        let own = (own?, Some(amount));
        Some(self.reckoner.among(id, on, own, rivals.into_iter()))
    }

    /// Rows that may be of the same recipient.
    fn places(&self, award: &Award) -> BTreeSet<usize> {
        let awards = self.state.awards.as_slice();
        let mut places = BTreeSet::new();
        if let Some(code) = award.subject.as_deref() {
            places.extend(self.index.places_of(awards, code));
        }
        let names = self.names.get_or_init(|| self.by_name());
        if let Some(same) = names.get(&self.name(award).unwrap_or_default()) {
            places.extend(same);
        }
        places
    }

    /// A title that may stand in the stead of another one.
    fn rival(
        &mut self,
        award: &Award,
        (at, rival): (usize, &Award),
        subject: SubjectKind,
        on: Date,
    ) -> Option<Rival> {
        let id = self.book.names.award(&rival.award)?;
        let given = rival.status == GIVEN && rival.kind == award.kind;
        if !given || !self.book.names.is_title(id) {
            return None;
        }
        let known = award.subject.is_some() && award.subject == rival.subject;
        // Two who are both known are two; of names alone those of one agency may be one.
        let both = award.subject.is_some() && rival.subject.is_some();
        let may_be = !both && (rival.agency == award.agency || same_unit(award, rival));
        let same = same_time(time(award), time(rival));
        if !(known || may_be) || same == Tri::No {
            return None;
        }
        // One whose day is not known is compared as of the same day.
        let day = rival.decided_on.map_or(on, PartialDate::first_day);
        let amount = self.reckoner.bonus(id, subject, day);
        Some(Rival {
            at,
            amount: amount.map(|payment| payment.amount),
            sure: known && same == Tri::Yes,
        })
    }

    fn by_name(&self) -> Names {
        let names = &self.book.names;
        let title = |award: &Award| {
            let id = names.award(&award.award);
            award.status == GIVEN && id.is_some_and(|id| names.is_title(id))
        };
        let awards = self.state.awards.iter().enumerate();
        let titles: Vec<(usize, &Award)> = awards.filter(|(_, award)| title(award)).collect();
        let told = titles.iter().filter(|(_, award)| award.subject.is_none());
        let told: HashSet<String> = told.filter_map(|(_, award)| self.name(award)).collect();
        let mut found = Names::new();
        if told.is_empty() {
            return found;
        }
        for (at, award) in titles {
            if let Some(name) = self.name(award).filter(|name| told.contains(name)) {
                found.entry(name).or_default().push(at);
            }
        }
        found
    }

    fn name(&self, award: &Award) -> Option<String> {
        match (&award.subject, &award.named) {
            (Some(code), _) => {
                let day = award.decided_on.map(PartialDate::first_day);
                Some(fold(&self.state.name_on(code, day.unwrap_or(Date::MAX))))
            }
            (None, Some(named)) => Some(fold(&named.name)),
            (None, None) => None,
        }
    }
}

fn time(award: &Award) -> (Option<thidua_domain::time::YearSpan>, Option<PartialDate>) {
    (award.years, award.decided_on)
}

/// Whether two rows name the same unit of who received them.
fn same_unit(one: &Award, other: &Award) -> bool {
    let unit = |award: &Award| {
        let named = award.named.as_ref()?;
        named.unit.as_deref().map(fold)
    };
    unit(one).is_some_and(|own| Some(own) == unit(other))
}
