//! The list of exemplars.

use std::borrow::Cow;

use thidua_domain::exemplar::{Exemplar, SPREADING, STATUSES};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, names, paper, sources, years};
use crate::listing::{Cell, Column, Kind, Order, State, Tone, part};
use crate::state::View;

const STATES: &[State] = &[
    State::new("phat-hien", "Phát hiện", Tone::Wait),
    State::new("xay-dung", "Đang xây dựng", Tone::Info),
    State::new("cong-nhan", "Đã công nhận", Tone::Ok),
    State::new("nhan-rong", "Đang nhân rộng", Tone::Ok),
    State::new("khong-chon", "Không chọn", Tone::Off),
    State::new("khong-neu", "Chưa nêu", Tone::Off),
];

impl Deed for Exemplar {
    const SHEET: &'static str = "dien-hinh";
    const COLUMNS: &'static [Column] = &[
        Column::new("dien-hinh", "Điển hình", Kind::Text, 40).searched(),
        Column::new("loai", "Đối tượng", Kind::Text, 14).filtered(),
        Column::new("so-luong", "Số lượng", Kind::Text, 14),
        Column::new("cap", "Cấp", Kind::Text, 18).filtered(),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12).filtered(),
        Column::new("linh-vuc", "Lĩnh vực", Kind::Text, 30).searched(),
        Column::new("ly-do", "Lý do", Kind::Text, 50).searched(),
        Column::new("co-quan-chon", "Cơ quan chọn", Kind::Text, 30)
            .filtered()
            .more(),
        Column::new("su-kien", "Biểu dương tại", Kind::Text, 30).more(),
        Column::new("van-ban", "Văn bản công nhận", Kind::Text, 28)
            .searched()
            .more(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34)
            .filtered()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) = (
        "Điển hình tiên tiến",
        "điển hình",
        Some(Order::down("nam-cong-tac")),
    );

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        self.years
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => code(self.kind.as_deref()),
            "cap" => code(self.level.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            "co-quan-chon" => code(self.chosen_by.as_deref()),
            "phong-trao" => code(self.movement.as_deref()),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        match column {
            "dien-hinh" => {
                let mut cell = match &self.subject {
                    Some(code) => Cell::text(names(view, &[code], self.years)),
                    None => Cell::text(unnamed(self)),
                };
                let subject = self.subject.as_deref();
                cell.person = subject.is_some_and(|code| state.people.contains_key(code));
                match &self.code {
                    Some(code) => cell.leading(format!("/dien-hinh/{}", part(code))),
                    None => cell,
                }
            }
            "loai" => Cell::maybe(label(state, "doi_tuong", self.kind.as_deref())),
            "so-luong" => {
                let number = self.count.map(two_digits).unwrap_or_default();
                Cell::text(self.precision.before(&number).trim())
            }
            "cap" => Cell::maybe(label(state, "dien-hinh.cap", self.level.as_deref())),
            "co-quan" => Cell::text(names(view, &[&self.agency], self.years)),
            "nam-cong-tac" => Cell::maybe(years(self.years)),
            "linh-vuc" => Cell::maybe(self.field.as_deref()),
            "ly-do" => Cell::maybe(self.reason.as_deref()),
            "co-quan-chon" => {
                let by = self.chosen_by.as_deref();
                Cell::maybe(by.map(|by| names(view, &[by], self.years)))
            }
            "su-kien" => Cell::maybe(self.event.as_deref().map(|code| state.event_name(code))),
            "van-ban" => paper(view, self.document.as_deref()),
            "phong-trao" => Cell::maybe(
                self.movement
                    .as_deref()
                    .map(|code| state.movement_name(code)),
            ),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        let status = self.status.as_deref();
        let place = STATUSES.iter().position(|known| Some(*known) == status);
        place.unwrap_or(STATUSES.len())
    }

    fn is_for(&self, view: &View) -> bool {
        super::sees(view, self)
    }

    fn is_shared(&self) -> bool {
        self.status.as_deref() == Some(SPREADING)
    }
}

/// What exemplars without names are called.
pub(super) fn unnamed(row: &Exemplar) -> &'static str {
    match row.kind.as_deref() {
        Some("tap_the") => "Tập thể chưa nêu tên",
        Some("ca_nhan") => "Cá nhân chưa nêu tên",
        _ => "Tập thể, cá nhân chưa nêu tên",
    }
}
