//! What every answer carries.

use axum::body::Body;
use axum::http::{HeaderMap, Method, header};
use thidua_store::testing::on_both;
use thidua_web::listen::Mode;
use thidua_web::routes;

use crate::browser::{Answer, Browser, send};
use crate::world::{PASSWORD, World};

fn check(headers: &HeaderMap, secure: bool, what: &str) {
    let text = |name: &str| {
        headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    };
    let policy = text("content-security-policy");
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe"), "{what}");
    assert_eq!(text("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(text("referrer-policy"), "same-origin", "{what}");
    assert_eq!(text("cross-origin-opener-policy"), "same-origin", "{what}");
    assert_eq!(
        text("cross-origin-resource-policy"),
        "same-origin",
        "{what}"
    );
    assert!(text("permissions-policy").contains("camera=()"), "{what}");
    assert!(!text("x-request-id").is_empty(), "{what}");
    assert_eq!(
        !text("strict-transport-security").is_empty(),
        secure,
        "{what}"
    );
    assert!(headers.get(header::SERVER).is_none(), "{what}");
    for cookie in headers.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap();
        assert!(
            cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"),
            "{what}: {cookie}"
        );
        assert!(
            cookie.contains("; Path=/") && !cookie.contains("Domain"),
            "{what}: {cookie}"
        );
        assert_eq!(cookie.contains("; Secure"), secure, "{what}: {cookie}");
        assert_eq!(cookie.starts_with("__Host-"), secure, "{what}: {cookie}");
    }
}

fn no_store(answer: &Answer, what: &str) {
    let cache = answer
        .headers
        .get(header::CACHE_CONTROL)
        .map(|value| value.to_str().unwrap());
    assert_eq!(cache, Some("no-store"), "{what}");
}

#[tokio::test]
async fn every_route_signed_in_or_not() {
    on_both(async |db| {
        let world = World::new(db).await;
        for user in [None, Some("thong-ke"), Some("quan-tri-chung")] {
            let mut browser = Browser::new(&world);
            if let Some(user) = user {
                browser.sign_in(user, PASSWORD).await.expect(303);
            }
            for route in routes::all().filter(|route| route.path != "/dang-xuat") {
                let path = route
                    .path
                    .replace("{ma}", "tinh-a")
                    .replace("{ten}", "thong-ke");
                let answer = match route.method {
                    routes::Method::Get => browser.get(&path).await,
                    routes::Method::Post => browser.post(&path, &[]).await,
                };
                let what = format!("{user:?} {route:?} {}", answer.status);
                check(&answer.headers, false, &what);
                no_store(&answer, &what);
                assert!(!answer.status.is_server_error(), "{what}: {}", answer.text);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn errors_carry_them_too_and_show_the_way_out() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        for (method, path, status, words) in [
            ("GET", "/khong-co", 404, "Không tìm thấy trang này"),
            ("GET", "/co-quan/%ff", 404, "Không tìm thấy trang này"),
            (
                "GET",
                "/assets/khong-co.css",
                404,
                "Không tìm thấy trang này",
            ),
            ("DELETE", "/co-quan", 405, "Cách gửi yêu cầu không đúng"),
            ("POST", "/co-quan", 405, "Cách gửi yêu cầu không đúng"),
            ("TRACE", "/", 405, "Cách gửi yêu cầu không đúng"),
            (
                "GET",
                "/quan-tri/nguoi-dung",
                403,
                "Tài khoản chưa được giao quyền này",
            ),
            (
                "GET",
                "/co-quan/tinh-a/so-lieu?thang=13",
                400,
                "Thông tin đã điền chưa dùng được",
            ),
            (
                "GET",
                "/co-quan?ngay=xyz",
                400,
                "Thông tin đã điền chưa dùng được",
            ),
        ] {
            let request = browser.request(method, path).body(Body::empty()).unwrap();
            let answer = browser.take(request).await;
            assert_eq!(answer.status.as_u16(), status, "{method} {path}");
            check(&answer.headers, false, path);
            assert!(
                answer.text.contains(words),
                "{method} {path}: {}",
                answer.text
            );
            assert!(
                answer.text.contains("href=\"/\""),
                "{method} {path}: the way out"
            );
            let id = answer.headers["x-request-id"].to_str().unwrap();
            assert!(answer.text.contains(id), "{method} {path}: request id");
        }
    })
    .await;
}

#[tokio::test]
async fn programs_get_errors_as_json() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::new(&world);
        let answer = browser
            .get("/api/v1/balance?agency=tinh-a&year=2026&month=12")
            .await
            .expect(401);
        assert_eq!(answer.json()["error"]["code"], "sign_in");
        assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        let answer = browser.get("/api/v1/khong-co").await.expect(404);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
        let request = browser
            .request("POST", "/api/v1/balance")
            .body(Body::empty())
            .unwrap();
        let answer = browser.take(request).await.expect(405);
        assert_eq!(answer.json()["error"]["code"], "method");
        check(&answer.headers, false, "405 json");
    })
    .await;
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host_and_hsts_is_sent() {
    on_both(async |db| {
        for mode in [Mode::Tls, Mode::BehindProxy] {
            let world = World::empty(db.clone(), mode).await;
            let answer = Browser::new(&world).get("/thiet-lap-ban-dau").await;
            check(
                &answer.headers,
                true,
                &format!("{mode:?} {}", answer.status),
            );
            if answer.status == 200 {
                assert!(answer.headers.contains_key(header::SET_COOKIE));
                let code = world.web.set_up_code().await.unwrap().unwrap().to_owned();
                let mut browser = Browser::new(&world);
                browser.get("/thiet-lap-ban-dau").await.expect(200);
                let fields = [
                    ("ma", code.as_str()),
                    ("ho_ten", "Quản Trị"),
                    ("ten", "quan"),
                    ("mat_khau", PASSWORD),
                    ("nhap_lai", PASSWORD),
                ];
                browser
                    .post("/thiet-lap-ban-dau", &fields)
                    .await
                    .expect(303);
                browser.get("/dang-nhap").await.expect(200);
                let signed = browser
                    .post("/dang-nhap", &[("ten", "quan"), ("mat_khau", PASSWORD)])
                    .await
                    .expect(303);
                assert_eq!(signed.headers.get_all(header::SET_COOKIE).iter().count(), 2);
                check(&signed.headers, true, "signed in");
                browser.get("/tai-khoan").await.expect(200);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_hash() {
    on_both(async |db| {
        let world = World::new(db).await;
        let page = Browser::new(&world)
            .get("/dang-nhap")
            .await
            .expect(200)
            .text;
        let css = page
            .split("href=\"/assets/")
            .nth(2)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        if css == "app.css" {
            return; // The front end was not built here.
        }
        let request = axum::http::Request::builder()
            .uri(format!("/assets/{css}"))
            .header("accept-encoding", "gzip");
        let answer = send(&world.router, request.body(Body::empty()).unwrap())
            .await
            .expect(200);
        assert_eq!(
            answer.headers[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
        assert_eq!(answer.headers[header::CONTENT_ENCODING], "gzip");
        check(&answer.headers, false, "asset");
    })
    .await;
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let request = browser
            .request("HEAD", "/co-quan")
            .body(Body::empty())
            .unwrap();
        assert_eq!(request.method(), Method::HEAD);
        let answer = browser.take(request).await.expect(200);
        assert_eq!(answer.text, "");
        check(&answer.headers, false, "head");
    })
    .await;
}
