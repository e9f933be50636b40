//! Charts drawn on the server (biểu đồ): lines with a band, columns side by side or stacked, bars one under another.
//! No script: the picture is there on paper, on a wall and where nothing runs (decision 0040).
//!
//! A chart is made of [`Point`]s, which hold the number that is drawn and the words that are read. The same points are
//! the table behind it, so a picture cannot say what its table does not. Everything is integers: numbers in ten-thousandths,
//! places across in hundredths of a percent of the width, heights in tenths of a pixel. A picture is as wide as its place
//! and its letters keep their size, so it is read at 360 px as well as at 1366. Series differ by pattern, stroke and sign
//! beside their colour; colours are those of `ui/src/style/chart.css`.
//!
//! Templates show one with the macros of `chart.html`: `chart`, `bars`.

mod axis;
mod bars;
mod draw;
mod point;
mod sign;
#[cfg(test)]
mod tests;

use minijinja::{Value, context};

pub(crate) use bars::{Bar, Bars};
pub(crate) use point::Point;

use axis::Axis;

/// How points of a series are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Lines over the categories.
    Lines,
    /// Columns of the series side by side.
    Columns,
    /// The series of a category on top of one another; none may be negative.
    Stacked,
}

/// What a row of a chart is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Drawn,
    /// What is to be reached: a dashed line, never a column.
    Target,
    /// Told by the table alone.
    Aside,
}

/// One row of a chart: a name, a number for every category.
#[derive(Clone, Debug)]
struct Series {
    name: String,
    points: Vec<Point>,
    role: Role,
}

/// Between what numbers lie, for every category.
#[derive(Clone, Debug)]
struct Band {
    name: String,
    low: Vec<Point>,
    high: Vec<Point>,
}

/// A category: what the table calls it, what stands under the axis, where it leads.
#[derive(Clone, Debug)]
struct Category {
    name: String,
    short: String,
    href: Option<String>,
}

/// A chart over categories from left to right.
#[derive(Clone, Debug)]
pub(crate) struct Chart {
    id: String,
    title: String,
    unit: String,
    kind: Kind,
    head: String,
    categories: Vec<Category>,
    series: Vec<Series>,
    band: Option<Band>,
    note: Option<String>,
}

