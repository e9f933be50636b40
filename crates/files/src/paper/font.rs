//! The four faces of Tinos, embedded: metrics of Times New Roman, every Vietnamese letter.

/// Upright.
pub(crate) const REGULAR: &[u8] = include_bytes!("../../fonts/Tinos-Regular.ttf");
/// Bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../../fonts/Tinos-Bold.ttf");
/// Italic.
pub(crate) const ITALIC: &[u8] = include_bytes!("../../fonts/Tinos-Italic.ttf");
/// Bold italic.
pub(crate) const BOLD_ITALIC: &[u8] = include_bytes!("../../fonts/Tinos-BoldItalic.ttf");
