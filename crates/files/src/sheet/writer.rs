//! A [`Book`] through `rust_xlsxwriter`.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError,
};

use super::check::{check, header};
use super::fit::{self, Heights, Parts};
use super::format::{Look, Looks, Number, Place};
use super::height;
use super::{Book, Kind, Row, Sheet, Value};
use crate::paper::{PaperError, Placed, place};

/// Excel keeps 15 significant digits of a number.
const EXACT_DIGITS: usize = 15;
/// Page margins in inches: 15, 15, 20, 15 mm and the number 10 mm from the edge.
const MARGINS: [f64; 6] = [0.59, 0.59, 0.79, 0.59, 0.39, 0.39];
/// A4 among Excel's papers.
const A4: u8 = 9;

pub(super) fn write(book: &Book) -> Result<Vec<u8>, PaperError> {
    if book.sheets.is_empty() {
        return Err(PaperError::NoTable);
    }
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_author("Thi Đua");
    // The day is fixed: the same book must give the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(|error| failed(&error))?;
    workbook.set_properties(&properties.set_creation_datetime(&created));
    let mut looks = Looks::default();
    for sheet in &book.sheets {
        check(sheet)?;
        let heads = header(sheet);
        let placed = place(&heads, sheet.columns.len()).map_err(|reason| PaperError::Sheet {
            sheet: sheet.name.clone(),
            reason,
        })?;
        let worksheet = workbook.add_worksheet();
        let mut page = Page {
            worksheet,
            looks: &mut looks,
            sheet,
            row: 0,
            heights: Heights::default(),
            as_text: Vec::new(),
        };
        page.write(&placed, heads.len())
            .map_err(|error| PaperError::Sheet {
                sheet: sheet.name.clone(),
                reason: error.to_string(),
            })?;
    }
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> PaperError {
    PaperError::Write(error.to_string())
}

/// A sheet being written from the top.
pub(super) struct Page<'a> {
    pub(super) worksheet: &'a mut Worksheet,
    pub(super) looks: &'a mut Looks,
    pub(super) sheet: &'a Sheet,
    pub(super) row: RowNum,
    /// Heights that were given.
    pub(super) heights: Heights,
    /// Cells whose number was too long for Excel.
    as_text: Vec<String>,
}

