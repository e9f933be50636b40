//! Every template is rendered with real data somewhere: an unused or broken one cannot hide.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use thidua_domain::access::Role;
use thidua_store::testing::fresh;
use thidua_web::listen::Mode;
use thidua_web::routes::{self, Method};

use crate::browser::Browser;
use crate::world::{PASSWORD, World};

/// What templates are put together from; never rendered alone.
const PARTS: &[&str] = &[
    "layout.html",
    "alone.html",
    "parts.html",
    "chart.html",
    "dashboard/parts.html",
    "listing/parts.html",
    "record/field.html",
    "search/palette.html",
    "figures/entry_parts.html",
    "closing/parts.html",
    "quality/parts.html",
    "correction/parts.html",
    "import/form_head.html",
    "import/form_rows.html",
    "regime/parts.html",
    "restate/parts.html",
    "law/rules/parts.html",
    "register/claim_form.html",
    "law/parts.html",
    "document/tree.html",
    "achievement/parts.html",
    "attachment/list.html",
    "campaign/parts.html",
    "exemplar/parts.html",
    "initiative/stage.html",
    "note/states.html",
    "registration/parts.html",
    "report/table.html",
    "request/parts.html",
];

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn files(folder: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

async fn crawl(world: &World) {
    for user in ["kiem-tra", "quan-tri-chung", "khong-vai-tro"] {
        let mut browser = Browser::of(world, user).await;
        for route in routes::all().filter(|route| route.method == Method::Get) {
            let path = route.path.replace("{ten}", "thong-ke");
            for object in ["tinh-a", "vb-1", "vb-2", "nv-a", "khu-a1"] {
                browser.get(&path.replace("{ma}", object)).await;
            }
        }
        browser.get("/co-quan/tinh-a/tien-do?nam=2001").await;
        browser.get("/co-quan/tinh-a/so-lieu?nam=2001").await;
        browser.get("/co-quan?tim=khong-co-ten-nay").await;
        browser.get("/huong-dan/tong-quan").await.expect(200);
        browser.get("/tim-kiem?q=a").await.expect(200);
        browser.get("/tim-kiem/goi-y?q=a").await.expect(200);
    }
    crate::record::crawl(world).await;
    crate::entry::crawl(world).await;
    crate::import::crawl(world).await;
    crate::names::crawl(world).await;
    crate::conduct::crawl(world).await;
    crate::life::crawl(world).await;
    crate::revoke::crawl(world).await;
    crate::rules::crawl(world).await;
    crate::eligibility::crawl(world).await;
    crate::movement::crawl(world).await;
    crate::cluster::crawl(world).await;
    crate::campaign::crawl(world).await;
    crate::attachment::crawl(world).await;
    crate::feats::crawl(world).await;
    crate::deeds::crawl(world).await;
    crate::requests::crawl(world).await;
    crate::living::crawl(world).await;
    crate::pivot::crawl(world).await;
    crate::correction::crawl(world).await;
    crate::exchange::crawl(world).await;
    let mut officer = Browser::of(world, "thong-ke").await;
    let mut leader = Browser::of(world, "lanh-dao").await;
    leader.get("/co-quan/tinh-a/che-do-duyet").await;
    let below = "/co-quan/tinh-a/giao-chi-tieu?nam=2026";
    officer.get(below).await.expect(200);
    officer.post(below, &[("viec", "phan")]).await.expect(200);
    let mut auditor = Browser::of(world, "kiem-tra").await;
    let page = auditor
        .get("/co-quan/tinh-a/so-lieu")
        .await
        .expect(200)
        .text;
    let link = page
        .split("/so-lieu/lich-su?")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&");
    auditor
        .get(&format!("/so-lieu/lich-su?{link}"))
        .await
        .expect(200);
    let mut office = Browser::of(world, "thong-ke").await;
    crate::import::forms::walk(&mut office).await;
    office.get("/ca-nhan/nv-a1/so-lieu").await.expect(200);
    let mut admin = Browser::of(world, "quan-tri-chung").await;
    admin.get("/quan-tri/nguoi-dung").await;
    admin
        .post("/quan-tri/nguoi-dung", &[("ten", "moi"), ("ho_ten", "Mới")])
        .await
        .expect(200);
    let invited = [
        ("co_quan", "khu-a1"),
        ("chon", "nv-a1"),
        ("ten-nv-a1", "le.thi.binh"),
        ("vai_tro", "can_bo"),
    ];
    admin
        .post("/quan-tri/moi-nguoi-dung", &invited)
        .await
        .expect(200);
    admin
        .post("/tai-khoan/ma-truy-cap", &[("nhan", "Tên")])
        .await
        .expect(200);
    let request = admin
        .request("POST", "/quan-tri/nguoi-dung")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let late = axum::body::Body::from("_bieu_mau=x&ho_ten=M%E1%BB%9Bi");
    admin.take(request.body(late).unwrap()).await.expect(422);
    let mut stranger = Browser::new(world);
    let request = stranger
        .request("GET", "/co-quan")
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-mode", "navigate");
    stranger
        .take(request.body(axum::body::Body::empty()).unwrap())
        .await
        .expect(200);
    stranger.sign_in("khong-co", PASSWORD).await.expect(422);
}

#[tokio::test]
async fn every_template_is_rendered_without_a_fault() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let one = fresh(thidua_store::Engine::Sqlite).await;
    crawl(&World::new(one.db.clone()).await).await;
    let other = fresh(thidua_store::Engine::Sqlite).await;
    let empty = World::empty(other.db.clone(), Mode::Loopback).await;
    Browser::new(&empty)
        .get("/thiet-lap-ban-dau")
        .await
        .expect(200);
    empty
        .user("quan-tri", Some((Role::Administrator, "*")))
        .await;
    empty.user("bo", Some((Role::Ministry, "*"))).await;
    for user in ["quan-tri", "bo"] {
        let mut browser = Browser::of(&empty, user).await;
        for path in [
            "/",
            "/co-quan",
            "/van-ban",
            "/xep-hang",
            "/quan-tri/nguoi-dung",
        ] {
            assert!(
                !browser.get(path).await.status.is_server_error(),
                "{path} of an empty database"
            );
        }
    }
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let faults: Vec<&str> = text.lines().filter(|line| line.contains("WEB_")).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let rendered: BTreeSet<String> = text
        .lines()
        .filter(|line| line.contains("thidua::page"))
        .filter_map(|line| {
            Some(
                line.split("template=\"")
                    .nth(1)?
                    .split('"')
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    let mut wanted = BTreeSet::new();
    files(Path::new("templates"), "", &mut wanted);
    for part in PARTS {
        wanted.remove(*part);
    }
    assert_eq!(rendered, wanted);
}
