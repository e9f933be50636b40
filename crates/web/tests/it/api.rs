//! The answers for programs, and the tokens they come with.

use axum::body::Body;
use serde_json::Value;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser, send};
use crate::world::World;

async fn with_token(world: &World, token: &str, path: &str) -> Answer {
    let request = axum::http::Request::builder()
        .uri(path)
        .header("authorization", format!("Bearer {token}"));
    send(&world.router, request.body(Body::empty()).unwrap()).await
}

async fn token(browser: &mut Browser) -> String {
    browser.get("/tai-khoan").await.expect(200);
    let page = browser
        .post("/tai-khoan/ma-truy-cap", &[("nhan", "Trang tin")])
        .await
        .expect(200)
        .text;
    let (_, rest) = page
        .split_once("<p class=\"notice-title\">Mã truy cập mới</p><p><code>")
        .unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_token_reads_what_its_user_reads_until_it_is_ended() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let token = token(&mut browser).await;
        let path = "/api/v1/balance?agency=tinh-a&year=2026&month=12";
        let answer = with_token(&world, &token, path).await.expect(200).json();
        assert_eq!(answer["figures"]["viec.xong"], "700");
        assert_eq!(answer["rates"]["viec"], "87.50");
        assert_eq!(answer["figures"]["tien.xong"], "90500000000");
        with_token(
            &world,
            &token,
            "/api/v1/balance?agency=tinh-b&year=2026&month=12",
        )
        .await
        .expect(404);
        with_token(&world, &token, "/api/v1/balance?agency=tinh-a&year=2026")
            .await
            .expect(400);
        with_token(
            &world,
            &token,
            "/api/v1/balance?agency=tinh-a&year=2026&month=13",
        )
        .await
        .expect(400);
        with_token(&world, "0000", path).await.expect(401);
        // Papers, too; pages and forms are a person's.
        with_token(
            &world,
            &token,
            "/in/so-lieu/tinh-a?nam=2026&thang=12&dang=xlsx",
        )
        .await
        .expect(200);
        with_token(&world, &token, "/co-quan/tinh-a/so-lieu")
            .await
            .expect(303);
        let page = browser.get("/tai-khoan").await.expect(200).text;
        let (_, rest) = page.split_once("name=\"ma\" value=\"").unwrap();
        let key = rest.split('"').next().unwrap().to_owned();
        assert_ne!(key, token);
        browser
            .post("/tai-khoan/ma-truy-cap/ket-thuc", &[("ma", &key)])
            .await
            .expect(303);
        with_token(&world, &token, path).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn every_subject_answers_by_the_contract() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let window = "agency=tinh-a&year=2026&month=12";
        for (path, fields) in [
            (
                format!("/api/v1/balance?{window}"),
                &[
                    "figures",
                    "qualifiers",
                    "sources",
                    "period",
                    "raw",
                    "shares",
                    "alternatives",
                    "flags",
                    "groups",
                    "identities",
                    "rates",
                ][..],
            ),
            (format!("/api/v1/pace?{window}"), &["items"]),
            (format!("/api/v1/compare?{window}"), &["items"]),
            (
                "/api/v1/ranking?block=tinh-a&year=2026&month=12".into(),
                &["rows"],
            ),
            (
                "/api/v1/awards?agency=tinh-a&from=2026&to=2026".into(),
                &["rows", "left_out", "as_of"],
            ),
            (
                "/api/v1/agency?agency=tinh-a&at=2026-01-01".into(),
                &["name", "level", "parent", "predecessors", "successors"],
            ),
            (
                "/api/v1/block?code=khoi-1&year=2026".into(),
                &["name", "line", "head", "members", "pact", "figures"],
            ),
            (
                "/api/v1/person?person=nv-a".into(),
                &["name", "posts", "awards", "figures", "articles"],
            ),
            (
                "/api/v1/document?code=vb-1".into(),
                &[
                    "symbol", "date", "issuer", "kind", "subject", "author", "address", "based_on",
                    "about",
                ],
            ),
        ] {
            let answer = browser.get(&path).await.expect(200).json();
            for field in fields {
                assert!(answer.get(field).is_some(), "{path}: {field} in {answer}");
            }
        }
        let pace = browser.get(&format!("/api/v1/pace?{window}")).await.json();
        let item = &pace["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["target_code"] == "viec.ty_le")
            .unwrap();
        assert_eq!(
            (&item["target"], &item["actual"], &item["year_met"]),
            (
                &Value::from("83.50"),
                &Value::from("87.50"),
                &Value::from(true)
            )
        );
        let ranking = browser
            .get("/api/v1/ranking?block=tinh-a&year=2026&month=12")
            .await
            .json();
        assert_eq!(ranking["rows"][0]["rank"], 1);
        assert_eq!(ranking["rows"][1]["tied_with"].as_array().unwrap().len(), 1);
    })
    .await;
}
