//! Which rows of a sheet are an agency's, and of which years: one rule a sheet, so that a new sheet is not forgotten
//! (a test compares the rules with the sheets there are).

use thidua_domain::bundle::{Kind, SheetDef, Values};
use thidua_domain::closing::sheet::{PERIOD_SHEET, RULE_SHEET, WAITING_SHEET};
use thidua_domain::law::change;
use thidua_domain::registration::DEADLINE_SHEET;
use thidua_domain::registration::round::ROUND_SHEET;
use thidua_domain::report::schedule::SCHEDULE_SHEET;
use thidua_domain::request::{ANSWER_SHEET, REQUEST_SHEET};

use super::ours::Ours;
use crate::bundle::{FIGURES, RECORD_SHEETS};

/// Which rows belong to the years asked for; a row that does not tell its time always does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Whatever their time.
    Always,
    /// The work years of a column, else the day of another.
    Years(&'static str, &'static str),
    /// From the day of a column to that of another, which may not have come.
    Days(&'static str, &'static str),
    /// The day of a column.
    Day(&'static str),
}

/// What makes a row of a sheet part of an export.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Name of the sheet.
    pub(super) sheet: &'static str,
    /// Columns, one of which names an agency, block or person of ours.
    pub(super) owners: &'static [&'static str],
    /// Of which time.
    pub(super) when: When,
}

const fn rule(sheet: &'static str, owners: &'static [&'static str], when: When) -> Rule {
    Rule {
        sheet,
        owners,
        when,
    }
}

/// Owners of what was decided for everybody: it holds for ours too.
const EVERYBODY: &[&str] = &["*"];

/// The rules. What nobody owns (added figures) comes along where a row refers to it.
pub(super) static RULES: &[Rule] = &[
    rule("van-ban", &["co_quan_ban_hanh"], When::Day("ngay_ban_hanh")),
    rule("co-quan", &["ma"], When::Always),
    rule("sap-xep", &["ma_cu", "ma_moi"], When::Always),
    rule("nhan-su", &["ma"], When::Always),
    rule("danh-muc-so-lieu", &[], When::Always),
    rule(
        "cum-khoi",
        &["co_quan_quan_ly", "truong_cum", "pho_cum", "thanh_vien"],
        When::Years("nam", ""),
    ),
    rule(
        "phong-trao",
        &["co_quan_phat_dong"],
        When::Days("tu_ngay", "den_ngay"),
    ),
    rule("thanh-vien-cum", &["ma_cum"], When::Years("nam", "")),
    rule("hop-cum", &["ma_cum"], When::Years("nam", "ngay")),
    rule("suy-ton", &["ma_doi_tuong"], When::Always),
    rule("huong-ung", &["ma_co_quan"], When::Day("ngay_ban_hanh")),
    rule("dien-bien-phong-trao", &["ma_co_quan"], When::Day("ngay")),
    rule("moc-phong-trao", &["ma_co_quan"], When::Day("han")),
    rule("tieu-chuan-phong-trao", &["ma_co_quan"], When::Always),
    rule("so-lieu-ngay", &["ma_co_quan"], When::Day("ngay")),
    rule("chi-tieu", &["ma_co_quan"], When::Years("nam_cong_tac", "")),
    rule(
        "khen-thuong",
        &["ma_co_quan"],
        When::Years("nam_thanh_tich", "ngay_quyet_dinh"),
    ),
    rule("danh-gia", &["ma_doi_tuong"], When::Years("nam", "")),
    rule(
        "ky-luat",
        &["ma_ca_nhan"],
        When::Days("ngay_quyet_dinh", "het_hieu_luc"),
    ),
    rule(
        "vuong-mac",
        &["ma_doi_tuong"],
        When::Days("tu_ngay", "den_ngay"),
    ),
    rule(
        "tra-loi-dieu-kien",
        &["ma_doi_tuong"],
        When::Years("nam", ""),
    ),
    rule(
        "vang-mat",
        &["ma_ca_nhan"],
        When::Days("tu_ngay", "den_ngay"),
    ),
    rule("xep-loai-doan-the", &["ma_co_quan"], When::Years("nam", "")),
    rule("sang-kien", &["tac_gia"], When::Day("ngay_cong_nhan")),
    rule(
        "su-kien",
        &["ma_co_quan", "ma_cum"],
        When::Years("nam", "ngay"),
    ),
    rule("dong-gop", &["ma_co_quan"], When::Years("nam", "ngay")),
    rule("hoat-dong", &["ma_co_quan"], When::Years("nam", "ngay")),
    rule("thanh-tich", &["ma_co_quan"], When::Years("nam", "ngay")),
    rule("dien-hinh", &["ma_co_quan"], When::Years("nam", "")),
    rule("buoc-dien-hinh", &["ma_co_quan"], When::Day("ngay")),
    rule(
        "hoc-tap-dien-hinh",
        &["ma_co_quan"],
        When::Days("tu_ngay", "den_ngay"),
    ),
    rule("lan-toa", &["ma_co_quan"], When::Day("ngay")),
    rule("cach-lam-hay", &["ma_co_quan"], When::Years("nam", "ngay")),
    rule(
        "ap-dung-cach-lam",
        &["ma_co_quan"],
        When::Days("tu_ngay", "den_ngay"),
    ),
    rule("noi-dung", &["ma_co_quan"], When::Years("nam", "")),
    rule("dang-ky", &["ma_co_quan"], When::Years("nam", "")),
    rule("xep-hang", &["ma_co_quan"], When::Years("nam", "")),
    rule("gop-nguoi", &["ma_trung", "ma_giu"], When::Always),
    rule("danh-muc-khen-thuong", &["ma_co_quan"], When::Always),
    rule("doi-chieu-ten", &["ma_co_quan"], When::Always),
    rule(
        "kien-nghi-khen-thuong",
        &["ma_co_quan"],
        When::Years("nam_thanh_tich", "ngay_gui"),
    ),
    rule("thu-hoi-khen-thuong", &["ma_co_quan"], When::Always),
    rule("xem-lai-khen-thuong", &["ma_co_quan"], When::Always),
    rule("quy-doi", &["ma_cu", "ma_moi"], When::Always),
    rule("ky-dau", &["ma_co_quan"], When::Years("nam", "")),
    rule("che-do-bao-cao", EVERYBODY, When::Always),
    rule("ngay-nghi", EVERYBODY, When::Always),
    rule(
        "ky-so-lieu",
        &["ma_co_quan"],
        When::Years("nam_cong_tac", ""),
    ),
    rule("che-do-duyet", &["ma_co_quan"], When::Always),
    rule("tong-hop-dang-ky", &["ma_co_quan"], When::Years("nam", "")),
    rule("han-dang-ky", &["ma_co_quan"], When::Years("nam", "")),
    rule("yeu-cau-bao-cao", &["ma_co_quan"], When::Day("ngay_gui")),
    rule("tra-loi-yeu-cau", &["ma_co_quan"], When::Day("ngay_gui")),
    rule("bao-cao-dinh-ky", &["ma_co_quan"], When::Always),
    rule("quy-dinh", EVERYBODY, When::Always),
];

/// The sheets whose rows are records, as an export writes them.
pub(super) fn record_sheets() -> impl Iterator<Item = &'static SheetDef> {
    RECORD_SHEETS
        .iter()
        .copied()
        .chain([&PERIOD_SHEET, &RULE_SHEET, &change::SHEET])
        .chain([&ROUND_SHEET, &DEADLINE_SHEET])
        .chain([&REQUEST_SHEET, &ANSWER_SHEET, &SCHEDULE_SHEET])
}

