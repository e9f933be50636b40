//! A list of such rows: those of agencies in reach, of a year or of all, under the operations of every list.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use thidua_domain::access::{Permission, Target};
use thidua_domain::achievement::Achievement;
use thidua_domain::activity::Activity;
use thidua_domain::contribution::Contribution;
use thidua_domain::event::Event;
use thidua_domain::exemplar::{Exemplar, Spread};
use thidua_domain::note::Note;
use thidua_domain::org::sheet::LEVELS;
use thidua_domain::pivot::Amount;
use thidua_domain::practice::Practice;
use thidua_domain::registration::Registration;
use thidua_domain::standing::Standing;
use thidua_domain::time::{PartialDate, WorkYear, YearSpan};

use super::place::{named, placed};
use super::{Shelf, permission, reads_at};
use crate::AppError;
use crate::listing::{About, Cell, Column, LEVEL, Order, STATE, Source, State, part};
use crate::state::View;

/// Which rows are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskDeeds {
    /// Only those of this agency and of what is below it.
    pub within: Option<String>,
    /// Only those of a work year; `None`: of every year.
    pub year: Option<i16>,
}

/// What a list knows of its rows.
pub(crate) trait Deed: Send + Sync {
    /// Name of the sheet.
    const SHEET: &'static str;
    /// The columns of the list.
    const COLUMNS: &'static [Column];
    /// The states of its rows.
    const STATES: &'static [State];
    /// Title, what a row is called, the usual order.
    const TITLE: (&'static str, &'static str, Option<Order>);
    /// Key of the record.
    fn key(&self) -> &str;
    /// Codes of the agencies it belongs to.
    fn agencies(&self) -> Vec<&str>;
    /// Its work years.
    fn span(&self) -> Option<YearSpan>;
    /// What its cell of a column is told apart by, where that is not its text.
    fn raw(&self, column: &str) -> Option<Cow<'_, str>>;
    /// The cell of a column.
    fn cell(&self, view: &View, column: &str) -> Cell;
    /// Place of its state.
    fn state(&self, view: &View) -> usize;
    /// Whether the reader may open its history and form, beside its agencies being in reach.
    fn opens(&self, _view: &View) -> bool {
        true
    }
    /// Whether it is the reader's to see where its agency is open: what waits for an answer is few people's.
    fn is_for(&self, _view: &View) -> bool {
        true
    }
    /// What it adds to a measure of pivots.
    fn amount(&self, _measure: &str) -> Amount {
        Amount::Apart
    }
    /// Which rows tell again what another of them told, by their places among them. `near` says how near an agency
    /// stands to the one looked at.
    fn repeats(_rows: &[(usize, &Self)], _near: &dyn Fn(&str) -> usize) -> HashSet<usize> {
        HashSet::new()
    }
    /// Whether whoever reads such rows anywhere reads it: what is spread for all to learn from.
    fn is_shared(&self) -> bool {
        false
    }
}

/// Rows of one kind in reach.
pub(crate) struct Deeds<'a, T> {
    view: &'a View,
    about: About,
    lines: Vec<&'a T>,
    /// The agency looked at.
    within: Option<String>,
}

impl<'a, T: Deed> Deeds<'a, T> {
    /// The rows the reader may see.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub(crate) fn new(
        view: &'a View,
        shelf: &'a Shelf<T>,
        ask: &AskDeeds,
        leaving: bool,
    ) -> Result<Self, AppError> {
        let permission = permission(T::SHEET);
        view.permit(permission, Target::Any)?;
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        let state = view.state.as_ref();
        if let Some(agency) = &ask.within {
            view.permit_agency(permission, agency)?;
        }
        let within = ask.within.as_ref().map(|code| state.org.lineage(code));
        let year = ask.year.map(|year| YearSpan::single(WorkYear(year)));
        let wanted = |row: &T| {
            let told = row.span();
            year.is_none_or(|year| told.is_none_or(|told| told.overlaps(year)))
        };
        let mut places = BTreeSet::new();
        for code in shelf.codes() {
            let inside = within.as_ref().is_none_or(|codes| codes.contains(code));
            if !inside {
                continue;
            }
            let own = reads_at(view, permission, &[code]);
            let shared = |at: &usize| shelf.get(*at).is_some_and(Deed::is_shared);
            let rows = shelf.of(code).iter().copied();
            places.extend(rows.filter(|at| own || shared(at)));
        }
        let lines = places.into_iter().filter_map(|at| shelf.get(at));
        let lines = lines
            .filter(|row| wanted(row) && row.is_for(view))
            .collect();
        Ok(Self {
            view,
            about: about::<T>(view, ask),
            within: ask.within.clone(),
            lines,
        })
    }
}

