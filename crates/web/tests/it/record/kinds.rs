//! Every kind of record has its pages, and who only reads meets none of them.

use super::*;

#[tokio::test]
async fn every_kind_has_its_form_list_and_history() {
    on_both(async |db| {
        let world = World::with(db, "bo-cuc", Some((Role::Ministry, "cuc-quan-ly"))).await;
        let mut browser = Browser::of(&world, "bo-cuc").await;
        for kind in [
            "nhan-su",
            "co-quan",
            "chi-tieu",
            "khen-thuong",
            "cum-khoi",
            "van-ban",
            "sap-xep",
        ] {
            let form = browser
                .get(&format!("/du-lieu/{kind}/them?co-quan=tinh-a"))
                .await
                .expect(200);
            assert!(form.text.contains("<form class=\"form\""), "{kind}");
        }
        browser.get("/du-lieu/so-lieu/them").await.expect(404);
        for kind in ["nhan-su", "chi-tieu", "khen-thuong", "van-ban"] {
            let list = browser
                .get(&format!("/du-lieu/{kind}?co-quan=tinh-a"))
                .await
                .expect(200);
            let edit = between(&list, &format!("/du-lieu/{kind}/sua?khoa="), "\"").to_owned();
            let form = browser
                .get(&format!("/du-lieu/{kind}/sua?khoa={edit}"))
                .await
                .expect(200);
            // Sent back as it came nothing is changed.
            let mut fields: Vec<(String, String)> = vec![("co-so".into(), "1".into())];
            for input in form.text.split("<input").skip(1) {
                let tag = input.split('>').next().unwrap();
                let of = |name: &str| {
                    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
                    Some(rest.split('"').next()?.to_owned())
                };
                let checked = !tag.contains("checkbox") || tag.contains("checked");
                if let (Some(name), Some(value)) = (of("name"), of("value"))
                    && checked
                    && !name.starts_with('_')
                    && name != "co-so"
                    && name != "ly-do"
                {
                    fields.push((name, unescaped(&value)));
                }
            }
            for area in form.text.split("<textarea").skip(1) {
                let (head, rest) = area.split_once('>').unwrap();
                let (_, name) = head.split_once("name=\"").unwrap();
                let name = name.split('"').next().unwrap();
                fields.push((
                    name.into(),
                    unescaped(rest.split("</textarea>").next().unwrap()),
                ));
            }
            for select in form.text.split("<select").skip(1) {
                let (_, name) = select.split_once("name=\"").unwrap();
                let name = name.split('"').next().unwrap();
                let inside = select.split("</select>").next().unwrap();
                let chosen = inside
                    .split("<option")
                    .find(|option| option.contains(" selected"));
                let value = chosen.and_then(|option| option.split_once("value=\""));
                let value = value.map_or("", |(_, rest)| rest.split('"').next().unwrap());
                fields.push((name.into(), unescaped(value)));
            }
            let pairs: Vec<(&str, &str)> = fields
                .iter()
                .map(|(k, v)| (k.as_str(), v.as_str()))
                .collect();
            let same = browser
                .post(&format!("/du-lieu/{kind}/sua?khoa={edit}"), &pairs)
                .await
                .expect(303);
            assert!(
                same.to().contains("viec=khong-doi"),
                "{kind} {} {pairs:?}",
                same.to()
            );
            browser.get(same.to()).await.expect(200);
            browser
                .get(&format!("/du-lieu/{kind}/lich-su?khoa={edit}"))
                .await
                .expect(200);
        }
        let block = browser.get("/cum-khoi/khoi-1").await.expect(200);
        let edit = between(&block, "/du-lieu/cum-khoi/sua?khoa=", "\"").to_owned();
        browser
            .get(&format!("/du-lieu/cum-khoi/sua?khoa={edit}"))
            .await
            .expect(200);
        browser
            .get("/du-lieu/cum-khoi/them?cua=khoi-1&nam=2027")
            .await
            .expect(200);
        browser
            .get("/du-lieu/co-quan/them?cua=tinh-a")
            .await
            .expect(200);
    })
    .await;
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[tokio::test]
async fn who_only_reads_meets_no_button_and_no_form() {
    on_both(async |db| {
        let world = World::with(db, "kiem-tra", Some((Role::Auditor, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "kiem-tra").await;
        for path in [
            "/co-quan/khu-a1",
            "/ca-nhan/nv-a1",
            "/van-ban/vb-2",
            "/co-quan/tinh-a/tien-do",
            "/co-quan/tinh-a/khen-thuong",
            "/cum-khoi/khoi-1",
            "/co-quan",
        ] {
            let page = browser.get(path).await.expect(200);
            for button in ["/them", "/sua?", "/dieu-dong"] {
                assert!(!page.text.contains(button), "{path} {button} {}", page.text);
            }
        }
        browser.get("/du-lieu/nhan-su/them").await.expect(403);
        let history = format!(
            "/du-lieu/nhan-su/lich-su?khoa={}",
            key("nv-a1", "2025-07-01")
        );
        let page = browser.get(&history).await.expect(200);
        assert!(!page.text.contains("Khôi phục bản này"));
        let other = format!(
            "/du-lieu/nhan-su/lich-su?khoa={}",
            key("nv-b", "2020-01-01")
        );
        browser.get(&other).await.expect(404);
    })
    .await;
}

/// Opens every page of records once.
pub(crate) async fn crawl(world: &World) {
    let mut browser = Browser::of(world, "thong-ke").await;
    browser.get("/cum-khoi/khoi-1").await.expect(200);
    browser
        .get("/du-lieu/nhan-su?co-quan=tinh-a")
        .await
        .expect(200);
    let khoa = key("nv-a", "2020-01-01");
    let at = format!("/du-lieu/nhan-su/sua?khoa={khoa}");
    browser.get(&at).await.expect(200);
    let history = format!("/du-lieu/nhan-su/lich-su?khoa={khoa}");
    browser.get(&history).await.expect(200);
    let change = |post: &'static str| {
        [
            ("co-so", "1"),
            ("chuc_vu", post),
            ("ly-do", "theo quyết định"),
        ]
    };
    browser
        .post(&at, &change("Phó Trưởng phòng"))
        .await
        .expect(303);
    browser.post(&at, &change("Trưởng phòng")).await.expect(409);
    let gone = format!("/du-lieu/nhan-su/go-bo?khoa={khoa}");
    browser
        .post(&gone, &[("co-so", "2"), ("ly-do", "thử")])
        .await
        .expect(422);
}
