//! The sheet `quy-dinh`: only whole bundles carry it, no form of rows writes it.

use jiff::civil::Date;

use super::{About, Act, By, Change, Compared, Edits, Field, Standing, Wanted};
use crate::bundle::{Column, Kind, SheetDef, Values};

const ACTS: &[&str] = &[
    "xac_nhan",
    "dinh_chinh",
    "thay_the",
    "them_van_ban",
    "bai_bo",
];
const ABOUTS: &[&str] = &[
    "dieu_kien",
    "gia_tri",
    "tham_so",
    "van_ban",
    "mau_so",
    "can_cu_huy",
    "chuyen_tiep",
    "quy_tac",
    "thay_doi",
];
const STANDINGS: &[&str] = &["cho_duyet", "da_duyet", "tu_choi", "da_rut"];
const MARKS: &[&str] = &["S", "S-", "D", "M", "M?", "X"];
const YES_NO: &[&str] = &["co", "khong"];

/// What a cell says where something is erased.
pub const ERASED: &str = "(bỏ)";

/// Changes of the rulebook.
pub static SHEET: SheetDef = SheetDef {
    name: "quy-dinh",
    title: "Thay đổi quy định",
    identity: &["ma"],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required(),
        Column::content("viec", "Việc", Kind::Choice(ACTS)).required(),
        Column::content("loai_muc", "Loại mục", Kind::Choice(ABOUTS)).required(),
        Column::content("muc", "Mục", Kind::Text).required(),
        Column::content("che_do", "Chế độ", Kind::Text),
        Column::content("tu_ngay", "Từ ngày", Kind::Date),
        Column::content("gia_tri", "Giá trị", Kind::Text),
        Column::content("phai_vuot", "Phải vượt", Kind::Choice(YES_NO)),
        Column::content("ngay_dau", "Ngày đầu", Kind::Text),
        Column::content("ngay_cuoi", "Ngày cuối", Kind::Text),
        Column::content("loi_van", "Lời văn", Kind::Lines),
        Column::content("can_xem_xet", "Cần xem xét", Kind::Lines),
        Column::content("dieu_khoan", "Điều khoản", Kind::Lines),
        Column::content("do_chac_chan", "Độ chắc chắn", Kind::Sign(MARKS)),
        Column::content("con_so", "Con số", Kind::Text),
        Column::content("duoc_tinh", "Được tính", Kind::Choice(YES_NO)),
        Column::content("so_ky_hieu", "Số ký hiệu", Kind::Text),
        Column::content("ten", "Tên", Kind::Text),
        Column::content("ten_ngan", "Tên ngắn", Kind::Text),
        Column::content("ngay_ban_hanh", "Ngày ban hành", Kind::Text),
        Column::content("thay_cho", "Thay cho", Kind::Text),
        Column::content("bao_truoc", "Báo trước", Kind::Text),
        Column::content("luu_y", "Lưu ý", Kind::Lines),
        Column::content("sua_cay", "Sửa điều kiện", Kind::Lines),
        Column::content("nguoi_doi_chieu", "Người đối chiếu", Kind::Text),
        Column::content("ngay_doi_chieu", "Ngày đối chiếu", Kind::Date),
        Column::content("ban_goc", "Bản gốc", Kind::Text),
        Column::content("trang", "Trang", Kind::Text),
        Column::content("ly_do", "Lý do", Kind::Lines).required(),
        Column::content("van_ban", "Văn bản", Kind::Document),
        Column::content("nguoi_de_xuat", "Người đề xuất", Kind::Text).required(),
        Column::content("ho_ten_de_xuat", "Họ tên người đề xuất", Kind::Text),
        Column::content("ma_ca_nhan_de_xuat", "Mã cá nhân đề xuất", Kind::Text),
        Column::content("ngay_de_xuat", "Ngày đề xuất", Kind::Date),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STANDINGS)).required(),
        Column::content("nguoi_tra_loi", "Người trả lời", Kind::Text),
        Column::content("ho_ten_tra_loi", "Họ tên người trả lời", Kind::Text),
        Column::content("ma_ca_nhan_tra_loi", "Mã cá nhân trả lời", Kind::Text),
        Column::content("ngay_tra_loi", "Ngày trả lời", Kind::Date),
        Column::content("tra_loi", "Trả lời", Kind::Lines),
        Column::content("so_duyet", "Số duyệt", Kind::Count),
    ],
};

