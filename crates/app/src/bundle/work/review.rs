//! The page on which faults are seen and mended: what storing would come to, the rows of one tab, their cells.

use std::sync::Arc;
use std::time::Duration;

use thidua_domain::access::Actor;
use thidua_domain::bundle::Kind;
use thidua_domain::text::heading_key;
use thidua_files::grid::address::column_name;
use tokio::sync::Semaphore;

use super::super::outcome::Outcome;
use super::cache::{self, Empty};
use super::check::check;
use super::checked::{Checked, RowCheck};
use super::groups::{groups, list};
use super::plan::{Decision, Plan, SheetPlan};
use super::scene::Scene;
use super::session::{Desk, desk, input, permitted};
use super::shape::{AskReview, Review, ReviewColumn, ReviewCounts, ReviewSheet, ReviewTab};
use super::speak::Speaker;
use super::table::{Out, Shown, Table, TableRow};
use super::template;
use crate::{App, AppError, View};

/// Rows of one page.
const PER_PAGE: usize = 50;
/// How long a page waits for its check before it says that it goes on.
const PATIENCE: Duration = Duration::from_millis(2_000);
/// Checks that go on at the same time: each takes a core, and the others answer everybody else.
static TURNS: Semaphore = Semaphore::const_new(1);

/// The check of a session, where it is done in time; `None`: it goes on.
pub(super) async fn checked(
    app: &Arc<App>,
    actor: &Actor,
    desk: &Desk,
) -> Result<Option<Arc<Checked>>, AppError> {
    let version = app.db().version().await?;
    let mut wait = match cache::check(&desk.row.id, (desk.row.version, version)) {
        Ok(wait) => wait,
        Err(Empty { sender, before }) => {
            let wait = sender.subscribe();
            let input = input(app, desk).await?;
            let (app, actor) = (Arc::clone(app), actor.clone());
            tokio::spawn(async move {
                let _turn = TURNS.acquire().await;
                // The session has changed since: nobody asks for this check any more.
                if sender.is_closed() {
                    return;
                }
                let outcome = check(&app, &actor, &input, before.as_deref()).await;
                sender.send_replace(Some(outcome.map(Arc::new).map_err(Into::into)));
            });
            wait
        }
    };
    let ended = tokio::time::timeout(PATIENCE, wait.wait_for(Option::is_some)).await;
    match ended {
        Err(_) => Ok(None),
        Ok(Err(_)) => Err(AppError::Machine("a check was given up".to_owned())),
        Ok(Ok(outcome)) => match outcome.as_ref() {
            Some(Ok(checked)) => Ok(Some(checked.clone())),
            Some(Err(failure)) => Err(failure.clone().into()),
            None => Ok(None),
        },
    }
}

/// A page of a session's rows. Where the check takes longer, the page says so and can be asked for again.
///
/// # Errors
/// [`AppError::NotFound`] where the session is not the actor's.
pub async fn review(
    app: &Arc<App>,
    actor: &Actor,
    id: &str,
    ask: &AskReview,
) -> Result<Review, AppError> {
    let view = permitted(app, actor).await?;
    let desk = desk(app, actor, id).await?;
    let sheet = chosen_sheet(&desk.plan, ask).ok_or(AppError::NotFound)?;
    let mut review = Review {
        id: desk.row.id.clone(),
        title: desk.row.title.clone(),
        typed: desk.is_typed(),
        version: desk.row.version,
        sheet,
        all: desk.plan.all,
        page: ask.page.max(1),
        filled: is_filled(&desk.plan),
        ..Review::default()
    };
    if review.filled {
        review.notes.clone_from(&desk.plan.notes);
    }
    let Some(checked) = checked(app, actor, &desk).await? else {
        review.checking = true;
        return Ok(review);
    };
    totals(&mut review, &desk, &checked);
    // Nobody asked for a worksheet: the first with something to do is the one to see.
    let first = review.sheets.iter().find(|other| other.open > 0);
    let sheet = match (ask.sheet, first) {
        (None, Some(first)) => first.at,
        _ => sheet,
    };
    review.sheet = sheet;
    let (Some(plan), Some(table)) = (
        desk.plan.sheets.get(sheet),
        checked.tables.get(sheet).and_then(Option::as_ref),
    ) else {
        return Err(AppError::NotFound);
    };
    review.agencies = super::mapping::reached(&view);
    review.kind = table.def.name.to_owned();
    review.kind_title = table.def.title.to_owned();
    head(&mut review, plan, table, &view);
    let scene = Scene {
        plan,
        table,
        checked: &checked,
        at: sheet,
        all: desk.plan.all,
        typed: review.typed,
    };
    page(&mut review, &scene, ask.tab.as_deref());
    review.groups = groups(&scene);
    Ok(review)
}

