//! Asking, answering, giving back and taking together through the router, as the province and as the unit.

use thidua_domain::access::Role;
use thidua_store::testing::on_both;

use crate::browser::Browser;
use crate::world::World;

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

const ASK: &[(&str, &str)] = &[
    ("co_quan", "tinh-a"),
    ("ten", "Kết quả <b>quý IV</b>"),
    ("so_cau", "3"),
    ("hoi-0", "Số tiền ủng hộ"),
    ("loai-0", "so"),
    ("don-vi-tinh-0", "đồng"),
    ("bat-buoc-0", "1"),
    ("hoi-1", "Mô hình"),
    ("loai-1", "bang"),
    ("cot-1", "Tên | chữ\nSố việc | số"),
    ("gui_cho", "chon"),
    ("don_vi", "khu-a1"),
    ("so_ngay", "5"),
];

/// The pages of this room, for the test that renders every template.
pub(crate) async fn crawl(world: &World) {
    let mut province = Browser::of(world, "thong-ke").await;
    province.get("/yeu-cau-bao-cao/moi").await.expect(200);
    let fields = [ASK, &[("viec", "gui")]].concat();
    let done = province.post("/yeu-cau-bao-cao/moi", &fields).await;
    let done = done.expect(303);
    province.get(done.to()).await.expect(200);
    let (path, _) = done.to().split_once('?').unwrap();
    let form = format!("{path}/don-vi/khu-a1");
    province.get(&form).await.expect(200);
    world
        .user("phong-le", Some((Role::Officer, "khu-a1")))
        .await;
    let mut unit = Browser::of(world, "phong-le").await;
    unit.get("/yeu-cau-bao-cao/moi").await.expect(200);
}

