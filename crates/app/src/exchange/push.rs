//! What programs push: the rows of a bundle with a token, through the same write path, once however often they are
//! sent; the months they tell may be sent on to be approved.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thidua_domain::bundle::{Cell, Fault};
use thidua_domain::closing::{Action, PeriodKey};
use thidua_domain::text;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::grid::Grid;
use thidua_store::{idempotency, sha256_hex};

use crate::access::Caller;
use crate::bundle::{self, Bundle, FIGURES, Loaded, Once, Options};
use crate::closing::{AskStep, act};
use crate::{App, AppError};

/// Longest name of what is sent, in letters.
const LONGEST_NAME: usize = 120;
/// Longest key of a request, in letters.
const LONGEST_KEY: usize = 200;
/// So long an answer is remembered (µs): 90 days.
const REMEMBERED: i64 = 90 * 24 * 3_600 * 1_000_000;

/// A request.
#[derive(Clone, Debug, Default)]
pub struct AskPush {
    /// The rows.
    pub bundle: Bundle,
    /// Check and answer only.
    pub dry_run: bool,
    /// Why rows that differ from stored ones are believed.
    pub reason: Option<String>,
    /// Whether the months told are sent on to be approved.
    pub send: bool,
    /// The key the sender chose for the request.
    pub key: Option<String>,
    /// SHA-256 of the request's body.
    pub hash: String,
    /// Of what kind it was: `zip`, `xlsx` or `api`.
    pub form: &'static str,
}

/// What is wrong with a cell, a row or a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PushFault {
    /// `error`: nothing is stored; `warning`: stored and flagged.
    pub severity: String,
    /// Sheet of the bundle.
    pub sheet: String,
    /// Row, from 1: of JSON the place in the list; of a file the row as a spreadsheet counts it. 0: the whole sheet.
    pub row: u32,
    /// Heading of the column; empty: the whole row.
    pub column: String,
    /// The value as sent.
    pub value: String,
    /// What is wrong.
    pub reason: String,
    /// What cures it.
    pub cure: String,
}

/// What became of a month that was to be sent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PushPeriod {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of the scope.
    pub scope: String,
    /// Whether it was sent.
    pub sent: bool,
    /// Why not.
    pub reason: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pushed {
    /// Name of the bundle.
    pub bundle: String,
    /// Whether nothing was stored because it was only a trial.
    pub dry_run: bool,
    /// Whether faults kept everything from being stored.
    pub refused: bool,
    /// Whether the same request was answered before: nothing was done again.
    pub repeated: bool,
    /// Rows stored by sheet; of figures the values.
    pub stored: BTreeMap<String, usize>,
    /// Rows and values that replaced stored ones.
    pub revised: usize,
    /// Every fault with its cell.
    pub faults: Vec<PushFault>,
    /// The months that were to be sent on.
    pub periods: Vec<PushPeriod>,
}

impl Pushed {
    fn of(loaded: Loaded) -> Self {
        let fault = |fault: &Fault| PushFault {
            severity: match fault.severity {
                thidua_domain::bundle::Severity::Error => "error",
                thidua_domain::bundle::Severity::Warning => "warning",
            }
            .to_owned(),
            sheet: fault.sheet.clone(),
            row: fault.row,
            column: fault.column.clone(),
            value: fault.value.clone(),
            reason: fault.reason.clone(),
            cure: fault.cure.clone(),
        };
        Self {
            refused: loaded.refused(),
            bundle: loaded.bundle,
            dry_run: loaded.dry_run,
            stored: loaded.stored,
            revised: loaded.revised,
            faults: loaded.faults.iter().map(fault).collect(),
            ..Self::default()
        }
    }
}

/// How a request ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// With an answer.
    Answer(Pushed),
    /// Its key was used for another request.
    OtherRequest,
}

