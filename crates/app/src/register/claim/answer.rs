//! What the office answers to a claim, and what the one who sent it takes back: once.

use thidua_domain::bundle::Values;
use thidua_domain::register::claim::{CLAIMS, Claim, Standing};
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::text;

use super::{claim, store};
use crate::access::Caller;
use crate::{App, AppError, View, record};

/// What the office answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is so: an award row is made with the claim as its ground.
    Accept {
        /// Code of the award, where the claim does not tell one.
        award: Option<String>,
        /// What is answered beside.
        words: Option<String>,
    },
    /// It is mended already, or by hand: no row is made.
    Mended {
        /// What was mended.
        words: Option<String>,
    },
    /// It is not so, and why.
    Refuse {
        /// Why.
        words: Option<String>,
    },
    /// The one who sent it takes it back.
    Withdraw,
}

/// Answers or withdraws a claim.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the reader's to answer, [`AppError::Stale`] where it was answered
/// meanwhile, [`AppError::Refused`] with what is missing.
pub async fn answer(app: &App, by: &Caller, code: &str, reply: &Reply) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    let found = view
        .state
        .claims
        .get(code)
        .ok_or(AppError::NotFound)?
        .clone();
    let shown = claim(&view, code)?;
    let next = match reply {
        Reply::Accept { .. } | Reply::Mended { .. } => Standing::Accepted,
        Reply::Refuse { .. } => Standing::Refused,
        Reply::Withdraw => Standing::Withdrawn,
    };
    if !found.standing.may_become(next) {
        return Err(AppError::Stale);
    }
    let may = if next == Standing::Withdrawn {
        shown.withdraws
    } else {
        shown.answers
    };
    if !may {
        return Err(AppError::NotFound);
    }
    let key = record::key_of(&CLAIMS, code, None);
    let snapshot = app.db().read().await?;
    let stored = thidua_store::records::find(&snapshot, CLAIMS.name, &key).await?;
    drop(snapshot);
    let stored = stored.ok_or(AppError::NotFound)?;
    let row = Values::from_canonical(stored.content.as_str()).ok_or(AppError::NotFound)?;
    let mut row = row;
    row.set("trang_thai", next.code());
    row.set("ngay_tra_loi", view.today.to_string());
    let mut rows = Vec::new();
    let (words, command) = match reply {
        Reply::Accept { award, words } => {
            let made = award_row(app, &view, &found, award.as_deref()).await?;
            row.set("dong_khen_thuong", made.text_or_empty("ma"));
            rows.push((&AWARDS, made));
            (words.clone(), "claim.accept")
        }
        Reply::Mended { words } => (Some(needed(words, "Ghi rõ đã sửa gì.")?), "claim.accept"),
        Reply::Refuse { words } => (
            Some(needed(
                words,
                "Không chấp nhận thì phải nêu lý do để người kiến nghị biết.",
            )?),
            "claim.refuse",
        ),
        Reply::Withdraw => (None, "claim.withdraw"),
    };
    let words = words
        .map(|words| text::clean(&words))
        .filter(|words| !words.is_empty());
    if let Some(words) = &words {
        row.set("tra_loi", words);
    }
    let reason = words.unwrap_or_else(|| "Trả lời kiến nghị".to_owned());
    rows.push((&CLAIMS, row));
    store(
        app,
        (by, &found.agency),
        rows,
        (reason, command),
        stored.number,
    )
    .await
}

fn needed(words: &Option<String>, otherwise: &str) -> Result<String, AppError> {
    let words = words.as_deref().map(text::clean).unwrap_or_default();
    match words.is_empty() {
        true => Err(AppError::refused(otherwise)),
        false => Ok(words),
    }
}

/// The award row an accepted claim becomes, with the claim as its source.
async fn award_row(
    app: &App,
    view: &View,
    claim: &Claim,
    award: Option<&str>,
) -> Result<Values, AppError> {
    let state = view.state.as_ref();
    let award = award.or(claim.award.as_deref());
    let award = award.and_then(|written| state.catalogue.award_spelt(written));
    let Some(award) = award else {
        return Err(AppError::refused(
            "Chưa rõ danh hiệu, hình thức nào. Chọn danh hiệu, hình thức rồi chấp nhận lại.",
        ));
    };
    if claim.years.is_none() && claim.decided_on.is_none() {
        return Err(AppError::refused(
            "Kiến nghị chưa có năm hoặc ngày quyết định nên chưa ghi được khen thưởng. Hỏi lại người kiến nghị, hoặc ghi khen thưởng ở danh sách rồi chọn «Đã sửa».",
        ));
    }
    let mut row = Values::default();
    row.set("ma_co_quan", &claim.agency);
    row.set("ma_doi_tuong", &claim.person);
    row.set("doi_tuong", "ca_nhan");
    row.set("ma_khen_thuong", &award.code);
    row.set("trang_thai", "da_tang");
    row.set("dem_theo", "doi_tuong");
    row.set("so_luong", "1");
    let told = [
        ("nam_thanh_tich", claim.years.map(|years| years.to_string())),
        ("so_quyet_dinh", claim.decision.clone()),
        (
            "ngay_quyet_dinh",
            claim.decided_on.map(|day| day.to_string()),
        ),
    ];
    for (id, text) in told {
        if let Some(text) = text {
            row.set(id, text);
        }
    }
    row.set("nguon", format!("Kiến nghị {}", claim.code));
    let kind = record::kind(AWARDS.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, view, kind, &row).await?;
    row.set("ma", code.ok_or(AppError::NotFound)?);
    Ok(row)
}
