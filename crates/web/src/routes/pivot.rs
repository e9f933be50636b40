//! Pivot tables, and the map of provinces.

use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::Route;
use crate::{map, pivot};
use thidua_domain::access::Permission as P;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/bang-cheo", Page, Needs(pivot::PERMISSION), "Bảng chéo", run!(pivot::page))
        .params(pivot::FIELDS).menu(64, "Bảng chéo", "table"),
    Route::get("/bang-cheo/in", Download, Needs(P::Print), "In, xuất bảng chéo", run!(pivot::file))
        .params(pivot::FILE),
    Route::get("/api/v1/pivot", Api, Needs(pivot::PERMISSION), "Bảng chéo khen thưởng, đóng góp, hoạt động", run!(pivot::api))
        .params(pivot::API),
    Route::get("/ban-do", Page, Needs(map::PERMISSION), "Bản đồ tỉnh, thành phố", run!(map::page))
        .params(map::FIELDS).menu(31, "Bản đồ", "map-pin"),
    Route::get("/ban-do/in", Download, Needs(P::Print), "Xuất bản đồ ra Excel", run!(map::file)).params(map::FIELDS),
    Route::get("/api/v1/map", Api, Needs(map::PERMISSION), "Số liệu của từng tỉnh, thành phố", run!(map::api)).params(map::API),
];
