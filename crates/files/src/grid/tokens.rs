//! A part of XML as a stream of tokens, in one buffer whatever the part unpacks to.
//!
//! Only what the two large parts of a workbook need: start tags with attributes, end tags, text. There
//! are no entities but XML's own, as a document type is refused where it begins; comments and processing
//! instructions are passed over.

use std::io::Read;

use memchr::{memchr, memmem};

use super::attributes::Attributes;
use crate::grid::error::ReadError;

/// A tag, a comment or a CDATA section longer than this is refused.
const BUFFER: usize = 256 << 10;

/// A piece of XML.
pub(super) enum Token<'a> {
    /// `<x …>` or `<x …/>`
    Start(Tag<'a>),
    /// `</x>`, its name without prefix.
    End(&'a [u8]),
    /// Text as written, entities not resolved; a long run may come in several pieces.
    Text(&'a [u8]),
    /// The inside of a CDATA section.
    Verbatim(&'a [u8]),
}

/// What reads the tokens of a part.
pub(super) trait Sink {
    /// Takes the next token, or ends the reading with the reason.
    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError>;
    /// A piece of markup does not end.
    fn too_long(&self) -> ReadError;
}

/// A start tag taken apart.
#[derive(Clone, Copy)]
pub(super) struct Tag<'a> {
    /// The name without its prefix.
    pub(super) local: &'a [u8],
    /// `<x/>`: no end tag follows.
    pub(super) empty: bool,
    rest: &'a [u8],
}

impl<'a> Tag<'a> {
    pub(super) fn attributes(&self) -> Attributes<'a> {
        Attributes::new(self.rest)
    }
}

/// Hands every token of `source` to `sink`, to the end of the part.
pub(super) fn each(
    part: &str,
    source: &mut impl Read,
    sink: &mut impl Sink,
) -> Result<(), ReadError> {
    let mut buffer = vec![0; BUFFER];
    let mut filled = 0;
    loop {
        let read = source
            .read(&mut buffer[filled..])
            .map_err(|error| ReadError::damaged(part, error))?;
        filled += read;
        let mut used = 0;
        while let Some(length) = token_length(&buffer[used..filled]) {
            hand(part, &buffer[used..used + length], sink)?;
            used += length;
        }
        if read == 0 {
            return match filled - used {
                0 => Ok(()),
                _ => Err(ReadError::damaged(part, "the part ends inside a tag")),
            };
        }
        buffer.copy_within(used..filled, 0);
        filled -= used;
        if filled == buffer.len() {
            return Err(sink.too_long());
        }
    }
}

fn hand(part: &str, token: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
    match token {
        [b'<', b'/', inner @ .., b'>'] => sink.take(Token::End(local(inner.trim_ascii_end()))),
        [b'<', b'?', ..] => Ok(()),
        [b'<', b'!', b'-', b'-', ..] => Ok(()),
        [
            b'<',
            b'!',
            b'[',
            b'C',
            b'D',
            b'A',
            b'T',
            b'A',
            b'[',
            inner @ ..,
            b']',
            b']',
            b'>',
        ] => sink.take(Token::Verbatim(inner)),
        [b'<', b'!', ..] => Err(ReadError::Entities { part: part.into() }),
        [b'<', inner @ .., b'>'] => {
            let (empty, inner) = match inner {
                [inner @ .., b'/'] => (true, inner),
                _ => (false, inner),
            };
            let name = inner
                .iter()
                .position(u8::is_ascii_whitespace)
                .unwrap_or(inner.len());
            let (name, rest) = inner.split_at(name);
            sink.take(Token::Start(Tag {
                local: local(name),
                empty,
                rest,
            }))
        }
        text => sink.take(Token::Text(text)),
    }
}

fn local(name: &[u8]) -> &[u8] {
    match memchr(b':', name) {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// The length of the token `input` begins with, once it is whole: a run of text up to the next markup (or
/// to the end of what has arrived), or one piece of markup.
fn token_length(input: &[u8]) -> Option<usize> {
    let until = |end: &[u8], from: usize| {
        memmem::find(input.get(from..)?, end).map(|at| from + at + end.len())
    };
    match input {
        [] | [b'<'] => None,
        [b'<', b'/', ..] => memchr(b'>', input).map(|at| at + 1),
        [b'<', b'?', ..] => until(b"?>", 2),
        [b'<', b'!', ..] if input.starts_with(b"<!--") => until(b"-->", 4),
        [b'<', b'!', ..] if input.starts_with(b"<![CDATA[") => until(b"]]>", 9),
        // Too short to tell a comment or CDATA from a declaration.
        [b'<', b'!', ..] => (input.len() >= 9).then_some(9),
        [b'<', ..] => start_tag_length(input),
        _ => Some(memchr(b'<', input).unwrap_or(input.len())),
    }
}

/// Up to the first `>` outside quotes.
fn start_tag_length(input: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in input.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => (),
        }
    }
    None
}
