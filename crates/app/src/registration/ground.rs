//! Who registers where: the registrations of a year by the office that sends them up. Divisions register with their
//! office; what is of a body that is no more goes up with its heir.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use thidua_domain::org::Level;
use thidua_domain::registration::round::{Change, Content, Line, Round, Totals, changes};
use thidua_domain::registration::{Registration, Standing};
use thidua_domain::time::WorkYear;

use crate::state::{State, View};

/// What an office sends of its own.
#[derive(Debug, Default)]
pub(super) struct Own<'a> {
    /// Every registration but those withdrawn.
    pub(super) rows: Vec<&'a Registration>,
    /// What was taken up, as it would be sent.
    pub(super) lines: Vec<Line>,
}

impl Own<'_> {
    /// How many wait for the unit.
    pub(super) fn waiting(&self) -> usize {
        let waits = |row: &&&Registration| row.standing == Standing::Sent;
        self.rows.iter().filter(waits).count()
    }
}

/// The registrations of a year at an office and everywhere below it.
pub(super) struct Ground<'a> {
    pub(super) state: &'a State,
    pub(super) year: WorkYear,
    /// The day whose tree they go up through: today, of a year that is over its last.
    pub(super) day: Date,
    /// By office.
    own: BTreeMap<String, Own<'a>>,
    /// By division.
    divisions: BTreeMap<String, Own<'a>>,
}

impl<'a> Ground<'a> {
    /// Of an office and everything below it.
    pub(super) fn below(view: &'a View, agency: &str, year: WorkYear) -> Self {
        let state = view.state.as_ref();
        let mut ground = Self {
            state,
            year,
            day: year.last_day().min(view.today),
            own: BTreeMap::new(),
            divisions: BTreeMap::new(),
        };
        let shelf = &state.registrations;
        for code in shelf.codes() {
            let chain = ground.chain(code);
            let inside = code == agency || chain.iter().any(|above| above == agency);
            if !inside {
                continue;
            }
            let office = match code == agency {
                true => agency.to_owned(),
                false => ground.office(&chain),
            };
            let division = chain.first().filter(|home| ground.is_division(home));
            for row in shelf.of(code).iter().filter_map(|at| shelf.get(*at)) {
                if row.year == year && row.standing != Standing::Withdrawn {
                    put(ground.own.entry(office.clone()).or_default(), row);
                    if let Some(division) = division {
                        put(ground.divisions.entry(division.clone()).or_default(), row);
                    }
                }
            }
        }
        for own in ground.own.values_mut().chain(ground.divisions.values_mut()) {
            own.lines.sort_by(|a, b| a.which().cmp(&b.which()));
        }
        ground
    }

    /// The body an agency's rows go up from on the day, then those above it.
    fn chain(&self, agency: &str) -> Vec<String> {
        let home = home(self.state, agency, self.day);
        let above = self.state.org.above_on(&home, self.day);
        let above: Vec<String> = above.into_iter().map(str::to_owned).collect();
        [home].into_iter().chain(above).collect()
    }

    /// The office a chain begins with: its first body that is no division.
    fn office(&self, chain: &[String]) -> String {
        let mut bodies = chain.iter();
        let office = bodies.find(|code| !self.is_division(code));
        office.or(chain.first()).cloned().unwrap_or_default()
    }

    pub(super) fn is_division(&self, code: &str) -> bool {
        let spell = self.state.org.find(code).and_then(|it| it.on(self.day));
        spell.is_some_and(|spell| spell.level == Level::Division)
    }

    /// The office above, where there is one.
    pub(super) fn superior(&self, agency: &str) -> Option<String> {
        superior(self.state, agency, self.day)
    }

