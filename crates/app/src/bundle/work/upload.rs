//! Sessions opened by files: read, their worksheets recognised, nothing kept of what cannot be read.

use std::sync::Arc;

use thidua_domain::access::Actor;
use thidua_files::grid::Grid;
use thidua_store::sha256_hex;

use super::super::FIGURES;
use super::book;
use super::cache;
use super::form;
use super::ground::Ground;
use super::plan::{CSV, DOCX, FilePart, Plan, XLSX, own_agency, tell_alike};
use super::recognise;
use super::session::{allowed, create, permitted, read, room, title};
use super::tabs::Agencies;
use crate::figures::workbook::mark::Marks;
use crate::{App, AppError};

/// A file as it was sent: its name, its bytes.
pub type Sent = (String, Vec<u8>);

/// Opens a session with files, their sheets and columns recognised.
///
/// # Errors
/// [`AppError::File`] with the reason and cure where a file is no table, or hurts its reader: nothing is kept then.
pub async fn upload(app: &App, actor: &Actor, sent: Vec<Sent>) -> Result<String, AppError> {
    let view = permitted(app, actor).await?;
    room(app, actor).await?;
    let several = sent.len() > 1;
    let mut plan = Plan::default();
    let ground = Ground::of(app.view(actor).await?);
    let (mut grids, mut bytes) = (Vec::new(), Vec::new());
    for (name, content) in sent {
        let name = title(&name);
        let part = FilePart {
            sha256: sha256_hex(&content),
            media: media(&content).to_owned(),
            size: content.len(),
            name: name.clone(),
        };
        bytes.extend_from_slice(&content);
        let found = read(name.clone(), content).await;
        let (found, notes) = match found {
            Err(AppError::File(reason)) if several => {
                return Err(AppError::File(format!("Tệp «{name}»: {reason}")));
            }
            found => found?,
        };
        match Marks::of(&found) {
            Some(marks) => {
                plan.notes.extend(notes);
                book::recognise(app, &view, &mut plan, (&found, &marks)).await?;
            }
            None => recognise_file(&mut plan, &ground, (&part, &found), notes),
        }
        plan.files.push(part);
        grids.extend(found);
    }
    if grids.iter().all(|grid: &Grid| grid.rows.is_empty()) {
        return Err(AppError::File(
            "Tệp không có dòng dữ liệu nào. Chọn lại tệp có dữ liệu.".to_owned(),
        ));
    }
    tell_alike(&mut plan);
    own_agency(&view, &mut plan);
    // Not held over what is waited for below.
    plan.settled = {
        let mut taken = plan
            .sheets
            .iter()
            .filter(|sheet| sheet.kind.is_some())
            .peekable();
        taken.peek().is_some() && taken.all(|sheet| sheet.book.is_some())
    };
    if !plan.settled {
        super::kept::take_over(app, &view, &mut plan).await?;
        form::take_over(app, &view, &mut plan).await?;
    }
    let (media, sha256) = match plan.files.first() {
        Some(file) => (file.media.clone(), file.sha256.clone()),
        None => return Err(AppError::NotFound),
    };
    let called = called(&plan.files);
    let id = create(app, actor, called, &media, Some((sha256, &bytes)), &plan).await?;
    cache::keep_book(&id, Arc::new(grids));
    Ok(id)
}

/// What a file is, told by its bytes.
fn media(content: &[u8]) -> &'static str {
    let names_text = || content.windows(5).any(|bytes| bytes == b"word/");
    match content.starts_with(b"PK") {
        true if names_text() => DOCX,
        true => XLSX,
        false => CSV,
    }
}

/// What a session of these files is called.
fn called(files: &[FilePart]) -> String {
    match files {
        [first, rest @ ..] if !rest.is_empty() => {
            format!("{} và {} tệp khác", first.name, rest.len())
        }
        files => files
            .first()
            .map(|file| file.name.clone())
            .unwrap_or_default(),
    }
}

/// Adds the sheets of one file as they seem to be.
fn recognise_file(
    plan: &mut Plan,
    ground: &Ground,
    (file, grids): (&FilePart, &[Grid]),
    notes: Vec<String>,
) {
    let view = &ground.view;
    let kinds = allowed(view);
    let figures = &ground.figures;
    let may = kinds.iter().any(|def| def.name == FIGURES.name);
    let stem = file.name.rsplit_once('.');
    let stem = stem.map_or(file.name.as_str(), |(stem, _)| stem);
    let named = if grids.len() == 1 { stem } else { "" };
    let agencies = Agencies::of(view);
    plan.notes.extend(notes);
    for grid in grids {
        // What stands before a table of a text document names it.
        let title = grid.above.last().map_or("", String::as_str);
        let title = if named.is_empty() { title } else { named };
        let mut sheet = recognise::sheet(grid, title, &kinds, figures);
        sheet.file = plan.files.len();
        agencies.of_tab(&mut sheet, &[&grid.name, named, title]);
        let found = form::recognise(grid, named, ground, &sheet, None);
        if let Some(form) = found.filter(|_| may) {
            sheet = form;
        }
        // What the sender hides from the eye is not taken in unasked.
        if grid.hidden {
            sheet.kind = None;
            plan.notes.push(format!(
                "Trang «{}» đang ẩn trong tệp nên chưa được nhập.",
                grid.name
            ));
        }
        plan.sheets.push(sheet);
    }
}
