//! A bundle sheet in the making: headings and rows of text.

/// Rows of one sheet of the bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet.
    pub name: &'static str,
    /// Headings.
    pub headings: &'static [&'static str],
    /// Rows, as wide as the headings; an empty text says nothing.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A sheet without rows.
    pub fn new(name: &'static str, headings: &'static [&'static str]) -> Self {
        Self {
            name,
            headings,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        debug_assert_eq!(N, self.headings.len());
        self.rows.push(cells.map(str::to_owned).to_vec());
    }

    /// The sheet `van-ban`.
    pub(super) fn documents() -> Self {
        Self::new(
            "van-ban",
            &[
                "Mã",
                "Số ký hiệu",
                "Ngày ban hành",
                "Cơ quan ban hành",
                "Loại",
                "Trích yếu",
                "Căn cứ",
                "Nguồn",
            ],
        )
    }
}

/// `1/100` of a percent as a bundle writes it: `83.25`.
pub(super) fn percent(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A part of a whole in thousandths, rounded down, without overflow.
pub(super) fn permille(whole: i64, thousandths: i64) -> i64 {
    share(whole, thousandths, 1000)
}

/// `whole × part ÷ of`, rounded down, without overflow; 0 where `of` is 0.
pub(super) fn share(whole: i64, part: i64, of: i64) -> i64 {
    let product = i128::from(whole) * i128::from(part);
    product
        .checked_div(i128::from(of))
        .and_then(|value| i64::try_from(value).ok())
        .unwrap_or_default()
}
