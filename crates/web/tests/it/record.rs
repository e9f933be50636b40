//! Single records on pages: entered, refused, disputed, brought back, taken away; a person moved.

mod kinds;

pub(crate) use kinds::crawl;

use thidua_app::access::Caller;
use thidua_app::record::key_of;
use thidua_domain::access::Role;
use thidua_domain::people;
use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

async fn officer(db: thidua_store::Db) -> (World, Browser) {
    let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
    let browser = Browser::of(&world, "thong-ke").await;
    (world, browser)
}

fn key(code: &str, from: &str) -> String {
    let key = key_of(&people::SHEET, code, Some(from));
    form_urlencoded::byte_serialize(key.as_bytes()).collect()
}

/// Text between two others, the first time.
fn between<'a>(answer: &'a Answer, from: &str, to: &str) -> &'a str {
    let (_, rest) = answer
        .text
        .split_once(from)
        .unwrap_or_else(|| panic!("{}", answer.text));
    rest.split(to).next().unwrap()
}

#[tokio::test]
async fn a_person_is_entered_seen_and_undone() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        let page = browser.get("/co-quan/khu-a1").await.expect(200);
        assert!(
            page.text.contains("/du-lieu/nhan-su/them?co-quan=khu-a1"),
            "{}",
            page.text
        );
        let form = browser
            .get("/du-lieu/nhan-su/them?co-quan=khu-a1")
            .await
            .expect(200);
        assert!(
            form.text
                .contains("data-draft=\"du-lieu:nhan-su:co-quan=khu-a1\""),
            "{}",
            form.text
        );
        assert!(
            !form.text.contains("ly-do"),
            "a first entry needs no reason"
        );

        let wrong = [
            ("ho_va_ten", ""),
            ("ma_co_quan", "khu-a1"),
            ("tu_ngay", "31/02/2026"),
            ("chuc_danh", "Thẩm tra viên"),
        ];
        let refused = browser
            .post("/du-lieu/nhan-su/them?co-quan=khu-a1", &wrong)
            .await
            .expect(422);
        assert!(refused.text.contains("02 chỗ cần sửa"), "{}", refused.text);
        assert!(
            refused.text.contains("id=\"f-ho_va_ten-loi\"")
                && refused.text.contains("id=\"f-tu_ngay-loi\"")
        );
        for kept in ["value=\"31/02/2026\"", "value=\"Thẩm tra viên\""] {
            assert!(refused.text.contains(kept), "{kept} {}", refused.text);
        }
        let good = [
            ("ho_va_ten", "Đỗ Thị Mới"),
            ("ma_co_quan", "khu-a1"),
            ("tu_ngay", "01/10/2026"),
        ];
        let stored = browser
            .post("/du-lieu/nhan-su/them?co-quan=khu-a1", &good)
            .await
            .expect(303);
        assert!(
            stored
                .to()
                .starts_with("/ca-nhan/do-thi-moi?viec=them&da-luu="),
            "{}",
            stored.to()
        );
        let page = browser.get(stored.to()).await.expect(200);
        assert!(page.text.contains("Đã lưu nội dung mới.") && page.text.contains("Đỗ Thị Mới"));
        let event = between(&page, "name=\"su-kien\" value=\"", "\"").to_owned();
        let undone = browser
            .post("/du-lieu/hoan-tac", &[("su-kien", &event)])
            .await
            .expect(303);
        assert!(
            undone.to().starts_with("/co-quan/khu-a1?viec=hoan-tac"),
            "{}",
            undone.to()
        );
        browser.get("/ca-nhan/do-thi-moi").await.expect(404);
        let again = browser
            .post("/du-lieu/hoan-tac", &[("su-kien", &event)])
            .await
            .expect(422);
        assert!(again.text.contains("bản mới hơn"), "{}", again.text);
    })
    .await;
}

