//! Who may call what about whom: every route, every role, every relation, against a reviewed file.

use std::collections::BTreeMap;
use std::fmt::Write;

use thidua_app::access::Caller;
use thidua_app::figures::{AskBalance, balance};
use thidua_store::testing::on_both;
use thidua_web::routes::{self, About, Method, Route};

use crate::browser::{Answer, Browser};
use crate::world::{PASSWORD, World};

const PERSONAS: [&str; 11] = [
    "khach",
    "khong-vai-tro",
    "can-bo",
    "thong-ke",
    "to-chuc",
    "nguoi-dung-dau",
    "lanh-dao",
    "bo-cuc",
    "kiem-tra",
    "quan-tri",
    "quan-tri-chung",
];
/// Every persona's role is held at `tinh-a`; the columns of the relation say who is asked about.
const AGENCIES: [(&str, &str); 6] = [
    ("own", "tinh-a"),
    ("below", "khu-a1"),
    ("above", "cuc-quan-ly"),
    ("sibling", "tinh-b"),
    ("before", "cu-c"),
    ("nowhere", "khong-co"),
];
const PEOPLE: [(&str, &str); 5] = [
    ("own", "nv-a"),
    ("below", "nv-a1"),
    ("above", "nv-bo"),
    ("sibling", "nv-b"),
    ("nowhere", "khong-co"),
];
/// Posts of the people, by the keys of their records.
const RECORDS: [(&str, &str); 5] = [
    ("own", "4:nv-a|10:2020-01-01|"),
    ("below", "5:nv-a1|10:2025-07-01|"),
    ("above", "5:nv-bo|10:2020-01-01|"),
    ("sibling", "4:nv-b|10:2020-01-01|"),
    ("nowhere", "8:khong-co|10:2020-01-01|"),
];
const DOCUMENTS: [(&str, &str); 2] = [("own", "vb-1"), ("nowhere", "khong-co")];
const USERS: [(&str, &str); 6] = [
    ("own", "nguoi-own"),
    ("below", "nguoi-below"),
    ("above", "nguoi-above"),
    ("sibling", "nguoi-sibling"),
    ("before", "nguoi-before"),
    ("nowhere", "khong-co"),
];
const NOTHING: [(&str, &str); 1] = [("-", "")];

/// The keys of one stored sheet of each agency.
async fn sheets(world: &World) -> BTreeMap<String, String> {
    let view = world.app.view(&Caller::console().actor).await.unwrap();
    let mut found = BTreeMap::new();
    for (relation, agency) in AGENCIES {
        let year = if agency == "cu-c" { 2024 } else { 2026 };
        let wanted = AskBalance {
            agency: agency.into(),
            year,
            month: 12,
            person: None,
            scope: None,
        };
        let key = balance(&view, &wanted).ok().and_then(|found| {
            found
                .lines
                .iter()
                .find(|line| line.code == "viec.xong")
                .map(|line| line.sources[0].sheet.clone())
        });
        found.insert(
            relation.to_owned(),
            key.unwrap_or_else(|| "khong-co".into()),
        );
    }
    found
}

fn relations(route: &Route, sheets: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let fixed: &[(&str, &str)] = match route.about {
        About::Nothing => &NOTHING,
        About::Agency(_) => &AGENCIES,
        About::Person(_) => &PEOPLE,
        About::Document(_) => &DOCUMENTS,
        About::User(_) => &USERS,
        About::Record(_) => &RECORDS,
        About::Figure(_) => {
            return AGENCIES
                .iter()
                .map(|(relation, _)| ((*relation).to_owned(), sheets[*relation].clone()))
                .collect();
        }
    };
    fixed
        .iter()
        .map(|(relation, code)| ((*relation).to_owned(), (*code).to_owned()))
        .collect()
}

fn path(route: &Route, object: &str) -> String {
    let mut path = route.path.to_owned();
    let field = match route.about {
        About::Nothing => "",
        About::Agency(field)
        | About::Person(field)
        | About::Document(field)
        | About::User(field)
        | About::Record(field)
        | About::Figure(field) => field,
    };
    path = path.replace(&format!("{{{field}}}"), object);
    path = path.replace("{loai}", "nhan-su");
    let mut query = form_urlencoded::Serializer::new(String::new());
    for param in route.params {
        let value = match param.name {
            name if name == field => object,
            "year" => "2026",
            "month" => "12",
            "from" | "to" => "2026",
            "code" => "khoi-1",
            "award" => "cstdcs",
            "of" => "khen-thuong",
            "subject_kind" => "ca_nhan",
            "on" => "2026-01-01",
            "dieu-kien" => "ldtt.tinh_than",
            "voi" => "sk-1",
            "nam" if param.required => "2026",
            "ma" => "viec.xong",
            _ if param.required => panic!("{route:?}: no sample for {}", param.name),
            _ => continue,
        };
        query.append_pair(param.name, value);
    }
    let query = query.finish();
    if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    }
}

