//! What the forms count: each movement and each award once in its place; what cannot be placed is told below the form.

use std::collections::BTreeMap;

use jiff::civil::Date;
use thidua_domain::report::statutory::{Launcher, length};
use thidua_domain::text::number::two_digits;

use super::{ColumnLine, FormLine};
use crate::deed::AskYears;
use crate::movement::of_agency;
use crate::register::{AskAwards, AwardRow, awards};
use crate::state::View;
use crate::{AppError, State};

/// One movement, as the forms part it; `None`: nothing tells.
struct Placed {
    launcher: Option<&'static str>,
    length: Option<&'static str>,
    manner: Option<&'static str>,
}

/// Movements and awards of a year.
pub(super) struct Counted {
    movements: Vec<Placed>,
    awards: Vec<AwardRow>,
    /// Awards that may belong to the year and are not counted.
    left_out: usize,
}

impl Counted {
    /// Those of an agency with its units.
    pub(super) fn of(view: &View, agency: &str, year: i16) -> Result<Self, AppError> {
        let years = AskYears {
            agency: agency.to_owned(),
            from: year,
            to: year,
            month: None,
            own: false,
        };
        let state = view.state.as_ref();
        let found = of_agency(view, &years)?;
        let movements = found.iter().map(|one| placed(state, &one.code)).collect();
        let given = awards(
            view,
            &AskAwards {
                agency: agency.to_owned(),
                from: year,
                to: year,
                month: None,
                own: false,
            },
        )?;
        let (awards, _): (Vec<AwardRow>, Vec<AwardRow>) = given
            .rows
            .into_iter()
            .partition(|row| row.status == "da_tang");
        Ok(Self {
            movements,
            awards,
            left_out: given.left_out.len(),
        })
    }

    /// The number of a cell; `None`: the system does not hold it.
    pub(super) fn cell(&self, form: &FormLine, row: &str, column: &ColumnLine) -> Option<i64> {
        match form.counts.as_str() {
            "phong_trao" => self.movement_cell(row, column.of.as_deref()?),
            "khen_thuong" => {
                let mut codes: Vec<&str> = column.awards.iter().map(String::as_str).collect();
                if codes.is_empty() {
                    let all = form.columns.iter().flat_map(|column| &column.awards);
                    codes.extend(all.map(String::as_str));
                }
                self.award_cell(row, &codes)
            }
            _ => None,
        }
    }

    fn movement_cell(&self, row: &str, column: &str) -> Option<i64> {
        let fits = |one: &&Placed| {
            (column == "tat_ca" || one.launcher == Some(column))
                && (row == "tat_ca" || [one.launcher, one.length, one.manner].contains(&Some(row)))
        };
        i64::try_from(self.movements.iter().filter(fits).count()).ok()
    }

    /// Recipients, or times where only those are told; `None` where a number is not told.
    fn award_cell(&self, row: &str, codes: &[&str]) -> Option<i64> {
        let of_codes = |one: &&AwardRow| {
            let mut told = one.award.split(';');
            told.all(|code| codes.contains(&code))
        };
        let fits = |one: &&AwardRow| match row {
            "tat_ca" => true,
            "tap_the" | "ca_nhan" => one.subject_kind == row,
            occasion => one.occasion.as_deref() == Some(occasion),
        };
        let rows = self.awards.iter().filter(of_codes).filter(fits);
        let sum: Option<i64> = rows.map(|one| one.recipients.or(one.instances)).sum();
        // Where a source does not tell the occasion, nothing is not the same as none.
        let of_occasion = !matches!(row, "tat_ca" | "tap_the" | "ca_nhan");
        let told = |one: &AwardRow| {
            one.occasion
                .as_deref()
                .is_some_and(|codes| !codes.contains(';'))
        };
        let untold = of_occasion && self.awards.iter().filter(of_codes).any(|one| !told(one));
        sum.filter(|sum| *sum > 0 || !untold)
    }

    /// What could not be placed.
    pub(super) fn remarks(&self, form: &FormLine) -> Vec<String> {
        let number = |count: usize| two_digits(i64::try_from(count).unwrap_or(i64::MAX));
        let mut notes = Vec::new();
        let mut say = |count: usize, words: &str| {
            if count > 0 {
                notes.push(format!("{} {words}", number(count)));
            }
        };
        match form.counts.as_str() {
            "phong_trao" => {
                let without =
                    |of: fn(&Placed) -> bool| self.movements.iter().filter(|one| of(one)).count();
                say(
                    without(|one| one.launcher.is_none()),
                    "phong trào nguồn không nêu cơ quan phát động: chỉ tính vào cột Tổng số.",
                );
                say(
                    without(|one| one.length.is_none()),
                    "phong trào nguồn không nêu đủ thời gian: không tính vào mục 2.",
                );
                say(
                    without(|one| one.manner.is_none()),
                    "phong trào nguồn không nêu phương thức, hoặc là đợt cao điểm, đột xuất: không tính vào mục 3.",
                );
            }
            "khen_thuong" => {
                let mut several: BTreeMap<&str, i64> = BTreeMap::new();
                let codes: Vec<&str> = form
                    .columns
                    .iter()
                    .flat_map(|column| &column.awards)
                    .map(String::as_str)
                    .collect();
                let ours = |row: &&AwardRow| row.award.split(';').all(|code| codes.contains(&code));
                for row in self.awards.iter().filter(ours) {
                    let many = row.recipients.or(row.instances).unwrap_or(0);
                    let why = match row.occasion.as_deref() {
                        None => {
                            "khen thưởng nguồn không nêu loại thành tích: không tính vào các dòng theo phương thức."
                        }
                        Some(codes) if codes.contains(';') => {
                            "khen thưởng nguồn không tách loại thành tích: không tính vào các dòng theo phương thức."
                        }
                        Some(_) => continue,
                    };
                    *several.entry(why).or_default() += many;
                }
                for (why, many) in several {
                    say(usize::try_from(many).unwrap_or(usize::MAX), why);
                }
                say(
                    self.left_out,
                    "dòng khen thưởng ghi chung nhiều năm hoặc không nêu năm, không tính vào biểu.",
                );
            }
            _ => {}
        }
        notes
    }
}

fn placed(state: &State, code: &str) -> Placed {
    let movement = state.movements.get(code);
    let spell = movement
        .and_then(|movement| movement.launcher.as_deref())
        .and_then(|code| state.org.find(code))
        .and_then(|agency| agency.nearest(Date::MAX));
    let launcher = spell
        .and_then(|spell| Launcher::of(spell.level, &spell.name))
        .map(Launcher::code);
    let ends = movement.and_then(|movement| movement.from.zip(movement.to));
    let kinds: Vec<&str> = movement
        .map(|movement| movement.kinds.iter().map(String::as_str).collect())
        .unwrap_or_default();
    let manner = match (
        kinds.contains(&"chuyen_de"),
        kinds.contains(&"thuong_xuyen"),
    ) {
        (true, _) => Some("chuyen_de"),
        (_, true) => Some("thuong_xuyen"),
        _ => None,
    };
    Placed {
        launcher,
        length: ends.and_then(|(from, to)| length(from, to)),
        manner,
    }
}
