//! A unit's season at a month: each target beside what past years let expect, where the year will end, what is needed.

mod item;
mod lines;
mod scale;

use thidua_domain::catalogue::FigureCode;
use thidua_domain::targets::season::whole_weeks;
use thidua_domain::targets::{Target, grows};

use self::item::Desk;
use super::answer::{LeftOut, SeasonAnswer, SeasonItem};
use super::{NOTE, PERMISSION};
use crate::campaign;
use crate::figures::{AskBalance, Period};
use crate::state::View;
use crate::targets::{framed, held};
use crate::{AppError, State};

/// The season of an agency at a month.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`] as for its pace.
pub fn outlook(view: &View, ask: &AskBalance) -> Result<SeasonAnswer, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let window = ask.window();
    let days_left = window
        .last_day()
        .until(window.year.last_day())
        .map_or(0, |span| i64::from(span.get_days()));
    let (items, left_out) = items(state, ask, days_left);
    Ok(SeasonAnswer {
        agency: ask.agency.clone(),
        name: state.name_on(&ask.agency, window.last_day()),
        year: ask.year,
        month: ask.month,
        state: crate::closing::said(state, &ask.agency, window),
        restated: crate::restate::told(state, &ask.agency, window),
        period: Period::of(window),
        days_left,
        weeks_left: whole_weeks(days_left),
        items,
        left_out,
        note: NOTE,
    })
}

fn items(state: &State, ask: &AskBalance, days_left: i64) -> (Vec<SeasonItem>, Vec<LeftOut>) {
    let whole = ask.frame();
    let mut items: Vec<SeasonItem> = Vec::new();
    let mut left_out = Vec::new();
    for target in held(state, ask) {
        let code = target.target_code.as_deref();
        let code = code.and_then(|code| state.catalogue.figure(code));
        match (code, unfit(state, ask, target, code)) {
            (Some(code), None) => {
                let frame = framed(&whole, target);
                items.extend(Desk::new(state, ask, &frame, days_left).item(code, Some(target)));
            }
            (code, reason) => left_out.push(LeftOut {
                name: match code {
                    Some(code) => named(Some(target), code),
                    None => target.text.clone().unwrap_or_default(),
                },
                reason: reason.unwrap_or_default().to_owned(),
            }),
        }
    }
    // The two rates every unit is measured by, with or without a target.
    for wanted in ["viec.ty_le", "tien.ty_le"] {
        let told = |item: &SeasonItem| item.target_code == wanted && item.group.is_none();
        let code = state.catalogue.figure(wanted);
        if let Some(code) = code.filter(|_| !items.iter().any(told)) {
            items.extend(Desk::new(state, ask, &whole, days_left).item(code, None));
        }
    }
    (items, left_out)
}

fn named(target: Option<&Target>, code: &FigureCode) -> String {
    let own = target.and_then(|target| target.text.clone());
    own.unwrap_or_else(|| code.name.clone())
}

/// Why nothing is foretold of a target.
fn unfit(
    state: &State,
    ask: &AskBalance,
    target: &Target,
    code: Option<&FigureCode>,
) -> Option<&'static str> {
    let Some(code) = code else {
        return Some("Chỉ tiêu bằng lời: không có số liệu theo tháng.");
    };
    if campaign::reached(state, target, ask.subject(), code).is_some() {
        return Some("Chỉ tiêu của đợt cao điểm: tính trong thời gian của đợt.");
    }
    if target.until_month.is_some() {
        return Some("Chỉ tiêu của riêng một tháng.");
    }
    if !target.years.is_single() {
        return Some("Chỉ tiêu giao chung cho nhiều năm.");
    }
    if matches!(target.op.as_deref(), Some("<" | "<=" | "giam" | "=")) {
        return Some("Chỉ tiêu không vượt quá hoặc giảm: không có đường lũy kế đi lên.");
    }
    if !grows(&code.code, code.measure) {
        return Some("Tỷ lệ phải đạt ở mọi tháng: không phụ thuộc thời gian trong năm.");
    }
    None
}
