//! `show pivot`.

use std::fmt::Write as _;

use thidua_app::listing;
use thidua_app::pivot::{self, AskPivot, Pivot, PivotCell, Subject};

use super::Desk;
use crate::args::PivotArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// A pivot table.
pub(super) fn show(desk: &Desk<'_>, args: PivotArgs) -> Result<(), Refusal> {
    if let Some(agency) = &args.within {
        desk.need_agency(agency)?;
    }
    let found = pivot::pivot(&desk.view, &asked(args)?, false)?;
    desk.out.answer(&found, || text(&found))
}

fn asked(args: PivotArgs) -> Result<AskPivot, Refusal> {
    let subject = Subject::named(&args.of)
        .ok_or_else(|| Refusal::told(format!("Không có danh sách «{}» để đếm.", args.of)))?;
    let columns = subject.list(None, None).columns();
    let mut values = Vec::new();
    let mut faults = Vec::new();
    for filter in &args.filters {
        let asked = filter.split_once('=').filter(|(id, value)| {
            let mut known = columns.iter();
            !value.is_empty() && known.any(|column| column.id == *id && column.is_asked())
        });
        match asked {
            Some((id, value)) => values.push((id.to_owned(), value.to_owned())),
            None => faults.push(format!("«{filter}»")),
        }
    }
    if !faults.is_empty() {
        return Err(Refusal::told(format!(
            "Không lọc theo {} được: ghi CỘT=GIÁ-TRỊ, với cột là một trong: {}.",
            faults.join(", "),
            subject.by.join(", ")
        )));
    }
    let [rows, by, measure] = subject.usual;
    Ok(AskPivot {
        subject,
        within: args.within,
        year: args.year,
        list: listing::Ask {
            state: args.state,
            values,
            ..listing::Ask::default()
        },
        rows: args.rows.unwrap_or_else(|| rows.to_owned()),
        columns: args.columns.unwrap_or_else(|| by.to_owned()),
        measure: args.measure.unwrap_or_else(|| measure.to_owned()),
    })
}

fn shown(cell: Option<&PivotCell>) -> String {
    cell.and_then(PivotCell::shown)
        .unwrap_or_else(|| "–".to_owned())
}

fn text(found: &Pivot) -> String {
    let mut text = format!("{}\n{}", found.title, found.measure_name);
    if !found.within.is_empty() {
        let _ = write!(text, " ({})", found.within.join("; "));
    }
    text.push('\n');
    if found.rows.is_empty() {
        text.push_str("\nKhông có dòng nào để đếm.\n");
        return text;
    }
    let columns = found.columns.iter();
    let mut table = columns.fold(Table::new().words(&found.rows_by_name), |table, column| {
        table.numbers(&column.label)
    });
    table = table.numbers("Tổng cộng");
    for (row, cells) in found.rows.iter().zip(&found.cells) {
        let cells = cells.iter().map(|cell| shown(cell.as_ref()));
        let label = std::iter::once(row.label.clone());
        table.row(label.chain(cells).chain([shown(Some(&row.total))]));
    }
    let totals = found
        .columns
        .iter()
        .map(|column| shown(Some(&column.total)));
    let label = std::iter::once("Tổng cộng".to_owned());
    table.row(label.chain(totals).chain([shown(Some(&found.total))]));
    text.push_str(&table.text());
    for remark in found.remarks() {
        let _ = writeln!(text, "{remark}");
    }
    text
}
