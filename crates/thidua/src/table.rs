//! Aligned columns for a terminal. Texts are NFC, so that one `char` is one place.

use std::fmt::Write as _;

/// Where the texts of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A table: columns with headings, then rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without columns.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a column of words.
    pub(crate) fn words(mut self, heading: &str) -> Self {
        self.columns.push((heading.to_owned(), Side::Left));
        self
    }

    /// Adds a column of numbers.
    pub(crate) fn numbers(mut self, heading: &str) -> Self {
        self.columns.push((heading.to_owned(), Side::Right));
        self
    }

    /// Adds a row; cells beyond the columns are left out.
    pub(crate) fn row<I: IntoIterator>(&mut self, cells: I)
    where
        I::Item: Into<String>,
    {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there are rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text, without the columns in which nothing stands.
    pub(crate) fn text(&self) -> String {
        let filled: Vec<usize> = (0..self.columns.len())
            .filter(|at| {
                self.rows
                    .iter()
                    .any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()))
            })
            .collect();
        let widths: Vec<usize> = filled.iter().map(|at| self.width(*at)).collect();
        let mut text = String::new();
        let headings = filled
            .iter()
            .filter_map(|at| self.columns.get(*at))
            .map(|(heading, _)| heading.as_str());
        self.line(&mut text, &filled, &widths, headings);
        let rule = "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1));
        let _ = writeln!(text, "{rule}");
        for row in &self.rows {
            let cells = filled
                .iter()
                .map(|at| row.get(*at).map_or("", String::as_str));
            self.line(&mut text, &filled, &widths, cells);
        }
        text
    }

    fn width(&self, at: usize) -> usize {
        let heading = self.columns.get(at).map(|(heading, _)| heading);
        let cells = self.rows.iter().filter_map(|row| row.get(at));
        let widths = heading
            .into_iter()
            .chain(cells)
            .map(|text| text.chars().count());
        widths.max().unwrap_or(0)
    }

    fn line<'a>(
        &self,
        text: &mut String,
        filled: &[usize],
        widths: &[usize],
        cells: impl Iterator<Item = &'a str>,
    ) {
        let mut line = String::new();
        for ((cell, at), width) in cells.zip(filled).zip(widths) {
            let side = self.columns.get(*at).map_or(Side::Left, |(_, side)| *side);
            let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
            match side {
                Side::Left => line.extend([cell, &padding, "  "]),
                Side::Right => line.extend([padding.as_str(), cell, "  "]),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// Lines `name: value` with the values below one another; without a value there is no line.
pub(crate) fn facts<'a>(lines: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let lines: Vec<(&str, String)> = lines
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let width = lines
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for (name, value) in lines {
        let padding = " ".repeat(width - name.chars().count());
        for (at, part) in value.lines().enumerate() {
            let head = if at == 0 {
                format!("{name}:{padding}")
            } else {
                " ".repeat(width + 1)
            };
            let _ = writeln!(text, "{head} {part}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_left_numbers_right_empty_columns_go() {
        let mut table = Table::new().words("Cơ quan").words("Ghi chú").numbers("Số");
        table.row(["Quận 1", "", "7"]);
        table.row(["Giồng Trôm", "", "1.057"]);
        assert_eq!(
            table.text(),
            "Cơ quan        Số\n─────────────────\nQuận 1          7\nGiồng Trôm  1.057\n"
        );
    }

    #[test]
    fn facts_stand_below_one_another() {
        let text = facts([
            ("Tên", "a\nb".to_owned()),
            ("Cấp trên", "c".to_owned()),
            ("Không", String::new()),
        ]);
        assert_eq!(text, "Tên:      a\n          b\nCấp trên: c\n");
    }
}
