//! Adding users, one-time codes, roles, passwords, tokens.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::{MINUTE, PASSWORD, World};

const NEW: &str = "bếp lửa nhà sàn mùa gặt";

fn code(answer: &Answer) -> String {
    let (_, rest) = answer
        .text
        .split_once("Mã dùng một lần</dt><dd><code>")
        .expect("a code on the page");
    rest.split('<').next().unwrap().to_owned()
}

async fn admin(world: &World) -> Browser {
    let mut browser = Browser::of(world, "quan-tri").await;
    browser.get("/quan-tri/nguoi-dung").await.expect(200);
    browser
}

async fn world(db: thidua_store::Db) -> World {
    World::with(db, "quan-tri", Some((Role::Administrator, "tinh-a"))).await
}

#[tokio::test]
async fn a_new_user_gets_a_code_chooses_a_password_and_then_works() {
    on_both(async |db| {
        let world = world(db).await;
        let mut admin = admin(&world).await;
        let fields = [("ten", "le.thi.moi"), ("ho_ten", "  Lê   Thị Mới ")];
        let code = code(
            &admin
                .post("/quan-tri/nguoi-dung", &fields)
                .await
                .expect(200),
        );
        let again = admin
            .post("/quan-tri/nguoi-dung", &fields)
            .await
            .expect(422);
        assert!(
            again.text.contains("Tên đăng nhập này đã có người dùng"),
            "{}",
            again.text
        );
        let role = [
            ("vai_tro", "thong_ke"),
            ("co_quan", "khu-a1"),
            ("van_ban", "05/QĐ-THADS"),
        ];
        admin
            .post("/quan-tri/nguoi-dung/le.thi.moi/vai-tro", &role)
            .await
            .expect(303);

        let mut user = Browser::new(&world);
        user.get("/dang-nhap").await;
        let typed = code.to_lowercase();
        let signed = user
            .post("/dang-nhap", &[("ten", "Le.Thi.Moi"), ("mat_khau", &typed)])
            .await
            .expect(303);
        assert_eq!(signed.to(), "/tai-khoan/mat-khau");
        assert_eq!(
            user.get("/co-quan/khu-a1/so-lieu").await.expect(303).to(),
            "/tai-khoan/mat-khau"
        );
        user.get("/api/v1/agency?agency=khu-a1").await.expect(403);
        user.get("/tai-khoan/mat-khau").await.expect(200);
        let unlike = [("moi", NEW), ("nhap_lai", PASSWORD)];
        user.post("/tai-khoan/mat-khau", &unlike).await.expect(422);
        let weak = [("moi", "le.thi.moi 2026"), ("nhap_lai", "le.thi.moi 2026")];
        assert!(
            user.post("/tai-khoan/mat-khau", &weak)
                .await
                .expect(422)
                .text
                .contains("dễ đoán")
        );
        let before = user.cookies["td_phien"].clone();
        user.post("/tai-khoan/mat-khau", &[("moi", NEW), ("nhap_lai", NEW)])
            .await
            .expect(303);
        assert_ne!(user.cookies["td_phien"], before);
        user.get("/co-quan/khu-a1/so-lieu").await.expect(200);
        Browser::new(&world)
            .sign_in("le.thi.moi", NEW)
            .await
            .expect(303);
        // The code was spent by its use.
        Browser::new(&world)
            .sign_in("le.thi.moi", &code)
            .await
            .expect(422);

        let page = admin
            .get("/quan-tri/nguoi-dung/le.thi.moi")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Lê Thị Mới") && page.contains("05/QĐ-THADS"),
            "{page}"
        );
        assert!(page.contains("Công chức làm thống kê, thi đua"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_code_is_valid_for_a_day_and_once_even_without_a_new_password() {
    on_both(async |db| {
        let world = world(db).await;
        let mut admin = admin(&world).await;
        let add = |name: &'static str| [("ten", name), ("ho_ten", "Người Mới")];
        let late = code(
            &admin
                .post("/quan-tri/nguoi-dung", &add("muon"))
                .await
                .expect(200),
        );
        let once = code(
            &admin
                .post("/quan-tri/nguoi-dung", &add("mot-lan"))
                .await
                .expect(200),
        );
        Browser::new(&world)
            .sign_in("mot-lan", &once)
            .await
            .expect(303);
        Browser::new(&world)
            .sign_in("mot-lan", &once)
            .await
            .expect(422);
        world.clock.pass(24 * 60 * MINUTE);
        Browser::new(&world)
            .sign_in("muon", &late)
            .await
            .expect(422);
    })
    .await;
}

#[tokio::test]
async fn a_reset_ends_password_and_sessions_at_once() {
    on_both(async |db| {
        let world = world(db).await;
        world
            .user("thong-ke", Some((Role::Officer, "khu-a1")))
            .await;
        let mut user = Browser::of(&world, "thong-ke").await;
        let mut admin = admin(&world).await;
        let path = "/quan-tri/nguoi-dung/thong-ke/dat-lai";
        admin.post(path, &[]).await.expect(400);
        let code = code(
            &admin
                .post(path, &[("ly_do", "quên mật khẩu")])
                .await
                .expect(200),
        );
        user.get("/tai-khoan").await.expect(303);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(422);
        Browser::new(&world)
            .sign_in("thong-ke", &code)
            .await
            .expect(303);
        let trail = admin
            .get("/quan-tri/nhat-ky?viec=account.reset")
            .await
            .expect(200)
            .text;
        assert!(
            trail.contains("quên mật khẩu") && !trail.contains(&code),
            "{trail}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_administrator_reaches_no_further_than_the_own_tree() {
    on_both(async |db| {
        let world = world(db).await;
        world
            .user("tren", Some((Role::Officer, "cuc-quan-ly")))
            .await;
        world.user("ben", Some((Role::Officer, "tinh-b"))).await;
        world.user("duoi", Some((Role::Officer, "khu-a1"))).await;
        let mut admin = admin(&world).await;
        let list = admin.get("/quan-tri/nguoi-dung").await.expect(200).text;
        assert!(
            list.contains("/duoi\"") && !list.contains("/tren\"") && !list.contains("/ben\""),
            "{list}"
        );
        for agency in ["cuc-quan-ly", "tinh-b", "khong-co", "*", ""] {
            let fields = [("vai_tro", "thong_ke"), ("co_quan", agency)];
            admin
                .post("/quan-tri/nguoi-dung/duoi/vai-tro", &fields)
                .await
                .expect(404);
        }
        for (user, status) in [("tren", 404), ("ben", 404), ("duoi", 303)] {
            let path = format!("/quan-tri/nguoi-dung/{user}/ngung");
            admin.post(&path, &[("ly_do", "thử")]).await.expect(status);
        }
    })
    .await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    on_both(async |db| {
        let world = World::with(db, "chung", Some((Role::Administrator, "*"))).await;
        let mut admin = Browser::of(&world, "chung").await;
        let page = admin
            .get("/quan-tri/nguoi-dung/chung")
            .await
            .expect(200)
            .text;
        let (_, rest) = page.split_once("name=\"so\" value=\"").unwrap();
        let id = rest.split('"').next().unwrap();
        let revoke = [("so", id), ("ly_do", "thử")];
        let answer = admin
            .post("/quan-tri/nguoi-dung/chung/vai-tro/thu-hoi", &revoke)
            .await
            .expect(422);
        assert!(answer.text.contains("quản trị hệ thống cuối cùng"));
        let answer = admin
            .post("/quan-tri/nguoi-dung/chung/ngung", &[("ly_do", "thử")])
            .await
            .expect(422);
        assert!(answer.text.contains("quản trị hệ thống cuối cùng"));
        world
            .user("chung-2", Some((Role::Administrator, "*")))
            .await;
        admin
            .post("/quan-tri/nguoi-dung/chung/vai-tro/thu-hoi", &revoke)
            .await
            .expect(303);
        admin.get("/quan-tri/nguoi-dung").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn changing_ones_password_asks_the_old_one_and_ends_other_sessions() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut here = Browser::of(&world, "thong-ke").await;
        let mut there = Browser::of(&world, "thong-ke").await;
        here.get("/tai-khoan/mat-khau").await.expect(200);
        let wrong = [("cu", "không phải"), ("moi", NEW), ("nhap_lai", NEW)];
        assert!(
            here.post("/tai-khoan/mat-khau", &wrong)
                .await
                .expect(422)
                .text
                .contains("đang dùng không đúng")
        );
        let same = [("cu", PASSWORD), ("moi", PASSWORD), ("nhap_lai", PASSWORD)];
        assert!(
            here.post("/tai-khoan/mat-khau", &same)
                .await
                .expect(422)
                .text
                .contains("phải khác")
        );
        let good = [("cu", PASSWORD), ("moi", NEW), ("nhap_lai", NEW)];
        here.post("/tai-khoan/mat-khau", &good).await.expect(303);
        here.get("/tai-khoan").await.expect(200);
        there.get("/tai-khoan").await.expect(303);
        Browser::new(&world)
            .sign_in("thong-ke", PASSWORD)
            .await
            .expect(422);
        Browser::new(&world)
            .sign_in("thong-ke", NEW)
            .await
            .expect(303);
    })
    .await;
}

#[tokio::test]
async fn the_audit_trail_shows_an_auditor_the_own_tree_only() {
    on_both(async |db| {
        let world = World::new(db).await;
        for user in ["nguoi-own", "nguoi-below", "nguoi-above", "nguoi-sibling"] {
            Browser::of(&world, user).await;
        }
        let path = "/quan-tri/nhat-ky?viec=session.sign_in";
        let auditor = Browser::of(&world, "kiem-tra")
            .await
            .get(path)
            .await
            .expect(200)
            .text;
        let all = Browser::of(&world, "quan-tri-chung")
            .await
            .get(path)
            .await
            .expect(200)
            .text;
        for (user, seen) in [
            ("own", true),
            ("below", true),
            ("above", false),
            ("sibling", false),
        ] {
            let name = format!("<code>nguoi-{user}</code>");
            assert_eq!(auditor.contains(&name), seen, "{user}: {auditor}");
            assert!(all.contains(&name), "{user}: {all}");
        }
    })
    .await;
}
