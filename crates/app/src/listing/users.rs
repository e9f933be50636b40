//! The users an administrator manages.

use std::borrow::Cow;

use thidua_domain::access::EVERYWHERE;
use thidua_domain::time::Instant;

use super::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::account::UserRow;
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ho-ten", "Họ và tên", Kind::Name, 34).searched(),
    Column::new("ten", "Tên đăng nhập", Kind::Code, 28).searched(),
    Column::new("vai-tro", "Vai trò đang giữ", Kind::Text, 60)
        .searched()
        .filtered(),
    Column::new("ca-nhan", "Mã cá nhân", Kind::Code, 22)
        .searched()
        .more(),
    Column::new("dang-nhap", "Đăng nhập gần nhất", Kind::Moment, 24),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang-dung", "Đang dùng", Tone::Ok),
    State::new("cho-dat-mat-khau", "Chờ đặt mật khẩu", Tone::Wait),
    State::new("da-ngung", "Đã ngừng", Tone::Off),
];

/// The users of one answer of [`crate::account::list`], which has asked for permission.
pub struct Users<'a> {
    about: About,
    rows: &'a [UserRow],
    /// What each of them holds, in words.
    held: Vec<String>,
}

impl<'a> Users<'a> {
    /// The list over these rows.
    pub fn new(view: &View, rows: &'a [UserRow]) -> Self {
        let held = |user: &UserRow| {
            let grants = user.grants.iter().filter(|grant| grant.holds);
            let words = grants.map(|grant| {
                let place = match grant.agency.as_str() {
                    EVERYWHERE => "toàn hệ thống".to_owned(),
                    code => view.state.label_on(code, view.today),
                };
                format!("{}, {place}", grant.role_name)
            });
            words.collect::<Vec<_>>().join("; ")
        };
        Self {
            about: About {
                id: "nguoi-dung",
                kind: "Danh sách",
                title: "Người dùng".to_owned(),
                unit: "người dùng",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::up("ho-ten")),
                within: Vec::new(),
            },
            held: rows.iter().map(held).collect(),
            rows,
        }
    }
}

impl Source for Users<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(user) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column.id {
            "vai-tro" => self.held.get(row).map_or("", String::as_str),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => &user.name,
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(user) = self.rows.get(row) else {
            return Cell::default();
        };
        match column.id {
            "ho-ten" => Cell::text(user.full_name.as_str())
                .leading(format!("/quan-tri/nguoi-dung/{}", part(&user.name))),
            "ten" => Cell::text(user.name.as_str()),
            "vai-tro" => Cell::maybe(self.held.get(row).map(String::as_str)),
            "ca-nhan" => Cell::maybe(user.person.as_deref()),
            _ => moment(user.last_sign_in),
        }
    }

    fn state(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |user| match user {
            user if user.disabled => 2,
            user if user.waiting => 1,
            _ => 0,
        })
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.rows.get(row).map_or("", |user| &user.name))
    }
}

/// A moment (µs UTC) in the country's time.
pub(super) fn moment(at: Option<i64>) -> Cell {
    at.map_or_else(Cell::default, |at| Cell {
        number: Some(at),
        ..Cell::text(Instant(at).vn())
    })
}
