//! Bonus money: what one award brings on a day, and the payment lists made of the register (Nghị định 152/2025/NĐ-CP
//! Điều 49 and what stood before it). Every amount stands with the values it was reckoned from and their articles.

mod beside;
pub mod list;
mod paper;
pub(crate) mod pay;
mod words;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};
use thidua_domain::law::{AwardId, Lawbook, Payment, SubjectKind, UsedValue, Value, bonus};

use crate::{AppError, View};

pub use words::coefficient;

/// What reading a bonus of the law asks for: it is about nobody.
pub const PERMISSION: Permission = Permission::ViewCommon;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskBonus {
    /// Code of the award.
    pub award: String,
    /// `ca_nhan`, `tap_the` or `ho_gia_dinh`.
    pub subject_kind: String,
    /// Day of the decision.
    pub on: Date,
}

/// A value of the law an amount rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ValueLine {
    /// Code of the parameter.
    pub id: String,
    /// What it is.
    pub name: String,
    /// In words.
    pub value: String,
    /// First day of the value.
    pub from: String,
    /// Its articles.
    pub citation: String,
    /// How sure it is: `S S- D M M? X`.
    pub confidence: &'static str,
    /// The same in words.
    pub confidence_words: &'static str,
    /// Who compared it with the original, and when; `null`: nobody yet.
    pub confirmed: Option<String>,
}

/// What an award brings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bonus {
    /// Code of the award.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// `ca_nhan`, `tap_the` or `ho_gia_dinh`.
    pub subject_kind: &'static str,
    /// In words.
    pub subject_kind_name: &'static str,
    /// Day of the decision.
    pub on: String,
    /// Coefficient of the base salary, factors of collectives and households in it: `"1.5"`.
    pub coefficient: Option<String>,
    /// Base salary of the day, in đồng a month.
    pub base_salary: Option<String>,
    /// What the award brings, in đồng.
    pub amount: Option<String>,
    /// Whether the amount is the most that may be given (không quá).
    pub is_ceiling: bool,
    /// The articles of all values, each once.
    pub citation: String,
    /// Whether every value was compared with the original.
    pub confirmed: bool,
    /// What to keep in mind.
    pub note: String,
    /// Code of the regime of the day.
    pub regime: Option<String>,
    /// What is shown with everything under an unverified regime.
    pub regime_note: String,
    /// The values it rests on.
    pub parameters: Vec<ValueLine>,
    /// Why there is no amount.
    pub reason: Option<String>,
}

/// What an award decided on a day brings.
///
/// # Errors
/// [`AppError::Refused`] with everything that is wrong with the question.
pub fn of(view: &View, ask: &AskBonus) -> Result<Bonus, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let book = view.state.law.as_ref();
    let mut faults = Vec::new();
    let award = book.names.award(&ask.award);
    if award.is_none() {
        faults.push("Quy định không có danh hiệu, hình thức khen thưởng này.");
    }
    let subject = SubjectKind::from_code(&ask.subject_kind);
    if subject.is_none() {
        faults.push("Đối tượng là cá nhân, tập thể hoặc hộ gia đình.");
    }
    if let (Some(award), Some(subject)) = (award, subject)
        && !is_given_to(book, award, subject)
    {
        faults.push("Danh hiệu, hình thức này không tặng cho đối tượng ấy.");
    }
    match (award, subject) {
        (Some(award), Some(subject)) if faults.is_empty() => {
            Ok(answer(view, (award, subject), ask.on))
        }
        _ => Err(AppError::refused(faults.join("\n"))),
    }
}

/// Whether an award may be given to such subjects: households receive commendations.
pub fn is_given_to(book: &Lawbook, award: AwardId, subject: SubjectKind) -> bool {
    match subject {
        SubjectKind::Household => {
            !book.names.is_title(award) && book.names.is_for(award, SubjectKind::Collective)
        }
        subject => book.names.is_for(award, subject),
    }
}

fn answer(view: &View, (award, subject): (AwardId, SubjectKind), on: Date) -> Bonus {
    let state = view.state.as_ref();
    let book = state.law.as_ref();
    let code = book.names.code(award);
    let payment = bonus(book, award, subject, on);
    let values: &[UsedValue] = payment.as_ref().map_or(&[], |paid| paid.values.as_slice());
    let regime = book.regime_on(on).and_then(|at| book.regimes.get(at));
    let unverified = regime.is_some_and(|regime| regime.unverified);
    let money = |dong: fn(&Payment) -> i64| payment.as_ref().map(|paid| dong(paid).to_string());
    let known = state.catalogue.award(code);
    Bonus {
        award: code.to_owned(),
        award_name: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
        subject_kind: subject.code(),
        subject_kind_name: subject.vn(),
        on: on.to_string(),
        coefficient: payment.as_ref().map(|paid| coefficient(paid.coefficient)),
        base_salary: money(|paid| paid.base_salary),
        amount: money(|paid| paid.amount),
        is_ceiling: payment.as_ref().is_some_and(|paid| paid.is_ceiling),
        citation: words::citation(values),
        confirmed: !values.is_empty() && !words::is_unconfirmed(values),
        note: payment
            .as_ref()
            .map_or_else(String::new, |paid| paid.note.clone()),
        regime: regime.map(|regime| regime.id.clone()),
        regime_note: regime
            .filter(|_| unverified)
            .map_or_else(String::new, |regime| regime.note.clone()),
        parameters: values
            .iter()
            .map(|value| words::value_line(book, value))
            .collect(),
        reason: payment.is_none().then(|| unknown(book, award, on)),
    }
}

/// Why a bonus cannot be reckoned, in words.
pub(super) fn unknown(book: &Lawbook, award: AwardId, on: Date) -> String {
    let id = format!("thuong.he_so.{}", book.names.code(award));
    let Some(own) = book.parameter(&id) else {
        return "Quy định không có mức tiền thưởng của danh hiệu, hình thức này.".to_owned();
    };
    match own.on(on) {
        None => "Chưa có quy định nào của ngày này trong hệ thống.".to_owned(),
        Some(dated) if matches!(dated.value, Value::Share(_)) => {
            "Chưa rõ lương cơ sở, hệ số của đối tượng hoặc cách làm tròn của ngày này.".to_owned()
        }
        Some(dated) if dated.note.is_empty() => {
            "Chưa tìm thấy quy định về hệ số tiền thưởng.".to_owned()
        }
        Some(dated) => format!("Chưa rõ hệ số tiền thưởng. {}", dated.note),
    }
}
