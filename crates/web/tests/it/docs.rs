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
