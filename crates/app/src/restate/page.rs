//! «Đối chiếu quy đổi»: what was reported in a window and what of it agencies of today have, figure by figure.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, print};
use thidua_domain::org::{Level, Org};
use thidua_domain::restate::{Heirs, Reconciled, heirs, reconcile, sources};
use thidua_domain::text::number;
use thidua_domain::time::Window;

use super::awards::{AwardLine, awards};
use super::told::{PartLine, Row, Section, Summary, UnplacedLine};
use super::words;
use super::{FirstYear, PERMISSION, first_year};
use crate::figures::{AskBalance, Period};
use crate::state::View;
use crate::{AppError, State};

/// Figures compared where none is asked for: names of both sides.
const NAMES: [&str; 7] = [
    "cu",
    "moi",
    "thu_ly",
    "phai_thi_hanh",
    "co_dieu_kien",
    "xong",
    "chuyen_ky_sau",
];

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskRestated {
    /// Agency and window.
    pub window: AskBalance,
    /// Figure told part by part; the first that is told where none is named.
    pub code: Option<String>,
}

/// The whole page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restatement {
    /// Code.
    pub agency: String,
    /// Name today.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Days of the window.
    pub period: Period,
    /// The day whose agencies they are, ISO.
    pub as_of: String,
    /// The figure told part by part.
    pub code: Option<String>,
    /// Its name.
    pub code_name: String,
    /// Its unit in words.
    pub unit: String,
    /// The agency itself, then those below it; a level nothing happened to is left out.
    pub sections: Vec<Section>,
    /// The year in which the agency began.
    pub first_year: Option<FirstYear>,
    /// Awards of the year.
    pub awards: Vec<AwardLine>,
}

/// The two tellings of a window beside each other.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn restatement(view: &View, ask: &AskRestated) -> Result<Restatement, AppError> {
    view.permit_agency(PERMISSION, &ask.window.agency)?;
    let was = view.as_it_was();
    let state = was.state.as_ref();
    let window = ask.window.window();
    let frame = ask.window.frame();
    let question = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let desk = Desk {
        state,
        question,
        as_of: view.today,
        day: window.last_day(),
    };
    let itself = desk.itself(&ask.window.agency);
    let levels = [
        ("self", itself.clone()),
        ("below", desk.below(&ask.window.agency, &itself)),
    ];
    let levels: Vec<(&'static str, Vec<&str>)> = levels
        .into_iter()
        .filter(|(_, olds)| olds.iter().any(|old| desk.moved(old)))
        .collect();
    let chosen = desk.chosen(ask.code.as_deref(), &levels);
    let sections = levels
        .iter()
        .map(|(level, olds)| desk.section(level, olds, chosen))
        .collect();
    let unit = chosen.map(|code| state.catalogue.labels.word("don_vi_tinh", desk.unit(code)));
    Ok(Restatement {
        agency: ask.window.agency.clone(),
        name: state.org.label_on(&ask.window.agency, view.today),
        year: ask.window.year,
        month: ask.window.month,
        period: Period::of(window),
        as_of: view.today.to_string(),
        code_name: chosen.map(|code| code.name.clone()).unwrap_or_default(),
        unit: unit.unwrap_or_default().to_owned(),
        code: chosen.map(|code| code.code.clone()),
        sections,
        first_year: first_year(&was, &ask.window)?,
        awards: awards(&was, &levels, window),
    })
}

struct Desk<'a> {
    state: &'a State,
    question: Ask<'a>,
    as_of: Date,
    day: Date,
}

