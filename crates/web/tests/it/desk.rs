//! What is at hand: pages opened lately, actions with a month, rows chosen in a list, what is said after a save.

use axum::body::Body;
use axum::http::header;
use thidua_app::access::Caller;
use thidua_app::draft::{self, NewDraft};
use thidua_app::recent::flush;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const OFFICER: Option<(Role, &str)> = Some((Role::Officer, "tinh-a"));

/// What the palette shows for a question, asked from a page.
async fn palette(browser: &mut Browser, typed: &str, from: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("q", typed)
        .finish();
    let request = browser
        .request("GET", &format!("/tim-kiem/goi-y?{query}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::REFERER, format!("http://127.0.0.1:8080{from}"));
    let answer = browser.take(request.body(Body::empty()).unwrap()).await;
    answer.expect(200).text
}

/// The part of the palette that is a group.
fn group<'a>(palette: &'a str, code: &str) -> Option<&'a str> {
    let (_, rest) = palette.split_once(&format!("aria-labelledby=\"tn-{code}\""))?;
    rest.split("role=\"group\"").next()
}

#[tokio::test]
async fn pages_opened_lately_stand_first_and_are_their_readers_alone() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world
            .user("quan-tri", Some((Role::Administrator, "*")))
            .await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser
            .get("/co-quan/tinh-a/so-lieu?nam=2026&thang=12&la=1")
            .await
            .expect(200);
        browser.get("/ca-nhan/nv-a").await.expect(200);
        browser.get("/co-quan/khong-co").await.expect(404);
        let shown = palette(&mut browser, "", "/van-ban").await;
        let lately = group(&shown, "gan-day").expect("pages opened lately");
        let (person, figures) = (
            lately.find("href=\"/ca-nhan/nv-a\"").expect(lately),
            lately
                .find("/co-quan/tinh-a/so-lieu?nam=2026&amp;thang=12\"")
                .expect(lately),
        );
        assert!(person < figures, "the last one first: {lately}");
        assert!(
            lately.contains("Nguyễn Văn An") && !lately.contains("Thi Đua</"),
            "{lately}"
        );
        assert!(!lately.contains("khong-co"), "{lately}");
        assert!(
            shown.find("tn-gan-day") < shown.find("tn-viec-lam"),
            "{shown}"
        );
        // The page in view is no place to go to.
        let here = palette(&mut browser, "", "/ca-nhan/nv-a").await;
        let lately = group(&here, "gan-day").unwrap();
        assert!(!lately.contains("/ca-nhan/nv-a"), "{lately}");
        // Nobody else's; and kept over a restart.
        let mut other = Browser::of(&world, "quan-tri").await;
        let theirs = palette(&mut other, "", "/").await;
        assert!(!theirs.contains("/ca-nhan/nv-a"), "{theirs}");
        let again = World::empty(world.app.db().clone(), thidua_web::listen::Mode::Loopback).await;
        let mut later = Browser::new(&again);
        later.cookies = browser.cookies.clone();
        world.web.remember().await;
        let shown = palette(&mut later, "", "/").await;
        assert!(group(&shown, "gan-day").is_some_and(|shown| shown.contains("/ca-nhan/nv-a")));
        // Who looks as another leaves nothing with that other.
        let recents = thidua_app::recent::Recents::default();
        assert_eq!(flush(&world.app, &recents).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_month_is_an_action_and_initials_find_a_page() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world
            .user("nguoi-dung-dau", Some((Role::Head, "tinh-a")))
            .await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        // 22/11/2026: September of work year 2027 lies ahead, that of 2026 is the one that is over.
        let shown = palette(&mut browser, "nhập số liệu tháng 9", "/").await;
        let now = group(&shown, "lam-ngay").expect("an action");
        let first = now.split("href=\"").nth(1).unwrap();
        assert!(
            first.starts_with("/co-quan/tinh-a/nhap-so-lieu?nam=2026&amp;thang=12\""),
            "{now}"
        );
        assert!(now.contains("Nhập số liệu tháng 9/2026") && now.contains("lũy kế 12 tháng"));
        let shown = palette(&mut browser, "nsl 10", "/").await;
        let now = group(&shown, "lam-ngay").expect("an action");
        assert!(now.contains("nhap-so-lieu?nam=2027&amp;thang=1\""), "{now}");
        let shown = palette(&mut browser, "nsl", "/").await;
        assert!(
            shown.contains("href=\"/co-quan/tinh-a/nhap-so-lieu"),
            "{shown}"
        );
        // Who may not enter figures is offered only to read them.
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        let shown = palette(&mut head, "số liệu tháng 9", "/").await;
        assert!(!shown.contains("nhap-so-lieu") && shown.contains("Xem số liệu tháng 9/2026"));
        assert!(group(&palette(&mut head, "nsl 9", "/").await, "lam-ngay").is_none());
    })
    .await;
}

