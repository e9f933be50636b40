//! What names a sheet of figures, and the frame in which its figures may be compared.

use serde::{Deserialize, Serialize};

use super::table::Key;
use crate::time::{PartialDate, Window, WorkYear};

/// Codes of `Phạm vi`.
pub const SCOPES: &[&str] = &["btp", "btp_quan_doi"];
/// Codes of `Bao gồm`.
pub const INCLUDED: &[&str] = &["toan_bo", "rieng"];
/// Codes of `Nhóm án`.
pub const GROUPS: &[&str] = &[
    "tham_nhung_kinh_te",
    "tin_dung",
    "ngan_sach",
    "chu_dong",
    "theo_yeu_cau",
    // Kinds of judgment, after the kinds of cases of procedure law: the list of the form itself was not found.
    "dan_su",
    "hon_nhan_gia_dinh",
    "hinh_su",
    "hanh_chinh",
    "kinh_doanh_thuong_mai",
    "lao_dong",
    "pha_san",
    "canh_tranh",
    "trong_tai",
];
/// Codes of `Tình trạng`.
pub const STATUSES: &[&str] = &["so_bo", "chinh_thuc"];

/// What figures must share before they may be compared or added: scope, what is included, group of
/// cases, window of a campaign.
///
/// Two scopes circulate for one year (the ministry's, and with the army's): they are never mixed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Frame {
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Code of `Bao gồm`.
    pub included: String,
    /// Code of `Nhóm án`.
    pub group: Option<String>,
    /// Code of the campaign whose window it is.
    pub movement: Option<String>,
}

impl Frame {
    /// All cases of an agency with those below it, in a scope.
    pub fn whole(scope: &str) -> Self {
        Self {
            scope: scope.to_owned(),
            included: "toan_bo".to_owned(),
            group: None,
            movement: None,
        }
    }

    /// The same frame for one group of cases.
    pub fn of_group(&self, group: &str) -> Self {
        Self {
            group: Some(group.to_owned()),
            ..self.clone()
        }
    }

    /// The same frame for the agency without those below it.
    pub fn own(&self) -> Self {
        Self {
            included: "rieng".to_owned(),
            ..self.clone()
        }
    }
}

/// What names a sheet of figures. The source belongs to it: two sources for one figure both stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SheetKey {
    /// Code of an agency or a block.
    pub subject: String,
    /// Code of an officer, where the figures are one officer's.
    pub person: Option<String>,
    /// Work year.
    pub year: WorkYear,
    /// Cumulative month, 1–12.
    pub month: u8,
    /// Scope, inclusion, group, campaign.
    pub frame: Frame,
    /// Code of `van-ban` or free text.
    pub source: Option<String>,
    /// Day the figures were closed.
    pub cut_off: Option<PartialDate>,
    /// Code of `Tình trạng`.
    pub status: Option<String>,
}

impl SheetKey {
    /// The window its figures tell of.
    pub fn window(&self) -> Window {
        Window {
            year: self.year,
            month: self.month,
        }
    }

    /// The same, borrowed.
    pub fn borrowed(&self) -> Key<'_> {
        Key {
            subject: &self.subject,
            person: self.person.as_deref(),
            year: self.year,
            month: self.month,
            frame: &self.frame,
            source: self.source.as_deref(),
            cut_off: self.cut_off,
            status: self.status.as_deref(),
        }
    }

    /// The key as one text, unique and stable.
    pub fn text(&self) -> String {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        let parts = [
            self.subject.clone(),
            optional(&self.person),
            self.year.0.to_string(),
            self.month.to_string(),
            optional(&self.frame.movement),
            self.frame.scope.clone(),
            self.frame.included.clone(),
            optional(&self.frame.group),
            self.cut_off
                .map(|date| date.to_string())
                .unwrap_or_default(),
            optional(&self.status),
            optional(&self.source),
        ];
        parts.join("|")
    }
}
