//! What is known of a person or collective when an award is judged: facts, each with the record it comes from.
//!
//! They are gathered for one subject and one considered year. What nobody told is absent, never guessed: an absent
//! rating leads to a person, an award that is not in the register was not given.

use ecow::EcoString;
use jiff::civil::Date;

use crate::rating::Level;
use crate::register::sheet::OCCASIONS;
use crate::time::{PartialDate, Validity, WorkYear, YearSpan};

/// An award code of the catalogue, as a place among at most 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AwardId(pub(super) u8);

impl AwardId {
    /// The place in the catalogue.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// Some awards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AwardSet(u64);

impl AwardSet {
    /// None.
    pub const NONE: Self = Self(0);

    /// The same with one more.
    #[must_use]
    pub fn with(self, award: AwardId) -> Self {
        Self(self.0 | 1_u64.checked_shl(u32::from(award.0)).unwrap_or(0))
    }

    /// Whether one is among them.
    pub fn contains(self, award: AwardId) -> bool {
        self.overlaps(Self::NONE.with(award))
    }

    /// Whether they share one.
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each, in the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = AwardId> {
        (0..64).map(AwardId).filter(move |award| self.contains(*award))
    }
}

impl FromIterator<AwardId> for AwardSet {
    fn from_iter<T: IntoIterator<Item = AwardId>>(awards: T) -> Self {
        awards.into_iter().fold(Self::NONE, Self::with)
    }
}

/// Whom an award is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// Cá nhân.
    Person,
    /// Tập thể.
    Collective,
    /// Hộ gia đình.
    Household,
}

impl SubjectKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Person, Self::Collective, Self::Household];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "ca_nhan",
            Self::Collective => "tap_the",
            Self::Household => "ho_gia_dinh",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Person => "cá nhân",
            Self::Collective => "tập thể",
            Self::Household => "hộ gia đình",
        }
    }
}

/// For which kind of achievement something is given (loại thành tích): also the roads to an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// Công trạng: of work done over time, titles of a year among it.
    Merit,
    /// Đột xuất.
    Sudden,
    /// Chuyên đề, phong trào.
    Thematic,
    /// Quá trình cống hiến.
    Dedication,
    /// Niên hạn.
    Seniority,
    /// Đối ngoại.
    Foreign,
}

impl Occasion {
    /// Every occasion, in the order of the codes.
    pub const ALL: [Self; 6] = [
        Self::Merit,
        Self::Sudden,
        Self::Thematic,
        Self::Dedication,
        Self::Seniority,
        Self::Foreign,
    ];

    /// Its code of `Loại thành tích`.
    pub fn code(self) -> &'static str {
        let at = Self::ALL.iter().position(|own| *own == self);
        at.and_then(|at| OCCASIONS.get(at)).copied().unwrap_or("")
    }

    /// The occasion of a code; several joined by `;` are not split, so they are none.
    pub fn from_code(code: &str) -> Option<Self> {
        let at = OCCASIONS.iter().position(|own| *own == code)?;
        Self::ALL.get(at).copied()
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Merit => "công trạng",
            Self::Sudden => "đột xuất",
            Self::Thematic => "phong trào, chuyên đề",
            Self::Dedication => "quá trình cống hiến",
            Self::Seniority => "niên hạn",
            Self::Foreign => "đối ngoại",
        }
    }

    pub(super) const fn bit(self) -> u8 {
        match self {
            Self::Merit => 1,
            Self::Sudden => 2,
            Self::Thematic => 4,
            Self::Dedication => 8,
            Self::Seniority => 16,
            Self::Foreign => 32,
        }
    }
}

/// The record a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Name of the sheet: `khen-thuong`, `danh-gia` …
    pub sheet: &'static str,
    /// Key of the record.
    pub key: EcoString,
}

/// An award of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardFact {
    /// Which.
    pub award: AwardId,
    /// Years whose achievement it rewards; `None`: not told.
    pub years: Option<YearSpan>,
    /// How often, where one row tells of several.
    pub times: i64,
    /// For what; `None`: not told, or not split.
    pub occasion: Option<Occasion>,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// Whether the decision was cancelled.
    pub revoked: bool,
    /// Where from.
    pub link: Link,
}