    /// What an office or division sends of its own.
    pub(super) fn own(&self, agency: &str) -> Option<&Own<'a>> {
        self.own.get(agency).or_else(|| self.divisions.get(agency))
    }

    /// The same with its code.
    pub(super) fn own_pair(&self, agency: &str) -> Option<(&String, &Own<'a>)> {
        let own = self.own.get_key_value(agency);
        own.or_else(|| self.divisions.get_key_value(agency))
    }

    /// Offices directly below that are to send, and others that did or have something to send.
    pub(super) fn offices(&self, agency: &str) -> Vec<String> {
        let obliged = crate::closing::obliged(self.state, agency, self.day);
        let children = self.state.org.children_on(agency, self.day);
        let others = children.into_iter().map(|child| child.code.clone());
        let others = others.filter(|code| {
            !obliged.contains(code)
                && !self.is_division(code)
                && (self.round(code).is_some() || self.any_below(code))
        });
        let mut all = obliged.clone();
        all.extend(others);
        all
    }

    /// Divisions directly below that have something registered or sent.
    pub(super) fn divisions(&self, agency: &str) -> Vec<String> {
        let children = self.state.org.children_on(agency, self.day);
        let divisions = children.into_iter().map(|child| child.code.clone());
        divisions.filter(|code| self.is_division(code)).collect()
    }

    fn any_below(&self, code: &str) -> bool {
        let below = self.state.org.subtree_on(code, self.day);
        below
            .iter()
            .any(|agency| self.own.contains_key(&agency.code))
    }

    pub(super) fn round(&self, agency: &str) -> Option<&'a Round> {
        self.state.registering.round(agency, self.year)
    }

    /// What would be sent now.
    pub(super) fn content(&self, agency: &str) -> Content {
        let lines = self.own(agency).map(|own| own.lines.clone());
        let lines = lines.unwrap_or_default();
        let mut content = Content {
            totals: Totals::of(&lines),
            lines,
            ..Content::default()
        };
        if self.is_division(agency) {
            return content;
        }
        let obliged: BTreeSet<String> = crate::closing::obliged(self.state, agency, self.day)
            .into_iter()
            .collect();
        for office in self.offices(agency) {
            match self.round(&office).filter(|round| round.stage.stands()) {
                Some(round) => {
                    content.totals.add(&round.content.totals);
                    content.below.insert(office, round.number);
                }
                None if obliged.contains(&office) => content.missing.push(office),
                None => {}
            }
        }
        content
    }

    /// What changed in an office's own registrations since it sent them; nothing where it has not.
    pub(super) fn changes(&self, agency: &str) -> Vec<Change> {
        let Some(round) = self.round(agency).filter(|round| round.stage.stands()) else {
            return Vec::new();
        };
        let sent = round.content.lines.iter();
        let sent: Vec<Line> = sent.map(|line| standing(self.state, line)).collect();
        let now = self.own(agency).map(|own| own.lines.as_slice());
        changes(&sent, now.unwrap_or_default())
    }

    /// How many registrations and consolidations below changed since an office sent them up: its own, and those of
    /// offices whose newest consolidation is not the one it sent on.
    pub(super) fn pending(&self, agency: &str) -> usize {
        let Some(round) = self.round(agency).filter(|round| round.stage.stands()) else {
            return 0;
        };
        let below = round.content.below.iter();
        let below = below.map(|(code, number)| {
            let newer = self
                .round(code)
                .is_none_or(|newest| newest.number != *number || !newest.stage.stands());
            usize::from(newer) + self.pending(code)
        });
        self.changes(agency).len() + below.sum::<usize>()
    }

    /// Offices with something registered at an office and below it.
    pub(super) fn within(&self, agency: &str) -> impl Iterator<Item = (&String, &Own<'a>)> {
        let below = self.state.org.subtree_on(agency, self.day);
        let own = below.into_iter();
        own.filter_map(|agency| self.own.get_key_value(&agency.code))
    }
}

fn put<'a>(own: &mut Own<'a>, row: &'a Registration) {
    own.rows.push(row);
    if row.standing == Standing::Accepted {
        own.lines.push(Line::of(row));
    }
}

/// A line as it was sent, under the code that stands for its person since.
fn standing(state: &State, line: &Line) -> Line {
    let subject = line.subject.as_deref();
    Line {
        subject: subject.map(|code| state.merged.standing(code).to_owned()),
        ..line.clone()
    }
}

