//! What is told of a meeting, for pages, papers and programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Named;

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeetingAnswer {
    /// Its code.
    pub code: String,
    /// Code of the block.
    pub block: String,
    /// Its name.
    pub block_name: String,
    /// The year judged.
    pub year: i16,
    /// The day, ISO.
    pub day: Option<String>,
    /// Beginning and end, as written.
    pub hours: [Option<String>; 2],
    /// Place.
    pub place: Option<String>,
    /// Who presided, in which capacity.
    pub chair: [Option<String>; 2],
    /// Secretary.
    pub secretary: Option<String>,
    /// Members on that day.
    pub members: Vec<Named>,
    /// Those who were there, where they are named.
    pub present: Vec<Named>,
    /// Those who were not, where the others are named.
    pub absent: Vec<Named>,
    /// How many were there.
    pub attendance: Option<i64>,
    /// `thong_nhat bieu_quyet bo_phieu_kin`.
    pub way: Option<String>,
    /// The rule.
    pub rule: RuleLine,
    /// Candidates in the order told, award by award.
    pub candidates: Vec<CandidateLine>,
    /// How many may be chosen, award by award.
    pub places: Vec<(String, u64)>,
    /// What was on.
    pub lines: Vec<String>,
    /// The signed minutes as cited.
    pub document: Option<String>,
    /// What needs a second look, in words.
    pub doubts: Vec<String>,
    /// Whether the reader may tell of it.
    #[serde(skip)]
    pub writes: bool,
    /// Key of its record.
    #[serde(skip)]
    pub record: String,
}

/// A candidate with what the votes come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CandidateLine {
    /// Key of its record.
    pub key: String,
    /// Code of the agency or person.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Whether it is a person.
    pub person: bool,
    /// Award code.
    pub award: String,
    /// The award's name.
    pub award_name: String,
    /// Ballots handed out, come back, valid; votes for and against.
    pub votes: Votes,
    /// What the share is taken of; `None`: not told, or decided by agreement.
    pub whole: Option<u64>,
    /// The least number of votes that passes.
    pub least: Option<u64>,
    /// The share in percent, two decimals.
    pub share: Option<String>,
    /// Score.
    pub score: Option<String>,
    /// Whether the meeting agreed, where it decides so.
    pub agreed: Option<bool>,
    /// What it comes to: `suy_ton khong_du_phieu het_suat bang_phieu khong_du_nguoi_hop chua_du_so`.
    pub reckoned: &'static str,
    /// What was concluded: `suy_ton khong_suy_ton`; `None`: nothing yet.
    pub concluded: Option<String>,
    /// Whether it is chosen: as concluded, else as reckoned.
    pub chosen: bool,
    /// Whether the conclusion is other than reckoned.
    pub differs: bool,
    /// Why.
    pub reason: Option<String>,
    /// What cannot be right in the votes.
    pub faults: Vec<String>,
    /// Whether the register has it as chosen by this block for the year.
    pub registered: bool,
}

/// Votes as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Votes {
    /// Handed out.
    pub given: Option<i64>,
    /// Came back.
    pub returned: Option<i64>,
    /// Valid.
    pub valid: Option<i64>,
    /// For.
    pub yes: Option<i64>,
    /// Against.
    pub no: Option<i64>,
}

/// The rule of a meeting in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleLine {
    /// What of the members must be there: `ít nhất 2/3`.
    pub quorum: String,
    /// The least number of members.
    pub quorum_least: Option<u64>,
    /// Whether enough were there.
    pub quorate: Option<bool>,
    /// What must agree: `quá 1/2`.
    pub passing: String,
    /// Code of what it is taken of.
    pub base: String,
    /// Whether a score parts equal votes.
    pub by_score: bool,
    /// What the rule rests on.
    pub source: String,
    /// Whether a paper of the block says so.
    pub confirmed: bool,
}
