//! Emulation movements (phong trào thi đua): who launched what under whom, for which time and occasion, and which
//! agencies responded with a plan of their own.
//!
//! A movement may follow several of other bodies at once, in the sector and in the locality; its own time is apart
//! from that of any report.

mod coverage;
pub mod life;
pub mod occasion;
pub mod plan;
pub mod sheet;
#[cfg(test)]
mod tests;
mod tree;

pub use coverage::{Basis, Coverage, addressed, counted_below, coverage};
pub use life::{Act, Step};
pub use occasion::{Occasion, Tradition};
pub use plan::{Kept, Milestone, Standard};
pub use tree::{ancestors, closes_circle};

use jiff::civil::Date;

use crate::amount::Percent;
use crate::bundle::Values;
use crate::time::{DatePrecision, PartialDate, WorkYear, YearSpan};

/// Codes of `Loại`.
pub const KINDS: &[&str] = &["thuong_xuyen", "chuyen_de", "cao_diem", "dot_xuat"];
/// Codes of `Định kỳ`.
pub const PERIODS: &[&str] = &["nam", "quy", "thang"];

/// A movement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// Its code.
    pub code: String,
    /// Name, without quotation marks; not unique.
    pub name: String,
    /// Codes of `Loại`, these together.
    pub kinds: Vec<String>,
    /// Theme, as written.
    pub theme: Option<String>,
    /// Slogans, mottos and methods, one a line.
    pub slogan: Option<String>,
    /// Code of the agency that launched it.
    pub launcher: Option<String>,
    /// Codes of the movements it follows.
    pub parents: Vec<String>,
    /// Codes of agencies whose movement it follows, where only they are named.
    pub led_by: Vec<String>,
    /// First day; a bare year is a work year.
    pub from: Option<PartialDate>,
    /// Last day; a bare year is a work year.
    pub to: Option<PartialDate>,
    /// Year of the vision.
    pub vision: Option<WorkYear>,
    /// Code of `Định kỳ`.
    pub period: Option<String>,
    /// How many drives in each such period.
    pub drives: Option<Drives>,
    /// Launching papers: codes of `van-ban`, or as written.
    pub documents: Vec<String>,
    /// Occasions it looks towards.
    pub occasions: Vec<Occasion>,
    /// What it is for and what it asks of everybody.
    pub purpose: Option<String>,
    /// Who takes part.
    pub subjects: Option<String>,
    /// Where it holds.
    pub scope: Option<String>,
    /// Whether it is still being written: only the launcher's own see it.
    pub draft: bool,
    /// What happened to it, in order; filled where movements are gathered.
    pub life: Vec<Step>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// How many drives there are in a period: from, to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drives {
    /// The fewest.
    pub least: u16,
    /// The most, not fewer than `least`.
    pub most: u16,
}

impl Drives {
    /// Reads `2` or `1-3`; `None`: neither.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.replace('–', "-");
        let (least, most) = plain.split_once('-').unwrap_or((&plain, &plain));
        let drives = Self {
            least: least.trim().parse().ok()?,
            most: most.trim().parse().ok()?,
        };
        (drives.least <= drives.most && drives.most > 0).then_some(drives)
    }

    /// `02`, `01 – 03`, as papers write it.
    pub fn vn(self) -> String {
        match self.least == self.most {
            true => format!("{:02}", self.most),
            false => format!("{:02} – {:02}", self.least, self.most),
        }
    }
}

/// How a movement stands to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It has begun and is not over.
    Running,
    /// It has not begun.
    Coming,
    /// It is over, by its last day or because it was ended.
    Over,
    /// Its time is not told.
    Untold,
    /// It is still being written.
    Draft,
    /// It rests.
    Paused,
}

