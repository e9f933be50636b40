//! The one table of routes: router, menu, OpenAPI document, authorisation matrix and
//! `docs/permissions.md` are made from it, so that none of them can say anything else.

use std::sync::Arc;

use thidua_domain::access::Permission as P;

use crate::ask::Ask;
use crate::problem::Problem;
use crate::{
    access, account, audit, closing, cluster, conduct, correction, document, draft, entry,
    exchange, figures, guide, health, home, import, initiative, listing, openapi, org, people,
    quality, rating, record, regime, register, report, restate, scoring, search, session, targets,
    window,
};

pub(crate) use crate::route::Outcome;
pub use crate::route::{About, Access, Entry, Kind, Method, Param, Route};

use About::{Agency, Document, Figure, Person, Record, User};
use Access::{Needs, Public, SignedIn};
use Kind::{Api, Download, Fragment, Page, System};

/// Menu places from here on stand under "Quản trị hệ thống".
pub(crate) const SYSTEM_FROM: u8 = 100;

/// Every route.
pub fn all() -> impl Iterator<Item = &'static Route> {
    ROUTES.iter()
}

/// Whether a path, as browsers write it, is a page's.
pub(crate) fn is_page(path: &str) -> bool {
    page_of(path).is_some()
}

/// The page of a path, as browsers write it.
pub(crate) fn page_of(path: &str) -> Option<&'static Route> {
    let fits = |pattern: &str| {
        let mut parts = path.split('/');
        let same = pattern.split('/').all(|wanted| {
            let part = parts.next();
            part.is_some_and(|part| part == wanted || (wanted.starts_with('{') && !part.is_empty()))
        });
        same && parts.next().is_none()
    };
    all().find(|route| route.method == Method::Get && route.kind == Page && fits(route.path))
}

/// What answers where the table has nothing.
pub(crate) static NOWHERE: Route = Route::get("-", Page, Public, "Không tìm thấy", |ask| {
    Box::pin(nowhere(ask))
});

async fn nowhere(_ask: Arc<Ask>) -> Outcome {
    Err(Problem::NotFound)
}

macro_rules! run {
    ($handler:path) => {
        |ask| Box::pin($handler(ask))
    };
}

/// Pages of the menu to which others belong.
const FIGURES: &str = "/co-quan/{ma}/so-lieu";
const TARGETS: &str = "/co-quan/{ma}/tien-do";
const AWARDS: &str = "/co-quan/{ma}/khen-thuong";
const AGENCIES: &str = "/co-quan";
const RATINGS: &str = "/xep-loai";
const IMPORT: &str = "/nhap-tu-tep";

const NAM: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};

