//! I8: a published deviation from pace, or excess over the year's target, beside the computed one.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::figures::SCOPES;

use super::pace::items;
use crate::State;
use crate::figures::AskBalance;

/// A published deviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deviation {
    /// `viec.lech_tien_do`, `tien.vuot_chi_tieu` …
    pub(crate) code: String,
    /// As published, points.
    pub(crate) told: Percent,
    /// As computed; `None` where no target or rate is stored.
    pub(crate) computed: Option<Percent>,
    /// In words.
    pub(crate) reason: String,
    /// Whether it is the other scope's.
    pub(crate) mixed: bool,
}

impl Deviation {
    /// Whether they agree; `None` where nothing could be computed.
    pub(crate) fn agrees(&self) -> Option<bool> {
        // A published deviation has at most two decimals; one with fewer is compared as rounded.
        let width = match self.told.hundredths() {
            told if told % 100 == 0 => 50,
            told if told % 10 == 0 => 5,
            _ => 0,
        };
        self.computed
            .map(|computed| (computed.hundredths() - self.told.hundredths()).abs() <= width)
    }
}

/// The published deviations of a window.
pub(crate) fn deviations(state: &State, ask: &AskBalance) -> Vec<Deviation> {
    let mut found = Vec::new();
    for side in ["viec", "tien"] {
        for (name, excess) in [("lech_tien_do", false), ("vuot_chi_tieu", true)] {
            let code = format!("{side}.{name}");
            let Some(told) = told(state, ask, &code) else {
                continue;
            };
            let computed = computed(state, ask, side, excess);
            let other = computed.filter(|own| *own != told);
            let other = other.and_then(|_| other_scope(state, ask, side, excess, told));
            found.push(Deviation {
                mixed: other.is_some(),
                reason: match other {
                    Some(reason) => reason,
                    None => reason(told, computed),
                },
                code,
                told,
                computed,
            });
        }
    }
    found
}

fn told(state: &State, ask: &AskBalance, code: &str) -> Option<Percent> {
    let frame = ask.frame();
    let cells = state
        .figures
        .cells(ask.subject(), ask.window(), &frame, code);
    let exact = cells
        .into_iter()
        .find(|cell| cell.value.is_some() && cell.precision().is_exact())?;
    exact.value.map(Percent::from_ten_thousandths)
}

/// Rate less pace, or rate less the year's target.
fn computed(state: &State, ask: &AskBalance, side: &str, excess: bool) -> Option<Percent> {
    worked(state, ask, side, excess).map(|(_, _, result)| result)
}

/// The rate, what it is held against, and the difference.
fn worked(
    state: &State,
    ask: &AskBalance,
    side: &str,
    excess: bool,
) -> Option<(Percent, Percent, Percent)> {
    let code = format!("{side}.ty_le");
    let items = items(state, ask);
    let item = items
        .iter()
        .find(|item| item.is_years(&code) && item.target.is_some())?;
    let percent = |text: Option<&str>| Percent::rounded(Decimal::parse(text?).ok()?);
    let actual = percent(item.actual.as_deref())?;
    if !excess {
        let deviation = Percent::parse(item.deviation.as_deref()?).ok()?;
        return Some((actual, actual.checked_sub(deviation)?, deviation));
    }
    let told = Decimal::parse(item.actual.as_deref()?).ok()?;
    let target = Decimal::parse(item.target.as_deref()?).ok()?;
    let result = Percent::rounded(told.checked_sub(target)?)?;
    Some((actual, percent(item.target.as_deref())?, result))
}

/// What is said where the published deviation is that of the other scope, worked out in both.
fn other_scope(
    state: &State,
    ask: &AskBalance,
    side: &str,
    excess: bool,
    told: Percent,
) -> Option<String> {
    let scope = ask.frame().scope;
    let word = |scope: &str| {
        state
            .catalogue
            .labels
            .word("so-lieu.pham_vi", scope)
            .to_owned()
    };
    let (own_rate, own_goal, own) = worked(state, ask, side, excess)?;
    let others = SCOPES.iter().filter(|other| **other != scope);
    others.into_iter().find_map(|other| {
        let ask = AskBalance {
            scope: Some((*other).to_owned()),
            ..ask.clone()
        };
        let (rate, goal, result) = worked(state, &ask, side, excess)?;
        (result == told).then(|| {
            format!(
                "Nguồn trộn phạm vi: mức đã nêu {} là của «{}» ({} − {} = {}); tỷ lệ {} là của «{}», vượt {} − {} = {}.",
                told.signed_vn(),
                word(other),
                rate.vn(),
                goal.vn(),
                result.vn(),
                own_rate.vn(),
                word(&scope),
                own_rate.vn(),
                own_goal.vn(),
                own.vn()
            )
        })
    })
}

fn reason(told: Percent, own: Option<Percent>) -> String {
    match own {
        None => "Chưa có chỉ tiêu hoặc tỷ lệ để tính lại mức vượt, thấp hơn.".to_owned(),
        Some(own) if own == told => "Mức vượt, thấp hơn đã nêu khớp với mức tính lại.".to_owned(),
        Some(own) => format!(
            "Mức đã nêu {} khác mức tính lại {}.",
            told.signed_vn(),
            own.signed_vn()
        ),
    }
}
