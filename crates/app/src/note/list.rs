//! The list of sentences, and of limits and solutions that are followed.

use std::borrow::Cow;

use thidua_domain::note::{Note, Standing};
use thidua_domain::time::YearSpan;
use thidua_files::sheet::Value;

use crate::deed::label;
use crate::deed::list::{Deed, code, day, names, sources, years};
use crate::listing::{Cell, Column, Kind, Order, State, Tone};
use crate::state::View;

const STATES: &[State] = &[
    State::new("khong-theo-doi", "Không cần theo dõi", Tone::Off),
    State::new("con-han", "Đang làm, còn hạn", Tone::Info),
    State::new("qua-han", "Quá hạn", Tone::Bad),
    State::new("da-xong", "Đã xong", Tone::Ok),
    State::new("sap-han", "Sắp đến hạn", Tone::Wait),
    State::new("xong-tre", "Đã xong, trễ hạn", Tone::Off),
];

impl Deed for Note {
    const SHEET: &'static str = "noi-dung";
    const COLUMNS: &'static [Column] = &[
        Column::new("noi-dung", "Nội dung", Kind::Text, 70).searched(),
        Column::new("muc", "Mục", Kind::Text, 22).filtered(),
        Column::new("thu-tu", "Thứ tự", Kind::Number, 8),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12).filtered(),
        Column::new("nguoi-neu", "Người nêu", Kind::Text, 24).searched(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34).filtered(),
        Column::new("giao-cho", "Giao cho", Kind::Text, 26)
            .searched()
            .more(),
        Column::new("han", "Hạn hoàn thành", Kind::Date, 16).more(),
        Column::new("tien-do", "Tiến độ", Kind::Text, 14)
            .filtered()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Nội dung báo cáo", "câu", None::<Order>);

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
            "muc" => code(self.section.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            "phong-trao" => code(self.movement.as_deref()),
            "tien-do" => code(self.progress.as_deref()),
            "han" => day(self.due),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let named = |code: &Option<String>| {
            let code = code.as_deref();
            Cell::maybe(code.map(|code| names(view, &[code], self.years)))
        };
        match column {
            "noi-dung" => Cell::text(
                self.text
                    .clone()
                    .unwrap_or_else(|| "Chưa ghi nội dung".to_owned()),
            ),
            "muc" => Cell::maybe(label(state, "noi-dung.muc", self.section.as_deref())),
            "thu-tu" => self.order.map_or_else(Cell::default, |order| {
                Cell::number(order.to_string(), Value::Integer(order.into()))
            }),
            "co-quan" => Cell::text(names(view, &[&self.agency], self.years)),
            "nam-cong-tac" => Cell::maybe(years(self.years)),
            "nguoi-neu" => named(&self.speaker),
            "phong-trao" => Cell::maybe(
                self.movement
                    .as_deref()
                    .map(|code| state.movement_name(code)),
            ),
            "giao-cho" => named(&self.owner),
            "han" => Cell::date(self.due),
            "tien-do" => Cell::maybe(label(state, "noi-dung.tien_do", self.progress.as_deref())),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, view: &View) -> usize {
        match self.standing(view.today) {
            None => 0,
            Some(Standing::Open) => 1,
            Some(Standing::Late) => 2,
            Some(Standing::Done) => 3,
            Some(Standing::Due) => 4,
            Some(Standing::DoneLate) => 5,
        }
    }
}
