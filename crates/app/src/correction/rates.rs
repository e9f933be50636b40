//! Rates, the proof sheet, targets and sums above, each before and after.

use serde::Serialize;
use thidua_domain::amount::{Decimal, Percent, Precision};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::correction::Why;
use thidua_domain::figures::{Ask, Frame, From, GROUPS, print};
use thidua_domain::targets::is_behind;
use thidua_domain::time::Window;

use super::touch::Scene;
use crate::figures::{PERMISSION, answer, completion, proof};
use crate::targets::{PaceItem, pace};
use crate::{State, View};

/// The sides of the balance that have a rate.
const SIDES: [(&str, &str); 2] = [("viec", "về việc"), ("tien", "về tiền")];

/// A rate that is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RateLine {
    /// Code of the agency or officer.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Work year, cumulative month.
    pub window: (i16, u8),
    /// `8 tháng năm 2021`.
    pub period: String,
    /// What it is called, with its group of cases.
    pub what: String,
    /// Percent before, the Vietnamese way; `None`: there was none.
    pub before: Option<String>,
    /// Percent after.
    pub after: Option<String>,
    /// Points, with their sign.
    pub difference: Option<String>,
}

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

/// A figure of an agency that counts the corrected one in its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SumLine {
    /// Code of the agency.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// `8 tháng năm 2021`.
    pub period: String,
    /// What the figure is called.
    pub what: String,
    /// Printed with its unit; `None`: not the reader's to see, or there was none.
    pub before: Option<String>,
    /// The same after.
    pub after: Option<String>,
    /// After less before, printed with its unit.
    pub difference: Option<String>,
    /// Whether it is another one. `false`: the agency told it itself, so that it stands as told and no longer is the
    /// sum of those below.
    pub changes: bool,
}

/// The word of a reason in answers.
pub(super) fn why(why: Why) -> &'static str {
    match why {
        Why::Own => "own",
        Why::Later => "later",
        Why::NextYear => "next_year",
        Why::Carried => "carried",
    }
}

/// Whether the reader may see an agency's figures.
fn sees(view: &View, code: &str) -> bool {
    view.permit_agency(PERMISSION, code).is_ok()
}

fn question<'a>(state: &'a State, window: Window, frame: &'a Frame) -> Ask<'a> {
    Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame,
    }
}

/// Completion rates of the agency, its officers, and of those above it whose figures are in reach.
pub(super) fn rates(scene: &Scene<'_>) -> Vec<RateLine> {
    let mut found = Vec::new();
    for (window, scope) in scene.months().keys() {
        let above = scene.above(*window).into_iter();
        let above = above.filter(|code| sees(scene.after, code));
        for subject in std::iter::once(scene.agency.to_owned()).chain(above) {
            found.extend(rates_of(scene, &subject, *window, scope));
        }
    }
    for ((window, scope), people) in scene.officers() {
        for person in people {
            found.extend(rates_of(scene, person, window, scope));
        }
    }
    found
}

fn rates_of(scene: &Scene<'_>, subject: &str, window: Window, scope: &str) -> Vec<RateLine> {
    let state = scene.state();
    let whole = Frame::whole(scope);
    let groups = GROUPS
        .iter()
        .map(|group| (Some(*group), whole.of_group(group)));
    let frames = std::iter::once((None, whole.clone())).chain(groups);
    let mut found = Vec::new();
    for (group, frame) in frames {
        for (side, words) in SIDES {
            let of = |state: &State| {
                let rate = completion(state, question(state, window, &frame), subject, side);
                rate.map(|(percent, _, _)| percent)
            };
            let (before, after) = (of(&scene.before.state), of(state));
            if before == after {
                continue;
            }
            let group = group.map_or_else(String::new, |group| {
                let word = state.catalogue.labels.word("so-lieu.nhom_an", group);
                format!(", {}", crate::report::small(word))
            });
            found.push(RateLine {
                subject: subject.to_owned(),
                name: state.name_on(subject, window.last_day()),
                window: (window.year.0, window.month),
                period: window.label(),
                what: format!("Tỷ lệ thi hành xong {words}{group}"),
                before: before.map(Percent::vn),
                after: after.map(Percent::vn),
                difference: points(before, after),
            });
        }
    }
    found
}

fn points(before: Option<Percent>, after: Option<Percent>) -> Option<String> {
    let (before, after) = before.zip(after)?;
    let points = after.hundredths().checked_sub(before.hundredths())?;
    Some(Percent::from_hundredths(points).signed_vn())
}

/// A printed difference with its sign.
pub(super) fn signed(value: i64, printed: String) -> String {
    if value > 0 {
        format!("+{printed}")
    } else {
        printed
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
        let above = scene
            .above(month.0)
            .into_iter()
            .map(|code| (code, month.0));
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

/// A plain number the Vietnamese way: money in nghìn đồng as the forms tell it.
fn shown(code: Option<&FigureCode>, plain: &str) -> String {
    let Ok(value) = Decimal::parse(plain) else {
        return plain.to_owned();
    };
    match (code.map(|code| code.measure), value.to_i64()) {
        (Some(Measure::Money), Some(dong)) => print::money(dong, "dong"),
        _ => value.vn(),
    }
}

/// The same figures of those who count the agency in their own.
pub(super) fn sums(scene: &Scene<'_>) -> Vec<SumLine> {
    let state = scene.state();
    let mut found = Vec::new();
    for ((window, scope), codes) in scene.months() {
        let frame = Frame::whole(scope);
        for subject in scene.above(window) {
            for code in &codes {
                let Some(figure) = state.catalogue.figure(code).filter(|code| code.is_summable())
                else {
                    continue;
                };
                found.extend(sum(scene, &subject, figure, (window, &frame)));
            }
        }
    }
    found
}

fn sum(
    scene: &Scene<'_>,
    subject: &str,
    figure: &FigureCode,
    (window, frame): (Window, &Frame),
) -> Option<SumLine> {
    let of = |view: &View| {
        let state = view.state.as_ref();
        let found = answer(state, question(state, window, frame), subject, &figure.code)?;
        Some((found.value, found.precision, found.from))
    };
    let (before, after) = (of(scene.before), of(scene.after));
    let told = before.or(after)?;
    let changes = before.map(|(value, ..)| value) != after.map(|(value, ..)| value);
    // What is not known before and after, and was not told by the agency itself, is not touched.
    if !changes && told.2 != From::Own {
        return None;
    }
    let state = scene.state();
    let unit = match figure.measure {
        Measure::Money => "nghin_dong",
        _ => figure.unit.as_str(),
    };
    let word = state.catalogue.labels.word("don_vi_tinh", unit);
    let open = sees(scene.after, subject);
    let printed = |told: Option<(i64, Precision, From)>| {
        let (value, precision, _) = told.filter(|_| open)?;
        let number = print::vietnamese(value, figure.measure, unit, precision);
        Some(format!("{number} {word}"))
    };
    let own = |before: Option<i64>, after: Option<i64>| after?.checked_sub(before?);
    let difference = own(
        before.map(|(value, ..)| value),
        after.map(|(value, ..)| value),
    );
    let difference = difference.filter(|_| changes).map(|value| {
        let number =
            print::vietnamese(value, figure.measure, unit, Precision::Dung);
        format!("{} {word}", signed(value, number))
    });
    Some(SumLine {
        subject: subject.to_owned(),
        name: state.name_on(subject, window.last_day()),
        period: window.label(),
        what: figure.name.clone(),
        before: printed(before),
        after: printed(after),
        difference,
        changes,
    })
}
