//! For programs: the same answers as `thidua show`.

use super::About::{Agency, Document, Person};
use super::Access::{Needs, SignedIn};
use super::Kind::Api;
use super::Route;
use crate::{
    cluster, contribution, deed, document, exchange, figures, initiative, law, movement, openapi,
    org, people, quality, register, registration, scoring, targets, window,
};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    // For programs: the same answers as `thidua show`.
    Route::get("/api/v1/balance", Api, Needs(figures::PERMISSION), "Số liệu của một kỳ", run!(figures::balance_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/pace", Api, Needs(targets::PERMISSION), "Tiến độ thực hiện chỉ tiêu", run!(targets::pace_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/compare", Api, Needs(figures::PERMISSION), "So với cùng kỳ năm trước", run!(figures::compare_api))
        .about(Agency("agency")).params(window::API),
    Route::get("/api/v1/quality", Api, Needs(quality::PERMISSION), "Điểm cần xem trong số liệu", run!(quality::api))
        .about(Agency("agency")).params(quality::API),
    Route::get("/api/v1/ranking", Api, Needs(scoring::PERMISSION), "Xếp hạng theo số liệu", run!(scoring::ranking_api))
        .about(Agency("block")).params(scoring::API),
    Route::get("/api/v1/awards", Api, Needs(register::PERMISSION), "Kết quả khen thưởng", run!(register::awards_api))
        .about(Agency("agency")).params(register::API),
    Route::get("/api/v1/life-register", Api, Needs(people::PERMISSION), "Khen thưởng cả đời của cá nhân, tập thể", run!(register::life::api))
        .about(Person("subject")).params(register::life::API),
    Route::get("/api/v1/bonus", Api, Needs(crate::law::bonus::PERMISSION), "Mức tiền thưởng của một danh hiệu, hình thức", run!(crate::law::bonus::api))
        .params(crate::law::bonus::API),
    Route::get("/api/v1/eligibility", Api, Needs(law::api::PERMISSION), "Điều kiện khen thưởng", run!(law::api::show))
        .about(Person("subject")).params(law::api::FIELDS),
    Route::get("/api/v1/rules", Api, Needs(law::rules::READ), "Quy định xét khen thưởng của một ngày", run!(law::rules::api))
        .params(law::rules::API),
    Route::get("/api/v1/contributions", Api, Needs(contribution::PERMISSION), "Đóng góp xã hội", run!(contribution::api))
        .about(Agency("agency")).params(deed::API),
    Route::get("/api/v1/activities", Api, Needs(deed::PERMISSION), "Hoạt động", run!(deed::activities_api))
        .about(Agency("agency")).params(deed::API),
    Route::get("/api/v1/exemplars", Api, Needs(deed::PERMISSION), "Điển hình tiên tiến", run!(deed::exemplars_api))
        .about(Agency("agency")).params(deed::API),
    Route::get("/api/v1/notes", Api, Needs(deed::PERMISSION), "Nội dung báo cáo", run!(deed::notes_api))
        .about(Agency("agency")).params(deed::API),
    Route::get("/api/v1/ranks", Api, Needs(deed::RANKS), "Kết quả xếp hạng", run!(deed::ranks_api))
        .about(Agency("agency")).params(deed::API),
    Route::get("/api/v1/events", Api, Needs(deed::PERMISSION), "Sự kiện", run!(deed::events_api))
        .about(Agency("agency")).params(deed::EVENTS_API),
    Route::get("/api/v1/registrations", Api, Needs(registration::PERMISSION), "Đăng ký thi đua và kết quả", run!(registration::api))
        .about(Agency("agency")).params(registration::API),
    Route::get("/api/v1/initiatives", Api, Needs(initiative::PERMISSION), "Sáng kiến và những sáng kiến giống nhau", run!(initiative::api))
        .about(Agency("agency")).params(initiative::API),
    Route::get("/api/v1/agency", Api, Needs(org::PERMISSION), "Một cơ quan vào một ngày", run!(org::api))
        .about(Agency("agency")).params(org::API),
    Route::get("/api/v1/block", Api, Needs(cluster::PERMISSION), "Một cụm, khối trong một năm", run!(cluster::api))
        .params(cluster::API),
    Route::get("/api/v1/movement", Api, Needs(movement::PERMISSION), "Một phong trào thi đua", run!(movement::api))
        .params(movement::API),
    Route::get("/api/v1/person", Api, Needs(people::PERMISSION), "Một cá nhân", run!(people::api))
        .about(Person("person")).params(people::API),
    Route::get("/api/v1/document", Api, Needs(document::PERMISSION), "Một văn bản", run!(document::api))
        .about(Document("code")).params(document::API),
    Route::push("/api/v1/bundle", Needs(exchange::PERMISSION), "Gửi bộ dữ liệu", run!(exchange::push)).params(exchange::API),
    Route::get("/api/v1/openapi.json", Api, SignedIn, "Mô tả giao diện cho phần mềm khác", run!(openapi::answer)),
];
