//! Limits that are followed, an event, initiatives that repeat one another.

use super::*;

#[tokio::test]
async fn a_limit_is_followed_an_event_and_two_initiatives_are_shown() {
    on_both(async |db| {
        let (world, mut browser) = officer(db).await;
        let at = [("ma_co_quan", "tinh-a"), ("nam", "2026")];
        let sentence = [
            ("muc", "giai_phap"),
            ("thu_tu", "1"),
            ("noi_dung", "Chỉnh lý <i>hồ sơ</i> cũ"),
            ("han_xong", "2020-06-30"),
        ];
        let fields: Vec<_> = at.into_iter().chain(sentence).collect();
        add(&mut browser, "noi-dung", &fields).await;
        let page = browser
            .get("/noi-dung/theo-doi?nam=2026")
            .await
            .expect(200)
            .text;
        assert!(page.contains("Chỉnh lý &lt;i&gt;hồ sơ&lt;/i&gt; cũ") && page.contains("Quá hạn"));
        let link = page.split("/noi-dung/muc?khoa=").nth(1).unwrap();
        let link = format!("/noi-dung/muc?khoa={}", link.split('"').next().unwrap());
        browser.get(&link).await.expect(200);
        // Another day without a reason is refused with what was typed; with one it is stored.
        let later = [
            ("tien_do", "dang_lam"),
            ("han_moi", "31/12/2030"),
            ("ket_qua", "Đã xong kho 1"),
        ];
        let refused = browser.post(&link, &later).await.expect(422).text;
        assert!(
            refused.contains("phải nêu lý do")
                && refused.contains("31/12/2030")
                && refused.contains("Đã xong kho 1")
        );
        let reason = [("ly_do", "Chờ kinh phí")];
        let stored: Vec<_> = later.into_iter().chain(reason).collect();
        assert_eq!(browser.post(&link, &stored).await.status, 303);
        let page = browser.get(&link).await.expect(200).text;
        for says in ["31/12/2030", "Đã xong kho 1", "Chờ kinh phí", "Diễn biến"] {
            assert!(page.contains(says), "{says}");
        }
        let event = [
            ("ma", "hn-1"),
            ("ten", "Hội nghị <b>tổng kết</b>"),
            ("loai", "tong_ket"),
            ("ngay", "2026-01-05"),
            ("ma_co_quan", "tinh-a"),
            ("con_so", "Số đại biểu: 120"),
        ];
        add(&mut browser, "su-kien", &event).await;
        let page = browser.get("/su-kien/hn-1").await.expect(200).text;
        for says in [
            "Hội nghị &lt;b&gt;tổng kết",
            "120",
            "Tổng kết",
            "05/01/2026",
        ] {
            assert!(page.contains(says), "{says}");
        }
        let list = browser.get("/su-kien?nam=2026").await.expect(200).text;
        assert!(list.contains("/su-kien/hn-1"));
        let text = "Lập bảng tính theo dõi thời hạn từng việc, tự nhắc người làm trước năm ngày";
        for (code, name, more) in [
            ("sk-1", "Nhắc hạn <b>một</b>", ""),
            ("sk-2", "Nhắc hạn hai", " rồi báo cáo tuần"),
        ] {
            let summary = format!("{text}{more}");
            let fields = [("ma", code), ("ten", name), ("tom_tat", summary.as_str())];
            add(&mut browser, "sang-kien", &fields).await;
        }
        let page = browser.get("/sang-kien/giong-nhau").await.expect(200).text;
        assert!(
            page.contains("không phải kết luận sao chép")
                && page.contains("/sang-kien/sk-1/doi-chieu?voi=sk-2")
        );
        let page = browser
            .get("/sang-kien/sk-1/doi-chieu?voi=sk-2")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains(&format!("<mark>{text}</mark>"))
                && page.contains("Nhắc hạn &lt;b&gt;một")
        );
        assert!(
            browser
                .get("/sang-kien/sk-1")
                .await
                .expect(200)
                .text
                .contains("Đặt cạnh nhau")
        );
        browser
            .get("/sang-kien/sk-1/doi-chieu?voi=sk-9")
            .await
            .expect(404);
        browser
            .get("/co-quan/tinh-a/hoat-dong?nam=2026")
            .await
            .expect(200);
        // Another province finds neither the sentence nor the event.
        world.user("ban", Some((Role::Officer, "tinh-b"))).await;
        let mut other = Browser::of(&world, "ban").await;
        other.get(&link).await.expect(404);
        other.post(&link, &stored).await.expect(404);
        other.get("/su-kien/hn-1").await.expect(404);
        let page = other
            .get("/noi-dung/theo-doi?nam=2026")
            .await
            .expect(200)
            .text;
        assert!(!page.contains("Chỉnh lý"));
    })
    .await;
}
