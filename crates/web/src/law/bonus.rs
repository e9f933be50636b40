//! Bonus money on pages: what one award brings on a day, the payment list of an agency's year.

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::Date;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::law::bonus::list::{AskPayments, Payments, years};
use thidua_app::law::bonus::{self, AskBonus};
use thidua_app::listing::{self as app_listing, Which};
use thidua_domain::law::SubjectKind;
use thidua_domain::time::{WorkYear, parse_date};

use crate::ask::Ask;
use crate::listing::{self, Address, Empty, Input, InputKind, Listed};
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::law::bonus::PERMISSION;
pub(crate) use thidua_app::law::bonus::list::PERMISSION as OF_AGENCY;

const fn param(name: &'static str, required: bool, summary: &'static str) -> Param {
    Param {
        name,
        kind: "string",
        required,
        summary,
    }
}

/// Fields of the page of one award.
pub(crate) const FIELDS: &[Param] = &[
    param("khen-thuong", false, "Mã danh hiệu, hình thức khen thưởng"),
    param("doi-tuong", false, "ca_nhan, tap_the hoặc ho_gia_dinh"),
    param("ngay", false, "Ngày quyết định"),
];
/// Fields for programs.
pub(crate) const API: &[Param] = &[
    param("award", true, "Mã danh hiệu, hình thức khen thưởng"),
    param("subject_kind", true, "ca_nhan, tap_the hoặc ho_gia_dinh"),
    Param {
        name: "on",
        kind: "date",
        required: true,
        summary: "Ngày quyết định",
    },
];
/// Fields of the payment list.
pub(crate) const LIST: &[Param] = listing::with_fields![listing::YEAR];
/// Fields of the payment list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::YEAR, listing::FORM];

/// For programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let text = |name: &'static str| ask.query.required(name).map(str::to_owned);
    let on: Date = text("on")?
        .parse()
        .map_err(|_| Problem::field("on", "không đọc được ngày, viết như 2026-01-05"))?;
    let wanted = AskBonus {
        award: text("award")?,
        subject_kind: text("subject_kind")?,
        on,
    };
    let found = bonus::of(ask.view()?, &wanted).map_err(|error| ask.fault(error))?;
    ask.json(&found)
}

/// What one award brings, with the values it is reckoned from.
pub(crate) async fn rate(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let book = view.state.law.as_ref();
    let award = ask.query.text("khen-thuong").unwrap_or_default();
    let kind = ask.query.text("doi-tuong").unwrap_or_default();
    let written = ask.query.text("ngay").unwrap_or_default();
    let asked = !award.is_empty();
    let mut faults: Vec<String> = Vec::new();
    let on = match written {
        "" => Some(ask.today),
        written => parse_date(written).ok(),
    };
    if on.is_none() {
        faults.push("Không đọc được ngày quyết định, ví dụ viết đúng: 10/12/2026.".to_owned());
    }
    let mut found = None;
    if let (true, Some(on)) = (asked, on) {
        let wanted = AskBonus {
            award: award.to_owned(),
            subject_kind: if kind.is_empty() { "ca_nhan" } else { kind }.to_owned(),
            on,
        };
        match bonus::of(view, &wanted) {
            Ok(told) => found = Some(told),
            Err(AppError::Refused(text)) => faults.extend(text.lines().map(str::to_owned)),
            Err(error) => return Err(ask.fault(error)),
        }
    }
    let awards: Vec<Value> = view
        .state
        .catalogue
        .awards()
        .filter(|own| book.names.award(&own.code).is_some())
        .map(|own| context! { code => &own.code, name => &own.name, chosen => own.code == award })
        .collect();
    let kinds: Vec<Value> = SubjectKind::ALL
        .into_iter()
        .map(|own| context! { code => own.code(), name => capital(own.vn()), chosen => own.code() == kind })
        .collect();
    let status = match faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = context! {
        awards, kinds, faults,
        on => on.filter(|_| !written.is_empty()).map_or_else(|| written.to_owned(), thidua_domain::time::vn), usual => thidua_domain::time::vn(ask.today),
        found => found.as_ref().map(value),
    };
    ask.page_with(status, "bonus/rate.html", page)
}

/// The words with a large first letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn asked(ask: &Ask) -> Result<(AskPayments, Vec<i16>), Problem> {
    let view = ask.view()?;
    let agency = ask.part("ma")?.to_owned();
    view.permit_agency(OF_AGENCY, &agency)
        .map_err(|error| ask.fault(error))?;
    let told = years(view, &agency);
    let year = match listing::year(ask)? {
        Some(year) => year,
        None => told
            .first()
            .copied()
            .unwrap_or_else(|| WorkYear::of(ask.today).0),
    };
    Ok((AskPayments { agency, year }, told))
}

fn listed(wanted: AskPayments, told: &[i16]) -> Listed {
    let mut choices: Vec<i16> = told.to_vec();
    if !choices.contains(&wanted.year) {
        choices.push(wanted.year);
        choices.sort_unstable_by(|a, b| b.cmp(a));
    }
    let choices = choices
        .into_iter()
        .map(|year| (year.to_string(), format!("Năm {year}")));
    let year = Input {
        name: "nam",
        label: "Năm thành tích",
        kind: InputKind::Choice(choices.collect(), None, Some(wanted.year.to_string())),
    };
    Listed {
        own: vec!["nam"],
        inputs: vec![year],
        year: Some(wanted.year),
        agency: Some(wanted.agency.clone()),
        actions: vec![("Tra mức tiền thưởng", "/tien-thuong".to_owned(), "scale")],
        ..Listed::new(
            Which::Payments(wanted),
            Empty {
                icon: "award",
                title: "Chưa có khen thưởng nào của năm này",
                text: "Danh sách lập từ khen thưởng đã ghi của cơ quan và các cơ quan trực thuộc. Chọn năm khác, hoặc \
                       ghi khen thưởng của năm trước.",
            },
        )
    }
}

/// The payment list of an agency's year.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    let (wanted, told) = asked(&ask)?;
    let view = ask.view()?;
    let listed = listed(wanted.clone(), &told);
    let source = Payments::new(view, &wanted, false).map_err(|error| ask.fault(error))?;
    let found = app_listing::find(&source, &Address::of(&ask, &listed).wanted);
    let (units, all) = source.sums(&found);
    let last = WorkYear(wanted.year).last_day().min(ask.today);
    let page = context! {
        list => listing::model(&ask, &listed)?,
        head => org::head(&ask, &wanted.agency, last)?,
        year => wanted.year,
        units => units.iter().map(value).collect::<Vec<_>>(),
        all => value(&all),
        words => thidua_domain::text::money_in_words(all.paid),
        undated => source.undated,
    };
    listing::shown(&ask, &listed, "bonus/list.html", page)
}

/// The payment list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    let (wanted, told) = asked(&ask)?;
    listing::file(&ask, listed(wanted, &told)).await
}
