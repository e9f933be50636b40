//! Registration (đăng ký thi đua): which titles and forms a person or unit sets out to reach in a year, and with
//! which initiative; beside what was awarded when the year is over.

mod deadline;
pub mod round;

pub use deadline::{DEADLINE_SHEET, DEADLINES, Deadline};

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::register::sheet::SUBJECTS;
use crate::time::{PartialDate, Told, WorkYear, YearSpan};

/// Codes of `Trạng thái`.
pub const STATUSES: &[&str] = &["da_gui", "da_duyet", "tra_lai", "da_rut"];

/// The sheet `dang-ky`.
pub static SHEET: SheetDef = SheetDef {
    name: "dang-ky",
    title: "Đăng ký thi đua",
    identity: &[],
    columns: &[
        Column::key("nam", "Năm", Kind::Year)
            .required()
            .asked("Năm công tác")
            .help("Năm công tác đăng ký thi đua."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan")
            .help("Cơ quan của người, tập thể đăng ký."),
        Column::key("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .asked("Người hoặc tập thể đăng ký")
            .help("Bỏ trống nếu chỉ biết số lượng, chưa biết tên."),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS))
            .asked("Loại đối tượng")
            .help("Tập thể hay cá nhân."),
        Column::key("ma_danh_hieu", "Mã danh hiệu", Kind::Award)
            .asked("Danh hiệu, hình thức đăng ký")
            .help(
                "Danh hiệu thi đua hoặc hình thức khen thưởng; chỉ đăng ký sáng kiến thì bỏ trống.",
            ),
        Column::content("so_luong", "Số lượng", Kind::Count)
            .help("Số người, tập thể chưa nêu tên."),
        Column::content("sang_kien", "Sáng kiến", Kind::Lines)
            .asked("Sáng kiến, đề tài đăng ký")
            .help("Tên sáng kiến, đề tài sẽ thực hiện; mỗi dòng một sáng kiến."),
        Column::content("ngay_dang_ky", "Ngày đăng ký", Kind::Date)
            .help("Ngày đăng ký; biết tới đâu ghi tới đó."),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATUSES))
            .help("Bỏ trống được hiểu là đăng ký đã được ghi nhận."),
        Column::content("y_kien", "Ý kiến", Kind::Lines)
            .asked("Ý kiến của đơn vị")
            .help("Lý do trả lại, hoặc điều cần bổ sung."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// Where a registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It waits for the unit.
    Sent,
    /// The unit took it up, or it came with a list.
    Accepted,
    /// The unit gave it back with a reason.
    Returned,
    /// The person took it back.
    Withdrawn,
}

impl Standing {
    /// Every standing, in the order of a list.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Accepted, Self::Returned, Self::Withdrawn];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "da_gui",
            Self::Accepted => "da_duyet",
            Self::Returned => "tra_lai",
            Self::Withdrawn => "da_rut",
        }
    }

    /// The standing of a row: a list that says nothing of it has been settled already.
    pub fn of(code: Option<&str>) -> Self {
        let known = Self::ALL.into_iter();
        let mut known = known.filter(|standing| Some(standing.code()) == code);
        known.next().unwrap_or(Self::Accepted)
    }

    /// Whether it counts among what was registered.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted)
    }
}

/// A row of `dang-ky`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Key of its record.
    pub key: String,
    /// Work year.
    pub year: WorkYear,
    /// Code of the agency.
    pub agency: String,
    /// Code of the person or collective, where named.
    pub subject: Option<String>,
    /// Code of `Đối tượng`.
    pub kind: Option<String>,
    /// Code of the award; `None`: an initiative alone.
    pub award: Option<String>,
    /// How many: 1 beside a name; `None`: not told.
    pub count: Option<i64>,
    /// Initiatives, one a line.
    pub initiatives: Vec<String>,
    /// Day.
    pub on: Option<PartialDate>,
    /// Where it stands.
    pub standing: Standing,
    /// The unit's words.
    pub answer: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Registration {
    /// The registration a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let subject = row.text("ma_doi_tuong");
        let initiatives = row.get("sang_kien").unwrap_or_default();
        Some(Self {
            key: row.key(&SHEET),
            year: row.year("nam")?,
            agency: row.text("ma_co_quan")?,
            kind: row.text("doi_tuong"),
            award: row.text("ma_danh_hieu"),
            count: row.count("so_luong").or(subject.is_some().then_some(1)),
            subject,
            initiatives: initiatives.lines().map(str::to_owned).collect(),
            on: row.date("ngay_dang_ky"),
            standing: Standing::of(row.get("trang_thai")),
            answer: row.text("y_kien"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Its year.
    pub fn told(&self) -> Told {
        Told {
            years: Some(YearSpan::single(self.year)),
            on: None,
            known: None,
        }
    }
}

/// What a registration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The award was given.
    Reached,
    /// The year's awards are known and it is not among them.
    NotReached,
    /// The year's awards are not known yet, or the registration names nobody or no award.
    Open,
}

/// What a registration of a named subject came to. `given`: the subject's awards of the year; `settled`: whether the
/// agency's awards of the year have been told at all.
pub fn outcome(row: &Registration, given: &[&str], settled: bool) -> Outcome {
    let Some(award) = row.award.as_deref().filter(|_| row.subject.is_some()) else {
        return Outcome::Open;
    };
    if given
        .iter()
        .any(|code| code.split(';').any(|one| one == award))
    {
        return Outcome::Reached;
    }
    if settled {
        Outcome::NotReached
    } else {
        Outcome::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cells: &[(&str, &str)]) -> Registration {
        let mut row = Values::default();
        row.set("ma_co_quan", "quan-1");
        row.set("nam", "2021");
        for (id, text) in cells {
            row.set(id, text);
        }
        Registration::from_row(&row).unwrap()
    }

    #[test]
    fn registered_against_achieved() {
        let own = told(&[("ma_doi_tuong", "nv-1"), ("ma_danh_hieu", "cstdcs")]);
        assert_eq!(own.count, Some(1));
        assert_eq!(outcome(&own, &["ldtt", "cstdcs"], true), Outcome::Reached);
        assert_eq!(outcome(&own, &["ldtt"], true), Outcome::NotReached);
        assert_eq!(outcome(&own, &[], false), Outcome::Open);
        let counted = told(&[("so_luong", "12"), ("ma_danh_hieu", "cstdcs")]);
        assert_eq!(outcome(&counted, &["cstdcs"], true), Outcome::Open);
    }

    #[test]
    fn a_list_that_says_nothing_of_it_is_settled() {
        assert_eq!(told(&[]).standing, Standing::Accepted);
        assert_eq!(
            told(&[("trang_thai", "tra_lai")]).standing,
            Standing::Returned
        );
        assert!(!Standing::Withdrawn.counts() && Standing::Sent.counts());
        let codes: Vec<_> = Standing::ALL
            .iter()
            .map(|standing| standing.code())
            .collect();
        assert_eq!(codes, STATUSES);
    }
}
