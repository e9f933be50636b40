//! What the codes in the columns of sheets refer to.

/// What the codes of a column refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refers {
    /// An agency.
    Agency,
    /// An agency or a block.
    AgencyOrBlock,
    /// An agency or a person.
    AgencyOrPerson,
    /// A person.
    Person,
    /// A block.
    Block,
    /// An agency, or `code/level`: every agency of that level below it.
    Member,
    /// A document.
    Document,
    /// A row of targets.
    Target,
    /// A movement.
    Movement,
    /// A figure.
    Figure,
    /// An event.
    Event,
    /// A meeting of a block.
    Meeting,
    /// An agency, of whoever it is, or a person in reach: who stands in a block beside one's own.
    Candidate,
    /// An achievement of the log.
    Achievement,
    /// An exemplar.
    Exemplar,
    /// A good practice.
    Practice,
    /// An initiative.
    Initiative,
}

/// What the codes of a column refer to, where they refer to something.
pub fn refers(sheet: &str, column: &str) -> Option<Refers> {
    let mut named = of_sheet(sheet);
    named
        .find(|(id, _)| *id == column)
        .map(|(_, refers)| refers)
}

/// The columns of a sheet whose codes refer to something.
pub(super) fn of_sheet(sheet: &str) -> impl Iterator<Item = (&'static str, Refers)> {
    let own = REFERENCES.iter().filter(move |(name, _, _)| *name == sheet);
    own.map(|(_, id, refers)| (*id, *refers))
}

