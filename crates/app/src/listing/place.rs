//! Where the agency of a row belongs: its level and its province, as they were in the row's time.

use jiff::civil::Date;
use thidua_domain::org::{Level, Org};

/// Id of the column of the province's agency.
pub(crate) const PROVINCE: &str = "tinh";
/// Id of the column of the agency's level.
pub(crate) const LEVEL: &str = "cap-co-quan";

/// Code of the agency of the province an agency belonged to, itself included; `None` for those above provinces and
/// those outside the sector. Of an agency that was no more on the day: where it last was.
pub(crate) fn province<'a>(org: &'a Org, agency: &'a str, on: Date) -> Option<&'a str> {
    if level(org, agency, on) == Some(Level::Province) {
        return org.find(agency).map(|agency| agency.code.as_str());
    }
    let above = org.above_on(agency, on).into_iter();
    let mut provinces = above.filter(|code| level(org, code, on) == Some(Level::Province));
    provinces.next()
}

/// The level of an agency on a day, or the last one it had.
pub(crate) fn level(org: &Org, agency: &str, on: Date) -> Option<Level> {
    let spell = org.find(agency)?.nearest(on)?;
    Some(spell.level)
}
