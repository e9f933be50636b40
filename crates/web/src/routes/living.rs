//! Reports one works on.

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{AGENCIES, Route};
use crate::living;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/co-quan/{ma}/bao-cao-soan", Page, Needs(living::PERMISSION), "Báo cáo đang soạn", run!(living::list)).room(AGENCIES)
        .about(Agency("ma")).tab_aside("Báo cáo đang soạn"),
    Route::post("/co-quan/{ma}/bao-cao-soan", Needs(living::WRITES), "Lập báo cáo để soạn", run!(living::begin)).about(Agency("ma")),
    Route::get("/co-quan/{ma}/bao-cao-soan/{so}", Page, Needs(living::PERMISSION), "Soạn báo cáo", run!(living::page)).room(AGENCIES)
        .about(Agency("ma")).params(living::FIELDS),
    Route::post("/co-quan/{ma}/bao-cao-soan/{so}", Needs(living::WRITES), "Viết, ẩn câu, lưu bản, phát hành báo cáo", run!(living::act))
        .about(Agency("ma")).params(living::FIELDS),
    Route::get("/co-quan/{ma}/bao-cao-soan/{so}/anh", Page, Needs(living::WRITES), "Chọn ảnh cho báo cáo", run!(living::picture::page)).room(AGENCIES)
        .about(Agency("ma")).params(living::picture::FIELDS),
    Route::post("/co-quan/{ma}/bao-cao-soan/{so}/anh", Needs(living::WRITES), "Đặt ảnh vào báo cáo", run!(living::picture::add))
        .about(Agency("ma")).params(living::picture::FIELDS).file(),
    Route::get("/co-quan/{ma}/bao-cao-soan/{so}/anh/{tep}", Download, Needs(living::PERMISSION), "Xem ảnh của báo cáo", run!(living::picture::file))
        .about(Agency("ma")),
    Route::get("/in/bao-cao-soan/{ma}/{so}", Download, Needs(living::PERMISSION), "In báo cáo đang soạn, phụ lục đính chính", run!(living::download))
        .about(Agency("ma")).params(living::FILE),
];
