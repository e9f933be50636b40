//! One cell: what was typed in it as a figure, and a figure as it is typed.

use serde::Serialize;
use thidua_domain::amount::{Decimal, Precision};
use thidua_domain::bundle::{Cell, Fault, Place, Severity, Values, row};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::figures::sheet::{FIGURES, entry};
use thidua_domain::figures::{Figure, SheetKey, print};
use thidua_domain::text::number;

use crate::State;

/// One cell of a grid as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CellView {
    /// `agency/code`: what its input is called.
    pub name: String,
    /// What it holds, in full, for those who do not see the table.
    pub label: String,
    /// As typed, else as stored.
    pub text: String,
    /// As stored; empty where nothing is.
    pub stored: String,
    /// `invalid flagged explained locked`, or nothing.
    pub state: &'static str,
    /// A few words under the number.
    pub says: String,
    /// The reason in full, with its cure.
    pub why: String,
    /// Cumulative to last month.
    pub before: String,
    /// This month alone.
    pub inside: String,
    /// The same months of last year.
    pub last_year: String,
}

/// What the text of a cell came to.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    /// The figure; `None` where the cell was emptied or cannot be read.
    pub(super) figure: Option<Figure>,
    /// Why it cannot be read, and what cures that.
    pub(super) fault: Option<Fault>,
    /// How it was read where another reading is possible.
    pub(super) hint: Option<String>,
}

/// Reads a cell exactly as a row of `so-lieu` is read.
pub(super) fn read(
    state: &State,
    key: &SheetKey,
    code: &FigureCode,
    unit: &str,
    text: &str,
) -> Read {
    let Some(written) = Some(text.trim()).filter(|text| !text.is_empty()) else {
        return Read::default();
    };
    let place = Place {
        sheet: FIGURES.name,
        row: 1,
    };
    let mut told = vec![
        ("ma_co_quan", key.subject.clone()),
        ("nam_cong_tac", key.year.0.to_string()),
        ("thang_luy_ke", key.month.to_string()),
        ("ma_so_lieu", code.code.clone()),
        ("gia_tri", written.to_owned()),
    ];
    if code.measure == Measure::Money {
        told.push(("don_vi_tinh", unit.to_owned()));
    }
    let cells: Vec<_> = told
        .into_iter()
        .filter_map(|(id, text)| Some((FIGURES.column(id)?, Cell::Text(text))))
        .collect();
    let mut faults = Vec::new();
    let cells = cells.iter().map(|(column, cell)| (*column, cell));
    let values = row(&FIGURES, place, cells, &mut faults);
    let read = entry(&values, &state.catalogue, place, &mut faults);
    let fault = faults
        .iter()
        .find(|fault| fault.severity == Severity::Error);
    let hint = faults
        .iter()
        .find(|fault| fault.severity == Severity::Warning);
    Read {
        fault: fault.cloned().map(|fault| Fault {
            cure: in_a_cell(&fault.cure, code.measure),
            ..fault
        }),
        hint: hint.map(|fault| fault.reason.clone()),
        figure: read
            .filter(|_| fault.is_none())
            .map(|read| read.figure)
            .filter(|figure| figure.value.is_some()),
    }
}

/// A cure that speaks of the columns of a file, as a cell of the grid says it.
fn in_a_cell(cure: &str, measure: Measure) -> String {
    if !cure.contains("cột") {
        return cure.to_owned();
    }
    match measure {
        Measure::Money => {
            "Ghi số theo đơn vị tính của bảng, hoặc ghi cả đơn vị: 1,5 tỷ.".to_owned()
        }
        _ => "Chỉ ghi số, ví dụ 1.057.".to_owned(),
    }
}

/// A figure as it is typed in a unit of money: `1.057`, `trên 3.508`.
pub(super) fn shown(figure: &Figure, code: &FigureCode, unit: &str) -> String {
    figure
        .value
        .map(|value| printed(value, code.measure, unit, figure.precision))
        .unwrap_or_default()
}

/// A value as it is typed.
pub(super) fn printed(value: i64, measure: Measure, unit: &str, precision: Precision) -> String {
    print::vietnamese(value, measure, unit, precision)
}

/// A number without its precision, in the page's unit.
pub(super) fn plain(value: i64, measure: Measure, unit: &str) -> String {
    match measure {
        Measure::Money => print::money(value, unit),
        Measure::Count => number::group(value),
        Measure::Rate => print::vietnamese(value, measure, unit, Precision::Dung),
    }
}

/// Whether two tellings come to the same number.
pub(super) fn same(one: Option<&Figure>, other: Option<&Figure>) -> bool {
    let number =
        |figure: Option<&Figure>| figure.and_then(|figure| Some((figure.value?, figure.precision)));
    number(one) == number(other)
}

/// The canonical row that tells a figure of a sheet; without a figure the row that empties it.
pub(super) fn values(key: &SheetKey, code: &FigureCode, figure: Option<&Figure>) -> Values {
    let mut row = Values::default();
    row.set("ma_co_quan", key.subject.as_str());
    row.set("nam_cong_tac", key.year.0.to_string());
    row.set("thang_luy_ke", key.month.to_string());
    row.set("pham_vi", key.frame.scope.as_str());
    row.set("bao_gom", key.frame.included.as_str());
    row.set("ma_so_lieu", code.code.as_str());
    let mut set = |id: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.set(id, text);
        }
    };
    set("nguon", key.source.clone());
    set("ngay_chot", key.cut_off.map(|day| day.to_string()));
    set("tinh_trang", key.status.clone());
    let Some(figure) = figure else { return row };
    let unit = figure.unit.as_deref().unwrap_or(&code.unit);
    let amount = |value: i64| written(value, code.measure, unit);
    let percent = |value: i64| unambiguous(Decimal::from_ten_thousandths(value));
    set("gia_tri", figure.value.map(amount));
    set("don_vi_tinh", figure.unit.clone());
    let vague = |precision: Precision| (!precision.is_exact()).then(|| precision.code().to_owned());
    set("muc_chinh_xac", vague(figure.precision));
    set("so_cung_ky", figure.direction.clone());
    set("tang_giam", figure.change.map(amount));
    set("tang_giam_phan_tram", figure.change_percent.map(percent));
    set("muc_chinh_xac_tang_giam", vague(figure.change_precision));
    set("ty_trong", figure.share.map(percent));
    set("nguyen_van", figure.raw.clone());
    set("ghi_chu", figure.note.clone());
    row
}

/// A value in its unit, as a canonical row holds it.
fn written(value: i64, measure: Measure, unit: &str) -> String {
    let power = match (measure, unit) {
        (Measure::Money, "nghin_dong") => 3,
        (Measure::Money, "trieu_dong") => 6,
        (Measure::Money, "ty_dong") => 9,
        (Measure::Rate, _) => 4,
        _ => 0,
    };
    let exact = Decimal::from(value).checked_div_pow10(power);
    exact.map_or_else(|| value.to_string(), unambiguous)
}

/// `1.057` would be read as a group of thousands: a further 0 keeps it a decimal.
fn unambiguous(value: Decimal) -> String {
    let plain = value.to_string();
    match plain.split_once('.') {
        Some((_, fraction)) if fraction.len() == 3 => format!("{plain}0"),
        _ => plain,
    }
}
