//! A unit hands in a paper it owes a movement: the paper as a document of the unit, and its row of the milestone.

use jiff::civil::Date;
use thidua_domain::bundle::{Severity, Values};
use thidua_domain::document;
use thidua_domain::movement::Movement;
use thidua_domain::movement::plan::MILESTONE_SHEET;
use thidua_domain::text;
use thidua_domain::time::parse_date;

use super::WRITES;
use super::sheet::duties;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::movement::{self, Said, find};
use crate::record::{kind, propose};
use crate::{App, AppError, View};

/// What a unit hands in.
#[derive(Clone, Debug, Default)]
pub struct HandIn {
    /// Code of the milestone's kind.
    pub kind: String,
    /// Which time; 0: there is one.
    pub turn: i64,
    /// Number and symbol; empty: not told.
    pub symbol: String,
    /// Day as written.
    pub day: String,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Handed {
    /// Number of the event; `None`: nothing was new.
    pub event: Option<i64>,
    /// What is wrong; then nothing is stored.
    pub faults: Vec<String>,
}

/// Stores what a unit hands in.
///
/// # Errors
/// [`AppError::NotFound`] for a movement or unit out of reach, or something the movement does not ask for.
pub async fn hand_in(
    app: &App,
    by: &Caller,
    (code, agency): (&str, &str),
    sent: &HandIn,
) -> Result<Handed, AppError> {
    let view = app.view(&by.actor).await?;
    let movement = find(&view, code)?;
    view.permit_agency(WRITES, agency)?;
    let turn = Some(sent.turn).filter(|turn| *turn > 0);
    let duties = duties(&view.state, movement);
    let duty = duties
        .iter()
        .find(|duty| duty.kind == sent.kind && duty.turn == turn);
    let duty = duty.ok_or(AppError::NotFound)?;
    if duty.kind == "ban_hanh_ke_hoach" {
        return plan(app, by, (code, agency), sent).await;
    }
    let day = match read_day(&sent.day, view.today) {
        Ok(day) => day,
        Err(fault) => {
            return Ok(Handed {
                event: None,
                faults: vec![fault],
            });
        }
    };
    let mut row = Values::default();
    row.set("ma_phong_trao", code);
    row.set("ma_co_quan", agency);
    row.set("moc", &duty.kind);
    if let Some(turn) = duty.turn {
        row.set("lan", turn.to_string());
    }
    row.set("ngay_thuc_hien", day.to_string());
    let mut told = Vec::new();
    let symbol = text::clean(&sent.symbol);
    if !symbol.is_empty() {
        let subject = format!("{} phong trào thi đua “{}”", duty.name, movement.name);
        let paper = paper(app, &view, (agency, &symbol, day, &subject), movement).await?;
        row.set("van_ban", &paper.0);
        told.extend(paper.1);
    }
    told.push(Told {
        def: &MILESTONE_SHEET,
        number: 1,
        values: row,
    });
    let options = Options {
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "movement.hand_in",
            subject: format!("moc-phong-trao {agency}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    let errors = loaded.faults.iter();
    let errors = errors.filter(|fault| fault.severity == Severity::Error);
    Ok(Handed {
        faults: errors
            .map(|fault| format!("{} {}", fault.reason, fault.cure))
            .collect(),
        event: loaded.event,
    })
}

/// The plan is told where every unit tells it.
async fn plan(app: &App, by: &Caller, of: (&str, &str), sent: &HandIn) -> Result<Handed, AppError> {
    let said = Said::Issued {
        symbol: sent.symbol.clone(),
        day: sent.day.clone(),
        subject: String::new(),
    };
    let answered = movement::respond(app, by, of, &said).await?;
    let faults = answered.faults.into_iter().map(|(_, words)| words);
    Ok(Handed {
        event: answered.event,
        faults: faults.collect(),
    })
}

fn read_day(written: &str, today: Date) -> Result<Date, String> {
    let written = text::clean(written);
    if written.is_empty() {
        return Err("Ghi ngày của văn bản, ví dụ 05/7/2026.".to_owned());
    }
    let day =
        parse_date(&written).map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))?;
    match day > today {
        true => Err("Ngày này chưa đến. Ghi đúng ngày trên văn bản.".to_owned()),
        false => Ok(day),
    }
}

/// The code of a unit's report, and its row where it is not stored yet.
async fn paper(
    app: &App,
    view: &View,
    (agency, symbol, day, subject): (&str, &str, Date, &str),
    movement: &Movement,
) -> Result<(String, Option<Told>), AppError> {
    let key = text::heading_key(symbol);
    let mut stored = view.state.documents.values();
    let same = stored.find(|paper| {
        let told = paper.symbol.as_deref().map(text::heading_key);
        let on = paper.date.and_then(|date| date.exact());
        paper.issuer.as_deref() == Some(agency)
            && told.as_ref() == Some(&key)
            && on.is_none_or(|on| on == day)
    });
    if let Some(paper) = same {
        return Ok((paper.code.clone(), None));
    }
    let mut row = Values::default();
    row.set("so_ky_hieu", symbol);
    row.set("co_quan_ban_hanh", agency);
    row.set("loai", "bao_cao");
    row.set("ngay_ban_hanh", day.to_string());
    row.set("trich_yeu", subject);
    let papers = movement.documents.iter();
    let known = papers.filter(|code| view.state.documents.contains_key(*code));
    let bases: Vec<&str> = known.map(String::as_str).collect();
    if !bases.is_empty() {
        row.set("can_cu", bases.join(";"));
    }
    let kind = kind(document::SHEET.name).ok_or(AppError::NotFound)?;
    let code = propose(app, view, kind, &row).await?.unwrap_or_default();
    row.set("ma", code.as_str());
    let told = Told {
        def: &document::SHEET,
        number: 1,
        values: row,
    };
    Ok((code, Some(told)))
}
