//! The law as data: the rulebook, who may receive what, bonus, cancelling, the register for life.

use thidua_domain::access::Permission as P;

use super::About::{Agency, Person};
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{AGENCIES, AWARDS, RATINGS, RULES, Route};
use crate::law::{answers, bonus, candidates, eligibility, revoke, rules};
use crate::{people, rating, register};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    // Facts of the law: who was away, Party and mass organisations.
    Route::get("/vang-mat", Page, Needs(people::PERMISSION), "Nghỉ, biệt phái, đi học dài hạn", run!(people::absences::list)).room(AGENCIES)
        .params(people::absences::LIST),
    Route::get("/vang-mat/in", Download, Needs(P::Print), "In danh sách nghỉ, biệt phái, đi học", run!(people::absences::list_file))
        .params(people::absences::FILE),
    Route::post("/vang-mat/in", Needs(P::Print), "In các trường hợp đã chọn", run!(people::absences::list_file)),
    Route::get("/xep-loai-doan-the", Page, Needs(rating::organisations::PERMISSION), "Xếp loại tổ chức đảng, đoàn thể", run!(rating::organisations::list))
        .room(RATINGS).params(rating::organisations::LIST),
    Route::get("/xep-loai-doan-the/in", Download, Needs(P::Print), "In xếp loại tổ chức đảng, đoàn thể", run!(rating::organisations::list_file))
        .params(rating::organisations::FILE),
    Route::post("/xep-loai-doan-the/in", Needs(P::Print), "In các kết quả đã chọn", run!(rating::organisations::list_file)),

    // What is missing for an award, who of a unit may receive one, what people decide of a condition.
    Route::get("/ca-nhan/{ma}/dieu-kien", Page, Needs(eligibility::PERMISSION), "Điều kiện khen thưởng của cá nhân", run!(eligibility::person)).room(AWARDS)
        .about(Person("ma")).params(eligibility::FIELDS),
    Route::post("/ca-nhan/{ma}/dieu-kien", Needs(eligibility::ANSWERS), "Kết luận một điều kiện của cá nhân", run!(eligibility::answer_person))
        .about(Person("ma")).params(eligibility::FIELDS),
    Route::get("/co-quan/{ma}/dieu-kien", Page, Needs(eligibility::OF_COLLECTIVES), "Điều kiện khen thưởng của tập thể", run!(eligibility::collective)).room(AWARDS)
        .about(Agency("ma")).params(eligibility::FIELDS).tab_aside("Điều kiện"),
    Route::post("/co-quan/{ma}/dieu-kien", Needs(eligibility::ANSWERS), "Kết luận một điều kiện của tập thể", run!(eligibility::answer_collective))
        .about(Agency("ma")).params(eligibility::FIELDS),
    Route::get("/co-quan/{ma}/xet-thi-dua", Page, Needs(candidates::PERMISSION), "Ai đủ điều kiện", run!(candidates::show)).room(AWARDS)
        .about(Agency("ma")).params(candidates::FIELDS).tab_aside("Ai đủ điều kiện"),
    Route::get("/co-quan/{ma}/xet-thi-dua/in", Download, Needs(P::Print), "In danh sách xét", run!(candidates::file))
        .about(Agency("ma")).params(candidates::FILE),
    Route::post("/co-quan/{ma}/xet-thi-dua/in", Needs(P::Print), "In những người, tập thể đã chọn", run!(candidates::file))
        .about(Agency("ma")).params(candidates::FILE),
    Route::get("/co-quan/{ma}/xet-thi-dua/ket-luan", Page, Needs(eligibility::ANSWERS), "Kết luận một điều kiện cho nhiều người", run!(answers::show)).room(AWARDS)
        .about(Agency("ma")).params(answers::FIELDS),
    Route::post("/co-quan/{ma}/xet-thi-dua/ket-luan", Needs(eligibility::ANSWERS), "Ghi kết luận cho nhiều người", run!(answers::store))
        .about(Agency("ma")).params(answers::FIELDS).body(answers::BODY),

    // The register for life.
    Route::get("/ca-nhan/{ma}/khen-thuong-ca-doi", Page, Needs(people::PERMISSION), "Khen thưởng cả đời", run!(register::life::person)).room(AGENCIES)
        .about(Person("ma")),
    Route::get("/ca-nhan/{ma}/khen-thuong-ca-doi/in", Download, Needs(people::PERMISSION), "In bảng tổng hợp thành tích khen thưởng", run!(register::life::file))
        .about(Person("ma")).params(register::life::FILE),
    Route::get("/co-quan/{ma}/truyen-thong-khen-thuong", Page, Needs(register::PERMISSION), "Truyền thống khen thưởng", run!(register::life::collective)).room(AWARDS)
        .about(Agency("ma")).tab_aside("Truyền thống"),
    Route::get("/co-quan/{ma}/truyen-thong-khen-thuong/in", Download, Needs(P::Print), "In bảng tổng hợp thành tích khen thưởng của tập thể", run!(register::life::file))
        .about(Agency("ma")).params(register::life::FILE),

    // Bonus money; cancelled decisions of award and what rested on them.
    Route::get("/tien-thuong", Page, Needs(bonus::PERMISSION), "Mức tiền thưởng", run!(bonus::rate)).room(AWARDS)
        .params(bonus::FIELDS),
    Route::get("/co-quan/{ma}/tien-thuong", Page, Needs(bonus::OF_AGENCY), "Tiền thưởng", run!(bonus::list)).room(AWARDS)
        .about(Agency("ma")).params(bonus::LIST).tab_aside("Tiền thưởng"),
    Route::get("/co-quan/{ma}/tien-thuong/in", Download, Needs(P::Print), "In danh sách chi tiền thưởng", run!(bonus::list_file))
        .about(Agency("ma")).params(bonus::FILE),
    Route::post("/co-quan/{ma}/tien-thuong/in", Needs(P::Print), "In danh sách chi tiền thưởng của các dòng đã chọn", run!(bonus::list_file))
        .about(Agency("ma")).params(bonus::FILE),
    Route::get("/khen-thuong/huy-bo", Page, Needs(revoke::PERMISSION), "Hủy bỏ quyết định khen thưởng", run!(revoke::page)).room(AWARDS)
        .params(revoke::FIELDS),
    Route::post("/khen-thuong/huy-bo", Needs(revoke::WRITES), "Hủy bỏ, phục hồi khen thưởng, ghi kết quả thu hồi", run!(revoke::act))
        .params(revoke::FIELDS),
    Route::get("/khen-thuong/can-xem-lai", Page, Needs(revoke::PERMISSION), "Khen thưởng cần xem lại", run!(revoke::reviews)).room(AWARDS)
        .params(revoke::LIST),
    Route::post("/khen-thuong/can-xem-lai", Needs(revoke::WRITES), "Kết luận khen thưởng cần xem lại", run!(revoke::conclude))
        .params(revoke::LIST),

    // The rulebook and its changes.
    Route::get("/quy-dinh", Page, Needs(rules::READ), "Quy định khen thưởng", run!(rules::index))
        .params(rules::INDEX).menu(65, "Quy định khen thưởng", "scale"),
    Route::get("/quy-dinh/dieu-kien/{ma}", Page, Needs(rules::READ), "Điều kiện của quy định", run!(rules::condition)).room(RULES)
        .params(rules::ON),
    Route::get("/quy-dinh/tham-so/{ma}", Page, Needs(rules::READ), "Mức, tỷ lệ, thời hạn của quy định", run!(rules::parameter)).room(RULES),
    Route::get("/quy-dinh/van-ban/{ma}", Page, Needs(rules::READ), "Văn bản của quy định", run!(rules::text)).room(RULES),
    Route::get("/quy-dinh/thay-doi", Page, Needs(rules::READ), "Thay đổi quy định", run!(rules::changes::list)).room(RULES),
    Route::get("/quy-dinh/thay-doi/{ma}", Page, Needs(rules::READ), "Một thay đổi quy định", run!(rules::changes::one)).room(RULES)
        .params(rules::changes::FIELDS),
    Route::post("/quy-dinh/thay-doi/{ma}", Needs(rules::READ), "Duyệt, không duyệt, rút thay đổi quy định", run!(rules::changes::answer)),
    Route::get("/quy-dinh/de-xuat", Page, Needs(rules::PROPOSE), "Đề xuất thay đổi quy định", run!(rules::changes::form)).room(RULES)
        .params(rules::changes::FORM),
    Route::post("/quy-dinh/de-xuat", Needs(rules::PROPOSE), "Xem trước, đề xuất thay đổi quy định", run!(rules::changes::send)),
    Route::get("/quy-dinh/{khen_thuong}", Page, Needs(rules::READ), "Quy định xét một danh hiệu, hình thức", run!(rules::award)).room(RULES)
        .params(rules::AWARD),
];
