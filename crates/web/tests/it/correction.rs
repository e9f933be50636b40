//! Corrections on pages: told before they are stored, listed after, printed; papers that were issued; who may.

use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

const ENTRY: &str = "/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=5&don-vi=nghin_dong";
const LIST: &str = "/co-quan/khu-a1/dinh-chinh";
const ISSUED: &str = "/co-quan/khu-a1/phat-hanh?nam=2026&thang=5";

fn cells<'a>(seen: &'a str, value: &'a str, action: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("don_vi", "nghin_dong"),
        ("ban.khu-a1", seen),
        ("o.khu-a1/viec.co_dieu_kien", "1000"),
        ("o.khu-a1/viec.xong", value),
        ("ly_do", "Nhầm cột"),
        ("viec", action),
    ]
}

/// Figures, a paper issued with them, and one figure corrected.
pub(crate) async fn corrected(world: &World) -> Browser {
    let mut officer = Browser::of(world, "thong-ke").await;
    officer.get(ENTRY).await.expect(200);
    officer
        .post(ENTRY, &cells("0", "700", "ghi"))
        .await
        .expect(303);
    officer.get(ISSUED).await.expect(200);
    let paper = [
        ("loai", "bieu-so-lieu"),
        ("nam", "2026"),
        ("thang", "5"),
        ("pham_vi", "btp"),
        ("so_ky_hieu", "15/BC-P1"),
        ("ngay", "10/08/2026"),
        ("nguoi_ky", "Nguyễn Văn An"),
    ];
    officer.post(ISSUED, &paper).await.expect(303);
    officer.get(ENTRY).await.expect(200);
    let check = officer
        .post(ENTRY, &cells("1", "680", "phan"))
        .await
        .expect(200);
    foretold(&check);
    officer
        .post(ENTRY, &cells("1", "680", "ghi"))
        .await
        .expect(303);
    officer
}

fn foretold(page: &Answer) {
    for words in ["Đính chính này chạm tới", "01 tỷ lệ", "70,00", "68,00"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
}

/// Every page of corrections, once.
pub(crate) async fn crawl(world: &World) {
    let mut officer = corrected(world).await;
    let list = officer.get(LIST).await.expect(200);
    officer.get(&newest(&list)).await.expect(200);
    officer.get(ISSUED).await.expect(200);
}

/// The path of the newest correction in the list.
fn newest(list: &Answer) -> String {
    let (_, rest) = list
        .text
        .split_once(&format!("href=\"{LIST}/"))
        .unwrap_or_else(|| panic!("no correction: {}", list.text));
    format!("{LIST}/{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn a_correction_is_foretold_listed_and_printed() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = corrected(&world).await;
        let list = officer.get(LIST).await.expect(200);
        assert!(list.text.contains("Lần 1") && list.text.contains("Nhầm cột"));
        let path = newest(&list);
        let page = officer.get(&path).await.expect(200);
        for words in [
            "Số đã báo cáo",
            "700",
            "680",
            "-20",
            "68,00",
            "15/BC-P1",
            "Đã phát hành với số cũ",
        ] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        let number = path.rsplit('/').next().unwrap();
        for form in ["docx", "pdf", "xlsx"] {
            let paper = format!("/in/dinh-chinh/khu-a1?so={number}&dang={form}");
            officer.get(&paper).await.expect(200);
        }
        officer
            .get("/in/dinh-chinh/khu-a1?dang=docx")
            .await
            .expect(422);
        officer
            .get("/in/dinh-chinh/khu-a1?so=a&dang=docx")
            .await
            .expect(400);
        let year = officer.get(&format!("{LIST}?nam=2020")).await.expect(200);
        assert!(year.text.contains("chưa lần nào bị đính chính"));

        let issued = officer.get(ISSUED).await.expect(200);
        assert!(issued.text.contains("Có đính chính sau ngày ban hành"));
        assert!(issued.text.contains("700 việc → 680 việc"));
        let figures = officer
            .get("/co-quan/khu-a1/so-lieu?nam=2026&thang=5")
            .await
            .expect(200);
        assert!(figures.text.contains("Có đính chính sau ngày ban hành"));
        let (_, file) = issued.text.split_once("?tep=").unwrap();
        let file = file.split('"').next().unwrap();
        officer
            .get(&format!("/in/phat-hanh/khu-a1?tep={file}"))
            .await
            .expect(200);
        officer
            .get(&format!("/in/phat-hanh/tinh-a?tep={file}"))
            .await
            .expect(404);
    })
    .await;
}

#[tokio::test]
async fn it_is_theirs_who_read_the_figures_and_recorded_by_those_who_enter_them() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = corrected(&world).await;
        let path = newest(&officer.get(LIST).await.expect(200));
        let mut auditor = Browser::of(&world, "kiem-tra").await;
        let page = auditor.get(&path).await.expect(200);
        assert!(page.text.contains("Công văn đính chính"));
        let list = auditor.get(ISSUED).await.expect(200);
        assert!(!list.text.contains("Ghi đã phát hành"));
        let paper = [("loai", "bao-cao"), ("nam", "2026"), ("thang", "5")];
        auditor.post(ISSUED, &paper).await.expect(403);
        let mut nobody = Browser::of(&world, "khong-vai-tro").await;
        nobody.get(&path).await.expect(403);
        officer.get(&format!("{LIST}/1")).await.expect(404);
        officer.get(&format!("{LIST}/x")).await.expect(404);
        officer
            .get("/co-quan/khong-co/dinh-chinh")
            .await
            .expect(404);
        officer.get(ISSUED).await.expect(200);
        let wrong = officer.post(ISSUED, &paper).await.expect(422);
        for words in ["Số, ký hiệu ghi như trên văn bản", "Hãy ghi ngày ban hành"] {
            assert!(wrong.text.contains(words), "{words}");
        }
        let page = officer.get(ISSUED).await.expect(200);
        let (_, key) = page.text.split_once("name=\"khoa\" value=\"").unwrap();
        let key = key.split('"').next().unwrap().to_owned();
        let back = "/co-quan/khu-a1/phat-hanh/bo?nam=2026&thang=5";
        officer
            .post(back, &[("khoa", key.as_str())])
            .await
            .expect(422);
        officer
            .post(back, &[("khoa", key.as_str()), ("ly_do", "Ghi nhầm")])
            .await
            .expect(303);
        let page = officer.get(ISSUED).await.expect(200);
        assert!(page.text.contains("Chưa ghi văn bản nào đã phát hành"));
    })
    .await;
}
