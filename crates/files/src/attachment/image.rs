//! Pictures: their parts walked from the first to the last byte, with width and height as they are shown.

use super::{Unfit, has_archive, hides};

/// Reads big-endian numbers of two and four bytes.
fn two(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..at + 2)?;
    Some(u32::from(found[0]) << 8 | u32::from(found[1]))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(two(bytes, at)? << 16 | two(bytes, at + 2)?)
}

fn little(bytes: &[u8], at: usize, width: usize) -> Option<u32> {
    let found = bytes.get(at..at + width)?;
    Some(
        found
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

/// Width and height of a JPEG, turned as its camera says. Cameras add previews and films behind it; these are kept
/// unless another kind of file hides there.
pub(super) fn jpeg(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    const IS: &str = "Ảnh JPEG";
    let damaged = || Unfit::Damaged { is: IS };
    let (mut at, mut size, mut turned) = (2, None, false);
    let scan = loop {
        // Any number of 0xFF may stand before a mark.
        if bytes.get(at) != Some(&0xFF) {
            return Err(damaged());
        }
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let mark = *bytes.get(at + 1).ok_or_else(damaged)?;
        let length = two(bytes, at + 2).ok_or_else(damaged)?;
        let length = usize::try_from(length).map_err(|_| damaged())?;
        let part = bytes.get(at + 4..at + 2 + length).ok_or_else(damaged)?;
        match mark {
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                size = two(part, 3).zip(two(part, 1));
            }
            0xE1 if part.starts_with(b"Exif\0\0") => turned = is_turned(&part[6..]),
            0xFE if hides(part) => return Err(Unfit::Hidden { is: IS }),
            0xDA => break at + 2 + length,
            0x00 | 0x01 | 0xD0..=0xD9 => return Err(damaged()),
            _ => {}
        }
        at += 2 + length;
    };
    let rest = bytes.get(scan..).unwrap_or_default();
    let end = memchr::memmem::find(rest, b"\xFF\xD9").ok_or_else(damaged)?;
    let after = rest.get(end + 2..).unwrap_or_default();
    if hides(after) || has_archive(bytes) {
        return Err(Unfit::Hidden { is: IS });
    }
    let (width, height) = size.ok_or_else(damaged)?;
    Ok(if turned {
        (height, width)
    } else {
        (width, height)
    })
}

/// Whether a camera says that the picture lies on its side (orientations 5 to 8).
fn is_turned(exif: &[u8]) -> bool {
    let small = exif.starts_with(b"II*\0");
    let read = |at: usize, width: usize| match (small, width) {
        (true, width) => little(exif, at, width),
        (false, 2) => two(exif, at),
        (false, _) => four(exif, at),
    };
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let Some(table) = read(4, 4).map(place) else {
        return false;
    };
    let Some(first) = table.checked_add(2).filter(|first| *first < exif.len()) else {
        return false;
    };
    let count = read(table, 2).map_or(0, place);
    let mut entries = (0..count.min(200)).map(|n| first + n * 12);
    let found = entries.find(|at| read(*at, 2) == Some(0x0112));
    found
        .and_then(|at| read(at + 8, 2))
        .is_some_and(|turn| (5..=8).contains(&turn))
}

/// Width and height of a PNG; nothing may follow its last part.
pub(super) fn png(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    const IS: &str = "Ảnh PNG";
    let damaged = || Unfit::Damaged { is: IS };
    let (mut at, mut size, mut data) = (8, None, false);
    loop {
        let length = four(bytes, at).ok_or_else(damaged)?;
        let length = usize::try_from(length).map_err(|_| damaged())?;
        let name = bytes.get(at + 4..at + 8).ok_or_else(damaged)?;
        let next = length.checked_add(at + 12).ok_or_else(damaged)?;
        let part = bytes.get(at + 8..next - 4).ok_or_else(damaged)?;
        bytes.get(next - 4..next).ok_or_else(damaged)?;
        match (name, size) {
            (b"IHDR", None) if length == 13 => size = four(part, 0).zip(four(part, 4)),
            (_, None) => return Err(damaged()),
            (b"IDAT", _) => data = true,
            (b"tEXt" | b"iTXt" | b"zTXt", _) if hides(part) => {
                return Err(Unfit::Hidden { is: IS });
            }
            (b"IEND", _) => {
                at = next;
                break;
            }
            _ => {}
        }
        at = next;
    }
    if at != bytes.len() {
        return Err(Unfit::Hidden { is: IS });
    }
    size.filter(|_| data).ok_or_else(damaged)
}

/// Width and height of a WebP; nothing may follow it.
pub(super) fn webp(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    const IS: &str = "Ảnh WebP";
    let damaged = || Unfit::Damaged { is: IS };
    let told = little(bytes, 4, 4).ok_or_else(damaged)?;
    let told = usize::try_from(told).map_err(|_| damaged())?;
    let end = told.checked_add(8).ok_or_else(damaged)?;
    if bytes.len() < end {
        return Err(damaged());
    }
    if bytes.len() > end {
        return Err(Unfit::Hidden { is: IS });
    }
    let one_more = |number: u32| number + 1;
    let size = match bytes.get(12..16).ok_or_else(damaged)? {
        b"VP8X" => little(bytes, 24, 3)
            .map(one_more)
            .zip(little(bytes, 27, 3).map(one_more)),
        b"VP8L" if bytes.get(20) == Some(&0x2F) => {
            little(bytes, 21, 4).map(|bits| ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        b"VP8 " if bytes.get(23..26) == Some(b"\x9D\x01\x2A") => {
            let side = |at| little(bytes, at, 2).map(|side| side & 0x3FFF);
            side(26).zip(side(28))
        }
        _ => None,
    };
    size.ok_or_else(damaged)
}
