//! A statistical form through the router: its mapping, the row in doubt, the commit, the cell behind an officer's figure.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use super::{post, send, shown};
use crate::browser::Browser;
use crate::world::World;

/// Form 04 in a layout we invented, by the two divisions of the world's province.
const FORM: &str = "Biểu số: 04 (bố cục do Thi Đua đặt),,,,\n\
    06 tháng năm 2026,,,Đơn vị tính: việc,\n\
    Tên đơn vị,Phải thi hành,,,Số chuyển kỳ sau\n\
    ,Tổng số,Có điều kiện,,\n\
    ,,Tổng số,Thi hành xong,\n\
    A,1,2,3,4\n\
    Phòng THADS khu vực 1,100,80,50,50\n\
    Người Không Có Trong Hồ Sơ,100,80,50,50\n";

/// Every field of a page's forms as a browser would send it.
fn fields(page: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for part in page.split('<').filter(|part| part.contains("name=\"t0.")) {
        let name = part
            .split("name=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let value = part
            .split(" value=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap());
        if part.starts_with("select") {
            let from = page.find(part).unwrap();
            let options = page[from..].split("</select>").next().unwrap();
            let chosen = options
                .split("<option")
                .find(|option| option.contains(" selected"));
            let value = chosen.map_or("", |option| {
                option
                    .split("value=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap()
            });
            all.push((name.to_owned(), value.to_owned()));
        } else if !part.contains("type=\"radio\"") && !part.contains("type=\"checkbox\"")
            || part.contains(" checked")
        {
            all.push((name.to_owned(), value.unwrap_or_default().to_owned()));
        }
    }
    all
}

#[tokio::test]
async fn a_form_is_mapped_asked_about_and_stored() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut me = Browser::of(&world, "thong-ke").await;
        let opened = send(&mut me, "Biểu 04.csv", FORM.as_bytes())
            .await
            .expect(303);
        let session = opened.to().to_owned();
        let columns = format!("{session}/cot");
        let page = me.get(&columns).await.expect(200).text;
        assert!(
            page.contains("không bố cục nào ở đây là biểu mẫu chính thức"),
            "{page}"
        );
        assert!(
            page.contains("1 dòng chưa chắc") || page.contains("01 dòng chưa chắc"),
            "{page}"
        );
        let sent = fields(&page);
        let saved = post(&mut me, &columns, &sent).await.expect(303);
        assert_eq!(saved.to(), format!("{session}/hoi"));
        assert_eq!(
            me.get(&session).await.expect(303).to(),
            format!("{session}/hoi")
        );
        let page = me.get(&format!("{session}/hoi")).await.expect(200).text;
        assert!(
            page.contains("Dòng 8 «Người Không Có Trong Hồ Sơ» là ai?"),
            "{page}"
        );
        let none = me
            .post(&format!("{session}/hoi"), &[("trang", "0"), ("dong", "8")])
            .await
            .expect(422)
            .text;
        assert!(none.contains("Chưa chọn câu trả lời"), "{none}");
        me.post(
            &format!("{session}/hoi"),
            &[("trang", "0"), ("dong", "8"), ("chon", "bo")],
        )
        .await
        .expect(303);
        let rows = me.get(&format!("{session}/soat")).await.expect(200).text;
        let seen = shown(&rows);
        me.post(&format!("{session}/luu"), &seen.fields())
            .await
            .expect(303);
        let figures = me
            .get("/co-quan/khu-a1/so-lieu?nam=2026&thang=6")
            .await
            .expect(200)
            .text;
        assert!(figures.contains("/so-lieu/lich-su?"), "{figures}");
        let kept = me.get("/cach-doc-tep").await.expect(200).text;
        assert!(kept.contains("Biểu 04"), "{kept}");
        let own = kept
            .split("href=\"/cach-doc-tep/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let page = me
            .get(&format!("/cach-doc-tep/{own}"))
            .await
            .expect(200)
            .text;
        assert!(page.contains("Người Không Có Trong Hồ Sơ"), "{page}");
        // Another's reading is not there.
        world
            .user("nguoi-khac", Some((Role::Officer, "khu-a1")))
            .await;
        let mut other = Browser::of(&world, "nguoi-khac").await;
        other.get(&format!("/cach-doc-tep/{own}")).await.expect(404);
        me.post(&format!("/cach-doc-tep/{own}/quen"), &[])
            .await
            .expect(303);
        me.get(&format!("/cach-doc-tep/{own}")).await.expect(404);
    })
    .await;
}

/// The pages of a form and of its kept reading, each once.
pub(crate) async fn walk(browser: &mut Browser) {
    let opened = send(browser, "Biểu 04.csv", FORM.as_bytes())
        .await
        .expect(303);
    let columns = format!("{}/cot", opened.to());
    let page = browser.get(&columns).await.expect(200).text;
    let asked = post(browser, &columns, &fields(&page)).await.expect(303);
    browser.get(asked.to()).await.expect(200);
    let kept = browser.get("/cach-doc-tep").await.expect(200).text;
    let own = kept.split("href=\"/cach-doc-tep/").nth(1).unwrap();
    let own = own.split('"').next().unwrap();
    browser
        .get(&format!("/cach-doc-tep/{own}"))
        .await
        .expect(200);
}
