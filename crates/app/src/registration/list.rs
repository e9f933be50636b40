//! The list of registrations.

use std::borrow::Cow;

use thidua_domain::registration::{Registration, Standing};
use thidua_domain::text::number::two_digits;
use thidua_domain::time::YearSpan;

use crate::deed::list::{Deed, code, day, names, sources};
use crate::deed::{label, lines};
use crate::listing::{Cell, Column, Kind, Order, State, Tone, part};
use crate::state::View;

const STATES: &[State] = &[
    State::new("cho-ghi-nhan", "Chờ ghi nhận", Tone::Wait),
    State::new("da-ghi-nhan", "Đã ghi nhận", Tone::Ok),
    State::new("tra-lai", "Trả lại", Tone::Bad),
    State::new("da-rut", "Đã rút", Tone::Off),
];

impl Deed for Registration {
    const SHEET: &'static str = "dang-ky";
    const COLUMNS: &'static [Column] = &[
        Column::new("doi-tuong", "Người, tập thể đăng ký", Kind::Text, 36).searched(),
        Column::new("loai", "Đối tượng", Kind::Text, 14).filtered(),
        Column::new("danh-hieu", "Danh hiệu, hình thức", Kind::Text, 36)
            .searched()
            .filtered(),
        Column::new("so-luong", "Số lượng", Kind::Text, 10),
        Column::new("sang-kien", "Sáng kiến, đề tài", Kind::Text, 46).searched(),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-dang-ky", "Năm", Kind::Text, 10).filtered(),
        Column::new("ngay", "Ngày đăng ký", Kind::Date, 16),
        Column::new("y-kien", "Ý kiến của đơn vị", Kind::Text, 34)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Đăng ký thi đua", "đăng ký", Some(Order::up("co-quan")));

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        Some(YearSpan::single(self.year))
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => code(self.kind.as_deref()),
            "danh-hieu" => code(self.award.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            "ngay" => day(self.on),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        match column {
            "doi-tuong" => match &self.subject {
                Some(code) => {
                    let mut cell = Cell::text(names(view, &[code], self.span()));
                    cell.person = state.people.contains_key(code);
                    match cell.person {
                        true => cell.leading(format!("/ca-nhan/{}", part(code))),
                        false => cell,
                    }
                }
                None => Cell::text("Chưa nêu tên"),
            },
            "loai" => Cell::maybe(label(state, "doi_tuong", self.kind.as_deref())),
            "danh-hieu" => Cell::text(match &self.award {
                Some(code) => super::name(state, code),
                None => "Chỉ đăng ký sáng kiến".to_owned(),
            }),
            "so-luong" => Cell::maybe(self.count.map(two_digits)),
            "sang-kien" => Cell::text(lines(&self.initiatives)),
            "co-quan" => Cell::text(names(view, &[&self.agency], self.span())),
            "nam-dang-ky" => Cell::text(self.year.to_string()),
            "ngay" => Cell::date(self.on),
            "y-kien" => Cell::maybe(self.answer.as_deref()),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        let place = Standing::ALL
            .iter()
            .position(|known| *known == self.standing);
        place.unwrap_or(1)
    }
}
