//! The command: read, check, merge, store, prove, audit — in one transaction.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::access::{Actor, Permission, Target};
use thidua_domain::bundle::{Fault, Severity};
use thidua_domain::catalogue::{AddedName, Catalogue, FigureCode};
use thidua_store::{Canonical, NewEvent, Snapshot, Stamp, WriteTx, figures as sheets, records};

use super::carried::Carried;
use super::codes::Known;
use super::gather::Bundle;
use super::merge::{self, Plan, Terms};
use super::options::{Conflict, Loaded, Options};
use super::outcome::Outcomes;
use super::proofs::{self, FigurePlan};
use super::read::{self, Sheet};
use super::scope::Scope;
use super::stored::Stored;
use super::{
    FIGURES, RECORD_SHEETS, answered, crosswalk, daily, deeds, gate, names, removal, revoked,
    rewarded, rows, uses,
};
use crate::state::build;
use crate::{App, AppError, State, View};

/// What loading asks for.
pub const PERMISSION: Permission = Permission::LoadData;

/// Loads a bundle: all or nothing. A refused one comes back with its faults and `stored` empty.
pub async fn load(
    app: &App,
    actor: &Actor,
    bundle: &Bundle,
    options: &Options,
) -> Result<Loaded, AppError> {
    let mut faults = bundle.faults.clone();
    let sent = bundle.manifest.is_some();
    let sheets = read::sheets(&bundle.sheets, sent, &mut faults);
    let options = Options {
        received: bundle.manifest.clone(),
        ..options.clone()
    };
    run(app, actor, &bundle.name, (sheets, faults), &options).await
}

