//! A proposal for what each agency below might be asked for, always with its formula; nobody is bound by it.

use serde::Serialize;
use thidua_domain::amount::Decimal;
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::targets::cascade::shares;
use thidua_domain::text::number::{group, two_digits};
use thidua_domain::time::{Window, WorkYear};

use super::table::{Cascade, Column};
use super::words::shown;
use crate::State;
use crate::figures::answer;
use crate::report::small;

/// A way to propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// Everybody the agency's own rate.
    AsAbove,
    /// Numbers by each one's share of last year's workload, rates as the agency's own.
    ByWorkload,
}

impl Proposal {
    /// The way of a code in an address.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "nhu-tren" => Some(Self::AsAbove),
            "theo-luong-an" => Some(Self::ByWorkload),
            _ => None,
        }
    }
}

/// What a proposal gives in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// Values as people write them, in the order of the rows; empty where nothing can be proposed.
    pub values: Vec<Option<String>>,
    /// How they were reckoned, or why they could not be.
    pub formula: String,
}

/// Proposes values for every column.
pub fn propose(state: &State, cascade: &Cascade, how: Proposal) -> Vec<Proposed> {
    cascade
        .columns
        .iter()
        .map(|column| of_column(state, cascade, column, how))
        .collect()
}

fn nothing(why: impl Into<String>) -> Proposed {
    Proposed {
        values: Vec::new(),
        formula: why.into(),
    }
}

fn of_column(state: &State, cascade: &Cascade, column: &Column, how: Proposal) -> Proposed {
    let (Some(goal), Some(figure)) = (column.goal, state.catalogue.figure(&column.code)) else {
        return nothing("Không đề xuất được: cơ quan chưa có giá trị chỉ tiêu này.");
    };
    let printed = shown(state, figure, goal);
    match (column.measure, how) {
        (Measure::Rate, _) => Proposed {
            values: vec![Some(printed.clone()); cascade.rows.len()],
            formula: format!("Mỗi đơn vị bằng chỉ tiêu của cơ quan: {printed}%."),
        },
        (_, Proposal::AsAbove) => nothing(
            "Chỉ tiêu bằng số phải chia cho các đơn vị, không giao bằng nhau: chọn đề xuất theo lượng án.",
        ),
        (_, Proposal::ByWorkload) => by_workload(state, cascade, column, goal),
    }
}

/// The figures that measure a year's workload, the first that all have.
fn loads(column: &Column) -> [String; 3] {
    let money = column.measure == Measure::Money || column.code.starts_with("tien.");
    let side = if money { "tien" } else { "viec" };
    ["phai_thi_hanh", "thu_ly", "co_dieu_kien"].map(|name| format!("{side}.{name}"))
}

fn by_workload(state: &State, cascade: &Cascade, column: &Column, goal: Decimal) -> Proposed {
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window: Window::whole(WorkYear(cascade.year).previous()),
        frame: &frame,
    };
    let year = cascade.year - 1;
    let told = |code: &str| -> Vec<Option<i64>> {
        let rows = cascade.rows.iter();
        rows.map(|row| answer(state, ask, &row.agency, code).map(|found| found.value))
            .collect()
    };
    let codes = loads(column);
    let all: Vec<(&String, Vec<Option<i64>>)> =
        codes.iter().map(|code| (code, told(code))).collect();
    let whole = all.iter().find_map(|(code, loads)| {
        let loads: Option<Vec<i64>> = loads.iter().copied().collect();
        loads.map(|loads| (*code, loads))
    });
    let Some((code, loads)) = whole else {
        let lacking = all.first().map_or(0, |(_, loads)| {
            loads.iter().filter(|load| load.is_none()).count()
        });
        let count = two_digits(i64::try_from(lacking).unwrap_or(i64::MAX));
        return nothing(format!(
            "Không đề xuất được theo lượng án: {count} đơn vị chưa có số liệu cả năm {year}."
        ));
    };
    let figure = state.catalogue.figure(code);
    let name = figure.map_or(code.as_str(), |figure| figure.name.as_str());
    let step = step(column.measure, goal);
    let parts = goal
        .to_i128()
        .and_then(|whole| shares(whole / step, &loads));
    let Some(parts) = parts else {
        return nothing(format!(
            "Không đề xuất được theo lượng án: tổng {} năm {year} bằng 0.",
            small(name)
        ));
    };
    let own = state.catalogue.figure(&column.code);
    let values = parts.into_iter().map(|part| {
        let value = Decimal::new(part * step, 0)?;
        Some(shown(state, own?, value))
    });
    let total: i128 = loads.iter().map(|load| i128::from(*load)).sum();
    let total = match (figure, Decimal::new(total, 0)) {
        (Some(figure), Some(total)) if figure.measure == Measure::Money => {
            shown(state, figure, total)
        }
        (Some(figure), _) => {
            let unit = state.catalogue.labels.word("don_vi_tinh", &figure.unit);
            format!("{} {unit}", group(total))
        }
        _ => group(total),
    };
    Proposed {
        values: values.collect(),
        formula: format!(
            "Chỉ tiêu của cơ quan × {} năm {year} của đơn vị ÷ {} của tất cả các đơn vị; làm tròn sao cho tổng \
             đúng bằng chỉ tiêu.",
            small(name),
            total
        ),
    }
}

/// Money is shared out in the unit below the one the target is written in, so that no share ends in đồng.
fn step(measure: Measure, goal: Decimal) -> i128 {
    let whole = goal.to_i128().unwrap_or(1);
    let fits = |step: &&i128| measure == Measure::Money && whole % (**step * 1_000) == 0;
    [1_000_000_i128, 1_000]
        .iter()
        .find(fits)
        .copied()
        .unwrap_or(1)
}
