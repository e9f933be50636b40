//! What the identities, guards and cross-checks say of a sheet as it would stand, in words for its page.

use serde::Serialize;
use thidua_domain::amount::Percent;
use thidua_domain::catalogue::{Catalogue, Measure, Regime};
use thidua_domain::figures::{Check, Identity, Outcome, check, sheet_of};
use thidua_domain::text::number;

use super::cells::plain;
use super::evaluate::{Desk, Edit};
use super::name;
use crate::figures::{checked_on, completion};

/// Who answers for a doubt that belongs to no identity.
const MAKER: &str = "Công chức làm thống kê của cơ quan lập số liệu";

/// One doubt that asks for an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlagView {
    /// The cell whose figure carries the explanation.
    pub cell: String,
    /// Name of the agency.
    pub agency: String,
    /// What was checked, by name.
    pub subject: String,
    /// What looks wrong.
    pub reason: String,
    /// Who must answer.
    pub answers: String,
    /// Whether arithmetic of one paper is broken.
    pub broken: bool,
    /// The explanation as typed or stored; empty: it is still to be written.
    pub explained: String,
}

/// One identity with its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdentityView {
    /// What it is called.
    pub name: String,
    /// `1.057 + 2.370 = 3.427`, or where it does not hold what is written and by how much it differs.
    pub text: String,
    /// `holds broken unknown`.
    pub outcome: &'static str,
    /// Who must answer where it does not hold.
    pub answers: String,
}

/// A cell that cannot be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultView {
    /// The cell.
    pub cell: String,
    /// Its name in words.
    pub label: String,
    /// What was typed.
    pub value: String,
    /// Why it cannot be used.
    pub reason: String,
    /// What to do.
    pub cure: String,
}

/// The figure whose note explains a check: its id is a code, a code with what was checked behind it, or
/// codes. The third group has no figure of its own where it is the residual.
pub(crate) fn cell_of(catalogue: &Catalogue, id: &str) -> String {
    let code = id.rsplit(';').next().unwrap_or(id);
    if let Some(side) = code.strip_suffix(".nhom_ba") {
        return format!("{side}.chua_dieu_kien");
    }
    if catalogue.figure(code).is_some() {
        return code.to_owned();
    }
    let stem = code.rsplit_once('.').map_or(code, |(stem, _)| stem);
    let known = catalogue.figure(stem).is_some();
    if known { stem } else { code }.to_owned()
}

/// What asks for an explanation in an edited sheet. Published rates are checked where they were told; they
/// cannot be typed here.
pub(super) fn flags(desk: &Desk<'_>, edit: &Edit) -> Vec<FlagView> {
    let state = desk.state;
    let agency = edit.edited.agency.as_str();
    let regime = state.catalogue.regime_on(desk.window.last_day());
    let doubtful = |check: &Check| matches!(check.outcome, Outcome::Broken | Outcome::Doubtful);
    let checks = sheet_of(desk.now(), agency, &state.catalogue).into_iter();
    let flag = |check: Check| {
        let code = cell_of(&state.catalogue, &check.id);
        let declared = state.catalogue.figure(&code)?;
        if declared.measure == Measure::Rate {
            return None;
        }
        let text = state.catalogue.identity(check.identity, &regime.id);
        let answers = text.map_or(MAKER, |text| text.answers.as_str());
        Some(FlagView {
            cell: name(agency, &code),
            agency: state.name_on(agency, desk.window.last_day()),
            subject: checked_on(state, &check.id),
            reason: reason(desk, &check, declared.measure),
            answers: answers.to_owned(),
            broken: check.outcome == Outcome::Broken,
            explained: edit.note(&code).to_owned(),
        })
    };
    checks.filter(doubtful).filter_map(flag).collect()
}

/// The check's own words; where it compares money, with the numbers in the page's unit.
fn reason(desk: &Desk<'_>, check: &Check, measure: Measure) -> String {
    if measure != Measure::Money || check.percent {
        return check.reason.clone();
    }
    let Some((left, right)) = check.left.zip(check.right) else {
        return check.reason.clone();
    };
    let unit = desk.state.catalogue.labels.word("don_vi_tinh", desk.unit());
    let amount = |value: i64| plain(value, measure, desk.unit());
    format!(
        "{} Số ghi: {} {unit}; số đối chiếu: {} {unit}.",
        without_amount(&check.reason),
        amount(left),
        amount(right)
    )
}

