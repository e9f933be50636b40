//! The number of each province, from the query that tells it elsewhere.

use std::collections::BTreeMap;

use thidua_domain::access::Permission;
use thidua_domain::amount::{Decimal, Rate};
use thidua_domain::closing::PeriodKey;
use thidua_domain::map::Layout;
use thidua_domain::time::Window;
use thidua_files::sheet::Value;

use super::AskMap;
use crate::AppError;
use crate::closing::standing;
use crate::figures::AskBalance;
use crate::listing::{self, Which, part};
use crate::movement;
use crate::pivot::{AskPivot, Subject, pivot};
use crate::state::View;

/// Why nothing is shown of a province out of reach.
const CLOSED: &str = "Ngoài phạm vi được xem";
const NOTHING: &str = "Chưa có số liệu";

/// What is known of a province.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub(super) value: Option<Decimal>,
    pub(super) detail: Option<String>,
    pub(super) reason: &'static str,
    pub(super) link: Option<String>,
}

impl Found {
    fn closed() -> Self {
        Self {
            reason: CLOSED,
            ..Self::default()
        }
    }

    fn nothing() -> Self {
        Self {
            reason: NOTHING,
            ..Self::default()
        }
    }
}

/// What is known of each square, in the order of the layout.
///
/// # Errors
/// As the query that tells it, but for what is only closed: that is said square by square.
pub(super) fn values(
    view: &View,
    ask: &AskMap,
    window: Window,
    layout: &Layout,
) -> Result<Vec<Found>, AppError> {
    let codes = layout.tiles.iter().map(|tile| tile.agency.as_str());
    Ok(match ask.measure.id {
        "khen-thuong" => counted(view, ask, codes, "khen-thuong", "so-luong")?,
        "dong-gop" => counted(view, ask, codes, "dong-gop", "tien")?,
        "hoat-dong" => counted(view, ask, codes, "hoat-dong", "dong")?,
        "phong-trao" => plans(view, ask, &codes.collect::<Vec<_>>()),
        "muon" => codes.map(|code| late(view, ask, window, code)).collect(),
        column => rates(view, ask, window, codes, column)?,
    })
}

/// The agency above the provinces on the last day of the window.
pub(super) fn directorate(view: &View, layout: &[&str], window: Window) -> Option<String> {
    let org = &view.state.org;
    let parent = |code: &&str| {
        let spell = org.find(code)?.on(window.last_day())?;
        spell.parent.clone()
    };
    layout.iter().find_map(parent)
}

/// Rates and pace: the table of units of the agency above, as it is read there; who cannot read that table reads the
/// own province from it alone.
fn rates<'a>(
    view: &View,
    ask: &AskMap,
    window: Window,
    codes: impl Iterator<Item = &'a str>,
    column: &str,
) -> Result<Vec<Found>, AppError> {
    let codes: Vec<&str> = codes.collect();
    let Some(above) = directorate(view, &codes, window) else {
        return Ok(codes.iter().map(|_| Found::nothing()).collect());
    };
    let which = Which::Months(AskBalance {
        agency: above,
        year: ask.year,
        month: window.month,
        person: None,
        scope: None,
    });
    let source = match which.open(view, false) {
        Err(AppError::NotFound | AppError::Forbidden) => {
            return Ok(codes.iter().map(|_| Found::closed()).collect());
        }
        source => source?,
    };
    let found = which.columns().iter().find(|own| own.id == column);
    let Some(found) = found else {
        return Err(AppError::NotFound);
    };
    let rows: BTreeMap<String, usize> = (0..source.len())
        .map(|row| (source.key(row).into_owned(), row))
        .collect();
    let page = if column.ends_with("lech") {
        "tien-do"
    } else {
        "so-lieu"
    };
    let of = |code: &&str| {
        if !view.sees(ask.measure.permission, code) {
            return Found::closed();
        }
        let cell = rows.get(*code).map(|row| source.cell(*row, found));
        let value = cell.and_then(|cell| number(&cell.value));
        Found {
            value,
            reason: NOTHING,
            link: Some(format!(
                "/co-quan/{}/{page}?nam={}&thang={}",
                part(code),
                ask.year,
                window.month
            )),
            ..Found::default()
        }
    };
    Ok(codes.iter().map(of).collect())
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) | Value::Money(number) => Decimal::new(*number, 0),
        Value::Decimal(text) | Value::Percent(text) => Decimal::parse(text).ok(),
        Value::Empty | Value::Text(_) | Value::Date(_) => None,
    }
}

