//! XLSX: the container is judged, the parts that hold values are found, and each is read in one pass. The
//! parent module says why this reader is our own.

mod package;
mod sheet;
mod strings;
mod styles;
mod value;

use super::container::Container;
use super::error::ReadError;
use super::limits::{Budget, Limits};
use super::model::{Encoding, Grid, Workbook};
use package::Package;
use value::Values;

pub(super) fn read(mut container: Container<'_>, limits: &Limits) -> Result<Workbook, ReadError> {
    let package = Package::read(&mut container, limits)?;
    let mut values = Values {
        from_1904: package.from_1904,
        ..Values::default()
    };
    if let Some(part) = package.styles {
        let name = container.name(part);
        values.days = styles::read(&name, &container.text(part)?)?;
    }
    if let Some(part) = package.strings {
        values.strings =
            container.unpack(part, |name, source| strings::read(name, source, limits))?;
    }
    let mut budget = Budget::new(limits);
    let mut notes = Vec::new();
    let mut sheets = Vec::with_capacity(package.sheets.len());
    for sheet in package.sheets {
        let (rows, note) = container.unpack(sheet.part, |_, source| {
            sheet::rows(&sheet.name, source, &values, &mut budget)
        })?;
        notes.extend(note);
        sheets.push(Grid {
            name: sheet.name,
            hidden: sheet.hidden,
            rows,
            ..Grid::default()
        });
    }
    Ok(Workbook {
        sheets,
        encoding_guess: Encoding::Utf8,
        notes,
    })
}
