//! How requests and answers are kept: only a whole bundle carries the sheets, and only their own commands write them.

use super::{Answer, Question, Reply, Request, Returned, Sent, Status};
use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::{PartialDate, Window, WorkYear};

/// Name of the sheet of requests.
pub const REQUESTS: &str = "yeu-cau-bao-cao";
/// Name of the sheet of answers.
pub const ANSWERS: &str = "tra-loi-yeu-cau";

/// Codes of `Trạng thái`.
const STATUSES: &[&str] = &["dang_thu", "da_dong", "da_huy"];

/// Requests.
pub static REQUEST_SHEET: SheetDef = SheetDef {
    name: REQUESTS,
    title: "Yêu cầu báo cáo",
    identity: &[],
    columns: &[
        Column::key("ma", "Mã", Kind::Code).required(),
        Column::content("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::content("ten", "Tên yêu cầu", Kind::Text).required(),
        Column::content("huong_dan", "Hướng dẫn", Kind::Lines),
        Column::content("van_ban", "Văn bản", Kind::Text),
        Column::content("theo_yeu_cau", "Theo yêu cầu", Kind::Code),
        Column::content("cau_hoi", "Biểu mẫu", Kind::Lines).required(),
        Column::content("ky", "Kỳ số liệu", Kind::Text),
        Column::content("don_vi", "Đơn vị", Kind::Codes).required(),
        Column::content("han", "Hạn gửi", Kind::Date).required(),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STATUSES)).required(),
        Column::content("nguoi_gui", "Người gửi", Kind::Text),
        Column::content("ngay_gui", "Ngày gửi", Kind::Date).required(),
        Column::content("ly_do", "Lý do", Kind::Lines),
        Column::content("ngay_doi", "Ngày đổi", Kind::Date),
    ],
};

/// Answers.
pub static ANSWER_SHEET: SheetDef = SheetDef {
    name: ANSWERS,
    title: "Trả lời yêu cầu báo cáo",
    identity: &[],
    columns: &[
        Column::key("ma_yeu_cau", "Mã yêu cầu", Kind::Code).required(),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::content("dang_lam", "Bản đang làm", Kind::Lines),
        Column::content("da_gui", "Bản đã gửi", Kind::Lines),
        Column::content("so_lieu", "Dữ liệu khi gửi", Kind::Lines),
        Column::content("lan", "Lần gửi", Kind::Count),
        Column::content("nguoi_gui", "Người gửi", Kind::Text),
        Column::content("ngay_gui", "Ngày gửi", Kind::Date),
        Column::content("ly_do_gui", "Lý do gửi lại", Kind::Lines),
        Column::content("ngay_gui_dau", "Ngày gửi đầu", Kind::Date),
        Column::content("nguoi_tra", "Người trả lại", Kind::Text),
        Column::content("ngay_tra", "Ngày trả lại", Kind::Date),
        Column::content("ly_do_tra", "Lý do trả lại", Kind::Lines),
    ],
};

fn day(row: &Values, id: &str) -> Option<jiff::civil::Date> {
    row.date(id).and_then(PartialDate::exact)
}

fn lines(row: &Values, id: &str) -> Option<String> {
    let text = row.get(id)?;
    (!text.is_empty()).then(|| text.to_owned())
}

