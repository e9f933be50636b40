//! Files on records; who has read a paper.

use super::About::{Document, Record};
use super::Access::Needs;
use super::Kind::{Download, Page};
use super::Route;
use crate::{attachment, reading};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    Route::get("/du-lieu/{loai}/tep", Page, Needs(attachment::PERMISSION), "Tệp đính kèm", run!(attachment::list))
        .about(Record("khoa")).params(attachment::FIELDS),
    Route::post("/du-lieu/{loai}/tep", Needs(attachment::WRITES), "Đính kèm tệp", run!(attachment::add))
        .about(Record("khoa")).params(attachment::FIELDS).file(),
    Route::get("/tep/{so}", Download, Needs(attachment::PERMISSION), "Tải tệp đính kèm", run!(attachment::file)),
    Route::get("/tep/{so}/anh", Download, Needs(attachment::PERMISSION), "Xem ảnh đính kèm", run!(attachment::picture)),
    Route::post("/tep/{so}/chu-thich", Needs(attachment::WRITES), "Sửa chú thích tệp đính kèm", run!(attachment::caption)),
    Route::post("/tep/{so}/go-bo", Needs(attachment::WRITES), "Gỡ tệp đính kèm", run!(attachment::remove)),
    Route::post("/tep/{so}/dung-lai", Needs(attachment::WRITES), "Dùng lại tệp đính kèm đã gỡ", run!(attachment::restore)),
    Route::post("/tep/{so}/xoa-han", Needs(attachment::WRITES), "Xóa hẳn nội dung tệp đính kèm", run!(attachment::erase)),
    Route::get("/van-ban/{ma}/da-doc", Page, Needs(reading::PERMISSION), "Ai đã đọc văn bản", run!(reading::show)).about(Document("ma")),
    Route::post("/van-ban/{ma}/da-doc", Needs(reading::PERMISSION), "Yêu cầu đọc, xác nhận đã đọc", run!(reading::act)).about(Document("ma")),
    Route::get("/can-doc", Page, Needs(reading::PERMISSION), "Văn bản cần đọc", run!(reading::mine)).room("/van-ban"),
];
