//! The figures: every window told, looked at as its proof sheet looks at it.

use std::collections::BTreeSet;

use thidua_domain::figures::{Ask, Frame, Outcome, Table, sheet_of};
use thidua_domain::time::Window;
use thidua_store::{StoreError, figures as sheets};

use super::Finding;
use crate::figures::AskBalance;
use crate::state::build::{place, read};
use crate::targets::Deviation;
use crate::{App, AppError, State, targets};

/// Published deviations that can be computed again.
const EXCESSES: [&str; 4] = [
    "viec.lech_tien_do",
    "tien.lech_tien_do",
    "viec.vuot_chi_tieu",
    "tien.vuot_chi_tieu",
];

/// The windows of agencies and blocks.
pub(super) fn of_agencies(state: &State) -> Vec<Finding> {
    let mut findings = windows(state, &state.figures, None);
    findings.extend(deviations(state));
    findings
}

/// The windows of officers, read agency by agency: all at once would be the largest table there is.
pub(super) async fn of_officers(app: &App, state: &State) -> Result<Vec<Finding>, AppError> {
    let snapshot = app.db().read().await?;
    let mut findings = Vec::new();
    for agency in state.org.iter() {
        let filter = sheets::Filter {
            level: sheets::Level::People,
            agency: Some(agency.code.clone()),
            ..sheets::Filter::default()
        };
        let found = sheets::all_current(&snapshot, &filter).await?;
        let mut table = Table::default();
        for sheet in found {
            let (key, figures) = read(&sheet)
                .ok_or_else(|| StoreError::Damaged(format!("figure sheet {}", sheet.key.key)))?;
            place(&mut table, &state.documents, key, sheet.number, &figures);
        }
        findings.extend(windows(state, &table, Some(&agency.code)));
    }
    Ok(findings)
}

/// What is broken or doubtful in the windows of a table; of officers' at one agency where `at` names it.
fn windows(state: &State, table: &Table, at: Option<&str>) -> Vec<Finding> {
    let mut told: BTreeSet<(&str, Window, &Frame)> = BTreeSet::new();
    for sheet in table.all() {
        told.insert((sheet.key.whose(), sheet.key.window(), sheet.key.frame));
    }
    let mut findings = Vec::new();
    for (subject, window, frame) in told {
        let ask = Ask {
            table,
            org: &state.org,
            window,
            frame,
        };
        let checks = sheet_of(ask, subject, &state.catalogue).into_iter();
        let wrong =
            checks.filter(|check| matches!(check.outcome, Outcome::Broken | Outcome::Doubtful));
        for check in wrong {
            let who = at.map_or_else(String::new, |agency| format!(" {agency}"));
            findings.push(Finding {
                kind: "figures",
                subject: format!("{subject}{who} {window}{} {}", framed(frame), check.id),
                reason: format!(
                    "{}, {}{}, {}: {}",
                    state.name_on(subject, window.last_day()),
                    window.label(),
                    in_words(state, frame),
                    named(state, &check.id),
                    check.reason
                ),
            });
        }
    }
    findings
}

/// A published deviation from pace or target unlike the computed one.
fn deviations(state: &State) -> Vec<Finding> {
    let mut told: BTreeSet<(&str, Window, &str)> = BTreeSet::new();
    for code in EXCESSES {
        told.extend(state.figures.scan(code).map(|(sheet, _)| {
            let scope = sheet.key.frame.scope.as_str();
            (sheet.key.subject, sheet.key.window(), scope)
        }));
    }
    let mut findings = Vec::new();
    for (subject, window, scope) in told {
        let ask = AskBalance {
            agency: subject.to_owned(),
            year: window.year.0,
            month: window.month,
            person: None,
            scope: Some(scope.to_owned()),
        };
        let differs = |deviation: &Deviation| deviation.agrees() == Some(false);
        for deviation in targets::deviations(state, &ask).into_iter().filter(differs) {
            let frame = Frame::whole(scope);
            findings.push(Finding {
                kind: "figures",
                subject: format!("{subject} {window}{} {}", framed(&frame), deviation.code),
                reason: format!(
                    "{}, {}{}, {}: {}",
                    state.name_on(subject, window.last_day()),
                    window.label(),
                    in_words(state, &frame),
                    named(state, &deviation.code),
                    deviation.reason
                ),
            });
        }
    }
    findings
}

/// What sets a frame apart from the usual one, in codes.
fn framed(frame: &Frame) -> String {
    let mut parts = Vec::new();
    if frame.scope != "btp" {
        parts.push(frame.scope.as_str());
    }
    if frame.included != "toan_bo" {
        parts.push(&frame.included);
    }
    parts.extend(frame.group.as_deref());
    parts.extend(frame.movement.as_deref());
    parts.iter().map(|part| format!(" {part}")).collect()
}

/// The same in words.
fn in_words(state: &State, frame: &Frame) -> String {
    let labels = &state.catalogue.labels;
    let mut parts = Vec::new();
    if frame.scope != "btp" {
        parts.push(labels.word("so-lieu.pham_vi", &frame.scope));
    }
    if frame.included != "toan_bo" {
        parts.push(labels.word("so-lieu.bao_gom", &frame.included));
    }
    parts.extend(
        frame
            .group
            .as_deref()
            .map(|group| labels.word("so-lieu.nhom_an", group)),
    );
    parts
        .iter()
        .map(|part| format!(", {}", part.to_lowercase()))
        .collect()
}

/// What a check is on: names of figures, else nothing but that it is a balance.
fn named(state: &State, id: &str) -> String {
    let of = |code: &str| match code {
        "viec.nhom_ba" => "Hoãn, tạm đình chỉ, khác (việc)".to_owned(),
        "tien.nhom_ba" => "Hoãn, tạm đình chỉ, khác (tiền)".to_owned(),
        _ => {
            let figure = state.catalogue.figure(code);
            let stem = code
                .rsplit_once('.')
                .and_then(|(stem, _)| state.catalogue.figure(stem));
            figure
                .or(stem)
                .map_or_else(|| "số liệu".to_owned(), |figure| figure.name.clone())
        }
    };
    id.split(';').map(of).collect::<Vec<_>>().join("; ")
}
