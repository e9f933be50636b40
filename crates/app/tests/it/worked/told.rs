//! Worked cases as `rulebook/law/cases` tells them. A key that is not known here is a failure: a new kind of fact must
//! find its way into rows, or be named as one that cannot.

use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(default)]
    case: Vec<Case>,
    /// Reckoned without any record of a subject.
    #[serde(default)]
    #[expect(dead_code, reason = "told by the case, no fact of it")]
    bonus_case: Vec<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) id: String,
    #[expect(dead_code, reason = "told by the case, no fact of it")]
    name: String,
    pub(super) award: String,
    pub(super) subject: String,
    pub(super) year: i16,
    pub(super) on: String,
    pub(super) received: Option<String>,
    pub(super) decided: Option<String>,
    pub(super) road: Option<String>,
    pub(super) verdict: String,
    #[expect(dead_code, reason = "told by the case, no fact of it")]
    reason: String,
    pub(super) regime: Option<String>,
    #[serde(default)]
    pub(super) holds: Vec<String>,
    #[serde(default)]
    pub(super) fails: Vec<String>,
    #[serde(default)]
    pub(super) human: Vec<String>,
    #[serde(default)]
    pub(super) facts: Told,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Told {
    pub(super) sex: Option<String>,
    pub(super) group: Option<String>,
    pub(super) service_from: Option<String>,
    pub(super) awards: Vec<Award>,
    pub(super) ratings: Vec<Rating>,
    pub(super) initiatives: Vec<Initiative>,
    pub(super) discipline: Vec<Discipline>,
    pub(super) conduct_known: Option<bool>,
    pub(super) blockers: Vec<Blocker>,
    pub(super) posts: Vec<Post>,
    pub(super) acclaimed: Vec<Award>,
    pub(super) targets: Vec<Target>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) unit: Option<Unit>,
    pub(super) members: Option<Vec<Member>>,
    pub(super) leads: Option<Leads>,
    pub(super) quota: Vec<Quota>,
    pub(super) answers: Vec<Answer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Award {
    pub(super) award: String,
    pub(super) year: Option<i16>,
    pub(super) years: Option<String>,
    pub(super) nature: Option<String>,
    pub(super) decided: Option<String>,
    #[serde(default)]
    pub(super) revoked: bool,
    #[serde(default)]
    pub(super) inherited: bool,
    pub(super) times: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rating {
    pub(super) year: i16,
    pub(super) level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Initiative {
    pub(super) id: String,
    pub(super) scope: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) recognised: Option<String>,
    #[serde(default)]
    pub(super) used: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discipline {
    pub(super) form: String,
    pub(super) decided: Option<String>,
    pub(super) ends: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blocker {
    pub(super) case: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    pub(super) position: Option<String>,
    #[serde(default)]
    pub(super) level: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) year: i16,
    pub(super) result: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    pub(super) organisation: String,
    pub(super) year: i16,
    pub(super) level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub(super) count: usize,
    #[serde(default)]
    pub(super) awards: Vec<String>,
    pub(super) level: Option<String>,
    pub(super) from: Option<String>,
    #[serde(default)]
    pub(super) absent: Vec<String>,
    #[serde(default)]
    pub(super) discipline: Vec<String>,
    pub(super) conduct_known: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leads {
    #[serde(default)]
    pub(super) unit_awards: Vec<Award>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quota {
    pub(super) award: String,
    pub(super) counted: usize,
    pub(super) base: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) condition: String,
    pub(super) year: i16,
    pub(super) holds: bool,
}

impl Case {
    /// Whether the case is about somebody whose discipline and cases the reader may not know.
    pub(super) fn hidden(&self) -> bool {
        let members = self.facts.members.iter().flatten();
        let mut known = members.map(|member| member.conduct_known);
        self.facts.conduct_known == Some(false) || known.any(|known| known == Some(false))
    }
}

/// Every case of every file, in order.
pub(super) fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook/law/cases");
    let mut files: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let file: CaseFile =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        file.case
    };
    files.into_iter().flat_map(read).collect()
}
