//! Events (sự kiện): conferences, launches, pacts, hand-overs of awards, with who took which part, what was on, and
//! the numbers told there.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, YearSpan};

/// Codes of `Loại`.
pub const KINDS: &[&str] = &[
    "tong_ket",
    "so_ket",
    "giao_ban",
    "phat_dong",
    "ky_giao_uoc",
    "suy_ton",
    "trao_thuong",
    "gap_mat",
    "toa_dam",
    "hoi_thi",
    "the_thao",
    "khac",
];
/// Codes of the parts in `Thành phần`.
pub const ROLES: &[&str] = &[
    "chu_tri",
    "chi_dao",
    "bao_cao",
    "trao",
    "ky",
    "chung_kien",
    "tham_du",
];

/// The sheet `su-kien`.
pub static SHEET: SheetDef = SheetDef {
    name: "su-kien",
    title: "Sự kiện",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code)
            .asked("Mã sự kiện")
            .help("Mã riêng của sự kiện; khen thưởng, điển hình chỉ tới mã này."),
        Column::content("ten", "Tên", Kind::Text)
            .asked("Tên sự kiện")
            .help("Tên hội nghị, cuộc họp, lễ …"),
        Column::key("loai", "Loại", Kind::Choices(KINDS)).help("Có thể là nhiều loại cùng lúc."),
        Column::key("ngay", "Ngày", Kind::Date).help("Ngày diễn ra; biết tới đâu ghi tới đó."),
        Column::key("den_ngay", "Đến ngày", Kind::Date).help("Ngày cuối, nếu kéo dài nhiều ngày."),
        Column::content("dia_diem", "Địa điểm", Kind::Text).help("Nơi diễn ra."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Codes)
            .asked("Cơ quan tổ chức")
            .help("Cơ quan tổ chức; mỗi ô một cơ quan."),
        Column::key("ma_cum", "Mã cụm", Kind::Code)
            .asked("Cụm, khối")
            .help("Cụm, khối thi đua tổ chức, nếu có."),
        Column::key("ma_phong_trao", "Mã phong trào", Kind::Codes)
            .asked("Phong trào")
            .help("Phong trào được phát động, sơ kết, tổng kết."),
        Column::key("nam", "Năm", Kind::Years)
            .asked("Năm công tác")
            .help("Năm công tác mà sự kiện nhìn lại."),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month)
            .help("Nhìn lại mấy tháng của năm; cả năm thì bỏ trống."),
        Column::content("dip", "Dịp", Kind::Text).help("Nhân dịp gì, ví dụ ngày truyền thống."),
        Column::content("thanh_phan", "Thành phần", Kind::Roles(ROLES))
            .asked("Thành phần, vai trò")
            .help("Mỗi dòng một người hoặc cơ quan với vai trò, ví dụ «Nguyễn Văn An: chủ trì»."),
        Column::content("noi_dung", "Nội dung", Kind::Lines).help("Mỗi dòng một nội dung."),
        Column::content("con_so", "Con số", Kind::Lines)
            .help("Mỗi dòng một con số được nêu, ví dụ «Số đại biểu: 120»."),
        Column::content("van_ban", "Văn bản", Kind::Items)
            .help("Văn bản của sự kiện, mỗi dòng một văn bản."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// Somebody's part in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code of the person or agency.
    pub who: String,
    /// Code of the part.
    pub role: String,
}

