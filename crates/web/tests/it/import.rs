//! Imports through the router: a file up, its columns, its rows mended, one commit; files that hurt; forms without
//! script.

pub(crate) mod forms;
mod hostile;
mod windows;

use axum::body::Body;
use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

/// Sends a file as a browser does.
async fn send(browser: &mut Browser, name: &str, bytes: &[u8]) -> Answer {
    let token = browser
        .get("/nhap-tu-tep")
        .await
        .expect(200)
        .form_token()
        .unwrap();
    send_with(browser, &token, name, bytes).await
}

async fn send_with(browser: &mut Browser, token: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--ranh\r\nContent-Disposition: form-data; name=\"_bieu_mau\"\r\n\r\n{token}\r\n\
         --ranh\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--ranh--\r\n");
    let request = browser
        .request("POST", "/nhap-tu-tep")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=ranh")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.take(request).await
}

const PEOPLE: &str = "Họ và tên,Ngày sinh,Đơn vị,Nhóm\nPhan Văn Mới,1990,Phòng THADS khu vực 1,Công chức\nĐỗ Thị Sai,1991,Phòng THADS khu vực 1,Nhóm lạ\nĐỗ Thị Lạ,1992,Phòng THADS khu vực 1,Nhóm lạ\n";

/// What a page of rows says of itself in its form.
struct Shown {
    seen: String,
    version: String,
}

impl Shown {
    fn fields(&self) -> [(&str, &str); 3] {
        [
            ("trang", "0"),
            ("da_xem", &self.seen),
            ("phien_ban", &self.version),
        ]
    }
}

fn shown(page: &str) -> Shown {
    let value = |name: &str| {
        let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
        after.unwrap().split('"').next().unwrap().to_owned()
    };
    Shown {
        seen: value("da_xem"),
        version: value("phien_ban"),
    }
}

/// The names and values of the selects and fields of the page of columns, as a browser would send them.
fn chosen(page: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for part in page.split("name=\"t0.").skip(1) {
        let name = format!("t0.{}", part.split('"').next().unwrap());
        if name.contains(".c") || name.ends_with(".loai") || name.ends_with(".tieu_de") {
            let options = part.split("</select>").next().unwrap();
            let value = options
                .split("<option value=\"")
                .skip(1)
                .find(|option| option.split('>').next().unwrap().contains("selected"))
                .map_or("", |option| option.split('"').next().unwrap());
            fields.push((name, value.to_owned()));
        } else if name.ends_with(".dat_ma") {
            fields.push((name, "x".to_owned()));
        }
    }
    fields
}

