//! How officers call the columns of the bundle in their own files: data of the recognition, written with marks and
//! matched without them.

/// Sheet, column, headings.
#[rustfmt::skip]
pub(super) const COLUMNS: &[(&str, &str, &[&str])] = &[
    ("nhan-su", "ma", &["Mã cán bộ", "Mã nhân viên", "Mã NV", "Mã CB", "Mã số", "Mã CBCC", "Mã công chức", "Số hiệu công chức", "Mã số cán bộ", "Mã định danh"]),
    ("nhan-su", "ho_va_ten", &["Họ tên", "Họ và tên cán bộ", "Họ tên cán bộ", "Tên cán bộ", "Họ và tên công chức", "Họ tên công chức", "Tên", "Họ, tên", "Họ và tên khai sinh", "Cán bộ", "Công chức"]),
    ("nhan-su", "ngay_sinh", &["Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày", "NTNS", "Ngày/tháng/năm sinh", "Sinh năm"]),
    ("nhan-su", "gioi_tinh", &["Giới", "Nam/Nữ", "Nam, nữ", "GT", "Phái"]),
    ("nhan-su", "ma_co_quan", &["Cơ quan", "Đơn vị", "Mã đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan, đơn vị", "Cơ quan công tác", "Cơ quan đơn vị", "Phòng", "Tên đơn vị", "Tên cơ quan", "Phòng, ban", "Phòng ban"]),
    ("nhan-su", "chuc_vu", &["Chức vụ hiện tại", "CV", "Chức vụ lãnh đạo", "Chức vụ đảm nhiệm", "Chức vụ/chức danh"]),
    ("nhan-su", "chuc_danh", &["Ngạch", "Ngạch công chức", "Chức danh nghề nghiệp", "Chức danh pháp lý", "Ngạch, chức danh"]),
    ("nhan-su", "nhom", &["Nhóm cán bộ", "Phân loại", "Loại cán bộ", "Nhóm đối tượng"]),
    ("nhan-su", "tu_ngay", &["Từ", "Ngày bổ nhiệm", "Kể từ ngày", "Ngày nhận công tác", "Công tác từ ngày", "Từ tháng năm"]),
    ("nhan-su", "den_ngay", &["Đến", "Đến hết ngày", "Công tác đến ngày"]),
    ("nhan-su", "ghi_chu", &["Chú thích", "Lưu ý"]),
    ("khen-thuong", "ma_co_quan", &["Cơ quan", "Đơn vị", "Mã đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan, đơn vị", "Tên đơn vị", "Tên cơ quan"]),
    ("khen-thuong", "ma_doi_tuong", &["Họ và tên", "Họ tên", "Tên cá nhân", "Tên tập thể", "Tên tập thể, cá nhân", "Cá nhân, tập thể", "Tập thể, cá nhân", "Tên đối tượng", "Người được khen thưởng", "Họ và tên, tên tập thể", "Tên cá nhân, tập thể", "Họ tên/tập thể", "Mã cá nhân", "Mã cán bộ", "Tên"]),
    ("khen-thuong", "doi_tuong", &["Loại đối tượng", "Tập thể/cá nhân", "Cá nhân/tập thể", "Đối tượng khen thưởng"]),
    ("khen-thuong", "ma_khen_thuong", &["Danh hiệu", "Danh hiệu thi đua", "Hình thức khen thưởng", "Hình thức", "Danh hiệu, hình thức", "Danh hiệu thi đua, hình thức khen thưởng", "Danh hiệu/hình thức", "Khen thưởng", "Nội dung khen thưởng", "Danh hiệu, hình thức khen thưởng", "Thành tích", "Danh hiệu được tặng", "Tên danh hiệu", "DH, HTKT", "DHTĐ"]),
    ("khen-thuong", "nam_thanh_tich", &["Năm", "Năm khen", "Năm khen thưởng", "Năm đạt", "Năm công tác", "Giai đoạn", "Thành tích năm", "Năm đạt danh hiệu"]),
    ("khen-thuong", "so_quyet_dinh", &["Số QĐ", "QĐ số", "Quyết định", "Quyết định số", "Số quyết định khen thưởng", "Số, ký hiệu quyết định", "Số hiệu quyết định", "Số ký hiệu", "Số văn bản", "SQĐ"]),
    ("khen-thuong", "ngay_quyet_dinh", &["Ngày QĐ", "Ngày ký", "Ngày ban hành", "Ngày tháng năm quyết định", "Ngày, tháng, năm quyết định", "Ngày ra quyết định", "Ngày tháng", "Ngày", "NQĐ"]),
    ("khen-thuong", "co_quan_quyet_dinh", &["Cấp khen", "Cơ quan khen thưởng", "Cơ quan ban hành", "Cấp quyết định", "Cấp khen thưởng", "Cơ quan khen", "Nơi ban hành", "Cấp ra quyết định", "Thẩm quyền"]),
    ("khen-thuong", "so_luong", &["SL"]),
    ("khen-thuong", "chuc_vu_doi_tuong", &["Chức vụ", "Chức danh", "Chức vụ, đơn vị", "Chức vụ, chức danh"]),
    ("khen-thuong", "loai_thanh_tich", &["Loại khen thưởng", "Loại hình khen thưởng", "Loại"]),
    ("khen-thuong", "cap_doi_tuong", &["Cấp", "Cấp đơn vị"]),
    ("chi-tieu", "ma_co_quan", &["Cơ quan", "Đơn vị", "Mã đơn vị", "Tên đơn vị", "Đơn vị nhận", "Đơn vị được giao", "Cơ quan, đơn vị"]),
    ("chi-tieu", "nam_cong_tac", &["Năm", "Năm chỉ tiêu", "Năm giao"]),
    ("chi-tieu", "ma_chi_tieu", &["Chỉ tiêu", "Tên chỉ tiêu", "Loại chỉ tiêu"]),
    ("chi-tieu", "gia_tri", &["Chỉ tiêu giao", "Mức giao", "Giao", "Được giao", "Mức", "Giá trị giao", "Chỉ tiêu được giao", "Số giao"]),
    ("chi-tieu", "phep_so", &["Dấu", "So sánh", "Cách so"]),
    ("chi-tieu", "van_ban", &["Quyết định giao", "Số quyết định", "Văn bản giao", "Số QĐ"]),
    ("chi-tieu", "don_vi_giao", &["Cơ quan giao", "Cấp giao"]),
    ("chi-tieu", "noi_dung", &["Nội dung chỉ tiêu", "Diễn giải"]),
    ("chi-tieu", "den_thang", &["Tháng", "Đến hết tháng", "Lũy kế đến tháng"]),
    ("van-ban", "ma", &["Mã văn bản"]),
    ("van-ban", "so_ky_hieu", &["Số", "Số hiệu", "Số văn bản", "Số, ký hiệu", "Số, ký hiệu văn bản", "Ký hiệu", "Số/ký hiệu", "SKH"]),
    ("van-ban", "ngay_ban_hanh", &["Ngày", "Ngày văn bản", "Ngày ký", "Ngày tháng", "Ngày, tháng, năm ban hành", "Ngày tháng năm", "Ngày VB"]),
    ("van-ban", "co_quan_ban_hanh", &["Nơi ban hành", "Đơn vị ban hành", "Cơ quan", "Tác giả văn bản", "CQ ban hành"]),
    ("van-ban", "loai", &["Loại văn bản", "Thể loại", "Tên loại", "Loại VB"]),
    ("van-ban", "trich_yeu", &["Nội dung", "Trích yếu nội dung", "Tên văn bản", "Về việc", "Trích yếu văn bản", "V/v", "Tên loại và trích yếu nội dung văn bản"]),
    ("van-ban", "dia_chi", &["Đường dẫn", "Liên kết", "Link", "Địa chỉ trang"]),
    ("co-quan", "ma", &["Mã cơ quan", "Mã đơn vị"]),
    ("co-quan", "ten", &["Tên cơ quan", "Tên đơn vị", "Cơ quan", "Đơn vị", "Tên cơ quan, đơn vị"]),
    ("co-quan", "ten_ngan", &["Tên viết tắt", "Tên gọi tắt", "Viết tắt"]),
    ("co-quan", "cap", &["Cấp đơn vị", "Cấp cơ quan", "Loại đơn vị"]),
    ("co-quan", "ma_cap_tren", &["Cấp trên", "Trực thuộc", "Cơ quan cấp trên", "Đơn vị cấp trên", "Đơn vị quản lý", "Cơ quan quản lý"]),
    ("cum-khoi", "ma", &["Mã cụm", "Mã khối"]),
    ("cum-khoi", "ten", &["Tên cụm", "Tên khối", "Cụm, khối", "Cụm thi đua", "Khối thi đua"]),
    ("cum-khoi", "thanh_vien", &["Các thành viên", "Đơn vị thành viên"]),
    ("so-lieu", "ma_co_quan", &["Cơ quan", "Đơn vị", "Mã đơn vị", "Tên đơn vị", "Tên cơ quan", "Cơ quan, đơn vị", "Cơ quan thi hành án", "Tên cơ quan thi hành án"]),
    ("so-lieu", "ma_can_bo", &["Chấp hành viên", "Tên chấp hành viên"]),
    ("so-lieu", "nam_cong_tac", &["Năm", "Năm báo cáo"]),
    ("so-lieu", "thang_luy_ke", &["Tháng", "Lũy kế", "Lũy kế tháng", "Số tháng", "Lũy kế đến tháng", "Kỳ"]),
    ("so-lieu", "ma_so_lieu", &["Chỉ tiêu", "Tên chỉ tiêu", "Tên số liệu", "Số liệu", "Nội dung", "Tiêu chí", "Mã chỉ tiêu"]),
    ("so-lieu", "gia_tri", &["Kết quả", "Thực hiện", "Số", "Số liệu thực hiện"]),
    ("so-lieu", "don_vi_tinh", &["ĐVT", "Đơn vị đo"]),
];