/// A quality rating of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingFact {
    /// The year.
    pub year: WorkYear,
    /// The level.
    pub level: Level,
    /// Where from.
    pub link: Link,
}

/// How far an initiative reaches, the narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Cơ sở.
    Unit,
    /// Bộ.
    Ministry,
    /// Toàn quốc.
    Country,
}

impl Scope {
    /// The scope of a code of `Phạm vi`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "co_so" => Some(Self::Unit),
            "bo" => Some(Self::Ministry),
            "toan_quoc" => Some(Self::Country),
            _ => None,
        }
    }

    /// The word.
    pub const fn vn(self) -> &'static str {
        match self {
            Self::Unit => "cơ sở",
            Self::Ministry => "Bộ",
            Self::Country => "toàn quốc",
        }
    }
}

/// An initiative, or a scientific task (đề tài) counted like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiativeFact {
    /// Name.
    pub name: EcoString,
    /// Whether it is a scientific task, project or work.
    pub is_task: bool,
    /// How far; `None`: not told.
    pub scope: Option<Scope>,
    /// Whether it was recognised.
    pub recognised: bool,
    /// Day of recognition.
    pub recognised_on: Option<PartialDate>,
    /// The awards it was used for, with their years.
    pub used: Vec<(AwardId, WorkYear)>,
    /// Where from.
    pub link: Link,
}

/// A discipline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisciplineFact {
    /// Place of its form in [`crate::conduct::FORMS`].
    pub form: usize,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// The day from which it is no longer in force; `None`: not known.
    pub ends_on: Option<PartialDate>,
    /// Where from.
    pub link: Link,
}

/// Something that holds the nominee while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockerFact {
    /// Code of `Loại` in [`crate::conduct::CASES`].
    pub case: EcoString,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day; `None`: still.
    pub to: Option<PartialDate>,
    /// Where from.
    pub link: Link,
}

/// Discipline and open cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Disciplines.
    pub disciplines: Vec<DisciplineFact>,
    /// Cases.
    pub blockers: Vec<BlockerFact>,
}

/// The rank of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// Người đứng đầu.
    Head,
    /// Cấp phó.
    Deputy,
    /// Neither.
    Staff,
}

/// A post held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFact {
    /// Its rank; `None`: not known from how it is printed.
    pub position: Option<Position>,
    /// Code of the agency's level; empty: not known.
    pub level: EcoString,
    /// When.
    pub validity: Validity,
    /// Where from.
    pub link: Link,
}

/// Why a member of a collective may be left out of a share's denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Absence {
    /// Mới tuyển dụng: reckoned from the day of entry.
    Recruit,
    /// Nghỉ thai sản.
    Maternity,
    /// Biệt phái đi nơi khác.
    SecondedOut,
    /// Biệt phái từ nơi khác đến.
    SecondedIn,
    /// Nghỉ hưu trong năm.
    Retired,
    /// Đi học dài hạn.
    LongTraining,
}

impl Absence {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Recruit,
        Self::Maternity,
        Self::SecondedOut,
        Self::SecondedIn,
        Self::Retired,
        Self::LongTraining,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recruit => "moi_tuyen",
            Self::Maternity => "thai_san",
            Self::SecondedOut => "biet_phai_di",
            Self::SecondedIn => "biet_phai_den",
            Self::Retired => "nghi_huu",
            Self::LongTraining => "di_hoc_dai_han",
        }
    }

    /// That of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.code() == code)
    }
}

/// A member of a collective in the considered year, or several alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberFact {
    /// How many.
    pub count: i64,
    /// The awards of the considered year.
    pub awards: AwardSet,
    /// The rating of the considered year.
    pub level: Option<Level>,
    /// Since when in service.
    pub service_from: Option<PartialDate>,
    /// Why he or she may be left out.
    pub absences: Vec<Absence>,
    /// The gravest form of discipline of the considered year: place in [`crate::conduct::FORMS`].
    pub discipline: Option<usize>,
    /// Whether discipline is known to whoever asks.
    pub conduct_known: bool,
    /// Where from.
    pub link: Link,
}

