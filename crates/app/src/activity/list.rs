//! The list of activities.

use std::borrow::Cow;

use thidua_domain::activity::Activity;
use thidua_domain::text::number::group;
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, day, names, sources, years};
use crate::listing::{Cell, Column, Kind, LEVEL, Order, PROVINCE, State};
use crate::state::View;

impl Deed for Activity {
    const SHEET: &'static str = "hoat-dong";
    const COLUMNS: &'static [Column] = &[
        Column::new("noi-dung", "Hoạt động", Kind::Text, 60).searched(),
        Column::new("loai", "Loại", Kind::Text, 20).filtered(),
        Column::new("so-luong", "Số lượng", Kind::Text, 16),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12).filtered(),
        Column::new("ngay", "Ngày", Kind::Date, 16).more(),
        Column::new("danh-cho", "Dành cho", Kind::Text, 32).searched(),
        Column::new("phoi-hop", "Phối hợp", Kind::Text, 30).searched(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34)
            .filtered()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::new(PROVINCE, "THADS tỉnh, thành phố", Kind::Text, 36)
            .grouped()
            .more(),
        Column::new(LEVEL, "Cấp cơ quan", Kind::Text, 24)
            .grouped()
            .more(),
    ];
    const STATES: &'static [State] = &[];
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Hoạt động", "hoạt động", Some(Order::down("nam-cong-tac")));

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        self.told(None).span()
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => code(self.kind.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            "phong-trao" => code(self.movement.as_deref()),
            "ngay" => day(self.on),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let kind = || label(state, "hoat-dong.loai", self.kind.as_deref());
        match column {
            "noi-dung" => Cell::text(
                self.text
                    .clone()
                    .or_else(kind)
                    .unwrap_or_else(|| "Hoạt động chưa nêu nội dung".to_owned()),
            ),
            "loai" => Cell::maybe(kind()),
            "so-luong" => {
                let unit = label(state, "don_vi_tinh", self.unit.as_deref()).unwrap_or_default();
                let number = self.count.map(group).unwrap_or_default();
                let said = self.precision.before(&number);
                match said.trim().is_empty() {
                    true => Cell::default(),
                    false => Cell::text(format!("{} {unit}", said.trim()).trim()),
                }
            }
            "co-quan" => Cell::text(names(view, &[&self.agency], self.span())),
            "nam-cong-tac" => Cell::maybe(years(self.span())),
            "ngay" => Cell::date(self.on),
            "danh-cho" => Cell::maybe(self.audience.as_deref()),
            "phoi-hop" => Cell::text(self.partners.join("; ")),
            "phong-trao" => Cell::maybe(
                self.movement
                    .as_deref()
                    .map(|code| state.movement_name(code)),
            ),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        0
    }
}
