//! Handing targets down on the page: proposed, checked while one types, handed out, revised, printed.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{PASSWORD, World};

const PAGE: &str = "/co-quan/tinh-a/giao-chi-tieu?nam=2026&ngay=2026-01-05";
const REVISE: &str = "/co-quan/tinh-a/giao-chi-tieu?nam=2026&che-do=dieu-chinh&ngay=2026-07-31";

#[tokio::test]
async fn targets_are_handed_out_and_revised() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let page = browser.get(PAGE).await.expect(200).text;
        for words in [
            "khu vực 1 – tỉnh A",
            "Chưa giao đủ",
            "83,50",
            "Giao chỉ tiêu",
        ] {
            assert!(page.contains(words), "{words}");
        }
        assert!(
            !page.contains("Phụ lục giao chỉ tiêu"),
            "nothing to print yet"
        );
        let page = browser
            .get(&format!("{PAGE}&de-xuat=nhu-tren"))
            .await
            .expect(200)
            .text;
        assert!(page.contains("Mức đề xuất, chưa giao") && page.contains("Đề xuất</span>"));

        let low = [
            ("viec", "giao"),
            ("van_ban", "15/QĐ-THADS"),
            ("ngay_giao", "05/01/2026"),
            ("o:khu-a1:viec.ty_le", "84"),
            ("o:khu-a2:viec.ty_le", "80,5"),
        ];
        let refused = browser.post(PAGE, &low).await.expect(422).text;
        assert!(refused.contains("Vẫn giao dù chưa khớp") && refused.contains("(80,50)"));
        let anyway = [&low[..], &[("van_giao", "1")]].concat();
        let done = browser.post(PAGE, &anyway).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        assert!(page.contains("Đã ghi 02 chỉ tiêu của 02 đơn vị."), "{page}");
        assert!(page.contains("Phụ lục giao chỉ tiêu") && page.contains("data-state=\"locked\""));
        // What was given is not overwritten by handing out again.
        browser.post(PAGE, &anyway).await.expect(422);

        let revision = [
            ("viec", "giao"),
            ("van_ban", "90/QĐ-THADS"),
            ("ngay_giao", "31/7/2026"),
            ("ly_do", "Án lớn mới thụ lý"),
            ("o:khu-a2:viec.ty_le", "83,5"),
            ("goc:khu-a2:viec.ty_le", "ct-khu-a2-2026-viec.ty-le"),
        ];
        let done = browser.post(REVISE, &revision).await.expect(303);
        let page = browser.get(done.to()).await.expect(200).text;
        for words in [
            "Lịch sử giao, điều chỉnh",
            "80,50",
            "Lý do điều chỉnh: Án lớn mới thụ lý",
        ] {
            assert!(page.contains(words), "{words}");
        }
        for form in ["docx", "pdf", "xlsx"] {
            let path = format!("/in/giao-chi-tieu/tinh-a?nam=2026&ngay=2026-07-31&dang={form}");
            let file = browser.get(&path).await.expect(200);
            let named = file.headers["content-disposition"].to_str().unwrap();
            assert!(named.contains(&format!("phu-luc-giao-chi-tieu_tinh-a_2026.{form}")));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_cell() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        browser.get(PAGE).await.expect(200);
        let typed = [
            ("viec", "phan"),
            ("o:khu-a1:viec.ty_le", "tám"),
            ("o:khu-a2:viec.ty_le", "82"),
        ];
        let part = browser.post(PAGE, &typed).await.expect(200).text;
        assert!(!part.contains("<html") && part.contains("Cần sửa") && part.contains("82,00"));
        let sent = [
            ("viec", "giao"),
            ("van_ban", ""),
            ("ngay_giao", "31/02/2026"),
            ("o:khu-a1:viec.ty_le", "tám"),
        ];
        browser.get(PAGE).await.expect(200);
        let page = browser.post(PAGE, &sent).await.expect(422).text;
        assert!(page.contains("href=\"#ngay-giao\""));
        assert!(page.contains("value=\"tám\""), "what was typed is kept");
        let dated = [sent[0], sent[1], ("ngay_giao", "5/1/2026"), sent[3]];
        let page = browser.post(PAGE, &dated).await.expect(422).text;
        assert!(page.contains("aria-invalid=\"true\"") && page.contains("href=\"#van-ban\""));
        assert!(page.contains("href=\"#o-0-0\""));

        // Somebody else was quicker.
        world.user("kia", Some((Role::Officer, "tinh-a"))).await;
        let mut other = Browser::new(&world);
        other.sign_in("kia", PASSWORD).await.expect(303);
        other.get(PAGE).await.expect(200);
        let first = [
            ("viec", "giao"),
            ("van_ban", "1/QĐ"),
            ("ngay_giao", "05/01/2026"),
            ("o:khu-a1:viec.ty_le", "85"),
        ];
        other.post(PAGE, &first).await.expect(303);
        let second = [first[0], first[1], first[2], ("o:khu-a1:viec.ty_le", "86")];
        let page = browser.post(PAGE, &second).await.expect(409).text;
        assert!(page.contains("đã được người khác giao: 85,00") && page.contains("value=\"86\""));
    })
    .await;
}

