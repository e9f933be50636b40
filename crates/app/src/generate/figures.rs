//! A year's figures into the store: one transaction and one event a year.

use serde::Serialize;
use thidua_domain::generate::{Enforcement, Nation, Staff, Told};
use thidua_domain::time::WorkYear;
use thidua_store::{Canonical, Stamp, StoreError, figures as store};

use super::{MADE_AT, Maker};
use crate::AppError;
use crate::bundle::stored_key;

/// Sheets handed to the store at a time.
const BATCH: usize = 4_000;

/// What the event of a year's figures tells.
#[derive(Serialize)]
struct Payload {
    year: i16,
    sheets: usize,
    officers: usize,
}

impl Maker<'_> {
    /// Figures of every agency and year, and of every officer in the newest year.
    pub(super) async fn figures(
        &mut self,
        nation: &Nation,
        staff: &Staff,
        first: WorkYear,
    ) -> Result<(), AppError> {
        let mut enforcement = Enforcement::new(nation, &self.random, first);
        let mut year = first;
        while year.0 <= self.made.to {
            self.tell(&format!("Số liệu thi hành án năm {year}"));
            enforcement.advance();
            let mut sheets = Sheets::default();
            enforcement.sheets(|told| sheets.take(told));
            let agencies = sheets.ready.len();
            if year.0 == self.made.to {
                enforcement.officers(staff, &self.random, |told| sheets.take(told));
            }
            let payload = Payload {
                year: year.0,
                sheets: agencies,
                officers: sheets.ready.len() - agencies,
            };
            self.made.sheets += sheets.ready.len();
            self.store(sheets, &payload).await?;
            year = year.next();
        }
        Ok(())
    }

    async fn store(&self, sheets: Sheets, payload: &Payload) -> Result<(), AppError> {
        if let Some(fault) = sheets.fault {
            return Err(fault.into());
        }
        let stamp = Stamp {
            by: self.caller.actor.user.clone(),
            at: MADE_AT.0,
            reason: None,
        };
        let mut tx = self.app.db().write().await?;
        let mut rest = sheets.ready.into_iter();
        loop {
            let batch: Vec<store::NewSheet> = rest.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            store::insert(&mut tx, &stamp, batch).await?;
        }
        let subject = format!("{} {}", thidua_domain::generate::SOURCE, payload.year);
        let event = self
            .caller
            .event(MADE_AT, "generate.national", subject, None, payload)?;
        tx.commit(event).await?;
        Ok(())
    }
}

/// Sheets ready to be stored.
#[derive(Default)]
struct Sheets {
    ready: Vec<store::NewSheet>,
    fault: Option<StoreError>,
}

impl Sheets {
    fn take(&mut self, told: Told) {
        let content = match Canonical::from_value(&told.figures) {
            Ok(content) => content,
            Err(fault) => {
                self.fault = Some(fault);
                return;
            }
        };
        self.ready.push(store::NewSheet {
            key: stored_key(&told.key),
            content: store::NewContent {
                state: "approved".to_owned(),
                approved: true,
                content,
                place: store::Place::default(),
            },
        });
    }
}
