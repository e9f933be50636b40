//! Files on pages: sent so that nothing runs, refused with every fault, shown as pictures only where they are; readings,
//! papers owed and the calendar on pages.

use axum::body::Body;
use axum::http::header;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

const PAGE: &str = "/du-lieu/nhan-su/tep?khoa=5%3Anv-a1%7C10%3A2025-07-01%7C";

fn chunk(name: &[u8], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&length[..], name, body, &[0; 4]].concat()
}

/// The smallest picture the judge takes.
fn png() -> Vec<u8> {
    let head = [0, 0, 0, 8, 0, 0, 0, 6, 8, 2, 0, 0, 0];
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", b"data"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\ntrailer<<>>\n%%EOF\n".to_vec()
}

async fn upload(browser: &mut Browser, page: &str, files: &[(&str, &[u8])]) -> Answer {
    let token = browser.get(page).await.expect(200).form_token().unwrap();
    let mut body = Vec::new();
    for (name, value) in [
        ("_bieu_mau", token.as_str()),
        ("chu_thich", "Lễ <b>ký</b>"),
        ("nguon_anh", "Lê Văn Ảnh"),
    ] {
        let part =
            format!("--ranh\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--ranh\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--ranh--\r\n");
    let request = browser
        .request("POST", page)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=ranh")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.take(request).await
}

fn head<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// The numbers of the files a page links to.
fn numbers(page: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in page.split("href=\"/tep/").skip(1) {
        let number: String = part.chars().take_while(char::is_ascii_digit).collect();
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    officer.get(PAGE).await.expect(200);
}

#[tokio::test]
async fn a_file_is_sent_so_that_nothing_runs() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let sent = upload(
            &mut officer,
            PAGE,
            &[("../Quyết định.pdf", &pdf()), ("ảnh.png", &png())],
        )
        .await
        .expect(303);
        let page = officer.get(sent.to()).await.expect(200);
        for words in [
            "Quyết định.pdf",
            "Lễ &lt;b&gt;ký&lt;/b&gt;",
            "Ảnh: Lê Văn Ảnh",
            "Đã đính kèm tệp",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let found = numbers(&page.text);
        assert_eq!(found.len(), 2);
        let mut inline = 0;
        for number in &found {
            let file = officer.get(&format!("/tep/{number}")).await.expect(200);
            let disposition = head(&file, "content-disposition");
            assert!(
                disposition.starts_with("attachment; filename=\""),
                "{disposition}"
            );
            assert!(disposition.contains("filename*=UTF-8''"), "{disposition}");
            assert!(head(&file, "content-security-policy").ends_with("; sandbox"));
            assert_eq!(head(&file, "x-content-type-options"), "nosniff");
            assert_eq!(head(&file, "cache-control"), "no-store");
            let shown = officer.get(&format!("/tep/{number}/anh")).await;
            if shown.status.as_u16() == 200 {
                inline += 1;
                assert_eq!(head(&shown, "content-type"), "image/png");
                assert!(head(&shown, "content-disposition").starts_with("inline; "));
                assert!(head(&shown, "content-security-policy").ends_with("; sandbox"));
            } else {
                shown.expect(404);
            }
        }
        assert_eq!(inline, 1, "a paper is never shown inside a page");
        // Another office of the same province, and nobody at all.
        let mut stranger = Browser::of(&world, "khong-vai-tro").await;
        stranger
            .get(&format!("/tep/{}", found[0]))
            .await
            .expect(404);
        let mut nobody = Browser::new(&world);
        nobody.get(&format!("/tep/{}", found[0])).await.expect(303);
        officer.get("/tep/khong").await.expect(404);
        officer.get("/tep/999999999/anh").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn hostile_files_are_refused_all_at_once_and_files_are_taken_away() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let hostile: [(&str, &[u8]); 3] = [
            ("trang.pdf", b"<html><script>alert(1)</script>"),
            ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("tốt.pdf", b"%PDF-1.7\n%%EOF\n"),
        ];
        let refused = upload(&mut officer, PAGE, &hostile).await.expect(422);
        assert!(refused.text.contains("«trang.pdf»") && refused.text.contains("«anh.svg»"));
        assert!(refused.text.contains("Chưa có tệp nào"));
        upload(&mut officer, PAGE, &[("a.pdf", &pdf())])
            .await
            .expect(303);
        let page = officer.get(PAGE).await.expect(200);
        let number = numbers(&page.text).remove(0);
        let path = format!("/tep/{number}/go-bo");
        officer
            .post(&path, &[("co_so", "1"), ("ly_do", "")])
            .await
            .expect(422);
        officer.get(PAGE).await.expect(200);
        officer
            .post(&path, &[("co_so", "7"), ("ly_do", "nhầm")])
            .await
            .expect(409);
        officer.get(PAGE).await.expect(200);
        officer
            .post(&path, &[("co_so", "1"), ("ly_do", "Nhầm tệp")])
            .await
            .expect(303);
        officer.get(&format!("/tep/{number}")).await.expect(404);
        let page = officer.get(PAGE).await.expect(200);
        assert!(page.text.contains("Nhầm tệp") && page.text.contains("Dùng lại tệp này"));
        officer
            .post(&format!("/tep/{number}/dung-lai"), &[("co_so", "2")])
            .await
            .expect(303);
        officer.get(&format!("/tep/{number}")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn readings_and_the_calendar_have_their_pages() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get("/van-ban/vb-1/da-doc").await.expect(200);
        assert!(page.text.contains("Chưa yêu cầu ai đọc"));
        let asked = [
            ("viec", "yeu-cau"),
            ("co_quan", "tinh-a"),
            ("noi_nhan", "tinh-a"),
            ("han", "30/11/2026"),
        ];
        officer
            .post("/van-ban/vb-1/da-doc", &asked)
            .await
            .expect(303);
        let start = officer.get("/").await.expect(200);
        assert!(start.text.contains("/can-doc"), "{}", start.text);
        let waits = officer.get("/can-doc").await.expect(200);
        assert!(waits.text.contains("30/11/2026"));
        let read = [
            ("viec", "da-doc"),
            ("noi_nhan", "tinh-a"),
            ("ve", "can-doc"),
        ];
        officer
            .post("/van-ban/vb-1/da-doc", &read)
            .await
            .expect(303);
        let waits = officer.get("/can-doc").await.expect(200);
        assert!(waits.text.contains("Không còn văn bản nào cần đọc"));
        officer.get("/van-ban/vb-1/da-doc").await.expect(200);
        let wrong = [
            ("viec", "yeu-cau"),
            ("co_quan", "tinh-a"),
            ("han", "hôm qua"),
        ];
        officer
            .post("/van-ban/vb-1/da-doc", &wrong)
            .await
            .expect(422);

        let year = officer
            .get("/lich-thi-dua?nam=2027&thang=11")
            .await
            .expect(200);
        for words in ["Tháng 11 năm 2026", "Thứ hai", "Lịch thi đua năm 2027"] {
            assert!(year.text.contains(words), "{words}");
        }
        officer
            .get("/lich-thi-dua?nam=2027&thang=0&loai=ky-niem")
            .await
            .expect(200);
        officer.get("/lich-thi-dua?loai=khong").await.expect(400);
        officer
            .get("/lich-thi-dua?co-quan=tinh-b")
            .await
            .expect(404);
        let file = officer.get("/lich-thi-dua/tep?nam=2027").await.expect(200);
        assert!(head(&file, "content-type").starts_with("text/calendar"));
        assert!(file.text.starts_with("BEGIN:VCALENDAR\r\n"));
    })
    .await;
}
