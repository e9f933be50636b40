//! The proof sheet: every identity and cross-check of one subject and window, with its residual.

use super::identity::{self, Identity};
use super::key::Frame;
use super::resolve::{Answer, Ask};
use super::{guard, sheet};
use crate::amount::{Percent, Precision, Rate};
use crate::catalogue::Catalogue;
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
        checks.extend(proof.published_rates(side));
        checks.extend(proof.opening(side));
        checks.extend(proof.below(side));
        checks.extend(proof.monotone(side));
    }
    checks.extend(proof.changes());
    checks.extend(proof.guards());
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
        self.ask.figure(self.subject, code, summable)
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

    /// I6, I7: published rates beside the computed ones.
    fn published_rates(&self, side: &str) -> Vec<Check> {
        let rates = [
            ("I6", "ty_le", "xong", "co_dieu_kien"),
            ("I7", "ty_le_co_dieu_kien", "co_dieu_kien", "phai_thi_hanh"),
            (
                "I7",
                "ty_le_chua_dieu_kien",
                "chua_dieu_kien",
                "phai_thi_hanh",
            ),
        ];
        let check = |(number, rate, part, whole): (&'static str, &str, &str, &str)| {
            let code = format!("{side}.{rate}");
            let published = self.answer(&code)?;
            let (part, whole) = (
                self.answer(&format!("{side}.{part}")),
                self.answer(&format!("{side}.{whole}")),
            );
            Some(rate_check(
                number,
                code,
                &published,
                part.as_ref(),
                whole.as_ref(),
            ))
        };
        rates.into_iter().filter_map(check).collect()
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
        let (outcome, reason) = match residual {
            0 => (
                Outcome::Holds,
                "Bằng số chuyển kỳ sau của năm trước.".to_owned(),
            ),
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
        let names = ["thu_ly", "phai_thi_hanh", "co_dieu_kien", "xong"];
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

    /// I12: a published change beside the computed one.
    fn changes(&self) -> Vec<Check> {
        let window = self.ask.window;
        let before = self.ask.at(Window {
            year: window.year.previous(),
            ..window
        });
        let codes = self.ask.table.codes(self.subject, window, self.ask.frame);
        let check = |code: &str| {
            let now = self.ask.own(self.subject, code)?;
            let published = now.parts.first()?.told?;
            let (change, precision) = (published.change?, published.change_precision);
            let then = before.figure(self.subject, code, true)?;
            if !(precision.is_exact() && now.precision.is_exact() && then.precision.is_exact()) {
                return None;
            }
            let computed = now.value.checked_sub(then.value)?;
            let outcome = if computed == change {
                Outcome::Holds
            } else {
                Outcome::Doubtful
            };
            let reason = if outcome == Outcome::Holds {
                "Mức tăng, giảm đã nêu khớp với số liệu năm trước.".to_owned()
            } else {
                "Mức tăng, giảm đã nêu không khớp với số liệu năm trước.".to_owned()
            };
            Some(plain(
                "I12",
                format!("{code}.cung_ky"),
                change,
                computed,
                outcome,
                reason,
            ))
        };
        let mut codes: Vec<&str> = codes;
        codes.sort_by_key(|code| self.catalogue.order(code));
        codes.into_iter().filter_map(check).collect()
    }

    fn guards(&self) -> Vec<Check> {
        let value = |code: &str| self.ask.own(self.subject, code).map(|answer| answer.value);
        let flags = guard::implausible(value);
        let check = |flag: guard::Flag| Check {
            identity: "GUARD",
            id: flag.codes.join(";"),
            left: None,
            right: None,
            residual: None,
            outcome: Outcome::Doubtful,
            reason: flag.reason,
            percent: false,
        };
        flags.into_iter().map(check).collect()
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

/// A published rate beside the one its parts give; parts that are not exact leave it undecided
/// unless it lies more than half a point away.
fn rate_check(
    identity: &'static str,
    id: String,
    published: &Answer<'_>,
    part: Option<&Answer<'_>>,
    whole: Option<&Answer<'_>>,
) -> Check {
    let said = Percent::from_ten_thousandths(published.value).hundredths();
    let computed = part
        .zip(whole)
        .and_then(|(part, whole)| Rate::of(part.value, whole.value));
    let computed = computed.map(|rate| rate.print2().hundredths());
    let parts_exact = [part, whole]
        .into_iter()
        .flatten()
        .all(|answer| answer.precision.is_exact() && !is_rounded(answer));
    let residual = computed.map(|computed| said - computed);
    let coarse = published_coarsely(published);
    let (outcome, reason) = match residual {
        None => (
            Outcome::Unknown,
            "Chưa đủ số liệu để tính lại tỷ lệ.".to_owned(),
        ),
        Some(rest) if rest.abs() <= coarse => (
            Outcome::Holds,
            "Tỷ lệ đã nêu khớp với tỷ lệ tính lại.".to_owned(),
        ),
        Some(rest) if !parts_exact && rest.abs() <= 50 => (
            Outcome::Unknown,
            "Số liệu gốc đã làm tròn, không kết luận được.".to_owned(),
        ),
        Some(rest) => (
            Outcome::Doubtful,
            format!(
                "Tỷ lệ đã nêu lệch {} điểm phần trăm so với tính lại.",
                Percent::from_hundredths(rest).signed_vn()
            ),
        ),
    };
    Check {
        identity,
        id,
        left: Some(said),
        right: computed,
        residual,
        outcome,
        reason,
        percent: true,
    }
}

/// A rate published with fewer decimals may lie as far off as its last place rounds.
fn published_coarsely(answer: &Answer<'_>) -> i64 {
    if answer.value % 10_000 == 0 {
        50
    } else if answer.value % 1_000 == 0 {
        5
    } else {
        0
    }
}

/// Money told in tỷ or triệu has lost its tail.
fn is_rounded(answer: &Answer<'_>) -> bool {
    answer.parts.iter().any(|cell| {
        let unit = cell.told.and_then(|figure| figure.unit.as_deref());
        matches!(unit, Some("ty_dong" | "trieu_dong"))
    })
}

/// Which frame the checks of a frame's groups use; groups are proved by themselves.
pub fn group_frames(frame: &Frame) -> Vec<Frame> {
    super::key::GROUPS
        .iter()
        .map(|group| frame.of_group(group))
        .collect()
}

/// The precisions as codes of the sheet: kept beside the checks for the answers.
pub fn precision_code(precision: Precision) -> Option<&'static str> {
    let code = precision.code();
    sheet::PRECISIONS
        .contains(&code)
        .then_some(code)
        .filter(|_| !precision.is_exact())
}
