//! The rows of a window: each figure as it is printed, with last year's, the change and the sources.

use thidua_domain::amount::{Percent, Precision};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::{Ask, Frame, GROUPS};
use thidua_domain::time::Window;

use crate::figures::balance::answer;
use crate::figures::{AskBalance, Balance, CompareLine, FigureLine, balance, compare};
use crate::state::View;
use crate::{AppError, State};

/// A number in its base unit: đồng for money, hundredths of a percent for a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) value: i64,
    pub(crate) precision: Precision,
}

/// One figure of a window.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) field: String,
    pub(crate) measure: Measure,
    /// Code of the unit it prints in.
    pub(crate) unit: String,
    /// The same as a word.
    pub(crate) unit_word: String,
    /// `None`: only a change was told.
    pub(crate) now: Option<Number>,
    /// The same months of last year.
    pub(crate) then: Option<Number>,
    /// Whether last year's was reckoned back from a published change.
    pub(crate) derived: bool,
    /// Whether the rate was computed from the figures.
    pub(crate) computed: bool,
    /// Now less then.
    pub(crate) difference: Option<i64>,
    /// The same in percent of then.
    pub(crate) percent: Option<Percent>,
    /// The change as a source tells it, where it cannot be computed.
    pub(crate) told: Option<Told>,
    /// `cao_hon thap_hon bang`.
    pub(crate) direction: Option<String>,
    /// Percent of phải thi hành.
    pub(crate) share: Option<Percent>,
    /// Percent of the agency above, as published.
    pub(crate) above: Option<Percent>,
    /// `own`, `below` or `predecessors`.
    pub(crate) from: &'static str,
    /// Codes of documents, or sources as written.
    pub(crate) sources: Vec<String>,
    /// Other numbers for the same figure, printed, with their source.
    pub(crate) others: Vec<(String, String)>,
}

/// A published change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// In the base unit; of a rate in points.
    pub(crate) change: Option<i64>,
    /// In percent of last year's; of a rate in points.
    pub(crate) percent: Option<Percent>,
    /// How exact it is.
    pub(crate) precision: Precision,
}

impl Told {
    /// Whether it fell.
    pub(crate) fn fell(self) -> bool {
        match self.change {
            Some(change) => change < 0,
            None => self.percent.is_some_and(Percent::is_negative),
        }
    }
}

/// The figures of a window.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) window: Window,
    pub(crate) scope: String,
    /// In the catalogue's order.
    pub(crate) rows: Vec<Row>,
    /// By group of cases: its name and its rows.
    pub(crate) groups: Vec<(String, Vec<Row>)>,
    /// Whether any of it, or of last year's, is preliminary.
    pub(crate) preliminary: bool,
}

impl Sheet {
    /// The row of a code.
    pub(crate) fn row(&self, code: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// Whether there is nothing to print.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.groups.is_empty()
    }
}

/// The figures of a window beside the same months of last year.
pub(crate) fn sheet(view: &View, ask: &AskBalance) -> Result<Sheet, AppError> {
    let window = ask.window();
    let found = balance(view, ask)?;
    let last = window.same_last_year();
    let before = AskBalance {
        year: last.year.0,
        month: last.month,
        ..ask.clone()
    };
    let preliminary = preliminary(&view.state, ask) || preliminary(&view.state, &before);
    let before = balance(view, &before)?;
    let compared = compare(view, ask)?;
    let state = view.state.as_ref();
    let frame = ask.frame();
    let reader = Reader {
        state,
        ask: question(state, ask, &frame),
        subject: ask.subject(),
        found: &found,
        before: &before,
        compared: &compared.items,
    };
    let rows = state
        .catalogue
        .figures()
        .filter_map(|code| reader.row(code));
    Ok(Sheet {
        window,
        scope: found.scope.clone(),
        rows: rows.collect(),
        groups: groups(state, ask),
        preliminary,
    })
}

/// What one row is read from.
struct Reader<'a> {
    state: &'a State,
    ask: Ask<'a>,
    subject: &'a str,
    found: &'a Balance,
    before: &'a Balance,
    compared: &'a [CompareLine],
}

