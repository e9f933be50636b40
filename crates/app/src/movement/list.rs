//! The list of movements.

use std::borrow::Cow;
use std::collections::BTreeSet;

use thidua_domain::access::{Permission, Target};
use thidua_domain::movement::{Movement, Stage};
use thidua_domain::time::WorkYear;

use super::show::{covered, day_of};
use super::{PERMISSION, Reach};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ten", "Phong trào thi đua", Kind::Text, 56).searched(),
    Column::new("ma", "Mã", Kind::Code, 20).searched().more(),
    Column::new("loai", "Loại", Kind::Text, 20).filtered(),
    Column::new("co-quan", "Cơ quan phát động", Kind::Text, 36)
        .searched()
        .filtered(),
    Column::new("tu", "Từ", Kind::Date, 14),
    Column::new("den", "Đến", Kind::Date, 14),
    Column::new("cap-tren", "Hưởng ứng", Kind::Text, 44)
        .searched()
        .more(),
    Column::new("chu-de", "Chủ đề", Kind::Text, 50)
        .searched()
        .more(),
    Column::new("van-ban", "Văn bản phát động", Kind::Text, 30).searched(),
    Column::new("ban-hanh", "Đơn vị đã ban hành kế hoạch", Kind::Text, 18),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("dang-dien-ra", "Đang diễn ra", Tone::Ok),
    State::new("sap-dien-ra", "Sắp diễn ra", Tone::Wait),
    State::new("da-ket-thuc", "Đã kết thúc", Tone::Off),
    State::new("chua-ro", "Chưa nêu thời gian", Tone::Off),
    State::new("du-thao", "Đang soạn", Tone::Wait),
    State::new("tam-dung", "Tạm dừng", Tone::Bad),
];

/// Which movements are asked for.
#[derive(Clone, Debug, Default)]
pub struct AskMovements {
    /// Only those launched by this agency or by what is below it.
    pub within: Option<String>,
    /// Only those that run in a work year; `None`: of every year.
    pub year: Option<i16>,
}

/// The movements in reach.
pub struct Movements<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Movement>,
}

impl<'a> Movements<'a> {
    /// The movements the reader may see.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, ask: &AskMovements, leaving: bool) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        if let Some(agency) = &ask.within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let org = &view.state.org;
        let codes = ask.within.as_deref().map(|code| org.lineage(code));
        let inside = |movement: &Movement, codes: &BTreeSet<&str>| {
            let launcher = movement.launcher.as_deref();
            launcher.is_some_and(|launcher| codes.contains(launcher))
        };
        let reach = Reach::of(view);
        let all = view.state.movements.all().values();
        let lines = all
            .filter(|one| ask.year.is_none_or(|year| one.runs_in(WorkYear(year))))
            .filter(|one| codes.as_ref().is_none_or(|codes| inside(one, codes)))
            .filter(|one| reach.sees(one));
        let mut within = Vec::new();
        let mut title = "Phong trào thi đua".to_owned();
        if let Some(agency) = &ask.within {
            title = format!(
                "{title} do {} phát động",
                view.state.name_on(agency, view.today)
            );
            within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        within.extend(ask.year.map(|year| format!("năm công tác {year}")));
        Ok(Self {
            view,
            about: About {
                id: "phong-trao",
                kind: "Danh sách",
                title,
                unit: "phong trào",
                columns: COLUMNS,
                states: STATES,
                usual: Some(Order::down("tu")),
                within,
            },
            lines: lines.collect(),
        })
    }

    fn launcher(&self, movement: &Movement) -> Option<String> {
        let on = day_of(self.view, movement);
        let launcher = movement.launcher.as_ref();
        launcher.map(|code| self.view.state.name_on(code, on))
    }

    /// `11/12 (91,67%)`, or the stated share.
    fn coverage(&self, movement: &Movement) -> Option<String> {
        let found = covered(self.view, movement);
        let percent = found.percent?;
        let percent = percent.replace('.', ",");
        Some(match (found.issued, found.total) {
            (Some(issued), Some(total)) => format!("{issued}/{total} ({percent}%)"),
            _ => format!("{percent}%"),
        })
    }
}

impl Source for Movements<'_> {
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
        let text = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
        Cow::Borrowed(match column.id {
            "loai" => return Cow::Owned(line.kinds.join(";")),
            "co-quan" => line.launcher.as_deref().unwrap_or_default(),
            "tu" => return text(line.from.map(|day| day.to_string())),
            "den" => return text(line.to.map(|day| day.to_string())),
            "chu-de" => line.theme.as_deref().unwrap_or_default(),
            "cap-tren" => return Cow::Owned(line.parents.join(";")),
            "van-ban" => return Cow::Owned(line.documents.join(";")),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => &line.code,
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "ten" => {
                Cell::text(line.name.as_str()).leading(format!("/phong-trao/{}", part(&line.code)))
            }
            "ma" => Cell::text(line.code.as_str()),
            "loai" => {
                let labels = &state.catalogue.labels;
                let kinds = line.kinds.iter();
                let words = kinds.map(|code| labels.word("phong-trao.loai", code));
                Cell::text(words.collect::<Vec<_>>().join("; "))
            }
            "co-quan" => Cell::maybe(self.launcher(line)),
            "tu" => Cell::date(line.from),
            "den" => Cell::date(line.to),
            "cap-tren" => {
                let above = line.parents.iter();
                let names = above.filter_map(|code| Some(state.movements.get(code)?.name.clone()));
                Cell::text(names.collect::<Vec<_>>().join("; "))
            }
            "chu-de" => Cell::maybe(line.theme.as_deref()),
            "van-ban" => {
                let papers = line.documents.iter().map(|paper| state.cited(paper));
                Cell::text(papers.collect::<Vec<_>>().join("; "))
            }
            _ => Cell::maybe(self.coverage(line)),
        }
    }

    fn state(&self, row: usize) -> usize {
        let stage = self.lines.get(row).map(|line| line.stage(self.view.today));
        match stage {
            Some(Stage::Running) => 0,
            Some(Stage::Coming) => 1,
            Some(Stage::Over) => 2,
            Some(Stage::Draft) => 4,
            Some(Stage::Paused) => 5,
            _ => 3,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.code))
    }
}