impl Request {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let read = |line: &str| serde_json::from_str::<Question>(line).ok();
        let questions: Option<Vec<Question>> = row.get("cau_hoi")?.lines().map(read).collect();
        Some(Self {
            code: row.text("ma")?,
            asker: row.text("ma_co_quan")?,
            title: row.text("ten")?,
            guidance: lines(row, "huong_dan"),
            paper: row.text("van_ban"),
            parent: row.text("theo_yeu_cau"),
            questions: questions?,
            period: row.text("ky").and_then(|text| period(&text)),
            units: row.codes("don_vi"),
            due: day(row, "han")?,
            status: Status::from_code(row.get("trang_thai")?)?,
            sent_by: row.text_or_empty("nguoi_gui"),
            sent: day(row, "ngay_gui")?,
            reason: lines(row, "ly_do"),
            changed: day(row, "ngay_doi"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let questions = self.questions.iter();
        let questions: Vec<String> = questions.map(written).collect();
        filled([
            ("ma", Some(self.code.clone())),
            ("ma_co_quan", Some(self.asker.clone())),
            ("ten", Some(self.title.clone())),
            ("huong_dan", self.guidance.clone()),
            ("van_ban", self.paper.clone()),
            ("theo_yeu_cau", self.parent.clone()),
            ("cau_hoi", Some(questions.join("\n"))),
            (
                "ky",
                self.period.map(|of| format!("{}/{}", of.year.0, of.month)),
            ),
            ("don_vi", Some(self.units.join(";"))),
            ("han", Some(self.due.to_string())),
            ("trang_thai", Some(self.status.code().to_owned())),
            ("nguoi_gui", Some(self.sent_by.clone())),
            ("ngay_gui", Some(self.sent.to_string())),
            ("ly_do", self.reason.clone()),
            ("ngay_doi", self.changed.map(|day| day.to_string())),
        ])
    }
}

impl Answer {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let sent = match lines(row, "da_gui") {
            None => None,
            Some(text) => Some(Sent {
                number: row.get("lan").and_then(|text| text.parse().ok())?,
                replies: replies(&text)?,
                by: row.text_or_empty("nguoi_gui"),
                on: day(row, "ngay_gui")?,
                reason: lines(row, "ly_do_gui"),
                data: match lines(row, "so_lieu") {
                    None => Vec::new(),
                    Some(text) => told(&text)?,
                },
            }),
        };
        let returned = match day(row, "ngay_tra") {
            None => None,
            Some(on) => Some(Returned {
                by: row.text_or_empty("nguoi_tra"),
                on,
                reason: lines(row, "ly_do_tra")?,
            }),
        };
        let draft = match lines(row, "dang_lam") {
            None => None,
            Some(text) => Some(replies(&text)?),
        };
        Some(Self {
            request: row.text("ma_yeu_cau")?,
            unit: row.text("ma_co_quan")?,
            draft,
            first: day(row, "ngay_gui_dau"),
            sent,
            returned,
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let lines = |replies: &Vec<Reply>| {
            let lines: Vec<String> = replies.iter().map(written).collect();
            lines.join("\n")
        };
        let (sent, back) = (self.sent.as_ref(), self.returned.as_ref());
        filled([
            ("ma_yeu_cau", Some(self.request.clone())),
            ("ma_co_quan", Some(self.unit.clone())),
            ("dang_lam", self.draft.as_ref().map(lines)),
            ("da_gui", sent.map(|sent| lines(&sent.replies))),
            ("so_lieu", sent.and_then(|sent| data(&sent.data))),
            ("lan", sent.map(|sent| sent.number.to_string())),
            ("nguoi_gui", sent.map(|sent| sent.by.clone())),
            ("ngay_gui", sent.map(|sent| sent.on.to_string())),
            ("ly_do_gui", sent.and_then(|sent| sent.reason.clone())),
            ("ngay_gui_dau", self.first.map(|day| day.to_string())),
            ("nguoi_tra", back.map(|back| back.by.clone())),
            ("ngay_tra", back.map(|back| back.on.to_string())),
            ("ly_do_tra", back.map(|back| back.reason.clone())),
        ])
    }
}

/// One a line, as JSON: a question or a reply keeps its own lines inside.
fn written(thing: &impl serde::Serialize) -> String {
    serde_json::to_string(thing).unwrap_or_default()
}

fn replies(text: &str) -> Option<Vec<Reply>> {
    let read = |line: &str| serde_json::from_str(line).ok();
    text.lines().map(read).collect()
}

/// The data at the moment of sending, one a line; `None`: they said nothing.
fn data(told: &[String]) -> Option<String> {
    let lines: Vec<String> = told.iter().map(written).collect();
    let says = told.iter().any(|text| !text.is_empty());
    says.then(|| lines.join("\n"))
}

fn told(text: &str) -> Option<Vec<String>> {
    let read = |line: &str| serde_json::from_str(line).ok();
    text.lines().map(read).collect()
}

/// The months of `2026/9`.
fn period(text: &str) -> Option<Window> {
    let (year, month) = text.split_once('/')?;
    let year = WorkYear::parse(year).ok()?;
    let month = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some(Window { year, month })
}

fn filled<const N: usize>(told: [(&'static str, Option<String>); N]) -> Values {
    let mut row = Values::default();
    for (id, text) in told {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.set(id, text);
        }
    }
    row
}
