//! PDF: begins with its mark, ends with its mark, carries no code that would run.

use memchr::memmem;

use super::{Unfit, has_archive, hides};

const IS: &str = "Tệp PDF";
/// How much may follow the end: blanks, a number some scanners add.
const AFTER: usize = 1024;

/// Checks a file that begins as a PDF.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unfit> {
    let damaged = || Unfit::Damaged { is: IS };
    let version = bytes.get(5).ok_or_else(damaged)?;
    if !matches!(version, b'1' | b'2') || bytes.get(6) != Some(&b'.') {
        return Err(damaged());
    }
    let end = memmem::rfind(bytes, b"%%EOF").ok_or_else(damaged)?;
    let after = bytes.get(end + 5..).unwrap_or_default();
    if after.len() > AFTER || hides(after) || has_archive(bytes) {
        return Err(Unfit::Hidden { is: IS });
    }
    // A page of the web that calls itself a PDF in its first line.
    if hides(bytes.get(8..AFTER.min(bytes.len())).unwrap_or_default()) {
        return Err(Unfit::Hidden { is: IS });
    }
    let runs: [&[u8]; 3] = [b"/JavaScript", b"/Launch", b"/EmbeddedFile"];
    if runs.iter().any(|mark| memmem::find(bytes, mark).is_some()) {
        return Err(Unfit::Code { is: IS });
    }
    Ok(())
}
