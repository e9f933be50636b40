//! Changes laid over the files before they are read: the same checks then hold for both.

use super::LawFault;
use super::pile::Pile;
use super::raw::{Amount, ConditionLine, File, Text, ValueLine};
use crate::law::book::Confirmation;
use crate::law::change::{About, Act, Change, Compared, Field};
use crate::law::value::Confirmed;

const NOT_THERE: &str = "không có trong bộ quy định";

/// Lays changes over the files, in their order; the confirmations that hold for one regime alone.
pub(super) fn lay<'a>(
    files: &mut Vec<(&'a str, File)>,
    changes: &[&'a Change],
    faults: &mut Vec<LawFault>,
) -> Vec<Confirmation> {
    let mut pile = Pile {
        files,
        confirmations: Vec::new(),
        faults,
    };
    for change in changes {
        if !change.about.admits(change.act) {
            pile.fault(change, "việc này không áp dụng cho mục này");
            continue;
        }
        match change.act {
            Act::Confirm => pile.confirm(change),
            Act::Correct => pile.correct(change),
            Act::Supersede => pile.supersede(change),
            Act::AddText => pile.add_text(change),
            Act::Repeal => {}
        }
    }
    pile.confirmations
}

/// Where a statement says how sure it is and who confirmed it.
struct Marks<'l> {
    confidence: &'l mut String,
    by: &'l mut String,
    at: &'l mut String,
}

impl Marks<'_> {
    fn confirm(&mut self, compared: &Compared) {
        "S".clone_into(self.confidence);
        self.by.clone_from(&compared.by);
        *self.at = compared.at.to_string();
    }

    /// What was confirmed is another statement now; the officer who corrects it has seen the original, or not.
    fn after(&mut self, change: &Change) {
        self.by.clear();
        self.at.clear();
        if let Some(mark) = change.wants(Field::Confidence) {
            mark.clone_into(self.confidence);
        }
        if let Some(compared) = &change.compared {
            self.confirm(compared);
        }
    }
}

macro_rules! marks {
    ($line:expr) => {{
        let line = $line;
        Marks {
            confidence: &mut line.confidence,
            by: &mut line.confirmed_by,
            at: &mut line.confirmed_at,
        }
    }};
}

