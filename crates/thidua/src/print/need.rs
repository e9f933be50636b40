//! Codes of the command line that are nobody's, told with the nearest one that is.

use thidua_app::View;
use thidua_domain::text;

use crate::refusal::Refusal;

/// Refuses a code no request has, naming the nearest.
pub(crate) fn need_request(view: &View, code: &str) -> Result<(), Refusal> {
    let requests = &view.state.requests;
    if requests.get(code).is_some() {
        return Ok(());
    }
    let near = text::nearest(code, requests.iter().map(|request| request.code.as_str()));
    let near = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
    Err(Refusal::told(format!(
        "Không có yêu cầu báo cáo «{code}».{near}"
    )))
}

/// Refuses a code that is neither a person's nor an agency's.
pub(super) fn need_subject(view: &View, code: &str) -> Result<(), Refusal> {
    if view
        .state
        .people
        .contains_key(view.state.merged.standing(code))
    {
        return Ok(());
    }
    if view.state.org.find(code).is_some() {
        return Ok(());
    }
    let people = view.state.people.keys().map(String::as_str);
    let agencies = view.state.org.iter().map(|agency| agency.code.as_str());
    let cure =
        text::nearest(code, people.chain(agencies)).map(|near| format!(" Có phải «{near}»?"));
    Err(Refusal::told(format!(
        "Không có cá nhân, cơ quan mang mã «{code}».{}",
        cure.unwrap_or_default()
    )))
}

/// Refuses a code that is no agency, naming the nearest one that is.
pub(super) fn need_agency(view: &View, code: &str) -> Result<(), Refusal> {
    if view.state.org.find(code).is_some() {
        return Ok(());
    }
    let known = view.state.org.iter().map(|agency| agency.code.as_str());
    let cure = text::nearest(code, known).map(|near| format!(" Có phải «{near}»?"));
    Err(Refusal::told(format!(
        "Không có cơ quan mang mã «{code}».{}",
        cure.unwrap_or_default()
    )))
}
