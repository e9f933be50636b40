//! What others changed since the reader's last visit (từ lần vào trước), by agency and by who.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::bundle::Values;
use thidua_domain::closing::{PERIODS, REGULATIONS};
use thidua_domain::quality::REVIEWS;
use thidua_domain::registration::DEADLINES;
use thidua_domain::registration::round::ROUNDS;
use thidua_domain::report::schedule::SCHEDULES;
use thidua_domain::request::{ANSWERS, REQUESTS};
use thidua_domain::time::{Window, WorkYear};
use thidua_store::access as accounts;
use thidua_store::visit::{self, FiguresChanged, RecordChanged};

use crate::account;
use crate::law::rules;
use crate::record;
use crate::state::View;
use crate::{App, AppError};

/// Lines shown at most.
const MOST: usize = 12;
/// Readers whose answer is kept.
const MANY: usize = 2_000;

/// What one person did to one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `so-lieu`, or the sheet of the rows.
    pub what: String,
    /// Code of the agency it is about; `None`: the whole system.
    pub agency: Option<String>,
    /// Its name today.
    pub agency_name: Option<String>,
    /// Work year and month of figures.
    pub window: Option<(i16, u8)>,
    /// Code of the one row, where it was one that has a page of its own.
    pub code: Option<String>,
    /// How many rows or sheets.
    pub count: i64,
    /// Full name of who did it; the account's name where it is no longer known.
    pub by: String,
    /// The last time (µs UTC).
    pub at: i64,
}

/// What changed since the visit before this one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The sign-in before this one (µs UTC); `None` at the first.
    pub since: Option<i64>,
    /// Newest first, [`MOST`] at most.
    pub rows: Vec<Change>,
    /// How many more there are.
    pub more: usize,
}

/// What each reader was told last: thousands of revisions are looked at once, not at every look at the page.
/// Whatever could change the answer, a role too, moves the version or the day.
#[derive(Debug, Default)]
pub struct Kept(Mutex<HashMap<String, (Moment, Changes)>>);

/// Version of the state, version of the visit before, day.
type Moment = (i64, i64, Date);

impl Kept {
    fn find(&self, user: &str, moment: Moment) -> Option<Changes> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, kept) = all.get(user)?;
        (*at == moment).then(|| kept.clone())
    }

    fn keep(&self, user: &str, moment: Moment, changes: &Changes) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MANY && !all.contains_key(user) {
            all.clear();
        }
        all.insert(user.to_owned(), (moment, changes.clone()));
    }
}

/// What others changed in the reader's reach since the visit before.
///
/// # Errors
/// [`AppError::NotFound`] where the reader has no account.
pub async fn changes(app: &App, kept: &Kept, view: &View) -> Result<Changes, AppError> {
    let snapshot = app.db().read().await?;
    let account = account::named(&snapshot, &view.actor.user).await?;
    let Some(visit) = visit::find(&snapshot, account.id).await? else {
        return Ok(Changes::default());
    };
    let (Some(since), Some(version)) = (visit.before_at, visit.before_version) else {
        return Ok(Changes::default());
    };
    let moment = (view.state.version, version, view.today);
    if let Some(known) = kept.find(&view.actor.user, moment) {
        return Ok(known);
    }
    let names: BTreeMap<String, String> = accounts::accounts(&snapshot)
        .await?
        .into_iter()
        .map(|account| (account.name, account.full_name))
        .collect();
    let figures = visit::figures_after(&snapshot, version).await?;
    let records = visit::records_after(&snapshot, version).await?;
    drop(snapshot);
    let mut rows: Vec<Change> = figures
        .into_iter()
        .filter(|found| found.author != view.actor.user)
        .filter(|found| view.sees(Permission::ViewFigures, &found.agency))
        .map(|found| of_figures(view, found))
        .collect();
    rows.extend(of_records(view, records));
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    for row in &mut rows {
        if let Some(name) = names.get(&row.by) {
            row.by.clone_from(name);
        }
    }
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    let found = Changes {
        since: Some(since),
        rows,
        more,
    };
    kept.keep(&view.actor.user, moment, &found);
    Ok(found)
}

fn of_figures(view: &View, found: FiguresChanged) -> Change {
    let year = i16::try_from(found.year).ok();
    let window = year
        .zip(u8::try_from(found.month).ok())
        .and_then(|(year, month)| Window::new(WorkYear(year), month));
    Change {
        what: "so-lieu".to_owned(),
        agency_name: Some(view.state.name_on(&found.agency, view.today)),
        agency: Some(found.agency),
        window: window.map(|window| (window.year.0, window.month)),
        code: None,
        count: found.revisions,
        by: found.author,
        at: found.at,
    }
}

