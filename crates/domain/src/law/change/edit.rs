//! What becomes of the tree of conditions of an award where its rules are corrected or followed by others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A condition as it shall be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    /// What is needed, in words.
    #[serde(rename = "loi_van")]
    pub text: String,
    /// What a person must look at; needed where only a person can judge.
    #[serde(rename = "can_xem_xet", skip_serializing_if = "String::is_empty")]
    pub asks: String,
    /// Articles: `nd152:Điều 50`.
    #[serde(rename = "dieu_khoan")]
    pub cites: Vec<String>,
    /// Mark of confidence.
    #[serde(rename = "do_chac_chan")]
    pub confidence: String,
    /// Numbers: `n` → `2`.
    #[serde(rename = "con_so", skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, String>,
}

/// One thing that becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "viec", deny_unknown_fields)]
pub enum Edit {
    /// The condition is no longer needed.
    #[serde(rename = "bo")]
    Drop {
        /// Code of the condition.
        #[serde(rename = "dieu_kien")]
        condition: String,
    },
    /// It is needed otherwise; its kind stays.
    #[serde(rename = "thay")]
    Replace {
        /// Code of the condition.
        #[serde(rename = "dieu_kien")]
        condition: String,
        /// As it shall be.
        #[serde(rename = "noi_dung")]
        with: Draft,
    },
    /// A condition of the book is needed too.
    #[serde(rename = "them")]
    Add {
        /// In which group; none: on every road.
        #[serde(rename = "trong", default, skip_serializing_if = "Option::is_none")]
        under: Option<String>,
        /// Code of the condition.
        #[serde(rename = "dieu_kien")]
        condition: String,
    },
    /// Something only a person can judge is needed too.
    #[serde(rename = "them_moi")]
    AddNew {
        /// In which group; none: on every road.
        #[serde(rename = "trong", default, skip_serializing_if = "Option::is_none")]
        under: Option<String>,
        /// What.
        #[serde(rename = "noi_dung")]
        with: Draft,
    },
}

/// Edits as a column stores them: one a line.
#[derive(Clone, Copy, Debug)]
pub struct Edits;

impl Edits {
    /// Reads them; `None` where a line is none.
    pub fn read(text: &str) -> Option<Vec<Edit>> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Writes them.
    pub fn write(edits: &[Edit]) -> String {
        let lines: Vec<String> = edits
            .iter()
            .filter_map(|edit| serde_json::to_string(edit).ok())
            .collect();
        lines.join("\n")
    }
}
