//! Pivot tables and the map on their pages: a number leads to as many rows, by role, bad addresses, files.

use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::{USERS, World};

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    let mut ministry = Browser::of(world, "bo-cuc").await;
    for path in [
        "/bang-cheo?moi-nam=1",
        "/bang-cheo?bang=dong-gop&moi-nam=1&so-do=tien",
        "/bang-cheo?nam=1990",
        "/ban-do",
        "/ban-do?xem=khen-thuong&nam=2022",
    ] {
        ministry.get(path).await.expect(200);
    }
}

/// The addresses of lists a page of a pivot leads to, each with the number shown.
fn numbers(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"").skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once("\">")?;
        let (text, _) = rest.split_once("</a>")?;
        let number = text.chars().all(|c| c.is_ascii_digit() || c == '.');
        let list = ["/khen-thuong?", "/dong-gop?", "/hoat-dong?"];
        let leads = list.iter().any(|path| href.starts_with(path));
        (number && leads).then(|| {
            (
                href.replace("&amp;", "&").replace("&#x2f;", "/"),
                text.to_owned(),
            )
        })
    });
    links.collect()
}

#[tokio::test]
async fn a_number_leads_to_as_many_rows() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut led = 0;
        for user in ["can-bo", "thong-ke", "bo-cuc", "kiem-tra"] {
            let mut reader = Browser::of(&world, user).await;
            for asked in [
                "bang=khen-thuong&moi-nam=1&so-do=dong",
                "bang=khen-thuong&moi-nam=1&so-do=dong&hang=tinh&doc=nam-thanh-tich",
                "bang=khen-thuong&moi-nam=1&so-do=dong&hang=tinh-trang&doc=cap-quyet-dinh",
                "bang=dong-gop&moi-nam=1&hang=hang-muc",
                "bang=hoat-dong&moi-nam=1",
            ] {
                let page = reader
                    .get(&format!("/bang-cheo?{asked}"))
                    .await
                    .expect(200)
                    .text;
                for (href, number) in numbers(&page) {
                    let list = reader.get(&href).await.expect(200).text;
                    let count = list
                        .split("data-count=\"")
                        .nth(1)
                        .and_then(|rest| rest.split('"').next());
                    assert_eq!(count, Some(number.as_str()), "{user}: {asked}: {href}");
                    led += 1;
                }
            }
        }
        assert!(led > 20, "{led}");
    })
    .await;
}

#[tokio::test]
async fn the_address_says_everything_and_a_wrong_one_is_told() {
    on_both(async |db| {
        let world = World::new(db).await;
        let mut reader = Browser::of(&world, "bo-cuc").await;
        let page = "/bang-cheo?bang=khen-thuong&moi-nam=1&hang=loai&doc=nam-thanh-tich";
        let text = reader.get(page).await.expect(200).text;
        assert!(
            text.contains("Đổi hàng với cột") && text.contains("hang=nam-thanh-tich"),
            "{text}"
        );
        reader.get("/bang-cheo?bang=khong-co").await.expect(400);
        reader.get("/bang-cheo?nam=99999").await.expect(400);
        // An address kept from another list still opens: what that list is counted by says nothing here.
        reader
            .get("/bang-cheo?bang=hoat-dong&hang=khen-thuong&so-do=tien")
            .await
            .expect(200);
        reader.get("/bang-cheo?trong=khong-co").await.expect(404);
        reader.get("/ban-do?xem=mau-sac").await.expect(400);
        reader.get("/ban-do?thang=13").await.expect(400);
        reader
            .get("/api/v1/pivot?of=khen-thuong&rows=mau-sac")
            .await
            .expect(422);
        let answer = reader
            .get("/api/v1/pivot?of=khen-thuong&measure=dong")
            .await
            .expect(200)
            .json();
        assert_eq!(answer["measure"], "dong");
        assert!(answer["total"]["rows"].as_u64().unwrap() > 0, "{answer}");
        let map = reader.get("/api/v1/map?year=2024").await.expect(200).json();
        assert_eq!(map["tiles"].as_array().unwrap().len(), 63);
        let map = reader
            .get("/api/v1/map?year=2026&measure=khen-thuong")
            .await
            .expect(200)
            .json();
        assert_eq!(map["tiles"].as_array().unwrap().len(), 34);
    })
    .await;
}

#[tokio::test]
async fn every_role_opens_what_it_may() {
    on_both(async |db| {
        let world = World::new(db).await;
        for (user, held) in USERS.into_iter().take(10) {
            let mut reader = Browser::of(&world, user).await;
            let reads = held.is_some() && !user.starts_with("quan-tri");
            for path in ["/bang-cheo", "/ban-do"] {
                let found = reader.get(path).await;
                let wanted = if reads { 200 } else { found.status.as_u16() };
                assert_eq!(found.status.as_u16(), wanted, "{user} {path}");
                assert_eq!(found.status.is_success(), reads, "{user} {path}");
            }
            let printed = reader.get("/bang-cheo/in?moi-nam=1&dang=xlsx").await;
            let prints = reads && user != "can-bo";
            assert_eq!(
                printed.status.is_success(),
                prints,
                "{user}: {}",
                printed.status
            );
        }
    })
    .await;
}
