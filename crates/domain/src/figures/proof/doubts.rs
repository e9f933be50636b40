//! What looks wrong without breaking an identity: slips of unit and column, sizes unlike the years
//! beside, two sources that tell one figure differently.

use super::{Check, Outcome, Proof};
use crate::amount::Percent;
use crate::catalogue::Measure;
use crate::figures::guard;
use crate::figures::table::Cell;
use crate::time::Window;

/// How many times larger or smaller than the year beside a figure may be before its unit is doubted.
const LEAP: i64 = 100;

/// All doubts of the subject's window.
pub(super) fn checks(proof: &Proof<'_>) -> Vec<Check> {
    let mut codes = proof
        .ask
        .table
        .codes(proof.subject, proof.ask.window, proof.ask.frame);
    codes.sort_by_key(|code| proof.catalogue.order(code));
    let mut checks = guards(proof);
    for code in codes {
        let cells = proof
            .ask
            .table
            .cells(proof.subject, proof.ask.window, proof.ask.frame, code);
        checks.extend(differing(proof, code, &cells));
        checks.extend(leap(proof, code, &cells));
    }
    checks
}

fn doubt(
    identity: &'static str,
    id: String,
    left: Option<i64>,
    right: Option<i64>,
    reason: String,
) -> Check {
    Check {
        identity,
        id,
        left,
        right,
        residual: left
            .zip(right)
            .and_then(|(left, right)| left.checked_sub(right)),
        outcome: Outcome::Doubtful,
        reason,
        percent: false,
    }
}

fn guards(proof: &Proof<'_>) -> Vec<Check> {
    let value = |code: &str| {
        proof
            .ask
            .own(proof.subject, code)
            .map(|answer| answer.value)
    };
    let flags = guard::implausible(value);
    let check = |flag: guard::Flag| doubt("GUARD", flag.codes.join(";"), None, None, flag.reason);
    flags.into_iter().map(check).collect()
}

/// Two sources tell one figure differently.
fn differing(proof: &Proof<'_>, code: &str, cells: &[Cell<'_>]) -> Option<Check> {
    let mut told = cells.iter().filter_map(|cell| cell.value);
    let first = told.next()?;
    let other = told.find(|value| *value != first)?;
    let figure = proof.catalogue.figure(code);
    let percent = figure.is_some_and(|figure| figure.measure == Measure::Rate);
    let shown = |value: i64| match percent {
        true => Percent::from_ten_thousandths(value).hundredths(),
        false => value,
    };
    let doubt = doubt(
        "GUARD",
        format!("{code}.hai_nguon"),
        Some(shown(first)),
        Some(shown(other)),
        "Hai nguồn nêu khác nhau; đang dùng nguồn chính thức hoặc mới hơn.".to_owned(),
    );
    Some(Check { percent, ..doubt })
}

/// Money a hundred times smaller than the year beside it, in any telling: nghìn tỷ told as tỷ.
fn leap(proof: &Proof<'_>, code: &str, cells: &[Cell<'_>]) -> Option<Check> {
    let figure = proof
        .catalogue
        .figure(code)
        .filter(|figure| figure.measure == Measure::Money)?;
    let window = proof.ask.window;
    let beside = [window.year.previous(), window.year.next()].map(|year| Window { year, ..window });
    let others: Vec<i64> = cells.iter().filter_map(|cell| cell.value).collect();
    let years = beside
        .into_iter()
        .filter_map(|at| proof.ask.at(at).own(proof.subject, &figure.code));
    let against: Vec<i64> = years
        .map(|answer| answer.value)
        .chain(others.iter().copied())
        .collect();
    let small = |value: &i64| *value > 0 && against.iter().any(|other| other / LEAP >= *value);
    let value = others.iter().copied().find(small)?;
    Some(doubt(
        "GUARD",
        format!("{code}.quy_mo"),
        Some(value),
        against.into_iter().max(),
        "Số tiền nhỏ hơn hàng trăm lần so với năm bên cạnh hoặc nguồn khác: có thể nhầm đơn vị tính.".to_owned(),
    ))
}
