//! Changes laid over the files before they are read: the same checks then hold for both.

use super::LawFault;
use super::pile::Pile;
use super::raw::{File, Text, ValueLine};
use super::rewrite::{dated, lines, rewrite_text};
use crate::law::book::Confirmation;
use crate::law::change::{About, Act, Change, Compared, Field};
use crate::law::value::Confirmed;

pub(super) const NOT_THERE: &str = "không có trong bộ quy định";
const ONLY_THE_MARK: &str = "riêng một giai đoạn chỉ ghi lại được mức chắc chắn; nội dung, con số, điều khoản dùng chung \
    cho các giai đoạn: sửa quy định của danh hiệu, hình thức theo ngày áp dụng";

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

    pub(super) fn value(&mut self, id: &str) -> Option<&mut ValueLine> {
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
            let open = self.condition(&change.of).map(|line| {
                let own = line.confidence_in.get(regime);
                own.unwrap_or(&line.confidence) == "X"
            });
            match open {
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
        if let (About::Condition, Some(regime)) = (change.about, &change.regime) {
            return self.mark_in(change, regime);
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

    /// A condition's mark under one regime alone: its text, numbers and articles are those of every regime.
    fn mark_in(&mut self, change: &Change, regime: &str) {
        if change
            .wanted
            .keys()
            .any(|field| *field != Field::Confidence)
        {
            return self.fault(change, ONLY_THE_MARK);
        }
        if self.days_of(regime).is_none() {
            return self.fault(change, format!("không có giai đoạn «{regime}»"));
        }
        let verified: Vec<String> = self
            .regimes()
            .filter(|own| !own.unverified && own.id != regime)
            .map(|own| own.id.clone())
            .collect();
        let Some(line) = self.condition(&change.of) else {
            return self.fault(change, NOT_THERE);
        };
        if let Some(mark) = change.wants(Field::Confidence) {
            line.confidence_in
                .insert(regime.to_owned(), mark.to_owned());
        }
        // Who confirmed it for all regimes no longer speaks for this one; for the others it stays as it was.
        let by = std::mem::take(&mut line.confirmed_by);
        let at = std::mem::take(&mut line.confirmed_at).parse();
        let own = |confirmation: &Confirmation| {
            confirmation.what == change.of && confirmation.regime.as_deref() == Some(regime)
        };
        self.confirmations.retain(|confirmation| !own(confirmation));
        if let Ok(at) = at {
            let confirmed = Confirmed { by, at };
            let others = verified.into_iter().map(|other| Confirmation {
                what: change.of.clone(),
                regime: Some(other),
                confirmed: confirmed.clone(),
            });
            self.confirmations.extend(others);
        }
        if let Some(compared) = &change.compared {
            self.confirm_in(change, compared, regime);
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
