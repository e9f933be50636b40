//! Lists through the router: their address, their files, who sees what.

use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

async fn officer(db: thidua_store::Db) -> (World, Browser) {
    let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
    let browser = Browser::of(&world, "thong-ke").await;
    (world, browser)
}

/// The part of a page that is the list.
fn list(page: &str) -> &str {
    let (_, rest) = page.split_once("id=\"danh-sach\"").unwrap();
    rest.split_once("</section>").unwrap().0
}

#[tokio::test]
async fn every_list_answers_and_shows_only_what_is_in_reach() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        for (path, has, lacks) in [
            ("/nhan-su", "Nguyễn Văn An", "Trần Thị"),
            (
                "/co-quan/danh-sach",
                "Thi hành án dân sự tỉnh A",
                "<i title",
            ),
            ("/chi-tieu", "83,5", "tinh-b"),
            ("/khen-thuong", "Nguyễn Văn An", "nv-b"),
            ("/cum-khoi", "Khối thi đua số 1", "khoi-1</code>"),
            ("/van-ban", "12/QĐ-BTP", "<svg onload"),
            (
                "/co-quan/tinh-a/don-vi?nam=2026&thang=12",
                "90,00",
                "khu vực 1 B",
            ),
        ] {
            let page = browser.get(path).await.expect(200).text;
            let list = list(&page);
            assert!(list.contains(has), "{path}: {has:?} in\n{list}");
            assert!(!list.contains(lacks), "{path}: {lacks:?} in\n{list}");
            assert!(list.contains("aria-sort="), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_address_says_everything_and_is_put_right() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        let path = "/nhan-su?tim=B%C3%ACnh&nhom=&xep=-ho-ten&cot=co-quan&cot=ho-ten&la=1&trang=9";
        let answer = browser.get(path).await.expect(200);
        let kept = answer.headers["hx-replace-url"].to_str().unwrap();
        assert_eq!(
            kept,
            "/nhan-su?tim=B%C3%ACnh&xep=-ho-ten&trang=9&cot=co-quan%2Cho-ten"
        );
        let list = list(&answer.text);
        assert!(
            list.contains("Lê Thị Bình") && !list.contains("Nguyễn Văn An"),
            "{list}"
        );
        assert!(list.contains("aria-sort=\"descending\""), "{list}");
        assert!(!list.contains(">Chức vụ</a>"), "only the columns chosen");
        assert!(list.contains("Bỏ điều kiện Có “Bình”"), "{list}");
        let none = browser
            .get("/nhan-su?tim=khong-co-ai")
            .await
            .expect(200)
            .text;
        assert!(none.contains("Không có dòng nào khớp"), "{none}");
        let all = browser.get("/nhan-su?trong=tinh-a").await.expect(200).text;
        assert!(all.contains("Nhân sự Thi hành án dân sự tỉnh A"), "{all}");
        browser.get("/nhan-su?trong=tinh-b").await.expect(404);
        browser.get("/khen-thuong?trong=tinh-b").await.expect(404);
        browser.get("/nhan-su?trang=x").await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn files_come_in_every_form_and_chosen_rows_alone() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        for (form, begins) in [("xlsx", "PK"), ("docx", "PK"), ("pdf", "%PDF")] {
            for path in ["/nhan-su/in", "/co-quan/tinh-a/don-vi/in", "/van-ban/in"] {
                let answer = browser.get(&format!("{path}?dang={form}")).await;
                assert_eq!(answer.status, 200, "{path} {form}: {}", answer.text);
                assert!(answer.text.starts_with(begins), "{path} {form}");
                let name = answer.headers[header::CONTENT_DISPOSITION]
                    .to_str()
                    .unwrap();
                assert!(name.ends_with(&format!("_2026-11-22.{form}\"")), "{name}");
            }
        }
        browser.get("/nhan-su").await.expect(200);
        let fields = [("dang", "xlsx"), ("chon", "nv-a"), ("chon", "nv-b")];
        let answer = browser.post("/nhan-su/in?xep=ho-ten", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let none = [("dang", "xlsx"), ("chon", "nv-b")];
        let answer = browser.post("/nhan-su/in", &none).await.expect(422);
        assert!(
            answer.text.contains("không có dòng nào để in"),
            "{}",
            answer.text
        );
        browser.get("/nhan-su/in?trong=tinh-b").await.expect(404);
        browser.get("/nhan-su/in?dang=exe").await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn administrators_have_the_lists_of_users_and_of_the_trail() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        let mut browser = Browser::of(&world, "quan-tri").await;
        let users = browser
            .get("/quan-tri/nguoi-dung?tim=nguoi+dung")
            .await
            .expect(200)
            .text;
        assert!(list(&users).contains("Người dùng quan-tri"), "{users}");
        assert!(users.contains("Thêm người dùng"));
        let trail = browser
            .get("/quan-tri/nhat-ky?tinh-trang=dang-nhap")
            .await
            .expect(200)
            .text;
        assert!(list(&trail).contains("Đăng nhập"), "{trail}");
        let late = browser
            .get("/quan-tri/nhat-ky?tu=01/01/2030")
            .await
            .expect(200)
            .text;
        assert!(
            late.contains("Không có việc nào trong khoảng ngày này"),
            "{late}"
        );
        for path in ["/quan-tri/nguoi-dung/in", "/quan-tri/nhat-ky/in?dang=pdf"] {
            browser.get(path).await.expect(200);
        }
        browser.get("/nhan-su").await.expect(403);
        browser.get("/nhan-su/in").await.expect(403);
    })
    .await;
}
