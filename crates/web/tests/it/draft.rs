//! Nothing typed is lost: drafts over the wire, and forms that come too late.

mod again;

use axum::body::Body;
use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::Db;
use thidua_store::testing::on_both;
use thidua_web::listen::Mode;

use crate::browser::{Answer, Browser};
use crate::world::{MINUTE, World};

const FORM: &str = "application/x-www-form-urlencoded";
const ADMIN: Option<(Role, &str)> = Some((Role::Administrator, "*"));
/// Composed and decomposed letters, quotes, tags, line ends.
const TYPED: &str = "Nguyễn Thị Ỷ e\u{302}\u{301} \"<b>&\n\u{1F600}";

async fn one(db: Db) -> (World, Browser) {
    let world = World::with(db, "quan-tri", ADMIN).await;
    let browser = Browser::of(&world, "quan-tri").await;
    (world, browser)
}

fn encoded(fields: &[(&str, &str)]) -> Body {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    Body::from(form.finish())
}

/// What the script of a page sends: the token in a header, JSON wanted.
async fn script(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let token = browser.get("/tai-khoan").await.form_token();
    let request = browser
        .request("POST", path)
        .header(header::CONTENT_TYPE, FORM)
        .header(header::ACCEPT, "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("x-form-token", token.unwrap_or_default());
    browser.take(request.body(encoded(fields)).unwrap()).await
}

async fn find(browser: &mut Browser, key: &str) -> Answer {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("khoa", key)
        .finish();
    let request = browser
        .request("GET", &format!("/ban-nhap?{query}"))
        .header(header::ACCEPT, "application/json");
    browser.take(request.body(Body::empty()).unwrap()).await
}

async fn save(browser: &mut Browser, key: &str, stamp: &str) -> Answer {
    let content = serde_json::json!({ "ho_ten": TYPED, "_bieu_mau": "x" }).to_string();
    let fields = [
        ("khoa", key),
        ("trang", "/quan-tri/nguoi-dung?tim=a"),
        ("ten", "Người dùng: Thêm người dùng"),
        ("co_so", "3"),
        ("so", stamp),
        ("noi_dung", &content),
    ];
    script(browser, "/ban-nhap", &fields).await
}

/// A form sent by a page of this site, with whatever token.
async fn send(browser: &mut Browser, path: &str, fields: &[(&str, &str)], from: &str) -> Answer {
    let request = browser
        .request("POST", path)
        .header(header::CONTENT_TYPE, FORM)
        .header("sec-fetch-site", "same-origin")
        .header(header::REFERER, format!("http://127.0.0.1:8080{from}"));
    browser.take(request.body(encoded(fields)).unwrap()).await
}

#[tokio::test]
async fn what_is_typed_comes_back_to_the_letter_to_whom_it_belongs() {
    on_both(async |db| {
        let (world, mut browser) = one(db).await;
        world.user("binh", ADMIN).await;
        let saved = save(&mut browser, "nguoi-dung/moi", "7").await.expect(200);
        assert_eq!(
            saved.json(),
            serde_json::json!({ "luc": "09:00", "xong": false })
        );
        let found = find(&mut browser, "nguoi-dung/moi")
            .await
            .expect(200)
            .json();
        let draft = &found["nhap"]["nguoi-dung/moi"];
        assert_eq!((&draft["co_so"], &draft["so"]), (&"3".into(), &7.into()));
        let fields: serde_json::Value =
            serde_json::from_str(draft["noi_dung"].as_str().unwrap()).unwrap();
        assert_eq!(fields, serde_json::json!({ "ho_ten": TYPED }));
        let mut other = Browser::of(&world, "binh").await;
        let theirs = find(&mut other, "nguoi-dung/moi").await.expect(200).json();
        assert_eq!(theirs["nhap"], serde_json::json!({}));
        assert_ne!(theirs["chu"], found["chu"]);
        let page = browser.get("/tai-khoan/ban-nhap").await.expect(200).text;
        assert!(page.contains("Người dùng: Thêm người dùng") && page.contains("22/11/2026 09:00"));
        assert!(
            page.contains("href=\"/quan-tri/nguoi-dung?tim=a\""),
            "{page}"
        );
        let page = other.get("/tai-khoan/ban-nhap").await.expect(200).text;
        assert!(!page.contains("Thêm người dùng") && page.contains("Không còn bản nháp nào"));
        other
            .post("/ban-nhap/bo", &[("khoa", "nguoi-dung/moi")])
            .await
            .expect(303);
        let found = find(&mut browser, "nguoi-dung/moi").await.json();
        assert!(
            found["nhap"]["nguoi-dung/moi"].is_object(),
            "another's is not thrown away"
        );
        browser.get("/tai-khoan/ban-nhap").await;
        let gone = browser
            .post("/ban-nhap/bo", &[("khoa", "nguoi-dung/moi")])
            .await;
        assert_eq!(gone.expect(303).to(), "/tai-khoan/ban-nhap?thong-bao=da-bo");
        let found = find(&mut browser, "nguoi-dung/moi").await.json();
        assert_eq!(found["nhap"], serde_json::json!({}));
    })
    .await;
}

#[tokio::test]
async fn a_large_draft_is_taken_and_one_too_large_refused_in_words() {
    on_both(async |db| {
        let (_world, mut browser) = one(db).await;
        for (length, status) in [(80_000, 200), (90_000, 422)] {
            // Three bytes a letter, nine in the body.
            let content = serde_json::json!({ "a": "Ỹ".repeat(length) }).to_string();
            let fields = [
                ("khoa", "nguoi-dung/k/vai-tro"),
                ("trang", "/"),
                ("so", "1"),
                ("noi_dung", &content),
            ];
            let answer = script(&mut browser, "/ban-nhap", &fields)
                .await
                .expect(status);
            if status == 422 {
                let text = answer.json()["error"]["message"].to_string();
                assert!(text.contains("256 KiB"), "{text}");
            }
        }
        let found = find(&mut browser, "nguoi-dung/k/vai-tro").await.json();
        assert!(
            found["nhap"]["nguoi-dung/k/vai-tro"]["noi_dung"]
                .as_str()
                .unwrap()
                .len()
                > 240_000
        );
    })
    .await;
}

#[tokio::test]
async fn an_ended_session_is_told_to_scripts_and_takes_a_form_back_to_its_page() {
    on_both(async |db| {
        let (world, mut browser) = one(db).await;
        save(&mut browser, "nguoi-dung/moi", "7").await.expect(200);
        let page = browser.get("/quan-tri/nguoi-dung").await.expect(200);
        let token = page.form_token().unwrap();
        world.clock.pass(5 * MINUTE);
        find(&mut browser, "nguoi-dung/moi").await.expect(401);
        let fields = [
            ("_bieu_mau", token.as_str()),
            ("ho_ten", TYPED),
            ("ten", "moi"),
        ];
        let answer = send(
            &mut browser,
            "/quan-tri/nguoi-dung",
            &fields,
            "/quan-tri/nguoi-dung?tim=a",
        )
        .await;
        let to = "/dang-nhap?den=%2Fquan-tri%2Fnguoi-dung%3Ftim%3Da";
        assert!(answer.expect(303).to().starts_with(to));
        // The page a refused form was shown on cannot be opened; the one above it can.
        let answer = send(
            &mut browser,
            "/quan-tri/nguoi-dung/quan-tri/vai-tro",
            &fields,
            "/quan-tri/nguoi-dung/quan-tri/vai-tro",
        )
        .await;
        let to = "/dang-nhap?den=%2Fquan-tri%2Fnguoi-dung%2Fquan-tri";
        assert!(answer.expect(303).to().starts_with(to));
        browser
            .sign_in("quan-tri", crate::world::PASSWORD)
            .await
            .expect(303);
        let found = find(&mut browser, "nguoi-dung/moi")
            .await
            .expect(200)
            .json();
        assert_eq!(found["nhap"]["nguoi-dung/moi"]["so"], 7);
    })
    .await;
}

#[tokio::test]
async fn a_restarted_server_knows_session_and_draft() {
    on_both(async |db| {
        let (world, mut browser) = one(db.clone()).await;
        save(&mut browser, "nguoi-dung/k/vai-tro", "7")
            .await
            .expect(200);
        drop(world);
        let again = World::empty(db, Mode::Loopback).await;
        let mut after = Browser::new(&again);
        after.cookies = browser.cookies.clone();
        let found = find(&mut after, "nguoi-dung/k/vai-tro")
            .await
            .expect(200)
            .json();
        assert_eq!(found["nhap"]["nguoi-dung/k/vai-tro"]["so"], 7);
        save(&mut after, "nguoi-dung/k/vai-tro", "8")
            .await
            .expect(200);
    })
    .await;
}

#[tokio::test]
async fn acceptance_empties_the_draft_and_refusal_does_not() {
    on_both(async |db| {
        let (_world, mut browser) = one(db).await;
        let key = "nguoi-dung/moi";
        let with = |name, stamp| {
            [
                ("ho_ten", TYPED),
                ("ten", name),
                ("_nhap", key),
                ("_nhap_so", stamp),
            ]
        };
        save(&mut browser, key, "7").await.expect(200);
        browser.get("/quan-tri/nguoi-dung").await;
        let refused = browser
            .post("/quan-tri/nguoi-dung", &with("Tên Sai", "7"))
            .await
            .expect(422);
        assert!(refused.text.contains("data-trang=\"/quan-tri/nguoi-dung\""));
        assert!(
            !refused.text.contains("_nhap"),
            "what belongs to drafts is no field"
        );
        let told = "data-tra-loi=\"nguoi-dung/moi\" data-tra-loi-so=\"7\"";
        assert!(
            refused.text.contains(told),
            "the page says which draft it answers"
        );
        assert_eq!(
            find(&mut browser, key).await.json()["nhap"][key]["xong"],
            false
        );
        // Answered with a page.
        let taken = browser
            .post("/quan-tri/nguoi-dung", &with("moi", "8"))
            .await
            .expect(200);
        assert!(
            !taken.text.contains("data-tra-loi"),
            "nothing is left of it"
        );
        let mark = find(&mut browser, key).await.json()["nhap"][key].clone();
        assert_eq!(
            (&mark["xong"], &mark["so"], &mark["noi_dung"]),
            (&true.into(), &8.into(), &"".into())
        );
        // A late copy does not bring it back.
        let late = save(&mut browser, key, "8").await.expect(200).json();
        assert_eq!(late, serde_json::json!({ "xong": true }));
        let page = browser.get("/tai-khoan/ban-nhap").await.text;
        assert!(page.contains("Không còn bản nháp nào"));
        // Answered with a redirect.
        let fields = [
            ("vai_tro", "can_bo"),
            ("co_quan", "*"),
            ("tu", "22/11/2026"),
            ("_nhap", "nguoi-dung/moi/vai-tro"),
            ("_nhap_so", "9"),
        ];
        let role = Role::ALL
            .into_iter()
            .find(|role| *role == Role::Auditor)
            .unwrap()
            .code();
        let fields = fields.map(|(name, value)| {
            if name == "vai_tro" {
                (name, role)
            } else {
                (name, value)
            }
        });
        browser.get("/quan-tri/nguoi-dung/moi").await.expect(200);
        browser
            .post("/quan-tri/nguoi-dung/moi/vai-tro", &fields)
            .await
            .expect(303);
        let key = "nguoi-dung/moi/vai-tro";
        assert_eq!(
            find(&mut browser, key).await.json()["nhap"][key]["xong"],
            true
        );
    })
    .await;
}
