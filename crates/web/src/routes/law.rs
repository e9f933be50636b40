//! The law as data: the rulebook, who may receive what, bonus, cancelling, the register for life.

use thidua_domain::access::Permission as P;

use super::Access::Needs;
use super::Kind::{Download, Page};
use super::{AGENCIES, RATINGS, Route};
use crate::{people, rating};

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
];
