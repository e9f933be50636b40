//! Text of the old fonts: TCVN3 (ABC) and VNI-Windows, read as Latin-1 (CP1252) code points.
//!
//! Ask [`detect`] of the text as it came, before `text::clean`: TCVN3 writes ư as the soft hyphen.

mod detect;
mod tcvn3;
#[cfg(test)]
mod tests;
mod vni;

use serde::{Deserialize, Serialize};

pub use detect::detect;

/// An encoding of the old fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// TCVN3 (ABC): fonts `.VnTime`, `.VnTimeH`.
    Tcvn3,
    /// VNI-Windows: fonts `VNI-Times`.
    Vni,
}

impl Encoding {
    /// The name officers know.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI Windows",
        }
    }
}

/// The text in Unicode, NFC; what the encoding does not know stays as it is.
///
/// TCVN3 has no capitals with a tone: the font showed small codes as capitals. They come back as
/// capitals in words and lines whose other letters are capitals.
pub fn to_unicode(text: &str, encoding: Encoding) -> String {
    match encoding {
        Encoding::Tcvn3 => tcvn3::decode(text),
        Encoding::Vni => vni::decode(text),
    }
}