async fn post(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn a_file_goes_through_without_script() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let to = send(&mut browser, "cán bộ.csv", PEOPLE.as_bytes())
            .await
            .expect(303)
            .to()
            .to_owned();
        assert!(to.starts_with("/nhap-tu-tep/"), "{to}");
        let columns = browser.get(&to).await.expect(303).to().to_owned();
        let page = browser.get(&columns).await.expect(200).text;
        assert!(
            page.contains("Chắc chắn") && page.contains("Phan Văn Mới"),
            "{page}"
        );
        let fields = chosen(&page);
        assert!(
            fields.contains(&("t0.loai".into(), "nhan-su".into())),
            "{fields:?}"
        );
        assert!(
            fields.contains(&("t0.c0".into(), "ho_va_ten".into())),
            "{fields:?}"
        );
        let rows = post(&mut browser, &columns, &fields)
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = browser.get(&rows).await.expect(200).text;
        assert!(
            page.contains("Cần sửa <span class=\"numbers\">2</span>"),
            "{page}"
        );
        assert!(
            page.contains("Sửa 02 ô") && page.contains("Nhóm lạ"),
            "{page}"
        );
        assert!(!page.contains("Phan Văn Mới"), "only the rows with faults");
        // One for all, then a cell by script, then a row left out.
        let back = browser
            .post(
                &format!("{to}/thay"),
                &[
                    ("trang", "0"),
                    ("loc", "can-sua"),
                    ("cot", "nhom"),
                    ("tu", "Nhóm lạ"),
                    ("thanh", "Công chức"),
                ],
            )
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = browser.get(&back).await.expect(200).text;
        assert!(
            page.contains("Đã sửa 02 ô") && page.contains("Không còn lỗi."),
            "{page}"
        );
        let all = browser
            .get(&format!("{to}/soat?loc=tat-ca"))
            .await
            .expect(200)
            .text;
        assert!(all.contains("Phan Văn Mới"));
        browser
            .post(
                &format!("{to}/dong?viec=bo"),
                &[
                    ("trang", "0"),
                    ("dong", "4"),
                    ("o:3:ho_va_ten", "Đỗ Thị Đúng"),
                ],
            )
            .await
            .expect(303);
        let page = browser
            .get(&format!("{to}/soat?loc=tat-ca"))
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Đỗ Thị Đúng") && page.contains("Đã bỏ"),
            "{page}"
        );
        let shown = shown(&page);
        let before = world.app.db().version().await.unwrap();
        for _ in 0..2 {
            let done = browser
                .post(&format!("{to}/luu"), &shown.fields())
                .await
                .expect(303);
            assert_eq!(done.to(), to);
        }
        assert_eq!(world.app.db().version().await.unwrap(), before + 1);
        let page = browser.get(&to).await.expect(200).text;
        assert!(
            page.contains("Đã lưu 2 dòng Nhân sự")
                && page.contains("href=\"/ca-nhan/phan-van-moi\""),
            "{page}"
        );
        browser.get("/ca-nhan/phan-van-moi").await.expect(200);
        browser.get(&format!("{to}/soat")).await.expect(303);
        browser.get(&format!("{to}/cot")).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_not_there_for_others() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        world.user("khac", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let to = send(&mut browser, "a.csv", PEOPLE.as_bytes())
            .await
            .expect(303)
            .to()
            .to_owned();
        let mut other = Browser::of(&world, "khac").await;
        let there = other.get(&to).await;
        assert_eq!(there.status, 404);
        for path in ["cot", "soat"] {
            other.get(&format!("{to}/{path}")).await.expect(404);
        }
        for path in [
            "cot",
            "o",
            "thay",
            "dong?viec=bo",
            "dan",
            "them-dong",
            "luu",
            "bo",
        ] {
            let fields = [
                ("trang", "0"),
                ("cot", "nhom"),
                ("bang", "a"),
                ("o:2:nhom", "x"),
            ];
            other
                .post(&format!("{to}/{path}"), &fields)
                .await
                .expect(404);
        }
        assert!(!other.get("/nhap-tu-tep").await.text.contains("a.csv"));
        assert!(browser.get("/nhap-tu-tep").await.text.contains("a.csv"));
        browser.post(&format!("{to}/bo"), &[]).await.expect(303);
        browser.get(&to).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn files_that_hurt_are_refused_with_words() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let big = vec![b'x'; 25 * 1024 * 1024 + 1];
        for (name, bytes, words) in [
            ("a.xlsx", &b"%PDF-1.7 ..."[..], "tệp PDF"),
            (
                "a.xls",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
                "kiểu cũ của Excel",
            ),
            ("a.xlsx", b"PK\x03\x04", "bị hỏng"),
            ("a.csv", b"\"a,b\n", "dấu nháy kép"),
            ("a.csv", b"   \n\n", "không có dòng dữ liệu nào"),
            ("a.csv", &big, "quá giới hạn 25 MB"),
            ("a.html", b"<html><table>", "trang web (HTML)"),
        ] {
            let answer = send(&mut browser, name, bytes).await.expect(422);
            assert!(answer.text.contains(words), "{name}: {}", answer.text);
        }
        let answer = send(
            &mut browser,
            "\"><script>alert(1)</script>.csv",
            b"a,b\n1,2\n",
        )
        .await;
        assert!(!answer.text.contains("<script>alert"));
        let token = browser.get("/nhap-tu-tep").await.form_token().unwrap();
        let huge = vec![b'x'; 27 * 1024 * 1024];
        let answer = send_with(&mut browser, &token, "a.csv", &huge)
            .await
            .expect(413);
        assert!(answer.text.contains("quá lớn"));
        send_with(&mut browser, "0000", "a.csv", b"a,b\n1,2\n")
            .await
            .expect(403);
        let none = browser.post("/nhap-tu-tep", &[]).await.expect(422);
        assert!(none.text.contains("Chưa chọn tệp"));
    })
    .await;
}

