//! The tables as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) text: Vec<Text>,
    #[serde(default)]
    pub(super) regime: Vec<RegimeLine>,
    #[serde(default)]
    pub(super) transition: Vec<TransitionLine>,
    #[serde(default)]
    pub(super) parameter: Vec<ParameterLine>,
    #[serde(default)]
    pub(super) denominator: Vec<DenominatorLine>,
    #[serde(default)]
    pub(super) condition: Vec<ConditionLine>,
    #[serde(default)]
    pub(super) rules: Vec<RulesLine>,
    #[serde(default)]
    pub(super) ground: Vec<GroundLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    pub(super) id: String,
    pub(super) symbol: String,
    pub(super) name: String,
    pub(super) short: String,
    pub(super) issued_on: Option<String>,
    pub(super) in_force_from: Option<String>,
    pub(super) in_force_to: Option<String>,
    #[serde(default)]
    pub(super) replaces: Vec<String>,
    pub(super) alert_days: Option<u16>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegimeLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) texts: Vec<String>,
    #[serde(default)]
    pub(super) unverified: bool,
    pub(super) confidence_at_most: Option<String>,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TransitionLine {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) favourable: bool,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
    pub(super) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) unit: String,
    #[serde(default)]
    pub(super) value: Vec<ValueLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValueLine {
    pub(super) from: String,
    pub(super) to: Option<String>,
    pub(super) value: Option<Amount>,
    #[serde(default)]
    pub(super) strict: bool,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
    #[serde(default)]
    pub(super) note: String,
}

/// A whole number, or text: a share, a code, `@parameter`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(in crate::law) enum Amount {
    Whole(i64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DenominatorLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) at: String,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) leave_out: Vec<LeaveOutLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LeaveOutLine {
    pub(super) who: String,
    pub(super) months_below: Option<Amount>,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    pub(super) text: String,
}

/// All keys of all kinds; which a kind needs and admits is checked when it is read.
#[derive(Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionLine {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confidence_in: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
    #[serde(default)]
    pub(super) warn: bool,
    #[serde(default)]
    pub(super) asks: String,
    #[serde(default)]
    pub(super) note: String,
    pub(super) of: Option<Vec<String>>,
    pub(super) n: Option<Amount>,
    pub(super) last: Option<Amount>,
    pub(super) ever: Option<bool>,
    pub(super) after: Option<Vec<String>>,
    pub(super) run: Option<String>,
    pub(super) awards: Option<Vec<String>>,
    pub(super) at_least: Option<Amount>,
    pub(super) consecutive: Option<bool>,
    pub(super) gap_at_most: Option<Amount>,
    pub(super) ends_by: Option<Amount>,
    pub(super) nature: Option<Vec<String>>,
    pub(super) fresh_after: Option<Vec<String>>,
    pub(super) by: Option<String>,
    pub(super) level: Option<String>,
    pub(super) years: Option<Amount>,
    pub(super) scope: Option<String>,
    pub(super) types: Option<Vec<String>>,
    #[serde(rename = "use")]
    pub(super) used_for: Option<String>,
    pub(super) by_council: Option<bool>,
    pub(super) share: Option<Amount>,
    pub(super) denominator: Option<String>,
    pub(super) from_form: Option<String>,
    pub(super) when: Option<String>,
    pub(super) months: Option<Amount>,
    pub(super) at: Option<String>,
    pub(super) positions: Option<Vec<String>>,
    pub(super) levels: Option<Vec<String>>,
    pub(super) months_women: Option<Amount>,
    pub(super) women: Option<Amount>,
    pub(super) groups: Option<Vec<String>>,
    pub(super) organisations: Option<Vec<String>>,
    pub(super) result: Option<String>,
    pub(super) sex: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesLine {
    pub(super) award: String,
    pub(super) subject: String,
    pub(super) regimes: Vec<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) road: Vec<RoadLine>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoadLine {
    pub(super) road: String,
    pub(super) name: String,
    pub(super) when: String,
    #[serde(default)]
    pub(super) asked: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroundLine {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) cite: Vec<String>,
    pub(super) confidence: String,
    #[serde(default)]
    pub(super) confirmed_by: String,
    #[serde(default)]
    pub(super) confirmed_at: String,
}
