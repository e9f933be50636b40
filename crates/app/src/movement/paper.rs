//! The paper of a step or a plan: one that is known, or a new document made of what was typed.

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::document;
use thidua_domain::text;
use thidua_domain::time::parse_date;

use crate::bundle::Told;
use crate::record::{kind, propose};
use crate::{App, AppError, View};

/// Longest number and symbol of a paper.
const LONGEST: usize = 100;

/// A paper as somebody names it.
pub(super) struct Paper<'a> {
    /// Code of the agency that issued it.
    pub(super) issuer: &'a str,
    /// Number and symbol, or the code of a document.
    pub(super) symbol: &'a str,
    /// Its day; `None`: not told.
    pub(super) day: Option<Date>,
    /// Code of its kind.
    pub(super) kind: &'a str,
    /// What it is about.
    pub(super) subject: String,
    /// Codes of the documents it rests on.
    pub(super) bases: Vec<&'a str>,
}

impl Paper<'_> {
    /// The code of the document, and its row where it is not stored yet.
    pub(super) async fn document(
        &self,
        app: &App,
        view: &View,
    ) -> Result<(String, Option<Told>), AppError> {
        if let Some(code) = self.known(view) {
            return Ok((code, None));
        }
        let mut row = Values::default();
        row.set("so_ky_hieu", self.symbol);
        row.set("co_quan_ban_hanh", self.issuer);
        row.set("loai", self.kind);
        if let Some(day) = self.day {
            row.set("ngay_ban_hanh", day.to_string());
        }
        row.set("trich_yeu", &self.subject);
        if !self.bases.is_empty() {
            row.set("can_cu", self.bases.join(";"));
        }
        let of = kind(document::SHEET.name).ok_or(AppError::NotFound)?;
        let code = propose(app, view, of, &row).await?.unwrap_or_default();
        row.set("ma", code.as_str());
        let told = Told {
            def: &document::SHEET,
            number: 1,
            values: row,
        };
        Ok((code, Some(told)))
    }

    /// The code of the document this is, where it is stored already.
    pub(super) fn known(&self, view: &View) -> Option<String> {
        let documents = &view.state.documents;
        if documents.contains_key(self.symbol) {
            return Some(self.symbol.to_owned());
        }
        let key = text::heading_key(self.symbol);
        let same = documents.values().find(|paper| {
            let symbol = paper.symbol.as_deref().map(text::heading_key);
            let day = paper.date.and_then(|date| date.exact());
            paper.issuer.as_deref() == Some(self.issuer)
                && symbol.as_ref() == Some(&key)
                && (day.is_none() || self.day.is_none() || day == self.day)
        });
        same.map(|paper| paper.code.clone())
    }
}

/// A number and symbol that can be one.
pub(super) fn symbol(written: &str) -> Result<String, String> {
    let symbol = text::clean(&written.replace('\n', " "));
    match symbol.chars().count() > LONGEST {
        true => Err(format!("Số, ký hiệu dài nhất {LONGEST} ký tự.")),
        false => Ok(symbol),
    }
}

/// A day as written; `None`: nothing was.
pub(super) fn day(written: &str) -> Result<Option<Date>, String> {
    let written = text::clean(written);
    if written.is_empty() {
        return Ok(None);
    }
    let read = parse_date(&written);
    read.map(Some)
        .map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))
}

/// Lines of text as somebody typed them, each cleaned.
pub(super) fn lines(written: &str) -> String {
    let lines = written.lines().map(text::clean);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
