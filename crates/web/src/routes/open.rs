//! For the operator; signing in, setting up.

use super::Access::{Public, SignedIn};
use super::Kind::{Page, System};
use super::Route;
use crate::{account, health, session};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    // For the operator.
    Route::get("/healthz", System, Public, "Dịch vụ đang chạy", run!(health::alive)),
    Route::get("/readyz", System, Public, "Dịch vụ làm việc được", run!(health::ready)),

    // Signing in, setting up.
    Route::get("/dang-nhap", Page, Public, "Đăng nhập", run!(session::form)),
    Route::post("/dang-nhap", Public, "Đăng nhập", run!(session::enter)),
    Route::post("/dang-xuat", SignedIn, "Đăng xuất", run!(session::leave)),
    Route::get("/thiet-lap-ban-dau", Page, Public, "Thiết lập ban đầu", run!(account::set_up_form)),
    Route::post("/thiet-lap-ban-dau", Public, "Thiết lập ban đầu", run!(account::set_up)),
];
