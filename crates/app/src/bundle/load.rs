//! The command: read, check, merge, store, prove, audit — in one transaction.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::{Actor, Permission, Target};
use thidua_domain::bundle::{Fault, Severity};
use thidua_domain::catalogue::{Catalogue, FigureCode};
use thidua_store::{Canonical, NewEvent, Stamp, WriteTx, figures as sheets, records};

use super::codes::Known;
use super::gather::Bundle;
use super::merge::{self, Plan, Terms};
use super::proofs::{self, FigurePlan};
use super::read::{self, Row, Sheet};
use super::rows;
use super::scope::Scope;
use super::{FIGURES, RECORD_SHEETS};
use crate::state::build;
use crate::{App, AppError, State, View};

/// What loading asks for.
pub const PERMISSION: Permission = Permission::LoadData;

/// How a bundle is loaded.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Check and report only; nothing is stored.
    pub dry_run: bool,
    /// Why rows that contradict stored ones are believed; without it they are errors.
    pub revise: Option<String>,
    /// `web`, `api` or `cli`.
    pub channel: String,
}

/// What a load came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// Name of the bundle.
    pub bundle: String,
    /// Rows stored by sheet; figures count values.
    pub stored: BTreeMap<String, usize>,
    /// Rows and values that replaced stored ones.
    pub revised: usize,
    /// Every fault with its cell.
    pub faults: Vec<Fault>,
    /// Whether nothing was stored because it was only a trial.
    pub dry_run: bool,
}

impl Loaded {
    /// Whether an error kept everything from being stored.
    pub fn refused(&self) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.severity == Severity::Error)
    }
}

/// Loads a bundle: all or nothing. A refused one comes back with its faults and `stored` empty.
pub async fn load(
    app: &App,
    actor: &Actor,
    bundle: &Bundle,
    options: &Options,
) -> Result<Loaded, AppError> {
    let mut faults = Vec::new();
    let sheets = read::sheets(&bundle.sheets, &mut faults);
    let mut tx = app.db().write().await?;
    let state = app.state_at(&tx).await?;
    let view = View {
        state: state.clone(),
        actor: actor.clone(),
        today: app.today(),
    };
    view.permit(PERMISSION, Target::Any)?;
    let mut work = Work {
        bundle,
        options,
        state: &state,
        scope: Scope::of(&view),
        sheets,
        faults,
    };
    let planned = work.plan(&tx).await?;
    work.permit(&view)?;
    let mut loaded = work.loaded(&planned);
    if loaded.refused() || planned.is_empty() {
        loaded.faults = std::mem::take(&mut work.faults);
        tx.rollback().await?;
        if loaded.refused() {
            loaded.stored.clear();
            loaded.revised = 0;
        }
        return Ok(sorted(loaded));
    }
    let stamp = Stamp {
        by: proofs::stamp(actor),
        at: app.now().0,
        reason: options.revise.clone(),
    };
    let Planned { records, figures } = planned;
    work.store(&mut tx, &stamp, records, &figures).await?;
    let advanced = build::advance(&state, app.shipped(), &tx).await?;
    figures.warnings(&advanced, &mut work.faults);
    loaded.faults = std::mem::take(&mut work.faults);
    if options.dry_run {
        tx.rollback().await?;
        loaded.dry_run = true;
        return Ok(sorted(loaded));
    }
    let event = event(app, actor, bundle, options, &loaded)?;
    let version = tx.commit(event).await?;
    app.keep(advanced, version).await;
    Ok(sorted(loaded))
}

/// Faults in the order of the sheets and rows, errors and warnings together.
fn sorted(mut loaded: Loaded) -> Loaded {
    loaded
        .faults
        .sort_by(|a, b| (&a.sheet, a.row, &a.column).cmp(&(&b.sheet, b.row, &b.column)));
    loaded
}

fn event(
    app: &App,
    actor: &Actor,
    bundle: &Bundle,
    options: &Options,
    loaded: &Loaded,
) -> Result<NewEvent, AppError> {
    Ok(NewEvent {
        at: app.now().0,
        actor: actor.user.clone(),
        actor_name: actor.user.clone(),
        channel: options.channel.clone(),
        command: "bundle.load".to_owned(),
        subject: bundle.name.clone(),
        reason: options.revise.clone(),
        payload: Canonical::from_value(loaded)?,
    })
}

/// What is to be stored.
struct Planned {
    records: BTreeMap<&'static str, Plan>,
    figures: FigurePlan,
}

impl Planned {
    fn is_empty(&self) -> bool {
        let records = self
            .records
            .values()
            .all(|plan| plan.new.is_empty() && plan.revisions.is_empty());
        records && self.figures.values == 0
    }
}

struct Work<'a> {
    bundle: &'a Bundle,
    options: &'a Options,
    state: &'a State,
    scope: Scope,
    sheets: Vec<Sheet>,
    faults: Vec<Fault>,
}