/// The worksheet asked for where it is taken in, else the first that is.
fn chosen_sheet(plan: &Plan, ask: &AskReview) -> Option<usize> {
    let is_taken = |sheet: &SheetPlan| sheet.kind.is_some();
    let asked = ask
        .sheet
        .filter(|at| plan.sheets.get(*at).is_some_and(is_taken));
    asked.or_else(|| plan.sheets.iter().position(is_taken))
}

/// Whether every sheet that is taken in is of a workbook to fill in.
fn is_filled(plan: &Plan) -> bool {
    let mut taken = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.kind.is_some())
        .peekable();
    taken.peek().is_some() && taken.all(|sheet| sheet.book.is_some())
}

/// The columns, and the values for the whole sheet.
fn head(review: &mut Review, plan: &SheetPlan, table: &Table, view: &View) {
    let speaker = Speaker { state: &view.state };
    let said = |id: &str, value: &str| speaker.value(table.def, id, value, view.today);
    let filled = || plan.constants.iter().filter(|(_, value)| !value.is_empty());
    review.constants = filled()
        .filter_map(|(id, value)| {
            let label = table.def.column(id)?.label.to_owned();
            Some((label, said(id, value)))
        })
        .collect();
    let columns = table.columns.iter().map(|column| {
        let fallback = filled().find(|(id, _)| **id == column.to);
        ReviewColumn {
            fallback: fallback
                .map(|(id, value)| said(id, value))
                .unwrap_or_default(),
            ..shown(table, column)
        }
    });
    review.columns = columns.collect();
}

/// What the rows of a session come to, each once.
pub(super) fn counts(plan: &Plan, checked: &Checked) -> ReviewCounts {
    let mut counts = ReviewCounts::default();
    let none = RowCheck::default();
    for (at, (sheet, table)) in plan.sheets.iter().zip(&checked.tables).enumerate() {
        let (Some(table), Some(rows)) = (table, checked.rows.get(at)) else {
            continue;
        };
        for row in table.rows.iter().filter(|row| row.counts()) {
            let told = rows.get(&row.number).unwrap_or(&none);
            let decision = sheet.decision(row.number, plan.all);
            let outcome = checked
                .outcomes
                .get(at)
                .and_then(|all| all.get(&row.number));
            let count = match (outcome, decision) {
                _ if told.is_wrong() => &mut counts.wrong,
                (_, None) if told.is_unlike() => &mut counts.undecided,
                (_, Some(Decision::Take)) if told.is_unlike() => &mut counts.changed,
                (Some(Outcome::New), _) => &mut counts.new,
                (Some(Outcome::Filled), _) => &mut counts.filled,
                (Some(Outcome::Revised), _) => &mut counts.changed,
                (Some(Outcome::Same) | None, _) => &mut counts.same,
            };
            *count += 1;
        }
    }
    counts
}