/// Takes a request.
///
/// # Errors
/// As loading: [`AppError::NotFound`] for rows of agencies that are not the caller's, [`AppError::Forbidden`] without
/// the permission; [`AppError::Refused`] for a key that is too long.
pub async fn push(app: &App, by: &Caller, ask: &AskPush) -> Result<Outcome, AppError> {
    let key = ask
        .key
        .as_deref()
        .map(str::trim)
        .filter(|key| !key.is_empty());
    if key.is_some_and(|key| key.chars().count() > LONGEST_KEY) {
        return Err(AppError::Refused(format!(
            "Idempotency-Key dài nhất {LONGEST_KEY} ký tự."
        )));
    }
    let view = app.view(&by.actor).await?;
    view.permit(bundle::PERMISSION, thidua_domain::access::Target::Any)?;
    let hash = sha256_hex(
        format!("{} {} {:?} {}", ask.hash, ask.dry_run, ask.reason, ask.send).as_bytes(),
    );
    if let Some(key) = key {
        let snapshot = app.db().read().await?;
        let known = idempotency::find(&snapshot, &by.actor.user, key).await?;
        if let Some(known) = known {
            if known.request_hash != hash {
                return Ok(Outcome::OtherRequest);
            }
            let mut answer = again(&known.answer);
            // What was stored may not have been sent on before the line broke.
            if ask.send {
                answer.periods = send(app, by, &ask.bundle).await?;
            }
            return Ok(Outcome::Answer(answer));
        }
    }
    let options = Options {
        dry_run: ask.dry_run,
        revise: ask.reason.clone(),
        channel: "api".to_owned(),
        form: Some(ask.form),
        once: key.filter(|_| !ask.dry_run).map(|key| Once {
            key: key.to_owned(),
            hash: hash.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::load(app, &by.actor, &ask.bundle, &options).await?;
    let mut pushed = Pushed::of(loaded);
    if ask.send && !pushed.refused && !pushed.dry_run {
        pushed.periods = send(app, by, &ask.bundle).await?;
    }
    Ok(Outcome::Answer(pushed))
}

/// Forgets answers given more than 90 days ago: a sender that repeats a request does so within days. Answers how many.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    let before = app.now().0.saturating_sub(REMEMBERED);
    Ok(idempotency::sweep(app.db(), before).await?)
}

/// What a request calls itself: it is kept with everything it stores.
pub fn named(name: Option<&str>) -> String {
    let name = text::clean(name.unwrap_or_default());
    match name.is_empty() {
        true => "gửi qua API".to_owned(),
        false => name.chars().take(LONGEST_NAME).collect(),
    }
}

/// The first answer, as it was remembered.
fn again(answer: &str) -> Pushed {
    #[derive(Deserialize)]
    struct Kept {
        bundle: String,
        stored: BTreeMap<String, usize>,
        revised: usize,
        faults: Vec<PushFault>,
    }
    let kept: Option<Kept> = serde_json::from_str(answer).ok();
    let kept = kept.map(|kept| Pushed {
        bundle: kept.bundle,
        stored: kept.stored,
        revised: kept.revised,
        faults: kept.faults,
        ..Pushed::default()
    });
    Pushed {
        repeated: true,
        ..kept.unwrap_or_default()
    }
}

/// Sends the months told by a bundle on to be approved, each by itself.
async fn send(app: &App, by: &Caller, bundle: &Bundle) -> Result<Vec<PushPeriod>, AppError> {
    let mut periods = Vec::new();
    for key in told(bundle) {
        let view = app.view(&by.actor).await?;
        let held = view.state.closing.period(&key);
        let step = AskStep {
            agency: key.agency.clone(),
            year: key.window.year.0,
            month: key.window.month,
            scope: key.scope.clone(),
            action: Action::Submit,
            reason: None,
            until: None,
            seen: held.map_or(0, |held| held.revision),
            stamp: view.state.closing.stamp(&key),
        };
        let ended = act(app, by, &step).await;
        let reason = match ended {
            Ok(()) => None,
            Err(AppError::Refused(reason)) => Some(reason),
            Err(error @ (AppError::NotFound | AppError::Forbidden | AppError::Stale)) => {
                Some(error.to_string())
            }
            Err(error) => return Err(error),
        };
        periods.push(PushPeriod {
            agency: key.agency,
            year: key.window.year.0,
            month: key.window.month,
            scope: key.scope,
            sent: reason.is_none(),
            reason,
        });
    }
    Ok(periods)
}

/// The months a bundle's figures are of.
fn told(bundle: &Bundle) -> BTreeSet<PeriodKey> {
    let mut keys = BTreeSet::new();
    let all = bundle.sheets.iter();
    let of_figures =
        |grid: &&Grid| bundle::known(&grid.name).is_some_and(|def| def.name == FIGURES.name);
    for grid in all.filter(of_figures) {
        let Some((head, rows)) = grid.rows.split_first() else {
            continue;
        };
        let place = |id: &str| {
            let heading = FIGURES.column(id).map_or("", |column| column.heading);
            let wanted = text::heading_key(heading);
            let mut cells = head.cells.iter();
            cells.position(|cell| text::heading_key(&cell.shown()) == wanted)
        };
        let places = ["ma_co_quan", "nam_cong_tac", "thang_luy_ke", "pham_vi"].map(place);
        for row in rows {
            let cell = |at: Option<usize>| {
                let shown = at.and_then(|at| row.cells.get(at)).map(Cell::shown);
                shown.unwrap_or_default().trim().to_owned()
            };
            let [agency, year, month, scope] = places.map(cell);
            let window = year.parse().ok().zip(month.parse().ok());
            let window = window.and_then(|(year, month)| Window::new(WorkYear(year), month));
            if let Some(window) = window {
                let scope = if scope.is_empty() {
                    "btp".to_owned()
                } else {
                    scope
                };
                keys.insert(PeriodKey {
                    agency,
                    window,
                    scope,
                });
            }
        }
    }
    keys
}
