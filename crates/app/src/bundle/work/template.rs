//! The workbook to fill in: headings of the bundle, a row of what to write, an example that is passed over when it
//! is left in.

use std::sync::LazyLock;

use thidua_domain::bundle::{Column, Kind, SheetDef};
use thidua_domain::catalogue::Labels;
use thidua_domain::text;
use thidua_files::sheet::{self, Book, Row, Sheet, Value, tab_name};

use super::codes::label_lists;
use super::plan::def;
use super::table::{Shown, TableRow};
use crate::AppError;

/// A workbook to fill in.
#[derive(Clone, Debug)]
pub struct Template {
    /// Name of the file.
    pub name: String,
    /// Its bytes: XLSX.
    pub bytes: Vec<u8>,
}

/// Shown in the last column of the example, for readers: the row is known by its cells.
#[rustfmt::skip]
const EXAMPLES: &[(&str, &[(&str, &str)])] = &[
    ("nhan-su", &[("ma", "vi-du-01"), ("ho_va_ten", "Nguyễn Văn Ví Dụ"), ("ngay_sinh", "05/9/1985"), ("gioi_tinh", "Nam"), ("ma_co_quan", "ma-co-quan"), ("chuc_vu", "Trưởng phòng"), ("chuc_danh", "Chấp hành viên"), ("nhom", "Lãnh đạo"), ("tu_ngay", "01/7/2025")]),
    ("khen-thuong", &[("ma_co_quan", "ma-co-quan"), ("ma_doi_tuong", "vi-du-01"), ("doi_tuong", "Cá nhân"), ("ma_khen_thuong", "Lao động tiên tiến"), ("nam_thanh_tich", "2025"), ("so_quyet_dinh", "15/QĐ-VD"), ("ngay_quyet_dinh", "10/12/2025"), ("so_luong", "1")]),
    ("chi-tieu", &[("ma_co_quan", "ma-co-quan"), ("nam_cong_tac", "2025"), ("ma_chi_tieu", "viec.ty_le"), ("phep_so", ">="), ("gia_tri", "83,45"), ("ngay_giao", "15/12/2024"), ("ghi_chu", "Ví dụ")]),
    ("van-ban", &[("ma", "vi-du-01"), ("so_ky_hieu", "15/QĐ-VD"), ("ngay_ban_hanh", "10/12/2025"), ("loai", "Quyết định"), ("trich_yeu", "Ví dụ: khen thưởng tổng kết năm 2025")]),
    ("so-lieu", &[("ma_co_quan", "ma-co-quan"), ("nam_cong_tac", "2025"), ("thang_luy_ke", "8"), ("ma_so_lieu", "viec.xong"), ("gia_tri", "1.057"), ("don_vi_tinh", "việc"), ("ghi_chu", "Ví dụ")]),
    ("co-quan", &[("ma", "vi-du-01"), ("ten", "Phòng THADS khu vực ví dụ"), ("ten_ngan", "Phòng ví dụ"), ("cap", "Phòng THADS khu vực"), ("ma_cap_tren", "ma-cap-tren"), ("tu_ngay", "01/7/2025")]),
    ("cum-khoi", &[("ma", "vi-du-01"), ("ten", "Cụm thi đua ví dụ"), ("nam", "2025"), ("truong_cum", "ma-co-quan")]),
    ("sap-xep", &[("ngay_hieu_luc", "01/7/2025"), ("loai", "Sáp nhập"), ("ma_cu", "vi-du-01"), ("ma_moi", "vi-du-02")]),
    ("quy-doi", &[("ma_cu", "vi-du-01"), ("ma_moi", "vi-du-02"), ("cach", "Chia theo tỷ lệ"), ("tu_so", "1"), ("mau_so", "3"), ("co_so", "Ví dụ: số việc bàn giao")]),
    ("ky-dau", &[("ma_co_quan", "ma-co-quan"), ("nam", "2025"), ("luy_ke_tu", "Từ ngày thành lập"), ("van_ban", "15/QĐ-VD")]),
    ("danh-gia", &[("nam", "2025"), ("ma_doi_tuong", "vi-du-01"), ("muc_xep_loai", "Hoàn thành tốt nhiệm vụ"), ("van_ban", "15/QĐ-VD")]),
    ("ky-luat", &[("ma_ca_nhan", "vi-du-01"), ("hinh_thuc", "Khiển trách"), ("ngay_quyet_dinh", "10/3/2025"), ("ghi_chu", "Ví dụ")]),
    ("vuong-mac", &[("ma_doi_tuong", "vi-du-01"), ("loai", "Đang xác minh khiếu nại, tố cáo"), ("tu_ngay", "04/5/2025"), ("ghi_chu", "Ví dụ")]),
    ("vang-mat", &[("ma_ca_nhan", "vi-du-01"), ("loai", "Nghỉ thai sản"), ("tu_ngay", "04/5/2025"), ("den_ngay", "03/11/2025"), ("van_ban", "15/QĐ-VD")]),
    ("xep-loai-doan-the", &[("ma_co_quan", "ma-co-quan"), ("to_chuc", "Tổ chức đảng"), ("nam", "2025"), ("muc_xep_loai", "Hoàn thành tốt nhiệm vụ"), ("van_ban", "15/QĐ-VD")]),
    ("sang-kien", &[("ma", "vi-du-01"), ("ten", "Ví dụ: sổ theo dõi việc theo thời hạn"), ("tac_gia", "vi-du-01:60;vi-du-02:40"), ("pham_vi", "Cơ sở"), ("ngay_cong_nhan", "10/12/2025")]),
    ("dong-gop", &[("ma", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("nam", "2025"), ("nguon_dong_gop", "Tự đóng góp"), ("loai", "Tiền"), ("hang_muc", "Quỹ vì người nghèo"), ("so_luong", "5.000.000"), ("ghi_chu", "Ví dụ")]),
    ("hoat-dong", &[("ma", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("nam", "2025"), ("loai", "Tuyên truyền"), ("noi_dung", "Ví dụ: tuyên truyền Luật Thi hành án dân sự"), ("so_luong", "3"), ("don_vi_tinh", "cuộc")]),
    ("dien-hinh", &[("ma", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("ma_doi_tuong", "vi-du-02"), ("doi_tuong", "Cá nhân"), ("nam", "2025"), ("trang_thai", "Phát hiện"), ("ly_do", "Ví dụ: cách làm hay")]),
    ("su-kien", &[("ma", "vi-du-01"), ("ten", "Hội nghị ví dụ"), ("loai", "Tổng kết"), ("ngay", "10/12/2025"), ("ma_co_quan", "ma-co-quan")]),
    ("noi-dung", &[("ma_co_quan", "ma-co-quan"), ("nam", "2025"), ("muc", "Kết quả"), ("thu_tu", "1"), ("noi_dung", "Câu ví dụ.")]),
    ("thanh-tich", &[("ma", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("ma_doi_tuong", "vi-du-02"), ("doi_tuong", "Cá nhân"), ("ngay", "10/3/2025"), ("loai", "Thành tích đột xuất"), ("noi_dung", "Ví dụ: thi hành xong vụ việc kéo dài mười năm")]),
    ("cach-lam-hay", &[("ma", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("ten", "Ví dụ: phiên vận động tại nhà văn hóa ấp"), ("loai", "Giải pháp"), ("linh_vuc", "vận động, giáo dục, thuyết phục"), ("noi_dung", "Ví dụ: mời trưởng ấp cùng dự")]),
    ("dang-ky", &[("nam", "2025"), ("ma_co_quan", "ma-co-quan"), ("ma_doi_tuong", "vi-du-01"), ("doi_tuong", "Cá nhân"), ("ma_danh_hieu", "Lao động tiên tiến"), ("ngay_dang_ky", "10/3/2025")]),
    ("xep-hang", &[("ma_co_quan", "ma-co-quan"), ("nam", "2025"), ("hang", "Tốt"), ("ghi_chu", "Ví dụ")]),
    ("phong-trao", &[("ma", "vi-du-01"), ("ten", "Phong trào thi đua ví dụ"), ("loai", "Theo chuyên đề"), ("co_quan_phat_dong", "ma-co-quan"), ("tu_ngay", "01/10/2025"), ("den_ngay", "30/9/2026")]),
    ("huong-ung", &[("ma_phong_trao", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("da_ban_hanh", "x"), ("van_ban", "15/KH-VD"), ("ngay_ban_hanh", "10/02/2026")]),
    ("moc-phong-trao", &[("ma_phong_trao", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("moc", "Sơ kết"), ("noi_dung", "Ví dụ: sơ kết 6 tháng"), ("han", "15/4/2026")]),
    ("tieu-chuan-phong-trao", &[("ma_phong_trao", "vi-du-01"), ("ma_co_quan", "ma-co-quan"), ("thu_tu", "1"), ("doi_tuong", "Tập thể"), ("ma_khen_thuong", "Giấy khen"), ("tieu_chuan", "Ví dụ: hoàn thành chỉ tiêu"), ("so_luong", "2")]),
    ("danh-muc-so-lieu", &[("ma", "vi-du.so"), ("ten", "Số ví dụ"), ("don_vi_tinh", "việc"), ("cach_gop", "cong")]),
];

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    crate::catalogue::shipped()
        .map(|catalogue| catalogue.labels)
        .unwrap_or_default()
});

/// The workbook of a sheet.
///
/// # Errors
/// [`AppError::NotFound`] where there is no such sheet.
pub fn template(sheet: &str) -> Result<Template, AppError> {
    let def = def(sheet).ok_or(AppError::NotFound)?;
    let columns = def.columns.iter().map(|column| {
        let width = if matches!(column.kind, Kind::Text | Kind::Lines | Kind::Document) {
            28
        } else {
            16
        };
        sheet::Column::new(column.heading, width, sheet::Kind::Text)
    });
    let line = |text: &dyn Fn(&Column) -> String| {
        let values = def.columns.iter().map(|column| match text(column) {
            text if text.is_empty() => Value::Empty,
            text => Value::Text(text),
        });
        Row::from(values.collect::<Vec<_>>())
    };
    let rows = vec![
        line(&|column| note(def, column)),
        line(&|column| example(def, column.id).to_owned()),
    ];
    let book = Book {
        title: format!("Mẫu nhập {}", def.title),
        sheets: vec![Sheet {
            name: tab_name(def.title, &[]),
            columns: columns.collect(),
            rows,
            freeze: Some(0),
            landscape: true,
            ..Sheet::default()
        }],
    };
    let bytes = sheet::write(&book).map_err(|error| AppError::Machine(error.to_string()))?;
    Ok(Template {
        name: format!("mau-{}.xlsx", def.name),
        bytes,
    })
}

fn example(def: &SheetDef, id: &str) -> &'static str {
    let found = EXAMPLES.iter().find(|(sheet, _)| *sheet == def.name);
    let cells = found.map(|(_, cells)| *cells).unwrap_or_default();
    let cell = cells.iter().find(|(column, _)| *column == id);
    cell.map(|(_, text)| *text).unwrap_or_default()
}

/// What to write in a column: in words, with the words of a closed list.
pub(super) fn note(def: &SheetDef, column: &Column) -> String {
    let mut parts: Vec<String> = Vec::new();
    if column.required {
        parts.push("Bắt buộc.".to_owned());
    }
    if !column.help.is_empty() {
        parts.push(column.help.to_owned());
    }
    let words = words(def, column);
    if !words.is_empty() {
        parts.push(format!("Một trong: {}.", words.join("; ")));
    }
    parts.join(" ")
}

/// The words of a closed list, as users read them; none where the column has no such list.
pub(super) fn words(def: &SheetDef, column: &Column) -> Vec<String> {
    let (Kind::Choice(codes) | Kind::Choices(codes)) = column.kind else {
        return Vec::new();
    };
    let lists = label_lists(def.name, column.id);
    let word = |code: &&str| {
        let found = lists.iter().rev().map(|list| LABELS.word(list, code));
        let mut words = found.filter(|word| word != code);
        words.next().unwrap_or(code).to_owned()
    };
    codes.iter().map(word).collect()
}

/// Whether a row is one that the workbook brought along: what to write, or the example.
pub(super) fn is_of_template(def: &SheetDef, columns: &[Shown], row: &TableRow) -> bool {
    let same = |wanted: &dyn Fn(&Column) -> String| {
        let mut filled = 0;
        for (shown, cell) in columns.iter().zip(&row.cells) {
            if cell.is_empty() {
                continue;
            }
            let column = def.column(&shown.to);
            let text = column.map(wanted).unwrap_or_default();
            if text::clean(&cell.shown()) != text::clean(&text) {
                return false;
            }
            filled += 1;
        }
        filled >= 2
    };
    same(&|column| example(def, column.id).to_owned()) || same(&|column| note(def, column))
}
