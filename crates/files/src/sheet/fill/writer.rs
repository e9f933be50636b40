//! A [`FillBook`] through `rust_xlsxwriter`.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, DocProperties, ExcelDateTime,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::look::{Looks, tone};
use super::{Allows, Content, Entry, FillBook, FillSheet, Look, Placed, Rule};
use crate::paper::{PaperError, check_texts};
use crate::sheet::height;

/// Excel keeps 15 significant digits of a number.
const EXACT: u64 = 999_999_999_999_999;
/// Page margins in inches, as of the other sheets.
const MARGINS: [f64; 6] = [0.59, 0.59, 0.79, 0.59, 0.39, 0.39];
/// Height of a row of one line of our font, in points.
const ROW: u8 = 18;
/// A4 among Excel's papers.
const A4: u8 = 9;

pub(super) fn write(book: &FillBook) -> Result<Vec<u8>, PaperError> {
    if book.sheets.iter().all(|sheet| sheet.hidden) {
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
        let worksheet = workbook.add_worksheet();
        fill(worksheet, &mut looks, sheet).map_err(|error| PaperError::Sheet {
            sheet: sheet.name.clone(),
            reason: error.to_string(),
        })?;
    }
    // The first sheet may be hidden: the file opens on one that shows.
    let open = book.sheets.iter().position(|sheet| !sheet.hidden);
    if let Some(open) = open.filter(|open| *open > 0) {
        let worksheet = workbook.worksheet_from_index(open);
        worksheet.map_err(|error| failed(&error))?.set_active(true);
    }
    workbook.save_to_buffer().map_err(|error| failed(&error))
}

fn failed(error: &XlsxError) -> PaperError {
    PaperError::Write(error.to_string())
}

fn check(sheet: &FillSheet) -> Result<(), PaperError> {
    let texts = sheet.cells.iter().filter_map(|cell| match &cell.content {
        Content::Text(text) => Some(text.as_str()),
        Content::Formula { shown, .. } => Some(shown.as_str()),
        _ => None,
    });
    check_texts(&format!("trang tính “{}”", sheet.name), texts)
}

fn fill(worksheet: &mut Worksheet, looks: &mut Looks, sheet: &FillSheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    // A formula that gives an empty text is saved as such, not as the 0 the library would put there.
    worksheet.set_formula_result_default("");
    worksheet.set_default_row_height(ROW);
    page(worksheet, sheet)?;
    for cell in &sheet.cells {
        place(worksheet, looks, cell)?;
    }
    heights(worksheet, sheet)?;
    for rule in &sheet.rules {
        colour(worksheet, rule)?;
    }
    for entry in &sheet.entries {
        allow(worksheet, entry)?;
    }
    if sheet.locked {
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        worksheet.protect_with_options(&options);
    }
    worksheet.set_hidden(sheet.hidden);
    Ok(())
}

fn page(worksheet: &mut Worksheet, sheet: &FillSheet) -> Result<(), XlsxError> {
    worksheet.set_paper_size(A4);
    if sheet.landscape {
        worksheet.set_landscape();
    }
    let [left, right, top, bottom, header, footer] = MARGINS;
    worksheet.set_margins(left, right, top, bottom, header, footer);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_header("&C&\"Times New Roman,Regular\"&12&P");
    for (column, width) in (0..).zip(&sheet.widths) {
        match width {
            0 => worksheet.set_column_hidden(column)?,
            width => worksheet.set_column_width(column, *width)?,
        };
    }
    if let Some((row, column)) = sheet.freeze {
        worksheet.set_freeze_panes(row, column)?;
    }
    if let Some((first, last)) = sheet.repeat {
        worksheet.set_repeat_rows(first, last)?;
    }
    Ok(())
}

fn place(worksheet: &mut Worksheet, looks: &mut Looks, cell: &Placed) -> Result<(), XlsxError> {
    let format = looks.get(cell.look);
    let (row, column) = (cell.row, cell.column);
    if cell.across > 1 {
        let last = column + cell.across - 1;
        worksheet.merge_range(row, column, row, last, "", format)?;
    }
    match &cell.content {
        Content::Empty => worksheet.write_blank(row, column, format)?,
        Content::Text(text) => {
            let quoted = text.starts_with(['=', '+', '-', '@']);
            let format = match quoted {
                true => format.clone().set_quote_prefix(),
                false => format.clone(),
            };
            worksheet.write_string_with_format(row, column, text, &format)?
        }
        Content::Whole(value) if value.unsigned_abs() > EXACT => {
            worksheet.write_string_with_format(row, column, value.to_string(), format)?
        }
        Content::Whole(value) => worksheet.write_with_format(row, column, *value, format)?,
        Content::Formula { text, shown } => {
            let formula = Formula::new(text).set_result(shown.as_str());
            worksheet.write_formula_with_format(row, column, formula, format)?
        }
    };
    Ok(())
}

/// Heights of rows whose words wrap: not every program fits them on opening.
fn heights(worksheet: &mut Worksheet, sheet: &FillSheet) -> Result<(), XlsxError> {
    let mut rows = std::collections::BTreeMap::new();
    for cell in &sheet.cells {
        let Content::Text(text) = &cell.content else {
            continue;
        };
        if matches!(cell.look, Look::Plain | Look::Strong) {
            continue;
        }
        let from = usize::from(cell.column);
        let to = from + usize::from(cell.across.max(1));
        let widths = sheet.widths.iter().take(to).skip(from);
        let room: u64 = widths.map(|width| height::room(*width)).sum();
        let bold = matches!(cell.look, Look::Head | Look::Group | Look::CentreStrong);
        let lines = height::lines(text, bold, room.max(1));
        let most = rows.entry(cell.row).or_insert(1);
        *most = lines.max(*most);
    }
    for (row, lines) in rows.into_iter().filter(|(_, lines)| *lines > 1) {
        worksheet.set_row_height(row, height::height(lines))?;
    }
    Ok(())
}

fn colour(worksheet: &mut Worksheet, rule: &Rule) -> Result<(), XlsxError> {
    let shown = ConditionalFormatFormula::new()
        .set_rule(rule.when.as_str())
        .set_format(tone(rule.tone));
    let cells = rule.cells;
    worksheet.add_conditional_format(cells.from, cells.column, cells.to, cells.column, &shown)?;
    Ok(())
}

fn allow(worksheet: &mut Worksheet, entry: &Entry) -> Result<(), XlsxError> {
    let kind = DataValidation::new();
    let kind = match entry.allows {
        Allows::Whole => kind.allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
        Allows::Words(most) => kind.allow_text_length(DataValidationRule::LessThanOrEqualTo(most)),
    };
    let refusing = kind
        .set_error_title(entry.title.as_str())?
        .set_error_message(entry.message.as_str())?;
    let cells = entry.cells;
    worksheet.add_data_validation(cells.from, cells.column, cells.to, cells.column, &refusing)?;
    Ok(())
}
