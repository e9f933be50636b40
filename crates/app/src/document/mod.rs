//! Documents: the sources of every number and the papers awards rest on.

pub mod list;
mod tree;

pub use tree::Node;
pub(crate) use tree::bases as basis_tree;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::{Permission, Target};

use crate::AppError;
use crate::state::View;

/// Published papers are common knowledge.
pub const PERMISSION: Permission = Permission::ViewCommon;

/// A code with what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Named {
    /// Code.
    pub code: String,
    /// Name or citation.
    pub name: String,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentAnswer {
    /// Code.
    pub code: String,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Day of issue, as precise as told.
    pub date: Option<String>,
    /// The same, the Vietnamese way.
    pub date_vn: Option<String>,
    /// Code of the issuer.
    pub issuer: Option<String>,
    /// Its name at the time.
    pub issuer_name: Option<String>,
    /// Code of `Loại`.
    pub kind: Option<String>,
    /// Abstract or headline.
    pub subject: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address on the web.
    pub address: Option<String>,
    /// What it rests on.
    pub based_on: Vec<Named>,
    /// What rests on it.
    pub basis_of: Vec<Named>,
    /// What it tells about.
    pub about: Vec<Named>,
    /// How it is cited.
    pub cited: String,
    /// First day it is no longer in force.
    pub ended_on: Option<String>,
    /// What took its place.
    pub replaced_by: Vec<Named>,
    /// What it rests on through any number of others, drawn.
    #[serde(skip)]
    pub bases: Vec<Node>,
    /// What rests on it through any number of others, drawn.
    #[serde(skip)]
    pub fruits: Vec<Node>,
}

/// A document by its code.
pub fn document(view: &View, code: &str) -> Result<DocumentAnswer, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let found = state.documents.get(code).ok_or(AppError::NotFound)?;
    let on = found.date.map_or(view.today, |date| date.first_day());
    let cited = |code: &String| Named {
        code: code.clone(),
        name: state.cited(code),
    };
    let resting = state
        .documents
        .values()
        .filter(|other| other.based_on.iter().any(|basis| basis == code));
    Ok(DocumentAnswer {
        code: code.to_owned(),
        symbol: found.symbol.clone(),
        date: found.date.map(|date| date.to_string()),
        date_vn: found.date.map(|date| date.vn()),
        issuer_name: found
            .issuer
            .as_ref()
            .map(|issuer| state.name_on(issuer, on)),
        issuer: found.issuer.clone(),
        kind: found.kind.clone(),
        subject: found.subject.clone(),
        author: found.author.clone(),
        address: found.address.clone(),
        based_on: found.based_on.iter().map(cited).collect(),
        basis_of: resting.map(|other| cited(&other.code)).collect(),
        about: found
            .about
            .iter()
            .map(|about| Named {
                code: about.clone(),
                name: state.name_on(about, on),
            })
            .collect(),
        cited: found.cited(),
        ended_on: found.ended_on.map(|date| date.to_string()),
        replaced_by: found.replaced_by.iter().map(cited).collect(),
        bases: match tree::bases(state, &[code]).pop() {
            Some(own) => own.next,
            None => Vec::new(),
        },
        fruits: tree::resting(state, code),
    })
}