#[tokio::test]
async fn a_province_asks_a_unit_answers_and_one_table_holds_it() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        world.user("phong", Some((Role::Officer, "khu-a1"))).await;
        world.user("tinh-b", Some((Role::Officer, "tinh-b"))).await;
        world.user("can-bo", Some((Role::Employee, "tinh-a"))).await;
        let mut province = Browser::of(&world, "tinh").await;
        let mut unit = Browser::of(&world, "phong").await;

        let page = province.get("/yeu-cau-bao-cao/moi").await.expect(200).text;
        assert!(page.contains("Bảng nhiều dòng") && page.contains("value=\"khu-a1\""));
        // More lines, and the sections of an outline, without losing what was typed.
        let with =
            |verb: &'static str| [ASK, &[("viec", verb), ("de_cuong", "giai-doan")]].concat();
        let page = province
            .post("/yeu-cau-bao-cao/moi", &with("them"))
            .await
            .expect(200)
            .text;
        assert!(page.contains("Câu hỏi 7") && page.contains("value=\"Số tiền ủng hộ\""));
        let page = province
            .post("/yeu-cau-bao-cao/moi", &with("de-cuong"))
            .await
            .expect(200)
            .text;
        assert!(page.contains("value=\"Công tác khen thưởng\""));
        // Nothing to ask: told, and what was typed stays.
        let bare = [
            ("co_quan", "tinh-a"),
            ("ten", "Trống"),
            ("gui_cho", "chon"),
            ("viec", "gui"),
        ];
        let page = province
            .post("/yeu-cau-bao-cao/moi", &bare)
            .await
            .expect(422)
            .text;
        assert!(
            page.contains("Chưa có câu hỏi nào")
                && page.contains("Hạn gửi là một ngày")
                && page.contains("value=\"Trống\"")
        );
        let done = province
            .post("/yeu-cau-bao-cao/moi", &with("gui"))
            .await
            .expect(303);
        let (path, _) = done.to().split_once('?').unwrap();
        let page = province.get(done.to()).await.expect(200).text;
        for says in ["Đã gửi yêu cầu", "/01 đơn vị đã gửi"] {
            assert!(page.contains(says), "{says}: {page}");
        }
        assert!(page.contains("&lt;b&gt;quý IV") && !page.contains("<b>quý"));

        // It stands on the unit's start page and leads to the form.
        let form = format!("{path}/don-vi/khu-a1");
        let start = unit.get("/").await.expect(200).text;
        assert!(start.contains(&format!("href=\"{form}\"")), "{start}");
        let page = unit.get(&form).await.expect(200).text;
        assert!(page.contains("Số tiền ủng hộ (đồng)") && page.contains("dòng 3"));
        let typed = |verb: &'static str, seen: &str, money: &'static str| {
            [
                ("ban", seen.to_owned()),
                ("viec", verb.to_owned()),
                ("c-0", money.to_owned()),
                ("dong-1", "2".to_owned()),
                ("b-1-0-0", "Sổ tay".to_owned()),
                ("b-1-0-1", "3".to_owned()),
            ]
        };
        let post = async |browser: &mut Browser, fields: &[(&str, String)]| {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, text)| (*name, text.as_str()))
                .collect();
            browser.post(&form, &fields).await
        };
        let more = post(&mut unit, &typed("them-dong", "0", "12"))
            .await
            .expect(200)
            .text;
        assert!(more.contains("dòng 7") && more.contains("value=\"Sổ tay\""));
        let wrong = post(&mut unit, &typed("gui", "0", "nhiều"))
            .await
            .expect(422)
            .text;
        assert!(wrong.contains("Câu 1 «Số tiền ủng hộ»") && wrong.contains("value=\"nhiều\""));
        post(&mut unit, &typed("nhap", "0", "")).await.expect(303);
        let old = post(&mut unit, &typed("gui", "0", "1.000"))
            .await
            .expect(409)
            .text;
        assert!(old.contains("Người khác vừa thay đổi"));
        let seen = hidden(&unit.get(&form).await.expect(200).text, "ban");
        post(&mut unit, &typed("gui", &seen, "1.000.000"))
            .await
            .expect(303);
        // Who stands above reads it and does not write it.
        let read = province.get(&form).await.expect(200).text;
        assert!(read.contains("1.000.000") && !read.contains("name=\"c-0\""));
        post(&mut province, &typed("gui", "1", "5"))
            .await
            .expect(404);

        let page = province.get(path).await.expect(200).text;
        assert!(
            page.contains("01/01 đơn vị đã gửi")
                && page.contains("1.000.000")
                && page.contains("khu-a1@1")
        );
        let bare = [("viec", "tra"), ("don_vi", "khu-a1@1")];
        province.post(path, &bare).await.expect(422);
        let back = [
            ("viec", "tra"),
            ("don_vi", "khu-a1@1"),
            ("y_kien", "Sai đơn vị tính"),
        ];
        province.post(path, &back).await.expect(303);
        assert!(
            unit.get(&form)
                .await
                .expect(200)
                .text
                .contains("Sai đơn vị tính")
        );
        assert!(
            unit.get("/")
                .await
                .expect(200)
                .text
                .contains("Sai đơn vị tính")
        );

        // Files, and programs.
        for ending in ["docx", "xlsx", "pdf"] {
            province
                .get(&format!("{path}/in?dang={ending}"))
                .await
                .expect(200);
        }
        let code = path.rsplit('/').next().unwrap();
        let api = province
            .get(&format!("/api/v1/request?code={code}"))
            .await
            .expect(200)
            .text;
        assert!(api.contains("\"returned\":[\""));
        assert!(
            unit.get("/api/v1/requests")
                .await
                .expect(200)
                .text
                .contains("\"to_answer\":[{")
        );

        // Others: not there; an employee reads no reports.
        let mut beside = Browser::of(&world, "tinh-b").await;
        for foreign in [path, form.as_str(), &format!("{path}/in")] {
            beside.get(foreign).await.expect(404);
        }
        Browser::of(&world, "can-bo")
            .await
            .get("/yeu-cau-bao-cao")
            .await
            .expect(403);
        unit.get(path).await.expect(404);
        province.get("/yeu-cau-bao-cao/khong-co").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn who_has_nobody_to_ask_is_told_why_and_questions_come_from_the_data() {
    on_both(async |db| {
        let world = World::with(db, "tinh", Some((Role::Officer, "tinh-a"))).await;
        world.user("phong", Some((Role::Officer, "khu-a1"))).await;
        let mut unit = Browser::of(&world, "phong").await;
        let page = unit.get("/yeu-cau-bao-cao/moi").await.expect(200).text;
        for says in [
            "Chưa có đơn vị nào để yêu cầu báo cáo",
            "Xem yêu cầu phải trả lời",
        ] {
            assert!(page.contains(says), "{says}");
        }
        assert!(!page.contains("name=\"hoi-0\""));
        let list = unit.get("/yeu-cau-bao-cao").await.expect(200).text;
        assert!(
            !list.contains("/yeu-cau-bao-cao/moi"),
            "nothing is offered that cannot be"
        );
        unit.post("/yeu-cau-bao-cao/moi", &[ASK, &[("viec", "gui")]].concat())
            .await
            .expect(404);

        let mut province = Browser::of(&world, "tinh").await;
        let group = [
            ("viec", "nhom"),
            ("nhom_so_lieu", "Kết quả thi hành án bằng việc"),
        ];
        let page = province
            .post("/yeu-cau-bao-cao/moi", &[ASK, &group].concat())
            .await
            .expect(200)
            .text;
        assert!(page.contains("value=\"Thi hành xong (về việc)\""));
        let none = [("viec", "nhom"), ("nhom_so_lieu", "Không có")];
        province
            .post("/yeu-cau-bao-cao/moi", &[ASK, &none].concat())
            .await
            .expect(422);
        // A figure without its months, and one that is none: told, and what was typed stays.
        let wrong = [
            ("so-lieu-2", "Việc xong xuôi"),
            ("hoi-2", "X"),
            ("viec", "gui"),
        ];
        let page = province
            .post("/yeu-cau-bao-cao/moi", &[ASK, &wrong].concat())
            .await
            .expect(422)
            .text;
        assert!(page.contains("«Việc xong xuôi»") && page.contains("value=\"Việc xong xuôi\""));
        let asked = [
            ("hoi-2", ""),
            ("so-lieu-2", "Thi hành xong (về việc)"),
            ("ky_nam", "2026"),
            ("ky_thang", "9"),
            ("viec", "gui"),
        ];
        let done = province
            .post("/yeu-cau-bao-cao/moi", &[ASK, &asked].concat())
            .await
            .expect(303);
        let (path, _) = done.to().split_once('?').unwrap();
        let page = unit
            .get(&format!("{path}/don-vi/khu-a1"))
            .await
            .expect(200)
            .text;
        assert!(page.contains("Thi hành xong (về việc)"), "{page}");
        assert!(
            page.contains("Từ dữ liệu") || page.contains("Chưa có dữ liệu"),
            "{page}"
        );
        assert!(page.contains("data-draft=\"tra-loi-yeu-cau/"));
    })
    .await;
}
