//! Cancelling a decision of award, taking the cancelling back, noting what was given back: one transaction each, with
//! the flags of what rested on the award.

use thidua_domain::access::{Actor, Grant, Role};
use thidua_domain::bundle::Values;
use thidua_domain::register::revocation::{CAUSE, REVIEWS, REVOCATIONS, ROW};
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::text;
use thidua_store::records;

use super::page::{outcome, own_key, record_of};
use super::rested::{Found, rested_apart};
use super::typed::{exact, read};
use super::writes;
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::record::refusal;
use crate::register::cancelled::award_line;
use crate::{App, AppError, View};

/// How often something stored in between is looked past.
const TRIES: usize = 3;

/// What is told of a cancelling, as typed.
#[derive(Clone, Debug, Default)]
pub struct AskRevoke {
    /// Identity or key of the award's record.
    pub record: String,
    /// The columns of the sheet, as typed: `can_cu_huy noi_dung so_quyet_dinh ngay_quyet_dinh co_quan_quyet_dinh
    /// nguoi_ky tien_thu_hoi hien_vat_thu_hoi`.
    pub typed: Vec<(String, String)>,
    /// Number of the cancelling's revision the page showed; 0: there was none.
    pub seen: i64,
}

/// What was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// The audit event.
    pub event: Option<i64>,
    /// How many awards were flagged to be looked at again.
    pub flagged: usize,
}

/// Cancels a decision of award and flags what rested on it.
///
/// # Errors
/// [`AppError::NotFound`] for who may not write the awards of the agency, [`AppError::Faulty`] and
/// [`AppError::Refused`] with everything that is wrong, [`AppError::Stale`] where somebody was faster.
pub async fn revoke(app: &App, by: &Caller, ask: &AskRevoke) -> Result<Done, AppError> {
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        let (_, key, place) = record_of(app, &view, &ask.record).await?;
        let award = view.state.awards.get(place).ok_or(AppError::NotFound)?;
        if !writes(&view, &award.agency) {
            return Err(AppError::NotFound);
        }
        let mut values = read(&view, award, ask)?;
        values.set(ROW, &key);
        values.set("ma_co_quan", &award.agency);
        values.set("trang_thai", "hieu_luc");
        let reason = values.text_or_empty("noi_dung");
        let found = rested_apart(&view, place).await?;
        let what = ("award.revoke", award_line(&view.state, award));
        let told = told(app, &view, &key, values, &found).await?;
        match store(
            app,
            (by, &view),
            told,
            (reason, what),
            Some((&key, ask.seen)),
        )
        .await
        {
            Err(AppError::Stale) if app.state().await?.version != view.state.version => {}
            done => return done,
        }
    }
    Err(AppError::Stale)
}

/// Takes a cancelling back: the award stands again, what was told stays in the history.
///
/// # Errors
/// As [`revoke`].
pub async fn restore(
    app: &App,
    by: &Caller,
    named: &str,
    (paper, day, reason): (&str, &str, &str),
    seen: i64,
) -> Result<Done, AppError> {
    let (view, key, mut values) = stands(app, by, named).await?;
    let mut faults = Vec::new();
    let (paper, reason) = (text::clean(paper), text::clean(reason));
    if paper.is_empty() {
        faults.push("Ghi số, ký hiệu văn bản hủy quyết định hủy bỏ.".to_owned());
    }
    if reason.is_empty() {
        faults.push("Ghi lý do phục hồi khen thưởng.".to_owned());
    }
    let day = exact(day, "ngày ký văn bản phục hồi", &view, &mut faults);
    if let (Some(day), Some(decided)) = (day, values.date("ngay_quyet_dinh"))
        && day < decided
    {
        faults.push("Ngày phục hồi không thể trước ngày quyết định hủy bỏ.".to_owned());
    }
    let Some(day) = day.filter(|_| faults.is_empty()) else {
        return Err(AppError::refused(faults.join("\n")));
    };
    values.set("trang_thai", "da_huy");
    values.set("van_ban_phuc_hoi", &paper);
    values.set("ngay_phuc_hoi", day.to_string());
    let line = view.state.award_named(&key).unwrap_or_default();
    let told = vec![Told {
        def: &REVOCATIONS,
        number: 1,
        values,
    }];
    let what = ("award.reinstate", line);
    store(app, (by, &view), told, (reason, what), Some((&key, seen))).await
}

/// Notes the day on which money and things were given back.
///
/// # Errors
/// As [`revoke`].
pub async fn recovered(
    app: &App,
    by: &Caller,
    named: &str,
    day: &str,
    seen: i64,
) -> Result<Done, AppError> {
    let (view, key, mut values) = stands(app, by, named).await?;
    let mut faults = Vec::new();
    let Some(day) = exact(day, "ngày thu hồi xong", &view, &mut faults) else {
        return Err(AppError::refused(faults.join("\n")));
    };
    values.set("ngay_thu_hoi", day.to_string());
    let line = view.state.award_named(&key).unwrap_or_default();
    let told = vec![Told {
        def: &REVOCATIONS,
        number: 1,
        values,
    }];
    let what = ("award.recovered", line);
    let reason = "Đã thu hồi tiền, hiện vật".to_owned();
    store(app, (by, &view), told, (reason, what), Some((&key, seen))).await
}