/// Parts of a collective that are rated beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Organisation {
    /// Tổ chức đảng.
    Party,
    /// Đoàn thể.
    Mass,
}

/// How the Party organisation or a mass organisation of a collective was rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFact {
    /// Which.
    pub organisation: Organisation,
    /// The year.
    pub year: WorkYear,
    /// The level.
    pub level: Level,
    /// Where from.
    pub link: Link,
}

/// How the targets of a year were met, all together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetResult {
    /// Some not met.
    NotMet,
    /// All met.
    Met,
    /// All exceeded.
    Exceeded,
}

/// The targets of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetFact {
    /// The year.
    pub year: WorkYear,
    /// How they were met.
    pub result: TargetResult,
    /// Where from.
    pub link: Link,
}

/// A cluster or block chose the collective (suy tôn).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcclaimedFact {
    /// For what.
    pub award: AwardId,
    /// The year.
    pub year: WorkYear,
    /// Where from.
    pub link: Link,
}

/// The collective the nominee leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadFact {
    /// Its awards of the considered year.
    pub awards: AwardSet,
    /// Where from.
    pub link: Link,
}

/// How far a ceiling is used up in the nominee's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaFact {
    /// Of which award.
    pub award: AwardId,
    /// Those proposed or awarded, the nominee among them.
    pub counted: i64,
    /// What they are counted against.
    pub base: i64,
}

/// What a person decided of a condition that only a person can judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerFact {
    /// Code of the condition.
    pub condition: EcoString,
    /// The considered year.
    pub year: WorkYear,
    /// Whether it holds.
    pub holds: bool,
    /// Where from.
    pub link: Link,
}

/// Everything known of one subject for one considered year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether a person or a collective.
    pub subject: SubjectKind,
    /// Whether a woman; `None`: not told.
    pub woman: Option<bool>,
    /// Code of `Nhóm` on the day of judging.
    pub group: Option<EcoString>,
    /// First day in service.
    pub service_from: Option<PartialDate>,
    /// Awards.
    pub awards: Vec<AwardFact>,
    /// Ratings.
    pub ratings: Vec<RatingFact>,
    /// Initiatives.
    pub initiatives: Vec<InitiativeFact>,
    /// Discipline and open cases; `None`: whoever asks may not know.
    pub conduct: Option<Conduct>,
    /// Posts.
    pub posts: Vec<PostFact>,
    /// Life of the collective.
    pub unit: Option<Validity>,
    /// Members in the considered year; `None`: not known.
    pub members: Option<Vec<MemberFact>>,
    /// Ratings of organisations of the collective.
    pub organisations: Vec<OrganisationFact>,
    /// Targets.
    pub targets: Vec<TargetFact>,
    /// What clusters chose it for.
    pub acclaimed: Vec<AcclaimedFact>,
    /// The collective the nominee leads; `None`: leads none.
    pub leads: Option<LeadFact>,
    /// Ceilings.
    pub quotas: Vec<QuotaFact>,
    /// What people decided.
    pub answers: Vec<AnswerFact>,
}

impl Facts {
    /// Nothing known yet; discipline and cases known to be none.
    pub fn new(subject: SubjectKind) -> Self {
        Self {
            subject,
            woman: None,
            group: None,
            service_from: None,
            awards: Vec::new(),
            ratings: Vec::new(),
            initiatives: Vec::new(),
            conduct: Some(Conduct::default()),
            posts: Vec::new(),
            unit: None,
            members: None,
            organisations: Vec::new(),
            targets: Vec::new(),
            acclaimed: Vec::new(),
            leads: None,
            quotas: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// For when an award is judged. All days come from outside: nothing here knows today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The considered year, the last of those rewarded.
    pub year: WorkYear,
    /// The day of judging.
    pub on: Date,
    /// The day the appraising body received the dossier; the day of judging where there is none yet.
    pub received_on: Date,
    /// The day of the decision, where there is one.
    pub decided_on: Option<Date>,
}

impl Moment {
    /// Received and judged on one day.
    pub const fn new(year: WorkYear, on: Date) -> Self {
        Self { year, on, received_on: on, decided_on: None }
    }
}
