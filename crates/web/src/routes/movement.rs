//! Movements and what belongs to them.

use thidua_domain::access::Permission as P;

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{DEEDS, Route};
use crate::{activity, contribution, deed, event, follow, movement};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/phong-trao", Page, Needs(movement::PERMISSION), "Phong trào thi đua", run!(movement::list))
        .params(movement::LIST).menu(44, "Phong trào thi đua", "flag"),
    Route::get("/phong-trao/in", Download, Needs(P::Print), "In danh sách phong trào", run!(movement::list_file)).params(movement::FILE),
    Route::post("/phong-trao/in", Needs(P::Print), "In các phong trào đã chọn", run!(movement::list_file)),
    Route::get("/phong-trao/moi", Page, Needs(movement::WRITES), "Soạn phong trào mới", run!(movement::new::page)).params(movement::new::FIELDS),
    Route::post("/phong-trao/moi", Needs(movement::WRITES), "Soạn phong trào mới", run!(movement::new::make)).params(movement::new::FIELDS),
    Route::get("/phong-trao/{ma}/phat-dong", Page, Needs(movement::WRITES), "Phát động đến đơn vị", run!(movement::launch::page)),
    Route::post("/phong-trao/{ma}/phat-dong", Needs(movement::WRITES), "Phát động đến đơn vị", run!(movement::launch::send)),
    Route::get("/phong-trao/{ma}/dien-bien", Page, Needs(movement::PERMISSION), "Diễn biến phong trào", run!(movement::step::page))
        .params(movement::step::FIELDS),
    Route::post("/phong-trao/{ma}/dien-bien", Needs(movement::WRITES), "Điều chỉnh, tạm dừng, kết thúc phong trào", run!(movement::step::send))
        .params(movement::step::FIELDS),
    Route::get("/phong-trao/{ma}/don-vi/{co_quan}", Page, Needs(movement::PERMISSION), "Phong trào tại đơn vị", run!(movement::unit::page)),
    Route::post("/phong-trao/{ma}/don-vi/{co_quan}", Needs(movement::WRITES), "Ghi kế hoạch của đơn vị", run!(movement::unit::send)),
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
    Route::get("/su-kien", Page, Needs(deed::PERMISSION), "Sự kiện", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/su-kien/in", Download, Needs(P::Print), "In danh sách sự kiện", run!(deed::list_file)).params(deed::FILE),
    Route::post("/su-kien/in", Needs(P::Print), "In các sự kiện đã chọn", run!(deed::list_file)),
    Route::get("/su-kien/{ma}", Page, Needs(event::PERMISSION), "Sự kiện", run!(event::show)).room(DEEDS),
    Route::get("/noi-dung/theo-doi", Page, Needs(follow::PERMISSION), "Hạn chế, giải pháp đang theo dõi", run!(follow::page)).room(DEEDS)
        .params(follow::FIELDS),
    Route::get("/noi-dung/muc", Page, Needs(P::OwnAccount), "Một hạn chế, giải pháp", run!(follow::item)).room(DEEDS).params(follow::ITEM),
    Route::post("/noi-dung/muc", Needs(P::OwnAccount), "Ghi tiến độ hạn chế, giải pháp", run!(follow::progress)).params(follow::ITEM),
    Route::get("/noi-dung", Page, Needs(deed::PERMISSION), "Nội dung báo cáo", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/noi-dung/in", Download, Needs(P::Print), "In nội dung báo cáo", run!(deed::list_file)).params(deed::FILE),
    Route::post("/noi-dung/in", Needs(P::Print), "In các câu đã chọn", run!(deed::list_file)),
    Route::get("/ket-qua-xep-hang", Page, Needs(deed::RANKS), "Kết quả xếp hạng", run!(deed::list)).room(DEEDS).params(deed::LIST),
    Route::get("/ket-qua-xep-hang/in", Download, Needs(P::Print), "In kết quả xếp hạng", run!(deed::list_file)).params(deed::FILE),
    Route::post("/ket-qua-xep-hang/in", Needs(P::Print), "In các kết quả đã chọn", run!(deed::list_file)),
    Route::get("/co-quan/{ma}/dong-gop", Page, Needs(contribution::PERMISSION), "Đóng góp xã hội", run!(contribution::page)).room(DEEDS)
        .about(Agency("ma")).params(contribution::FIELDS).tab_aside("Đóng góp"),
    Route::get("/co-quan/{ma}/hoat-dong", Page, Needs(activity::PERMISSION), "Hoạt động theo loại", run!(activity::page)).room(DEEDS)
        .about(Agency("ma")).params(activity::FIELDS).tab_aside("Hoạt động"),

];
