//! Widths of a table's columns: the shares asked for, moved just enough that no word and no number is
//! broken, in smaller type where that alone is not enough.

use super::layout;
use super::measure::{Face, width};
use super::table::Table;

/// Smallest type of a table, in points.
const SMALLEST: u16 = 9;

/// How a table is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Size of its text in points.
    pub(crate) size: u16,
    /// Widths of its columns in twips; together exactly the width given.
    pub(crate) widths: Vec<u32>,
}

/// Sets `table` on `total` twips.
pub(crate) fn set(table: &Table, total: u32) -> Setting {
    let usual = layout::table_size(table.columns.len());
    let fits = |size: &u16| longest_words(table, *size).iter().sum::<u32>() <= total;
    let size = (SMALLEST..=usual).rev().find(fits).unwrap_or(SMALLEST);
    let shares = by_share(table, total);
    let needs = longest_words(table, size);
    let widths = if needs.iter().sum::<u32>() <= total {
        eased(&shares, &needs)
    } else {
        shares
    };
    Setting { size, widths }
}

/// Widths by share alone.
fn by_share(table: &Table, total: u32) -> Vec<u32> {
    let shares: u32 = table
        .columns
        .iter()
        .map(|column| u32::from(column.share))
        .sum();
    let (mut covered, mut edge) = (0, 0);
    let next_width = |column: &super::Column| {
        covered += u32::from(column.share);
        let from = std::mem::replace(&mut edge, total * covered / shares.max(1));
        edge - from
    };
    table.columns.iter().map(next_width).collect()
}

/// What each column needs for its longest word, with padding, in twips.
fn longest_words(table: &Table, size: u16) -> Vec<u32> {
    let mut needs = vec![0; table.columns.len()];
    let mut note = |column: usize, across: usize, text: &str, face: Face| {
        if let (1, Some(need)) = (across, needs.get_mut(column)) {
            let longest = text
                .split_whitespace()
                .map(|word| width(word, face, size))
                .max();
            *need = longest.unwrap_or(0).max(*need);
        }
    };
    for placed in table.placed().unwrap_or_default() {
        note(
            placed.column,
            placed.head.across,
            &placed.head.text,
            Face::Bold,
        );
    }
    for row in &table.rows {
        let face = if row.bold { Face::Bold } else { Face::Regular };
        let mut column = 0;
        for cell in &row.cells {
            note(column, cell.across.max(1), &cell.text, face);
            column += cell.across.max(1);
        }
    }
    let padded = |need: u64| {
        let twips = layout::twips_of(need);
        twips
            .saturating_add(2 * layout::twips(layout::CELL_PADDING))
            .saturating_add(layout::SLACK)
    };
    needs.into_iter().map(padded).collect()
}

/// Each column at least as wide as it needs; what that takes is given by those with room to spare.
fn eased(shares: &[u32], needs: &[u32]) -> Vec<u32> {
    let pairs = || shares.iter().zip(needs);
    let lacking: u32 = pairs()
        .map(|(share, need)| need.saturating_sub(*share))
        .sum();
    let spare: u32 = pairs()
        .map(|(share, need)| share.saturating_sub(*need))
        .sum();
    let (mut seen, mut given) = (0_u64, 0_u64);
    let ease = |(share, need): (&u32, &u32)| {
        if need >= share {
            return *need;
        }
        seen += u64::from(share - need);
        let upto = u64::from(lacking) * seen / u64::from(spare.max(1));
        let gift = upto - std::mem::replace(&mut given, upto);
        share - u32::try_from(gift).unwrap_or(0)
    };
    pairs().map(ease).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::{Align, Cell, Column, Head, Row};

    fn table(shares: &[u16], heads: &[&str], cells: &[&str]) -> Table {
        Table {
            columns: shares
                .iter()
                .map(|&share| Column {
                    share,
                    align: Align::Left,
                })
                .collect(),
            header: vec![heads.iter().map(|head| Head::new(*head)).collect()],
            rows: vec![Row::new(cells.iter().map(|cell| Cell::text(*cell)))],
            ..Table::default()
        }
    }

    #[test]
    fn shares_hold_where_words_fit() {
        let set = set(
            &table(&[1, 3], &["STT", "Họ và tên"], &["1", "Lê Văn Đức"]),
            9354,
        );
        assert_eq!(
            set,
            Setting {
                size: 13,
                widths: vec![2338, 7016]
            }
        );
    }

    #[test]
    fn a_narrow_column_takes_what_its_longest_word_needs() {
        let set = set(
            &table(&[1, 99], &["STT", "Họ và tên"], &["1", "Lê Văn Đức"]),
            9354,
        );
        assert!(set.widths[0] > 600, "{set:?}");
        assert_eq!((set.size, set.widths.iter().sum::<u32>()), (13, 9354));
    }

    #[test]
    fn type_shrinks_before_a_number_is_broken() {
        let number = "3.508.000.000.000.000";
        let set = set(&table(&[1; 7], &["Số tiền"; 7], &[number; 7]), 9354);
        assert_eq!(set.size, 9);
        assert_eq!(set.widths.iter().sum::<u32>(), 9354);
    }
}
