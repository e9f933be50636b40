//! A unit says that it has the launching plan, or that it has issued its own: one row of `huong-ung`, and the plan
//! as a document that rests on the launching one.

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::movement::Movement;
use thidua_domain::movement::sheet::RESPONSES;
use thidua_domain::text;

use super::matrix::WRITES;
use super::paper::{self, Paper};
use super::said::{Answered, FieldFault};
use super::show::find;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::{App, AppError, View};

/// What a unit says.
#[derive(Clone, Debug)]
pub enum Said {
    /// It has the launching plan.
    Received,
    /// It has issued its own plan, as far as it is told.
    Issued {
        /// Number and symbol; empty: not told.
        symbol: String,
        /// Day of issue as written; empty: not told.
        day: String,
        /// What the plan is about; empty: made of the movement's name.
        subject: String,
    },
}

/// Stores what a unit says of a movement.
///
/// # Errors
/// [`AppError::NotFound`] for a movement or unit out of reach.
pub async fn respond(
    app: &App,
    by: &Caller,
    (code, agency): (&str, &str),
    said: &Said,
) -> Result<Answered, AppError> {
    let view = app.view(&by.actor).await?;
    let movement = find(&view, code)?;
    view.permit_agency(WRITES, agency)?;
    let closed = closed(&view, movement);
    if !closed.is_empty() {
        return Ok(Answered::refused(closed));
    }
    let mut row = Values::default();
    row.set("ma_phong_trao", code);
    row.set("ma_co_quan", agency);
    let mut told = Vec::new();
    match said {
        Said::Received => row.set("ngay_tiep_nhan", view.today.to_string()),
        Said::Issued {
            symbol,
            day,
            subject,
        } => {
            let day = match read_day(day, view.today) {
                Ok(day) => day,
                Err(fault) => {
                    return Ok(Answered::refused(vec![("ngay".to_owned(), fault)]));
                }
            };
            row.set("da_ban_hanh", "x");
            if let Some(day) = day {
                row.set("ngay_ban_hanh", day.to_string());
            }
            let symbol = text::clean(symbol);
            if !symbol.is_empty() {
                let subject = text::clean(subject);
                let plan = plan_of(&view, movement, (agency, &symbol), day, &subject);
                let (paper, new) = plan.document(app, &view).await?;
                row.set("van_ban", paper);
                told.extend(new);
            }
        }
    }
    told.push(Told {
        def: &RESPONSES,
        number: 1,
        values: row,
    });
    let options = Options {
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "movement.respond",
            subject: format!("huong-ung {agency}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    Ok(Answered::of(&loaded, |fault| match fault.column.as_str() {
        "Ngày ban hành" => "ngay",
        _ => "so",
    }))
}

/// A movement that was ended takes nothing in until it is opened again.
pub(super) fn closed(view: &View, movement: &Movement) -> Vec<FieldFault> {
    let ended = movement.is_closed(view.today);
    let words =
        "Phong trào đã kết thúc. Cơ quan phát động mở lại phong trào thì mới ghi thêm được.";
    match ended {
        true => vec![(String::new(), words.to_owned())],
        false => Vec::new(),
    }
}

/// The plan of a unit under a movement: it rests on the launching papers.
pub(super) fn plan_of<'a>(
    view: &View,
    movement: &'a Movement,
    (agency, symbol): (&'a str, &'a str),
    day: Option<Date>,
    subject: &str,
) -> Paper<'a> {
    let papers = movement.documents.iter();
    let known = papers.filter(|code| view.state.documents.contains_key(*code));
    Paper {
        issuer: agency,
        symbol,
        day,
        kind: "ke_hoach",
        subject: match subject.is_empty() {
            true => format!("Kế hoạch triển khai phong trào thi đua “{}”", movement.name),
            false => subject.to_owned(),
        },
        bases: known.map(String::as_str).collect(),
    }
}

/// The day of a plan that was issued: not one to come.
pub(super) fn read_day(written: &str, today: Date) -> Result<Option<Date>, String> {
    let day = paper::day(written)?;
    match day.is_some_and(|day| day > today) {
        true => Err("Ngày ban hành chưa đến. Ghi đúng ngày trên kế hoạch.".to_owned()),
        false => Ok(day),
    }
}
