//! Ủy quyền: a role lent for a time, never more than is held, never lent again.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::{MINUTE, World};

const DAY: i64 = 24 * 60 * MINUTE;
const FIGURES: &str = "/co-quan/tinh-a/so-lieu";

async fn world(db: thidua_store::Db) -> World {
    let world = World::with(db, "truong", Some((Role::Head, "tinh-a"))).await;
    world.user("pho", Some((Role::Employee, "khu-a1"))).await;
    world.user("ngoai", Some((Role::Officer, "tinh-b"))).await;
    world
        .user("quan-tri", Some((Role::Administrator, "*")))
        .await;
    world
}

/// The number of the first role on the page of one's account that can be lent.
fn own_role(page: &str) -> String {
    let (_, rest) = page
        .split_once("name=\"vai_tro\" required><option value=\"")
        .expect("a role to lend");
    rest.split('"').next().unwrap().to_owned()
}

async fn lend(browser: &mut Browser, user: &str, from: &str, to: &str, paper: &str) -> Answer {
    let page = browser.get("/tai-khoan").await.expect(200).text;
    let role = own_role(&page);
    let fields = [
        ("vai_tro", role.as_str()),
        ("nguoi", user),
        ("tu_ngay", from),
        ("den_ngay", to),
        ("van_ban", paper),
    ];
    browser.post("/tai-khoan/uy-quyen", &fields).await
}

