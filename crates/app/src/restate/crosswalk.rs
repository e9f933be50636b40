//! «Bảng quy đổi»: what becomes of the figures of each agency that is no more.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::Reach;
use thidua_domain::bundle::Values;
use thidua_domain::org::{Agency, Reorganisation};
use thidua_domain::restate::sheet::CROSSWALK;
use thidua_domain::restate::{Heirs, How, Rule, Why, heirs};
use thidua_domain::text::{self, number};

use super::words;
use super::{ENTER, PERMISSION};
use crate::state::View;
use crate::{AppError, State};

/// Agencies listed at most beside those that need a decision.
const MOST: usize = 200;

/// An agency that may take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heir {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
}

/// A stored rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleLine {
    /// Code of the new agency.
    pub new: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// `viec`, `tien`; `None`: every figure.
    pub side: Option<String>,
    /// Above the line.
    pub part: Option<i64>,
    /// Below the line.
    pub whole: Option<i64>,
    /// How, in words.
    pub how: String,
    /// When it applies, in words; empty: always.
    pub time: String,
    /// Key of its record: names its history.
    pub record: String,
}

/// An agency that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OldAgency {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// Its last day in that form, ISO.
    pub until: String,
    /// `signed`, `told` (wholly into one by `sap-xep`, unsigned), `open` (nothing is restated yet), `decided`
    /// (decided not to).
    pub state: &'static str,
    /// In words.
    pub words: String,
    /// Those that may take over.
    pub heirs: Vec<Heir>,
    /// What is stored.
    pub rules: Vec<RuleLine>,
    /// Whether the reader may decide.
    pub may: bool,
}

/// The decisions about the agencies an agency of today is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crosswalks {
    /// Code.
    pub agency: String,
    /// Name.
    pub name: String,
    /// Those without a decision that holds first.
    pub olds: Vec<OldAgency>,
    /// How many more there are.
    pub more: usize,
    /// How many need a decision.
    pub open: usize,
}

/// The decisions about the agencies an agency is made of.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn crosswalks(view: &View, agency: &str) -> Result<Crosswalks, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let state = view.state.as_ref();
    let mut olds: Vec<OldAgency> = state
        .org
        .iter()
        .filter(|old| old.code != agency && !state.org.successors(&old.code).is_empty())
        .filter(|old| state.org.covers(agency, &old.code))
        .filter_map(|old| described(view, old))
        .collect();
    text::sort_by_key(&mut olds, |old| &old.name);
    olds.sort_by_key(|old| old.state != "open");
    let open = olds.iter().filter(|old| old.state == "open").count();
    let more = olds.len().saturating_sub(open + MOST);
    olds.truncate(open + MOST);
    Ok(Crosswalks {
        agency: agency.to_owned(),
        name: state.org.label_on(agency, view.today),
        olds,
        more,
        open,
    })
}

/// The last day on which an agency stood as it was before its figures went elsewhere.
fn last_day(state: &State, old: &Agency) -> Option<Date> {
    let first: Option<&Reorganisation> = state.org.successors(&old.code).first().copied();
    first?.on.first_day().yesterday().ok()
}

fn described(view: &View, old: &Agency) -> Option<OldAgency> {
    let state = view.state.as_ref();
    let day = last_day(state, old)?;
    let found = heirs(&state.org, view.today, &old.code, day, None);
    let (kind, words) = match &found {
        Heirs::Same => return None,
        Heirs::Told(new, pair) => {
            let document = pair.document.as_deref().map(|text| state.cited(text));
            let words = format!(
                "Cộng cả vào {}{}; chưa ký bảng quy đổi.",
                state.org.label_on(new, view.today),
                document
                    .map(|document| format!(" theo {document}"))
                    .unwrap_or_default()
            );
            ("told", words)
        }
        Heirs::Signed(rules) => {
            let by = rules.first().map(|rule| words::signed(state, rule));
            ("signed", format!("Theo {}.", by.unwrap_or_default()))
        }
        Heirs::Nowhere(why @ Why::Decided(_)) => {
            ("decided", words::why(state, &old.code, why, day))
        }
        Heirs::Nowhere(why) => ("open", words::why(state, &old.code, why, day)),
    };
    let may = view.permit_agency(ENTER, &old.code).is_ok();
    Some(OldAgency {
        code: old.code.clone(),
        name: state.org.label_on(&old.code, day),
        until: day.to_string(),
        state: kind,
        words,
        heirs: possible(view, old),
        rules: stored(state, &old.code, view.today),
        may,
    })
}

/// Who may take over: those `sap-xep` names, those a rule names, the agency itself where it goes on.
fn possible(view: &View, old: &Agency) -> Vec<Heir> {
    let state = view.state.as_ref();
    let told = state.org.successors(&old.code);
    let told = told.iter().filter_map(|pair| pair.new.as_deref());
    let ruled = state.org.crosswalk().of(&old.code).iter();
    let ruled = ruled.filter_map(|rule| rule.new.as_deref());
    let itself = old.on(view.today).map(|_| old.code.as_str());
    let mut codes: Vec<&str> = told.chain(ruled).chain(itself).collect();
    codes.sort_unstable();
    codes.dedup();
    let heir = |code: &str| Heir {
        code: code.to_owned(),
        name: state.org.label_on(code, view.today),
    };
    codes.into_iter().map(heir).collect()
}

fn stored(state: &State, old: &str, today: Date) -> Vec<RuleLine> {
    let rules = state.org.crosswalk().of(old).iter();
    rules
        .map(|rule| {
            let (part, whole) = match rule.how {
                How::Share(part, whole) => (Some(part), Some(whole)),
                _ => (None, None),
            };
            let how = match (rule.how, part.zip(whole)) {
                (How::Not, _) => "Không quy đổi".to_owned(),
                (_, Some((part, whole))) => {
                    format!("{}/{}", number::group(part), number::group(whole))
                }
                _ => "Cộng cả".to_owned(),
            };
            RuleLine {
                new: rule.new.clone(),
                name: rule
                    .new
                    .as_deref()
                    .map(|new| state.org.label_on(new, today)),
                side: rule.side.clone(),
                part,
                whole,
                how: format!("{how}, {}", words::signed(state, rule)),
                time: rule.validity.vn(),
                record: key_of(rule),
            }
        })
        .collect()
}

/// What names the record of a rule.
pub(crate) fn key_of(rule: &Rule) -> String {
    let mut row = Values::default();
    row.set("ma_cu", &rule.old);
    let texts = [
        ("ma_moi", rule.new.clone()),
        ("ap_dung", rule.side.clone()),
        ("tu_ngay", rule.validity.from.map(|from| from.to_string())),
    ];
    for (id, text) in texts {
        if let Some(text) = text {
            row.set(id, text);
        }
    }
    row.key(&CROSSWALK)
}
