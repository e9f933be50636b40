//! One's own account, drafts, administration.

use thidua_domain::access::Permission as P;

use super::About::{Agency, User};
use super::Access::{Needs, SignedIn};
use super::Kind::{Download, Fragment, Page};
use super::Route;
use crate::{access, account, audit, draft};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
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
];