/// A row of `su-kien`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Key of its record.
    pub key: String,
    /// Its own code, where it has one.
    pub code: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Codes of `Loại`, these together.
    pub kinds: Vec<String>,
    /// First day.
    pub from: Option<PartialDate>,
    /// Last day, where it lasted longer.
    pub to: Option<PartialDate>,
    /// Place.
    pub place: Option<String>,
    /// Codes of the agencies that held it.
    pub agencies: Vec<String>,
    /// Code of the block.
    pub cluster: Option<String>,
    /// Codes of the movements.
    pub movements: Vec<String>,
    /// The work years it looks back on.
    pub years: Option<YearSpan>,
    /// The months of the year it looks back on.
    pub month: Option<u8>,
    /// Occasion.
    pub occasion: Option<String>,
    /// Who took which part.
    pub parts: Vec<Part>,
    /// What was on, one a line.
    pub lines: Vec<String>,
    /// Numbers told: name and number as written.
    pub figures: Vec<(String, String)>,
    /// Papers: codes of `van-ban`, or as written.
    pub documents: Vec<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Event {
    /// The event a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let lines = |id: &str| -> Vec<String> {
            let text = row.get(id).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        };
        Some(Self {
            key: row.key(&SHEET),
            code: row.text("ma"),
            name: row.text("ten"),
            kinds: row.codes("loai"),
            from: row.date("ngay"),
            to: row.date("den_ngay"),
            place: row.text("dia_diem"),
            agencies: row.codes("ma_co_quan"),
            cluster: row.text("ma_cum"),
            movements: row.codes("ma_phong_trao"),
            years: row.years("nam"),
            month: row.month("thang_luy_ke"),
            occasion: row.text("dip"),
            parts: parts(row),
            lines: lines("noi_dung"),
            figures: lines("con_so").iter().map(|line| figure(line)).collect(),
            documents: row.codes("van_ban"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }

    /// Whether it may have taken place within these days, as far as its days are known; `None`: no day is told.
    pub fn is_within(&self, from: jiff::civil::Date, to: jiff::civil::Date) -> Option<bool> {
        let first = self.from.or(self.to)?;
        let last = self.to.unwrap_or(first);
        Some(first.first_day() <= to && from <= last.last_day())
    }
}

/// The parts a row tells of.
pub fn parts(row: &Values) -> Vec<Part> {
    let told = row.codes("thanh_phan").into_iter();
    told.filter_map(|part| {
        let (who, role) = part.rsplit_once(':')?;
        Some(Part {
            who: who.to_owned(),
            role: role.to_owned(),
        })
    })
    .collect()
}

/// A line of `Con số`: the name and the number behind the last colon.
fn figure(line: &str) -> (String, String) {
    match line.rsplit_once(':') {
        Some((name, number)) => (name.trim().to_owned(), number.trim().to_owned()),
        None => (line.trim().to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::{Cell, Place, row};

    fn values(cells: &[(&str, &str)]) -> (Values, Vec<crate::bundle::Fault>) {
        let mut faults = Vec::new();
        let cells: Vec<_> = cells
            .iter()
            .map(|(id, text)| (SHEET.column(id).unwrap(), Cell::Text((*text).to_owned())))
            .collect();
        let place = Place {
            sheet: SHEET.name,
            row: 1,
        };
        let cells = cells.iter().map(|(column, cell)| (*column, cell));
        (row(&SHEET, place, cells, &mut faults), faults)
    }

    #[test]
    fn parts_lines_and_figures_are_read() {
        let (row, faults) = values(&[
            ("ma", "tong-ket-2021"),
            (
                "loai",
                "tong_ket; trao thưởng"
                    .replace("trao thưởng", "trao_thuong")
                    .as_str(),
            ),
            ("thanh_phan", "nv-1: chu_tri; quan-1:tham_du\nnv-1:bao_cao"),
            ("con_so", "Số đại biểu: 120\nTỷ lệ: 68,73"),
            ("van_ban", "kh-1; Giấy mời 12"),
        ]);
        assert!(faults.is_empty(), "{faults:?}");
        let event = Event::from_row(&row).unwrap();
        assert_eq!(event.kinds, ["tong_ket", "trao_thuong"]);
        let parts: Vec<_> = event
            .parts
            .iter()
            .map(|part| (part.who.as_str(), part.role.as_str()))
            .collect();
        assert_eq!(
            parts,
            [
                ("nv-1", "chu_tri"),
                ("quan-1", "tham_du"),
                ("nv-1", "bao_cao")
            ]
        );
        assert_eq!(
            event.figures[0],
            ("Số đại biểu".to_owned(), "120".to_owned())
        );
        assert_eq!(event.documents, ["kh-1", "Giấy mời 12"]);
    }

    #[test]
    fn a_part_without_a_role_is_told_with_its_cure() {
        let (_, faults) = values(&[("ma", "a"), ("thanh_phan", "nv-1")]);
        assert!(faults[0].reason.contains("chưa ghi vai trò"), "{faults:?}");
        let (_, faults) = values(&[("ma", "a"), ("thanh_phan", "nv-1:lanh_dao")]);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn an_event_is_found_by_its_days_as_far_as_they_are_known() {
        let on = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
        let (row, _) = values(&[("ma", "a"), ("ngay", "2021-07"), ("den_ngay", "2021-08-02")]);
        let event = Event::from_row(&row).unwrap();
        assert_eq!(
            event.is_within(on("2021-08-02"), on("2021-08-31")),
            Some(true)
        );
        assert_eq!(
            event.is_within(on("2021-08-03"), on("2021-08-31")),
            Some(false)
        );
        let (row, _) = values(&[("ma", "a")]);
        assert_eq!(
            Event::from_row(&row)
                .unwrap()
                .is_within(on("2021-01-01"), on("2021-12-31")),
            None
        );
    }
}
