//! «Đối chiếu quy đổi»: what was reported in a window and what of it agencies of today have, figure by figure.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, print};
use thidua_domain::org::{Level, Org};
use thidua_domain::restate::{Heirs, Reconciled, heirs, places, reconcile, sources};
use thidua_domain::text::number;
use thidua_domain::time::{Window, WorkYear};

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

/// One figure told both ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Figure code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Unit, in words.
    pub unit: String,
    /// What was reported over the tree of the time, printed.
    pub total: String,
    /// What of it agencies of today have, printed.
    pub restated: String,
    /// What is not restated, printed.
    pub unrestated: String,
    /// The first less the other two, printed: 0.
    pub residual: String,
    /// Whether it adds up.
    pub holds: bool,
    /// Whether every number was told exactly.
    pub exact: bool,
    /// How many old agencies told nothing.
    pub untold: usize,
}

/// What one old agency gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartLine {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// What it reported, printed.
    pub value: String,
    /// What of it goes here, printed.
    pub amount: String,
    /// Whether only a part goes here.
    pub shared: bool,
    /// How, in words.
    pub how: String,
}

/// An agency of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// Its restated figure, printed; `None`: it is not whole.
    pub amount: Option<String>,
    /// Names of those without which it is not whole.
    pub missing: String,
    /// What it is made of.
    pub parts: Vec<PartLine>,
    /// What it told of the window itself, printed.
    pub own: Option<String>,
    /// That less the restated figure, printed; `None` where there is nothing to compare.
    pub difference: Option<String>,
}

/// What is not restated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnplacedLine {
    /// Code of the old agency.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How much, printed.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// One level of agencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `self` or `below`.
    pub level: &'static str,
    /// How many old agencies there are.
    pub olds: usize,
    /// Every figure compared.
    pub summary: Vec<Summary>,
    /// The chosen figure for each agency of today.
    pub rows: Vec<Row>,
    /// What of it is not restated.
    pub unplaced: Vec<UnplacedLine>,
    /// Names of those who told nothing of it.
    pub untold: Vec<String>,
}

/// Awards of a year by where the agency that was given them went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardLine {
    /// Name of the old agency.
    pub old: String,
    /// Its code.
    pub code: String,
    /// Rows of the register for the year.
    pub rows: usize,
    /// Name of the agency of today; `None`: they stay with the old name alone.
    pub new: Option<String>,
    /// Its code.
    pub new_code: Option<String>,
    /// Why they stay.
    pub reason: Option<String>,
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

/// Awards of the window's year by agency: those of a body that went wholly into one are read with it, others stay
/// under the old name, for an award is nobody's in part.
fn awards(view: &View, levels: &[(&'static str, Vec<&str>)], window: Window) -> Vec<AwardLine> {
    let state = view.state.as_ref();
    let mut olds: Vec<&str> = levels.iter().flat_map(|(_, olds)| olds).copied().collect();
    olds.sort_unstable();
    olds.dedup();
    let sees = |code: &&str| view.sees(crate::register::PERMISSION, code);
    let year = window.year;
    let mut lines = Vec::new();
    for old in olds.into_iter().filter(sees) {
        let of_year = |award: &&thidua_domain::register::Award| {
            award.agency == old && award.years.is_some_and(|years| years.contains(year))
        };
        let rows = state.awards.iter().filter(of_year).count();
        if rows == 0 {
            continue;
        }
        let placed = places(&state.org, view.today, old, window.last_day(), None, 1);
        let whole = match placed.as_slice() {
            [one] => one.new,
            _ => None,
        };
        let why = placed.iter().find_map(|one| one.why.as_ref());
        let reason = why.map(|why| words::why(state, old, why, window.last_day()));
        let parted = "Cơ quan đã chia về nhiều nơi: khen thưởng không chia theo tỷ lệ.".to_owned();
        lines.push(AwardLine {
            old: state.org.label_on(old, window.last_day()),
            code: old.to_owned(),
            rows,
            new: whole.map(|code| state.org.label_on(code, view.today)),
            new_code: whole.map(str::to_owned),
            reason: whole.is_none().then(|| reason.unwrap_or(parted)),
        });
    }
    lines
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

/// The window a page begins with for an agency of today: the last one before it began, else the asked one.
pub(super) fn last_before(state: &State, agency: &str, today: Date) -> Option<Window> {
    let born = state.org.find(agency)?.born()?.first_day();
    (born <= today).then_some(())?;
    let window = Window::of(born.yesterday().ok()?);
    Window::new(WorkYear(window.year.0), window.month)
}
