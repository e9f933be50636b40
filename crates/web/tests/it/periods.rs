//! Reports of any time and yearly forms on their pages, through the router.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

#[tokio::test]
async fn a_report_is_seen_and_printed_for_any_time_and_only_where_one_may() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        let mut officer = Browser::of(&world, "tinh").await;
        let page = "/co-quan/tinh-a/bao-cao";
        for code in [
            "giai-doan",
            "hoi-dong-tinh",
            "tu-danh-gia",
            "hoi-nghi",
            "bai-viet",
        ] {
            let path = format!("{page}?tu=2025&den=2026/9&de-cuong={code}");
            officer.get(&path).await.expect(200);
        }
        let calendar = format!("{page}?tu=2026&den=2026&ky=duong-lich");
        let text = officer.get(&calendar).await.expect(200).text;
        assert!(text.contains("năm dương lịch 2026"), "{text}");
        assert!(text.contains("value=\"duong-lich\" selected"), "{text}");
        let wrong = format!("{page}?tu=2026&den=2026&ky=quy-ba");
        officer.get(&wrong).await.expect(400);
        let two = format!("{page}?tu=2025&den=2026&ky=duong-lich");
        officer.get(&two).await.expect(422);
        for form in ["docx", "pdf"] {
            let path = format!("/in/bao-cao-ky/tinh-a?tu=2026&den=2026&ky=6-thang-dau&dang={form}");
            officer.get(&path).await.expect(200);
        }
        officer.get("/co-quan/khong-co/bao-cao").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn yearly_forms_say_that_their_layout_was_not_compared() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        let mut officer = Browser::of(&world, "tinh").await;
        let page = "/co-quan/tinh-a/bieu-thong-ke-thi-dua?nam=2026";
        let text = officer.get(page).await.expect(200).text;
        for words in ["0601.N/BNV-TĐKT", "0605.N/BNV-TĐKT", "chưa đối chiếu"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        for form in ["docx", "pdf", "xlsx"] {
            let path = format!("/in/bieu-thong-ke-thi-dua/tinh-a?nam=2026&dang={form}");
            officer.get(&path).await.expect(200);
        }
        let foreign = "/co-quan/khong-co/bieu-thong-ke-thi-dua?nam=2026";
        officer.get(foreign).await.expect(404);
        let bad = "/co-quan/tinh-a/bieu-thong-ke-thi-dua?nam=20";
        officer.get(bad).await.expect(400);
    })
    .await;
}
