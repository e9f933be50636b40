//! The figures of an export: approved ones as they are read, those that wait for approval apart.

use std::collections::HashSet;

use thidua_domain::access::Permission;
use thidua_domain::bundle::SheetDef;
use thidua_domain::closing::sheet::WAITING_SHEET;
use thidua_domain::figures::told::row;
use thidua_domain::figures::{Figures, SheetKey};
use thidua_store::figures::{self as store, Filter, StoredSheet};
use thidua_store::{Snapshot, StoreError};

use super::line;
use super::manifest::Omitted;
use super::ours::Ours;
use super::pick::Picker;
use super::sink::Sink;
use crate::bundle::FIGURES;
use crate::state::build;
use crate::{AppError, View};

/// Writes figures.
pub(super) struct Teller<'a> {
    pub(super) view: &'a View,
    pub(super) ours: &'a Ours,
    /// Whether figures that wait for approval come along.
    pub(super) drafts: bool,
    waiting: Vec<String>,
    /// Sheets of figures that wait and were left out.
    unapproved: usize,
    /// Figures that cannot be told: their code is no more.
    untold: usize,
    /// Agencies the caller may not look at.
    unread: usize,
}

impl<'a> Teller<'a> {
    pub(super) fn new(view: &'a View, ours: &'a Ours, drafts: bool) -> Self {
        Self {
            view,
            ours,
            drafts,
            waiting: Vec::new(),
            unapproved: 0,
            untold: 0,
            unread: 0,
        }
    }

    /// Writes the approved figures, then those that wait.
    pub(super) async fn tell<S: Snapshot>(
        &mut self,
        snapshot: &S,
        picker: &mut Picker<'_>,
        sink: &mut Sink,
    ) -> Result<Vec<Omitted>, AppError> {
        let mut begun = false;
        let ours = self.ours;
        for subject in ours.agencies.iter().chain(&ours.blocks) {
            if self
                .view
                .permit_agency(Permission::ViewFigures, subject)
                .is_err()
            {
                self.unread += 1;
                continue;
            }
            for year in ours.span.years() {
                let approved = self.of(snapshot, subject, i32::from(year.0)).await?;
                for (key, figures) in &approved {
                    if !begun {
                        sink.begin(FIGURES)?;
                        begun = true;
                    }
                    self.sheet(FIGURES, key, figures, picker, |text| {
                        sink.row(line::cells(text))
                    })?;
                }
                sink.pump().await?;
            }
        }
        if begun {
            sink.end()?;
        }
        if !self.waiting.is_empty() {
            self.waiting.sort_unstable();
            sink.begin(&WAITING_SHEET)?;
            for text in &self.waiting {
                sink.row(line::cells(text))?;
            }
            sink.end()?;
        }
        Ok(self.left())
    }

    /// The approved sheets of a subject and year, in the order of their keys; what waits is kept for later.
    async fn of<S: Snapshot>(
        &mut self,
        snapshot: &S,
        subject: &str,
        year: i32,
    ) -> Result<Vec<(SheetKey, Figures)>, AppError> {
        let mut filter = Filter {
            agency: Some(subject.to_owned()),
            year: Some(year),
            drafts: true,
            ..Filter::default()
        };
        let newest = store::all_current(snapshot, &filter).await?;
        let (mut approved, waiting): (Vec<StoredSheet>, Vec<StoredSheet>) =
            newest.into_iter().partition(|sheet| sheet.approved);
        if !waiting.is_empty() {
            let keys: HashSet<&str> = waiting.iter().map(|sheet| sheet.key.key.as_str()).collect();
            filter.drafts = false;
            let before = store::all_current(snapshot, &filter).await?;
            let under = before.into_iter();
            approved.extend(under.filter(|sheet| keys.contains(sheet.key.key.as_str())));
            self.wait(&waiting)?;
        }
        let mut read: Vec<(SheetKey, Figures)> =
            approved.iter().map(read_sheet).collect::<Result<_, _>>()?;
        read.sort_by_cached_key(|(key, _)| (key.person.clone(), key.month, key.text()));
        Ok(read)
    }

    fn wait(&mut self, sheets: &[StoredSheet]) -> Result<(), AppError> {
        if !self.drafts {
            self.unapproved += sheets.len();
            return Ok(());
        }
        for sheet in sheets {
            let (key, figures) = read_sheet(sheet)?;
            let catalogue = &self.view.state.catalogue;
            for (code, figure) in &figures.0 {
                let told = catalogue
                    .figure(code)
                    .and_then(|code| row(&key, code, figure));
                match told {
                    Some(row) => self.waiting.push(line::line(&WAITING_SHEET, &row)),
                    None => self.untold += 1,
                }
            }
        }
        Ok(())
    }

    fn sheet(
        &mut self,
        def: &'static SheetDef,
        key: &SheetKey,
        figures: &Figures,
        picker: &mut Picker<'_>,
        mut write: impl FnMut(&str) -> Result<(), AppError>,
    ) -> Result<(), AppError> {
        let catalogue = &self.view.state.catalogue;
        let mut first = true;
        for (code, figure) in &figures.0 {
            let declared = catalogue.figure(code);
            let Some(row) = declared.and_then(|code| row(key, code, figure)) else {
                self.untold += 1;
                continue;
            };
            // What names the sheet refers to the same things in every row of it.
            if first || declared.is_some_and(|code| code.added) {
                picker.refers(def, &row);
                first = false;
            }
            write(&line::line(def, &row))?;
        }
        Ok(())
    }

    /// What the figures that wait refer to.
    pub(super) fn refer(&self, picker: &mut Picker<'_>) {
        for text in &self.waiting {
            picker.refers(&WAITING_SHEET, &line::values(&WAITING_SHEET, text));
        }
    }

    fn left(&self) -> Vec<Omitted> {
        let told = [
            (
                self.unread,
                "Số liệu của cơ quan, cụm, khối khác",
                "Nay thuộc phạm vi của nơi khác, người lập không được xem.",
            ),
            (
                self.unapproved,
                "Bảng số liệu chờ duyệt",
                "Chỉ xuất số liệu đã duyệt.",
            ),
            (
                self.untold,
                "Số liệu có mã không còn trong danh mục",
                "Không còn đơn vị tính để ghi.",
            ),
        ];
        let told = told.into_iter().filter(|(count, ..)| *count > 0);
        told.map(|(count, what, why)| Omitted::said(what, why, Some(count)))
            .collect()
    }
}

fn read_sheet(stored: &StoredSheet) -> Result<(SheetKey, Figures), StoreError> {
    build::read(stored)
        .ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", stored.key.key)))
}
