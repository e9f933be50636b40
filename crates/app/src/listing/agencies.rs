//! The agencies as one flat list beside the tree.

use std::borrow::Cow;

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::org::{Agency, Level, Spell};

use super::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::AppError;
use crate::org::PERMISSION;
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ten", "Cơ quan", Kind::Text, 50).searched(),
    Column::new("ma", "Mã", Kind::Code, 22).searched().more(),
    Column::new("ten-ngan", "Tên ngắn", Kind::Text, 30)
        .searched()
        .more(),
    Column::new("cap", "Cấp", Kind::Text, 24).filtered(),
    Column::new("cap-tren", "Cấp trên trực tiếp", Kind::Text, 46)
        .searched()
        .filtered(),
    Column::new("dia-ban", "Địa bàn", Kind::Text, 26).searched(),
    Column::new("truc-thuoc", "Số cơ quan trực thuộc", Kind::Number, 14),
    Column::new("tu-ngay", "Từ ngày", Kind::Date, 18).more(),
    Column::new("den-ngay", "Đến ngày", Kind::Date, 18).more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang-hoat-dong", "Đang hoạt động", Tone::Ok),
    State::new("het-hoat-dong", "Đã sắp xếp, không còn", Tone::Off),
    State::new("chua-thanh-lap", "Chưa thành lập", Tone::Wait),
    State::new("ngoai-he-thong", "Ngoài hệ thống", Tone::Info),
];

struct Line<'a> {
    agency: &'a Agency,
    spell: &'a Spell,
    below: usize,
    state: usize,
}

/// All agencies on a day, which are common knowledge.
pub struct Agencies<'a> {
    view: &'a View,
    about: About,
    on: Date,
    lines: Vec<Line<'a>>,
}

impl<'a> Agencies<'a> {
    /// The agencies as they are on a day.
    ///
    /// # Errors
    /// As [`View::permit`].
    pub fn new(view: &'a View, on: Date) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        let org = &view.state.org;
        let line = |agency: &'a Agency| {
            let spell = agency.nearest(on)?;
            let begun = agency.born().is_none_or(|born| born.first_day() <= on);
            let state = match agency.on(on) {
                _ if spell.level == Level::Outside => 3,
                Some(_) => 0,
                None if begun => 1,
                None => 2,
            };
            Some(Line {
                agency,
                spell,
                below: org.children_on(&agency.code, on).len(),
                state,
            })
        };
        let mut within = Vec::new();
        if on != view.today {
            within.push(format!("vào ngày {}", on.strftime("%d/%m/%Y")));
        }
        Ok(Self {
            view,
            about: About {
                id: "co-quan",
                kind: "Danh sách",
                title: "Cơ quan".to_owned(),
                unit: "cơ quan",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::up("ten")),
                within,
            },
            on,
            lines: org.iter().filter_map(line).collect(),
        })
    }
}

impl Source for Agencies<'_> {
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
            "cap" => line.spell.level.code(),
            "cap-tren" => line.spell.parent.as_deref().unwrap_or_default(),
            "dia-ban" => line.spell.area.as_deref().unwrap_or_default(),
            "truc-thuoc" => return Cow::Owned(line.below.to_string()),
            STATE => STATES.get(line.state).map_or("", |state| state.code),
            _ => &line.agency.code,
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "ten" => {
                let mut path = format!("/co-quan/{}", part(&line.agency.code));
                if self.on != self.view.today {
                    path.push_str(&format!("?ngay={}", self.on));
                }
                let org = &state.org;
                Cell::text(org.labelled(&line.agency.code, &line.spell.name)).leading(path)
            }
            "ma" => Cell::text(line.agency.code.as_str()),
            "ten-ngan" => Cell::maybe(line.spell.short_name.as_deref()),
            "cap" => Cell::text(state.catalogue.labels.word("cap", line.spell.level.code())),
            "cap-tren" => {
                let parent = line.spell.parent.as_ref();
                Cell::maybe(parent.map(|code| state.label_on(code, self.on)))
            }
            "dia-ban" => Cell::maybe(line.spell.area.as_deref()),
            "truc-thuoc" => match line.below {
                0 => Cell::default(),
                below => Cell::count(i64::try_from(below).unwrap_or(i64::MAX)),
            },
            "tu-ngay" => Cell::date(line.agency.born()),
            _ => Cell::date(line.agency.ended()),
        }
    }

    fn state(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |line| line.state)
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.agency.code))
    }
}