/// Rows grouped by sheet, agency and author.
fn of_records(view: &View, found: Vec<RecordChanged>) -> Vec<Change> {
    let mut groups: BTreeMap<(String, Option<String>, String), Change> = BTreeMap::new();
    for row in found {
        if row.author == view.actor.user {
            continue;
        }
        // Proposals are their keepers'; what was approved stands in the rulebook.
        if row.kind == "quy-dinh" && !rules::proposes(view) && !rules::approves(view) {
            continue;
        }
        // What a unit writes on is nobody else's news.
        if row.kind == ANSWERS && !row.content.contains("\"da_gui\"") {
            continue;
        }
        let permission = match row.kind.as_str() {
            "chi-tieu" => Permission::ViewTargets,
            "so-lieu-ngay" => Permission::ViewFigures,
            "khen-thuong"
            | "doi-chieu-ten"
            | "thu-hoi-khen-thuong"
            | "xem-lai-khen-thuong"
            | "xep-loai-doan-the"
            | "huong-ung"
            | "hop-cum"
            | "suy-ton"
            | "dien-bien-phong-trao"
            | "moc-phong-trao"
            | "tieu-chuan-phong-trao" => Permission::ViewAwards,
            "nhan-su" => Permission::ViewPeople,
            PERIODS | REGULATIONS | REVIEWS => Permission::ViewFigures,
            ROUNDS | DEADLINES => Permission::ViewAwards,
            REQUESTS | ANSWERS | SCHEDULES => crate::request::PERMISSION,
            kind if crate::deed::is_deed(kind) => crate::deed::permission(kind),
            _ => Permission::ViewCommon,
        };
        let agency = match permission {
            Permission::ViewCommon => None,
            _ => agency_of(&row.content),
        };
        // Of a person or collective: told to whom the row itself is open.
        let personal = [
            "danh-gia",
            "ky-luat",
            "vuong-mac",
            "vang-mat",
            "sang-kien",
            "phong-trao",
            "dien-bien-phong-trao",
            "moc-phong-trao",
            "tieu-chuan-phong-trao",
            "hop-cum",
            "suy-ton",
            "tra-loi-dieu-kien",
            "su-kien",
            "kien-nghi-khen-thuong",
            "gop-nguoi",
        ];
        let seen = match &agency {
            _ if personal.contains(&row.kind.as_str()) => is_open(view, &row.kind, &row.content),
            Some(code) => view.sees(permission, code),
            None => permission == Permission::ViewCommon,
        };
        if !seen {
            continue;
        }
        let key = (row.kind.clone(), agency.clone(), row.author.clone());
        let group = groups.entry(key).or_insert_with(|| Change {
            what: row.kind,
            agency_name: agency
                .as_ref()
                .map(|code| view.state.name_on(code, view.today)),
            agency,
            window: None,
            code: row.code.clone(),
            count: 0,
            by: row.author,
            at: row.at,
        });
        if group.code != row.code {
            group.code = None;
        }
        group.count += 1;
        group.at = group.at.max(row.at);
    }
    groups.into_values().collect()
}

fn is_open(view: &View, kind: &str, content: &str) -> bool {
    let values = Values::from_canonical(content);
    values.is_some_and(|values| record::reads(view, kind, &values))
}

fn agency_of(content: &str) -> Option<String> {
    let values: serde_json::Value = serde_json::from_str(content).ok()?;
    values.get("ma_co_quan")?.as_str().map(str::to_owned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use std::sync::Arc;

    use thidua_domain::access::{Actor, Grant, Role};
    use thidua_domain::org::{Org, Spell};

    use super::*;
    use crate::State;

    fn state() -> Arc<State> {
        let mut row = Values::default();
        row.set("ten", "Thi hành án dân sự tỉnh");
        row.set("cap", "tinh");
        let spell = Spell::from_row(&row).unwrap();
        let codes = ["tinh-a", "tinh-b"].into_iter();
        let spells = codes.map(|code| (code.to_owned(), spell.clone()));
        Arc::new(State {
            org: Arc::new(Org::new(spells, Vec::new())),
            ..State::default()
        })
    }

    fn told(actor: Actor, kind: &str) -> Vec<Change> {
        let view = View {
            state: state(),
            actor,
            today: jiff::civil::date(2026, 11, 22),
        };
        let content = r#"{"dong_khen_thuong":"kt","ma_co_quan":"tinh-b","ma_giu":"nv-b"}"#;
        let row = RecordChanged {
            kind: kind.to_owned(),
            code: None,
            content: content.to_owned(),
            author: "thong-ke".to_owned(),
            at: 1,
        };
        of_records(&view, vec![row])
    }

    /// What happens in another agency is not announced to everybody.
    #[test]
    fn rows_of_an_agency_are_told_to_whom_that_agency_is_open() {
        let elsewhere = Actor {
            user: "khac".to_owned(),
            person: None,
            grants: vec![Grant {
                role: Role::Officer,
                agency: "tinh-a".to_owned(),
                from: None,
                to: None,
            }],
        };
        let of_agency = [
            "khen-thuong",
            "doi-chieu-ten",
            "thu-hoi-khen-thuong",
            "xem-lai-khen-thuong",
            "xep-loai-doan-the",
            "huong-ung",
            "so-lieu-ngay",
            "chi-tieu",
            "nhan-su",
            "dong-gop",
            "hoat-dong",
            "dien-hinh",
            "noi-dung",
            "dang-ky",
            "xep-hang",
            "thanh-tich",
            "buoc-dien-hinh",
            "hoc-tap-dien-hinh",
            "lan-toa",
            "cach-lam-hay",
            "ap-dung-cach-lam",
        ];
        for kind in of_agency {
            assert!(told(elsewhere.clone(), kind).is_empty(), "{kind}");
            let found = told(Actor::console("kiểm thử"), kind);
            let agencies: Vec<_> = found.iter().map(|row| row.agency.as_deref()).collect();
            assert_eq!(agencies, [Some("tinh-b")], "{kind}");
        }
        let of_somebody = [
            "danh-gia",
            "ky-luat",
            "vuong-mac",
            "vang-mat",
            "tra-loi-dieu-kien",
            "su-kien",
            "kien-nghi-khen-thuong",
            "gop-nguoi",
            "quy-dinh",
        ];
        for kind in of_somebody {
            assert!(told(elsewhere.clone(), kind).is_empty(), "{kind}");
        }
        assert_eq!(told(elsewhere, "van-ban").len(), 1);
    }
}
