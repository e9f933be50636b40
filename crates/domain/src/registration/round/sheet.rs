//! How a consolidation is kept: only a whole bundle carries the sheet, and only its own commands write it.

use super::line::{Line, Totals};
use super::{Action, Content, ROUNDS, Round, Stage};
use crate::bundle::{Column, Kind, SheetDef, Values};

/// Codes of `Trạng thái`.
const STAGES: &[&str] = &["da_gui", "da_tiep_nhan", "tra_lai", "da_rut"];
/// Codes of `Việc`.
const STEPS: &[&str] = &["gui", "tiep-nhan", "tra-lai", "rut"];

/// Consolidations: only a whole bundle carries them, and only their own commands write them.
pub static ROUND_SHEET: SheetDef = SheetDef {
    name: ROUNDS,
    title: "Tổng hợp đăng ký thi đua",
    identity: &[],
    columns: &[
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code).required(),
        Column::key("nam", "Năm", Kind::Year).required(),
        Column::content("viec", "Việc", Kind::Sign(STEPS)).required(),
        Column::content("trang_thai", "Trạng thái", Kind::Choice(STAGES)).required(),
        Column::content("lan", "Lần gửi", Kind::Count).required(),
        Column::content("dong", "Đăng ký đã gửi", Kind::Lines),
        Column::content("duoi", "Đơn vị đã tổng hợp", Kind::Lines),
        Column::content("tong", "Tổng hợp", Kind::Lines),
        Column::content("chua_gui", "Đơn vị chưa gửi", Kind::Codes),
        Column::content("nguoi_gui", "Người gửi", Kind::Text),
        Column::content("ngay_gui", "Ngày gửi", Kind::Date),
        Column::content("ngay_gui_dau", "Ngày gửi đầu", Kind::Date),
        Column::content("nguoi_nhan", "Người tiếp nhận", Kind::Text),
        Column::content("ngay_nhan", "Ngày tiếp nhận", Kind::Date),
        Column::content("ly_do", "Lý do", Kind::Lines),
    ],
};

impl Round {
    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let day = |id: &str| row.date(id).map(crate::time::PartialDate::first_day);
        let lines = |id: &str| row.get(id).unwrap_or_default().to_owned();
        let below = |line: &str| {
            let (code, number) = line.rsplit_once('@')?;
            Some((code.to_owned(), number.parse().ok()?))
        };
        let missing = lines("chua_gui");
        let missing = missing.split(';').filter(|code| !code.is_empty());
        Some(Self {
            agency: row.text("ma_co_quan")?,
            year: row.year("nam")?,
            number: row.get("lan").and_then(|text| text.parse().ok())?,
            stage: Stage::from_code(row.get("trang_thai")?)?,
            content: Content {
                lines: lines("dong").lines().filter_map(Line::read).collect(),
                below: lines("duoi").lines().filter_map(below).collect(),
                totals: Totals::read(&lines("tong")),
                missing: missing.map(str::to_owned).collect(),
            },
            sent_by: row.text("nguoi_gui")?,
            sent: day("ngay_gui")?,
            sent_first: day("ngay_gui_dau")?,
            answered_by: row.text("nguoi_nhan"),
            answered: day("ngay_nhan"),
            reason: row.text("ly_do"),
        })
    }

    /// The record of it, after a step.
    pub fn row(&self, action: Action) -> Values {
        let mut row = Values::default();
        let below = self.content.below.iter();
        let below: Vec<String> = below.map(|(code, n)| format!("{code}@{n}")).collect();
        let lines: Vec<String> = self.content.lines.iter().map(Line::text).collect();
        let told = [
            ("ma_co_quan", Some(self.agency.clone())),
            ("nam", Some(self.year.0.to_string())),
            ("viec", Some(action.code().to_owned())),
            ("trang_thai", Some(self.stage.code().to_owned())),
            ("lan", Some(self.number.to_string())),
            ("dong", Some(lines.join("\n"))),
            ("duoi", Some(below.join("\n"))),
            ("tong", Some(self.content.totals.text())),
            ("chua_gui", Some(self.content.missing.join(";"))),
            ("nguoi_gui", Some(self.sent_by.clone())),
            ("ngay_gui", Some(self.sent.to_string())),
            ("ngay_gui_dau", Some(self.sent_first.to_string())),
            ("nguoi_nhan", self.answered_by.clone()),
            ("ngay_nhan", self.answered.map(|day| day.to_string())),
            ("ly_do", self.reason.clone()),
        ];
        for (id, text) in told {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                row.set(id, text);
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_steps_and_stages() {
        assert_eq!(Stage::ALL.map(Stage::code), STAGES);
        assert_eq!(Action::ALL.map(Action::code), STEPS);
    }
}
