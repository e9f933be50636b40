//! The small parts every file of this kind has: relationships, and tags with their attributes.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::container::Container;
use super::error::ReadError;

/// One relationship of a part.
pub(super) struct Relation {
    /// The last step of its type: `worksheet`, `sharedStrings`.
    pub(super) kind: String,
    pub(super) target: String,
}

/// The relationships of a part by their identity, those inside the file.
pub(super) fn relations(
    container: &mut Container<'_>,
    part: usize,
) -> Result<HashMap<String, Relation>, ReadError> {
    let name = container.name(part);
    let text = container.text(part)?;
    let mut relations = HashMap::new();
    each_tag(&name, &text, |tag| {
        let external = attribute(&name, tag, "TargetMode")?.is_some_and(|mode| mode == "External");
        if tag.local_name().as_ref() == "Relationship" && !external {
            let kind = attribute(&name, tag, "Type")?.unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = attribute(&name, tag, "Target")?.unwrap_or_default();
            relations.insert(
                attribute(&name, tag, "Id")?.unwrap_or_default(),
                Relation { kind, target },
            );
        }
        Ok(())
    })?;
    Ok(relations)
}

/// Shows every opening tag of a part; a document type is refused.
pub(super) fn each_tag(
    part: &str,
    text: &str,
    mut see: impl FnMut(&BytesStart<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader
            .read_event()
            .map_err(|error| ReadError::damaged(part, error))?
        {
            Event::Start(tag) | Event::Empty(tag) => see(&tag)?,
            Event::DocType(_) => return Err(ReadError::Entities { part: part.into() }),
            Event::Eof => return Ok(()),
            _ => (),
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(
    part: &str,
    tag: &BytesStart<'_>,
    local: &str,
) -> Result<Option<String>, ReadError> {
    for pair in tag.attributes().with_checks(false) {
        let pair = pair.map_err(|error| ReadError::damaged(part, error))?;
        if pair.key.local_name().as_ref() == local {
            let value = quick_xml::escape::unescape(&pair.value)
                .map_err(|error| ReadError::damaged(part, error))?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// A relationship's target as the name of a part.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => (),
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
