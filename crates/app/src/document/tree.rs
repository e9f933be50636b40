//! What a paper rests on and what rests on it, drawn as trees for its page.

use serde::Serialize;
use thidua_domain::document::Document;
use thidua_domain::document::chain::{Branch, fruits, roots};

use crate::State;
use crate::movement::doubted;

/// A paper of a tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Code.
    pub code: String,
    /// How it is cited.
    pub name: String,
    /// Abstract, where the citation does not tell it.
    pub subject: Option<String>,
    /// Why it is doubtful as a basis here.
    pub doubt: Option<&'static str>,
    /// First day it is no longer in force, the Vietnamese way.
    pub ended: Option<String>,
    /// Whether its own branches are drawn elsewhere.
    pub repeated: bool,
    /// The next ones.
    pub next: Vec<Node>,
}

/// What papers rest on; the papers themselves first.
pub(crate) fn bases(state: &State, codes: &[&str]) -> Vec<Node> {
    let branches = roots(&state.documents, codes);
    branches
        .iter()
        .map(|branch| node(state, branch, None, true))
        .collect()
}

/// What rests on a paper.
pub(crate) fn resting(state: &State, code: &str) -> Vec<Node> {
    let own = state.documents.get(code);
    let branches = fruits(&state.documents, code);
    branches
        .iter()
        .map(|branch| node(state, branch, own, false))
        .collect()
}

/// `down`: what comes next is the basis of what came before, else it rests on it.
fn node(state: &State, branch: &Branch<'_>, from: Option<&Document>, down: bool) -> Node {
    let paper = branch.document;
    let pair = from.map(|from| if down { (from, paper) } else { (paper, from) });
    let doubt = pair.and_then(|(resting, basis)| resting.doubt(basis, &state.documents));
    let named = paper.symbol.is_some();
    Node {
        code: paper.code.clone(),
        name: paper.cited(),
        subject: paper.subject.clone().filter(|_| named),
        doubt: doubt.map(doubted),
        ended: paper.ended_on.map(|day| day.vn()),
        repeated: branch.repeated,
        next: branch
            .next
            .iter()
            .map(|next| node(state, next, Some(paper), down))
            .collect(),
    }
}
