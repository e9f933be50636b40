//! The standing of units as a list: found, sorted, printed, exported like every other.

use std::borrow::Cow;

use thidua_domain::access::{Permission, Target};
use thidua_domain::amount::Decimal;
use thidua_domain::text::number::decimal_vn;
use thidua_files::sheet::Value;

use super::{UnitStanding, standing};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

/// Which standing is asked for.
#[derive(Clone, Debug, Default)]
pub struct AskStanding {
    /// Code of the movement.
    pub movement: String,
    /// Work year; `None`: the newest.
    pub year: Option<i16>,
}

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("don-vi", "Đơn vị", Kind::Text, 40).searched(),
    Column::new("chi-tieu", "Chỉ tiêu", Kind::Text, 44)
        .searched()
        .filtered(),
    Column::new("linh-vuc", "Lĩnh vực", Kind::Text, 24)
        .filtered()
        .more(),
    Column::new("phai-dat", "Phải đạt", Kind::Number, 18),
    Column::new("tien-do", "Tiến độ đến tháng này", Kind::Number, 18),
    Column::new("da-dat", "Đã đạt", Kind::Number, 18),
    Column::new("chenh-lech", "Chênh lệch so tiến độ", Kind::Number, 18),
    Column::new("so-chi-tieu", "So với chỉ tiêu (%)", Kind::Number, 16),
    Column::new("don-vi-tinh", "Đơn vị tính", Kind::Text, 14),
    Column::new("thang", "Số liệu đến", Kind::Text, 20).filtered(),
    Column::new("chung", "Chỉ tiêu của", Kind::Text, 26)
        .filtered()
        .more(),
    Column::new("giai-thich", "Giải thích", Kind::Text, 50).more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("vuot", "Vượt", Tone::Ok),
    State::new("dat", "Đạt", Tone::Ok),
    State::new("dung-tien-do", "Đúng tiến độ", Tone::Info),
    State::new("cham", "Chậm tiến độ", Tone::Bad),
    State::new("chua-dat", "Chưa đạt", Tone::Wait),
    State::new("chua-ro", "Chưa đủ số liệu", Tone::Off),
];

/// The rows in reach.
pub struct StandingList<'a> {
    view: &'a View,
    about: About,
    lines: Vec<UnitStanding>,
}

impl<'a> StandingList<'a> {
    /// The standing the reader may see.
    ///
    /// # Errors
    /// As [`standing`]; [`AppError::Forbidden`] for who may not print, where it is to leave.
    pub fn new(view: &'a View, ask: &AskStanding, leaving: bool) -> Result<Self, AppError> {
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        let found = standing(view, &ask.movement, ask.year)?;
        Ok(Self {
            view,
            about: About {
                id: "ket-qua-phong-trao",
                kind: "Danh sách",
                title: format!("Kết quả của từng đơn vị – {}", found.name),
                unit: "dòng",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::up("chi-tieu")),
                within: vec![format!("năm công tác {}", found.year)],
            },
            lines: found.rows,
        })
    }
}

/// Place of a row's state.
fn place(line: &UnitStanding) -> usize {
    match (line.status, line.behind, line.month) {
        (Some("vuot"), ..) => 0,
        (Some("dat"), ..) => 1,
        (Some(_), ..) if line.deviation.is_none() || line.month == Some(12) => 4,
        (Some(_), true, _) => 3,
        (Some(_), false, _) => 2,
        (None, ..) => 5,
    }
}

fn said(text: Option<&String>) -> Cell {
    text.map_or_else(Cell::default, |text| {
        let shown = Decimal::parse(text).map_or_else(|_| text.clone(), decimal_vn);
        Cell::number(shown, Value::Decimal(text.clone()))
    })
}

impl Source for StandingList<'_> {
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
        match column.id {
            "don-vi" => Cow::Borrowed(&line.agency),
            "chi-tieu" => Cow::Borrowed(&line.target_code),
            STATE => Cow::Borrowed(STATES.get(place(line)).map_or("", |state| state.code)),
            _ => Cow::Owned(self.cell(row, column).text),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let labels = &self.view.state.catalogue.labels;
        match column.id {
            "don-vi" => Cell::text(line.agency_name.as_str())
                .leading(format!("/co-quan/{}/tien-do", part(&line.agency))),
            "chi-tieu" => Cell::text(line.name.as_str()),
            "linh-vuc" => Cell::text(line.field.as_str()),
            "phai-dat" => {
                let sign = labels.word("chi-tieu.phep_so", &line.op);
                match &line.goal {
                    Some(_) if line.op == ">=" => said(line.goal.as_ref()),
                    Some(goal) => Cell::text(format!("{sign} {}", goal.replace('.', ","))),
                    None => Cell::default(),
                }
            }
            "tien-do" => said(line.pace.as_ref()),
            "da-dat" => said(line.actual.as_ref()),
            "chenh-lech" => said(line.deviation.as_ref()),
            "so-chi-tieu" => said(line.share.as_ref()),
            "don-vi-tinh" => Cell::text(line.unit.as_str()),
            "thang" => Cell::maybe(line.month.map(|month| {
                let of = thidua_domain::time::Window {
                    year: thidua_domain::time::WorkYear(line.year),
                    month,
                };
                of.label()
            })),
            "chung" => Cell::text(match line.common {
                true => "Chung của phong trào",
                false => "Riêng của đơn vị",
            }),
            "giai-thich" => Cell::maybe(line.reason.as_deref()),
            _ => Cell::default(),
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        let line = self.lines.get(row);
        Cow::Owned(line.map_or_else(String::new, |line| {
            let group = line.group.as_deref().unwrap_or_default();
            format!("{}|{}|{group}", line.agency, line.target_code)
        }))
    }

    fn state(&self, row: usize) -> usize {
        self.lines.get(row).map_or(5, place)
    }
}
