//! A list as its template shows it.

use minijinja::{Value, context};
use thidua_app::listing::{self, Choice, Column, Found, Kind, Source};
use thidua_domain::access::Permission;

use super::address::{CHOICE, PER_PAGE};
use super::{Address, Listed};
use crate::ask::Ask;
use crate::problem::Problem;

/// Pages named beside the one in view.
const BESIDE: usize = 2;
/// Share of a page from which on the words of a cell are wrapped.
const WRAPPED: u16 = 30;

/// An input beside the filters of every list.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Name of its field.
    pub(crate) name: &'static str,
    /// Its label.
    pub(crate) label: &'static str,
    /// What is asked.
    pub(crate) kind: InputKind,
}

/// What an input asks.
#[derive(Clone, Debug)]
pub(crate) enum InputKind {
    /// One of several: value and words; the second is what stands where nothing is chosen.
    Choice(Vec<(String, String)>, Option<&'static str>, Option<String>),
    /// A day as written.
    Day(String),
    /// Whether.
    Whether(bool),
}

impl Input {
    fn value(&self, address: &Address) -> Value {
        let set = address.fields.text(self.name).is_some();
        match &self.kind {
            InputKind::Choice(choices, none, chosen) => {
                let options: Vec<Value> = choices
                    .iter()
                    .map(|(value, label)| context! { value, label, chosen => Some(value) == chosen.as_ref() })
                    .collect();
                context! { kind => "choice", name => self.name, label => self.label, options, none, set }
            }
            InputKind::Day(day) => {
                // What nobody chose is not sent: it would stand in the address as a condition.
                let (value, hint) = if set {
                    (day.as_str(), "")
                } else {
                    ("", day.as_str())
                };
                context! { kind => "day", name => self.name, label => self.label, value, hint, set }
            }
            InputKind::Whether(on) => {
                context! { kind => "whether", name => self.name, label => self.label, on, set }
            }
        }
    }

