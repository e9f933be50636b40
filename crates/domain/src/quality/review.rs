//! What was answered to a finding: explained, or looked at and found right. It stands as long as the numbers do.

use super::finding::{Finding, Method};
use crate::bundle::Values;
use crate::time::{Window, WorkYear};

/// Kind of the records of answers.
pub const REVIEWS: &str = "ra-soat-so-lieu";

/// How a finding stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody has answered yet.
    #[default]
    New,
    /// The office has explained it.
    Explained,
    /// Somebody has looked at it and found the figure right.
    Right,
    /// It was answered, and the figure has been changed since.
    Corrected,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::New, Self::Explained, Self::Right, Self::Corrected];

    /// The code in addresses and records.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "moi",
            Self::Explained => "da-giai-trinh",
            Self::Right => "da-kiem-tra",
            Self::Corrected => "da-sua",
        }
    }

    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "Mới",
            Self::Explained => "Đã giải trình",
            Self::Right => "Đã kiểm tra, đúng",
            Self::Corrected => "Đã sửa",
        }
    }

    /// The standing of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.code() == code)
    }
}

/// An answer to one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Key of the finding ([`Finding::key`]).
    pub key: String,
    /// Code of the agency.
    pub agency: String,
    /// The window.
    pub window: Window,
    /// Code of `Phạm vi`.
    pub scope: String,
    /// Code of `Nhóm án`.
    pub group: Option<String>,
    /// By which method it was found.
    pub method: Method,
    /// Code of the figure; empty: the whole sheet.
    pub code: String,
    /// Explained or right.
    pub standing: Standing,
    /// What the finding was worked out from when it was answered.
    pub mark: String,
    /// What the finding said then.
    pub text: String,
    /// Code of a document, or its number as written.
    pub document: Option<String>,
}

impl Review {
    /// The answer to a finding as it stands now.
    pub fn of(finding: &Finding, standing: Standing, document: Option<String>) -> Self {
        Self {
            key: finding.key(),
            agency: finding.agency.clone(),
            window: finding.window,
            scope: finding.scope.clone(),
            group: finding.group.clone(),
            method: finding.method,
            code: finding.code.clone(),
            standing,
            mark: finding.mark.clone(),
            text: finding.text.clone(),
            document,
        }
    }

    /// How a finding stands by this answer: an answer to other numbers answers nothing.
    pub fn standing_of(&self, finding: &Finding) -> Standing {
        match self.mark == finding.mark {
            true => self.standing,
            false => Standing::New,
        }
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let window = Window::new(row.year("nam_cong_tac")?, row.month("thang_luy_ke")?)?;
        Some(Self {
            key: row.text("khoa")?,
            agency: row.text("ma_co_quan")?,
            window,
            scope: row.text("pham_vi")?,
            group: row.text("nhom_an"),
            method: Method::from_code(row.get("phuong_phap")?)?,
            code: row.text("ma_so_lieu").unwrap_or_default(),
            standing: Standing::from_code(row.get("trang_thai")?)?,
            mark: row.text("dau")?,
            text: row.text("noi_dung")?,
            document: row.text("van_ban"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        let WorkYear(year) = self.window.year;
        row.set("khoa", &self.key);
        row.set("ma_co_quan", &self.agency);
        row.set("nam_cong_tac", year.to_string());
        row.set("thang_luy_ke", self.window.month.to_string());
        row.set("pham_vi", &self.scope);
        row.set("phuong_phap", self.method.code());
        row.set("trang_thai", self.standing.code());
        row.set("dau", &self.mark);
        row.set("noi_dung", &self.text);
        let told = [
            ("nhom_an", self.group.as_deref()),
            (
                "ma_so_lieu",
                Some(self.code.as_str()).filter(|code| !code.is_empty()),
            ),
            ("van_ban", self.document.as_deref()),
        ];
        for (id, text) in told {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }
}
