//! Registration: everyone's own, a unit's year, its consolidation, what it came to.

use thidua_domain::access::Permission as P;

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{REGISTRATIONS, Route};
use crate::registration::{self, together};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/dang-ky", Page, Needs(registration::PERMISSION), "Đăng ký thi đua", run!(registration::list))
        .params(registration::LIST).menu(46, "Đăng ký thi đua", "clipboard-list"),
    Route::get("/dang-ky/in", Download, Needs(P::Print), "In danh sách đăng ký", run!(registration::list_file)).params(registration::FILE),
    Route::post("/dang-ky/in", Needs(P::Print), "In các đăng ký đã chọn", run!(registration::list_file)),
    Route::get("/dang-ky/cua-toi", Page, Needs(P::OwnAccount), "Đăng ký thi đua của tôi", run!(registration::own)).params(registration::OWN_FIELDS),
    Route::post("/dang-ky/cua-toi", Needs(P::OwnAccount), "Gửi đăng ký thi đua", run!(registration::send)).params(registration::FIELDS),
    Route::post("/dang-ky/rut", Needs(P::OwnAccount), "Rút đăng ký thi đua", run!(registration::withdraw)),
    Route::get("/co-quan/{ma}/dang-ky", Page, Needs(registration::PERMISSION), "Đăng ký thi đua và kết quả", run!(registration::unit)).room(REGISTRATIONS)
        .about(Agency("ma")).params(registration::FIELDS).tab_aside("Đăng ký thi đua"),
    Route::post("/co-quan/{ma}/dang-ky", Needs(P::LoadData), "Ghi nhận, trả lại đăng ký", run!(registration::answer))
        .about(Agency("ma")).params(registration::FIELDS),
    Route::get("/co-quan/{ma}/dang-ky/them", Page, Needs(P::LoadData), "Đăng ký cho nhiều người", run!(together::many)).room(REGISTRATIONS)
        .about(Agency("ma")).params(together::MANY),
    Route::post("/co-quan/{ma}/dang-ky/them", Needs(P::LoadData), "Ghi đăng ký cho nhiều người", run!(together::register))
        .about(Agency("ma")).params(together::MANY),
    Route::get("/co-quan/{ma}/dang-ky/tong-hop", Page, Needs(registration::PERMISSION), "Tổng hợp đăng ký thi đua", run!(together::consolidation))
        .room(REGISTRATIONS).about(Agency("ma")).params(together::FIELDS),
    Route::post("/co-quan/{ma}/dang-ky/tong-hop", Needs(P::LoadData), "Gửi bản tổng hợp đăng ký lên cấp trên, rút lại", run!(together::send))
        .about(Agency("ma")).params(together::FIELDS),
    Route::post("/co-quan/{ma}/dang-ky/don-vi", Needs(P::LoadData), "Tiếp nhận, trả lại bản tổng hợp của đơn vị trực thuộc", run!(together::receive))
        .about(Agency("ma")).params(together::FIELDS),
    Route::post("/co-quan/{ma}/dang-ky/han", Needs(P::LoadData), "Đặt hạn gửi tổng hợp đăng ký", run!(together::deadline))
        .about(Agency("ma")).params(together::FIELDS),
    Route::get("/co-quan/{ma}/dang-ky/ket-qua", Page, Needs(registration::PERMISSION), "Đăng ký so với kết quả", run!(together::compared)).room(REGISTRATIONS)
        .about(Agency("ma")).params(together::COMPARED),
    Route::get("/co-quan/{ma}/dang-ky/in", Download, Needs(P::Print), "In bản đăng ký thi đua", run!(together::paper))
        .about(Agency("ma")).params(together::PAPER),
];
