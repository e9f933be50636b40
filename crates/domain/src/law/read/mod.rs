//! Reading the rulebook: TOML handed over as text, checked whole, every fault told at once.

mod book;
mod condition;
mod grow;
mod lay;
mod leaf;
mod pile;
mod raw;
mod rewrite;
mod rules;
mod timeline;

pub(super) use timeline::day_of_year;

pub(super) use book::{parse, parse_changed};

use std::collections::HashMap;

use ecow::EcoString;
use jiff::civil::Date;

use super::Names;
use super::fact::{AwardId, AwardSet};
use super::rule::{ConditionId, Number, ParameterId, Portion};
use super::text::Cite;
use super::value::{Confidence, Confirmed, Fraction};

/// A mistake in the rulebook: of the one who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {at}: {message}")]
pub struct LawFault {
    /// The file.
    pub file: String,
    /// Code of what is wrong.
    pub at: String,
    /// What is wrong.
    pub message: String,
}

/// Where references lead, and the faults met.
pub(super) struct Reader<'a> {
    pub(super) names: &'a Names,
    pub(super) texts: HashMap<String, usize>,
    pub(super) regimes: HashMap<String, usize>,
    pub(super) parameters: HashMap<String, ParameterId>,
    pub(super) conditions: HashMap<EcoString, ConditionId>,
    pub(super) denominators: HashMap<String, usize>,
    pub(super) faults: Vec<LawFault>,
    file: String,
    at: String,
}

impl<'a> Reader<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self {
            names,
            texts: HashMap::new(),
            regimes: HashMap::new(),
            parameters: HashMap::new(),
            conditions: HashMap::new(),
            denominators: HashMap::new(),
            faults: Vec::new(),
            file: String::new(),
            at: String::new(),
        }
    }

    /// What the faults that follow are about.
    pub(super) fn enter(&mut self, file: &str, at: &str) {
        self.file.clear();
        self.file.push_str(file);
        self.at.clear();
        self.at.push_str(at);
    }

    pub(super) fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(LawFault {
            file: self.file.clone(),
            at: self.at.clone(),
            message: message.into(),
        });
    }

    /// The value, or a fault and the fallback.
    pub(super) fn or<T>(
        &mut self,
        found: Option<T>,
        fallback: T,
        message: impl FnOnce() -> String,
    ) -> T {
        found.unwrap_or_else(|| {
            self.fault(message());
            fallback
        })
    }

    pub(super) fn day(&mut self, text: &str) -> Option<Date> {
        let day = text.parse().ok();
        if day.is_none() {
            self.fault(format!("«{text}» không phải là ngày"));
        }
        day
    }

    pub(super) fn day_of(&mut self, text: Option<&String>) -> Option<Date> {
        text.filter(|text| !text.is_empty())
            .and_then(|text| self.day(text))
    }

    pub(super) fn confidence(&mut self, code: &str) -> Confidence {
        let found = Confidence::from_code(code);
        self.or(found, Confidence::NotFound, || {
            format!("không có mức chắc chắn «{code}»")
        })
    }

    pub(super) fn confirmed(&mut self, by: &str, at: &str) -> Option<Confirmed> {
        match (by.trim().is_empty(), at.trim().is_empty()) {
            (true, true) => None,
            (false, false) => Some(Confirmed {
                by: by.to_owned(),
                at: self.day(at)?,
            }),
            _ => {
                self.fault("người đối chiếu và ngày đối chiếu phải ghi cùng nhau");
                None
            }
        }
    }

    pub(super) fn cites(&mut self, written: &[String]) -> Vec<Cite> {
        let mut cites = Vec::with_capacity(written.len());
        for line in written {
            let (text, article) = line.split_once(':').unwrap_or((line, ""));
            match self.texts.get(text.trim()) {
                Some(place) => cites.push(Cite {
                    text: *place,
                    article: article.trim().to_owned(),
                }),
                None => self.fault(format!("không có văn bản «{text}»")),
            }
        }
        cites
    }

    pub(super) fn award(&mut self, code: &str) -> Option<AwardId> {
        let found = self.names.award(code);
        if found.is_none() {
            self.fault(format!("không có khen thưởng «{code}» trong danh mục"));
        }
        found
    }

    pub(super) fn awards(&mut self, codes: &[String]) -> AwardSet {
        codes.iter().filter_map(|code| self.award(code)).collect()
    }

    pub(super) fn parameter(&mut self, written: &str) -> Option<ParameterId> {
        let id = written.strip_prefix('@').unwrap_or(written);
        let found = self.parameters.get(id).copied();
        if found.is_none() {
            self.fault(format!("không có tham số «{written}»"));
        }
        found
    }

    pub(super) fn number(&mut self, written: &raw::Amount) -> Number {
        match written {
            raw::Amount::Whole(whole) => Number::Fixed(*whole),
            raw::Amount::Text(text) if text.starts_with('@') => {
                self.parameter(text).map_or(Number::Fixed(0), Number::Of)
            }
            raw::Amount::Text(text) => {
                let whole = text.parse().ok();
                Number::Fixed(self.or(whole, 0, || format!("«{text}» không phải là số nguyên")))
            }
        }
    }

    pub(super) fn portion(&mut self, written: &raw::Amount) -> Portion {
        let zero = Fraction { part: 0, whole: 1 };
        match written {
            raw::Amount::Whole(whole) => Portion::Fixed(Fraction {
                part: *whole,
                whole: 1,
            }),
            raw::Amount::Text(text) if text.starts_with('@') => self
                .parameter(text)
                .map_or(Portion::Fixed(zero), Portion::Of),
            raw::Amount::Text(text) => {
                let read = Fraction::parse(text);
                Portion::Fixed(self.or(read, zero, || format!("«{text}» không phải là tỷ lệ")))
            }
        }
    }

    pub(super) fn condition(&mut self, id: &str) -> Option<ConditionId> {
        let found = self.conditions.get(id).copied();
        if found.is_none() {
            self.fault(format!("không có điều kiện «{id}»"));
        }
        found
    }
}
