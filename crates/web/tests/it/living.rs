//! A report one works on, through the router: begun from its preview, written on, two people, issued, foreign.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    let fields = [("de-cuong", "giai-doan"), ("tu", "2026"), ("den", "2026")];
    let list = "/co-quan/tinh-a/bao-cao-soan";
    let begun = officer.post(list, &fields).await.expect(303);
    officer.get(begun.to()).await.expect(200);
}

#[tokio::test]
async fn a_report_is_begun_written_on_and_issued_and_is_nobody_elses() {
    on_both(async |db| {
        let world = World::with(db, "phong", Some((Role::Officer, "khu-a1"))).await;
        let mut unit = Browser::of(&world, "phong").await;
        let list = "/co-quan/khu-a1/bao-cao-soan";
        let page = unit.get("/co-quan/khu-a1/bao-cao?tu=2026&den=2026").await;
        assert!(page.expect(200).text.contains("Lưu để soạn"));
        let fields = [("de-cuong", "giai-doan"), ("tu", "2026"), ("den", "2026")];
        unit.post(list, &fields).await.expect(303);
        let here = "/co-quan/khu-a1/bao-cao-soan/1";
        let page = unit.get(here).await.expect(200).text;
        assert!(page.contains("Chưa lưu bản nào"));
        assert!(unit.get(list).await.expect(200).text.contains("năm 2026"));
        // Without a number and a day nothing is issued, and everything missing is told at once.
        let nothing = unit
            .post(here, &[("viec", "phat-hanh"), ("ban", "1")])
            .await;
        let nothing = nothing.expect(422).text;
        assert!(nothing.contains("Số, ký hiệu") && nothing.contains("ngày ban hành"));
        let stale = [("viec", "luu"), ("ban", "1")];
        assert!(
            unit.post(here, &stale)
                .await
                .expect(409)
                .text
                .contains("Người khác vừa sửa")
        );
        unit.post(here, &[("viec", "khong-co")]).await.expect(404);
        world.user("khac", Some((Role::Officer, "tinh-b"))).await;
        let mut foreign = Browser::of(&world, "khac").await;
        for path in [list, here, "/in/bao-cao-soan/khu-a1/1?dang=docx"] {
            foreign.get(path).await.expect(404);
        }
        unit.get("/co-quan/khu-a1/bao-cao-soan/2").await.expect(404);
        unit.get("/in/bao-cao-soan/khu-a1/1?dang=docx")
            .await
            .expect(200);
    })
    .await;
}
