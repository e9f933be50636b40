//! Files that people attach, judged by their content before they are kept: one of a few kinds, whole, and nothing else
//! hidden in front of it, behind it or within.
//!
//! A name is never believed. What is refused is told with its cure, because most such files are honest ones of a kind
//! that is not taken.

mod error;
mod image;
mod office;
mod pdf;
#[cfg(test)]
mod tests;

use memchr::memmem;
use thidua_domain::attachment::Media;

pub use error::Unfit;

/// Pixels of a picture at most: one of 65,500 by 65,500 is a few kilobytes and brings a reader down.
pub const MOST_PIXELS: u64 = 50_000_000;

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Examined {
    /// Its kind.
    pub media: Media,
    /// Width and height of a picture, as it is shown.
    pub pixels: Option<(u32, u32)>,
}

/// What a file is, by its content; its name must promise the same.
///
/// # Errors
/// [`Unfit`], with what it is instead where that can be told.
pub fn examine(name: &str, bytes: &[u8]) -> Result<Examined, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    let (media, pixels) = match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => {
            pdf::check(bytes)?;
            (Media::Pdf, None)
        }
        [b'P', b'K', 3, 4, ..] => (office::kind(bytes)?, None),
        [0xFF, 0xD8, 0xFF, ..] => (Media::Jpeg, Some(image::jpeg(bytes)?)),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => {
            (Media::Png, Some(image::png(bytes)?))
        }
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => (Media::Webp, Some(image::webp(bytes)?)),
        _ => return Err(error::unknown(bytes)),
    };
    if let Some((width, height)) = pixels {
        let all = u64::from(width) * u64::from(height);
        if all == 0 || all > MOST_PIXELS {
            return Err(Unfit::Pixels);
        }
    }
    agrees(name, media)?;
    Ok(Examined { media, pixels })
}

/// Refuses a name that promises another kind; one without an ending promises nothing.
fn agrees(name: &str, media: Media) -> Result<(), Unfit> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((_, ending)) = last.rsplit_once('.') else {
        return Ok(());
    };
    let ending = ending.trim();
    let is_ending = (1..=5).contains(&ending.chars().count())
        && ending.chars().all(|sign| sign.is_ascii_alphanumeric())
        && ending.chars().any(|sign| sign.is_ascii_alphabetic());
    if is_ending && Media::of_ending(ending) != Some(media) {
        return Err(Unfit::Named {
            ending: ending.to_lowercase(),
            is: media.name(),
        });
    }
    Ok(())
}

/// Whether an archive ends where the bytes end: readers of archives look there first, whatever stands in front.
fn has_archive(bytes: &[u8]) -> bool {
    // The end record is 22 bytes and a comment of at most 65,535.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(from..).unwrap_or_default();
    memmem::find_iter(tail, b"PK\x05\x06").any(|at| {
        let length = tail.get(at + 20..at + 22);
        let length = length.map(|two| usize::from(two[0]) + usize::from(two[1]) * 256);
        length.is_some_and(|length| at + 22 + length <= tail.len())
    })
}

/// How far into bytes the short marks are looked for: further on they occur by chance.
const NEAR: usize = 4096;

/// Whether bytes beside what belongs to a file hold another kind of file, or a text a browser or server would run.
fn hides(bytes: &[u8]) -> bool {
    let lower: Vec<u8> = bytes.iter().map(u8::to_ascii_lowercase).collect();
    let near = lower.get(..NEAR.min(lower.len())).unwrap_or_default();
    let long: [&[u8]; 4] = [b"<script", b"<!doctype", b"<iframe", b"javascript:"];
    let short: [&[u8]; 4] = [b"<html", b"<svg", b"<?php", b"%pdf-"];
    let within = |bytes: &[u8], marks: [&[u8]; 4]| {
        let mut marks = marks.iter();
        marks.any(|mark| memmem::find(bytes, mark).is_some())
    };
    within(&lower, long) || within(near, short) || near.starts_with(b"\x7felf")
}
