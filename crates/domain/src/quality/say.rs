//! Numbers in the sentences of findings.

use crate::amount::{Percent, Precision};
use crate::catalogue::{Catalogue, Measure};
use crate::figures::{Cell, print};
use crate::text::number::group;

/// Stands around the code of a source in a sentence: an invisible separator no figure holds.
const SOURCE: char = '\u{2063}';

/// A number with its unit: `3.120 việc`, `1.052 tỷ đồng`, `56,49 %`.
pub fn figure(catalogue: &Catalogue, code: &str, value: i64) -> String {
    let known = catalogue.figure(code);
    let measure = known.map_or_else(|| measure_by_code(code), |figure| figure.measure);
    match measure {
        Measure::Rate => format!("{} %", Percent::from_ten_thousandths(value).vn()),
        Measure::Money => amount(value),
        Measure::Count => {
            let unit = known.map_or("viec", |figure| figure.unit.as_str());
            let word = catalogue.labels.word("don_vi_tinh", unit);
            format!("{} {}", group(value), word.to_lowercase())
        }
    }
}

/// How a code's values are counted, where the catalogue does not know it.
fn measure_by_code(code: &str) -> Measure {
    match code {
        _ if code.contains("ty_le") => Measure::Rate,
        _ if code.starts_with("tien.") => Measure::Money,
        _ => Measure::Count,
    }
}

/// Money, exact, in the unit it is best read in: `2,13 tỷ đồng`.
pub fn amount(dong: i64) -> String {
    let size = dong.unsigned_abs();
    let (unit, word) = match size {
        1_000_000_000.. => ("ty_dong", "tỷ đồng"),
        1_000_000.. => ("trieu_dong", "triệu đồng"),
        _ => ("dong", "đồng"),
    };
    format!("{} {word}", print::money(dong, unit))
}

/// Hundredths of a percent: `25,72 %`.
pub(super) fn percent(hundredths: i64) -> String {
    format!("{} %", Percent::from_hundredths(hundredths).vn())
}

/// The same as points: `3,08 điểm phần trăm`.
pub(super) fn points(hundredths: i64) -> String {
    let size = Percent::from_hundredths(hundredths.saturating_abs());
    format!("{} điểm phần trăm", size.vn())
}

/// A number as a source told it: `hơn 25.096 tỷ đồng`.
pub(super) fn told(catalogue: &Catalogue, code: &str, cell: &Cell<'_>) -> String {
    let Some(value) = cell.value else {
        return "không nêu số".to_owned();
    };
    let precision: Precision = cell.precision();
    precision.before(&figure(catalogue, code, value))
}

/// The name of a figure in a sentence: `thi hành xong (về việc)`.
pub(super) fn name(catalogue: &Catalogue, code: &str) -> String {
    let name = catalogue.figure_name(code);
    let mut letters = name.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// A source in a sentence.
pub(super) fn source(code: Option<&str>) -> String {
    code.map_or_else(
        || "nguồn không ghi tên".to_owned(),
        |code| format!("{SOURCE}{code}{SOURCE}"),
    )
}

/// A sentence with its sources as they are cited.
pub fn with_sources(text: &str, cited: impl Fn(&str) -> String) -> String {
    let parts = text.split(SOURCE).enumerate();
    parts
        .map(|(at, part)| match at % 2 {
            0 => part.to_owned(),
            _ => format!("«{}»", cited(part)),
        })
        .collect()
}

/// The first letter as a sentence begins.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    first.map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
