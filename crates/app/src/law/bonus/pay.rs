//! What each row of the register brings: reckoned, a ceiling, counted without names, nothing beside a higher title of
//! the same time, not to be reckoned and why, or cancelled.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::law::{AwardId, Beside, Lawbook, Payment, Reckoner, SubjectKind};
use thidua_domain::register::{Award, Index};
use thidua_domain::text::number::group;
use thidua_domain::time::PartialDate;

use super::beside::Names;
use super::{unknown, words};
use crate::State;

/// How a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// So much is paid.
    Paid,
    /// At most so much.
    Ceiling,
    /// So much in all, to recipients whose names are not known.
    Unnamed,
    /// Nothing: a higher title of the same time is paid.
    Higher,
    /// It cannot be reckoned.
    Unknown,
    /// The decision was cancelled.
    Cancelled,
}

impl Standing {
    /// Its place among the states of the list.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Paid => 0,
            Self::Ceiling => 1,
            Self::Unnamed => 2,
            Self::Higher => 3,
            Self::Unknown => 4,
            Self::Cancelled => 5,
        }
    }

    /// Whether its amount is paid out by the list: to somebody named.
    pub(crate) fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Ceiling)
    }
}

/// What a row brings.
#[derive(Clone, Debug)]
pub(crate) struct Pay {
    /// How it stands.
    pub(crate) standing: Standing,
    /// The day its values are of; `None`: not known.
    pub(crate) on: Option<Date>,
    /// What one such award brings, where that is known.
    pub(crate) one: Option<Arc<Payment>>,
    /// How many are paid.
    pub(crate) count: i64,
    /// What is paid in all, in đồng: 0 where nothing is.
    pub(crate) amount: i64,
    /// Why not, or what to keep in mind.
    pub(crate) note: String,
    /// Whether a value it rests on was not compared with the original.
    pub(crate) unconfirmed: bool,
}

/// Reckons rows of a register.
pub(crate) struct Till<'a> {
    pub(super) state: &'a State,
    pub(super) book: &'a Lawbook,
    /// Awards by who received them.
    pub(super) index: Arc<Index>,
    pub(super) reckoner: Reckoner<'a>,
    /// Titles by the name of who received them.
    pub(super) names: OnceCell<Names>,
}

impl<'a> Till<'a> {
    pub(crate) fn new(state: &'a State) -> Self {
        let book = state.law.as_ref();
        Self {
            state,
            book,
            index: state.award_index(),
            reckoner: Reckoner::new(book),
            names: OnceCell::new(),
        }
    }

    /// What a row brings.
    pub(crate) fn pay(&mut self, award: &Award) -> Pay {
        let mut pay = match self.reckoned(award) {
            Ok(pay) => pay,
            Err(note) => Pay {
                standing: Standing::Unknown,
                on: None,
                one: None,
                count: award.count.unwrap_or(1),
                amount: 0,
                note,
                unconfirmed: false,
            },
        };
        if award.status == "thu_hoi" {
            pay.standing = Standing::Cancelled;
            pay.amount = 0;
            pay.note = crate::register::cancelled::cancelled_by(self.state, award)
                .unwrap_or_else(|| "quyết định khen thưởng đã bị hủy bỏ".to_owned());
        }
        pay
    }

    /// What an award of the register brought, told otherwise (`given`): of a cancelled one as if it were not.
    pub(crate) fn pay_alone(&mut self, stands: &Award, given: &Award) -> Pay {
        let mut pay = self.pay(given);
        // The row itself is compared with its rivals where it stands in the register.
        if pay.standing != Standing::Unknown
            && let (Some(on), Ok(item)) = (pay.on, self.item(given))
            && stands.status == "da_tang"
            && let Some((standing, note)) = self.beside(stands, item, on)
        {
            pay.standing = standing;
            pay.amount = 0;
            pay.note = note;
        }
        pay
    }