/// Rows of a list, by the province of their agency.
fn counted<'a>(
    view: &View,
    ask: &AskMap,
    codes: impl Iterator<Item = &'a str>,
    subject: &str,
    measure: &str,
) -> Result<Vec<Found>, AppError> {
    let subject = Subject::named(subject).ok_or(AppError::NotFound)?;
    let asked = AskPivot {
        subject,
        within: None,
        year: Some(ask.year),
        list: listing::Ask::default(),
        rows: listing::PROVINCE.to_owned(),
        columns: listing::LEVEL.to_owned(),
        measure: measure.to_owned(),
    };
    let found = pivot(view, &asked, false)?;
    let of = |code: &str| {
        if !view.sees(subject.permission(), code) {
            return Found::closed();
        }
        let line = found.rows.iter().find(|line| line.value == code);
        let state = subject
            .state
            .map_or_else(String::new, |state| format!("&tinh-trang={state}"));
        let link = format!(
            "{}?nam={}&{}={}{state}",
            subject.path,
            ask.year,
            listing::PROVINCE,
            part(code)
        );
        let untold = line.map_or(0, |line| line.total.untold);
        // What nobody recorded is not known to be none.
        let value = line.and_then(|line| Decimal::parse(line.total.value.as_deref()?).ok());
        let reason = match (line, untold) {
            (None, _) => "Chưa ghi dòng nào của năm này",
            (Some(_), 0) => "Các dòng đã ghi không tính theo số đo này",
            (Some(_), _) => "Có ghi nhưng nguồn không nêu số",
        };
        Found {
            value,
            detail: (untold > 0).then(|| format!("và {untold} dòng không nêu số")),
            reason,
            link: Some(link),
        }
    };
    Ok(codes.map(of).collect())
}

/// How many agencies of a province, itself included, have not sent the month in time.
fn late(view: &View, ask: &AskMap, window: Window, code: &str) -> Found {
    if !view.sees(ask.measure.permission, code) {
        return Found::closed();
    }
    let org = &view.state.org;
    let last = window.last_day();
    let mut due = 0_u32;
    let mut late = 0_u32;
    for agency in org.subtree_on(code, last) {
        let level = agency.on(last).map(|spell| spell.level);
        let reports = level.is_some_and(|level| {
            level.is_enforcement() && level != thidua_domain::org::Level::Division
        });
        if !reports {
            continue;
        }
        let key = PeriodKey {
            agency: agency.code.clone(),
            window,
            scope: "btp".to_owned(),
        };
        let found = standing(&view.state, &key, view.today);
        due += u32::from(found.due.is_some());
        late += u32::from(found.late);
    }
    Found {
        value: (due > 0).then(|| Decimal::new(late.into(), 0)).flatten(),
        detail: Some(format!("{late}/{due} đơn vị")),
        reason: "Chưa có quy định về hạn gửi của kỳ này",
        link: Some(format!(
            "/co-quan/{}/tinh-hinh-gui-so-lieu?nam={}&thang={}",
            part(code),
            ask.year,
            window.month
        )),
    }
}

/// Of the movements of the year that reach a province, to how many it has issued its plan.
fn plans(view: &View, ask: &AskMap, codes: &[&str]) -> Vec<Found> {
    let mut of: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
    let year = thidua_domain::time::WorkYear(ask.year);
    let (first, last) = (year.first_day(), year.last_day());
    for (code, movement) in view.state.movements.all() {
        let from = movement.from.map(|from| from.first_day());
        let runs = from.is_some_and(|from| from <= last)
            && movement.to.is_none_or(|to| to.last_day() >= first);
        if !runs || movement.draft {
            continue;
        }
        // A movement that is not the reader's to see counts for nobody.
        let Ok(matrix) = movement::matrix(view, code) else {
            continue;
        };
        for unit in &matrix.units {
            if let Some(code) = codes.iter().find(|code| **code == unit.agency) {
                let (issued, all) = of.entry(*code).or_default();
                *all += 1;
                *issued += i128::from(unit.state == "issued");
            }
        }
    }
    let found = |code: &&str| {
        if !view.sees(Permission::ViewAwards, code) {
            return Found::closed();
        }
        let Some((issued, all)) = of.get(code).copied() else {
            return Found {
                reason: "Không có phong trào nào trong năm giao cho đơn vị",
                ..Found::default()
            };
        };
        Found {
            value: Rate::of(issued, all).map(|rate| rate.print2().to_decimal()),
            detail: Some(format!("{issued}/{all} phong trào")),
            link: Some(format!("/phong-trao?nam={}", ask.year)),
            ..Found::default()
        }
    };
    codes.iter().map(found).collect()
}
