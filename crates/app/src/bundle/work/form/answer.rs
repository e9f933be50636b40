//! Answers about rows of forms: each taken over and kept at once.

use thidua_domain::access::Actor;
use thidua_domain::text;
use thidua_store::import as rows;

use super::super::codes::Namer;
use super::super::ground::Ground;
use super::super::plan::{Plan, SheetPlan};
use super::super::session::{Desk, open_desk, permitted};
use super::ask::finder;
use super::people::Finder;
use super::{About, FormRow, Is, RowsAre, kept};
use crate::{App, AppError};

/// Answers one row: `can-bo:CODE`, `co-quan:CODE`, `co-quan-rieng:CODE`, a kind of the page, or `ten` with the name
/// written in `named`. `hoi` asks it again later.
///
/// # Errors
/// [`AppError::Refused`] where nobody, or several, are called so; [`AppError::Stale`] where the session was changed
/// meanwhile.
pub async fn answer(
    app: &App,
    actor: &Actor,
    id: &str,
    (sheet, row): (usize, u32),
    (said, named): (&str, &str),
) -> Result<(), AppError> {
    let view = permitted(app, actor).await?;
    let desk = open_desk(app, actor, id).await?;
    let mut plan = desk.plan.clone();
    let target = plan.sheets.get_mut(sheet).ok_or(AppError::NotFound)?;
    let kept = answered(target, &Ground::of(view), row, (said, named))?;
    if let Some(kept) = kept {
        kept::learn(app, &kept, target, row).await?;
    }
    write(app, &desk, &plan).await
}

/// Takes over the answer of a row; answers the kept reading that learns it.
fn answered(
    sheet: &mut SheetPlan,
    ground: &Ground,
    row: u32,
    said: (&str, &str),
) -> Result<Option<(String, String)>, AppError> {
    let namer = Namer::new(ground);
    let finder = finder(&namer, sheet);
    let form = sheet.form.as_mut().ok_or(AppError::NotFound)?;
    let are = form.rows_are;
    let place = form.rows.iter().position(|line| line.row == row);
    let place = place.ok_or(AppError::NotFound)?;
    let under = under(&form.rows, place);
    let line = form.rows.get_mut(place).ok_or(AppError::NotFound)?;
    let is = meant(line, said, (are, &under), &finder)?;
    let agency = match &is {
        Is::Agency { code, .. } => Some(code.clone()),
        _ => None,
    };
    line.is = is;
    line.sure = 100;
    line.why.clear();
    line.answered = true;
    if let Some(agency) = agency {
        below(&mut form.rows, place, &agency, &finder);
    }
    form.call(&ground.view.state, ground.view.today);
    Ok(form.kept.clone())
}

/// The agency a row stands under.
fn under(rows: &[FormRow], at: usize) -> String {
    let before = rows.iter().take(at).rev();
    let mut agencies = before.filter_map(|row| match &row.is {
        Is::Agency { code, .. } => Some(code.clone()),
        Is::Doubt {
            about: About::Included,
            agency,
        } => Some(agency.clone()),
        _ => None,
    });
    agencies.next().unwrap_or_default()
}

/// The officers below an agency that is known only now.
fn below(rows: &mut [FormRow], at: usize, agency: &str, finder: &Finder<'_, '_>) {
    for row in rows.iter_mut().skip(at + 1) {
        match &row.is {
            Is::Doubt {
                about: About::Officer,
                agency: whose,
            } if whose.is_empty() => {
                let meant = finder.officer(&row.label, agency);
                row.is = meant.is;
                row.sure = meant.sure;
                row.why = meant.why;
            }
            Is::Officer { .. }
            | Is::Skip
            | Is::Doubt {
                about: About::Officer | About::Row,
                ..
            } => {}
            _ => return,
        }
    }
}

