//! Pace that knows seasons, its back-test, the panels of honesty.

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::{Route, TARGETS};
use crate::{honesty, season, window};
use thidua_domain::access::Permission as P;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/co-quan/{ma}/nhip-mua-vu", Page, Needs(season::PERMISSION), "Nhịp mùa vụ, dự báo", run!(season::page))
        .about(Agency("ma")).room(TARGETS).params(window::FIELDS).tab_aside("Nhịp mùa vụ"),
    Route::get("/nhip-mua-vu/doi-chieu", Page, Needs(season::PERMISSION), "Đối chiếu dự báo với các năm trước", run!(season::tried))
        .room(TARGETS).params(season::TRIED),
    Route::get("/minh-bach", Page, Needs(honesty::PERMISSION), "Minh bạch thi đua, khen thưởng", run!(honesty::page))
        .params(honesty::FIELDS).menu(83, "Minh bạch", "scale"),
    Route::get("/minh-bach/tep", Download, Needs(P::Print), "Xuất các bảng minh bạch", run!(honesty::file)).params(honesty::FIELDS),
    Route::get("/api/v1/honesty", Api, Needs(honesty::PERMISSION), "Các bảng minh bạch của một năm", run!(honesty::api))
        .about(Agency("agency")).params(honesty::API),
    Route::get("/api/v1/forecast", Api, Needs(season::PERMISSION), "Nhịp mùa vụ, dự báo đến 30/9", run!(season::api))
        .about(Agency("agency")).params(window::API),
];
