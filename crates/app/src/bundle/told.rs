//! In what two tellings of one figure differ, cell by cell, as a user would write them.

use thidua_domain::amount::{Decimal, Precision};
use thidua_domain::catalogue::{Catalogue, FigureCode, Measure};
use thidua_domain::figures::{Figure, print};

/// Heading, what is stored, what the new row says.
pub(super) type Difference = (&'static str, String, String);

/// Every cell in which both say something and not the same.
pub(super) fn differences(
    catalogue: &Catalogue,
    code: &str,
    stored: &Figure,
    new: &Figure,
) -> Vec<Difference> {
    let Some(declared) = catalogue.figure(code) else {
        return Vec::new();
    };
    let amount = |value: Option<i64>| value.map(|value| amount(declared, value));
    let percent = |value: Option<i64>| value.map(|value| Decimal::from_ten_thousandths(value).vn());
    let precision = |precision: Precision, told: bool| told.then(|| precision.code().to_owned());
    let changes = |figure: &Figure| figure.change.is_some() || figure.change_percent.is_some();
    let cells = |figure: &Figure| {
        let unit = figure.unit.as_ref();
        let unit = unit.map(|unit| catalogue.labels.word("don_vi_tinh", unit).to_owned());
        [
            ("Giá trị", amount(figure.value)),
            ("Đơn vị tính", unit),
            (
                "Mức chính xác",
                precision(figure.precision, figure.value.is_some()),
            ),
            ("So cùng kỳ", figure.direction.clone()),
            ("Tăng giảm", amount(figure.change)),
            ("Tăng giảm %", percent(figure.change_percent)),
            (
                "Mức chính xác tăng giảm",
                precision(figure.change_precision, changes(figure)),
            ),
            ("Tỷ trọng", percent(figure.share)),
            ("Nguyên văn", figure.raw.clone()),
            ("Ghi chú", figure.note.clone()),
        ]
    };
    let pairs = cells(stored).into_iter().zip(cells(new));
    let differ = pairs.filter_map(|((heading, stored), (_, new))| {
        let (stored, new) = stored.zip(new)?;
        (stored != new).then_some((heading, stored, new))
    });
    differ.collect()
}

fn amount(code: &FigureCode, value: i64) -> String {
    match code.measure {
        Measure::Count => value.to_string(),
        Measure::Rate => Decimal::from_ten_thousandths(value).vn(),
        Measure::Money => format!("{} đồng", print::money(value, "dong")),
    }
}