/// Every sheet an export may hold, in the order in which a reader looks at them.
pub fn sheets() -> impl Iterator<Item = &'static SheetDef> {
    let figures = [FIGURES, &WAITING_SHEET];
    record_sheets().chain(figures)
}

/// Whether a sheet has a rule of its own; figures are told by their subjects.
pub fn has_rule(sheet: &str) -> bool {
    let figures = [FIGURES.name, WAITING_SHEET.name];
    figures.contains(&sheet) || RULES.iter().any(|rule| rule.sheet == sheet)
}

/// Whether a row is ours and of our years.
pub(super) fn belongs(def: &'static SheetDef, row: &Values, ours: &Ours) -> bool {
    if let Some(rule) = RULES.iter().find(|rule| rule.sheet == def.name) {
        let owned = rule.owners == EVERYBODY || rule.owners.iter().any(|id| ours.any(row.get(id)));
        return (owned || ours.governed(def.name, row)) && ours.in_time(rule.when, row);
    }
    // A sheet whose rule somebody forgot: every code that names one of ours, every year it tells.
    let owned = |column: &thidua_domain::bundle::Column| {
        matches!(column.kind, Kind::Code | Kind::Codes | Kind::Shares)
            && ours.any(row.get(column.id))
    };
    let years = def.columns.iter();
    let years = years
        .filter(|column| matches!(column.kind, Kind::Year | Kind::Years))
        .map(|column| column.id);
    let in_time = years
        .into_iter()
        .next()
        .is_none_or(|id| ours.in_time(When::Years(id, ""), row));
    def.columns.iter().any(owned) && in_time
}