    /// What a title would bring that is not paid because of another one of the same time; `None`: it is paid, or not
    /// because of that one.
    pub(crate) fn unpaid_because_of(
        &mut self,
        award: &Award,
        other: &Award,
    ) -> Option<(i64, bool)> {
        let item = self.item(award).ok()?;
        let (on, _) = self.day(award, item).ok()?;
        let Beside::Under(higher) = self.stands(award, item, on)? else {
            return None;
        };
        let reason = self.state.awards.get(higher);
        let reason = reason.is_some_and(|row| std::ptr::eq(row, other));
        let one = self.reckoner.bonus(item.0, item.1, on)?;
        reason.then(|| (one.amount, words::is_unconfirmed(&one.values)))
    }

    fn reckoned(&mut self, award: &Award) -> Result<Pay, String> {
        let item = self.item(award)?;
        let (on, about) = self.day(award, item)?;
        let one = self.reckoner.bonus(item.0, item.1, on);
        let one = one.ok_or_else(|| unknown(self.book, item.0, on))?;
        let count = award.count.ok_or("Nguồn không nêu số lượng được tặng.")?;
        let amount = one
            .amount
            .checked_mul(count)
            .ok_or("Số tiền vượt quá giới hạn tính.")?;
        let unnamed = award.subject.is_none() && award.named.is_none();
        let mut notes = vec![about];
        let standing = match (unnamed, one.is_ceiling) {
            (true, _) => Standing::Unnamed,
            (false, true) => Standing::Ceiling,
            (false, false) => Standing::Paid,
        };
        if one.is_ceiling {
            notes.push("mức tối đa, cơ quan quyết định ấn định mức chi".to_owned());
        }
        if count != 1 {
            notes.push(format!("{} × {} đồng", group(count), group(one.amount)));
        }
        let mut pay = Pay {
            standing,
            on: Some(on),
            unconfirmed: words::is_unconfirmed(&one.values),
            one: Some(one),
            count,
            amount,
            note: String::new(),
        };
        if let Some((standing, note)) = self.beside(award, item, on) {
            pay.standing = standing;
            pay.amount = 0;
            notes = vec![note];
        }
        notes.retain(|note| !note.is_empty());
        pay.note = notes.join("; ");
        Ok(pay)
    }

    fn item(&self, award: &Award) -> Result<(AwardId, SubjectKind), String> {
        if award.award.contains(';') {
            return Err(
                "Nguồn ghi chung nhiều danh hiệu, hình thức, không tách được từng mức.".to_owned(),
            );
        }
        let id = self
            .book
            .names
            .award(&award.award)
            .ok_or("Quy định không có mức tiền thưởng của danh hiệu, hình thức này.")?;
        let subject = SubjectKind::from_code(&award.kind)
            .ok_or("Chưa rõ được tặng cho cá nhân hay tập thể.")?;
        Ok((id, subject))
    }

    /// The day whose values hold, with what is to be said of it: a day known to the month or the year is enough where
    /// nothing changed within it.
    fn day(
        &mut self,
        award: &Award,
        (id, subject): (AwardId, SubjectKind),
    ) -> Result<(Date, String), String> {
        let told = award
            .decided_on
            .ok_or("Chưa biết ngày quyết định nên chưa biết lương cơ sở và hệ số áp dụng.")?;
        let (first, last) = (told.first_day(), told.last_day());
        if first == last {
            return Ok((first, String::new()));
        }
        let amount = |payment: Option<Arc<Payment>>| payment.map(|payment| payment.amount);
        let at_first = amount(self.reckoner.bonus(id, subject, first));
        if at_first != amount(self.reckoner.bonus(id, subject, last)) {
            return Err(format!(
                "Chỉ biết quyết định {}, mà mức tiền thưởng thay đổi trong thời gian ấy.",
                within(told)
            ));
        }
        Ok((first, format!("chỉ biết quyết định {}", within(told))))
    }
}

/// `trong tháng 12 năm 2025`, `trong năm 2025`.
fn within(told: PartialDate) -> String {
    format!("trong {}", told.in_document())
}
