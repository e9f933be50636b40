//! Bonus money and cancelled awards on their pages: the list, its files, one rate with its articles, cancelling with
//! every fault at once, what is told to whom.

use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const LIST: &str = "/co-quan/tinh-a/tien-thuong?nam=2026";

/// The page of the award `kt-1`, by the link of its form.
async fn page_of(browser: &mut Browser) -> String {
    let list = browser.get("/khen-thuong?nam=2026").await.expect(200).text;
    let mut links = list.split("/du-lieu/khen-thuong/sua?khoa=").skip(1);
    let ids = links.by_ref().filter_map(|rest| rest.split('"').next());
    for id in ids {
        let form = browser
            .get(&format!("/du-lieu/khen-thuong/sua?khoa={id}"))
            .await;
        let form = form.expect(200).text;
        if form.contains("15/QĐ-THADS") {
            assert!(form.contains(&format!("/khen-thuong/huy-bo?dong={id}")));
            return format!("/khen-thuong/huy-bo?dong={id}");
        }
    }
    panic!("kt-1 is not among {list}");
}

const WHOLE: [(&str, &str); 9] = [
    ("viec", "huy-bo"),
    ("co_so", "0"),
    ("can_cu_huy", "gian_doi"),
    ("noi_dung", "Kê khai khống"),
    ("so_quyet_dinh", "99/QĐ-THADS"),
    ("ngay_quyet_dinh", "20/11/2026"),
    ("co_quan_quyet_dinh", "tinh-a"),
    ("nguoi_ky", "Trần Văn Ký"),
    ("tien_thu_hoi", "2.530.000"),
];

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    let path = page_of(&mut officer).await;
    for path in [
        path.as_str(),
        LIST,
        "/tien-thuong",
        "/khen-thuong/can-xem-lai",
    ] {
        officer.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn a_payment_list_stands_with_its_sums_and_files() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get(LIST).await.expect(200).text;
        for words in [
            "2.530.000 đồng",
            "Hai triệu năm trăm ba mươi nghìn đồng",
            "Chưa tính được",
            "chưa đối chiếu bản gốc",
            "/tien-thuong?khen-thuong=cstdcs",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let rate = "/tien-thuong?khen-thuong=cstdcs&doi-tuong=ca_nhan&ngay=2026-11-01";
        let rate = browser.get(rate).await.expect(200).text;
        for words in [
            "2.530.000 đồng",
            "lương cơ sở",
            "161/2026",
            "Chưa đối chiếu",
        ] {
            assert!(rate.contains(words), "{words}");
        }
        let wrong = "/tien-thuong?khen-thuong=ldtt&doi-tuong=tap_the&ngay=32/13/2026";
        assert!(
            browser
                .get(wrong)
                .await
                .expect(422)
                .text
                .contains("Không đọc được ngày")
        );
        for (form, start) in [("xlsx", "PK"), ("docx", "PK"), ("pdf", "%PDF")] {
            let path = format!("/co-quan/tinh-a/tien-thuong/in?nam=2026&dang={form}");
            let file = browser.get(&path).await.expect(200);
            assert!(file.text.starts_with(start), "{form}");
        }
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        other.get(LIST).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn an_award_is_cancelled_and_stands_again() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let path = page_of(&mut browser).await;
        let page = browser.get(&path).await.expect(200).text;
        for words in [
            "Gian dối trong việc kê khai",
            "Điều 93",
            "2.530.000",
            "Khung bằng",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let refused = browser
            .post(&path, &[("viec", "huy-bo"), ("co_so", "0")])
            .await;
        let refused = refused.expect(422).text;
        for words in [
            "Căn cứ hủy bỏ",
            "Việc gì đã xảy ra",
            "Quyết định hủy bỏ",
            "Người ký",
        ] {
            assert!(refused.contains(words), "{words}");
        }
        assert!(
            browser
                .get(LIST)
                .await
                .expect(200)
                .text
                .contains("Được chi")
        );
        // Who reads may not write; who is elsewhere is told nothing.
        let mut reader = Browser::of(&world, "kiem-tra").await;
        let seen = reader.get(&path).await.expect(200).text;
        assert!(!seen.contains("Hủy bỏ quyết định khen thưởng</button>"));
        reader.post(&path, &WHOLE).await.expect(403);
        let mut other = Browser::of(&world, "nguoi-sibling").await;
        other.get(&path).await.expect(404);
        other.post(&path, &WHOLE).await.expect(404);
        let done = browser.post(&path, &WHOLE).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(
            page.contains("Đang có hiệu lực") && page.contains("99/QĐ-THADS"),
            "{page}"
        );
        let late = browser.post(&path, &WHOLE).await.expect(422).text;
        assert!(late.contains("đã bị hủy bỏ"), "{late}");
        let list = browser.get("/khen-thuong?nam=2026").await.expect(200).text;
        assert!(list.contains("class=\"struck\"") && list.contains("hủy bỏ theo 99/QĐ-THADS"));
        let list = browser.get(LIST).await.expect(200).text;
        assert!(list.contains("Đã hủy bỏ") && !list.contains("2.530.000 đồng</strong>"));
        let person = browser.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("class=\"struck\""));
        let back = [
            ("viec", "phuc-hoi"),
            ("co_so", "1"),
            ("van_ban", "120/QĐ-THADS"),
            ("ngay", "21/11/2026"),
            ("ly_do", "Kết luận lại"),
        ];
        let done = browser.post(&path, &back).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(page.contains("khen thưởng được phục hồi") && page.contains("120/QĐ-THADS"));
        let list = browser.get("/khen-thuong?nam=2026").await.expect(200).text;
        assert!(!list.contains("class=\"struck\""));
        browser.get("/khen-thuong/can-xem-lai").await.expect(200);
        browser.get("/khen-thuong/huy-bo").await.expect(404);
    })
    .await;
}
