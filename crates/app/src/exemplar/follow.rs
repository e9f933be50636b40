//! Followers beside the exemplar over the years, from approved figures, by the completion rate: the measure every
//! agency has. Rates of those who stand in the comparison are open to each of them, as in a ranking (ADR 0009); amounts
//! are not shown at all.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::amount::Percent;
use thidua_domain::exemplar::{Exemplar, Gap, compare};
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::time::{Window, WorkYear};

use crate::State;
use crate::figures::completion;
use crate::state::View;

/// Years shown at most.
const SPAN: i16 = 8;
/// Years before the exemplar was chosen that show where it began.
const BEFORE: i16 = 2;

/// A year of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearHead {
    /// Work year.
    pub year: i16,
    /// Cumulative month both are compared at; `null`: the exemplar has no figure of the year.
    pub month: Option<u8>,
    /// `năm 2021`, `8 tháng năm 2021`.
    pub label: String,
    /// The exemplar's rate, two decimals.
    pub value: Option<String>,
    /// The Vietnamese way.
    pub printed: Option<String>,
    /// Why there is none.
    pub why: Option<String>,
}

/// A follower in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearCell {
    /// Work year.
    pub year: i16,
    /// The follower's rate, two decimals.
    pub value: Option<String>,
    /// The Vietnamese way.
    pub printed: Option<String>,
    /// Follower less exemplar, in points, with its sign.
    pub gap: Option<String>,
    /// `hoc_tap bat_kip vuot_qua`.
    pub place: Option<&'static str>,
    /// `gan_hon giu_nguyen xa_hon`, beside the last year that could be compared.
    pub trend: Option<&'static str>,
    /// Why it cannot be compared, where it cannot.
    pub why: Option<String>,
}

/// A follower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FollowerLine {
    /// Code of the agency.
    #[serde(rename = "ma_co_quan")]
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Since when.
    #[serde(rename = "tu_ngay")]
    pub from: Option<String>,
    /// Last day, where it ended.
    #[serde(rename = "den_ngay")]
    pub to: Option<String>,
    /// What it learns.
    #[serde(rename = "noi_dung")]
    pub text: Option<String>,
    /// With what result, in words.
    #[serde(rename = "ket_qua")]
    pub effect: Option<String>,
    /// Where it stood in the last year that could be compared.
    pub place: Option<&'static str>,
    /// Year by year.
    pub years: Vec<YearCell>,
    /// Key of the record.
    #[serde(skip)]
    pub key: String,
    /// Whether the reader tells what came of it.
    #[serde(skip)]
    pub writes: bool,
}

/// Followers beside an exemplar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// `viec` or `tien`.
    pub side: &'static str,
    /// Name of the exemplar.
    pub name: String,
    /// The years, the earliest first.
    pub years: Vec<YearHead>,
    /// Followers, in the order they began.
    pub followers: Vec<FollowerLine>,
    /// Why nothing can be compared, where nothing can.
    pub why: Option<String>,
}

/// The comparison of an exemplar; `None` where neither its rates nor a follower's are the reader's to see.
pub fn comparison(view: &View, found: &Exemplar, side: &str) -> Option<Comparison> {
    let state = view.state.as_ref();
    let side = match side {
        "tien" => "tien",
        _ => "viec",
    };
    let code = found.code.as_deref().unwrap_or_default();
    let mut rows: Vec<_> = state.followers.about(code).collect();
    rows.sort_by(|a, b| (a.from, &a.agency).cmp(&(b.from, &b.agency)));
    let subject = found.subject.as_deref();
    let subject = subject.filter(|code| state.org.find(code).is_some());
    let stands = |code: &str| view.permit_agency(Permission::ViewTargets, code).is_ok();
    let open = subject.is_some_and(stands) || rows.iter().any(|row| stands(&row.agency));
    if !open && !rows.is_empty() {
        return None;
    }
    let name = super::name(view, found);
    let Some(subject) = subject else {
        let why = match found.subject {
            Some(_) => "Điển hình là cá nhân: số liệu của đơn vị không so được với một người.",
            None => "Điển hình chưa nêu tên nên không so được.",
        };
        return Some(Comparison {
            side,
            name,
            years: Vec::new(),
            followers: rows
                .iter()
                .map(|row| follower(view, row, Vec::new()))
                .collect(),
            why: Some(why.to_owned()),
        });
    };
    let years: Vec<YearHead> = span(view, found, &rows)
        .map(|year| head(state, subject, side, year))
        .collect();
    let why = years
        .iter()
        .all(|year| year.value.is_none())
        .then(|| "Chưa có số liệu đã duyệt của điển hình trong các năm này.".to_owned());
    let followers = rows.iter().map(|row| {
        let cells = cells(state, &row.agency, side, &years);
        follower(view, row, cells)
    });
    Some(Comparison {
        side,
        name,
        followers: followers.collect(),
        years,
        why,
    })
}

