//! The list of initiatives.

use std::borrow::Cow;
use std::collections::BTreeSet;

use thidua_domain::access::{Permission, Target};
use thidua_domain::initiative::{Initiative, Stage};

use super::{PERMISSION, agencies, sees};
use crate::AppError;
use crate::listing::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::state::View;

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("ten", "Tên sáng kiến", Kind::Text, 52).searched(),
    Column::new("ma", "Mã", Kind::Code, 18).searched().more(),
    Column::new("tac-gia", "Tác giả", Kind::Text, 36).searched(),
    Column::new("co-quan", "Cơ quan", Kind::Text, 34)
        .searched()
        .filtered(),
    Column::new("loai", "Sáng kiến, đề tài", Kind::Text, 16)
        .filtered()
        .more(),
    Column::new("linh-vuc", "Lĩnh vực", Kind::Text, 22)
        .searched()
        .filtered(),
    Column::new("pham-vi", "Phạm vi", Kind::Text, 14).filtered(),
    Column::new("van-ban", "Văn bản công nhận", Kind::Text, 28).searched(),
    Column::new("ngay", "Ngày công nhận", Kind::Date, 16),
    Column::new("nam", "Năm", Kind::Text, 10).filtered(),
    Column::new("ngay-dang-ky", "Ngày đăng ký", Kind::Date, 16).more(),
    Column::new("ap-dung-tu", "Áp dụng từ", Kind::Date, 16).more(),
    Column::new("noi-ap-dung", "Nơi áp dụng", Kind::Text, 34)
        .searched()
        .more(),
    Column::new("hieu-qua", "Hiệu quả", Kind::Text, 50)
        .searched()
        .more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("da-cong-nhan", "Đã công nhận", Tone::Ok),
    State::new("dang-ap-dung", "Đang áp dụng", Tone::Info),
    State::new("da-dang-ky", "Đã đăng ký", Tone::Wait),
    State::new("khong-cong-nhan", "Không được công nhận", Tone::Off),
];

/// The initiatives in reach.
pub struct Initiatives<'a> {
    view: &'a View,
    about: About,
    lines: Vec<&'a Initiative>,
}

impl<'a> Initiatives<'a> {
    /// The initiatives the reader may see, of an agency with what is below where one is named.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] without the permission, [`AppError::NotFound`] for an agency out of reach.
    pub fn new(view: &'a View, within: Option<&str>, leaving: bool) -> Result<Self, AppError> {
        view.permit(PERMISSION, Target::Any)?;
        if leaving {
            view.permit(Permission::Print, Target::Any)?;
        }
        if let Some(agency) = within {
            view.permit_agency(PERMISSION, agency)?;
        }
        let codes = within.and_then(|code| view.state.org.find(code));
        let codes = codes.map(|agency| view.state.org.lineage(&agency.code));
        let inside = |initiative: &Initiative, codes: &BTreeSet<&str>| {
            let mut agencies = agencies(view, initiative).into_iter();
            agencies.any(|agency| codes.contains(agency))
        };
        let all = view.state.initiatives.values();
        let lines = all
            .filter(|initiative| sees(view, initiative))
            .filter(|initiative| codes.as_ref().is_none_or(|codes| inside(initiative, codes)));
        let mut about = About {
            id: "sang-kien",
            kind: "Danh sách",
            title: "Sáng kiến".to_owned(),
            unit: "sáng kiến",
            columns: COLUMNS,
            states: STATES,
            usual: Some(Order::down("ngay")),
            within: Vec::new(),
        };
        if let Some(agency) = within {
            about.title = format!("Sáng kiến của {}", view.state.name_on(agency, view.today));
            about.within.push("gồm các cơ quan trực thuộc".to_owned());
        }
        Ok(Self {
            view,
            about,
            lines: lines.collect(),
        })
    }

    fn authors(&self, initiative: &Initiative) -> String {
        let named = initiative.authors.iter().map(|author| {
            let name = self.view.state.name_on(&author.person, self.view.today);
            match author.share {
                Some(share) => format!("{name} ({} %)", share.vn()),
                None => name,
            }
        });
        named.collect::<Vec<_>>().join("; ")
    }
}

/// Code of `Loại`.
fn kind(initiative: &Initiative) -> &'static str {
    let at = usize::from(initiative.is_task);
    thidua_domain::initiative::KINDS
        .get(at)
        .copied()
        .unwrap_or("")
}

impl Source for Initiatives<'_> {
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
            "ten" | "ma" => &line.code,
            "tac-gia" => return text(Some(self.authors(line))),
            "co-quan" => return text(Some(agencies(self.view, line).join(";"))),
            "loai" => kind(line),
            "pham-vi" => line.scope.as_deref().unwrap_or_default(),
            "van-ban" => line.document.as_deref().unwrap_or_default(),
            "ngay" => return text(line.recognised_on.map(|day| day.to_string())),
            "ngay-dang-ky" => return text(line.registered_on.map(|day| day.to_string())),
            "ap-dung-tu" => return text(line.applied_from.map(|day| day.to_string())),
            "noi-ap-dung" => return text(Some(line.applied_at.join("; "))),
            "hieu-qua" => line.effect.as_deref().unwrap_or_default(),
            "linh-vuc" => line.field.as_deref().unwrap_or_default(),
            STATE => STATES.get(self.state(row)).map_or("", |state| state.code),
            _ => return text(line.year().map(|year| year.to_string())),
        })
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let Some(line) = self.lines.get(row) else {
            return Cell::default();
        };
        let state = self.view.state.as_ref();
        match column.id {
            "ten" => {
                Cell::text(line.name.as_str()).leading(format!("/sang-kien/{}", part(&line.code)))
            }
            "ma" => Cell::text(line.code.as_str()),
            "tac-gia" => Cell::text(self.authors(line)),
            "co-quan" => {
                let names = agencies(self.view, line).into_iter();
                let names = names.map(|code| state.name_on(code, self.view.today));
                Cell::text(names.collect::<Vec<_>>().join("; "))
            }
            "loai" => Cell::text(state.catalogue.labels.word("sang-kien.loai", kind(line))),
            "pham-vi" => {
                let labels = &state.catalogue.labels;
                let scope = line.scope.as_deref();
                Cell::maybe(scope.map(|scope| labels.word("sang-kien.pham_vi", scope)))
            }
            "van-ban" => match &line.document {
                Some(code) if state.documents.contains_key(code) => {
                    Cell::text(state.cited(code)).leading(format!("/van-ban/{}", part(code)))
                }
                document => Cell::maybe(document.as_deref()),
            },
            "ngay" => Cell::date(line.recognised_on),
            "ngay-dang-ky" => Cell::date(line.registered_on),
            "ap-dung-tu" => Cell::date(line.applied_from),
            "noi-ap-dung" => Cell::text(line.applied_at.join("; ")),
            "hieu-qua" => Cell::maybe(line.effect.as_deref()),
            "linh-vuc" => Cell::maybe(line.field.as_deref()),
            _ => Cell::maybe(line.year().map(|year| year.to_string())),
        }
    }

    fn state(&self, row: usize) -> usize {
        let stage = self.lines.get(row).map(|line| line.stage);
        match stage {
            None | Some(Stage::Recognised) => 0,
            Some(Stage::Applied) => 1,
            Some(Stage::Registered) => 2,
            Some(Stage::Refused) => 3,
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.code))
    }
}