const REFERENCES: &[(&str, &str, Refers)] = &[
    ("co-quan", "ma_cap_tren", Refers::Agency),
    ("sap-xep", "ma_cu", Refers::Agency),
    ("sap-xep", "ma_moi", Refers::Agency),
    ("quy-doi", "ma_cu", Refers::Agency),
    ("quy-doi", "ma_moi", Refers::Agency),
    ("ky-dau", "ma_co_quan", Refers::Agency),
    ("ngay-nghi", "ma_co_quan", Refers::Agency),
    ("nhan-su", "ma_co_quan", Refers::Agency),
    ("van-ban", "co_quan_ban_hanh", Refers::Agency),
    ("van-ban", "can_cu", Refers::Document),
    ("van-ban", "thay_the_boi", Refers::Document),
    ("phong-trao", "co_quan_phat_dong", Refers::Agency),
    ("phong-trao", "phong_trao_cap_tren", Refers::Movement),
    ("phong-trao", "cap_tren_phat_dong", Refers::Agency),
    ("huong-ung", "ma_phong_trao", Refers::Movement),
    ("huong-ung", "ma_co_quan", Refers::Agency),
    ("so-lieu-ngay", "ma_phong_trao", Refers::Movement),
    ("so-lieu-ngay", "ma_co_quan", Refers::Agency),
    ("so-lieu-ngay", "ma_so_lieu", Refers::Figure),
    ("huong-ung", "nguoi_phu_trach", Refers::Person),
    ("dien-bien-phong-trao", "ma_phong_trao", Refers::Movement),
    ("dien-bien-phong-trao", "ma_co_quan", Refers::Agency),
    ("moc-phong-trao", "ma_phong_trao", Refers::Movement),
    ("moc-phong-trao", "ma_co_quan", Refers::Agency),
    ("moc-phong-trao", "ma_su_kien", Refers::Event),
    ("tieu-chuan-phong-trao", "ma_phong_trao", Refers::Movement),
    ("tieu-chuan-phong-trao", "ma_co_quan", Refers::Agency),
    ("chi-tieu", "ma_phong_trao", Refers::Movement),
    ("khen-thuong", "ma_phong_trao", Refers::Movement),
    ("so-lieu", "ma_phong_trao", Refers::Movement),
    ("dong-gop", "ma_phong_trao", Refers::Movement),
    ("hoat-dong", "ma_phong_trao", Refers::Movement),
    ("dien-hinh", "ma_phong_trao", Refers::Movement),
    ("noi-dung", "ma_phong_trao", Refers::Movement),
    ("su-kien", "ma_phong_trao", Refers::Movement),
    ("danh-muc-so-lieu", "tu_so", Refers::Figure),
    ("danh-muc-so-lieu", "mau_so", Refers::Figure),
    ("cum-khoi", "co_quan_quan_ly", Refers::Agency),
    ("thanh-vien-cum", "ma_cum", Refers::Block),
    ("thanh-vien-cum", "ma_thanh_vien", Refers::Agency),
    ("hop-cum", "ma_cum", Refers::Block),
    ("hop-cum", "thanh_vien_du", Refers::Agency),
    ("suy-ton", "ma_hop", Refers::Meeting),
    ("suy-ton", "ma_doi_tuong", Refers::Candidate),
    ("cum-khoi", "truong_cum", Refers::Agency),
    ("cum-khoi", "pho_cum", Refers::Agency),
    ("cum-khoi", "thanh_vien", Refers::Member),
    ("chi-tieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("chi-tieu", "ma_can_bo", Refers::Person),
    ("chi-tieu", "don_vi_giao", Refers::Agency),
    ("chi-tieu", "thay_cho", Refers::Target),
    ("chi-tieu", "ke_thua", Refers::Target),
    ("chi-tieu", "ma_chi_tieu", Refers::Figure),
    ("chi-tieu", "bac_theo", Refers::Figure),
    ("khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("khen-thuong", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("khen-thuong", "co_quan_quyet_dinh", Refers::Agency),
    ("khen-thuong", "ma_cum", Refers::Block),
    ("danh-gia", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("ky-luat", "ma_ca_nhan", Refers::Person),
    ("vuong-mac", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("tra-loi-dieu-kien", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("vang-mat", "ma_ca_nhan", Refers::Person),
    ("xep-loai-doan-the", "ma_co_quan", Refers::Agency),
    ("sang-kien", "tac_gia", Refers::Person),
    ("gop-nguoi", "ma_trung", Refers::Person),
    ("gop-nguoi", "ma_giu", Refers::Person),
    ("danh-muc-khen-thuong", "ma_co_quan", Refers::Agency),
    ("doi-chieu-ten", "ma_co_quan", Refers::AgencyOrBlock),
    ("doi-chieu-ten", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("kien-nghi-khen-thuong", "ma_co_quan", Refers::Agency),
    ("kien-nghi-khen-thuong", "ma_ca_nhan", Refers::Person),
    ("thu-hoi-khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("thu-hoi-khen-thuong", "co_quan_quyet_dinh", Refers::Agency),
    ("xem-lai-khen-thuong", "ma_co_quan", Refers::AgencyOrBlock),
    ("dong-gop", "ma_co_quan", Refers::Agency),
    ("dong-gop", "co_quan_van_dong", Refers::Agency),
    ("hoat-dong", "ma_co_quan", Refers::Agency),
    ("dien-hinh", "ma_co_quan", Refers::Agency),
    ("dien-hinh", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("dien-hinh", "co_quan_chon", Refers::Agency),
    ("dien-hinh", "su_kien", Refers::Event),
    ("dien-hinh", "nguoi_phat_hien", Refers::AgencyOrPerson),
    ("dien-hinh", "thanh_tich", Refers::Achievement),
    ("dien-hinh", "nguoi_theo_doi", Refers::Person),
    ("buoc-dien-hinh", "ma_dien_hinh", Refers::Exemplar),
    ("buoc-dien-hinh", "ma_co_quan", Refers::Agency),
    ("buoc-dien-hinh", "nguoi_quyet_dinh", Refers::AgencyOrPerson),
    ("hoc-tap-dien-hinh", "ma_dien_hinh", Refers::Exemplar),
    ("hoc-tap-dien-hinh", "ma_co_quan", Refers::Agency),
    ("lan-toa", "ma_co_quan", Refers::Agency),
    ("lan-toa", "ma_dien_hinh", Refers::Exemplar),
    ("lan-toa", "ma_cach_lam", Refers::Practice),
    ("lan-toa", "don_vi_tham_du", Refers::Agency),
    ("cach-lam-hay", "ma_co_quan", Refers::Agency),
    ("cach-lam-hay", "tac_gia", Refers::AgencyOrPerson),
    ("cach-lam-hay", "ma_phong_trao", Refers::Movement),
    ("cach-lam-hay", "ma_dien_hinh", Refers::Exemplar),
    ("cach-lam-hay", "ma_sang_kien", Refers::Initiative),
    ("cach-lam-hay", "thanh_tich", Refers::Achievement),
    ("cach-lam-hay", "nguoi_de_xuat", Refers::Person),
    ("ap-dung-cach-lam", "ma_cach_lam", Refers::Practice),
    ("ap-dung-cach-lam", "ma_co_quan", Refers::Agency),
    ("thanh-tich", "ma_co_quan", Refers::Agency),
    ("thanh-tich", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("thanh-tich", "ma_phong_trao", Refers::Movement),
    ("thanh-tich", "nguoi_ghi", Refers::Person),
    ("thanh-tich", "su_kien", Refers::Event),
    ("khen-thuong", "thanh_tich", Refers::Achievement),
    ("noi-dung", "ma_co_quan", Refers::Agency),
    ("noi-dung", "giao_cho", Refers::AgencyOrPerson),
    ("dang-ky", "ma_co_quan", Refers::Agency),
    ("dang-ky", "ma_doi_tuong", Refers::AgencyOrPerson),
    ("xep-hang", "ma_co_quan", Refers::Agency),
    ("xep-hang", "theo", Refers::Figure),
    ("xep-hang", "trong", Refers::AgencyOrBlock),
    ("xep-hang", "co_quan_xep_hang", Refers::Agency),
    ("su-kien", "ma_co_quan", Refers::Agency),
    ("su-kien", "ma_cum", Refers::Block),
    ("su-kien", "thanh_phan", Refers::AgencyOrPerson),
    ("khen-thuong", "su_kien", Refers::Event),
    ("so-lieu", "ma_co_quan", Refers::AgencyOrBlock),
    ("so-lieu", "ma_can_bo", Refers::Person),
];
