//! Registering many, sending up, taking up, giving back, the last day, the paper and the comparison through the router.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

async fn as_user(world: &World, name: &str, agency: &str) -> Browser {
    world.user(name, Some((Role::Officer, agency))).await;
    Browser::of(world, name).await
}

async fn send(browser: &mut Browser, agency: &str, reason: &str) -> crate::browser::Answer {
    let path = format!("/co-quan/{agency}/dang-ky/tong-hop");
    let page = browser
        .get(&format!("{path}?nam=2027"))
        .await
        .expect(200)
        .text;
    let (seen, mark) = (hidden(&page, "ban"), hidden(&page, "dau"));
    let fields = [
        ("nam", "2027"),
        ("ban", seen.as_str()),
        ("dau", mark.as_str()),
        ("ly_do", reason),
        ("viec", "gui"),
    ];
    browser.post(&path, &fields).await
}

#[tokio::test]
async fn a_unit_registers_sends_and_the_province_gives_back_takes_up_and_prints() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        let mut province = Browser::of(&world, "tinh").await;
        let mut unit = as_user(&world, "phong", "khu-a1").await;
        let many = "/co-quan/khu-a1/dang-ky/them";
        let page = unit.get(&format!("{many}?nam=2027")).await.expect(200).text;
        assert!(
            page.contains("Lê Thị Bình")
                && page.contains("optgroup label=\"Hình thức khen thưởng\"")
        );
        // Nobody chosen; a person for a collective's title: told, and nothing stored.
        let nobody = unit
            .post(many, &[("nam", "2027"), ("ma_danh_hieu", "ldtt")])
            .await;
        assert!(nobody.expect(422).text.contains("Chọn từ 1 đến"));
        let fields = [
            ("nam", "2027"),
            ("ma_danh_hieu", "tt_ldtt"),
            ("nguoi", "nv-a1"),
        ];
        let wrong = unit.post(many, &fields).await.expect(422).text;
        assert!(
            wrong.contains("chỉ tặng cho tập thể") && wrong.contains("value=\"nv-a1\" checked")
        );
        let fields = [
            ("nam", "2027"),
            ("ma_danh_hieu", "ldtt"),
            ("nguoi", "nv-a1"),
        ];
        let done = unit.post(many, &fields).await.expect(303);
        assert!(
            unit.get(done.to())
                .await
                .expect(200)
                .text
                .contains("Đã ghi đăng ký.")
        );

        // Sent; the province gives it back with a reason, which the unit reads and sends again.
        send(&mut unit, "khu-a1", "").await.expect(303);
        let answer = "/co-quan/tinh-a/dang-ky/don-vi";
        let bare = province
            .post(
                answer,
                &[("nam", "2027"), ("don_vi", "khu-a1@1"), ("viec", "tra-lai")],
            )
            .await;
        assert!(bare.expect(422).text.contains("lý do"));
        let fields = [
            ("nam", "2027"),
            ("don_vi", "khu-a1@1"),
            ("y_kien", "Thiếu <b>sáng kiến</b>"),
            ("viec", "tra-lai"),
        ];
        province.post(answer, &fields).await.expect(303);
        let page = unit
            .get("/co-quan/khu-a1/dang-ky/tong-hop?nam=2027")
            .await
            .expect(200)
            .text;
        assert!(page.contains("Thiếu &lt;b&gt;sáng kiến") && page.contains("Trả lại"));
        let home = unit.get("/").await.expect(200).text;
        assert!(home.contains("trả lại bản tổng hợp đăng ký"));
        send(&mut unit, "khu-a1", "").await.expect(303);
        // The round that was given back is not the one that waits now.
        let fields = [
            ("nam", "2027"),
            ("don_vi", "khu-a1@1"),
            ("viec", "tiep-nhan"),
        ];
        province.post(answer, &fields).await.expect(409);

        // One unit has not sent: a reason is asked for; then one deed takes up and sends.
        let bare = send(&mut province, "tinh-a", "").await;
        assert!(bare.expect(422).text.contains("Hãy ghi lý do"));
        send(&mut province, "tinh-a", "Khu vực 2 chưa gửi")
            .await
            .expect(303);
        let page = province
            .get("/co-quan/tinh-a/dang-ky/tong-hop?nam=2027")
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("Đã tiếp nhận") && page.contains("Chưa gửi"),
            "{page}"
        );
        let unit_page = unit
            .get("/co-quan/khu-a1/dang-ky?nam=2027")
            .await
            .expect(200)
            .text;
        assert!(
            unit_page.contains("THADS tỉnh A tổng hợp ngày")
                || unit_page.contains("tỉnh A tổng hợp ngày")
        );

        // A last day, a paper, the comparison.
        let deadline = "/co-quan/tinh-a/dang-ky/han";
        let wrong = province
            .post(deadline, &[("nam", "2027"), ("han", "mai")])
            .await;
        assert!(wrong.expect(422).text.contains("Hạn gửi là một ngày"));
        let fields = [
            ("nam", "2027"),
            ("han", "20/11/2026"),
            ("van_ban", "Công văn số 12/THADS-TCCB"),
        ];
        province.post(deadline, &fields).await.expect(303);
        let page = province
            .get("/co-quan/tinh-a/dang-ky/tong-hop?nam=2027")
            .await
            .expect(200)
            .text;
        assert!(page.contains("Quá hạn") && page.contains("20/11/2026"));
        for form in ["docx", "pdf", "xlsx"] {
            let path = format!("/co-quan/tinh-a/dang-ky/in?nam=2027&dang={form}");
            let file = province.get(&path).await.expect(200);
            let kept = file.headers["content-disposition"]
                .to_str()
                .unwrap()
                .to_owned();
            assert!(
                kept.contains(&format!("dang-ky-thi-dua_tinh-a_2027.{form}")),
                "{kept}"
            );
        }
        let page = province
            .get("/co-quan/tinh-a/dang-ky/ket-qua?nam=2027")
            .await
            .expect(200)
            .text;
        assert!(page.contains("Chưa ghi khen thưởng nào") && page.contains("Lê Thị Bình"));

        // Another province finds none of it, and who only reads may not send.
        let mut other = as_user(&world, "ban", "tinh-b").await;
        for page in ["", "/them", "/tong-hop", "/ket-qua", "/in"] {
            other
                .get(&format!("/co-quan/khu-a1/dang-ky{page}?nam=2027"))
                .await
                .expect(404);
        }
        world.user("dau", Some((Role::Head, "tinh-a"))).await;
        let mut head = Browser::of(&world, "dau").await;
        head.get("/co-quan/tinh-a/dang-ky/tong-hop?nam=2027")
            .await
            .expect(200);
        let refused = head
            .post(
                answer,
                &[
                    ("nam", "2027"),
                    ("don_vi", "khu-a1@2"),
                    ("viec", "tiep-nhan"),
                ],
            )
            .await;
        assert_eq!(refused.status, 403);
    })
    .await;
}
