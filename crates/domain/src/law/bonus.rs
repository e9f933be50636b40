//! Bonus money: coefficient × base salary of the day of the decision, rounded up to 10,000 đồng.
//!
//! All numbers are values of the rulebook. Of titles for the same achievement period only the highest is paid;
//! titles and commendations are paid both (NĐ 152/2025 Đ49).

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::book::Lawbook;
use super::fact::{AwardId, SubjectKind};
use super::outcome::Tri;
use super::proof::{UsedValue, cited, told};
use super::value::{Dated, Fraction, Value};
use crate::time::{PartialDate, WorkYear, YearSpan};

/// An award to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusItem {
    /// Which.
    pub award: AwardId,
    /// To whom.
    pub subject: SubjectKind,
    /// The achievement period; `None`: not told.
    pub years: Option<YearSpan>,
    /// Day of the decision.
    pub decided_on: Date,
}

/// What an award brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Coefficient of the base salary, the factor of collectives in it.
    pub coefficient: Fraction,
    /// Base salary of the day, in đồng a month.
    pub base_salary: i64,
    /// What the award brings by itself, in đồng.
    pub amount: i64,
    /// What is paid, in đồng: nothing where a higher title of the same period is paid.
    pub paid: i64,
    /// Whether the coefficient is a ceiling (không quá): the amount is the most, rounded down.
    pub is_ceiling: bool,
    /// Why less is paid, or what to keep in mind; empty: nothing.
    pub note: String,
    /// The values it rests on, with their articles.
    pub values: Vec<UsedValue>,
}

/// Gathers values of a day with where they come from.
struct Values<'b> {
    book: &'b Lawbook,
    on: Date,
    used: Vec<UsedValue>,
}

impl<'b> Values<'b> {
    fn dated(&mut self, id: &str) -> Option<&'b Dated> {
        let parameter = self.book.parameter(id)?;
        let dated = parameter.on(self.on)?;
        let regime = self
            .book
            .regime_on(self.on)
            .and_then(|at| self.book.regimes.get(at));
        let at_most = regime
            .and_then(|regime| regime.at_most)
            .filter(|_| dated.confirmed.is_none());
        self.used.push(UsedValue {
            parameter: parameter.id.clone(),
            name: parameter.name.clone(),
            value: told(self.book, parameter, &dated.value),
            from: dated.from,
            cites: cited(self.book, &dated.cites, self.on),
            confidence: at_most.map_or(dated.confidence, |at_most| dated.confidence.max(at_most)),
            confirmed: dated.confirmed.clone(),
        });
        Some(dated)
    }

    fn share(&mut self, id: &str) -> Option<Fraction> {
        match self.dated(id)?.value {
            Value::Share(share) => Some(share),
            _ => None,
        }
    }

    fn whole(&mut self, id: &str) -> Option<i64> {
        match self.dated(id)?.value {
            Value::Whole(whole) => Some(whole),
            _ => None,
        }
    }

    fn word(&mut self, id: &str) -> Option<&'b str> {
        match &self.dated(id)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// What an award decided on a day brings by itself; `None` where a value of the law is not known.
