//! What the user made of the columns: taken over, or recognised anew where a sheet became another.

use std::collections::BTreeMap;

use thidua_domain::access::Actor;
use thidua_domain::bundle::{Kind, SheetDef};
use thidua_files::grid::Grid;
use thidua_files::grid::address::column_name;
use thidua_store::import as rows;

use super::super::FIGURES;
use super::change::LONGEST_FOR_MANY;
use super::form;
use super::ground::Ground;
use super::mapping::SheetForm;
use super::plan::{Plan, SheetPlan, value_of};
use super::recognise;
use super::registered;
use super::session::{allowed, book, open_desk, permitted};
use super::words::FigureWords;
use crate::{App, AppError};

/// Changes what the sheets are taken for. A sheet that became another, or whose headings stand elsewhere, is
/// recognised anew, and `false` is answered: its columns are to be looked at again.
///
/// # Errors
/// [`AppError::Refused`] where two columns say one thing, two sheets are one, or nothing is taken in.
pub async fn set_mapping(
    app: &App,
    actor: &Actor,
    id: &str,
    forms: &BTreeMap<usize, SheetForm>,
) -> Result<bool, AppError> {
    let view = permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let book = book(app, &desk).await?;
    let kinds = allowed(&view);
    let ground = Ground::of(permitted(app, actor).await?);
    let mut plan = desk.plan.clone();
    let names: Vec<String> = plan.sheets.iter().map(|sheet| stem(&plan, sheet)).collect();
    let mut again = false;
    let mut forget = Vec::new();
    for (at, form) in forms {
        let (Some(sheet), Some(grid)) = (plan.sheets.get_mut(*at), book.get(*at)) else {
            continue;
        };
        let kind = kinds.iter().find(|def| def.name == form.kind).copied();
        let title = names.get(*at).map_or("", String::as_str);
        match statistical(sheet, grid, (&ground, title), (kind, form))? {
            Some(true) => {
                again |= sheet.kind.is_some();
                forget.extend(i64::try_from(*at));
                continue;
            }
            Some(false) => continue,
            None => {}
        }
        let heading = form.heading.or(sheet.heading);
        let heading = heading.or_else(|| grid.rows.first().map(|row| row.number));
        let moved = sheet.def().map(|def| def.name) != kind.map(|def| def.name)
            || (kind.is_some() && (sheet.heading != heading || sheet.deep != form.deep));
        if moved {
            anew(sheet, grid, kind, heading, form.deep, &ground.figures);
            again |= kind.is_some();
            forget.extend(i64::try_from(*at));
        } else if let Some(def) = kind {
            take(sheet, def, form)?;
        }
    }
    // What was chosen is kept even where it does not agree yet: nothing is chosen twice.
    let agreed = agree(&plan);
    plan.settled = !again && agreed.is_ok();
    if plan.settled {
        plan.taken_over = None;
        for (at, form) in forms {
            if let Some(sheet) = plan
                .sheets
                .get_mut(*at)
                .filter(|sheet| sheet.kind.is_some())
            {
                form::keep(app, &view, sheet, (&form.form.keep, form.form.shared)).await?;
            }
        }
    }
    let change = rows::Change {
        plan: Some((desk.row.version, plan.text())),
        forget,
        cells: Vec::new(),
    };
    if !rows::change(app.db(), id, app.now().0, change).await? {
        return Err(AppError::Stale);
    }
    if !again {
        agreed?;
    }
    Ok(!again)
}

