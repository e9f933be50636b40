//! A question as the page shows it: the row as written, and who may be meant beside it.

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::people::matching::{Answer, Outcome, Reason};
use thidua_domain::register::Award;
use thidua_domain::register::named::Named;

use super::{Answered, Asked, Offer, Question, QueuedAward, reaches};
use crate::State;
use crate::state::View;

pub(super) fn question(view: &View, asked: &Asked<'_>, answer: &Answer) -> Question {
    let state = view.state.as_ref();
    let values = &asked.values;
    let named = asked.rows.first().map(|(_, named)| *named);
    let line = named.map(Named::line).unwrap_or_default();
    let on = line.years.map(|years| years.to.last_day());
    let on = on
        .or(line.decided.map(|day| day.first_day()))
        .unwrap_or(view.today);
    let decision = named.and_then(|named| state.decisions.of(named));
    let offers = answer
        .candidates
        .iter()
        .filter(|it| line.collective || reaches(view, &it.code));
    let offers: Vec<Offer> = offers
        .map(|it| offer(view, (&it.code, &it.reasons), on))
        .collect();
    Question {
        key: asked.key.clone(),
        name: values.text_or_empty("ho_ten_neu"),
        unit: values.text("don_vi_neu"),
        understood: answer.unit.as_deref().map(|code| state.name_on(code, on)),
        collective: line.collective,
        born: line.born.map(|day| day.vn()),
        position: line.position,
        years: line.years.map(|years| years.vn()),
        agency: values.text_or_empty("ma_co_quan"),
        agency_name: state.name_on(values.get("ma_co_quan").unwrap_or_default(), on),
        awards: asked
            .rows
            .iter()
            .map(|(award, _)| queued(state, award))
            .collect(),
        alone: asked.alone,
        outcome: match answer.outcome {
            Outcome::Certain(_) => "certain",
            _ if offers.is_empty() => "unknown",
            _ => "doubtful",
        },
        place: String::new(),
        doubts: answer.doubts.clone(),
        offers,
        answer: decision.map(|decision| Answered {
            name: decision
                .subject
                .as_deref()
                .map(|code| state.name_on(code, on)),
            code: decision.subject.clone(),
            automatic: decision.automatic,
            record: decision.key.clone(),
        }),
    }
}

fn names(state: &State, codes: &str) -> String {
    let name = |code: &str| {
        let award = state.catalogue.award(code);
        award.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    codes.split(';').map(name).collect::<Vec<_>>().join(" và ")
}

fn queued(state: &State, award: &Award) -> QueuedAward {
    QueuedAward {
        award: names(state, &award.award),
        decision: award.decision.as_ref().map(|paper| state.cited(paper)),
        decided_on: award.decided_on.map(|day| day.vn()),
        sources: award
            .source
            .iter()
            .flat_map(|source| source.lines())
            .map(|source| state.cited(source))
            .collect(),
    }
}

/// Somebody looked for by name, as the candidates of a question are shown.
pub(super) fn found(view: &View, code: &str, asked: &Values) -> Offer {
    let years = asked
        .years("nam_thanh_tich")
        .map(|years| years.to.last_day());
    let decided = asked.date("ngay_quyet_dinh").map(|day| day.first_day());
    offer(view, (code, &[]), years.or(decided).unwrap_or(view.today))
}

fn offer(view: &View, (code, reasons): (&str, &[Reason]), on: Date) -> Offer {
    let state = view.state.as_ref();
    let person = state.people.get(code);
    let (mut then, mut others) = (Vec::new(), Vec::new());
    for post in person.into_iter().flat_map(|person| &person.posts) {
        let from = post.validity.from.map_or(on, |from| from.first_day());
        let unit = state.name_on(&post.agency, from);
        let held = post.post.as_deref().or(post.title.as_deref());
        let time = post.validity.vn();
        let parts = [held.map(str::to_owned), Some(unit), Some(time)];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let words = parts.collect::<Vec<_>>().join(", ");
        if post.validity.contains(on) {
            then.push(words);
        } else {
            others.push(words);
        }
    }
    let index = state.award_index();
    let awards = index.of_recipient(&state.awards, code);
    let awards = awards.map(|award| {
        let years = award.years.map(|years| format!(" ({})", years.vn()));
        format!(
            "{}{}",
            names(state, &award.award),
            years.unwrap_or_default()
        )
    });
    let words = |favours: bool| {
        let reasons = reasons.iter();
        let reasons = reasons.filter(|reason| reason.favours == favours);
        reasons.map(|reason| reason.words).collect()
    };
    Offer {
        name: state.name_on(code, on),
        born: person.and_then(|person| person.born).map(|day| day.vn()),
        then,
        others,
        awards: awards.collect(),
        favours: words(true),
        against: words(false),
        opens: person.is_some() && view.permit_person(Permission::ViewPeople, code).is_ok(),
        code: code.to_owned(),
    }
}