/// Looks once more for what rested on a cancelled award: facts may have come since.
///
/// # Errors
/// As [`revoke`].
pub async fn rescan(app: &App, by: &Caller, named: &str) -> Result<Done, AppError> {
    let (view, key, _) = stands(app, by, named).await?;
    let (_, place) = view.state.named_award(&key).ok_or(AppError::NotFound)?;
    let found = rested_apart(&view, place).await?;
    let told = flags(app, &view, &key, &found).await?;
    if told.is_empty() {
        return Ok(Done {
            event: None,
            flagged: 0,
        });
    }
    let line = view.state.award_named(&key).unwrap_or_default();
    let what = ("award.rescan", line);
    let reason = "Rà lại khen thưởng liên quan".to_owned();
    store(app, (by, &view), told, (reason, what), None).await
}

/// A cancelling in force that the caller may change, as it is stored.
async fn stands(app: &App, by: &Caller, named: &str) -> Result<(View, String, Values), AppError> {
    let view = app.view(&by.actor).await?;
    let (_, key, place) = record_of(app, &view, named).await?;
    let award = view.state.awards.get(place).ok_or(AppError::NotFound)?;
    if !writes(&view, &award.agency) {
        return Err(AppError::NotFound);
    }
    let snapshot = app.db().read().await?;
    let stored = records::find(&snapshot, REVOCATIONS.name, &own_key(&key)).await?;
    drop(snapshot);
    let stored = stored.filter(|record| !record.removed);
    let values = stored.and_then(|record| Values::from_canonical(record.content.as_str()));
    let values = values.filter(|values| values.get("trang_thai") != Some("da_huy"));
    let values = values.ok_or_else(|| {
        AppError::refused("Khen thưởng này không có quyết định hủy bỏ đang có hiệu lực.")
    })?;
    Ok((view, key, values))
}

/// The cancelling with the flags of what rested on it.
async fn told(
    app: &App,
    view: &View,
    key: &str,
    values: Values,
    found: &Found,
) -> Result<Vec<Told>, AppError> {
    let mut all = vec![Told {
        def: &REVOCATIONS,
        number: 1,
        values,
    }];
    all.extend(flags(app, view, key, found).await?);
    Ok(all)
}

/// A flag for each award that rested on it and is not flagged yet; what was concluded before stays concluded.
async fn flags(app: &App, view: &View, key: &str, found: &Found) -> Result<Vec<Told>, AppError> {
    let state = view.state.as_ref();
    let snapshot = app.db().read().await?;
    let mut told = Vec::new();
    for rested in &found.rested {
        let (Some(award), Some(id)) = (
            state.awards.get(rested.place),
            state.award_records.get(rested.place),
        ) else {
            continue;
        };
        let record = records::by_id(&snapshot, AWARDS.name, *id).await?;
        let record = record.ok_or(AppError::NotFound)?;
        let known = |review: &&thidua_domain::register::revocation::Review| {
            review.row == record.key && review.cause == key
        };
        if state.award_reviews.iter().any(|review| known(&review)) {
            continue;
        }
        let mut values = Values::default();
        values.set(ROW, &record.key);
        values.set(CAUSE, key);
        values.set("ma_co_quan", &award.agency);
        values.set("ket_qua_ra", outcome(rested.after));
        values.set("dieu_kien", rested.conditions.join("\n"));
        values.set("ngay_ra", view.today.to_string());
        told.push(Told {
            def: &REVIEWS,
            number: u32::try_from(told.len() + 1).unwrap_or(u32::MAX),
            values,
        });
    }
    Ok(told)
}

/// Stores it over exactly what was looked at. Flags are raised in every agency that has such an award, whoever
/// cancels: what may be done was decided before.
async fn store(
    app: &App,
    (by, view): (&Caller, &View),
    told: Vec<Told>,
    (reason, (command, line)): (String, (&'static str, String)),
    seen: Option<(&str, i64)>,
) -> Result<Done, AppError> {
    let mut actor: Actor = by.actor.clone();
    for flag in told.iter().filter(|told| told.def.name == REVIEWS.name) {
        actor.grants.push(Grant {
            role: Role::Officer,
            agency: flag.values.text_or_empty("ma_co_quan"),
            from: None,
            to: None,
        });
    }
    let flagged = told.iter().filter(|told| told.def.name == REVIEWS.name);
    let flagged = flagged.count();
    let expected = match seen {
        Some((key, number)) => ByKey::one(REVOCATIONS.name, own_key(key), number),
        None => ByKey::default(),
    };
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected,
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command,
            subject: line,
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &actor, told, Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(Done {
        event: loaded.event,
        flagged,
    })
}
