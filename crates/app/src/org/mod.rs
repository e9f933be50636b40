//! Agencies: one on a date, the tree on a date.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::org::{Agency, Reorganisation, Spell};
use thidua_domain::text;

use crate::state::View;
use crate::{AppError, State};

/// Names of agencies and the tree are common knowledge.
pub const PERMISSION: Permission = Permission::ViewCommon;

/// A body linked by a reorganisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Kin {
    /// Code.
    pub code: String,
    /// Name in its own time.
    pub name: String,
    /// First day of the new order.
    pub on: String,
    /// Code of `sap-xep.Loại`.
    pub kind: String,
    /// The document, as cited.
    pub document: Option<String>,
}

/// A stretch of an agency's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpellLine {
    /// Name.
    pub name: String,
    /// Code of `Cấp`.
    pub level: String,
    /// Code of the agency above.
    pub parent: Option<String>,
    /// Its name.
    pub parent_name: Option<String>,
    /// First day, as precise as told.
    pub from: Option<String>,
    /// Last day, as precise as told.
    pub to: Option<String>,
    /// In words.
    pub time: String,
    /// Note.
    pub note: Option<String>,
}

/// An agency on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgencyAnswer {
    /// Code.
    pub code: String,
    /// The date.
    pub on: String,
    /// Name on that date; of a body that was not there, its nearest name.
    pub name: String,
    /// Short name.
    pub short_name: Option<String>,
    /// Code of `Cấp`.
    pub level: String,
    /// Code of the agency above.
    pub parent: Option<String>,
    /// Whether it existed on that date.
    pub exists: bool,
    /// Place it answers for.
    pub area: Option<String>,
    /// What it came from, as far as that was before the date.
    pub predecessors: Vec<Kin>,
    /// What became of it, as far as that was by the date.
    pub successors: Vec<Kin>,
    /// Codes directly below on that date.
    pub children: Vec<String>,
    /// All spells, oldest first.
    pub spells: Vec<SpellLine>,
}

/// An agency on a date.
pub fn agency(view: &View, code: &str, on: Date) -> Result<AgencyAnswer, AppError> {
    view.permit_agency(PERMISSION, code)?;
    let state = view.state.as_ref();
    let found = state.org.find(code).ok_or(AppError::NotFound)?;
    let spell = found.nearest(on).ok_or(AppError::NotFound)?;
    let kin = |pairs: Vec<&Reorganisation>, old: bool| {
        let known = pairs.into_iter().filter(|pair| pair.on.first_day() <= on);
        known.filter_map(|pair| kin(state, pair, old)).collect()
    };
    Ok(AgencyAnswer {
        code: code.to_owned(),
        on: on.to_string(),
        name: spell.name.clone(),
        short_name: spell.short_name.clone(),
        level: spell.level.code().to_owned(),
        parent: spell.parent.clone(),
        exists: found.on(on).is_some(),
        area: spell.area.clone(),
        predecessors: kin(state.org.predecessors(code), true),
        successors: kin(state.org.successors(code), false),
        children: state
            .org
            .children_on(code, on)
            .iter()
            .map(|child| child.code.clone())
            .collect(),
        spells: found
            .spells
            .iter()
            .map(|spell| spell_line(state, spell))
            .collect(),
    })
}

fn kin(state: &State, pair: &Reorganisation, old: bool) -> Option<Kin> {
    let code = if old {
        Some(&pair.old)
    } else {
        pair.new.as_ref()
    }?;
    let on = pair.on.first_day();
    let day = if old {
        on.yesterday().unwrap_or(on)
    } else {
        on
    };
    Some(Kin {
        code: code.clone(),
        name: state.name_on(code, day),
        on: pair.on.to_string(),
        kind: pair.kind.clone(),
        document: pair.document.as_ref().map(|document| state.cited(document)),
    })
}

fn spell_line(state: &State, spell: &Spell) -> SpellLine {
    let on = spell
        .validity
        .from
        .map_or(Date::MIN, |from| from.first_day());
    SpellLine {
        name: spell.name.clone(),
        level: spell.level.code().to_owned(),
        parent_name: spell
            .parent
            .as_ref()
            .map(|parent| state.name_on(parent, on)),
        parent: spell.parent.clone(),
        from: spell.validity.from.map(|date| date.to_string()),
        to: spell.validity.to.map(|date| date.to_string()),
        time: spell.validity.vn(),
        note: spell.note.clone(),
    }
}

/// One line of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TreeLine {
    /// Code.
    pub code: String,
    /// Name on the date.
    pub name: String,
    /// Code of `Cấp`.
    pub level: String,
    /// How deep it stands, 0 at the root.
    pub depth: usize,
    /// How many stand directly below.
    pub below: usize,
}

/// The tree on a date, from one agency down or from all roots, in Vietnamese order of names.
pub fn tree(
    view: &View,
    root: Option<&str>,
    on: Date,
    depth: usize,
) -> Result<Vec<TreeLine>, AppError> {
    view.permit(PERMISSION, thidua_domain::access::Target::Any)?;
    let state = view.state.as_ref();
    let mut lines = Vec::new();
    let roots: Vec<&Agency> = match root {
        Some(code) => vec![state.org.find(code).ok_or(AppError::NotFound)?],
        None => state
            .org
            .iter()
            .filter(|agency| is_root(state, agency, on))
            .collect(),
    };
    for agency in roots {
        descend(state, agency, on, 0, depth, &mut lines);
    }
    Ok(lines)
}

/// Existing on the date, with nobody above who exists on the date; bodies outside the sector apart.
fn is_root(state: &State, agency: &Agency, on: Date) -> bool {
    let Some(spell) = agency.on(on) else {
        return false;
    };
    let above = spell
        .parent
        .as_deref()
        .and_then(|parent| state.org.find(parent));
    above.is_none_or(|above| above.on(on).is_none())
}

fn descend(
    state: &State,
    agency: &Agency,
    on: Date,
    depth: usize,
    deepest: usize,
    lines: &mut Vec<TreeLine>,
) {
    let Some(spell) = agency.nearest(on) else {
        return;
    };
    let mut below = state.org.children_on(&agency.code, on);
    lines.push(TreeLine {
        code: agency.code.clone(),
        name: spell.name.clone(),
        level: spell.level.code().to_owned(),
        depth,
        below: below.len(),
    });
    if depth >= deepest || depth >= 16 {
        return;
    }
    text::sort_by_key(&mut below, |child| {
        child
            .nearest(on)
            .map_or(child.code.as_str(), |spell| spell.name.as_str())
    });
    for child in below {
        descend(state, child, on, depth + 1, deepest, lines);
    }
}
