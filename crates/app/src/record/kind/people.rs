//! Kinds about people: who they are, how their work is rated, what speaks for and against them.

use thidua_domain::{conduct, initiative, people, rating};

use super::{Code, Kind};

pub(super) const PEOPLE: Kind = Kind {
    def: &people::SHEET,
    noun: "người",
    more: Some("giai đoạn công tác"),
    first: &[
        "ho_va_ten",
        "ma_co_quan",
        "chuc_vu",
        "chuc_danh",
        "nhom",
        "tu_ngay",
        "den_ngay",
        "ngay_sinh",
        "gioi_tinh",
        "ngay_vao_nganh",
    ],
    code: Code::Of(&["ho_va_ten"]),
};

pub(super) const RATINGS: Kind = Kind {
    def: &rating::SHEET,
    noun: "xếp loại",
    more: None,
    first: &["ma_doi_tuong", "nam", "muc_xep_loai", "van_ban"],
    code: Code::None,
};

pub(super) const DISCIPLINE: Kind = Kind {
    def: &conduct::DISCIPLINE,
    noun: "kỷ luật",
    more: None,
    first: &[
        "ma_ca_nhan",
        "hinh_thuc",
        "ngay_quyet_dinh",
        "het_hieu_luc",
        "noi_dung",
    ],
    code: Code::None,
};

pub(super) const BLOCKERS: Kind = Kind {
    def: &conduct::BLOCKERS,
    noun: "trường hợp chưa xét khen thưởng",
    more: None,
    first: &["ma_doi_tuong", "loai", "tu_ngay", "den_ngay"],
    code: Code::None,
};

pub(super) const ABSENCES: Kind = Kind {
    def: &people::absence::SHEET,
    noun: "trường hợp nghỉ, biệt phái, đi học",
    more: None,
    first: &["ma_ca_nhan", "loai", "tu_ngay", "den_ngay", "van_ban"],
    code: Code::None,
};

pub(super) const INITIATIVES: Kind = Kind {
    def: &initiative::SHEET,
    noun: "sáng kiến",
    more: None,
    first: &[
        "ten",
        "loai",
        "tac_gia",
        "linh_vuc",
        "giai_doan",
        "ngay_dang_ky",
        "ap_dung_tu",
        "noi_ap_dung",
        "pham_vi",
        "van_ban_cong_nhan",
        "ngay_cong_nhan",
        "da_dung_cho",
        "tom_tat",
        "hieu_qua",
    ],
    code: Code::Numbered("sk"),
};

pub(super) const MERGED: Kind = Kind {
    def: &people::merge::MERGED,
    noun: "lần gộp hồ sơ",
    more: None,
    first: &["ma_trung", "ma_giu", "ngay", "can_cu"],
    code: Code::None,
};
