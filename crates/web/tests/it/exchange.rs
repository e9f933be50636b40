//! Bundles out and in through the pages, the register, layouts, and what programs push.

mod meanwhile;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use thidua_domain::access::Role;
use thidua_store::Db;
use thidua_store::testing::{fresh, on_both};
use thidua_web::listen::Mode;
use tower::ServiceExt as _;

use crate::browser::{Answer, Browser, send};
use crate::world::World;

const EXPORT: [(&str, &str); 3] = [("co_quan", "tinh-a"), ("tu", "2024"), ("den", "2026")];

/// The bytes of a download.
async fn download(
    world: &World,
    browser: &mut Browser,
    fields: &[(&str, &str)],
) -> (StatusCode, Vec<u8>) {
    let token = browser
        .get("/trao-doi")
        .await
        .expect(200)
        .form_token()
        .unwrap();
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("_bieu_mau", &token);
    fields.iter().for_each(|(name, value)| {
        form.append_pair(name, value);
    });
    let request = browser
        .request("POST", "/trao-doi/xuat")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form.finish()))
        .unwrap();
    let response = world.router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, bytes.to_vec())
}

/// Sends a file as a browser does.
async fn upload(browser: &mut Browser, to: &str, name: &str, bytes: &[u8]) -> Answer {
    let page = if to == "/nhap-tu-tep" {
        to
    } else {
        "/trao-doi"
    };
    let token = browser.get(page).await.expect(200).form_token().unwrap();
    let mut body = format!(
        "--ranh\r\nContent-Disposition: form-data; name=\"_bieu_mau\"\r\n\r\n{token}\r\n\
         --ranh\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--ranh--\r\n");
    let request = browser
        .request("POST", to)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=ranh")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    browser.take(request).await
}

/// Every page of an exchange, for who looks through all templates.
pub(crate) async fn crawl(world: &World) {
    let mut me = Browser::of(world, "thong-ke").await;
    me.get("/trao-doi").await.expect(200);
    me.get("/trao-doi/bo-cuc").await.expect(200);
    let (_, zip) = download(world, &mut me, &EXPORT).await;
    let sent = upload(&mut me, "/trao-doi/nhan", "tinh-a.zip", &zip).await;
    let waits = sent.expect(303).to().to_owned();
    me.get(&waits).await.expect(200);
    me.post(&waits, &[]).await.expect(303);
    me.get(&waits).await.expect(200);
}

/// Another office's server: nobody, nothing, and then one who loads and approves for all.
async fn elsewhere(db: Db) -> World {
    let world = World::empty(db, Mode::Loopback).await;
    world.user("cuc", Some((Role::Ministry, "*"))).await;
    world
}