impl Page<'_> {
    fn write(&mut self, heads: &[Placed<'_>], depth: usize) -> Result<(), XlsxError> {
        let last = column_number(self.sheet.columns.len())?.saturating_sub(1);
        self.worksheet.set_name(&self.sheet.name)?;
        self.page_setup()?;
        let sheet = self.sheet;
        self.pairs(&sheet.head)?;
        if !sheet.head.is_empty() {
            self.row += 1;
        }
        for (number, title) in self.sheet.titles.iter().enumerate() {
            let look = Look {
                place: Place::Centre,
                bold: number == 0,
                ..Look::default()
            };
            self.line(title, last, look)?;
        }
        if !self.sheet.titles.is_empty() {
            self.row += 1;
        }
        let first_head = self.row;
        for placed in heads {
            self.head(first_head, placed)?;
        }
        self.head_heights(heads, depth)?;
        self.row += row_number(depth)?;
        let last_head = self.row.saturating_sub(1);
        let frozen = self.row;
        for row in &self.sheet.rows {
            self.body_row(row)?;
        }
        self.worksheet.set_repeat_rows(first_head, last_head)?;
        if let Some(columns) = self.sheet.freeze {
            self.worksheet.set_freeze_panes(frozen, columns)?;
        }
        if self.sheet.filter && self.row > frozen {
            self.worksheet
                .autofilter(last_head, 0, self.row - 1, last)?;
        }
        let tail = self.row;
        self.notes(last)?;
        if !sheet.foot.is_empty() {
            self.row += 1;
        }
        self.pairs(&sheet.foot)?;
        let parts = Parts {
            heads: (first_head, frozen),
            tail,
            end: self.row,
        };
        let room = fit::room(sheet.landscape);
        if let Some(pages) = fit::pages(&self.heights, &sheet.columns, parts, room) {
            self.worksheet.set_print_fit_to_pages(1, pages);
        }
        Ok(())
    }

    fn page_setup(&mut self) -> Result<(), XlsxError> {
        self.worksheet.set_paper_size(A4);
        if self.sheet.landscape {
            self.worksheet.set_landscape();
        }
        let [left, right, top, bottom, header, footer] = MARGINS;
        self.worksheet
            .set_margins(left, right, top, bottom, header, footer);
        self.worksheet.set_print_fit_to_pages(1, 0);
        self.worksheet
            .set_header("&C&\"Times New Roman,Regular\"&12&P");
        for (number, column) in self.sheet.columns.iter().enumerate() {
            if column.width > 0 {
                self.worksheet
                    .set_column_width(column_number(number)?, column.width)?;
            }
        }
        Ok(())
    }

    /// A line over the whole width.
    fn line(&mut self, text: &str, last: ColNum, look: Look) -> Result<(), XlsxError> {
        let format = self.looks.get(look);
        if last > 0 {
            self.worksheet
                .merge_range(self.row, 0, self.row, last, text, format)?;
        } else {
            self.worksheet
                .write_string_with_format(self.row, 0, text, format)?;
        }
        let lines = height::lines(text, look.bold, self.room(0, self.sheet.columns.len()));
        if lines > 1 {
            self.tall(self.row, lines)?;
        }
        self.row += 1;
        Ok(())
    }

    fn head(&mut self, first: RowNum, placed: &Placed<'_>) -> Result<(), XlsxError> {
        let look = Look {
            place: Place::Centre,
            bold: true,
            bordered: true,
            ..Look::default()
        };
        let format = self.looks.get(look);
        let (row, column) = (
            first + row_number(placed.row)?,
            column_number(placed.column)?,
        );
        let last_row = row + row_number(placed.head.down.max(1))? - 1;
        let last_column = column + column_number(placed.head.across.max(1))? - 1;
        let text = &placed.head.text;
        if (row, column) == (last_row, last_column) {
            self.worksheet
                .write_string_with_format(row, column, text, format)?;
        } else {
            self.worksheet
                .merge_range(row, column, last_row, last_column, text, format)?;
        }
        Ok(())
    }

    /// Header rows as high as their headings; one over several rows needs its part of each.
    fn head_heights(&mut self, heads: &[Placed<'_>], depth: usize) -> Result<(), XlsxError> {
        for number in 0..depth {
            let covers = |placed: &&Placed<'_>| {
                (placed.row..placed.row + placed.head.down.max(1)).contains(&number)
            };
            let need = |placed: &Placed<'_>| {
                let room = self.room(placed.column, placed.head.across.max(1));
                let down = u32::try_from(placed.head.down.max(1)).unwrap_or(1);
                height::lines(&placed.head.text, true, room).div_ceil(down)
            };
            let lines = heads.iter().filter(covers).map(need).max().unwrap_or(1);
            self.tall(self.row + row_number(number)?, lines)?;
        }
        Ok(())
    }

    /// Width inside `across` columns from `column` on.
    pub(super) fn room(&self, column: usize, across: usize) -> u64 {
        let columns = self.sheet.columns.iter().skip(column).take(across);
        columns.map(|column| height::room(column.width)).sum()
    }

    /// The heading of a group: one cell over the whole row, so that no border cuts its words.
    fn group_row(&mut self, text: &str) -> Result<(), XlsxError> {
        let last = column_number(self.sheet.columns.len())? - 1;
        let look = Look {
            bold: true,
            bordered: true,
            quoted: text.starts_with(['=', '+', '-', '@']),
            ..Look::default()
        };
        self.line(text, last, look)
    }

    fn body_row(&mut self, row: &Row) -> Result<(), XlsxError> {
        if let Some(text) = self.is_group(row) {
            return self.group_row(text);
        }
        let mut lines = 1;
        for column in 0..self.sheet.columns.len() {
            let value = row.values.get(column).unwrap_or(&Value::Empty);
            let free = |next: &Value| *next == Value::Empty;
            // The heading of a group runs on over the empty cells beside it.
            let words = matches!(value, Value::Text(_));
            let running = row.bold && words && row.values.get(column + 1).is_some_and(free);
            if let (Value::Text(text), false) = (value, running) {
                lines = lines.max(height::lines(text, row.bold, self.room(column, 1)));
            }
            let look = Look {
                bold: row.bold,
                running,
                bordered: true,
                ..Look::default()
            };
            self.value(column_number(column)?, value, look)?;
        }
        if lines > 1 {
            self.tall(self.row, lines)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The text of a bold row that says nothing but that. A list that can be filtered keeps its cells apart.
    fn is_group<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let (first, rest) = row.values.split_first()?;
        let alone = rest.iter().all(|value| *value == Value::Empty);
        match first {
            Value::Text(text) if row.bold && alone && !self.sheet.filter => Some(text),
            _ => None,
        }
    }

    fn value(&mut self, column: ColNum, value: &Value, look: Look) -> Result<(), XlsxError> {
        let kind = self
            .sheet
            .columns
            .get(usize::from(column))
            .map(|column| column.kind);
        let place = match (value, kind.unwrap_or_default()) {
            _ if look.running => Place::Left,
            (Value::Date(_), _) | (_, Kind::Mark | Kind::Date) => Place::Centre,
            (Value::Text(_) | Value::Empty, Kind::Text) => Place::Left,
            _ => Place::Right,
        };
        let look = Look { place, ..look };
        match value {
            Value::Empty => {
                self.worksheet
                    .write_blank(self.row, column, self.looks.get(look))?;
            }
            Value::Text(text) => self.words(column, text, look)?,
            Value::Integer(number) | Value::Money(number) => {
                self.number(column, &number.to_string(), Number::Grouped(0), look)?;
            }
            Value::Decimal(digits) => {
                self.number(column, digits, Number::Grouped(decimals(digits)), look)?;
            }
            Value::Percent(digits) => {
                self.number(column, digits, Number::Percent(decimals(digits)), look)?;
            }
            Value::Date(day) => {
                let look = Look {
                    number: Number::Date,
                    ..look
                };
                match excel_date(*day) {
                    Some(day) => {
                        let format = self.looks.get(look);
                        self.worksheet
                            .write_datetime_with_format(self.row, column, &day, format)?;
                    }
                    None => self.words(column, &day.strftime("%d/%m/%Y").to_string(), look)?,
                }
            }
        }
        Ok(())
    }

    fn words(&mut self, column: ColNum, text: &str, look: Look) -> Result<(), XlsxError> {
        let quoted = text.starts_with(['=', '+', '-', '@']);
        let format = self.looks.get(Look { quoted, ..look });
        self.worksheet
            .write_string_with_format(self.row, column, text, format)?;
        Ok(())
    }

    fn number(
        &mut self,
        column: ColNum,
        digits: &str,
        number: Number,
        look: Look,
    ) -> Result<(), XlsxError> {
        let significant = digits
            .chars()
            .filter(char::is_ascii_digit)
            .collect::<String>();
        let significant = significant.trim_start_matches('0').len();
        match digits.parse::<f64>() {
            Ok(value) if value.is_finite() && significant <= EXACT_DIGITS => {
                let format = self.looks.get(Look { number, ..look });
                self.worksheet
                    .write_number_with_format(self.row, column, value, format)?;
                Ok(())
            }
            _ => {
                let cell = rust_xlsxwriter::utility::row_col_to_cell(self.row, column);
                self.as_text.push(cell);
                self.words(column, &digits.replace('.', ","), look)
            }
        }
    }

    fn notes(&mut self, last: ColNum) -> Result<(), XlsxError> {
        let look = Look {
            italic: true,
            ..Look::default()
        };
        if !self.as_text.is_empty() {
            let cells = self.as_text.join(", ");
            let note = format!(
                "Các số dài hơn {EXACT_DIGITS} chữ số được ghi dạng chữ để không bị làm tròn: {cells}."
            );
            self.line(&note, last, look)?;
        }
        for note in &self.sheet.notes {
            self.line(note, last, look)?;
        }
        Ok(())
    }
}

/// Decimals after the point.
fn decimals(digits: &str) -> usize {
    digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len())
}

/// The day as Excel counts it, from 1900 on.
fn excel_date(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1901)?;
    let (month, day) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn row_number(count: usize) -> Result<RowNum, XlsxError> {
    RowNum::try_from(count).map_err(|_| XlsxError::RowColumnLimitError)
}

pub(super) fn column_number(count: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(count).map_err(|_| XlsxError::RowColumnLimitError)
}
