//! Completion rates, and the sums of agencies above, before and after.

use serde::Serialize;
use thidua_domain::amount::{Percent, Precision};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame, From, GROUPS, print};
use thidua_domain::time::Window;

use super::touch::Scene;
use crate::figures::{PERMISSION, answer, completion};
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

/// The same figures of those who count the agency in their own.
pub(super) fn sums(scene: &Scene<'_>) -> Vec<SumLine> {
    let state = scene.state();
    let mut found = Vec::new();
    for ((window, scope), codes) in scene.months() {
        let frame = Frame::whole(scope);
        for subject in scene.above(window) {
            for code in &codes {
                let Some(figure) = state
                    .catalogue
                    .figure(code)
                    .filter(|code| code.is_summable())
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
        let number = print::vietnamese(value, figure.measure, unit, Precision::Dung);
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
