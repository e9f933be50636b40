//! The proof sheet: every identity and cross-check of one subject and window, with its residual.

mod changes;
mod doubts;
mod rates;

use super::identity::{self, Identity};
use super::resolve::{Answer, Ask};
use crate::catalogue::{Catalogue, Measure};
use crate::text::number;
use crate::time::Window;

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not hold, and must.
    Broken,
    /// It does not hold, or looks wrong, and asks for an explanation.
    Doubtful,
    /// A side is not known.
    Unknown,
}

/// One line of the proof sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The identity of the catalogue it belongs to, `I1` … `I12`, `GUARD`.
    pub identity: &'static str,
    /// `viec.thu_ly`, `tien.ty_le` …
    pub id: String,
    /// Left side; base unit, hundredths of a percent for rates.
    pub left: Option<i64>,
    /// Right side, as the left.
    pub right: Option<i64>,
    /// Left less right.
    pub residual: Option<i64>,
    /// What it came to.
    pub outcome: Outcome,
    /// In words, for the user.
    pub reason: String,
    /// Whether the sides are percents.
    pub percent: bool,
}

/// All checks of a subject's window.
pub fn sheet_of(ask: Ask<'_>, subject: &str, catalogue: &Catalogue) -> Vec<Check> {
    let proof = Proof {
        ask,
        subject,
        catalogue,
    };
    let mut checks = Vec::new();
    for side in ["viec", "tien"] {
        checks.extend(proof.identities(side));
        checks.extend(proof.carried_enforceable(side));
        checks.extend(proof.opening(side));
        checks.extend(proof.below(side));
        checks.extend(proof.monotone(side));
    }
    checks.extend(rates::checks(&proof));
    checks.extend(changes::checks(&proof));
    checks.extend(doubts::checks(&proof));
    checks
}

struct Proof<'a> {
    ask: Ask<'a>,
    subject: &'a str,
    catalogue: &'a Catalogue,
}

