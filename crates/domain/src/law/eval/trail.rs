//! What a leaf writes down for the proof.

use ecow::EcoString;

use crate::law::fact::Link;
use crate::law::rule::ParameterId;

/// A fact a condition rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The record.
    pub link: Link,
    /// What it says, in words.
    pub text: EcoString,
}

/// A parameter a leaf took its number from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::law) struct Used {
    pub(in crate::law) parameter: ParameterId,
}

/// Notes of one leaf.
#[derive(Debug, Default)]
pub(in crate::law) struct Trail {
    /// What was found, in words.
    pub(in crate::law) found: String,
    /// What is missing, in words.
    pub(in crate::law) lacks: String,
    /// Facts it rests on.
    pub(in crate::law) evidence: Vec<Evidence>,
    /// Who was left out of a denominator, and why.
    pub(in crate::law) left_out: Vec<String>,
    /// What to keep in mind.
    pub(in crate::law) remarks: Vec<String>,
    /// Parameters its numbers come from.
    pub(in crate::law) used: Vec<Used>,
    /// Numbers for the wording.
    pub(in crate::law) numbers: Vec<(&'static str, String)>,
}

impl Trail {
    pub(in crate::law) fn evidence(&mut self, link: &Link, text: impl Into<EcoString>) {
        self.evidence.push(Evidence {
            link: link.clone(),
            text: text.into(),
        });
    }

    pub(in crate::law) fn number(&mut self, key: &'static str, value: impl ToString) {
        self.numbers.push((key, value.to_string()));
    }

    pub(in crate::law) fn remark(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
    }
}

/// `05`: counts below ten are written with two digits.
pub(in crate::law) fn two(number: i64) -> String {
    format!("{number:02}")
}
