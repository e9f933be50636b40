//! What a change says anew, written over the lines of the files.

use super::lay::NOT_THERE;
use super::pile::Pile;
use super::raw::{Amount, ConditionLine, Text, ValueLine};
use crate::law::change::{About, Change, Field};

fn erasable(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Takes over fields of the same shape.
fn texts(change: &Change, slots: &mut [(Field, &mut String)]) {
    for (field, slot) in slots {
        if let Some(text) = change.wants(*field) {
            text.clone_into(slot);
        }
    }
}

impl Pile<'_, '_> {
    /// Writes what is said anew; what cannot be said, `None` where there is nothing to write on.
    pub(super) fn rewrite(&mut self, change: &Change) -> Option<Vec<String>> {
        let of = change.of.as_str();
        let cites = change.wants(Field::Cites).map(lines);
        match change.about {
            About::Condition => {
                let line = self.condition(of)?;
                line.cite = cites.unwrap_or_else(|| line.cite.clone());
                texts(
                    change,
                    &mut [
                        (Field::Text, &mut line.text),
                        (Field::Asks, &mut line.asks),
                        (Field::Note, &mut line.note),
                    ],
                );
                return Some(numbers(
                    line,
                    change.wants(Field::Numbers).unwrap_or_default(),
                ));
            }
            About::Value => {
                let line = self.value(of)?;
                line.cite = cites.unwrap_or_else(|| line.cite.clone());
                texts(
                    change,
                    &mut [
                        (Field::Note, &mut line.note),
                        (Field::FirstDay, &mut line.from),
                    ],
                );
                dated(line, change);
                let parameter = of.split_once('@').map(|(parameter, _)| parameter)?;
                let line = self.parameter(parameter)?;
                line.value.sort_by(|one, other| one.from.cmp(&other.from));
            }
            About::Text => rewrite_text(self.text(of)?, change),
            About::Denominator => {
                let line = self.denominator(of)?;
                line.cite = cites.unwrap_or_else(|| line.cite.clone());
                texts(
                    change,
                    &mut [(Field::Name, &mut line.name), (Field::Note, &mut line.note)],
                );
            }
            About::Ground => {
                let line = self.ground(of)?;
                line.cite = cites.unwrap_or_else(|| line.cite.clone());
                texts(change, &mut [(Field::Text, &mut line.text)]);
            }
            About::Transition => {
                let line = self.transition(of)?;
                line.cite = cites.unwrap_or_else(|| line.cite.clone());
                texts(change, &mut [(Field::Text, &mut line.text)]);
            }
            About::Parameter | About::Rules | About::Change => return None,
        }
        Some(Vec::new())
    }

    /// Whether a kind of members counts.
    pub(super) fn leave_out(&mut self, change: &Change, denominator: &str, who: &str) {
        let Some(line) = self.denominator(denominator) else {
            return self.fault(change, NOT_THERE);
        };
        let Some(at) = line.leave_out.iter().position(|out| out.who == who) else {
            return self.fault(change, NOT_THERE);
        };
        if change.wants(Field::Counts) == Some("co") {
            line.leave_out.remove(at);
            return;
        }
        let Some(out) = line.leave_out.get_mut(at) else {
            return;
        };
        if let Some(cites) = change.wants(Field::Cites) {
            out.cite = lines(cites);
        }
        texts(
            change,
            &mut [
                (Field::Text, &mut out.text),
                (Field::Confidence, &mut out.confidence),
            ],
        );
        if change.wants(Field::Counts) == Some("khong") && out.confidence == "X" {
            self.fault(change, "đã rõ là không tính thì phải ghi mức độ chắc chắn");
        }
    }
}

/// The value, its last day, whether it must be passed.
pub(super) fn dated(line: &mut ValueLine, change: &Change) {
    if let Some(value) = change.wants(Field::Value) {
        line.value = erasable(value).map(Amount::Text);
    }
    if let Some(to) = change.wants(Field::LastDay) {
        line.to = erasable(to);
    }
    if let Some(strict) = change.wants(Field::Strict) {
        line.strict = strict == "co";
    }
}

pub(super) fn rewrite_text(line: &mut Text, change: &Change) {
    texts(
        change,
        &mut [
            (Field::Symbol, &mut line.symbol),
            (Field::Name, &mut line.name),
            (Field::Short, &mut line.short),
            (Field::Note, &mut line.note),
        ],
    );
    let days = [
        (Field::IssuedOn, &mut line.issued_on),
        (Field::FirstDay, &mut line.in_force_from),
        (Field::LastDay, &mut line.in_force_to),
    ];
    for (field, slot) in days {
        if let Some(day) = change.wants(field) {
            *slot = erasable(day);
        }
    }
    if let Some(codes) = change.wants(Field::Replaces) {
        let codes = codes
            .split(';')
            .map(str::trim)
            .filter(|code| !code.is_empty());
        line.replaces = codes.map(str::to_owned).collect();
    }
    if let Some(days) = change.wants(Field::AlertDays) {
        line.alert_days = days.parse().ok();
    }
}

/// Sets numbers written `n=2; share=7/10`; what the condition does not have.
pub(super) fn numbers(line: &mut ConditionLine, written: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for one in written.split(';').filter(|one| !one.trim().is_empty()) {
        let (key, text) = one.split_once('=').unwrap_or((one, ""));
        if line.set_number(key.trim(), text).is_none() {
            faults.push(format!("điều kiện này không có số «{}»", key.trim()));
        }
    }
    faults
}
