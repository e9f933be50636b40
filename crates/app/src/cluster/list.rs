//! The list of clusters and blocks of a year.

use std::borrow::Cow;

use thidua_domain::access::Target;
use thidua_domain::cluster::Cluster;
use thidua_domain::time::WorkYear;

use super::PERMISSION;
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ten", "Cụm, khối thi đua", Kind::Text, 44).searched(),
    Column::new("ma", "Mã", Kind::Code, 18).searched().more(),
    Column::new("quan-ly", "Cơ quan quản lý", Kind::Text, 36)
        .searched()
        .filtered(),
    Column::new("truong", "Trưởng cụm, khối", Kind::Text, 36).searched(),
    Column::new("pho", "Phó trưởng cụm, khối", Kind::Text, 36)
        .searched()
        .more(),
    Column::new("thanh-vien", "Số thành viên", Kind::Number, 14),
    Column::new("ngay-ky", "Ngày ký giao ước", Kind::Date, 18),
    Column::new("chu-de", "Chủ đề", Kind::Text, 50)
        .searched()
        .more(),
    Column::new("van-ban", "Văn bản", Kind::Text, 30).more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("da-ky", "Đã ký giao ước", Tone::Ok),
    State::new("chua-ky", "Chưa ghi nhận giao ước", Tone::Wait),
];

struct Line<'a> {
    block: &'a Cluster,
    members: usize,
}

/// The blocks of a year, which are common knowledge.
pub struct Clusters<'a> {
    view: &'a View,
    about: About,
    year: i16,
    lines: Vec<Line<'a>>,
}

impl<'a> Clusters<'a> {
    /// The blocks that judge a work year.
    ///
    /// # Errors
    /// As [`View::permit`].
    pub fn new(view: &'a View, year: i16) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        let state = view.state.as_ref();
        let on = WorkYear(year).last_day();
        let mut codes: Vec<&String> = state.clusters.keys().collect();
        codes.sort();
        let blocks = codes
            .into_iter()
            .filter_map(|code| state.cluster(code, year));
        let line = |block: &'a Cluster| Line {
            members: block.members_on(&state.org, on).len(),
            block,
        };
        Ok(Self {
            view,
            about: About {
                id: "cum-khoi",
                kind: "Danh sách",
                title: "Cụm, khối thi đua".to_owned(),
                unit: "cụm, khối",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::up("ten")),
                within: vec![format!("năm công tác {year}")],
            },
            year,
            lines: blocks.map(line).collect(),
        })
    }

    fn named(&self, code: &str) -> String {
        self.view
            .state
            .name_on(code, WorkYear(self.year).last_day())
    }
}

impl Source for Clusters<'_> {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let Some(Line { block, .. }) = self.lines.get(row) else {
            return Cow::Borrowed("");
        };
        Cow::Borrowed(match column.id {
            "quan-ly" => block.manager.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            // A block is one row: nothing else needs to be told apart.
            _ => &block.code,
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(Line { block, members }) = self.lines.get(row) else {
            return Cell::default();
        };
        match column.id {
            "ten" => Cell::text(block.name.as_str()).leading(format!(
                "/cum-khoi/{}?nam={}",
                part(&block.code),
                self.year
            )),
            "ma" => Cell::text(block.code.as_str()),
            "quan-ly" => Cell::maybe(block.manager.as_ref().map(|code| self.named(code))),
            "truong" => Cell::maybe(block.head.as_ref().map(|code| self.named(code))),
            "pho" => {
                let deputies = block.deputies.iter().map(|code| self.named(code));
                Cell::text(deputies.collect::<Vec<_>>().join("; "))
            }
            "thanh-vien" => Cell::count(i64::try_from(*members).unwrap_or(i64::MAX)),
            "ngay-ky" => Cell::date(block.signed_on),
            "chu-de" => Cell::maybe(block.theme.as_deref()),
            _ => Cell::maybe(
                block
                    .document
                    .as_ref()
                    .map(|code| self.view.state.cited(code)),
            ),
        }
    }

    fn state(&self, row: usize) -> usize {
        let signed =
            |line: &Line<'_>| line.block.signed_on.is_some() || !line.block.pact.is_empty();
        usize::from(!self.lines.get(row).is_some_and(signed))
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.block.code))
    }
}