/// From some years before it began until this one.
fn span(
    view: &View,
    found: &Exemplar,
    rows: &[&thidua_domain::exemplar::Follower],
) -> impl Iterator<Item = WorkYear> {
    let last = WorkYear::of(view.today).0;
    let begun = rows.iter().filter_map(|row| row.from);
    let begun = begun.map(|from| WorkYear::of(from.first_day()).0);
    let chosen = found.years.map(|years| years.from.0);
    let first = begun.chain(chosen).min().unwrap_or(last);
    let first = first.saturating_sub(BEFORE).min(last);
    (first.max(last.saturating_sub(SPAN - 1))..=last).map(WorkYear)
}

/// A rate in hundredths of a percent, and whether it is exactly told.
fn rate(state: &State, subject: &str, side: &str, window: Window) -> Option<i64> {
    // An agency that was not there has no rate of its own.
    let alive = |on: Date| state.org.find(subject)?.on(on).map(|_| ());
    alive(window.last_day())?;
    let frame = Frame::whole("btp");
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame: &frame,
    };
    let (percent, ..) = completion(state, ask, subject, side)?;
    Some(percent.hundredths())
}

/// The exemplar in a year: at the latest month it has a rate of.
fn head(state: &State, subject: &str, side: &str, year: WorkYear) -> YearHead {
    let months = (1..=12_u8).rev();
    let mut found = months.filter_map(|month| {
        let window = Window { year, month };
        Some((window, rate(state, subject, side, window)?))
    });
    let found = found.next();
    let percent = found.map(|(_, rate)| Percent::from_hundredths(rate));
    YearHead {
        year: year.0,
        month: found.map(|(window, _)| window.month),
        label: found.map_or_else(|| format!("năm {year}"), |(window, _)| window.label()),
        value: percent.map(|percent| percent.to_string()),
        printed: percent.map(Percent::vn),
        why: found.is_none().then(|| missing(state, subject, year, None)),
    }
}

/// Why an agency has no rate.
fn missing(state: &State, subject: &str, year: WorkYear, month: Option<u8>) -> String {
    let window = Window {
        year,
        month: month.unwrap_or(12),
    };
    let agency = state.org.find(subject);
    if agency.is_none_or(|agency| agency.on(window.last_day()).is_none()) {
        return "chưa thành lập, hoặc đã sắp xếp vào cơ quan khác".to_owned();
    }
    format!("chưa có số liệu {} đã duyệt", window.label())
}

fn hundredths(text: Option<&String>) -> Option<i64> {
    let percent = Percent::parse(text?).ok()?;
    Some(percent.hundredths())
}

fn cells(state: &State, agency: &str, side: &str, years: &[YearHead]) -> Vec<YearCell> {
    let own: Vec<Option<i64>> = years
        .iter()
        .map(|head| {
            let window = Window {
                year: WorkYear(head.year),
                month: head.month?,
            };
            rate(state, agency, side, window)
        })
        .collect();
    let pairs: Vec<_> = years
        .iter()
        .zip(&own)
        .map(|(head, own)| (hundredths(head.value.as_ref()), *own))
        .collect();
    let found = compare(&pairs).into_iter().zip(years).zip(own);
    found
        .map(|((told, head), own)| {
            let percent = own.map(Percent::from_hundredths);
            let why = match told.stands {
                Ok(_) => None,
                Err(Gap::NoExemplar | Gap::Neither) => {
                    Some("không so được: điển hình chưa có số liệu".to_owned())
                }
                Err(Gap::NoFollower) => Some(format!(
                    "không so được: {}",
                    missing(state, agency, WorkYear(head.year), head.month)
                )),
            };
            YearCell {
                year: head.year,
                value: percent.map(|percent| percent.to_string()),
                printed: percent.map(Percent::vn),
                gap: told
                    .stands
                    .ok()
                    .map(|(gap, _)| Percent::from_hundredths(gap).signed_vn()),
                place: told.stands.ok().map(|(_, place)| place.code()),
                trend: told.trend.map(thidua_domain::exemplar::Trend::code),
                why,
            }
        })
        .collect()
}

fn follower(
    view: &View,
    row: &thidua_domain::exemplar::Follower,
    years: Vec<YearCell>,
) -> FollowerLine {
    FollowerLine {
        agency: row.agency.clone(),
        name: view.state.name_on(&row.agency, view.today),
        from: row.from.map(|day| day.to_string()),
        to: row.to.map(|day| day.to_string()),
        text: row.text.clone(),
        effect: row.effect.clone(),
        place: years.iter().rev().find_map(|cell| cell.place),
        years,
        key: row.key.clone(),
        writes: crate::deed::keeps(view, &row.agency),
    }
}
