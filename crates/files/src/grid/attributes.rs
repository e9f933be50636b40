//! The attributes of a tag as raw bytes.

/// Walks `key="value"` pairs, entities not resolved; `Err` when what follows is not a pair.
pub(super) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Attributes<'a> {
    /// `rest` is the inside of a tag after its name, without the closing `/` and `>`.
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Result<(&'a [u8], &'a [u8]), ()>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        self.rest = &[];
        if rest.is_empty() {
            return None;
        }
        let Some(equals) = rest.iter().position(|byte| *byte == b'=') else {
            return Some(Err(()));
        };
        let (key, value) = (
            rest[..equals].trim_ascii_end(),
            rest[equals + 1..].trim_ascii_start(),
        );
        let (Some(quote @ (b'"' | b'\'')), Some(value)) = (value.first(), value.get(1..)) else {
            return Some(Err(()));
        };
        let Some(end) = value.iter().position(|byte| byte == quote) else {
            return Some(Err(()));
        };
        self.rest = &value[end + 1..];
        Some(Ok((key, &value[..end])))
    }
}