#[tokio::test]
async fn who_only_reads_sees_the_table_without_the_form() {
    on_both(async |db| {
        let world = World::new(db).await;
        for (user, get, post) in [
            ("nguoi-dung-dau", 200, 403),
            ("kiem-tra", 200, 403),
            ("nguoi-sibling", 404, 404),
            ("nguoi-below", 404, 404),
            ("quan-tri", 403, 403),
        ] {
            let mut browser = Browser::of(&world, user).await;
            let page = browser.get(PAGE).await.expect(get).text;
            assert!(!page.contains("value=\"giao\""), "{user}");
            browser.get("/tai-khoan").await.expect(200);
            browser.post(PAGE, &[("viec", "giao")]).await.expect(post);
        }
    })
    .await;
}

/// ADR 0009: among sisters by rates; below the own agency only for whose role reaches below.
#[tokio::test]
async fn a_ranking_is_read_by_those_who_stand_in_it() {
    on_both(async |db| {
        let world = World::new(db).await;
        let ranking = |within: &str, by: &str| {
            format!("/api/v1/ranking?block={within}&year=2026&month=12&by={by}")
        };
        for (user, within, by, status) in [
            ("nguoi-below", "tinh-a", "viec.ty_le", 200),
            ("nguoi-below", "tinh-a", "viec.xong", 422),
            ("nguoi-below", "tinh-b", "viec.ty_le", 404),
            ("nguoi-below", "cuc-quan-ly", "viec.ty_le", 404),
            ("can-bo", "cuc-quan-ly", "viec.ty_le", 200),
            ("can-bo", "khoi-1", "viec.ty_le", 200),
            ("can-bo", "tinh-a", "viec.ty_le", 404),
            ("thong-ke", "tinh-a", "viec.xong", 200),
            ("thong-ke", "cuc-quan-ly", "viec.xong", 422),
        ] {
            let mut browser = Browser::of(&world, user).await;
            let answer = browser.get(&ranking(within, by)).await;
            assert_eq!(
                answer.status, status,
                "{user} {within} {by}: {}",
                answer.text
            );
        }
        let mut employee = Browser::of(&world, "can-bo").await;
        let page = employee
            .get("/xep-hang?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Trong"),
            "the blocks and the agency above are offered"
        );
        assert!(
            !page.contains("href=\"/co-quan/tinh-b/so-lieu"),
            "others are no links"
        );
        assert!(!page.contains("khu vực 1 – tỉnh A"));
        let level = "/api/v1/ranking?block=cuc-quan-ly&year=2026&month=12&level=khu_vuc";
        let mut office = Browser::of(&world, "nguoi-below").await;
        office.get(level).await.expect(404);
    })
    .await;
}
