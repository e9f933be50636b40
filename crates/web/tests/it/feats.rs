//! Achievements, exemplars and good practice through the router.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

async fn browser(world: &World, name: &str, role: Role, agency: &str) -> Browser {
    world.user(name, Some((role, agency))).await;
    Browser::of(world, name).await
}

/// The last part of where an answer leads.
fn code(location: &str) -> String {
    let path = location.split('?').next().unwrap();
    path.rsplit('/').next().unwrap().to_owned()
}

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    let told = [
        ("viec", "ghi"),
        ("loai", "dot_xuat"),
        ("ngay", "15/3/2026"),
        ("noi_dung", "Thi hành xong vụ 12 năm"),
    ];
    let unit = "/co-quan/tinh-a/thanh-tich?nam=2026";
    officer.post(unit, &told).await.expect(303);
    let page = officer.get(unit).await.expect(200).text;
    let (_, rest) = page.split_once("href=\"/thanh-tich/tt-").unwrap();
    let number = rest.split('"').next().unwrap();
    officer
        .get(&format!("/thanh-tich/tt-{number}"))
        .await
        .expect(200);
    let told = [("ma_doi_tuong", "tinh-a"), ("ly_do", "Vận động giỏi")];
    let answer = officer.post("/dien-hinh/de-xuat", &told).await.expect(303);
    officer.get(answer.to()).await.expect(200);
    let told = [
        ("ten", "Phiên vận động tại ấp"),
        ("noi_dung", "Mời trưởng ấp cùng dự"),
        ("ma_co_quan", "tinh-a"),
    ];
    let answer = officer
        .post("/cach-lam-hay/de-xuat", &told)
        .await
        .expect(303);
    officer.get(answer.to()).await.expect(200);
}

