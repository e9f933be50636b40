//! Judging many at once, on as many threads as the machine has: each gathers and judges a part of them, and the parts
//! come together in the order of the subjects.

use thidua_domain::law::{AwardId, Judge, Lawbook, Missing, Moment, Outcome, SubjectKind, Verdict};

use super::all::{AskAll, Judged, JudgedSubject, subjects};
use super::{facts, moment};
use crate::AppError;
use crate::law::Gatherer;
use crate::rating::post_of;
use crate::state::View;

/// Fewer are not worth a thread of their own.
const PART: usize = 500;
/// More threads than that are left to others.
const THREADS: usize = 8;

/// Who is judged: kind, code, agency.
type Subject<'v> = (SubjectKind, &'v str, &'v str);

/// The verdicts on everybody asked for; with what people must look at, from the proofs, where `proofs` are wanted.
pub(super) fn weighed(view: &View, ask: &AskAll, proofs: bool) -> Result<Judged, AppError> {
    let book: &Lawbook = &view.state.law;
    let moment = moment(book, ask.year, &ask.days, view.today)?;
    let (people, collectives) = subjects(view, ask.agency.as_deref(), &moment)?;
    let mut asked: Vec<Subject<'_>> = Vec::with_capacity(people.len() + collectives.len());
    for person in people {
        let post = post_of(person, moment.year, moment.on);
        let agency = post.map_or("", |post| post.agency.as_str());
        asked.push((SubjectKind::Person, &person.code, agency));
    }
    asked.extend(
        collectives
            .into_iter()
            .map(|code| (SubjectKind::Collective, code, code)),
    );
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = asked.len().div_ceil(threads.min(THREADS)).max(PART);
    let found = std::thread::scope(|scope| {
        let work: Vec<_> = asked
            .chunks(part)
            .map(|part| scope.spawn(move || some(view, moment, part, proofs)))
            .collect();
        let mut found = Vec::with_capacity(asked.len());
        for part in work {
            let part = part
                .join()
                .map_err(|_| AppError::Machine("a thread of judging broke off".to_owned()))?;
            found.extend(part?);
        }
        Ok::<_, AppError>(found)
    })?;
    Ok(Judged {
        moment,
        subjects: found,
    })
}

fn some(
    view: &View,
    moment: Moment,
    part: &[Subject<'_>],
    proofs: bool,
) -> Result<Vec<JudgedSubject>, AppError> {
    let book: &Lawbook = &view.state.law;
    let gatherer = Gatherer::new(view, book, moment);
    let mut judge = Judge::new(book);
    let mut found = Vec::with_capacity(part.len());
    for (kind, code, agency) in part {
        let facts = facts(&gatherer, *kind, code)?;
        let verdicts = judge.verdicts(&facts, &moment);
        let mut asks: Vec<(AwardId, Missing)> = Vec::new();
        let open =
            |(_, verdict): &&(AwardId, Verdict)| proofs && verdict.outcome == Outcome::NeedsHuman;
        let open: Vec<&(AwardId, Verdict)> = verdicts.iter().filter(open).collect();
        let awards: Vec<AwardId> = open.iter().map(|(award, _)| *award).collect();
        let proven = judge.proofs(&facts, &moment, &awards, None);
        for ((award, verdict), (_, proven)) in open.into_iter().zip(proven) {
            let roads = proven.proof.roads;
            // The road that stands, else the best one.
            let road = roads
                .iter()
                .position(|road| Some(road.occasion) == verdict.road)
                .unwrap_or(0);
            let missing = roads.into_iter().nth(road).map(|road| road.missing);
            let human = missing.into_iter().flatten().filter(|own| own.needs_human);
            for own in human {
                // A condition of several ways is looked at once.
                if !asks
                    .iter()
                    .any(|(of, known)| of == award && known.rule == own.rule)
                {
                    asks.push((*award, own));
                }
            }
        }
        found.push(JudgedSubject {
            kind: *kind,
            code: (*code).to_owned(),
            agency: (*agency).to_owned(),
            verdicts,
            asks,
            conduct_known: facts.conduct.is_some(),
        });
    }
    Ok(found)
}
