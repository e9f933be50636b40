//! Two sources of one figure, and what a source's own words say of the year.

use super::super::finding::Method;
use super::super::say::{percent, points, source, told};
use super::{Cause, Look, hundredths, told_hundredths};
use crate::amount::Precision;
use crate::catalogue::Measure;
use crate::figures::Cell;

/// Each figure that two sources tell differently: both, which is used, and why.
pub(super) fn differing(look: Look<'_>) -> Vec<Cause> {
    let of_code = |code: &&str| {
        let cells: Vec<Cell<'_>> = look
            .cells(code)
            .into_iter()
            .filter(|cell| cell.value.is_some())
            .collect();
        let used = cells.first()?;
        let other = cells.iter().skip(1).find(|other| !agree(used, other))?;
        let mut text = format!(
            "{} nêu {}; {} nêu {}",
            source(used.sheet.key.source),
            told(look.catalogue, code, used),
            source(other.sheet.key.source),
            told(look.catalogue, code, other)
        );
        let (one, two) = (used.value?, other.value?);
        match look.measure(code) {
            Some(Measure::Rate) => {
                let apart = told_hundredths(one) - told_hundredths(two);
                text.push_str(&format!(", lệch {}", points(apart)));
            }
            _ => {
                let apart = one.checked_sub(two)?.saturating_abs();
                let share = hundredths(apart, two).map(|share| format!(" ({})", percent(share)));
                text.push_str(&format!(
                    ", lệch {}{}",
                    look.figure(code, apart),
                    share.unwrap_or_default()
                ));
            }
        }
        text.push_str(&format!(". {}", chosen(used, other)));
        Some(Cause {
            method: Method::Sources,
            code: (*code).to_owned(),
            aspect: other.sheet.key.source.unwrap_or_default().to_owned(),
            value: used.value,
            text,
            covers: vec![format!("{code}.hai_nguon")],
        })
    };
    look.codes().iter().filter_map(of_code).collect()
}

/// Whether two tellings say the same: equal, or one of them vague and the other where it may be.
fn agree(one: &Cell<'_>, other: &Cell<'_>) -> bool {
    let (Some(a), Some(b)) = (one.value, other.value) else {
        return true;
    };
    let fits = |vague: Precision, bound: i64, value: i64| {
        // "Hơn", "gần", "khoảng" are not said of what lies more than a hundredth away.
        let near = (value - bound).unsigned_abs() <= bound.unsigned_abs() / 100;
        near && match vague {
            Precision::Hon | Precision::Tren | Precision::ItNhat => value >= bound,
            Precision::Gan | Precision::Duoi | Precision::ToiDa => value <= bound,
            Precision::Dung => false,
            _ => true,
        }
    };
    a == b || fits(one.precision(), a, b) || fits(other.precision(), b, a)
}

/// Why the first of two tellings answers.
fn chosen(used: &Cell<'_>, other: &Cell<'_>) -> String {
    let name = source(used.sheet.key.source);
    let why = if used.sheet.key.status != other.sheet.key.status {
        "đó là số chính thức hơn".to_owned()
    } else if used.sheet.key.cut_off != other.sheet.key.cut_off {
        match used.sheet.key.cut_off {
            Some(day) => format!("chốt số muộn hơn (ngày {})", day.vn()),
            None => "có ngày chốt".to_owned(),
        }
    } else if used.sheet.dated != other.sheet.dated {
        match used.sheet.dated {
            Some(day) => format!("văn bản có ngày muộn hơn ({})", day.vn()),
            None => "văn bản có ngày".to_owned(),
        }
    } else {
        return format!(
            "Hai nguồn không hơn kém nhau về tính chính thức và ngày; các trang đang dùng số của {name} theo thứ tự mã nguồn. Cơ quan nên chọn một nguồn và đánh dấu là số chính thức."
        );
    };
    format!("Các trang dùng số của {name} vì {why}.")
}

/// A year in the words of a source that is another one's, one digit apart.
pub(super) fn years(look: Look<'_>) -> Vec<Cause> {
    let year = look.ask.window.year.0;
    let of_code = |code: &&str| {
        look.cells(code).into_iter().find_map(|cell| {
            let raw = cell.told?.raw.as_deref()?;
            let written = slipped(raw, year)?;
            Some(Cause {
                method: Method::YearText,
                code: (*code).to_owned(),
                aspect: cell.sheet.key.source.unwrap_or_default().to_owned(),
                value: cell.value,
                text: format!(
                    "Nguyên văn của {} là «{raw}», ghi năm {written}, còn số liệu thuộc năm công tác {year}: có lẽ nguồn gõ nhầm một chữ số.",
                    source(cell.sheet.key.source)
                ),
                covers: Vec::new(),
            })
        })
    };
    look.codes().iter().filter_map(of_code).collect()
}

/// A year after the word `năm`, five or more from the right one and one digit apart.
fn slipped(raw: &str, year: i16) -> Option<i16> {
    let lower = raw.to_lowercase();
    let mut rest = lower.as_str();
    while let Some((_, after)) = rest.split_once("năm ") {
        rest = after;
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let Some(written) = digits.parse::<i16>().ok().filter(|_| digits.len() == 4) else {
            continue;
        };
        let right = year.to_string();
        let other = digits
            .bytes()
            .zip(right.bytes())
            .filter(|(a, b)| a != b)
            .count();
        if other == 1 && written.abs_diff(year) >= 5 {
            return Some(written);
        }
    }
    None
}
