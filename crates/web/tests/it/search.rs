//! The page of results, the suggestions of the palette, the guide.

use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is missing in:\n{text}");
    }
}

#[tokio::test]
async fn results_are_grouped_counted_and_linked() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get("/tim-kiem?q=tinh+a").await.expect(200).text;
        says(
            &page,
            &[
                "<h2>Cơ quan</h2>",
                "href=\"/co-quan/tinh-a\"",
                "href=\"/co-quan/khu-a1\"",
                "Tìm «tinh a»",
            ],
        );
        let page = browser
            .get("/tim-kiem?q=nguyen+van+an")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &[
                "<h2>Cá nhân</h2>",
                "href=\"/ca-nhan/nv-a\"",
                "1 kết quả",
                "Chấp hành viên",
            ],
        );
        let page = browser.get("/tim-kiem?q=12%2FQD").await.expect(200).text;
        says(&page, &["<h2>Văn bản</h2>", "href=\"/van-ban/vb-1\""]);
        let page = browser.get("/tim-kiem?q=15%2Fqd").await.expect(200).text;
        says(
            &page,
            &[
                "Quyết định 15/QĐ-THADS ngày 01/11/2026",
                "/co-quan/tinh-a/khen-thuong?nam=2026",
            ],
        );
        let page = browser.get("/tim-kiem?q=cuc+c").await.expect(200).text;
        says(&page, &["Tên cũ, nay là Thi hành án dân sự tỉnh A"]);
        let page = browser
            .get("/tim-kiem?q=thi+hanh&loai=co-quan")
            .await
            .expect(200)
            .text;
        says(&page, &["Xem mọi loại kết quả"]);
        assert!(!page.contains("<h2>Hướng dẫn</h2>"));
        let none = browser.get("/tim-kiem?q=xyzxyz").await.expect(200).text;
        says(&none, &["Không tìm thấy gì"]);
        says(
            &browser.get("/tim-kiem").await.expect(200).text,
            &["Gõ từ cần tìm"],
        );
        browser.get("/tim-kiem?q=a&trang=abc").await.expect(400);
    })
    .await;
}

#[tokio::test]
async fn roles_find_only_what_is_theirs() {
    on_both(async |db| {
        let world = World::new(db).await;
        for (user, typed, there, absent) in [
            ("thong-ke", "tran+thi+script", "Không tìm thấy gì", "nv-b"),
            ("can-bo", "le+thi+binh", "Không tìm thấy gì", "nv-a1"),
            ("can-bo", "nguyen+van+an", "/ca-nhan/nv-a", "/ca-nhan/nv-a1"),
            (
                "quan-tri",
                "nguyen+van+an",
                "Không tìm thấy gì",
                "/ca-nhan/",
            ),
            ("khong-vai-tro", "15%2Fqd", "Không tìm thấy gì", "15/QĐ"),
            ("quan-tri", "nguoi+dung", "/quan-tri/nguoi-dung", "/so-lieu"),
            (
                "thong-ke",
                "nhat+ky+he+thong",
                "Bài hướng dẫn",
                "href=\"/quan-tri/nhat-ky\"",
            ),
        ] {
            let page = Browser::of(&world, user)
                .await
                .get(&format!("/tim-kiem?q={typed}"))
                .await
                .expect(200)
                .text;
            if there != "Bài hướng dẫn" {
                says(&page, &[there]);
            }
            assert!(!page.contains(absent), "{user} {typed}: {absent}");
        }
        let stranger = Browser::new(&world).get("/tim-kiem?q=a").await.expect(303);
        assert!(stranger.to().starts_with("/dang-nhap?den="));
    })
    .await;
}

