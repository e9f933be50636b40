//! What happened to a movement after it was written: launched, adjusted, paused, taken up again, closed, reopened,
//! each on a day, by a paper, for a reason.
//!
//! A row a step. A movement nobody told any step of is one that a source tells: it was launched, and its own days say
//! how it stands.

use jiff::civil::Date;

use super::{Movement, Stage};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// Codes of `Việc`, in the order in which two of one day follow one another.
pub const ACTS: &[&str] = &[
    "phat_dong",
    "mo_lai",
    "tiep_tuc",
    "dieu_chinh",
    "tam_dung",
    "ket_thuc",
];

/// The sheet `dien-bien-phong-trao`.
pub static SHEET: SheetDef = SheetDef {
    name: "dien-bien-phong-trao",
    title: "Diễn biến phong trào",
    identity: &[],
    columns: &[
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .required()
            .asked("Phong trào")
            .help("Phong trào mà việc này làm thay đổi."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan phát động phong trào: chỉ cơ quan ấy điều chỉnh, tạm dừng, kết thúc."),
        Column::key("viec", "Việc", Kind::Choice(ACTS))
            .required()
            .help("Phát động, điều chỉnh, tạm dừng, tiếp tục, kết thúc hay mở lại."),
        Column::key("ngay", "Ngày", Kind::Date)
            .required()
            .help("Ngày việc này có hiệu lực."),
        Column::key("van_ban", "Văn bản", Kind::Document).help("Văn bản quyết định việc này."),
        Column::content("ly_do_neu", "Lý do", Kind::Lines)
            .help("Vì sao điều chỉnh, tạm dừng, kết thúc sớm hay mở lại."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Những điều thay đổi, hoặc nơi được phát động đến."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// It is launched, or launched to further units.
    Launch,
    /// It is opened again after its end.
    Reopen,
    /// It is taken up again after a pause.
    Resume,
    /// What it asks for, or its time, is changed.
    Adjust,
    /// It rests.
    Pause,
    /// It is ended.
    Close,
}

impl Act {
    /// Every act, in the order of [`ACTS`].
    pub const ALL: [Self; 6] = [
        Self::Launch,
        Self::Reopen,
        Self::Resume,
        Self::Adjust,
        Self::Pause,
        Self::Close,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Launch => "phat_dong",
            Self::Reopen => "mo_lai",
            Self::Resume => "tiep_tuc",
            Self::Adjust => "dieu_chinh",
            Self::Pause => "tam_dung",
            Self::Close => "ket_thuc",
        }
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether it can be done to a movement that stands so. One whose days are over is ended by closing it, and is
    /// adjusted while it is not closed; a draft is only launched.
    pub fn is_open_to(self, stage: Stage, closed: bool) -> bool {
        let paused = stage == Stage::Paused;
        let draft = stage == Stage::Draft;
        match self {
            Self::Launch => !closed && !paused,
            Self::Reopen => closed,
            Self::Resume => paused,
            Self::Adjust => !draft && !closed,
            Self::Pause => !draft && !closed && !paused,
            Self::Close => !draft && !closed,
        }
    }
}

/// A step in the life of a movement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Code of the movement.
    pub movement: String,
    /// Code of the agency that took it.
    pub agency: String,
    /// What it does.
    pub act: Act,
    /// From which day on.
    pub on: PartialDate,
    /// Its paper: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What changed, or to whom it was launched.
    pub change: Option<String>,
}

impl Step {
    /// What a row of `dien-bien-phong-trao` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            movement: row.text("ma_phong_trao")?,
            agency: row.text("ma_co_quan")?,
            act: row.get("viec").and_then(Act::from_code)?,
            on: row.date("ngay")?,
            document: row.text("van_ban"),
            reason: row.text("ly_do_neu"),
            change: row.text("noi_dung"),
        })
    }
}

/// Steps in the order in which they were taken.
pub fn in_order(mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by(|one, other| {
        let key = |step: &Step| (step.on.first_day(), step.act);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.document.cmp(&other.document))
    });
    steps
}

impl Movement {
    /// The newest step by a day that pauses, ends or takes it up again.
    fn turn(&self, today: Date) -> Option<&Step> {
        let taken = self.life.iter().rev();
        let mut taken = taken.filter(|step| step.on.first_day() <= today);
        taken.find(|step| !matches!(step.act, Act::Adjust | Act::Launch))
    }

