//! The bell and the list: what waits is told once, read or not, chosen or not; done elsewhere it is gone.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const ASK: &[(&str, &str)] = &[
    ("co_quan", "tinh-a"),
    ("so_cau", "1"),
    ("hoi-0", "Số việc"),
    ("loai-0", "so"),
    ("gui_cho", "chon"),
    ("don_vi", "khu-a1"),
    ("so_ngay", "5"),
    ("viec", "gui"),
];

fn unread(page: &str) -> usize {
    let Some((_, rest)) = page.split_once("aria-label=\"Thông báo: ") else {
        assert!(page.contains("aria-label=\"Thông báo\""), "{page}");
        return 0;
    };
    rest.split(' ').next().unwrap().parse().unwrap()
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&mark).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_request_rings_is_opened_read_and_gone_once_it_is_answered() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        world.user("phong", Some((Role::Officer, "khu-a1"))).await;
        let mut province = Browser::of(&world, "tinh").await;
        let mut unit = Browser::of(&world, "phong").await;
        let before = unread(&unit.get("/").await.expect(200).text);
        let asked = [ASK, &[("ten", "Báo cáo quý IV")]].concat();
        let done = province
            .post("/yeu-cau-bao-cao/moi", &asked)
            .await
            .expect(303);
        let path = done.to().split('?').next().unwrap().to_owned();
        assert_eq!(unread(&unit.get("/").await.expect(200).text), before + 1);
        let page = unit.get("/thong-bao").await.expect(200).text;
        let (_, rest) = page.split_once("Yêu cầu báo cáo").unwrap();
        assert!(page.contains("«Báo cáo quý IV»") && !rest.is_empty());
        // The key of the notice stands before its words.
        let (head, _) = page.split_once("«Báo cáo quý IV»").unwrap();
        let (_, key) = head.rsplit_once("name=\"khoa\" value=\"").unwrap();
        let key = key.split('"').next().unwrap().to_owned();

        // Somebody else's notice is not there.
        let foreign = [("khoa", key.as_str()), ("viec", "mo")];
        province.post("/thong-bao", &foreign).await.expect(404);
        let opened = unit.post("/thong-bao", &foreign).await.expect(303);
        assert_eq!(opened.to(), format!("{path}/don-vi/khu-a1"));
        assert_eq!(
            unread(&unit.get("/thong-bao").await.expect(200).text),
            before
        );
        unit.post(
            "/thong-bao",
            &[("khoa", key.as_str()), ("viec", "chua-doc")],
        )
        .await
        .expect(303);
        assert_eq!(
            unread(&unit.get("/thong-bao").await.expect(200).text),
            before + 1
        );
        unit.post("/thong-bao", &[("viec", "doc")])
            .await
            .expect(303);
        assert_eq!(unread(&unit.get("/").await.expect(200).text), 0);

        // Given back is another thing to be told; answered, it waits no more.
        let form = format!("{path}/don-vi/khu-a1");
        let sent = [("ban", "0"), ("viec", "gui"), ("c-0", "12")];
        unit.post(&form, &sent).await.expect(303);
        let page = unit.get("/thong-bao").await.expect(200).text;
        assert!(page.contains("Đã xong hoặc không còn chờ"));
        let back = [("viec", "tra"), ("don_vi", "khu-a1@1"), ("y_kien", "Sai")];
        province.post(&path, &back).await.expect(303);
        assert_eq!(unread(&unit.get("/thong-bao").await.expect(200).text), 1);
        // A day that was moved rings again; an end is told.
        let seen = hidden(&province.get(&path).await.expect(200).text, "ban");
        let moved = [
            ("viec", "han"),
            ("han", "15/12/2026"),
            ("ly_do", "Chờ số liệu tháng"),
            ("ban", seen.as_str()),
        ];
        province.post(&path, &moved).await.expect(303);
        let seen = hidden(&province.get(&path).await.expect(200).text, "ban");
        let ended = [
            ("viec", "huy"),
            ("ly_do", "Trùng yêu cầu"),
            ("ban", seen.as_str()),
        ];
        province.post(&path, &ended).await.expect(303);
        let page = unit.get("/thong-bao").await.expect(200).text;
        assert!(
            page.contains("đã hủy yêu cầu báo cáo") && page.contains("Trùng yêu cầu"),
            "{page}"
        );
        // What one does not want to be told does not ring.
        let chosen = [("viec", "chon"), ("nhan", "so-lieu")];
        unit.post("/thong-bao", &chosen).await.expect(303);
        let page = unit.get("/thong-bao").await.expect(200).text;
        assert_eq!(unread(&page), 0, "{page}");
        // No mail server: no letters, no address.
        assert!(page.contains("chưa được cấu hình gửi thư"));
        unit.post("/thong-bao", &[("viec", "dia-chi"), ("dia_chi", "a@b.vn")])
            .await
            .expect(404);
        unit.post("/thong-bao", &[("viec", "chon"), ("thu", "ngay")])
            .await
            .expect(422);
    })
    .await;
}
