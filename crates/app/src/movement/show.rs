//! `show movement`: everything that is known of one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::access::{Permission, Target};
use thidua_domain::document::chain::{Doubt, bases};
use thidua_domain::figures::{Ask, Frame, SCOPES, print};
use thidua_domain::movement::{Movement, ancestors, coverage};
use thidua_domain::time::PartialDate;

use super::answer::{
    CoverageLine, DocumentLine, LauncherLine, MovementAnswer, OccasionLine, ResponseLine,
    ResultsOf, SectionLine,
};
use super::{PERMISSION, Reach, course, goals};
use crate::campaign::standing::standing;
use crate::deed::cited_sources;
use crate::document::{Named, basis_tree};
use crate::event::{AskEvents, EventRow, Of, events};
use crate::register::of_movement;
use crate::state::View;
use crate::{AppError, State};

/// A movement the reader may see.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to see.
pub fn find<'a>(view: &'a View, code: &str) -> Result<&'a Movement, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let found = view.state.movements.get(code).ok_or(AppError::NotFound)?;
    match Reach::of(view).sees(found) {
        true => Ok(found),
        false => Err(AppError::NotFound),
    }
}

/// Everything known of a movement, as far as the reader may see it.
///
/// # Errors
/// As [`find`].
pub fn movement(view: &View, code: &str) -> Result<MovementAnswer, AppError> {
    let found = find(view, code)?;
    let state = view.state.as_ref();
    let reach = Reach::of(view);
    let above = ancestors(state.movements.all(), found);
    let (parents, ancestors): (Vec<&Movement>, Vec<&Movement>) = above
        .iter()
        .partition(|above| found.parents.contains(&above.code));
    let followers = state.movements.followers(code).iter();
    let followers = followers.filter_map(|code| state.movements.get(code));
    let (results, results_of) = results(view, found);
    let awards = of_movement(view, code);
    let mut answer = MovementAnswer {
        code: found.code.clone(),
        name: found.name.clone(),
        kind: (!found.kinds.is_empty()).then(|| found.kinds.join(";")),
        stage: course::stage_code(found.stage(view.today)),
        closed: found.is_closed(view.today),
        purpose: found.purpose.clone(),
        subjects: found.subjects.clone(),
        scope: found.scope.clone(),
        life: course::life(view, found),
        milestones: course::milestones(view, found),
        standards: course::standards(view, found, &awards),
        theme: found.theme.clone(),
        slogan: found.slogan.clone(),
        from: found.from.map(|day| day.to_string()),
        to: found.to.map(|day| day.to_string()),
        vision: found.vision.map(|year| year.0),
        period: found.period.clone(),
        drives: found.drives.map(|drives| [drives.least, drives.most]),
        launchers: launchers(view, found, &above),
        coverage: covered(view, found),
        parents: parents.into_iter().map(named).collect(),
        ancestors: ancestors.into_iter().map(named).collect(),
        followers: followers.filter(|one| reach.sees(one)).map(named).collect(),
        documents: documents(state, &found.documents, view.today),
        tree: basis_tree(
            state,
            &found
                .documents
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        ),
        unlinked_documents: unlinked(state, &found.documents),
        occasions: occasions(state, found),
        targets: goals::targets(view, found),
        sections: sections(view, code),
        results,
        results_of,
        standing: standing(view, code, None)?.rows,
        awards,
        events: held(view, code)?,
        responses: responses(view, found),
        sources: cited_sources(state, found.source.as_deref()),
        note: found.note.clone(),
        reasons: BTreeMap::new(),
    };
    explain(&mut answer);
    Ok(answer)
}

fn named(movement: &Movement) -> Named {
    Named {
        code: movement.code.clone(),
        name: movement.name.clone(),
    }
}

/// The day a movement's bodies are named by.
pub(super) fn day_of(view: &View, movement: &Movement) -> Date {
    movement.first_day().unwrap_or(view.today)
}

/// Its own launcher, those of the movements above, then bodies that are only named; each once.
fn launchers(view: &View, movement: &Movement, above: &[&Movement]) -> Vec<LauncherLine> {
    let mut found: Vec<LauncherLine> = Vec::new();
    let on = day_of(view, movement);
    let mut add = |code: &str, own: bool, under: Option<&Movement>| {
        let under = under.map(|above| above.code.clone());
        if let Some(line) = found.iter_mut().find(|line| line.code == code) {
            line.movements.extend(under);
            return;
        }
        found.push(LauncherLine {
            code: code.to_owned(),
            name: view.state.name_on(code, on),
            own,
            movements: under.into_iter().collect(),
        });
    };
    if let Some(launcher) = &movement.launcher {
        add(launcher, true, None);
    }
    for one in above {
        if let Some(launcher) = &one.launcher {
            add(launcher, false, Some(one));
        }
        for code in &one.led_by {
            add(code, false, None);
        }
    }
    for code in &movement.led_by {
        add(code, false, None);
    }
    found
}