impl Reader<'_> {
    fn row(&self, code: &FigureCode) -> Option<Row> {
        let line = self.found.lines.iter().find(|line| line.code == code.code);
        let rate = self.rate(code);
        let mut row = match (line, rate) {
            (Some(line), _) => of_line(self.state, code, line),
            (None, Some(_)) => blank(self.state, code),
            (None, None) => return None,
        };
        if let Some(rate) = rate {
            self.recompute(&mut row, line, rate);
        }
        row.share = self
            .found
            .shares
            .get(&row.code)
            .and_then(|share| Percent::parse(share).ok());
        self.beside(&mut row, code);
        Some(row)
    }

    /// A completion rate that the figures themselves give.
    fn rate(&self, code: &FigureCode) -> Option<Percent> {
        let side = code.code.strip_suffix(".ty_le")?;
        let computed = self.found.rate_basis.get(side) == Some(&"computed");
        let rate = self.found.rates.get(side)?.as_deref()?;
        Percent::parse(rate).ok().filter(|_| computed)
    }

    /// Puts a computed rate in the place of the published one, which is told beside it where they differ.
    fn recompute(&self, row: &mut Row, line: Option<&FigureLine>, rate: Percent) {
        let published = row.now.filter(|now| now.value != rate.hundredths());
        if let (Some(published), Some(line)) = (published, line) {
            let told = line.sources.iter();
            let others: Vec<_> = told
                .map(|source| (row.print(published), source.cited.clone()))
                .collect();
            row.others.extend(others);
        }
        row.now = Some(Number {
            value: rate.hundredths(),
            precision: Precision::Dung,
        });
        row.computed = true;
        row.sources.extend(parts_of_rate(self.found, &row.code));
    }

    fn beside(&self, row: &mut Row, code: &FigureCode) {
        let Some(line) = self.compared.iter().find(|line| line.code == row.code) else {
            return;
        };
        let qualifier = self.before.qualifiers.get(&row.code);
        let then = line.same_period_last_year.as_deref();
        row.then = then
            .and_then(|then| read(code.measure, then))
            .map(|value| Number {
                value,
                precision: precision(qualifier.copied()),
            });
        row.derived = line.basis == Some("derived");
        row.difference = line
            .difference
            .as_deref()
            .and_then(|difference| read(code.measure, difference));
        row.percent = line
            .percent
            .as_deref()
            .and_then(|percent| Percent::parse(percent).ok());
        row.direction = line.direction.clone();
        let exact = row.difference.is_some() && row.change_precision().is_exact();
        row.told = self.told(code).filter(|_| !exact);
        let before = self.before.lines.iter().find(|line| line.code == row.code);
        row.sources.extend(before.into_iter().flat_map(sources));
        if row.then.is_some() {
            row.sources.extend(parts_of_rate(self.before, &row.code));
        }
    }
}

impl Reader<'_> {
    /// The change as the answer's own source tells it.
    fn told(&self, code: &FigureCode) -> Option<Told> {
        let cells = self
            .ask
            .table
            .cells(self.subject, self.ask.window, self.ask.frame, &code.code);
        let told = cells.first()?.told?;
        let points = |stored: i64| Percent::from_ten_thousandths(stored);
        let change = match code.measure {
            Measure::Rate => {
                let points_told = told.change.or(told.change_percent);
                points_told.map(|change| points(change).hundredths())
            }
            _ => told.change,
        };
        let percent = told
            .change_percent
            .filter(|_| code.measure != Measure::Rate)
            .map(points);
        (change.is_some() || percent.is_some()).then_some(Told {
            change,
            percent,
            precision: told.change_precision,
        })
    }
}

fn question<'a>(state: &'a State, ask: &AskBalance, frame: &'a Frame) -> Ask<'a> {
    Ask {
        table: &state.figures,
        org: &state.org,
        window: ask.window(),
        frame,
    }
}

/// The sources of the figures a completion rate of a window was computed from.
fn parts_of_rate(balance: &Balance, code: &str) -> Vec<String> {
    let Some(side) = code.strip_suffix(".ty_le") else {
        return Vec::new();
    };
    if balance.rate_basis.get(side) != Some(&"computed") {
        return Vec::new();
    }
    let parts = ["xong", "co_dieu_kien"].map(|part| format!("{side}.{part}"));
    let lines = balance
        .lines
        .iter()
        .filter(|line| parts.contains(&line.code));
    lines.flat_map(sources).collect()
}

