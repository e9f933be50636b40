//! The library as a list.

use std::borrow::Cow;

use thidua_domain::practice::{Practice, STATUSES, adopters};
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, names, paper, sources, years};
use crate::listing::{Cell, Column, Kind, Order, State, Tone, part};
use crate::state::View;

const STATES: &[State] = &[
    State::new("cho-pho-bien", "Chờ phổ biến", Tone::Wait),
    State::new("da-pho-bien", "Đã phổ biến", Tone::Ok),
    State::new("tra-lai", "Trả lại", Tone::Bad),
    State::new("da-thoi", "Đã thôi", Tone::Off),
];

impl Deed for Practice {
    const SHEET: &'static str = "cach-lam-hay";
    const COLUMNS: &'static [Column] = &[
        Column::new("cach-lam", "Cách làm hay", Kind::Text, 44).searched(),
        Column::new("loai", "Loại", Kind::Text, 16).filtered(),
        Column::new("linh-vuc", "Lĩnh vực", Kind::Text, 30)
            .searched()
            .filtered(),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("ap-dung", "Đơn vị áp dụng", Kind::Number, 16),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12).filtered(),
        Column::new("hieu-qua", "Hiệu quả", Kind::Text, 44).searched(),
        Column::new("noi-dung", "Cách làm cụ thể", Kind::Text, 50)
            .searched()
            .more(),
        Column::new("tac-gia", "Tác giả", Kind::Text, 30)
            .searched()
            .more(),
        Column::new("noi-ap-dung", "Nơi áp dụng", Kind::Text, 40)
            .searched()
            .more(),
        Column::new("van-ban", "Văn bản", Kind::Text, 28)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) =
        ("Cách làm hay", "cách làm", Some(Order::down("ap-dung")));

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        Practice::span(self)
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => code(self.kind.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let span = Practice::span(self);
        match column {
            "cach-lam" => {
                let path = format!("/cach-lam-hay/{}", part(&self.code));
                Cell::text(&self.name).leading(path)
            }
            "loai" => Cell::maybe(label(state, "cach-lam-hay.loai", self.kind.as_deref())),
            "linh-vuc" => Cell::maybe(self.field.as_deref()),
            "co-quan" => Cell::text(names(view, &[&self.agency], span)),
            "ap-dung" => {
                let (all, _) = adopters(state.adoptions.about(&self.code), view.today);
                Cell::count(i64::try_from(all).unwrap_or_default())
            }
            "nam-cong-tac" => Cell::maybe(years(span)),
            "hieu-qua" => Cell::maybe(self.effect.as_deref()),
            "noi-dung" => Cell::maybe(self.text.as_deref()),
            "tac-gia" => {
                let codes: Vec<&str> = self.authors.iter().map(String::as_str).collect();
                Cell::text(names(view, &codes, span))
            }
            "noi-ap-dung" => {
                let rows = state.adoptions.about(&self.code);
                let codes: Vec<&str> = rows.map(|row| row.agency.as_str()).collect();
                Cell::text(names(view, &codes, None))
            }
            "van-ban" => paper(view, self.document.as_deref()),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        let place = STATUSES.iter().position(|known| *known == self.status);
        place.unwrap_or(1)
    }

    fn is_for(&self, view: &View) -> bool {
        super::sees(view, self)
    }

    fn is_shared(&self) -> bool {
        self.is_published()
    }
}
