//! Awards told by name alone: the name as written is kept for ever; whom it means is a decision of its own,
//! kept beside it, so that a list loaded twice stays one list and no question is asked twice.

use std::collections::HashMap;

use super::sheet::SUBJECTS;
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::people::matching;
use crate::time::PartialDate;

/// Codes of `Kết luận`: it is this one; it is nobody of the register.
pub const VERDICTS: &[&str] = &["khop", "khong_ai"];
/// Codes of `Cách khớp`: found certain by rule; chosen by an officer.
pub const WAYS: &[&str] = &["tu_dong", "nguoi_chon"];

/// Decisions whom a written name means.
pub static MATCHES: SheetDef = SheetDef {
    name: "doi-chieu-ten",
    title: "Đối chiếu tên khen thưởng",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Cơ quan của danh sách")
            .help("Cơ quan mà các dòng khen thưởng mang tên này được tính vào."),
        Column::key("doi_tuong", "Đối tượng", Kind::Choice(SUBJECTS))
            .required()
            .help("Tập thể hay cá nhân."),
        Column::key("ho_ten_neu", "Họ tên nêu", Kind::Text)
            .required()
            .asked("Tên như danh sách ghi")
            .help("Giữ nguyên như danh sách ghi."),
        Column::key("don_vi_neu", "Đơn vị nêu", Kind::Text)
            .asked("Đơn vị như danh sách ghi")
            .help("Giữ nguyên như danh sách ghi."),
        Column::key("sinh_neu", "Ngày sinh nêu", Kind::Date)
            .help("Ngày hoặc năm sinh như danh sách ghi."),
        Column::key("chuc_vu_doi_tuong", "Chức vụ đối tượng", Kind::Text)
            .help("Chức vụ như danh sách ghi."),
        Column::key("nam_thanh_tich", "Năm thành tích", Kind::Years)
            .help("Năm được khen; cùng tên, cùng đơn vị, cùng năm thì không hỏi lại."),
        Column::key("ma_khen_thuong", "Mã khen thưởng", Kind::Award)
            .asked("Chỉ cho danh hiệu, hình thức")
            .help("Chỉ điền khi kết luận này không dùng cho khen thưởng khác cùng tên, cùng đơn vị, cùng năm."),
        Column::key("so_quyet_dinh", "Số quyết định", Kind::Document)
            .asked("Chỉ cho quyết định")
            .help("Chỉ điền khi kết luận này chỉ dùng cho một quyết định."),
        Column::key("ngay_quyet_dinh", "Ngày quyết định", Kind::Date)
            .help("Điền khi danh sách không nêu năm thành tích, hoặc kết luận chỉ dùng cho một quyết định."),
        Column::content("ket_luan", "Kết luận", Kind::Choice(VERDICTS))
            .required()
            .help("Khớp với người, tập thể nêu ở Mã đối tượng; hoặc không phải ai trong danh sách."),
        Column::content("ma_doi_tuong", "Mã đối tượng", Kind::Code)
            .asked("Người hoặc tập thể")
            .help("Người hoặc tập thể mà tên này chỉ."),
        Column::content("cach_khop", "Cách khớp", Kind::Choice(WAYS))
            .help("Tự động vì chắc chắn, hay do người chọn."),
        Column::content("can_cu", "Căn cứ khớp", Kind::Lines)
            .help("Vì sao kết luận như vậy."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// The columns a decision and an award row share.
const SHARED: [&str; 7] = [
    "ma_co_quan",
    "doi_tuong",
    "ho_ten_neu",
    "don_vi_neu",
    "sinh_neu",
    "chuc_vu_doi_tuong",
    "nam_thanh_tich",
];
/// What makes a decision one of this row alone.
const ALONE: [&str; 3] = ["ma_khen_thuong", "so_quyet_dinh", "ngay_quyet_dinh"];

/// What a row tells of a recipient it has no code of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As written.
    pub name: String,
    /// As written.
    pub unit: Option<String>,
    /// Birth, often only the year.
    pub born: Option<PartialDate>,
    /// What names a decision for all rows of this name, unit and year.
    pub general: Values,
    /// What names a decision for this row alone.
    pub alone: Values,
}

impl Named {
    /// What a row of `khen-thuong` tells by name.
    pub fn from_row(row: &Values) -> Option<Self> {
        let copy = |ids: &[&str]| {
            let mut values = Values::default();
            for id in ids {
                if let Some(text) = row.get(id) {
                    values.set(id, text);
                }
            }
            values
        };
        let mut general = copy(&SHARED);
        if general.get("nam_thanh_tich").is_none()
            && let Some(date) = row.get("ngay_quyet_dinh")
        {
            general.set("ngay_quyet_dinh", date);
        }
        Some(Self {
            name: row.text("ho_ten_neu")?,
            unit: row.text("don_vi_neu"),
            born: row.date("sinh_neu"),
            alone: copy(&[SHARED.as_slice(), ALONE.as_slice()].concat()),
            general,
        })
    }

    /// The question a row puts.
    pub fn line(&self) -> matching::Line {
        matching::Line {
            name: self.name.clone(),
            unit: self.unit.clone(),
            agency: self.general.text("ma_co_quan"),
            collective: self.general.get("doi_tuong") == Some("tap_the"),
            years: self.general.years("nam_thanh_tich"),
            decided: self.alone.date("ngay_quyet_dinh"),
            position: self.general.text("chuc_vu_doi_tuong"),
            born: self.born,
        }
    }
}

/// What was decided of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whom it means; `None`: nobody of the register.
    pub subject: Option<String>,
    /// Whether the rule found it.
    pub automatic: bool,
    /// Key of its record.
    pub key: String,
}

