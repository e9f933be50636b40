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
        text("quality.toml")?,
        text("honesty.toml")?,
        text("forms.toml")?,
        text("holidays.toml")?,
        text("occasions.toml")?,
    ];
    let [
        figures,
        awards,
        labels,
        regimes,
        identities,
        milestones,
        ratings,
        quality,
        honesty,
        forms,
        holidays,
        occasions,
    ] = &files;
    Catalogue::parse(Files {
        figures,
        awards,
        labels,
        regimes,
        identities,
        milestones,
        ratings,
        quality,
        honesty,
        forms,
        holidays,
        occasions,
    })
    .map_err(|error| AppError::Machine(error.to_string()))
}

/// What the shipped catalogues hold, as a short hash: two programs with the same one read codes alike.
pub fn fingerprint() -> String {
    let mut names: Vec<_> = Shipped::iter().collect();
    names.sort_unstable();
    let mut text = String::new();
    for name in names {
        if let Some(file) = Shipped::get(&name) {
            let hash = thidua_store::sha256_hex(&file.data);
            text.push_str(&format!("{name} {hash}\n"));
        }
    }
    let hash = thidua_store::sha256_hex(text.as_bytes());
    hash.chars().take(16).collect()
}
