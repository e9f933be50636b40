//! One period and the steps it may take.

use jiff::civil::Date;

use crate::bundle::Values;
use crate::time::{Window, WorkYear};

/// What names a period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodKey {
    /// Code of the agency.
    pub agency: String,
    /// Work year and cumulative month.
    pub window: Window,
    /// Code of `Phạm vi`.
    pub scope: String,
}

impl PeriodKey {
    /// The key as one text, unique and stable.
    pub fn text(&self) -> String {
        format!("{}|{}|{}", self.agency, self.window, self.scope)
    }
}

/// How far the figures of a period have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Being typed (nháp); after an approval, being corrected.
    #[default]
    Draft,
    /// Sent to be approved; nobody types.
    Submitted,
    /// Given back with a reason; typed again.
    Returned,
    /// Approved: counts, and is locked.
    Approved,
    /// Approved, and accepted by the level above.
    Accepted,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Approved,
        Self::Accepted,
    ];

    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "nhap",
            Self::Submitted => "da_gui",
            Self::Returned => "tra_lai",
            Self::Approved => "da_duyet",
            Self::Accepted => "da_tiep_nhan",
        }
    }

    /// The stage of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether the newest figures are the approved ones.
    pub fn is_approved(self) -> bool {
        matches!(self, Self::Approved | Self::Accepted)
    }
}

/// A step somebody takes with a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Types figures, or corrects approved ones.
    Enter,
    /// Sends them to be approved.
    Submit,
    /// Takes back what was sent.
    Withdraw,
    /// Gives them back with a reason.
    Return,
    /// Approves them.
    Approve,
    /// Accepts them, at the level above.
    Accept,
    /// Opens a period that is over for typing.
    Open,
}

impl Action {
    /// Every step.
    pub const ALL: [Self; 7] = [
        Self::Enter,
        Self::Submit,
        Self::Withdraw,
        Self::Return,
        Self::Approve,
        Self::Accept,
        Self::Open,
    ];

    /// The stored code, also the word in addresses and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Enter => "nhap",
            Self::Submit => "gui",
            Self::Withdraw => "rut",
            Self::Return => "tra-lai",
            Self::Approve => "duyet",
            Self::Accept => "tiep-nhan",
            Self::Open => "mo",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }

    /// Whether it asks for a reason.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Return | Self::Open)
    }
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was sent is looked at: nobody types.
    Sent,
    /// Approved figures are corrected only with a reason.
    Locked,
    /// There is nothing that waits for approval.
    Nothing,
    /// It has not been sent.
    NotSent,
    /// It has not been approved.
    NotApproved,
    /// It has been accepted already.
    Already,
    /// Approving what one sent oneself.
    OwnWork,
    /// A reason is missing.
    NoReason,
}

/// A step to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Which.
    pub action: Action,
    /// Account of who takes it.
    pub by: &'a str,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: Option<&'a str>,
    /// Last day of typing, where a period is opened.
    pub until: Option<Date>,
    /// Whether the sender may approve.
    pub alone: bool,
    /// What waits in the period's sheets.
    pub sheets: Sheets,
}

/// What a period's sheets hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sheets {
    /// Whether any has figures that are not approved.
    pub waiting: bool,
    /// Whether there are figures at all, of the agency or of those below it.
    pub told: bool,
}

/// A period in which somebody typed, or that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// What names it.
    pub key: PeriodKey,
    /// How far it has come.
    pub stage: Stage,
    /// How often it was approved.
    pub rounds: u16,
    /// Account that sent it last.
    pub sent_by: Option<String>,
    /// Day it was sent last.
    pub sent: Option<Date>,
    /// Day it was sent first: what tells whether it was in time.
    pub sent_first: Option<Date>,
    /// Account that approved it last.
    pub approved_by: Option<String>,
    /// Day it was approved last.
    pub approved: Option<Date>,
    /// Last day on which it may be typed although it was due.
    pub open_until: Option<Date>,
    /// Code of the office that typed on behalf of this one (nhập thay).
    pub entered_by: Option<String>,
    /// Why it was given back, or is corrected.
    pub reason: Option<String>,
}

impl Period {
    /// A period in which nothing has happened.
    pub fn new(key: PeriodKey) -> Self {
        Self {
            key,
            stage: Stage::Draft,
            rounds: 0,
            sent_by: None,
            sent: None,
            sent_first: None,
            approved_by: None,
            approved: None,
            open_until: None,
            entered_by: None,
            reason: None,
        }
    }

    /// Whether approved figures are being corrected.
    pub fn is_correction(&self) -> bool {
        self.rounds > 0 && !self.stage.is_approved()
    }

    /// Whether typing begins here, so that the deadline holds: what was given back, and a correction, come later
    /// by their nature.
    pub fn begins(&self) -> bool {
        self.stage == Stage::Draft && self.rounds == 0
    }

