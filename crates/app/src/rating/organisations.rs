//! The list of ratings of Party and mass organisations of collectives: of an organisation, of nobody's membership.

use std::borrow::Cow;

use thidua_domain::access::{Permission, Target};
use thidua_domain::rating::{Level, OrganisationRating};

use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

/// What reading them asks for: like the collective's awards.
pub const PERMISSION: Permission = Permission::ViewAwards;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("tap-the", "Tập thể", Kind::Text, 40)
        .searched()
        .filtered(),
    Column::new("to-chuc", "Tổ chức", Kind::Text, 20).filtered(),
    Column::new("ten", "Tên tổ chức", Kind::Text, 30).searched(),
    Column::new("nam", "Năm", Kind::Text, 10).filtered(),
    Column::new("muc", "Mức xếp loại", Kind::Text, 30).filtered(),
    Column::new("van-ban", "Văn bản", Kind::Text, 30).searched(),
    Column::new("ghi-chu", "Ghi chú", Kind::Text, 36)
        .searched()
        .more(),
    Column::state(),
];

/// In the order of [`Level::ALL`].
const STATES: &[State] = &[
    State::new("htxsnv", "Xuất sắc", Tone::Ok),
    State::new("httnv", "Tốt", Tone::Ok),
    State::new("htnv", "Hoàn thành", Tone::Info),
    State::new("khtnv", "Không hoàn thành", Tone::Bad),
];

/// The ratings in reach.
pub struct Organisations<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a OrganisationRating>,
}

impl<'a> Organisations<'a> {
    /// The ratings the reader may see, of an agency with what is below where one is named.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, within: Option<&str>, leaving: bool) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        let state = view.state.as_ref();
        let codes = match within {
            None => None,
            Some(code) => {
                view.permit_agency(PERMISSION, code)?;
                let found = state.org.find(code);
                found.map(|agency| state.org.lineage(&agency.code))
            }
        };
        let mine = state.organisations.iter().filter(|(agency, _)| {
            let codes = codes.as_ref();
            codes.is_none_or(|codes| codes.contains(agency.as_str()))
                && view.sees(PERMISSION, agency)
                && (!leaving || view.sees(Permission::Print, agency))
        });
        let mut about = About {
            id: "xep-loai-doan-the",
            kind: "Danh sách",
            title: "Xếp loại tổ chức đảng, đoàn thể".to_owned(),
            unit: "kết quả xếp loại",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::down("nam")),
            within: Vec::new(),
        };
        if let Some(code) = within {
            about.title = format!("{} – {}", about.title, state.name_on(code, view.today));
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        Ok(Self {
            view,
            about,
            lines: mine.flat_map(|(_, rows)| rows).collect(),
        })
    }
}

impl Source for Organisations<'_> {
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
            // The name is that of the year.
            "tap-the" => return Cow::Owned(format!("{}\n{}", line.agency, line.year)),
            "to-chuc" => &line.organisation,
            "ten" => line.name.as_deref().unwrap_or_default(),
            "nam" => return Cow::Owned(line.year.0.to_string()),
            "muc" => line.level.code(),
            "van-ban" => line.document.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => line.note.as_deref().unwrap_or_default(),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        let labels = &state.catalogue.labels;
        match column.id {
            "tap-the" => {
                let name = state.name_on(&line.agency, line.year.last_day());
                Cell::text(name).leading(format!("/co-quan/{}", part(&line.agency)))
            }
            "to-chuc" => Cell::text(labels.word("xep-loai-doan-the.to_chuc", &line.organisation)),
            "ten" => Cell::maybe(line.name.as_deref()),
            "nam" => Cell::text(line.year.0.to_string()),
            "muc" => Cell::text(labels.word("danh-gia.muc_xep_loai", line.level.code())),
            "van-ban" => match &line.document {
                Some(code) if state.documents.contains_key(code) => {
                    Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
                }
                document => Cell::maybe(document.as_deref()),
            },
            _ => Cell::maybe(line.note.as_deref()),
        }
    }

    fn state(&self, row: usize) -> usize {
        let level = self.lines.get(row).map(|line| line.level);
        let place = level.and_then(|level| Level::ALL.iter().position(|own| *own == level));
        place.unwrap_or_default()
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.key))
    }
}
