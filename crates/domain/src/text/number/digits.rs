//! The digits of a number: which mark parts thousands and which the decimals.

use super::fault::Fault;
use crate::amount::Decimal;

/// How thousands were parted where that leaves a doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// A lone group with a point, `1.057`: thousands by the rule, decimals if the unit has fractions.
    Point,
    /// Commas that may part thousands, `1,052`, or do, `1,052,345`: unusual in Vietnamese.
    Comma,
}

/// A numeral as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    pub(super) other: Option<Decimal>,
    pub(super) grouping: Option<Grouping>,
}

/// The bytes at the beginning that belong to a numeral: digits, points, commas, and spaces between
/// digits.
pub(super) fn span(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while let Some(byte) = bytes.get(end) {
        let inside = match byte {
            b'0'..=b'9' => true,
            b'.' | b',' | b' ' => digit(end + 1),
            _ => false,
        };
        if !inside {
            break;
        }
        end += 1;
    }
    end
}

/// Reads a numeral that [`span`] found.
pub(super) fn read(text: &str) -> Result<Numeral, Fault> {
    let fault = || Fault::Grouping(text.to_owned());
    if text.contains(' ') {
        return spaced(text).ok_or_else(fault);
    }
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let numeral = match (points, commas) {
        (0, 0) => plain(decimal(text, "")?),
        (0, 1) if grouped(text, ',') => Numeral {
            other: Some(thousands(text, "")?),
            grouping: Some(Grouping::Comma),
            ..plain(fraction(text, ',')?)
        },
        (1, 0) if grouped(text, '.') => Numeral {
            other: Some(fraction(text, '.')?),
            grouping: Some(Grouping::Point),
            ..plain(thousands(text, "")?)
        },
        (0, 1) => plain(fraction(text, ',')?),
        (1, 0) => plain(fraction(text, '.')?),
        (_, 0) if grouped(text, '.') => plain(thousands(text, "")?),
        (0, _) if grouped(text, ',') => commas_of(thousands(text, "")?),
        (_, 1) | (1, _) => mixed(text)?.ok_or_else(fault)?,
        _ => return Err(fault()),
    };
    Ok(numeral)
}

/// Both marks: the last parts the decimals, the other the thousands (`1.052,5`, `1,052.5`).
fn mixed(text: &str) -> Result<Option<Numeral>, Fault> {
    let Some((whole, decimals)) = text.rsplit_once(['.', ',']) else {
        return Ok(None);
    };
    let vietnamese = text.rfind(',') > text.rfind('.');
    let mark = if vietnamese { '.' } else { ',' };
    if !grouped(whole, mark) {
        return Ok(None);
    }
    let value = thousands(whole, decimals)?;
    Ok(Some(if vietnamese {
        plain(value)
    } else {
        commas_of(value)
    }))
}

/// `1 057`, `1 088 473,5`: spaces part thousands and never decimals.
fn spaced(text: &str) -> Option<Numeral> {
    let mark = text.find(['.', ',']);
    let (whole, decimals) = mark.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
    let pointed_group = mark.is_some_and(|at| text[at..].starts_with('.')) && decimals.len() == 3;
    if !grouped(whole, ' ') || pointed_group || !decimals.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    thousands(whole, decimals).ok().map(plain)
}

const fn plain(value: Decimal) -> Numeral {
    Numeral {
        value,
        other: None,
        grouping: None,
    }
}

const fn commas_of(value: Decimal) -> Numeral {
    Numeral {
        value,
        other: None,
        grouping: Some(Grouping::Comma),
    }
}

/// 1–3 digits, not a lone 0, then marks with exactly three digits each.
fn grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && first != "0"
        && digits(first)
        && groups.all(|group| group.len() == 3 && digits(group))
}

fn fraction(text: &str, mark: char) -> Result<Decimal, Fault> {
    let (whole, decimals) = text.split_once(mark).unwrap_or((text, ""));
    decimal(whole, decimals)
}

fn thousands(text: &str, decimals: &str) -> Result<Decimal, Fault> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    decimal(&digits, decimals)
}

fn decimal(whole: &str, decimals: &str) -> Result<Decimal, Fault> {
    let written = if decimals.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{decimals}")
    };
    Decimal::parse(&written).map_err(|_| Fault::TooLarge)
}
