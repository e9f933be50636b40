//! The list of events.

use std::borrow::Cow;

use thidua_domain::event::Event;
use thidua_domain::time::YearSpan;

use super::holders;
use crate::deed::list::{Deed, code, day, names, sources, years};
use crate::deed::{Papers, label, lines};
use crate::listing::{Cell, Column, Kind, Order, State, Tone, part};
use crate::state::View;

const STATES: &[State] = &[
    State::new("da-dien-ra", "Đã diễn ra", Tone::Ok),
    State::new("sap-toi", "Sắp tới", Tone::Info),
    State::new("chua-ro-ngay", "Chưa rõ ngày", Tone::Wait),
];

impl Deed for Event {
    const SHEET: &'static str = "su-kien";
    const COLUMNS: &'static [Column] = &[
        Column::new("ten", "Sự kiện", Kind::Text, 46).searched(),
        Column::new("loai", "Loại", Kind::Text, 22).filtered(),
        Column::new("ngay", "Ngày", Kind::Date, 16),
        Column::new("den-ngay", "Đến ngày", Kind::Date, 16).more(),
        Column::new("dia-diem", "Địa điểm", Kind::Text, 24).searched(),
        Column::new("co-quan", "Cơ quan tổ chức", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Nhìn lại năm", Kind::Text, 12)
            .filtered()
            .more(),
        Column::new("thanh-phan", "Thành phần", Kind::Text, 40)
            .searched()
            .more(),
        Column::new("noi-dung", "Nội dung", Kind::Text, 50).searched(),
        Column::new("con-so", "Con số", Kind::Text, 30).more(),
        Column::new("dip", "Dịp", Kind::Text, 26).searched().more(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34)
            .filtered()
            .more(),
        Column::new("van-ban", "Văn bản", Kind::Text, 28)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Sự kiện", "sự kiện", Some(Order::down("ngay")));

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        holders(self).collect()
    }

    fn span(&self) -> Option<YearSpan> {
        // The work year it took place in: a conference of October looks back on the year before.
        let day = self.from.or(self.to);
        day.map(|day| YearSpan::single(day.work_year()))
            .or(self.years)
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => Some(Cow::Owned(self.kinds.join(";"))),
            "ngay" => day(self.from),
            "den-ngay" => day(self.to),
            "co-quan" => Some(Cow::Owned(self.agencies().join(";"))),
            "phong-trao" => match self.movements.as_slice() {
                [] => code(None),
                several => Some(Cow::Owned(several.join(";"))),
            },
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let word = |list: &str, code: &str| label(state, list, Some(code)).unwrap_or_default();
        let each = |texts: Vec<String>| Cell::text(lines(&texts));
        match column {
            "ten" => {
                let name = self.name.as_deref().unwrap_or("Sự kiện chưa đặt tên");
                match &self.code {
                    Some(code) => Cell::text(name).leading(format!("/su-kien/{}", part(code))),
                    None => Cell::text(name),
                }
            }
            "loai" => each(
                self.kinds
                    .iter()
                    .map(|kind| word("su-kien.loai", kind))
                    .collect(),
            ),
            "ngay" => Cell::date(self.from),
            "den-ngay" => Cell::date(self.to),
            "dia-diem" => Cell::maybe(self.place.as_deref()),
            "co-quan" => Cell::text(names(view, &self.agencies(), self.span())),
            "nam-cong-tac" => Cell::maybe(years(self.years)),
            "thanh-phan" => each(
                self.parts
                    .iter()
                    .map(|part| {
                        let role = word("su-kien.thanh_phan", &part.role);
                        let name = names(view, &[&part.who], self.span());
                        format!("{name} ({})", role.to_lowercase())
                    })
                    .collect(),
            ),
            "noi-dung" => Cell::text(lines(&self.lines)),
            "con-so" => each(
                self.figures
                    .iter()
                    .map(|(name, number)| format!("{name}: {number}"))
                    .collect(),
            ),
            "dip" => Cell::maybe(self.occasion.as_deref()),
            "phong-trao" => each(
                self.movements
                    .iter()
                    .map(|code| state.movement_name(code))
                    .collect(),
            ),
            "van-ban" => each(Papers::cited(state, &self.documents)),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, view: &View) -> usize {
        match self.from.or(self.to) {
            Some(day) if day.first_day() > view.today => 1,
            Some(_) => 0,
            None => 2,
        }
    }
}
