//! The page of one period: how it stands, what waits in it, who is waited for, what may be done, what was done.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::closing::{Action, PERIODS, Period, PeriodKey, Stage};
use thidua_domain::figures::{Figure, print};
use thidua_domain::time::Instant;
use thidua_store::{Snapshot, StoreError, access as accounts, records};

use super::act::{AskStep, open_below};
use super::book::Waiting;
use super::{APPROVE, SUBMIT, Standing, standing, superior};
use crate::figures::entry::stored_figures;
use crate::{App, AppError, State, View};

/// Changed figures named of one sheet.
const NAMED: usize = 60;

/// One figure that waits beside the approved one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is called.
    pub name: String,
    /// The approved number; empty: there was none.
    pub before: String,
    /// The one that waits; empty: it was taken away.
    pub after: String,
}

/// A sheet that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Which: all cases, a group of cases, an officer.
    pub what: String,
    /// Its figures that are others than the approved ones.
    pub changes: Vec<Change>,
    /// How many more there are.
    pub more: usize,
}

/// One thing that was done with the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What, in words.
    pub what: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Show {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// How it stands.
    pub standing: Standing,
    /// How often it was approved.
    pub rounds: u16,
    /// Why it was given back, or is corrected.
    pub reason: Option<String>,
    /// The office that typed on behalf of this one.
    pub on_behalf: Option<String>,
    /// Name of the office that opens and accepts.
    pub superior: String,
    /// Revision of its record.
    pub revision: i64,
    /// Event that last stored what waits.
    pub stamp: i64,
    /// What waits.
    pub sheets: Vec<Sheet>,
    /// Agencies below that are not approved: code and words.
    pub open_below: Vec<(String, String)>,
    /// Codes of the steps the reader may take now.
    pub may: Vec<&'static str>,
    /// What was done, newest first.
    pub history: Vec<Line>,
}

/// A period as the reader may see it.
///
/// # Errors
/// [`AppError::NotFound`] where the agency is not there or not in reach.
pub async fn show(app: &App, view: &View, key: &PeriodKey) -> Result<Show, AppError> {
    view.permit_agency(super::PERMISSION, &key.agency)?;
    let state = view.state.as_ref();
    if state.org.find(&key.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let held = state.closing.period(key);
    let period = held.map_or_else(|| Period::new(key.clone()), |held| held.period.clone());
    let last = key.window.last_day();
    let above = superior(state, key);
    let snapshot = app.db().read().await?;
    let history = history(&snapshot, view, key).await?;
    drop(snapshot);
    let on_behalf = period.entered_by.as_deref().map(|office| match office {
        thidua_domain::access::EVERYWHERE => "Cơ quan quản trị toàn hệ thống".to_owned(),
        office => state.name_on(office, last),
    });
    Ok(Show {
        agency: key.agency.clone(),
        year: key.window.year.0,
        month: key.window.month,
        scope: key.scope.clone(),
        standing: standing(state, key, view.today),
        rounds: period.rounds,
        on_behalf,
        superior: state.name_on(&above, last),
        revision: held.map_or(0, |held| held.revision),
        stamp: state.closing.stamp(key),
        sheets: sheets(state, key),
        open_below: open_below(state, key, view.today),
        may: may(view, &period),
        reason: period.reason,
        history,
    })
}

/// The steps that are open, and the reader's.
fn may(view: &View, period: &Period) -> Vec<&'static str> {
    let state = view.state.as_ref();
    let key = &period.key;
    let rule = state
        .closing
        .rules()
        .on(&state.org, &key.agency, key.window.last_day());
    let Some(rule) = rule else { return Vec::new() };
    let above = superior(state, key);
    let sees = |permission, agency: &str| view.permit(permission, Target::Agency(agency)).is_ok();
    let types = sees(SUBMIT, &key.agency);
    let leads = sees(APPROVE, &key.agency);
    let oversees = leads && sees(APPROVE, &above);
    let told = super::standing::only_below(&state.with_drafts(), key);
    let sheets = state.closing.sheets(key, told);
    let closed = super::closed_since(state, key, view.today).is_some();
    let something = sheets.waiting || (sheets.told && period.rounds == 0);
    let own = period.sent_by.as_deref() == Some(view.actor.user.as_str());
    let actions = match period.stage {
        Stage::Draft | Stage::Returned => vec![
            (Action::Submit, types && something),
            (
                Action::Open,
                oversees && (closed || period.open_until.is_some()),
            ),
        ],
        Stage::Submitted => vec![
            (Action::Approve, leads && (rule.alone || !own)),
            (Action::Return, leads),
            (Action::Withdraw, types),
        ],
        Stage::Approved => vec![
            (Action::Accept, oversees && rule.accepts),
            (Action::Return, oversees),
        ],
        Stage::Accepted => vec![(Action::Return, oversees)],
    };
    let open = actions.into_iter().filter(|(_, may)| *may);
    open.map(|(action, _)| action.code()).collect()
}

