//! What the pages say.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

async fn officer(world: &World) -> Browser {
    Browser::of(world, "thong-ke").await
}

async fn world(db: thidua_store::Db) -> World {
    World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await
}

#[track_caller]
fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is missing in:\n{text}");
    }
}

#[tokio::test]
async fn figures_show_numbers_sources_and_history() {
    on_both(async |db| {
        let world = world(db).await;
        let mut browser = officer(&world).await;
        let page = browser
            .get("/co-quan/tinh-a/so-lieu")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &[
                "Năm công tác 2026 (01/10/2025 – 30/9/2026), cả năm",
                "87,50",
                "1.000",
                "90,5",
                "tỷ đồng",
                "href=\"/van-ban/vb-2\"",
            ],
        );
        let (_, rest) = page.split_once("/so-lieu/lich-su?").unwrap();
        let link = rest.split('"').next().unwrap().replace("&amp;", "&");
        let history = browser
            .get(&format!("/so-lieu/lich-su?{link}"))
            .await
            .expect(200)
            .text;
        says(
            &history,
            &["lần 1", "bộ số liệu «fixture»", "/van-ban/vb-2"],
        );
        let none = browser
            .get("/co-quan/tinh-a/so-lieu?nam=2010")
            .await
            .expect(200)
            .text;
        says(
            &none,
            &[
                "Chưa có số liệu",
                "Năm công tác 2010 (01/10/2009 – 30/9/2010)",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn pace_compares_with_the_target_and_draws_from_a_table() {
    on_both(async |db| {
        let world = world(db).await;
        let page = officer(&world)
            .await
            .get("/co-quan/tinh-a/tien-do?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &[
                "83,50",
                "87,50",
                "+4,00",
                "Vượt",
                "Chưa đạt",
                "data-chart=\"line\"",
                "data-value=\"87.50\"",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn comparison_proof_ranking_and_awards_answer() {
    on_both(async |db| {
        let world = world(db).await;
        let mut browser = officer(&world).await;
        let page = browser
            .get("/co-quan/tinh-a/so-sanh?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        says(&page, &["Năm 2025", "+50", "Cao hơn"]);
        let page = browser
            .get("/co-quan/tinh-a/can-doi?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        says(&page, &["Cân đối", "Bảng cân đối số liệu"]);
        let page = browser
            .get("/xep-hang?trong=tinh-a&nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        says(&page, &["1/2", "Đồng hạng với", "90,00"]);
        let page = browser
            .get("/co-quan/tinh-a/khen-thuong?tu=2024&den=2026")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &["Nguyễn Văn An", "href=\"/ca-nhan/nv-a\"", "15/QĐ-THADS"],
        );
    })
    .await;
}

#[tokio::test]
async fn the_tree_follows_the_date_and_an_agency_tells_its_life() {
    on_both(async |db| {
        let world = world(db).await;
        let mut browser = officer(&world).await;
        let today = browser.get("/co-quan").await.expect(200).text;
        says(&today, &["Phòng Thi hành án dân sự khu vực 1 – tỉnh A"]);
        assert!(!today.contains("tỉnh C"));
        let before = browser
            .get("/co-quan?ngay=30/06/2025")
            .await
            .expect(200)
            .text;
        says(
            &before,
            &[
                "Cục Thi hành án dân sự tỉnh C",
                "Cục THADS tỉnh, thành phố",
                "?ngay=2025-06-30",
            ],
        );
        let agency = browser.get("/co-quan/tinh-a").await.expect(200).text;
        says(
            &agency,
            &[
                "Tiền thân",
                "/co-quan/cu-c",
                "sáp nhập",
                "12/QĐ-BTP",
                "aria-current=\"page\">Tổng quan",
            ],
        );
        let gone = browser.get("/co-quan/cu-c").await.expect(200).text;
        says(&gone, &["Kế thừa", "không có vào ngày 22/11/2026"]);
    })
    .await;
}

#[tokio::test]
async fn the_menu_shows_what_the_reader_may_open() {
    on_both(async |db| {
        let world = World::new(db).await;
        for (user, there, absent) in [
            (
                "thong-ke",
                &["Số liệu thi hành án", "Chỉ tiêu, tiến độ", "Xếp hạng"][..],
                &["Nhật ký hệ thống", "Người dùng</a>"][..],
            ),
            (
                "quan-tri",
                &["Người dùng</a>", "Nhật ký hệ thống"],
                &["Số liệu thi hành án", "Chỉ tiêu, tiến độ"],
            ),
            (
                "kiem-tra",
                &["Nhật ký hệ thống", "Số liệu thi hành án"],
                &["Người dùng</a>"],
            ),
            (
                "khong-vai-tro",
                &["Tổ chức, nhân sự", "chưa được giao vai trò"],
                &["Số liệu thi hành án", "Nhật ký"],
            ),
        ] {
            let page = Browser::of(&world, user)
                .await
                .get("/")
                .await
                .expect(200)
                .text;
            says(&page, there);
            for word in absent {
                assert!(!page.contains(word), "{user}: {word}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_start_page_shows_the_own_agency_and_what_is_flagged() {
    on_both(async |db| {
        let world = World::new(db).await;
        let page = Browser::of(&world, "thong-ke")
            .await
            .get("/")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &[
                "Thi hành án dân sự tỉnh A",
                "87,50",
                "Vượt tiến độ +4,00",
                "Chậm tiến độ",
            ],
        );
        let mut employee = Browser::of(&world, "can-bo").await;
        says(
            &employee.get("/").await.expect(200).text,
            &["Thành tích của tôi", "/ca-nhan/nv-a"],
        );
        says(
            &employee.get("/ca-nhan/nv-a").await.expect(200).text,
            &["Nguyễn Văn An", "Chấp hành viên"],
        );
    })
    .await;
}

#[tokio::test]
async fn documents_are_listed_found_and_linked() {
    on_both(async |db| {
        let world = world(db).await;
        let mut browser = officer(&world).await;
        let page = browser.get("/van-ban?tim=sap+xep").await.expect(200).text;
        says(&page, &["/van-ban/vb-1", "Dòng 1–1 trong 1 văn bản"]);
        assert!(!page.contains("/van-ban/vb-2"));
        let page = browser.get("/van-ban/vb-1").await.expect(200).text;
        says(
            &page,
            &[
                "12/QĐ-BTP",
                "Làm căn cứ cho",
                "/van-ban/vb-2",
                "/co-quan/tinh-a",
                "25/06/2025",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn the_year_goes_with_the_reader() {
    on_both(async |db| {
        let world = world(db).await;
        let page = officer(&world)
            .await
            .get("/co-quan/tinh-a/so-lieu?nam=2025&thang=12")
            .await
            .expect(200)
            .text;
        says(
            &page,
            &[
                "<summary>Năm công tác 2025 (01/10/2024 – 30/9/2025)</summary>",
                "href=\"/co-quan/tinh-a/tien-do?nam=2025&amp;thang=12\"",
                "href=\"/co-quan/tinh-a/so-lieu?nam=2024\"",
            ],
        );
    })
    .await;
}
