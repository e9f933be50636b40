//! Forms that come too late, or are refused, and come again as they were typed.

use axum::http::header;
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use super::{ADMIN, FORM, TYPED, encoded, find, one, send};

#[tokio::test]
async fn a_form_of_an_earlier_session_comes_again_filled_in() {
    on_both(async |db| {
        let (_world, mut browser) = one(db).await;
        let old = browser
            .get("/quan-tri/nguoi-dung")
            .await
            .form_token()
            .unwrap();
        browser.sign_in("quan-tri", crate::world::PASSWORD).await;
        browser.cookies.remove("td_phien");
        browser
            .sign_in("quan-tri", crate::world::PASSWORD)
            .await
            .expect(303);
        let fields = [
            ("_bieu_mau", old.as_str()),
            ("ho_ten", TYPED),
            ("ten", "moi"),
        ];
        let path = "/quan-tri/nguoi-dung";
        let page = send(&mut browser, path, &fields, "/quan-tri/nguoi-dung?tim=a")
            .await
            .expect(422);
        assert!(page.text.contains("nội dung vừa nhập vẫn còn nguyên"));
        assert!(
            page.text.contains("&quot;&lt;b&gt;&amp;")
                && page.text.contains("Nguyễn Thị Ỷ e\u{302}\u{301}")
        );
        assert!(
            page.text.contains("Người dùng quan-tri"),
            "who is signed in now"
        );
        // «Gửi lại» sends the same fields with the token of now.
        browser
            .post(path, &[("ho_ten", TYPED), ("ten", "moi")])
            .await
            .expect(200);
        // With a draft the page itself comes again, and the draft with it.
        let fields = [
            ("_bieu_mau", old.as_str()),
            ("ho_ten", TYPED),
            ("_nhap", "nguoi-dung/moi"),
            ("_nhap_so", "5"),
            ("_nhap_trang", "/quan-tri/nguoi-dung?tim=b"),
        ];
        let answer = send(&mut browser, path, &fields, path).await;
        assert_eq!(answer.expect(303).to(), "/quan-tri/nguoi-dung?tim=b");
        assert_eq!(
            find(&mut browser, "nguoi-dung/moi").await.json()["nhap"],
            serde_json::json!({}),
            "nothing was accepted"
        );
        // Secrets never come back, and other sites get nothing.
        let fields = [("_bieu_mau", old.as_str()), ("cu", "bi mat"), ("moi", "x")];
        let page = send(
            &mut browser,
            "/tai-khoan/mat-khau",
            &fields,
            "/tai-khoan/mat-khau",
        )
        .await
        .expect(403);
        assert!(!page.text.contains("bi mat"));
        let request = browser
            .request("POST", path)
            .header(header::CONTENT_TYPE, FORM);
        let body = encoded(&[("_bieu_mau", &old), ("ho_ten", "lạ")]);
        browser.take(request.body(body).unwrap()).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_refused_comes_back_as_it_was_typed() {
    on_both(async |db| {
        let (world, mut browser) = one(db).await;
        world.user("binh", ADMIN).await;
        let page = "/quan-tri/nguoi-dung/binh";
        let draft = [("_nhap", "nguoi-dung/binh/vai-tro"), ("_nhap_so", "4")];
        let fields = [
            ("vai_tro", Role::Auditor.code()),
            ("co_quan", "*"),
            ("tu", "hôm qua"),
            ("den", "01/10/2027"),
            ("van_ban", "Số <7>"),
            ("ly_do", "thay người nghỉ"),
        ];
        browser.get(page).await.expect(200);
        let refused = browser
            .post(
                &format!("{page}/vai-tro"),
                &[&fields[..], &draft[..]].concat(),
            )
            .await
            .expect(422);
        for held in [
            "data-tra-loi=\"nguoi-dung/binh/vai-tro\"",
            &format!("value=\"{}\" selected", Role::Auditor.code()),
            "value=\"*\" selected",
            "value=\"hôm qua\"",
            "value=\"01/10/2027\"",
            "value=\"Số &lt;7&gt;\"",
            "value=\"thay người nghỉ\"",
        ] {
            assert!(refused.text.contains(held), "{held}");
        }
        // An error of its own names no form, but its draft.
        let other = [("vai_tro", "x"), draft[0], draft[1]];
        let wrong = browser.post(&format!("{page}/vai-tro"), &other).await;
        assert!(
            wrong.text.contains("data-tra-loi-so=\"4\""),
            "{}",
            wrong.text
        );

        browser.get("/tai-khoan").await.expect(200);
        let token = [("nhan", "Trang tin"), ("den", "mai")];
        let refused = browser.post("/tai-khoan/ma-truy-cap", &token).await;
        let refused = refused.expect(422).text;
        assert!(refused.contains("value=\"Trang tin\"") && refused.contains("value=\"mai\""));
        let token = [("nhan", "Trang tin"), ("den", "")];
        let taken = browser.post("/tai-khoan/ma-truy-cap", &token).await;
        assert!(!taken.expect(200).text.contains("value=\"Trang tin\""));
    })
    .await;
}
