//! Number formats, the one thing of the styles that a value needs: they tell a date from a number.

use std::collections::HashMap;

use crate::grid::error::ReadError;
use crate::grid::parts::{attribute, each_tag};

/// What Excel allows a workbook to hold.
const FORMATS: usize = 65_490;

/// Whether each cell format of the workbook shows a day; a cell names its format by index.
pub(super) fn read(part: &str, text: &str) -> Result<Vec<bool>, ReadError> {
    let mut codes = HashMap::new();
    let mut formats = Vec::new();
    // `cellStyleXfs` and `dxfs` hold the same tags; only what stands in these two is meant.
    let mut section = String::new();
    each_tag(part, text, |tag| {
        match tag.local_name().as_ref() {
            "numFmt" if section == "numFmts" => {
                let id = number(attribute(part, tag, "numFmtId")?);
                let code = attribute(part, tag, "formatCode")?.unwrap_or_default();
                codes.extend(id.map(|id| (id, shows_a_day(&code))));
            }
            "xf" if section == "cellXfs" => {
                formats.push(number(attribute(part, tag, "numFmtId")?).unwrap_or_default());
            }
            name @ ("numFmts" | "cellXfs" | "cellStyleXfs" | "dxfs") => {
                name.clone_into(&mut section)
            }
            _ => (),
        }
        match formats.len().max(codes.len()) > FORMATS {
            true => Err(ReadError::damaged(part, "too many cell formats")),
            false => Ok(()),
        }
    })?;
    Ok(formats
        .iter()
        .map(|id| codes.get(id).copied().unwrap_or_else(|| built_in_day(*id)))
        .collect())
}

fn number(value: Option<String>) -> Option<u32> {
    value?.parse().ok()
}

/// The formats that files name by number alone (ECMA-376 part 1, 18.8.30); those for times of day and
/// durations (18–21, 32, 33, 45–47) show no day.
fn built_in_day(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58)
}

/// Whether a format code shows a day, or at least a month: `dd/mm/yyyy`, `mm/yyyy`, `"ngày" d`; not
/// `[h]:mm`, `#,##0 "đồng"`, `0.00%`.
fn shows_a_day(code: &str) -> bool {
    let (mut day, mut month, mut time) = (false, false, false);
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        match char.to_ascii_lowercase() {
            // Only the form of positive numbers counts.
            ';' => break,
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            // A colour, a locale or a condition; or hours that run past a day.
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                time |= inside
                    .trim_start_matches(['h', 'm', 's', 'H', 'M', 'S'])
                    .is_empty();
            }
            // The next character is shown, spaced over or repeated as it is.
            '\\' | '_' | '*' => drop(chars.next()),
            'd' | 'y' => day = true,
            'm' => month = true,
            'h' | 's' => time = true,
            _ => (),
        }
    }
    day || (month && !time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_from_a_number_a_time_and_a_currency() {
        for code in [
            "dd/mm/yyyy",
            "yyyy\\-mm\\-dd;@",
            "[$-42A]dd/mm/yyyy",
            "mm/yyyy",
            "\"ngày\" d",
            "d/m/yyyy h:mm",
            "mmm",
        ] {
            assert!(shows_a_day(code), "{code}");
        }
        for code in [
            "General",
            "0.00%",
            "#,##0\\ \"đồng\"",
            "#,##0\\ [$đ-42A]",
            "h:mm:ss",
            "[h]:mm",
            "mm:ss",
            "@",
            "[Red]0;[Blue]d",
            "_(* #,##0_);_(* (#,##0);_(@_)",
            "0*d",
            "0.0E+00",
            "h:mm AM/PM",
        ] {
            assert!(!shows_a_day(code), "{code}");
        }
    }
}