#[tokio::test]
async fn a_unit_writes_praises_and_shows_an_achievement() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let told = [
            ("viec", "ghi"),
            ("loai", "dot_xuat"),
            ("ngay", "15/3/2026"),
            ("noi_dung", "Thi hành xong vụ <b>12 năm</b>"),
        ];
        let answer = officer
            .post("/co-quan/tinh-a/thanh-tich?nam=2026", &told)
            .await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let page = officer
            .get("/co-quan/tinh-a/thanh-tich?nam=2026")
            .await
            .expect(200)
            .text;
        assert!(page.contains("12 năm&lt;/b&gt;") && page.contains("Đã xác nhận"));
        let from = page.find("href=\"/thanh-tich/tt-").unwrap() + "href=\"".len();
        let path: String = page[from..]
            .chars()
            .take_while(|sign| *sign != '"')
            .collect();
        officer.get(&path).await.expect(200);
        let bare = officer
            .post(&path, &[("viec", "bieu-duong")])
            .await
            .expect(422)
            .text;
        assert!(bare.contains("Ghi ngày biểu dương"));
        let praise = [
            ("viec", "bieu-duong"),
            ("bieu_duong", "tại giao ban tháng 3"),
            ("ngay_bieu_duong", "20/3/2026"),
        ];
        assert_eq!(officer.post(&path, &praise).await.status, 303);
        let board = officer
            .get("/co-quan/tinh-a/bang-vang?nam=2026")
            .await
            .expect(200)
            .text;
        assert!(board.contains("tại giao ban tháng 3"));
        let list = officer.get("/thanh-tich?nam=2026").await.expect(200).text;
        assert!(list.contains("Cách làm hay") && list.contains("Đã biểu dương"));
        officer
            .get("/thanh-tich/in?nam=2026&dang=xlsx")
            .await
            .expect(200);
        // Another province: not there.
        let mut other = browser(&world, "ban", Role::Officer, "tinh-b").await;
        other.get(&path).await.expect(404);
        other.get("/co-quan/tinh-a/thanh-tich").await.expect(404);
        assert_eq!(
            other.post("/co-quan/tinh-a/thanh-tich", &told).await.status,
            404
        );
        assert_eq!(other.post(&path, &praise).await.status, 404);
        // Who may only read writes nothing.
        let mut reader = browser(&world, "xem", Role::Employee, "tinh-a").await;
        assert_eq!(
            reader
                .post("/co-quan/tinh-a/thanh-tich", &told)
                .await
                .status,
            404
        );
        reader.get(&path).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn an_exemplar_and_a_practice_are_proposed_led_on_and_shared() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let mut other = browser(&world, "ban", Role::Officer, "tinh-b").await;
        officer.get("/dien-hinh/de-xuat").await.expect(200);
        let bare = officer
            .post("/dien-hinh/de-xuat", &[("ma_doi_tuong", "tinh-a")])
            .await
            .expect(422)
            .text;
        assert!(bare.contains("Ghi vì sao đề xuất"));
        let told = [("ma_doi_tuong", "tinh-a"), ("ly_do", "Vận động giỏi")];
        let answer = officer.post("/dien-hinh/de-xuat", &told).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let exemplar = code(answer.to());
        let path = format!("/dien-hinh/{exemplar}");
        let page = officer.get(&path).await.expect(200).text;
        assert!(page.contains("Vận động giỏi") && page.contains("Chuyển bước"));
        other.get(&path).await.expect(404);
        for step in ["cong_nhan", "nhan_rong"] {
            let answer = officer
                .post(&path, &[("viec", "buoc"), ("buoc", step)])
                .await;
            assert_eq!(answer.status, 303, "{}", answer.text);
        }
        let page = other.get(&path).await.expect(200).text;
        assert!(
            !page.contains("Chuyển bước"),
            "others read, the unit decides"
        );
        let follow = [
            ("viec", "hoc-tap"),
            ("ma_co_quan", "tinh-b"),
            ("noi_dung", "Học cách vận động"),
        ];
        let answer = other.post(&path, &follow).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let page = other.get(&path).await.expect(200).text;
        let (_, follows) = page.split_once("id=\"hoc-tap\"").unwrap();
        for says in ["Học cách vận động", "Đang học tập"] {
            assert!(follows.contains(says), "{says} in {follows}");
        }
        let told = [
            ("ten", "Phiên vận động tại ấp"),
            ("noi_dung", "Mời trưởng ấp cùng dự"),
            ("ma_co_quan", "tinh-a"),
        ];
        let answer = officer.post("/cach-lam-hay/de-xuat", &told).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let path = format!("/cach-lam-hay/{}", code(answer.to()));
        let list = other
            .get("/cach-lam-hay?moi-nam=1&tim=truong+ap")
            .await
            .expect(200)
            .text;
        assert!(list.contains("Phiên vận động tại ấp"));
        let adopt = [
            ("viec", "ap-dung"),
            ("ma_co_quan", "tinh-b"),
            ("noi_dung", "Làm ở hai xã"),
        ];
        let answer = other.post(&path, &adopt).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let spread = [
            ("viec", "lan-toa"),
            ("loai", "tham_quan"),
            ("tieu_de", "Đoàn tinh-b đến học"),
            ("ma_co_quan", "tinh-b"),
            ("dia_chi", "javascript:alert(1)"),
        ];
        let answer = other.post(&path, &spread).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let page = officer.get(&path).await.expect(200).text;
        for says in ["Làm ở hai xã", "1 đơn vị", "Đoàn tinh-b đến học"] {
            assert!(page.contains(says), "{says}");
        }
        assert!(
            !page.contains("javascript:"),
            "only pages of the web are links"
        );
        assert!(
            other
                .get("/lan-toa?moi-nam=1")
                .await
                .expect(200)
                .text
                .contains("Đoàn tinh-b đến học")
        );
        let refused = other
            .post(&path, &[("viec", "thoi"), ("y_kien", "Thôi")])
            .await;
        assert_eq!(refused.status, 404);
    })
    .await;
}
