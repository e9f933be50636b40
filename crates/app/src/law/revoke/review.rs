//! «Cần xem lại»: awards that rested on a cancelled one, and what an officer concludes of each.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::law::{Moment, Occasion, SubjectKind};
use thidua_domain::register::revocation::{CAUSE, CONCLUSIONS, REVIEWS, ROW, Review};
use thidua_domain::text;
use thidua_store::records;

use super::{PERMISSION, writes};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::record::refusal;
use crate::register::cancelled::award_line;
use crate::{App, AppError, State, View};

/// An award to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewLine {
    /// Identity of the award's record; `None`: it is not stored.
    pub record: Option<i64>,
    /// The award in one line.
    pub award: String,
    /// Code of the agency that concludes.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// The cancelled award in one line, where the reader may see its agency.
    pub cause: Option<String>,
    /// Identity of the cancelled award's record, likewise.
    pub cause_record: Option<i64>,
    /// Code of `Kết quả rà`.
    pub outcome: String,
    /// The conditions that counted the cancelled one.
    pub conditions: Vec<String>,
    /// Whether the law of its day rests on anything nobody confirmed.
    pub unconfirmed: bool,
    /// When it was found.
    pub found_on: Option<String>,
    /// Code of `Kết luận`.
    pub conclusion: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who concluded.
    pub by: Option<String>,
    /// When.
    pub on: Option<String>,
    /// Whether nothing is to be looked at any more: the cancelling was taken back, or the award is cancelled itself.
    pub over: Option<&'static str>,
    /// Whether the reader may conclude.
    pub writes: bool,
    /// Key of the record, for concluding and for the history.
    pub key: String,
}

/// The flags in reach, those nobody concluded first, then the newest.
///
/// # Errors
/// [`AppError::Forbidden`] for who may read no awards.
pub fn list(view: &View) -> Result<Vec<ReviewLine>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let all = view.state.award_reviews.iter();
    let seen = all.filter(|review| view.sees(PERMISSION, &review.agency));
    let mut lines: Vec<(&Review, ReviewLine)> =
        seen.map(|review| (review, line(view, review))).collect();
    lines.sort_by(|(a, a_line), (b, b_line)| {
        let rank =
            |review: &Review, line: &ReviewLine| (line.over.is_some(), review.conclusion.is_some());
        rank(a, a_line)
            .cmp(&rank(b, b_line))
            .then(b.found_on.cmp(&a.found_on))
            .then(a_line.award.cmp(&b_line.award))
    });
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// How many wait for the reader's conclusion.
pub fn waiting(view: &View) -> usize {
    let open = |review: &&Review| {
        review.conclusion.is_none() && writes(view, &review.agency) && over(view, review).is_none()
    };
    view.state.award_reviews.iter().filter(open).count()
}

/// The flags of one cancelled award in reach.
pub(super) fn of_cause(view: &View, cause: &str) -> Vec<ReviewLine> {
    let all = view.state.award_reviews.iter();
    let own = all.filter(|review| review.cause == cause && view.sees(PERMISSION, &review.agency));
    own.map(|review| line(view, review)).collect()
}

fn line(view: &View, review: &Review) -> ReviewLine {
    let state = view.state.as_ref();
    // A flag of an award that stands with another agency, told before that award came, names nothing.
    let named = |key: &str, agency: Option<&str>| {
        let (award, place) = state.named_award(key)?;
        let agency = agency.unwrap_or(&award.agency);
        let open = award.agency == agency && view.sees(PERMISSION, agency);
        let record = state.award_records.get(place).copied();
        open.then(|| (award_line(state, award), record))
    };
    let award = named(&review.row, Some(&review.agency));
    let cause = named(&review.cause, None);
    ReviewLine {
        record: award.as_ref().and_then(|(_, record)| *record),
        award: award.map_or_else(
            || "Khen thưởng chưa có trong hệ thống".to_owned(),
            |(line, _)| line,
        ),
        agency: review.agency.clone(),
        agency_name: state.label_on(&review.agency, view.today),
        cause_record: cause.as_ref().and_then(|(_, record)| *record),
        cause: cause.map(|(line, _)| line),
        outcome: review.outcome.clone(),
        conditions: review
            .conditions
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
        unconfirmed: unconfirmed(state, &review.row),
        found_on: review.found_on.map(|day| day.vn()),
        conclusion: review.conclusion.clone(),
        reason: review.reason.clone(),
        by: review.by.clone(),
        on: review.on.map(|day| day.vn()),
        over: over(view, review),
        writes: writes(view, &review.agency),
        key: key(&review.row, &review.cause),
    }
}

