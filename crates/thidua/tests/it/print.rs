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

#[test]
fn targets_handed_down_are_printed_as_the_page_prints_them() {
    let desk = Desk::new();
    let tree = "Mã,Tên,Cấp,Mã cấp trên\ntinh-a,THADS tỉnh A,tinh,\n\
                phong-1,Phòng 1,khu_vuc,tinh-a\nphong-2,Phòng 2,khu_vuc,tinh-a\n";
    let targets = "Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị,Đơn vị giao\n\
                   ct-a,tinh-a,2026,viec.ty_le,>=,\"83,5\",\n\
                   ct-1,phong-1,2026,viec.ty_le,>=,84,tinh-a\n\
                   ct-2,phong-2,2026,viec.ty_le,>=,\"83,5\",tinh-a\n";
    let folder = desk.sheet("giao", "co-quan", tree);
    desk.sheet("giao", "chi-tieu", targets);
    desk.run(&["load", &folder]).done();
    for (file, first) in [
        ("phu-luc.docx", "PK"),
        ("phu-luc.pdf", "%PDF"),
        ("phu-luc.xlsx", "PK"),
    ] {
        let print = "print targets --agency tinh-a --year 2026 --at 2026-09-30 -o";
        let written = desk.json(&format!("{print} {file}"));
        assert_eq!(written["file"], file);
        assert!(
            std::fs::read(desk.path(file))
                .unwrap()
                .starts_with(first.as_bytes())
        );
    }
    let words = |agency: &'static str| {
        [
            "print",
            "targets",
            "--agency",
            agency,
            "--year",
            "2026",
            "-o",
            "khong.pdf",
        ]
    };
    let none = desk.run(&words("phong-1")).refused().stderr;
    assert!(none.contains("chưa giao chỉ tiêu năm 2026"), "{none}");
    let unknown = desk.run(&words("tinh-o")).refused().stderr;
    assert!(unknown.contains("Có phải «tinh-a»?"), "{unknown}");
    assert!(!desk.path("khong.pdf").exists());
}

#[test]
fn a_request_that_is_not_there_is_refused_and_writes_nothing() {
    let desk = Desk::with(&["@vi-du/quan-1-2021"]);
    let list = desk.json("show requests --agency quan-1");
    assert_eq!(list["asked_count"], 0);
    for words in [
        vec!["show", "request", "yc.quan-1.1"],
        vec!["print", "request", "yc.quan-1.1", "-o", "tong-hop.docx"],
    ] {
        let said = desk.run(&words).refused();
        assert!(
            said.stderr
                .contains("Không có yêu cầu báo cáo «yc.quan-1.1»"),
            "{}",
            said.stderr
        );
    }
    assert!(!desk.path("tong-hop.docx").exists());
}
