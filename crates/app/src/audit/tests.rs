use thidua_domain::law::{LawFile, Names};

use super::*;

const BOOK: &str = r#"
[[text]]
id = "l"
symbol = "1"
name = "Luật"
short = "Luật"
confidence = "S"
[[regime]]
id = "A"
name = "A"
from = "2017-10-01"
texts = ["l"]
[[condition]]
id = "a.doan_ket"
kind = "needs_human"
asks = "Xem biên bản"
text = "Đoàn kết"
cite = ["l:Điều 1"]
confidence = "S"
[[condition]]
id = "a.ky_luat"
kind = "no_discipline"
from_form = "canh_cao"
when = "year"
asks = "Tìm văn bản"
text = "Không bị kỷ luật"
confidence = "X"
"#;

#[test]
fn what_was_decided_of_a_condition_about_discipline_is_told_to_few() {
    let file = LawFile {
        name: "x",
        text: BOOK,
    };
    let book = Lawbook::parse(&[file], Names::default()).unwrap();
    let guarded = |subject: &str| {
        let event = Event {
            number: 1,
            at: 0,
            actor: String::new(),
            actor_name: String::new(),
            channel: "web".to_owned(),
            command: "law.answer".to_owned(),
            subject: subject.to_owned(),
            reason: Some("Biên bản".to_owned()),
            payload_hash: String::new(),
            previous_hash: String::new(),
            hash: String::new(),
        };
        is_guarded(&book, &event)
    };
    assert!(guarded("tra-loi-dieu-kien nv-2 a.ky_luat 2026"));
    assert!(guarded("tra-loi-dieu-kien 03 a.ky_luat 2026"));
    assert!(!guarded("tra-loi-dieu-kien nv-2 a.doan_ket 2026"));
    // Undone: the event does not say what it was about.
    assert!(guarded("tra-loi-dieu-kien"));
    assert!(guarded("ky-luat") && !guarded("khen-thuong phong-1"));
}