/// Forms are sent with nothing but their token, so that none of them changes anything.
async fn ask(browser: &mut Browser, route: &Route, object: &str) -> Answer {
    let path = path(route, object);
    match route.method {
        Method::Get => browser.get(&path).await,
        Method::Post => browser.post(&path, &[]).await,
    }
}

/// Signing in and out change what the next request is; they have tests of their own.
fn stands_apart(route: &Route) -> bool {
    matches!(
        route.path,
        "/dang-nhap" | "/dang-xuat" | "/thiet-lap-ban-dau"
    )
}

async fn table(world: &World) -> String {
    let mut browsers = Vec::new();
    for persona in PERSONAS {
        let mut browser = Browser::new(world);
        match persona {
            "khach" => {
                browser.get("/dang-nhap").await;
            }
            name => {
                browser.sign_in(name, PASSWORD).await.expect(303);
                browser.get("/tai-khoan").await.expect(200);
            }
        }
        browsers.push(browser);
    }
    let sheets = sheets(world).await;
    let mut text = format!("route,relation,{}\n", PERSONAS.join(","));
    for route in routes::all().filter(|route| !stands_apart(route)) {
        for (relation, object) in relations(route, &sheets) {
            let _ = write!(text, "{} {},{relation}", route.method.name(), route.path);
            for browser in &mut browsers {
                let answer = ask(browser, route, &object).await;
                let shown = match (answer.status.as_u16(), answer.to()) {
                    (303, to) if to.starts_with("/dang-nhap") => "sign-in".to_owned(),
                    (303, to) => to.to_owned(),
                    (status, _) => status.to_string(),
                };
                let _ = write!(text, ",{shown}");
            }
            text.push('\n');
        }
    }
    text
}

#[tokio::test]
async fn every_route_and_role_and_relation_as_reviewed() {
    on_both(async |db| {
        let world = World::new(db).await;
        let found = table(&world).await;
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/matrix.csv");
        if std::env::var_os("THIDUA_UPDATE").is_some() {
            std::fs::write(file, &found).unwrap();
        }
        let reviewed = std::fs::read_to_string(file).unwrap_or_default();
        let found_lines: Vec<&str> = found.lines().collect();
        let reviewed_lines: Vec<&str> = reviewed.lines().collect();
        let differing: Vec<String> = found_lines
            .iter()
            .filter(|line| !reviewed_lines.contains(line))
            .map(|line| format!("+ {line}"))
            .chain(
                reviewed_lines
                    .iter()
                    .filter(|line| !found_lines.contains(line))
                    .map(|line| format!("- {line}")),
            )
            .collect();
        assert!(
            differing.is_empty(),
            "the authorisation matrix changed; review it, then run with THIDUA_UPDATE=1:\n{}",
            differing.join("\n")
        );
    })
    .await;
}

/// Without what differs between any two requests.
fn bare(answer: &Answer, object: &str) -> String {
    let id = answer.headers["x-request-id"].to_str().unwrap();
    let encoded: String = form_urlencoded::byte_serialize(object.as_bytes()).collect();
    answer
        .text
        .replace(id, "")
        .replace(object, "")
        .replace(&encoded, "")
        // The menu names the persona's own agency, whatever was asked about.
        .replace("tinh-a", "")
}

#[tokio::test]
async fn not_yours_and_not_there_are_one_answer() {
    on_both(async |db| {
        let world = World::new(db).await;
        let sheets = sheets(&world).await;
        let mut checked = 0;
        for persona in PERSONAS.into_iter().skip(2) {
            let mut browser = Browser::of(&world, persona).await;
            browser.get("/tai-khoan").await.expect(200);
            for route in routes::all().filter(|route| !stands_apart(route)) {
                let all = relations(route, &sheets);
                let Some((_, nowhere)) = all.iter().find(|(relation, _)| relation == "nowhere")
                else {
                    continue;
                };
                let missing = ask(&mut browser, route, nowhere).await;
                for (relation, object) in &all {
                    let answer = ask(&mut browser, route, object).await;
                    if answer.status != 404 || relation == "nowhere" {
                        continue;
                    }
                    checked += 1;
                    assert_eq!(missing.status, 404, "{persona} {route:?} {relation}");
                    assert_eq!(
                        bare(&answer, object),
                        bare(&missing, nowhere),
                        "{persona} {route:?} {relation}"
                    );
                    let names = |answer: &Answer| {
                        let mut names: Vec<String> =
                            answer.headers.keys().map(ToString::to_string).collect();
                        names.sort();
                        names
                    };
                    assert_eq!(
                        names(&answer),
                        names(&missing),
                        "{persona} {route:?} {relation}"
                    );
                }
            }
        }
        assert!(checked > 100, "{checked}");
    })
    .await;
}
