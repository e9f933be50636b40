//! The outlines of the rulebook, embedded.

use std::sync::LazyLock;

use serde::Deserialize;
use thidua_domain::report::{Annexed, Form, Outline, Part, Section};
use thidua_domain::time::{PartialDate, Validity};

use crate::AppError;

const SHIPPED: &str = include_str!("../../../../rulebook/papers/outlines.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    outline: Vec<OutlineLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutlineLine {
    code: String,
    name: String,
    subject: String,
    form: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
    confirmed: bool,
    addressee: Option<String>,
    sections: Vec<SectionLine>,
    #[serde(default)]
    annexes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionLine {
    code: String,
    title: String,
    parts: Vec<String>,
}

static READ: LazyLock<Result<Vec<Outline>, String>> = LazyLock::new(|| {
    let shipped: Shipped = toml::from_str(SHIPPED).map_err(|error| error.to_string())?;
    shipped.outline.into_iter().map(outline).collect()
});

/// All outlines, in the order of the rulebook.
///
/// # Errors
/// [`AppError::Machine`] where the embedded file cannot be read.
pub(crate) fn outlines() -> Result<&'static [Outline], AppError> {
    let read = READ.as_ref().map(Vec::as_slice);
    read.map_err(|error| AppError::Machine(format!("outlines.toml: {error}")))
}

fn outline(line: OutlineLine) -> Result<Outline, String> {
    let day = |text: Option<String>| {
        let read = text.map(|text| PartialDate::parse(&text)).transpose();
        read.map_err(|fault| format!("{}: {fault:?}", line.code))
    };
    let form = match line.form.as_str() {
        "bao_cao" => Form::Report,
        "bai_viet" => Form::Article,
        other => return Err(format!("{}: {other}", line.code)),
    };
    let sections: Result<Vec<Section>, String> = line.sections.into_iter().map(section).collect();
    let annexes = line
        .annexes
        .iter()
        .map(|name| Annexed::parse(name).ok_or_else(|| format!("{}: {name}", line.code)));
    let annexes: Result<Vec<Annexed>, String> = annexes.collect();
    Ok(Outline {
        addressee: line.addressee.clone(),
        annexes: annexes?,
        validity: Validity::new(day(line.valid_from)?, day(line.valid_to)?),
        code: line.code,
        name: line.name,
        subject: line.subject,
        form,
        source: line.source,
        confirmed: line.confirmed,
        sections: sections?,
    })
}

fn section(line: SectionLine) -> Result<Section, String> {
    let parts = line.parts.iter().map(|part| Part::parse(part));
    let parts: Result<Vec<Part>, _> = parts.collect();
    Ok(Section {
        parts: parts.map_err(|fault| format!("{}: {fault:?}", line.code))?,
        code: line.code,
        title: line.title,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_outlines_of_the_rulebook_are_read_and_name_each_section_once() {
        let all = outlines().unwrap();
        assert!(all.len() >= 3);
        for outline in all {
            let codes: BTreeSet<&str> = outline
                .sections
                .iter()
                .map(|section| section.code.as_str())
                .collect();
            assert_eq!(codes.len(), outline.sections.len(), "{}", outline.code);
            let mut named: Vec<&str> = outline.named_kinds().collect();
            let many = named.len();
            named.sort_unstable();
            named.dedup();
            assert_eq!(named.len(), many, "{}: a kind named twice", outline.code);
        }
    }
}
