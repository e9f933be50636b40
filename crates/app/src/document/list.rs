//! The list of documents.

use std::borrow::Cow;

use thidua_domain::access::Target;
use thidua_domain::document::Document;

use super::PERMISSION;
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("van-ban", "Văn bản", Kind::Text, 34).searched(),
    Column::new("ma", "Mã", Kind::Code, 20).searched().more(),
    Column::new("so-ky-hieu", "Số, ký hiệu", Kind::Code, 24)
        .searched()
        .more(),
    Column::new("loai", "Loại", Kind::Text, 18).filtered(),
    Column::new("ngay", "Ngày ban hành", Kind::Date, 18),
    Column::new("nam-ban-hanh", "Năm ban hành", Kind::Text, 14)
        .filtered()
        .more(),
    Column::new("co-quan", "Cơ quan ban hành", Kind::Text, 32)
        .searched()
        .filtered(),
    Column::new("trich-yeu", "Trích yếu", Kind::Text, 60).searched(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("du", "Đủ thông tin", Tone::Ok),
    State::new("thieu", "Thiếu số, ngày hoặc trích yếu", Tone::Wait),
];

/// The list of documents, which are common knowledge.
pub struct Documents<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Document>,
}

impl<'a> Documents<'a> {
    /// All documents.
    ///
    /// # Errors
    /// As [`View::permit`].
    pub fn new(view: &'a View) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        Ok(Self {
            view,
            about: About {
                id: "van-ban",
                kind: "Danh sách",
                title: "Văn bản".to_owned(),
                unit: "văn bản",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::down("ngay")),
                within: Vec::new(),
            },
            lines: view.state.documents.values().collect(),
        })
    }
}

impl Source for Documents<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(line) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column.id {
            "van-ban" | "ma" => &line.code,
            "so-ky-hieu" => line.symbol.as_deref().unwrap_or_default(),
            "loai" => line.kind.as_deref().unwrap_or_default(),
            "ngay" => {
                let date = line.date.map(|date| date.to_string());
                return Cow::Owned(date.unwrap_or_default());
            }
            "nam-ban-hanh" => {
                let year = line.date.map(|date| date.first_day().year().to_string());
                return Cow::Owned(year.unwrap_or_default());
            }
            "co-quan" => line.issuer.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => line.subject.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "van-ban" => Cell::text(line.cited()).leading(format!("/van-ban/{}", part(&line.code))),
            "ma" => Cell::text(line.code.as_str()),
            "so-ky-hieu" => Cell::maybe(line.symbol.as_deref()),
            "loai" => {
                let kind = line.kind.as_deref();
                Cell::maybe(kind.map(|kind| state.catalogue.labels.word("van-ban.loai", kind)))
            }
            "ngay" => Cell::date(line.date),
            "nam-ban-hanh" => {
                Cell::maybe(line.date.map(|date| date.first_day().year().to_string()))
            }
            "co-quan" => {
                let on = line.date.map_or(self.view.today, |date| date.first_day());
                Cell::maybe(line.issuer.as_ref().map(|code| state.name_on(code, on)))
            }
            _ => Cell::maybe(line.subject.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |line| {
            let article = line.kind.as_deref() == Some("bai_viet");
            let whole =
                (article || line.symbol.is_some()) && line.date.is_some() && line.subject.is_some();
            usize::from(!whole)
        })
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.code))
    }
}
