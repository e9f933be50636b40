//! How targets are named, ordered and written here.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::print;
use thidua_domain::targets::{Goal, Target};

use crate::State;

/// `Phòng khu vực 2` before `Phòng khu vực 10`: numbers filled up so that they sort as numbers.
pub(super) fn counted(name: &str) -> String {
    let mut text = String::new();
    let mut digits = String::new();
    for letter in name.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            text.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        text.push(letter);
    }
    text
}

/// What names a target among those of one agency and year.
pub(super) fn key(code: &str, group: Option<&str>, month: Option<u8>) -> String {
    let parts = [
        Some(code.to_owned()),
        group.map(str::to_owned),
        month.map(|month| month.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("~")
}

/// The same of a stored target.
pub(super) fn key_of(target: &Target) -> Option<String> {
    let code = target.target_code.as_deref()?;
    Some(key(code, target.group.as_deref(), target.until_month))
}

/// The number a target compares with.
pub(super) fn number(target: &Target) -> Option<Decimal> {
    match target.goal {
        Some(Goal::Number(number)) => Some(number),
        _ => None,
    }
}

/// A value as people write it: `83,50`, `1.057`, `50 tỷ đồng`.
pub(crate) fn shown(state: &State, figure: &FigureCode, value: Decimal) -> String {
    match (figure.measure, value.to_i64()) {
        (Measure::Rate, _) => Percent::rounded(value)
            .filter(|_| value.scale() <= 2)
            .map_or_else(|| value.vn(), Percent::vn),
        (Measure::Money, Some(dong)) => {
            let unit = print::money_unit(std::iter::once(dong));
            let word = state.catalogue.labels.word("don_vi_tinh", unit);
            format!("{} {word}", print::money(dong, unit))
        }
        _ => value.vn(),
    }
}
