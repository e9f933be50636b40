//! Cases as they are written.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    #[serde(default)]
    pub(super) case: Vec<Case>,
    #[serde(default)]
    pub(super) bonus_case: Vec<BonusCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) award: String,
    pub(super) subject: String,
    pub(super) year: i16,
    pub(super) on: String,
    pub(super) received: Option<String>,
    pub(super) decided: Option<String>,
    pub(super) road: Option<String>,
    pub(super) verdict: String,
    pub(super) reason: String,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BonusCase {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) decided: String,
    pub(super) items: Vec<Item>,
    pub(super) pays: Vec<i64>,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub(super) award: String,
    pub(super) subject: String,
    pub(super) year: Option<i16>,
    pub(super) years: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Told {
    pub(super) sex: Option<String>,
    pub(super) group: Option<String>,
    pub(super) service_from: Option<String>,
    pub(super) awards: Vec<AwardLine>,
    pub(super) ratings: Vec<RatingLine>,
    pub(super) initiatives: Vec<InitiativeLine>,
    pub(super) discipline: Vec<DisciplineLine>,
    pub(super) conduct_known: Option<bool>,
    pub(super) blockers: Vec<BlockerLine>,
    pub(super) posts: Vec<PostLine>,
    pub(super) acclaimed: Vec<AwardLine>,
    pub(super) targets: Vec<TargetLine>,
    pub(super) organisations: Vec<OrganisationLine>,
    pub(super) unit: Option<UnitLine>,
    pub(super) members: Option<Vec<MemberLine>>,
    pub(super) leads: Option<LeadLine>,
    pub(super) quota: Vec<QuotaLine>,
    pub(super) answers: Vec<AnswerLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AwardLine {
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
pub(super) struct RatingLine {
    pub(super) year: i16,
    pub(super) level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InitiativeLine {
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
pub(super) struct DisciplineLine {
    pub(super) form: String,
    pub(super) decided: Option<String>,
    pub(super) ends: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockerLine {
    pub(super) case: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostLine {
    pub(super) position: Option<String>,
    #[serde(default)]
    pub(super) level: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TargetLine {
    pub(super) year: i16,
    pub(super) result: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationLine {
    pub(super) organisation: String,
    pub(super) year: i16,
    pub(super) level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitLine {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberLine {
    pub(super) count: i64,
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
pub(super) struct LeadLine {
    #[serde(default)]
    pub(super) unit_awards: Vec<AwardLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuotaLine {
    pub(super) award: String,
    pub(super) counted: i64,
    pub(super) base: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerLine {
    pub(super) condition: String,
    pub(super) year: i16,
    pub(super) holds: bool,
}