/// Headings of the first of two columns that share a name: `Họ và tên đệm | Tên`.
#[rustfmt::skip]
pub(super) const FAMILY_NAME: &[&str] = &["Họ đệm", "Họ và tên đệm", "Họ và đệm", "Họ lót", "Họ", "Họ và chữ đệm"];

/// Headings that number the rows and say nothing.
pub(super) const NUMBERS: &[&str] = &["STT", "TT", "Số thứ tự", "Số TT", "No"];

/// Words by which a sheet or file is called what it is.
#[rustfmt::skip]
pub(super) const SHEETS: &[(&str, &[&str])] = &[
    ("nhan-su", &["Nhân sự", "Cán bộ", "Công chức", "Danh sách cán bộ", "CBCC", "Danh sách công chức"]),
    ("khen-thuong", &["Khen thưởng", "Danh sách khen thưởng", "Thành tích", "Sổ khen thưởng", "TĐKT", "Danh hiệu"]),
    ("chi-tieu", &["Chỉ tiêu", "Giao chỉ tiêu"]),
    ("so-lieu", &["Số liệu", "Kết quả thi hành án", "Thống kê", "Biểu"]),
    ("van-ban", &["Văn bản", "Danh mục văn bản", "Công văn"]),
    ("co-quan", &["Cơ quan", "Đơn vị", "Danh sách đơn vị"]),
    ("cum-khoi", &["Cụm", "Khối", "Cụm, khối"]),
    ("sap-xep", &["Sắp xếp", "Sáp nhập"]),
];

