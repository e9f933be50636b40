//! Entering figures on pages: the grid, its evaluation, storing, a conflict, and who may.

use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

const PAGE: &str = "/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=10&don-vi=nghin_dong";
const MONTH: &str = "nam=2026&thang=10";

async fn open(world: &World, user: &str) -> Browser {
    let mut browser = Browser::of(world, user).await;
    browser.get(PAGE).await;
    browser
}

/// The value the page holds in a hidden field.
fn hidden<'a>(page: &'a Answer, name: &str) -> &'a str {
    let (_, rest) = page
        .text
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn a_month_is_typed_checked_stored_and_seen_on_the_balance() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = open(&world, "thong-ke").await;
        let page = officer.get(PAGE).await.expect(200);
        assert!(page.text.contains("data-grid") && page.text.contains("name=\"o.khu-a1/viec.cu\""));
        assert!(
            page.text
                .contains("data-draft=\"so-lieu/khu-a1/2026/10/btp/mot/nghin_dong\"")
        );
        assert_eq!(hidden(&page, "ban.khu-a1"), "0");
        let cells = [
            ("don_vi", "nghin_dong"),
            ("ban.khu-a1", "0"),
            ("o.khu-a1/viec.cu", "1.057"),
            ("o.khu-a1/viec.moi", "2.370"),
            ("o.khu-a1/viec.thu_ly", "3.427"),
            ("o.khu-a1/tien.cu", "1,5 tỷ"),
        ];
        let with = |what: &'static str| {
            let mut fields = cells.to_vec();
            fields.push(("viec", what));
            fields
        };
        // The part a script asks for while one types: no page around it.
        let part = officer.post(PAGE, &with("phan")).await.expect(200);
        assert!(part.text.contains("1.057 + 2.370 = 3.427") && !part.text.contains("<html"));
        assert!(part.text.contains("data-verdict=\"khu-a1/viec.cu\""));
        // Without script: the whole page, with what was typed.
        let page = officer.post(PAGE, &with("kiem-tra")).await.expect(200);
        assert!(
            page.text.contains("1.057 + 2.370 = 3.427") && page.text.contains("value=\"1,5 tỷ\"")
        );
        let mut other = with("doi-don-vi");
        other.push(("doi_don_vi", "trieu_dong"));
        let page = officer.post(PAGE, &other).await.expect(200);
        assert!(
            page.text
                .contains("name=\"o.khu-a1/tien.cu\" data-stored=\"\" value=\"1.500\"")
        );
        let done = officer.post(PAGE, &with("ghi")).await.expect(303);
        assert!(done.to().contains("da-ghi=4"), "{}", done.to());
        let said = officer.get(done.to()).await.expect(200);
        assert!(said.text.contains("Đã ghi 04 số liệu"));
        let balance = officer
            .get(&format!("/co-quan/khu-a1/so-lieu?{MONTH}"))
            .await
            .expect(200);
        assert!(balance.text.contains("3.427") && balance.text.contains("Nhập số liệu"));
        let link = balance.text.split("/so-lieu/lich-su?").nth(1).unwrap();
        let link = link.split('"').next().unwrap().replace("&amp;", "&");
        let history = officer
            .get(&format!("/so-lieu/lich-su?{link}"))
            .await
            .expect(200);
        assert!(
            history.text.contains(", Người dùng thong-ke lưu"),
            "{}",
            history.text
        );
        assert!(history.text.contains("trang «Nhập số liệu»"));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_comes_back_with_everything_typed() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = open(&world, "thong-ke").await;
        let fields = [
            ("don_vi", "nghin_dong"),
            ("viec", "ghi"),
            ("o.khu-a1/viec.cu", "12 <b>"),
            ("o.khu-a1/viec.moi", "5"),
        ];
        let page = officer.post(PAGE, &fields).await.expect(422);
        assert!(page.text.contains("01 ô cần sửa") && page.text.contains("data-state=\"invalid\""));
        assert!(page.text.contains("value=\"12 &lt;b&gt;\"") && page.text.contains("value=\"5\""));
        // A doubt asks for a reason beside it, and takes it.
        let mut fields = vec![
            ("don_vi", "nghin_dong"),
            ("viec", "ghi"),
            ("o.khu-a1/viec.cu", "10"),
            ("o.khu-a1/viec.moi", "5"),
            ("o.khu-a1/viec.thu_ly", "16"),
        ];
        let page = officer.post(PAGE, &fields).await.expect(422);
        assert!(
            page.text.contains("name=\"gt.khu-a1/viec.thu_ly\""),
            "{}",
            page.text
        );
        assert!(page.text.contains("01 chỗ cần giải trình"));
        fields.push(("giai_trinh", "{\"khu-a1/viec.thu_ly\":\"Chờ đối chiếu\"}"));
        officer.post(PAGE, &fields).await.expect(303);
        let proof = officer
            .get(&format!("/co-quan/khu-a1/can-doi?{MONTH}"))
            .await
            .expect(200);
        assert!(proof.text.contains("Giải trình: «Chờ đối chiếu»"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_chooses_cell_by_cell() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut first = open(&world, "thong-ke").await;
        let mut second = open(&world, "bo-cuc").await;
        let fields = |cu: &'static str, moi: &'static str| {
            vec![
                ("don_vi", "nghin_dong"),
                ("viec", "ghi"),
                ("ban.khu-a1", "0"),
                ("o.khu-a1/viec.cu", cu),
                ("o.khu-a1/viec.moi", moi),
            ]
        };
        first.post(PAGE, &fields("10", "5")).await.expect(303);
        let told = second.post(PAGE, &fields("11", "6")).await.expect(409);
        assert!(told.text.contains("Số liệu đã được người khác ghi"));
        for words in [
            "thong-ke",
            ">10<",
            ">11<",
            "name=\"chon.khu-a1/viec.cu\"",
            "name=\"o.khu-a1/viec.moi\" value=\"6\"",
        ] {
            assert!(told.text.contains(words), "{words}: {}", told.text);
        }
        assert_eq!(hidden(&told, "ban.khu-a1"), "1");
        let mut chosen = fields("11", "6");
        chosen[2] = ("ban.khu-a1", "1");
        chosen.push(("chon.khu-a1/viec.cu", "khac"));
        chosen.push(("chon.khu-a1/viec.moi", "minh"));
        // One stored figure changes: a reason is asked for.
        second.post(PAGE, &chosen).await.expect(422);
        chosen.push(("ly_do", "Đếm lại"));
        second.post(PAGE, &chosen).await.expect(303);
        let page = second.get(PAGE).await.expect(200);
        assert!(
            page.text.contains("data-stored=\"10\"") && page.text.contains("data-stored=\"6\"")
        );
    })
    .await;
}

