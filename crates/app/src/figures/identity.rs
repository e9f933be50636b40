//! An identity in an answer.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::figures::Identity;

/// One identity as the contract shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IdentityLine {
    /// `viec.thu_ly` …
    pub id: String,
    /// Left side.
    pub left: Option<String>,
    /// Right side.
    pub right: Option<String>,
    /// Left less right.
    pub residual: Option<String>,
    /// `None` where a side is not known.
    pub holds: Option<bool>,
    /// Why that is `null`.
    pub reason: Option<&'static str>,
    /// Deductions not given.
    pub assumed_zero: Vec<String>,
}

impl From<Identity> for IdentityLine {
    fn from(identity: Identity) -> Self {
        let text = |value: Option<i64>| value.map(|value| value.to_string());
        Self {
            id: identity.id,
            left: text(identity.left),
            right: text(identity.right),
            residual: text(identity.residual),
            holds: identity.holds,
            reason: identity
                .holds
                .is_none()
                .then_some("Chưa đủ số liệu, hoặc chỉ có số gần đúng, ở một vế."),
            assumed_zero: identity.assumed_zero,
        }
    }
}
