//! What stands in the calendar of an agency: gathered from where it is recorded.

use jiff::civil::Date;
use thidua_domain::calendar::{Entry, Kind};
use thidua_domain::closing::PeriodKey;
use thidua_domain::event::Event;
use thidua_domain::movement::{Milestone, Movement};
use thidua_domain::time::{DatePrecision, PartialDate, Window, WorkYear};

use super::{Item, Where, occasions};
use crate::compliance;
use crate::movement::Reach;
use crate::{State, View, closing, deed};

/// What of the calendar touches a work year.
pub(super) fn all(view: &View, agency: &str, year: WorkYear) -> Vec<Item> {
    let (first, last) = (year.first_day(), year.last_day());
    let mut found = of_year(year);
    found.extend(figures(&view.state, agency, year));
    found.extend(registration(&view.state, agency, year));
    for movement in concerning(view, agency) {
        found.extend(course(movement));
        found.extend(milestones(view, movement, agency));
    }
    found.extend(readings(&view.state, agency));
    found.extend(events(view, agency));
    found.extend(occasions::of(&view.state, first, last));
    found.retain(|item| item.entry.touches(first, last));
    found
}

fn item(kind: Kind, (from, to): (Date, Date), title: String, id: String) -> Item {
    Item {
        entry: Entry {
            kind,
            from,
            to,
            title,
            id,
        },
        to: Where::Nowhere,
        done: None,
    }
}

fn of_year(year: WorkYear) -> Vec<Item> {
    let one = |day: Date, what: &str, id: &str| {
        let title = format!("{what} năm công tác {}", year.0);
        item(Kind::Year, (day, day), title, format!("{id}-{}", year.0))
    };
    vec![
        one(year.first_day(), "Bắt đầu", "nam-dau"),
        one(year.last_day(), "Kết thúc", "nam-cuoi"),
    ]
}

/// When the figures of each month are due.
fn figures(state: &State, agency: &str, year: WorkYear) -> Vec<Item> {
    // Of the year before, the last month is due in this one.
    let windows = (1..=12).filter_map(|month| Window::new(year, month));
    let before = Window::new(WorkYear(year.0 - 1), 12);
    let told = |window: Window| {
        let key = PeriodKey {
            agency: agency.to_owned(),
            window,
            scope: "btp".to_owned(),
        };
        let due = closing::due_of(state, &key)?;
        let title = format!("Hạn số liệu {}", window.calendar_name());
        let id = format!("so-lieu-{agency}-{}-{}", window.year.0, window.month);
        Some(Item {
            to: Where::Figures(agency.to_owned(), window.year.0, window.month),
            ..item(Kind::Figures, (due.day, due.day), title, id)
        })
    };
    windows.chain(before).filter_map(told).collect()
}

/// When the registration of a year is due: as an office above decided, or the agency itself for those below.
fn registration(state: &State, agency: &str, year: WorkYear) -> Vec<Item> {
    let mut found = Vec::new();
    for year in [year, year.next()] {
        let mut above = state.org.above_on(agency, year.first_day());
        above.insert(0, agency);
        let Some(day) = state.registering.due(&above, year) else {
            continue;
        };
        let round = state.registering.round(agency, year);
        let title = format!("Hạn gửi tổng hợp đăng ký thi đua năm {}", year.0);
        let id = format!("dang-ky-{agency}-{}", year.0);
        found.push(Item {
            to: Where::Registration(agency.to_owned(), year.0),
            done: Some(round.is_some_and(|round| round.stage.stands())),
            ..item(Kind::Registration, (day, day), title, id)
        });
    }
    found
}

/// Movements the reader may see that concern an agency: its own, launched to it or answered by it, of a body above it,
/// or of nobody in particular.
pub(super) fn concerning<'a>(view: &'a View, agency: &str) -> Vec<&'a Movement> {
    let state = view.state.as_ref();
    let book = &state.movements;
    let reach = Reach::of(view);
    let above = state.org.above_on(agency, view.today);
    let answered = book.of_agency(agency);
    let concerns = |movement: &&Movement| match movement.launcher.as_deref() {
        None => true,
        Some(launcher) => {
            launcher == agency || above.contains(&launcher) || answered.contains(&movement.code)
        }
    };
    let all = book.all().values();
    all.filter(concerns)
        .filter(|movement| !movement.draft && reach.sees(movement))
        .collect()
}

/// A date that names its day.
fn exact(date: Option<PartialDate>) -> Option<Date> {
    date.filter(|date| date.precision() == DatePrecision::Day)
        .and_then(PartialDate::exact)
}