#[tokio::test]
async fn chosen_rows_stay_over_pages_and_filters_and_are_exported() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world.user("khac", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get("/nhan-su").await.expect(200).text;
        let (_, rest) = page.split_once("name=\"luot\" value=\"").unwrap();
        let id = rest.split('"').next().unwrap().to_owned();
        assert!(page.contains("data-elsewhere=\"0\"") && page.contains("Đánh dấu các dòng"));
        // Without script: a button of the form keeps the marks and comes back.
        let fields = [
            ("luot", id.as_str()),
            ("ve", "/nhan-su?tim=an"),
            ("viec", "nho"),
            ("co", "nv-a"),
            ("chon", "nv-a"),
        ];
        let kept = browser.post("/danh-sach/chon", &fields).await.expect(303);
        assert_eq!(kept.to(), format!("/nhan-su?tim=an&luot={id}"));
        let other = browser
            .get(&format!("/nhan-su?tim=binh&luot={id}"))
            .await
            .expect(200)
            .text;
        assert!(
            other.contains("Đã chọn 1 dòng, 1 dòng ở trang hoặc bộ lọc khác"),
            "{other}"
        );
        assert!(other.contains(&format!("luot={id}")), "links keep it");
        let more = [
            ("luot", id.as_str()),
            ("ve", "/nhan-su"),
            ("viec", "nho"),
            ("co", "nv-a1"),
            ("chon", "nv-a1"),
        ];
        browser.post("/danh-sach/chon", &more).await.expect(303);
        let all = browser
            .get(&format!("/nhan-su?luot={id}"))
            .await
            .expect(200)
            .text;
        let picked = |row: &&str| row.contains("name=\"chon\"") && row.contains(" checked>");
        assert_eq!(all.lines().filter(picked).count(), 2, "{all}");
        // The file holds what was chosen on both, one mark taken back on the page in view.
        browser.get(&format!("/nhan-su?tim=binh&luot={id}")).await;
        let file = |fields: Vec<(&'static str, String)>| fields;
        let asked = file(vec![
            ("luot", id.clone()),
            ("co", "nv-a1".into()),
            ("chon", "nv-a1".into()),
            ("dang", "xlsx".into()),
        ]);
        let asked: Vec<(&str, &str)> = asked.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let both = browser
            .post("/nhan-su/in?tim=binh", &asked)
            .await
            .expect(200);
        let none: Vec<(&str, &str)> = asked
            .iter()
            .filter(|(k, _)| *k != "chon")
            .copied()
            .collect();
        let one = browser
            .post("/nhan-su/in?tim=binh", &none)
            .await
            .expect(200);
        assert_ne!(both.text.len(), one.text.len());
        // Another reader has chosen nothing under it, and cannot change it.
        let mut other = Browser::of(&world, "khac").await;
        let theirs = other
            .get(&format!("/nhan-su?luot={id}"))
            .await
            .expect(200)
            .text;
        assert!(theirs.contains("Đánh dấu các dòng"), "{theirs}");
        let gone = [("luot", id.as_str()), ("ve", "/nhan-su"), ("viec", "bo")];
        other.post("/danh-sach/chon", &gone).await.expect(303);
        let still = browser.get(&format!("/nhan-su?luot={id}")).await.text;
        assert!(still.contains("Đã chọn 2 dòng"));
        let gone = browser.post("/danh-sach/chon", &gone).await.expect(303);
        assert_eq!(gone.to(), "/nhan-su");
        let after = browser.get(&format!("/nhan-su?luot={id}")).await.text;
        assert!(after.contains("Đánh dấu các dòng"), "{after}");
        for wrong in ["https://evil.example/", "/dang-xuat", "//x"] {
            let fields = [("luot", id.as_str()), ("ve", wrong), ("viec", "nho")];
            let answer = browser.post("/danh-sach/chon", &fields).await;
            assert_eq!(answer.status.as_u16() / 100, 4, "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_row_of_the_register_leads_those_who_may_to_its_form() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world
            .user("nguoi-dung-dau", Some((Role::Head, "tinh-a")))
            .await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get("/khen-thuong?nam=2026").await.expect(200).text;
        let (_, rest) = page
            .split_once("class=\"row-edit no-print\" href=\"")
            .expect(&page);
        let form = rest.split('"').next().unwrap().to_owned();
        let form = browser.get(&form).await.expect(200).text;
        assert!(form.contains("Lý do sửa đổi"), "{form}");
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        let page = head.get("/khen-thuong?nam=2026").await.expect(200).text;
        assert!(
            page.contains("Nguyễn Văn An") && !page.contains("row-edit"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_doubtful_is_told_after_the_save_to_who_saved() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world.user("khac", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser
            .get("/du-lieu/chi-tieu/them?co-quan=tinh-a")
            .await
            .expect(200);
        let fields = [
            ("co-so", "0"),
            ("ma_co_quan", "tinh-a"),
            ("nam_cong_tac", "2027"),
            ("ma_chi_tieu", "viec.ty_le"),
            ("phep_so", ">="),
            ("gia_tri", "84"),
            ("van_ban", "99/QĐ-CHUA-CO"),
        ];
        let sent = browser
            .post("/du-lieu/chi-tieu/them?co-quan=tinh-a", &fields)
            .await;
        let to = sent.expect(303).to().to_owned();
        let page = browser.get(&to).await.expect(200).text;
        assert!(
            page.contains("Đã lưu nội dung mới.")
                && page.contains("Cần xem lại:")
                && page.contains("99/QĐ-CHUA-CO")
                && page.contains("Chưa gắn văn bản"),
            "{page}"
        );
        assert!(!page.contains("«van-ban»"), "{page}");
        let mut other = Browser::of(&world, "khac").await;
        let theirs = other.get(&to).await.expect(200).text;
        assert!(!theirs.contains("99/QĐ-CHUA-CO:") && !theirs.contains("Cần xem lại:"));
    })
    .await;
}

#[tokio::test]
async fn a_form_of_a_record_names_who_else_is_at_it() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", OFFICER).await;
        world.user("khac", OFFICER).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get("/khen-thuong?nam=2026").await.expect(200).text;
        let (_, rest) = page
            .split_once("class=\"row-edit no-print\" href=\"")
            .expect(&page);
        let form = rest.split('"').next().unwrap().to_owned();
        let shown = browser.get(&form).await.expect(200).text;
        assert!(!shown.contains("cũng đang nhập nội dung này"), "{shown}");
        let (_, rest) = shown.split_once("data-draft=\"").unwrap();
        let key = rest.split('"').next().unwrap().to_owned();
        let other = Browser::of(&world, "khac").await;
        drop(other);
        let actor = thidua_domain::access::Actor {
            user: "khac".into(),
            person: None,
            grants: Caller::console().actor.grants,
        };
        let new = NewDraft {
            key,
            page: form.clone(),
            title: "Sửa".into(),
            base: "1".into(),
            content: "{\"ghi_chu\":\"x\"}".into(),
            stamp: 1,
        };
        draft::save(&world.app, &actor, new).await.unwrap();
        let shown = browser.get(&form).await.expect(200).text;
        assert!(
            shown.contains("Người dùng khac cũng đang nhập nội dung này"),
            "{shown}"
        );
    })
    .await;
}