impl Work<'_> {
    async fn plan(&mut self, tx: &WriteTx) -> Result<Planned, AppError> {
        let catalogue = self.catalogue();
        for sheet in &mut self.sheets {
            if sheet.def.name == "khen-thuong" {
                rows::settle_awards(sheet, &catalogue, &mut self.faults);
            }
            read::unite(sheet, &mut self.faults);
        }
        let terms = Terms {
            bundle: &self.bundle.name,
            revise: self.options.revise.is_some(),
            scope: &self.scope,
        };
        let mut plans = BTreeMap::new();
        let registers = self.sheets.iter();
        for sheet in registers.filter(|sheet| sheet.def.name != FIGURES.name) {
            let stored = merge::stored(tx, sheet).await?;
            let plan = merge::plan(sheet, terms, stored, &mut self.faults)?;
            self.scope.posts(sheet, &mut self.faults);
            rows::shipped(sheet, &self.state.catalogue, &mut self.faults);
            rows::overlaps(sheet, &plan, &self.scope, &mut self.faults);
            rows::later_basis(sheet, &plan, self.state, &mut self.faults);
            plans.insert(sheet.def.name, plan);
        }
        let known = Known::new(self.state, &catalogue, &plans, &self.scope);
        for sheet in &self.sheets {
            known.check(sheet, &mut self.faults);
        }
        rows::shared(&self.sheets, &known, &plans, self.state, &mut self.faults);
        let figures = match self
            .sheets
            .iter()
            .find(|sheet| sheet.def.name == FIGURES.name)
        {
            Some(sheet) => proofs::plan(tx, sheet, &catalogue, terms, &mut self.faults).await?,
            None => FigurePlan::default(),
        };
        Ok(Planned {
            records: plans,
            figures,
        })
    }

    /// The catalogue with what the bundle itself adds.
    fn catalogue(&self) -> Catalogue {
        let mut catalogue = Catalogue::clone(&self.state.catalogue);
        let added = self
            .sheets
            .iter()
            .filter(|sheet| sheet.def.name == "danh-muc-so-lieu");
        for row in added.flat_map(|sheet| &sheet.rows) {
            if let Some(code) = FigureCode::from_row(&row.values) {
                catalogue.add(code);
            }
        }
        catalogue
    }

    /// Rows of agencies the actor may not load for are refused as if the agency were not there.
    fn permit(&self, view: &View) -> Result<(), AppError> {
        if view.loads_everywhere() {
            return Ok(());
        }
        for sheet in self.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
            // Who may load only for some agencies may not change the common tree and registers.
            if !matches!(
                sheet.def.name,
                "so-lieu" | "chi-tieu" | "khen-thuong" | "nhan-su"
            ) {
                return Err(AppError::refused(format!(
                    "Trang «{}» dùng chung cho cả hệ thống, chỉ người có quyền nạp cho toàn hệ thống mới nạp được.",
                    sheet.def.name
                )));
            }
            // A code that is nobody's is a slip, told with its cell.
            let known = |code: &str| {
                self.state.org.find(code).is_some() || self.state.clusters.contains_key(code)
            };
            let foreign = |row: &Row| {
                let agency = row.values.get("ma_co_quan");
                !self.scope.owns(&row.values) && agency.is_some_and(known)
            };
            if sheet.rows.iter().any(foreign) {
                return Err(AppError::NotFound);
            }
        }
        Ok(())
    }

    fn loaded(&self, planned: &Planned) -> Loaded {
        let mut stored: BTreeMap<String, usize> = BTreeMap::new();
        for (name, plan) in &planned.records {
            let count = plan.new.len() + plan.revisions.len();
            if count > 0 {
                stored.insert((*name).to_owned(), count);
            }
        }
        if planned.figures.values > 0 {
            stored.insert(FIGURES.name.to_owned(), planned.figures.values);
        }
        let revised = planned
            .records
            .values()
            .map(|plan| plan.revised)
            .sum::<usize>()
            + planned.figures.revised;
        Loaded {
            bundle: self.bundle.name.clone(),
            stored,
            revised,
            faults: self
                .faults
                .iter()
                .filter(|fault| fault.severity == Severity::Error)
                .cloned()
                .collect(),
            dry_run: false,
        }
    }

    async fn store(
        &self,
        tx: &mut WriteTx,
        stamp: &Stamp,
        records: BTreeMap<&'static str, Plan>,
        figures: &FigurePlan,
    ) -> Result<(), AppError> {
        let mut records = records;
        for def in RECORD_SHEETS {
            if let Some(plan) = records.remove(def.name) {
                records::insert(tx, stamp, plan.new).await?;
                records::revise(tx, stamp, plan.revisions).await?;
            }
        }
        let (new, revisions) = figures.changes(&self.bundle.name)?;
        sheets::insert(tx, stamp, new).await?;
        sheets::revise(tx, stamp, revisions).await?;
        Ok(())
    }
}
