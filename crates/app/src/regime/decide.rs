//! Deciding whether ended cases enter the completion rate: a record through the one write path, so that it has its
//! history, its event in the audit trail and its way back.

use thidua_domain::catalogue::{Decision, REGIME_DECISIONS};
use thidua_domain::time::vn;

use crate::access::Caller;
use crate::bundle::{ByKey, Deed, Options, Told, store};
use crate::closing::day;
use crate::{App, AppError};

/// What is to be decided.
#[derive(Clone, Debug, Default)]
pub struct AskDecision {
    /// Id of the regime.
    pub regime: String,
    /// The day from which it holds, as typed.
    pub from: String,
    /// Whether the cases enter the rate.
    pub counts: bool,
    /// Code of the document it rests on, or its symbol.
    pub document: String,
    /// Who signed it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Number of decisions the page showed: another number, and somebody decided meanwhile.
    pub seen: Option<usize>,
}

/// Decides.
///
/// # Errors
/// [`AppError::Forbidden`] for who does not load for the whole system, [`AppError::Refused`] with every reason,
/// [`AppError::Stale`] where somebody decided meanwhile.
pub async fn decide(app: &App, by: &Caller, ask: &AskDecision) -> Result<(), AppError> {
    let view = app.view(&by.actor).await?;
    if !view.loads_everywhere() {
        return Err(AppError::Forbidden);
    }
    if ask
        .seen
        .is_some_and(|seen| seen != view.state.catalogue.decisions().len())
    {
        return Err(AppError::Stale);
    }
    let mut faults = Vec::new();
    let regime = view.state.catalogue.regimes.iter();
    let regime = regime
        .clone()
        .find(|regime| regime.id == ask.regime && regime.request_returned);
    let Some(regime) = regime else {
        return Err(AppError::refused(
            "Chế độ báo cáo này không có việc kết thúc do gửi lại yêu cầu.",
        ));
    };
    let from = match day(&ask.from) {
        Ok(from) if regime.validity.contains(from) => Some(from),
        Ok(_) => {
            let first = regime.validity.from.map(|from| vn(from.first_day()));
            faults.push(format!(
                "Ngày áp dụng phải trong thời gian hiệu lực của chế độ, từ ngày {}.",
                first.unwrap_or_default()
            ));
            None
        }
        Err(error) => {
            faults.push(error.to_string());
            None
        }
    };
    for (text, fault) in [
        (&ask.document, "Chọn văn bản quyết định cách tính."),
        (&ask.by, "Ghi họ tên, chức vụ người ký văn bản."),
        (&ask.reason, "Ghi lý do."),
    ] {
        if text.trim().is_empty() {
            faults.push(fault.to_owned());
        }
        if text.chars().count() > 500 {
            faults.push("Mỗi ô ghi dài nhất 500 ký tự.".to_owned());
        }
    }
    let Some(from) = from.filter(|_| faults.is_empty()) else {
        return Err(AppError::refused(faults.join("\n")));
    };
    let decision = Decision {
        regime: regime.id.clone(),
        from,
        counts: ask.counts,
        document: thidua_domain::text::clean(&ask.document),
        by: thidua_domain::text::clean(&ask.by),
    };
    let told = Told {
        def: &REGIME_DECISIONS,
        number: 1,
        values: decision.row(),
    };
    let options = Options {
        revise: Some(thidua_domain::text::clean(&ask.reason)),
        channel: by.channel.to_owned(),
        expected: ByKey::default(),
        replace: true,
        deed: Some(Deed {
            command: "regime.decide",
            subject: format!("che-do-bao-cao {} {from}", decision.regime),
            name: by.name.clone(),
        }),
        at_version: Some(view.state.version),
        ..Options::default()
    };
    let loaded = store(app, &by.actor, vec![told], Vec::new(), &options).await?;
    match loaded.refused() {
        true => Err(crate::record::refusal(&loaded)),
        false => Ok(()),
    }
}