impl Chart {
    /// A chart without anything in it. `id` is ASCII, one of its kind on the page; `head` names the categories in the
    /// table (Tháng, Đơn vị); `unit` stands beside the title (%, việc, đồng) and may be empty.
    pub(crate) fn new(kind: Kind, id: &str, title: &str, unit: &str, head: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            unit: unit.to_owned(),
            kind,
            head: head.to_owned(),
            categories: Vec::new(),
            series: Vec::new(),
            band: None,
            note: None,
        }
    }

    /// One more category; `short` stands under the axis, at most eight letters or so.
    #[must_use]
    pub(crate) fn category(mut self, name: &str, short: &str, href: Option<String>) -> Self {
        let (name, short) = (name.to_owned(), short.to_owned());
        self.categories.push(Category { name, short, href });
        self
    }

    /// One more series, a point for each category in their order; what is missing at the end is a gap.
    #[must_use]
    pub(crate) fn series(self, name: &str, points: Vec<Point>) -> Self {
        self.with(name, points, Role::Drawn)
    }

    /// What is to be reached, dashed.
    #[must_use]
    pub(crate) fn target(self, name: &str, points: Vec<Point>) -> Self {
        self.with(name, points, Role::Target)
    }

    /// A column of the table that is not drawn.
    #[must_use]
    pub(crate) fn aside(self, name: &str, points: Vec<Point>) -> Self {
        self.with(name, points, Role::Aside)
    }

    fn with(mut self, name: &str, points: Vec<Point>, role: Role) -> Self {
        let name = name.to_owned();
        self.series.push(Series { name, points, role });
        self
    }

    /// A shaded band behind the lines, with two columns of its own in the table: «name, từ», «name, đến».
    #[must_use]
    pub(crate) fn band(mut self, name: &str, low: Vec<Point>, high: Vec<Point>) -> Self {
        let name = name.to_owned();
        self.band = Some(Band { name, low, high });
        self
    }

    /// What has to be said below it.
    #[must_use]
    pub(crate) fn note(mut self, text: &str) -> Self {
        self.note = Some(text.to_owned());
        self
    }

    /// Whether there is a number to draw.
    pub(crate) fn is_drawn(&self) -> bool {
        let mut points = self.shown().flat_map(|series| &series.points);
        points.any(|point| point.value.is_some()) && !self.categories.is_empty()
    }

    /// The series of the picture.
    fn shown(&self) -> impl Iterator<Item = &Series> {
        let shown = |series: &&Series| series.role != Role::Aside;
        self.series.iter().filter(shown)
    }

    /// Every number that has to lie within the picture.
    fn reach(&self) -> Axis {
        let mut values: Vec<i128> = Vec::new();
        if self.kind == Kind::Stacked {
            let plain = || {
                let drawn = |series: &&Series| series.role == Role::Drawn;
                self.series.iter().filter(drawn)
            };
            let sum = |at: usize| -> i128 {
                plain()
                    .filter_map(|series| series.points.get(at)?.value)
                    .sum()
            };
            values.extend((0..self.categories.len()).map(sum));
        }
        let series = self.shown().flat_map(|series| &series.points);
        let band = self.band.iter().flat_map(|band| [&band.low, &band.high]);
        values.extend(series.chain(band.flatten()).filter_map(|point| point.value));
        Axis::over(&values)
    }

    /// The chart as its template takes it.
    pub(crate) fn value(&self) -> Value {
        let axis = self.reach();
        let picture = self.is_drawn().then(|| draw::picture(self, &axis));
        let rows: Vec<Value> = (0..self.categories.len()).map(|at| self.row(at)).collect();
        context! {
            id => &self.id,
            title => &self.title,
            unit => &self.unit,
            head => &self.head,
            note => &self.note,
            words => self.words(),
            picture => picture.map(Value::from_safe_string),
            legend => self.legend(),
            heads => self.heads(),
            rows,
        }
    }

    /// What the picture is, for those who do not see it; the numbers are in the table.
    fn words(&self) -> String {
        let kind = match self.kind {
            Kind::Lines => "Biểu đồ đường",
            Kind::Columns => "Biểu đồ cột",
            Kind::Stacked => "Biểu đồ cột chồng",
        };
        let names: Vec<&str> = self.shown().map(|one| one.name.as_str()).collect();
        let over = match (self.categories.first(), self.categories.last()) {
            (Some(first), Some(last)) if first.name != last.name => {
                format!(", từ {} đến {}", first.name, last.name)
            }
            _ => String::new(),
        };
        let names = names.join("; ");
        let unit = match self.unit.as_str() {
            "" => String::new(),
            unit => format!(" ({unit})"),
        };
        format!(
            "{kind}: {}{unit}. {names}{over}. Số liệu ở bảng ngay dưới.",
            self.title
        )
    }

    fn legend(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        for (place, series) in self.series.iter().enumerate() {
            let sample = match (self.kind, series.role) {
                (_, Role::Aside) => continue,
                (_, Role::Target) => sign::target_sample(),
                (Kind::Lines, Role::Drawn) => sign::line_sample(place),
                _ => sign::fill_sample(&self.id, place),
            };
            found
                .push(context! { name => &series.name, sample => Value::from_safe_string(sample) });
        }
        if let Some(band) = &self.band {
            let sample = Value::from_safe_string(sign::band_sample());
            found.push(context! { name => &band.name, sample });
        }
        found
    }

    fn heads(&self) -> Vec<String> {
        let series = self.series.iter().map(|series| series.name.clone());
        let band = self.band.iter().flat_map(|band| {
            let name = &band.name;
            [format!("{name}, từ"), format!("{name}, đến")]
        });
        series.chain(band).collect()
    }

    fn row(&self, at: usize) -> Value {
        let category = &self.categories[at];
        let series = self.series.iter().map(|series| &series.points);
        let band = self.band.iter().flat_map(|band| [&band.low, &band.high]);
        let cells: Vec<Value> = series
            .chain(band)
            .map(|points| points.get(at).map_or_else(Point::nothing, Point::cell))
            .collect();
        context! { label => &category.name, href => &category.href, cells }
    }
}

/// Text as HTML holds it.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
