//! The start page by role, and the work year that stays.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_path, load};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{MINUTE, World};

#[tokio::test]
async fn each_role_is_told_what_waits_for_it() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get("/").await.expect(200).text;
        // 22/11/2026: October 2026, the first month of work year 2027, is closed; nobody has told it.
        assert!(
            page.contains(
                "2 trong 2 đơn vị của Thi hành án dân sự tỉnh A chưa có số liệu tháng 10/2026"
            ),
            "{page}"
        );
        assert!(page.contains("/co-quan/tinh-a/don-vi?nam=2027&amp;thang=1"));
        assert!(page.contains("chưa có chỉ tiêu"));
        let (_, below) = page.split_once("<h2>Đơn vị của").expect("a table of units");
        assert!(
            below.contains("khu vực 1") && below.contains("12 tháng"),
            "{below}"
        );
        let mut employee = Browser::of(&world, "can-bo").await;
        let page = employee.get("/").await.expect(200).text;
        assert!(page.contains("Không có việc nào đang chờ"), "{page}");
        let mut admin = Browser::of(&world, "quan-tri-chung").await;
        let page = admin.get("/").await.expect(200).text;
        assert!(page.contains("người dùng trong phạm vi quản lý"), "{page}");
        assert!(!page.contains("chưa có số liệu"), "{page}");
        let mut nobody = Browser::of(&world, "khong-vai-tro").await;
        let page = nobody.get("/").await.expect(200).text;
        assert!(page.contains("chưa được giao vai trò"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_chosen_year_is_the_year_of_the_tasks() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let page = officer.get("/?nam=2026").await.expect(200).text;
        assert!(!page.contains("chưa có số liệu cả năm"), "{page}");
        let page = officer.get("/?nam=2025").await.expect(200).text;
        assert!(page.contains("chưa có chỉ tiêu"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn locked_accounts_wait_for_the_administrator() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        world.user("quen", Some((Role::Officer, "tinh-a"))).await;
        for _ in 0..5 {
            Browser::new(&world)
                .sign_in("quen", "sai")
                .await
                .expect(422);
        }
        let mut admin = Browser::of(&world, "quan-tri").await;
        let page = admin.get("/").await.expect(200).text;
        assert!(
            page.contains("Tài khoản quen bị khóa") && page.contains("/quan-tri/nguoi-dung/quen"),
            "{page}"
        );
        admin.get("/quan-tri/nguoi-dung/quen").await.expect(200);
        admin
            .post(
                "/quan-tri/nguoi-dung/quen/mo-khoa",
                &[("ly_do", "đúng người")],
            )
            .await
            .expect(303);
        let page = admin.get("/").await.expect(200).text;
        assert!(!page.contains("Tài khoản quen bị khóa"), "{page}");
        world.clock.pass(8 * 24 * 60 * MINUTE);
        let mut admin = Browser::of(&world, "quan-tri").await;
        let page = admin.get("/").await.expect(200).text;
        assert!(page.contains("Chưa sao lưu lần nào"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn what_others_changed_since_the_last_visit_is_shown_once() {
    on_both(async |db| {
        let world = World::with(db, "truong", Some((Role::Head, "tinh-a"))).await;
        world.user("ngoai", Some((Role::Head, "tinh-b"))).await;
        let first = Browser::of(&world, "truong").await.get("/").await.text;
        assert!(!first.contains("Từ lần vào trước"), "{first}");
        assert!(!first.contains("Lần đăng nhập trước"), "{first}");
        Browser::of(&world, "ngoai").await;
        world.clock.pass(60 * MINUTE);
        let folder = tempfile::tempdir().unwrap();
        let rows = "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính,Nguồn\n\
                    khu-a1,2027,1,viec.xong,12,viec,vb-2\n";
        std::fs::write(folder.path().join("so-lieu.csv"), rows).unwrap();
        let bundle = from_path(folder.path().to_str().unwrap()).unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let loaded = load(&world.app, &Caller::console().actor, &bundle, &options).await;
        assert!(!loaded.unwrap().refused());
        let page = Browser::of(&world, "truong").await.get("/").await.text;
        let changes = page.split("Từ lần vào trước").nth(1).expect("changes");
        assert!(
            changes.contains("năm công tác 2027, lũy kế 1 tháng") && changes.contains("khu-a1"),
            "{changes}"
        );
        assert!(
            page.contains("Lần đăng nhập trước: 22/11/2026 09:00"),
            "{page}"
        );
        let page = Browser::of(&world, "ngoai").await.get("/").await.text;
        assert!(!page.contains("lũy kế 1 tháng</a>"), "{page}");
        let page = Browser::of(&world, "truong").await.get("/").await.text;
        assert!(!page.contains("Từ lần vào trước"), "{page}");
    })
    .await;
}

/// The year the chooser at the top shows.
fn shown(page: &str) -> &str {
    let (_, rest) = page.split_once("year-drop\">").expect("the chooser");
    let (_, rest) = rest.split_once("Năm công tác ").unwrap();
    &rest[..4]
}

#[tokio::test]
async fn a_year_once_chosen_stays_on_every_page_and_after_forms() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser.get("/?nam=2025").await.expect(200);
        let pages = thidua_web::routes::all().filter(|route| {
            route.method == thidua_web::routes::Method::Get
                && route.kind == thidua_web::routes::Kind::Page
        });
        let mut asked = 0;
        for route in pages {
            let path = route.path.replace("{ma}", "tinh-a");
            let answer = browser.get(&path).await;
            if answer.status == 200 && answer.text.contains("year-drop") {
                assert_eq!(shown(&answer.text), "2025", "{route:?}");
                asked += 1;
            }
        }
        assert!(asked > 8, "{asked}");
        browser.get("/tai-khoan").await;
        browser
            .post("/tai-khoan/ma-truy-cap", &[("nhan", "Trang tin")])
            .await
            .expect(200);
        let page = browser
            .get("/co-quan/tinh-a/so-lieu")
            .await
            .expect(200)
            .text;
        assert_eq!(shown(&page), "2025");
        // An expired session does not lose it; another user does not inherit it.
        browser.cookies.remove("td_phien");
        browser
            .sign_in("thong-ke", crate::world::PASSWORD)
            .await
            .expect(303);
        assert_eq!(shown(&browser.get("/").await.expect(200).text), "2025");
        browser.cookies.remove("td_phien");
        browser
            .sign_in("nguoi-dung-dau", crate::world::PASSWORD)
            .await
            .expect(303);
        assert_eq!(shown(&browser.get("/").await.expect(200).text), "2026");
    })
    .await;
}

#[tokio::test]
async fn who_holds_the_whole_of_one_province_begins_at_its_top() {
    on_both(async |db| {
        let world = World::empty(db, thidua_web::listen::Mode::Loopback).await;
        let folder = tempfile::tempdir().unwrap();
        let tree = "Mã,Tên,Cấp,Mã cấp trên\ntinh-x,THADS tỉnh X,tinh,\n\
                    khu-x1,Phòng THADS khu vực 1,khu_vuc,tinh-x\n";
        std::fs::write(folder.path().join("co-quan.csv"), tree).unwrap();
        let bundle = from_path(folder.path().to_str().unwrap()).unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let loaded = load(&world.app, &Caller::console().actor, &bundle, &options).await;
        assert!(!loaded.unwrap().refused());
        world
            .user("toan-he-thong", Some((Role::Ministry, "*")))
            .await;
        let mut browser = Browser::of(&world, "toan-he-thong").await;
        let page = browser.get("/").await.expect(200).text;
        assert!(
            page.contains("<h2><a href=\"/co-quan/tinh-x\">THADS tỉnh X</a></h2>"),
            "{page}"
        );
        assert!(page.contains("<h2>Đơn vị của THADS tỉnh X"), "{page}");
        assert!(
            page.contains("href=\"/co-quan/tinh-x/so-lieu"),
            "the menu leads there"
        );
    })
    .await;
}

#[tokio::test]
async fn accounts_about_to_be_disabled_are_named_to_their_administrator() {
    on_both(async |db| {
        let world = World::with(db, "quan-tri", Some((Role::Administrator, "*"))).await;
        world
            .user("lau-ngay", Some((Role::Officer, "tinh-a")))
            .await;
        world.clock.pass(40 * 24 * 60 * MINUTE);
        let mut admin = Browser::of(&world, "quan-tri").await;
        let page = admin.get("/").await.expect(200).text;
        assert!(!page.contains("sẽ tự ngừng"), "{page}");
        thidua_app::account::disable_unused(&world.app, Some(45))
            .await
            .unwrap();
        let page = admin.get("/").await.expect(200).text;
        // Made on 22/11/2026, announced 40 days later: a week's notice.
        assert!(
            page.contains("1 tài khoản lâu không đăng nhập sẽ tự ngừng: lau-ngay (08/01/2027)"),
            "{page}"
        );
        world.user("nguoi-khac", None).await;
        let mut officer = Browser::of(&world, "lau-ngay").await;
        officer.get("/").await.expect(200);
        let page = admin.get("/").await.expect(200).text;
        assert!(!page.contains("sẽ tự ngừng"), "{page}");
    })
    .await;
}
