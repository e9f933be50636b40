//! Every answer for programs is what the description says, on the small country and on the demo's articles.

use serde_json::{Map, Value};
use thidua_app::access::Caller;
use thidua_app::bundle::{Options, examples, load};
use thidua_domain::access::Role;
use thidua_store::testing::fresh;
use thidua_web::listen::Mode;

use crate::browser::Browser;
use crate::world::World;

/// Words of a schema that say nothing of the value.
const SILENT: [&str; 5] = ["description", "title", "default", "format", "minimum"];

/// A reader of the little JSON Schema the description uses; an unknown word is a fault, not passed over.
struct Reader<'a> {
    components: &'a Map<String, Value>,
    faults: Vec<String>,
}

impl Reader<'_> {
    fn check(&mut self, at: &str, schema: &Value, value: &Value) {
        let Some(schema) = schema.as_object() else {
            assert_eq!(schema, &Value::Bool(true), "{at}");
            return;
        };
        for (word, said) in schema {
            match word.as_str() {
                word if SILENT.contains(&word) => {}
                "$ref" => {
                    let name = said.as_str().unwrap().rsplit('/').next().unwrap();
                    let found = self.components[name].clone();
                    self.check(at, &found, value);
                }
                "type" => self.kind(at, said, value),
                "properties" => self.properties(at, schema, value),
                "required" => {
                    for name in said.as_array().unwrap() {
                        if value.get(name.as_str().unwrap()).is_none() {
                            self.faults.push(format!("{at}: {name} is missing"));
                        }
                    }
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(&format!("{at}[{number}]"), said, item);
                    }
                }
                "additionalProperties" => {
                    for (name, one) in value.as_object().into_iter().flatten() {
                        self.check(&format!("{at}.{name}"), said, one);
                    }
                }
                "anyOf" => {
                    let fits = |one: &Value| {
                        let mut inner = Reader {
                            components: self.components,
                            faults: Vec::new(),
                        };
                        inner.check(at, one, value);
                        inner.faults.is_empty()
                    };
                    if !said.as_array().unwrap().iter().any(fits) {
                        self.faults.push(format!("{at}: fits none of {said}"));
                    }
                }
                "minItems" | "maxItems" => {
                    let wanted = usize::try_from(said.as_u64().unwrap()).unwrap();
                    assert_eq!(value.as_array().map(Vec::len), Some(wanted), "{at}");
                }
                "maximum" => {}
                word => self
                    .faults
                    .push(format!("{at}: the word «{word}» is not known here")),
            }
        }
    }

    fn kind(&mut self, at: &str, said: &Value, value: &Value) {
        let fits = |kind: &str| match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            _ => false,
        };
        let held = match said {
            Value::String(kind) => fits(kind),
            Value::Array(kinds) => kinds.iter().any(|kind| fits(kind.as_str().unwrap())),
            _ => false,
        };
        if !held {
            self.faults.push(format!("{at}: {value} is not {said}"));
        }
    }

    fn properties(&mut self, at: &str, schema: &Map<String, Value>, value: &Value) {
        let known = schema["properties"].as_object().unwrap();
        for (name, one) in value.as_object().into_iter().flatten() {
            match known.get(name) {
                Some(schema) => self.check(&format!("{at}.{name}"), schema, one),
                None => self.faults.push(format!("{at}.{name} is not described")),
            }
        }
    }
}

async fn holds(browser: &mut Browser, document: &Value, path: &str) {
    let answer = browser.get(path).await.expect(200).json();
    let route = path.split('?').next().unwrap();
    let operation = &document["paths"][route]["get"];
    let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(schema.get("$ref").is_some(), "{path}: {schema}");
    let mut reader = Reader {
        components: document["components"]["schemas"].as_object().unwrap(),
        faults: Vec::new(),
    };
    reader.check(route, schema, &answer);
    assert!(reader.faults.is_empty(), "{path}: {:#?}", reader.faults);
}

#[tokio::test]
async fn every_answer_is_as_described() {
    let document = thidua_web::openapi();
    let one = fresh(thidua_store::Engine::Sqlite).await;
    let small = World::with(one.db.clone(), "thong-ke", Some((Role::Officer, "tinh-a"))).await;
    let mut browser = Browser::of(&small, "thong-ke").await;
    let window = "agency=tinh-a&year=2026&month=12";
    for path in [
        format!("balance?{window}"),
        format!("pace?{window}"),
        format!("compare?{window}"),
        "quality?agency=tinh-a&year=2026".to_owned(),
        "ranking?block=tinh-a&year=2026&month=12".to_owned(),
        "awards?agency=tinh-a&from=2025&to=2026/8".to_owned(),
        "agency?agency=tinh-a&at=2026-01-01".to_owned(),
        "block?code=khoi-1&year=2026".to_owned(),
        "person?person=nv-a".to_owned(),
        "document?code=vb-1".to_owned(),
        "eligibility?subject=nv-a&award=cstdcs&year=2026".to_owned(),
        "eligibility?subject=nv-a&year=2026".to_owned(),
        "eligibility?all=1&year=2026".to_owned(),
        "bonus?award=cstdcs&subject_kind=ca_nhan&on=2026-11-01".to_owned(),
        "rules".to_owned(),
        "life-register?subject=nv-a".to_owned(),
        "life-register?subject=tinh-a".to_owned(),
    ] {
        holds(&mut browser, &document, &format!("/api/v1/{path}")).await;
    }
    let other = fresh(thidua_store::Engine::Sqlite).await;
    let demo = World::empty(other.db.clone(), Mode::Loopback).await;
    for bundle in examples() {
        let by = Caller::console().actor;
        load(&demo.app, &by, &bundle, &Options::default())
            .await
            .unwrap();
    }
    demo.user("bo-cuc", Some((Role::Ministry, "*"))).await;
    let mut browser = Browser::of(&demo, "bo-cuc").await;
    for path in [
        "balance?agency=quan-1&year=2020&month=12",
        "balance?agency=can-tho&year=2025&month=9",
        "pace?agency=quan-1&year=2021&month=8",
        "compare?agency=quan-1&year=2021&month=8",
        "quality?agency=quan-1&year=2021",
        "ranking?block=tp-hcm&year=2021&month=8",
        "awards?agency=dong-thap&from=2015&to=2020",
        "awards?agency=dong-thap&from=2015&to=2020/8",
        "awards?agency=ben-tre&from=2022&to=2022",
        "agency?agency=can-tho&at=2025-07-01",
        "agency?agency=hau-giang",
    ] {
        holds(&mut browser, &document, &format!("/api/v1/{path}")).await;
    }
    let view = demo.app.view(&Caller::console().actor).await.unwrap();
    for code in view.state.documents.keys() {
        holds(
            &mut browser,
            &document,
            &format!("/api/v1/document?code={code}"),
        )
        .await;
    }
    for code in view.state.people.keys().take(30) {
        holds(
            &mut browser,
            &document,
            &format!("/api/v1/person?person={code}"),
        )
        .await;
    }
    for (code, years) in view.state.clusters.iter() {
        let year = years
            .first()
            .and_then(|block| block.year)
            .map_or(2021, |year| year.0);
        let path = format!("/api/v1/block?code={code}&year={year}");
        holds(&mut browser, &document, &path).await;
    }
}