pub fn bonus(book: &Lawbook, award: AwardId, subject: SubjectKind, on: Date) -> Option<Payment> {
    let mut values = Values {
        book,
        on,
        used: Vec::new(),
    };
    let code = book.names.code(award);
    let own = values.share(&format!("thuong.he_so.{code}"))?;
    let factor = match subject {
        SubjectKind::Collective if !book.names.is_title(award) => {
            values.share("thuong.he_so.tap_the")?
        }
        SubjectKind::Household => values.share("thuong.he_so.ho_gia_dinh")?,
        _ => Fraction { part: 1, whole: 1 },
    };
    let coefficient = Fraction {
        part: own.part.checked_mul(factor.part)?,
        whole: own.whole.checked_mul(factor.whole)?,
    };
    let base_salary = values.whole("luong_co_so")?;
    let step = values.whole("thuong.lam_tron")?.max(1);
    let is_ceiling = values
        .word("thuong.tran")
        .is_some_and(|codes| codes.split(';').any(|own| own.trim() == code));
    let exact = i128::from(coefficient.part).checked_mul(base_salary.into())?;
    let unit = i128::from(coefficient.whole).checked_mul(step.into())?;
    // A ceiling is never passed by rounding.
    let up = i128::from(!is_ceiling && exact.rem_euclid(unit) != 0);
    let amount = i64::try_from((exact.div_euclid(unit) + up).checked_mul(step.into())?).ok()?;
    Some(Payment {
        coefficient,
        base_salary,
        amount,
        paid: amount,
        is_ceiling,
        note: if is_ceiling {
            "mức tối đa".to_owned()
        } else {
            String::new()
        },
        values: values.used,
    })
}

/// Reckons many awards: what an award brings on a day is reckoned once.
pub struct Reckoner<'b> {
    book: &'b Lawbook,
    known: HashMap<(AwardId, SubjectKind, Date), Option<Arc<Payment>>>,
}

impl<'b> Reckoner<'b> {
    /// Over a book.
    pub fn new(book: &'b Lawbook) -> Self {
        Self {
            book,
            known: HashMap::new(),
        }
    }

    /// As [`bonus`].
    pub fn bonus(
        &mut self,
        award: AwardId,
        subject: SubjectKind,
        on: Date,
    ) -> Option<Arc<Payment>> {
        let book = self.book;
        let known = self.known.entry((award, subject, on));
        known
            .or_insert_with(|| bonus(book, award, subject, on).map(Arc::new))
            .clone()
    }

    /// How each award of one subject stands beside its other titles.
    pub fn beside(&mut self, items: &[BonusItem]) -> Vec<Beside> {
        let own: Vec<Option<i64>> = items
            .iter()
            .map(|item| {
                let paid = self.bonus(item.award, item.subject, item.decided_on);
                paid.map(|paid| paid.amount)
            })
            .collect();
        let time = |item: &BonusItem| (item.years, Some(PartialDate::day(item.decided_on)));
        let one = |(at, item): (usize, &BonusItem)| {
            let rivals = items.iter().enumerate().zip(&own);
            let rivals = rivals.filter_map(|((other, rival), amount)| {
                let same = same_time(time(item), time(rival));
                let is_rival = other != at && self.book.names.is_title(rival.award);
                (is_rival && same != Tri::No).then_some(Rival {
                    at: other,
                    amount: *amount,
                    sure: same == Tri::Yes,
                })
            });
            let amount = own.get(at).copied().flatten();
            self.among(item.award, item.decided_on, (at, amount), rivals)
        };
        items.iter().enumerate().map(one).collect()
    }

    /// How a title (its place, what it brings) decided on a day stands among others of who received it.
    pub fn among(
        &self,
        award: AwardId,
        on: Date,
        (at, amount): (usize, Option<i64>),
        rivals: impl Iterator<Item = Rival>,
    ) -> Beside {
        let Some(mine) = amount.filter(|_| self.book.names.is_title(award)) else {
            return Beside::Paid;
        };
        if !only_highest(self.book, on) {
            return Beside::Paid;
        }
        let beats = |rival: &Rival| {
            let theirs = rival.amount;
            theirs.is_none_or(|theirs| theirs > mine || theirs == mine && rival.at < at)
        };
        // One that surely stands in its stead first, the highest of all, the first of equal ones.
        let order = |rival: &Rival| (!rival.is_known(), Reverse(rival.amount), rival.at);
        match rivals.filter(beats).min_by_key(order) {
            None => Beside::Paid,
            Some(rival) if rival.is_known() => Beside::Under(rival.at),
            Some(rival) => Beside::Open(rival.at),
        }
    }
}

