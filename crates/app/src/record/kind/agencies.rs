//! Kinds about agencies: the tree and its blocks, their papers and targets, how their figures are counted.

use thidua_domain::{catalogue, closing, cluster, document, org, rating, restate, targets};

use super::{Code, Kind};

pub(super) const AGENCIES: Kind = Kind {
    def: &org::sheet::AGENCIES,
    noun: "cơ quan",
    more: Some("tên gọi, cấp trên"),
    first: &[
        "ten",
        "ten_ngan",
        "cap",
        "ma_cap_tren",
        "tu_ngay",
        "den_ngay",
        "dia_ban",
    ],
    code: Code::Of(&["ten_ngan", "ten"]),
};

pub(super) const TARGETS: Kind = Kind {
    def: &targets::sheet::TARGETS,
    noun: "chỉ tiêu",
    more: None,
    first: &[
        "ma_co_quan",
        "nam_cong_tac",
        "ma_chi_tieu",
        "noi_dung",
        "phep_so",
        "gia_tri",
        "don_vi_giao",
        "van_ban",
        "ngay_giao",
        "thay_cho",
    ],
    code: Code::Numbered("ct"),
};

pub(super) const CLUSTERS: Kind = Kind {
    def: &cluster::SHEET,
    noun: "cụm, khối",
    more: Some("năm"),
    first: &[
        "ten",
        "nam",
        "co_quan_quan_ly",
        "truong_cum",
        "pho_cum",
        "thanh_vien",
        "chu_de",
        "ngay_ky_giao_uoc",
        "noi_dung_giao_uoc",
        "van_ban",
    ],
    code: Code::Of(&["ten"]),
};

pub(super) const MEMBERS: Kind = Kind {
    def: &cluster::MEMBERS,
    noun: "thành viên cụm, khối",
    more: None,
    first: &[
        "ma_cum",
        "nam",
        "ma_thanh_vien",
        "vai_tro",
        "tu_ngay",
        "den_ngay",
        "nguoi_dai_dien",
        "chuc_vu_dai_dien",
        "ngay_ky",
        "van_ban",
    ],
    code: Code::None,
};

pub(super) const MEETINGS: Kind = Kind {
    def: &cluster::MEETINGS,
    noun: "cuộc họp của cụm, khối",
    more: None,
    first: &[
        "ma_cum",
        "nam",
        "ngay",
        "gio_bat_dau",
        "gio_ket_thuc",
        "dia_diem",
        "chu_tri",
        "chuc_vu_chu_tri",
        "thu_ky",
        "thanh_vien_du",
        "so_du_hop",
        "cach_quyet_dinh",
        "so_suy_ton",
        "ty_le_du",
        "ty_le_dong_y",
        "tinh_tren",
        "bang_phieu",
        "quy_che",
        "noi_dung",
        "van_ban",
    ],
    code: Code::Numbered("hop"),
};

pub(super) const CANDIDATES: Kind = Kind {
    def: &cluster::CANDIDATES,
    noun: "người, tập thể được giới thiệu suy tôn",
    more: None,
    first: &[
        "ma_hop",
        "ma_doi_tuong",
        "ma_khen_thuong",
        "phat_ra",
        "thu_vao",
        "hop_le",
        "dong_y",
        "khong_dong_y",
        "diem",
        "nhat_tri",
        "ket_luan",
        "giai_trinh",
    ],
    code: Code::None,
};

pub(super) const DOCUMENTS: Kind = Kind {
    def: &document::SHEET,
    noun: "văn bản",
    more: None,
    first: &[
        "so_ky_hieu",
        "ngay_ban_hanh",
        "co_quan_ban_hanh",
        "loai",
        "trich_yeu",
        "can_cu",
    ],
    code: Code::Of(&["so_ky_hieu", "trich_yeu"]),
};

pub(super) const REORGANISED: Kind = Kind {
    def: &org::sheet::REORGANISED,
    noun: "việc sắp xếp tổ chức",
    more: None,
    first: &["ngay_hieu_luc", "loai", "ma_cu", "ma_moi", "van_ban"],
    code: Code::None,
};

pub(super) const ORGANISATION_RATINGS: Kind = Kind {
    def: &rating::ORGANISATION_RATINGS,
    noun: "xếp loại tổ chức đảng, đoàn thể",
    more: None,
    first: &[
        "ma_co_quan",
        "to_chuc",
        "ten_to_chuc",
        "nam",
        "muc_xep_loai",
        "van_ban",
    ],
    code: Code::None,
};

pub(super) const CROSSWALK: Kind = Kind {
    def: &restate::sheet::CROSSWALK,
    noun: "dòng quy đổi số liệu",
    more: None,
    first: &["ma_cu", "ma_moi", "cach", "tu_so", "mau_so", "co_so"],
    code: Code::None,
};

pub(super) const OPENINGS: Kind = Kind {
    def: &restate::sheet::OPENING,
    noun: "kỳ đầu của cơ quan mới",
    more: None,
    first: &["ma_co_quan", "nam", "luy_ke_tu", "van_ban"],
    code: Code::None,
};

pub(super) const REGIME_DECISIONS: Kind = Kind {
    def: &catalogue::REGIME_DECISIONS,
    noun: "quyết định về cách tính",
    more: None,
    first: &[
        "ma_che_do",
        "tu_ngay",
        "tinh_vao_xong",
        "van_ban",
        "nguoi_quyet_dinh",
    ],
    code: Code::None,
};

pub(super) const OFFICE_DAYS: Kind = Kind {
    def: &closing::DAYS_SHEET,
    noun: "ngày nghỉ, ngày làm bù",
    more: None,
    first: &["ma_co_quan", "ngay", "loai", "ten", "van_ban"],
    code: Code::None,
};