#[tokio::test]
async fn a_change_asks_why_and_its_history_brings_it_back() {
    on_both(async |db| {
        let (_world, mut browser) = officer(db).await;
        let at = format!("/du-lieu/nhan-su/sua?khoa={}", key("nv-a1", "2025-07-01"));
        let page = browser.get("/ca-nhan/nv-a1").await.expect(200);
        assert!(page.text.contains(&at), "{}", page.text);
        let form = browser.get(&at).await.expect(200);
        assert!(
            form.text.contains("value=\"Lê Thị Bình\"")
                && form.text.contains("value=\"01/07/2025\"")
        );
        let seen = between(&form, "name=\"co-so\" value=\"", "\"").to_owned();
        let typed = [
            ("co-so", seen.as_str()),
            ("ho_va_ten", "Lê Thị <b>Bình</b>"),
        ];
        let refused = browser.post(&at, &typed).await.expect(422);
        assert!(refused.text.contains("chưa ghi lý do"), "{}", refused.text);
        assert!(
            refused.text.contains("Lê Thị &lt;b&gt;Bình&lt;/b&gt;"),
            "{}",
            refused.text
        );
        let typed = [
            ("co-so", seen.as_str()),
            ("ho_va_ten", "Lê Thị Bính"),
            ("ly-do", "theo hồ sơ"),
        ];
        let stored = browser.post(&at, &typed).await.expect(303);
        assert!(
            stored.to().starts_with("/ca-nhan/nv-a1?viec=sua"),
            "{}",
            stored.to()
        );
        let history = format!(
            "/du-lieu/nhan-su/lich-su?khoa={}",
            key("nv-a1", "2025-07-01")
        );
        let page = browser.get(&history).await.expect(200);
        assert!(
            page.text.contains("Lê Thị Bính") && page.text.contains("Lý do: theo hồ sơ"),
            "{}",
            page.text
        );
        assert!(page.text.contains("Người dùng thong-ke"), "{}", page.text);
        let back = format!(
            "/du-lieu/nhan-su/khoi-phuc?khoa={}",
            key("nv-a1", "2025-07-01")
        );
        let form = [("ban", "1"), ("co-so", "2")];
        browser.post(&back, &form).await.expect(422);
        let stale = [("ban", "1"), ("co-so", "1"), ("ly-do", "nhầm")];
        browser.post(&back, &stale).await.expect(409);
        let form = [("ban", "1"), ("co-so", "2"), ("ly-do", "nhầm")];
        browser.post(&back, &form).await.expect(303);
        let page = browser.get("/ca-nhan/nv-a1").await.expect(200);
        assert!(page.text.contains("Lê Thị Bình"));
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_chooses_field_by_field() {
    on_both(async |db| {
        let (world, mut first) = officer(db).await;
        let mut second = Browser::of(&world, "thong-ke").await;
        let at = format!("/du-lieu/nhan-su/sua?khoa={}", key("nv-a1", "2025-07-01"));
        for browser in [&mut first, &mut second] {
            browser.get(&at).await.expect(200);
        }
        let one = [
            ("co-so", "1"),
            ("chuc_vu", "Phó Trưởng phòng"),
            ("ly-do", "theo quyết định"),
        ];
        first.post(&at, &one).await.expect(303);
        let other = [
            ("co-so", "1"),
            ("chuc_vu", "Quyền Trưởng phòng"),
            ("ngay_sinh", "1980"),
            ("ly-do", "bổ sung"),
        ];
        let clash = second.post(&at, &other).await.expect(409);
        for told in [
            "Trưởng phòng",
            "Phó Trưởng phòng",
            "Quyền Trưởng phòng",
            "Người dùng thong-ke",
        ] {
            assert!(clash.text.contains(told), "{told} {}", clash.text);
        }
        let seen = between(&clash, "name=\"co-so\" value=\"", "\"").to_owned();
        let chosen = [
            ("co-so", seen.as_str()),
            ("chuc_vu.1", "Quyền Trưởng phòng"),
            ("ngay_sinh.1", "1980"),
            ("chon.chuc_vu", "da-luu"),
            ("chon.ngay_sinh", "cua-toi"),
            ("ly-do", "bổ sung"),
        ];
        second.post(&at, &chosen).await.expect(303);
        let state = world.app.state().await.unwrap();
        let person = &state.people["nv-a1"];
        assert_eq!(person.posts[0].post.as_deref(), Some("Phó Trưởng phòng"));
        assert_eq!(person.born.unwrap().to_string(), "1980");
    })
    .await;
}

#[tokio::test]
async fn a_move_is_one_action() {
    on_both(async |db| {
        let (world, mut browser) = officer(db).await;
        let page = browser.get("/ca-nhan/nv-a1").await.expect(200);
        assert!(page.text.contains("/ca-nhan/nv-a1/dieu-dong"));
        let form = browser.get("/ca-nhan/nv-a1/dieu-dong").await.expect(200);
        assert!(
            form.text.contains("Cơ quan, đơn vị mới") && !form.text.contains("Họ và tên</label>")
        );
        let typed = [("co-so", "1"), ("ma_co_quan", "khu-a2"), ("tu_ngay", "")];
        let refused = browser
            .post("/ca-nhan/nv-a1/dieu-dong", &typed)
            .await
            .expect(422);
        assert!(
            refused.text.contains("Thiếu ngày bắt đầu ở nơi mới"),
            "{}",
            refused.text
        );
        let typed = [
            ("co-so", "1"),
            ("ma_co_quan", "khu-a2"),
            ("tu_ngay", "01/11/2026"),
            ("nguon", "15/QĐ-THADS"),
        ];
        let stored = browser
            .post("/ca-nhan/nv-a1/dieu-dong", &typed)
            .await
            .expect(303);
        let page = browser.get(stored.to()).await.expect(200);
        assert!(
            page.text.contains("khu vực 2") && page.text.contains("31/10/2026"),
            "{}",
            page.text
        );
        let event = between(&page, "name=\"su-kien\" value=\"", "\"").to_owned();
        browser
            .post("/du-lieu/hoan-tac", &[("su-kien", &event)])
            .await
            .expect(303);
        let state = world.app.state().await.unwrap();
        assert_eq!(state.people["nv-a1"].posts.len(), 1);
        assert_eq!(state.people["nv-a1"].posts[0].validity.to, None);
    })
    .await;
}

#[tokio::test]
async fn what_is_referred_to_is_not_taken_away() {
    on_both(async |db| {
        let (world, mut browser) = officer(db).await;
        let key = "4:vb-2|";
        let key: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
        let page = browser.get("/van-ban/vb-2").await.expect(200);
        assert!(
            page.text.contains("/du-lieu/van-ban/sua?khoa="),
            "its own paper"
        );
        let other = browser.get("/van-ban/vb-1").await.expect(200);
        assert!(
            !other.text.contains("/du-lieu/van-ban/sua?khoa="),
            "of the ministry"
        );
        let form = [("co-so", "1"), ("ly-do", "trùng")];
        let refused = browser
            .post(&format!("/du-lieu/van-ban/go-bo?khoa={key}"), &form)
            .await
            .expect(422);
        assert!(refused.text.contains("Khen thưởng: 3"), "{}", refused.text);
        let new = [
            ("so_ky_hieu", "77/BC-THADS"),
            ("ngay_ban_hanh", "10/11/2026"),
            ("co_quan_ban_hanh", "Thi hành án dân sự tỉnh A"),
            ("loai", "bao_cao"),
        ];
        let stored = browser
            .post("/du-lieu/van-ban/them", &new)
            .await
            .expect(303);
        assert!(
            stored.to().starts_with("/van-ban/77-bc-thads?"),
            "{}",
            stored.to()
        );
        let form = [("co-so", "1"), ("ly-do", "nhập nhầm")];
        let gone = browser
            .post("/du-lieu/van-ban/go-bo?khoa=11%3A77-bc-thads%7C", &form)
            .await
            .expect(303);
        assert!(gone.to().starts_with("/van-ban?viec=go"), "{}", gone.to());
        let view = world.app.view(&Caller::console().actor).await.unwrap();
        assert!(!view.state.documents.contains_key("77-bc-thads"));
    })
    .await;
}
