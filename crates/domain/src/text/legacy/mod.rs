//! Text of the old fonts: TCVN3 (ABC) and VNI-Windows, read as Latin-1 code points.

/// An encoding of the old fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN3 (ABC): fonts `.VnTime`, `.VnTimeH`.
    Tcvn3,
    /// VNI-Windows: fonts `VNI-Times`.
    Vni,
}

/// The old encoding of a text; `None` for Unicode.
pub fn detect(_text: &str) -> Option<Encoding> {
    None
}

/// The text in Unicode.
pub fn to_unicode(text: &str, _encoding: Encoding) -> String {
    text.to_owned()
}
