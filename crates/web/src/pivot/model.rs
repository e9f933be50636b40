//! A pivot table as its template shows it.

use minijinja::{Value, context};
use thidua_app::listing::UNTOLD;
use thidua_app::pivot::{self, EVERY_STATE, Pivot, PivotCell, PivotLine, SUBJECTS};
use thidua_domain::access::Permission;

use super::{Asked, OWN, empty};
use crate::ask::Ask;
use crate::listing;
use crate::problem::Problem;

/// Lines and columns of a page; the files hold all.
const LINES: usize = 100;
const COLUMNS: usize = 30;

/// The page.
///
/// # Errors
/// [`Problem::SignIn`] where nobody is signed in.
pub(super) fn page(ask: &Ask, asked: &Asked, found: &Pivot) -> Result<Value, Problem> {
    let subject = asked.ask.subject;
    let view = ask.view()?;
    let lines = Part::of(asked, "trang", LINES, found.rows.len());
    let columns = Part::of(asked, "trang-cot", COLUMNS, found.columns.len());
    let shown = found
        .columns
        .get(columns.from..columns.to)
        .unwrap_or_default();
    let rows = found
        .rows
        .iter()
        .zip(&found.cells)
        .skip(lines.from)
        .take(lines.to - lines.from);
    let row = |(line, cells): (&PivotLine, &Vec<Option<PivotCell>>)| {
        let cells = cells.get(columns.from..columns.to).unwrap_or_default();
        let cells = shown.iter().zip(cells).map(|(column, cell)| {
            let href = cell
                .as_ref()
                .map(|_| behind(asked, found, Some(line), Some(column)));
            told(cell.as_ref(), href)
        });
        context! {
            label => &line.label, cells => cells.collect::<Vec<_>>(),
            total => told(Some(&line.total), Some(behind(asked, found, Some(line), None))),
            untold => line.total.untold,
        }
    };
    let prints = view.actor.holds(Permission::Print, ask.today);
    let places = listing::places(ask, subject.permission(), asked.ask.within.as_deref())?;
    let column = |line: &PivotLine| {
        let href = behind(asked, found, None, Some(line));
        context! { label => &line.label, total => told(Some(&line.total), Some(href)) }
    };
    Ok(context! {
        path => "/bang-cheo",
        title => &found.title, measure => &found.measure_name, unit => &found.unit,
        rows_by => &found.rows_by_name, columns_by => &found.columns_by_name,
        within => found.within.join("; "),
        columns => shown.iter().map(column).collect::<Vec<_>>(),
        rows => rows.map(row).collect::<Vec<_>>(),
        total => told(Some(&found.total), Some(behind(asked, found, None, None))),
        count => found.total.rows, untold => found.total.untold,
        remarks => found.remarks(),
        subjects => SUBJECTS.iter().map(|one| context! {
            id => one.id, name => one.name, chosen => one.id == subject.id,
            href => format!("/bang-cheo?{}", asked.fields.with(&only(asked, one.id))),
        }).collect::<Vec<_>>(),
        row_choices => choices(found, &found.rows_by), column_choices => choices(found, &found.columns_by),
        measures => subject.measures.iter().map(|one| context! {
            id => one.id, name => one.name, chosen => one.id == found.measure,
        }).collect::<Vec<_>>(),
        states => states(asked), places => places_value(places, asked),
        years => asked.ask.year.is_none(), year => asked.year,
        text => &asked.ask.list.text,
        filters => filters(asked, found), filtered => !asked.ask.list.values.is_empty(),
        chips => chips(asked, found),
        hidden => hidden(asked),
        swapped => format!("/bang-cheo?{}", asked.fields.with(&[
            ("hang", Some(&found.columns_by)), ("doc", Some(&found.rows_by)),
            ("trang", None), ("trang-cot", None),
        ])),
        pages => lines.value(asked), column_pages => columns.value(asked),
        files => prints.then(|| context! {
            xlsx => file(asked, "xlsx"), docx => file(asked, "docx"), pdf => file(asked, "pdf"),
        }),
        empty => empty(),
    })
}

/// What a cell shows, with its words for who cannot see a sign.
fn told(cell: Option<&PivotCell>, href: Option<String>) -> Value {
    let Some(cell) = cell else {
        return context! { text => Value::from(()), href => Value::from(()), more => 0, inexact => false };
    };
    let partly = cell.value.is_some() && cell.untold > 0;
    context! {
        text => cell.shown(), rows => cell.rows, href,
        more => if partly { cell.untold } else { 0 },
        inexact => cell.inexact > 0,
    }
}

/// The list behind a cell, a line, a column or the whole: its own address with the two values.
fn behind(
    asked: &Asked,
    found: &Pivot,
    row: Option<&PivotLine>,
    column: Option<&PivotLine>,
) -> String {
    let values = pivot::behind(found, row, column);
    let state = pivot::state_of(&asked.ask);
    let year = asked.ask.year.map(|year| year.to_string());
    let mut changes: Vec<(&str, Option<&str>)> = OWN.iter().map(|name| (*name, None)).collect();
    changes.push(("tinh-trang", state.as_deref()));
    changes.push(("nam", year.as_deref()));
    for (id, value) in &values {
        changes.retain(|(name, _)| name != id);
        changes.push((id, Some(value)));
    }
    let query = asked.fields.with(&changes);
    format!("{}?{query}", asked.ask.subject.path)
}