    /// What is set, in words, for the mark by which it is taken back.
    fn said(&self, address: &Address) -> Option<String> {
        address.fields.text(self.name)?;
        match &self.kind {
            InputKind::Choice(choices, _, chosen) => {
                let label = choices
                    .iter()
                    .find(|(value, _)| Some(value) == chosen.as_ref());
                label.map(|(_, label)| format!("{}: {label}", self.label))
            }
            InputKind::Day(day) => Some(format!("{}: {day}", self.label)),
            InputKind::Whether(_) => Some(self.label.to_owned()),
        }
    }
}

/// The list, for `listing/parts.html`.
///
/// # Errors
/// As the list itself.
pub(crate) fn model(ask: &Ask, listed: &Listed) -> Result<Value, Problem> {
    let view = ask.view()?;
    let source = listed
        .which
        .open(view, false)
        .map_err(|error| ask.fault(error))?;
    let source = source.as_ref();
    let address = Address::of(ask, listed);
    let found = listing::find(source, &address.wanted);
    let about = source.about();
    let prints = view.actor.holds(listed.printing, ask.today);
    let limits = Limits::of(&address, found.rows.len());
    let searched = about.columns.iter().filter(|column| column.searched);
    let searched: Vec<String> = searched.map(Column::full_heading).collect();
    let shown = context! {
        id => about.id,
        title => &about.title,
        unit => about.unit,
        within => about.within.join("; "),
        path => &address.path,
        total => found.total,
        count => found.rows.len(),
        tabs => tabs(source, &address, &found),
        text => address.wanted.text.as_deref().unwrap_or_default(),
        searched => searched.join(", ").to_lowercase(),
        filters => filters(&address, &found),
        filtered => !address.wanted.values.is_empty(),
        inputs => listed.inputs.iter().map(|input| input.value(&address)).collect::<Vec<_>>(),
        hidden => hidden(&address, listed),
        chips => chips(&address, &found, listed),
        clear => cleared(&address, listed),
        columns => columns(&address, &found),
        all_columns => chooser(source, &found),
        chooser_hidden => pairs(&address, |name| !["cot", "trang"].contains(&name)),
        usual_columns => address.href(&[("cot", None)]),
        own_columns => !address.wanted.columns.is_empty(),
        rows => rows(ask, source, &found, &limits),
        choice => choice(ask, source, &found, &address, &limits)?,
        pager => pager(&address, &limits, found.rows.len()),
        selects => prints,
        files => prints.then(|| files(&address)),
        empty => context! { icon => listed.empty.icon, title => listed.empty.title, text => listed.empty.text },
        actions => listed.actions.iter().cloned().chain(crate::record::of_list(ask, &listed.which)).map(|(label, href, icon)| context! { label, href, icon }).collect::<Vec<_>>(),
        printing => listed.printing == Permission::Print,
    };
    Ok(shown)
}

/// Which rows the page shows.
struct Limits {
    page: usize,
    pages: usize,
    from: usize,
    to: usize,
}

impl Limits {
    /// A page beyond the last is the last: rows may have gone since the address was made.
    fn of(address: &Address, count: usize) -> Self {
        let pages = count.div_ceil(address.per_page).max(1);
        let page = address.page.min(pages);
        let from = (page - 1) * address.per_page;
        Self {
            page,
            pages,
            from,
            to: (from + address.per_page).min(count),
        }
    }
}

fn tabs(source: &dyn Source, address: &Address, found: &Found) -> Vec<Value> {
    let states = source.about().states;
    if states.is_empty() {
        return Vec::new();
    }
    let asked = address.wanted.state.as_deref();
    let known = asked.filter(|code| states.iter().any(|state| state.code == *code));
    let all = context! {
        label => "Tất cả", count => found.all(), active => known.is_none(),
        href => address.at_start(&[("tinh-trang", None)]),
    };
    let tab = |(state, count): (&listing::State, &usize)| {
        context! {
            label => state.label, count, active => known == Some(state.code),
            href => address.at_start(&[("tinh-trang", Some(state.code))]),
        }
    };
    let of_states = states.iter().zip(&found.counts);
    // A state nobody is in is no tab, unless it is the one in view.
    let kept = of_states.filter(|(state, count)| **count > 0 || known == Some(state.code));
    std::iter::once(all).chain(kept.map(tab)).collect()
}

fn filters(address: &Address, found: &Found) -> Vec<Value> {
    let filter = |(column, choices): &(&'static Column, Vec<Choice>)| {
        let chosen = address.fields.text(column.id);
        let options: Vec<Value> = choices
            .iter()
            .map(|choice| {
                let chosen = chosen == Some(choice.value.as_str());
                context! { value => &choice.value, label => &choice.label, chosen }
            })
            .collect();
        context! { id => column.id, label => column.full_heading(), options, set => chosen.is_some() }
    };
    let said = |(column, choices): &&(&'static Column, Vec<Choice>)| {
        choices.len() > 1 || address.fields.text(column.id).is_some()
    };
    found.offers.iter().filter(said).map(filter).collect()
}

/// Fields the form of filters carries along: those it does not ask for itself.
fn hidden(address: &Address, listed: &Listed) -> Vec<Value> {
    let asked = |name: &str| listed.inputs.iter().any(|input| input.name == name);
    pairs(address, |name| {
        ["tinh-trang", "xep", "cot", "dong", CHOICE].contains(&name)
            || (listed.own.contains(&name) && !asked(name))
    })
}

/// Names and values of the address's fields.
fn pairs(address: &Address, kept: impl Fn(&str) -> bool) -> Vec<Value> {
    let fields = address.fields.pairs().filter(|(name, _)| kept(name));
    fields
        .map(|(name, value)| Value::from(vec![name.to_owned(), value.to_owned()]))
        .collect()
}

/// What narrows the list, each with the address without it.
fn chips(address: &Address, found: &Found, listed: &Listed) -> Vec<Value> {
    let chip = |label: String, name: &str| {
        context! { label, href => address.at_start(&[(name, None)]) }
    };
    let mut chips = Vec::new();
    if let Some(text) = &address.wanted.text {
        chips.push(chip(format!("Có “{text}”"), "tim"));
    }
    for (id, value) in &address.wanted.values {
        let offered = found.offers.iter().find(|(column, _)| column.id == id);
        if let Some((column, choices)) = offered {
            let label = choices.iter().find(|choice| choice.value == *value);
            let label = label.map_or(value.as_str(), |choice| choice.label.as_str());
            chips.push(chip(format!("{}: {label}", column.full_heading()), id));
        }
    }
    for input in &listed.inputs {
        if let Some(said) = input.said(address) {
            chips.push(chip(said, input.name));
        }
    }
    chips
}

/// The address without filters: columns, order and year stay.
fn cleared(address: &Address, listed: &Listed) -> String {
    let kept = ["xep", "cot", "dong", "nam", "thang", "pham-vi", CHOICE];
    let asked = listed.inputs.iter().map(|input| input.name);
    let gone: Vec<(&str, Option<&str>)> = address
        .fields
        .pairs()
        .map(|(name, _)| name)
        .chain(asked)
        .filter(|name| !kept.contains(name))
        .map(|name| (name, None))
        .collect();
    address.href(&gone)
}

fn columns(address: &Address, found: &Found) -> Vec<Value> {
    let head = |column: &&'static Column| {
        let sorted = match found.order {
            Some((by, descending)) if by.id == column.id => Some(if descending {
                "descending"
            } else {
                "ascending"
            }),
            _ => None,
        };
        let over = column.over;
        context! {
            id => column.id, heading => column.full_heading(), short => column.heading, over,
            class => class(column), sorted, href => address.ordered(column, found.order),
        }
    };
    found.columns.iter().map(head).collect()
}

