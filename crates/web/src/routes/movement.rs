//! Movements and what belongs to them.

use thidua_domain::access::Permission as P;

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{DEEDS, REGISTRATIONS, Route};
use crate::{contribution, deed, movement, registration};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/phong-trao", Page, Needs(movement::PERMISSION), "Phong trào thi đua", run!(movement::list))
        .params(movement::LIST).menu(44, "Phong trào thi đua", "flag"),
    Route::get("/phong-trao/in", Download, Needs(P::Print), "In danh sách phong trào", run!(movement::list_file)).params(movement::FILE),
    Route::post("/phong-trao/in", Needs(P::Print), "In các phong trào đã chọn", run!(movement::list_file)),
    Route::get("/phong-trao/{ma}", Page, Needs(movement::PERMISSION), "Phong trào thi đua", run!(movement::show)),
    Route::get("/phong-trao/{ma}/huong-ung", Page, Needs(movement::PERMISSION), "Đơn vị đã ban hành kế hoạch", run!(movement::units))
        .params(movement::UNITS),
    Route::post("/phong-trao/{ma}/huong-ung", Needs(movement::WRITES), "Ghi việc hưởng ứng của đơn vị", run!(movement::respond))
        .params(movement::UNITS),

    // Activities, contributions, exemplars, events, sentences, ranks.
    Route::get("/hoat-dong", Page, Needs(deed::PERMISSION), "Hoạt động", run!(deed::list))
        .params(deed::LIST).menu(45, "Hoạt động, đóng góp", "heart-handshake"),
    Route::get("/hoat-dong/in", Download, Needs(P::Print), "In danh sách hoạt động", run!(deed::list_file)).params(deed::FILE),
    Route::post("/hoat-dong/in", Needs(P::Print), "In các hoạt động đã chọn", run!(deed::list_file)),
    Route::get("/dong-gop", Page, Needs(deed::PERMISSION), "Đóng góp xã hội", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/dong-gop/in", Download, Needs(P::Print), "In danh sách đóng góp", run!(deed::list_file)).params(deed::FILE),
    Route::post("/dong-gop/in", Needs(P::Print), "In các khoản đóng góp đã chọn", run!(deed::list_file)),
    Route::get("/dien-hinh", Page, Needs(deed::PERMISSION), "Điển hình tiên tiến", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/dien-hinh/in", Download, Needs(P::Print), "In danh sách điển hình", run!(deed::list_file)).params(deed::FILE),
    Route::post("/dien-hinh/in", Needs(P::Print), "In các điển hình đã chọn", run!(deed::list_file)),
    Route::get("/su-kien", Page, Needs(deed::PERMISSION), "Sự kiện", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/su-kien/in", Download, Needs(P::Print), "In danh sách sự kiện", run!(deed::list_file)).params(deed::FILE),
    Route::post("/su-kien/in", Needs(P::Print), "In các sự kiện đã chọn", run!(deed::list_file)),
    Route::get("/noi-dung", Page, Needs(deed::PERMISSION), "Nội dung báo cáo", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/noi-dung/in", Download, Needs(P::Print), "In nội dung báo cáo", run!(deed::list_file)).params(deed::FILE),
    Route::post("/noi-dung/in", Needs(P::Print), "In các câu đã chọn", run!(deed::list_file)),
    Route::get("/ket-qua-xep-hang", Page, Needs(deed::RANKS), "Kết quả xếp hạng", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/ket-qua-xep-hang/in", Download, Needs(P::Print), "In kết quả xếp hạng", run!(deed::list_file)).params(deed::FILE),
    Route::post("/ket-qua-xep-hang/in", Needs(P::Print), "In các kết quả đã chọn", run!(deed::list_file)),
    Route::get("/co-quan/{ma}/dong-gop", Page, Needs(contribution::PERMISSION), "Đóng góp xã hội", run!(contribution::page)).room(DEEDS)
        .about(Agency("ma")).params(contribution::FIELDS).tab_aside("Đóng góp"),

    // Registration.
    Route::get("/dang-ky", Page, Needs(registration::PERMISSION), "Đăng ký thi đua", run!(registration::list))
        .params(registration::LIST).menu(46, "Đăng ký thi đua", "clipboard-list"),
    Route::get("/dang-ky/in", Download, Needs(P::Print), "In danh sách đăng ký", run!(registration::list_file)).params(registration::FILE),
    Route::post("/dang-ky/in", Needs(P::Print), "In các đăng ký đã chọn", run!(registration::list_file)),
    Route::get("/dang-ky/cua-toi", Page, Needs(P::OwnAccount), "Đăng ký thi đua của tôi", run!(registration::own)).params(registration::FIELDS),
    Route::post("/dang-ky/cua-toi", Needs(P::OwnAccount), "Gửi đăng ký thi đua", run!(registration::send)).params(registration::FIELDS),
    Route::post("/dang-ky/rut", Needs(P::OwnAccount), "Rút đăng ký thi đua", run!(registration::withdraw)),
    Route::get("/co-quan/{ma}/dang-ky", Page, Needs(registration::PERMISSION), "Đăng ký thi đua và kết quả", run!(registration::unit)).room(REGISTRATIONS)
        .about(Agency("ma")).params(registration::FIELDS).tab_aside("Đăng ký thi đua"),
    Route::post("/co-quan/{ma}/dang-ky", Needs(P::LoadData), "Ghi nhận, trả lại đăng ký", run!(registration::answer))
        .about(Agency("ma")).params(registration::FIELDS),
];