fn about<T: Deed>(view: &View, ask: &AskDeeds) -> About {
    let (title, unit, usual) = T::TITLE;
    let mut about = About {
        id: T::SHEET,
        kind: "Danh sách",
        title: title.to_owned(),
        unit,
        columns: T::COLUMNS,
        states: T::STATES,
        usual,
        within: Vec::new(),
    };
    if let Some(agency) = &ask.within {
        about.title = format!("{title} – {}", view.state.name_on(agency, view.today));
        about.within.push("gồm các cơ quan trực thuộc".to_owned());
    }
    about.within.push(match ask.year {
        Some(year) => format!("năm công tác {year}"),
        None => "mọi năm".to_owned(),
    });
    about
}

impl<T: Deed> Source for Deeds<'_, T> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(line) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        if column.id == STATE {
            let state = T::STATES.get(line.state(self.view));
            return Cow::Borrowed(state.map_or("", |state| state.code));
        }
        // The first column names the row and leads to it.
        if T::COLUMNS
            .first()
            .is_some_and(|first| first.id == column.id)
        {
            return Cow::Borrowed(line.key());
        }
        if let Some(code) = placed(self.view, *line, column.id) {
            return Cow::Borrowed(code);
        }
        let raw = line.raw(column.id);
        raw.unwrap_or_else(|| Cow::Owned(line.cell(self.view, column.id).text))
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        if let Some(code) = placed(self.view, *line, column.id) {
            return named(self.view, column.id, code);
        }
        let cell = line.cell(self.view, column.id);
        let first = T::COLUMNS
            .first()
            .is_some_and(|first| first.id == column.id);
        let own = || reads_at(self.view, permission(T::SHEET), &line.agencies());
        if first && cell.link.is_none() && line.opens(self.view) && own() {
            let path = format!("/du-lieu/{}/lich-su?khoa={}", T::SHEET, part(line.key()));
            return cell.leading(path);
        }
        cell
    }

    fn state(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |line| line.state(self.view))
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| line.key()))
    }

    fn rank(&self, column: &Column, raw: &str) -> Option<u32> {
        let labels = &self.view.state.catalogue.labels;
        let place = match column.id {
            LEVEL => LEVELS.iter().position(|code| *code == raw),
            "nguon" => labels
                .list("dong-gop.nguon_dong_gop")
                .position(|(code, _)| code == raw),
            "loai" => {
                let list = format!("{}.loai", T::SHEET);
                labels.list(&list).position(|(code, _)| code == raw)
            }
            _ => None,
        };
        place.and_then(|place| u32::try_from(place).ok())
    }

    fn amount(&self, row: usize, measure: &str) -> Amount {
        self.lines
            .get(row)
            .map_or(Amount::Apart, |line| line.amount(measure))
    }

    fn repeats(&self, rows: &[usize]) -> HashSet<usize> {
        let lines = rows
            .iter()
            .filter_map(|row| Some((*row, *self.lines.get(*row)?)));
        let lines: Vec<(usize, &T)> = lines.collect();
        let near = |agency: &str| match &self.within {
            Some(within) if within == agency => 0,
            Some(within) => {
                let above = self.view.state.org.above_on(agency, self.view.today);
                let steps = above.iter().position(|code| code == within);
                steps.map_or(usize::MAX, |steps| steps + 1)
            }
            None => self.view.state.org.above_on(agency, self.view.today).len(),
        };
        T::repeats(&lines, &near)
    }

    fn form(&self, row: usize) -> Option<String> {
        let line = self.lines.get(row)?;
        let writes = |code: &&str| {
            let permitted = self.view.permit_agency(crate::bundle::PERMISSION, code);
            permitted.is_ok()
        };
        let may = line.opens(self.view) && line.agencies().iter().any(writes);
        may.then(|| format!("/du-lieu/{}/sua?khoa={}", T::SHEET, part(line.key())))
    }
}

/// Names of agencies on the last day of the row's years.
pub(crate) fn names(view: &View, codes: &[&str], span: Option<YearSpan>) -> String {
    let on = span.map_or(view.today, |span| span.to.last_day().min(view.today));
    let names = codes.iter().map(|code| view.state.name_on(code, on));
    names.collect::<Vec<_>>().join("; ")
}