fn chooser(source: &dyn Source, found: &Found) -> Vec<Value> {
    let columns = source.about().columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            let chosen = found.columns.iter().any(|shown| shown.id == column.id);
            context! { id => column.id, heading => column.full_heading(), chosen, fixed => at == 0 }
        })
        .collect()
}

fn class(column: &Column) -> &'static str {
    match column.kind {
        Kind::Number => "num",
        Kind::Date | Kind::Moment | Kind::State => "tight",
        _ if column.share >= WRAPPED => "wrap",
        _ => "",
    }
}

/// What was chosen on this visit: its identity, how many rows in all and how many on other pages, and the address
/// to come back to.
fn choice(
    ask: &Ask,
    source: &dyn Source,
    found: &Found,
    address: &Address,
    limits: &Limits,
) -> Result<Value, Problem> {
    let id = match address.fields.text(CHOICE) {
        Some(id) => id.to_owned(),
        None => ask.web.random_hex()?.chars().take(32).collect(),
    };
    let shown = found.rows.get(limits.from..limits.to).unwrap_or_default();
    let is_chosen = |row: usize| ask.chosen.contains(source.key(row).as_ref());
    let (mut here, mut all) = (0, 0);
    if !ask.chosen.is_empty() {
        all = (0..source.len()).filter(|row| is_chosen(*row)).count();
        here = shown.iter().filter(|row| is_chosen(**row)).count();
    }
    Ok(
        context! { id, count => all, elsewhere => all.saturating_sub(here), back => address.href(&[]) },
    )
}

fn rows(ask: &Ask, source: &dyn Source, found: &Found, limits: &Limits) -> Vec<Value> {
    let shown = found.rows.get(limits.from..limits.to).unwrap_or_default();
    let row = |row: &usize| {
        let cells: Vec<Value> = found
            .columns
            .iter()
            .map(|column| {
                let cell = listing::cell(source, *row, column);
                let tone = (column.kind == Kind::State).then(|| {
                    let state = source.about().states.get(source.state(*row));
                    state.map_or("", |state| state.tone.class())
                });
                context! {
                    text => cell.text, link => cell.link, class => class(column), tone,
                    code => column.kind == Kind::Code,
                }
            })
            .collect();
        let name = cells.first().cloned().unwrap_or_default();
        let key = source.key(*row).into_owned();
        let chosen = ask.chosen.contains(&key);
        context! { key, chosen, name, cells, edit => source.form(*row), struck => source.struck(*row) }
    };
    shown.iter().map(row).collect()
}

fn pager(address: &Address, limits: &Limits, count: usize) -> Value {
    let to_page = |page: usize| address.href(&[("trang", Some(&page.to_string()))]);
    let near = limits.page.saturating_sub(BESIDE)..=limits.page + BESIDE;
    let mut pages: Vec<Value> = Vec::new();
    let mut before = 0;
    for page in 1..=limits.pages {
        if page == 1 || page == limits.pages || near.contains(&page) {
            let gap = page > before + 1;
            pages
                .push(context! { page, gap, href => to_page(page), active => page == limits.page });
            before = page;
        }
    }
    let sizes: Vec<Value> = {
        let mut sizes = PER_PAGE;
        sizes.sort_unstable();
        let one = |rows: &usize| {
            let href = address.at_start(&[("dong", Some(&rows.to_string()))]);
            context! { rows, href, active => *rows == address.per_page }
        };
        sizes.iter().map(one).collect()
    };
    context! {
        from => if count == 0 { 0 } else { limits.from + 1 },
        to => limits.to,
        pages => (limits.pages > 1).then_some(pages),
        sizes => (count > 25).then_some(sizes),
        previous => (limits.page > 1).then(|| to_page(limits.page - 1)),
        next => (limits.page < limits.pages).then(|| to_page(limits.page + 1)),
    }
}

fn files(address: &Address) -> Value {
    context! {
        xlsx => address.file(Some("xlsx")),
        docx => address.file(Some("docx")),
        pdf => address.file(Some("pdf")),
        chosen => address.file(None),
    }
}