fn erasable(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines(text: &str) -> Vec<String> {
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

impl<'a> Pile<'_, 'a> {
    fn marks(&mut self, change: &Change) -> Option<Marks<'_>> {
        let of = change.of.as_str();
        Some(match change.about {
            About::Condition => marks!(self.condition(of)?),
            About::Value => marks!(self.value(of)?),
            About::Text => marks!(self.text(of)?),
            About::Denominator => marks!(self.denominator(of)?),
            About::Ground => marks!(self.ground(of)?),
            About::Transition => marks!(self.transition(of)?),
            About::Parameter | About::Rules | About::Change => return None,
        })
    }

    fn value(&mut self, id: &str) -> Option<&mut ValueLine> {
        let (parameter, from) = id.split_once('@')?;
        let values = &mut self.parameter(parameter)?.value;
        values.iter_mut().find(|value| value.from == from)
    }

    fn confirm(&mut self, change: &Change) {
        let Some(compared) = &change.compared else {
            self.fault(change, "chưa ghi ai đối chiếu với bản gốc nào, ngày nào");
            return;
        };
        if let Some(regime) = &change.regime {
            self.confirm_in(change, compared, regime);
            return;
        }
        let unverified: Vec<String> = self
            .regimes()
            .filter(|regime| regime.unverified)
            .map(|regime| regime.id.clone())
            .collect();
        if change.about == About::Condition
            && let Some(line) = self.condition(&change.of)
        {
            line.confidence_in
                .retain(|regime, _| unverified.contains(regime));
        }
        match self.marks(change) {
            None => self.fault(change, NOT_THERE),
            Some(marks) if marks.confidence == "X" => self.fault(
                change,
                "chưa có nội dung để xác nhận: đính chính để ghi nội dung đã đọc trong bản gốc",
            ),
            Some(mut marks) => marks.confirm(compared),
        }
    }

    fn confirm_in(&mut self, change: &Change, compared: &Compared, regime: &str) {
        if change.about != About::Condition {
            self.fault(change, "chỉ điều kiện mới xác nhận riêng cho một giai đoạn");
        } else if self.days_of(regime).is_none() {
            self.fault(change, format!("không có giai đoạn «{regime}»"));
        } else {
            match self
                .condition(&change.of)
                .map(|line| line.confidence == "X")
            {
                None => self.fault(change, NOT_THERE),
                Some(true) => self.fault(
                    change,
                    "chưa có nội dung để xác nhận: đính chính để ghi nội dung đã đọc trong bản gốc",
                ),
                Some(false) => {
                    let confirmed = Confirmed {
                        by: compared.by.clone(),
                        at: compared.at,
                    };
                    self.confirmations.push(Confirmation {
                        what: change.of.clone(),
                        regime: Some(regime.to_owned()),
                        confirmed,
                    });
                }
            }
        }
    }

    fn correct(&mut self, change: &'a Change) {
        if change.about == About::Rules {
            return self.grow(change, false);
        }
        let (denominator, who) = change.of.split_once('/').unwrap_or((&change.of, ""));
        if change.about == About::Denominator && !who.is_empty() {
            return self.leave_out(change, denominator, who);
        }
        match self.rewrite(change) {
            Some(faults) => {
                for fault in faults {
                    self.fault(change, fault);
                }
            }
            None => return self.fault(change, NOT_THERE),
        }
        self.confirmations.retain(|own| own.what != change.of);
        if let (About::Condition, Some(regime)) = (change.about, &change.regime) {
            self.mark_in(change, regime);
            return;
        }
        let moved = change.wants(Field::FirstDay).map(str::to_owned);
        let mut stands = change.clone();
        if let (About::Value, Some(first), Some((parameter, _))) =
            (change.about, moved, change.of.split_once('@'))
        {
            stands.of = format!("{parameter}@{first}");
        }
        match self.marks(&stands) {
            Some(mut marks) => marks.after(change),
            None => self.fault(change, NOT_THERE),
        }
    }

    /// A condition's mark under one regime alone.
    fn mark_in(&mut self, change: &Change, regime: &str) {
        let mark = change.wants(Field::Confidence).unwrap_or("S").to_owned();
        if let Some(line) = self.condition(&change.of) {
            line.confidence_in.insert(regime.to_owned(), mark);
        }
        if let Some(compared) = &change.compared {
            self.confirm_in(change, compared, regime);
        }
    }

    /// Writes what is said anew; what cannot be said, `None` where there is nothing to write on.
    fn rewrite(&mut self, change: &Change) -> Option<Vec<String>> {
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
    fn leave_out(&mut self, change: &Change, denominator: &str, who: &str) {
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

    fn supersede(&mut self, change: &'a Change) {
        if change.about == About::Rules {
            return self.grow(change, true);
        }
        let Some(from) = change.from else {
            return self.fault(change, "chưa ghi ngày áp dụng của giá trị mới");
        };
        let Some(line) = self.parameter(&change.of) else {
            return self.fault(change, NOT_THERE);
        };
        let from = from.to_string();
        if line.value.iter().any(|value| value.from == from) {
            return self.fault(
                change,
                "đã có giá trị áp dụng từ đúng ngày này: ghi sai thì đính chính giá trị ấy",
            );
        }
        let at = line.value.partition_point(|value| value.from < from);
        let before = at.checked_sub(1).and_then(|at| line.value.get_mut(at));
        let eve = change.from.and_then(|from| from.yesterday().ok());
        if let (Some(before), Some(eve)) = (before, eve) {
            let eve = eve.to_string();
            if before.to.as_ref().is_some_and(|to| *to > eve) {
                before.to = Some(eve);
            }
        }
        let mut value = ValueLine {
            from,
            to: None,
            value: None,
            strict: false,
            cite: change.wants(Field::Cites).map(lines).unwrap_or_default(),
            confidence: change.wants(Field::Confidence).unwrap_or("X").to_owned(),
            confirmed_by: String::new(),
            confirmed_at: String::new(),
            note: change.wants(Field::Note).unwrap_or_default().to_owned(),
        };
        dated(&mut value, change);
        marks!(&mut value).after(change);
        line.value.insert(at, value);
    }

    fn add_text(&mut self, change: &'a Change) {
        if self.text(&change.of).is_some() {
            return self.fault(change, "văn bản này đã có trong bộ quy định");
        }
        let mut text = Text {
            id: change.of.clone(),
            symbol: String::new(),
            name: String::new(),
            short: String::new(),
            issued_on: None,
            in_force_from: None,
            in_force_to: None,
            replaces: Vec::new(),
            alert_days: None,
            confidence: "S-".to_owned(),
            confirmed_by: String::new(),
            confirmed_at: String::new(),
            note: String::new(),
        };
        rewrite_text(&mut text, change);
        marks!(&mut text).after(change);
        if let Some(own) = self.own(&change.code) {
            own.text.push(text);
        }
    }
}

/// The value, its last day, whether it must be passed.
fn dated(line: &mut ValueLine, change: &Change) {
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

fn rewrite_text(line: &mut Text, change: &Change) {
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