#[tokio::test]
async fn what_one_office_sends_another_takes_in() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser
            .get("/trao-doi?co-quan=tinh-a&tu=2024&den=2026&xem=1")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Nội dung sẽ gửi") && page.contains("Số liệu thi hành án"),
            "{page}"
        );
        assert!(page.contains("không có quyền xem nội dung hạn chế"));
        let (status, zip) = download(&world, &mut browser, &EXPORT).await;
        assert_eq!(status, StatusCode::OK);
        assert!(zip.starts_with(b"PK"));
        let page = browser.get("/trao-doi").await.expect(200).text;
        assert!(page.contains(">Gửi<"), "{page}");

        let other = fresh(world.app.db().engine()).await;
        let there = elsewhere(other.db.clone()).await;
        let mut cuc = Browser::of(&there, "cuc").await;
        // A whole bundle is known again where files are taken in, too.
        let answer = upload(&mut cuc, "/nhap-tu-tep", "tinh-a.zip", &zip)
            .await
            .expect(303);
        let waits = answer.to().to_owned();
        assert!(waits.starts_with("/trao-doi/nhan/"), "{waits}");
        let page = cuc.get(&waits).await.expect(200).text;
        assert!(
            page.contains("Khác đã lưu") && page.contains("Người dùng thong-ke"),
            "{page}"
        );
        let list = cuc.get("/nhap-tu-tep").await.expect(200).text;
        assert!(!list.contains("tinh-a.zip"));
        cuc.get(&waits).await;
        cuc.post(&waits, &[("so", "15/CV-THADS")]).await.expect(303);
        let page = cuc.get(&waits).await.expect(200).text;
        assert!(page.contains("Đã lưu"), "{page}");
        let page = cuc.get("/trao-doi").await.expect(200).text;
        assert!(
            page.contains(">Nhận<") && page.contains("15/CV-THADS"),
            "{page}"
        );

        let ask = "/co-quan/tinh-a/so-lieu?nam=2026&thang=12";
        let number = |page: &str| page.contains("700");
        assert!(number(&browser.get(ask).await.expect(200).text));
        assert!(number(&cuc.get(ask).await.expect(200).text));

        // Taken in again nothing changes.
        let again = upload(&mut cuc, "/trao-doi/nhan", "tinh-a.zip", &zip)
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = cuc.get(&again).await.expect(200).text;
        assert!(page.contains("đã được nhận lúc"), "{page}");
        cuc.post(&again, &[]).await.expect(303);
        let page = cuc.get(&again).await.expect(200).text;
        assert!(page.contains("Không có gì mới"), "{page}");
        drop((cuc, there));
        other.finish().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_there() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        for agency in ["tinh-b", "cuc-quan-ly", "khong-co"] {
            let fields = [("co_quan", agency), ("tu", "2026"), ("den", "2026")];
            let (status, _) = download(&world, &mut browser, &fields).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{agency}");
            browser
                .get(&format!(
                    "/trao-doi?co-quan={agency}&tu=2026&den=2026&xem=1"
                ))
                .await
                .expect(404);
        }
        let (_, zip) = download(&world, &mut browser, &EXPORT).await;
        let to = upload(&mut browser, "/trao-doi/nhan", "a.zip", &zip)
            .await
            .expect(303)
            .to()
            .to_owned();
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        other.get(&to).await.expect(404);
        other.get("/trao-doi").await.expect(200);
        other.post(&to, &[]).await.expect(404);
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        head.get("/trao-doi").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn files_that_hurt_are_refused() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let manifest = b"{\"dinh_dang\": \"thidua/bo-du-lieu\"".as_slice();
        let bomb = vec![b'a'; 150 << 20];
        for (files, said) in [
            (
                vec![("../ban-ke.json", manifest), ("a.csv", b"x")],
                "trỏ ra ngoài",
            ),
            (
                vec![("ban-ke.json", manifest), ("so-lieu.csv", &bomb)],
                "bung ra",
            ),
            (vec![("ban-ke.json", manifest)], "bản kê"),
            (vec![("so-lieu.csv", b"M\n")], ""),
        ] {
            let bytes = zipped(&files);
            let answer = upload(&mut browser, "/trao-doi/nhan", "x.zip", &bytes)
                .await
                .expect(422);
            assert!(answer.text.contains(said), "{said}: {}", answer.text);
        }
        let answer = upload(&mut browser, "/trao-doi/nhan", "x.zip", b"PK\x03\x04 no").await;
        answer.expect(422);
    })
    .await;
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn token(browser: &mut Browser) -> String {
    browser.get("/tai-khoan").await.expect(200);
    let page = browser
        .post("/tai-khoan/ma-truy-cap", &[("nhan", "Phần mềm")])
        .await
        .expect(200)
        .text;
    let (_, rest) = page
        .split_once("<p class=\"notice-title\">Mã truy cập mới</p><p><code>")
        .unwrap();
    rest.split('<').next().unwrap().to_owned()
}

