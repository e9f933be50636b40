//! Official documents: form, checks, and what all outputs share.

use thidua_files::paper::{self, Block, Form, PaperError};

use crate::paper_sample as sample;

#[test]
fn the_ending_of_a_path_names_the_form() {
    assert_eq!(Form::from_ending("bao-cao.DOCX"), Ok(Form::Docx));
    assert_eq!(Form::from_ending("/tmp/x.pdf"), Ok(Form::Pdf));
    assert_eq!(Form::from_ending("x.xlsx"), Ok(Form::Xlsx));
    assert_eq!(
        Form::from_ending("x.odt"),
        Err(PaperError::Ending("odt".into()))
    );
}

#[test]
fn every_form_gives_the_same_bytes_twice() {
    let samples = [
        (Form::Docx, sample::report()),
        (Form::Xlsx, sample::report()),
        (Form::Pdf, sample::minutes()),
    ];
    for (form, document) in samples {
        let first = paper::write(&document, form).unwrap();
        assert!(first == paper::write(&document, form).unwrap(), "{form:?}");
    }
}

#[test]
fn control_characters_are_refused_with_their_place() {
    for (letter, code) in [
        ('\u{7}', "U+0007"),
        ('\t', "U+0009"),
        ('\u{202e}', "U+202E"),
    ] {
        let mut document = sample::letter();
        document
            .blocks
            .push(Block::Paragraph(format!("a{letter}b").into()));
        for form in [Form::Docx, Form::Pdf] {
            let told = paper::write(&document, form).unwrap_err().to_string();
            assert!(
                told.contains(code) && told.contains("Nội dung, đoạn 2"),
                "{told}"
            );
        }
    }
}

#[test]
fn a_table_whose_cells_do_not_fill_its_columns_is_refused() {
    let mut document = sample::report();
    let table = document.blocks.iter_mut().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.unwrap().rows[3].cells.pop();
    for form in [Form::Docx, Form::Pdf, Form::Xlsx] {
        let told = paper::write(&document, form).unwrap_err().to_string();
        assert!(
            told.contains("Bảng 1.") && told.contains("dòng 4 phủ 5 cột"),
            "{told}"
        );
    }
}

#[test]
fn a_document_without_tables_has_no_workbook() {
    assert_eq!(
        paper::write(&sample::letter(), Form::Xlsx),
        Err(PaperError::NoTable)
    );
}

/// Writes the samples for a person to look at: `PAPER_OUT=folder cargo test … -- --ignored`.
#[test]
#[ignore = "writes files for the eye into the folder named by PAPER_OUT"]
fn samples_for_the_eye() {
    let folder = std::path::PathBuf::from(std::env::var_os("PAPER_OUT").unwrap());
    let samples = [
        ("report", sample::report()),
        ("letter", sample::letter()),
        ("minutes", sample::minutes()),
        ("decision", sample::decision()),
    ];
    for (name, document) in samples {
        for (ending, form) in [
            ("docx", Form::Docx),
            ("pdf", Form::Pdf),
            ("xlsx", Form::Xlsx),
        ] {
            let begun = std::time::Instant::now();
            match paper::write(&document, form) {
                Ok(bytes) => {
                    std::fs::write(folder.join(format!("{name}.{ending}")), bytes).unwrap()
                }
                Err(PaperError::NoTable) => {}
                Err(error) => panic!("{name}.{ending}: {error}"),
            }
            eprintln!("{name}.{ending}: {:?}", begun.elapsed());
        }
    }
}
