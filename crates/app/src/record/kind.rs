//! The kinds of records a form shows, their words, and the order in which it asks.

use thidua_domain::bundle::SheetDef;
use thidua_domain::{
    activity, catalogue, closing, cluster, conduct, contribution, document, event, exemplar,
    initiative, law, movement, note, org, people, rating, register, registration, restate,
    standing, targets,
};

/// A kind of records that is entered on a page.
#[derive(Debug)]
pub struct Kind {
    /// Its sheet.
    pub def: &'static SheetDef,
    /// What one of it is called within a sentence: `chỉ tiêu`.
    pub noun: &'static str,
    /// What another row of the same code is called: `giai đoạn công tác`.
    pub more: Option<&'static str>,
    /// Columns asked first, in this order; those left out are asked where the reader unfolds them.
    first: &'static [&'static str],
    /// How a code begins that the program proposes; else it is made of this column's text.
    pub(super) code: Code,
}

/// How a code is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// Rows of the kind have none.
    None,
    /// Made of the first of these columns that says something.
    Of(&'static [&'static str]),
    /// Numbered within the work year: `ct-2026-0001`.
    Numbered(&'static str),
}

/// Every kind, in the order of the menu.
pub static KINDS: [Kind; 33] = [
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
        ],
        code: Code::Of(&["ten"]),
    },
    Kind {
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
        ],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
        def: &org::sheet::REORGANISED,
        noun: "việc sắp xếp tổ chức",
        more: None,
        first: &["ngay_hieu_luc", "loai", "ma_cu", "ma_moi", "van_ban"],
        code: Code::None,
    },
    Kind {
        def: &rating::SHEET,
        noun: "xếp loại",
        more: None,
        first: &["ma_doi_tuong", "nam", "muc_xep_loai", "van_ban"],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
        def: &conduct::BLOCKERS,
        noun: "trường hợp chưa xét khen thưởng",
        more: None,
        first: &["ma_doi_tuong", "loai", "tu_ngay", "den_ngay"],
        code: Code::None,
    },
    Kind {
        def: &people::absence::SHEET,
        noun: "trường hợp nghỉ, biệt phái, đi học",
        more: None,
        first: &["ma_ca_nhan", "loai", "tu_ngay", "den_ngay", "van_ban"],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
        def: &initiative::SHEET,
        noun: "sáng kiến",
        more: None,
        first: &[
            "ten",
            "loai",
            "tac_gia",
            "pham_vi",
            "van_ban_cong_nhan",
            "ngay_cong_nhan",
            "da_dung_cho",
            "tom_tat",
        ],
        code: Code::Numbered("sk"),
    },
    Kind {
        def: &people::merge::MERGED,
        noun: "lần gộp hồ sơ",
        more: None,
        first: &["ma_trung", "ma_giu", "ngay", "can_cu"],
        code: Code::None,
    },
    Kind {
        def: &catalogue::AWARD_NAMES,
        noun: "tên gọi khen thưởng",
        more: None,
        first: &["ma_co_quan", "ten_goi", "ma_khen_thuong"],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
        def: &register::revocation::REVIEWS,
        noun: "khen thưởng cần xem lại",
        more: None,
        first: &["ket_qua_ra", "dieu_kien", "ket_luan", "ly_do"],
        code: Code::None,
    },
    Kind {
        def: &restate::sheet::CROSSWALK,
        noun: "dòng quy đổi số liệu",
        more: None,
        first: &["ma_cu", "ma_moi", "cach", "tu_so", "mau_so", "co_so"],
        code: Code::None,
    },
    Kind {
        def: &restate::sheet::OPENING,
        noun: "kỳ đầu của cơ quan mới",
        more: None,
        first: &["ma_co_quan", "nam", "luy_ke_tu", "van_ban"],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
        def: &closing::DAYS_SHEET,
        noun: "ngày nghỉ, ngày làm bù",
        more: None,
        first: &["ma_co_quan", "ngay", "loai", "ten", "van_ban"],
        code: Code::None,
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
    Kind {
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
    },
];

/// Kinds that are entered on pages of their own, not by the form of any record.
const OWN_PAGES: [&str; 10] = [
    "gop-nguoi",
    "danh-muc-khen-thuong",
    "doi-chieu-ten",
    "kien-nghi-khen-thuong",
    "thu-hoi-khen-thuong",
    "xem-lai-khen-thuong",
    "quy-doi",
    "ky-dau",
    "che-do-bao-cao",
    "tra-loi-dieu-kien",
];

/// Whether rows of a sheet are entered and changed on pages of their own.
pub fn has_own_page(sheet: &str) -> bool {
    OWN_PAGES.contains(&sheet)
}

/// The kind of a sheet's name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.def.name == name)
}

impl Kind {
    /// Its columns as a form asks them, and whether each is asked at once.
    pub(super) fn columns(
        &self,
    ) -> impl Iterator<Item = (&'static thidua_domain::bundle::Column, bool)> {
        let first = self.first.iter().filter_map(|id| self.def.column(id));
        let seldom = self.def.columns.iter();
        let seldom = seldom.filter(|column| !self.first.contains(&column.id));
        first
            .map(|column| (column, true))
            .chain(seldom.map(|column| (column, false)))
    }
}
