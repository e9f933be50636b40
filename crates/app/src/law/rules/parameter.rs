//! A value of the law over time.

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::law::change::About;
use thidua_domain::law::{Condition, Parameter, Unit, Value};

use super::change::{self, ChangeLine};
use super::condition::{Use, used};
use super::node::{self, CiteLine, Mark};
use super::words;
use crate::{AppError, View};

/// A value from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DatedLine {
    /// First day, ISO.
    pub from: String,
    /// Its days, in words.
    pub days: String,
    /// The value, in words.
    pub value: String,
    /// Plain decimal where a chart can show it.
    pub plotted: Option<String>,
    /// Whether a share must be passed, not only reached.
    pub strict: bool,
    /// Whether it holds today.
    pub now: bool,
    /// What it rests on.
    pub cites: Vec<CiteLine>,
    /// How sure it is.
    pub mark: Mark,
    /// What else is to be known.
    pub note: String,
    /// Its code: `parameter@first day`.
    pub id: String,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParameterPage {
    /// Its code.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Its unit, in words; empty where the value says it.
    pub unit: &'static str,
    /// Its values, oldest first.
    pub values: Vec<DatedLine>,
    /// Whether a chart helps: numbers that change more than once.
    pub charted: bool,
    /// Conditions that take their number from it, by code and words.
    pub conditions: Vec<(String, String)>,
    /// Awards whose rules use it.
    pub used: Vec<Use>,
    /// What the engine itself does with it; empty: nothing.
    pub engine: &'static str,
    /// What was decided or proposed about it.
    pub changes: Vec<ChangeLine>,
    /// Whether the reader may propose.
    pub proposes: bool,
}

/// What is done with values no condition names.
fn engine(id: &str) -> &'static str {
    match id {
        "luong_co_so" => "Tiền thưởng bằng hệ số nhân mức lương cơ sở của ngày ký quyết định.",
        "moc.tinh_tu" => {
            "Cho biết «sau khi được tặng» tính từ năm thành tích hay từ ngày quyết định, ở mọi quy định."
        }
        "ky_luat.tinh_lai" => {
            "Cho biết từ hình thức kỷ luật nào trở lên thì thành tích phải tính lại từ đầu."
        }
        "ky_xet.ngay_cuoi" => "Ngày cuối cùng còn bổ sung được điều kiện cho năm xét.",
        id if id.starts_with("thuong.") => "Dùng khi tính tiền thưởng.",
        _ => "",
    }
}

/// One parameter.
///
/// # Errors
/// [`AppError::NotFound`] where there is none of that code.
pub fn parameter(view: &View, id: &str) -> Result<ParameterPage, AppError> {
    view.permit(super::READ, Target::Any)?;
    let book = view.state.law.as_ref();
    let own = book.parameter(id).ok_or(AppError::NotFound)?;
    let uses = |condition: &Condition| {
        let named = book.parameters_of(condition).into_iter();
        named
            .filter_map(|at| book.parameter_of(at))
            .any(|one| one.id == id)
    };
    let values = lines(view, own);
    let plotted = values.iter().filter(|line| line.plotted.is_some()).count();
    let mut items: Vec<(About, String)> = own
        .values
        .iter()
        .map(|value| (About::Value, format!("{id}@{}", value.from)))
        .collect();
    items.push((About::Parameter, id.to_owned()));
    Ok(ParameterPage {
        id: own.id.clone(),
        name: own.name.clone(),
        unit: match own.unit {
            Unit::Share => "tỷ lệ",
            Unit::Dong => "đồng",
            unit => unit.vn(),
        },
        charted: plotted > 2 && plotted == values.len() && varies(own),
        values,
        conditions: book
            .conditions
            .iter()
            .filter(|condition| uses(condition))
            .map(|condition| (condition.id.to_string(), book.needed(condition, view.today)))
            .collect(),
        used: used(view, &uses),
        engine: engine(id),
        changes: change::about(view, &items),
        proposes: super::proposes(view),
    })
}

/// Whether its numbers are not all the same.
fn varies(own: &Parameter) -> bool {
    let values: Vec<&Value> = own.values.iter().map(|value| &value.value).collect();
    values.windows(2).any(|pair| pair.first() != pair.last())
}

fn lines(view: &View, own: &Parameter) -> Vec<DatedLine> {
    let book = view.state.law.as_ref();
    let now = own.on(view.today).map(|value| value.from);
    let next = own.values.iter().skip(1).map(|value| Some(value.from));
    let values = own.values.iter().zip(next.chain(std::iter::once(None)));
    values
        .map(|(value, next)| {
            let last = value.to.or(next.and_then(|next| next.yesterday().ok()));
            DatedLine {
                id: format!("{}@{}", own.id, value.from),
                from: value.from.to_string(),
                days: words::days(value.from, last),
                value: words::value(book, own, &value.value),
                plotted: words::plotted(&value.value),
                strict: value.strict,
                now: now == Some(value.from),
                cites: node::cites(book, &value.cites, value.from),
                mark: Mark::new(value.confidence, value.confirmed.as_ref()),
                note: value.note.clone(),
            }
        })
        .collect()
}
