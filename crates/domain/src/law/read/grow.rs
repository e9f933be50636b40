//! The rules of an award grown anew: from a day on, or for the whole of the time the wrong ones stood there.
//!
//! Conditions are shared between awards, so a changed one is a copy with a code of its own, and so is every group
//! on the way to it: other awards keep theirs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::pile::Pile;
use super::raw::{ConditionLine, RulesLine};
use super::rewrite::numbers;
use crate::law::change::{Change, Draft, Edit, Field};

/// Groups lie no deeper.
const DEEPEST: u8 = 24;

/// A tree that is being copied.
struct Growth<'c> {
    change: &'c Change,
    suffix: String,
    /// What became of a condition: its code, `None` where it fell away.
    became: BTreeMap<String, Option<String>>,
    new: Vec<ConditionLine>,
    met: Vec<bool>,
    faults: Vec<String>,
}

impl<'a> Pile<'_, 'a> {
    /// Rules by the edits of a change: `split`, from its day on; else in place of those that hold on its day.
    pub(super) fn grow(&mut self, change: &'a Change, split: bool) {
        let Some(day) = change.from else {
            return self.fault(change, "chưa ghi ngày áp dụng");
        };
        let Some((file, line)) = self.rules_at(&change.of, day) else {
            return self.fault(
                change,
                "không có quy định nào của danh hiệu, hình thức này vào ngày ấy",
            );
        };
        let Some(old) = self
            .files
            .get(file)
            .and_then(|(_, own)| own.rules.get(line))
            .cloned()
        else {
            return;
        };
        let mut growth = Growth {
            change,
            suffix: change.code.replace('-', "_"),
            became: BTreeMap::new(),
            new: Vec::new(),
            met: vec![false; change.edits.len()],
            faults: Vec::new(),
        };
        let mut grown = growth.rules(self, &old);
        if let Some(note) = change.wants(Field::Note) {
            note.clone_into(&mut grown.note);
        }
        let mut faults = growth.faults;
        for (edit, _) in change
            .edits
            .iter()
            .zip(&growth.met)
            .filter(|(_, met)| !**met)
        {
            faults.push(format!(
                "«{}» không có trong điều kiện của ngày ấy",
                place(edit)
            ));
        }
        let closed = if split { self.closed(&old, day) } else { None };
        if split && closed.is_none() {
            faults.push(
                "ngày áp dụng là ngày đầu của quy định đang có: quy định ấy ghi sai thì đính chính"
                    .to_owned(),
            );
        }
        if !faults.is_empty() {
            for fault in faults {
                self.fault(change, fault);
            }
            return;
        }
        let new = growth.new;
        if let Some(slot) = self
            .files
            .get_mut(file)
            .and_then(|(_, own)| own.rules.get_mut(line))
        {
            *slot = closed.unwrap_or_else(|| grown.clone());
        }
        if let Some(own) = self.own(&change.code) {
            own.condition.extend(new);
            if split {
                grown.from = Some(day.to_string());
                own.rules.push(grown);
            }
        }
    }

    /// The days of a line, regime by regime.
    fn days(&self, line: &RulesLine) -> Vec<(String, Date, Option<Date>)> {
        let day =
            |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
        let (from, to) = (day(&line.from), day(&line.to));
        let of = |id: &String| {
            let (first, last) = self.days_of(id)?;
            let first = from.map_or(first, |from| from.max(first));
            let last = match (last, to) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            let some = last.is_none_or(|last| first <= last);
            some.then(|| (id.clone(), first, last))
        };
        line.regimes.iter().filter_map(of).collect()
    }

    fn rules_at(&self, of: &str, day: Date) -> Option<(usize, usize)> {
        let (award, subject) = of.split_once('/')?;
        for (file, (_, own)) in self.files.iter().enumerate() {
            for (at, line) in own.rules.iter().enumerate() {
                let holds = || {
                    let days = self.days(line);
                    days.into_iter()
                        .any(|(_, first, last)| first <= day && last.is_none_or(|last| day <= last))
                };
                if line.award == award && line.subject == subject && holds() {
                    return Some((file, at));
                }
            }
        }
        None
    }

    /// The old rules, closed on the eve; `None` where they would hold on no day.
    fn closed(&self, old: &RulesLine, day: Date) -> Option<RulesLine> {
        let first = self
            .days(old)
            .into_iter()
            .map(|(_, first, _)| first)
            .min()?;
        let eve = day.yesterday().ok().filter(|eve| first <= *eve)?;
        let mut closed = old.clone();
        closed.to = Some(eve.to_string());
        Some(closed)
    }
}

/// What an edit is about.
fn place(edit: &Edit) -> &str {
    match edit {
        Edit::Drop { condition } | Edit::Replace { condition, .. } => condition,
        Edit::Add { under, .. } | Edit::AddNew { under, .. } => under.as_deref().unwrap_or(""),
    }
}