/// How figures are called beside their name in the catalogue: the stem of a code, its other names.
#[rustfmt::skip]
pub(super) const FIGURES: &[(&str, &[&str])] = &[
    ("cu", &["Số cũ chuyển sang", "Năm trước chuyển sang", "Cũ chuyển sang", "Số cũ", "Cũ", "Kỳ trước chuyển sang"]),
    ("moi", &["Số thụ lý mới", "Thụ lý mới", "Mới thụ lý", "Mới"]),
    ("thu_ly", &["Tổng số thụ lý", "Tổng thụ lý", "Thụ lý", "Tổng số"]),
    ("uy_thac", &["Ủy thác thi hành án", "Ủy thác"]),
    ("thu_hoi_huy", &["Thu hồi, hủy quyết định thi hành án", "Thu hồi, hủy", "Thu hồi hủy quyết định"]),
    ("phai_thi_hanh", &["Tổng số phải thi hành", "Phải thi hành", "Tổng phải thi hành"]),
    ("co_dieu_kien", &["Có điều kiện thi hành", "Có điều kiện", "Có ĐK", "Có ĐKTH"]),
    ("xong", &["Thi hành xong", "Đã thi hành xong", "Giải quyết xong", "Xong", "Đã giải quyết xong"]),
    ("dinh_chi", &["Đình chỉ thi hành án", "Đình chỉ"]),
    ("dang_thi_hanh", &["Đang thi hành"]),
    ("chua_dieu_kien", &["Chưa có điều kiện thi hành", "Chưa có điều kiện", "Chưa có ĐK", "Chưa điều kiện"]),
    ("hoan", &["Hoãn thi hành án", "Hoãn"]),
    ("tam_dinh_chi", &["Tạm đình chỉ thi hành án", "Tạm đình chỉ"]),
    ("khac", &["Trường hợp khác"]),
    ("chuyen_ky_sau", &["Số chuyển kỳ sau", "Chuyển kỳ sau", "Chuyển sang kỳ sau"]),
    ("so_theo_doi_rieng", &["Chuyển sổ theo dõi riêng", "Sổ theo dõi riêng"]),
    ("ty_le", &["Tỷ lệ thi hành xong", "Tỷ lệ", "Tỷ lệ %", "Tỷ lệ xong", "Tỷ lệ thi hành xong/có điều kiện"]),
];
