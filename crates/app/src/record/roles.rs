//! Who took which part, as a form shows and reads it: a line each, `Nguyễn Văn An: chủ trì`.

use thidua_domain::text::{self, heading_key};

use super::cell::Unread;
use super::names::Names;
use crate::bundle::Refers;

/// The lines of a stored text `nv-1:chu_tri;quan-1:tham_du`; `list`: the words of the parts.
pub(super) fn shown(names: &mut Names<'_>, list: &str, stored: &str) -> Vec<String> {
    let parts = stored.split(';').filter_map(|part| part.rsplit_once(':'));
    parts
        .map(|(who, role)| {
            let name = names.label(Refers::AgencyOrPerson, who);
            let word = names.word(list, role).to_lowercase();
            format!("{name}: {word}")
        })
        .collect()
}

/// The text of lines as they were typed.
pub(super) fn read(
    names: &mut Names<'_>,
    list: &str,
    roles: &[&'static str],
    texts: &[String],
) -> Result<String, Unread> {
    let mut told = Vec::new();
    let lines = texts.iter().flat_map(|text| text.split([';', '\n']));
    for line in lines.map(text::clean).filter(|line| !line.is_empty()) {
        let words: Vec<String> = roles
            .iter()
            .map(|role| names.word(list, role).to_lowercase())
            .collect();
        let Some((who, part)) = line.rsplit_once(':') else {
            let why = (
                format!("Dòng «{line}» chưa ghi vai trò."),
                format!("Ghi tên, dấu hai chấm rồi vai trò: {}.", words.join(", ")),
            );
            return Err((line, why));
        };
        let wanted = heading_key(part);
        let known = roles.iter().zip(&words);
        let mut known =
            known.filter(|(role, word)| heading_key(role) == wanted || heading_key(word) == wanted);
        let Some((role, _)) = known.next() else {
            let why = (
                format!("Không có vai trò «{}».", part.trim()),
                format!("Dùng một trong: {}.", words.join(", ")),
            );
            return Err((line.clone(), why));
        };
        let who = who.trim().to_owned();
        let code = names.code(Refers::AgencyOrPerson, &who);
        let code = code.map_err(|why| (who, why))?;
        told.push(format!("{code}:{role}"));
    }
    Ok(told.join(";"))
}
