//! What the recognition makes of the tables officers send.

use thidua_domain::bundle::{Cell, SheetDef};
use thidua_files::grid::{Grid, GridRow};

use super::super::{FIGURES, RECORD_SHEETS};
use super::coin::slug;
use super::plan::SheetPlan;
use super::recognise;
use super::words::FigureWords;

fn grid(name: &str, text: &str) -> Grid {
    let lines = (1..)
        .zip(text.lines().map(str::trim))
        .filter(|(_, line)| !line.is_empty());
    let rows = lines.map(|(number, line)| GridRow {
        number,
        cells: line
            .split('|')
            .map(|cell| match cell.trim() {
                "" => Cell::Empty,
                text => Cell::Text(text.to_owned()),
            })
            .collect(),
    });
    Grid {
        name: name.to_owned(),
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn all() -> Vec<&'static SheetDef> {
    RECORD_SHEETS.iter().copied().chain([FIGURES]).collect()
}

fn recognised(name: &str, text: &str) -> SheetPlan {
    let catalogue = crate::catalogue::shipped().unwrap();
    recognise::sheet(&grid(name, text), "", &all(), &FigureWords::of(&catalogue))
}

fn links(plan: &SheetPlan) -> Vec<&str> {
    plan.links.iter().map(|link| link.to.as_str()).collect()
}

#[test]
fn people_under_a_title_with_other_words() {
    let plan = recognised(
        "Sheet1",
        "THADS TỈNH A
         DANH SÁCH CÁN BỘ, CÔNG CHỨC NĂM 2025

         STT|Họ và tên|Ngày, tháng, năm sinh|Nam/Nữ|Chức vụ hiện tại|Ngạch|Đơn vị công tác|Ghi chú
         1|Nguyễn Văn An|05/9/1985|Nam||Chấp hành viên|Phòng 1|",
    );
    assert_eq!(plan.kind.as_deref(), Some("nhan-su"));
    assert_eq!(plan.heading, Some(4));
    assert_eq!(
        links(&plan),
        [
            "",
            "ho_va_ten",
            "ngay_sinh",
            "gioi_tinh",
            "chuc_vu",
            "chuc_danh",
            "ma_co_quan",
            "ghi_chu"
        ]
    );
    assert!(plan.auto_code);
}

#[test]
fn nasty_headings() {
    // Without marks, in capitals, with words more, in brackets, the name in two columns.
    let plan = recognised(
        "a",
        "TT|HO VA TEN DEM|TEN|NTNS|DON VI (noi cong tac)|CHUC VU (neu co)
         1|Lê Thị|Bình|1990|Phòng 1|",
    );
    assert_eq!(plan.kind.as_deref(), Some("nhan-su"));
    assert_eq!(
        links(&plan),
        [
            "",
            "ho_va_ten",
            "ho_va_ten",
            "ngay_sinh",
            "ma_co_quan",
            "chuc_vu"
        ]
    );
    // TCVN3.
    let plan = recognised("b", "Hä vµ tªn|Ngµy sinh|Chøc vô|§¬n vÞ\nx|y|z|t");
    assert_eq!(plan.kind.as_deref(), Some("nhan-su"));
    assert_eq!(links(&plan)[0], "ho_va_ten");
    // Slips.
    let plan = recognised("c", "Ho va ten|Ngay sihn|Chuc vu|Don vi\nx|y|z|t");
    assert_eq!(
        links(&plan),
        ["ho_va_ten", "ngay_sinh", "chuc_vu", "ma_co_quan"]
    );
}

#[test]
fn awards_papers_targets_and_the_contract_itself() {
    let plan = recognised(
        "Sheet1",
        "TT|Họ và tên|Chức vụ|Danh hiệu thi đua|Số QĐ|Ngày QĐ|Cấp khen
         1|Nguyễn Văn An|CHV|LĐTT|15/QĐ-THADS|10/12/2024|tinh-a",
    );
    assert_eq!(plan.kind.as_deref(), Some("khen-thuong"));
    assert_eq!(
        links(&plan),
        [
            "",
            "ma_doi_tuong",
            "chuc_vu_doi_tuong",
            "ma_khen_thuong",
            "so_quyet_dinh",
            "ngay_quyet_dinh",
            "co_quan_quyet_dinh"
        ]
    );
    let plan = recognised(
        "x",
        "Số, ký hiệu|Ngày văn bản|Loại văn bản|Trích yếu nội dung\n15/QĐ|1/1/2024|Quyết định|a",
    );
    assert_eq!(plan.kind.as_deref(), Some("van-ban"));
    let plan = recognised(
        "x",
        "Đơn vị|Năm|Tên chỉ tiêu|Chỉ tiêu giao\nP1|2025|viec.ty_le|83",
    );
    assert_eq!(plan.kind.as_deref(), Some("chi-tieu"));
    for def in all() {
        if crate::record::has_own_page(def.name) {
            continue;
        }
        let headings: Vec<&str> = def.columns.iter().map(|column| column.heading).collect();
        let plan = recognised("Sheet1", &headings.join("|"));
        assert_eq!(plan.kind.as_deref(), Some(def.name), "{}", def.name);
        let ids: Vec<&str> = def.columns.iter().map(|column| column.id).collect();
        assert_eq!(links(&plan), ids, "{}", def.name);
    }
    let plan = recognised("x", "Tên hàng|Số lượng tồn|Đơn giá\nBút|3|5000");
    assert_eq!(plan.kind, None);
}

#[test]
fn figures_laid_out_wide() {
    let plan = recognised(
        "Biểu 01",
        "KẾT QUẢ THI HÀNH ÁN 8 THÁNG NĂM 2021
         STT|Đơn vị|Việc|||Tiền (triệu đồng)||
         ||Tổng số thụ lý|Có điều kiện|Thi hành xong|Tổng số thụ lý|Có điều kiện|Thi hành xong
         1|Phòng 1|100|80|60|1.000|900|300",
    );
    assert_eq!(plan.kind.as_deref(), Some("so-lieu"));
    assert!(plan.deep);
    assert_eq!(
        links(&plan),
        [
            "",
            "ma_co_quan",
            "so:viec.thu_ly",
            "so:viec.co_dieu_kien",
            "so:viec.xong",
            "so:tien.thu_ly",
            "so:tien.co_dieu_kien",
            "so:tien.xong"
        ]
    );
    assert_eq!(plan.constants["nam_cong_tac"], "2021");
    assert_eq!(plan.constants["thang_luy_ke"], "8");
    let plan = recognised(
        "Sheet1",
        "Chỉ tiêu|Việc|Tiền (nghìn đồng)
         Tổng số thụ lý|100|5000",
    );
    assert_eq!(links(&plan), ["ma_so_lieu", "nhom:viec", "nhom:tien"]);
    let plan = recognised(
        "so-lieu",
        "Mã cơ quan|Năm|Tháng|Số liệu|Giá trị|ĐVT\na|2025|8|viec.xong|5|việc",
    );
    assert_eq!(
        links(&plan),
        [
            "ma_co_quan",
            "nam_cong_tac",
            "thang_luy_ke",
            "ma_so_lieu",
            "gia_tri",
            "don_vi_tinh"
        ]
    );
}

#[test]
fn names_become_codes() {
    assert_eq!(slug("Lý Thị  Hòa"), "ly-thi-hoa");
    assert_eq!(slug("15/QĐ-THADS"), "15-qd-thads");
    assert_eq!(slug("H'Hen Niê"), "h-hen-nie");
    assert_eq!(slug("…"), "");
}
