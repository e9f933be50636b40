//! A figure as the row of `so-lieu` that tells it: what [`super::sheet::entry`] reads back as the same figure.

use super::figure::Figure;
use super::key::SheetKey;
use crate::amount::Decimal;
use crate::bundle::Values;
use crate::catalogue::{FigureCode, Measure};
use crate::text::number;

/// The row of a figure; `None` where a number of it cannot be told exactly in its unit.
pub fn row(key: &SheetKey, declared: &FigureCode, figure: &Figure) -> Option<Values> {
    let mut row = Values::default();
    row.set("ma_co_quan", &key.subject);
    row.set("nam_cong_tac", key.year.0.to_string());
    row.set("thang_luy_ke", key.month.to_string());
    row.set("pham_vi", &key.frame.scope);
    row.set("bao_gom", &key.frame.included);
    row.set("ma_so_lieu", &declared.code);
    let unit = figure.unit.as_deref().unwrap_or(&declared.unit);
    let told = |value: Option<i64>, measure, unit| match value {
        None => Some(None),
        Some(value) => plain(value, measure, unit).map(Some),
    };
    let number = |value| told(value, declared.measure, unit);
    let percent = |value| told(value, Measure::Rate, "phan_tram");
    let precision = |exact: bool, code: &str| (!exact).then(|| code.to_owned());
    let told = [
        ("ma_can_bo", key.person.clone()),
        ("ma_phong_trao", key.frame.movement.clone()),
        ("nhom_an", key.frame.group.clone()),
        ("gia_tri", number(figure.value)?),
        ("don_vi_tinh", figure.unit.clone()),
        (
            "muc_chinh_xac",
            precision(figure.precision.is_exact(), figure.precision.code()),
        ),
        ("so_cung_ky", figure.direction.clone()),
        ("tang_giam", number(figure.change)?),
        ("tang_giam_phan_tram", percent(figure.change_percent)?),
        (
            "muc_chinh_xac_tang_giam",
            precision(
                figure.change_precision.is_exact(),
                figure.change_precision.code(),
            ),
        ),
        ("ty_trong", percent(figure.share)?),
        ("nguyen_van", figure.raw.clone()),
        ("ngay_chot", key.cut_off.map(|date| date.to_string())),
        ("tinh_trang", key.status.clone()),
        ("nguon", key.source.clone()),
        ("ghi_chu", figure.note.clone()),
    ];
    for (id, text) in told {
        if let Some(text) = text {
            row.set(id, text);
        }
    }
    Some(row)
}

/// A number of the base unit in another one, exactly; a further 0 keeps `1.057` from being read as thousands.
fn plain(value: i64, measure: Measure, unit: &str) -> Option<String> {
    let power = match (measure, unit) {
        (Measure::Rate, _) => 4,
        (Measure::Money, "nghin_dong") => 3,
        (Measure::Money, "trieu_dong") => 6,
        (Measure::Money, "ty_dong") => 9,
        _ => 0,
    };
    let exact = Decimal::from(value).checked_div_pow10(power)?.to_string();
    let lone =
        exact.contains('.') && number::read(&exact).is_ok_and(|reading| reading.other.is_some());
    Some(if lone { format!("{exact}0") } else { exact })
}

#[cfg(test)]
mod tests {
    use super::super::key::Frame;
    use super::super::sheet::{FIGURES, entry};
    use super::*;
    use crate::amount::Precision;
    use crate::bundle::{Cell, Place, own_row};
    use crate::catalogue::{Aggregation, Catalogue};
    use crate::time::WorkYear;
    use proptest::prelude::*;

    fn declared(measure: Measure) -> FigureCode {
        let unit = match measure {
            Measure::Count => "viec",
            Measure::Money => "dong",
            Measure::Rate => "phan_tram",
        };
        FigureCode {
            code: "thu.so_lieu".to_owned(),
            name: "Thử".to_owned(),
            unit: unit.to_owned(),
            measure,
            field: "Thử".to_owned(),
            aggregation: Aggregation::Sum,
            numerator: None,
            denominator: None,
            added: true,
        }
    }

    fn any_figure(measure: Measure) -> impl Strategy<Value = Figure> {
        let units: Vec<Option<&str>> = match measure {
            Measure::Count => vec![None, Some("vu")],
            Measure::Money => vec![
                None,
                Some("nghin_dong"),
                Some("trieu_dong"),
                Some("ty_dong"),
            ],
            Measure::Rate => vec![None],
        };
        let text = || prop::option::of("[a-zà=+@'-][a-zà =+@',-]{0,6}[a-z]");
        let precision = || prop::sample::select(Precision::ALL[..9].to_vec());
        let small = || prop::option::of(-9_000_000_i64..9_000_000);
        (
            prop::option::of(0_i64..4_000_000_000_000_000),
            prop::sample::select(units),
            (precision(), precision()),
            (small(), small(), small()),
            prop::option::of(prop::sample::select(vec!["cao_hon", "thap_hon", "bang"])),
            (text(), text()),
        )
            .prop_map(|(value, unit, precisions, numbers, direction, texts)| {
                let clean = |text: Option<String>| {
                    let text = text.map(|text| crate::text::clean(&text));
                    text.filter(|text| !text.is_empty())
                };
                let changes = numbers.0.is_some() || numbers.1.is_some();
                Figure {
                    value,
                    unit: unit.filter(|_| value.is_some()).map(str::to_owned),
                    precision: precisions.0,
                    direction: direction.map(str::to_owned),
                    change: numbers.0,
                    change_percent: numbers.1,
                    change_precision: if changes {
                        precisions.1
                    } else {
                        Precision::Dung
                    },
                    share: numbers.2,
                    raw: clean(texts.0),
                    note: clean(texts.1),
                }
            })
    }

    fn key() -> SheetKey {
        SheetKey {
            subject: "quan-1".to_owned(),
            person: Some("nv-1".to_owned()),
            year: WorkYear(2026),
            month: 9,
            frame: Frame::whole("btp").of_group("tin_dung"),
            source: Some("=báo cáo, ngày 01".to_owned()),
            cut_off: None,
            status: Some("so_bo".to_owned()),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        /// Told and read again it is the same figure of the same sheet.
        #[test]
        fn what_is_told_is_read(
            (measure, figure) in prop::sample::select(vec![Measure::Count, Measure::Money, Measure::Rate])
                .prop_flat_map(|measure| (Just(measure), any_figure(measure)))
        ) {
            let declared = declared(measure);
            let told = row(&key(), &declared, &figure).unwrap();
            let cells: Vec<_> = FIGURES.columns.iter()
                .filter_map(|column| Some((column, Cell::Text(told.text(column.id)?))))
                .collect();
            let mut faults = Vec::new();
            let place = Place { sheet: "so-lieu", row: 1 };
            let read = own_row(&FIGURES, place, cells.iter().map(|(column, cell)| (*column, cell)), &mut faults);
            let mut catalogue = Catalogue::default();
            catalogue.add(declared);
            let entry = entry(&read, &catalogue, place, &mut faults).unwrap();
            prop_assert!(faults.is_empty(), "{faults:?}");
            prop_assert_eq!(entry.key, key());
            prop_assert_eq!(entry.figure, figure);
        }
    }
}
