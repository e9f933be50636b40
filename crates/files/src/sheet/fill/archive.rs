//! Several workbooks as one archive.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::paper::PaperError;

/// Media type of an archive.
pub const ZIP: &str = "application/zip";

/// An archive of named files, in their order; the same files give the same bytes.
///
/// # Errors
/// [`PaperError::Write`] where two files have one name.
pub fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, PaperError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The time is fixed: the same files must give the same bytes. Workbooks are packed already.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let failed = |error: &dyn std::fmt::Display| PaperError::Write(error.to_string());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)
            .map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    let done = zip.finish().map_err(|error| failed(&error))?;
    Ok(done.into_inner())
}
