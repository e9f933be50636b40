//! Movements on their pages: who sees what, what the launcher and its units say of their plans.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const OF_A: &str = "/phong-trao/cua-a";
const UNITS: &str = "/phong-trao/cua-a/huong-ung";

/// A movement of the province with its plan, one of the other province, a paper they rest on.
async fn told(world: &World) {
    let papers = "Mã,Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Loại,Trích yếu,Căn cứ\n\
                  ct-1,01-CT/TU,2025-12-01,,chi_thi,Chỉ thị,\n\
                  kh-1,1/KH-THADS,2026-01-05,tinh-a,ke_hoach,Phát động <b>thi đua</b>,ct-1\n";
    let movements = "Mã,Tên,Cơ quan phát động,Từ ngày,Đến ngày,Văn bản\n\
                     cua-a,Đợt thi đua 100 ngày,tinh-a,2026,2026,kh-1\n\
                     cua-b,Phong trào của tỉnh B,tinh-b,2026,2026,\n";
    let targets = "Mã,Mã cơ quan,Năm công tác,Mã phong trào,Mã chỉ tiêu,Phép so,Giá trị\n\
                   ct-a,tinh-a,2026,cua-a,viec.ty_le,>=,84\n";
    for (name, text) in [
        ("van-ban.csv", papers),
        ("phong-trao.csv", movements),
        ("chi-tieu.csv", targets),
    ] {
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

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    told(world).await;
    let mut officer = Browser::of(world, "thong-ke").await;
    for path in [OF_A, UNITS, "/van-ban/kh-1"] {
        officer.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn a_movement_shows_its_papers_and_each_unit_answers() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let list = officer.get("/phong-trao?nam=2026").await.expect(200).text;
        assert!(list.contains("Đợt thi đua 100 ngày") && !list.contains("Phong trào của tỉnh B"));
        officer.get("/phong-trao/cua-b").await.expect(404);
        officer.get("/phong-trao/khong-co").await.expect(404);
        let page = officer.get(OF_A).await.expect(200).text;
        for words in ["Đợt thi đua 100 ngày", "1/KH-THADS", "01-CT/TU"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(page.contains("84"), "the target stands there: {page}");
        assert!(!page.contains("<b>thi đua</b>"));
        // Nothing was told of the units: none is said to lack what nobody recorded.
        let units = officer.get(UNITS).await.expect(200).text;
        assert!(units.contains("Chưa ghi nhận"), "{units}");
        let mut below = Browser::of(&world, "nguoi-below").await;
        below.get(UNITS).await.expect(200);
        let refused = [
            ("viec", "ban-hanh"),
            ("co_quan", "khu-a1"),
            ("ngay", "hôm nọ"),
        ];
        let page = below.post(UNITS, &refused).await.expect(422).text;
        assert!(
            page.contains("hôm nọ"),
            "what was typed stands there: {page}"
        );
        let plan = [
            ("viec", "ban-hanh"),
            ("co_quan", "khu-a1"),
            ("so", "7/KH-KV"),
            ("ngay", "10/02/2026"),
        ];
        below.post(UNITS, &plan).await.expect(303);
        let units = officer.get(UNITS).await.expect(200).text;
        assert!(
            units.contains("7/KH-KV") && units.contains("10/02/2026"),
            "{units}"
        );
        // Another province's officer neither sees it nor speaks for these units.
        let mut sibling = Browser::of(&world, "nguoi-sibling").await;
        sibling.get(OF_A).await.expect(404);
        sibling.post(UNITS, &plan).await.expect(404);
        // Who inspects reads and writes nothing.
        let mut inspector = Browser::of(&world, "kiem-tra").await;
        inspector.get(UNITS).await.expect(200);
        inspector.post(UNITS, &plan).await.expect(403);
    })
    .await;
}
