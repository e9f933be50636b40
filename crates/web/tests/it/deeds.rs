//! Contributions, activities, exemplars, events, sentences, ranks and registration through the router.

mod follow;
mod programs;

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

async fn officer(db: thidua_store::Db) -> (World, Browser) {
    let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
    let browser = Browser::of(&world, "thong-ke").await;
    (world, browser)
}

async fn add(browser: &mut Browser, sheet: &str, fields: &[(&str, &str)]) {
    let answer = browser
        .post(&format!("/du-lieu/{sheet}/them"), fields)
        .await;
    assert_eq!(answer.status, 303, "{sheet}: {}", answer.text);
}

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut officer = Browser::of(world, "thong-ke").await;
    let at = [("ma_co_quan", "tinh-a"), ("nam", "2026")];
    let limit = [
        ("muc", "han_che"),
        ("noi_dung", "Còn án tồn"),
        ("han_xong", "30/6/2026"),
        ("tien_do", "dang_lam"),
    ];
    let event = [
        ("ma", "hoi-nghi-1"),
        ("ten", "Hội nghị sơ kết"),
        ("ngay", "15/4/2026"),
    ];
    let fields = |own: &[(&'static str, &'static str)]| -> Vec<_> {
        at.into_iter().chain(own.iter().copied()).collect()
    };
    add(&mut officer, "noi-dung", &fields(&limit)).await;
    add(&mut officer, "su-kien", &fields(&event)).await;
    for name in ["Sổ theo dõi án", "Sổ theo dõi án điện tử"] {
        let code = name.len().to_string();
        let work = [
            ("ma", code.as_str()),
            ("ten", name),
            ("tac_gia.1", "nv-a"),
            ("tac_gia.1.phan", "100"),
            ("pham_vi", "co_so"),
        ];
        add(&mut officer, "sang-kien", &work).await;
    }
    let beside = format!(
        "/sang-kien/{}/doi-chieu?voi={}",
        "Sổ theo dõi án".len(),
        "Sổ theo dõi án điện tử".len()
    );
    for path in [
        "/su-kien/hoi-nghi-1",
        beside.as_str(),
        "/co-quan/tinh-a/dang-ky/them?nam=2026",
    ] {
        officer.get(path).await.expect(200);
    }
    let page = officer.get("/noi-dung/theo-doi?nam=2026").await.expect(200);
    let (_, link) = page.text.split_once("/noi-dung/muc?khoa=").unwrap();
    let link = format!("/noi-dung/muc?khoa={}", link.split('"').next().unwrap());
    officer.get(&link).await.expect(200);
}

/// Columns and what is typed into them.
type Typed = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn contributions_are_entered_added_up_and_listed() {
    on_both(async |db| {
        let (world, mut browser) = officer(db).await;
        let own = [
            ("ma_co_quan", "tinh-a"),
            ("nam", "2026"),
            ("nguon_dong_gop", "tu_dong_gop"),
            ("loai", "tien"),
        ];
        for (item, amount) in [
            ("Quỹ vì người nghèo", "5.000.000"),
            ("Cầu <b>nông thôn</b>", "20 triệu đồng"),
        ] {
            let fields: Vec<_> = own
                .into_iter()
                .chain([("hang_muc", item), ("so_luong", amount)])
                .collect();
            add(&mut browser, "dong-gop", &fields).await;
        }
        let page = browser
            .get("/co-quan/tinh-a/dong-gop?nam=2026")
            .await
            .expect(200)
            .text;
        for says in [
            "5.000.000 đồng",
            "20.000.000 đồng",
            "data-chart=\"bar\"",
            "Cầu &lt;b&gt;nông thôn",
        ] {
            assert!(page.contains(says), "{says}");
        }
        assert!(
            !page.contains("25.000.000"),
            "money of two purposes is never added"
        );
        let list = browser.get("/dong-gop?nam=2026").await.expect(200).text;
        assert!(list.contains("20.000.000 đồng") && list.contains("/du-lieu/dong-gop/sua?khoa="));
        let file = browser
            .get("/dong-gop/in?nam=2026&dang=xlsx")
            .await
            .expect(200);
        assert!(!file.text.is_empty());
        // A number beside «nhiều», and days of salary in đồng: both told at once, nothing stored.
        let wrong: Vec<_> = own
            .into_iter()
            .chain([
                ("so_luong", "7"),
                ("muc_chinh_xac", "nhieu"),
                ("don_vi_tinh", "ngày"),
            ])
            .collect();
        let refused = browser
            .post("/du-lieu/dong-gop/them", &wrong)
            .await
            .expect(422)
            .text;
        assert!(
            refused.contains("nguồn không nêu số") && refused.contains("Đơn vị tính không phải")
        );
        // Another province sees nothing of it.
        world.user("ban", Some((Role::Officer, "tinh-b"))).await;
        let mut other = Browser::of(&world, "ban").await;
        other
            .get("/co-quan/tinh-a/dong-gop?nam=2026")
            .await
            .expect(404);
        let list = other.get("/dong-gop?nam=2026").await.expect(200).text;
        assert!(!list.contains("20.000.000 đồng"));
    })
    .await;
}

