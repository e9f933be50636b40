//! Finding and learning; records entered and changed; files and lists as work sessions; papers to keep.

use thidua_domain::access::Permission as P;

use super::About::{Agency, Person, Record};
use super::Access::{Needs, Public};
use super::Kind::{Download, Fragment, Page};
use super::{AGENCIES, IMPORT, NAM, Route};
use crate::{
    cluster, correction, exchange, guide, import, period, record, report, search, targets,
};

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    // Finding and learning.
    Route::get("/tim-kiem", Page, Needs(P::ViewCommon), "Tìm kiếm", run!(search::page)).params(search::FIELDS),
    Route::get("/tim-kiem/goi-y", Fragment, Needs(P::ViewCommon), "Gợi ý khi tìm kiếm", run!(search::suggest))
        .params(search::SUGGEST),
    Route::get("/huong-dan", Page, Public, "Hướng dẫn sử dụng", run!(guide::list)).menu(95, "Hướng dẫn", "help-circle"),
    Route::get("/huong-dan/{bai}", Page, Public, "Bài hướng dẫn", run!(guide::show)),

    // Records entered and changed.
    Route::get("/cum-khoi/{ma}", Page, Needs(cluster::PERMISSION), "Cụm, khối thi đua", run!(cluster::show))
        .params(&[NAM]),
    Route::get("/ca-nhan/{ma}/dieu-dong", Page, Needs(record::PERMISSION), "Điều động, chuyển công tác", run!(record::transfer_form)).room(AGENCIES)
        .about(Person("ma")),
    Route::post("/ca-nhan/{ma}/dieu-dong", Needs(record::PERMISSION), "Điều động, chuyển công tác", run!(record::transfer))
        .about(Person("ma")),
    Route::get("/du-lieu/{loai}", Page, Needs(record::PERMISSION), "Nội dung đã nhập", run!(record::list))
        .about(Agency("co-quan")).params(record::LIST),
    Route::get("/du-lieu/{loai}/them", Page, Needs(record::PERMISSION), "Thêm nội dung", run!(record::add_form))
        .about(Agency("co-quan")).params(record::START),
    Route::post("/du-lieu/{loai}/them", Needs(record::PERMISSION), "Thêm nội dung", run!(record::add))
        .about(Agency("co-quan")).params(record::START),
    Route::get("/du-lieu/{loai}/sua", Page, Needs(record::PERMISSION), "Sửa nội dung", run!(record::edit_form))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/sua", Needs(record::PERMISSION), "Sửa nội dung", run!(record::edit))
        .about(Record("khoa")).params(record::RECORD),
    Route::get("/du-lieu/{loai}/lich-su", Page, Needs(P::ViewCommon), "Lịch sử nội dung", run!(record::history))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/khoi-phuc", Needs(record::PERMISSION), "Khôi phục bản đã lưu", run!(record::restore))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/{loai}/go-bo", Needs(record::PERMISSION), "Gỡ bỏ nội dung", run!(record::remove))
        .about(Record("khoa")).params(record::RECORD),
    Route::post("/du-lieu/hoan-tac", Needs(record::PERMISSION), "Hoàn tác lần lưu", run!(record::undo)),

    // Files and lists as work sessions.
    Route::get("/nhap-tu-tep", Page, Needs(import::PERMISSION), "Nhập từ tệp", run!(import::start))
        .params(import::START).menu(90, "Nhập từ tệp", "upload"),
    Route::post("/nhap-tu-tep", Needs(import::PERMISSION), "Tải tệp lên", run!(import::upload)).file(),
    Route::get("/nhap-nhieu-dong", Page, Needs(import::PERMISSION), "Nhập nhiều dòng", run!(import::lists)).room(IMPORT),
    Route::post("/nhap-nhieu-dong", Needs(import::PERMISSION), "Nhập nhiều dòng", run!(import::blank)),
    Route::get("/nhap-tu-tep/{phien}", Page, Needs(import::PERMISSION), "Lần nhập", run!(import::open)),
    Route::get("/nhap-tu-tep/{phien}/cot", Page, Needs(import::PERMISSION), "Chọn cột", run!(import::columns)),
    Route::post("/nhap-tu-tep/{phien}/cot", Needs(import::PERMISSION), "Chọn cột", run!(import::set_columns)).body(import::BODY),
    Route::get("/nhap-tu-tep/{phien}/hoi", Page, Needs(import::PERMISSION), "Hỏi từng dòng", run!(import::questions))
        .params(import::ASKS),
    Route::post("/nhap-tu-tep/{phien}/hoi", Needs(import::PERMISSION), "Trả lời về một dòng", run!(import::answer)),
    Route::get("/cach-doc-tep", Page, Needs(import::PERMISSION), "Cách đọc tệp đã giữ", run!(import::kept_list)).room(IMPORT)
        .params(import::KEPT),
    Route::get("/cach-doc-tep/{ma}", Page, Needs(import::PERMISSION), "Xem, sửa cách đọc tệp", run!(import::show_kept)).room(IMPORT),
    Route::post("/cach-doc-tep/{ma}", Needs(import::PERMISSION), "Sửa cách đọc tệp", run!(import::save_kept)).body(import::BODY),
    Route::post("/cach-doc-tep/{ma}/quen", Needs(import::PERMISSION), "Bỏ cách đọc tệp", run!(import::forget_kept)),
    Route::get("/nhap-tu-tep/{phien}/soat", Page, Needs(import::PERMISSION), "Kiểm tra các dòng", run!(import::rows))
        .params(import::ROWS),
    Route::post("/nhap-tu-tep/{phien}/o", Needs(import::PERMISSION), "Sửa ô", run!(import::mend)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/thay", Needs(import::PERMISSION), "Tìm và thay trong một cột", run!(import::replace)),
    Route::post("/nhap-tu-tep/{phien}/dong", Needs(import::PERMISSION), "Bỏ dòng, chọn dòng", run!(import::deed)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/dan", Needs(import::PERMISSION), "Dán từ Excel", run!(import::paste)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/them-dong", Needs(import::PERMISSION), "Thêm dòng trống", run!(import::grow)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/luu", Needs(import::PERMISSION), "Lưu các dòng", run!(import::commit)).body(import::BODY),
    Route::post("/nhap-tu-tep/{phien}/bo", Needs(import::PERMISSION), "Bỏ lần nhập", run!(import::discard)),
    Route::get("/trao-doi", Page, Needs(exchange::PERMISSION), "Trao đổi dữ liệu", run!(exchange::page))
        .params(exchange::FIELDS).menu(91, "Trao đổi dữ liệu", "arrows-exchange"),
    Route::post("/trao-doi/xuat", Needs(exchange::PERMISSION), "Xuất dữ liệu gửi nơi khác", run!(exchange::send)),
    Route::post("/trao-doi/nhan", Needs(exchange::PERMISSION), "Tải lên dữ liệu nơi khác gửi", run!(exchange::upload)).file(),
    Route::get("/trao-doi/nhan/{phien}", Page, Needs(exchange::PERMISSION), "Nhận dữ liệu", run!(exchange::received)),
    Route::post("/trao-doi/nhan/{phien}", Needs(exchange::PERMISSION), "Nhận dữ liệu vào hệ thống", run!(exchange::take)),
    Route::post("/trao-doi/so", Needs(exchange::PERMISSION), "Ghi số văn bản vào sổ trao đổi", run!(exchange::number)),
    Route::get("/trao-doi/bo-cuc", Page, Needs(exchange::PERMISSION), "Bố cục cho phần mềm khác", run!(exchange::layout::page))
        .params(exchange::layout::FIELDS),
    Route::post("/trao-doi/bo-cuc", Needs(exchange::PERMISSION), "Khai bố cục của cơ quan", run!(exchange::layout::add)),
    Route::get("/trao-doi/bo-cuc/tep", Download, Needs(exchange::PERMISSION), "Tệp theo bố cục", run!(exchange::layout::file))
        .about(Agency("co-quan")).params(exchange::layout::FILE),
    Route::get("/tai-mau/{loai}", Download, Needs(import::PERMISSION), "Tải mẫu", run!(import::template)),

    // Papers to keep.
    Route::get("/in/so-lieu/{ma}", Download, Needs(report::PERMISSION), "In biểu số liệu", run!(report::figures))
        .about(Agency("ma")).params(report::FIELDS),
    Route::get("/co-quan/{ma}/bao-cao", Page, Needs(period::PERMISSION), "Báo cáo, bài viết theo kỳ", run!(period::page)).room(AGENCIES)
        .about(Agency("ma")).params(period::FIELDS).tab_aside("Báo cáo, bài viết"),
    Route::get("/in/bao-cao-ky/{ma}", Download, Needs(period::PERMISSION), "In báo cáo, bài viết theo kỳ", run!(period::download))
        .about(Agency("ma")).params(period::FIELDS),
    Route::get("/co-quan/{ma}/bieu-thong-ke-thi-dua", Page, Needs(period::PERMISSION), "Biểu thống kê thi đua, khen thưởng", run!(period::statutory::page)).room(AGENCIES)
        .about(Agency("ma")).params(period::statutory::FIELDS),
    Route::get("/in/bieu-thong-ke-thi-dua/{ma}", Download, Needs(period::PERMISSION), "In biểu thống kê thi đua, khen thưởng", run!(period::statutory::download))
        .about(Agency("ma")).params(period::statutory::FIELDS),
    Route::get("/in/giao-chi-tieu/{ma}", Download, Needs(report::PERMISSION), "In phụ lục giao chỉ tiêu", run!(targets::cascade::annex))
        .about(Agency("ma")).params(targets::cascade::ANNEX),
    Route::get("/in/dinh-chinh/{ma}", Download, Needs(report::PERMISSION), "In công văn đính chính số liệu", run!(correction::paper))
        .about(Agency("ma")).params(correction::PAPER),
    Route::get("/in/phat-hanh/{ma}", Download, Needs(report::PERMISSION), "Tải văn bản đã phát hành", run!(correction::file))
        .about(Agency("ma")).params(correction::ISSUED_FILE),
    Route::get("/in/bao-cao-nam/{ma}", Download, Needs(report::PERMISSION), "In báo cáo kết quả công tác, thi đua", run!(report::annual))
        .about(Agency("ma")).params(report::FIELDS),
];
