//! How long a session lasts, and what ends it.

use thidua_app::access::{Caller, revoke};
use thidua_app::account;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{MINUTE, World};

const SECOND: i64 = 1_000_000;
const OFFICER: Option<(Role, &str)> = Some((Role::Officer, "tinh-a"));

#[tokio::test]
async fn fifteen_idle_minutes_end_a_session_to_the_second() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        for _ in 0..4 {
            world.clock.pass(15 * MINUTE - SECOND);
            browser.get("/tai-khoan").await.expect(200);
        }
        // A request less than a minute after another counts too, though the database is not told.
        world.clock.pass(50 * SECOND);
        browser.get("/tai-khoan").await.expect(200);
        world.clock.pass(15 * MINUTE - SECOND);
        browser.get("/tai-khoan").await.expect(200);
        world.clock.pass(15 * MINUTE);
        assert_eq!(
            browser.get("/tai-khoan").await.expect(303).to(),
            "/dang-nhap?den=%2Ftai-khoan&thong-bao=het-phien"
        );
    })
    .await;
}

#[tokio::test]
async fn five_idle_minutes_end_an_administrators() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "quan-tri").await;
        world.clock.pass(5 * MINUTE - SECOND);
        browser.get("/tai-khoan").await.expect(200);
        world.clock.pass(5 * MINUTE);
        browser.get("/tai-khoan").await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn ten_hours_end_a_session_whatever_happens() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        for _ in 0..59 {
            world.clock.pass(10 * MINUTE);
            browser.get("/tai-khoan").await.expect(200);
        }
        world.clock.pass(10 * MINUTE - SECOND);
        browser.get("/tai-khoan").await.expect(200);
        world.clock.pass(SECOND);
        browser.get("/tai-khoan").await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_it_on_the_server() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let mut copy = browser.clone();
        browser.post("/dang-xuat", &[]).await.expect(303);
        assert!(!browser.cookies.contains_key("td_phien"));
        copy.get("/tai-khoan").await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn one_sees_and_ends_ones_other_sessions() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world.user("nguoi-khac", OFFICER).await;
        let mut office = Browser::of(&world, "thong-ke").await;
        let mut home = Browser::of(&world, "thong-ke").await;
        let stranger = Browser::of(&world, "nguoi-khac").await;
        let page = office.get("/tai-khoan").await.expect(200).text;
        let keys: Vec<&str> = page
            .split("name=\"phien\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(keys.len(), 1, "one other session: {page}");
        let foreign = thidua_store::sha256_hex(stranger.cookies["td_phien"].as_bytes());
        office
            .post("/tai-khoan/phien/ket-thuc", &[("phien", &foreign)])
            .await
            .expect(404);
        office
            .post("/tai-khoan/phien/ket-thuc", &[("phien", keys[0])])
            .await
            .expect(303);
        home.get("/tai-khoan").await.expect(303);
        office.get("/tai-khoan").await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn rights_change_with_the_next_request() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world
            .user("quan-tri", Some((Role::Administrator, "*")))
            .await;
        let by = Caller::console();
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser.get("/co-quan/tinh-a/so-lieu").await.expect(200);
        let user = account::one(&world.app, &by, "thong-ke").await.unwrap();
        revoke(&world.app, &by, user.grants[0].id, "chuyển công tác")
            .await
            .unwrap();
        browser.get("/co-quan/tinh-a/so-lieu").await.expect(403);
        browser.get("/tai-khoan").await.expect(200);
        account::disable(&world.app, &by, "thong-ke", "nghỉ việc")
            .await
            .unwrap();
        browser.get("/tai-khoan").await.expect(303);
        account::enable(&world.app, &by, "thong-ke", "trở lại")
            .await
            .unwrap();
        browser.get("/tai-khoan").await.expect(303);
    })
    .await;
}
