//! How exemplars and practices were made known, as the pages and the list tell it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::exemplar::Spread;
use thidua_domain::text::number::group;
use thidua_domain::time::YearSpan;

use crate::deed::label;
use crate::deed::list::{Deed, code, day, names, paper, sources};
use crate::listing::{Cell, Column, Kind, Order, State, part};
use crate::state::View;

/// One session, visit or publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpreadLine {
    /// Its own code.
    #[serde(rename = "ma")]
    pub code: Option<String>,
    /// Code of the agency that did it.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Code of `Loại`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// Day, as exact as told.
    #[serde(rename = "ngay")]
    pub date: Option<String>,
    /// Title.
    #[serde(rename = "tieu_de")]
    pub title: Option<String>,
    /// Where.
    #[serde(rename = "noi_dang")]
    pub place: Option<String>,
    /// Web address, only where it may be followed.
    #[serde(rename = "dia_chi")]
    pub address: Option<String>,
    /// Names of the agencies that came.
    pub guests: Vec<String>,
    /// How many people came, in times, with the word of precision; `null`: not told.
    pub attended: Option<String>,
    /// The paper, as cited.
    #[serde(rename = "van_ban")]
    pub document: Option<String>,
}

/// How often something was made known, the newest first: `code` is an exemplar's or a practice's.
pub(crate) fn lines(view: &View, code: &str) -> Vec<SpreadLine> {
    let mut found: Vec<&Spread> = view.state.spreads.about(code).collect();
    found.sort_by_key(|row| std::cmp::Reverse(row.on));
    found.into_iter().map(|row| line(view, row)).collect()
}

fn attended(row: &Spread) -> Option<String> {
    let number = row
        .count
        .map(|count| group(count.unsigned_abs()))
        .unwrap_or_default();
    let words = row.precision.before(&number);
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn line(view: &View, row: &Spread) -> SpreadLine {
    let state = view.state.as_ref();
    let on = crate::achievement::day_of(view, row.span());
    let name = |code: &String| state.name_on(code, on);
    SpreadLine {
        code: row.code.clone(),
        agency_name: name(&row.agency),
        agency: row.agency.clone(),
        kind: row.kind.clone(),
        date: row.on.map(|day| day.to_string()),
        title: row.title.clone(),
        place: row.place.clone(),
        address: row.link().map(str::to_owned),
        guests: row.guests.iter().map(name).collect(),
        attended: attended(row),
        document: row.document.as_ref().map(|paper| state.cited(paper)),
    }
}

impl Deed for Spread {
    const SHEET: &'static str = "lan-toa";
    const COLUMNS: &'static [Column] = &[
        Column::new("tieu-de", "Tiêu đề", Kind::Text, 46).searched(),
        Column::new("loai", "Loại", Kind::Text, 26).filtered(),
        Column::new("ngay", "Ngày", Kind::Date, 14),
        Column::new("gioi-thieu", "Điển hình, cách làm hay", Kind::Text, 40).searched(),
        Column::new("co-quan", "Cơ quan tổ chức, đăng", Kind::Text, 34)
            .searched()
            .filtered(),
        Column::new("noi-dang", "Nơi đăng, nơi tổ chức", Kind::Text, 30).searched(),
        Column::new("tham-du", "Đơn vị tham dự", Kind::Text, 36)
            .searched()
            .more(),
        Column::new("so-luot", "Số lượt người dự", Kind::Text, 16).more(),
        Column::new("dia-chi", "Địa chỉ trên mạng", Kind::Text, 40).more(),
        Column::new("van-ban", "Văn bản", Kind::Text, 28)
            .searched()
            .more(),
        Column::new("theo", "Theo nguồn", Kind::Text, 34).more(),
    ];
    const STATES: &'static [State] = &[];
    const TITLE: (&'static str, &'static str, Option<Order>) = (
        "Lan tỏa điển hình, cách làm hay",
        "lần",
        Some(Order::down("ngay")),
    );

    fn key(&self) -> &str {
        &self.key
    }

    fn agencies(&self) -> Vec<&str> {
        vec![&self.agency]
    }

    fn span(&self) -> Option<YearSpan> {
        Spread::span(self)
    }

    fn raw(&self, column: &str) -> Option<Cow<'_, str>> {
        match column {
            "loai" => code(Some(&self.kind)),
            "ngay" => day(self.on),
            "co-quan" => code(Some(&self.agency)),
            _ => None,
        }
    }

    fn cell(&self, view: &View, column: &str) -> Cell {
        let state = view.state.as_ref();
        let span = Spread::span(self);
        match column {
            "tieu-de" => Cell::text(match (&self.title, &self.place) {
                (Some(title), _) => title.clone(),
                (None, Some(place)) => place.clone(),
                _ => "Không ghi tiêu đề".to_owned(),
            }),
            "loai" => Cell::maybe(label(state, "lan-toa.loai", Some(&self.kind))),
            "ngay" => Cell::date(self.on),
            "gioi-thieu" => match (&self.exemplar, &self.practice) {
                (Some(code), _) => {
                    let cell = Cell::text(super::called(view, code));
                    match super::find(view, code) {
                        Ok(_) => cell.leading(format!("/dien-hinh/{}", part(code))),
                        Err(_) => cell,
                    }
                }
                (None, Some(code)) => {
                    let cell = Cell::text(crate::practice::called(view, code));
                    match crate::practice::find(view, code) {
                        Ok(_) => cell.leading(format!("/cach-lam-hay/{}", part(code))),
                        Err(_) => cell,
                    }
                }
                _ => Cell::default(),
            },
            "co-quan" => Cell::text(names(view, &[&self.agency], span)),
            "noi-dang" => Cell::maybe(self.place.as_deref()),
            "tham-du" => {
                let codes: Vec<&str> = self.guests.iter().map(String::as_str).collect();
                Cell::text(names(view, &codes, span))
            }
            "so-luot" => Cell::maybe(attended(self)),
            "dia-chi" => Cell::maybe(self.address.as_deref()),
            "van-ban" => paper(view, self.document.as_deref()),
            _ => sources(view, self.source.as_deref()),
        }
    }

    fn state(&self, _view: &View) -> usize {
        0
    }
}
