//! The zip around a workbook, judged by its table of contents before anything is unpacked, and unpacked
//! only through a counting reader.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFileEntry;

use crate::grid::error::{ReadError, Trap};
use crate::grid::limits::Limits;

/// The most a part that is read as a whole may unpack to: relationships, the list of sheets, number
/// formats.
const WHOLE_PART: u64 = 32 << 20;

/// A part of more than this is held to the ratio; below, a run of blanks may pack as tight as it likes.
const SMALL: u64 = 1 << 20;

/// The parts of a workbook file.
pub(super) struct Container<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Index by name: forward slashes, lower case, as names of parts compare without case.
    parts: HashMap<String, usize>,
    /// How much may still be unpacked, over all parts and however often one is read.
    left: u64,
    limits: &'a Limits,
}

impl<'a> Container<'a> {
    /// Judges the table of contents.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReadError> {
        // Counted before the zip reader makes an index of them. What the end record says is not asked.
        if memmem::find_iter(bytes, b"PK\x01\x02")
            .nth(limits.entries)
            .is_some()
        {
            return Err(Trap::Entries {
                limit: limits.entries,
            }
            .into());
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::damaged("zip", error))?;
        let mut container = Self {
            zip,
            parts: HashMap::new(),
            left: limits.unpacked,
            limits,
        };
        container.judge()?;
        Ok(container)
    }

    fn judge(&mut self) -> Result<(), ReadError> {
        let damaged = |error| ReadError::damaged("zip", error);
        if self.zip.has_duplicate_names() {
            return Err(Trap::Duplicate.into());
        }
        let mut unpacked = 0_u64;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_data(index).map_err(damaged)?;
            let name = self.judge_entry(&entry)?;
            unpacked = unpacked.saturating_add(entry.size());
            if self.parts.insert(name, index).is_some() {
                return Err(Trap::Duplicate.into());
            }
        }
        if unpacked > self.limits.unpacked {
            return Err(too_large(self.limits));
        }
        if self.zip.has_overlapping_files().map_err(damaged)? {
            return Err(Trap::Overlap.into());
        }
        Ok(())
    }

    /// The name a part is looked up by.
    fn judge_entry(&self, entry: &ZipFileEntry<'_>) -> Result<String, ReadError> {
        let part = entry
            .name()
            .map_err(|error| ReadError::damaged("zip", error))?
            .into_owned();
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        let name = part.replace('\\', "/").to_ascii_lowercase();
        let outside = name.starts_with('/')
            || name.contains([':', '\0'])
            || name.split('/').any(|step| step == "..");
        if outside {
            return Err(Trap::Path { part }.into());
        }
        let most = entry
            .compressed_size()
            .saturating_mul(self.limits.ratio)
            .max(SMALL);
        if entry.size() > most {
            return Err(Trap::Ratio {
                part,
                limit: self.limits.ratio,
            }
            .into());
        }
        Ok(name)
    }

    /// The index of a part; names compare without case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.parts.get(&name.to_ascii_lowercase()).copied()
    }

    /// Whether some part's name, in lower case, passes the test.
    pub(super) fn any(&self, test: impl Fn(&str) -> bool) -> bool {
        self.parts.keys().any(|name| test(name))
    }

    /// The names of all parts, in lower case and with forward slashes.
    pub(super) fn names(&self) -> Vec<String> {
        self.parts.keys().cloned().collect()
    }

    /// The name of a part as the file writes it.
    pub(super) fn name(&self, part: usize) -> String {
        match self.zip.name_for_index(part) {
            Some(Ok(name)) => name.into_owned(),
            _ => format!("#{part}"),
        }
    }

    /// How many parts there are.
    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    /// A whole part of XML that is small in every honest file.
    pub(super) fn text(&mut self, part: usize) -> Result<String, ReadError> {
        self.unpack(part, |name, source| {
            if source.left > WHOLE_PART {
                return Err(Trap::Unpacked {
                    limit: WHOLE_PART >> 20,
                }
                .into());
            }
            let mut bytes = Vec::new();
            source
                .read_to_end(&mut bytes)
                .map_err(|error| ReadError::damaged(name, error))?;
            if bytes.starts_with(b"\xEF\xBB\xBF") {
                bytes.drain(..3);
            }
            String::from_utf8(bytes).map_err(|error| ReadError::damaged(name, error))
        })
    }

    /// Lends the name and the reader of a part, which fails past the declared size, and settles the
    /// account.
    pub(super) fn unpack<T>(
        &mut self,
        part: usize,
        work: impl FnOnce(&str, &mut Counted<'_>) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let name = self.name(part);
        let mut entry = self
            .zip
            .by_index(part)
            .map_err(|error| ReadError::damaged(&name, error))?;
        let declared = entry.size();
        if declared > self.left {
            return Err(too_large(self.limits));
        }
        let mut source = Counted {
            inner: &mut entry,
            left: declared,
        };
        let done = work(&name, &mut source);
        let left = source.left;
        self.left -= declared - left;
        match done {
            Ok(_) if left > 0 => Err(Trap::Size { part: name }.into()),
            done => done,
        }
    }
}

fn too_large(limits: &Limits) -> ReadError {
    Trap::Unpacked {
        limit: limits.unpacked >> 20,
    }
    .into()
}

/// A reader that counts, and fails on the first byte more than was declared.
pub(super) struct Counted<'a> {
    inner: &'a mut dyn Read,
    left: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self
            .left
            .checked_sub(u64::try_from(read).unwrap_or(u64::MAX));
        self.left = left.ok_or_else(|| io::Error::other("more than the declared size"))?;
        Ok(read)
    }
}
