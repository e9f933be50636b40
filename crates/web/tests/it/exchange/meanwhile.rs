//! What another stores between the look at a bundle and its taking in.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use super::{EXPORT, download, upload};
use crate::browser::Browser;
use crate::restate::version;
use crate::world::World;

/// Sets a target anew as another user does.
async fn told_anew(world: &World, goal: &str) {
    let text = format!(
        "Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị\nct-1,tinh-a,2026,viec.ty_le,>=,\"{goal}\"\n"
    );
    let bundle = from_bytes("chi-tieu.csv", text.as_bytes()).unwrap();
    let options = Options {
        channel: "cli".into(),
        revise: Some("Giao lại".into()),
        ..Options::default()
    };
    let loaded = load(&world.app, &Caller::console().actor, &bundle, &options).await;
    let loaded = loaded.unwrap();
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

#[tokio::test]
async fn what_another_stored_after_the_look_is_not_replaced_unseen() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let (_, zip) = download(&world, &mut browser, &EXPORT).await;
        told_anew(&world, "84,00").await;
        let waits = upload(&mut browser, "/trao-doi/nhan", "a.zip", &zip)
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = browser.get(&waits).await.expect(200).text;
        assert!(page.contains("ghi thành bản mới"), "{page}");
        let seen = version(&page);
        told_anew(&world, "85,00").await;
        let stored = async || world.app.db().version().await.unwrap();
        let before = stored().await;
        let fields = [
            ("ly_do", "Theo bản gửi"),
            ("so", "16/CV"),
            ("phien_ban", &*seen),
        ];
        let page = browser.post(&waits, &fields).await.expect(409).text;
        assert!(
            page.contains("trong lúc anh/chị xem") && page.contains("Theo bản gửi"),
            "{page}"
        );
        assert_eq!(stored().await, before);
        // Looked at again it is taken in.
        let seen = version(&page);
        let fields = [
            ("ly_do", "Theo bản gửi"),
            ("so", "16/CV"),
            ("phien_ban", &*seen),
        ];
        browser.post(&waits, &fields).await.expect(303);
        assert!(stored().await > before);
    })
    .await;
}
