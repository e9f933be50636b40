//! A [`Book`] through `rust_xlsxwriter`.

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, RowNum, Workbook, Worksheet, XlsxError,
};

use super::format::{Look, Looks, Number, Place};
use super::{Book, Kind, Sheet, Value};
use crate::paper::{Head, PaperError, check_texts, place};

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

fn check(sheet: &Sheet) -> Result<(), PaperError> {
    let place = format!("trang tính “{}”", sheet.name);
    let headings = sheet.columns.iter().map(|column| &column.heading);
    let heads = sheet.header.iter().flatten().map(|head| &head.text);
    let words = sheet
        .rows
        .iter()
        .flat_map(|row| &row.values)
        .filter_map(|value| match value {
            Value::Text(text) => Some(text),
            _ => None,
        });
    let lines = sheet.titles.iter().chain(&sheet.notes);
    check_texts(
        &place,
        lines
            .chain(headings)
            .chain(heads)
            .chain(words)
            .map(String::as_str),
    )?;
    let wide = sheet
        .rows
        .iter()
        .position(|row| row.values.len() > sheet.columns.len());
    let fault = match wide {
        _ if sheet.columns.is_empty() => Some("không có cột nào".to_owned()),
        Some(row) => Some(format!("dòng {} có nhiều ô hơn số cột", row + 1)),
        None => None,
    };
    fault.map_or(Ok(()), |reason| {
        Err(PaperError::Sheet {
            sheet: sheet.name.clone(),
            reason,
        })
    })
}

/// The header rows: the sheet's own, or one of the columns' headings.
fn header(sheet: &Sheet) -> Vec<Vec<Head>> {
    match sheet.header.as_slice() {
        [] => vec![
            sheet
                .columns
                .iter()
                .map(|column| Head::new(&column.heading))
                .collect(),
        ],
        own => own.to_vec(),
    }
}

/// A sheet being written from the top.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    looks: &'a mut Looks,
    sheet: &'a Sheet,
    row: RowNum,
    /// Cells whose number was too long for Excel.
    as_text: Vec<String>,
}

impl Page<'_> {
    fn write(&mut self, heads: &[crate::paper::Placed<'_>], depth: usize) -> Result<(), XlsxError> {
        let last = column_number(self.sheet.columns.len())?.saturating_sub(1);
        self.worksheet.set_name(&self.sheet.name)?;
        self.page_setup()?;
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
        self.row += row_number(depth)?;
        let last_head = self.row.saturating_sub(1);
        let frozen = self.row;
        for row in &self.sheet.rows {
            for (column, value) in row.values.iter().enumerate() {
                self.value(column_number(column)?, value, row.bold)?;
            }
            for column in row.values.len()..self.sheet.columns.len() {
                self.value(column_number(column)?, &Value::Empty, row.bold)?;
            }
            self.row += 1;
        }
        self.worksheet.set_repeat_rows(first_head, last_head)?;
        if let Some(columns) = self.sheet.freeze {
            self.worksheet.set_freeze_panes(frozen, columns)?;
        }
        if self.sheet.filter && self.row > frozen {
            self.worksheet
                .autofilter(last_head, 0, self.row - 1, last)?;
        }
        self.notes(last)
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
        self.row += 1;
        Ok(())
    }

    fn head(&mut self, first: RowNum, placed: &crate::paper::Placed<'_>) -> Result<(), XlsxError> {
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

    fn value(&mut self, column: ColNum, value: &Value, bold: bool) -> Result<(), XlsxError> {
        let kind = self
            .sheet
            .columns
            .get(usize::from(column))
            .map(|column| column.kind);
        let place = match (value, kind.unwrap_or_default()) {
            (Value::Date(_), _) | (_, Kind::Mark | Kind::Date) => Place::Centre,
            (Value::Text(_) | Value::Empty, Kind::Text) => Place::Left,
            _ => Place::Right,
        };
        let look = Look {
            place,
            bold,
            bordered: true,
            ..Look::default()
        };
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

fn column_number(count: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(count).map_err(|_| XlsxError::RowColumnLimitError)
}
