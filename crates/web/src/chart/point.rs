//! A number that is drawn, with the words that are read.

use minijinja::{Value, context};
use thidua_domain::amount::{Decimal, Percent};

/// Ten-thousandths in one.
pub(super) const ONE: i128 = 10_000;

/// One number of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    /// In ten-thousandths; `None`: not known, a gap.
    pub(super) value: Option<i128>,
    pub(super) text: String,
    pub(super) href: Option<String>,
}

impl Point {
    /// Not known: a gap in the picture, «–» in the table.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// A count.
    pub(crate) fn count(number: impl Into<i128>) -> Self {
        let number: i128 = number.into();
        Self {
            value: number.checked_mul(ONE),
            text: Decimal::from(number).vn(),
            href: None,
        }
    }

    /// A percent as offices print it: two decimals.
    pub(crate) fn percent(percent: Percent) -> Self {
        Self {
            value: Some(i128::from(percent.hundredths()) * 100),
            text: percent.vn(),
            href: None,
        }
    }

    /// A number as the JSON answers hold it (`68.73`, `1500000000`); a gap where there is none or it is not read.
    pub(crate) fn read(text: Option<&str>) -> Self {
        let Some(number) = text.and_then(|text| Decimal::parse(text).ok()) else {
            return Self::none();
        };
        let scaled = number.checked_mul_pow10(4).map(|number| number.round(0));
        Self {
            value: scaled.and_then(Decimal::to_i128),
            text: number.vn(),
            href: None,
        }
    }

    /// A rate as the JSON answers hold it, shown with two decimals; a gap where there is none.
    pub(crate) fn rate(text: Option<&str>) -> Self {
        let read = text.and_then(|text| Percent::parse(text).ok());
        read.map_or_else(Self::none, Self::percent)
    }

    /// The same, read in other words than its number.
    #[must_use]
    pub(crate) fn said(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    /// The same, leading to where the number comes from.
    #[must_use]
    pub(crate) fn leading(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// As a cell of the table behind the picture.
    pub(super) fn cell(&self) -> Value {
        let text = (!self.text.is_empty()).then_some(&self.text);
        context! { text, href => self.href.as_ref().filter(|_| text.is_some()) }
    }

    /// A cell with nothing in it.
    pub(super) fn nothing() -> Value {
        Self::none().cell()
    }
}

impl Point {
    /// By what points are ordered: what is not known comes before every number.
    pub(crate) const fn order(&self) -> Option<i128> {
        self.value
    }

    /// A deviation as answers hold it, with its sign: `+13,20`; empty where there is none.
    pub(crate) fn signed(text: Option<&str>) -> String {
        let read = text.and_then(|text| Percent::parse(text).ok());
        read.map_or_else(String::new, Percent::signed_vn)
    }
}
