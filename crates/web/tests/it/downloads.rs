//! Papers to keep.

use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

#[tokio::test]
async fn figures_and_reports_come_in_every_form() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        for (path, name, begins) in [
            (
                "/in/so-lieu/tinh-a?nam=2026&thang=12&dang=xlsx",
                "bieu-so-lieu_tinh-a_2026-12.xlsx",
                "PK",
            ),
            (
                "/in/so-lieu/tinh-a?nam=2026&thang=12&dang=docx",
                "bieu-so-lieu_tinh-a_2026-12.docx",
                "PK",
            ),
            (
                "/in/bao-cao-nam/tinh-a?nam=2026&thang=12&dang=docx",
                "bao-cao-thi-dua_tinh-a_2026.docx",
                "PK",
            ),
            (
                "/in/bao-cao-nam/tinh-a?nam=2026&thang=11&dang=pdf",
                "bao-cao-thi-dua_tinh-a_2026-11.pdf",
                "%PDF",
            ),
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text);
            let disposition = answer.headers[header::CONTENT_DISPOSITION]
                .to_str()
                .unwrap();
            assert_eq!(disposition, format!("attachment; filename=\"{name}\""));
            assert!(answer.text.starts_with(begins), "{path}");
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        }
        let answer = browser.get("/in/so-lieu/tinh-a?dang=exe").await.expect(422);
        assert!(
            answer.text.contains("Chưa thực hiện được"),
            "{}",
            answer.text
        );
        browser.get("/in/so-lieu/tinh-b").await.expect(404);
    })
    .await;
}
