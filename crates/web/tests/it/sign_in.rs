//! Signing in, being refused, being locked out.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{MINUTE, PASSWORD, World};

const OFFICER: Option<(Role, &str)> = Some((Role::Officer, "tinh-a"));

#[tokio::test]
async fn a_page_asks_to_sign_in_and_comes_back() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::new(&world);
        let wanted = "/co-quan/tinh-a/so-lieu?nam=2026&thang=12";
        let answer = browser.get(wanted).await.expect(303);
        assert_eq!(
            answer.to(),
            "/dang-nhap?den=%2Fco-quan%2Ftinh-a%2Fso-lieu%3Fnam%3D2026%26thang%3D12"
        );
        let page = browser.get(answer.to()).await.expect(200);
        assert!(
            page.text
                .contains("name=\"den\" value=\"/co-quan/tinh-a/so-lieu?nam=2026&amp;thang=12\"")
        );
        let fields = [("ten", "thong-ke"), ("mat_khau", PASSWORD), ("den", wanted)];
        assert_eq!(
            browser.post("/dang-nhap", &fields).await.expect(303).to(),
            wanted
        );
        browser.get(wanted).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn only_paths_of_this_site_are_returned_to() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        for away in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
        ] {
            let mut browser = Browser::new(&world);
            browser.get("/dang-nhap").await;
            let fields = [("ten", "thong-ke"), ("mat_khau", PASSWORD), ("den", away)];
            assert_eq!(
                browser.post("/dang-nhap", &fields).await.expect(303).to(),
                "/",
                "{away}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_unknown_disabled_and_locked_answer_alike() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world.user("ngung", OFFICER).await;
        world.user("khoa", OFFICER).await;
        world
            .user("quan-tri", Some((Role::Administrator, "*")))
            .await;
        let by = thidua_app::access::Caller::console();
        thidua_app::account::disable(&world.app, &by, "ngung", "nghỉ việc")
            .await
            .unwrap();
        for _ in 0..5 {
            Browser::new(&world)
                .sign_in("khoa", "sai mật khẩu hoàn toàn")
                .await
                .expect(422);
        }
        world.clock.pass(2 * MINUTE);
        let mut seen = Vec::new();
        for (user, password) in [
            ("thong-ke", "sai mật khẩu hoàn toàn"),
            ("khong-co", PASSWORD),
            ("ngung", PASSWORD),
            ("khoa", PASSWORD),
        ] {
            let answer = Browser::new(&world)
                .sign_in(user, password)
                .await
                .expect(422);
            let token = answer.form_token().unwrap();
            seen.push(answer.text.replace(&token, "").replace(user, ""));
        }
        seen.dedup();
        assert_eq!(seen.len(), 1, "{seen:#?}");
    })
    .await;
}

#[tokio::test]
async fn five_wrong_ones_lock_unknown_devices_for_twelve_hours_and_not_the_known_one() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut known = Browser::of(&world, "thong-ke").await;
        known.post("/dang-xuat", &[]).await.expect(303);
        for _ in 0..5 {
            Browser::new(&world)
                .sign_in("thong-ke", "đoán mò một hai ba")
                .await
                .expect(422);
        }
        world.clock.pass(2 * MINUTE);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(422);
        known.sign_in("thong-ke", PASSWORD).await.expect(303);
        world.clock.pass(12 * 60 * MINUTE - 3 * MINUTE);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(422);
        world.clock.pass(2 * MINUTE);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(303);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_unlocks_at_once() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world
            .user("quan-tri", Some((Role::Administrator, "tinh-a")))
            .await;
        for _ in 0..5 {
            Browser::new(&world)
                .sign_in("thong-ke", "đoán mò một hai ba")
                .await
                .expect(422);
        }
        world.clock.pass(2 * MINUTE);
        let mut admin = Browser::of(&world, "quan-tri").await;
        let path = "/quan-tri/nguoi-dung/thong-ke/mo-khoa";
        admin
            .post(path, &[("ly_do", "gọi điện xác nhận")])
            .await
            .expect(303);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(303);
        let trail = admin.get("/quan-tri/nhat-ky").await.expect(200).text;
        assert!(trail.contains("Khóa đăng nhập do sai mật khẩu"), "{trail}");
        assert!(
            trail.contains("Mở khóa đăng nhập") && trail.contains("gọi điện xác nhận"),
            "{trail}"
        );
    })
    .await;
}

#[tokio::test]
async fn one_address_may_not_try_more_than_ten_times_a_minute() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::new(&world);
        browser.get("/dang-nhap").await;
        for at in 0..10 {
            let name = format!("ten-{at}");
            browser
                .post("/dang-nhap", &[("ten", &name), ("mat_khau", "x")])
                .await
                .expect(422);
        }
        let fields = [("ten", "thong-ke"), ("mat_khau", PASSWORD)];
        let answer = browser.post("/dang-nhap", &fields).await.expect(429);
        assert!(answer.headers.contains_key("retry-after"));
        world.clock.pass(MINUTE);
        browser.post("/dang-nhap", &fields).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn the_session_is_new_at_every_sign_in_and_unusable_from_the_database() {
    on_both(async |db| {
        let world = World::with(db.clone(), "thong-ke", OFFICER).await;
        let mut browser = Browser::new(&world);
        browser.cookies.insert("td_phien".into(), "0".repeat(64));
        browser.sign_in("thong-ke", PASSWORD).await.expect(303);
        let first = browser.cookies["td_phien"].clone();
        assert_ne!(first, "0".repeat(64));
        browser.post("/dang-xuat", &[]).await.expect(303);
        browser.sign_in("thong-ke", PASSWORD).await.expect(303);
        let second = browser.cookies["td_phien"].clone();
        assert_ne!(first, second);
        let mut thief = Browser::new(&world);
        thief.cookies.insert("td_phien".into(), first);
        thief.get("/tai-khoan").await.expect(303);
        // What the database holds is the hash, which is no cookie.
        thief.cookies.insert(
            "td_phien".into(),
            thidua_store::sha256_hex(second.as_bytes()),
        );
        thief.get("/tai-khoan").await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn a_link_from_elsewhere_opens_without_a_detour_over_sign_in() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        let mut browser = Browser::new(&world);
        let request = browser
            .request("GET", "/co-quan/tinh-a/so-lieu?nam=2026")
            .header("sec-fetch-site", "cross-site")
            .header("sec-fetch-mode", "navigate");
        let answer = browser
            .take(request.body(axum::body::Body::empty()).unwrap())
            .await
            .expect(200);
        assert!(answer.text.contains(
            "http-equiv=\"refresh\" content=\"0; url=/co-quan/tinh-a/so-lieu?nam=2026\""
        ));
        assert!(!answer.text.contains("Thi hành án dân sự tỉnh A"));
    })
    .await;
}
