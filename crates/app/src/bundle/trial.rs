//! What a load would come to, without the writer's place: the check behind a preview.

use std::sync::Arc;

use thidua_domain::access::{Actor, Target};
use thidua_domain::bundle::Fault;
use thidua_store::Snapshot;

use super::carried::Carried;
use super::gather::Bundle;
use super::load::{PERMISSION, Work, catalogue, sorted};
use super::options::{Loaded, Options};
use super::read::{self, Sheet};
use super::scope::Scope;
use super::stored::Stored;
use super::{answered, gate};
use crate::correction::{Previews, of_sheets};
use crate::{App, AppError, View};

/// What is checked before it is stored.
pub(super) struct Trial<'a> {
    /// Name of the bundle.
    pub(super) name: &'a str,
    /// Its rows, awards in their codes already.
    pub(super) sheets: Vec<Sheet>,
    /// What their reading told.
    pub(super) faults: Vec<Fault>,
    /// Whose rows may be touched.
    pub(super) scope: Arc<Scope>,
    /// What earlier trials of nearly the same rows found stored.
    pub(super) stored: &'a mut Stored,
    /// Whether rows that contradict stored ones replace them, and the figures are proven as they would stand then.
    pub(super) proves: bool,
}

/// What a load would come to, over one snapshot: takes no writer's place and stores nothing, so that a preview keeps
/// nobody waiting.
pub(super) async fn check(app: &App, actor: &Actor, trial: Trial<'_>) -> Result<Loaded, AppError> {
    let snapshot = app.db().read().await?;
    let state = app.state_at(&snapshot).await?;
    let view = View::of(state.clone(), actor, app.today());
    view.permit(PERMISSION, Target::Any)?;
    let options = Options {
        revise: trial.proves.then(|| "kiểm tra".to_owned()),
        channel: "web".to_owned(),
        ..Options::default()
    };
    let (mut sheets, mut faults) = (trial.sheets, trial.faults);
    answered::settle(&view, &options, &mut sheets, &mut faults);
    let mut work = Work {
        name: trial.name,
        options: &options,
        state: &state,
        scope: trial.scope,
        sheets,
        faults,
        settled: true,
    };
    trial.stored.of_version(snapshot.version());
    let mut planned = work.plan(&snapshot, trial.stored).await?;
    work.permit(&view, &planned)?;
    gate::pass(&view, &mut planned.figures, &options, &mut work.faults);
    let mut touches = Previews::default();
    if trial.proves {
        let corrected = planned.figures.corrected();
        touches = of_sheets(app, &view, corrected).await?;
        let standing = planned.figures.standing(&state.with_drafts());
        planned.figures.warnings(&standing, &mut work.faults);
    }
    let mut loaded = work.loaded(&planned);
    loaded.faults = std::mem::take(&mut work.faults);
    loaded.at = snapshot.version();
    loaded.touches = touches;
    loaded.dry_run = true;
    Ok(sorted(loaded))
}

/// What taking a whole bundle in would come to, over one snapshot: the faults of its rows beside what is stored and what
/// each row comes to; the proofs of its figures are told when it is taken in.
pub(crate) async fn preview(
    app: &App,
    actor: &Actor,
    bundle: &Bundle,
    options: &Options,
) -> Result<Loaded, AppError> {
    let snapshot = app.db().read().await?;
    let state = app.state_at(&snapshot).await?;
    let view = View::of(state.clone(), actor, app.today());
    view.permit(PERMISSION, Target::Any)?;
    let options = Options {
        received: bundle.manifest.clone(),
        ..options.clone()
    };
    let mut faults = bundle.faults.clone();
    let mut sheets = read::sheets(&bundle.sheets, bundle.manifest.is_some(), &mut faults);
    let mut carried = Carried::of(&mut sheets);
    answered::settle(&view, &options, &mut sheets, &mut faults);
    carried.leave_rules(&view, &options, &mut faults);
    carried.permit(&view, &options)?;
    let added = catalogue(&state, &sheets);
    let terms = (&added, options.revise.is_some());
    let carried = carried
        .plan(&snapshot, terms, &mut sheets, &mut faults)
        .await?;
    let mut work = Work {
        name: &bundle.name,
        options: &options,
        state: &state,
        scope: Arc::new(Scope::of(&view)),
        sheets,
        faults,
        settled: false,
    };
    work.leave_foreign();
    let mut planned = work.plan(&snapshot, &mut Stored::default()).await?;
    work.permit(&view, &planned)?;
    gate::pass(&view, &mut planned.figures, &options, &mut work.faults);
    let mut loaded = work.loaded(&planned);
    loaded.carries(&carried);
    loaded.faults = std::mem::take(&mut work.faults);
    loaded.dry_run = true;
    Ok(sorted(loaded))
}
