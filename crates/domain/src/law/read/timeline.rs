//! Texts, regimes, transitions, grounds and parameters.

use jiff::civil::{Date, date};

use super::Reader;
use super::raw::{
    Amount, DenominatorLine, GroundLine, ParameterLine, RegimeLine, Text, TransitionLine, ValueLine,
};
use crate::law::fact::Absence;
use crate::law::rule::{Denominator, LeaveOut};
use crate::law::text::{Ground, LawText, Regime, Transition};
use crate::law::value::{Dated, Fraction, Parameter, Unit, Value};

/// A day where one could not be read: the fault is told already.
const NO_DAY: Date = date(9999, 12, 31);

impl Reader<'_> {
    pub(super) fn text(&mut self, line: Text) -> LawText {
        LawText {
            issued_on: self.day_of(line.issued_on.as_ref()),
            from: self.day_of(line.in_force_from.as_ref()),
            to: self.day_of(line.in_force_to.as_ref()),
            confidence: self.confidence(&line.confidence),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            id: line.id,
            symbol: line.symbol,
            name: line.name,
            short: line.short,
            replaces: line.replaces,
            alert_days: line.alert_days,
            note: line.note,
        }
    }

    pub(super) fn regime(&mut self, line: RegimeLine) -> Regime {
        for text in line
            .texts
            .iter()
            .filter(|text| !self.texts.contains_key(*text))
            .cloned()
            .collect::<Vec<_>>()
        {
            self.fault(format!("không có văn bản «{text}»"));
        }
        Regime {
            from: self.day(&line.from).unwrap_or(NO_DAY),
            to: self.day_of(line.to.as_ref()),
            at_most: line.confidence_at_most.map(|code| self.confidence(&code)),
            id: line.id,
            name: line.name,
            texts: line.texts,
            unverified: line.unverified,
            note: line.note,
        }
    }

    fn regime_place(&mut self, id: &str) -> Option<usize> {
        let found = self.regimes.get(id).copied();
        if found.is_none() {
            self.fault(format!("không có giai đoạn «{id}»"));
        }
        found
    }

    pub(super) fn transition(&mut self, line: TransitionLine) -> Option<Transition> {
        Some(Transition {
            from: self.regime_place(&line.from)?,
            to: self.regime_place(&line.to)?,
            favourable: line.favourable,
            cites: self.cites(&line.cite),
            confidence: self.confidence(&line.confidence),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            text: line.text,
        })
    }

    pub(super) fn ground(&mut self, line: GroundLine) -> Ground {
        Ground {
            cites: self.cites(&line.cite),
            confidence: self.confidence(&line.confidence),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            id: line.id,
            text: line.text,
        }
    }

    pub(super) fn parameter_of(&mut self, line: ParameterLine) -> Parameter {
        let unit = Unit::from_code(&line.unit);
        let unit = self.or(unit, Unit::Code, || {
            format!("không có đơn vị «{}»", line.unit)
        });
        let values: Vec<Dated> = line
            .value
            .into_iter()
            .map(|value| self.dated(value, unit))
            .collect();
        let ordered = |pair: &[Dated]| matches!(pair, [one, next] if one.from < next.from);
        if !values.windows(2).all(ordered) {
            self.fault("các giá trị phải xếp theo ngày đầu, mỗi ngày một giá trị");
        }
        Parameter {
            id: line.id,
            name: line.name,
            unit,
            values,
        }
    }

    fn dated(&mut self, line: ValueLine, unit: Unit) -> Dated {
        let value = match line.value {
            None => Value::Unknown,
            Some(written) => self.value(written, unit),
        };
        Dated {
            from: self.day(&line.from).unwrap_or(NO_DAY),
            to: self.day_of(line.to.as_ref()),
            strict: line.strict,
            cites: self.cites(&line.cite),
            confidence: self.confidence(&line.confidence),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            note: line.note,
            value,
        }
    }

    fn value(&mut self, written: Amount, unit: Unit) -> Value {
        let text = match written {
            Amount::Whole(whole) => whole.to_string(),
            Amount::Text(text) => text,
        };
        if text == "khong" && unit != Unit::Code {
            return Value::NoLimit;
        }
        let read = match unit {
            Unit::Share | Unit::Coefficient => Fraction::parse(&text).map(Value::Share),
            Unit::Number
            | Unit::Years
            | Unit::Months
            | Unit::Days
            | Unit::WorkingDays
            | Unit::Dong => text.parse().ok().map(Value::Whole),
            Unit::DayOfYear => day_of_year(&text, 2024).map(|_| Value::Text(text.clone())),
            Unit::Day => text.parse::<Date>().ok().map(|_| Value::Text(text.clone())),
            Unit::Code => Some(Value::Text(text.clone())),
        };
        self.or(read, Value::Unknown, || {
            format!("«{text}» không phải là giá trị theo đơn vị của tham số này")
        })
    }

    pub(super) fn denominator(&mut self, line: DenominatorLine) -> Denominator {
        let at_year_end = match line.at.as_str() {
            "year_end" => true,
            "on" => false,
            other => {
                self.fault(format!("«{other}»: phải là year_end hoặc on"));
                true
            }
        };
        let mut leave_out = Vec::with_capacity(line.leave_out.len());
        for out in line.leave_out {
            let Some(who) = Absence::from_code(&out.who) else {
                self.fault(format!("không có lý do «{}» để không tính", out.who));
                continue;
            };
            if (who == Absence::Recruit) != out.months_below.is_some() {
                self.fault("months_below chỉ ghi cùng moi_tuyen");
            }
            leave_out.push(LeaveOut {
                who,
                months_below: out.months_below.map(|months| self.number(&months)),
                cites: self.cites(&out.cite),
                confidence: self.confidence(&out.confidence),
                text: out.text,
            });
        }
        Denominator {
            cites: self.cites(&line.cite),
            confidence: self.confidence(&line.confidence),
            confirmed: self.confirmed(&line.confirmed_by, &line.confirmed_at),
            id: line.id,
            name: line.name,
            at_year_end,
            leave_out,
            note: line.note,
        }
    }
}

/// The day `12-31` is in a year.
pub(in crate::law) fn day_of_year(text: &str, year: i16) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}
