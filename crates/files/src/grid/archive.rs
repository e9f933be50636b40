//! A zip of files in: what strangers send is judged as a workbook's container is, before anything is unpacked.

use std::io::Read;

use super::container::Container;
use super::{Limits, ReadError, Trap};

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its name without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Whether bytes are an archive that holds a file of this name, and no workbook or document.
pub fn holds(bytes: &[u8], name: &str, limits: &Limits) -> bool {
    if !bytes.starts_with(b"PK") || bytes.len() > limits.bytes {
        return false;
    }
    let Ok(parts) = Container::open(bytes, limits) else {
        return false;
    };
    let wanted = name.to_lowercase();
    let is = |part: &str| part.rsplit('/').next() == Some(wanted.as_str());
    parts.any(is) && !parts.any(|part| part == "[content_types].xml")
}

/// The names of an archive's parts in lower case, none unpacked.
///
/// # Errors
/// As [`unpack`].
pub fn parts(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ReadError> {
    limits.check_size(bytes)?;
    Ok(Container::open(bytes, limits)?.names())
}

/// The files of an archive; folders are left aside, and of a path only the last piece is a name.
///
/// # Errors
/// As a workbook's container: too many parts, too large once unpacked, packed too tight, names that lead out, two of
/// one name, parts that overlap, a password.
pub fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<Packed>, ReadError> {
    limits.check_size(bytes)?;
    let mut parts = Container::open(bytes, limits)?;
    let mut files: Vec<Packed> = Vec::new();
    for at in 0..parts.len() {
        let path = parts.name(at);
        let name = path
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        if name.is_empty() {
            continue;
        }
        if files.iter().any(|file| file.name == name) {
            return Err(Trap::Duplicate.into());
        }
        let bytes = parts.unpack(at, |name, source| {
            let mut bytes = Vec::new();
            source
                .read_to_end(&mut bytes)
                .map_err(|error| ReadError::damaged(name, error))?;
            Ok(bytes)
        })?;
        files.push(Packed { name, bytes });
    }
    Ok(files)
}
