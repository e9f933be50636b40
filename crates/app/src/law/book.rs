//! The rulebook as shipped, embedded in the binary, and what was decided about it laid over.

use std::sync::{Arc, OnceLock};

use rust_embed::RustEmbed;
use thidua_domain::law::{LawFile, Lawbook, Names};

use crate::AppError;

#[derive(RustEmbed)]
#[folder = "../../rulebook/law"]
#[include = "*.toml"]
#[include = "*/*.toml"]
struct Shipped;

/// Files of the rulebook, as text.
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// As the reader of the law takes them.
    pub fn files(&self) -> Vec<LawFile<'_>> {
        self.0
            .iter()
            .map(|(name, text)| LawFile { name, text })
            .collect()
    }
}

/// The files of a part of the rulebook, in the order of their names.
fn texts(wanted: impl Fn(&str) -> bool) -> Result<Texts, AppError> {
    let mut names: Vec<String> = Shipped::iter().map(|name| name.into_owned()).collect();
    names.retain(|name| wanted(name));
    names.sort_unstable();
    let text = |name: String| {
        let file = Shipped::get(&name)
            .ok_or_else(|| AppError::Machine(format!("{name} is not embedded")))?;
        let text = String::from_utf8(file.data.into_owned())
            .map_err(|error| AppError::Machine(format!("{name}: {error}")))?;
        Ok((name, text))
    };
    names
        .into_iter()
        .map(text)
        .collect::<Result<_, _>>()
        .map(Texts)
}

/// The rules, values and texts as shipped.
///
/// # Errors
/// [`AppError::Machine`] where the binary was built wrongly.
pub fn rules() -> Result<Texts, AppError> {
    texts(|name| !name.starts_with("cases/"))
}

/// The worked cases as shipped.
///
/// # Errors
/// [`AppError::Machine`] where the binary was built wrongly.
pub fn cases() -> Result<Texts, AppError> {
    texts(|name| name.starts_with("cases/"))
}

/// The awards the law speaks of: the catalogue's own, which nobody adds to.
///
/// # Errors
/// [`AppError::Machine`] where the binary was built wrongly.
pub fn names() -> Result<Names, AppError> {
    Ok(Names::new(crate::catalogue::shipped()?.awards()))
}

/// The rulebook as shipped, read once.
///
/// # Errors
/// [`AppError::Machine`] with every fault, where the binary was built with a wrong book.
pub fn shipped() -> Result<Arc<Lawbook>, AppError> {
    static BOOK: OnceLock<Arc<Lawbook>> = OnceLock::new();
    if let Some(book) = BOOK.get() {
        return Ok(book.clone());
    }
    let rules = rules()?;
    let book = Lawbook::parse(&rules.files(), names()?).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        AppError::Machine(faults.join("; "))
    })?;
    Ok(BOOK.get_or_init(|| Arc::new(book)).clone())
}
