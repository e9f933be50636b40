//! Articles, values and shares as they are written in Vietnam, into what the files of the rulebook hold.

use thidua_domain::law::{Lawbook, Parameter, Unit};
use thidua_domain::text::{clean, fold};

use super::words;
use crate::closing::day;

/// Articles as the files write them, from lines as typed.
pub(super) fn read_cites(book: &Lawbook, typed: &str) -> Result<Vec<String>, String> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let one = |line: &str| {
        let (name, article) = line.split_once(':').unwrap_or((line, ""));
        let wanted = fold(name.trim());
        let fits = |own: &&thidua_domain::law::LawText| {
            [&own.short, &own.symbol, &own.id]
                .into_iter()
                .any(|name| fold(name) == wanted)
        };
        let text = book.texts.iter().find(fits);
        text.map(|own| format!("{}:{}", own.id, clean(article))).ok_or_else(|| {
            format!("Căn cứ: không có văn bản «{}» trong bộ quy định; ghi đúng tên viết tắt hoặc số, ký hiệu, hoặc bổ sung văn bản trước.", name.trim())
        })
    };
    lines.map(one).collect()
}

/// A value as the files write it, from what was typed.
pub(super) fn read_value(book: &Lawbook, own: &Parameter, typed: &str) -> Result<String, String> {
    let text = clean(typed);
    if text.is_empty() {
        return Ok(String::new());
    }
    if own.unit != Unit::Code && ["khong gioi han", "khong"].contains(&fold(&text).as_str()) {
        return Ok("khong".to_owned());
    }
    let bad = |example: &str| format!("Giá trị «{text}» không hợp lệ; ghi như {example}.");
    let digits = |text: &str| -> Option<String> {
        let whole: String = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '.')
            .collect();
        whole
            .parse::<i64>()
            .ok()
            .filter(|number| *number >= 0)
            .map(|number| number.to_string())
    };
    match own.unit {
        Unit::Share => share(&text).ok_or_else(|| bad("70 % hoặc 2/3")),
        Unit::Coefficient => {
            let number = text.replace(',', ".");
            let fits = thidua_domain::law::Fraction::parse(&number).is_some();
            if fits { Ok(number) } else { Err(bad("1,5")) }
        }
        Unit::Dong => {
            let plain = text.trim_end_matches("đồng").trim();
            digits(plain).ok_or_else(|| bad("2.530.000"))
        }
        Unit::DayOfYear => {
            let (day, month) = text.split_once('/').unwrap_or(("", ""));
            let (day, month) = (day.trim().parse::<i8>(), month.trim().parse::<i8>());
            match (day, month) {
                (Ok(day), Ok(month)) if jiff::civil::Date::new(2024, month, day).is_ok() => {
                    Ok(format!("{month:02}-{day:02}"))
                }
                _ => Err(bad("31/12")),
            }
        }
        Unit::Day => day(&text)
            .map(|day| day.to_string())
            .map_err(|_| bad("01/03/2027")),
        Unit::Code => {
            words::codes_typed(book, &text).ok_or_else(|| bad("đang ghi ở giá trị trước"))
        }
        _ => digits(&text).ok_or_else(|| bad("một số nguyên, ví dụ 05")),
    }
}

/// A share as the files write it: `70 %` is `7/10`.
pub(super) fn share(text: &str) -> Option<String> {
    let text = text.trim();
    let Some(percent) = text.strip_suffix('%') else {
        let text = text.replace(',', ".");
        return thidua_domain::law::Fraction::parse(&text).map(|_| text);
    };
    let percent = percent.trim().replace(',', ".");
    let own = thidua_domain::law::Fraction::parse(&percent)?;
    let whole = own.whole.checked_mul(100)?;
    (own.part >= 0).then(|| format!("{}/{whole}", own.part))
}