#[tokio::test]
async fn a_lent_role_begins_and_ends_on_its_days() {
    on_both(async |db| {
        let world = world(db).await;
        let mut head = Browser::of(&world, "truong").await;
        lend(&mut head, "pho", "23/11/2026", "24/11/2026", "05/QĐ-THADS")
            .await
            .expect(303);
        // 09:00 on the 22nd: not yet.
        Browser::of(&world, "pho")
            .await
            .get(FIGURES)
            .await
            .expect(404);
        world.clock.pass(15 * 60 * MINUTE - 1_000_000);
        Browser::of(&world, "pho")
            .await
            .get(FIGURES)
            .await
            .expect(404);
        world.clock.pass(1_000_000);
        let mut deputy = Browser::of(&world, "pho").await;
        deputy.get(FIGURES).await.expect(200);
        let own = deputy.get("/tai-khoan").await.expect(200).text;
        assert!(
            own.contains("Theo ủy quyền của Người dùng truong") && own.contains("05/QĐ-THADS"),
            "{own}"
        );
        assert!(!own.contains("action=\"/tai-khoan/uy-quyen\""), "{own}");
        world.clock.pass(2 * DAY - 1_000_000);
        let mut deputy = Browser::of(&world, "pho").await;
        deputy.get(FIGURES).await.expect(200);
        world.clock.pass(1_000_000);
        deputy.get(FIGURES).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn more_than_is_held_is_not_lent() {
    on_both(async |db| {
        let world = world(db).await;
        let mut head = Browser::of(&world, "truong").await;
        for (user, from, to, paper, why) in [
            ("pho", "23/11/2026", "24/11/2026", "", "phải có văn bản"),
            ("pho", "23/11/2026", "", "05/QĐ", "ngày kết thúc"),
            (
                "pho",
                "24/11/2026",
                "23/11/2026",
                "05/QĐ",
                "từ ngày bắt đầu",
            ),
            (
                "pho",
                "01/11/2026",
                "23/11/2026",
                "05/QĐ",
                "nằm trong thời gian",
            ),
            (
                "ngoai",
                "23/11/2026",
                "24/11/2026",
                "05/QĐ",
                "Chọn người nhận",
            ),
            (
                "khong-co",
                "23/11/2026",
                "24/11/2026",
                "05/QĐ",
                "Chọn người nhận",
            ),
            (
                "truong",
                "23/11/2026",
                "24/11/2026",
                "05/QĐ",
                "Chọn người nhận",
            ),
        ] {
            let answer = lend(&mut head, user, from, to, paper).await.expect(422);
            assert!(answer.text.contains(why), "{why}: {}", answer.text);
        }
        // A role of somebody else, one that does not exist.
        for role in ["1", "2", "999"] {
            let mut officer = Browser::of(&world, "ngoai").await;
            let fields = [
                ("vai_tro", role),
                ("nguoi", "pho"),
                ("tu_ngay", "23/11/2026"),
                ("den_ngay", "24/11/2026"),
                ("van_ban", "05/QĐ"),
            ];
            officer.get("/tai-khoan").await;
            officer
                .post("/tai-khoan/uy-quyen", &fields)
                .await
                .expect(404);
        }
    })
    .await;
}

#[tokio::test]
async fn it_is_not_lent_again_and_ends_with_its_source() {
    on_both(async |db| {
        let world = world(db).await;
        let mut head = Browser::of(&world, "truong").await;
        lend(&mut head, "pho", "22/11/2026", "30/11/2026", "05/QĐ-THADS")
            .await
            .expect(303);
        let twice = lend(&mut head, "pho", "25/11/2026", "26/11/2026", "06/QĐ").await;
        assert!(twice.expect(422).text.contains("đang được ủy quyền"));
        let mut deputy = Browser::of(&world, "pho").await;
        deputy.get(FIGURES).await.expect(200);
        let mut admin = Browser::of(&world, "quan-tri").await;
        let page = admin.get("/quan-tri/nguoi-dung/pho").await.expect(200).text;
        assert!(
            page.contains("Theo ủy quyền của Người dùng truong"),
            "{page}"
        );
        let lent: i64 = page
            .split("name=\"so\" value=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .max()
            .unwrap();
        let lent = lent.to_string();
        deputy.get("/tai-khoan").await;
        let again = [
            ("vai_tro", lent.as_str()),
            ("nguoi", "truong"),
            ("tu_ngay", "23/11/2026"),
            ("den_ngay", "24/11/2026"),
            ("van_ban", "07/QĐ"),
        ];
        let answer = deputy.post("/tai-khoan/uy-quyen", &again).await.expect(422);
        assert!(answer.text.contains("không được ủy quyền lại"));

        admin
            .post(
                "/quan-tri/nguoi-dung/truong/ngung",
                &[("ly_do", "nghỉ hưu")],
            )
            .await
            .expect(303);
        deputy.get(FIGURES).await.expect(404);
        let trail = admin
            .get("/quan-tri/nhat-ky?viec=access.delegate")
            .await
            .expect(200)
            .text;
        assert!(trail.contains("user pho") && trail.contains("Người dùng truong"));
    })
    .await;
}

#[tokio::test]
async fn its_giver_ends_it_at_once() {
    on_both(async |db| {
        let world = world(db).await;
        let mut head = Browser::of(&world, "truong").await;
        lend(&mut head, "pho", "22/11/2026", "30/11/2026", "05/QĐ-THADS")
            .await
            .expect(303);
        let mut deputy = Browser::of(&world, "pho").await;
        deputy.get(FIGURES).await.expect(200);
        let page = head.get("/tai-khoan").await.expect(200).text;
        let (_, rest) = page.split_once("/tai-khoan/uy-quyen/ket-thuc").unwrap();
        let (_, rest) = rest.split_once("name=\"so\" value=\"").unwrap();
        let id = rest.split('"').next().unwrap().to_owned();
        deputy.get("/tai-khoan").await;
        deputy
            .post("/tai-khoan/uy-quyen/ket-thuc", &[("so", &id)])
            .await
            .expect(404);
        head.post("/tai-khoan/uy-quyen/ket-thuc", &[("so", &id)])
            .await
            .expect(303);
        deputy.get(FIGURES).await.expect(404);
        let answer = head
            .post("/tai-khoan/uy-quyen/ket-thuc", &[("so", &id)])
            .await
            .expect(422);
        assert!(answer.text.contains("đã hết hiệu lực"));
    })
    .await;
}
