//! Worked cases: facts and the verdict the law gives, in plain language, run against the rulebook.

mod raw;
mod told;

use std::collections::HashSet;

use jiff::civil::Date;

use super::LawFile;
use super::bonus::{BonusItem, payments};
use super::book::Lawbook;
use super::fact::{AwardId, Moment, Occasion, SubjectKind};
use super::judge::Judge;
use super::outcome::{Outcome, Tri};
use crate::time::{WorkYear, YearSpan};
use raw::{BonusCase, Case, CaseFile};

/// A case that does not come out as written, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {case}: {message}")]
pub struct CaseFault {
    /// The file.
    pub file: String,
    /// Code of the case.
    pub case: String,
    /// What is wrong.
    pub message: String,
}

/// A worked case, for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedCase {
    /// Its code.
    pub id: String,
    /// What it is about, in plain words.
    pub name: String,
    /// Code of the award.
    pub award: String,
    /// Code of the kind of subject.
    pub subject: String,
    /// The considered year.
    pub year: WorkYear,
    /// Day on which the dossier is received.
    pub received_on: Date,
    /// `eligible`, `not_eligible`, `needs_human`.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// Codes of conditions it shows to hold.
    pub holds: Vec<String>,
    /// Codes of conditions it shows to fail.
    pub fails: Vec<String>,
    /// Codes of conditions it shows to lead to a person.
    pub human: Vec<String>,
}

/// The cases of some files, as readers see them; what cannot be read is left out here and told by [`run_cases`].
pub fn worked_cases(files: &[LawFile<'_>]) -> Vec<WorkedCase> {
    let read = files
        .iter()
        .filter_map(|file| toml::from_str::<CaseFile>(file.text).ok());
    let cases = read.flat_map(|file| file.case);
    let one = |case: Case| {
        Some(WorkedCase {
            received_on: case.received.as_ref().unwrap_or(&case.on).parse().ok()?,
            id: case.id,
            name: case.name,
            award: case.award,
            subject: case.subject,
            year: WorkYear(case.year),
            verdict: case.verdict,
            reason: case.reason,
            holds: case.holds,
            fails: case.fails,
            human: case.human,
        })
    };
    cases.filter_map(one).collect()
}

/// What the cases show of one road of a rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadShown {
    /// Place of the rule set in the book.
    pub rules: usize,
    /// For which achievement.
    pub road: Occasion,
    /// Whether a case passes on it, or leads to a person.
    pub passed: bool,
    /// Whether a case is refused on it.
    pub refused: bool,
}

/// What running the cases came to.
#[derive(Clone, Debug, Default)]
pub struct CaseReport {
    /// How many were run.
    pub run: usize,
    /// Those that came out otherwise.
    pub faults: Vec<CaseFault>,
    /// Conditions that no case shows to hold.
    pub never_held: Vec<String>,
    /// Conditions that no case shows to fail, or to lead to a person.
    pub never_failed: Vec<String>,
    /// What the cases show of each road of each rule set, in the order of the book.
    pub roads: Vec<RoadShown>,
}