    /// The period after a step.
    ///
    /// # Errors
    /// The [`Refusal`]; nothing changes.
    pub fn after(&self, step: Step<'_>) -> Result<Self, Refusal> {
        let reason = step.reason.map(str::trim).filter(|text| !text.is_empty());
        if step.action.needs_reason() && reason.is_none() {
            return Err(Refusal::NoReason);
        }
        let mut next = self.clone();
        match step.action {
            Action::Enter => next.enter(reason)?,
            Action::Submit => next.submit(step)?,
            Action::Withdraw => {
                next.only(Stage::Submitted, Refusal::NotSent)?;
                next.stage = Stage::Draft;
            }
            Action::Return => {
                if self.stage != Stage::Submitted && !self.stage.is_approved() {
                    return Err(Refusal::NotSent);
                }
                next.stage = Stage::Returned;
                next.reason = reason.map(str::to_owned);
            }
            Action::Approve => {
                next.only(Stage::Submitted, Refusal::NotSent)?;
                if !step.alone && self.sent_by.as_deref() == Some(step.by) {
                    return Err(Refusal::OwnWork);
                }
                next.stage = Stage::Approved;
                next.rounds = self.rounds.saturating_add(1);
                next.approved_by = Some(step.by.to_owned());
                next.approved = Some(step.on);
                next.reason = None;
            }
            Action::Accept => {
                if self.stage == Stage::Accepted {
                    return Err(Refusal::Already);
                }
                next.only(Stage::Approved, Refusal::NotApproved)?;
                next.stage = Stage::Accepted;
            }
            Action::Open => {
                if self.stage == Stage::Submitted || self.stage.is_approved() {
                    return Err(Refusal::Already);
                }
                next.open_until = step.until;
            }
        }
        Ok(next)
    }

    fn only(&self, stage: Stage, refusal: Refusal) -> Result<(), Refusal> {
        if self.stage == stage {
            Ok(())
        } else {
            Err(refusal)
        }
    }

    fn enter(&mut self, reason: Option<&str>) -> Result<(), Refusal> {
        match self.stage {
            Stage::Draft | Stage::Returned => Ok(()),
            Stage::Submitted => Err(Refusal::Sent),
            Stage::Approved | Stage::Accepted => {
                self.reason = Some(reason.ok_or(Refusal::Locked)?.to_owned());
                self.stage = Stage::Draft;
                Ok(())
            }
        }
    }

    fn submit(&mut self, step: Step<'_>) -> Result<(), Refusal> {
        if !matches!(self.stage, Stage::Draft | Stage::Returned) {
            return Err(Refusal::Already);
        }
        // A correction sends what it changed; the first time an office may send what those below it told.
        let something = if self.rounds > 0 {
            step.sheets.waiting
        } else {
            step.sheets.waiting || step.sheets.told
        };
        if !something {
            return Err(Refusal::Nothing);
        }
        self.stage = Stage::Submitted;
        self.sent_by = Some(step.by.to_owned());
        self.sent = Some(step.on);
        self.sent_first = self.sent_first.or(Some(step.on));
        Ok(())
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let month = row.month("thang_luy_ke")?;
        let window = Window::new(row.year("nam_cong_tac")?, month)?;
        let day = |id: &str| row.date(id).map(crate::time::PartialDate::first_day);
        Some(Self {
            key: PeriodKey {
                agency: row.text("ma_co_quan")?,
                window,
                scope: row.text("pham_vi")?,
            },
            stage: Stage::from_code(row.get("trang_thai")?)?,
            rounds: row.get("lan_duyet").and_then(|n| n.parse().ok())?,
            sent_by: row.text("nguoi_gui"),
            sent: day("ngay_gui"),
            sent_first: day("ngay_gui_dau"),
            approved_by: row.text("nguoi_duyet"),
            approved: day("ngay_duyet"),
            open_until: day("mo_den"),
            entered_by: row.text("nhap_thay"),
            reason: row.text("ly_do"),
        })
    }

    /// The record of it, after a step.
    pub fn row(&self, action: Action) -> Values {
        let mut row = Values::default();
        let WorkYear(year) = self.key.window.year;
        row.set("ma_co_quan", &self.key.agency);
        row.set("nam_cong_tac", year.to_string());
        row.set("thang_luy_ke", self.key.window.month.to_string());
        row.set("pham_vi", &self.key.scope);
        row.set("viec", action.code());
        row.set("trang_thai", self.stage.code());
        row.set("lan_duyet", self.rounds.to_string());
        let day = |day: &Option<Date>| day.map(|day| day.to_string());
        let told = [
            ("nguoi_gui", self.sent_by.clone()),
            ("ngay_gui", day(&self.sent)),
            ("ngay_gui_dau", day(&self.sent_first)),
            ("nguoi_duyet", self.approved_by.clone()),
            ("ngay_duyet", day(&self.approved)),
            ("mo_den", day(&self.open_until)),
            ("nhap_thay", self.entered_by.clone()),
            ("ly_do", self.reason.clone()),
        ];
        for (id, text) in told {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }
}
