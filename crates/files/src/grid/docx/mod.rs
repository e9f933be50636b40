//! DOCX: the tables of a text document, each a grid of its own with the lines that stand before it.

mod body;
mod fonts;
mod table;

use super::container::Container;
use super::error::ReadError;
use super::limits::{Budget, Limits};
use super::model::{Encoding, Note, Workbook};
use super::parts::{relations, resolve};
use super::tokens;
use body::Body;
use fonts::Fonts;

/// Whether a container holds a text document.
pub(super) fn is_document(container: &Container<'_>) -> bool {
    container.any(|name| name.starts_with("word/"))
}

/// Reads the tables.
pub(super) fn read(mut container: Container<'_>, limits: &Limits) -> Result<Workbook, ReadError> {
    let path = main_part(&mut container)?;
    let Some(part) = container.find(&path) else {
        return Err(ReadError::damaged(&path, "no such part"));
    };
    let fonts = fonts(&mut container, &path)?;
    let mut budget = Budget::new(limits);
    let found = container.unpack(part, |name, source| {
        let mut body = Body::new(name, &fonts, &mut budget);
        tokens::each(name, source, &mut body)?;
        body.finish()
    })?;
    if found.sheets.is_empty() {
        return Err(ReadError::NoTable);
    }
    let hidden = found.hidden.into_iter();
    let notes = hidden.map(|(sheet, rows)| Note::HiddenRows { sheet, rows });
    Ok(Workbook {
        sheets: found.sheets,
        encoding_guess: Encoding::Utf8,
        notes: notes.collect(),
    })
}

/// The part that holds the text.
fn main_part(container: &mut Container<'_>) -> Result<String, ReadError> {
    let usual = "word/document.xml";
    let Some(root) = container.find("_rels/.rels") else {
        return Ok(usual.to_owned());
    };
    let links = relations(container, root)?;
    let target = links.values().find(|link| link.kind == "officeDocument");
    Ok(resolve("", target.map_or(usual, |link| &link.target)))
}

/// The fonts of the styles, beside the text.
fn fonts(container: &mut Container<'_>, path: &str) -> Result<Fonts, ReadError> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let styles = format!("{folder}/styles.xml");
    let Some(part) = container.find(styles.trim_start_matches('/')) else {
        return Ok(Fonts::default());
    };
    let name = container.name(part);
    let text = container.text(part)?;
    Fonts::read(&name, &text)
}