async fn push(world: &World, token: &str, key: Option<&str>, body: &Value) -> Answer {
    let mut request = Request::builder()
        .method("POST")
        .uri("/api/v1/bundle")
        .header("authorization", format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let request = request.body(Body::from(body.to_string())).unwrap();
    send(&world.router, request).await
}

fn figure(agency: &str, value: &str) -> Value {
    json!({
        "Mã cơ quan": agency, "nam_cong_tac": 2026, "Tháng lũy kế": 1, "Mã số liệu": "viec.moi", "Giá trị": value,
    })
}

#[tokio::test]
async fn a_program_pushes_once() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let token = token(&mut browser).await;
        let body = json!({ "name": "tháng 10", "sheets": { "so-lieu": [figure("tinh-a", "41")] } });
        let mut trial = body.clone();
        trial["dry_run"] = true.into();
        let answer = push(&world, &token, Some("k-1"), &trial)
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&answer["dry_run"], &answer["stored"]["so-lieu"]),
            (&json!(true), &json!(1))
        );
        let first = push(&world, &token, Some("k-1"), &body)
            .await
            .expect(200)
            .json();
        assert_eq!(first["stored"]["so-lieu"], 1);
        assert_eq!(first["repeated"], false);
        let second = push(&world, &token, Some("k-1"), &body)
            .await
            .expect(200)
            .json();
        assert_eq!(second["repeated"], true);
        assert_eq!(second["stored"], first["stored"]);
        let other = json!({ "sheets": { "so-lieu": [figure("tinh-a", "42")] } });
        push(&world, &token, Some("k-1"), &other).await.expect(409);
        // Without a key the same rows change nothing either; other ones are told with their place.
        let same = push(&world, &token, None, &body).await.expect(200).json();
        assert_eq!(same["stored"], json!({}));
        let refused = push(&world, &token, None, &other).await.expect(422).json();
        assert_eq!(refused["refused"], true);
        let fault = &refused["faults"][0];
        assert_eq!(
            (&fault["sheet"], &fault["row"], &fault["column"]),
            (&json!("so-lieu"), &json!(1), &json!("Giá trị"))
        );
        assert!(
            fault["reason"]
                .as_str()
                .unwrap()
                .contains("Khác với nội dung đã lưu")
        );
        // Not yours and not there are one answer; what is no bundle is told.
        let foreign = json!({ "sheets": { "so-lieu": [figure("tinh-b", "1")] } });
        push(&world, &token, None, &foreign).await.expect(404);
        push(&world, &token, None, &json!({ "sheets": [] }))
            .await
            .expect(422);
        push(
            &world,
            &token,
            None,
            &json!({ "sheets": { "so-lieu": [{ "Mã cơ quan": ["a"] }] } }),
        )
        .await
        .expect(422);
        push(&world, "0000", None, &body).await.expect(401);
        // A browser's session does not push.
        let request = browser
            .request("POST", "/api/v1/bundle")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        send(&world.router, request).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_layout_says_what_it_is() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let said = "chưa đối chiếu với hệ thống của Bộ";
        let page = browser.get("/trao-doi/bo-cuc").await.expect(200).text;
        assert!(page.matches(said).count() >= 3, "{page}");
        let path = "/trao-doi/bo-cuc?ma=so-lieu-thang-excel&co-quan=tinh-a&nam=2026&thang=12";
        let page = browser.get(path).await.expect(200).text;
        assert!(page.contains("700") && page.contains("Tải CSV"), "{page}");
        let file = "/trao-doi/bo-cuc/tep?ma=nen-tang-so-lieu-thang&co-quan=tinh-a&nam=2026&thang=12";
        let told: Value = browser.get(file).await.expect(200).json();
        assert!(told["luu_y"].as_str().unwrap().contains(said));
        assert_eq!(told["dong"][0]["viec_xong"], "700");
        browser
            .get("/trao-doi/bo-cuc/tep?ma=nen-tang-so-lieu-thang&co-quan=tinh-b&nam=2026&thang=12")
            .await
            .expect(404);
        let own = "ma = \"cua-tinh-a\"\nten = \"Của tỉnh A\"\ncho = \"so-lieu-thang\"\ndang = \"csv\"\nphan_cach = \";\"\n[[cot]]\ntieu_de = \"don_vi\"\ntruong = \"ma_co_quan\"\n[[cot]]\ntieu_de = \"xong\"\ntruong = \"viec.xong\"\n";
        let wrong = own.replace("viec.xong", "viec.khong_co");
        browser.get("/trao-doi/bo-cuc").await;
        let fields = |text: &str| {
            [
                ("co_quan".to_owned(), "tinh-a".to_owned()),
                ("van_ban".to_owned(), "CV 12/CNTT ngày 05/11/2026".to_owned()),
                ("nguoi_xac_nhan".to_owned(), "Ông Trần Văn A, Cục CNTT".to_owned()),
                ("noi_dung".to_owned(), text.to_owned()),
            ]
        };
        let send = async |browser: &mut Browser, text: &str| {
            let fields = fields(text);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            browser.post("/trao-doi/bo-cuc", &fields).await
        };
        let page = send(&mut browser, &wrong).await.expect(422).text;
        assert!(page.contains("không có trường «viec.khong_co»"), "{page}");
        send(&mut browser, own).await.expect(303);
        let file = browser
            .get("/trao-doi/bo-cuc/tep?ma=cua-tinh-a&co-quan=tinh-a&nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(file.contains("don_vi;xong") && file.contains("tinh-a;700"), "{file}");
        let page = browser.get("/trao-doi/bo-cuc?ma=cua-tinh-a").await.expect(200).text;
        assert!(page.contains("CV 12/CNTT"), "{page}");
    })
    .await;
}
