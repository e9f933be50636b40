//! SHA-256 as the store uses it: hexadecimal, and over fields whose lengths are part of what is hashed, so that
//! moving a letter from one field to the next changes the hash.

use sha2::{Digest, Sha256};

/// SHA-256 of `bytes` in lower-case hexadecimal (64 characters).
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    bytes
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]
        })
        .collect()
}

/// Bytes of a hexadecimal text, `None` if it is none.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

fn digit(letter: u8) -> Option<u8> {
    match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    }
}

/// A hash over length-prefixed fields.
pub(crate) struct Fields(Sha256);

impl Fields {
    /// Starts with the name of what is hashed, so that hashes of different things never meet.
    pub(crate) fn new(what: &str) -> Self {
        Self(Sha256::new()).text(what)
    }

    pub(crate) fn text(mut self, field: &str) -> Self {
        let length = u64::try_from(field.len()).unwrap_or(u64::MAX);
        self.0.update([1]);
        self.0.update(length.to_be_bytes());
        self.0.update(field.as_bytes());
        self
    }

    pub(crate) fn optional(mut self, field: Option<&str>) -> Self {
        match field {
            Some(text) => self.text(text),
            None => {
                self.0.update([0]);
                self
            }
        }
    }

    pub(crate) fn number(mut self, field: i64) -> Self {
        self.0.update([2]);
        self.0.update(field.to_be_bytes());
        self
    }

    pub(crate) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}
