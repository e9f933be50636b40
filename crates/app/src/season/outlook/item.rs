//! One figure of one subject: its years, its curve, where it ends.

use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::Target;
use thidua_domain::targets::season::{Band, PastYear, RateEnd, Season, rate_end, season, straight};

use super::lines;
use super::scale::{Scale, band_of};
use crate::State;
use crate::figures::AskBalance;
use crate::season::answer::SeasonItem;
use crate::season::past::{RateYears, Reader, years_before};
use crate::targets::goal;

/// Past years, the running one, and of a rate the years of its parts with both parts as they are.
type Told = (Vec<PastYear>, PastYear, Option<(RateYears, (i64, i64))>);

/// One subject's question in one frame.
pub(super) struct Desk<'a> {
    pub(super) state: &'a State,
    pub(super) reader: Reader<'a>,
    pub(super) month: u8,
    pub(super) days_left: i64,
}

/// What is known of one figure.
pub(super) struct Known<'a> {
    pub(super) code: &'a FigureCode,
    pub(super) scale: Scale,
    /// `viec` or `tien` of a completion rate.
    pub(super) side: Option<&'a str>,
    /// What was asked for, in the figure's own unit: percent for a rate.
    pub(super) goal: Option<Decimal>,
    pub(super) op: Option<&'a str>,
    /// This year.
    pub(super) now: PastYear,
    pub(super) reached: Option<i64>,
    pub(super) curve: Option<Season>,
    /// The two figures of a rate where both are told of this month.
    pub(super) parts: Option<(RateYears, (i64, i64))>,
    pub(super) foretold: Option<Foretold>,
}

/// Where the year ends, and how that was found.
pub(super) struct Foretold {
    pub(super) formed: &'static str,
    pub(super) band: Band,
    pub(super) rate: Option<RateEnd>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        state: &'a State,
        ask: &'a AskBalance,
        frame: &'a Frame,
        days_left: i64,
    ) -> Self {
        let question = Ask {
            table: &state.figures,
            org: &state.org,
            window: ask.window(),
            frame,
        };
        Self {
            state,
            reader: Reader {
                state,
                ask: question,
                subject: ask.subject(),
            },
            month: ask.month,
            days_left,
        }
    }

    /// The line of a figure; `None` where it is not told this year and nothing is asked.
    pub(super) fn item(&self, code: &FigureCode, target: Option<&Target>) -> Option<SeasonItem> {
        let known = self.known(code, target);
        if known.reached.is_none() && target.is_none() {
            return None;
        }
        let (scale, month) = (known.scale, self.month);
        let wanted = known.wanted();
        let foretold = known.foretold.as_ref();
        let expected = known.expected(month);
        let number = |value: Option<i64>| value.map(|value| scale.number(value));
        Some(SeasonItem {
            code: target.and_then(|target| target.code.clone()),
            target_code: code.code.clone(),
            name: super::named(target, code),
            group: target.and_then(|target| self.group(target)),
            unit: scale.unit(self.state, code),
            is_rate: known.is_rate(),
            op: known.op.map(str::to_owned),
            target: number(wanted),
            reached: number(known.reached),
            years: known.years(),
            formed: foretold.map(|foretold| foretold.formed),
            method: lines::method(foretold).to_owned(),
            expected: expected.map(|band| scale.band(band)),
            stands: known
                .reached
                .zip(expected)
                .map(|(value, band)| lies(value, band)),
            straight: number(known.straight(month)),
            forecast: foretold.map(|foretold| scale.band(foretold.band)),
            target_lies: wanted
                .zip(foretold)
                .map(|(goal, foretold)| lies(goal, foretold.band)),
            straight_end: number(known.reached.and_then(|reached| straight(month, reached))),
            parts: lines::parts(self.state, &known),
            past: lines::past(self, &known),
            need: lines::needs(self, &known),
            months: lines::months(&known, month),
            reasons: lines::reasons(self, &known, target.is_some()),
        })
    }

    fn group(&self, target: &Target) -> Option<String> {
        let labels = &self.state.catalogue.labels;
        let group = target.group.as_deref()?;
        Some(labels.word("so-lieu.nhom_an", group).to_owned())
    }

    fn known<'b>(&self, code: &'b FigureCode, target: Option<&'b Target>) -> Known<'b> {
        let side = code.code.strip_suffix(".ty_le");
        let side = side.filter(|side| matches!(*side, "viec" | "tien"));
        let goal = target.and_then(|target| {
            let (ask, subject) = (self.reader.ask, self.reader.subject);
            goal(self.state, ask, subject, target, code)
        });
        let (past, now, parts) = match side {
            Some(side) => self.rates(side),
            None => self.amounts(code),
        };
        let reached = now.at(self.month);
        let mut known = Known {
            code,
            scale: Scale::of(code),
            side,
            goal,
            op: target.and_then(|target| target.op.as_deref()),
            now,
            reached,
            curve: season(&past),
            parts,
            foretold: None,
        };
        known.foretold = known.foretell(self.month);
        known
    }

    fn amounts(&self, code: &FigureCode) -> Told {
        let year = self.reader.ask.window.year;
        let past = years_before(year).map(|past| self.reader.amount(&code.code, past));
        (past.collect(), self.reader.amount(&code.code, year), None)
    }

    fn rates(&self, side: &str) -> Told {
        let year = self.reader.ask.window.year;
        let past = self.reader.rate(side, years_before(year));
        let mut now = self.reader.rate(side, std::iter::once(year));
        let at = |years: &[PastYear]| years.first().and_then(|one| one.at(self.month));
        let told = at(&now.parts).zip(at(&now.wholes));
        let blank = PastYear {
            year,
            months: [None; 12],
        };
        let now = now.rates.pop().unwrap_or(blank);
        (past.rates.clone(), now, told.map(|told| (past, told)))
    }
}

