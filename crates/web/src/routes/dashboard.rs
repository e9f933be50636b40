//! Dashboards.

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::Route;
use crate::dashboard;
use thidua_domain::access::Permission as P;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/tong-quan", Page, Needs(dashboard::PERMISSION), "Tổng quan", run!(dashboard::show))
        .params(dashboard::FIELDS).menu(1, "Tổng quan", "chart-bar"),
    Route::get("/tong-quan/man-hinh", Page, Needs(dashboard::PERMISSION), "Màn hình lớn của tổng quan", run!(dashboard::wall))
        .params(dashboard::FIELDS),
    Route::get("/in/tong-quan", Download, Needs(P::Print), "In bảng tổng quan", run!(dashboard::file)).params(dashboard::FILE),
    Route::get("/api/v1/dashboard", Api, Needs(dashboard::PERMISSION), "Tổng quan của một cơ quan", run!(dashboard::api))
        .about(Agency("agency")).params(dashboard::API),
];