impl<'a> Proof<'a> {
    fn answer(&self, code: &str) -> Option<Answer<'a>> {
        let summable = self
            .catalogue
            .figure(code)
            .is_none_or(|figure| figure.is_summable());
        self.ask.exact_first(self.subject, code, summable)
    }

    fn exact(&self, ask: Ask<'_>, code: &str) -> Option<i64> {
        let answer = ask.figure(self.subject, code, true)?;
        answer.precision.is_exact().then_some(answer.value)
    }

    fn identities(&self, side: &str) -> Vec<Check> {
        let regime = self.catalogue.regime_on(self.ask.window.last_day());
        let known = |code: &str| {
            self.answer(code)
                .map(|answer| (answer.value, answer.precision))
        };
        let found = identity::check(side, &regime, known);
        let numbers = ["I1", "I2", "I3", "I4"];
        found
            .into_iter()
            .zip(numbers)
            .map(|(identity, number)| self.identity(number, identity))
            .collect()
    }

    fn identity(&self, number: &'static str, identity: Identity) -> Check {
        let outcome = match identity.holds {
            None => Outcome::Unknown,
            Some(true) => Outcome::Holds,
            Some(false) => Outcome::Broken,
        };
        let reason = match (outcome, identity.residual) {
            (Outcome::Unknown, _) => "Chưa đủ số liệu để cân đối.".to_owned(),
            (Outcome::Holds, Some(0)) => "Cân đối.".to_owned(),
            (Outcome::Holds, Some(rest)) => {
                format!(
                    "Phần còn lại là hoãn, tạm đình chỉ, khác: {}.",
                    number::group(rest)
                )
            }
            (_, Some(rest)) => format!("Hai vế lệch nhau {}.", number::group(rest)),
            (_, None) => String::new(),
        };
        Check {
            identity: number,
            id: identity.id,
            left: identity.left,
            right: identity.right,
            residual: identity.residual,
            outcome,
            reason,
            percent: false,
        }
    }

    /// I5: what is carried out and can be enforced is what could be enforced less what was completed.
    fn carried_enforceable(&self, side: &str) -> Option<Check> {
        let code = format!("{side}.co_dieu_kien_chuyen_ky_sau");
        let told = self.exact(self.ask, &code)?;
        let able = self.exact(self.ask, &format!("{side}.co_dieu_kien"))?;
        let right = able.checked_sub(self.exact(self.ask, &format!("{side}.xong"))?)?;
        let (outcome, reason) = match told.checked_sub(right)? {
            0 => (Outcome::Holds, "Cân đối.".to_owned()),
            rest => (
                Outcome::Doubtful,
                format!("Hai vế lệch nhau {}.", number::group(rest)),
            ),
        };
        Some(plain("I5", code, told, right, outcome, reason))
    }

    /// I9: what was carried in is what last year carried out, less what left for the separate register.
    fn opening(&self, side: &str) -> Option<Check> {
        let opening = self.exact(self.ask, &format!("{side}.cu"))?;
        let last_year = self.ask.at(Window {
            year: self.ask.window.year.previous(),
            month: 12,
        });
        let carried = self
            .exact(last_year, &format!("{side}.chuyen_ky_sau"))
            .or_else(|| {
                let to_enforce = self.exact(last_year, &format!("{side}.phai_thi_hanh"))?;
                to_enforce.checked_sub(self.exact(last_year, &format!("{side}.xong"))?)
            })?;
        let residual = opening.checked_sub(carried)?;
        let apart = self.exact(last_year, &format!("{side}.so_theo_doi_rieng"));
        let (outcome, reason) = match residual {
            0 => (
                Outcome::Holds,
                "Bằng số chuyển kỳ sau của năm trước.".to_owned(),
            ),
            less if less < 0 && apart == less.checked_neg() => {
                let reason = format!(
                    "Bằng số chuyển kỳ sau của năm trước trừ {} đã chuyển sổ theo dõi riêng.",
                    number::group(-less)
                );
                let id = format!("{side}.cu");
                return Some(plain("I9", id, opening, opening, Outcome::Holds, reason));
            }
            less if less < 0 => (
                Outcome::Doubtful,
                format!(
                    "Ít hơn số năm trước chuyển sang {}: chỉ đúng nếu phần này đã chuyển sổ theo dõi riêng.",
                    number::group(-less)
                ),
            ),
            more => (
                Outcome::Broken,
                format!(
                    "Nhiều hơn số năm trước chuyển sang {}.",
                    number::group(more)
                ),
            ),
        };
        Some(plain(
            "I9",
            format!("{side}.cu"),
            opening,
            carried,
            outcome,
            reason,
        ))
    }

    /// I10: an agency's own row beside the sum of the rows below, where all are there.
    fn below(&self, side: &str) -> Vec<Check> {
        let names = [
            "cu",
            "moi",
            "thu_ly",
            "phai_thi_hanh",
            "co_dieu_kien",
            "chua_dieu_kien",
            "xong",
        ];
        let check = |name: &&str| {
            let code = format!("{side}.{name}");
            let own = self.ask.own(self.subject, &code)?;
            let parts = self.ask.parts_below(self.subject, &code)?;
            let residual = own.value.checked_sub(parts.value)?;
            let (outcome, reason) = if residual == 0 {
                (
                    Outcome::Holds,
                    "Bằng tổng các đơn vị trực thuộc.".to_owned(),
                )
            } else {
                (
                    Outcome::Doubtful,
                    format!(
                        "Lệch với tổng các đơn vị trực thuộc {}.",
                        number::group(residual)
                    ),
                )
            };
            Some(plain(
                "I10",
                format!("{code}.cap_duoi"),
                own.value,
                parts.value,
                outcome,
                reason,
            ))
        };
        names.iter().filter_map(check).collect()
    }

    /// I11: cumulative figures do not fall inside a year, and what was carried in does not change.
    fn monotone(&self, side: &str) -> Vec<Check> {
        let window = self.ask.window;
        let earlier = (1..window.month)
            .rev()
            .map(|month| Window { month, ..window });
        let before = |code: &str| {
            earlier
                .clone()
                .find_map(|at| self.exact(self.ask.at(at), code).map(|value| (at, value)))
        };
        let check = |name: &&str| {
            let code = format!("{side}.{name}");
            let now = self.exact(self.ask, &code)?;
            let (at, then) = before(&code)?;
            let holds = if *name == "cu" {
                now == then
            } else {
                now >= then
            };
            let (outcome, reason) = if holds {
                (
                    Outcome::Holds,
                    format!("Lũy kế hợp lý so với {} tháng.", at.month),
                )
            } else {
                (
                    Outcome::Doubtful,
                    format!(
                        "Lũy kế {} tháng là {}, nay là {}.",
                        at.month,
                        number::group(then),
                        number::group(now)
                    ),
                )
            };
            Some(plain(
                "I11",
                format!("{code}.luy_ke"),
                now,
                then,
                outcome,
                reason,
            ))
        };
        ["cu", "moi", "xong", "uy_thac"]
            .iter()
            .filter_map(check)
            .collect()
    }
}

fn plain(
    identity: &'static str,
    id: String,
    left: i64,
    right: i64,
    outcome: Outcome,
    reason: String,
) -> Check {
    Check {
        identity,
        id,
        left: Some(left),
        right: Some(right),
        residual: left.checked_sub(right),
        outcome,
        reason,
        percent: false,
    }
}

/// How far a number may lie from the true one for having been written short: half of its last place,
/// a place of the unit it came in at most.
fn coarseness(answer: &Answer<'_>, measure: Measure) -> i64 {
    let unit = answer
        .parts
        .first()
        .and_then(|cell| cell.told)
        .and_then(|told| told.unit.as_deref());
    let places: u32 = match (measure, unit) {
        (Measure::Money, Some("ty_dong")) => 9,
        (Measure::Money, Some("trieu_dong")) => 6,
        (Measure::Money, Some("nghin_dong")) => 3,
        _ => 0,
    };
    let shorter = (0..=places).rev().map(|place| 10_i64.pow(place));
    shorter
        .into_iter()
        .find(|step| answer.value % step == 0)
        .map_or(0, |step| step / 2)
}

/// Half of the last place of a percent told in 1/10 000, in hundredths of a percent.
fn last_place(told: i64) -> i64 {
    match told {
        told if told % 10_000 == 0 => 50,
        told if told % 1_000 == 0 => 5,
        _ => 0,
    }
}
