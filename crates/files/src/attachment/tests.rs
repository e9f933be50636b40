//! Honest files of every kind, and files that are two things at once.

use std::io::{Cursor, Write};

use thidua_domain::attachment::Media;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        zip.start_file(*part, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    archive(&["[Content_Types].xml", "word/document.xml"])
}

fn xlsx() -> Vec<u8> {
    archive(&["[Content_Types].xml", "xl/workbook.xml"])
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".to_vec()
}

fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[..], name, body, &[0; 4]].concat()
}

fn png_of(width: u32, height: u32, more: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    head.extend_from_slice(&width.to_be_bytes());
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &head),
        more.to_vec(),
        chunk(b"IDAT", b"data"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn segment(mark: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, mark][..], &length, body].concat()
}

fn jpeg_of(width: u16, height: u16, more: &[u8], after: &[u8]) -> Vec<u8> {
    let mut frame = vec![8];
    frame.extend_from_slice(&height.to_be_bytes());
    frame.extend_from_slice(&width.to_be_bytes());
    frame.push(3);
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0"),
        more.to_vec(),
        segment(0xC0, &frame),
        segment(0xDA, b"\x01"),
        b"scan\xFF\0scan\xFF\xD9".to_vec(),
        after.to_vec(),
    ]
    .concat()
}

fn webp() -> Vec<u8> {
    let body = [
        &b"WEBPVP8X"[..],
        &10_u32.to_le_bytes(),
        &[0; 4],
        &[0x8F, 0x02, 0],
        &[0xDF, 0x01, 0],
    ]
    .concat();
    let length = u32::try_from(body.len()).unwrap().to_le_bytes();
    [b"RIFF".to_vec(), length.to_vec(), body].concat()
}

#[test]
fn honest_files_are_what_they_are() {
    let turned =
        [b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec()].concat();
    for (name, bytes, media, pixels) in [
        ("Báo cáo.pdf", pdf(), Media::Pdf, None),
        ("Kế hoạch.docx", docx(), Media::Docx, None),
        ("Danh sách.XLSX", xlsx(), Media::Xlsx, None),
        (
            "ảnh.png",
            png_of(640, 480, b""),
            Media::Png,
            Some((640, 480)),
        ),
        (
            "ảnh.JPEG",
            jpeg_of(640, 480, b"", b""),
            Media::Jpeg,
            Some((640, 480)),
        ),
        (
            "dọc.jpg",
            jpeg_of(640, 480, &segment(0xE1, &turned), b""),
            Media::Jpeg,
            Some((480, 640)),
        ),
        (
            "Samsung.jpg",
            jpeg_of(640, 480, b"", b"SEFH\0\0SEFT"),
            Media::Jpeg,
            Some((640, 480)),
        ),
        ("ảnh.webp", webp(), Media::Webp, Some((656, 480))),
        ("Quyết định 12", pdf(), Media::Pdf, None),
        ("Báo cáo quý 3.2025", pdf(), Media::Pdf, None),
    ] {
        let found = examine(name, &bytes);
        assert_eq!(found, Ok(Examined { media, pixels }), "{name}");
    }
}

