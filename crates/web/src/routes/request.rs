//! Requests for reports: asked, answered, taken together.

use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::Route;
use crate::{request, schedule};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/yeu-cau-bao-cao", Page, Needs(request::PERMISSION), "Yêu cầu báo cáo", run!(request::list))
        .params(request::LIST).menu(72, "Yêu cầu báo cáo", "checklist"),
    Route::get("/yeu-cau-bao-cao/moi", Page, Needs(request::WRITES), "Lập yêu cầu báo cáo", run!(request::new))
        .room(REQUESTS).params(request::NEW),
    Route::post("/yeu-cau-bao-cao/moi", Needs(request::WRITES), "Gửi yêu cầu báo cáo", run!(request::create)).body(request::BODY),
    Route::get("/yeu-cau-bao-cao/{ma}", Page, Needs(request::PERMISSION), "Tổng hợp yêu cầu báo cáo", run!(request::show)).room(REQUESTS),
    Route::post("/yeu-cau-bao-cao/{ma}", Needs(request::WRITES), "Đổi hạn, đóng, hủy yêu cầu báo cáo; trả lại báo cáo", run!(request::act)).body(request::BODY),
    Route::get("/yeu-cau-bao-cao/{ma}/don-vi/{co_quan}", Page, Needs(request::PERMISSION), "Báo cáo theo yêu cầu", run!(request::form))
        .room(REQUESTS).params(request::FORM),
    Route::post("/yeu-cau-bao-cao/{ma}/don-vi/{co_quan}", Needs(request::WRITES), "Lưu, gửi báo cáo theo yêu cầu", run!(request::write)).body(request::BODY),
    Route::get("/yeu-cau-bao-cao/{ma}/in", Download, Needs(request::PERMISSION), "In bản tổng hợp yêu cầu báo cáo", run!(request::paper))
        .params(request::PAPER),
    Route::get("/api/v1/requests", Api, Needs(request::PERMISSION), "Các yêu cầu báo cáo", run!(request::list_api)).params(request::LIST_API),
    Route::get("/api/v1/request", Api, Needs(request::PERMISSION), "Tổng hợp một yêu cầu báo cáo", run!(request::api)).params(request::API),
    Route::get("/bao-cao-dinh-ky", Page, Needs(schedule::PERMISSION), "Báo cáo định kỳ", run!(schedule::list)).room(REQUESTS),
    Route::post("/bao-cao-dinh-ky", Needs(schedule::WRITES), "Lập, thôi báo cáo định kỳ", run!(schedule::act)),
];

/// The page of the menu to which the others belong.
const REQUESTS: &str = "/yeu-cau-bao-cao";