/// The name of a sheet's file, where it has no other table.
fn stem(plan: &Plan, sheet: &SheetPlan) -> String {
    let alone = plan
        .sheets
        .iter()
        .filter(|other| other.file == sheet.file)
        .count()
        == 1;
    let file = plan.files.get(sheet.file).filter(|_| alone);
    let name = file.map_or("", |file| file.name.as_str());
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// A sheet that is a statistical form, or is to be one: `Some(true)`, it was read anew and is to be looked at again;
/// `Some(false)`, what was chosen is taken over; `None`, it is a table like any other.
fn statistical(
    sheet: &mut SheetPlan,
    grid: &Grid,
    (ground, title): (&Ground, &str),
    (kind, form): (Option<&'static SheetDef>, &SheetForm),
) -> Result<Option<bool>, AppError> {
    let figures = kind.is_some_and(|def| def.name == FIGURES.name);
    let wanted =
        form.as_form.unwrap_or(sheet.form.is_some()) && (figures || form.as_form == Some(true));
    if sheet.form.is_some() && kind.is_none() && form.as_form != Some(false) {
        sheet.kind = None;
        return Ok(Some(false));
    }
    if let Some(anew) = form::read_as(sheet, grid, (ground, title), (wanted, &form.form))? {
        *sheet = anew;
        return Ok(sheet.form.is_some().then_some(true));
    }
    if sheet.form.is_none() {
        return Ok(None);
    }
    sheet.kind = Some(FIGURES.name.to_owned());
    constants(sheet, FIGURES, form)?;
    form::take(sheet, &form.links, &form.form, ground)?;
    Ok(Some(false))
}

fn anew(
    sheet: &mut SheetPlan,
    grid: &Grid,
    kind: Option<&'static SheetDef>,
    heading: Option<u32>,
    deep: bool,
    figures: &FigureWords,
) {
    let constants = std::mem::take(&mut sheet.constants);
    *sheet = SheetPlan {
        file: sheet.file,
        name: sheet.name.clone(),
        kind: kind.map(|def| def.name.to_owned()),
        heading,
        deep,
        ..SheetPlan::default()
    };
    sheet.links = match (kind, heading) {
        (Some(def), Some(heading)) => recognise::links(grid, def, heading, deep, figures),
        _ => recognise::unread(grid),
    };
    if let Some(def) = kind {
        sheet.auto_code = recognise::wants_codes(def, &sheet.links);
        let fits = constants
            .into_iter()
            .filter(|(id, _)| def.column(id).is_some());
        sheet.constants = fits.collect();
    }
}

fn take(sheet: &mut SheetPlan, def: &'static SheetDef, form: &SheetForm) -> Result<(), AppError> {
    for link in &mut sheet.links {
        let Some(to) = form.links.get(&link.at) else {
            continue;
        };
        let known = to.is_empty()
            || def.column(to).is_some()
            || (def.name == FIGURES.name && value_of(to).is_some());
        if !known {
            return Err(AppError::refused(
                "Không có cột này trong dữ liệu. Mở lại trang rồi chọn lại.",
            ));
        }
        if link.to != *to {
            link.to.clone_from(to);
            link.sure = 100;
        }
    }
    constants(sheet, def, form)?;
    sheet.auto_code = form.coins && recognise::wants_codes(def, &sheet.links);
    Ok(())
}

/// Values for the whole sheet.
fn constants(
    sheet: &mut SheetPlan,
    def: &'static SheetDef,
    form: &SheetForm,
) -> Result<(), AppError> {
    for (id, value) in &form.constants {
        if value.chars().count() > LONGEST_FOR_MANY {
            return Err(AppError::refused(format!(
                "Giá trị chung cho cả trang dài nhất {LONGEST_FOR_MANY} ký tự. Viết ngắn lại."
            )));
        }
        if def.column(id).is_some() {
            sheet.constants.insert(id.clone(), value.trim().to_owned());
        }
    }
    Ok(())
}

/// Whether something is taken in, and every column of the bundle is told once in its sheet.
fn agree(plan: &Plan) -> Result<(), AppError> {
    let mut taken = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.kind.is_some())
        .peekable();
    if taken.peek().is_none() {
        return Err(AppError::refused(
            "Chưa chọn loại dữ liệu cho trang nào. Chọn ít nhất một trang để nhập.",
        ));
    }
    taken.try_for_each(|sheet| {
        let called = plan.called(sheet);
        if form::lacks_unit(sheet) {
            return Err(AppError::refused(format!(
                "Trang «{called}»: biểu có số tiền nhưng chưa rõ đơn vị. Chọn đơn vị tính: đồng, nghìn đồng hay triệu đồng."
            )));
        }
        told_once(&called, sheet)
    })
}

/// Whether no two columns of a sheet are taken for the same, but for texts that are joined.
fn told_once(called: &str, sheet: &SheetPlan) -> Result<(), AppError> {
    let Some(def) = sheet.def() else {
        return Ok(());
    };
    for (at, link) in sheet.links.iter().enumerate() {
        let joins = def.column(&link.to).is_some_and(|column| {
            matches!(column.kind, Kind::Text | Kind::Lines)
                || matches!(column.id, "ma_doi_tuong" | "ngay_sinh" | registered::AWARD)
        });
        if link.to.is_empty() || joins {
            continue;
        }
        let mut after = sheet.links.iter().skip(at + 1);
        let Some(other) = after.find(|other| other.to == link.to) else {
            continue;
        };
        let label = def.column(&link.to);
        return Err(AppError::refused(format!(
            "Trang «{called}»: cột {} và cột {} cùng được chọn là «{}». Chọn «Bỏ qua» cho một trong hai cột.",
            column_name(link.at),
            column_name(other.at),
            label.map_or(link.to.as_str(), |column| column.label),
        )));
    }
    Ok(())
}
