//! What the plan of a movement sets beside its targets: its reviews and other days, its criteria and planned rewards;
//! and how the plan of a unit stands to the targets handed to it.
//!
//! Aims, focus and solutions are sentences of `noi-dung` with the movement's code; targets are rows of `chi-tieu`.

use std::collections::BTreeMap;

use super::Movement;
use crate::amount::Decimal;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::targets::{Goal, Target};
use crate::time::PartialDate;

/// Codes of `Mốc`, in the order of a movement's course.
pub const MILESTONES: &[&str] = &[
    "ban_hanh_ke_hoach",
    "dang_ky",
    "kiem_tra",
    "so_ket",
    "tong_ket",
    "bao_cao",
    "khac",
];

/// The sheet `moc-phong-trao`: what is due in a movement, one row a thing and time.
pub static MILESTONE_SHEET: SheetDef = SheetDef {
    name: "moc-phong-trao",
    title: "Mốc của phong trào",
    identity: &[],
    columns: &[
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .required()
            .asked("Phong trào")
            .help("Phong trào có mốc này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan đặt mốc")
            .help("Cơ quan phát động, hoặc đơn vị đặt mốc trong kế hoạch của mình."),
        Column::key("moc", "Mốc", Kind::Choice(MILESTONES))
            .required()
            .help("Ban hành kế hoạch, đăng ký, kiểm tra, sơ kết, tổng kết, báo cáo hay việc khác."),
        Column::key("lan", "Lần thứ", Kind::Count)
            .help("Khi cùng một việc làm nhiều lần, ví dụ sơ kết lần 1, lần 2; bỏ trống nếu chỉ một lần."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .help("Việc phải làm, như trong kế hoạch."),
        Column::content("han", "Hạn", Kind::Date)
            .asked("Hạn, ngày phải xong")
            .help("Ngày cuối cùng phải xong; hệ thống nhắc trước ngày này."),
        Column::content("don_vi_nop", "Đơn vị phải gửi", Kind::Flag)
            .asked("Từng đơn vị phải gửi văn bản")
            .help("Đánh dấu khi mỗi đơn vị được phát động đến phải gửi văn bản (kế hoạch, bản đăng ký, báo cáo) cho mốc này."),
        Column::content("ngay_thuc_hien", "Ngày thực hiện", Kind::Date)
            .asked("Đã thực hiện ngày")
            .help("Ngày việc này đã làm xong; bỏ trống khi chưa xong."),
        Column::content("van_ban", "Văn bản", Kind::Document)
            .asked("Văn bản kết quả")
            .help("Báo cáo sơ kết, tổng kết, biên bản của việc này."),
        Column::content("ma_su_kien", "Mã sự kiện", Kind::Code)
            .asked("Hội nghị")
            .help("Sự kiện tổ chức việc này, nếu đã khai ở trang sự kiện."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// The sheet `tieu-chuan-phong-trao`: criteria of a movement and the rewards planned for it.
pub static STANDARD_SHEET: SheetDef = SheetDef {
    name: "tieu-chuan-phong-trao",
    title: "Tiêu chuẩn, khen thưởng dự kiến của phong trào",
    identity: &[],
    columns: &[
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Code)
            .required()
            .asked("Phong trào")
            .help("Phong trào có tiêu chuẩn này."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan đặt tiêu chuẩn")
            .help("Cơ quan phát động, hoặc đơn vị trong kế hoạch của mình."),
        Column::key("thu_tu", "Thứ tự", Kind::Count)
            .help("Tiêu chuẩn thứ mấy; in theo thứ tự này."),
        Column::key(
            "doi_tuong",
            "Đối tượng",
            Kind::Choice(&["tap_the", "ca_nhan"]),
        )
        .help("Tập thể hay cá nhân; bỏ trống nếu áp dụng chung."),
        Column::key("ma_khen_thuong", "Mã khen thưởng", Kind::Award)
            .asked("Danh hiệu, hình thức dự kiến")
            .help("Hình thức khen thưởng dự kiến; bỏ trống nếu chỉ nêu tiêu chuẩn."),
        Column::content("tieu_chuan", "Tiêu chuẩn", Kind::Lines)
            .help("Điều kiện phải đạt, mỗi điều một dòng."),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .asked("Số lượng dự kiến")
            .help("Số lượng tối đa dự kiến khen; bỏ trống nếu không ấn định."),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// What is due in a movement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestone {
    /// Code of the movement.
    pub movement: String,
    /// Code of the agency that set it.
    pub agency: String,
    /// Code of `Mốc`.
    pub kind: String,
    /// Which time, from 1, where there are several.
    pub turn: Option<i64>,
    /// What is to be done.
    pub text: Option<String>,
    /// By when.
    pub due: Option<PartialDate>,
    /// Whether each unit it was launched to hands in a paper for it.
    pub each: bool,
    /// When it was done; `None`: not told.
    pub done_on: Option<PartialDate>,
    /// The paper that came of it: a code of `van-ban`, or as written.
    pub document: Option<String>,
    /// Code of the event at which it was done.
    pub event: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Milestone {
    /// What a row of `moc-phong-trao` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            movement: row.text("ma_phong_trao")?,
            agency: row.text("ma_co_quan")?,
            kind: row.text("moc")?,
            turn: row.count("lan"),
            text: row.text("noi_dung"),
            due: row.date("han"),
            each: row.flag("don_vi_nop"),
            done_on: row.date("ngay_thuc_hien"),
            document: row.text("van_ban"),
            event: row.text("ma_su_kien"),
            note: row.text("ghi_chu"),
            key: row.key(&MILESTONE_SHEET),
        })
    }

    /// Whether it is told to be done: its day or its paper is.
    pub fn is_done(&self) -> bool {
        self.done_on.is_some() || self.document.is_some()
    }

    /// Place among the milestones of a movement: by due day, those without one last, then in the course of a movement.
    pub fn place(&self) -> (jiff::civil::Date, usize, i64) {
        let kind = MILESTONES.iter().position(|kind| *kind == self.kind);
        let last = jiff::civil::Date::MAX;
        (
            self.due.map_or(last, PartialDate::last_day),
            kind.unwrap_or(MILESTONES.len()),
            self.turn.unwrap_or(0),
        )
    }
}

/// A criterion of a movement, with the reward planned for who meets it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standard {
    /// Code of the movement.
    pub movement: String,
    /// Code of the agency that set it.
    pub agency: String,
    /// Place among them, from 1.
    pub order: Option<i64>,
    /// `tap_the` or `ca_nhan`; `None`: both.
    pub subject: Option<String>,
    /// Codes of awards; empty: only a criterion.
    pub awards: Vec<String>,
    /// What is to be met, one a line.
    pub text: Option<String>,
    /// The most that are planned.
    pub count: Option<i64>,
    /// Note.
    pub note: Option<String>,
    /// Key of its record.
    pub key: String,
}

impl Standard {
    /// What a row of `tieu-chuan-phong-trao` tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            movement: row.text("ma_phong_trao")?,
            agency: row.text("ma_co_quan")?,
            order: row.count("thu_tu"),
            subject: row.text("doi_tuong"),
            awards: row.codes("ma_khen_thuong"),
            text: row.text("tieu_chuan"),
            count: row.count("so_luong"),
            note: row.text("ghi_chu"),
            key: row.key(&STANDARD_SHEET),
        })
    }
}