fn totals(review: &mut Review, desk: &Desk, checked: &Checked) {
    review.touches.clone_from(&checked.touches);
    review.counts = counts(&desk.plan, checked);
    review.total = review.counts.total();
    for (at, sheet) in desk.plan.sheets.iter().enumerate() {
        let (Some(Some(table)), Some(rows)) = (checked.tables.get(at), checked.rows.get(at)) else {
            continue;
        };
        let open = |(number, row): &(&u32, &RowCheck)| {
            let unlike = row.is_unlike() && sheet.decision(**number, desk.plan.all).is_none();
            row.is_wrong() || unlike
        };
        let unlike = |row: &&RowCheck| row.is_unlike() && !row.is_wrong();
        review.unlike += rows.values().filter(unlike).count();
        let out = |row: &&Arc<TableRow>| matches!(row.out, Some(Out::Chosen | Out::Noise(_)));
        review.out += table.rows.iter().filter(out).count();
        review.sheets.push(ReviewSheet {
            at,
            name: desk.plan.called(sheet),
            title: table.def.title.to_owned(),
            open: rows.iter().filter(open).count(),
        });
    }
    let general = checked
        .general
        .iter()
        .map(|told| format!("{} {}", told.reason, told.cure));
    review.general = general.collect();
    (review.list, review.listed) = list(&desk.plan, checked);
    review.takes = checked.takes;
    review.clean = review.total > 0 && checked.is_clean(&desk.plan);
    review.seen.clone_from(&checked.seen);
}

fn shown(table: &Table, column: &Shown) -> ReviewColumn {
    let own = table.def.column(&column.to);
    let numeric = own.is_none_or(|own| {
        matches!(
            own.kind,
            Kind::Count | Kind::Number | Kind::Goal | Kind::Month | Kind::Year
        )
    });
    let letters = column.from.iter().filter(|_| table.of_file);
    let letters: Vec<String> = letters.map(|at| column_name(*at)).collect();
    let told = heading_key(&column.label) == heading_key(&column.heading);
    ReviewColumn {
        to: column.to.clone(),
        heading: column.heading.clone(),
        label: if told {
            String::new()
        } else {
            column.label.clone()
        },
        letters: letters.join(", "),
        required: own.is_some_and(|own| own.required),
        help: own.map(|own| own.help).unwrap_or_default().to_owned(),
        words: own
            .map(|own| template::words(table.def, own))
            .unwrap_or_default(),
        numeric,
        fallback: String::new(),
    }
}

const TABS: [(&str, &str); 5] = [
    ("can-sua", "Cần sửa"),
    ("khac", "Khác với đã lưu"),
    ("canh-bao", "Cảnh báo"),
    ("bo", "Không nhập"),
    ("tat-ca", "Tất cả"),
];

fn page(review: &mut Review, scene: &Scene<'_>, asked: Option<&str>) {
    let rows = &scene.table.rows;
    for (code, label) in TABS {
        let count = rows.iter().filter(|row| scene.is_in(row, code)).count();
        if count > 0 || matches!(code, "can-sua" | "tat-ca") {
            review.tabs.push(ReviewTab { code, label, count });
        }
    }
    let known = asked.filter(|asked| TABS.iter().any(|(code, _)| code == asked));
    let first = if review.typed {
        Some("tat-ca")
    } else {
        let mut full = review
            .tabs
            .iter()
            .filter(|tab| tab.count > 0 && tab.code != "bo");
        full.next().map(|tab| tab.code)
    };
    let tab = known.or(first).unwrap_or("tat-ca").to_owned();
    let shown: Vec<&Arc<TableRow>> = rows.iter().filter(|row| scene.is_in(row, &tab)).collect();
    review.found = shown.len();
    review.pages = shown.len().div_ceil(PER_PAGE).max(1);
    review.page = review.page.min(review.pages);
    let page = shown
        .into_iter()
        .skip((review.page - 1) * PER_PAGE)
        .take(PER_PAGE);
    review.rows = page.map(|row| scene.row(row)).collect();
    review.tab = tab;
}
