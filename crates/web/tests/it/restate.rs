//! Both tellings of a past period on pages, the crosswalk typed and stored, targets handed over.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_path, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const WINDOW: &str = "nam=2025&thang=9";
const TABLE: &str = "/co-quan/tinh-a/bang-quy-doi";
const HANDOVER: &str = "/co-quan/khu-a1/nhan-ban-giao";

/// Two offices of the past under the province: one goes wholly to the first region, one is parted.
async fn merged(world: &World) {
    let bundle = from_path("tests/merger").unwrap();
    let options = Options {
        channel: "cli".into(),
        ..Options::default()
    };
    let by = Caller::console();
    let loaded = load(&world.app, &by.actor, &bundle, &options).await;
    let loaded = loaded.unwrap();
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

#[tokio::test]
async fn a_past_month_is_read_both_ways_and_restated_by_what_was_signed() {
    on_both(async |db| {
        let world = World::new(db).await;
        merged(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer
            .get(&format!("/co-quan/cu-1/so-lieu?{WINDOW}"))
            .await
            .expect(200);
        assert!(page.text.contains("1.000") && page.text.contains("Quy về cơ quan hôm nay"));
        // Nobody has signed how the second was parted: the region waits, and the page says why.
        let region = format!("/co-quan/khu-a1/so-lieu?{WINDOW}&cay=hom-nay");
        let page = officer.get(&region).await.expect(200);
        assert!(page.text.contains("chia về 02 nơi"), "{}", page.text);
        for other in ["can-doi", "so-sanh", "tien-do", "don-vi"] {
            let path = format!("/co-quan/tinh-a/{other}?{WINDOW}&cay=hom-nay");
            let page = officer.get(&path).await.expect(200);
            assert!(page.text.contains("Đang quy về cơ quan hôm nay"), "{other}");
        }
        let page = officer
            .get(&format!("/xep-hang?trong=tinh-a&{WINDOW}&cay=hom-nay"))
            .await
            .expect(200);
        assert!(page.text.contains("khu vực 2"), "{}", page.text);

        let form = |part: &'static str, signer: &'static str, act: &'static str| {
            vec![
                ("cu", "cu-2"),
                ("cach", "ty_le"),
                ("tu~khu-a1", part),
                ("tu~khu-a2", "2"),
                ("mau", "3"),
                ("co_so", "Số việc bàn giao"),
                ("van_ban", "15/QĐ-THADS"),
                ("nguoi_ky", signer),
                ("ngay_ky", "05/07/2025"),
                ("viec", act),
            ]
        };
        let page = officer.get(&format!("{TABLE}?cu=cu-2")).await.expect(200);
        assert!(page.text.contains("Chưa quy đổi được"));
        let page = officer
            .post(TABLE, &form("2", "Ông A", "xem"))
            .await
            .expect(422);
        assert!(page.text.contains("chưa đúng bằng 1") && page.text.contains("Ông A"));
        let page = officer
            .post(TABLE, &form("1", "Ông A", "xem"))
            .await
            .expect(200);
        assert!(page.text.contains("Xem trước, chưa ghi gì") && page.text.contains("67"));
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        head.get("/tai-khoan").await;
        head.post(TABLE, &form("1", "Ông A", "ghi"))
            .await
            .expect(403);
        officer
            .post(TABLE, &form("1", "Ông A", "ghi"))
            .await
            .expect(303);
        // 1000 and a third of 100.
        let page = officer.get(&region).await.expect(200);
        assert!(page.text.contains("1.033") && page.text.contains("Tử số, mẫu số"));
        let page = officer
            .get(&format!("/co-quan/tinh-a/quy-doi?{WINDOW}&so=viec.xong"))
            .await
            .expect(200);
        for told in [
            "1.100",
            "1.033",
            "67",
            "lấy 1/3 theo 15/QĐ-THADS, Ông A ký ngày 05/07/2025",
            "Khớp",
        ] {
            assert!(page.text.contains(told), "{told}: {}", page.text);
        }
        let api = "/api/v1/balance?agency=khu-a1&year=2025&month=9&restated=1";
        let answer = officer.get(api).await.expect(200);
        assert!(answer.text.contains("\"restated\":{\"as_of\"") && answer.text.contains("1033"));
    })
    .await;
}

#[tokio::test]
async fn a_target_is_handed_over_by_a_paper() {
    on_both(async |db| {
        let world = World::new(db).await;
        merged(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get(HANDOVER).await.expect(200);
        assert!(
            page.text.contains("1.200") && page.text.contains("Chờ"),
            "{}",
            page.text
        );
        let fields = [
            ("dong~0", "ct-cu-1"),
            ("xu_ly~0", "nhan"),
            ("muc~0", "1.250"),
            ("van_ban", ""),
        ];
        let page = officer.post(HANDOVER, &fields).await.expect(422);
        assert!(page.text.contains("Ghi văn bản bàn giao") && page.text.contains("1.250"));
        let fields = [
            ("dong~0", "ct-cu-1"),
            ("xu_ly~0", "nhan"),
            ("muc~0", "1.250"),
            ("ly_do~0", "Giao thêm"),
            ("van_ban", "16/BB-THADS"),
        ];
        officer.post(HANDOVER, &fields).await.expect(303);
        let page = officer.get(HANDOVER).await.expect(200);
        assert!(page.text.contains("Đã nhận mức 1.250"), "{}", page.text);
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        other.get(HANDOVER).await.expect(404);
    })
    .await;
}

/// The version a form was opened at.
pub(crate) fn version(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"phien_ban\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_saves_an_outdated_decision_is_told() {
    on_both(async |db| {
        let world = World::new(db).await;
        merged(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get(&format!("{TABLE}?cu=cu-2")).await.expect(200);
        let seen = version(&page.text);
        let form = |note: &'static str| {
            vec![
                ("cu", "cu-2"),
                ("cach", "khong"),
                ("ghi_chu", note),
                ("van_ban", "15/QĐ-THADS"),
                ("nguoi_ky", "Ông A"),
                ("ngay_ky", "05/07/2025"),
                ("ly_do", "Đổi cách"),
                ("phien_ban", &seen),
                ("viec", "ghi"),
            ]
        };
        let mut other = Browser::of(&world, "nguoi-own").await;
        other.get(&format!("{TABLE}?cu=cu-2")).await.expect(200);
        other.post(TABLE, &form("Người thứ nhất")).await.expect(303);
        let page = officer
            .post(TABLE, &form("Người thứ hai"))
            .await
            .expect(409);
        assert!(page.text.contains("Người khác vừa sửa") && page.text.contains("Người thứ hai"));
        // Sent again from the page that told so it is still what was seen then.
        assert_eq!(version(&page.text), seen);
        let page = officer.get(&format!("{TABLE}?cu=cu-2")).await.expect(200);
        assert_ne!(version(&page.text), seen);
    })
    .await;
}
