//! What officers decide about the rulebook: confirmations against the original, corrections, law that follows on law,
//! new texts. The shipped files stay as they are; decided changes lie over them, in the order they were approved.
//!
//! A correction says that this rulebook was wrong; a change of law closes the old from a day on and never edits it.

mod edit;
mod sheet;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use edit::{Draft, Edit, Edits};
pub use sheet::{ERASED, SHEET};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Compared with the original: it says so.
    Confirm,
    /// The rulebook was wrong; the law did not change.
    Correct,
    /// The law changed on a day: the old holds until the day before.
    Supersede,
    /// A text of law joins.
    AddText,
    /// An approved change is taken back.
    Repeal,
}

impl Act {
    /// Every act, in the order pages list them.
    pub const ALL: [Self; 5] = [
        Self::Confirm,
        Self::Correct,
        Self::Supersede,
        Self::AddText,
        Self::Repeal,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirm => "xac_nhan",
            Self::Correct => "dinh_chinh",
            Self::Supersede => "thay_the",
            Self::AddText => "them_van_ban",
            Self::Repeal => "bai_bo",
        }
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// The words.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Confirm => "Xác nhận đã đối chiếu bản gốc",
            Self::Correct => "Đính chính nội dung ghi sai",
            Self::Supersede => "Quy định mới thay quy định cũ",
            Self::AddText => "Bổ sung văn bản",
            Self::Repeal => "Bãi bỏ một thay đổi đã duyệt",
        }
    }
}

/// What it is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// A condition, by its code.
    Condition,
    /// A value of a parameter: `parameter@first day`.
    Value,
    /// A parameter, which gets a further value.
    Parameter,
    /// A text of law.
    Text,
    /// Who counts: its code, or `code/who` for one kind of members.
    Denominator,
    /// A ground for cancelling a decision.
    Ground,
    /// What happens between two regimes: `C>D`.
    Transition,
    /// The rules of an award for a kind of subject: `cstdcs/ca_nhan`.
    Rules,
    /// An approved change.
    Change,
}

impl About {
    /// Everything, in the order pages list it.
    pub const ALL: [Self; 9] = [
        Self::Condition,
        Self::Value,
        Self::Parameter,
        Self::Text,
        Self::Denominator,
        Self::Ground,
        Self::Transition,
        Self::Rules,
        Self::Change,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Condition => "dieu_kien",
            Self::Value => "gia_tri",
            Self::Parameter => "tham_so",
            Self::Text => "van_ban",
            Self::Denominator => "mau_so",
            Self::Ground => "can_cu_huy",
            Self::Transition => "chuyen_tiep",
            Self::Rules => "quy_tac",
            Self::Change => "thay_doi",
        }
    }

    /// What a code stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.code() == code)
    }

    /// Whether this can be done to it.
    pub const fn admits(self, act: Act) -> bool {
        match act {
            Act::Confirm => !matches!(self, Self::Parameter | Self::Rules | Self::Change),
            Act::Correct => !matches!(self, Self::Parameter | Self::Change),
            Act::Supersede => matches!(self, Self::Parameter | Self::Rules),
            Act::AddText => matches!(self, Self::Text),
            Act::Repeal => matches!(self, Self::Change),
        }
    }
}

/// What a change may say anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The value of a parameter, as the files write it; empty: not known.
    Value,
    /// Whether a share must be passed: `co`, `khong`.
    Strict,
    /// First day: of a value, of a text in force.
    FirstDay,
    /// Last day; empty: still.
    LastDay,
    /// What is needed, in words.
    Text,
    /// What a person must look at.
    Asks,
    /// Articles, one a line: `nd152:Điều 50`.
    Cites,
    /// Mark of confidence.
    Confidence,
    /// Numbers of a condition: `n=2; share=7/10`.
    Numbers,
    /// Whether members of that kind count: `co`, `khong`.
    Counts,
    /// Số, ký hiệu.
    Symbol,
    /// Full name.
    Name,
    /// As cited.
    Short,
    /// Day of issue.
    IssuedOn,
    /// Codes of texts it replaces, with `;`.
    Replaces,
    /// So many days before its last day an alert is due.
    AlertDays,
    /// What else is to be known.
    Note,
}

