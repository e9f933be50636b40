//! The command: what an agency and some years are, out as a bundle.

use std::sync::Arc;

use serde::Serialize;
use thidua_domain::access::Permission;
use thidua_domain::time::WorkYear;

use super::figures::Teller;
use super::line::cells;
use super::manifest::{Manifest, Named, Omitted};
use super::ours::Ours;
use super::pick::Picker;
use super::register;
use super::rules::{record_sheets, sheets};
use super::sink::{Sink, To};
use crate::access::Caller;
use crate::{App, AppError, View};

/// What exporting asks for: who writes the data of an agency may also send them.
pub const PERMISSION: Permission = Permission::LoadData;

/// Most work years of one export.
const MOST_YEARS: i16 = 40;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskExport {
    /// Code of the agency.
    pub agency: String,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Whether figures that wait for approval, periods and decisions about approval come along.
    pub drafts: bool,
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub struct Exported {
    /// The manifest as it stands in the bundle.
    pub manifest: Manifest,
    /// By what the content is known again.
    pub fingerprint: String,
    /// The bytes of a workbook, where one was asked for.
    #[serde(skip)]
    pub book: Option<Vec<u8>>,
}

impl AskExport {
    /// The question, its years in order.
    fn years(&self) -> Result<(WorkYear, WorkYear), AppError> {
        let fits = |year: i16| (1945..=2200).contains(&year);
        if !fits(self.from) || !fits(self.to) || self.to < self.from {
            return Err(AppError::refused(
                "Năm công tác đầu và năm cuối chưa đúng: ghi bốn chữ số, năm cuối không trước năm đầu.",
            ));
        }
        if self.to - self.from >= MOST_YEARS {
            return Err(AppError::Refused(format!(
                "Mỗi lần xuất nhiều nhất {MOST_YEARS} năm công tác."
            )));
        }
        Ok((WorkYear(self.from), WorkYear(self.to)))
    }

    /// How it is called: `quan-1-2021-2023`.
    pub fn name(&self) -> String {
        match self.from == self.to {
            true => format!("{}-{}", self.agency, self.from),
            false => format!("{}-{}-{}", self.agency, self.from, self.to),
        }
    }
}

/// Writes a bundle and notes in the register that it was sent; `number`: of the paper that goes with it.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] without the permission over the agency, [`AppError::Refused`]
/// for years that cannot be or a sheet too long for a workbook, [`AppError::File`] where it cannot be written.
pub async fn export(
    app: &App,
    by: &Caller,
    ask: &AskExport,
    number: Option<&str>,
    to: To,
) -> Result<Exported, AppError> {
    let form = register::form(&to);
    // Who takes the archive has the whole of it only when it stands in the register.
    let open = match &to {
        To::Zip(sender) => Some(sender.clone()),
        _ => None,
    };
    let exported = write(app, by, ask, to).await?;
    register::sent(app, by, &exported, form, number).await?;
    drop(open);
    Ok(exported)
}

/// What an export would hold and leave out; nothing is written and nothing is noted.
///
/// # Errors
/// As [`export`].
pub async fn preview(app: &App, by: &Caller, ask: &AskExport) -> Result<Manifest, AppError> {
    Ok(write(app, by, ask, To::Count).await?.manifest)
}

async fn write(app: &App, by: &Caller, ask: &AskExport, to: To) -> Result<Exported, AppError> {
    let (from, last) = ask.years()?;
    let snapshot = app.db().read().await?;
    let state = app.state_at(&snapshot).await?;
    let view = View::of(Arc::clone(&state), &by.actor, app.today());
    view.permit_agency(PERMISSION, &ask.agency)?;
    if state.org.find(&ask.agency).is_none() {
        return Err(AppError::NotFound);
    }
    let ours = Ours::of(&state, &ask.agency, from, last);
    let mut picker = Picker::new(&view, &ours, ask.drafts);
    let mut sink = Sink::new(to)?;
    let mut teller = Teller::new(&view, &ours, ask.drafts);
    let mut left = teller.tell(&snapshot, &mut picker, &mut sink).await?;
    teller.refer(&mut picker);
    picker.read(&snapshot).await?;
    let (mut picked, unread) = picker.finish();
    for def in record_sheets() {
        let Some(mut lines) = picked.remove(def.name) else {
            continue;
        };
        if lines.is_empty() {
            continue;
        }
        sink.begin(def)?;
        for line in &lines {
            sink.row(cells(line))?;
        }
        sink.end_of(&mut lines)?;
        sink.pump().await?;
    }
    left.splice(0..0, unread);
    left.extend(always());
    let mut listed = sink.listed();
    let place = |name: &str| {
        let (stem, part) = name.split_once('.').unwrap_or((name, "1"));
        let at = sheets().position(|def| def.name == stem);
        (at, part.parse::<usize>().unwrap_or(1))
    };
    listed.sort_by_key(|sheet| place(&sheet.sheet));
    let manifest = Manifest {
        at: app.now().iso(),
        by: by.name.clone(),
        agency: Named {
            code: ask.agency.clone(),
            name: state.name_on(&ask.agency, last.last_day().min(view.today)),
        },
        from: ask.from,
        to: ask.to,
        drafts: ask.drafts,
        sheets: listed,
        left,
        ..Manifest::begun()
    };
    let book = sink.finish(&manifest).await?;
    Ok(Exported {
        fingerprint: manifest.fingerprint(),
        manifest,
        book,
    })
}

/// What no bundle carries.
fn always() -> Vec<Omitted> {
    let why = "Thuộc riêng nơi cài đặt; chỉ chuyển bằng sao lưu.";
    [
        "Lịch sử các bản trước của từng dòng, tệp gốc đã nhập",
        "Tài khoản, vai trò, nhật ký hệ thống",
    ]
    .into_iter()
    .map(|what| Omitted::said(what, why, None))
    .collect()
}