#[test]
fn a_name_that_promises_another_kind_is_refused() {
    for (name, bytes) in [
        ("a.pdf", png_of(1, 1, b"")),
        ("a.png", pdf()),
        ("a.exe", pdf()),
        ("a.pdf.html", pdf()),
        ("a.svg", png_of(1, 1, b"")),
        ("a.docx", xlsx()),
        ("a.docm", docx()),
        ("thư/a.jpg", pdf()),
    ] {
        let found = examine(name, &bytes);
        assert!(
            matches!(found, Err(Unfit::Named { .. })),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn kinds_that_are_not_taken_are_told_with_their_cure() {
    for (name, bytes) in [
        ("a.pdf", &b"<!doctype html><script>alert(1)</script>"[..]),
        (
            "a.jpg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        ),
        ("a.png", b"\xEF\xBB\xBF <?xml version='1.0'?><svg/>"),
        ("a.pdf", b"MZ\x90\0\x03\0\0\0"),
        ("a.pdf", b"\x7FELF\x02\x01"),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"),
        ("a.jpg", b"\0\0\0\x18ftypheic"),
        ("a.gif", b"GIF89a;"),
        ("a.rar", b"Rar!\x1A\x07"),
        ("a.docx", b"{\\rtf1}"),
    ] {
        let found = examine(name, bytes);
        let Err(Unfit::Kind { cure, .. }) = found else {
            panic!("{name}: {found:?}");
        };
        assert!(!cure.is_empty());
    }
    assert_eq!(examine("a.pdf", b""), Err(Unfit::Empty));
    assert_eq!(examine("a.pdf", b"plain words"), Err(Unfit::Unknown));
    let zip = archive(&["a.txt", "b.txt"]);
    assert!(matches!(examine("a.docx", &zip), Err(Unfit::Kind { .. })));
}

#[test]
fn files_that_are_two_things_are_refused() {
    let zip = docx();
    let behind = |head: Vec<u8>| [head, zip.clone()].concat();
    let script = chunk(b"tEXt", b"Comment\0<script>alert(1)</script>");
    let html = b"%PDF-1.7\n<html><script>alert(1)</script>\n%%EOF".to_vec();
    for (name, bytes) in [
        ("pdf+zip.pdf", behind(pdf())),
        ("jpg+zip.jpg", behind(jpeg_of(9, 9, b"", b""))),
        ("png+zip.png", behind(png_of(9, 9, b""))),
        ("webp+zip.webp", behind(webp())),
        (
            "jpg+html.jpg",
            jpeg_of(9, 9, b"", b"<html><body onload=alert(1)>"),
        ),
        ("jpg+pdf.jpg", jpeg_of(9, 9, b"", b"%PDF-1.4")),
        (
            "jpg+lời.jpg",
            jpeg_of(9, 9, &segment(0xFE, b"<script>"), b""),
        ),
        ("png+lời.png", png_of(9, 9, &script)),
        ("html.pdf", html),
        ("docx+đuôi.docx", [docx(), b"<script>".to_vec()].concat()),
    ] {
        let found = examine(name, &bytes);
        assert!(
            matches!(found, Err(Unfit::Hidden { .. })),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn code_and_cut_files_and_giant_pictures_are_refused() {
    let script = b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF".to_vec();
    let macros = archive(&[
        "[Content_Types].xml",
        "word/document.xml",
        "word/vbaProject.bin",
    ]);
    for (name, bytes) in [("a.pdf", script), ("a.docx", macros)] {
        let found = examine(name, &bytes);
        assert!(
            matches!(found, Err(Unfit::Code { .. })),
            "{name}: {found:?}"
        );
    }
    let outside = archive(&["[Content_Types].xml", "word/document.xml", "../../x"]);
    assert!(matches!(
        examine("a.docx", &outside),
        Err(Unfit::Hidden { .. })
    ));
    assert_eq!(
        examine("a.png", &png_of(65_500, 65_500, b"")),
        Err(Unfit::Pixels)
    );
    assert_eq!(
        examine("a.jpg", &jpeg_of(0, 9, b"", b"")),
        Err(Unfit::Pixels)
    );
    // Cut anywhere, an honest file is damaged: never a panic, never accepted.
    for (name, bytes) in [
        ("a.pdf", pdf()),
        ("a.docx", docx()),
        ("a.png", png_of(9, 9, b"")),
        ("a.jpg", jpeg_of(9, 9, b"", b"")),
        ("a.webp", webp()),
    ] {
        // The last line break of a PDF is no part of it.
        for end in 0..bytes.len() - 1 {
            let found = examine(name, &bytes[..end]);
            assert!(found.is_err(), "{name} cut at {end}: {found:?}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn nothing_makes_the_judge_panic(which in 0..5_usize, bytes: Vec<u8>, at in 0..200_usize) {
        let mut file = [pdf(), docx(), png_of(9, 9, b""), jpeg_of(9, 9, b"", b""), webp()][which].clone();
        let at = at.min(file.len());
        file.splice(at..at, bytes);
        let _ = examine("a", &file);
    }
}
