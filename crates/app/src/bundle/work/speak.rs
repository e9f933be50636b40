//! Faults of the bundle in the words of a page: codes that a file of codes needs are names here.

use thidua_domain::bundle::{Column, Kind, SheetDef};
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use super::codes::label_lists;
use crate::State;

/// A closed list's refusal, as the bundle words it.
const NOT_IN_LIST: &str = "Giá trị không có trong danh sách";

/// Says faults for readers of pages.
pub(super) struct Speaker<'a> {
    pub(super) state: &'a State,
}

impl Speaker<'_> {
    /// Reason and cure of a fault of a column.
    pub(super) fn say(
        &self,
        def: &SheetDef,
        column: Option<&Column>,
        (reason, cure, value): (&str, &str, &str),
    ) -> (String, String) {
        let list = match column.map(|column| column.kind) {
            Some(Kind::Choice(list) | Kind::Choices(list)) => list,
            _ => &[],
        };
        if let (Some(column), true) = (column, reason.starts_with(NOT_IN_LIST)) {
            let words: Vec<String> = list
                .iter()
                .map(|code| self.word(def, column.id, code))
                .collect();
            let near = text::nearest(value, words.iter().map(String::as_str));
            let near = near
                .map(|near| format!("Có phải «{near}»? "))
                .unwrap_or_default();
            return (
                format!("«{value}» không có trong danh sách của cột này."),
                format!("{near}Dùng một trong: {}.", words.join("; ")),
            );
        }
        let cure = match column.map(|column| column.kind) {
            Some(Kind::Award) if cure.starts_with("Ghi mã") => "Không cần sửa nếu đã hiểu đúng.",
            _ => cure,
        };
        let cure = cure
            .replace("khai ở trang «", "nhập ở mục «")
            .replace("Khai mã này ở trang «", "Nhập mã này ở mục «")
            .replace(" của cùng bộ số liệu", " trước");
        let quoted = |text: &str| self.quoted(def, column, text);
        (quoted(reason), quoted(&cure))
    }

    /// A text whose quoted codes are named.
    fn quoted(&self, def: &SheetDef, column: Option<&Column>, text: &str) -> String {
        let mut said = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('«') {
            said.push_str(before);
            said.push('«');
            let Some((code, after)) = after.split_once('»') else {
                rest = after;
                continue;
            };
            said.push_str(&self.named(def, column, code));
            said.push('»');
            rest = after;
        }
        said.push_str(rest);
        said
    }

    fn named(&self, def: &SheetDef, column: Option<&Column>, code: &str) -> String {
        let catalogue = &self.state.catalogue;
        if let Some(figure) = catalogue.figure(code) {
            return figure.name.clone();
        }
        match column.map(|column| (column.kind, column.id)) {
            Some((Kind::Choice(_) | Kind::Choices(_), id)) => {
                let words: Vec<String> = code
                    .split(';')
                    .map(|code| self.word(def, id, code))
                    .collect();
                words.join("; ")
            }
            Some((Kind::Date, _)) => {
                PartialDate::parse(code).map_or_else(|_| code.to_owned(), |date| date.vn())
            }
            Some((Kind::Award, _)) => catalogue
                .award(code)
                .map_or_else(|| code.to_owned(), |award| award.name.clone()),
            _ => self.sheet(code).unwrap_or_else(|| code.to_owned()),
        }
    }

    /// The words of a page of the bundle.
    fn sheet(&self, name: &str) -> Option<String> {
        super::plan::def(name).map(|def| def.title.to_owned())
    }

    /// The word of a code of a closed list.
    fn word(&self, def: &SheetDef, id: &str, code: &str) -> String {
        let lists = label_lists(def.name, id);
        let labels = &self.state.catalogue.labels;
        let words = lists.iter().rev().map(|list| labels.word(list, code));
        let mut words = words.filter(|word| *word != code);
        words.next().unwrap_or(code).to_owned()
    }

    /// A value for a whole sheet, as it is shown.
    pub(super) fn value(
        &self,
        def: &SheetDef,
        id: &str,
        value: &str,
        today: jiff::civil::Date,
    ) -> String {
        let column = def.column(id);
        match column.map(|column| column.kind) {
            Some(Kind::Choice(_) | Kind::Choices(_) | Kind::Sign(_)) => self.word(def, id, value),
            // A person's code stays one: who types it need not be who may read the name.
            Some(Kind::Code | Kind::Codes) if !self.state.people.contains_key(value) => {
                self.state.name_on(value, today)
            }
            Some(Kind::FigureCode) => self.state.catalogue.figure_name(value).to_owned(),
            Some(Kind::Text) if id == "don_vi_tinh" => self
                .state
                .catalogue
                .labels
                .word("don_vi_tinh", value)
                .to_owned(),
            _ => value.to_owned(),
        }
    }
}