#[tokio::test]
async fn a_list_is_pasted_and_a_cell_answered_as_json() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser.get("/nhap-nhieu-dong").await.expect(200);
        let rows = browser.post("/nhap-nhieu-dong", &[("loai", "khen-thuong")]).await.expect(303).to().to_owned();
        let id = rows.trim_end_matches("/soat").to_owned();
        let page = browser.get(&rows).await.expect(200).text;
        assert_eq!(page.matches("data-row=").count(), 20);
        let block = "Họ và tên\tDanh hiệu\tNăm\tSố QĐ\nNguyễn Văn An\tLĐTT\t2019\t01/QĐ\nKhông Có Ai\tLĐTT\t2018\t02/QĐ\n";
        browser.post(&format!("{id}/dan"), &[("bang", block)]).await.expect(303);
        let page = browser.get(&rows).await.expect(200).text;
        assert!(page.contains("Chưa biết chắc “Không Có Ai” là ai."), "{page}");
        let token = page.split("name=\"_bieu_mau\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let request = browser
            .request("POST", &format!("{id}/o"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(format!("_bieu_mau={token}&trang=0&o%3A2%3Ama_doi_tuong=Nguy%E1%BB%85n+V%C4%83n+An")))
            .unwrap();
        let answer = browser.take(request).await.expect(200).json();
        assert_eq!(answer["changed"], 1, "{answer}");
        assert_eq!(answer["clean"], true, "{answer}");
        assert_eq!(answer["rows"][0]["number"], 2, "{answer}");
        browser.post(&format!("{id}/them-dong"), &[("trang", "0")]).await.expect(303);
        let page = browser.get(&rows).await.expect(200).text;
        assert_eq!(page.matches("data-row=").count(), 40);
        browser.post("/nhap-nhieu-dong", &[("loai", "co-quan")]).await.expect(404);
        let template = browser.get("/tai-mau/nhan-su").await.expect(200);
        assert!(template.headers["content-disposition"].to_str().unwrap().contains("mau-nhan-su.xlsx"));
        browser.get("/tai-mau/khong-co").await.expect(404);
    })
    .await;
}

/// Opens every page of an import, for the test of templates.
pub(crate) async fn crawl(world: &World) {
    let mut browser = Browser::of(world, "thong-ke").await;
    browser.get("/nhap-nhieu-dong").await.expect(200);
    let file = "Mã,Họ và tên,Mã cơ quan,Từ ngày\nnv-a,Nguyễn Văn An,tinh-a,01/01/2020\n";
    let to = send(&mut browser, "a.csv", file.as_bytes())
        .await
        .expect(303)
        .to()
        .to_owned();
    let page = browser.get(&format!("{to}/cot")).await.expect(200).text;
    post(&mut browser, &format!("{to}/cot"), &chosen(&page))
        .await
        .expect(303);
    let page = browser.get(&format!("{to}/soat")).await.expect(200).text;
    browser
        .post(&format!("{to}/luu"), &shown(&page).fields())
        .await
        .expect(303);
    let page = browser.get(&to).await.expect(200).text;
    assert!(page.contains("Không có gì mới để lưu"), "{page}");
}
