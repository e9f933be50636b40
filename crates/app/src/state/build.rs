//! A state brought up to a snapshot's version: the kinds of records that changed are read again,
//! changed figure sheets take their place in the table.

mod deeds;
mod gathered;
mod launched;
mod lawful;
mod piles;
mod pipe;
mod revoked;
mod sheets;
mod whose;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thidua_domain::attachment::ATTACHMENTS;
use thidua_domain::campaign::sheet::DAILY;
use thidua_domain::catalogue::Catalogue;
use thidua_domain::reading::{CALLS, RECEIPTS};
use thidua_domain::register::revocation::{REVIEWS, REVOCATIONS};
use thidua_domain::report::saved::{PASSAGES, SAVED, VERSIONS};
use thidua_store::{Snapshot, bulk, records};

use self::piles::Piles;
use self::pipe::pipe;
pub(crate) use self::sheets::{place, read};
use super::State;
use super::kept::Kept;
use crate::AppError;
use crate::bundle::RECORD_SHEETS;

/// The state at the snapshot's version.
pub(crate) async fn advance<S: Snapshot>(
    old: &State,
    shipped: &Arc<Catalogue>,
    snapshot: &S,
) -> Result<State, AppError> {
    let mut state = old.clone();
    let mut piles = Piles::default();
    let mut other_records = false;
    let mut daily = Vec::new();
    if old.version < 0 {
        piles.whose.merged = whose::merged(snapshot).await?;
        piles.revoked = revoked::Revoked::read(snapshot).await?;
        RECORD_SHEETS
            .iter()
            .for_each(|sheet| piles.begin(sheet.name));
        piles = pipe(bulk::records(snapshot, None), piles, Piles::all).await?;
    } else {
        let changed = records::changed_since(snapshot, old.version).await?;
        // Entered every day by every office: laid over, never read again as a whole.
        let (entered, changed): (Vec<_>, Vec<_>) = changed
            .into_iter()
            .partition(|record| record.kind == DAILY.name);
        daily = entered;
        let mut kinds: BTreeSet<String> = changed.into_iter().map(|record| record.kind).collect();
        // Files and receipts are asked for at their record alone: no part of the state, and many; calls are kept apart.
        kinds.remove(ATTACHMENTS);
        kinds.remove(CALLS);
        kinds.remove(RECEIPTS);
        // Reports one works on are read where they are shown.
        for kind in [SAVED, PASSAGES, VERSIONS] {
            kinds.remove(kind);
        }
        // The tree is made of all these.
        if TREE.iter().any(|kind| kinds.contains(*kind)) {
            kinds.extend(TREE.map(str::to_owned));
        }
        let cancelled = [&REVOCATIONS, &REVIEWS].map(|sheet| kinds.contains(sheet.name));
        revoked::together(&mut kinds);
        whose::together(&mut kinds);
        piles.revoked = match cancelled.contains(&true) {
            true => revoked::Revoked::read(snapshot).await?,
            false => revoked::Revoked::of_state(old),
        };
        piles.whose.merged = match kinds.contains(whose::MERGED) {
            true => whose::merged(snapshot).await?,
            false => old.merged.clone(),
        };
        for kind in &kinds {
            piles.read(snapshot, kind).await?;
        }
        other_records = !kinds.is_empty();
    }
    piles.become_part_of(&mut state, shipped);
    if !daily.is_empty() {
        state.daily = Arc::new(old.daily.with(daily.iter()));
    }
    if other_records {
        state.kept = Arc::new(Kept::after(old, &state));
    }
    let same_rules = Arc::ptr_eq(&old.org, &state.org)
        && Arc::ptr_eq(&old.catalogue, &state.catalogue)
        && Arc::ptr_eq(&old.targets, &state.targets);
    if !same_rules {
        // Who counts whom, what is held against what.
        state.quality = Arc::default();
        state.tried = Arc::default();
    }
    let redated = !Arc::ptr_eq(&old.documents, &state.documents);
    sheets::bring_up(&mut state, old.version, redated, snapshot).await?;
    crate::closing::bring_up(&mut state, old.version, snapshot).await?;
    crate::registration::bring_up(&mut state, old.version, snapshot).await?;
    crate::request::bring_up(&mut state, old.version, snapshot).await?;
    crate::schedule::bring_up(&mut state, old.version, snapshot).await?;
    crate::quality::bring_up(&mut state, old.version, snapshot).await?;
    crate::correction::bring_up(&mut state, old.version, snapshot).await?;
    crate::reading::bring_up(&mut state, old.version, snapshot).await?;
    state.version = snapshot.version();
    Ok(state)
}

const AGENCIES: &str = "co-quan";
const REORGANISED: &str = "sap-xep";
const CROSSWALK: &str = "quy-doi";
const OPENINGS: &str = "ky-dau";
const ADDED: &str = "danh-muc-so-lieu";
const DECISIONS: &str = "che-do-bao-cao";
const DAYS: &str = "ngay-nghi";
const TREE: [&str; 5] = [AGENCIES, REORGANISED, CROSSWALK, OPENINGS, ADDED];

/// The column that says to which agency a record of a sheet belongs.
pub(crate) fn owner(sheet: &str) -> Option<&'static str> {
    match sheet {
        "thanh-tich" | "buoc-dien-hinh" | "hoc-tap-dien-hinh" | "lan-toa" | "cach-lam-hay"
        | "ap-dung-cach-lam" => Some("ma_co_quan"),
        "dong-gop" | "hoat-dong" | "dien-hinh" | "noi-dung" | "dang-ky" | "xep-hang" => {
            Some("ma_co_quan")
        }
        "nhan-su" | "chi-tieu" | "khen-thuong" => Some("ma_co_quan"),
        AGENCIES => Some("ma"),
        "van-ban" => Some("co_quan_ban_hanh"),
        "phong-trao" => Some("co_quan_phat_dong"),
        "huong-ung" | "dien-bien-phong-trao" | "moc-phong-trao" | "tieu-chuan-phong-trao" => {
            Some("ma_co_quan")
        }
        _ => None,
    }
}

/// Rows by whom they are about, each one's in order.
fn by_subject<T, K: Ord>(
    rows: Vec<T>,
    subject: impl Fn(&T) -> &String,
    order: impl Fn(&T) -> K,
) -> BTreeMap<String, Vec<T>> {
    let mut found: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for row in rows {
        found.entry(subject(&row).clone()).or_default().push(row);
    }
    for rows in found.values_mut() {
        rows.sort_by_key(&order);
    }
    found
}
