//! Pages to read and work on, and their files.

use thidua_domain::access::Permission as P;

use super::About::{Agency, Document, Figure, Person};
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{AGENCIES, AWARDS, FIGURES, INITIATIVES, NAM, RATINGS, Route, TARGETS};
use crate::{
    closing, cluster, conduct, correction, document, entry, figures, home, import, initiative,
    listing, org, people, quality, rating, record, regime, register, restate, scoring, targets,
    window,
};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    // Pages.
    Route::get("/", Page, Needs(P::ViewCommon), "Trang chủ", run!(home::start))
        .params(&[NAM]).menu(0, "Trang chủ", "home"),
    Route::get("/co-quan", Page, Needs(org::PERMISSION), "Tổ chức, nhân sự", run!(org::tree))
        .params(org::TREE).menu(80, "Tổ chức, nhân sự", "sitemap"),
    Route::get("/co-quan/danh-sach", Page, Needs(org::PERMISSION), "Danh sách cơ quan", run!(org::list)).params(org::LIST),
    Route::get("/co-quan/danh-sach/in", Download, Needs(P::Print), "In danh sách cơ quan", run!(org::list_file)).params(org::FILE),
    Route::post("/co-quan/danh-sach/in", Needs(P::Print), "In các cơ quan đã chọn", run!(org::list_file)),
    Route::get("/nhan-su", Page, Needs(people::PERMISSION), "Nhân sự", run!(people::list)).room(AGENCIES)
        .params(people::LIST),
    Route::get("/nhan-su/in", Download, Needs(P::Print), "In danh sách nhân sự", run!(people::list_file)).params(people::FILE),
    Route::post("/nhan-su/in", Needs(P::Print), "In những người đã chọn", run!(people::list_file)),
    Route::get("/chi-tieu", Page, Needs(targets::PERMISSION), "Danh sách chỉ tiêu", run!(listing::goals)).room(TARGETS)
        .params(listing::GOALS),
    Route::get("/chi-tieu/in", Download, Needs(P::Print), "In danh sách chỉ tiêu", run!(listing::goals_file)).params(listing::GOALS_FILE),
    Route::post("/chi-tieu/in", Needs(P::Print), "In các chỉ tiêu đã chọn", run!(listing::goals_file)),
    Route::get("/khen-thuong", Page, Needs(register::PERMISSION), "Danh sách khen thưởng", run!(register::list)).room(AWARDS)
        .params(register::LIST),
    Route::get("/khen-thuong/in", Download, Needs(P::Print), "In danh sách khen thưởng", run!(register::list_file)).params(register::FILE),
    Route::post("/khen-thuong/in", Needs(P::Print), "In các khen thưởng đã chọn", run!(register::list_file)),
    Route::get("/xep-loai", Page, Needs(rating::PERMISSION), "Xếp loại chất lượng", run!(rating::list))
        .params(rating::LIST).menu(81, "Xếp loại", "certificate"),
    Route::get("/xep-loai/in", Download, Needs(P::Print), "In danh sách xếp loại", run!(rating::list_file)).params(rating::FILE),
    Route::post("/xep-loai/in", Needs(P::Print), "In các xếp loại đã chọn", run!(rating::list_file)),
    Route::get("/ky-luat", Page, Needs(conduct::PERMISSION), "Kỷ luật", run!(conduct::discipline)).room(RATINGS)
        .params(conduct::LIST),
    Route::get("/ky-luat/in", Download, Needs(conduct::PERMISSION), "In danh sách kỷ luật", run!(conduct::discipline_file)).params(conduct::FILE),
    Route::post("/ky-luat/in", Needs(conduct::PERMISSION), "In các kỷ luật đã chọn", run!(conduct::discipline_file)),
    Route::get("/vuong-mac", Page, Needs(conduct::PERMISSION), "Trường hợp chưa xét khen thưởng", run!(conduct::blockers)).room(RATINGS)
        .params(conduct::LIST),
    Route::get("/vuong-mac/in", Download, Needs(conduct::PERMISSION), "In các trường hợp chưa xét", run!(conduct::blockers_file)).params(conduct::FILE),
    Route::post("/vuong-mac/in", Needs(conduct::PERMISSION), "In các trường hợp đã chọn", run!(conduct::blockers_file)),
    Route::get("/sang-kien", Page, Needs(initiative::PERMISSION), "Sáng kiến", run!(initiative::list))
        .params(initiative::LIST).menu(55, "Sáng kiến", "bulb"),
    Route::get("/sang-kien/in", Download, Needs(P::Print), "In danh sách sáng kiến", run!(initiative::list_file)).params(initiative::FILE),
    Route::post("/sang-kien/in", Needs(P::Print), "In các sáng kiến đã chọn", run!(initiative::list_file)),
    Route::get("/sang-kien/giong-nhau", Page, Needs(initiative::PERMISSION), "Sáng kiến giống nhau", run!(initiative::alike)).room(INITIATIVES)
        .params(initiative::ALIKE),
    Route::get("/sang-kien/{ma}", Page, Needs(P::ViewCommon), "Sáng kiến", run!(initiative::show)),
    Route::get("/sang-kien/{ma}/doi-chieu", Page, Needs(P::ViewCommon), "Hai sáng kiến cạnh nhau", run!(initiative::beside)).room(INITIATIVES)
        .params(initiative::BESIDE),
    Route::get("/khen-thuong/chua-khop", Page, Needs(record::PERMISSION), "Khen thưởng chưa khớp", run!(register::queue::page)).room(AWARDS)
        .params(register::queue::FIELDS),
    Route::post("/khen-thuong/chua-khop", Needs(record::PERMISSION), "Ghi kết luận đối chiếu tên", run!(register::queue::answer))
        .params(register::queue::FIELDS),
    Route::get("/khen-thuong/chua-khop/chac-chan", Page, Needs(record::PERMISSION), "Xem trước các tên chắc chắn", run!(register::queue::preview))
        .room(AWARDS).params(register::queue::OF_PREVIEW),
    Route::post("/khen-thuong/chua-khop/chac-chan", Needs(record::PERMISSION), "Ghi các tên chắc chắn", run!(register::queue::confirm))
        .params(register::queue::OF_PREVIEW).body(import::BODY),
    Route::get("/khen-thuong/ten-goi", Page, Needs(record::PERMISSION), "Tên gọi khen thưởng", run!(register::naming::page)).room(AWARDS)
        .params(register::naming::FIELDS),
    Route::post("/khen-thuong/ten-goi", Needs(record::PERMISSION), "Bổ sung tên gọi khen thưởng", run!(register::naming::add)),
    Route::get("/khen-thuong/kien-nghi", Page, Needs(register::claim::READ), "Kiến nghị về khen thưởng", run!(register::claim::page)).room(AWARDS)
        .params(register::claim::FIELDS),
    Route::post("/khen-thuong/kien-nghi", Needs(register::claim::READ), "Gửi kiến nghị về khen thưởng", run!(register::claim::send)),
    Route::post("/khen-thuong/kien-nghi/tra-loi", Needs(register::claim::READ), "Trả lời, rút kiến nghị", run!(register::claim::answer)),
    Route::get("/nhan-su/trung", Page, Needs(record::PERMISSION), "Hồ sơ nhân sự trùng", run!(people::duplicates::page)).room(AGENCIES),
    Route::post("/nhan-su/trung/gop", Needs(record::PERMISSION), "Gộp hai hồ sơ", run!(people::duplicates::merge)),
    Route::post("/nhan-su/trung/tach", Needs(record::PERMISSION), "Tách hai hồ sơ", run!(people::duplicates::part)),
    Route::get("/cum-khoi", Page, Needs(cluster::PERMISSION), "Cụm, khối thi đua", run!(cluster::list))
        .params(cluster::LIST).menu(40, "Cụm, khối thi đua", "category"),
    Route::get("/cum-khoi/in", Download, Needs(P::Print), "In danh sách cụm, khối", run!(cluster::list_file)).params(cluster::FILE),
    Route::post("/cum-khoi/in", Needs(P::Print), "In các cụm, khối đã chọn", run!(cluster::list_file)),
    Route::get("/co-quan/{ma}", Page, Needs(org::PERMISSION), "Cơ quan", run!(org::overview))
        .about(Agency("ma")).params(org::ON).tab("Tổng quan"),
    Route::get("/co-quan/{ma}/so-lieu", Page, Needs(figures::PERMISSION), "Số liệu thi hành án", run!(figures::balance))
        .about(Agency("ma")).params(window::FIELDS).menu(10, "Số liệu thi hành án", "chart-bar").tab("Số liệu"),
    Route::get("/che-do-bao-cao", Page, Needs(regime::PERMISSION), "Chế độ báo cáo thống kê", run!(regime::page)).room(FIGURES)
        .params(regime::FIELDS),
    Route::post("/che-do-bao-cao", Needs(regime::DECIDE), "Xem trước, quyết định cách tính", run!(regime::decide)),
    Route::get("/co-quan/{ma}/nhap-so-lieu", Page, Needs(entry::PERMISSION), "Nhập số liệu", run!(entry::page))
        .about(Agency("ma")).room(FIGURES).params(entry::FIELDS),
    Route::post("/co-quan/{ma}/nhap-so-lieu", Needs(entry::PERMISSION), "Nhập số liệu", run!(entry::enter))
        .about(Agency("ma")).params(entry::FIELDS).body(entry::BODY),
    Route::get("/co-quan/{ma}/so-nhap-so-lieu", Download, Needs(entry::PERMISSION), "Tải sổ nhập số liệu", run!(entry::workbook::file))
        .about(Agency("ma")).params(entry::workbook::FIELDS),
    Route::get("/co-quan/{ma}/ky-so-lieu", Page, Needs(closing::PERMISSION), "Kỳ số liệu", run!(closing::period))
        .about(Agency("ma")).room(FIGURES).params(closing::FIELDS),
    Route::post("/co-quan/{ma}/ky-so-lieu/gui", Needs(closing::SUBMIT), "Gửi duyệt, rút lại số liệu", run!(closing::send))
        .about(Agency("ma")).params(closing::FIELDS),
    Route::post("/co-quan/{ma}/ky-so-lieu/duyet", Needs(closing::APPROVE), "Duyệt, trả lại, tiếp nhận, mở kỳ số liệu", run!(closing::decide))
        .about(Agency("ma")).params(closing::FIELDS),
    Route::get("/co-quan/{ma}/tinh-hinh-gui-so-lieu", Page, Needs(closing::PERMISSION), "Tình hình gửi số liệu", run!(closing::sending))
        .about(Agency("ma")).room(FIGURES).params(closing::GRID).tab_aside("Tình hình gửi"),
    Route::get("/co-quan/{ma}/che-do-duyet", Page, Needs(closing::APPROVE), "Chế độ duyệt số liệu", run!(closing::rules))
        .about(Agency("ma")).room(FIGURES),
    Route::post("/co-quan/{ma}/che-do-duyet", Needs(closing::APPROVE), "Đặt chế độ duyệt số liệu", run!(closing::decide_rule))
        .about(Agency("ma")),
    Route::get("/co-quan/{ma}/dinh-chinh", Page, Needs(correction::PERMISSION), "Đính chính số liệu", run!(correction::all))
        .about(Agency("ma")).room(FIGURES).params(correction::LIST).tab_aside("Đính chính"),
    Route::get("/co-quan/{ma}/dinh-chinh/{so}", Page, Needs(correction::PERMISSION), "Một lần đính chính", run!(correction::one))
        .about(Agency("ma")).room(FIGURES),
    Route::get("/co-quan/{ma}/phat-hanh", Page, Needs(correction::PERMISSION), "Văn bản số liệu đã phát hành", run!(correction::issued))
        .about(Agency("ma")).room(FIGURES).params(correction::ISSUED),
    Route::post("/co-quan/{ma}/phat-hanh", Needs(correction::WRITES), "Ghi văn bản đã phát hành", run!(correction::issue))
        .about(Agency("ma")).params(correction::ISSUED),
    Route::post("/co-quan/{ma}/phat-hanh/bo", Needs(correction::WRITES), "Bỏ đánh dấu đã phát hành", run!(correction::withdraw))
        .about(Agency("ma")).params(correction::ISSUED),
    Route::get("/co-quan/{ma}/can-doi", Page, Needs(figures::PERMISSION), "Bảng cân đối số liệu", run!(figures::proof))
        .about(Agency("ma")).room(FIGURES).params(window::FIELDS).tab("Cân đối"),
    Route::get("/co-quan/{ma}/chat-luong-so-lieu", Page, Needs(quality::PERMISSION), "Chất lượng số liệu", run!(quality::unit))
        .about(Agency("ma")).room(FIGURES).params(quality::FIELDS).tab_aside("Chất lượng"),
    Route::post("/co-quan/{ma}/chat-luong-so-lieu/giai-trinh", Needs(quality::EXPLAIN), "Giải trình số liệu", run!(quality::explain))
        .about(Agency("ma")).params(quality::FIELDS),
    Route::post("/co-quan/{ma}/chat-luong-so-lieu/xac-nhan", Needs(quality::CONFIRM), "Xác nhận số liệu đúng", run!(quality::confirm))
        .about(Agency("ma")).params(quality::FIELDS),
    Route::get("/co-quan/{ma}/so-sanh", Page, Needs(figures::PERMISSION), "So với cùng kỳ năm trước", run!(figures::compare))
        .about(Agency("ma")).room(FIGURES).params(window::FIELDS).tab("So cùng kỳ"),
    Route::get("/co-quan/{ma}/quy-doi", Page, Needs(restate::PERMISSION), "Đối chiếu quy đổi", run!(restate::page))
        .about(Agency("ma")).room(FIGURES).params(restate::FIELDS).tab_aside("Quy đổi"),
    Route::get("/co-quan/{ma}/bang-quy-doi", Page, Needs(restate::PERMISSION), "Bảng quy đổi", run!(restate::table))
        .about(Agency("ma")).room(FIGURES).params(restate::OF_TABLE),
    Route::post("/co-quan/{ma}/bang-quy-doi", Needs(restate::ENTER), "Lập, ký bảng quy đổi", run!(restate::decide))
        .about(Agency("ma")).params(restate::OF_TABLE),
    Route::post("/co-quan/{ma}/ky-dau", Needs(restate::ENTER), "Khai kỳ đầu của cơ quan mới", run!(restate::declare))
        .about(Agency("ma")),
    Route::get("/co-quan/{ma}/nhan-ban-giao", Page, Needs(targets::PERMISSION), "Nhận bàn giao chỉ tiêu", run!(restate::handover::page))
        .about(Agency("ma")).room(TARGETS),
    Route::post("/co-quan/{ma}/nhan-ban-giao", Needs(restate::ENTER), "Nhận bàn giao chỉ tiêu", run!(restate::handover::accept))
        .about(Agency("ma")),
    Route::get("/co-quan/{ma}/don-vi", Page, Needs(scoring::PERMISSION), "Kết quả của các đơn vị", run!(listing::units))
        .about(Agency("ma")).room(FIGURES).params(listing::UNITS).tab("Các đơn vị"),
    Route::get("/co-quan/{ma}/don-vi/in", Download, Needs(P::Print), "In kết quả của các đơn vị", run!(listing::units_file))
        .about(Agency("ma")).params(listing::UNITS_FILE),
    Route::post("/co-quan/{ma}/don-vi/in", Needs(P::Print), "In các đơn vị đã chọn", run!(listing::units_file))
        .about(Agency("ma")),
    Route::get("/co-quan/{ma}/tien-do", Page, Needs(targets::PERMISSION), "Tiến độ thực hiện chỉ tiêu", run!(targets::pace))
        .about(Agency("ma")).params(window::FIELDS).menu(20, "Chỉ tiêu, tiến độ", "target-arrow").tab("Tiến độ"),
    Route::get("/co-quan/{ma}/giao-chi-tieu", Page, Needs(targets::PERMISSION), "Giao chỉ tiêu", run!(targets::cascade::page))
        .about(Agency("ma")).room(TARGETS).params(targets::cascade::FIELDS),
    Route::post("/co-quan/{ma}/giao-chi-tieu", Needs(targets::cascade::ASSIGN), "Giao, điều chỉnh chỉ tiêu", run!(targets::cascade::enter))
        .about(Agency("ma")).params(targets::cascade::FIELDS).body(targets::cascade::BODY),
    Route::get("/co-quan/{ma}/khen-thuong", Page, Needs(register::PERMISSION), "Kết quả khen thưởng", run!(register::awards))
        .about(Agency("ma")).params(register::FIELDS).menu(60, "Khen thưởng", "award").tab("Khen thưởng"),
    Route::get("/co-quan/{ma}/xep-loai", Page, Needs(rating::PERMISSION), "Xếp loại năm", run!(rating::page))
        .about(Agency("ma")).room(RATINGS).params(rating::FIELDS).tab("Xếp loại năm"),
    Route::post("/co-quan/{ma}/xep-loai", Needs(rating::WRITES), "Ghi xếp loại năm", run!(rating::enter))
        .about(Agency("ma")).params(rating::FIELDS).body(rating::BODY),
    Route::get("/xep-hang", Page, Needs(scoring::PERMISSION), "Xếp hạng theo số liệu", run!(scoring::ranking))
        .about(Agency("trong")).params(scoring::FIELDS).menu(30, "Xếp hạng", "trophy"),
    Route::get("/chat-luong-so-lieu", Page, Needs(quality::PERMISSION), "Chất lượng số liệu", run!(quality::list)).room(FIGURES)
        .params(quality::LIST),
    Route::get("/chat-luong-so-lieu/in", Download, Needs(P::Print), "In danh sách điểm cần xem", run!(quality::list_file)).params(quality::FILE),
    Route::post("/chat-luong-so-lieu/in", Needs(P::Print), "In các điểm đã chọn", run!(quality::list_file)),
    Route::get("/so-lieu/lich-su", Page, Needs(figures::PERMISSION), "Lịch sử số liệu", run!(figures::history)).room(FIGURES)
        .about(Figure("bang")).params(figures::HISTORY),
    Route::get("/van-ban", Page, Needs(document::PERMISSION), "Văn bản", run!(document::list))
        .params(document::LIST).menu(70, "Văn bản", "file-text"),
    Route::get("/van-ban/in", Download, Needs(P::Print), "In danh sách văn bản", run!(document::list_file)).params(document::FILE),
    Route::post("/van-ban/in", Needs(P::Print), "In các văn bản đã chọn", run!(document::list_file)),
    Route::get("/van-ban/{ma}", Page, Needs(document::PERMISSION), "Văn bản", run!(document::show))
        .about(Document("ma")),
    Route::get("/ca-nhan/{ma}", Page, Needs(people::PERMISSION), "Hồ sơ cá nhân", run!(people::show)).room(AGENCIES)
        .about(Person("ma")),
    Route::get("/ca-nhan/{ma}/so-lieu", Page, Needs(people::PERMISSION), "Số liệu của một người", run!(people::figures::show)).room(AGENCIES)
        .about(Person("ma")).params(people::figures::FIELDS),

    // Rows chosen in a list, whichever.
    Route::post("/danh-sach/chon", Needs(P::OwnAccount), "Giữ các dòng đã chọn", run!(listing::choose)),
];