pub(super) async fn run(
    app: &App,
    actor: &Actor,
    name: &str,
    (mut sheets, mut faults): (Vec<Sheet>, Vec<Fault>),
    options: &Options,
) -> Result<Loaded, AppError> {
    let mut carried = Carried::of(&mut sheets);
    let mut tx = app.db().write().await?;
    if options.at_version.is_some_and(|seen| seen != tx.version()) {
        return Err(AppError::Stale);
    }
    let state = app.state_at(&tx).await?;
    let view = View::of(state.clone(), actor, app.today());
    view.permit(PERMISSION, Target::Any)?;
    answered::settle(&view, options, &mut sheets, &mut faults);
    carried.leave_rules(&view, options, &mut faults);
    carried.permit(&view, options)?;
    let added = catalogue(&state, &sheets);
    let terms = (&added, options.revise.is_some());
    let carried = carried.plan(&tx, terms, &mut sheets, &mut faults).await?;
    let mut work = Work {
        name,
        options,
        state: &state,
        scope: Arc::new(Scope::of(&view)),
        sheets,
        faults,
        settled: false,
    };
    work.removals_too();
    work.leave_foreign();
    let mut planned = work.plan(&tx, &mut Stored::default()).await?;
    work.permit(&view, &planned)?;
    let moves = gate::pass(&view, &mut planned.figures, options, &mut work.faults);
    let mut loaded = work.loaded(&planned);
    loaded.carries(&carried);
    if loaded.refused() || (planned.is_empty() && carried.is_empty()) {
        tx.rollback().await?;
        let refused = loaded.refused();
        loaded.faults = std::mem::take(&mut work.faults);
        if refused {
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
    let Planned {
        records, figures, ..
    } = planned;
    work.store(&mut tx, &stamp, records, &figures).await?;
    moves.store(&mut tx, &stamp).await?;
    carried.store(&mut tx, &stamp, name).await?;
    let advanced = build::advance(&state, app.shipped(), &tx).await?;
    figures.warnings(&advanced.with_drafts(), &mut work.faults);
    work.rated_best(&advanced, app.today());
    loaded.faults = std::mem::take(&mut work.faults);
    if options.dry_run {
        tx.rollback().await?;
        loaded.dry_run = true;
        return Ok(sorted(loaded));
    }
    let rows = loaded.stored.values().sum();
    let told = as_in_the_files(&loaded, options);
    options
        .remember(app, actor, &mut tx, (&stamp, rows), &told)
        .await?;
    if let Some(ending) = &options.ending {
        ending.seal(&mut tx, &loaded, app.now().0).await?;
    }
    let event = event(app, actor, options, &told)?;
    let version = tx.commit(event).await?;
    app.keep(advanced, version).await;
    loaded.event = Some(version);
    Ok(sorted(loaded))
}

/// The same with the rows as the files number them.
fn as_in_the_files(loaded: &Loaded, options: &Options) -> Loaded {
    let mut told = loaded.clone();
    for fault in &mut told.faults {
        fault.row = options.places.line(&fault.sheet, fault.row);
    }
    told
}

/// Faults in the order of the sheets and rows, errors and warnings together.
pub(super) fn sorted(mut loaded: Loaded) -> Loaded {
    loaded
        .faults
        .sort_by(|a, b| (&a.sheet, a.row, &a.column).cmp(&(&b.sheet, b.row, &b.column)));
    loaded
}

fn event(
    app: &App,
    actor: &Actor,
    options: &Options,
    loaded: &Loaded,
) -> Result<NewEvent, AppError> {
    let (command, subject, name) = match &options.deed {
        Some(deed) => (deed.command, &deed.subject, &deed.name),
        None => ("bundle.load", &loaded.bundle, &actor.user),
    };
    Ok(NewEvent {
        at: app.now().0,
        actor: actor.user.clone(),
        actor_name: name.clone(),
        channel: options.channel.clone(),
        command: command.to_owned(),
        subject: subject.clone(),
        reason: options.revise.clone(),
        payload: Canonical::from_value(loaded)?,
    })
}

/// The catalogue with what the bundle itself adds.
pub(super) fn catalogue(state: &State, sheets: &[Sheet]) -> Catalogue {
    let mut catalogue = Catalogue::clone(&state.catalogue);
    let of = |name: &'static str| {
        let own = sheets.iter().filter(move |sheet| sheet.def.name == name);
        own.flat_map(|sheet| &sheet.rows)
    };
    let added = of("danh-muc-so-lieu");
    for code in added.filter_map(|row| FigureCode::from_row(&row.values)) {
        catalogue.add(code);
    }
    let named = of("danh-muc-khen-thuong");
    let named: Vec<AddedName> = named
        .filter_map(|row| AddedName::from_row(&row.values))
        .collect();
    catalogue.add_award_names(&named);
    catalogue
}

/// What is to be stored.
pub(super) struct Planned {
    pub(super) records: BTreeMap<&'static str, Plan>,
    pub(super) figures: FigurePlan,
    /// What others stored after the editor looked.
    pub(super) conflicts: Vec<Conflict>,
}

impl Planned {
    /// Whether the rows of a sheet of records are stored already as they are told.
    pub(super) fn says_nothing_new(&self, sheet: &str) -> bool {
        let plan = self.records.get(sheet);
        plan.is_some_and(|plan| plan.new.is_empty() && plan.revisions.is_empty())
    }

    fn is_empty(&self) -> bool {
        let records = self
            .records
            .values()
            .all(|plan| plan.new.is_empty() && plan.revisions.is_empty());
        records && self.figures.values == 0
    }
}

/// A bundle at work.
pub(super) struct Work<'a> {
    pub(super) name: &'a str,
    pub(super) options: &'a Options,
    pub(super) state: &'a State,
    pub(super) scope: Arc<Scope>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) faults: Vec<Fault>,
    /// Whether awards are in their codes already.
    pub(super) settled: bool,
}

