//! How many pages a sheet is printed on. Notes and signatures never stand on a page of their own: where they alone would
//! fall on a further page, the whole is made as much smaller as they need. Excel takes no page breaks of ours on a sheet
//! that is fitted to its width, so the number of pages is all one can tell it.

use super::Column;

/// Height of a row nobody gave one, in quarters of a point.
const USUAL: u32 = 63;
/// Width of a column nobody gave one, in characters.
const CHARACTERS: u64 = 9;
/// Most that is taken from the size of the text for it, in percent.
const SMALLER: u64 = 30;

/// Heights of the rows of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// Row and its height, in quarters of a point, where one was given.
    given: Vec<(u32, u32)>,
}

impl Heights {
    /// Keeps the height of a row, in points.
    pub(super) fn give(&mut self, row: u32, quarters: u32) {
        self.given.push((row, quarters));
    }

    /// Height of the rows from one to another, the last not included.
    fn of(&self, from: u32, to: u32) -> u64 {
        let inside = self
            .given
            .iter()
            .filter(|(row, _)| (from..to).contains(row));
        let (count, sum) = inside.fold((0_u64, 0_u64), |(count, sum), (_, own)| {
            (count + 1, sum + u64::from(*own))
        });
        (u64::from(to.saturating_sub(from)).saturating_sub(count)) * u64::from(USUAL) + sum
    }
}

/// Where the parts of a sheet begin, by row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// Rows of the heading that every page repeats: the first, and the one after the last.
    pub(super) heads: (u32, u32),
    /// The first row after the body.
    pub(super) tail: u32,
    /// The row after the last.
    pub(super) end: u32,
}

/// Pages a sheet is fitted to, where its tail would stand alone on a further one; `None`: it is left as it falls.
/// `room` is what a page has inside its margins, across and down, in quarters of a point.
pub(super) fn pages(
    heights: &Heights,
    columns: &[Column],
    parts: Parts,
    room: (u64, u64),
) -> Option<u16> {
    let width: u64 = columns.iter().map(wide).sum();
    // What a page holds once the width is fitted, measured in rows of their own size.
    let holds = room.1 * width.max(room.0) / room.0.max(1);
    let repeated = heights.of(parts.heads.0, parts.heads.1);
    let further = holds.checked_sub(repeated).filter(|own| *own > 0)?;
    let needs = |end: u32| {
        let high = heights.of(0, end);
        1 + high.saturating_sub(holds).div_ceil(further)
    };
    let (body, all) = (needs(parts.tail), needs(parts.end));
    if parts.tail >= parts.end || all <= body {
        return None;
    }
    let (given, wanted) = (holds + (body - 1) * further, heights.of(0, parts.end));
    let small = given.saturating_mul(100) < wanted.saturating_mul(100 - SMALLER);
    (!small).then(|| u16::try_from(body).ok()).flatten()
}

/// What a page has inside its margins, across and down, in quarters of a point.
pub(super) const fn room(landscape: bool) -> (u64, u64) {
    // A4 is 2381 × 3368 quarters; the margins are those of `MARGINS`, in 1/100 inch of 288 quarters.
    let (across, down) = match landscape {
        true => (3368, 2381),
        false => (2381, 3368),
    };
    (across - 118 * 288 / 100, down - 138 * 288 / 100)
}

/// Width of a column, in quarters of a point: a character is 7 pixels of 3/4 point.
fn wide(column: &Column) -> u64 {
    let characters = match column.width {
        0 => CHARACTERS,
        width => u64::from(width),
    };
    (characters * 7 + 5) * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::Kind;

    fn columns() -> Vec<Column> {
        (0..4).map(|_| Column::new("a", 20, Kind::Text)).collect()
    }

    fn parts(body: u32, tail: u32) -> Parts {
        Parts {
            heads: (4, 5),
            tail: body,
            end: body + tail,
        }
    }

    /// A page of forty usual rows, as wide as the columns.
    fn room() -> (u64, u64) {
        (columns().iter().map(wide).sum(), 40 * u64::from(USUAL))
    }

    #[test]
    fn only_a_tail_that_would_stand_alone_makes_a_sheet_smaller() {
        let heights = Heights::default();
        let fitted = |body, tail| pages(&heights, &columns(), parts(body, tail), room());
        assert_eq!(fitted(30, 8), None, "all on one page");
        assert_eq!(fitted(38, 8), Some(1));
        assert_eq!(fitted(40, 0), None, "nothing comes after the rows");
        // Pages after the first hold one row less: the heading is repeated.
        assert_eq!(fitted(79, 4), Some(2));
        assert_eq!(
            fitted(45, 20),
            None,
            "the tail stands under rows of the second page"
        );
        assert_eq!(fitted(39, 30), None, "too much smaller to be read");
    }

    #[test]
    fn heights_and_widths_are_those_given() {
        let mut heights = Heights::default();
        heights.give(10, USUAL * 9);
        let fitted = |room| pages(&heights, &columns(), parts(30, 8), room);
        assert_eq!(fitted(room()), Some(1), "a high row counts for what it is");
        // Twice as wide as the page: twice as much fits once it is made narrower.
        let (wide, high) = room();
        assert_eq!(fitted((wide / 2, high)), None);
    }
}