    /// Whether it was ended by a step on or before a day and not opened again.
    pub fn is_closed(&self, today: Date) -> bool {
        self.turn(today).is_some_and(|step| step.act == Act::Close)
    }

    /// Whether it rests on a day.
    pub fn is_paused(&self, today: Date) -> bool {
        self.turn(today).is_some_and(|step| step.act == Act::Pause)
    }

    /// The days of its first launch that is told; `None`: none is.
    pub fn launch(&self) -> Option<&Step> {
        self.life.iter().find(|step| step.act == Act::Launch)
    }

    /// Whether units are asked for something on a day: launched, not resting, not ended.
    pub fn asks(&self, today: Date) -> bool {
        matches!(self.stage(today), Stage::Running | Stage::Coming)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn step(act: &str, on: &str) -> Step {
        let mut row = Values::default();
        for (id, text) in [
            ("ma_phong_trao", "pt"),
            ("ma_co_quan", "tinh"),
            ("viec", act),
            ("ngay", on),
        ] {
            row.set(id, text);
        }
        Step::from_row(&row).unwrap()
    }

    fn movement(life: &[(&str, &str)]) -> Movement {
        Movement {
            code: "pt".to_owned(),
            from: PartialDate::parse("2026-01-01").ok(),
            to: PartialDate::parse("2026-06-30").ok(),
            life: in_order(life.iter().map(|(act, on)| step(act, on)).collect()),
            ..Movement::default()
        }
    }

    #[test]
    fn codes_and_acts_are_the_same_list() {
        let codes: Vec<&str> = Act::ALL.into_iter().map(Act::code).collect();
        assert_eq!(codes, ACTS);
    }

    #[test]
    fn a_pause_ends_with_its_resuming_and_a_close_with_its_reopening() {
        let told = movement(&[
            ("ket_thuc", "2026-05-01"),
            ("tam_dung", "2026-02-01"),
            ("tiep_tuc", "2026-03-01"),
            ("mo_lai", "2026-05-20"),
            ("phat_dong", "2026-01-05"),
        ]);
        assert_eq!(told.stage(date(2026, 1, 10)), Stage::Running);
        assert_eq!(told.stage(date(2026, 2, 1)), Stage::Paused);
        assert_eq!(told.stage(date(2026, 3, 1)), Stage::Running);
        assert_eq!(told.stage(date(2026, 5, 10)), Stage::Over);
        assert!(told.is_closed(date(2026, 5, 10)) && !told.is_closed(date(2026, 5, 20)));
        assert_eq!(told.stage(date(2026, 5, 20)), Stage::Running);
        // Its own last day ends it without a step.
        assert_eq!(told.stage(date(2026, 7, 1)), Stage::Over);
        assert!(!told.is_closed(date(2026, 7, 1)));
        assert_eq!(told.launch().unwrap().on.first_day(), date(2026, 1, 5));
    }

    #[test]
    fn a_draft_is_only_launched_and_adjusting_moves_no_stage() {
        let mut told = movement(&[("dieu_chinh", "2026-02-01")]);
        assert_eq!(told.stage(date(2026, 3, 1)), Stage::Running);
        told.draft = true;
        assert_eq!(told.stage(date(2026, 3, 1)), Stage::Draft);
        let open: Vec<Act> = Act::ALL
            .into_iter()
            .filter(|act| act.is_open_to(Stage::Draft, false))
            .collect();
        assert_eq!(open, [Act::Launch]);
        assert!(!told.asks(date(2026, 3, 1)));
    }

    proptest! {
        /// Whatever was recorded, at no time both ways out of a rest and of an end are open, and one way always is.
        #[test]
        fn some_act_is_always_open(steps in proptest::collection::vec((0usize..6, 1i8..28), 0..8), day in 1i8..28) {
            let life: Vec<(&str, String)> = steps.iter().map(|(act, day)| (ACTS[*act], format!("2026-02-{day:02}"))).collect();
            let life: Vec<(&str, &str)> = life.iter().map(|(act, day)| (*act, day.as_str())).collect();
            let told = movement(&life);
            let today = date(2026, 2, day);
            let (stage, closed) = (told.stage(today), told.is_closed(today));
            let open = |act: Act| act.is_open_to(stage, closed);
            prop_assert!(Act::ALL.into_iter().any(open));
            prop_assert!(!(open(Act::Resume) && open(Act::Reopen)));
            prop_assert!(!(open(Act::Pause) && open(Act::Resume)));
            prop_assert!(!(open(Act::Close) && open(Act::Reopen)));
        }
    }
}
