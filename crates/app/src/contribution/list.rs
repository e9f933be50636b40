//! The list of contributions.

use std::borrow::Cow;
use std::collections::HashSet;

use thidua_domain::amount::Decimal;
use thidua_domain::contribution::{Contribution, tally};
use thidua_domain::pivot::Amount;
use thidua_domain::time::YearSpan;
use thidua_files::sheet::Value;

use crate::deed::list::{Deed, code, day, names, sources, years};
use crate::deed::{is_own, label};
use crate::listing::{Cell, Column, Kind, LEVEL, Order, PROVINCE, State, Tone};
use crate::state::View;

const STATES: &[State] = &[
    State::new("co-so", "Có số lượng", Tone::Ok),
    State::new("khong-neu-so", "Không nêu số lượng", Tone::Wait),
];

impl Deed for Contribution {
    const SHEET: &'static str = "dong-gop";
    const COLUMNS: &'static [Column] = &[
        Column::new("khoan", "Khoản đóng góp", Kind::Text, 34).searched(),
        Column::new("hang-muc", "Hạng mục", Kind::Text, 34)
            .searched()
            .grouped(),
        Column::new("so-luong", "Số lượng", Kind::Number, 18).more(),
        Column::new("nguon", "Nguồn đóng góp", Kind::Text, 18).filtered(),
        Column::new("loai", "Loại", Kind::Text, 14).filtered(),
        Column::new("co-quan", "Cơ quan", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("nam-cong-tac", "Năm", Kind::Text, 12).filtered(),
        Column::new("ngay", "Ngày", Kind::Date, 16).more(),
        Column::new("thu-huong", "Đối tượng thụ hưởng", Kind::Text, 36).searched(),
        Column::new("noi-nhan", "Nơi tiếp nhận", Kind::Text, 26)
            .searched()
            .more(),
        Column::new("phoi-hop", "Phối hợp", Kind::Text, 30)
            .searched()
            .more(),
        Column::new("phat-dong", "Cơ quan phát động", Kind::Text, 28)
            .filtered()
            .more(),
        Column::new("so-nguoi", "Số người tham gia", Kind::Number, 12).more(),
        Column::new("phong-trao", "Phong trào", Kind::Text, 34)
            .filtered()
            .more(),
        Column::new("ma-khoan", "Mã khoản chung", Kind::Code, 16)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
        Column::new(PROVINCE, "THADS tỉnh, thành phố", Kind::Text, 36)
            .grouped()
            .more(),
        Column::new(LEVEL, "Cấp cơ quan", Kind::Text, 24)
            .grouped()
            .more(),
        Column::state(),
    ];
    const STATES: &'static [State] = STATES;
    const TITLE: (&'static str, &'static str, Option<Order>) = (
        "Đóng góp xã hội",
        "khoản",
        Some(Order::down("nam-cong-tac")),
    );

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
            "nguon" => code(self.origin.as_deref()),
            "loai" => code(self.kind.as_deref()),
            "co-quan" => code(Some(&self.agency)),
            "phat-dong" => code(self.drive_by.as_deref()),
            "phong-trao" => code(self.movement.as_deref()),
            "ngay" => day(self.on),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        match column {
            "khoan" => Cell::text(self.titled()),
            "hang-muc" => Cell::text(self.items.join("; ")),
            "so-luong" => self.quantity.map_or_else(Cell::default, |quantity| {
                let value = quantity.to_i64().map_or_else(
                    || Value::Text(quantity.vn()),
                    |whole| Value::Integer(whole.into()),
                );
                Cell::number(quantity.vn(), value)
            }),
            "nguon" => {
                let list = "dong-gop.nguon_dong_gop";
                Cell::maybe(label(state, list, self.origin.as_deref()))
            }
            "loai" => Cell::maybe(label(state, "dong-gop.loai", self.kind.as_deref())),
            "co-quan" => Cell::text(names(view, &[&self.agency], self.span())),
            "nam-cong-tac" => Cell::maybe(years(self.span())),
            "ngay" => Cell::date(self.on),
            "thu-huong" => Cell::maybe(self.beneficiaries.as_deref()),
            "noi-nhan" => Cell::maybe(self.receiver.as_deref()),
            "phoi-hop" => Cell::text(self.partners.join("; ")),
            "phat-dong" => {
                let by = self.drive_by.as_deref();
                Cell::maybe(by.map(|by| names(view, &[by], self.span())))
            }
            "so-nguoi" => self.people.map_or_else(Cell::default, Cell::count),
            "phong-trao" => Cell::maybe(
                self.movement
                    .as_deref()
                    .map(|code| state.movement_name(code)),
            ),
            "ma-khoan" => Cell::maybe(self.gift.as_deref()),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        usize::from(self.quantity.is_none())
    }

    fn amount(&self, measure: &str) -> Amount {
        if measure == "so-nguoi" {
            return told(
                self.people.and_then(|count| Decimal::new(count.into(), 0)),
                true,
            );
        }
        // What each person gave is no sum, whatever it is measured in.
        let own = self.kind.as_deref() == Some(measure) && !self.each;
        match own {
            true => told(self.quantity, self.precision.is_exact()),
            false => Amount::Apart,
        }
    }

    fn repeats(rows: &[(usize, &Self)], near: &dyn Fn(&str) -> usize) -> HashSet<usize> {
        let counted = tally(rows.iter().copied(), near);
        counted.repeats.iter().map(|repeat| repeat.row).collect()
    }

    fn opens(&self, view: &View) -> bool {
        self.helped.is_none() || is_own(view, &self.agency)
    }
}

fn told(value: Option<Decimal>, exact: bool) -> Amount {
    value.map_or(Amount::Untold, |value| Amount::Told { value, exact })
}

/// What a contribution is called in a list.
pub(crate) trait Titled {
    /// How much of what, else what it was for, else whom it helped.
    fn titled(&self) -> String;
}

impl Titled for Contribution {
    fn titled(&self) -> String {
        let items = (!self.items.is_empty()).then(|| self.items.join("; "));
        self.in_words()
            .or(items)
            .or_else(|| {
                self.beneficiaries
                    .clone()
                    .map(|whom| format!("Giúp {whom}"))
            })
            .unwrap_or_else(|| "Đóng góp chưa nêu nội dung".to_owned())
    }
}