/// Whether the law under which an award was looked at again rests on anything nobody confirmed. An award that does not
/// tell enough to be judged is not taken for confirmed.
fn unconfirmed(state: &State, row: &str) -> bool {
    let book = state.law.as_ref();
    let judged = || {
        let (award, _) = state.named_award(row)?;
        let on = award.decided_on?.last_day();
        let moment = Moment {
            decided_on: Some(on),
            ..Moment::new(award.years?.to, on)
        };
        let occasion = award.occasion.as_deref().and_then(Occasion::from_code);
        Some(book.rests_on_unconfirmed(
            book.names.award(&award.award)?,
            SubjectKind::from_code(&award.kind)?,
            Some(occasion.unwrap_or(Occasion::Merit)),
            &moment,
        ))
    };
    judged().unwrap_or(true)
}

/// Why nothing is to be looked at any more.
fn over(view: &View, review: &Review) -> Option<&'static str> {
    let state = view.state.as_ref();
    let in_force = state
        .revocations
        .get(&review.cause)
        .is_some_and(|found| found.in_force);
    if !in_force {
        return Some("Quyết định hủy bỏ đã được hủy, không còn phải xem lại.");
    }
    let (award, _) = state.named_award(&review.row)?;
    (award.status == "thu_hoi").then_some("Khen thưởng này cũng đã bị hủy bỏ.")
}

fn key(row: &str, cause: &str) -> String {
    let mut values = Values::default();
    values.set(ROW, row);
    values.set(CAUSE, cause);
    values.key(&REVIEWS)
}

/// Concludes: the award stays, or its cancelling is proposed. Either needs a reason; nothing is cancelled by it.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the caller's to conclude, [`AppError::Refused`] with everything that is
/// missing, [`AppError::Stale`] where somebody concluded meanwhile.
pub async fn conclude(
    app: &App,
    by: &Caller,
    key: &str,
    (conclusion, reason): (&str, &str),
    seen: Option<&str>,
) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let snapshot = app.db().read().await?;
    let stored = records::find(&snapshot, REVIEWS.name, key).await?;
    drop(snapshot);
    let stored = stored.filter(|record| !record.removed);
    let stored = stored.ok_or(AppError::NotFound)?;
    let values = Values::from_canonical(stored.content.as_str());
    let mut values = values.ok_or(AppError::NotFound)?;
    let review = Review::from_row(&values).ok_or(AppError::NotFound)?;
    if !writes(&view, &review.agency) {
        return Err(AppError::NotFound);
    }
    // What the page showed: another conclusion, and somebody was faster.
    if seen.unwrap_or_default() != review.conclusion.as_deref().unwrap_or_default() {
        return Err(AppError::Stale);
    }
    let mut faults = Vec::new();
    let reason = text::clean(reason);
    if !CONCLUSIONS.contains(&conclusion) {
        faults.push("Chọn «Giữ nguyên» hoặc «Đề nghị hủy bỏ».");
    }
    if reason.is_empty() {
        faults.push("Ghi lý do của kết luận.");
    }
    if reason.chars().count() > 1_000 {
        faults.push("Lý do dài nhất 1.000 ký tự.");
    }
    if let Some(why) = over(&view, &review) {
        faults.push(why);
    }
    if !faults.is_empty() {
        return Err(AppError::refused(faults.join("\n")));
    }
    values.set("ket_luan", conclusion);
    values.set("ly_do", &reason);
    values.set("nguoi_ket_luan", &by.name);
    values.set("ngay_ket_luan", view.today.to_string());
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: ByKey::one(REVIEWS.name, key, stored.number),
        replace: true,
        deed: Some(Deed {
            command: "award.review",
            subject: line(&view, &review).award,
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = Told {
        def: &REVIEWS,
        number: 1,
        values,
    };
    let loaded = bundle::store(app, &by.actor, vec![told], Vec::new(), &options).await?;
    match loaded.refused() {
        true => Err(refusal(&loaded)),
        false => Ok(()),
    }
}
