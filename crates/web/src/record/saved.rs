//! What a page says after something was stored on the way to it.

use serde::Serialize;
use thidua_app::record::{self, Doubt};

use crate::ask::Ask;
use crate::fields::Fields;

/// The notice, and the event that can be undone.
#[derive(Serialize)]
pub(crate) struct Saved {
    text: &'static str,
    event: Option<i64>,
    /// What is doubtful in what was stored.
    doubts: Vec<Doubt>,
}

/// The event the address speaks of.
fn event(ask: &Ask) -> Option<i64> {
    ask.query
        .text("da-luu")
        .and_then(|event| event.parse().ok())
}

/// What is doubtful in what the caller has just stored, where the address speaks of a save. Nothing where it
/// cannot be told: the save itself is done.
pub(crate) async fn doubts(ask: &Ask) -> Vec<Doubt> {
    let of_save = matches!(
        ask.query.text("viec"),
        Some("them" | "sua" | "chuyen" | "khoi-phuc")
    );
    let (Some(event), Some(live)) = (event(ask).filter(|_| of_save), ask.caller.live()) else {
        return Vec::new();
    };
    let found = record::doubts(ask.app(), &live.actor, event).await;
    found.unwrap_or_else(|error| {
        tracing::warn!(code = "WEB_DOUBTS", request = %ask.id, %error);
        Vec::new()
    })
}

/// The notice the address asks for; its words are ours whatever the address says.
pub(crate) fn saved(ask: &Ask) -> Option<Saved> {
    let text = match ask.query.text("viec")? {
        "them" => "Đã lưu nội dung mới.",
        "sua" => "Đã lưu thay đổi.",
        "chuyen" => "Đã lưu việc điều động, chuyển công tác.",
        "khoi-phuc" => "Đã khôi phục bản đã chọn; bản trước vẫn còn trong lịch sử.",
        "go" => "Đã gỡ bỏ; nội dung cũ vẫn còn trong lịch sử.",
        "khop" => "Đã ghi kết luận đối chiếu.",
        "khop-mot-phan" => {
            "Đã ghi các tên còn chờ. Có tên vừa được người khác kết luận, hoặc không còn chắc chắn, nên giữ nguyên."
        }
        "gop" => "Đã gộp hai hồ sơ; tách ra được ở trang này.",
        "tach" => "Đã tách hai hồ sơ; mọi nội dung trở lại như trước khi gộp.",
        "kien-nghi" => "Đã gửi kiến nghị; trả lời sẽ hiện ở trang này.",
        "tra-loi" => "Đã ghi trả lời.",
        "nop" => "Đã ghi văn bản đơn vị nộp.",
        "da-doc" => "Đã xác nhận đã đọc văn bản.",
        "yeu-cau-doc" => "Đã yêu cầu đọc văn bản; nơi nhận thấy ở trang đầu của mình.",
        "thoi-doc" => "Đã thôi yêu cầu đọc; ai đã đọc vẫn còn ghi.",
        "tep" => "Đã đính kèm tệp.",
        "tep-chu-thich" => "Đã lưu chú thích của tệp.",
        "tep-go" => "Đã gỡ tệp; dùng lại được ở cuối trang.",
        "tep-dung-lai" => "Đã dùng lại tệp.",
        "tep-xoa" => "Đã xóa hẳn nội dung tệp.",
        "suy-ton" => "Đã ghi những người, tập thể được suy tôn vào sổ khen thưởng.",
        "phat-dong" => {
            "Đã phát động; các đơn vị thấy phong trào ở trang chủ và danh sách của mình."
        }
        "dien-bien" => "Đã ghi diễn biến của phong trào.",
        "huong-ung" => "Đã ghi việc hưởng ứng của đơn vị.",
        "tien-do" => "Đã ghi tiến độ; nội dung trước còn trong diễn biến.",
        "dang-ky" => "Đã gửi đăng ký thi đua.",
        "dang-ky-nhieu" => "Đã ghi đăng ký.",
        "thanh-tich" => "Đã ghi thành tích.",
        "rut-thanh-tich" => "Đã rút thành tích.",
        "tra-loi-thanh-tich" => "Đã ghi ý kiến về các thành tích đã chọn.",
        "bieu-duong" => "Đã ghi biểu dương.",
        "gan-khen-thuong" => "Đã gắn khen thưởng với thành tích này.",
        "bo-gan-khen-thuong" => "Đã bỏ gắn khen thưởng.",
        "de-xuat-dien-hinh" => "Đã gửi đề xuất điển hình.",
        "buoc-dien-hinh" => "Đã ghi bước của điển hình.",
        "hoc-tap" => "Đã ghi việc học tập điển hình.",
        "lan-toa" => "Đã ghi lần lan tỏa.",
        "de-xuat-cach-lam" => "Đã ghi cách làm hay.",
        "pho-bien" => "Đã phổ biến cách làm này cho mọi cơ quan.",
        "ap-dung" => "Đã ghi đơn vị áp dụng.",
        "rut-dang-ky" => "Đã rút đăng ký thi đua.",
        "tra-loi-dang-ky" => "Đã ghi ý kiến về các đăng ký đã chọn.",
        "ket-luan" => "Đã ghi kết luận; bản trước, nếu có, vẫn còn trong lịch sử.",
        "rut-ket-luan" => "Đã rút kết luận; nội dung cũ vẫn còn trong lịch sử.",
        "huy-bo" => "Đã hủy bỏ quyết định khen thưởng; khen thưởng ấy không còn được tính ở đâu.",
        "phuc-hoi" => "Đã phục hồi khen thưởng; quyết định hủy bỏ vẫn còn trong lịch sử.",
        "da-thu-hoi" => "Đã ghi ngày thu hồi xong.",
        "ra-lai" => "Đã rà lại các khen thưởng liên quan.",
        "quy-doi" => "Đã ghi bảng quy đổi.",
        "ky-dau" => "Đã ghi kỳ đầu của cơ quan.",
        "ban-giao" => "Đã ghi nhận bàn giao chỉ tiêu.",
        "hoan-tac" => "Đã hoàn tác lần lưu vừa rồi.",
        "khong-doi" => "Không có gì thay đổi so với nội dung đã lưu.",
        _ => return None,
    };
    Some(Saved {
        text,
        event: event(ask),
        doubts: ask.doubts.clone(),
    })
}

/// The fields of a query without those of the notice.
pub(crate) fn without(query: &Fields) -> Fields {
    let mut fields = query.clone();
    fields.remove(&["viec", "da-luu"]);
    fields
}
