//! Kinds about achievements, what belongs to exemplars, and good practice.

use thidua_domain::{achievement, exemplar, practice};

use super::{Code, Kind};

pub(super) const ACHIEVEMENTS: Kind = Kind {
    def: &achievement::SHEET,
    noun: "thành tích",
    more: None,
    first: &[
        "ma_co_quan",
        "doi_tuong",
        "ma_doi_tuong",
        "ngay",
        "nam",
        "loai",
        "noi_dung",
        "ket_qua",
        "linh_vuc",
        "ma_phong_trao",
        "van_ban",
    ],
    code: Code::Numbered("tt"),
};

pub(super) const STEPS: Kind = Kind {
    def: &exemplar::STEP_SHEET,
    noun: "bước của điển hình",
    more: None,
    first: &[
        "ma_dien_hinh",
        "ma_co_quan",
        "buoc",
        "ngay",
        "nguoi_quyet_dinh",
        "van_ban",
        "noi_dung",
    ],
    code: Code::None,
};

pub(super) const FOLLOWERS: Kind = Kind {
    def: &exemplar::FOLLOW_SHEET,
    noun: "đơn vị học tập điển hình",
    more: None,
    first: &[
        "ma_dien_hinh",
        "ma_co_quan",
        "tu_ngay",
        "den_ngay",
        "noi_dung",
        "ket_qua",
    ],
    code: Code::None,
};

pub(super) const SPREADS: Kind = Kind {
    def: &exemplar::SPREAD_SHEET,
    noun: "lần lan tỏa",
    more: None,
    first: &[
        "ma_co_quan",
        "ma_dien_hinh",
        "ma_cach_lam",
        "loai",
        "ngay",
        "tieu_de",
        "noi_dang",
        "dia_chi",
        "don_vi_tham_du",
        "so_luong",
    ],
    code: Code::Numbered("lt"),
};

pub(super) const PRACTICES: Kind = Kind {
    def: &practice::SHEET,
    noun: "cách làm hay",
    more: None,
    first: &[
        "ten",
        "ma_co_quan",
        "loai",
        "linh_vuc",
        "noi_dung",
        "hieu_qua",
        "dieu_kien",
        "tac_gia",
        "nam",
        "trang_thai",
    ],
    code: Code::Of(&["ten"]),
};

pub(super) const ADOPTIONS: Kind = Kind {
    def: &practice::ADOPTIONS,
    noun: "việc áp dụng cách làm hay",
    more: None,
    first: &[
        "ma_cach_lam",
        "ma_co_quan",
        "tu_ngay",
        "den_ngay",
        "noi_dung",
        "ket_qua",
    ],
    code: Code::None,
};
