//! Kinds about awards: what was registered, given, claimed, cancelled, and what was decided of their conditions.

use thidua_domain::{catalogue, law, register, registration, standing};

use super::{Code, Kind};

pub(super) const AWARDS: Kind = Kind {
    def: &register::sheet::AWARDS,
    noun: "khen thưởng",
    more: None,
    first: &[
        "ma_co_quan",
        "doi_tuong",
        "ma_doi_tuong",
        "ma_khen_thuong",
        "nam_thanh_tich",
        "loai_thanh_tich",
        "so_quyet_dinh",
        "ngay_quyet_dinh",
        "co_quan_quyet_dinh",
        "trang_thai",
        "so_luong",
    ],
    code: Code::Numbered("kt"),
};

pub(super) const AWARD_NAMES: Kind = Kind {
    def: &catalogue::AWARD_NAMES,
    noun: "tên gọi khen thưởng",
    more: None,
    first: &["ma_co_quan", "ten_goi", "ma_khen_thuong"],
    code: Code::None,
};

pub(super) const MATCHES: Kind = Kind {
    def: &register::named::MATCHES,
    noun: "kết luận đối chiếu tên",
    more: None,
    first: &[
        "ma_co_quan",
        "doi_tuong",
        "ho_ten_neu",
        "don_vi_neu",
        "nam_thanh_tich",
        "ket_luan",
        "ma_doi_tuong",
    ],
    code: Code::None,
};

pub(super) const CLAIMS: Kind = Kind {
    def: &register::claim::CLAIMS,
    noun: "kiến nghị về khen thưởng",
    more: None,
    first: &[
        "ma_ca_nhan",
        "loai",
        "ma_khen_thuong",
        "nam_thanh_tich",
        "so_quyet_dinh",
        "noi_dung",
    ],
    code: Code::Numbered("kn"),
};

pub(super) const REVOCATIONS: Kind = Kind {
    def: &register::revocation::REVOCATIONS,
    noun: "lần hủy bỏ quyết định khen thưởng",
    more: None,
    first: &[
        "can_cu_huy",
        "noi_dung",
        "so_quyet_dinh",
        "ngay_quyet_dinh",
        "co_quan_quyet_dinh",
        "nguoi_ky",
    ],
    code: Code::None,
};

pub(super) const REVIEWS: Kind = Kind {
    def: &register::revocation::REVIEWS,
    noun: "khen thưởng cần xem lại",
    more: None,
    first: &["ket_qua_ra", "dieu_kien", "ket_luan", "ly_do"],
    code: Code::None,
};

pub(super) const ANSWERS: Kind = Kind {
    def: &law::ANSWERS,
    noun: "kết luận về điều kiện khen thưởng",
    more: None,
    first: &[
        "ma_doi_tuong",
        "dieu_kien",
        "nam",
        "ket_luan",
        "can_cu",
        "van_ban",
    ],
    code: Code::None,
};

pub(super) const REGISTRATIONS: Kind = Kind {
    def: &registration::SHEET,
    noun: "đăng ký thi đua",
    more: None,
    first: &[
        "nam",
        "ma_co_quan",
        "doi_tuong",
        "ma_doi_tuong",
        "ma_danh_hieu",
        "so_luong",
        "sang_kien",
        "ngay_dang_ky",
    ],
    code: Code::None,
};

pub(super) const STANDINGS: Kind = Kind {
    def: &standing::SHEET,
    noun: "kết quả xếp hạng",
    more: None,
    first: &[
        "ma_co_quan",
        "nam",
        "thang_luy_ke",
        "hang",
        "thu",
        "tong_so",
        "co_quan_xep_hang",
        "theo",
        "trong",
        "van_ban",
    ],
    code: Code::None,
};