/// The day of its first paper that is dated to the day.
pub(crate) fn paper_day(state: &State, movement: &Movement) -> Option<Date> {
    let papers = movement.documents.iter();
    let days = papers.filter_map(|code| state.documents.get(code)?.date?.exact());
    days.min()
}

pub(crate) fn covered(view: &View, movement: &Movement) -> CoverageLine {
    let state = view.state.as_ref();
    let launcher = movement.launcher.as_deref();
    if launcher.is_some_and(|code| !Reach::of(view).has(code)) {
        return CoverageLine {
            reason: Some("Chỉ cơ quan phát động và cơ quan cấp trên xem được.".to_owned()),
            ..CoverageLine::default()
        };
    }
    let on = movement.launched_on(&state.org, paper_day(state, movement), view.today);
    let rows: Vec<_> = state.movements.responses(&movement.code).iter().collect();
    let found = coverage(&state.org, movement, &rows, on);
    let missing = found.missing.into_iter().map(|code| Named {
        name: state.name_on(&code, on),
        code,
    });
    CoverageLine {
        issued: found.issued,
        total: found.total,
        percent: found.percent.map(|percent| percent.to_string()),
        missing: missing.collect(),
        basis: found.basis.map(|basis| basis.code()),
        on: found.total.map(|_| on.to_string()),
        reason: found.reason.map(str::to_owned),
    }
}

/// Papers and all they rest on, the nearest first.
fn documents(state: &State, codes: &[String], today: Date) -> Vec<DocumentLine> {
    let all = state.documents.as_ref();
    let chain = bases(all, codes.iter().map(String::as_str));
    let line = |link: thidua_domain::document::chain::Link<'_>| {
        let paper = link.document;
        let on = paper.date.map_or(today, PartialDate::first_day);
        let doubts = paper.based_on.iter().filter_map(|code| {
            let doubt = paper.doubt(all.get(code)?, all)?;
            Some((code.clone(), doubted(doubt).to_owned()))
        });
        DocumentLine {
            code: paper.code.clone(),
            symbol: paper.symbol.clone(),
            date: paper.date.map(|date| date.to_string()),
            issuer_name: paper.issuer.as_ref().map(|code| state.name_on(code, on)),
            issuer: paper.issuer.clone(),
            subject: paper.subject.clone(),
            cited: paper.cited(),
            own: codes.contains(&paper.code),
            depth: link.depth,
            based_on: paper.based_on.clone(),
            doubts: doubts.collect(),
        }
    };
    chain.into_iter().map(line).collect()
}

/// What is doubtful about a basis, in words.
pub(crate) fn doubted(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Later => "Ban hành sau văn bản dựa vào nó.",
        Doubt::Repealed => "Đã hết hiệu lực khi văn bản dựa vào nó được ban hành.",
    }
}

fn unlinked(state: &State, papers: &[String]) -> Vec<String> {
    let words = papers.iter();
    let words = words.filter(|paper| !state.documents.contains_key(*paper));
    words.cloned().collect()
}

fn occasions(state: &State, movement: &Movement) -> Vec<OccasionLine> {
    let known = &state.catalogue.occasions;
    let line = |occasion: &thidua_domain::movement::Occasion| {
        let base = occasion.base_in(known);
        let years = occasion.years(movement, known);
        let reason = match (base, years) {
            (None, _) => Some("Chưa rõ ngày gốc của dịp này."),
            (_, None) => Some("Chưa rõ năm của phong trào."),
            _ => None,
        };
        OccasionLine {
            name: occasion.name.clone(),
            base_date: base.map(|day| day.to_string()),
            years,
            text: occasion.text(movement, known),
            reason: reason.map(str::to_owned),
        }
    };
    movement.occasions.iter().map(line).collect()
}