#[tokio::test]
async fn a_sheet_of_a_document_is_corrected_and_many_are_entered_at_once() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = open(&world, "thong-ke").await;
        let locked = "/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=12";
        let page = officer.get(locked).await.expect(200);
        assert!(page.text.contains("Bảng này đã khóa") && page.text.contains("dinh-chinh=1"));
        assert!(!page.text.contains("Ghi số liệu"));
        let page = officer
            .get(&format!("{locked}&dinh-chinh=1"))
            .await
            .expect(200);
        assert!(page.text.contains("Đang đính chính") && page.text.contains("van_ban_dinh_chinh"));
        let many =
            "/co-quan/tinh-a/nhap-so-lieu?nam=2026&thang=10&kieu=nhieu&cot=viec.cu&cot=viec.moi";
        let page = officer.get(many).await.expect(200);
        assert!(
            page.text.contains("name=\"o.khu-a2/viec.moi\"")
                && page.text.contains("Cộng 02 đơn vị")
        );
        assert!(!page.text.contains("o.khu-a2/viec.xong"));
        let fields = [
            ("don_vi", "nghin_dong"),
            ("viec", "ghi"),
            ("o.khu-a1/viec.cu", "3"),
            ("o.khu-a2/viec.cu", "4"),
        ];
        officer.post(many, &fields).await.expect(303);
        let page = officer.get(many).await.expect(200);
        assert!(
            page.text.contains("data-text=\"tong.viec.cu\">7<"),
            "{}",
            page.text
        );
    })
    .await;
}

#[tokio::test]
async fn only_who_loads_here_may_enter_and_a_colleague_s_draft_is_told_of() {
    on_both(async |db| {
        let world = World::new(db).await;
        for (user, status) in [
            ("nguoi-dung-dau", 403),
            ("kiem-tra", 403),
            ("can-bo", 403),
            ("quan-tri", 403),
            ("nguoi-sibling", 404),
        ] {
            let mut browser = Browser::of(&world, user).await;
            browser.get(PAGE).await.expect(status);
            browser
                .post(PAGE, &[("viec", "ghi"), ("o.khu-a1/viec.cu", "1")])
                .await
                .expect(status);
        }
        let mut officer = open(&world, "thong-ke").await;
        let other = [
            ("don_vi", "nghin_dong"),
            ("viec", "ghi"),
            ("o.tinh-b/viec.cu", "1"),
        ];
        officer.post(PAGE, &other).await.expect(422);
        let draft = [
            ("khoa", "so-lieu/khu-a1/2026/10/btp/mot/nghin_dong"),
            ("trang", PAGE),
            ("noi_dung", "{\"o.khu-a1/viec.cu\":\"5\"}"),
            ("so", "1"),
        ];
        officer.post("/ban-nhap", &draft).await.expect(200);
        let mut second = Browser::of(&world, "bo-cuc").await;
        let page = second.get(PAGE).await.expect(200);
        assert!(
            page.text
                .contains("Người dùng thong-ke cũng đang nhập số liệu này"),
            "{}",
            page.text
        );
        assert!(!officer.get(PAGE).await.text.contains("cũng đang nhập"));
    })
    .await;
}

/// Pages that only a form answers with, for the test of templates.
pub(crate) async fn crawl(world: &World) {
    let mut officer = open(world, "thong-ke").await;
    let cells = |text: &'static str| {
        [
            ("don_vi", "nghin_dong"),
            ("viec", "ghi"),
            ("ban.khu-a1", "0"),
            ("o.khu-a1/viec.cu", text),
        ]
    };
    officer
        .post(PAGE, &[("don_vi", "nghin_dong"), ("viec", "phan")])
        .await
        .expect(200);
    officer.post(PAGE, &cells("1")).await.expect(303);
    officer.post(PAGE, &cells("2")).await.expect(409);
}