/// A plain value of an answer in its base unit.
fn read(measure: Measure, plain: &str) -> Option<i64> {
    match measure {
        Measure::Rate => Percent::parse(plain).ok().map(Percent::hundredths),
        Measure::Count | Measure::Money => plain.parse().ok(),
    }
}

fn precision(code: Option<&str>) -> Precision {
    code.and_then(Precision::from_code).unwrap_or_default()
}

pub(super) fn sources(line: &FigureLine) -> Vec<String> {
    let name = |source: &crate::figures::SourceLine| {
        source
            .document
            .clone()
            .unwrap_or_else(|| source.cited.clone())
    };
    line.sources.iter().map(name).collect()
}

pub(super) fn blank(state: &State, code: &FigureCode) -> Row {
    Row {
        code: code.code.clone(),
        name: code.name.clone(),
        field: code.field.clone(),
        measure: code.measure,
        unit: code.unit.clone(),
        unit_word: state
            .catalogue
            .labels
            .word("don_vi_tinh", &code.unit)
            .to_owned(),
        now: None,
        then: None,
        derived: false,
        computed: false,
        difference: None,
        percent: None,
        told: None,
        direction: None,
        share: None,
        above: None,
        from: "own",
        sources: Vec::new(),
        others: Vec::new(),
    }
}

fn of_line(state: &State, code: &FigureCode, line: &FigureLine) -> Row {
    let mut units = state.catalogue.labels.list("don_vi_tinh");
    let unit = units.find(|(_, word)| *word == line.unit);
    let other = |source: &crate::figures::SourceLine| {
        let named = source.document.as_ref().unwrap_or(&source.cited);
        (source.printed.clone(), named.clone())
    };
    let told = line.alternatives.iter().map(other);
    let (same, others): (Vec<_>, Vec<_>) = told.partition(|(printed, _)| *printed == line.printed);
    let agreeing = same.into_iter().map(|(_, source)| source);
    Row {
        unit: unit.map_or(&code.unit[..], |(unit, _)| unit).to_owned(),
        unit_word: line.unit.clone(),
        now: line.value.as_deref().and_then(|value| {
            Some(Number {
                value: read(code.measure, value)?,
                precision: precision(line.qualifier),
            })
        }),
        direction: line.direction.clone(),
        above: line
            .share
            .as_deref()
            .and_then(|share| Percent::parse(share).ok()),
        from: line.from,
        sources: sources(line).into_iter().chain(agreeing).collect(),
        others,
        ..blank(state, code)
    }
}

/// The rows of each group of cases that has any.
fn groups(state: &State, ask: &AskBalance) -> Vec<(String, Vec<Row>)> {
    let whole = ask.frame();
    let rows = |group: &&str| {
        let frame = whole.of_group(group);
        let question = question(state, ask, &frame);
        let rows: Vec<Row> = state
            .catalogue
            .figures()
            .filter_map(|code| {
                let found = answer(state, question, ask.subject(), &code.code)?;
                Some(of_line(state, code, &FigureLine::of(state, code, &found)))
            })
            .collect();
        let name = state.catalogue.labels.word("so-lieu.nhom_an", group);
        (!rows.is_empty()).then(|| (name.to_owned(), rows))
    };
    let known = |group: &&&str| question(state, ask, &whole).table.knows_group(group);
    GROUPS.iter().filter(known).filter_map(rows).collect()
}

/// Whether a figure of the window stands on a sheet marked preliminary.
fn preliminary(state: &State, ask: &AskBalance) -> bool {
    let frame = ask.frame();
    let question = question(state, ask, &frame);
    let early = |code: &FigureCode| {
        let found = answer(state, question, ask.subject(), &code.code);
        found.is_some_and(|found| {
            let mut parts = found.parts.iter();
            parts.any(|cell| cell.sheet.key.status == Some("so_bo"))
        })
    };
    state.catalogue.figures().any(early)
}
