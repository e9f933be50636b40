//! `print`: the ending chooses the form; what cannot be printed is refused and writes nothing.

use crate::desk::Desk;

#[test]
fn the_ending_chooses_the_form() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    for (file, first) in [
        ("bao-cao.docx", "PK"),
        ("bao-cao.PDF", "%PDF"),
        ("bao-cao.xlsx", "PK"),
    ] {
        let report = "print annual-report --agency quan-1 --year 2021 --month 8 -o";
        let written = desk.json(&format!("{report} {file}"));
        assert_eq!(written["file"], file);
        let bytes = std::fs::read(desk.path(file)).unwrap();
        assert!(bytes.starts_with(first.as_bytes()), "{file}");
        assert_eq!(written["bytes"], bytes.len());
    }
    desk.json("print figures --agency quan-1 --year 2020 --month 12 --draft -o bieu.docx");
    assert!(desk.path("bieu.docx").exists());
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let desk = Desk::with(&["@vi-du/ben-tre-2022"]);
    let figures = |agency: &str, file: &str| {
        let words = [
            "print", "figures", "--agency", agency, "--year", "2022", "--month", "12", "-o",
        ];
        desk.run(&[&words[..], &[file]].concat())
    };
    let none = figures("ben-tre", "bieu.pdf").refused();
    assert!(
        none.stderr.contains("Chưa có số liệu năm 2022"),
        "{}",
        none.stderr
    );
    let unknown = figures("ben-te", "bieu.pdf").refused();
    assert!(
        unknown.stderr.contains("Có phải «ben-tre»?"),
        "{}",
        unknown.stderr
    );
    let ending = figures("ben-tre", "bieu.txt");
    assert_eq!(ending.status, 2, "{}", ending.stderr);
    assert!(ending.stderr.contains(".docx, .pdf"), "{}", ending.stderr);
    assert!(!desk.path("bieu.pdf").exists() && !desk.path("bieu.txt").exists());
}