#[tokio::test]
async fn suggestions_are_options_of_a_list() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let pages = browser.get("/tim-kiem/goi-y").await.expect(200).text;
        says(
            &pages,
            &[
                "role=\"option\"",
                "href=\"/co-quan/tinh-a/so-lieu\"",
                "Đăng xuất",
                "data-form=\"/dang-xuat\"",
            ],
        );
        assert!(!pages.contains("<html"), "a part of a page only");
        assert!(!pages.contains("/quan-tri/nguoi-dung"));
        let found = browser
            .get("/tim-kiem/goi-y?q=tien+do")
            .await
            .expect(200)
            .text;
        says(
            &found,
            &[
                "href=\"/co-quan/tinh-a/tien-do\"",
                "/huong-dan/xem-tien-do",
                "/tim-kiem?q=tien+do",
            ],
        );
        // What came from a file is text here too.
        let strange = browser
            .get("/tim-kiem/goi-y?q=tinh+b")
            .await
            .expect(200)
            .text;
        says(&strange, &["&lt;i title=&quot;x&quot;&gt;"]);
        assert!(!strange.contains("<i title"));
        let typed = browser
            .get("/tim-kiem/goi-y?q=%3Cscript%3E")
            .await
            .expect(200)
            .text;
        assert!(!typed.contains("<script"));
    })
    .await;
}

#[tokio::test]
async fn the_guide_opens_with_and_without_an_account_and_pages_lead_to_it() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let list = browser.get("/huong-dan").await.expect(200).text;
        says(
            &list,
            &["Theo vai trò", "/huong-dan/thong-ke", "Dành cho anh/chị"],
        );
        let page = browser.get("/huong-dan/tim-kiem").await.expect(200).text;
        says(
            &page,
            &[
                "<h2 id=\"cac-buoc\">",
                "Trong bài này",
                "<table class=\"data-table\">",
            ],
        );
        browser.get("/huong-dan/khong-co").await.expect(404);
        browser.get("/huong-dan/..%2F..%2FREADME").await.expect(404);
        for (path, topic) in [
            ("/co-quan/tinh-a/can-doi", "/huong-dan/xem-so-lieu"),
            ("/van-ban", "/huong-dan/van-ban"),
            ("/", "/huong-dan/"),
        ] {
            let page = browser.get(path).await.expect(200).text;
            says(&page, &[&format!("class=\"help-link\" href=\"{topic}")]);
        }
        let mut stranger = Browser::new(&world);
        says(
            &stranger.get("/huong-dan/dang-nhap").await.expect(200).text,
            &["Đăng nhập lần đầu"],
        );
    })
    .await;
}

#[tokio::test]
async fn an_error_page_says_the_way_out() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "can-bo").await;
        let page = browser.get("/khong-co-trang-nay").await.expect(404).text;
        says(
            &page,
            &[
                "Tìm kiếm",
                "/huong-dan/khi-gap-loi#khong-tim-thay-trang-nay",
                "Mã yêu cầu",
            ],
        );
        let page = browser.get("/quan-tri/nguoi-dung").await.expect(403).text;
        says(&page, &["Xem vai trò của tôi", "/huong-dan/khi-gap-loi#"]);
        // A filter that cannot be read is called by its words, and the page opens again without it.
        let page = browser.get("/minh-bach?nam=abc").await.expect(400).text;
        says(
            &page,
            &["Năm công tác: không đọc được", "href=\"/minh-bach\""],
        );
        let answer = browser
            .get("/api/v1/balance?agency=tinh-b&year=2026&month=12")
            .await;
        let json = answer.expect(404).json();
        assert_eq!(
            json["error"]["help"],
            "/huong-dan/khi-gap-loi#khong-tim-thay-trang-nay"
        );
        let guide = browser.get("/huong-dan/khi-gap-loi").await.expect(200).text;
        for anchor in [
            "khong-tim-thay-trang-nay",
            "tai-khoan-chua-duoc-giao-quyen-nay",
            "phien-lam-viec-da-het",
            "noi-dung-da-duoc-nguoi-khac-sua",
            "noi-dung-gui-len-qua-lon",
            "chua-thuc-hien-duoc",
            "he-thong-ban-hoac-cham",
            "he-thong-gap-loi",
        ] {
            says(&guide, &[&format!("id=\"{anchor}\"")]);
        }
    })
    .await;
}