fn meant(
    row: &FormRow,
    (said, named): (&str, &str),
    (are, under): (RowsAre, &str),
    finder: &Finder<'_, '_>,
) -> Result<Is, AppError> {
    let whose = match &row.is {
        Is::Doubt { agency, .. } | Is::Officer { agency, .. } if !agency.is_empty() => {
            agency.clone()
        }
        _ => under.to_owned(),
    };
    let unknown = || AppError::refused("Không có lựa chọn này. Mở lại trang rồi chọn lại.");
    let (kind, rest) = said.split_once(':').unwrap_or((said, ""));
    let agencies = are == RowsAre::Agencies;
    match kind {
        "bo" => Ok(Is::Skip),
        "cong" => Ok(Is::Sum),
        "can-bo" if agencies => officer(rest, &whose, finder).ok_or_else(unknown),
        "co-quan" | "co-quan-rieng" if agencies => {
            let reached =
                finder.namer.state.org.find(rest).is_some() && finder.namer.scope.reaches(rest);
            let is = Is::Agency {
                code: rest.to_owned(),
                own: kind == "co-quan-rieng",
            };
            reached.then_some(is).ok_or_else(unknown)
        }
        "ten" if agencies => by_name(&text::clean(named), &whose, finder),
        "nhom" if are == RowsAre::Groups => {
            let known = rest.is_empty() || thidua_domain::figures::GROUPS.contains(&rest);
            let code = rest.to_owned();
            known.then_some(Is::Group { code }).ok_or_else(unknown)
        }
        "so" if are == RowsAre::Figures => {
            let catalogue = &finder.namer.state.catalogue;
            let sides = ["viec", "tien"];
            let known = sides
                .iter()
                .any(|side| catalogue.figure(&format!("{side}.{rest}")).is_some());
            let is = Is::Figure {
                stem: rest.to_owned(),
                group: String::new(),
            };
            known.then_some(is).ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}

/// An officer by code: of the agency the row stands under, else of the own one.
fn officer(code: &str, whose: &str, finder: &Finder<'_, '_>) -> Option<Is> {
    let person = finder.namer.state.people.get(code)?;
    if finder.namer.scope.is_foreign(code) {
        return None;
    }
    let post = person.on(finder.day).or(person.posts.last());
    let agency = match whose {
        "" => post.map(|post| post.agency.clone())?,
        whose => whose.to_owned(),
    };
    Some(Is::Officer {
        code: code.to_owned(),
        agency,
    })
}

/// A person or an agency by the name, or code, a user wrote.
fn by_name(name: &str, whose: &str, finder: &Finder<'_, '_>) -> Result<Is, AppError> {
    if name.is_empty() {
        return Err(AppError::refused(
            "Chưa ghi tên. Ghi họ tên, tên cơ quan hoặc chọn một dòng.",
        ));
    }
    if let Some(is) = officer(name, whose, finder) {
        return Ok(is);
    }
    let ground = &finder.namer.ground;
    let people: Vec<&String> = ground
        .people
        .codes(super::people::officer_name(name))
        .iter()
        .filter(|code| !finder.namer.scope.is_foreign(code))
        .collect();
    let agencies = finder.agency(name);
    match (people.as_slice(), agencies.as_slice()) {
        ([code], []) => officer(code, whose, finder).ok_or(AppError::NotFound),
        ([], [code]) => Ok(Is::Agency {
            code: code.clone(),
            own: false,
        }),
        ([], []) => Err(AppError::refused(format!(
            "Chưa có người hay cơ quan nào tên «{name}» trong phạm vi được giao. Kiểm tra lại cách viết; người chưa có thì nhập ở mục Nhân sự trước, hoặc bỏ qua dòng này."
        ))),
        _ => Err(AppError::refused(format!(
            "Có nhiều người hoặc cơ quan tên «{name}». Chọn một dòng trong danh sách, hoặc ghi mã."
        ))),
    }
}

async fn write(app: &App, desk: &Desk, plan: &Plan) -> Result<(), AppError> {
    let change = rows::Change {
        plan: Some((desk.row.version, plan.text())),
        ..rows::Change::default()
    };
    match rows::change(app.db(), &desk.row.id, app.now().0, change).await? {
        true => Ok(()),
        false => Err(AppError::Stale),
    }
}