impl Work<'_> {
    /// A sheet of which rows are only taken away is planned too.
    fn removals_too(&mut self) {
        for def in RECORD_SHEETS {
            let told = self.sheets.iter().any(|sheet| sheet.def.name == def.name);
            if !told && self.options.removed.contains_key(def.name) {
                let rows = Vec::new();
                self.sheets.push(Sheet { def, rows });
            }
        }
    }

    pub(super) async fn plan<S: Snapshot>(
        &mut self,
        tx: &S,
        stored: &mut Stored,
    ) -> Result<Planned, AppError> {
        let catalogue = catalogue(self.state, &self.sheets);
        for sheet in &mut self.sheets {
            if (sheet.def.name == "khen-thuong" && !self.settled)
                || matches!(sheet.def.name, "dang-ky" | "tieu-chuan-phong-trao")
            {
                rows::settle_awards(sheet, &catalogue, &mut self.faults);
            }
            if !self.settled {
                uses::settle_uses(sheet, &catalogue, &mut self.faults);
            }
            read::unite(sheet, &mut self.faults);
        }
        let terms = Terms {
            bundle: self.name,
            revise: self.options.revise.is_some(),
            scope: &self.scope,
            options: self.options,
        };
        let mut plans = BTreeMap::new();
        let mut conflicts = Vec::new();
        let registers = self.sheets.iter();
        for sheet in registers.filter(|sheet| sheet.def.name != FIGURES.name) {
            let known = stored.records(tx, sheet, self.options).await?;
            let mut plan = merge::plan(sheet, terms, known, &mut self.faults)?;
            conflicts.append(&mut plan.conflicts);
            self.scope.posts(sheet, &mut self.faults);
            rows::shipped(sheet, &self.state.catalogue, &mut self.faults);
            rows::unsaid(sheet, &plan, &mut self.faults);
            names::check(sheet, &plan, &catalogue, &mut self.faults);
            deeds::check(sheet, &plan, &mut self.faults);
            rewarded::check(sheet, &plan, self.state, &mut self.faults);
            rows::overlaps(sheet, &plan, &self.scope, &mut self.faults);
            rows::ordered(sheet, &plan, &mut self.faults);
            let told = sheet.rows.iter().map(|row| (row.number, &row.values));
            crate::law::answer::check(sheet.def, told, self.state, &mut self.faults);
            rows::later_basis(sheet, &plan, self.state, &mut self.faults);
            rows::occasions(sheet, &plan, self.state, &mut self.faults);
            crosswalk::check(sheet, &plan, (self.state, self.options), &mut self.faults);
            plans.insert(sheet.def.name, plan);
        }
        daily::check(
            &self.sheets,
            &plans,
            (self.state, &catalogue),
            &mut self.faults,
        );
        removal::unreferred(tx, &plans, &mut self.faults).await?;
        let cancelled = (self.state, self.options, self.scope.as_ref());
        revoked::check(tx, (&self.sheets, &plans), cancelled, &mut self.faults).await?;
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
            Some(sheet) => {
                proofs::plan(tx, sheet, &catalogue, (terms, stored), &mut self.faults).await?
            }
            None => FigurePlan::default(),
        };
        conflicts.extend(figures.conflicts.iter().cloned());
        Ok(Planned {
            records: plans,
            figures,
            conflicts,
        })
    }

    /// Warnings where more were rated best than may be, over the state that holds the rows.
    fn rated_best(&mut self, state: &State, today: Date) {
        let mut sheets = self.sheets.iter();
        let sheet = sheets.find(|sheet| sheet.def.name == "danh-gia");
        let rows = sheet.into_iter().flat_map(|sheet| &sheet.rows);
        let rows = rows.map(|row| (row.number, &row.values));
        crate::rating::warnings(state, rows, today, &mut self.faults);
    }

    /// What each row comes to.
    fn outcomes(&self, planned: &Planned) -> BTreeMap<&'static str, Outcomes> {
        let records = planned.records.iter();
        let records = records.map(|(name, plan)| (*name, plan.outcomes.clone()));
        let figures = (FIGURES.name, planned.figures.outcomes.clone());
        records.chain([figures]).collect()
    }

    pub(super) fn loaded(&self, planned: &Planned) -> Loaded {
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
            bundle: self.name.to_owned(),
            stored,
            revised,
            faults: self
                .faults
                .iter()
                .filter(|fault| fault.severity == Severity::Error)
                .cloned()
                .collect(),
            conflicts: planned.conflicts.clone(),
            files: self.options.files.clone(),
            outcomes: self.outcomes(planned),
            ..Loaded::default()
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
                records::rekey(tx, plan.rekeyed).await?;
                records::insert(tx, stamp, plan.new).await?;
                records::revise(tx, stamp, plan.revisions).await?;
            }
        }
        let (new, revisions) = figures.changes(self.name, &self.options.places)?;
        sheets::insert(tx, stamp, new).await?;
        sheets::revise(tx, stamp, revisions).await?;
        Ok(())
    }
}
