//! Files that broke on the way, or were never whole: named where they can be, and never a panic.

use proptest::prelude::*;
use thidua_files::grid::{Limits, ReadError, read};

use crate::grid_build::{Book, SHEET, zip};
use crate::grid_hostile::{cells, refusal};

#[test]
fn addresses_that_cannot_be_are_refused_with_their_text() {
    for (bad, cells_of_row) in [
        (
            "AAAAAAAAAAAA1",
            r#"<row r="1"><c r="AAAAAAAAAAAA1"><v>1</v></c></row>"#,
        ),
        (
            "A99999999999",
            r#"<row r="1"><c r="A99999999999"><v>1</v></c></row>"#,
        ),
        ("4294967295", r#"<row r="4294967295"><c><v>1</v></c></row>"#),
        ("XFE1", r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#),
        (
            "A1",
            r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#,
        ),
        (
            "B1",
            r#"<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#,
        ),
        (
            "A2",
            r#"<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#,
        ),
    ] {
        let error = refusal(&cells(cells_of_row));
        assert_eq!(
            error,
            ReadError::Address {
                sheet: "A".into(),
                address: bad.into()
            }
        );
    }
}

#[test]
fn damaged_parts_are_named() {
    for sheet in [
        "<sheetData><row><c><v>1</v></c>",
        "<x/>",
        "<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>",
        "<sheetData><row><c t=\"q\"><v>9</v></c></row></sheetData>",
        "<sheetData><row><c r><v>9</v></c></row></sheetData>",
        "<sheetData><row><c t=\"b\"><v>7</v></c></row></sheetData>",
    ] {
        assert!(
            matches!(refusal(&Book::new(sheet).zip()), ReadError::Damaged { part, .. } if part == "A"),
            "{sheet}"
        );
    }
    let mut parts = Book::new("").parts();
    // UTF-16, as nobody writes it.
    parts.retain(|(name, _)| name != SHEET);
    parts.push((
        SHEET.into(),
        "\u{FEFF}<\0s\0h\0e\0e\0t\0D\0a\0t\0a\0/\0>\0".into(),
    ));
    assert!(matches!(refusal(&zip(&parts)), ReadError::Damaged { part, .. } if part == "A"));
    parts.pop();
    assert!(matches!(refusal(&zip(&parts)), ReadError::Damaged { part, .. } if part == SHEET));
}

fn good() -> Book {
    let mut book = Book::new(
        r#"<dimension ref="A1:C2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44121</v></c><c r="C1" t="e"><v>#N/A</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r></is></c><c r="C2"><f>1</f><v>0.5</v></c></row></sheetData>"#,
    );
    book.strings = "<si><t>một &amp; hai_x000D_</t></si><si><r><t>x</t></r></si>".into();
    book.formats = vec![0, 14];
    book
}

#[test]
fn a_truncated_file_is_refused_wherever_it_breaks_off() {
    let bytes = good().zip();
    assert!(read("a.xlsx", &bytes, &Limits::default()).is_ok());
    // Shorter than its first mark it is a text like any other.
    for length in 4..bytes.len() {
        assert!(
            read("a.xlsx", &bytes[..length], &Limits::default()).is_err(),
            "{length}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        let _ = read("a.xlsx", &bytes, &Limits::default());
        let _ = thidua_files::grid::read_csv("a.csv", &bytes, &Limits::default());
    }

    #[test]
    fn a_damaged_container_never_panics(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = good().zip();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read("a.xlsx", &bytes, &Limits::default());
    }

    /// Damage inside the parts, where a checksum of the container cannot catch it.
    #[test]
    fn damaged_parts_never_panic(
        changes in proptest::collection::vec((0_usize..6, any::<prop::sample::Index>(), 0_usize..12, "[<>/=\"'&;!?\\[\\]A-Za-z0-9_:\\- -]{0,12}"), 1..6)
    ) {
        let mut parts = good().parts();
        for (part, index, length, text) in changes {
            let part = &mut parts[part].1;
            let mut from = index.index(part.len() + 1);
            while !part.is_char_boundary(from) {
                from -= 1;
            }
            let mut to = (from + length).min(part.len());
            while !part.is_char_boundary(to) {
                to += 1;
            }
            part.replace_range(from..to, &text);
        }
        let _ = read("a.xlsx", &zip(&parts), &Limits::default());
    }
}
