//! A unit says that it has the launching plan, or that it has issued its own: one row of `huong-ung`, and the plan
//! as a document that rests on the launching one.

use jiff::civil::Date;
use thidua_domain::bundle::{Fault, Severity, Values};
use thidua_domain::document;
use thidua_domain::movement::Movement;
use thidua_domain::movement::sheet::RESPONSES;
use thidua_domain::text;
use thidua_domain::time::parse_date;

use super::matrix::WRITES;
use super::show::find;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::record::{kind, propose};
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

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// Number of the event; `None`: nothing was new.
    pub event: Option<i64>,
    /// What is wrong: the field and words; then nothing is stored.
    pub faults: Vec<(&'static str, String)>,
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
                    return Ok(Answered {
                        event: None,
                        faults: vec![("ngay", fault)],
                    });
                }
            };
            row.set("da_ban_hanh", "x");
            if let Some(day) = day {
                row.set("ngay_ban_hanh", day.to_string());
            }
            let symbol = text::clean(symbol);
            if !symbol.is_empty() {
                let plan = Plan {
                    agency,
                    symbol: &symbol,
                    day,
                    subject: &text::clean(subject),
                };
                let (paper, new) = plan.document(app, &view, movement).await?;
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
    let errors = loaded.faults.iter();
    let errors = errors.filter(|fault| fault.severity == Severity::Error);
    let said = |fault: &Fault| {
        let field = match fault.column.as_str() {
            "Ngày ban hành" => "ngay",
            _ => "so",
        };
        (field, format!("{} {}", fault.reason, fault.cure))
    };
    Ok(Answered {
        faults: errors.map(said).collect(),
        event: loaded.event,
    })
}

fn read_day(written: &str, today: Date) -> Result<Option<Date>, String> {
    let written = text::clean(written);
    if written.is_empty() {
        return Ok(None);
    }
    let day =
        parse_date(&written).map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))?;
    match day > today {
        true => Err("Ngày ban hành chưa đến. Ghi đúng ngày trên kế hoạch.".to_owned()),
        false => Ok(Some(day)),
    }
}

/// A unit's plan.
struct Plan<'a> {
    agency: &'a str,
    symbol: &'a str,
    day: Option<Date>,
    subject: &'a str,
}

impl Plan<'_> {
    /// The code of the plan, and its row where it is not stored yet.
    async fn document(
        &self,
        app: &App,
        view: &View,
        movement: &Movement,
    ) -> Result<(String, Option<Told>), AppError> {
        let key = text::heading_key(self.symbol);
        let mut stored = view.state.documents.values();
        let same = stored.find(|paper| {
            let symbol = paper.symbol.as_deref().map(text::heading_key);
            let day = paper.date.and_then(|date| date.exact());
            paper.issuer.as_deref() == Some(self.agency)
                && symbol.as_ref() == Some(&key)
                && (day.is_none() || self.day.is_none() || day == self.day)
        });
        if let Some(paper) = same {
            return Ok((paper.code.clone(), None));
        }
        let mut row = Values::default();
        row.set("so_ky_hieu", self.symbol);
        row.set("co_quan_ban_hanh", self.agency);
        row.set("loai", "ke_hoach");
        if let Some(day) = self.day {
            row.set("ngay_ban_hanh", day.to_string());
        }
        match self.subject.is_empty() {
            true => row.set(
                "trich_yeu",
                format!("Kế hoạch triển khai phong trào thi đua “{}”", movement.name),
            ),
            false => row.set("trich_yeu", self.subject),
        }
        let papers = movement.documents.iter();
        let known = papers.filter(|code| view.state.documents.contains_key(*code));
        let bases: Vec<&str> = known.map(String::as_str).collect();
        if !bases.is_empty() {
            row.set("can_cu", bases.join(";"));
        }
        let kind = kind(document::SHEET.name).ok_or(AppError::NotFound)?;
        let code = propose(app, view, kind, &row).await?.unwrap_or_default();
        row.set("ma", code.as_str());
        Ok((
            code,
            Some(Told {
                def: &document::SHEET,
                number: 1,
                values: row,
            }),
        ))
    }
}
