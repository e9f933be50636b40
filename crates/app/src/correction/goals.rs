//! The proof sheet and the targets, before and after.

use serde::Serialize;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::correction::Why;
use thidua_domain::figures::print;
use thidua_domain::targets::is_behind;
use thidua_domain::time::Window;

use super::touch::Scene;
use crate::State;
use crate::figures::proof;
use crate::targets::{PaceItem, pace};

/// A line of the proof sheet that came out otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofLine {
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `9 tháng năm 2021`.
    pub period: String,
    /// Why that window is looked at: `own`, `later`, `next_year`, `carried`.
    pub why: &'static str,
    /// Name of the identity.
    pub name: String,
    /// The figure it is checked on.
    pub subject: String,
    /// `holds broken doubtful unknown` before.
    pub before: &'static str,
    /// The same after.
    pub after: &'static str,
    /// Left less right before, printed.
    pub residual_before: String,
    /// Left less right after, printed.
    pub residual_after: String,
}

/// A target whose result is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaceLine {
    /// Code of the agency.
    pub subject: String,
    /// Its name.
    pub agency_name: String,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// What the target is called.
    pub name: String,
    /// Unit as printed.
    pub unit: String,
    /// What the pace asks for after the correction.
    pub pace: Option<String>,
    /// Result before.
    pub before: Option<String>,
    /// Result after.
    pub after: Option<String>,
    /// Result less pace, before.
    pub deviation_before: Option<String>,
    /// The same after.
    pub deviation_after: Option<String>,
    /// Whether the pace was reached before.
    pub met_before: Option<bool>,
    /// Whether it is reached after.
    pub met_after: Option<bool>,
    /// Whether rounded and exact would decide differently.
    pub near_edge: bool,
}

/// The word of a reason in answers.
fn why(why: Why) -> &'static str {
    match why {
        Why::Own => "own",
        Why::Later => "later",
        Why::NextYear => "next_year",
        Why::Carried => "carried",
    }
}

/// The proof sheet of the corrected months, of later months and of the next year where it rests on them.
pub(super) fn proofs(scene: &Scene<'_>) -> Vec<ProofLine> {
    let mut found: Vec<ProofLine> = Vec::new();
    for month in scene.months().keys() {
        for (window, reason) in scene.windows(month) {
            let ask = scene.ask(scene.agency, window, month.1);
            let (Ok(before), Ok(after)) = (proof(scene.before, &ask), proof(scene.after, &ask))
            else {
                continue;
            };
            for line in &after.lines {
                let old = before
                    .lines
                    .iter()
                    .find(|old| (&old.identity, &old.id) == (&line.identity, &line.id));
                let (was, residual) =
                    old.map_or(("unknown", ""), |old| (old.outcome, old.residual.as_str()));
                let told = |outcome: &str| matches!(outcome, "broken" | "doubtful");
                // What holds before and after, and what nobody can tell, is no news.
                if !told(was) && !told(line.outcome) {
                    continue;
                }
                if was == line.outcome && residual == line.residual {
                    continue;
                }
                let shown = ProofLine {
                    window: (window.year.0, window.month),
                    period: window.label(),
                    why: why(reason),
                    name: line.name.clone(),
                    subject: line.subject.clone(),
                    before: was,
                    after: line.outcome,
                    residual_before: residual.to_owned(),
                    residual_after: line.residual.clone(),
                };
                if !found.contains(&shown) {
                    found.push(shown);
                }
            }
        }
    }
    found
}

/// Targets of the agency in every window that is looked at again, and of those above it in the corrected ones.
pub(super) fn paces(scene: &Scene<'_>) -> Vec<PaceLine> {
    let mut found: Vec<PaceLine> = Vec::new();
    for month in scene.months().keys() {
        let own = scene.windows(month).into_iter();
        let own = own.map(|(window, _)| (scene.agency.to_owned(), window));
        let above = scene.above(month.0).into_iter().map(|code| (code, month.0));
        for (subject, window) in own.chain(above) {
            let ask = scene.ask(&subject, window, month.1);
            let (Ok(before), Ok(after)) = (pace(scene.before, &ask), pace(scene.after, &ask))
            else {
                continue;
            };
            let sides = [
                (&before.items, &after.items),
                (&before.milestones, &after.milestones),
            ];
            for (before, after) in sides {
                for item in after.iter() {
                    let line = paced(scene.state(), &subject, window, before, item);
                    found.extend(line.filter(|line| !found.contains(line)));
                }
            }
        }
    }
    found
}

fn paced(
    state: &State,
    subject: &str,
    window: Window,
    before: &[PaceItem],
    item: &PaceItem,
) -> Option<PaceLine> {
    let named = |item: &PaceItem| {
        (
            item.code.clone(),
            item.target_code.clone(),
            item.group.clone(),
            item.until_month,
            item.name.clone(),
        )
    };
    let old = before.iter().find(|old| named(old) == named(item));
    let told = |item: &PaceItem| {
        (
            item.actual.clone(),
            item.deviation.clone(),
            item.status,
            item.pace.clone(),
        )
    };
    if old.map(told) == Some(told(item)) {
        return None;
    }
    let code = item
        .target_code
        .as_deref()
        .and_then(|code| state.catalogue.figure(code));
    let vn = |text: &Option<String>| text.as_deref().map(|text| shown(code, text));
    Some(PaceLine {
        subject: subject.to_owned(),
        agency_name: state.name_on(subject, window.last_day()),
        window: (window.year.0, window.month),
        period: window.label(),
        name: item.name.clone(),
        unit: item.unit.clone(),
        pace: vn(&item.pace),
        before: old.and_then(|old| vn(&old.actual)),
        after: vn(&item.actual),
        deviation_before: old.and_then(|old| vn(&old.deviation)),
        deviation_after: vn(&item.deviation),
        met_before: old.and_then(met),
        met_after: met(item),
        near_edge: item.near_edge,
    })
}

/// Whether a result is up to the pace.
fn met(item: &PaceItem) -> Option<bool> {
    let deviation = Decimal::parse(item.deviation.as_deref()?).ok()?;
    Some(!is_behind(deviation, item.op.as_deref().unwrap_or(">=")))
}

/// A plain number the Vietnamese way; a rate with its two decimals.
fn shown(code: Option<&FigureCode>, plain: &str) -> String {
    let Ok(value) = Decimal::parse(plain) else {
        return plain.to_owned();
    };
    let rate = Percent::rounded(value).filter(|_| value.scale() <= 2);
    match (code.map(|code| code.measure), value.to_i64(), rate) {
        (Some(Measure::Money), Some(dong), _) => print::money(dong, "dong"),
        (Some(Measure::Rate), _, Some(rate)) => rate.vn(),
        _ => value.vn(),
    }
}
