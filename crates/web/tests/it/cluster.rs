//! Blocks on their pages: members, meetings with their arithmetic, what goes into the register; the plan of a movement.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const BLOCK: &str = "/cum-khoi/khoi-a?nam=2026";
const MEETING: &str = "/cum-khoi/hop/hop-1";
const PLAN: &str = "/phong-trao/cua-khoi/ke-hoach";

/// A block the province manages, with a member of its own days and a meeting.
async fn told(world: &World) {
    let blocks = "Mã,Tên,Năm,Cơ quan quản lý,Trưởng cụm,Thành viên,Nội dung giao ước\n\
                  khoi-a,Khối <b>A</b>,2026,tinh-a,tinh-a,tinh-a;tinh-b,Hoàn thành chỉ tiêu\n";
    let members = "Mã cụm,Năm,Mã thành viên,Người đại diện,Chức vụ đại diện\n\
                   khoi-a,2026,tinh-b,Trần Thị Hoa,Giám đốc\n";
    let meetings = "Mã,Mã cụm,Năm,Ngày,Thành viên dự,Cách quyết định\n\
                    hop-1,khoi-a,2026,2026-10-10,tinh-a;tinh-b,bo_phieu_kin\n";
    let candidates = "Mã cuộc họp,Mã đối tượng,Mã khen thưởng,Phiếu đồng ý\n\
                      hop-1,tinh-a,co_bo,2\n\
                      hop-1,tinh-b,co_bo,1\n";
    let movements = "Mã,Tên,Cơ quan phát động,Từ ngày,Đến ngày\n\
                     cua-khoi,Đợt thi đua về đích,tinh-a,2026,2026\n";
    for (name, text) in [
        ("cum-khoi.csv", blocks),
        ("thanh-vien-cum.csv", members),
        ("hop-cum.csv", meetings),
        ("suy-ton.csv", candidates),
        ("phong-trao.csv", movements),
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
    for path in [BLOCK, MEETING, PLAN] {
        officer.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn a_meeting_is_shown_with_its_arithmetic_and_enters_the_register_once() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get(BLOCK).await.expect(200).text;
        for part in [
            "Trần Thị Hoa, Giám đốc",
            "Họp xét suy tôn",
            "Thêm cuộc họp",
            "In giao ước",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<b>A</b>"), "names are escaped");
        let page = officer.get(MEETING).await.expect(200).text;
        for part in [
            "2/2",
            "100,00",
            "50,00",
            "Chưa đối chiếu với quy chế",
            "Ghi các dòng đã chọn",
        ] {
            assert!(page.contains(part), "{part}");
        }
        let keys: Vec<String> = page
            .split("name=\"dong\" value=\"")
            .skip(1)
            .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
            .collect();
        assert_eq!(keys.len(), 1, "only whom the votes chose");
        let none = officer.post(MEETING, &[]).await.expect(422).text;
        assert!(none.contains("Chọn ít nhất một"));
        officer
            .post(MEETING, &[("dong", &keys[0])])
            .await
            .expect(303);
        let page = officer.get(MEETING).await.expect(200).text;
        assert!(page.contains("Đã có") && !page.contains("Ghi các dòng đã chọn"));
        officer
            .post(MEETING, &[("dong", &keys[0])])
            .await
            .expect(422);
        for path in [
            "/cum-khoi/hop/hop-1/bien-ban?dang=docx",
            "/cum-khoi/khoi-a/giao-uoc?nam=2026&dang=docx",
            "/phong-trao/cua-khoi/ke-hoach/in?dang=docx&so=5&ngay=02/3/2026",
        ] {
            officer.get(path).await.expect(200);
        }
        let plan = officer.get(PLAN).await.expect(200).text;
        for part in ["Còn để chỗ trống", "giải pháp", "Chưa đối chiếu"] {
            assert!(plan.contains(part), "{part}");
        }
        officer
            .get("/phong-trao/cua-khoi/ke-hoach/in?ngay=hom-qua")
            .await
            .expect(400);
        officer.get("/cum-khoi/hop/khong-co").await.expect(404);
    })
    .await;
}