/// A day as a key.
pub(crate) fn day(on: Option<PartialDate>) -> Option<Cow<'static, str>> {
    Some(Cow::Owned(
        on.map(|day| day.to_string()).unwrap_or_default(),
    ))
}

/// A code as a key.
pub(crate) fn code(code: Option<&str>) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(code.unwrap_or_default()))
}

/// Work years as a key and in a cell.
pub(crate) fn years(span: Option<YearSpan>) -> Option<String> {
    span.map(YearSpan::vn)
}

/// The cell of sources, as cited.
pub(crate) fn sources(view: &View, source: Option<&str>) -> Cell {
    Cell::text(super::cited_sources(&view.state, source).join("; "))
}

/// The cell of a paper: leading to it where it is one of `van-ban`.
pub(crate) fn paper(view: &View, paper: Option<&str>) -> Cell {
    let state = view.state.as_ref();
    match paper {
        Some(code) if state.documents.contains_key(code) => {
            Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
        }
        paper => Cell::maybe(paper),
    }
}

/// The columns of the list of a sheet.
pub(crate) fn columns(sheet: &str) -> &'static [Column] {
    match sheet {
        "hoat-dong" => Activity::COLUMNS,
        "dien-hinh" => Exemplar::COLUMNS,
        "su-kien" => Event::COLUMNS,
        "noi-dung" => Note::COLUMNS,
        "dang-ky" => Registration::COLUMNS,
        "xep-hang" => Standing::COLUMNS,
        "thanh-tich" => Achievement::COLUMNS,
        "lan-toa" => Spread::COLUMNS,
        "cach-lam-hay" => Practice::COLUMNS,
        _ => Contribution::COLUMNS,
    }
}

/// The list of a sheet as the reader may see it.
pub(crate) fn open<'a>(
    view: &'a View,
    sheet: &str,
    ask: &AskDeeds,
    leaving: bool,
) -> Result<Box<dyn Source + 'a>, AppError> {
    let state = view.state.as_ref();
    Ok(match sheet {
        "dong-gop" => Box::new(Deeds::new(view, &state.contributions, ask, leaving)?),
        "hoat-dong" => Box::new(Deeds::new(view, &state.activities, ask, leaving)?),
        "dien-hinh" => Box::new(Deeds::new(view, &state.exemplars, ask, leaving)?),
        "su-kien" => Box::new(Deeds::new(view, &state.events, ask, leaving)?),
        "noi-dung" => Box::new(Deeds::new(view, &state.notes, ask, leaving)?),
        "dang-ky" => Box::new(Deeds::new(view, &state.registrations, ask, leaving)?),
        "xep-hang" => Box::new(Deeds::new(view, &state.standings, ask, leaving)?),
        "thanh-tich" => Box::new(Deeds::new(view, &state.achievements, ask, leaving)?),
        "lan-toa" => Box::new(Deeds::new(view, &state.spreads, ask, leaving)?),
        "cach-lam-hay" => Box::new(Deeds::new(view, &state.practices, ask, leaving)?),
        _ => return Err(AppError::NotFound),
    })
}

/// The newest year, of those until one, that rows of a sheet in reach tell; `None` where none does.
pub fn newest(view: &View, sheet: &str, until: i16) -> Option<i16> {
    fn of<T: Deed>(view: &View, shelf: &Shelf<T>, until: i16) -> Option<i16> {
        let permission = permission(T::SHEET);
        let reached = shelf
            .codes()
            .filter(|code| reads_at(view, permission, &[code]));
        let places = reached.flat_map(|code| shelf.of(code));
        let spans = places.filter_map(|at| shelf.get(*at)?.span());
        spans.map(|span| span.to.0.min(until)).max()
    }
    let state = view.state.as_ref();
    match sheet {
        "dong-gop" => of(view, &state.contributions, until),
        "hoat-dong" => of(view, &state.activities, until),
        "dien-hinh" => of(view, &state.exemplars, until),
        "su-kien" => of(view, &state.events, until),
        "noi-dung" => of(view, &state.notes, until),
        "dang-ky" => of(view, &state.registrations, until),
        "xep-hang" => of(view, &state.standings, until),
        "thanh-tich" => of(view, &state.achievements, until),
        "lan-toa" => of(view, &state.spreads, until),
        "cach-lam-hay" => of(view, &state.practices, until),
        _ => None,
    }
}