fn sections(view: &View, code: &str) -> Vec<SectionLine> {
    let notes = view.state.notes.iter();
    let mut found: Vec<_> = notes
        .filter(|note| note.movement.as_deref() == Some(code))
        .filter(|note| view.sees(Permission::ViewAwards, &note.agency))
        .collect();
    found.sort_by_key(|note| {
        let place = note.section_place();
        (place, note.years, note.order.unwrap_or(i64::MAX))
    });
    let line = |note: &thidua_domain::note::Note| SectionLine {
        section: note.section.clone(),
        order: note.order,
        text: note.text.clone(),
        agency: note.agency.clone(),
        year: note.years.map(|years| years.to_string()),
        owner: note
            .owner
            .as_deref()
            .map(|code| view.state.name_on(code, view.today)),
        due: note.due.map(|day| day.to_string()),
        progress: note.progress.clone(),
    };
    found.into_iter().map(line).collect()
}

/// The launcher's newest figures of the movement's window.
fn results(view: &View, movement: &Movement) -> (BTreeMap<String, String>, Option<ResultsOf>) {
    let nothing = (BTreeMap::new(), None);
    let state = view.state.as_ref();
    let Some(launcher) = movement.launcher.as_deref() else {
        return nothing;
    };
    if !view.sees(Permission::ViewFigures, launcher) {
        return nothing;
    }
    for scope in SCOPES {
        let frame = Frame {
            movement: Some(movement.code.clone()),
            ..Frame::whole(scope)
        };
        let Some(window) = state.figures.latest(launcher, &frame) else {
            continue;
        };
        let ask = Ask {
            table: &state.figures,
            org: &state.org,
            window,
            frame: &frame,
        };
        let codes = state.figures.codes(launcher, window, &frame).into_iter();
        let told = codes.filter_map(|code| {
            let figure = state.catalogue.figure(code)?;
            let value = ask.own(launcher, code)?.value;
            Some((code.to_owned(), print::plain(value, figure.measure)))
        });
        let of = ResultsOf {
            agency: launcher.to_owned(),
            year: window.year.0,
            month: window.month,
            scope,
            basis: "told",
        };
        return (told.collect(), Some(of));
    }
    crate::campaign::differences(state, movement, view.today)
}

fn held(view: &View, code: &str) -> Result<Vec<EventRow>, AppError> {
    let ask = AskEvents {
        of: Of::Movement(code.to_owned()),
        from: Date::MIN,
        to: Date::MAX,
    };
    let found = events(view, &ask)?;
    let undated = found.left_out.into_iter().map(|row| EventRow {
        left_out: None,
        ..row
    });
    Ok(found.rows.into_iter().chain(undated).collect())
}

/// What agencies in reach did under it.
pub(super) fn responses(view: &View, movement: &Movement) -> Vec<ResponseLine> {
    let state = view.state.as_ref();
    let on = day_of(view, movement);
    let all = state.movements.responses(&movement.code).iter();
    let seen = all.filter(|row| view.sees(PERMISSION, &row.agency));
    let line = |row: &thidua_domain::movement::Response| {
        let paper = row
            .document
            .as_ref()
            .and_then(|code| state.documents.get(code));
        let issued_on = row.issued_on.or_else(|| paper?.date);
        ResponseLine {
            agency: row.agency.clone(),
            name: state.name_on(&row.agency, on),
            received_on: row.received_on.map(|day| day.to_string()),
            issued: row.has_issued(),
            document: row.document.as_ref().map(|paper| state.cited(paper)),
            document_code: paper.map(|paper| paper.code.clone()),
            issued_on: issued_on.map(|day| day.to_string()),
            stated: row.stated.map(|share| share.to_string()),
        }
    };
    seen.map(line).collect()
}

/// Gives each value that is not there its reason.
fn explain(answer: &mut MovementAnswer) {
    let values = [
        (
            "kind",
            answer.kind.is_none(),
            "Nguồn không nêu loại phong trào.",
        ),
        ("theme", answer.theme.is_none(), "Nguồn không nêu chủ đề."),
        (
            "slogan",
            answer.slogan.is_none(),
            "Nguồn không nêu khẩu hiệu, phương châm.",
        ),
        (
            "from",
            answer.from.is_none(),
            "Nguồn không nêu ngày bắt đầu.",
        ),
        ("to", answer.to.is_none(), "Nguồn không nêu ngày kết thúc."),
        (
            "vision",
            answer.vision.is_none(),
            "Nguồn không nêu tầm nhìn.",
        ),
    ];
    let missing = values.into_iter().filter(|(_, missing, _)| *missing);
    answer.reasons = missing
        .map(|(name, _, why)| (name, why.to_owned()))
        .collect();
    if let Some(reason) = &answer.coverage.reason {
        answer.reasons.insert("coverage", reason.clone());
    }
}