/// The body that speaks for an agency on a day: itself, or the first of its heirs that lives.
pub(super) fn home(state: &State, agency: &str, day: Date) -> String {
    let mut bodies = vec![agency.to_owned()];
    let mut at = 0;
    while let Some(body) = bodies.get(at).cloned() {
        at += 1;
        let found = state.org.find(&body);
        if found.is_some_and(|found| found.on(day).is_some()) {
            return body;
        }
        let heirs = state.org.successors(&body).into_iter();
        for heir in heirs.filter_map(|pair| pair.new.clone()) {
            if !bodies.contains(&heir) {
                bodies.push(heir);
            }
        }
    }
    agency.to_owned()
}

/// The office that registers for an agency on a day: itself or its heir, of a division the office above.
pub(super) fn office_of(state: &State, agency: &str, day: Date) -> String {
    let body = home(state, agency, day);
    let spell = state.org.find(&body).and_then(|it| it.on(day));
    match spell.is_some_and(|spell| spell.level == Level::Division) {
        true => superior(state, &body, day).unwrap_or(body),
        false => body,
    }
}

/// The office above an agency on a day: the next that is no division.
pub(super) fn superior(state: &State, agency: &str, day: Date) -> Option<String> {
    let mut above = state.org.above_on(agency, day).into_iter();
    let office = above.find(|code| {
        let spell = state.org.find(code).and_then(|it| it.on(day));
        spell.is_some_and(|spell| spell.level != Level::Division)
    });
    office.map(str::to_owned)
}

/// Who sent a registration up and when, level by level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    /// Code of the office.
    pub(super) agency: String,
    /// Which round of it.
    pub(super) number: u16,
    /// Name of who sent it.
    pub(super) by: String,
    /// Day.
    pub(super) on: Date,
}

/// The way up of what an office sent: the rounds it is part of as it stands, the lowest first. Cached by office.
#[derive(Default)]
pub(super) struct Ways(HashMap<(String, WorkYear), Vec<Passed>>);

impl Ways {
    /// The way of a registration; empty where it was not sent, or changed since.
    pub(super) fn of(&mut self, view: &View, row: &Registration) -> Vec<Passed> {
        if row.standing != Standing::Accepted {
            return Vec::new();
        }
        let state = view.state.as_ref();
        let day = row.year.last_day().min(view.today);
        let office = office_of(state, &row.agency, day);
        let line = Line::of(row);
        let sent = state.registering.round(&office, row.year);
        let inside = sent.is_some_and(|round| {
            let mut lines = round.content.lines.iter();
            round.stage.stands()
                && lines.any(|known| {
                    let alike = (&known.award, &known.kind) == (&line.award, &line.kind);
                    alike && (*known == line || standing(state, known) == line)
                })
        });
        if !inside {
            return Vec::new();
        }
        let key = (office.clone(), row.year);
        if let Some(way) = self.0.get(&key) {
            return way.clone();
        }
        let way = climb(state, office, row.year, day);
        self.0.insert(key, way.clone());
        way
    }
}

fn climb(state: &State, office: String, year: WorkYear, day: Date) -> Vec<Passed> {
    let mut way: Vec<Passed> = Vec::new();
    let mut next = Some((office, None));
    while let Some((agency, below)) = next.take() {
        let below: Option<(String, u16)> = below;
        let Some(round) = state.registering.round(&agency, year) else {
            break;
        };
        let holds =
            below.is_none_or(|(code, number)| round.content.below.get(&code) == Some(&number));
        if !holds || !round.stage.stands() || way.iter().any(|passed| passed.agency == agency) {
            break;
        }
        way.push(Passed {
            agency: agency.clone(),
            number: round.number,
            by: round.sent_by.clone(),
            on: round.sent,
        });
        let pinned = Some((agency.clone(), round.number));
        next = superior(state, &agency, day).map(|above| (above, pinned));
    }
    way
}