#[rustfmt::skip]
static ROUTES: &[Route] = &[
    // For the operator.
    Route::get("/healthz", System, Public, "Dịch vụ đang chạy", run!(health::alive)),
    Route::get("/readyz", System, Public, "Dịch vụ làm việc được", run!(health::ready)),

    // Signing in, setting up.
    Route::get("/dang-nhap", Page, Public, "Đăng nhập", run!(session::form)),
    Route::post("/dang-nhap", Public, "Đăng nhập", run!(session::enter)),
    Route::post("/dang-xuat", SignedIn, "Đăng xuất", run!(session::leave)),
    Route::get("/thiet-lap-ban-dau", Page, Public, "Thiết lập ban đầu", run!(account::set_up_form)),
    Route::post("/thiet-lap-ban-dau", Public, "Thiết lập ban đầu", run!(account::set_up)),

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
    Route::get("/sang-kien/{ma}", Page, Needs(P::ViewCommon), "Sáng kiến", run!(initiative::show)),
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

    // Finding and learning.
    Route::get("/tim-kiem", Page, Needs(P::ViewCommon), "Tìm kiếm", run!(search::page)).params(search::FIELDS),
    Route::get("/tim-kiem/goi-y", Fragment, Needs(P::ViewCommon), "Gợi ý khi tìm kiếm", run!(search::suggest))
        .params(search::SUGGEST),
    Route::get("/huong-dan", Page, Public, "Hướng dẫn sử dụng", run!(guide::list)).menu(95, "Hướng dẫn", "help-circle"),
    Route::get("/huong-dan/{bai}", Page, Public, "Bài hướng dẫn", run!(guide::show)),

    // Records entered and changed.
    Route::get("/cum-khoi/{ma}", Page, Needs(cluster::PERMISSION), "Cụm, khối thi đua", run!(cluster::show))
        .params(&[NAM]),
    Route::get("/ca-nhan/{ma}/dieu-dong", Page, Needs(record::PERMISSION), "Điều động, chuyển công tác", run!(record::transfer_form)).room(AGENCIES)
        .about(Person("ma")),
    Route::post("/ca-nhan/{ma}/dieu-dong", Needs(record::PERMISSION), "Điều động, chuyển công tác", run!(record::transfer))
        .about(Person("ma")),
    Route::get("/du-lieu/{loai}", Page, Needs(record::PERMISSION), "Nội dung đã nhập", run!(record::list))
        .about(Agency("co-quan")).params(record::LIST),
    Route::get("/du-lieu/{loai}/them", Page, Needs(record::PERMISSION), "Thêm nội dung", run!(record::add_form))
        .about(Agency("co-quan")).params(record::START),
    Route::post("/du-lieu/{loai}/them", Needs(record::PERMISSION), "Thêm nội dung", run!(record::add))
        .about(Agency("co-quan")).params(record::START),
    Route::get("/du-lieu/{loai}/sua", Page, Needs(record::PERMISSION), "Sửa nội dung", run!(record::edit_form))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/sua", Needs(record::PERMISSION), "Sửa nội dung", run!(record::edit))
        .about(Record("khoa")).params(record::RECORD),
    Route::get("/du-lieu/{loai}/lich-su", Page, Needs(P::ViewCommon), "Lịch sử nội dung", run!(record::history))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/khoi-phuc", Needs(record::PERMISSION), "Khôi phục bản đã lưu", run!(record::restore))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/go-bo", Needs(record::PERMISSION), "Gỡ bỏ nội dung", run!(record::remove))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/hoan-tac", Needs(record::PERMISSION), "Hoàn tác lần lưu", run!(record::undo)),

    // Files and lists as work sessions.
    Route::get("/nhap-tu-tep", Page, Needs(import::PERMISSION), "Nhập từ tệp", run!(import::start))
        .params(import::START).menu(90, "Nhập từ tệp", "upload"),
    Route::post("/nhap-tu-tep", Needs(import::PERMISSION), "Tải tệp lên", run!(import::upload)).file(),
    Route::get("/nhap-nhieu-dong", Page, Needs(import::PERMISSION), "Nhập nhiều dòng", run!(import::lists)).room(IMPORT),
    Route::post("/nhap-nhieu-dong", Needs(import::PERMISSION), "Nhập nhiều dòng", run!(import::blank)),
    Route::get("/nhap-tu-tep/{phien}", Page, Needs(import::PERMISSION), "Lần nhập", run!(import::open)),
    Route::get("/nhap-tu-tep/{phien}/cot", Page, Needs(import::PERMISSION), "Chọn cột", run!(import::columns)),
    Route::post("/nhap-tu-tep/{phien}/cot", Needs(import::PERMISSION), "Chọn cột", run!(import::set_columns)).body(import::BODY),
    Route::get("/nhap-tu-tep/{phien}/hoi", Page, Needs(import::PERMISSION), "Hỏi từng dòng", run!(import::questions))
        .params(import::ASKS),
    Route::post("/nhap-tu-tep/{phien}/hoi", Needs(import::PERMISSION), "Trả lời về một dòng", run!(import::answer)),
    Route::get("/cach-doc-tep", Page, Needs(import::PERMISSION), "Cách đọc tệp đã giữ", run!(import::kept_list)).room(IMPORT)
        .params(import::KEPT),
    Route::get("/cach-doc-tep/{ma}", Page, Needs(import::PERMISSION), "Xem, sửa cách đọc tệp", run!(import::show_kept)).room(IMPORT),
    Route::post("/cach-doc-tep/{ma}", Needs(import::PERMISSION), "Sửa cách đọc tệp", run!(import::save_kept)).body(import::BODY),
    Route::post("/cach-doc-tep/{ma}/quen", Needs(import::PERMISSION), "Bỏ cách đọc tệp", run!(import::forget_kept)),
    Route::get("/nhap-tu-tep/{phien}/soat", Page, Needs(import::PERMISSION), "Kiểm tra các dòng", run!(import::rows))
        .params(import::ROWS),
    Route::post("/nhap-tu-tep/{phien}/o", Needs(import::PERMISSION), "Sửa ô", run!(import::mend)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/thay", Needs(import::PERMISSION), "Tìm và thay trong một cột", run!(import::replace)),
    Route::post("/nhap-tu-tep/{phien}/dong", Needs(import::PERMISSION), "Bỏ dòng, chọn dòng", run!(import::deed)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/dan", Needs(import::PERMISSION), "Dán từ Excel", run!(import::paste)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/them-dong", Needs(import::PERMISSION), "Thêm dòng trống", run!(import::grow)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/luu", Needs(import::PERMISSION), "Lưu các dòng", run!(import::commit)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/bo", Needs(import::PERMISSION), "Bỏ lần nhập", run!(import::discard)),
    Route::get("/trao-doi", Page, Needs(exchange::PERMISSION), "Trao đổi dữ liệu", run!(exchange::page))
        .params(exchange::FIELDS).menu(91, "Trao đổi dữ liệu", "arrows-exchange"),
    Route::post("/trao-doi/xuat", Needs(exchange::PERMISSION), "Xuất dữ liệu gửi nơi khác", run!(exchange::send)),
    Route::post("/trao-doi/nhan", Needs(exchange::PERMISSION), "Tải lên dữ liệu nơi khác gửi", run!(exchange::upload)).file(),
    Route::get("/trao-doi/nhan/{phien}", Page, Needs(exchange::PERMISSION), "Nhận dữ liệu", run!(exchange::received)),
    Route::post("/trao-doi/nhan/{phien}", Needs(exchange::PERMISSION), "Nhận dữ liệu vào hệ thống", run!(exchange::take)),
    Route::post("/trao-doi/so", Needs(exchange::PERMISSION), "Ghi số văn bản vào sổ trao đổi", run!(exchange::number)),
    Route::get("/trao-doi/bo-cuc", Page, Needs(exchange::PERMISSION), "Bố cục cho phần mềm khác", run!(exchange::layout::page))
        .params(exchange::layout::FIELDS),
    Route::post("/trao-doi/bo-cuc", Needs(exchange::PERMISSION), "Khai bố cục của cơ quan", run!(exchange::layout::add)),
    Route::get("/trao-doi/bo-cuc/tep", Download, Needs(exchange::PERMISSION), "Tệp theo bố cục", run!(exchange::layout::file))
        .about(Agency("co-quan")).params(exchange::layout::FILE),
    Route::get("/tai-mau/{loai}", Download, Needs(import::PERMISSION), "Tải mẫu", run!(import::template)),

    // Papers to keep.
    Route::get("/in/so-lieu/{ma}", Download, Needs(report::PERMISSION), "In biểu số liệu", run!(report::figures))
        .about(Agency("ma")).params(report::FIELDS),
    Route::get("/in/giao-chi-tieu/{ma}", Download, Needs(report::PERMISSION), "In phụ lục giao chỉ tiêu", run!(targets::cascade::annex))
        .about(Agency("ma")).params(targets::cascade::ANNEX),
    Route::get("/in/dinh-chinh/{ma}", Download, Needs(report::PERMISSION), "In công văn đính chính số liệu", run!(correction::paper))
        .about(Agency("ma")).params(correction::PAPER),
    Route::get("/in/phat-hanh/{ma}", Download, Needs(report::PERMISSION), "Tải văn bản đã phát hành", run!(correction::file))
        .about(Agency("ma")).params(correction::ISSUED_FILE),
    Route::get("/in/bao-cao-nam/{ma}", Download, Needs(report::PERMISSION), "In báo cáo kết quả công tác, thi đua", run!(report::annual))
        .about(Agency("ma")).params(report::FIELDS),

    // One's own account.
    Route::get("/tai-khoan", Page, Needs(P::OwnAccount), "Tài khoản của tôi", run!(account::own)),
    Route::get("/tai-khoan/mat-khau", Page, SignedIn, "Đổi mật khẩu", run!(account::password_form)),
    Route::post("/tai-khoan/mat-khau", SignedIn, "Đổi mật khẩu", run!(account::change_password)),
    Route::post("/tai-khoan/phien/ket-thuc", Needs(P::OwnAccount), "Kết thúc phiên làm việc", run!(account::end_session)),
    Route::post("/tai-khoan/phien/ket-thuc-khac", Needs(P::OwnAccount), "Kết thúc mọi phiên khác", run!(account::end_other_sessions)),
    Route::post("/tai-khoan/uy-quyen", Needs(P::OwnAccount), "Ủy quyền", run!(account::delegate)),
    Route::post("/tai-khoan/uy-quyen/ket-thuc", Needs(P::OwnAccount), "Kết thúc ủy quyền", run!(account::end_delegation)),
    Route::post(access::STOP, SignedIn, "Thôi xem như người dùng khác", run!(access::stop_seeing)),
    Route::post("/tai-khoan/ma-truy-cap", Needs(P::OwnAccount), "Thêm mã truy cập", run!(account::issue_token)),
    Route::post("/tai-khoan/ma-truy-cap/ket-thuc", Needs(P::OwnAccount), "Kết thúc mã truy cập", run!(account::end_token)),

    // Drafts.
    Route::get("/tai-khoan/ban-nhap", Page, Needs(P::OwnAccount), "Bản nháp của tôi", run!(draft::mine)),
    Route::get("/ban-nhap", Fragment, Needs(P::OwnAccount), "Đọc bản nháp", run!(draft::find)),
    Route::post("/ban-nhap", Needs(P::OwnAccount), "Lưu bản nháp", run!(draft::save)).body(draft::BODY),
    Route::post("/ban-nhap/bo", Needs(P::OwnAccount), "Bỏ bản nháp", run!(draft::discard)),

    // Administration.
    Route::get("/quan-tri/nguoi-dung", Page, Needs(P::ManageUsers), "Người dùng", run!(access::users))
        .params(access::LIST).menu(100, "Người dùng", "users-group"),
    Route::get("/quan-tri/nguoi-dung/in", Download, Needs(P::ManageUsers), "In danh sách người dùng", run!(access::users_file))
        .params(access::FILE),
    Route::post("/quan-tri/nguoi-dung/in", Needs(P::ManageUsers), "In những người dùng đã chọn", run!(access::users_file)),
    Route::post("/quan-tri/nguoi-dung", Needs(P::ManageUsers), "Thêm người dùng", run!(access::add)),
    Route::get("/quan-tri/nguoi-dung/{ten}", Page, Needs(P::ManageUsers), "Người dùng", run!(access::user))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/dat-lai", Needs(P::ManageUsers), "Đặt lại mật khẩu", run!(access::reset))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/ngung", Needs(P::ManageUsers), "Ngừng tài khoản", run!(access::disable))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/cho-dung", Needs(P::ManageUsers), "Cho dùng lại tài khoản", run!(access::enable))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/mo-khoa", Needs(P::ManageUsers), "Mở khóa đăng nhập", run!(access::unlock))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/vai-tro", Needs(P::ManageUsers), "Giao vai trò", run!(access::grant))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/vai-tro/thu-hoi", Needs(P::ManageUsers), "Thu hồi vai trò", run!(access::revoke))
        .about(User("ten")),
    Route::post("/quan-tri/nguoi-dung/{ten}/xem-nhu", Needs(P::ManageUsers), "Xem như người dùng này", run!(access::see_as))
        .about(User("ten")),
    Route::get("/quan-tri/moi-nguoi-dung", Page, Needs(P::ManageUsers), "Mời nhiều người dùng", run!(access::invitation))
        .about(Agency("co-quan")).params(access::INVITE),
    Route::post("/quan-tri/moi-nguoi-dung", Needs(P::ManageUsers), "Mời nhiều người dùng", run!(access::invite)),
    Route::get("/quan-tri/ra-soat", Page, Needs(P::ManageUsers), "Rà soát tài khoản, quyền", run!(access::review))
        .menu(103, "Rà soát tài khoản, quyền", "checklist"),
    Route::get("/quan-tri/ra-soat/bien-ban", Download, Needs(P::ManageUsers), "Biên bản rà soát tài khoản, quyền", run!(access::review_paper))
        .params(access::REVIEW),
    Route::post("/quan-tri/ra-soat/ngung", Needs(P::ManageUsers), "Ngừng tài khoản lâu không dùng", run!(access::disable_inactive)),
    Route::get("/quan-tri/nhat-ky", Page, Needs(P::ViewAudit), "Nhật ký hệ thống", run!(audit::list))
        .params(audit::FIELDS).menu(101, "Nhật ký hệ thống", "history"),
    Route::get("/quan-tri/nhat-ky/in", Download, Needs(P::ViewAudit), "In nhật ký hệ thống", run!(audit::list_file))
        .params(audit::FILE),
    Route::post("/quan-tri/nhat-ky/in", Needs(P::ViewAudit), "In các việc đã chọn", run!(audit::list_file)),

    // For programs: the same answers as `thidua show`.
    Route::get("/api/v1/balance", Api, Needs(figures::PERMISSION), "Số liệu của một kỳ", run!(figures::balance_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/pace", Api, Needs(targets::PERMISSION), "Tiến độ thực hiện chỉ tiêu", run!(targets::pace_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/compare", Api, Needs(figures::PERMISSION), "So với cùng kỳ năm trước", run!(figures::compare_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/quality", Api, Needs(quality::PERMISSION), "Điểm cần xem trong số liệu", run!(quality::api))
        .about(Agency("agency")).params(quality::API),
    Route::get("/api/v1/ranking", Api, Needs(scoring::PERMISSION), "Xếp hạng theo số liệu", run!(scoring::ranking_api))
        .about(Agency("block")).params(scoring::API),
    Route::get("/api/v1/awards", Api, Needs(register::PERMISSION), "Kết quả khen thưởng", run!(register::awards_api))
        .about(Agency("agency")).params(register::API),
    Route::get("/api/v1/agency", Api, Needs(org::PERMISSION), "Một cơ quan vào một ngày", run!(org::api))
        .about(Agency("agency")).params(org::API),
    Route::get("/api/v1/block", Api, Needs(cluster::PERMISSION), "Một cụm, khối trong một năm", run!(cluster::api))
        .params(cluster::API),
    Route::get("/api/v1/person", Api, Needs(people::PERMISSION), "Một cá nhân", run!(people::api))
        .about(Person("person")).params(people::API),
    Route::get("/api/v1/document", Api, Needs(document::PERMISSION), "Một văn bản", run!(document::api))
        .about(Document("code")).params(document::API),
    Route::push("/api/v1/bundle", Needs(exchange::PERMISSION), "Gửi bộ dữ liệu", run!(exchange::push)).params(exchange::API),
    Route::get("/api/v1/openapi.json", Api, SignedIn, "Mô tả giao diện cho phần mềm khác", run!(openapi::answer)),
];
