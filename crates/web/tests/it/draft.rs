//! Nothing typed is lost: drafts over the wire, and forms that come too late.

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

#[tokio::test]
async fn a_form_of_an_earlier_session_comes_again_filled_in() {
    on_both(async |db| {
        let (_world, mut browser) = one(db).await;
        let old = browser
            .get("/quan-tri/nguoi-dung")
            .await
            .form_token()
            .unwrap();
        browser.sign_in("quan-tri", crate::world::PASSWORD).await;
        browser.cookies.remove("td_phien");
        browser
            .sign_in("quan-tri", crate::world::PASSWORD)
            .await
            .expect(303);
        let fields = [
            ("_bieu_mau", old.as_str()),
            ("ho_ten", TYPED),
            ("ten", "moi"),
        ];
        let path = "/quan-tri/nguoi-dung";
        let page = send(&mut browser, path, &fields, "/quan-tri/nguoi-dung?tim=a")
            .await
            .expect(422);
        assert!(page.text.contains("nội dung vừa nhập vẫn còn nguyên"));
        assert!(
            page.text.contains("&quot;&lt;b&gt;&amp;")
                && page.text.contains("Nguyễn Thị Ỷ e\u{302}\u{301}")
        );
        assert!(
            page.text.contains("Người dùng quan-tri"),
            "who is signed in now"
        );
        // «Gửi lại» sends the same fields with the token of now.
        browser
            .post(path, &[("ho_ten", TYPED), ("ten", "moi")])
            .await
            .expect(200);
        // With a draft the page itself comes again, and the draft with it.
        let fields = [
            ("_bieu_mau", old.as_str()),
            ("ho_ten", TYPED),
            ("_nhap", "nguoi-dung/moi"),
            ("_nhap_so", "5"),
            ("_nhap_trang", "/quan-tri/nguoi-dung?tim=b"),
        ];
        let answer = send(&mut browser, path, &fields, path).await;
        assert_eq!(answer.expect(303).to(), "/quan-tri/nguoi-dung?tim=b");
        assert_eq!(
            find(&mut browser, "nguoi-dung/moi").await.json()["nhap"],
            serde_json::json!({}),
            "nothing was accepted"
        );
        // Secrets never come back, and other sites get nothing.
        let fields = [("_bieu_mau", old.as_str()), ("cu", "bi mat"), ("moi", "x")];
        let page = send(
            &mut browser,
            "/tai-khoan/mat-khau",
            &fields,
            "/tai-khoan/mat-khau",
        )
        .await
        .expect(403);
        assert!(!page.text.contains("bi mat"));
        let request = browser
            .request("POST", path)
            .header(header::CONTENT_TYPE, FORM);
        let body = encoded(&[("_bieu_mau", &old), ("ho_ten", "lạ")]);
        browser.take(request.body(body).unwrap()).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_typed() {
    on_both(async |db| {
        let (world, mut browser) = one(db).await;
        world.user("binh", ADMIN).await;
        let page = "/quan-tri/nguoi-dung/binh";
        let draft = [("_nhap", "nguoi-dung/binh/vai-tro"), ("_nhap_so", "4")];
        let fields = [
            ("vai_tro", Role::Auditor.code()),
            ("co_quan", "*"),
            ("tu", "hôm qua"),
            ("den", "01/10/2027"),
            ("van_ban", "Số <7>"),
            ("ly_do", "thay người nghỉ"),
        ];
        browser.get(page).await.expect(200);
        let refused = browser
            .post(
                &format!("{page}/vai-tro"),
                &[&fields[..], &draft[..]].concat(),
            )
            .await
            .expect(422);
        for held in [
            "data-tra-loi=\"nguoi-dung/binh/vai-tro\"",
            &format!("value=\"{}\" selected", Role::Auditor.code()),
            "value=\"*\" selected",
            "value=\"hôm qua\"",
            "value=\"01/10/2027\"",
            "value=\"Số &lt;7&gt;\"",
            "value=\"thay người nghỉ\"",
        ] {
            assert!(refused.text.contains(held), "{held}");
        }
        // An error of its own names no form, but its draft.
        let other = [("vai_tro", "x"), draft[0], draft[1]];
        let wrong = browser.post(&format!("{page}/vai-tro"), &other).await;
        assert!(
            wrong.text.contains("data-tra-loi-so=\"4\""),
            "{}",
            wrong.text
        );

        browser.get("/tai-khoan").await.expect(200);
        let token = [("nhan", "Trang tin"), ("den", "mai")];
        let refused = browser.post("/tai-khoan/ma-truy-cap", &token).await;
        let refused = refused.expect(422).text;
        assert!(refused.contains("value=\"Trang tin\"") && refused.contains("value=\"mai\""));
        let token = [("nhan", "Trang tin"), ("den", "")];
        let taken = browser.post("/tai-khoan/ma-truy-cap", &token).await;
        assert!(!taken.expect(200).text.contains("value=\"Trang tin\""));
    })
    .await;
}
