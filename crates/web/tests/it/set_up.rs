//! The first administrator of a fresh database.

use thidua_store::testing::on_both;
use thidua_web::listen::Mode;

use crate::browser::Browser;
use crate::world::{PASSWORD, World};

fn fields<'a>(code: &'a str, password: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("ma", code),
        ("ho_ten", "Nguyễn Văn Quản"),
        ("ten", "quan"),
        ("mat_khau", password),
        ("nhap_lai", password),
    ]
}

#[tokio::test]
async fn the_printed_code_creates_one_administrator_and_then_the_page_is_gone() {
    on_both(async |db| {
        let world = World::empty(db, Mode::Loopback).await;
        let code = world.web.set_up_code().await.unwrap().unwrap().to_owned();
        let mut browser = Browser::new(&world);
        assert_eq!(
            browser.get("/co-quan").await.expect(303).to(),
            "/thiet-lap-ban-dau"
        );
        assert_eq!(
            browser.get("/dang-nhap").await.expect(303).to(),
            "/thiet-lap-ban-dau"
        );
        browser.get("/thiet-lap-ban-dau").await.expect(200);
        let wrong = browser
            .post(
                "/thiet-lap-ban-dau",
                &fields("AAAA-AAAA-AAAA-AAAA", PASSWORD),
            )
            .await
            .expect(422);
        assert!(wrong.text.contains("Mã thiết lập không đúng"));
        let weak = browser
            .post("/thiet-lap-ban-dau", &fields(&code, "matkhau123456"))
            .await
            .expect(422);
        assert!(weak.text.contains("Mật khẩu dễ đoán"), "{}", weak.text);
        let typed = code.to_lowercase().replace('-', " ");
        let done = browser
            .post("/thiet-lap-ban-dau", &fields(&typed, PASSWORD))
            .await
            .expect(303);
        assert_eq!(done.to(), "/dang-nhap?thong-bao=da-thiet-lap");
        assert_eq!(world.web.set_up_code().await.unwrap(), None);
        assert_eq!(
            browser.get("/thiet-lap-ban-dau").await.expect(303).to(),
            "/dang-nhap"
        );
        browser.get("/dang-nhap").await.expect(200);
        browser
            .post("/thiet-lap-ban-dau", &fields(&code, PASSWORD))
            .await
            .expect(303);
        browser.sign_in("quan", PASSWORD).await.expect(303);
        let home = browser.get("/").await.expect(200).text;
        assert!(
            home.contains("Chưa có cơ quan nào") && home.contains("Nhật ký hệ thống"),
            "{home}"
        );
        browser.get("/quan-tri/nguoi-dung").await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn health_answers_before_setting_up() {
    on_both(async |db| {
        let world = World::empty(db, Mode::Loopback).await;
        let mut browser = Browser::new(&world);
        browser.get("/healthz").await.expect(200);
        browser.get("/readyz").await.expect(200);
    })
    .await;
}