impl<'a> Desk<'a> {
    fn org(&self) -> &'a Org {
        self.question.org
    }

    /// Whether anything happened to an agency between the window and today.
    fn moved(&self, old: &str) -> bool {
        let id = self.org().find(old).map(|agency| agency.code.as_str());
        id.is_some_and(|old| heirs(self.org(), self.as_of, old, self.day, None) != Heirs::Same)
    }

    /// The agencies of the window of which the agency of today is made.
    fn itself(&self, agency: &str) -> Vec<&'a str> {
        let Some(found) = self.org().find(agency) else {
            return Vec::new();
        };
        let mut all: Vec<&str> = Vec::new();
        for side in [None, Some("viec"), Some("tien")] {
            let made = sources(self.org(), self.as_of, &found.code, self.day, side);
            all.extend(made.parts.iter().map(|part| part.old));
            all.extend(made.unplaced.iter().map(|(old, _)| *old));
        }
        // An agency of the past stands for itself.
        if all.is_empty() && found.on(self.day).is_some() {
            all.push(&found.code);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What stood below those, and the agencies whose heirs stand below the agency today.
    fn below(&self, agency: &str, itself: &[&'a str]) -> Vec<&'a str> {
        let counted = |code: &str| {
            let spell = self.org().find(code).and_then(|it| it.on(self.day));
            spell.is_some_and(|it| it.level.is_enforcement() && it.level != Level::Division)
        };
        let below = itself
            .iter()
            .flat_map(|old| self.org().children_on(old, self.day));
        let mut all: Vec<&str> = below.map(|agency| agency.code.as_str()).collect();
        for child in self.org().children_on(agency, self.as_of) {
            let made = sources(self.org(), self.as_of, &child.code, self.day, None);
            all.extend(made.parts.iter().map(|part| part.old));
        }
        all.retain(|code| counted(code));
        all.sort_unstable();
        all.dedup();
        all
    }

    fn codes(&self) -> impl Iterator<Item = &'a FigureCode> {
        let catalogue = &self.state.catalogue;
        let names = ["viec", "tien"]
            .into_iter()
            .flat_map(|side| NAMES.map(|name| format!("{side}.{name}")));
        names.filter_map(move |code| catalogue.figure(&code))
    }

    fn chosen(
        &self,
        wanted: Option<&str>,
        levels: &[(&'static str, Vec<&'a str>)],
    ) -> Option<&'a FigureCode> {
        let wanted = wanted.and_then(|code| self.state.catalogue.figure(code));
        if let Some(code) = wanted.filter(|code| code.is_summable()) {
            return Some(code);
        }
        let told = |code: &&FigureCode| {
            let mut olds = levels.iter().flat_map(|(_, olds)| olds);
            olds.any(|old| self.question.figure(old, &code.code, true).is_some())
        };
        self.codes().find(told).or_else(|| self.codes().next())
    }

    fn unit(&self, code: &FigureCode) -> &'static str {
        match code.measure {
            Measure::Money => "dong",
            _ => "viec",
        }
    }

    fn section(
        &self,
        level: &'static str,
        olds: &[&'a str],
        chosen: Option<&FigureCode>,
    ) -> Section {
        let mut summary = Vec::new();
        for code in self.codes() {
            let found = reconcile(self.question, self.as_of, olds, &code.code);
            if found.untold.len() < olds.len() {
                summary.push(self.summary(code, &found));
            }
        }
        let mut section = Section {
            level,
            olds: olds.len(),
            summary,
            rows: Vec::new(),
            unplaced: Vec::new(),
            untold: Vec::new(),
        };
        if let Some(code) = chosen {
            let found = reconcile(self.question, self.as_of, olds, &code.code);
            self.fill(&mut section, &found);
            if !section.summary.iter().any(|line| line.code == code.code)
                && found.untold.len() < olds.len()
            {
                section.summary.push(self.summary(code, &found));
            }
        }
        section
    }

    fn summary(&self, code: &FigureCode, found: &Reconciled<'_>) -> Summary {
        let labels = &self.state.catalogue.labels;
        let unit = match code.measure {
            Measure::Money => "dong",
            _ => code.unit.as_str(),
        };
        Summary {
            code: code.code.clone(),
            name: code.name.clone(),
            unit: labels.word("don_vi_tinh", unit).to_owned(),
            total: number::group(found.total),
            restated: number::group(found.restated),
            unrestated: number::group(found.unrestated),
            residual: number::group(found.residual()),
            holds: found.residual() == 0,
            exact: found.exact,
            untold: found.untold.len(),
        }
    }

    fn fill(&self, section: &mut Section, found: &Reconciled<'_>) {
        let name = |code: &str, on: Date| self.state.org.label_on(code, on);
        section.rows = found
            .lines
            .iter()
            .map(|line| Row {
                code: line.new.to_owned(),
                name: name(line.new, self.as_of),
                amount: line.amount.map(number::group),
                missing: words::names(self.state, line.missing.iter().copied(), self.day),
                parts: line
                    .parts
                    .iter()
                    .map(|part| PartLine {
                        code: part.old.to_owned(),
                        name: name(part.old, self.day),
                        value: number::group(part.value),
                        amount: number::group(part.amount),
                        shared: part.steps.iter().any(|step| step.share().is_some()),
                        how: part
                            .steps
                            .iter()
                            .map(|step| words::step(self.state, step))
                            .filter(|text| !text.is_empty())
                            .collect::<Vec<String>>()
                            .join("; rồi "),
                    })
                    .collect(),
                own: line.own.map(number::group),
                difference: line
                    .own
                    .zip(line.amount)
                    .and_then(|(own, amount)| own.checked_sub(amount))
                    .map(signed),
            })
            .collect();
        section.unplaced = found
            .unplaced
            .iter()
            .map(|one| UnplacedLine {
                code: one.old.to_owned(),
                name: name(one.old, self.day),
                amount: number::group(one.amount),
                reason: words::why(self.state, one.old, &one.why, self.day),
            })
            .collect();
        section.untold = found.untold.iter().map(|old| name(old, self.day)).collect();
    }
}

pub(super) fn signed(value: i64) -> String {
    let text = number::group(value);
    if value > 0 { format!("+{text}") } else { text }
}

/// A number of a figure as a page prints it: money in đồng, so that sums are told to the đồng.
pub(super) fn shown(code: &FigureCode, value: i64) -> String {
    match code.measure {
        Measure::Rate => print::vietnamese(
            value,
            code.measure,
            &code.unit,
            thidua_domain::amount::Precision::default(),
        ),
        _ => number::group(value),
    }
}

/// The last window before an agency began, where it came from others: what its page of restatement begins with.
pub fn before_first_day(view: &View, agency: &str) -> Option<Window> {
    let org = &view.state.org;
    let born = org.find(agency)?.born()?.first_day();
    (born <= view.today && !org.predecessors(agency).is_empty()).then_some(())?;
    Some(Window::of(born.yesterday().ok()?))
}

/// Whether anything an agency answers for was reorganised between a window and today.
pub fn changed_since(view: &View, agency: &str, window: Window) -> bool {
    let org = view.state.org.then().unwrap_or(&view.state.org);
    let day = window.last_day();
    let later = |on: Date| on > day && on <= view.today;
    let mut pairs = org.reorganisations().iter();
    if !pairs.any(|pair| later(pair.on.first_day())) {
        return false;
    }
    let kin = org.lineage(agency);
    let mut pairs = org.reorganisations().iter();
    pairs.any(|pair| {
        let new = pair.new.as_deref();
        later(pair.on.first_day())
            && (kin.contains(pair.old.as_str()) || new.is_some_and(|new| kin.contains(new)))
    })
}
