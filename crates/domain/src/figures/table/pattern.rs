//! How a canonical sheet is built: everything in it but the digits.

/// A sheet of plain figures, without its numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    parts: Vec<Part>,
    unfit: bool,
}

#[derive(Clone, Debug)]
struct Part {
    /// What stands before the number.
    lead: Box<str>,
    column: usize,
    told: u32,
}

impl Pattern {
    /// One more figure, in the sheet's order.
    pub(super) fn add(&mut self, code: &str, unit: Option<&str>, column: usize, told: u32) {
        let open = if self.parts.is_empty() { "{" } else { "}," };
        let unit = unit.map_or_else(String::new, |unit| format!("\"u\":\"{unit}\","));
        self.parts.push(Part {
            lead: format!("{open}\"{code}\":{{{unit}\"v\":").into(),
            column,
            told,
        });
    }

    /// A sheet with a figure that is not plain is no pattern for others.
    pub(super) fn give_up(&mut self) {
        self.unfit = true;
    }

    /// Hands the numbers of a sheet that is built like this to `each`; `None` where it is not, whatever
    /// was handed on before that showed.
    pub(super) fn figures(&self, json: &str, mut each: impl FnMut(usize, u32, i64)) -> Option<()> {
        if self.unfit || self.parts.is_empty() {
            return None;
        }
        let mut rest = json;
        for part in &self.parts {
            rest = rest.strip_prefix(&*part.lead)?;
            let (value, after) = integer(rest)?;
            each(part.column, part.told, value);
            rest = after;
        }
        (rest == "}}").then_some(())
    }
}

/// The whole number a text begins with, as JSON writes it, and the rest.
fn integer(text: &str) -> Option<(i64, &str)> {
    let bytes = text.as_bytes();
    let (negative, first) = match bytes.first() {
        Some(b'-') => (true, 1),
        _ => (false, 0),
    };
    let mut value = 0_i64;
    let mut end = first;
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        let digit = i64::from(digit - b'0');
        value = value.checked_mul(10)?;
        // Downwards below zero: the least number has no counterpart above.
        value = if negative {
            value.checked_sub(digit)?
        } else {
            value.checked_add(digit)?
        };
        end += 1;
    }
    // JSON writes no leading zeros.
    let zeros = end > first + 1 && bytes.get(first) == Some(&b'0');
    (end > first && !zeros)
        .then(|| Some((value, text.get(end..)?)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_json_writes_them() {
        assert_eq!(integer("12}"), Some((12, "}")));
        assert_eq!(integer("-9223372036854775808,"), Some((i64::MIN, ",")));
        for wrong in ["", "-", "x", "007", "9223372036854775808", "-00"] {
            assert_eq!(integer(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_read(value in any::<i64>()) {
            let text = format!("{value}}}");
            prop_assert_eq!(integer(&text), Some((value, "}")));
        }
    }
}