/// How the plan of a unit stands to a target handed to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Nothing else is said: it holds as handed down.
    AsGiven,
    /// The unit asks more of itself.
    Raised,
    /// The unit asks less of itself.
    Lowered,
    /// The unit sets it otherwise, and the two cannot be compared.
    Other,
    /// The unit said that it does not take it.
    Dropped,
}

/// Targets a unit does not keep as they were handed to it: code of the target → why.
///
/// Written `code: reason`, one a line.
pub fn not_kept(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| {
        let (code, reason) = line.split_once(':').unwrap_or((line, ""));
        let code = code.trim();
        (!code.is_empty()).then(|| (code.to_owned(), reason.trim().to_owned()))
    });
    lines.collect()
}

/// By what a target is named where a unit speaks of it: its own code, else the code of what it measures.
pub fn name_of(target: &Target) -> Option<&str> {
    target.code.as_deref().or(target.target_code.as_deref())
}

/// How a unit's own target stands to the one handed to it; `own`: none, and `dropped`: it said so.
pub fn kept(given: &Target, own: Option<&Target>, dropped: bool) -> Kept {
    let Some(own) = own else {
        return if dropped {
            Kept::Dropped
        } else {
            Kept::AsGiven
        };
    };
    let number = |target: &Target| match target.goal.as_ref()? {
        Goal::Number(value) => Some(*value),
        Goal::LastYear => None,
    };
    let (Some(asked), Some(told)) = (number(given), number(own)) else {
        return match given.goal == own.goal && given.op == own.op {
            true => Kept::AsGiven,
            false => Kept::Other,
        };
    };
    more(given.op.as_deref(), own.op.as_deref(), asked, told)
}

