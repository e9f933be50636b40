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
    let life = "/phong-trao/cua-a/dien-bien?lam=dieu_chinh";
    let rooms = [
        "/phong-trao/moi",
        "/phong-trao/moi?cua=cua-a",
        "/phong-trao/cua-a/phat-dong",
        life,
        "/phong-trao/cua-a/don-vi/khu-a1",
        "/phong-trao/cua-a/van-ban-phai-nop",
    ];
    for path in [OF_A, UNITS, "/van-ban/kh-1"].into_iter().chain(rooms) {
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

/// A movement is written, looked at, launched to a unit, found on its start page, acknowledged, planned under, ended.
#[tokio::test]
async fn a_movement_is_launched_to_units_and_ended_on_its_pages() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get("/phong-trao/moi").await.expect(200).text;
        assert!(page.contains("Đợt cao điểm"), "{page}");
        let new = [
            ("co_quan", "tinh-a"),
            ("mau", "chuyen-de"),
            ("nam", "2027"),
            ("ten", "Phong trào <i>mới</i>"),
        ];
        let made = officer.post("/phong-trao/moi", &new).await.expect(303);
        let at = made.to().split('?').next().unwrap().to_owned();
        let page = officer.get(&at).await.expect(200).text;
        for words in ["Đang soạn", "Sơ kết", "Thêm mốc", "Phát động đến đơn vị"]
        {
            assert!(page.contains(words), "{words} in {page}");
        }
        assert!(!page.contains("<i>mới</i>"));
        let mut below = Browser::of(&world, "nguoi-below").await;
        below.get(&at).await.expect(404);
        // Nothing chosen: told, and what was typed stands there.
        let launch = format!("{at}/phat-dong");
        let bare = [
            ("viec", "xem"),
            ("ngay", "hôm nọ"),
            ("van_ban", "12/KH-THADS"),
        ];
        let page = officer.post(&launch, &bare).await.expect(422).text;
        assert!(
            page.contains("12/KH-THADS") && page.contains("Chọn ít nhất một đơn vị"),
            "{page}"
        );
        let day = thidua_domain::time::vn(world.app.today());
        let due = "30/9/2030";
        let look = [
            ("viec", "xem"),
            ("ngay", day.as_str()),
            ("han", due),
            ("van_ban", "12/KH-THADS"),
            ("don_vi", "khu-a1"),
        ];
        let page = officer.post(&launch, &look).await.expect(200).text;
        assert!(page.contains("01 đơn vị"), "{page}");
        below.get(&at).await.expect(404);
        let seen = page.split("name=\"da_xem\" value=\"").nth(1).unwrap();
        let seen = seen.split('"').next().unwrap().to_owned();
        let mut go = look.to_vec();
        go[0] = ("viec", "phat-dong");
        go.push(("da_xem", &seen));
        officer.post(&launch, &go).await.expect(303);
        let owed = format!("{at}/van-ban-phai-nop");
        let page = officer.get(&owed).await.expect(200).text;
        assert!(
            page.contains("Chưa có") && page.contains("Nộp văn bản"),
            "{page}"
        );
        // The unit finds it, says that it knows, and writes its plan.
        let start = below.get("/").await.expect(200).text;
        assert!(start.contains("chờ tiếp nhận"), "{start}");
        let room = format!("{at}/don-vi/khu-a1");
        below
            .post(&room, &[("viec", "tiep-nhan")])
            .await
            .expect(303);
        let plan = [
            ("viec", "ke-hoach"),
            ("so", "3/KH-KV"),
            ("ngay", day.as_str()),
            ("ban", "2"),
        ];
        let page = below.post(&room, &plan).await.expect(422).text;
        assert!(
            page.contains("Chọn một người phụ trách") && page.contains("3/KH-KV"),
            "{page}"
        );
        let life = format!("{at}/dien-bien");
        let end = [
            ("lam", "ket_thuc"),
            ("ngay", day.as_str()),
            ("van_ban_viec", "20/TB-THADS"),
            ("ly_do", "Đã hoàn thành"),
        ];
        below.post(&life, &end).await.expect(404);
        officer.post(&life, &end).await.expect(303);
        let page = officer.get(&life).await.expect(200).text;
        for words in ["Đã hoàn thành", "20/TB-THADS", "Mở lại"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        below
            .post(&room, &[("viec", "tiep-nhan")])
            .await
            .expect(422);
        let mut sibling = Browser::of(&world, "nguoi-sibling").await;
        for path in [&at, &launch, &life, &room] {
            sibling.get(path).await.expect(404);
        }
    })
    .await;
}
