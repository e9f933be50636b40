//! Pages about names: the queue of old lists, names of awards, claims, doubles.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const LIST: &str = "Mã cơ quan,Đối tượng,Mã khen thưởng,Năm thành tích,Họ tên nêu,Đơn vị nêu\n\
                    tinh-a,ca_nhan,ldtt,2025,Nguyễn Văn An,\n\
                    tinh-a,ca_nhan,gk,2024,Nguyen Van An,\n";

/// An old list, and somebody who stands twice.
async fn listed(world: &World) {
    let people = "Mã,Họ và tên,Mã cơ quan,Từ ngày\nnv-doi,Lê Thị Bình,khu-a1,2025-07-01\n";
    for (name, text) in [("khen-thuong.csv", LIST), ("nhan-su.csv", people)] {
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
    listed(world).await;
    let mut officer = Browser::of(world, "thong-ke").await;
    for path in [
        "/khen-thuong/chua-khop",
        "/khen-thuong/chua-khop?xem=da-khop",
        "/khen-thuong/chua-khop/chac-chan",
        "/khen-thuong/ten-goi?ten=CSTD",
        "/khen-thuong/kien-nghi?nguoi=nv-a",
        "/nhan-su/trung",
    ] {
        officer.get(path).await.expect(200);
    }
}

fn value_of(page: &str, before: &str) -> String {
    let (_, rest) = page.split_once(before).unwrap();
    rest.split('"').next().unwrap().replace("&amp;", "&")
}

#[tokio::test]
async fn a_name_is_answered_on_the_page_and_the_person_has_the_award() {
    on_both(async |db| {
        let world = World::new(db).await;
        listed(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let queue = officer.get("/khen-thuong/chua-khop").await.expect(200).text;
        assert!(queue.contains("Nguyen Van An"), "{queue}");
        assert!(
            queue.contains("Đúng họ tên, danh sách ghi không dấu."),
            "{queue}"
        );
        let preview = officer
            .get("/khen-thuong/chua-khop/chac-chan")
            .await
            .expect(200)
            .text;
        assert!(!preview.contains("Nguyen Van An"), "{preview}");
        let key = value_of(&preview, "name=\"chon\" value=\"");
        let none = officer
            .post("/khen-thuong/chua-khop", &[("khoa", &key)])
            .await;
        none.expect(422);
        let done = officer
            .post("/khen-thuong/chua-khop/chac-chan", &[("chon", &key)])
            .await;
        done.expect(303);
        let person = officer.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("Lao động tiên tiến"), "{person}");
        let queue = officer.get("/khen-thuong/chua-khop").await.expect(200).text;
        let key = value_of(&queue, "name=\"khoa\" value=\"");
        let done = [("khoa", key.as_str()), ("chon", "khong-ai")];
        officer
            .post("/khen-thuong/chua-khop", &done)
            .await
            .expect(303);
        let home = officer.get("/").await.expect(200).text;
        assert!(!home.contains("chưa khớp với hồ sơ"), "{home}");
        // Who may read awards and not write is not shown the queue.
        let mut auditor = Browser::of(&world, "kiem-tra").await;
        auditor.get("/khen-thuong/chua-khop").await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_claim_goes_from_the_person_to_the_office_and_back() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut own = Browser::of(&world, "can-bo").await;
        own.get("/khen-thuong/kien-nghi").await.expect(200);
        let told = [
            ("nguoi", "nv-a"),
            ("loai", "thieu"),
            ("ma_khen_thuong", "gk"),
            ("nam_thanh_tich", "2023"),
            ("ten_tep", "giay-khen.jpg"),
        ];
        own.post("/khen-thuong/kien-nghi", &told).await.expect(303);
        let of_another = [("nguoi", "nv-b"), ("loai", "thieu"), ("noi_dung", "x")];
        own.post("/khen-thuong/kien-nghi", &of_another)
            .await
            .expect(404);
        let mut officer = Browser::of(&world, "thong-ke").await;
        let home = officer.get("/").await.expect(200).text;
        assert!(
            home.contains("01 kiến nghị về khen thưởng")
                || home.contains("1 kiến nghị về khen thưởng"),
            "{home}"
        );
        let page = officer.get("/khen-thuong/kien-nghi").await.expect(200).text;
        assert!(page.contains("giay-khen.jpg"), "{page}");
        let code = value_of(&page, "name=\"ma\" value=\"");
        let refused = [("ma", code.as_str()), ("viec", "tu-choi")];
        officer
            .post("/khen-thuong/kien-nghi/tra-loi", &refused)
            .await
            .expect(422);
        let accepted = [("ma", code.as_str()), ("viec", "chap-nhan")];
        own.post("/khen-thuong/kien-nghi/tra-loi", &accepted)
            .await
            .expect(404);
        officer
            .post("/khen-thuong/kien-nghi/tra-loi", &accepted)
            .await
            .expect(303);
        let person = own.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("Giấy khen"), "{person}");
        // Others who read people are told of no claim.
        let mut auditor = Browser::of(&world, "kiem-tra").await;
        let page = auditor.get("/khen-thuong/kien-nghi").await.expect(200).text;
        assert!(!page.contains("giay-khen.jpg"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn doubles_are_merged_and_parted_on_the_page() {
    on_both(async |db| {
        let world = World::new(db).await;
        listed(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get("/nhan-su/trung").await.expect(200).text;
        assert!(page.contains("Lê Thị Bình"), "{page}");
        let both = [("hai", "nv-a1"), ("hai", "nv-doi"), ("giu", "nv-a1")];
        officer.post("/nhan-su/trung/gop", &both).await.expect(422);
        let both = [both.as_slice(), &[("ly_do", "Rà soát hồ sơ")]].concat();
        officer.post("/nhan-su/trung/gop", &both).await.expect(303);
        let person = officer.get("/ca-nhan/nv-doi").await.expect(200).text;
        assert!(person.contains("Lê Thị Bình"), "{person}");
        let part = [("ma", "nv-doi"), ("ly_do", "Hai người")];
        officer.post("/nhan-su/trung/tach", &part).await.expect(303);
        let name = [
            ("co_quan", "tinh-a"),
            ("ten_goi", "Lao động giỏi"),
            ("ma_khen_thuong", "ldtt"),
        ];
        officer
            .post("/khen-thuong/ten-goi", &name)
            .await
            .expect(303);
        officer
            .post("/khen-thuong/ten-goi", &name)
            .await
            .expect(422);
    })
    .await;
}
