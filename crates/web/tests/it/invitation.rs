//! Inviting many at once, reviewing accounts, disabling those nobody uses.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{MINUTE, PASSWORD, World};

const DAY: i64 = 24 * 60 * MINUTE;
const INVITE: &str = "/quan-tri/moi-nguoi-dung";

async fn world(db: thidua_store::Db) -> World {
    World::with(db, "quan-tri", Some((Role::Administrator, "tinh-a"))).await
}

#[tokio::test]
async fn people_of_an_agency_get_accounts_roles_and_codes() {
    on_both(async |db| {
        let world = world(db).await;
        let mut admin = Browser::of(&world, "quan-tri").await;
        for agency in ["cuc-quan-ly", "tinh-b", "khong-co"] {
            let path = format!("{INVITE}?co-quan={agency}");
            admin.get(&path).await.expect(404);
        }
        let page = admin
            .get(&format!("{INVITE}?co-quan=khu-a1"))
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Lê Thị Bình") && page.contains("value=\"le.thi.binh\""),
            "{page}"
        );
        let fields = [
            ("co_quan", "khu-a1"),
            ("chon", "nv-a1"),
            ("ten-nv-a1", "le.thi.binh"),
            ("vai_tro", "nguoi_dung_dau"),
            ("tu", "22/11/2026"),
            ("den", "31/12/2026"),
        ];
        let slips = admin.post(INVITE, &fields).await.expect(200).text;
        let (_, code) = slips.split_once("slip-code\">").expect("a code");
        let code = code.split('<').next().unwrap().to_owned();
        assert!(slips.contains("23/11/2026 09:00"), "{slips}");
        // Who has an account is no longer offered; a second invitation is refused.
        let again = admin.post(INVITE, &fields).await.expect(422).text;
        assert!(again.contains("vừa được cấp tài khoản"), "{again}");
        let mut user = Browser::new(&world);
        user.get("/dang-nhap").await;
        let typed = code.to_lowercase().replace('-', " ");
        let signed = user
            .post(
                "/dang-nhap",
                &[("ten", "le.thi.binh"), ("mat_khau", &typed)],
            )
            .await
            .expect(303);
        assert_eq!(signed.to(), "/tai-khoan/mat-khau");
        user.get("/tai-khoan/mat-khau").await.expect(200);
        let new = "bếp lửa nhà sàn mùa gặt";
        user.post("/tai-khoan/mat-khau", &[("moi", new), ("nhap_lai", new)])
            .await
            .expect(303);
        user.get("/co-quan/khu-a1/so-lieu").await.expect(200);
        let trail = admin
            .get("/quan-tri/nhat-ky?viec=account.invite")
            .await
            .expect(200)
            .text;
        assert!(!trail.contains(&code), "{trail}");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_invited_where_one_of_them_cannot_be() {
    on_both(async |db| {
        let world = world(db).await;
        let mut admin = Browser::of(&world, "quan-tri").await;
        admin
            .get(&format!("{INVITE}?co-quan=tinh-a"))
            .await
            .expect(200);
        let version = world.app.db().version().await.unwrap();
        let ask = |people: &'static [(&'static str, &'static str)], role: &'static str| {
            let mut fields = vec![("co_quan", "tinh-a"), ("vai_tro", role)];
            fields.extend_from_slice(people);
            fields
        };
        for (people, role, status) in [
            (&[][..], "can_bo", 422),
            (
                &[("chon", "nv-a"), ("ten-nv-a", "quan-tri")][..],
                "can_bo",
                422,
            ),
            (
                &[("chon", "nv-a"), ("ten-nv-a", "Có dấu")][..],
                "can_bo",
                422,
            ),
            (
                &[
                    ("chon", "nv-a"),
                    ("ten-nv-a", "an"),
                    ("chon", "nv-b"),
                    ("ten-nv-b", "b"),
                ][..],
                "can_bo",
                422,
            ),
            (&[("chon", "nv-a"), ("ten-nv-a", "an")][..], "quan_tri", 400),
        ] {
            let answer = admin.post(INVITE, &ask(people, role)).await;
            assert_eq!(answer.status, status, "{people:?} {role}: {}", answer.text);
        }
        assert_eq!(world.app.db().version().await.unwrap(), version);
    })
    .await;
}

#[tokio::test]
async fn accounts_unused_for_forty_five_days_are_named_and_disabled_in_one_action() {
    on_both(async |db| {
        let world = world(db).await;
        for user in ["chay", "ngu", "ngu-2"] {
            world.user(user, Some((Role::Officer, "khu-a1"))).await;
        }
        world.clock.pass(45 * DAY - MINUTE);
        Browser::of(&world, "chay").await;
        let mut admin = Browser::of(&world, "quan-tri").await;
        let early = admin.get("/quan-tri/ra-soat").await.expect(200).text;
        assert!(!early.contains("name=\"chon\""), "{early}");
        world.clock.pass(MINUTE);
        let page = admin.get("/quan-tri/ra-soat").await.expect(200).text;
        assert!(
            page.contains("value=\"ngu\"")
                && page.contains("value=\"ngu-2\"")
                && !page.contains("value=\"chay\""),
            "{page}"
        );
        let home = admin.get("/").await.expect(200).text;
        assert!(home.contains("2 tài khoản không đăng nhập"), "{home}");
        let path = "/quan-tri/ra-soat/ngung";
        let refused = [("chon", "ngu"), ("chon", "chay"), ("ly_do", "x")];
        admin.post(path, &refused).await.expect(422);
        Browser::of(&world, "ngu-2").await;
        let done = [("chon", "ngu"), ("ly_do", "rà soát 6 tháng")];
        let answer = admin.post(path, &done).await.expect(303);
        assert_eq!(answer.to(), "/quan-tri/ra-soat?da-ngung=1");
        Browser::new(&world)
            .sign_in("ngu", PASSWORD)
            .await
            .expect(422);
        Browser::of(&world, "ngu-2").await;
        for (form, start) in [("xlsx", "PK"), ("docx", "PK"), ("pdf", "%PDF")] {
            let path = format!("/quan-tri/ra-soat/bien-ban?dang={form}");
            let paper = admin.get(&path).await.expect(200);
            assert!(paper.text.starts_with(start), "{form}");
            let name = paper.headers["content-disposition"].to_str().unwrap();
            assert!(name.contains("bien-ban-ra-soat-tai-khoan"), "{name}");
        }
        admin
            .get("/quan-tri/ra-soat/bien-ban?dang=exe")
            .await
            .expect(422);
    })
    .await;
}
