//! The names people know cells by: `A`, `XFD`, `C12`. Messages about a table use them.

/// The letters of a column, counted from 0: 0 is `A`, 25 `Z`, 26 `AA`, 16,383 `XFD`.
pub fn column_name(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 26]));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// The name of the cell in a row counted from 1 (as [`super::GridRow::number`]) and a column counted
/// from 0 (as an index into [`super::GridRow::cells`]).
pub fn cell_name(row: u32, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// The row (from 1) and column (from 0) of a cell reference of a sheet; `None` outside what the format
/// can hold, `A1` to `XFD1048576`.
pub(super) fn parse(reference: &[u8]) -> Option<(u32, usize)> {
    let letters = reference
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let (letters, digits) = reference.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.iter().fold(0, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    (column <= 16_384).then_some((parse_row(digits)?, column - 1))
}

/// The row number of a sheet written in digits, 1 to 1,048,576.
pub(super) fn parse_row(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 7 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let row = digits
        .iter()
        .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (1..=1_048_576).contains(&row).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_names_excel_gives_them() {
        for (index, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column_name(index), name);
        }
        assert_eq!(cell_name(1_048_576, 16_383), "XFD1048576");
    }

    #[test]
    fn names_read_back_and_nothing_outside_the_sheet_does() {
        for column in 0..16_384 {
            assert_eq!(parse(cell_name(7, column).as_bytes()), Some((7, column)));
        }
        assert_eq!(parse(b"c12"), Some((12, 2)));
        for bad in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAAAAAAAAA1",
            "A99999999999",
            "A1B",
            "$A$1",
            "A1:B2",
            "É1",
        ] {
            assert_eq!(parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