/// Where a value lies beside a band.
fn lies(value: i64, band: Band) -> &'static str {
    match value {
        value if value < band.low => "below",
        value if value > band.high => "above",
        _ => "within",
    }
}

impl Known<'_> {
    pub(super) fn is_rate(&self) -> bool {
        self.code.measure == Measure::Rate
    }

    /// The target in the base unit of curves: ten-thousandths of a percent for a rate.
    pub(super) fn wanted(&self) -> Option<i64> {
        let goal = self.goal?;
        let scaled = match self.is_rate() {
            true => goal.checked_mul_pow10(4)?,
            false => goal,
        };
        i64::try_from(scaled.to_i128()?).ok()
    }

    fn years(&self) -> Vec<i16> {
        let years = self.curve.iter().flat_map(|curve| curve.years.iter());
        years.map(|year| year.0).collect()
    }

    /// What past years let expect by a month.
    pub(super) fn expected(&self, month: u8) -> Option<Band> {
        self.curve.as_ref()?.expected(month, self.wanted()?)
    }

    /// What the straight line asks for: the law's pace.
    pub(super) fn straight(&self, month: u8) -> Option<i64> {
        let goal = self.goal?;
        match self.is_rate() {
            true => thidua_domain::amount::pace(goal, month).to_ten_thousandths(),
            false => {
                let asked = thidua_domain::amount::pace_amount(goal, month)?;
                i64::try_from(asked.to_i128()?).ok()
            }
        }
    }

    fn foretell(&self, month: u8) -> Option<Foretold> {
        if let Some((past, now)) = &self.parts
            && let Some(found) = rate_end(&past.parts, &past.wholes, month, *now)
        {
            return Some(Foretold {
                formed: "parts",
                band: band_of(found.low, found.middle, found.high)?,
                rate: Some(found),
            });
        }
        let band = self.curve.as_ref()?.forecast(month, self.reached?)?;
        Some(Foretold {
            formed: if self.is_rate() { "rate" } else { "amount" },
            band,
            rate: None,
        })
    }
}
