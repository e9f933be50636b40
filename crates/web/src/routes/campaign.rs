//! Peak campaigns, and the standing of units under movements.

use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::Route;
use crate::campaign;
use thidua_domain::access::Permission as P;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/dot-cao-diem", Page, Needs(campaign::PERMISSION), "Đợt cao điểm", run!(campaign::list))
        .params(campaign::LIST).menu(44, "Đợt cao điểm", "target-arrow"),
    Route::get("/dot-cao-diem/{ma}", Page, Needs(campaign::PERMISSION), "Đợt cao điểm", run!(campaign::show))
        .params(campaign::SHOW),
    Route::get("/dot-cao-diem/{ma}/man-hinh", Page, Needs(campaign::PERMISSION), "Màn hình lớn của đợt cao điểm", run!(campaign::wall))
        .params(campaign::SHOW),
    Route::get("/dot-cao-diem/{ma}/bao-cao", Download, Needs(P::Print), "In báo cáo đợt cao điểm", run!(campaign::paper))
        .params(campaign::PAPER),
    Route::get("/dot-cao-diem/{ma}/nhap", Page, Needs(campaign::WRITES), "Nhập số liệu ngày", run!(campaign::entry))
        .params(campaign::ENTRY),
    Route::post("/dot-cao-diem/{ma}/nhap", Needs(campaign::WRITES), "Ghi số liệu ngày của đợt cao điểm", run!(campaign::enter))
        .params(campaign::ENTRY),
    Route::get("/phong-trao/{ma}/ket-qua", Page, Needs(campaign::PERMISSION), "Kết quả của từng đơn vị", run!(campaign::standing))
        .params(campaign::STANDING),
    Route::get("/phong-trao/{ma}/ket-qua/in", Download, Needs(P::Print), "In kết quả của từng đơn vị", run!(campaign::standing_file))
        .params(campaign::STANDING_FILE),
    Route::get("/api/v1/campaigns", Api, Needs(campaign::PERMISSION), "Các đợt cao điểm", run!(campaign::list_api)).params(campaign::LIST_API),
    Route::get("/api/v1/campaign", Api, Needs(campaign::PERMISSION), "Một đợt cao điểm", run!(campaign::api)).params(campaign::API),
    Route::get("/api/v1/standing", Api, Needs(campaign::PERMISSION), "Kết quả của từng đơn vị trong phong trào", run!(campaign::standing_api))
        .params(campaign::STANDING_API),
];
