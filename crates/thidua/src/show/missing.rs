//! A code that is not there is named, with the nearest one that is.

use thidua_domain::text;

use super::Desk;
use crate::refusal::Refusal;

impl Desk<'_> {
    /// Refuses a code that is no agency and no block.
    pub(super) fn need_agency(&self, code: &str) -> Result<(), Refusal> {
        let state = self.state();
        if state.org.find(code).is_some() || state.clusters.contains_key(code) {
            return Ok(());
        }
        let known = state.org.iter().map(|agency| agency.code.as_str());
        let known = known.chain(state.clusters.keys().map(String::as_str));
        Err(missing("cơ quan, cụm, khối", code, known))
    }

    /// Refuses a code that is neither a person nor an agency.
    pub(super) fn need_subject(&self, code: &str) -> Result<(), Refusal> {
        let state = self.state();
        let standing = state.merged.standing(code);
        if state.people.contains_key(standing) || state.org.find(code).is_some() {
            return Ok(());
        }
        let known = state.org.iter().map(|agency| agency.code.as_str());
        let known = known.chain(state.people.keys().map(String::as_str));
        Err(missing("cá nhân, cơ quan", code, known))
    }

    /// Refuses a code that is no award the law speaks of.
    pub(super) fn need_award(&self, code: &str) -> Result<(), Refusal> {
        let names = &self.state().law.names;
        if names.award(code).is_some() {
            return Ok(());
        }
        let known = names.all().map(|award| names.code(award));
        Err(missing("danh hiệu, hình thức khen thưởng", code, known))
    }

    /// Refuses a code that is no block.
    pub(super) fn need_block(&self, code: &str) -> Result<(), Refusal> {
        let blocks = &self.state().clusters;
        if blocks.contains_key(code) {
            return Ok(());
        }
        Err(missing(
            "cụm, khối",
            code,
            blocks.keys().map(String::as_str),
        ))
    }

    /// Refuses a code that is no person.
    pub(super) fn need_person(&self, code: &str) -> Result<(), Refusal> {
        let people = &self.state().people;
        if people.contains_key(code) {
            return Ok(());
        }
        Err(missing("cá nhân", code, people.keys().map(String::as_str)))
    }

    /// Refuses a code that is no document.
    pub(super) fn need_document(&self, code: &str) -> Result<(), Refusal> {
        let documents = &self.state().documents;
        if documents.contains_key(code) {
            return Ok(());
        }
        Err(missing(
            "văn bản",
            code,
            documents.keys().map(String::as_str),
        ))
    }
}

fn missing<'a>(what: &str, code: &str, known: impl IntoIterator<Item = &'a str>) -> Refusal {
    let near = text::nearest(code, known);
    let cure = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
    Refusal::told(format!("Không có {what} mang mã «{code}».{cure}"))
}