/// The address for another list: place, years and words stay.
fn only<'a>(asked: &'a Asked, id: &'a str) -> Vec<(&'a str, Option<&'a str>)> {
    let kept = ["trong", "nam", "moi-nam", "tim"];
    let names = asked.fields.pairs().map(|(name, _)| name);
    let gone = names
        .filter(|name| !kept.contains(name))
        .map(|name| (name, None));
    gone.filter(|(name, _)| *name != "bang")
        .chain([("bang", Some(id))])
        .collect()
}

fn choices(found: &Pivot, chosen: &str) -> Vec<Value> {
    let choice = |(id, name): &(&'static str, String)| {
        context! { id => *id, name, chosen => *id == chosen }
    };
    found.choices.iter().map(choice).collect()
}

fn states(asked: &Asked) -> Vec<Value> {
    let now = pivot::state_of(&asked.ask);
    let states = asked.ask.subject.states();
    if states.is_empty() {
        return Vec::new();
    }
    let one = |state: &thidua_app::listing::State| {
        context! { id => state.code, name => state.label, chosen => now.as_deref() == Some(state.code) }
    };
    let every = context! { id => EVERY_STATE, name => "Mọi tình trạng", chosen => now.is_none() };
    states.iter().map(one).chain([every]).collect()
}

fn places_value(places: Option<listing::Input>, asked: &Asked) -> Vec<Value> {
    let Some(listing::InputKind::Choice(choices, ..)) = places.map(|input| input.kind) else {
        return Vec::new();
    };
    let chosen = asked.ask.within.as_deref();
    let one = |(id, name): (String, String)| {
        let chosen = chosen == Some(id.as_str());
        context! { id, name, chosen }
    };
    choices.into_iter().map(one).collect()
}

fn filters(asked: &Asked, found: &Pivot) -> Vec<Value> {
    let wanted = |id: &str| {
        let mut values = asked.ask.list.values.iter();
        values
            .find(|(own, _)| own == id)
            .map(|(_, value)| value.as_str())
    };
    let offers = found
        .offers
        .iter()
        .filter(|(column, choices)| choices.len() > 1 || wanted(column.id).is_some());
    let filter = |(column, choices): &(
        &thidua_app::listing::Column,
        Vec<thidua_app::listing::Choice>,
    )| {
        let options = choices.iter().map(|choice| {
            context! { value => &choice.value, label => &choice.label, chosen => wanted(column.id) == Some(choice.value.as_str()) }
        });
        context! { id => column.id, label => column.full_heading(), options => options.collect::<Vec<_>>() }
    };
    offers.map(filter).collect()
}

/// What narrows the table, each with the address without it.
fn chips(asked: &Asked, found: &Pivot) -> Vec<Value> {
    let without = |name: &str| {
        let query = asked
            .fields
            .with(&[(name, None), ("trang", None), ("trang-cot", None)]);
        format!("/bang-cheo?{query}")
    };
    let text = asked.ask.list.text.iter();
    let mut chips: Vec<Value> = text
        .map(|text| context! { label => format!("Có “{text}”"), href => without("tim") })
        .collect();
    for (id, value) in &asked.ask.list.values {
        let offered = found.offers.iter().find(|(column, _)| column.id == id);
        let Some((column, choices)) = offered else {
            continue;
        };
        let label = choices.iter().find(|choice| choice.value == *value);
        let label = label.map_or(value.as_str(), |choice| choice.label.as_str());
        let label = if label == UNTOLD {
            "không nêu"
        } else {
            label
        };
        chips.push(context! { label => format!("{}: {label}", column.full_heading()), href => without(id) });
    }
    chips
}

/// Fields the form does not ask for itself: values of columns are asked where they are offered.
fn hidden(asked: &Asked) -> Vec<Value> {
    let kept = asked.fields.pairs().filter(|(name, _)| *name == "bang");
    kept.map(|(name, value)| Value::from(vec![name.to_owned(), value.to_owned()]))
        .collect()
}

fn file(asked: &Asked, form: &str) -> String {
    let query = asked
        .fields
        .with(&[("trang", None), ("trang-cot", None), ("dang", Some(form))]);
    format!("/bang-cheo/in?{query}")
}

/// Which lines or columns a page shows.
struct Part {
    field: &'static str,
    page: usize,
    pages: usize,
    from: usize,
    to: usize,
    all: usize,
}

impl Part {
    /// A page beyond the last is the last.
    fn of(asked: &Asked, field: &'static str, most: usize, all: usize) -> Self {
        let page = asked.fields.text(field).and_then(|text| text.parse().ok());
        let pages = all.div_ceil(most).max(1);
        let page = page.unwrap_or(1_usize).clamp(1, pages);
        let from = (page - 1) * most;
        Self {
            field,
            page,
            pages,
            from,
            to: (from + most).min(all),
            all,
        }
    }

    /// The pages; nothing where there is one.
    fn value(&self, asked: &Asked) -> Value {
        if self.pages < 2 {
            return Value::from(());
        }
        let to = |page: usize| {
            let query = asked.fields.with(&[(self.field, Some(&page.to_string()))]);
            format!("/bang-cheo?{query}")
        };
        context! {
            from => self.from + 1, to => self.to, all => self.all,
            previous => (self.page > 1).then(|| to(self.page - 1)),
            next => (self.page < self.pages).then(|| to(self.page + 1)),
        }
    }
}
