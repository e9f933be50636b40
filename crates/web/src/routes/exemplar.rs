//! Achievements, exemplars, good practice and how they were made known.

use thidua_domain::access::Permission as P;

use super::About::Agency;
use super::Access::Needs;
use super::Kind::{Api, Download, Page};
use super::{FEATS, Route};
use crate::{achievement, deed, exemplar, practice};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/thanh-tich", Page, Needs(achievement::PERMISSION), "Thành tích", run!(deed::list))
        .params(achievement::LIST).menu(47, "Thành tích, điển hình", "star"),
    Route::get("/thanh-tich/in", Download, Needs(P::Print), "In danh sách thành tích", run!(deed::list_file)).params(achievement::FILE),
    Route::post("/thanh-tich/in", Needs(P::Print), "In các thành tích đã chọn", run!(deed::list_file)),
    Route::get("/thanh-tich/cua-toi", Page, Needs(P::OwnAccount), "Thành tích của tôi", run!(achievement::own)).room(FEATS),
    Route::post("/thanh-tich/cua-toi", Needs(P::OwnAccount), "Ghi thành tích của mình", run!(achievement::record)),
    Route::post("/thanh-tich/rut", Needs(P::OwnAccount), "Rút thành tích của mình", run!(achievement::withdraw)),
    Route::get("/thanh-tich/{ma}", Page, Needs(P::OwnAccount), "Một thành tích", run!(achievement::show)).room(FEATS),
    Route::post("/thanh-tich/{ma}", Needs(P::OwnAccount), "Biểu dương thành tích, gắn khen thưởng", run!(achievement::act)),
    Route::post("/thanh-tich/{ma}/tep", Needs(P::OwnAccount), "Đính kèm minh chứng của thành tích", run!(achievement::evidence)).file(),
    Route::get("/co-quan/{ma}/thanh-tich", Page, Needs(achievement::PERMISSION), "Thành tích của đơn vị", run!(achievement::unit)).room(FEATS)
        .about(Agency("ma")).params(achievement::FIELDS).tab_aside("Thành tích"),
    Route::post("/co-quan/{ma}/thanh-tich", Needs(achievement::PERMISSION), "Ghi, xác nhận, trả lại thành tích", run!(achievement::keep))
        .about(Agency("ma")).params(achievement::FIELDS),
    Route::get("/co-quan/{ma}/bang-vang", Page, Needs(achievement::PERMISSION), "Bảng biểu dương, khen thưởng", run!(achievement::board)).room(FEATS)
        .about(Agency("ma")).params(achievement::FIELDS).tab_aside("Biểu dương"),

    Route::get("/dien-hinh", Page, Needs(deed::PERMISSION), "Điển hình tiên tiến", run!(deed::list)).room(FEATS).params(deed::LIST),
    Route::get("/dien-hinh/in", Download, Needs(P::Print), "In danh sách điển hình", run!(deed::list_file)).params(deed::FILE),
    Route::post("/dien-hinh/in", Needs(P::Print), "In các điển hình đã chọn", run!(deed::list_file)),
    Route::get("/dien-hinh/de-xuat", Page, Needs(P::OwnAccount), "Đề xuất điển hình", run!(exemplar::form)).room(FEATS).params(exemplar::PROPOSE),
    Route::post("/dien-hinh/de-xuat", Needs(P::OwnAccount), "Gửi đề xuất điển hình", run!(exemplar::propose)),
    Route::get("/dien-hinh/{ma}", Page, Needs(P::OwnAccount), "Một điển hình", run!(exemplar::show)).room(FEATS).params(exemplar::FIELDS),
    Route::post("/dien-hinh/{ma}", Needs(P::OwnAccount), "Chuyển bước, học tập, lan tỏa điển hình", run!(exemplar::act)).params(exemplar::FIELDS),

    Route::get("/cach-lam-hay", Page, Needs(deed::PERMISSION), "Cách làm hay", run!(deed::list)).room(FEATS).params(deed::LIST),
    Route::get("/cach-lam-hay/in", Download, Needs(P::Print), "In danh sách cách làm hay", run!(deed::list_file)).params(deed::FILE),
    Route::post("/cach-lam-hay/in", Needs(P::Print), "In các cách làm hay đã chọn", run!(deed::list_file)),
    Route::get("/cach-lam-hay/de-xuat", Page, Needs(P::OwnAccount), "Đề xuất cách làm hay", run!(practice::form)).room(FEATS),
    Route::post("/cach-lam-hay/de-xuat", Needs(P::OwnAccount), "Gửi đề xuất cách làm hay", run!(practice::propose)),
    Route::get("/cach-lam-hay/{ma}", Page, Needs(P::OwnAccount), "Một cách làm hay", run!(practice::show)).room(FEATS),
    Route::post("/cach-lam-hay/{ma}", Needs(P::OwnAccount), "Phổ biến, áp dụng, lan tỏa cách làm hay", run!(practice::act)),

    Route::get("/lan-toa", Page, Needs(deed::PERMISSION), "Lan tỏa điển hình, cách làm hay", run!(deed::list)).room(FEATS).params(deed::LIST),
    Route::get("/lan-toa/in", Download, Needs(P::Print), "In danh sách lan tỏa", run!(deed::list_file)).params(deed::FILE),
    Route::post("/lan-toa/in", Needs(P::Print), "In các lần lan tỏa đã chọn", run!(deed::list_file)),

    Route::get("/api/v1/achievements", Api, Needs(achievement::PERMISSION), "Thành tích", run!(achievement::api))
        .about(Agency("agency")).params(achievement::API),
    Route::get("/api/v1/exemplar", Api, Needs(deed::PERMISSION), "Một điển hình và các đơn vị học tập", run!(exemplar::api)).params(exemplar::API),
    Route::get("/api/v1/practices", Api, Needs(deed::PERMISSION), "Cách làm hay", run!(practice::api)).params(practice::API),
    Route::get("/api/v1/practice", Api, Needs(deed::PERMISSION), "Một cách làm hay", run!(practice::one_api)).params(practice::ONE_API),
];