fn sheets(state: &State, key: &PeriodKey) -> Vec<Sheet> {
    let waiting = state.closing.waiting(key);
    waiting.map(|sheet| shown(state, sheet)).collect()
}

fn shown(state: &State, sheet: &Waiting) -> Sheet {
    let labels = &state.catalogue.labels;
    let of = |person: &String| state.name_on(person, sheet.key.window().last_day());
    let group = sheet.key.frame.group.as_ref();
    let what = match (&sheet.key.person, group) {
        (Some(person), _) => of(person),
        (None, Some(group)) => labels.word("so-lieu.nhom_an", group).to_owned(),
        (None, None) => "Toàn bộ các việc".to_owned(),
    };
    let approved = stored_figures(&state.figures, &sheet.key);
    let codes = state.catalogue.figures();
    let mut changes: Vec<Change> = Vec::new();
    for code in codes.filter(|_| sheet.key.person.is_none()) {
        let (before, after) = (approved.0.get(&code.code), sheet.figures.0.get(&code.code));
        if before == after {
            continue;
        }
        let printed = |figure: Option<&Figure>| {
            let Some((figure, value)) = figure.and_then(|figure| Some((figure, figure.value?)))
            else {
                return String::new();
            };
            let unit = figure.unit.as_deref().unwrap_or(&code.unit);
            let number = print::vietnamese(value, code.measure, unit, figure.precision);
            format!("{number} {}", labels.word("don_vi_tinh", unit))
        };
        changes.push(Change {
            name: code.name.clone(),
            before: printed(before),
            after: printed(after),
        });
    }
    let more = changes.len().saturating_sub(NAMED);
    changes.truncate(NAMED);
    Sheet {
        what,
        changes,
        more,
    }
}

/// Full names by account.
pub(super) async fn names<S: Snapshot>(
    snapshot: &S,
) -> Result<BTreeMap<String, String>, StoreError> {
    let all = accounts::accounts(snapshot).await?.into_iter();
    Ok(all
        .map(|account| (account.name, account.full_name))
        .collect())
}

async fn history<S: Snapshot>(
    snapshot: &S,
    view: &View,
    key: &PeriodKey,
) -> Result<Vec<Line>, AppError> {
    let names = names(snapshot).await?;
    let mut lines = Vec::new();
    for record in records::history(snapshot, PERIODS, &key.text()).await? {
        let row = Values::from_canonical(record.content.as_str()).unwrap_or_default();
        let round: u16 = row
            .get("lan_duyet")
            .and_then(|text| text.parse().ok())
            .unwrap_or_default();
        let office = row.get("nhap_thay").map(|office| {
            let name = view.state.name_on(office, key.window.last_day());
            format!(", {name} nhập thay")
        });
        lines.push(Line {
            what: match row.get("viec").and_then(Action::from_code) {
                Some(Action::Enter) if round > 0 => "Bắt đầu đính chính".to_owned(),
                Some(Action::Enter) => format!("Nhập số liệu{}", office.unwrap_or_default()),
                Some(Action::Submit) if round > 0 => "Gửi bản đính chính".to_owned(),
                Some(Action::Submit) => "Gửi duyệt".to_owned(),
                Some(Action::Withdraw) => "Rút lại".to_owned(),
                Some(Action::Return) => "Trả lại".to_owned(),
                Some(Action::Approve) if round > 1 => format!("Duyệt (lần {round})"),
                Some(Action::Approve) => "Duyệt".to_owned(),
                Some(Action::Accept) => "Tiếp nhận".to_owned(),
                Some(Action::Open) => "Mở kỳ".to_owned(),
                None => String::new(),
            },
            by: names.get(&record.by).cloned().unwrap_or(record.by),
            at: Instant(record.at).vn(),
            reason: record.reason.unwrap_or_default(),
        });
    }
    lines.reverse();
    Ok(lines)
}

impl Show {
    /// The step of the page's forms.
    pub fn step(&self, action: Action) -> AskStep {
        AskStep {
            agency: self.agency.clone(),
            year: self.year,
            month: self.month,
            scope: self.scope.clone(),
            action,
            reason: None,
            until: None,
            seen: self.revision,
            stamp: self.stamp,
        }
    }
}
