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
use super::proof::{UsedValue, cited, told};
use super::value::{Dated, Fraction, Value};
use crate::time::YearSpan;

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

    /// Of each award of one subject the place of the higher title of the same achievement period that is paid in its
    /// stead; `None`: it is paid itself.
    pub fn higher(&mut self, items: &[BonusItem]) -> Vec<Option<usize>> {
        let own: Vec<i64> = items
            .iter()
            .map(|item| {
                let paid = self.bonus(item.award, item.subject, item.decided_on);
                paid.map_or(0, |paid| paid.amount)
            })
            .collect();
        let amount = |at: usize| own.get(at).copied().unwrap_or_default();
        let names = &self.book.names;
        let rival = |at: usize, item: &BonusItem| {
            if !names.is_title(item.award) || !only_highest(self.book, item.decided_on) {
                return None;
            }
            let beats = |(other, rival): &(usize, &BonusItem)| {
                let same = rival.years.is_some()
                    && rival.years == item.years
                    && names.is_title(rival.award);
                let (theirs, mine) = (amount(*other), amount(at));
                *other != at && same && (theirs > mine || theirs == mine && *other < at)
            };
            let rivals = items.iter().enumerate().filter(beats);
            // The highest of all, the first of equal ones.
            let best = rivals.min_by_key(|(other, _)| (Reverse(amount(*other)), *other));
            best.map(|(other, _)| other)
        };
        let places = items.iter().enumerate();
        places.map(|(at, item)| rival(at, item)).collect()
    }
}

/// What the awards of one subject bring together, in their order; `None` where a value of the law is not known.
pub fn payments(book: &Lawbook, items: &[BonusItem]) -> Vec<Option<Payment>> {
    let mut reckoner = Reckoner::new(book);
    let higher = reckoner.higher(items);
    let paid = |(item, higher): (&BonusItem, Option<usize>)| {
        let mut payment = reckoner
            .bonus(item.award, item.subject, item.decided_on)?
            .as_ref()
            .clone();
        if let Some(higher) = higher.and_then(|at| items.get(at)) {
            payment.paid = 0;
            payment.note = paid_higher(book.names.short(higher.award));
        }
        Some(payment)
    };
    items.iter().zip(higher).map(paid).collect()
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
