//! Changes of the rulebook as readers see them.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::change::{About, Act, By, Change, Edit, Field, Standing};
use thidua_domain::time::vn;

use super::alert::keeps;
use super::{approves, typed, words};
use crate::{AppError, View};

/// A change in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeLine {
    /// Its code.
    pub code: String,
    /// What is done.
    pub act: &'static str,
    /// What it is about.
    pub about: String,
    /// Its address; empty: none.
    pub href: String,
    /// For which regime alone; empty: wherever it is used.
    pub regime: String,
    /// From which day, as read; empty: of a correction.
    pub from: String,
    /// `cho_duyet` …
    pub standing: &'static str,
    /// In words.
    pub standing_words: &'static str,
    /// Who proposed it.
    pub by: String,
    /// When, as read.
    pub on: String,
    /// Why.
    pub reason: String,
    /// On what paper it rests, as cited.
    pub document: String,
    /// Who answered; empty: nobody yet.
    pub answered_by: String,
    /// When.
    pub answered_on: String,
    /// The answer.
    pub answer: String,
}

/// One thing that is said anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What.
    pub what: String,
    /// As it is; empty: nothing, or no longer known.
    pub old: String,
    /// As it shall be.
    pub new: String,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangePage {
    /// As lists show it.
    pub line: ChangeLine,
    /// What is said anew.
    pub differences: Vec<Difference>,
    /// How it was compared with the original, in words; empty: it was not.
    pub compared: String,
    /// Whether it waits.
    pub waits: bool,
    /// Whether the reader may approve or refuse it.
    pub approves: bool,
    /// Whether the reader may take it back.
    pub withdraws: bool,
    /// Why the reader, who approves, may not approve this one; empty: otherwise.
    pub not_by: &'static str,
    /// Whether the reader may propose to repeal it.
    pub repeals: bool,
    /// Number of the last approved change: another number, and the page is outdated.
    pub seen: i64,
}

fn name(by: &By) -> String {
    if by.name.is_empty() {
        by.user.clone()
    } else {
        by.name.clone()
    }
}

/// A change for lists.
pub(super) fn line(view: &View, own: &Change) -> ChangeLine {
    let book = view.state.law.as_ref();
    let day = |by: &By| by.on.map(vn).unwrap_or_default();
    let regime = own.regime.as_ref().and_then(|id| {
        let at = book.regimes.iter().position(|regime| regime.id == *id)?;
        Some(words::regime(book, at))
    });
    ChangeLine {
        code: own.code.clone(),
        act: words::act(own.act),
        about: match (own.act, own.wants(Field::Short)) {
            (Act::AddText, Some(short)) => short.to_owned(),
            _ => words::named(view, own.about, &own.of),
        },
        href: match (own.act, own.standing) {
            (Act::AddText, standing) if standing != Standing::Approved => String::new(),
            _ => words::place(own.about, &own.of).unwrap_or_default(),
        },
        regime: regime.unwrap_or_default(),
        from: own
            .from
            .filter(|_| own.act == Act::Supersede)
            .map(vn)
            .unwrap_or_default(),
        standing: own.standing.code(),
        standing_words: own.standing.vn(),
        by: name(&own.proposed),
        on: day(&own.proposed),
        reason: own.reason.clone(),
        document: own
            .document
            .as_ref()
            .map(|code| view.state.cited(code))
            .unwrap_or_default(),
        answered_by: own.answered.as_ref().map(name).unwrap_or_default(),
        answered_on: own.answered.as_ref().map(day).unwrap_or_default(),
        answer: own.answer.clone().unwrap_or_default(),
    }
}

/// The changes of a standing, the newest first.
pub(super) fn lines(view: &View, standing: Standing) -> Vec<ChangeLine> {
    let own = view.state.rulings.changes.iter();
    let mut own: Vec<&Change> = own.filter(|change| change.standing == standing).collect();
    own.sort_by_key(|change| std::cmp::Reverse((change.number, change.code.clone())));
    own.into_iter().map(|change| line(view, change)).collect()
}

/// What was decided about some items, and for who keeps the rulebook what waits; the newest first.
pub(super) fn about(view: &View, items: &[(About, String)]) -> Vec<ChangeLine> {
    let keeps = keeps(view);
    let own = |change: &&Change| {
        let shown = match change.standing {
            Standing::Approved => true,
            Standing::Waiting => keeps,
            Standing::Refused | Standing::Withdrawn => false,
        };
        shown
            && items
                .iter()
                .any(|(about, of)| *about == change.about && *of == change.of)
    };
    let mut found: Vec<&Change> = view.state.rulings.changes.iter().filter(own).collect();
    found.sort_by_key(|change| std::cmp::Reverse(change.code.clone()));
    found.into_iter().map(|change| line(view, change)).collect()
}