#[tokio::test]
async fn every_sister_list_has_its_rows_and_tabs() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        let at = [("ma_co_quan", "tinh-a"), ("nam", "2026")];
        let told: [(&str, &str, Typed); 5] = [
            (
                "hoat-dong",
                "/hoat-dong",
                &[
                    ("loai", "tuyen_truyen"),
                    ("noi_dung", "Tuyên truyền ở chợ"),
                    ("so_luong", "3"),
                    ("don_vi_tinh", "cuoc"),
                ],
            ),
            (
                "dien-hinh",
                "/dien-hinh",
                &[
                    ("doi_tuong", "ca_nhan"),
                    ("muc_chinh_xac", "nhieu"),
                    ("trang_thai", "phat_hien"),
                    ("ly_do", "Cách làm hay"),
                ],
            ),
            (
                "noi-dung",
                "/noi-dung",
                &[
                    ("muc", "han_che"),
                    ("noi_dung", "Còn án tồn"),
                    ("han_xong", "30/6/2026"),
                    ("tien_do", "dang_lam"),
                ],
            ),
            ("xep-hang", "/ket-qua-xep-hang", &[("hang", "xuat_sac")]),
            (
                "su-kien",
                "/su-kien",
                &[
                    ("ten", "Hội nghị sơ kết"),
                    ("loai", "so_ket"),
                    ("ngay", "15/4/2026"),
                    ("thanh_phan", "Thi hành án dân sự tỉnh A: chủ trì"),
                ],
            ),
        ];
        for (sheet, path, own) in told {
            let fields: Vec<_> = at.iter().chain(own).copied().collect();
            add(&mut browser, sheet, &fields).await;
            let list = browser
                .get(&format!("{path}?nam=2026"))
                .await
                .expect(200)
                .text;
            let says = match sheet {
                "dien-hinh" => "Cách làm hay",
                "xep-hang" => "Xuất sắc",
                "su-kien" => "Hội nghị sơ kết",
                "noi-dung" => "Còn án tồn",
                _ => "Tuyên truyền ở chợ",
            };
            assert!(list.contains(says), "{sheet}: {says} in\n{list}");
            assert!(list.contains("aria-label=\"Các danh sách\""));
            let every = format!("{path}?moi-nam=1");
            let every = browser.get(&every).await.expect(200).text;
            assert!(every.contains(says), "{sheet} of every year: {every}");
        }
        let events = browser
            .get("/su-kien?nam=2026&cot=ten&cot=thanh-phan")
            .await
            .expect(200)
            .text;
        assert!(events.contains("(chủ trì)"), "{events}");
        let late = browser
            .get("/noi-dung?nam=2026&tinh-trang=qua-han")
            .await
            .expect(200)
            .text;
        assert!(late.contains("Quá hạn"));
    })
    .await;
}

#[tokio::test]
async fn people_register_and_their_unit_answers() {
    on_both(async |db| {
        let (world, mut browser) = officer(db).await;
        add(
            &mut browser,
            "dang-ky",
            &[
                ("nam", "2026"),
                ("ma_co_quan", "tinh-a"),
                ("doi_tuong", "tap_the"),
                ("ma_doi_tuong", "Thi hành án dân sự tỉnh A"),
                ("ma_danh_hieu", "tt_ldxs"),
            ],
        )
        .await;
        let page = browser
            .get("/co-quan/tinh-a/dang-ky?nam=2026")
            .await
            .expect(200)
            .text;
        assert!(page.contains("Tập thể lao động xuất sắc"), "{page}");
        // An account of nobody is told so, and one that only reads may not answer.
        let own = browser.get("/dang-ky/cua-toi").await.expect(200).text;
        assert!(own.contains("chưa gắn với ai"));
        world.user("dau", Some((Role::Head, "tinh-a"))).await;
        let mut head = Browser::of(&world, "dau").await;
        let answered = head
            .post(
                "/co-quan/tinh-a/dang-ky",
                &[("viec", "ghi-nhan"), ("khoa", "x")],
            )
            .await;
        assert_eq!(answered.status, 403);
        let empty = browser
            .post("/co-quan/tinh-a/dang-ky", &[("viec", "tra-lai")])
            .await
            .expect(422)
            .text;
        assert!(empty.contains("Chọn từ 1 đến"));
    })
    .await;
}
