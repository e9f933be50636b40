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
            found.push(Deviation {
                reason: reason(state, ask, side, excess, told, computed),
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
    let code = format!("{side}.ty_le");
    let items = items(state, ask);
    let item = items
        .iter()
        .find(|item| item.is_years(&code) && item.target.is_some())?;
    if !excess {
        return item
            .deviation
            .as_deref()
            .and_then(|text| Percent::parse(text).ok());
    }
    let actual = Decimal::parse(item.actual.as_deref()?).ok()?;
    let target = Decimal::parse(item.target.as_deref()?).ok()?;
    Percent::rounded(actual.checked_sub(target)?)
}

fn reason(
    state: &State,
    ask: &AskBalance,
    side: &str,
    excess: bool,
    told: Percent,
    own: Option<Percent>,
) -> String {
    match own {
        None => "Chưa có chỉ tiêu hoặc tỷ lệ để tính lại mức vượt, thấp hơn.".to_owned(),
        Some(own) if own == told => "Mức vượt, thấp hơn đã nêu khớp với mức tính lại.".to_owned(),
        Some(own) => {
            let scope = ask.frame().scope;
            let other = SCOPES
                .iter()
                .filter(|other| **other != scope)
                .find(|other| {
                    let ask = AskBalance {
                        scope: Some((**other).to_owned()),
                        ..ask.clone()
                    };
                    computed(state, &ask, side, excess) == Some(told)
                });
            match other {
                Some(other) => format!(
                    "Nguồn trộn phạm vi: mức đã nêu là của «{}».",
                    state.catalogue.labels.word("so-lieu.pham_vi", other)
                ),
                None => format!("Mức đã nêu khác mức tính lại ({}).", own.signed_vn()),
            }
        }
    }
}