/// All decisions by what names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(HashMap<String, Decision>);

impl Decisions {
    /// Builds them from the rows of `doi-chieu-ten`.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a Values>) -> Self {
        let read = |row: &Values| {
            let key = row.key(&MATCHES);
            let subject = row.text("ma_doi_tuong");
            let subject = subject.filter(|_| row.get("ket_luan") == Some("khop"));
            let decision = Decision {
                subject,
                automatic: row.get("cach_khop") == Some("tu_dong"),
                key: key.clone(),
            };
            (key, decision)
        };
        Self(rows.into_iter().map(read).collect())
    }

    /// What was decided of a row: for it alone, else for its name, unit and year.
    pub fn of(&self, named: &Named) -> Option<&Decision> {
        let by = |values: &Values| self.0.get(&values.key(&MATCHES));
        by(&named.alone).or_else(|| by(&named.general))
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut values = Values::default();
        for (id, text) in pairs {
            values.set(id, text);
        }
        values
    }

    #[test]
    fn a_decision_answers_all_rows_of_a_name_unit_and_year_or_one_row_alone() {
        let award = |award: &str, year: &str| {
            let row = row(&[
                ("ma_co_quan", "tinh-a"),
                ("doi_tuong", "ca_nhan"),
                ("ho_ten_neu", "Nguyễn Văn An"),
                ("don_vi_neu", "CC THADS Q.1"),
                ("nam_thanh_tich", year),
                ("ma_khen_thuong", award),
            ]);
            Named::from_row(&row).unwrap()
        };
        let decided = |key: &Values, code: &str| {
            let mut row = key.clone();
            row.set("ket_luan", "khop");
            row.set("ma_doi_tuong", code);
            row
        };
        let rows = [
            decided(&award("ldtt", "2019").general, "nv-1"),
            decided(&award("gk", "2019").alone, "nv-2"),
        ];
        let decisions = Decisions::from_rows(&rows);
        let of = |named: &Named| decisions.of(named).and_then(|it| it.subject.clone());
        assert_eq!(of(&award("ldtt", "2019")).as_deref(), Some("nv-1"));
        assert_eq!(of(&award("cstdcs", "2019")).as_deref(), Some("nv-1"));
        assert_eq!(of(&award("gk", "2019")).as_deref(), Some("nv-2"));
        assert_eq!(of(&award("ldtt", "2020")), None);
    }
}
