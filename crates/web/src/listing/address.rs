//! What the address of a list says, and addresses that say it a little differently.

use thidua_app::listing::{self, Kind};

use super::Listed;
use crate::ask::Ask;
use crate::fields::Fields;

/// Rows of a page where the reader chose none, and the other choices.
pub(super) const PER_PAGE: [usize; 4] = [50, 25, 100, 200];
/// Fields of every list that say what is wanted of it.
const SHARED: [&str; 7] = ["tim", "tinh-trang", "xep", "cot", "trang", "dong", CHOICE];
/// The field that names what was chosen on this visit to the list.
pub(super) const CHOICE: &str = "luot";

/// An address of a list.
pub(crate) struct Address {
    /// The path of the page, without the ending of its files.
    pub(crate) path: String,
    /// Its fields, without blank and unknown ones.
    pub(crate) fields: Fields,
    /// What they ask.
    pub(crate) wanted: listing::Ask,
    /// The page, from 1.
    pub(crate) page: usize,
    /// Rows of a page.
    pub(crate) per_page: usize,
}

impl Address {
    /// The address of a request.
    pub(crate) fn of(ask: &Ask, listed: &Listed) -> Self {
        let columns = listed.which.columns();
        let columns_asked: Vec<String> = ask
            .query
            .pairs()
            .filter(|(name, _)| *name == "cot")
            .flat_map(|(_, ids)| ids.split(','))
            .filter(|id| columns.iter().any(|column| column.id == *id))
            .map(str::to_owned)
            .collect();
        let known = |name: &str| {
            SHARED.contains(&name)
                || listed.own.contains(&name)
                || columns
                    .iter()
                    .any(|column| column.filtered && column.id == name)
        };
        let mut fields = Fields::default();
        for (name, value) in ask.query.pairs() {
            let value = value.trim();
            let readable = name != CHOICE || listing::is_identity(value);
            if known(name)
                && readable
                && name != "cot"
                && !value.is_empty()
                && fields.text(name).is_none()
            {
                fields.push(name, value);
            }
        }
        if !columns_asked.is_empty() {
            fields.push("cot", &columns_asked.join(","));
        }
        // A number that cannot be read is put right, as a page that is no more is.
        let number = |name| {
            ask.query
                .text(name)
                .and_then(|text| text.parse::<usize>().ok())
        };
        let (page, per_page) = (number("trang"), number("dong"));
        let order = ask
            .query
            .text("xep")
            .map(|text| match text.strip_prefix('-') {
                Some(id) => (id.to_owned(), true),
                None => (text.to_owned(), false),
            });
        let own = |name: &str| fields.text(name).map(str::to_owned);
        let values = columns.iter().filter(|column| column.filtered);
        let wanted = listing::Ask {
            text: own("tim"),
            state: own("tinh-trang"),
            values: values
                .filter_map(|column| Some((column.id.to_owned(), own(column.id)?)))
                .collect(),
            order,
            columns: columns_asked,
            chosen: None,
        };
        let path = ask.uri_path.strip_suffix("/in").unwrap_or(&ask.uri_path);
        Self {
            path: path.to_owned(),
            wanted,
            page: page.unwrap_or(1).max(1),
            per_page: per_page
                .filter(|rows| PER_PAGE.contains(rows))
                .unwrap_or(PER_PAGE[0]),
            fields,
        }
    }

    /// The address with some fields changed.
    pub(crate) fn href(&self, changes: &[(&str, Option<&str>)]) -> String {
        joined(&self.path, &self.fields.with(changes))
    }

    /// The address of the first page with some fields changed.
    pub(crate) fn at_start(&self, changes: &[(&str, Option<&str>)]) -> String {
        let start = [("trang", None)];
        let changes: Vec<_> = start.iter().chain(changes).copied().collect();
        self.href(&changes)
    }

    /// Where the list is written as a file.
    pub(crate) fn file(&self, form: Option<&str>) -> String {
        let query = self.fields.with(&[
            ("trang", None),
            ("dong", None),
            (CHOICE, None),
            ("dang", form),
        ]);
        joined(&format!("{}/in", self.path), &query)
    }

    /// The address ordered by a column: the other way round where it already is.
    pub(crate) fn ordered(
        &self,
        column: &listing::Column,
        now: Option<(&listing::Column, bool)>,
    ) -> String {
        let latest_first = matches!(column.kind, Kind::Date | Kind::Moment);
        let descending = match now {
            Some((by, descending)) if by.id == column.id => !descending,
            _ => latest_first,
        };
        let sign = if descending { "-" } else { "" };
        self.at_start(&[("xep", Some(&format!("{sign}{}", column.id)))])
    }
}

fn joined(path: &str, query: &str) -> String {
    match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{query}"),
    }
}