/// Runs the cases of some files.
pub fn run_cases(book: &Lawbook, files: &[LawFile<'_>]) -> CaseReport {
    let roads = book.rules.iter().enumerate().flat_map(|(at, rules)| {
        rules.roads.iter().map(move |road| RoadShown {
            rules: at,
            road: road.occasion,
            passed: false,
            refused: false,
        })
    });
    let mut report = CaseReport {
        roads: roads.collect(),
        ..CaseReport::default()
    };
    let mut seen = Seen::default();
    for file in files {
        let read: CaseFile = match toml::from_str(file.text) {
            Ok(read) => read,
            Err(error) => {
                report.faults.push(fault(file.name, "", error.to_string()));
                continue;
            }
        };
        for case in &read.case {
            report.run += 1;
            let told = run(book, case, &mut seen, &mut report.roads)
                .unwrap_or_else(|message| vec![message]);
            report.faults.extend(
                told.into_iter()
                    .map(|message| fault(file.name, &case.id, message)),
            );
            if !seen.ids.insert(case.id.clone()) {
                report
                    .faults
                    .push(fault(file.name, &case.id, "stands there twice".to_owned()));
            }
        }
        for case in &read.bonus_case {
            report.run += 1;
            if let Err(message) = run_bonus(book, case) {
                report.faults.push(fault(file.name, &case.id, message));
            }
        }
    }
    for condition in &book.conditions {
        if !seen.held.contains(condition.id.as_str()) {
            report.never_held.push(condition.id.to_string());
        }
        if !seen.failed.contains(condition.id.as_str()) {
            report.never_failed.push(condition.id.to_string());
        }
    }
    report
}

#[derive(Default)]
struct Seen {
    ids: HashSet<String>,
    held: HashSet<String>,
    failed: HashSet<String>,
}

fn fault(file: &str, case: &str, message: String) -> CaseFault {
    CaseFault {
        file: file.to_owned(),
        case: case.to_owned(),
        message,
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("«{text}» is no day"))
}

/// What a case asks of the book.
fn asked(
    book: &Lawbook,
    case: &Case,
) -> Result<(AwardId, SubjectKind, Moment, Option<Occasion>), String> {
    let award = book
        .names
        .award(&case.award)
        .ok_or_else(|| format!("«{}» is no award", case.award))?;
    let subject = SubjectKind::from_code(&case.subject)
        .ok_or_else(|| format!("«{}» is no subject", case.subject))?;
    let on = day(&case.on)?;
    let moment = Moment {
        year: WorkYear(case.year),
        on,
        received_on: case.received.as_deref().map_or(Ok(on), day)?,
        decided_on: case.decided.as_deref().map(day).transpose()?,
    };
    let road = match case.road.as_deref() {
        None => None,
        Some(code) => {
            Some(Occasion::from_code(code).ok_or_else(|| format!("«{code}» is no road"))?)
        }
    };
    Ok((award, subject, moment, road))
}

/// Runs one case: what came out otherwise; or why it cannot be run.
fn run(
    book: &Lawbook,
    case: &Case,
    seen: &mut Seen,
    shown: &mut [RoadShown],
) -> Result<Vec<String>, String> {
    if case.name.trim().is_empty() || case.reason.trim().is_empty() {
        return Err("says in plain words what it is about, and why".to_owned());
    }
    let (award, subject, moment, road) = asked(book, case)?;
    let facts = told::facts(book, case, subject)?;
    let mut judge = Judge::new(book);
    let proven = judge
        .prove(&facts, &moment, award, road)
        .ok_or("no law of that day speaks of it")?;
    let verdict = judge
        .verdict(&facts, &moment, award, road)
        .ok_or("no verdict")?;
    let proof = &proven.proof;
    show(book, proof, shown);
    let mut told = Vec::new();
    if proven.outcome().code() != case.verdict {
        told.push(format!(
            "{} instead of {}{}",
            proven.outcome().code(),
            case.verdict,
            why(proof)
        ));
    }
    if verdict.outcome != proven.outcome() || proof.recomputed() != proof.outcome {
        told.push("verdict, proof and leaves disagree".to_owned());
    }
    let regime = book
        .regimes
        .get(proof.law.regime)
        .map_or("", |regime| regime.id.as_str());
    if case.regime.as_deref().is_some_and(|own| own != regime) {
        told.push(format!("judged under {regime}"));
    }
    for (wanted, ids) in [
        (Tri::Yes, &case.holds),
        (Tri::No, &case.fails),
        (Tri::Unknown, &case.human),
    ] {
        for id in ids {
            match proof.step(id) {
                None => told.push(format!("{id} is not in the proof")),
                Some(step) if step.holds != wanted => {
                    told.push(format!("{id}: {:?} ({})", step.holds, step.found))
                }
                Some(_) => {}
            }
        }
    }
    for step in proof.roads.iter().flat_map(|road| &road.steps) {
        step.walk(&mut |step| {
            let of = if step.holds == Tri::Yes {
                &mut seen.held
            } else {
                &mut seen.failed
            };
            of.insert(step.rule.to_string());
        });
    }
    Ok(told)
}

/// Notes which roads of which rule set a proof went, and how.
fn show(book: &Lawbook, proof: &super::proof::Proof, shown: &mut [RoadShown]) {
    let rules = book.rules_on(proof.award, proof.subject, proof.law.day);
    let own = book
        .rules
        .iter()
        .position(|own| rules.is_some_and(|rules| std::ptr::eq(own, rules)));
    for road in &proof.roads {
        let mine = |shown: &&mut RoadShown| Some(shown.rules) == own && shown.road == road.occasion;
        for shown in shown.iter_mut().filter(mine) {
            shown.passed |= road.outcome != Outcome::NotEligible;
            shown.refused |= road.outcome == Outcome::NotEligible;
        }
    }
}

/// The leaves that decided, for the message of a case that came out otherwise.
fn why(proof: &super::proof::Proof) -> String {
    let mut words = String::new();
    for missing in proof.roads.iter().flat_map(|road| &road.missing).take(8) {
        words.push_str(&format!("; {}: {}", missing.rule, missing.lacks));
    }
    words
}

fn run_bonus(book: &Lawbook, case: &BonusCase) -> Result<(), String> {
    if case.name.trim().is_empty() || case.reason.trim().is_empty() {
        return Err("says in plain words what it is about, and why".to_owned());
    }
    let decided_on = day(&case.decided)?;
    let mut items = Vec::with_capacity(case.items.len());
    for item in &case.items {
        items.push(BonusItem {
            award: book
                .names
                .award(&item.award)
                .ok_or_else(|| format!("«{}» is no award", item.award))?,
            subject: SubjectKind::from_code(&item.subject)
                .ok_or_else(|| format!("«{}» is no subject", item.subject))?,
            years: years(item.year, item.years.as_deref())?,
            decided_on,
        });
    }
    let paid: Vec<Option<i64>> = payments(book, &items)
        .into_iter()
        .map(|own| Some(own?.paid))
        .collect();
    let wanted: Vec<Option<i64>> = case.pays.iter().copied().map(Some).collect();
    if paid == wanted {
        Ok(())
    } else {
        Err(format!("pays {paid:?}"))
    }
}

fn years(year: Option<i16>, years: Option<&str>) -> Result<Option<YearSpan>, String> {
    match (year, years) {
        (Some(year), _) => Ok(Some(YearSpan::single(WorkYear(year)))),
        (None, Some(text)) => YearSpan::parse(text)
            .map(Some)
            .map_err(|_| format!("«{text}» are no years")),
        (None, None) => Ok(None),
    }
}
