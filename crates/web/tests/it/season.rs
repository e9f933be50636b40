//! The season of a unit, its back-test and the panels of honesty, on their pages.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

/// Four years of the province before its 2025, and half of that year.
async fn told(world: &World) {
    let mut rows = "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị\n".to_owned();
    for year in 2020..=2023 {
        for (month, done) in [(6, 270), (12, 900)] {
            rows.push_str(&format!("tinh-a,{year},{month},viec.xong,{done}\ntinh-a,{year},{month},viec.co_dieu_kien,1000\n"));
        }
    }
    rows.push_str("tinh-a,2024,6,viec.xong,243\ntinh-a,2024,6,viec.co_dieu_kien,1000\n");
    let targets = "Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị\nct-24,tinh-a,2024,viec.ty_le,>=,\"83,30\"\n";
    for (name, text) in [("so-lieu.csv", rows.as_str()), ("chi-tieu.csv", targets)] {
        let bundle = from_bytes(name, text.as_bytes()).unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let by = Caller::console();
        let loaded = load(&world.app, &by.actor, &bundle, &options)
            .await
            .unwrap();
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
    }
}

#[tokio::test]
async fn a_unit_reads_its_season_and_whether_it_would_have_been_right() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        told(&world).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let path = "/co-quan/tinh-a/nhip-mua-vu?nam=2024&thang=6";
        let page = browser.get(path).await.expect(200).text;
        for words in [
            "Chỉ tham khảo, không dùng để kết luận",
            "Dựa trên 04 năm: 2020, 2021, 2022, 2023",
            "24,99",
            "81,00",
            "mỗi tuần 23 việc trong 26 tuần trọn vẹn",
            "Thấp hơn dải các năm trước",
            "<svg",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let pace = browser
            .get("/co-quan/tinh-a/tien-do?nam=2024&thang=6")
            .await
            .expect(200)
            .text;
        assert!(
            pace.contains("/co-quan/tinh-a/nhip-mua-vu?nam=2024&amp;thang=6"),
            "{pace}"
        );
        browser.get("/co-quan/tinh-b/nhip-mua-vu").await.expect(404);
        browser
            .get("/co-quan/tinh-a/nhip-mua-vu?nam=2024&thang=13")
            .await
            .expect(400);
        let tried = browser.get("/nhip-mua-vu/doi-chieu").await.expect(200).text;
        assert!(
            tried.contains("Cách đối chiếu") && tried.contains("36,00"),
            "{tried}"
        );
        browser
            .get("/nhip-mua-vu/doi-chieu?trong=tinh-b")
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn panels_tell_their_method_and_keep_to_the_readers_reach() {
    on_both(async |db| {
        let world = World::with(db, "to-chuc", Some((Role::Personnel, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "to-chuc").await;
        let page = browser.get("/minh-bach?nam=2026").await.expect(200).text;
        for words in [
            "Cách tính:",
            "Không nói được:",
            "Nhận lặp lại và luân phiên",
            "Đăng ký và kết quả",
            "Ngưỡng:</strong>",
            "Chưa xác nhận",
        ] {
            assert!(page.contains(words), "{words}");
        }
        browser
            .get("/minh-bach?nam=2026&trong=tinh-b")
            .await
            .expect(404);
        browser.get("/minh-bach?nam=khong").await.expect(400);
        let told = browser
            .get("/api/v1/honesty?agency=tinh-a&year=2026")
            .await
            .expect(200);
        let told: serde_json::Value = serde_json::from_str(&told.text).unwrap();
        assert_eq!(told["agency"], "tinh-a");
        assert_eq!(told["panels"][0]["told"]["limits"][0]["value"], "3.00");
        assert!(
            told["panels"][0]["told"]["confirmed"].is_null(),
            "{told:#?}"
        );
        browser
            .get("/api/v1/honesty?agency=tinh-b&year=2026")
            .await
            .expect(404);
        browser
            .get("/api/v1/honesty?agency=tinh-a")
            .await
            .expect(400);
        let file = browser.get("/minh-bach/tep?nam=2026").await.expect(200);
        let named = file.headers["content-disposition"].to_str().unwrap();
        assert!(named.contains("minh_bach_tinh-a_2026.xlsx"), "{named}");
    })
    .await;
}
