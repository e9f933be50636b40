//! Peak campaigns on their pages: the day's entry, conflict, wall, bulletin, the standing of units and its file.

use thidua_app::access::Caller;
use thidua_app::bundle::{Options, from_bytes, load};
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

const CAMPAIGN: &str = "/dot-cao-diem/dot-a";

/// A campaign of the whole month before today and on, with goals, figures and one unit's days.
async fn told(world: &World) {
    let today = world.app.today();
    let first = today.first_of_month();
    let last = first.last_of_month();
    let year = thidua_domain::time::WorkYear::of(today).0;
    let movements = format!(
        "Mã,Tên,Loại,Cơ quan phát động,Từ ngày,Đến ngày\ndot-a,Đợt <b>cao điểm</b> của A,cao_diem,tinh-a,{first},{last}\n"
    );
    let targets = format!(
        "Mã,Mã cơ quan,Năm công tác,Mã phong trào,Mã chỉ tiêu,Phép so,Giá trị\n\
         dot-a-1,tinh-a,{year},dot-a,viec.xong,>=,84\n"
    );
    for (name, text) in [("phong-trao.csv", movements), ("chi-tieu.csv", targets)] {
        let bundle = from_bytes(name, text.as_bytes()).unwrap();
        let options = Options {
            channel: "cli".into(),
            ..Options::default()
        };
        let by = Caller::console();
        let loaded = load(&world.app, &by.actor, &bundle, &options)
            .await
            .unwrap();
        assert!(!loaded.refused(), "{:#?}", loaded.faults);
    }
}

/// Renders every template of these pages.
pub(crate) async fn crawl(world: &World) {
    told(world).await;
    let mut officer = Browser::of(world, "thong-ke").await;
    for path in ["", "/man-hinh", "/nhap"] {
        officer.get(&format!("{CAMPAIGN}{path}")).await.expect(200);
    }
    officer.get("/dot-cao-diem?moi-nam=1").await.expect(200);
    officer.get("/phong-trao/dot-a/ket-qua").await.expect(200);
}

#[tokio::test]
async fn a_day_is_entered_shown_on_the_wall_and_told_in_one_line() {
    on_both(async |db| {
        let world = World::new(db).await;
        told(&world).await;
        let mut officer = Browser::of(&world, "thong-ke").await;
        let list = officer
            .get("/dot-cao-diem?moi-nam=1")
            .await
            .expect(200)
            .text;
        assert!(
            list.contains("Đợt &lt;b&gt;cao điểm&lt;/b&gt; của A"),
            "{list}"
        );
        let day = world.app.today();
        let cell = format!("tinh-a/{day}/viec.xong");
        let path = format!("{CAMPAIGN}/nhap?ngay={day}");
        let page = officer.get(&path).await.expect(200).text;
        assert!(
            page.contains("data-grid") && page.contains(&format!("name=\"o.{cell}\"")),
            "{page}"
        );
        let (typed, seen) = (format!("o.{cell}"), format!("cu.{cell}"));
        let wrong = officer
            .post(&path, &[(typed.as_str(), "ba"), (seen.as_str(), "")])
            .await;
        let wrong = wrong.expect(422).text;
        assert!(
            wrong.contains("aria-invalid=\"true\"") && wrong.contains("value=\"ba\""),
            "{wrong}"
        );
        officer
            .post(&path, &[(typed.as_str(), "21"), (seen.as_str(), "")])
            .await
            .expect(303);
        // Who looked before that is told, and nothing of theirs is stored.
        let late = officer
            .post(&path, &[(typed.as_str(), "5"), (seen.as_str(), "")])
            .await;
        assert!(late.expect(409).text.contains("người khác vừa ghi"));
        let page = officer.get(CAMPAIGN).await.expect(200).text;
        assert!(
            page.contains("chart-plot") && page.contains("25,00"),
            "{page}"
        );
        assert!(
            page.contains("thi hành xong") && page.contains("đạt 25,00% chỉ tiêu đợt"),
            "{page}"
        );
        let wall = officer
            .get(&format!("{CAMPAIGN}/man-hinh"))
            .await
            .expect(200)
            .text;
        assert!(wall.contains("http-equiv=\"refresh\"") && wall.contains("every 60s"));
        assert!(
            wall.contains("<progress max=\"100\" value=\"25.00\""),
            "{wall}"
        );
        let units = officer
            .get("/phong-trao/dot-a/ket-qua")
            .await
            .expect(200)
            .text;
        assert!(units.contains("Đã đạt"), "{units}");
        // A year kept from another page is not this movement's.
        officer.get("/dot-cao-diem?nam=2016").await.expect(200);
        let again = officer.get("/phong-trao/dot-a/ket-qua").await.expect(200);
        assert!(again.text.contains("Đã đạt"), "{}", again.text);
        let file = "/phong-trao/dot-a/ket-qua/in?dang=xlsx";
        officer.get(file).await.expect(200);
        for form in ["docx", "pdf"] {
            let file = format!("{CAMPAIGN}/bao-cao?dang={form}");
            officer.get(&file).await.expect(200);
        }
        officer
            .get("/dot-cao-diem/khong-co/bao-cao")
            .await
            .expect(404);
        officer.get("/dot-cao-diem/khong-co").await.expect(404);
    })
    .await;
}
