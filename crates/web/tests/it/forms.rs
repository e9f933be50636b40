//! Forms are taken only from this site's own pages.

use axum::body::Body;
use axum::http::header;
use thidua_app::access::{Caller, NewGrant, grant};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;
use thidua_web::routes::{self, Kind};

use crate::browser::Browser;
use crate::world::World;

const FORM: &str = "application/x-www-form-urlencoded";

fn path_of(route: &routes::Route) -> String {
    route.path.replace("{ten}", "thong-ke")
}

#[tokio::test]
async fn every_form_is_refused_without_token_from_elsewhere_or_of_another_kind() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        world
            .user("thong-ke", Some((Role::Officer, "tinh-a")))
            .await;
        // Whoever lacks the permission is refused before the form is looked at: this one lacks none.
        for role in [Role::Personnel, Role::Officer, Role::Leader, Role::Auditor] {
            let new = NewGrant {
                user: "quan-tri".into(),
                role,
                agency: "tinh-a".into(),
                from: world.app.today(),
                to: None,
                document: None,
            };
            grant(&world.app, &Caller::console(), new, None)
                .await
                .unwrap();
        }
        let mut browser = Browser::of(&world, "quan-tri").await;
        let token = browser.get("/tai-khoan").await.form_token().unwrap();
        let good = format!("_bieu_mau={token}");
        let forms: Vec<_> = routes::all()
            .filter(|route| route.kind == Kind::Form)
            .collect();
        assert!(forms.len() > 10);
        for route in forms {
            for (site, kind, body) in [
                ("same-origin", FORM, ""),
                ("same-origin", FORM, "_bieu_mau="),
                (
                    "same-origin",
                    FORM,
                    "_bieu_mau=0000000000000000000000000000000000000000000000000000000000000000",
                ),
                ("cross-site", FORM, good.as_str()),
                ("same-site", FORM, good.as_str()),
                ("same-origin", "text/plain", good.as_str()),
                ("same-origin", "application/json", good.as_str()),
            ] {
                let request = browser
                    .request("POST", &path_of(route))
                    .header(header::CONTENT_TYPE, kind)
                    .header("sec-fetch-site", site)
                    .body(Body::from(body.to_owned()))
                    .unwrap();
                let answer = browser.take(request).await;
                assert_eq!(answer.status, 403, "{route:?} {site} {kind} {body}");
                assert!(answer.text.contains("Biểu mẫu đã hết hạn"), "{route:?}");
            }
            let request = browser
                .request("POST", &path_of(route))
                .header(header::CONTENT_TYPE, FORM)
                .header(header::ORIGIN, "https://evil.example")
                .body(Body::from(good.clone()))
                .unwrap();
            assert_eq!(
                browser.take(request).await.status,
                403,
                "{route:?} foreign origin"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_belongs_to_one_session() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        let mut one = Browser::of(&world, "quan-tri").await;
        let mut other = Browser::of(&world, "quan-tri").await;
        let token = other.get("/tai-khoan").await.form_token().unwrap();
        let request = one
            .request("POST", "/dang-xuat")
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(format!("_bieu_mau={token}")))
            .unwrap();
        one.take(request).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        let mut browser = Browser::of(&world, "quan-tri").await;
        let long = "x".repeat(300 * 1024);
        let answer = browser
            .post("/quan-tri/nguoi-dung", &[("ten", &long)])
            .await
            .expect(413);
        assert!(answer.text.contains("Nội dung gửi lên quá lớn"));
    })
    .await;
}

#[tokio::test]
async fn reading_changes_nothing() {
    on_both(async |db| {
        let world = World::new(db.clone()).await;
        let mut browser = Browser::of(&world, "kiem-tra").await;
        let before = db.version().await.unwrap();
        for route in routes::all().filter(|route| route.method == routes::Method::Get) {
            let path = route
                .path
                .replace("{ma}", "tinh-a")
                .replace("{ten}", "thong-ke");
            browser.get(&path).await;
        }
        assert_eq!(db.version().await.unwrap(), before);
    })
    .await;
}
