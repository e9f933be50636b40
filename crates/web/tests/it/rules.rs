//! The rulebook on pages: read by everybody, changed by two persons over the whole installation.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const FORM: &str = "/quy-dinh/de-xuat";

fn salary<'a>(task: &'a str, seen: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("viec_de_xuat", "thay_the"),
        ("loai", "tham_so"),
        ("muc", "luong_co_so"),
        ("da_xem", seen),
        ("tu_ngay", "01/7/2027"),
        ("gia_tri", "2.700.000"),
        ("dieu_khoan", "NĐ 161/2026/NĐ-CP: Điều 3"),
        ("do_chac_chan", "S"),
        ("ly_do", "Mức mới"),
        ("van_ban", "Nghị định mới"),
        ("viec", task),
    ]
}

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    world.user("bo-quy-dinh", Some((Role::Ministry, "*"))).await;
    let mut browser = Browser::of(world, "bo-quy-dinh").await;
    for path in [
        "/quy-dinh",
        "/quy-dinh/cstdcs",
        "/quy-dinh/dieu-kien/cstdcs.sang_kien",
        "/quy-dinh/tham-so/luong_co_so",
        "/quy-dinh/van-ban/nd152",
        "/quy-dinh/thay-doi",
        "/quy-dinh/de-xuat?viec=them_van_ban&loai=van_ban",
    ] {
        browser.get(path).await.expect(200);
    }
    let done = browser
        .post(FORM, &salary("de-xuat", "0"))
        .await
        .expect(303);
    browser.get(done.to()).await.expect(200);
}

#[tokio::test]
async fn everybody_reads_the_rulebook() {
    on_both(async |db| {
        let world = World::with(db, "can-bo", Some((Role::Employee, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "can-bo").await;
        let page = browser.get("/quy-dinh").await.expect(200).text;
        for words in [
            "Chiến sĩ thi đua cơ sở",
            "Văn bản sắp hết hiệu lực",
            "Mức lương cơ sở",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(
            !page.contains("Đính chính"),
            "nothing to change for who only reads"
        );
        for (path, words) in [
            ("/quy-dinh/cstdcs", "Trường hợp mẫu"),
            (
                "/quy-dinh/cstdcs?ngay=1/3/2020",
                "tiếp nhận ngày <strong>01/03/2020",
            ),
            ("/quy-dinh/dieu-kien/cstdcs.sang_kien", "Dùng khi xét"),
            ("/quy-dinh/tham-so/luong_co_so", "2.530.000 đồng"),
            ("/quy-dinh/van-ban/nd152", "Điều kiện dựa vào văn bản này"),
            ("/quy-dinh/thay-doi", "Chưa có thay đổi nào"),
            ("/quy-dinh?q=luong+co+so", "Mức lương cơ sở một tháng"),
            ("/tim-kiem?q=luong+co+so", "/quy-dinh/tham-so/luong_co_so"),
        ] {
            let page = browser.get(path).await.expect(200).text;
            assert!(page.contains(words), "{path}: {words}");
        }
        let page = browser
            .get("/quy-dinh/cstdcs?ngay=32/13/2020")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("aria-invalid"),
            "a day that is none is told beside its field"
        );
        for path in [
            "/quy-dinh/khong-co",
            "/quy-dinh/cstdcs?doi-tuong=tap_the",
            "/quy-dinh/dieu-kien/khong-co",
            "/quy-dinh/tham-so/khong-co",
            "/quy-dinh/van-ban/khong-co",
            "/quy-dinh/thay-doi/qd-2027-0001",
        ] {
            browser.get(path).await.expect(404);
        }
        browser.get(FORM).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn one_proposes_and_another_approves() {
    on_both(async |db| {
        let world = World::with(db, "bo", Some((Role::Ministry, "*"))).await;
        world
            .user("lanh-dao-chung", Some((Role::Leader, "*")))
            .await;
        world
            .user("thong-ke-a", Some((Role::Officer, "tinh-a")))
            .await;
        let mut browser = Browser::of(&world, "bo").await;
        let form = format!("{FORM}?viec=thay_the&loai=tham_so&muc=luong_co_so");
        let page = browser.get(&form).await.expect(200).text;
        assert!(page.contains("Quy định cũ được đóng"));
        for path in [
            format!("{FORM}?viec=thay_the&loai=quy_tac&muc=cstdcs/ca_nhan"),
            format!("{FORM}?viec=dinh_chinh&loai=dieu_kien&muc=cstdcs.sang_kien"),
            format!("{FORM}?viec=xac_nhan&loai=van_ban&muc=nd152"),
            format!("{FORM}?viec=them_van_ban&loai=van_ban"),
            format!("{FORM}?viec=dinh_chinh&loai=mau_so&muc=ca_nhan_cua_tap_the/thai_san"),
            format!("{FORM}?viec=dinh_chinh&loai=gia_tri&muc=luong_co_so@2026-07-01"),
            format!("{FORM}?viec=dinh_chinh&loai=chuyen_tiep&muc=C%3ED"),
            format!("{FORM}?viec=dinh_chinh&loai=can_cu_huy&muc=gian_doi"),
        ] {
            browser.get(&path).await.expect(200);
        }
        for path in [
            format!("{FORM}?viec=xac_nhan&loai=dieu_kien&muc=khong-co"),
            format!("{FORM}?viec=xac_nhan&loai=quy_tac&muc=cstdcs/ca_nhan"),
            FORM.to_owned(),
        ] {
            browser.get(&path).await.expect(404);
        }
        // A look beforehand stores nothing.
        let seen = browser
            .post(FORM, &salary("xem-truoc", "0"))
            .await
            .expect(200)
            .text;
        assert!(seen.contains("Xem trước") && seen.contains("value=\"2.700.000\""));
        let mut wrong = salary("de-xuat", "0");
        wrong.retain(|(name, _)| *name != "ly_do");
        let refused = browser.post(FORM, &wrong).await.expect(422).text;
        assert!(refused.contains("Ghi lý do") && refused.contains("value=\"2.700.000\""));
        let done = browser
            .post(FORM, &salary("de-xuat", "0"))
            .await
            .expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(page.contains("phải có người khác duyệt") && page.contains("Rút đề xuất"));
        let path = "/quy-dinh/thay-doi/qd-2027-0001";
        let yes = [("viec", "duyet"), ("da_xem", "0")];
        browser.post(path, &yes).await.expect(422);
        let mut office = Browser::of(&world, "thong-ke-a").await;
        office.get(path).await.expect(404);
        office.post(path, &yes).await.expect(403);
        office.get(&form).await.expect(403);
        let mut leader = Browser::of(&world, "lanh-dao-chung").await;
        let home = leader.get("/").await.expect(200).text;
        assert!(home.contains("thay đổi quy định khen thưởng chờ anh/chị duyệt"));
        let page = leader.get(path).await.expect(200).text;
        assert!(page.contains("Duyệt, áp dụng ngay") && page.contains("2.700.000"));
        let outdated = [("viec", "duyet"), ("da_xem", "7")];
        leader.post(path, &outdated).await.expect(409);
        leader.post(path, &yes).await.expect(303);
        let page = office
            .get("/quy-dinh/tham-so/luong_co_so")
            .await
            .expect(200)
            .text;
        assert!(page.contains("2.700.000 đồng") && page.contains("từ 01/07/2027"));
        office.get(path).await.expect(200);
        leader.post(path, &yes).await.expect(409);
    })
    .await;
}
