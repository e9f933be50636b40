//! The audit trail of some days.

use std::borrow::Cow;

use super::users::moment;
use super::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone};
use crate::audit::EventRow;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("so", "Số", Kind::Number, 12),
    Column::new("thoi-diem", "Thời điểm", Kind::Moment, 24),
    Column::new("ho-ten", "Người thực hiện", Kind::Name, 30).searched(),
    Column::new("nguoi", "Tên đăng nhập", Kind::Code, 24)
        .searched()
        .filtered(),
    Column::new("viec", "Việc làm", Kind::Text, 30)
        .searched()
        .filtered(),
    Column::new("doi-tuong", "Đối tượng", Kind::Code, 40).searched(),
    Column::new("ly-do", "Lý do", Kind::Text, 50).searched(),
    Column::new("qua", "Qua", Kind::Text, 16).filtered(),
    Column::new(STATE, "Nhóm việc", Kind::State, 18).more(),
];

/// What the commands are about, by the first part of their codes.
const STATES: &[State] = &[
    State::new("du-lieu", "Dữ liệu", Tone::Info),
    State::new("dang-nhap", "Đăng nhập", Tone::Ok),
    State::new("tai-khoan", "Tài khoản, vai trò", Tone::Wait),
    State::new("he-thong", "Hệ thống", Tone::Off),
];

/// Names in the address of the groups commands fall into.
pub fn groups() -> impl Iterator<Item = &'static str> {
    STATES.iter().map(|state| state.code)
}

/// The events of one answer of [`crate::audit`], which has asked for permission.
pub struct Trails<'a> {
    about: About,
    rows: &'a [EventRow],
}

impl<'a> Trails<'a> {
    /// The list over these events; `within` says which days they are of.
    pub fn new(rows: &'a [EventRow], within: Vec<String>) -> Self {
        Self {
            about: About {
                id: "nhat-ky",
                kind: "Bản trích",
                title: "Nhật ký hệ thống".to_owned(),
                unit: "việc",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::down("so")),
                within,
            },
            rows,
        }
    }
}

impl Source for Trails<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(event) = self.rows.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column.id {
            "ho-ten" => &event.actor_name,
            "nguoi" => &event.actor,
            "viec" => &event.command,
            "doi-tuong" => &event.subject,
            "ly-do" => event.reason.as_deref().unwrap_or_default(),
            "qua" => &event.channel,
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => return Cow::Owned(event.number.to_string()),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(event) = self.rows.get(row) else {
            return Cell::default();
        };
        match column.id {
            "so" => Cell::count(event.number),
            "thoi-diem" => moment(Some(event.at)),
            "ho-ten" => Cell::text(event.actor_name.as_str()),
            "nguoi" => Cell::text(event.actor.as_str()),
            "viec" => Cell::text(event.command_name),
            "doi-tuong" => Cell::text(event.subject.as_str()),
            "ly-do" => Cell::maybe(event.reason.as_deref()),
            _ => Cell::text(event.channel.as_str()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let command = self
            .rows
            .get(row)
            .map_or("", |event| event.command.as_str());
        match command.split('.').next().unwrap_or_default() {
            "session" => 1,
            "account" | "access" => 2,
            "backup" | "job" | "system" => 3,
            _ => 0,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        let number = self.rows.get(row).map(|event| event.number.to_string());
        Cow::Owned(number.unwrap_or_default())
    }
}
