//! Bars one under another: a table whose rows hold their bar. Names may be long, a telephone shows them above their bars.

use minijinja::{Value, context};

use super::axis::Axis;
use super::escape;
use super::point::Point;
use super::sign::{fill_sample, ground, mark_sample, patterns};

/// The whole width, in hundredths of a percent.
const WIDTH: i128 = 10_000;

/// How a row stands, said in words beside its bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    /// `ok`, `wait`, `bad`, `info`, `off`: the sign and colour of the style sheet.
    pub(crate) sign: &'static str,
    /// The words.
    pub(crate) words: String,
}

/// One row.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    name: String,
    href: Option<String>,
    parts: Vec<Point>,
    mark: Option<Point>,
    state: Option<State>,
}

impl Bar {
    /// A row with a number for every series, in their order.
    pub(crate) fn new(name: &str, parts: Vec<Point>) -> Self {
        Self {
            name: name.to_owned(),
            href: None,
            parts,
            mark: None,
            state: None,
        }
    }

    /// The same, its name leading somewhere.
    #[must_use]
    pub(crate) fn leading(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The same with what is to be reached, an upright mark.
    #[must_use]
    pub(crate) fn mark(mut self, mark: Point) -> Self {
        self.mark = Some(mark);
        self
    }

    /// The same with how it stands.
    #[must_use]
    pub(crate) fn state(mut self, sign: &'static str, words: &str) -> Self {
        let words = words.to_owned();
        self.state = Some(State { sign, words });
        self
    }
}

/// Rows of bars: a bar for each series, or the series in one bar.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    id: String,
    title: String,
    unit: String,
    head: String,
    names: Vec<String>,
    mark: Option<String>,
    stacked: bool,
    state: Option<String>,
    rows: Vec<Bar>,
    note: Option<String>,
}

impl Bars {
    /// No rows yet. `id` is ASCII, one of its kind on the page; `head` names the rows (Đơn vị); `names` are the series.
    pub(crate) fn new(id: &str, title: &str, unit: &str, head: &str, names: &[&str]) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            unit: unit.to_owned(),
            head: head.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            mark: None,
            stacked: false,
            state: None,
            rows: Vec::new(),
            note: None,
        }
    }

    /// The series one after another in one bar; none may be negative.
    #[must_use]
    pub(crate) fn stacked(mut self) -> Self {
        self.stacked = true;
        self
    }

    /// What the upright marks are, a column of their own in the table.
    #[must_use]
    pub(crate) fn marks(mut self, name: &str) -> Self {
        self.mark = Some(name.to_owned());
        self
    }

    /// What the column of states is called.
    #[must_use]
    pub(crate) fn states(mut self, name: &str) -> Self {
        self.state = Some(name.to_owned());
        self
    }

    /// What has to be said below.
    #[must_use]
    pub(crate) fn note(mut self, text: &str) -> Self {
        self.note = Some(text.to_owned());
        self
    }

    /// One more row.
    #[must_use]
    pub(crate) fn row(mut self, row: Bar) -> Self {
        self.rows.push(row);
        self
    }

    fn reach(&self) -> Axis {
        let mut values: Vec<i128> = Vec::new();
        for row in &self.rows {
            let known = row.parts.iter().filter_map(|part| part.value);
            match self.stacked {
                true => values.push(known.sum()),
                false => values.extend(known),
            }
            values.extend(row.mark.iter().filter_map(|mark| mark.value));
        }
        Axis::over(&values)
    }

    /// The bars as their template takes them.
    pub(crate) fn value(&self) -> Value {
        let axis = self.reach();
        let rows: Vec<Value> = self.rows.iter().map(|row| self.line(row, &axis)).collect();
        let many = self.names.len() > 1;
        let mut legend: Vec<Value> = Vec::new();
        if many {
            legend.extend(self.names.iter().enumerate().map(|(place, name)| {
                let sample = Value::from_safe_string(fill_sample(&self.id, place));
                context! { name, sample }
            }));
        }
        if let Some(name) = &self.mark {
            let sample = Value::from_safe_string(mark_sample());
            legend.push(context! { name, sample });
        }
        let grounds = Value::from_safe_string(match many {
            true => format!(
                "<svg class=\"chart-grounds\" width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
                patterns(&self.id, self.names.len())
            ),
            false => String::new(),
        });
        context! {
            id => &self.id,
            title => &self.title,
            unit => &self.unit,
            head => &self.head,
            names => &self.names,
            mark => &self.mark,
            state => &self.state,
            note => &self.note,
            grounds,
            legend,
            rows,
        }
    }

    fn line(&self, row: &Bar, axis: &Axis) -> Value {
        let nought = axis.place(0, WIDTH);
        let (thick, gap) = if self.stacked { (12, 0) } else { (10, 2) };
        let mut drawn = String::new();
        let (mut y, mut sum) = (2, 0);
        for (place, part) in row.parts.iter().enumerate() {
            if let Some(value) = part.value {
                let from = if self.stacked {
                    axis.place(sum, WIDTH)
                } else {
                    nought
                };
                sum += value;
                let to = axis.place(if self.stacked { sum } else { value }, WIDTH);
                drawn.push_str(&format!(
                    "<rect {} x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{thick}\"><title>{}</title></rect>",
                    ground(&self.id, place),
                    percent(from.min(to)),
                    percent((to - from).abs()),
                    escape(&format!("{}: {}", self.names.get(place).map_or("", String::as_str), part.text)),
                ));
            }
            if !self.stacked {
                y += thick + gap;
            }
        }
        let tall = if self.stacked { thick + 4 } else { y + 2 };
        if nought > 0 {
            let x = percent(nought);
            drawn.push_str(&format!(
                "<line class=\"zero\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{tall}\"/>"
            ));
        }
        if let Some(value) = row.mark.as_ref().and_then(|mark| mark.value) {
            let x = percent(axis.place(value, WIDTH));
            drawn.push_str(&format!(
                "<line class=\"bar-mark\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{tall}\"/>"
            ));
        }
        let picture = format!(
            "<svg class=\"bar\" width=\"100%\" height=\"{tall}\" aria-hidden=\"true\" focusable=\"false\">{drawn}</svg>"
        );
        let blank = self.names.len().saturating_sub(row.parts.len());
        let mut cells: Vec<Value> = row.parts.iter().map(Point::cell).collect();
        cells.extend((0..blank).map(|_| Point::nothing()));
        if self.mark.is_some() {
            cells.push(row.mark.as_ref().map_or_else(Point::nothing, Point::cell));
        }
        let state = row.state.as_ref();
        context! {
            name => &row.name,
            href => &row.href,
            picture => Value::from_safe_string(picture),
            cells,
            sign => state.map(|state| state.sign),
            words => state.map(|state| &state.words),
        }
    }
}

fn percent(value: i128) -> String {
    format!("{}.{:02}%", value / 100, value % 100)
}