/// Amounts in a check's words are in đồng: they are said again in the page's unit behind it.
fn without_amount(reason: &str) -> String {
    let long = |word: &str| {
        let digits = word.trim_end_matches(['.', ',', ':']);
        digits.contains('.')
            && digits
                .chars()
                .all(|sign| sign.is_ascii_digit() || sign == '.')
    };
    if reason.split(' ').any(long) {
        return "Hai số không khớp nhau.".to_owned();
    }
    reason.to_owned()
}

/// The identities of both sides of one agency, with their numbers in the page's unit.
pub(super) fn identities(desk: &Desk<'_>, agency: &str) -> Vec<IdentityView> {
    let catalogue = &desk.state.catalogue;
    let regime = catalogue.regime_on(desk.window.last_day());
    let known = |code: &str| {
        let figure = catalogue.figure(code);
        let summable = figure.is_none_or(thidua_domain::catalogue::FigureCode::is_summable);
        let found = desk.now().exact_first(agency, code, summable)?;
        Some((found.value, found.precision))
    };
    let mut views = Vec::new();
    for (side, measure) in [("viec", Measure::Count), ("tien", Measure::Money)] {
        let found = check(side, &regime, known).into_iter();
        for (identity, number) in found.zip(["I1", "I2", "I3", "I4"]) {
            views.push(view(desk, &regime, number, &identity, measure));
        }
    }
    views
}

fn view(
    desk: &Desk<'_>,
    regime: &Regime,
    number: &str,
    identity: &Identity,
    measure: Measure,
) -> IdentityView {
    let text = desk.state.catalogue.identity(number, &regime.id);
    let side = match measure {
        Measure::Money => "về tiền",
        _ => "về việc",
    };
    let called = text.map_or(number, |text| text.name.as_str());
    let (outcome, words) = told(identity, |value| plain(value, measure, desk.unit()));
    IdentityView {
        name: format!("{called} ({side})"),
        text: words,
        outcome,
        answers: text
            .filter(|_| outcome == "broken")
            .map(|text| text.answers.clone())
            .unwrap_or_default(),
    }
}

fn told(identity: &Identity, print: impl Fn(i64) -> String) -> (&'static str, String) {
    let mut sum = String::new();
    for (_, value) in &identity.terms {
        let (sign, size) = match (sum.is_empty(), *value < 0) {
            (true, _) => ("", *value),
            (false, true) => (" − ", value.saturating_neg()),
            (false, false) => (" + ", *value),
        };
        sum.push_str(sign);
        sum.push_str(&print(size));
    }
    let (Some(left), Some(right), Some(rest)) = (identity.left, identity.right, identity.residual)
    else {
        return ("unknown", "Chưa đủ số liệu.".to_owned());
    };
    let alone = identity.terms.len() == 1;
    let right = print(right);
    let left = print(left);
    match identity.holds {
        Some(true) if rest == 0 => ("holds", format!("{sum} = {left}")),
        Some(true) => {
            let rest = print(rest);
            let words = format!("{sum} = {right}; còn {rest} là án hoãn, tạm đình chỉ, khác");
            ("holds", words)
        }
        _ if alone => {
            let rest = print(rest);
            ("broken", format!("{sum}, đã ghi {left}: lệch {rest}"))
        }
        _ => {
            let rest = print(rest);
            (
                "broken",
                format!("{sum} = {right}, đã ghi {left}: lệch {rest}"),
            )
        }
    }
}

/// The completion rates as they would be, `viec` and `tien`; empty where not known.
pub(super) fn rates(desk: &Desk<'_>, agency: &str) -> [String; 2] {
    ["viec", "tien"].map(|side| {
        let rate = completion(desk.state, desk.now(), agency, side);
        rate.map(|(percent, _, _): (Percent, _, _)| percent.vn())
            .unwrap_or_default()
    })
}

/// The cells that cannot be read.
pub(super) fn faults(desk: &Desk<'_>) -> Vec<FaultView> {
    let mut views = Vec::new();
    for edit in &desk.edits {
        for code in &edit.changed {
            let typed = edit.typed(code);
            let fault = typed.and_then(|(text, read)| Some((text, read.fault.as_ref()?)));
            if let Some((text, fault)) = fault {
                let agency = &edit.edited.agency;
                let figure = desk.state.catalogue.figure_name(code);
                let label = match desk.edits.len() {
                    1 => figure.to_owned(),
                    _ => format!(
                        "{}, {figure}",
                        desk.state.name_on(agency, desk.window.last_day())
                    ),
                };
                views.push(FaultView {
                    cell: name(agency, code),
                    label,
                    value: text.to_owned(),
                    reason: fault.reason.clone(),
                    cure: fault.cure.clone(),
                });
            }
        }
    }
    views
}

/// `03 ô`.
pub(super) fn cells_word(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    format!("{} ô", number::two_digits(count))
}
