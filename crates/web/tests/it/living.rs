//! A report one works on, through the router: begun from its preview, written on, two people, issued, foreign.

use axum::body::Body;
use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    let fields = [("de-cuong", "giai-doan"), ("tu", "2026"), ("den", "2026")];
    let list = "/co-quan/tinh-a/bao-cao-soan";
    let begun = officer.post(list, &fields).await.expect(303);
    let page = officer.get(begun.to()).await.expect(200).text;
    officer.get(&chooser(&page)).await.expect(200);
}

/// The address where a picture is chosen for the first place of a report.
fn chooser(page: &str) -> String {
    let from = page.find("/anh?sau=").unwrap();
    let start = page[..from].rfind('"').unwrap() + 1;
    let end = from + page[from..].find('"').unwrap();
    page[start..end].replace("&amp;", "&")
}

fn png(shade: u8) -> Vec<u8> {
    let points = image::RgbImage::from_pixel(12, 8, image::Rgb([shade, 40, 40]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    points
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn put(
    browser: &mut Browser,
    page: &str,
    fields: &[(&str, &str)],
    file: Option<(&str, &[u8])>,
) -> Answer {
    let token = browser.get(page).await.expect(200).form_token().unwrap();
    let mut body = Vec::new();
    for (name, value) in fields.iter().chain(&[("_bieu_mau", token.as_str())]) {
        let head = format!("--ranh\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.extend_from_slice(format!("{head}\r\n\r\n{value}\r\n").as_bytes());
    }
    let (name, bytes) = file.unwrap_or_default();
    let head = format!(
        "--ranh\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--ranh--\r\n");
    let request = browser
        .request("POST", page)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=ranh")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.take(request).await
}

/// What stands between two texts of a page, the first time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page
        .split(before)
        .nth(1)
        .unwrap_or_else(|| panic!("{before}: {page}"));
    rest.split(after).next().unwrap()
}

#[tokio::test]
async fn pictures_are_put_worded_and_moved_on_pages_and_are_nobody_elses() {
    on_both(async |db| {
        let world = World::with(db, "phong", Some((Role::Officer, "khu-a1"))).await;
        let mut unit = Browser::of(&world, "phong").await;
        let list = "/co-quan/khu-a1/bao-cao-soan";
        let fields = [("de-cuong", "bai-viet"), ("tu", "2026"), ("den", "2026")];
        unit.post(list, &fields).await.expect(303);
        let here = "/co-quan/khu-a1/bao-cao-soan/1";
        let choose = chooser(&unit.get(here).await.expect(200).text);
        assert!(
            unit.get(&choose)
                .await
                .expect(200)
                .text
                .contains("Chưa có ảnh JPEG, PNG nào")
        );
        // Nothing chosen; no picture and no words: every fault at once, and what was typed stays.
        let nothing = put(&mut unit, &choose, &[("chu_thich", "Đã gõ")], None)
            .await
            .expect(422);
        assert!(
            nothing.text.contains("Chưa chọn ảnh nào") && nothing.text.contains("value=\"Đã gõ\"")
        );
        let html: (&str, &[u8]) = ("a.png", b"<html><script>alert(1)</script>");
        let wrong = put(&mut unit, &choose, &[("nguon_anh", "Gõ rồi")], Some(html))
            .await
            .expect(422);
        assert!(
            wrong.text.contains("Hãy ghi chú thích ảnh") && wrong.text.contains("SVG"),
            "{}",
            wrong.text
        );
        let words = [
            ("chu_thich", "Lễ <b>phát động</b>"),
            ("nguon_anh", "Lê Văn Ảnh"),
            ("mo_ta", "Mười người"),
        ];
        let sent = png(9);
        let done = put(&mut unit, &choose, &words, Some(("lễ.png", &sent)))
            .await
            .expect(303);
        assert!(done.to().starts_with(here));
        let page = unit.get(here).await.expect(200).text;
        for words in [
            "Lễ &lt;b&gt;phát động&lt;/b&gt;",
            "Ảnh: Lê Văn Ảnh",
            "alt=\"Mười người\"",
            "width=\"12\" height=\"8\"",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let file = format!("{here}/anh/{}", between(&page, "/anh/", "\""));
        let shown = unit.get(&file).await.expect(200);
        assert_eq!(shown.headers["content-type"], "image/png");
        assert!(
            shown.headers["content-security-policy"]
                .to_str()
                .unwrap()
                .ends_with("; sandbox")
        );
        let key = between(&page, "name=\"khoa\" value=\"khu-a1|1|anh|", "\"");
        let key = format!("khu-a1|1|anh|{key}");
        let of = |seen: &'static str, deed: &'static str| {
            vec![("viec", deed), ("ban", seen), ("khoa", key.as_str())]
        };
        // Two people: the second is told, and keeps what he typed.
        let mut first = of("1", "chu-thich");
        first.push(("chu_thich", "Lễ phát động"));
        unit.post(here, &first).await.expect(303);
        first.push(("nguon_anh", "Người khác"));
        let late = unit.post(here, &first).await.expect(409).text;
        assert!(
            late.contains("Người khác vừa sửa") && late.contains("value=\"Người khác\""),
            "{late}"
        );
        unit.post(here, &of("2", "len")).await.expect(422);
        unit.post(here, &of("2", "xuong")).await.expect(303);
        unit.post(here, &of("3", "hoan")).await.expect(303);
        let edit = unit
            .get(&format!("{here}?anh={}", key.replace('|', "%7C")))
            .await;
        assert!(edit.expect(200).text.contains("Ghi chú thích"));
        // The picture is offered again and moved by choosing it.
        let again = unit.get(&choose).await.expect(200).text;
        assert!(again.contains("Đang có trong báo cáo"));
        let mark = between(&again, "name=\"anh\" value=\"", "\"").to_owned();
        put(&mut unit, &choose, &[("anh", "7.x")], None)
            .await
            .expect(422);
        let (file_of, _) = mark.split_once('.').unwrap();
        let stale = format!("{file_of}.0");
        put(&mut unit, &choose, &[("anh", &stale)], None)
            .await
            .expect(409);
        put(&mut unit, &choose, &[("anh", &mark)], None)
            .await
            .expect(303);
        for form in ["docx", "pdf", "xlsx"] {
            unit.get(&format!("/in/bao-cao-soan/khu-a1/1?dang={form}"))
                .await
                .expect(200);
        }
        // The files of the report have the page of all files: taken away there, the report says so.
        let files = between(&again, "href=\"/du-lieu/bao-cao-soan/tep", "\"");
        unit.get(&format!("/du-lieu/bao-cao-soan/tep{files}"))
            .await
            .expect(200);
        world.user("khac", Some((Role::Officer, "tinh-b"))).await;
        let mut foreign = Browser::of(&world, "khac").await;
        for path in [
            choose.as_str(),
            &file,
            &format!("/tep/{file_of}/anh"),
            &format!("/du-lieu/bao-cao-soan/tep{files}"),
        ] {
            foreign.get(path).await.expect(404);
        }
        unit.get(&format!("{here}/anh/999999")).await.expect(404);
        unit.get(&format!("{here}/anh?sau=khong-co"))
            .await
            .expect(404);
        let gone = [("co_so", "1"), ("ly_do", "nhầm ảnh")];
        unit.get(&format!("/du-lieu/bao-cao-soan/tep{files}"))
            .await
            .expect(200);
        unit.post(&format!("/tep/{file_of}/go-bo"), &gone)
            .await
            .expect(303);
        unit.get(&file).await.expect(404);
        assert!(
            unit.get(here)
                .await
                .expect(200)
                .text
                .contains("đã gỡ khỏi nơi đính kèm")
        );
    })
    .await;
}

#[tokio::test]
async fn a_report_is_begun_written_on_and_issued_and_is_nobody_elses() {
    on_both(async |db| {
        let world = World::with(db, "phong", Some((Role::Officer, "khu-a1"))).await;
        let mut unit = Browser::of(&world, "phong").await;
        let list = "/co-quan/khu-a1/bao-cao-soan";
        let page = unit.get("/co-quan/khu-a1/bao-cao?tu=2026&den=2026").await;
        assert!(page.expect(200).text.contains("Lưu để soạn"));
        let fields = [("de-cuong", "giai-doan"), ("tu", "2026"), ("den", "2026")];
        unit.post(list, &fields).await.expect(303);
        let here = "/co-quan/khu-a1/bao-cao-soan/1";
        let page = unit.get(here).await.expect(200).text;
        assert!(page.contains("Chưa lưu bản nào"));
        assert!(unit.get(list).await.expect(200).text.contains("năm 2026"));
        // Without a number and a day nothing is issued, and everything missing is told at once.
        let nothing = unit
            .post(here, &[("viec", "phat-hanh"), ("ban", "1")])
            .await;
        let nothing = nothing.expect(422).text;
        assert!(nothing.contains("Số, ký hiệu") && nothing.contains("ngày ban hành"));
        let stale = [("viec", "luu"), ("ban", "1")];
        assert!(
            unit.post(here, &stale)
                .await
                .expect(409)
                .text
                .contains("Người khác vừa sửa")
        );
        unit.post(here, &[("viec", "khong-co")]).await.expect(404);
        world.user("khac", Some((Role::Officer, "tinh-b"))).await;
        let mut foreign = Browser::of(&world, "khac").await;
        for path in [list, here, "/in/bao-cao-soan/khu-a1/1?dang=docx"] {
            foreign.get(path).await.expect(404);
        }
        unit.get("/co-quan/khu-a1/bao-cao-soan/2").await.expect(404);
        unit.get("/in/bao-cao-soan/khu-a1/1?dang=docx")
            .await
            .expect(200);
    })
    .await;
}
