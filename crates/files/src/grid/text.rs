//! Text of cells: plain, or in runs of formatting, or with the reading aids of East Asian scripts that
//! are no part of it.

use quick_xml::escape::unescape;

use super::tokens::Tag;

/// Collects the `t` elements of one string.
#[derive(Default)]
pub(super) struct RichText {
    raw: Vec<u8>,
    /// Where the open `t` began, and whether its outer blanks count.
    open: Option<(usize, bool)>,
    phonetic: bool,
}

impl RichText {
    pub(super) fn clear(&mut self) {
        self.raw.clear();
        self.open = None;
        self.phonetic = false;
    }

    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        match tag.local {
            b"rPh" => self.phonetic = !tag.empty,
            b"t" if !self.phonetic && !tag.empty => {
                let preserve = tag
                    .attributes()
                    .flatten()
                    .any(|pair| pair == (b"xml:space", b"preserve"));
                self.open = Some((self.raw.len(), preserve));
            }
            _ => (),
        }
    }

    pub(super) fn end(&mut self, local: &[u8]) {
        match local {
            b"rPh" => self.phonetic = false,
            b"t" => {
                if let Some((from, false)) = self.open.take() {
                    let kept = self.raw[from..].trim_ascii_end().len();
                    self.raw.truncate(from + kept);
                    let blanks = kept - self.raw[from..].trim_ascii_start().len();
                    self.raw.drain(from..from + blanks);
                }
            }
            _ => (),
        }
    }

    /// Adds text when a `t` is open; answers whether the string is still within `limit` raw bytes.
    pub(super) fn text(&mut self, bytes: &[u8], verbatim: bool, limit: usize) -> bool {
        if self.open.is_some() {
            append(&mut self.raw, bytes, verbatim);
        }
        self.raw.len() <= limit
    }

    /// The string; `None` when it is no text.
    pub(super) fn decoded(&self) -> Option<String> {
        decode(&self.raw)
    }
}

/// Adds a piece of text to what will be decoded as one.
pub(super) fn append(raw: &mut Vec<u8>, bytes: &[u8], verbatim: bool) {
    if !verbatim {
        return raw.extend_from_slice(bytes);
    }
    for byte in bytes {
        match byte {
            b'&' => raw.extend_from_slice(b"&amp;"),
            _ => raw.push(*byte),
        }
    }
}

/// Text from the bytes of XML: line ends as XML has them, entities, and the escapes `_x000D_` of
/// characters that XML cannot hold. `None` for what is not UTF-8 or names an entity that is not XML's.
pub(super) fn decode(raw: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(raw).ok()?;
    if memchr::memchr3(b'&', b'\r', b'_', raw).is_none() {
        return Some(text.to_owned());
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = unescape(&text).ok()?;
    Some(if text.contains("_x") {
        unescape_units(&text)
    } else {
        text.into_owned()
    })
}

/// Resolves `_xHHHH_`, each a UTF-16 unit.
fn unescape_units(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(unit) = unit(rest) {
            units.push(unit);
            rest = &rest[7..];
            continue;
        }
        flush(&mut shown, &mut units);
        let next = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '_')
            .map_or(rest.len(), |(at, _)| at);
        shown.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    flush(&mut shown, &mut units);
    shown
}

fn flush(shown: &mut String, units: &mut Vec<u16>) {
    shown.extend(
        char::decode_utf16(units.drain(..)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)),
    );
}

fn unit(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    hex.bytes()
        .all(|byte| byte.is_ascii_hexdigit())
        .then(|| u16::from_str_radix(hex, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_escapes_become_the_characters_they_stand_for() {
        for (raw, text) in [
            (
                "Chi cục &amp; Phòng &#7879; &#x1EC7;",
                "Chi cục & Phòng ệ ệ",
            ),
            (
                "dòng 1_x000D_\r\ndòng 2\rdòng 3",
                "dòng 1\r\ndòng 2\ndòng 3",
            ),
            (
                "_xD83D__xDCF7_ _x005F_x000D_ _xZZZZ_ _x12",
                "📷 _x000D_ _xZZZZ_ _x12",
            ),
            ("a_b_", "a_b_"),
            ("_xD83D_ạ", "\u{FFFD}ạ"),
        ] {
            assert_eq!(decode(raw.as_bytes()).as_deref(), Some(text), "{raw}");
        }
        assert_eq!(decode(b"&x;"), None);
        assert_eq!(decode(b"\xFF"), None);
    }
}