impl Field {
    /// Every field with its column.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Value, "gia_tri"),
        (Self::Strict, "phai_vuot"),
        (Self::FirstDay, "ngay_dau"),
        (Self::LastDay, "ngay_cuoi"),
        (Self::Text, "loi_van"),
        (Self::Asks, "can_xem_xet"),
        (Self::Cites, "dieu_khoan"),
        (Self::Confidence, "do_chac_chan"),
        (Self::Numbers, "con_so"),
        (Self::Counts, "duoc_tinh"),
        (Self::Symbol, "so_ky_hieu"),
        (Self::Name, "ten"),
        (Self::Short, "ten_ngan"),
        (Self::IssuedOn, "ngay_ban_hanh"),
        (Self::Replaces, "thay_cho"),
        (Self::AlertDays, "bao_truoc"),
        (Self::Note, "luu_y"),
    ];

    /// Its column.
    pub fn column(self) -> &'static str {
        let own = Self::ALL.iter().find(|(field, _)| *field == self);
        own.map_or("", |(_, column)| column)
    }
}

/// What is said anew; an empty text erases.
pub type Wanted = BTreeMap<Field, String>;

/// How far a change came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Proposed.
    Waiting,
    /// Approved by another person: it applies.
    Approved,
    /// Refused, with a reason.
    Refused,
    /// Taken back by the proposer.
    Withdrawn,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 4] = [
        Self::Waiting,
        Self::Approved,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "cho_duyet",
            Self::Approved => "da_duyet",
            Self::Refused => "tu_choi",
            Self::Withdrawn => "da_rut",
        }
    }

    /// The standing of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.code() == code)
    }

    /// The words.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Waiting => "Chờ duyệt",
            Self::Approved => "Đã duyệt",
            Self::Refused => "Không duyệt",
            Self::Withdrawn => "Đã rút",
        }
    }
}

/// Who did something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct By {
    /// Name of the account.
    pub user: String,
    /// Name of the person.
    pub name: String,
    /// Code of the person, where known.
    pub person: Option<String>,
    /// The day.
    pub on: Option<Date>,
}

impl By {
    /// Whether it is the same person, by account or by code; `standing` tells the code that stands for another.
    pub fn is_same<'a>(&'a self, other: &'a Self, standing: impl Fn(&'a str) -> &'a str) -> bool {
        let [own, others] = [self, other].map(|by| by.person.as_deref().map(&standing));
        self.user == other.user || (own.is_some() && own == others)
    }
}

/// How it was compared with the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Who: name and office.
    pub by: String,
    /// When.
    pub at: Date,
    /// Which copy: the gazette, the certified copy …
    pub original: String,
    /// Page or place in it.
    pub page: String,
}

/// A change of the rulebook, proposed or decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its code: `qd-2026-0001`.
    pub code: String,
    /// What is done.
    pub act: Act,
    /// To what.
    pub about: About,
    /// Its code.
    pub of: String,
    /// Under which regime alone; `None`: wherever it is used.
    pub regime: Option<String>,
    /// The day from which new law holds; of corrected rules a day on which they hold.
    pub from: Option<Date>,
    /// What is said anew.
    pub wanted: Wanted,
    /// What becomes of a tree of conditions.
    pub edits: Vec<Edit>,
    /// How it was compared with the original.
    pub compared: Option<Compared>,
    /// Why.
    pub reason: String,
    /// On what paper it rests.
    pub document: Option<String>,
    /// Who proposed it.
    pub proposed: By,
    /// How far it came.
    pub standing: Standing,
    /// Who answered.
    pub answered: Option<By>,
    /// The answer.
    pub answer: Option<String>,
    /// Place among what was approved, from 1.
    pub number: Option<i64>,
}

impl Change {
    /// What was said anew of a field.
    pub fn wants(&self, field: Field) -> Option<&str> {
        self.wanted.get(&field).map(String::as_str)
    }
}

/// The changes that apply, in the order they were approved: what was repealed since is left out.
pub fn applying(all: &[Change]) -> Vec<&Change> {
    let mut approved: Vec<&Change> = all
        .iter()
        .filter(|change| change.standing == Standing::Approved && change.number.is_some())
        .collect();
    approved.sort_by_key(|change| (change.number, change.code.as_str()));
    let mut applies: Vec<&Change> = Vec::with_capacity(approved.len());
    for change in approved {
        push(&mut applies, change);
    }
    applies
}

/// The same once a further change is approved.
pub fn applying_with<'a>(all: &'a [Change], further: &'a Change) -> Vec<&'a Change> {
    let mut applies = applying(all);
    applies.retain(|change| change.code != further.code);
    push(&mut applies, further);
    applies
}

fn push<'a>(applies: &mut Vec<&'a Change>, change: &'a Change) {
    if change.act == Act::Repeal {
        applies.retain(|one| one.code != change.of);
    } else {
        applies.push(change);
    }
}