/// Whether a number asks more than another, by the sign of both.
fn more(given: Option<&str>, own: Option<&str>, asked: Decimal, told: Decimal) -> Kept {
    let up = |sign: Option<&str>| match sign {
        Some(">=" | ">" | "tang") | None => Some(true),
        Some("<=" | "<" | "giam") => Some(false),
        _ => None,
    };
    let strict = |sign: Option<&str>| matches!(sign, Some(">" | "<"));
    let (Some(way), true) = (up(given), up(given) == up(own)) else {
        return match asked == told && given == own {
            true => Kept::AsGiven,
            false => Kept::Other,
        };
    };
    match asked == told {
        true if strict(given) == strict(own) => Kept::AsGiven,
        true if strict(own) => Kept::Raised,
        true => Kept::Lowered,
        false if (told > asked) == way => Kept::Raised,
        false => Kept::Lowered,
    }
}

impl Movement {
    /// Whether a target of the movement is handed to a unit of a level: to every unit of that level below who set it,
    /// or to that unit by another.
    pub fn hands(&self, target: &Target, unit: &str, level: crate::org::Level) -> bool {
        let ours = target.movement.as_deref() == Some(self.code.as_str());
        let by_level = target.level == Some(level) && target.agency != unit;
        let by_other = || {
            let mut assigners = target.assigners.iter();
            target.agency == unit && target.level.is_none() && assigners.any(|code| code != unit)
        };
        ours && target.person.is_none() && (by_level || by_other())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn target(op: &str, value: &str) -> Target {
        let mut row = Values::default();
        for (id, text) in [
            ("ma_co_quan", "tinh"),
            ("nam_cong_tac", "2026"),
            ("ma_phong_trao", "pt"),
            ("ma_chi_tieu", "viec.ty_le"),
            ("phep_so", op),
            ("gia_tri", value),
        ] {
            row.set(id, text);
        }
        Target::from_row(&row).unwrap()
    }

    #[test]
    fn a_unit_raises_keeps_lowers_or_drops() {
        let given = target(">=", "83.5");
        assert_eq!(kept(&given, None, false), Kept::AsGiven);
        assert_eq!(kept(&given, None, true), Kept::Dropped);
        assert_eq!(kept(&given, Some(&target(">=", "84")), false), Kept::Raised);
        assert_eq!(
            kept(&given, Some(&target(">", "83.5")), false),
            Kept::Raised
        );
        assert_eq!(
            kept(&given, Some(&target(">=", "80")), false),
            Kept::Lowered
        );
        assert_eq!(kept(&given, Some(&target("<=", "84")), false), Kept::Other);
        assert_eq!(
            kept(&given, Some(&target(">=", "nam_truoc")), false),
            Kept::Other
        );
        // Of what shall be few, fewer is more.
        let few = target("<=", "5");
        assert_eq!(kept(&few, Some(&target("<=", "3")), false), Kept::Raised);
        assert_eq!(kept(&few, Some(&target("<=", "7")), false), Kept::Lowered);
    }

    #[test]
    fn what_is_not_kept_names_the_target_and_why() {
        let told = not_kept("ct-1: không có án tham nhũng\nviec.ty_le:\n\n");
        assert_eq!(told["ct-1"], "không có án tham nhũng");
        assert_eq!(told["viec.ty_le"], "");
        assert_eq!(told.len(), 2);
    }

    proptest! {
        /// Raised one way is lowered the other way.
        #[test]
        fn raising_and_lowering_are_opposites(one in 0i64..1000, other in 0i64..1000, sign in 0usize..4) {
            let sign = [">=", ">", "<=", "<"][sign];
            let (one, other) = (target(sign, &one.to_string()), target(sign, &other.to_string()));
            let back = match kept(&one, Some(&other), false) {
                Kept::Raised => Kept::Lowered,
                Kept::Lowered => Kept::Raised,
                same => same,
            };
            prop_assert_eq!(kept(&other, Some(&one), false), back);
        }
    }
}
