//! A code is for programs: where a reader expects a name, no page shows one.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_path, load};
use thidua_domain::access::Role;
use thidua_store::testing::on_both;
use thidua_web::routes::{self, Method};

use crate::browser::Browser;
use crate::world::World;

/// A paper of which neither number nor name is known: the hardest to name.
const CODE: &str = "bai-khong-ten-2025";

const SHEETS: [(&str, &str); 4] = [
    (
        "van-ban",
        "Mã,Loại,Tác giả,Căn cứ,Nói về\n\
         bai-khong-ten-2025,bai_viet,Đình Thương,,tinh-a;nv-a\n\
         bc-moi-2025,bao_cao,,bai-khong-ten-2025,tinh-a\n",
    ),
    (
        "chi-tieu",
        "Mã,Mã cơ quan,Năm công tác,Mã chỉ tiêu,Phép so,Giá trị,Văn bản,Nguồn\n\
         ct-moi,khu-a1,2026,viec.ty_le,>=,\"83,50\",bai-khong-ten-2025,Suy ra từ bài viết (bai-khong-ten-2025): 68 − 13\n",
    ),
    (
        "so-lieu",
        "Mã cơ quan,Năm công tác,Tháng lũy kế,Mã số liệu,Giá trị,Đơn vị tính,Nguồn\n\
         khu-a1,2026,12,viec.xong,12,viec,bai-khong-ten-2025\n",
    ),
    (
        "khen-thuong",
        "Mã cơ quan,Đối tượng,Mã khen thưởng,Năm thành tích,Số quyết định,Số lượng,Nguồn\n\
         tinh-a,tap_the,gk,2026,bai-khong-ten-2025,2,bai-khong-ten-2025\n",
    ),
];

/// What a reader sees of a page: without tags and without codes shown on purpose.
fn seen(page: &str) -> String {
    let mut text = String::new();
    for (at, part) in page.split("<code>").enumerate() {
        let shown = match at {
            0 => part,
            _ => part.split_once("</code>").map_or("", |(_, rest)| rest),
        };
        for piece in shown.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, said)| said));
            text.push(' ');
        }
    }
    text
}

async fn tell(world: &World) {
    let folder = tempfile::tempdir().unwrap();
    for (name, rows) in SHEETS {
        std::fs::write(folder.path().join(format!("{name}.csv")), rows).unwrap();
    }
    let bundle = from_path(folder.path().to_str().unwrap()).unwrap();
    let options = Options {
        channel: "cli".into(),
        ..Options::default()
    };
    let loaded = load(&world.app, &Caller::console().actor, &bundle, &options)
        .await
        .unwrap();
    assert!(!loaded.refused(), "{:#?}", loaded.faults);
}

#[tokio::test]
async fn no_page_shows_a_documents_code_for_its_name() {
    on_both(async |db| {
        let world = World::with(db, "kiem-tra", Some((Role::Auditor, "tinh-a"))).await;
        tell(&world).await;
        let mut browser = Browser::of(&world, "kiem-tra").await;
        let pages = routes::all().filter(|route| {
            route.method == Method::Get
                && !route.path.starts_with("/api/")
                && !route.path.starts_with("/in/")
        });
        let mut read = 0;
        for route in pages {
            for object in ["tinh-a", "khu-a1", "nv-a", CODE, "bc-moi-2025"] {
                let path = route.path.replace("{ma}", object);
                if path.contains('{') || path == "/tim-kiem" {
                    continue;
                }
                let page = browser.get(&path).await.text;
                assert!(
                    !seen(&page).contains(CODE),
                    "{path} shows {CODE}:\n{}",
                    seen(&page)
                );
                read += 1;
                if !route.path.contains("{ma}") {
                    break;
                }
            }
        }
        assert!(read > 40, "{read} pages");
        let person = browser.get("/ca-nhan/nv-a").await.expect(200).text;
        assert!(person.contains("Bài viết của Đình Thương"), "{person}");
        let pace = browser
            .get("/co-quan/khu-a1/tien-do?nam=2026&thang=12")
            .await
            .expect(200)
            .text;
        assert!(!seen(&pace).contains(CODE), "{pace}");
        assert!(
            pace.contains("Suy ra từ bài viết (Bài viết của Đình Thương): 68 − 13"),
            "{pace}"
        );
    })
    .await;
}
