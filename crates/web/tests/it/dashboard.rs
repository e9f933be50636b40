//! Dashboards through the router: for whom, of what, as page, wall, file and answer.

use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

#[tokio::test]
async fn each_role_opens_its_own_and_no_other() {
    on_both(async |db| {
        let world = World::new(db).await;
        for user in [
            "can-bo",
            "thong-ke",
            "nguoi-dung-dau",
            "lanh-dao",
            "bo-cuc",
            "kiem-tra",
        ] {
            let mut browser = Browser::of(&world, user).await;
            let page = browser
                .get("/tong-quan?nam=2026&thang=12")
                .await
                .expect(200)
                .text;
            assert!(
                page.contains("Tổng quan: Thi hành án dân sự tỉnh A"),
                "{user}"
            );
            for block in [
                "Phong trào và độ phủ",
                "Khen thưởng theo hình thức",
                "Đóng góp xã hội",
            ] {
                assert!(page.contains(block), "{user} {block}");
            }
            // Only who reaches the units is shown how they stand.
            assert_eq!(
                page.contains("Bảng điểm các đơn vị"),
                user != "can-bo",
                "{user}"
            );
            let address = |agency: &str| format!("/tong-quan?co-quan={agency}&nam=2026&thang=12");
            browser.get(&address("tinh-b")).await.expect(404);
            browser.get(&address("khong-co")).await.expect(404);
            browser.get(&address("tinh-a")).await.expect(200);
            browser
                .get("/tong-quan/man-hinh?co-quan=tinh-b")
                .await
                .expect(404);
            // Who prints nothing is told so; who prints is not told what is there.
            let foreign = browser.get("/in/tong-quan?co-quan=tinh-b&nam=2026&thang=12");
            let refused = if user == "can-bo" { 403 } else { 404 };
            foreign.await.expect(refused);
        }
        let mut nobody = Browser::of(&world, "khong-vai-tro").await;
        nobody.get("/tong-quan").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn what_it_shows_leads_to_where_it_comes_from() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser
            .get("/tong-quan?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("chart-plot") && page.contains("Xem bảng số liệu"),
            "{page}"
        );
        let mut links: Vec<String> = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|href| {
                href.starts_with('/') && !href.contains("/assets/") && !href.starts_with("/in/")
            })
            .map(|href| href.split('#').next().unwrap_or(href).replace("&amp;", "&"))
            .collect();
        links.sort();
        links.dedup();
        assert!(links.len() > 30, "{links:?}");
        for link in &links {
            let answer = browser.get(link).await;
            assert!(answer.status.is_success(), "{link}: {}", answer.status);
        }
        // The rate on the dashboard is the rate on its page.
        let told = |page: &str, anchor: &str| {
            let rest = page
                .split(&format!("{anchor}\" title=\"Xem số này từ đâu ra\">"))
                .nth(1)?;
            rest.split('<').next().map(str::to_owned)
        };
        let rate = told(&page, "#ty-le-viec").expect("a rate");
        let figures = browser
            .get("/co-quan/tinh-a/so-lieu?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(figures.contains(&rate), "{rate}");
        for (year, month) in [("2026", "13"), ("2026", "mười"), ("99999", "1")] {
            let address = format!("/tong-quan?nam={year}&thang={month}");
            assert!(
                browser.get(&address).await.status.is_client_error(),
                "{address}"
            );
        }
        let answer = browser.get("/tong-quan?pham-vi=la").await;
        assert!(answer.status.is_client_error());
    })
    .await;
}

#[tokio::test]
async fn it_is_a_wall_a_file_and_an_answer_too() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "lanh-dao").await;
        let wall = browser
            .get("/tong-quan/man-hinh?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(
            wall.contains("wall-page") && wall.contains("every 300s"),
            "{wall}"
        );
        for ending in ["xlsx", "docx", "pdf"] {
            let file = browser
                .get(&format!("/in/tong-quan?nam=2026&thang=12&dang={ending}"))
                .await
                .expect(200);
            let name = file
                .headers
                .get("content-disposition")
                .unwrap()
                .to_str()
                .unwrap();
            assert!(
                name.contains(&format!("tong_quan_tinh-a_2026_12.{ending}")),
                "{name}"
            );
        }
        browser.get("/in/tong-quan?dang=exe").await.expect(422);
        let answer = browser
            .get("/api/v1/dashboard?agency=tinh-a&year=2026&month=12")
            .await;
        if answer.status.is_success() {
            assert_eq!(answer.json()["agency"], "tinh-a");
        }
    })
    .await;
}
