//! Workbooks made to hurt their reader, sent through the real form: refused with words, quickly, and nothing is kept.

use std::time::{Duration, Instant};

use super::*;

#[path = "../../../../files/tests/it/grid_build.rs"]
#[expect(
    dead_code,
    reason = "shared with the tests of files, which use all of it"
)]
mod grid_build;

use grid_build::{Book, FLAGS, letters, patch, zip};

/// Far more than any of them takes on two busy cores in a dev build; what is read without a limit takes minutes.
const QUICKLY: Duration = Duration::from_secs(60);

fn cells(cells: &str) -> Vec<u8> {
    Book::new(&format!("<sheetData>{cells}</sheetData>")).zip()
}

fn parts_with(name: &str, text: &str) -> Vec<u8> {
    let mut parts = Book::new("<sheetData/>").parts();
    parts.push((name.to_owned(), text.to_owned()));
    zip(&parts)
}

/// What hurts, and a piece of what is said of it.
fn traps() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>";
    let bomb = letters(
        sheet,
        256 << 20,
        "</t></is></c></row></sheetData></worksheet>",
    );
    let corner = cells(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let area = cells(
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="CV200000"><v>1</v></c></row>"#,
    );
    let wide: String = (0..1_100).map(|_| "<c><v>1</v></c>".to_owned()).collect();
    let deep = format!("{}1{}", "<x>".repeat(200_000), "</x>".repeat(200_000));
    let mut entities = Book::new(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData>"#,
    );
    entities.prolog =
        r#"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#.to_owned();
    let mut sheets = Book::new("<sheetData/>");
    sheets.sheets = (0..300).map(|number| format!("S{number}")).collect();
    let mut encrypted = Book::new("<sheetData/>").zip();
    patch(&mut encrypted, "xl/styles.xml", FLAGS, &[1, 0]);
    let many: Vec<(String, String)> = (0..5_000)
        .map(|number| (format!("x/{number}.xml"), String::new()))
        .collect();
    vec![
        ("zip bomb", bomb, "bung ra"),
        ("last corner", corner, "nằm ngoài vùng được đọc"),
        ("area", area, "trải đến tận ô CV200000"),
        (
            "columns",
            cells(&format!("<row r=\"1\">{wide}</row>")),
            "nằm ngoài vùng được đọc",
        ),
        ("deep", cells(&deep), ""),
        ("entities", entities.zip(), ""),
        ("sheets", sheets.zip(), "trang"),
        ("encrypted", encrypted, "mật khẩu"),
        ("parts", zip(&many), ""),
        ("way out", parts_with("../../etc/passwd", "x"), ""),
        (
            "no workbook",
            zip(&[("a.txt".to_owned(), "x".to_owned())]),
            "",
        ),
        (
            "cut off",
            Book::new("<sheetData/>").zip()[..200].to_vec(),
            "bị hỏng",
        ),
    ]
}

#[tokio::test]
async fn workbooks_that_hurt_are_refused_by_the_form() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let before = world.app.db().version().await.unwrap();
        for (what, bytes, words) in traps() {
            let clock = Instant::now();
            let answer = send(&mut browser, "danh sách.xlsx", &bytes).await;
            assert!(clock.elapsed() < QUICKLY, "{what}: {:?}", clock.elapsed());
            assert_eq!(answer.status, 422, "{what}: {}", answer.text);
            let fault = answer.text.split("danh sách.xlsx: ").nth(1);
            let fault = fault.unwrap_or_else(|| panic!("{what}: {}", answer.text));
            let fault = fault.split('<').next().unwrap();
            assert!(fault.contains(words), "{what}: {fault}");
            // A sentence for its reader: what is wrong, what helps.
            assert!(
                fault.chars().count() > 40 && fault.ends_with('.'),
                "{what}: {fault}"
            );
            assert!(
                !fault.contains("Error") && !fault.contains("panic"),
                "{what}: {fault}"
            );
        }
        let page = browser.get("/nhap-tu-tep").await.expect(200).text;
        assert!(!page.contains("danh sách.xlsx"), "no session is kept");
        assert_eq!(world.app.db().version().await.unwrap(), before);
    })
    .await;
}

#[tokio::test]
async fn a_link_to_another_workbook_is_never_followed_and_a_wrong_ending_is_told() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let text = |at: &str, text: &str| {
            format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        };
        let head = [text("A1", "Họ và tên"), text("B1", "Đơn vị")].concat();
        let row = [
            r#"<c r="A2" t="str"><f>[1]Sheet1!A1</f><v>Phan Văn Mới</v></c>"#.to_owned(),
            text("B2", "Phòng THADS khu vực 1"),
        ]
        .concat();
        let sheet = format!("<sheetData><row r=\"1\">{head}</row><row r=\"2\">{row}</row></sheetData>");
        let mut parts = Book::new(&sheet).parts();
        parts.push((
            "xl/externalLinks/externalLink1.xml".to_owned(),
            r#"<externalLink><externalBook r:id="rId1"/></externalLink>"#.to_owned(),
        ));
        parts.push((
            "xl/externalLinks/_rels/externalLink1.xml.rels".to_owned(),
            r#"<Relationships><Relationship Id="rId1" Type="x" Target="file:///etc/passwd" TargetMode="External"/></Relationships>"#.to_owned(),
        ));
        let to = send(&mut browser, "danh sách.csv", &zip(&parts))
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = browser.get(&format!("{to}/cot")).await.expect(200).text;
        assert!(page.contains("Phan Văn Mới"), "the value that was saved: {page}");
        assert!(page.contains("Tên tệp kết thúc bằng “.csv” nhưng nội dung là bảng tính .xlsx"), "{page}");
        assert!(!page.contains("root:"), "{page}");
        browser.post(&format!("{to}/bo"), &[]).await.expect(303);
    })
    .await;
}
