//! What people write is shown as they wrote it, and never becomes markup.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

#[tokio::test]
async fn stored_text_stays_text_on_every_page() {
    on_both(async |db| {
        let world = World::with(db, "bo", Some((Role::Ministry, "cuc-quan-ly"))).await;
        world
            .user("quan-tri", Some((Role::Administrator, "*")))
            .await;
        let mut browser = Browser::of(&world, "bo").await;
        for path in [
            "/",
            "/co-quan",
            "/co-quan?tim=tinh+b",
            "/co-quan/tinh-b",
            "/co-quan/tinh-b/so-lieu",
            "/co-quan/tinh-a/so-lieu",
            "/co-quan/tinh-a/khen-thuong",
            "/co-quan/tinh-b/khen-thuong",
            "/co-quan/tinh-b/so-sanh",
            "/co-quan/tinh-b/can-doi",
            "/co-quan/tinh-b/tien-do",
            "/van-ban",
            "/van-ban/vb-2",
            "/ca-nhan/nv-b",
            "/xep-hang?trong=cuc-quan-ly",
        ] {
            let text = browser.get(path).await.expect(200).text;
            for raw in [
                "<script>alert",
                "<svg onload",
                "<i title",
                "<b>việc</b>",
                "href=\"javascript:",
            ] {
                assert!(!text.contains(raw), "{path}: {raw}");
            }
            let scripts = text.matches("<script").count();
            assert_eq!(scripts, 1, "{path}: only the page's own script");
            assert!(
                !text.contains(" style=") && !text.contains(" onclick="),
                "{path}: inline style or script"
            );
        }
        let person = browser.get("/ca-nhan/nv-b").await.text;
        assert!(
            person.contains("Trần Thị &lt;script&gt;alert(1)&lt;/script&gt;"),
            "{person}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_the_address_says_stays_text_too() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        world
            .user("thong-ke", Some((Role::Officer, "tinh-a")))
            .await;
        let payload = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
        let mut officer = Browser::of(&world, "thong-ke").await;
        let mut admin = Browser::of(&world, "quan-tri").await;
        for path in [
            format!("/co-quan?tim={payload}"),
            format!("/co-quan/{payload}"),
            format!("/van-ban?tim={payload}&loai={payload}"),
            format!("/co-quan/tinh-a/so-lieu?nam={payload}"),
            format!("/co-quan/tinh-a/so-lieu?pham-vi={payload}"),
            format!("/xep-hang?trong=tinh-a&theo={payload}"),
            format!("/so-lieu/lich-su?bang={payload}&ma={payload}"),
            format!("/dang-nhap?den={payload}&thong-bao={payload}"),
            format!("/quan-tri/nguoi-dung?tim={payload}"),
            format!("/quan-tri/nhat-ky?nguoi={payload}&tu={payload}"),
        ] {
            for browser in [&mut officer, &mut admin] {
                let text = browser.get(&path).await.text;
                assert!(!text.contains("<script>alert"), "{path}: {text}");
            }
        }
        let name = "\"><script>alert(1)</script>";
        let answer = admin
            .post("/quan-tri/nguoi-dung", &[("ten", name), ("ho_ten", name)])
            .await
            .expect(422);
        assert!(
            !answer.text.contains("<script>alert")
                && answer.text.contains("&quot;&gt;&lt;script&gt;")
        );
    })
    .await;
}
