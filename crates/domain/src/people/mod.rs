//! People and the posts they hold through time.

pub mod absence;
pub mod matching;
pub mod merge;

mod all;

pub use all::People;

use jiff::civil::Date;

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Validity};

/// Codes of `Nhóm`.
pub const GROUPS: &[&str] = &[
    "lanh_dao",
    "chap_hanh_vien",
    "cong_chuc",
    "nguoi_lao_dong",
    "ngoai_nganh",
];

/// The column, of no sheet, that holds the code a row is stored under where another code stands for it.
pub const STORED_AS: &str = "ma_luu";

/// Codes of `Giới tính`.
pub const GENDERS: &[&str] = &["nam", "nu"];

/// The sheet `nhan-su`.
pub static SHEET: SheetDef = SheetDef {
    name: "nhan-su",
    title: "Nhân sự",
    identity: &["ma", "tu_ngay"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .required()
            .asked("Mã cán bộ")
            .help("Mỗi người một mã suốt quá trình công tác, kể cả khi chuyển cơ quan."),
        Column::content("ho_va_ten", "Họ và tên", Kind::Text)
            .required()
            .help("Họ, tên đệm và tên như trong hồ sơ cán bộ."),
        Column::content("ngay_sinh", "Ngày sinh", Kind::Date)
            .help("Ngày, hoặc tháng và năm, hoặc chỉ năm nếu chỉ biết đến thế."),
        Column::content("gioi_tinh", "Giới tính", Kind::Choice(GENDERS))
            .help("Dùng để thống kê khen thưởng theo giới."),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan, đơn vị")
            .help("Nơi công tác trong thời gian của dòng này."),
        Column::content("chuc_vu", "Chức vụ", Kind::Text).help(
            "Chức vụ lãnh đạo, quản lý, ví dụ «Trưởng phòng»; bỏ trống nếu không giữ chức vụ.",
        ),
        Column::content("chuc_danh", "Chức danh", Kind::Text).help(
            "Chức danh nghề nghiệp, ví dụ «Chấp hành viên», «Thẩm tra viên», «Thư ký thi hành án».",
        ),
        Column::content("nhom", "Nhóm", Kind::Choice(GROUPS))
            .asked("Nhóm đối tượng")
            .help("Nhóm dùng khi lập danh sách và tính tỷ lệ khen thưởng."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .help("Ngày bắt đầu giữ vị trí này; bỏ trống nếu không rõ."),
        Column::content("den_ngay", "Đến ngày", Kind::Date)
            .help("Ngày cuối cùng giữ vị trí này; bỏ trống nếu đang giữ."),
        Column::content("ngay_vao_nganh", "Ngày vào ngành", Kind::Date).help(
            "Ngày đầu tiên công tác trong ngành, tính thời gian công tác khi xét khen thưởng; bỏ trống nếu không rõ.",
        ),
        Column::SOURCE,
        Column::NOTE,
    ],
};

/// A post held in one stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Full name as it then was.
    pub name: String,
    /// Code of the agency.
    pub agency: String,
    /// Leadership post, as printed.
    pub post: Option<String>,
    /// Professional title, as printed.
    pub title: Option<String>,
    /// Code of `Nhóm`.
    pub group: Option<String>,
    /// When it was held.
    pub validity: Validity,
    /// The code its row is stored under, where another code stands for that one ([`merge`]).
    pub stored_as: Option<String>,
}

/// A person: one code, the posts through time.
#[derive(Clone, Debug)]
pub struct Person {
    /// Staff code, never reused.
    pub code: String,
    /// Day of birth, where told.
    pub born: Option<PartialDate>,
    /// Code of `Giới tính`.
    pub gender: Option<String>,
    /// First day in service, where told.
    pub joined: Option<PartialDate>,
    /// Oldest first.
    pub posts: Vec<Post>,
}

impl Person {
    /// The latest known name.
    pub fn name(&self) -> &str {
        let own = self.posts.iter().rfind(|post| post.stored_as.is_none());
        own.or(self.posts.last())
            .map_or(self.code.as_str(), |post| post.name.as_str())
    }

    /// The post held on a date.
    pub fn on(&self, date: Date) -> Option<&Post> {
        self.posts.iter().find(|post| post.validity.contains(date))
    }

    /// Whether a post of leadership was held at some day between two dates, both included.
    pub fn led_between(&self, from: Date, to: Date) -> bool {
        let during = |post: &&Post| {
            post.validity
                .from
                .is_none_or(|first| first.first_day() <= to)
                && post.validity.to.is_none_or(|last| last.last_day() >= from)
        };
        let mut posts = self.posts.iter().filter(during);
        posts.any(|post| post.group.as_deref() == Some("lanh_dao"))
    }

    /// Builds people from the rows of `nhan-su`, in the order of their codes. A row of a code for which another
    /// stands bears that one in `ma` and its own in [`STORED_AS`].
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a Values>) -> Vec<Self> {
        let mut rows: Vec<&Values> = rows.into_iter().collect();
        // What the standing code itself tells of birth and gender goes before what the other tells.
        rows.sort_by_cached_key(|row| {
            let other = row.get(STORED_AS).is_some();
            (row.text("ma"), other, row.date("tu_ngay"))
        });
        let mut people: Vec<Self> = Vec::new();
        for row in rows {
            let (Some(code), Some(post)) = (row.text("ma"), Self::post(row)) else {
                continue;
            };
            if people.last().is_none_or(|last| last.code != code) {
                people.push(Self {
                    code,
                    born: None,
                    gender: None,
                    joined: None,
                    posts: Vec::new(),
                });
            }
            if let Some(person) = people.last_mut() {
                person.born = person.born.or(row.date("ngay_sinh"));
                person.gender = person.gender.take().or(row.text("gioi_tinh"));
                person.joined = person.joined.or(row.date("ngay_vao_nganh"));
                let merged = post.stored_as.is_some();
                person.posts.push(post);
                if merged {
                    person.settle();
                }
            }
        }
        people
    }

    /// Posts of two codes in the order of time; what both tell is told once.
    fn settle(&mut self) {
        let Some(last) = self.posts.pop() else { return };
        let same = |post: &Post| {
            let bare = |post: &Post| Post {
                stored_as: None,
                ..post.clone()
            };
            bare(post) == bare(&last)
        };
        if !self.posts.iter().any(same) {
            self.posts.push(last);
        }
        self.posts.sort_by_key(|post| post.validity.from);
    }

    fn post(row: &Values) -> Option<Post> {
        Some(Post {
            name: row.text("ho_va_ten")?,
            agency: row.text("ma_co_quan")?,
            post: row.text("chuc_vu"),
            title: row.text("chuc_danh"),
            group: row.text("nhom"),
            validity: Validity {
                from: row.date("tu_ngay"),
                to: row.date("den_ngay"),
            },
            stored_as: row.text(STORED_AS),
        })
    }
}
