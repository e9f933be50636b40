//! The rows of one sheet of figures beside what is stored of it: the same, filling, replacing, erasing, or in
//! conflict.

use thidua_domain::bundle::{self, Fault, Severity};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::{Figure, Told};
use thidua_store::figures::Place;

use super::merge::{Terms, no_reason};
use super::outcome::Outcome;
use super::proofs::{FigurePlan, Touched};
use super::told::differences;
use super::whence;

/// Takes the rows of one sheet, one after another.
pub(super) struct Teller<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) terms: Terms<'a>,
    pub(super) touched: &'a mut Touched,
    pub(super) plan: &'a mut FigurePlan,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl Teller<'_> {
    /// One more telling of a code of the sheet.
    pub(super) fn tell(&mut self, row: u32, code: &str, figure: Figure) {
        let first = self.touched.told.insert(code.to_owned(), row);
        if self.terms.options.replace && first.is_none() {
            self.stand(row, code, figure);
            return;
        }
        let Some(before) = self.touched.figures.0.get(code).cloned() else {
            self.plan.outcomes.add(row, Outcome::New);
            self.take(code, figure);
            return;
        };
        match (before.tell(&figure), first) {
            (Told::Same, _) => {}
            (Told::Filled(filled), _) => {
                self.plan.outcomes.add(row, Outcome::Filled);
                self.take(code, filled);
            }
            (Told::Conflict(_), Some(first)) => {
                let why = |stored: &str| {
                    format!("Trùng khóa với dòng {first} nhưng nội dung khác: «{stored}».")
                };
                let cure = "Giữ lại một dòng, hoặc ghi nguồn khác nhau cho hai dòng.";
                self.differ(row, code, (&before, &figure), why, cure);
            }
            (Told::Conflict(revised), None) if self.terms.revise => {
                self.plan.outcomes.add(row, Outcome::Revised);
                self.take(code, revised);
                self.plan.revised += 1;
            }
            (Told::Conflict(_), None) => {
                let source = self.touched.key.source.clone();
                let source = source.unwrap_or_else(|| "không ghi nguồn".to_owned());
                let stored = self.touched.stored.as_ref();
                let file =
                    stored.map_or_else(|| whence::file_words(""), |it| place(&it.place, code));
                let here = whence::file_words(self.terms.bundle);
                let why = |stored: &str| {
                    format!(
                        "Khác với nội dung đã lưu: «{stored}» (theo {source}, {file}); dòng này theo {source}, {here}."
                    )
                };
                let cure = "Kiểm tra lại; nếu số mới đúng, nạp lại với lý do sửa đổi (--revise \"lý do\").";
                self.differ(row, code, (&before, &figure), why, cure);
            }
        }
    }

    /// The telling stands as it is: one that says nothing erases what was stored.
    fn stand(&mut self, row: u32, code: &str, figure: Figure) {
        let before = self.touched.figures.0.get(code);
        let after = Some(figure).filter(|figure| *figure != Figure::default());
        if before == after.as_ref() {
            return;
        }
        if before.is_some() {
            if !self.terms.revise {
                let place = bundle::Place {
                    sheet: "so-lieu",
                    row,
                };
                self.faults.push(no_reason(place));
                return;
            }
            self.plan.revised += 1;
        }
        match after {
            Some(figure) => self.take(code, figure),
            None => {
                self.touched.figures.0.remove(code);
                self.touched.changed = true;
                self.plan.values += 1;
            }
        }
    }

    fn take(&mut self, code: &str, figure: Figure) {
        self.touched.figures.0.insert(code.to_owned(), figure);
        self.touched.changed = true;
        self.plan.values += 1;
    }

    /// A fault for each cell in which two tellings differ.
    fn differ(
        &mut self,
        row: u32,
        code: &str,
        (before, new): (&Figure, &Figure),
        why: impl Fn(&str) -> String,
        cure: &str,
    ) {
        let place = bundle::Place {
            sheet: "so-lieu",
            row,
        };
        for (heading, stored, incoming) in differences(self.catalogue, code, before, new) {
            let fault = place.fault(Severity::Error, heading, incoming, why(&stored), cure);
            self.faults.push(fault);
        }
    }
}

/// Where a stored figure was read, in words; a bundle's own sheet needs no name.
fn place(place: &Place, code: &str) -> String {
    let file = place.file.as_deref().unwrap_or_default();
    let tab = place.sheet.as_deref().filter(|name| *name != "so-lieu");
    let cell = place.cell(code);
    whence::words(
        file,
        tab,
        place.line.filter(|_| tab.is_some()),
        cell.as_deref(),
    )
}
