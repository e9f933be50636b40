//! PDF, typeset by typst from one fixed template: tagged, in Vietnamese, with its fonts.

mod glyphs;
mod values;
mod world;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::PaperError;
use super::check::check;
use super::model::Document;

/// Writes `document` as a PDF; the same document gives the same bytes.
///
/// # Errors
/// [`PaperError::Character`] and [`PaperError::Table`] for what cannot be printed,
/// [`PaperError::Glyph`] for a letter the face lacks, [`PaperError::Typeset`] for a fault of ours.
pub fn write(document: &Document) -> Result<Vec<u8>, PaperError> {
    let options = PdfOptions {
        creator: Smart::Custom(Some("Thi Đua".into())),
        ..PdfOptions::default()
    };
    typeset(document, |pages| {
        typst_pdf::pdf(pages, &options).map_err(|faults| told(&faults))
    })?
}

/// The text of each page as printed, for tests and for counting pages.
///
/// # Errors
/// As [`write`].
pub fn pages(document: &Document) -> Result<Vec<String>, PaperError> {
    typeset(document, glyphs::texts)
}

fn typeset<T>(
    document: &Document,
    then: impl FnOnce(&PagedDocument) -> T,
) -> Result<T, PaperError> {
    check(document)?;
    let world = world::Paper::new(values::inputs(document)?);
    let compiled = typst::compile::<PagedDocument>(&world);
    let pages = compiled.output.map_err(|faults| told(&faults));
    let answer = pages.and_then(|pages| {
        glyphs::check(&pages)?;
        match compiled.warnings.is_empty() {
            true => Ok(then(&pages)),
            false => Err(told(&compiled.warnings)),
        }
    });
    // Nothing of one document serves the next: keep no cache between them.
    comemo::evict(0);
    answer
}

fn told(faults: &[SourceDiagnostic]) -> PaperError {
    let messages: Vec<_> = faults
        .iter()
        .map(|fault| fault.message.to_string())
        .collect();
    PaperError::Typeset(messages.join("; "))
}