impl Growth<'_> {
    fn rules(&mut self, pile: &mut Pile<'_, '_>, old: &RulesLine) -> RulesLine {
        self.replace_all(pile);
        let mut grown = old.clone();
        let also = old
            .also
            .iter()
            .filter_map(|id| self.visit(pile, id, DEEPEST));
        grown.also = also.collect();
        let every = self.added(pile, None);
        grown.also.extend(every);
        grown.road.clear();
        for road in &old.road {
            let mut road = road.clone();
            if let Some(when) = self.visit(pile, &road.when, DEEPEST) {
                road.when = when;
                grown.road.push(road);
            }
        }
        if grown.road.is_empty() {
            self.faults
                .push("không còn điều kiện nào: giữ lại ít nhất một".to_owned());
        }
        grown
    }

    /// Copies of what is replaced come first: a leaf elsewhere may look at the years one of them found.
    fn replace_all(&mut self, pile: &mut Pile<'_, '_>) {
        for edit in &self.change.edits {
            match edit {
                Edit::Replace { condition, with } => {
                    let Some(line) = pile.condition(condition).map(|line| line.clone()) else {
                        continue;
                    };
                    let id = format!("{condition}.{}", self.suffix);
                    self.became.insert(condition.clone(), Some(id.clone()));
                    let line = self.drawn(ConditionLine { id, ..line }, with);
                    self.new.push(line);
                }
                Edit::Drop { condition } => {
                    self.became.insert(condition.clone(), None);
                }
                Edit::Add { .. } | Edit::AddNew { .. } => {}
            }
        }
    }

    fn drawn(&mut self, mut line: ConditionLine, with: &Draft) -> ConditionLine {
        line.text.clone_from(&with.text);
        if !with.asks.is_empty() {
            line.asks.clone_from(&with.asks);
        }
        line.cite.clone_from(&with.cites);
        line.confidence.clone_from(&with.confidence);
        line.confidence_in.clear();
        let (by, at) = match &self.change.compared {
            Some(compared) => (compared.by.clone(), compared.at.to_string()),
            None => (String::new(), String::new()),
        };
        (line.confirmed_by, line.confirmed_at) = (by, at);
        let written: Vec<String> = with
            .numbers
            .iter()
            .map(|(key, text)| format!("{key}={text}"))
            .collect();
        let faults = numbers(&mut line, &written.join(";"));
        self.faults.extend(faults);
        line
    }

    fn meet(&mut self, id: Option<&str>) {
        for (edit, met) in self.change.edits.iter().zip(&mut self.met) {
            let own = place(edit);
            *met |= own == id.unwrap_or("");
        }
    }

    /// What a group gets in addition.
    fn added(&mut self, pile: &mut Pile<'_, '_>, group: Option<&str>) -> Vec<String> {
        let mut added = Vec::new();
        if group.is_none() {
            self.meet(None);
        }
        let edits = self.change.edits.iter().enumerate();
        for (at, edit) in edits {
            match edit {
                Edit::Add { under, condition } if under.as_deref() == group => {
                    if pile.condition(condition).is_none() {
                        self.faults
                            .push(format!("«{condition}» không có trong bộ quy định"));
                    }
                    added.push(condition.clone());
                }
                Edit::AddNew { under, with } if under.as_deref() == group => {
                    let award = self.change.of.split('/').next().unwrap_or_default();
                    let id = format!("{award}.them_{}.{}", at + 1, self.suffix);
                    let line = ConditionLine {
                        id: id.clone(),
                        kind: "needs_human".to_owned(),
                        ..ConditionLine::default()
                    };
                    let line = self.drawn(line, with);
                    self.new.push(line);
                    added.push(id);
                }
                _ => {}
            }
        }
        added
    }

    /// The code under which a condition stands in the new tree; `None`: it fell away.
    fn visit(&mut self, pile: &mut Pile<'_, '_>, id: &str, deepest: u8) -> Option<String> {
        self.meet(Some(id));
        if let Some(became) = self.became.get(id) {
            return became.clone();
        }
        let Some(line) = pile.condition(id).map(|line| line.clone()) else {
            return Some(id.to_owned());
        };
        if !matches!(
            line.kind.as_str(),
            "all" | "any" | "at_least" | "not" | "readings"
        ) || deepest == 0
        {
            return self.leaf(line);
        }
        let parts = line.of.clone().unwrap_or_default();
        let mut of: Vec<String> = parts
            .iter()
            .filter_map(|part| self.visit(pile, part, deepest - 1))
            .collect();
        of.extend(self.added(pile, Some(id)));
        let became = if of.is_empty() {
            None
        } else if of == parts {
            Some(id.to_owned())
        } else {
            Some(self.copied(ConditionLine {
                of: Some(of),
                ..line
            }))
        };
        self.became.insert(id.to_owned(), became.clone());
        became
    }

    /// A leaf that looks at the years of a run which is another now, looks at that one.
    fn leaf(&mut self, line: ConditionLine) -> Option<String> {
        let run = line
            .run
            .as_ref()
            .and_then(|run| self.became.get(run))
            .cloned();
        let Some(run) = run else {
            return Some(line.id);
        };
        if run.is_none() {
            self.faults.push(format!(
                "«{}» tính theo các năm của một điều kiện bị bỏ: bỏ hoặc thay cả điều kiện này",
                line.text
            ));
            return Some(line.id);
        }
        let before = line.id.clone();
        let id = self.copied(ConditionLine { run, ..line });
        self.became.insert(before, Some(id.clone()));
        Some(id)
    }

    fn copied(&mut self, mut line: ConditionLine) -> String {
        line.id = format!("{}.{}", line.id, self.suffix);
        line.confirmed_by.clear();
        line.confirmed_at.clear();
        let id = line.id.clone();
        self.new.push(line);
        id
    }
}
