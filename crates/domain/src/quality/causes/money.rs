//! Money: a comma that may part thousands, one unit written for another.

use super::super::finding::Method;
use super::super::say::amount;
use super::{Cause, Look};
use crate::catalogue::Measure;
use crate::figures::Cell;
use crate::time::Window;

/// Units of thousand, in words: what may have been meant, what was written.
const MEANT: [(&str, &str, &str); 3] = [
    ("ty_dong", "nghìn tỷ đồng", "tỷ đồng"),
    ("trieu_dong", "tỷ đồng", "triệu đồng"),
    ("nghin_dong", "triệu đồng", "nghìn đồng"),
];

/// The codes of money told in the window.
fn money(look: Look<'_>) -> Vec<&str> {
    let mut codes = look.codes();
    codes.retain(|code| look.measure(code) == Some(Measure::Money));
    codes
}

/// A number before which a comma parts exactly three digits: `1,052` in `hơn 1,052 tỷ`.
fn doubtful_comma(raw: &str) -> Option<&str> {
    let is_part = |sign: char| sign.is_ascii_digit() || sign == ',' || sign == '.';
    let words = raw.split(|sign: char| !is_part(sign));
    let mut found = words.filter(|word| {
        let Some((before, after)) = word.split_once(',') else {
            return false;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (1..=3).contains(&before.len()) && after.len() == 3 && digits(before) && digits(after)
    });
    found.next()
}

/// A comma read as the decimal sign where another telling, the year beside or the number of cases speak for thousands.
pub(super) fn separators(look: Look<'_>) -> Vec<Cause> {
    let of_code = |code: &&str| {
        let cells = look.cells(code);
        let doubted = cells.iter().find_map(|cell| {
            let raw = cell.told?.raw.as_deref()?;
            Some((raw, doubtful_comma(raw)?, cell.value?))
        });
        let (raw, _, value) = doubted?;
        let other = value.checked_mul(1_000)?;
        let evidence = evidence(look, code, &cells, value, other)?;
        Some(Cause {
            method: Method::Separator,
            code: (*code).to_owned(),
            aspect: String::new(),
            value: Some(value),
            text: format!(
                "«{raw}»: hiểu dấu phẩy là dấu thập phân thì là {}, hiểu là dấu ngăn hàng nghìn thì là {}. {evidence}: có lẽ nguồn dùng dấu phẩy để ngăn hàng nghìn.",
                amount(value),
                amount(other)
            ),
            covers: covered(code),
        })
    };
    money(look).iter().filter_map(of_code).collect()
}

/// The checks that doubt the size of a figure.
fn covered(code: &str) -> Vec<String> {
    let mut covers = vec![format!("{code}.quy_mo"), format!("{code}.hai_nguon")];
    if let Some(name) = code.strip_prefix("tien.") {
        covers.push(format!("viec.{name};tien.{name}"));
    }
    covers
}

/// What speaks for the reading a thousand times larger.
fn evidence(
    look: Look<'_>,
    code: &str,
    cells: &[Cell<'_>],
    value: i64,
    other: i64,
) -> Option<String> {
    let near = |told: i64| (told - other).unsigned_abs() <= other.unsigned_abs() / 100;
    let another = cells
        .iter()
        .filter_map(|cell| cell.value)
        .find(|told| near(*told));
    if let Some(told) = another {
        return Some(format!("Nguồn khác của cùng số này nêu {}", amount(told)));
    }
    if let Some((window, told)) = beside(look, code)
        .into_iter()
        .find(|(_, told)| fits(look, other, *told))
    {
        return Some(format!("Cùng kỳ năm {} là {}", window.year, amount(told)));
    }
    let cases = look
        .own(&code.replacen("tien.", "viec.", 1))
        .filter(|cases| cases.value > 0)?;
    let average = value / cases.value;
    (average < LEAST_PER_CASE).then(|| {
        format!(
            "Theo cách đọc thứ nhất bình quân một việc chỉ {}",
            amount(average)
        )
    })
}

/// Money of a case below which the unit is doubted; the guard of the proof sheet says the same.
const LEAST_PER_CASE: i64 = 2_000_000;

/// The same figure of the years beside.
fn beside(look: Look<'_>, code: &str) -> Vec<(Window, i64)> {
    let window = look.ask.window;
    let years = [window.year.next(), window.year.previous()];
    let at = years.map(|year| Window { year, ..window });
    at.into_iter()
        .filter_map(|at| Some((at, look.ask.at(at).own(look.subject, code)?.value)))
        .collect()
}

/// Whether two amounts lie within the rule's few times.
fn fits(look: Look<'_>, one: i64, other: i64) -> bool {
    let Some(rule) = look.rules.unit(look.ask.window.last_day()) else {
        return false;
    };
    let (low, high) = (i128::from(one.min(other)), i128::from(one.max(other)));
    low > 0 && high * 10 <= low * i128::from(rule.near_tenths)
}

/// Money many times smaller than the year beside it, that fits once a unit of thousand is put in.
pub(super) fn units(look: Look<'_>) -> Vec<Cause> {
    let Some(rule) = look.rules.unit(look.ask.window.last_day()) else {
        return Vec::new();
    };
    let of_code = |code: &&str| {
        let own = look.own(code)?;
        let value = own.value;
        let (at, other) = beside(look, code)
            .into_iter()
            .find(|(_, other)| value > 0 && *other / rule.times >= value)?;
        let powers = [1_000_i64, 1_000_000];
        let (times, meant) = powers.into_iter().find_map(|times| {
            let meant = value.checked_mul(times)?;
            fits(look, meant, other).then_some((times, meant))
        })?;
        let unit = own
            .parts
            .first()
            .and_then(|cell| cell.told)
            .and_then(|told| told.unit.as_deref());
        let slip = MEANT
            .iter()
            .find(|(code, _, _)| times == 1_000 && Some(*code) == unit);
        let slip = slip.map_or_else(
            || "nguồn ghi nhầm đơn vị tính".to_owned(),
            |(_, meant, written)| format!("nguồn ghi «{written}» thay cho «{meant}»"),
        );
        Some(Cause {
            method: Method::Unit,
            code: (*code).to_owned(),
            aspect: String::new(),
            value: Some(value),
            text: format!(
                "Nêu {}, nhỏ hơn {} lần so với {} cùng kỳ năm {}. Nhân {} thì được {}, gần với năm ấy: có lẽ {slip}.",
                amount(value),
                crate::text::number::group(other / value),
                amount(other),
                at.year,
                crate::text::number::group(times),
                amount(meant)
            ),
            covers: covered(code),
        })
    };
    money(look).iter().filter_map(of_code).collect()
}
