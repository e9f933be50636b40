//! What a page says after something was stored on the way to it.

use serde::Serialize;

use crate::ask::Ask;
use crate::fields::Fields;

/// The notice, and the event that can be undone.
#[derive(Serialize)]
pub(crate) struct Saved {
    text: &'static str,
    event: Option<i64>,
}

/// The notice the address asks for; its words are ours whatever the address says.
pub(crate) fn saved(ask: &Ask) -> Option<Saved> {
    let text = match ask.query.text("viec")? {
        "them" => "Đã lưu nội dung mới.",
        "sua" => "Đã lưu thay đổi.",
        "chuyen" => "Đã lưu việc điều động, chuyển công tác.",
        "khoi-phuc" => "Đã khôi phục bản đã chọn; bản trước vẫn còn trong lịch sử.",
        "go" => "Đã gỡ bỏ; nội dung cũ vẫn còn trong lịch sử.",
        "hoan-tac" => "Đã hoàn tác lần lưu vừa rồi.",
        "khong-doi" => "Không có gì thay đổi so với nội dung đã lưu.",
        _ => return None,
    };
    let event = ask
        .query
        .text("da-luu")
        .and_then(|event| event.parse().ok());
    Some(Saved { text, event })
}

/// The fields of a query without those of the notice.
pub(crate) fn without(query: &Fields) -> Fields {
    let mut fields = query.clone();
    fields.remove(&["viec", "da-luu"]);
    fields
}
