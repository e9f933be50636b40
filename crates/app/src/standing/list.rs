//! The list of ranks that others gave.

use std::borrow::Cow;

use thidua_domain::standing::Standing;
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, names, paper, sources, years};
use crate::listing::{Cell, Column, Kind, Order, State};
use crate::state::View;

impl Deed for Standing {
    const SHEET: &'static str = "xep-hang";
    const COLUMNS: &'static [Column] = &[
        Column::new("co-quan", "Cơ quan", Kind::Text, 36)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 14).filtered(),
        Column::new("xep-theo", "Xếp theo", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("hang", "Hạng", Kind::Text, 14).filtered(),
        Column::new("thu", "Đứng thứ", Kind::Text, 14),
        Column::new("trong", "Trong phạm vi", Kind::Text, 34).filtered(),
        Column::new("xep-boi", "Cơ quan xếp hạng", Kind::Text, 30).filtered(),
        Column::new("van-ban", "Văn bản", Kind::Text, 26)
            .searched()
            .more(),
        Column::new("ghi-chu", "Ghi chú", Kind::Text, 40)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
    ];
    const STATES: &'static [State] = &[];
    const TITLE: (&'static str, &'static str, Option<Order>) = (
        "Kết quả xếp hạng",
        "kết quả",
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
            "xep-theo" => code(self.by.as_deref()),
            "hang" => code(self.class.as_deref()),
            "trong" => code(self.among.as_deref()),
            "xep-boi" => code(self.ranked_by.as_deref()),
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
            "co-quan" => Cell::text(names(view, &[&self.agency], self.years)),
            "nam-cong-tac" => {
                let months = self.month.filter(|month| *month != 12);
                let months = months.map(|month| format!("{month} tháng "));
                let years = years(self.years);
                Cell::maybe(years.map(|years| format!("{}{years}", months.unwrap_or_default())))
            }
            "xep-theo" => Cell::text(match self.by.as_deref() {
                Some(code) => state.catalogue.figure_name(code),
                None => "Xếp hạng chung của năm",
            }),
            "hang" => Cell::maybe(label(state, "xep-hang.hang", self.class.as_deref())),
            "thu" => {
                let of = self
                    .total
                    .map(|total| format!("/{total}"))
                    .unwrap_or_default();
                let place = self.place.map(|place| format!("{place}{of}"));
                Cell::maybe(place.map(|place| self.precision.before(&place)))
            }
            "trong" => named(&self.among),
            "xep-boi" => named(&self.ranked_by),
            "van-ban" => paper(view, self.document.as_deref()),
            "ghi-chu" => Cell::maybe(self.note.as_deref()),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        0
    }
}
