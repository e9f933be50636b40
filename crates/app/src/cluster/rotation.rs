//! Who headed a block in which year, who has not for longest, and its meetings of a year.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::time::WorkYear;

use super::{PERMISSION, meeting, reads, writes};
use crate::AppError;
use crate::document::Named;
use crate::state::View;

/// A block in one of its years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearLine {
    /// The year.
    pub year: i16,
    /// Head.
    pub head: Option<Named>,
    /// Deputies.
    pub deputies: Vec<Named>,
    /// Members.
    pub members: usize,
    /// Day the pact was signed, ISO.
    pub signed_on: Option<String>,
}

/// When a member was head or deputy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Turn {
    /// The member.
    pub member: Named,
    /// Years it was head.
    pub head: Vec<i16>,
    /// Years it was deputy.
    pub deputy: Vec<i16>,
}

/// A member of a year with its part and days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartLine {
    /// The member.
    pub member: Named,
    /// Code of `Vai trò`.
    pub role: &'static str,
    /// First day in the year, ISO; `None`: all along.
    pub from: Option<String>,
    /// Last day in the year, ISO.
    pub to: Option<String>,
    /// Who signs the pact, in which capacity.
    pub signer: Option<String>,
    /// Day it signed, ISO.
    pub signed_on: Option<String>,
    /// Whether it stands outside enforcement.
    pub outside: bool,
    /// Whether it is a member on the day that is looked at.
    pub now: bool,
    /// Key of its own row.
    pub record: Option<String>,
}

/// A meeting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeetingLine {
    /// Its code.
    pub code: String,
    /// The day, ISO.
    pub day: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// How many candidates there were.
    pub candidates: usize,
    /// How many were chosen.
    pub chosen: usize,
}

/// The years a block is told of, the newest first.
///
/// # Errors
/// [`AppError::NotFound`] for a block that is not there.
pub fn years(view: &View, code: &str) -> Result<Vec<YearLine>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let blocks = state.clusters.get(code).ok_or(AppError::NotFound)?;
    let line = |block: &thidua_domain::cluster::Cluster| {
        let year = block.year?;
        let on = year.last_day();
        let named = |code: &str| Named {
            code: code.to_owned(),
            name: state.label_on(code, on),
        };
        Some(YearLine {
            year: year.0,
            head: block.head_on(on).map(named),
            deputies: block.deputies_on(on).into_iter().map(named).collect(),
            members: block.members_on(&state.org, on).len(),
            signed_on: block.signed_on.map(|day| day.to_string()),
        })
    };
    Ok(blocks.iter().rev().filter_map(line).collect())
}

/// The members of a year with the years they were head or deputy: those who never were or were longest ago come first.
///
/// # Errors
/// As [`years`].
pub fn rotation(view: &View, code: &str, year: i16) -> Result<Vec<Turn>, AppError> {
    let told = years(view, code)?;
    let members = meeting::members_of(view, code, year);
    let mut turns: Vec<Turn> = members
        .into_iter()
        .map(|member| {
            let led = told.iter().filter(|line| {
                line.head
                    .as_ref()
                    .is_some_and(|head| head.code == member.code)
            });
            let deputy = told
                .iter()
                .filter(|line| line.deputies.iter().any(|one| one.code == member.code));
            Turn {
                head: led.map(|line| line.year).collect(),
                deputy: deputy.map(|line| line.year).collect(),
                member,
            }
        })
        .collect();
    turns.sort_by_key(|turn| turn.head.first().copied());
    Ok(turns)
}

/// The members of a year, those who came or left during it too.
///
/// # Errors
/// As [`years`].
pub fn parts(view: &View, code: &str, year: i16) -> Result<Vec<PartLine>, AppError> {
    view.permit(PERMISSION, Target::Any)?;
    let state = view.state.as_ref();
    let block = state.cluster(code, year).ok_or(AppError::NotFound)?;
    let on = WorkYear(year).last_day().min(view.today);
    let mut codes = block.members_on(&state.org, on);
    let held = codes.len();
    for member in &block.dated {
        if member.year == WorkYear(year) && !codes.contains(&member.agency) {
            codes.push(member.agency.clone());
        }
    }
    let head = block.head_on(on);
    let deputies = block.deputies_on(on);
    let line = |(at, code): (usize, String)| {
        let row = block.member(&code, on);
        let spell = state.org.find(&code).and_then(|agency| agency.nearest(on));
        let signer = row.and_then(|row| {
            let capacity = row
                .capacity
                .as_ref()
                .map(|capacity| format!(", {capacity}"));
            Some(format!(
                "{}{}",
                row.signer.as_ref()?,
                capacity.unwrap_or_default()
            ))
        });
        PartLine {
            role: match code.as_str() {
                code if head == Some(code) => "truong",
                code if deputies.contains(&code) => "pho",
                _ => "thanh_vien",
            },
            from: row.and_then(|row| row.from).map(|day| day.to_string()),
            to: row.and_then(|row| row.to).map(|day| day.to_string()),
            signer,
            signed_on: row
                .and_then(|row| row.signed_on)
                .or(block.signed_on)
                .map(|day| day.to_string()),
            outside: spell.is_some_and(|spell| !spell.level.is_enforcement()),
            now: at < held,
            record: row.map(|row| row.key.clone()),
            member: Named {
                name: state.label_on(&code, on),
                code,
            },
        }
    };
    let mut lines: Vec<PartLine> = codes.into_iter().enumerate().map(line).collect();
    lines.sort_by_key(|line| match line.role {
        "truong" => 0,
        "pho" => 1,
        _ => 2,
    });
    Ok(lines)
}

/// The meetings of a block about a year, for whoever may read them; nothing for others.
///
/// # Errors
/// [`AppError::Machine`] where the shipped rule is broken.
pub fn meetings(view: &View, code: &str, year: i16) -> Result<Vec<MeetingLine>, AppError> {
    if !reads(view, code, year) && !writes(view, code, year) {
        return Ok(Vec::new());
    }
    let found = view.state.meetings.of(code, year).into_iter();
    let line = |one: &thidua_domain::cluster::Meeting| {
        let answer = meeting::meeting(view, &one.code)?;
        Ok(MeetingLine {
            code: one.code.clone(),
            day: answer.day.clone(),
            place: one.place.clone(),
            candidates: answer.candidates.len(),
            chosen: answer.candidates.iter().filter(|line| line.chosen).count(),
        })
    };
    found.map(line).collect()
}