/// How an award stands beside other titles of who received it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// It is paid.
    Paid,
    /// The higher title at that place, of the same achievement period, is paid in its stead.
    Under(usize),
    /// Whether the title at that place is, nobody can tell: what it brings, its period or its recipient is not known.
    Open(usize),
}

/// Another title that may be of the same recipient and achievement period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    /// Its place: of two that bring the same the first is paid.
    pub at: usize,
    /// What it brings, in đồng; `None`: not known.
    pub amount: Option<i64>,
    /// Whether recipient and period are surely the same.
    pub sure: bool,
}

impl Rival {
    fn is_known(&self) -> bool {
        self.sure && self.amount.is_some()
    }
}

/// Whether two awards, by their years and the days of their decisions, are of one achievement period. One without years
/// is of the work year it was decided in, or of that before.
pub fn same_time(
    one: (Option<YearSpan>, Option<PartialDate>),
    other: (Option<YearSpan>, Option<PartialDate>),
) -> Tri {
    if let (Some(one), Some(other)) = (one.0, other.0) {
        return if one == other { Tri::Yes } else { Tri::No };
    }
    let ends = |(years, day): (Option<YearSpan>, Option<PartialDate>)| {
        let own = years.map(|years| (years.to, years.to));
        own.or_else(|| {
            let day = day?;
            let (first, last) = (WorkYear::of(day.first_day()), WorkYear::of(day.last_day()));
            Some((first.previous(), last))
        })
    };
    match (ends(one), ends(other)) {
        (Some(one), Some(other)) if one.1 < other.0 || other.1 < one.0 => Tri::No,
        _ => Tri::Unknown,
    }
}

/// What the awards of one subject bring together, in their order; `None` where a value of the law is not known, of it or
/// of a title that may stand in its stead.
pub fn payments(book: &Lawbook, items: &[BonusItem]) -> Vec<Option<Payment>> {
    let mut reckoner = Reckoner::new(book);
    let beside = reckoner.beside(items);
    let paid = |(item, beside): (&BonusItem, Beside)| {
        let mut payment = reckoner
            .bonus(item.award, item.subject, item.decided_on)?
            .as_ref()
            .clone();
        match beside {
            Beside::Paid => {}
            Beside::Open(_) => return None,
            Beside::Under(higher) => {
                payment.paid = 0;
                payment.note = paid_higher(book.names.name(items.get(higher)?.award));
            }
        }
        Some(payment)
    };
    items.iter().zip(beside).map(paid).collect()
}

/// Why a title brings nothing, in words.
pub fn paid_higher(title: &str) -> String {
    format!("đã thưởng theo danh hiệu cao hơn của cùng thời gian thành tích: {title}")
}

fn only_highest(book: &Lawbook, on: Date) -> bool {
    let dated = book
        .parameter("thuong.cung_ky_cao_nhat")
        .and_then(|parameter| parameter.on(on));
    dated.is_some_and(|dated| dated.value == Value::Text("co".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_that_are_not_told_may_be_the_same() {
        let year = |year: i16| Some(YearSpan::single(WorkYear(year)));
        let day = |year: i16, month: i8| Some(PartialDate::day(Date::constant(year, month, 5)));
        assert_eq!(same_time((year(2025), None), (year(2025), None)), Tri::Yes);
        assert_eq!(same_time((year(2025), None), (year(2024), None)), Tri::No);
        // Decided in December 2025, that is in the work year 2026: of it or of 2025.
        let loose = (None, day(2025, 12));
        assert_eq!(same_time((year(2025), None), loose), Tri::Unknown);
        assert_eq!(same_time((year(2024), None), loose), Tri::No);
        assert_eq!(same_time(loose, (None, day(2025, 3))), Tri::Unknown);
        assert_eq!(same_time(loose, (None, day(2024, 3))), Tri::No);
        assert_eq!(same_time((year(2024), None), (None, None)), Tri::Unknown);
    }
}
