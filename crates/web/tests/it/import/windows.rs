//! One session in two windows of its owner: the second one to act is told, and writes nothing back.

use super::*;

#[tokio::test]
async fn a_window_that_was_overtaken_is_told() {
    on_both(async |db| {
        let world = World::with(db, "thong-ke", Some((Role::Officer, "tinh-a"))).await;
        let mut browser = Browser::of(&world, "thong-ke").await;
        let to = send(&mut browser, "a.csv", PEOPLE.as_bytes())
            .await
            .expect(303)
            .to()
            .to_owned();
        let page = browser.get(&format!("{to}/cot")).await.expect(200).text;
        post(&mut browser, &format!("{to}/cot"), &chosen(&page))
            .await
            .expect(303);
        let first = shown(&browser.get(&format!("{to}/soat")).await.expect(200).text);
        // The other window mends both rows.
        let fields = [
            ("trang", "0"),
            ("cot", "nhom"),
            ("tu", "Nhóm lạ"),
            ("thanh", "Công chức"),
        ];
        browser
            .post(&format!("{to}/thay"), &fields)
            .await
            .expect(303);
        let before = world.app.db().version().await.unwrap();
        for path in ["luu", "dong?viec=bo", "o", "them-dong"] {
            let mut fields = first.fields().to_vec();
            // The cell as the first window still shows it.
            fields.extend([("o:3:nhom", "Nhóm lạ"), ("dong", "3")]);
            let answer = browser.post(&format!("{to}/{path}"), &fields).await;
            assert!(
                answer.expect(303).to().contains("thong-bao=noi-khac"),
                "{path}"
            );
        }
        assert_eq!(world.app.db().version().await.unwrap(), before);
        let page = browser
            .get(&format!("{to}/soat?thong-bao=noi-khac"))
            .await
            .expect(200)
            .text;
        assert!(
            page.contains("vừa được sửa ở một cửa sổ hoặc thẻ khác"),
            "{page}"
        );
        assert!(page.contains("Không còn lỗi."), "nothing was written back");
        let now = shown(&page);
        let done = browser.post(&format!("{to}/luu"), &now.fields()).await;
        assert_eq!(done.expect(303).to(), to);
        assert_eq!(world.app.db().version().await.unwrap(), before + 1);
    })
    .await;
}
