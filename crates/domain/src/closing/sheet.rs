//! What only a whole bundle carries (`export`, `load`): periods, the decisions where figures are approved, and the
//! figures that wait for approval. No form and no file of rows writes them.

use super::{PERIODS, REGULATIONS};
use crate::bundle::{Column, Kind, SheetDef};
use crate::figures::SCOPES;
use crate::figures::sheet::FIGURES;

/// Name of the sheet of figures that wait.
pub const WAITING: &str = "so-lieu-cho-duyet";

/// Codes of `Trạng thái` of a period.
const STAGES: &[&str] = &["nhap", "da_gui", "tra_lai", "da_duyet", "da_tiep_nhan"];

/// Codes of `Việc`: the step taken last.
const STEPS: &[&str] = &["nhap", "gui", "rut", "tra-lai", "duyet", "tiep-nhan", "mo"];

/// Periods: how far the figures of an agency's month have come.
pub static PERIOD_SHEET: SheetDef = SheetDef {
    name: PERIODS,
    title: "Kỳ số liệu",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("nam_cong_tac", "Năm công tác", Kind::Year).required(),
        Column::key("thang_luy_ke", "Tháng lũy kế", Kind::Month).required(),
        Column::key("pham_vi", "Phạm vi", Kind::Choice(SCOPES)).required(),
        Column::content("viec", "Việc", Kind::Sign(STEPS)).required(),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STAGES)).required(),
        Column::content("lan_duyet", "Lần duyệt", Kind::Count).required(),
        Column::content("nguoi_gui", "Người gửi", Kind::Text),
        Column::content("ngay_gui", "Ngày gửi", Kind::Date),
        Column::content("ngay_gui_dau", "Ngày gửi đầu", Kind::Date),
        Column::content("nguoi_duyet", "Người duyệt", Kind::Text),
        Column::content("ngay_duyet", "Ngày duyệt", Kind::Date),
        Column::content("mo_den", "Mở đến", Kind::Date),
        Column::content("nhap_thay", "Nhập thay", Kind::Code),
        Column::content("ly_do", "Lý do", Kind::Lines),
    ],
};

/// Decisions where figures are approved before they count.
pub static RULE_SHEET: SheetDef = SheetDef {
    name: REGULATIONS,
    title: "Chế độ duyệt số liệu",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("tu_ngay", "Từ ngày", Kind::Date).required(),
        Column::content("duyet", "Duyệt", Kind::Choice(&["co", "khong"])).required(),
        Column::content("tiep_nhan", "Tiếp nhận", Kind::Flag),
        Column::content("mot_nguoi", "Một người", Kind::Flag),
        Column::content("so_ngay", "Số ngày", Kind::Count),
    ],
};

/// Figures that wait for approval: the columns of `so-lieu`.
pub static WAITING_SHEET: SheetDef = SheetDef {
    name: WAITING,
    title: "Số liệu chờ duyệt",
    identity: &[],
    columns: FIGURES.columns,
};

#[cfg(test)]
mod tests {
    use super::super::{Action, Stage};
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_steps_and_stages() {
        let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.code()).collect();
        assert_eq!(stages, STAGES);
        let steps: Vec<&str> = Action::ALL.iter().map(|step| step.code()).collect();
        assert_eq!(steps, STEPS);
    }
}
