//! Coefficients and citations as readers and programs see them.

use thidua_domain::law::{Fraction, Lawbook, UsedValue, Value};
use thidua_domain::text::number;

use super::ValueLine;

/// An exact coefficient as a plain decimal (`1.5`), or as a fraction where it has none that ends.
pub fn coefficient(fraction: Fraction) -> String {
    let (part, whole) = (fraction.part, fraction.whole);
    for (digits, scale) in [(0_usize, 1_i64), (1, 10), (2, 100), (3, 1_000), (4, 10_000)] {
        let scaled = part.checked_mul(scale);
        let Some(scaled) = scaled.filter(|scaled| scaled % whole == 0) else {
            continue;
        };
        let exact = scaled / whole;
        if digits == 0 {
            return exact.to_string();
        }
        return format!("{}.{:0digits$}", exact / scale, (exact % scale).abs());
    }
    format!("{part}/{whole}")
}

/// The articles of values, each once: `NĐ 98/2023/NĐ-CP Điều 54; NĐ 73/2024/NĐ-CP`.
pub(super) fn citation(values: &[UsedValue]) -> String {
    let mut cited: Vec<String> = Vec::new();
    for cite in values.iter().flat_map(|value| &value.cites) {
        let words = format!("{} {}", cite.short, cite.article);
        let words = words.trim().to_owned();
        if !cited.contains(&words) {
            cited.push(words);
        }
    }
    cited.join("; ")
}

/// Whether something in it was not compared with the original.
pub(super) fn is_unconfirmed(values: &[UsedValue]) -> bool {
    values.iter().any(|value| value.confirmed.is_none())
}

pub(super) fn value_line(book: &Lawbook, value: &UsedValue) -> ValueLine {
    ValueLine {
        id: value.parameter.clone(),
        name: value.name.clone(),
        value: told(book, value),
        from: value.from.to_string(),
        citation: citation(std::slice::from_ref(value)),
        confidence: value.confidence.code(),
        confidence_words: value.confidence.vn(),
        confirmed: value
            .confirmed
            .as_ref()
            .map(|own| format!("{}, {}", own.by, thidua_domain::time::vn(own.at))),
    }
}

/// A value as a reader reads it: `1,5`, `2.340.000 đồng`, names in place of codes.
fn told(book: &Lawbook, used: &UsedValue) -> String {
    let dated = book
        .parameter(&used.parameter)
        .and_then(|parameter| parameter.on(used.from));
    match dated.map(|dated| &dated.value) {
        Some(Value::Share(share)) => coefficient(*share).replace('.', ","),
        Some(Value::Whole(dong)) => format!("{} đồng", number::group(*dong)),
        Some(Value::Text(codes)) if codes == "co" => "có".to_owned(),
        Some(Value::Text(codes)) if codes == "khong" => "không".to_owned(),
        Some(Value::Text(codes)) => {
            let name = |code: &str| {
                let award = book.names.award(code.trim());
                award.map_or_else(
                    || code.to_owned(),
                    |award| book.names.name(award).to_owned(),
                )
            };
            codes.split(';').map(name).collect::<Vec<_>>().join(", ")
        }
        _ => used.value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_are_exact() {
        let told = |part, whole| coefficient(Fraction { part, whole });
        assert_eq!(told(30, 10), "3");
        assert_eq!(told(15, 10), "1.5");
        assert_eq!(told(45, 100), "0.45");
        assert_eq!(told(3, 8), "0.375");
        assert_eq!(told(1, 3), "1/3");
    }
}
