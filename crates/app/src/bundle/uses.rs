//! What an initiative was used for: awards as they are spelt into codes, each with its year.

use thidua_domain::bundle::{Fault, Place, Severity, SheetDef};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::initiative::{SHEET, use_of};

use super::read::{Row, Sheet};
use super::rows::{Spellings, settle_award, spelt};

const COLUMN: &str = "da_dung_cho";
const HEADING: &str = "Đã dùng cho";

/// See [`settle_use`].
pub(super) fn settle_uses(sheet: &mut Sheet, catalogue: &Catalogue, faults: &mut Vec<Fault>) {
    if sheet.def.name != SHEET.name {
        return;
    }
    let mut spellings = Spellings::new();
    for row in &mut sheet.rows {
        settle_use(row, sheet.def, (catalogue, &mut spellings), faults);
    }
}

/// The awards a row names, in the sheets whose rows name some.
pub(super) fn settle(
    row: &mut Row,
    def: &SheetDef,
    awards: (&Catalogue, &mut Spellings),
    faults: &mut Vec<Fault>,
) {
    match def.name {
        "khen-thuong" | "dang-ky" => settle_award(row, def, awards, faults),
        _ => settle_use(row, def, awards, faults),
    }
}

/// `Chiến sĩ thi đua cơ sở: 2024` becomes `cstdcs:2024`; what is no award or has no year is told.
pub(super) fn settle_use(
    row: &mut Row,
    def: &SheetDef,
    (catalogue, spellings): (&Catalogue, &mut Spellings),
    faults: &mut Vec<Fault>,
) {
    if def.name != SHEET.name {
        return;
    }
    let Some(written) = row.values.text(COLUMN) else {
        return;
    };
    let place = Place {
        sheet: def.name,
        row: row.number,
    };
    let mut uses: Vec<String> = Vec::new();
    for part in written.split(';') {
        let Some((award, year)) = use_of(part) else {
            faults.push(place.fault(
                Severity::Error,
                HEADING,
                part,
                "Không đọc được danh hiệu, hình thức khen thưởng và năm.",
                "Ghi danh hiệu hoặc hình thức, dấu hai chấm, năm; ví dụ «Chiến sĩ thi đua cơ sở: 2024».",
            ));
            continue;
        };
        let spelt = spellings
            .entry(award.to_owned())
            .or_insert_with(|| spelt(award, catalogue));
        // A name in place of the code is how forms write it; only what names no award is a fault.
        let fault = spelt.fault.as_ref();
        if let Some((severity, reason, cure)) = fault.filter(|(own, ..)| *own == Severity::Error) {
            faults.push(place.fault(*severity, HEADING, award, reason, cure));
        }
        if let Some(code) = &spelt.code {
            let told = format!("{code}:{year}");
            if !uses.contains(&told) {
                uses.push(told);
            }
        }
    }
    // Nothing understood: the text as written goes no further, its faults were told.
    if !uses.is_empty() {
        row.values.set(COLUMN, uses.join(";"));
    }
}
