//! The calendar of the emulation year; what units owe a movement.

use super::Access::Needs;
use super::Kind::{Download, Page};
use super::Route;
use crate::{calendar, compliance};
use thidua_domain::access::Permission as P;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/lich-thi-dua", Page, Needs(calendar::PERMISSION), "Lịch thi đua", run!(calendar::show))
        .params(calendar::FIELDS).menu(43, "Lịch thi đua", "calendar-event"),
    Route::get("/lich-thi-dua/tep", Download, Needs(calendar::PERMISSION), "Tải lịch thi đua về máy", run!(calendar::file))
        .params(calendar::FIELDS),
    Route::get("/phong-trao/{ma}/van-ban-phai-nop", Page, Needs(compliance::PERMISSION), "Văn bản đơn vị phải nộp", run!(compliance::show))
        .params(compliance::FIELDS),
    Route::post("/phong-trao/{ma}/van-ban-phai-nop", Needs(compliance::WRITES), "Nộp văn bản của phong trào", run!(compliance::hand_in))
        .params(compliance::FIELDS),
    Route::get("/phong-trao/{ma}/van-ban-phai-nop/tep", Download, Needs(P::Print), "In văn bản đơn vị phải nộp", run!(compliance::file))
        .params(compliance::FILE),
];
