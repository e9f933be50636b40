//! Closing a month on pages: the decision, typing, sending, giving back, approving; what waits is seen where one asks
//! for it, by the page and by programs.

use thidua_store::testing::on_both;

use crate::browser::{Answer, Browser};
use crate::world::World;

const MONTH: &str = "nam=2026&thang=10";
const ENTRY: &str = "/co-quan/khu-a1/nhap-so-lieu?nam=2026&thang=10&don-vi=nghin_dong";
const PERIOD: &str = "/co-quan/khu-a1/ky-so-lieu?nam=2026&thang=10";
const RULES: &str = "/co-quan/tinh-a/che-do-duyet";

fn hidden(page: &Answer, name: &str) -> String {
    let (_, rest) = page
        .text
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no {name}: {}", page.text));
    rest.split('"').next().unwrap().to_owned()
}

/// Takes a step on the period's page, as its forms do.
async fn step(browser: &mut Browser, part: &str, action: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get(PERIOD).await.expect(200);
    let (revision, stamp) = (hidden(&page, "ban"), hidden(&page, "so_lieu"));
    let mut fields = vec![
        ("viec", action),
        ("ban", revision.as_str()),
        ("so_lieu", stamp.as_str()),
    ];
    fields.extend(more);
    let path = format!("/co-quan/khu-a1/ky-so-lieu/{part}?{MONTH}");
    browser.post(&path, &fields).await
}

#[tokio::test]
async fn a_month_is_sent_given_back_and_approved() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let mut head = Browser::of(&world, "nguoi-dung-dau").await;
        head.get(RULES).await.expect(200);
        let silent = [("tu_ngay", "01/07/2026"), ("duyet", "co")];
        let page = head.post(RULES, &silent).await.expect(422);
        assert!(page.text.contains("Hãy ghi căn cứ") && page.text.contains("01/07/2026"));
        let said = [
            ("tu_ngay", "01/07/2026"),
            ("duyet", "co"),
            ("ly_do", "QĐ 5/QĐ-THADS"),
        ];
        head.post(RULES, &said).await.expect(303);
        officer.get("/tai-khoan").await;
        officer.post(RULES, &said).await.expect(403);

        officer.get(ENTRY).await.expect(200);
        let cells = [
            ("don_vi", "nghin_dong"),
            ("ban.khu-a1", "0"),
            ("o.khu-a1/viec.moi", "1.234"),
            ("viec", "ghi"),
        ];
        officer.post(ENTRY, &cells).await.expect(303);
        let balance = format!("/co-quan/khu-a1/so-lieu?{MONTH}");
        let page = officer.get(&balance).await.expect(200);
        assert!(!page.text.contains("1.234") && page.text.contains("Kể cả số chưa duyệt"));
        let page = officer
            .get(&format!("{balance}&chua-duyet=1"))
            .await
            .expect(200);
        assert!(
            page.text.contains("1.234") && page.text.contains("Đang xem cả số liệu chưa duyệt")
        );
        let api = "/api/v1/balance?agency=khu-a1&year=2026&month=10";
        let answer = officer.get(api).await.expect(200).json();
        assert_eq!(
            (&answer["state"], &answer["figures"]["viec.moi"]),
            (&"approved".into(), &serde_json::Value::Null)
        );
        let answer = officer
            .get(&format!("{api}&draft=1"))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&answer["state"], &answer["figures"]["viec.moi"]),
            (&"draft".into(), &"1234".into())
        );

        step(&mut officer, "gui", "gui", &[]).await.expect(303);
        let home = head
            .get("/co-quan/tinh-a/tinh-hinh-gui-so-lieu?nam=2026&thang=10")
            .await
            .expect(200);
        assert!(home.text.contains("Đã gửi"));
        let page = step(&mut head, "duyet", "tra-lai", &[]).await.expect(422);
        assert!(page.text.contains("Hãy ghi lý do"));
        step(&mut head, "duyet", "tra-lai", &[("ly_do", "Thiếu án cũ")])
            .await
            .expect(303);
        let page = officer.get(PERIOD).await.expect(200);
        assert!(page.text.contains("Thiếu án cũ") && page.text.contains("Trả lại"));
        step(&mut officer, "gui", "gui", &[]).await.expect(303);
        let done = step(&mut head, "duyet", "duyet", &[]).await.expect(303);
        let page = head.get(done.to()).await.expect(200);
        assert!(page.text.contains("Đã duyệt và khóa."));
        let page = officer.get(&balance).await.expect(200);
        assert!(page.text.contains("1.234") && !page.text.contains("Kể cả số chưa duyệt"));
        let page = officer.get(ENTRY).await.expect(200);
        assert!(page.text.contains("Bảng này đã khóa") && page.text.contains("Đính chính"));
        // A page that was left open is told.
        let stale = [("viec", "rut"), ("ban", "1"), ("so_lieu", "0")];
        let path = format!("/co-quan/khu-a1/ky-so-lieu/gui?{MONTH}");
        officer.post(&path, &stale).await.expect(409);
        officer.post(&path, &[("viec", "duyet")]).await.expect(400);
    })
    .await;
}
