//! Kinds about what was done: movements, contributions, activities, exemplars, events, sentences of reports.

use thidua_domain::{activity, campaign, contribution, event, exemplar, movement, note};

use super::{Code, Kind};

pub(super) const MOVEMENTS: Kind = Kind {
    def: &movement::sheet::MOVEMENTS,
    noun: "phong trào",
    more: None,
    first: &[
        "ten",
        "loai",
        "co_quan_phat_dong",
        "tu_ngay",
        "den_ngay",
        "chu_de",
        "khau_hieu",
        "phong_trao_cap_tren",
        "cap_tren_phat_dong",
        "van_ban",
        "dip",
        "muc_dich",
        "doi_tuong_thi_dua",
        "pham_vi_thi_dua",
        "du_thao",
    ],
    code: Code::Of(&["ten"]),
};

pub(super) const RESPONSES: Kind = Kind {
    def: &movement::sheet::RESPONSES,
    noun: "việc hưởng ứng phong trào",
    more: None,
    first: &[
        "ma_phong_trao",
        "ma_co_quan",
        "da_ban_hanh",
        "van_ban",
        "ngay_ban_hanh",
        "ngay_tiep_nhan",
        "nguoi_phu_trach",
    ],
    code: Code::None,
};

pub(super) const STEPS: Kind = Kind {
    def: &movement::life::SHEET,
    noun: "diễn biến của phong trào",
    more: None,
    first: &[
        "ma_phong_trao",
        "ma_co_quan",
        "viec",
        "ngay",
        "van_ban",
        "ly_do_neu",
        "noi_dung",
    ],
    code: Code::None,
};

pub(super) const MILESTONES: Kind = Kind {
    def: &movement::plan::MILESTONE_SHEET,
    noun: "mốc của phong trào",
    more: None,
    first: &[
        "ma_phong_trao",
        "ma_co_quan",
        "moc",
        "lan",
        "noi_dung",
        "han",
        "don_vi_nop",
        "ngay_thuc_hien",
        "van_ban",
        "ma_su_kien",
    ],
    code: Code::None,
};

pub(super) const STANDARDS: Kind = Kind {
    def: &movement::plan::STANDARD_SHEET,
    noun: "tiêu chuẩn, khen thưởng dự kiến",
    more: None,
    first: &[
        "ma_phong_trao",
        "ma_co_quan",
        "thu_tu",
        "doi_tuong",
        "ma_khen_thuong",
        "tieu_chuan",
        "so_luong",
    ],
    code: Code::None,
};

pub(super) const DAILY: Kind = Kind {
    def: &campaign::sheet::DAILY,
    noun: "số liệu ngày",
    more: None,
    first: &[
        "ma_phong_trao",
        "ma_co_quan",
        "ngay",
        "ma_so_lieu",
        "gia_tri",
    ],
    code: Code::None,
};

pub(super) const CONTRIBUTIONS: Kind = Kind {
    def: &contribution::sheet::CONTRIBUTIONS,
    noun: "khoản đóng góp",
    more: None,
    first: &[
        "ma_co_quan",
        "nam",
        "ngay",
        "nguon_dong_gop",
        "loai",
        "hang_muc",
        "so_luong",
        "don_vi_tinh",
        "muc_chinh_xac",
        "doi_tuong_thu_huong",
        "phoi_hop",
    ],
    code: Code::Numbered("dg"),
};

pub(super) const ACTIVITIES: Kind = Kind {
    def: &activity::SHEET,
    noun: "hoạt động",
    more: None,
    first: &[
        "ma_co_quan",
        "nam",
        "ngay",
        "loai",
        "noi_dung",
        "so_luong",
        "don_vi_tinh",
        "doi_tuong",
        "phoi_hop",
        "ma_phong_trao",
    ],
    code: Code::Numbered("hd"),
};

pub(super) const EXEMPLARS: Kind = Kind {
    def: &exemplar::SHEET,
    noun: "điển hình",
    more: None,
    first: &[
        "ma_co_quan",
        "doi_tuong",
        "ma_doi_tuong",
        "so_luong",
        "nam",
        "trang_thai",
        "cap",
        "linh_vuc",
        "ly_do",
        "co_quan_chon",
        "van_ban_cong_nhan",
    ],
    code: Code::Numbered("dh"),
};

pub(super) const EVENTS: Kind = Kind {
    def: &event::SHEET,
    noun: "sự kiện",
    more: None,
    first: &[
        "ten",
        "loai",
        "ngay",
        "dia_diem",
        "ma_co_quan",
        "nam",
        "thanh_phan",
        "noi_dung",
        "con_so",
        "van_ban",
    ],
    code: Code::Numbered("sk"),
};

pub(super) const NOTES: Kind = Kind {
    def: &note::SHEET,
    noun: "câu trong báo cáo",
    more: None,
    first: &[
        "ma_co_quan",
        "nam",
        "muc",
        "thu_tu",
        "noi_dung",
        "nguoi_neu",
        "ma_phong_trao",
    ],
    code: Code::None,
};
