//! All files together: codes first, then what refers to them.

use std::collections::HashSet;

use super::lay::lay;
use super::raw::File;
use super::{LawFault, Reader};
use crate::law::book::Lawbook;
use crate::law::change::Change;
use crate::law::rule::{Condition, ConditionId, Kind, ParameterId, Span};
use crate::law::{LawFile, Names};

/// Reads the files; all faults, or the book.
pub(in crate::law) fn parse(files: &[LawFile<'_>], names: Names) -> Result<Lawbook, Vec<LawFault>> {
    parse_changed(files, names, &[])
}

/// The same with changes laid over the files, in their order.
pub(in crate::law) fn parse_changed(
    files: &[LawFile<'_>],
    names: Names,
    changes: &[&Change],
) -> Result<Lawbook, Vec<LawFault>> {
    let mut faults = Vec::new();
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        match toml::from_str::<File>(file.text) {
            Ok(tables) => read.push((file.name, tables)),
            Err(error) => faults.push(LawFault {
                file: file.name.to_owned(),
                at: String::new(),
                message: error.to_string(),
            }),
        }
    }
    let confirmations = lay(&mut read, changes, &mut faults);
    let mut reader = Reader::new(&names);
    reader.faults = faults;
    index(&mut reader, &read);
    let mut book = Lawbook::empty(names.clone());
    fill(&mut reader, read, &mut book);
    settle(&mut reader, &mut book.conditions);
    if reader.faults.is_empty() {
        book.index();
        book.confirm(&confirmations);
        Ok(book)
    } else {
        Err(reader.faults)
    }
}

fn index(reader: &mut Reader<'_>, files: &[(&str, File)]) {
    let mut seen: HashSet<(u8, String)> = HashSet::new();
    for (name, file) in files {
        let mut new = |reader: &mut Reader<'_>, kind: u8, id: &str| {
            let new = seen.insert((kind, id.to_owned()));
            if !new {
                reader.enter(name, id);
                reader.fault("có hai lần");
            }
            new
        };
        for text in &file.text {
            if new(reader, 0, &text.id) {
                let place = reader.texts.len();
                reader.texts.insert(text.id.clone(), place);
            }
        }
        for regime in &file.regime {
            if new(reader, 1, &regime.id) {
                let place = reader.regimes.len();
                reader.regimes.insert(regime.id.clone(), place);
            }
        }
        for parameter in &file.parameter {
            if new(reader, 2, &parameter.id) {
                let place = u16::try_from(reader.parameters.len()).unwrap_or(u16::MAX);
                reader
                    .parameters
                    .insert(parameter.id.clone(), ParameterId(place));
            }
        }
        for denominator in &file.denominator {
            if new(reader, 3, &denominator.id) {
                let place = reader.denominators.len();
                reader.denominators.insert(denominator.id.clone(), place);
            }
        }
        for condition in &file.condition {
            if new(reader, 4, &condition.id) {
                let place = u16::try_from(reader.conditions.len()).unwrap_or(u16::MAX);
                reader
                    .conditions
                    .insert(condition.id.as_str().into(), ConditionId(place));
            }
        }
        for ground in &file.ground {
            new(reader, 5, &ground.id);
        }
    }
}

/// Texts, regimes, parameters and denominators go before conditions, conditions before rules: a reference leads
/// to a place that is known by then.
fn fill(reader: &mut Reader<'_>, files: Vec<(&str, File)>, book: &mut Lawbook) {
    let mut conditions = Vec::new();
    let mut rules = Vec::new();
    for (name, file) in files {
        for line in file.text {
            reader.enter(name, &line.id);
            book.texts.push(reader.text(line));
        }
        for line in file.regime {
            reader.enter(name, &line.id);
            book.regimes.push(reader.regime(line));
        }
        for line in file.transition {
            reader.enter(name, &format!("{} → {}", line.from, line.to));
            book.transitions.extend(reader.transition(line));
        }
        for line in file.parameter {
            reader.enter(name, &line.id);
            book.parameters.push(reader.parameter_of(line));
        }
        for line in file.denominator {
            reader.enter(name, &line.id);
            book.denominators.push(reader.denominator(line));
        }
        for line in file.ground {
            reader.enter(name, &line.id);
            book.grounds.push(reader.ground(line));
        }
        conditions.extend(file.condition.into_iter().map(|line| (name, line)));
        rules.extend(file.rules.into_iter().map(|line| (name, line)));
    }
    for (name, line) in conditions {
        reader.enter(name, &line.id);
        book.conditions.push(reader.read_condition(&line));
    }
    for (name, line) in rules {
        reader.enter(name, &format!("{} · {}", line.award, line.subject));
        book.rules.extend(reader.rule_set(&line, &book.regimes));
    }
}

/// No condition may stand on itself; a group depends on the judged award where one of its parts does.
fn settle(reader: &mut Reader<'_>, conditions: &mut [Condition]) {
    let mut done = vec![false; conditions.len()];
    for start in 0..conditions.len() {
        let mut path = Vec::new();
        visit(start, conditions, &mut done, &mut path, reader);
    }
    for condition in conditions.iter() {
        if let Some(run) = span(&condition.kind) {
            let leads = conditions.get(run.place()).map(|run| &run.kind);
            if !matches!(leads, Some(Kind::Run(_))) {
                reader.enter("", &condition.id);
                reader.fault("chỉ lấy các năm của điều kiện về nhiều năm liền (run)");
            }
        }
    }
}

fn visit(
    at: usize,
    conditions: &mut [Condition],
    done: &mut [bool],
    path: &mut Vec<usize>,
    reader: &mut Reader<'_>,
) -> bool {
    let Some(condition) = conditions.get(at) else {
        return false;
    };
    if done.get(at).copied().unwrap_or(true) {
        return condition.contextual;
    }
    if path.contains(&at) {
        let id = condition.id.clone();
        reader.enter("", &id);
        reader.fault("dựa vào chính nó");
        return false;
    }
    path.push(at);
    let mut contextual = condition.contextual;
    for part in condition.kind.parts().to_vec() {
        contextual |= visit(part.place(), conditions, done, path, reader);
    }
    path.pop();
    if let (Some(condition), Some(done)) = (conditions.get_mut(at), done.get_mut(at)) {
        condition.contextual = contextual;
        *done = true;
    }
    contextual
}

fn span(kind: &Kind) -> Option<ConditionId> {
    let span = match kind {
        Kind::Award(leaf) => leaf.span,
        Kind::NoAward(leaf) => leaf.span,
        Kind::Rating(leaf) => leaf.span,
        Kind::Initiative(leaf) => leaf.span,
        _ => return None,
    };
    match span {
        Span::Run(run) => Some(run),
        _ => None,
    }
}