/// First and last day of a movement; of a peak campaign all its days.
fn course(movement: &Movement) -> Vec<Item> {
    let (from, to) = (exact(movement.from), exact(movement.to));
    let name = &movement.name;
    let place = || Where::Movement(movement.code.clone());
    let at = |kind, days, title: String, id: &str| Item {
        to: place(),
        ..item(kind, days, title, format!("{id}-{}", movement.code))
    };
    let peak = movement.kinds.iter().any(|kind| kind == "cao_diem");
    if let (true, Some(from), Some(to)) = (peak, from, to)
        && from <= to
    {
        let title = format!("Đợt cao điểm “{name}”");
        return vec![at(Kind::Campaign, (from, to), title, "cao-diem")];
    }
    let begins = from.map(|day| {
        let title = format!("Bắt đầu phong trào “{name}”");
        at(Kind::Movement, (day, day), title, "dau")
    });
    let ends = to.map(|day| {
        let title = format!("Kết thúc phong trào “{name}”");
        at(Kind::Movement, (day, day), title, "cuoi")
    });
    begins.into_iter().chain(ends).collect()
}

/// What is due in a movement: set by its launcher, or by the agency in its own plan.
fn milestones(view: &View, movement: &Movement, agency: &str) -> Vec<Item> {
    let state = view.state.as_ref();
    let launcher = movement.launcher.as_deref();
    let debts = compliance::debts(state, movement, agency, view.today);
    let mut found = Vec::new();
    for one in state.movements.milestones(&movement.code) {
        let ours = Some(one.agency.as_str()) == launcher;
        let Some(due) = one.due.and_then(|due| exact(Some(due))) else {
            continue;
        };
        if !ours && one.agency != agency {
            continue;
        }
        let owes = |debt: &compliance::Debt| debt.key == (one.kind.clone(), one.turn);
        let done = match one.each && launcher != Some(agency) {
            true => !debts.iter().any(owes),
            false => one.is_done(),
        };
        found.push(milestone(state, movement, one, (due, done)));
    }
    found
}

fn milestone(
    state: &State,
    movement: &Movement,
    one: &Milestone,
    (due, done): (Date, bool),
) -> Item {
    let what = compliance::name(state, one);
    let title = format!("{what}: phong trào “{}”", movement.name);
    let turn = one.turn.unwrap_or(0);
    let id = format!("moc-{}-{}-{}-{turn}", movement.code, one.agency, one.kind);
    Item {
        to: match one.each {
            true => Where::Compliance(movement.code.clone()),
            false => Where::Movement(movement.code.clone()),
        },
        done: Some(done),
        ..item(Kind::Milestone, (due, due), title, id)
    }
}

/// Papers an agency is asked to read by a day.
fn readings(state: &State, agency: &str) -> Vec<Item> {
    let papers = state.calls.asked(agency);
    let papers = papers.filter(|paper| state.documents.contains_key(*paper));
    papers
        .filter_map(|paper| {
            let day = state.calls.due(paper, agency)?;
            let title = format!("Hạn đọc {}", state.cited(paper));
            Some(Item {
                to: Where::Reading(paper.to_owned()),
                ..item(
                    Kind::Reading,
                    (day, day),
                    title,
                    format!("doc-{agency}-{paper}"),
                )
            })
        })
        .collect()
}

/// Events of an agency, of those above it and of the blocks it belongs to.
fn events(view: &View, agency: &str) -> Vec<Item> {
    let state = view.state.as_ref();
    let mut codes = vec![agency];
    codes.extend(state.org.above_on(agency, view.today));
    let blocks = state.clusters.iter().filter(|(_, years)| {
        let mut years = years.iter();
        years.any(|block| block.members.iter().any(|member| member == agency))
    });
    codes.extend(blocks.map(|(code, _)| code.as_str()));
    let mut places: Vec<usize> = codes
        .into_iter()
        .flat_map(|code| state.events.of(code).iter().copied())
        .collect();
    places.sort_unstable();
    places.dedup();
    let rows = places.into_iter().filter_map(|at| state.events.get(at));
    rows.filter(|event| seen(view, event))
        .filter_map(|event| {
            let from = exact(event.from)?;
            let to = exact(event.to).filter(|to| *to >= from).unwrap_or(from);
            let name = event.name.clone().or_else(|| event.occasion.clone());
            Some(Item {
                to: event.code.clone().map_or(Where::Nowhere, Where::Event),
                ..item(
                    Kind::Event,
                    (from, to),
                    name.unwrap_or_else(|| "Sự kiện".to_owned()),
                    format!("su-kien-{}", event.key),
                )
            })
        })
        .collect()
}

/// Whether an event is the reader's to see; that an office above holds it is told to those below.
fn seen(view: &View, event: &Event) -> bool {
    let permission = deed::permission("su-kien");
    let codes: Vec<&String> = event.agencies.iter().chain(&event.cluster).collect();
    let above = |code: &str| {
        let own = view.actor.agencies(permission, view.today);
        own.iter()
            .any(|own| view.state.org.above_on(own, view.today).contains(&code))
    };
    deed::reads_at(view, permission, &codes) || codes.iter().any(|code| above(code))
}
