//! What was typed as it would stand: beside what is stored, over the table of all figures.

use std::collections::{BTreeMap, BTreeSet};

use thidua_domain::catalogue::FigureCode;
use thidua_domain::figures::{Ask, Figure, Figures, Frame, Table};
use thidua_domain::time::Window;

use super::cells::{self, CellView, Read};
use super::checks::{self, FlagView};
use super::which::{Edited, stored_figures};
use super::{AskEntry, Typed, enterable, name};
use crate::figures::answer;
use crate::{State, View};

/// One agency's sheet with what was typed into it.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) edited: Edited,
    /// The figures as they would stand.
    pub(super) after: Figures,
    /// What the typed cells came to, by code.
    reads: BTreeMap<String, Read>,
    /// What was typed, by code.
    texts: BTreeMap<String, String>,
    /// Codes whose number is another one, or cannot be read.
    pub(super) changed: BTreeSet<String>,
    /// Codes whose explanation is another one.
    pub(super) noted: BTreeSet<String>,
    pub(super) flags: Vec<FlagView>,
}

impl Edit {
    fn new(state: &State, edited: Edited, typed: Option<&Typed>) -> Self {
        let mut edit = Self {
            after: edited.figures.clone(),
            edited,
            reads: BTreeMap::new(),
            texts: BTreeMap::new(),
            changed: BTreeSet::new(),
            noted: BTreeSet::new(),
            flags: Vec::new(),
        };
        if let Some(typed) = typed.filter(|_| edit.edited.lock.is_none()) {
            edit.take(state, typed);
            edit.explain(state, typed);
        }
        edit
    }

    fn take(&mut self, state: &State, typed: &Typed) {
        let own = format!("{}/", self.edited.agency);
        for (cell, text) in &typed.cells {
            let code = cell.strip_prefix(&own);
            let code = code.filter(|_| !typed.theirs.contains(cell));
            let figure = code.and_then(|code| state.catalogue.figure(code));
            if let Some(figure) = figure.filter(|figure| enterable(figure)) {
                self.tell(state, figure, &typed.unit, text);
            }
        }
    }

    fn tell(&mut self, state: &State, code: &FigureCode, unit: &str, text: &str) {
        let read = cells::read(state, &self.edited.key, code, unit, text);
        let stored = self.edited.figures.0.get(&code.code);
        if read.fault.is_some() {
            self.after.0.remove(&code.code);
            self.changed.insert(code.code.clone());
        } else if !cells::same(read.figure.as_ref(), stored) {
            let note = stored.and_then(|stored| stored.note.clone());
            match &read.figure {
                // What a source said beside the number was said of the other number.
                Some(figure) => {
                    let figure = Figure {
                        note,
                        ..figure.clone()
                    };
                    self.after.0.insert(code.code.clone(), figure);
                }
                None => {
                    self.after.0.remove(&code.code);
                }
            }
            self.changed.insert(code.code.clone());
        }
        self.texts.insert(code.code.clone(), text.to_owned());
        self.reads.insert(code.code.clone(), read);
    }

    fn explain(&mut self, state: &State, typed: &Typed) {
        let own = format!("{}/", self.edited.agency);
        for (cell, text) in &typed.explained {
            let code = cell.strip_prefix(&own).unwrap_or_default();
            if state.catalogue.figure(code).is_none() {
                continue;
            }
            let said = thidua_domain::text::clean(text);
            let said = Some(said).filter(|said| !said.is_empty());
            let figure = self.after.0.get(code);
            if figure.and_then(|figure| figure.note.as_ref()) == said.as_ref() {
                continue;
            }
            self.noted.insert(code.to_owned());
            let figure = self.after.0.entry(code.to_owned()).or_default();
            figure.note = said;
            if *figure == Figure::default() {
                self.after.0.remove(code);
            }
        }
    }

    /// Whether anything of the sheet would be stored.
    pub(super) fn is_changed(&self) -> bool {
        !self.changed.is_empty() || !self.noted.is_empty()
    }

    /// How many stored numbers would be replaced or emptied: these need a reason.
    pub(super) fn rewritten(&self) -> usize {
        let stored = |code: &&String| {
            let stored = self.edited.figures.0.get(*code);
            stored.is_some_and(|figure| figure.value.is_some())
        };
        self.changed.iter().filter(stored).count()
    }

    /// What is typed in a cell and what it came to.
    pub(super) fn typed(&self, code: &str) -> Option<(&str, &Read)> {
        let text = self.texts.get(code)?;
        Some((text, self.reads.get(code)?))
    }

    /// The explanation a figure would carry.
    pub(super) fn note(&self, code: &str) -> &str {
        let figure = self.after.0.get(code);
        let note = figure.and_then(|figure| figure.note.as_deref());
        note.unwrap_or_default()
    }
}

/// Everything a page of entry is made of.
pub(super) struct Desk<'a> {
    pub(super) state: &'a State,
    pub(super) ask: &'a AskEntry,
    pub(super) window: Window,
    pub(super) frame: Frame,
    /// Unit the typed money is in.
    typed_unit: String,
    pub(super) edits: Vec<Edit>,
    /// All figures as they would stand.
    table: Table,
}

