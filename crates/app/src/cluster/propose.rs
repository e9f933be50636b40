//! From a meeting into the register: the rows `suy_ton` of whom it chose, shown first, stored once.

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::cluster::{Candidate, Meeting};
use thidua_domain::register::Award;
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::time::WorkYear;

use super::meeting::{CandidateLine, meeting};
use crate::access::Caller;
use crate::bundle::{Deed, Options, PERMISSION as LOADS, Told, store};
use crate::state::View;
use crate::{App, AppError};

/// A row the register would get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposed {
    /// Key of the candidate's record.
    pub key: String,
    /// Code of the agency or person.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// Award code.
    pub award: String,
    /// The award's name.
    pub award_name: String,
    /// Code of the agency whose tally it enters.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// `new`, `known` (the register has it), `out_of_reach` (the actor does not load for that agency), `homeless` (nobody
    /// knows whose tally it enters), `again` (chosen as reckoned, but the votes need a second look).
    pub state: &'static str,
}

impl Proposed {
    /// Whether it can be stored.
    pub fn is_new(&self) -> bool {
        self.state == "new"
    }
}

/// The award row of the register that says a candidate was chosen by the block for the year.
pub(super) fn registered<'a>(
    view: &'a View,
    meeting: &Meeting,
    candidate: &Candidate,
) -> Option<&'a Award> {
    let rows = view.state.awards.iter();
    let mut same = rows.filter(|row| {
        row.subject.as_deref() == Some(candidate.subject.as_str())
            && row.award == candidate.award
            && row.cluster.as_deref() == Some(meeting.cluster.as_str())
    });
    same.find(|row| {
        let year = row
            .years
            .is_some_and(|years| years.contains(WorkYear(meeting.year.0)));
        year && row.status != "thu_hoi"
    })
}

/// What the register would get of a meeting.
///
/// # Errors
/// [`AppError::NotFound`] for a meeting that is not there or not the reader's.
pub fn preview(view: &View, code: &str) -> Result<Vec<Proposed>, AppError> {
    let found = meeting(view, code)?;
    let year_end = WorkYear(found.year).last_day();
    let chosen = found.candidates.iter().filter(|line| line.chosen);
    let row = |line: &CandidateLine| {
        let agency = home(view, line, year_end);
        let state = match &agency {
            _ if line.registered => "known",
            None => "homeless",
            _ if !line.faults.is_empty() => "again",
            Some(agency)
                if view.permit_agency(LOADS, agency).is_err() && !view.loads_everywhere() =>
            {
                "out_of_reach"
            }
            Some(_) => "new",
        };
        let agency = agency.unwrap_or_default();
        Proposed {
            key: line.key.clone(),
            subject: line.subject.clone(),
            name: line.name.clone(),
            award: line.award.clone(),
            award_name: line.award_name.clone(),
            agency_name: match agency.is_empty() {
                true => String::new(),
                false => view.state.name_on(&agency, year_end),
            },
            agency,
            state,
        }
    };
    Ok(chosen.map(row).collect())
}

/// The agency whose tally a candidate's award enters.
fn home(view: &View, line: &CandidateLine, on: jiff::civil::Date) -> Option<String> {
    if !line.person {
        return view
            .state
            .org
            .find(&line.subject)
            .map(|agency| agency.code.clone());
    }
    let person = view.state.people.get(&line.subject)?;
    let post = person.on(on).or(person.posts.last())?;
    Some(post.agency.clone())
}

/// Stores the rows of these candidates; how many were stored.
///
/// # Errors
/// [`AppError::NotFound`] for a meeting that is not the actor's to tell of; [`AppError::Refused`] where one of them is
/// not chosen any more or cannot be stored: then nothing is.
pub async fn propose(
    app: &App,
    by: &Caller,
    code: &str,
    keys: &[String],
) -> Result<usize, AppError> {
    let view = app.view(&by.actor).await?;
    let found = meeting(&view, code)?;
    if !found.writes {
        return Err(AppError::NotFound);
    }
    let all = preview(&view, code)?;
    let mut wanted = Vec::new();
    for key in keys {
        let row = all.iter().find(|row| row.key == *key && row.is_new());
        let Some(row) = row else {
            return Err(AppError::refused(
                "Có người, tập thể không còn ở trạng thái ghi được vào sổ khen thưởng. Xem lại danh sách rồi ghi.",
            ));
        };
        wanted.push(row);
    }
    if wanted.is_empty() {
        return Err(AppError::refused("Chọn ít nhất một người, tập thể để ghi."));
    }
    let source = found.document.clone();
    let meeting = view.state.meetings.get(code).ok_or(AppError::NotFound)?;
    let source = meeting.document.clone().or(source).unwrap_or_else(|| {
        let day = meeting.day.map(|day| format!(" ngày {}", day.vn()));
        format!(
            "Cuộc họp của {}{}",
            found.block_name,
            day.unwrap_or_default()
        )
    });
    let told = (1_u32..).zip(&wanted).map(|(number, row)| Told {
        def: &AWARDS,
        number,
        values: values(&view, meeting, row, &source),
    });
    let options = Options {
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "cluster.propose",
            subject: format!("hop-cum {code}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let count = wanted.len();
    let loaded = store(app, &by.actor, told.collect(), Vec::new(), &options).await?;
    match loaded.refused() {
        true => Err(crate::record::refusal(&loaded)),
        false => Ok(count),
    }
}

fn values(view: &View, meeting: &Meeting, row: &Proposed, source: &str) -> Values {
    let on = WorkYear(meeting.year.0).last_day();
    let person = view.state.people.contains_key(&row.subject);
    let mut values = Values::default();
    values.set("ma_co_quan", row.agency.as_str());
    values.set("ma_cum", meeting.cluster.as_str());
    values.set("ma_doi_tuong", row.subject.as_str());
    values.set("doi_tuong", if person { "ca_nhan" } else { "tap_the" });
    let agency = view.state.org.find(&row.agency);
    if let Some(spell) = agency.and_then(|agency| agency.nearest(on)) {
        values.set("cap_doi_tuong", spell.level.code());
        if !spell.level.is_enforcement() {
            values.set("ngoai_nganh", "x");
        }
    }
    values.set("ma_khen_thuong", row.award.as_str());
    values.set("nam_thanh_tich", meeting.year.0.to_string());
    values.set("trang_thai", "suy_ton");
    values.set("dem_theo", "doi_tuong");
    values.set("nguon", source);
    values
}