/// Columns of who did something: account, name, person, day.
const PROPOSED: [&str; 4] = [
    "nguoi_de_xuat",
    "ho_ten_de_xuat",
    "ma_ca_nhan_de_xuat",
    "ngay_de_xuat",
];
const ANSWERED: [&str; 4] = [
    "nguoi_tra_loi",
    "ho_ten_tra_loi",
    "ma_ca_nhan_tra_loi",
    "ngay_tra_loi",
];

fn by(row: &Values, [user, name, person, on]: [&str; 4]) -> Option<By> {
    Some(By {
        user: row.text(user)?,
        name: row.text_or_empty(name),
        person: row.text(person),
        on: row.date(on).map(|day| day.first_day()),
    })
}

fn put(row: &mut Values, id: &str, text: &str) {
    if !text.is_empty() {
        row.set(id, text);
    }
}

fn put_day(row: &mut Values, id: &str, day: Option<Date>) {
    if let Some(day) = day {
        row.set(id, day.to_string());
    }
}

fn set_by(row: &mut Values, by: &By, [user, name, person, on]: [&str; 4]) {
    put(row, user, &by.user);
    put(row, name, &by.name);
    put(row, person, by.person.as_deref().unwrap_or_default());
    put_day(row, on, by.on);
}

impl Change {
    /// The change a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        let wanted: Wanted = Field::ALL
            .into_iter()
            .filter_map(|(field, column)| {
                let text = row.text(column)?;
                Some((field, if text == ERASED { String::new() } else { text }))
            })
            .collect();
        let compared = row.text("nguoi_doi_chieu").and_then(|by| {
            Some(Compared {
                by,
                at: row.date("ngay_doi_chieu")?.first_day(),
                original: row.text_or_empty("ban_goc"),
                page: row.text_or_empty("trang"),
            })
        });
        Some(Self {
            code: row.text("ma")?,
            act: Act::from_code(row.get("viec")?)?,
            about: About::from_code(row.get("loai_muc")?)?,
            of: row.text("muc")?,
            regime: row.text("che_do"),
            from: row.date("tu_ngay").map(|day| day.first_day()),
            wanted,
            edits: Edits::read(&row.text_or_empty("sua_cay"))?,
            compared,
            reason: row.text_or_empty("ly_do"),
            document: row.text("van_ban"),
            proposed: by(row, PROPOSED)?,
            standing: Standing::from_code(row.get("trang_thai")?)?,
            answered: by(row, ANSWERED),
            answer: row.text("tra_loi"),
            number: row.count("so_duyet"),
        })
    }

    /// The row that tells it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        put(&mut row, "ma", &self.code);
        put(&mut row, "viec", self.act.code());
        put(&mut row, "loai_muc", self.about.code());
        put(&mut row, "muc", &self.of);
        put(&mut row, "che_do", &text(&self.regime));
        put_day(&mut row, "tu_ngay", self.from);
        for (field, text) in &self.wanted {
            let told = if text.is_empty() { ERASED } else { text };
            put(&mut row, field.column(), told);
        }
        put(&mut row, "sua_cay", &Edits::write(&self.edits));
        if let Some(compared) = &self.compared {
            put(&mut row, "nguoi_doi_chieu", &compared.by);
            put_day(&mut row, "ngay_doi_chieu", Some(compared.at));
            put(&mut row, "ban_goc", &compared.original);
            put(&mut row, "trang", &compared.page);
        }
        put(&mut row, "ly_do", &self.reason);
        put(&mut row, "van_ban", &text(&self.document));
        set_by(&mut row, &self.proposed, PROPOSED);
        put(&mut row, "trang_thai", self.standing.code());
        if let Some(answered) = &self.answered {
            set_by(&mut row, answered, ANSWERED);
        }
        put(&mut row, "tra_loi", &text(&self.answer));
        if let Some(number) = self.number {
            row.set("so_duyet", number.to_string());
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_the_columns_are_those_of_the_types() {
        let codes: Vec<&str> = Act::ALL.into_iter().map(Act::code).collect();
        assert_eq!(codes, ACTS);
        let codes: Vec<&str> = About::ALL.into_iter().map(About::code).collect();
        assert_eq!(codes, ABOUTS);
        let codes: Vec<&str> = Standing::ALL.into_iter().map(Standing::code).collect();
        assert_eq!(codes, STANDINGS);
        for (_, column) in Field::ALL {
            assert!(SHEET.column(column).is_some(), "{column}");
        }
    }
}
