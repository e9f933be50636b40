//! Notices of the reader's own account.

use thidua_domain::access::Permission as P;

use super::Access::Needs;
use super::Kind::Page;
use super::Route;
use crate::notice;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/thong-bao", Page, Needs(P::OwnAccount), "Thông báo", run!(notice::list)).params(notice::FIELDS),
    Route::post("/thong-bao", Needs(P::OwnAccount), "Đánh dấu thông báo, chọn cách nhận", run!(notice::act)),
];
