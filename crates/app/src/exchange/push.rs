//! What programs push: the rows of a bundle with a token, through the same write path, once however often they are
//! sent; the months they tell may be sent on to be approved.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thidua_domain::bundle::{Cell, Fault, SheetDef};
use thidua_domain::closing::{Action, PeriodKey};
use thidua_domain::text;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::grid::{Grid, GridRow};
use thidua_store::{idempotency, sha256_hex};

use super::rules;
use crate::access::Caller;
use crate::bundle::{self, Bundle, FIGURES, Loaded, Once, Options};
use crate::closing::{AskStep, act};
use crate::{App, AppError};

/// Most rows of one request.
const MOST_ROWS: usize = 200_000;
/// Most columns of a sheet: twice what the longest of ours has.
const MOST_COLUMNS: usize = 100;
/// Longest name of what is sent, in letters.
const LONGEST_NAME: usize = 120;
/// Longest key of a request, in letters.
const LONGEST_KEY: usize = 200;

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

/// The sheets of a JSON request: `{"sheets": {"so-lieu": [{"Mã cơ quan": "quan-1", …}, …]}}`; a column is named by
/// its heading or its id.
///
/// # Errors
/// [`AppError::Refused`] with the place where it is something else.
pub fn sheets(body: &Value) -> Result<Vec<Grid>, AppError> {
    let wrong = |what: &str| {
        AppError::Refused(format!(
            "{what} Gửi {{\"sheets\": {{\"so-lieu\": [{{\"Mã cơ quan\": \"quan-1\", …}}]}}}}."
        ))
    };
    let sheets = body.get("sheets").and_then(Value::as_object);
    let sheets = sheets.ok_or_else(|| wrong("Thiếu «sheets»."))?;
    let mut grids = Vec::new();
    let mut count = 0;
    for (name, rows) in sheets {
        let rows = rows
            .as_array()
            .ok_or_else(|| wrong(&format!("Trang «{name}» không phải danh sách các dòng.")))?;
        count += rows.len();
        if count > MOST_ROWS {
            return Err(AppError::Refused(format!(
                "Mỗi lần gửi nhiều nhất {} dòng; chia thành nhiều lần.",
                text::number::group(i64::try_from(MOST_ROWS).unwrap_or(i64::MAX))
            )));
        }
        grids.push(grid(name, rows)?);
    }
    Ok(grids)
}

fn grid(name: &str, rows: &[Value]) -> Result<Grid, AppError> {
    let def = rules::sheets().find(|def| def.name == name);
    let mut headings: Vec<String> = Vec::new();
    let mut lines: Vec<GridRow> = Vec::new();
    for (number, row) in (1_u32..).zip(rows) {
        let fields = row.as_object().ok_or_else(|| {
            AppError::Refused(format!(
                "Trang «{name}», dòng {number}: không phải một dòng gồm các cột."
            ))
        })?;
        let mut cells: Vec<Cell> = Vec::new();
        for (field, value) in fields {
            let heading = heading(def, field);
            let at = headings.iter().position(|known| *known == heading);
            let at = match at {
                Some(at) => at,
                None if headings.len() == MOST_COLUMNS => {
                    return Err(AppError::Refused(format!(
                        "Trang «{name}» có hơn {MOST_COLUMNS} cột khác nhau."
                    )));
                }
                None => {
                    headings.push(heading);
                    headings.len() - 1
                }
            };
            if cells.len() <= at {
                cells.resize(at + 1, Cell::Empty);
            }
            if let Some(cell) = cells.get_mut(at) {
                *cell = self::cell(value).ok_or_else(|| {
                    AppError::Refused(format!(
                        "Trang «{name}», dòng {number}, cột «{field}»: ghi chữ, số, true, false hoặc null."
                    ))
                })?;
            }
        }
        lines.push(GridRow { number, cells });
    }
    let head = GridRow {
        number: 0,
        cells: headings.into_iter().map(Cell::Text).collect(),
    };
    Ok(Grid {
        name: name.to_owned(),
        rows: std::iter::once(head).chain(lines).collect(),
        ..Grid::default()
    })
}

/// The heading of a column named by its id; everything else as it was sent.
fn heading(def: Option<&'static SheetDef>, field: &str) -> String {
    let column = def.and_then(|def| def.column(field));
    column.map_or_else(|| field.to_owned(), |column| column.heading.to_owned())
}

fn cell(value: &Value) -> Option<Cell> {
    Some(match value {
        Value::Null => Cell::Empty,
        Value::String(text) if text.is_empty() => Cell::Empty,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => {
            let plain = number.to_string();
            match plain.contains(['e', 'E']) {
                true => return None,
                false => Cell::Number(plain),
            }
        }
        Value::Bool(mark) => Cell::Bool(*mark),
        Value::Array(_) | Value::Object(_) => return None,
    })
}
