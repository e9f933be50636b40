//! Numbers of a season as people read them: a forecast is not told to the đồng, and what is needed is never rounded down.

use thidua_domain::amount::{Percent, Rate};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::print;
use thidua_domain::targets::season::{Band, millionths};
use thidua_domain::text::number;

use crate::State;
use crate::campaign::Number;
use crate::season::BandLine;

const THOUSAND: i64 = 1_000;
/// A million đồng: what amounts of a thousand million and more are rounded to.
const MILLION: i64 = 1_000_000;

/// How one figure's values are shown.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    measure: Measure,
}

impl Scale {
    pub(super) fn of(code: &FigureCode) -> Self {
        Self {
            measure: code.measure,
        }
    }

    /// The unit in words; money says its own beside each amount.
    pub(super) fn unit(self, state: &State, code: &FigureCode) -> String {
        match self.measure {
            Measure::Money => String::new(),
            _ => state
                .catalogue
                .labels
                .word("don_vi_tinh", &code.unit)
                .to_owned(),
        }
    }

    /// A number in the figure's base unit (ten-thousandths of a percent for a rate).
    pub(super) fn number(self, value: i64) -> Number {
        self.shown(value, false)
    }

    /// The same, rounded up where it is rounded for people.
    pub(super) fn at_least(self, value: i64) -> Number {
        self.shown(value, true)
    }

    fn shown(self, value: i64, up: bool) -> Number {
        let shown = match self.measure {
            Measure::Money => money(value, up),
            Measure::Count => number::group(value),
            Measure::Rate => Percent::from_ten_thousandths(value).vn(),
        };
        Number {
            value: print::plain(value, self.measure),
            shown,
        }
    }

    pub(super) fn band(self, band: Band) -> BandLine {
        BandLine {
            low: self.number(band.low),
            middle: self.number(band.middle),
            high: self.number(band.high),
        }
    }
}

/// An exact rate, rounded once.
pub(super) fn rate(rate: Rate) -> Number {
    let percent = rate.print2();
    Number {
        value: percent.to_string(),
        shown: percent.vn(),
    }
}

/// The band of an exact rate in ten-thousandths of a percent.
pub(super) fn band_of(low: Rate, middle: Rate, high: Rate) -> Option<Band> {
    Some(Band {
        low: millionths(low)?,
        middle: millionths(middle)?,
        high: millionths(high)?,
    })
}

/// Money in the unit it is best read in; to the thousandth of it.
fn money(dong: i64, up: bool) -> String {
    let step = match dong.saturating_abs() {
        1_000_000_000.. => MILLION,
        1_000_000.. => THOUSAND,
        _ => 1,
    };
    let rest = dong.rem_euclid(step);
    let more = rest > 0 && (up || rest * 2 >= step);
    let down = dong.div_euclid(step);
    let rounded = down.saturating_add(i64::from(more)).saturating_mul(step);
    thidua_domain::quality::amount(rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_never_rounded_down_and_a_forecast_to_the_nearest() {
        assert_eq!(money(1_234_567_400_001, true), "1.234,568 tỷ đồng");
        assert_eq!(money(1_234_567_400_001, false), "1.234,567 tỷ đồng");
        assert_eq!(money(1_234_567_500_000, false), "1.234,568 tỷ đồng");
        assert_eq!(money(12_000_001, true), "12,001 triệu đồng");
        assert_eq!(money(999_999, false), "999.999 đồng");
        assert_eq!(money(0, true), "0 đồng");
    }
}
