//! What was typed into a field as the text of a cell: names become codes.

use thidua_domain::bundle::{Column, Kind as Means};
use thidua_domain::text;

use super::input::{self, Input};
use super::names::Names;
use super::roles;
use crate::bundle::Refers;

/// What was written, what is wrong with it and what cures it.
pub(super) type Unread = (String, (String, String));

/// The text of a cell from what was typed; else what was written, what is wrong and what cures it.
pub(super) fn cell(
    names: &mut Names<'_>,
    sheet: &str,
    column: &Column,
    kind: Input,
    texts: &[String],
) -> Result<String, Unread> {
    if kind == Input::Shares {
        return shares(names, texts);
    }
    if let Means::Roles(list) = column.kind {
        return roles::read(names, &input::words_of(sheet, column), list, texts);
    }
    let joint = input::joint(column);
    let refers = input::reference(sheet, column);
    let Some(refers) = refers.filter(|_| matches!(kind, Input::Name | Input::Names)) else {
        return Ok(match (kind, column.kind) {
            (Input::Flag, _) => texts.first().map_or(String::new(), |_| "x".to_owned()),
            (_, Means::Goal) if is_last_year(texts) => "nam_truoc".to_owned(),
            _ => texts.join(joint),
        });
    };
    let mut codes: Vec<String> = Vec::new();
    for written in texts.iter().map(|text| text::clean(text)) {
        let code = match names.code(refers, &written) {
            Ok(code) => code,
            Err(_) if input::is_free(column, &written) => written,
            Err(why) => return Err((written, why)),
        };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes.join(joint))
}

/// Names with shares as codes with shares.
fn shares(names: &mut Names<'_>, texts: &[String]) -> Result<String, Unread> {
    let mut told = Vec::new();
    for text in texts {
        let (name, share) = match text.rsplit_once(input::SHARE) {
            Some((name, share)) => (name, Some(share)),
            None => (text.as_str(), None),
        };
        let written = text::clean(name);
        let code = names.code(Refers::Person, &written);
        let code = code.map_err(|why| (written, why))?;
        told.push(match share {
            Some(share) => format!("{code}: {share}"),
            None => code,
        });
    }
    Ok(told.join(";"))
}

/// Whether the words mean the subject's own result of last year.
fn is_last_year(texts: &[String]) -> bool {
    let wanted = ["nam truoc", "ket qua nam truoc"];
    let folded = texts.first().map(|text| text::fold(text));
    folded.is_some_and(|folded| wanted.contains(&folded.as_str()))
}