/// Every change: of who keeps the rulebook all of them, of others the approved ones; those that wait first.
///
/// # Errors
/// [`AppError::Forbidden`] for nobody in particular.
pub fn changes(view: &View) -> Result<Vec<ChangeLine>, AppError> {
    view.permit(super::READ, Target::Any)?;
    let standings: &[Standing] = match keeps(view) {
        true => &Standing::ALL,
        false => &[Standing::Approved],
    };
    Ok(standings
        .iter()
        .flat_map(|standing| lines(view, *standing))
        .collect())
}

/// One change.
///
/// # Errors
/// [`AppError::NotFound`] where it is not there, or not approved and not the reader's to see.
pub fn change(view: &View, code: &str) -> Result<ChangePage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let own = view.state.rulings.find(code).ok_or(AppError::NotFound)?;
    if own.standing != Standing::Approved && !keeps(view) {
        return Err(AppError::NotFound);
    }
    let waits = own.standing == Standing::Waiting;
    let proposer = is_proposer(view, own);
    let compared = own.compared.as_ref().map(|own| {
        let page = match own.page.as_str() {
            "" => String::new(),
            page => format!(", {page}"),
        };
        format!(
            "{} đối chiếu ngày {} với {}{page}",
            own.by,
            vn(own.at),
            own.original
        )
    });
    Ok(ChangePage {
        line: line(view, own),
        differences: differences(view, own),
        compared: compared.unwrap_or_default(),
        waits,
        approves: waits && approves(view) && !proposer,
        withdraws: waits && proposer,
        not_by: match waits && approves(view) && proposer {
            true => "Anh/chị là người đề xuất: phải có người khác duyệt.",
            false => "",
        },
        repeals: own.standing == Standing::Approved
            && own.act != Act::Repeal
            && super::proposes(view)
            && super::decide::applies(view, &own.code),
        seen: view.state.rulings.approved(),
    })
}

/// Who the reader is.
pub(super) fn by(view: &View) -> By {
    By {
        user: view.actor.user.clone(),
        name: String::new(),
        person: view.actor.person.clone(),
        on: Some(view.today),
    }
}

/// Whether the reader proposed a change, under whatever code of the same person.
pub(super) fn is_proposer(view: &View, own: &Change) -> bool {
    let merged = &view.state.merged;
    own.proposed
        .is_same(&by(view), |code| merged.standing(code))
}

/// What a change says anew, beside what stands there while it waits.
pub(super) fn differences(view: &View, own: &Change) -> Vec<Difference> {
    let waits = own.standing == Standing::Waiting;
    let asked = typed::fields(view, own.act, own.about, &own.of);
    let mut found: Vec<Difference> = Vec::new();
    for (field, text) in &own.wanted {
        let now = asked
            .iter()
            .find(|(one, _)| one == field)
            .map(|(_, now)| now.clone());
        found.push(Difference {
            what: typed::label(own.about, *field).to_owned(),
            old: now
                .filter(|_| waits)
                .map(|now| typed::for_readers(*field, &now))
                .unwrap_or_default(),
            new: match text.is_empty() {
                true => "(bỏ)".to_owned(),
                false => typed::for_readers(*field, &typed::shown(view, &own.of, *field, text)),
            },
        });
    }
    found.extend(own.edits.iter().map(|edit| edited(view, edit)));
    found
}

fn edited(view: &View, edit: &Edit) -> Difference {
    let named = |id: &str| words::named(view, About::Condition, id);
    let under = |under: &Option<String>| match under {
        Some(id) => format!("Thêm vào «{}»", named(id)),
        None => "Thêm cho mọi cách xét".to_owned(),
    };
    match edit {
        Edit::Drop { condition } => Difference {
            what: "Bỏ điều kiện".to_owned(),
            old: named(condition),
            new: String::new(),
        },
        Edit::Replace { condition, with } => Difference {
            what: "Thay điều kiện".to_owned(),
            old: named(condition),
            new: typed::drafted(view, condition, with),
        },
        Edit::Add {
            under: at,
            condition,
        } => Difference {
            what: under(at),
            old: String::new(),
            new: named(condition),
        },
        Edit::AddNew { under: at, with } => Difference {
            what: under(at),
            old: String::new(),
            new: typed::drafted(view, "", with),
        },
    }
}