impl Movement {
    /// What a row of `phong-trao` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let occasions = row.codes("dip");
        Some(Self {
            code: row.text("ma")?,
            name: row.text("ten")?,
            kinds: row.codes("loai"),
            theme: row.text("chu_de"),
            slogan: row.text("khau_hieu"),
            launcher: row.text("co_quan_phat_dong"),
            parents: row.codes("phong_trao_cap_tren"),
            led_by: row.codes("cap_tren_phat_dong"),
            from: row.date("tu_ngay"),
            to: row.date("den_ngay"),
            vision: row.year("tam_nhin"),
            period: row.text("dinh_ky"),
            drives: row.get("so_dot").and_then(Drives::parse),
            documents: row.codes("van_ban"),
            occasions: occasions.iter().map(|text| Occasion::parse(text)).collect(),
            purpose: row.text("muc_dich"),
            subjects: row.text("doi_tuong_thi_dua"),
            scope: row.text("pham_vi_thi_dua"),
            draft: row.flag("du_thao"),
            life: Vec::new(),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
        })
    }

    /// Its first day; `None`: not told.
    pub fn first_day(&self) -> Option<Date> {
        self.from.map(|date| match date.precision() {
            DatePrecision::Year => date.work_year().first_day(),
            _ => date.first_day(),
        })
    }

    /// Its last day; `None`: not told.
    pub fn last_day(&self) -> Option<Date> {
        self.to.map(|date| match date.precision() {
            DatePrecision::Year => date.work_year().last_day(),
            _ => date.last_day(),
        })
    }

    /// The work years it runs through, as far as they are told.
    pub fn years(&self) -> Option<YearSpan> {
        let first = self.from.or(self.to)?.work_year();
        let last = self.to.or(self.from)?.work_year();
        (first <= last).then_some(YearSpan {
            from: first,
            to: last,
        })
    }

    /// Whether it may run in a work year; one whose end is not told goes on.
    pub fn runs_in(&self, year: WorkYear) -> bool {
        let begun = self.from.is_none_or(|from| from.work_year() <= year);
        begun && self.to.is_none_or(|to| year <= to.work_year())
    }

    /// How it stands to a day.
    pub fn stage(&self, today: Date) -> Stage {
        if self.draft {
            return Stage::Draft;
        }
        if self.is_closed(today) {
            return Stage::Over;
        }
        if self.is_paused(today) {
            return Stage::Paused;
        }
        match (self.first_day(), self.last_day()) {
            (None, None) => Stage::Untold,
            (_, Some(last)) if last < today => Stage::Over,
            (Some(first), _) if today < first => Stage::Coming,
            _ => Stage::Running,
        }
    }

    /// The year its occasions are reckoned to: that of the anniversary which falls within its days where both are
    /// told, else its last year.
    pub fn year_of(&self, base: Date) -> Option<i16> {
        let day = |date: Option<PartialDate>| date.and_then(PartialDate::exact);
        if let (Some(first), Some(last)) = (day(self.from), day(self.to)) {
            let falls = |year: &i16| {
                let on = occasion::anniversary(base, *year);
                on.is_some_and(|on| first <= on && on <= last)
            };
            let mut within = (first.year()..=last.year()).filter(falls);
            if let (Some(year), None) = (within.next(), within.next()) {
                return Some(year);
            }
        }
        self.to.or(self.from).map(|date| date.work_year().0)
    }

    /// `01/04/2021 – 30/06/2021`, `năm 2021`, `giai đoạn 2020 – 2025`, `từ năm 2020`; empty where nothing is told.
    pub fn time_vn(&self) -> String {
        let years = |date: &PartialDate| date.precision() == DatePrecision::Year;
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), Some(to)) if years(&from) && years(&to) => {
                self.years().map_or_else(String::new, YearSpan::label)
            }
            (Some(from), Some(to)) => format!("{} – {}", from.vn(), to.vn()),
            (Some(from), None) if years(&from) => format!("từ năm {}", from.vn()),
            (Some(from), None) => format!("từ {}", from.vn()),
            (None, Some(to)) if years(&to) => format!("đến năm {}", to.vn()),
            (None, Some(to)) => format!("đến {}", to.vn()),
        }
    }
}

/// What an agency did under a movement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// Code of the movement.
    pub movement: String,
    /// Code of the agency.
    pub agency: String,
    /// Day it said it had the launching plan.
    pub received_on: Option<PartialDate>,
    /// Whether it is told to have issued a plan of its own.
    pub marked: bool,
    /// That plan: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Its day, where told apart from the document.
    pub issued_on: Option<PartialDate>,
    /// The share of all agencies at and below this one that issued theirs, as a source states it.
    pub stated: Option<Percent>,
    /// The day it was launched to this agency; `None`: the agency was not chosen, or its source does not tell.
    pub addressed_on: Option<PartialDate>,
    /// Code of the one person who answers for it there, or the name as written.
    pub person: Option<String>,
    /// Targets handed to it that it does not keep: `code: why`, one a line ([`plan::not_kept`]).
    pub not_kept: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
    /// Note.
    pub note: Option<String>,
}

impl Response {
    /// What a row of `huong-ung` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let stated = row.get("ty_le");
        Some(Self {
            movement: row.text("ma_phong_trao")?,
            agency: row.text("ma_co_quan")?,
            received_on: row.date("ngay_tiep_nhan"),
            marked: row.flag("da_ban_hanh"),
            document: row.text("van_ban"),
            issued_on: row.date("ngay_ban_hanh"),
            stated: stated.and_then(percent),
            addressed_on: row.date("ngay_duoc_giao"),
            person: row.text("nguoi_phu_trach"),
            not_kept: row.text("chi_tieu_khong_giu"),
            source: row.text("nguon"),
            note: row.text("ghi_chu"),
        })
    }

    /// The row that tells it: what [`Self::from_row`] reads.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        let day = |date: Option<PartialDate>| date.map(|date| date.to_string());
        let cells = [
            ("ma_phong_trao", Some(self.movement.clone())),
            ("ma_co_quan", Some(self.agency.clone())),
            ("ngay_tiep_nhan", day(self.received_on)),
            ("da_ban_hanh", self.marked.then(|| "x".to_owned())),
            ("van_ban", self.document.clone()),
            ("ngay_ban_hanh", day(self.issued_on)),
            ("ty_le", self.stated.map(|share| share.to_string())),
            ("ngay_duoc_giao", day(self.addressed_on)),
            ("nguoi_phu_trach", self.person.clone()),
            ("chi_tieu_khong_giu", self.not_kept.clone()),
            ("nguon", self.source.clone()),
            ("ghi_chu", self.note.clone()),
        ];
        for (id, text) in cells {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                row.set(id, text);
            }
        }
        row
    }

    /// Whether the agency has issued a plan of its own: marked, or its paper or day is known.
    pub fn has_issued(&self) -> bool {
        self.marked || self.document.is_some() || self.issued_on.is_some()
    }
}

/// A stated coverage: a percent from 0 to 100.
pub fn percent(text: &str) -> Option<Percent> {
    let value = Percent::parse(text).ok()?;
    (!value.is_negative() && value <= Percent::HUNDRED).then_some(value)
}
