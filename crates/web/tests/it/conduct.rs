//! Ratings of a year on their page, and the guarded part of a person's file.

use thidua_app::access::Caller;
use thidua_app::record::{Save, Typed, save};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const PAGE: &str = "/co-quan/tinh-a/xep-loai?nam=2026";

/// A discipline of `nv-a`, which only some may read.
async fn disciplined(world: &World) {
    let pairs = [
        ("ma_ca_nhan", "nv-a"),
        ("hinh_thuc", "khien_trach"),
        ("ngay_quyet_dinh", "10/3/2026"),
        ("noi_dung", "Chậm giải quyết hồ sơ"),
    ];
    let new = Save {
        typed: Typed::from_pairs(pairs),
        ..Save::default()
    };
    save(&world.app, &Caller::console(), "ky-luat", &new)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_office_rates_its_people_with_the_ceiling_as_one_types() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get(PAGE).await.expect(200).text;
        for words in [
            "Nguyễn Văn An",
            "Năm 2025",
            "Xếp loại năm 2026",
            "Chưa xác nhận",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let typed = [("o:nv-a", "1"), ("goc:nv-a", "0")];
        let ask = [&typed[..], &[("viec", "phan")]].concat();
        let come = browser.post(PAGE, &ask).await.expect(200).text;
        assert!(
            come.contains("Vượt trần") && come.contains("đã xếp 1/0"),
            "{come}"
        );
        assert!(!come.contains("<html"), "a fragment");
        // Without script the same is asked by a button.
        let ask = [&typed[..], &[("viec", "kiem-tra")]].concat();
        let whole = browser.post(PAGE, &ask).await.expect(200).text;
        assert!(whole.contains("Vượt trần") && whole.contains("value=\"1\""));
        let wrong = [("o:nv-a", "giỏi"), ("goc:nv-a", "0"), ("viec", "ghi")];
        let refused = browser.post(PAGE, &wrong).await.expect(422).text;
        assert!(refused.contains("«giỏi» không phải mức xếp loại"));
        let send = [&typed[..], &[("viec", "ghi"), ("van_ban", "15/QĐ-THADS")]].concat();
        let done = browser.post(PAGE, &send).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(page.contains("Hoàn thành xuất sắc nhiệm vụ") && page.contains("15/QĐ-THADS"));
        assert!(page.contains("Hoàn tác"), "what was stored can be undone");
        // The list, and the page of the person.
        let list = browser.get("/xep-loai?nam=2026").await.expect(200).text;
        assert!(list.contains("Nguyễn Văn An"));
        let person = browser.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("Hoàn thành xuất sắc nhiệm vụ"));
        // The units, by the same page.
        let units = format!("{PAGE}&cua=don-vi");
        let page = browser.get(&units).await.expect(200).text;
        assert!(page.contains("khu vực 1") && !page.contains("Vượt trần"));
    })
    .await;
}

#[tokio::test]
async fn discipline_is_on_no_page_of_those_who_may_not_read_it() {
    on_both(async |db| {
        let world = World::new(db).await;
        disciplined(&world).await;
        for user in ["thong-ke", "kiem-tra", "bo-cuc"] {
            let mut browser = Browser::of(&world, user).await;
            for path in [
                "/ca-nhan/nv-a",
                PAGE,
                "/",
                "/tim-kiem?q=khi%E1%BB%83n+tr%C3%A1ch",
                "/xep-loai",
            ] {
                let page = browser.get(path).await.text;
                for words in [
                    "Khiển trách",
                    "Chậm giải quyết",
                    "Kỷ luật</h2>",
                    "Có kỷ luật",
                ] {
                    assert!(!page.contains(words), "{user} {path}: {words}");
                }
            }
            browser.get("/ky-luat").await.expect(403);
            browser.get("/vuong-mac").await.expect(403);
            let form = browser.get("/du-lieu/ky-luat/them").await;
            assert!([403, 404].contains(&form.status.as_u16()), "{user}");
        }
        for user in ["to-chuc", "nguoi-dung-dau", "lanh-dao", "can-bo"] {
            let mut browser = Browser::of(&world, user).await;
            let page = browser.get("/ca-nhan/nv-a").await.expect(200).text;
            assert!(
                page.contains("Khiển trách") && page.contains("Chưa rõ ngày hết hiệu lực"),
                "{user}"
            );
        }
        let mut browser = Browser::of(&world, "to-chuc").await;
        let list = browser.get("/ky-luat").await.expect(200).text;
        assert!(list.contains("Nguyễn Văn An") && list.contains("Khiển trách"));
        let page = browser.get(PAGE).await.expect(200).text;
        assert!(page.contains("Có kỷ luật trong năm"));
        // A collective, and an initiative with its authors.
        let new = [
            ("ten", "Sổ theo dõi việc theo thời hạn"),
            ("tac_gia.1", "Nguyễn Văn An"),
            ("tac_gia.1.phan", "100"),
            ("pham_vi", "co_so"),
        ];
        let done = browser
            .post("/du-lieu/sang-kien/them", &new)
            .await
            .expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(
            page.contains("100,00") && page.contains("Đã đăng ký"),
            "{page}"
        );
        let case = [
            ("ma_doi_tuong", "khu-a1"),
            ("loai", "thanh_tra"),
            ("tu_ngay", "01/10/2026"),
        ];
        browser
            .post("/du-lieu/vuong-mac/them", &case)
            .await
            .expect(303);
        let list = browser.get("/vuong-mac").await.expect(200).text;
        assert!(list.contains("Tạm dừng xét") && list.contains("/du-lieu/vuong-mac/lich-su"));
    })
    .await;
}

/// Renders what only these pages have.
pub(crate) async fn crawl(world: &World) {
    let mut browser = Browser::of(world, "thong-ke").await;
    browser.post(PAGE, &[("viec", "phan")]).await.expect(200);
    let new = [("ten", "Sáng kiến thử"), ("tac_gia.1", "nv-a")];
    let done = browser
        .post("/du-lieu/sang-kien/them", &new)
        .await
        .expect(303);
    browser.get(done.to()).await.expect(200);
}
