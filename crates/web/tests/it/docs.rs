//! What is made from the table of routes: the permissions document and the OpenAPI description.

use std::collections::BTreeSet;

use thidua_web::routes::{self, Kind};

#[test]
fn the_permissions_document_is_the_table() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/permissions.md");
    let made = thidua_web::permissions();
    if std::env::var_os("THIDUA_UPDATE").is_some() {
        std::fs::write(file, &made).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(
        written == made,
        "docs/permissions.md is out of date: run with THIDUA_UPDATE=1"
    );
}

#[test]
fn openapi_describes_every_route_of_the_api() {
    let document = thidua_web::openapi();
    assert_eq!(document["openapi"], "3.1.0");
    let paths: BTreeSet<&str> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let wanted: BTreeSet<&str> = routes::all()
        .filter(|route| route.kind == Kind::Api)
        .map(|route| route.path)
        .collect();
    assert_eq!(paths, wanted);
    let mut ids = BTreeSet::new();
    for operations in document["paths"].as_object().unwrap().values() {
        for operation in operations.as_object().unwrap().values() {
            assert!(ids.insert(operation["operationId"].as_str().unwrap()));
            assert!(operation["responses"]["200"].is_object());
        }
    }
}

#[test]
fn every_route_has_its_words_and_no_two_are_the_same() {
    let mut seen = BTreeSet::new();
    for route in routes::all() {
        assert!(seen.insert((route.method, route.path)), "{route:?} twice");
        assert!(
            !route.summary.is_empty() && !route.summary.ends_with('.'),
            "{route:?}"
        );
        let pushed = route.kind == Kind::Api && route.method == routes::Method::Post;
        let form = matches!(route.kind, Kind::Form) || pushed;
        assert_eq!(
            form,
            route.method == routes::Method::Post,
            "{route:?}: forms are sent, the rest is read"
        );
        let api = route.path.starts_with("/api/");
        assert_eq!(api, route.kind == Kind::Api, "{route:?}");
        assert!(
            route.path.is_ascii() && route.path == route.path.to_lowercase(),
            "{route:?}"
        );
    }
}

/// Everything between backticks of a line of the page.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a path of the page is one of the table, as it writes it.
fn is_route(path: &str) -> bool {
    let plain = path.split(['?', '#']).next().unwrap_or_default();
    routes::all().any(|route| route.path == plain)
}

#[test]
fn every_requirement_has_one_line_that_holds() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let page = std::fs::read_to_string(format!("{root}/docs/seeds.md")).unwrap();
    let wanted = [42, 34, 33, 39, 33].into_iter().enumerate();
    let wanted =
        wanted.flat_map(|(article, many)| (1..=many).map(move |at| format!("S{article}-{at:02}")));
    let told = page.lines().filter(|line| line.starts_with("| S"));
    let told: Vec<Vec<&str>> = told
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    let ids: Vec<&str> = told
        .iter()
        .filter_map(|cells| cells.first().copied())
        .collect();
    assert_eq!(ids, wanted.collect::<Vec<_>>(), "each once, in order");
    let mut sources = String::new();
    read(
        std::path::Path::new(&format!("{root}/crates")),
        &mut sources,
    );
    let mut wrong = Vec::new();
    for cells in &told {
        let [id, place, shown] = cells.as_slice() else {
            panic!("{cells:?}: number, place, what shows it");
        };
        wrong.extend(
            quoted(place)
                .filter(|path| path.starts_with('/') && !is_route(path))
                .map(|path| (*id, path)),
        );
        assert!(quoted(shown).next().is_some(), "{id}: nothing shows it");
        for test in quoted(shown) {
            let name = test.rsplit("::").next().unwrap_or_default();
            let there = match test.starts_with('/') {
                true => is_route(test),
                false => {
                    sources.contains(&format!("fn {name}("))
                        || std::path::Path::new(&format!("{root}/{test}")).is_file()
                }
            };
            if !there {
                wrong.push((*id, test));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Every Rust source below a folder, in one string.
fn read(folder: &std::path::Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
