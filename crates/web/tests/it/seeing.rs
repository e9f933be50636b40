//! «Xem như người dùng này»: reads, never writes, ends by itself, is told.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;
use thidua_web::routes::{self, Kind, Method};

use crate::browser::Browser;
use crate::world::{MINUTE, World};

const BANNER: &str = "đang xem như";

async fn looking(world: &World) -> Browser {
    let mut admin = Browser::of(world, "quan-tri-chung").await;
    admin.get("/quan-tri/nguoi-dung/thong-ke").await.expect(200);
    let path = "/quan-tri/nguoi-dung/thong-ke/xem-nhu";
    admin.post(path, &[]).await.expect(400);
    admin
        .post(path, &[("ly_do", "không thấy số liệu tháng 8")])
        .await
        .expect(303);
    admin
}

#[tokio::test]
async fn the_administrator_sees_what_the_user_sees_and_writes_nothing() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut admin = looking(&world).await;
        let page = admin.get("/co-quan/tinh-a/so-lieu").await.expect(200).text;
        assert!(
            page.contains(BANNER) && page.contains("Người dùng thong-ke"),
            "{page}"
        );
        admin.get("/co-quan/tinh-b/so-lieu").await.expect(404);
        admin.get("/quan-tri/nguoi-dung").await.expect(403);
        let error = admin.get("/khong-co-trang-nay").await.expect(404).text;
        assert!(error.contains(BANNER), "{error}");
        let before = world.app.db().version().await.unwrap();
        for route in routes::all() {
            let path = route
                .path
                .replace("{ma}", "tinh-a")
                .replace("{ten}", "thong-ke");
            let stops = matches!(route.path, "/thoi-xem" | "/dang-xuat" | "/dang-nhap");
            if route.method == Method::Post && !stops {
                let answer = admin.post(&path, &[("ly_do", "x")]).await;
                assert_eq!(answer.status, 403, "{route:?}");
            }
            if matches!(route.kind, Kind::Download | Kind::Api) || path.starts_with("/tai-khoan") {
                let answer = match route.method {
                    Method::Get => admin.get(&path).await,
                    Method::Post => continue,
                };
                assert_eq!(answer.status, 403, "{route:?}");
            }
        }
        assert_eq!(world.app.db().version().await.unwrap(), before);
        admin.get("/").await.expect(200);
        let out = admin.post("/thoi-xem", &[]).await.expect(303);
        assert_eq!(out.to(), "/quan-tri/nguoi-dung/thong-ke");
        let page = admin.get("/quan-tri/nguoi-dung").await.expect(200).text;
        assert!(!page.contains(BANNER), "{page}");
        for (command, words) in [
            ("access.see_as", "không thấy số liệu tháng 8"),
            ("access.see_as_end", "user thong-ke"),
        ] {
            let path = format!("/quan-tri/nhat-ky?viec={command}");
            let trail = admin.get(&path).await.expect(200).text;
            assert!(trail.contains(words), "{command}: {trail}");
        }
        let home = Browser::of(&world, "thong-ke").await.get("/").await.text;
        assert!(
            home.contains("đã xem hệ thống như anh/chị")
                && home.contains("không thấy số liệu tháng 8"),
            "{home}"
        );
    })
    .await;
}

#[tokio::test]
async fn it_ends_after_half_an_hour_and_with_the_session() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut admin = looking(&world).await;
        for _ in 0..7 {
            world.clock.pass(4 * MINUTE);
            admin.get("/co-quan/tinh-a/so-lieu").await.expect(200);
        }
        world.clock.pass(2 * MINUTE);
        admin.get("/co-quan/tinh-a/so-lieu").await.expect(403);
        let trail = admin
            .get("/quan-tri/nhat-ky?viec=access.see_as_end")
            .await
            .expect(200)
            .text;
        assert!(trail.contains("user thong-ke"), "{trail}");
        let mut admin = looking(&world).await;
        admin.get("/").await.expect(200);
        admin.post("/dang-xuat", &[]).await.expect(303);
        let mut admin = Browser::of(&world, "quan-tri-chung").await;
        let out = admin
            .get("/quan-tri/nhat-ky?viec=session.sign_out")
            .await
            .expect(200)
            .text;
        assert!(out.contains("user quan-tri-chung"), "{out}");
        assert!(!out.contains("user thong-ke"), "{out}");
    })
    .await;
}

#[tokio::test]
async fn never_another_administrator_nor_somebody_out_of_reach() {
    on_both(async |db| {
        let world = World::new(db).await;
        world
            .user("quan-tri-2", Some((Role::Administrator, "khu-a1")))
            .await;
        let mut admin = Browser::of(&world, "quan-tri").await;
        admin.get("/quan-tri/nguoi-dung").await.expect(200);
        for (user, status, why) in [
            ("quan-tri-2", 422, "quản trị hệ thống khác"),
            ("quan-tri", 422, "chính anh/chị"),
            ("nguoi-above", 404, ""),
            ("nguoi-sibling", 404, ""),
            ("khong-co", 404, ""),
            ("nguoi-below", 303, ""),
        ] {
            let path = format!("/quan-tri/nguoi-dung/{user}/xem-nhu");
            let answer = admin.post(&path, &[("ly_do", "hỗ trợ")]).await;
            assert_eq!(answer.status, status, "{user}: {}", answer.text);
            assert!(answer.text.contains(why), "{user}: {}", answer.text);
        }
    })
    .await;
}
