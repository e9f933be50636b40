//! The shipped catalogues, embedded in the binary.

use rust_embed::RustEmbed;
use thidua_domain::catalogue::{Catalogue, Files};

use crate::AppError;

#[derive(RustEmbed)]
#[folder = "../../rulebook/catalogue"]
struct Shipped;

/// The catalogues as shipped, before what agencies add.
pub fn shipped() -> Result<Catalogue, AppError> {
    let text = |name: &str| -> Result<String, AppError> {
        let file = Shipped::get(name)
            .ok_or_else(|| AppError::Machine(format!("{name} is not embedded")))?;
        String::from_utf8(file.data.into_owned())
            .map_err(|error| AppError::Machine(format!("{name}: {error}")))
    };
    let files = [
        text("figures.toml")?,
        text("awards.toml")?,
        text("labels.toml")?,
        text("regimes.toml")?,
        text("identities.toml")?,
        text("milestones.toml")?,
        text("ratings.toml")?,
    ];
    let [
        figures,
        awards,
        labels,
        regimes,
        identities,
        milestones,
        ratings,
    ] = &files;
    Catalogue::parse(Files {
        figures,
        awards,
        labels,
        regimes,
        identities,
        milestones,
        ratings,
    })
    .map_err(|error| AppError::Machine(error.to_string()))
}