impl<'a> Desk<'a> {
    /// The sheets with what was typed, evaluated.
    pub(super) fn new(
        view: &'a View,
        ask: &'a AskEntry,
        edited: Vec<Edited>,
        typed: Option<&Typed>,
    ) -> Self {
        let state = view.state.as_ref();
        let edits: Vec<Edit> = edited
            .into_iter()
            .map(|edited| Edit::new(state, edited, typed))
            .collect();
        let mut desk = Self {
            table: standing(state, &edits),
            state,
            ask,
            window: ask.window(),
            frame: ask.frame(),
            typed_unit: typed.map_or_else(|| ask.unit.clone(), |typed| typed.unit.clone()),
            edits,
        };
        let flags: Vec<Vec<FlagView>> = desk
            .edits
            .iter()
            .map(|edit| checks::flags(&desk, edit))
            .collect();
        for (edit, flags) in desk.edits.iter_mut().zip(flags) {
            edit.flags = flags;
        }
        desk
    }

    /// The question about the window as it would stand.
    pub(super) fn now(&self) -> Ask<'_> {
        Ask {
            table: &self.table,
            org: &self.state.org,
            window: self.window,
            frame: &self.frame,
        }
    }

    /// The unit of money on the page.
    pub(super) fn unit(&self) -> &str {
        &self.ask.unit
    }

    /// A figure at another window, printed.
    pub(super) fn past(
        &self,
        agency: &str,
        code: &FigureCode,
        at: Option<Window>,
    ) -> Option<(i64, bool)> {
        let found = answer(self.state, self.now().at(at?), agency, &code.code)?;
        Some((found.value, found.precision.is_exact()))
    }

    /// A cell without the months beside it.
    pub(super) fn cell(&self, edit: &Edit, code: &FigureCode, label: String) -> CellView {
        let stored = edit.edited.figures.0.get(&code.code);
        let stored = stored.map(|figure| cells::shown(figure, code, self.unit()));
        let stored = stored.unwrap_or_default();
        let mut cell = CellView {
            name: name(&edit.edited.agency, &code.code),
            label,
            text: self.text(edit, code, &stored),
            stored,
            ..CellView::default()
        };
        if let Some(lock) = &edit.edited.lock {
            cell.state = "locked";
            cell.why.clone_from(&lock.reason);
            return cell;
        }
        let read = edit.typed(&code.code).map(|(_, read)| read);
        if let Some(fault) = read.and_then(|read| read.fault.as_ref()) {
            cell.state = "invalid";
            cell.says = "Cần sửa".to_owned();
            cell.why = format!("{} {}", fault.reason, fault.cure);
            return cell;
        }
        let asked = edit.flags.iter().find(|flag| flag.cell == cell.name);
        if let Some(flag) = asked.filter(|_| edit.is_changed()) {
            let explained = !flag.explained.is_empty();
            cell.state = if explained { "explained" } else { "flagged" };
            cell.says = if explained {
                "Đã giải trình".to_owned()
            } else {
                "Cần giải trình".to_owned()
            };
            cell.why.clone_from(&flag.reason);
            return cell;
        }
        if let Some(hint) = read.and_then(|read| read.hint.as_ref()) {
            cell.why.clone_from(hint);
        }
        cell
    }

    /// What stands in the cell, in the page's unit.
    fn text(&self, edit: &Edit, code: &FigureCode, stored: &str) -> String {
        let Some((text, read)) = edit.typed(&code.code) else {
            return stored.to_owned();
        };
        match &read.figure {
            Some(figure) if self.typed_unit != self.ask.unit => {
                cells::shown(figure, code, self.unit())
            }
            _ => text.to_owned(),
        }
    }

    /// A cell with last month, this month alone and the same months of last year.
    pub(super) fn cell_in_time(&self, edit: &Edit, code: &FigureCode) -> CellView {
        let agency = edit.edited.agency.as_str();
        let label = format!("{}, lũy kế tháng này", code.name);
        let mut cell = self.cell(edit, code, label);
        let month = self.window.month.checked_sub(1).filter(|month| *month > 0);
        let before = month.map(|month| Window {
            month,
            ..self.window
        });
        let before = self.past(agency, code, before);
        let last_year = self.past(agency, code, Some(self.window.same_last_year()));
        let now = edit.after.0.get(&code.code);
        let now = now.and_then(|figure| Some((figure.value?, figure.precision.is_exact())));
        let print = |value: Option<(i64, bool)>| {
            let text = value.map(|(value, _)| cells::plain(value, code.measure, self.unit()));
            text.unwrap_or_default()
        };
        let exact =
            |value: Option<(i64, bool)>| value.and_then(|(value, exact)| exact.then_some(value));
        let inside = match (self.window.month, exact(now), exact(before)) {
            (1, now, _) => now,
            (_, Some(now), Some(before)) => now.checked_sub(before),
            _ => None,
        };
        cell.inside = print(inside.map(|value| (value, true)));
        cell.before = print(before);
        cell.last_year = print(last_year);
        cell
    }
}

/// All figures as they would stand: the edited places over the stored ones.
fn standing(state: &State, edits: &[Edit]) -> Table {
    let mut table = Table::over(state.figures.clone());
    for edit in edits.iter().filter(|edit| edit.is_changed()) {
        let key = &edit.edited.key;
        let beside = state
            .figures
            .sheets(&key.subject, key.window(), &key.frame)
            .filter(|sheet| sheet.key != key.borrowed());
        for sheet in beside {
            let other = sheet.key.owned();
            let figures = stored_figures(&state.figures, &other);
            table.put(other, sheet.revision, &figures, sheet.dated);
        }
        let paper = key
            .source
            .as_ref()
            .and_then(|code| state.documents.get(code));
        let dated = paper.and_then(|paper| paper.date);
        table.put(key.clone(), i32::MAX, &edit.after, dated);
    }
    table
}
