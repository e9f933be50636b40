//! Lines and columns as SVG: places across in percent, heights in pixels, so that letters keep their size at every width.
//! Only the strokes of lines lie in a stretched drawing of their own; strokes there do not stretch.

use super::axis::Axis;
use super::sign::{ground, look, mark, patterns};
use super::{Chart, Kind, Point, Role, Series, escape};

/// Heights in tenths of a pixel: above the plot, the plot, with the words below it.
const TOP: i128 = 160;
const PLOT: i128 = 2_000;
const WHOLE: i128 = 2_400;
/// The whole width, in hundredths of a percent.
const WIDTH: i128 = 10_000;
/// Points of a line that still get a sign each.
const MARKED: usize = 40;
/// Widths in pixels the words below must fit in: half a page beside another chart, a telephone.
const WIDE: usize = 430;
const NARROW: usize = 240;
/// About the width of a letter.
const LETTER: usize = 7;

/// The picture: numbers on the left, the plot beside them.
pub(super) fn picture(chart: &Chart, axis: &Axis) -> String {
    let ticks = axis.ticks();
    let words: Vec<String> = ticks.iter().map(|tick| axis.words(*tick)).collect();
    let longest = words.iter().map(|text| text.chars().count()).max();
    let left = longest.unwrap_or(1) * LETTER + 8;
    let mut side = String::new();
    let mut lines = String::new();
    for (tick, text) in ticks.iter().zip(&words) {
        let y = height(axis, *tick);
        let class = if *tick == 0 { "zero" } else { "grid" };
        let (at, words) = (tenths(y), tenths(y + 40));
        side.push_str(&format!(
            "<text x=\"{}\" y=\"{words}\" text-anchor=\"end\">{text}</text>",
            left - 6
        ));
        lines.push_str(&format!(
            "<line class=\"{class}\" x1=\"0\" x2=\"100%\" y1=\"{at}\" y2=\"{at}\"/>"
        ));
    }
    let grounds = match chart.kind {
        Kind::Lines => String::new(),
        Kind::Columns | Kind::Stacked => patterns(&chart.id, chart.series.len()),
    };
    let drawn = match chart.kind {
        Kind::Lines => String::new(),
        Kind::Columns => columns(chart, axis),
        Kind::Stacked => stacked(chart, axis),
    };
    let whole = WHOLE / 10;
    format!(
        "<svg class=\"chart-y\" width=\"{left}\" height=\"{whole}\" aria-hidden=\"true\" focusable=\"false\">{side}</svg><svg class=\"chart-area\" height=\"{whole}\" aria-hidden=\"true\" focusable=\"false\">{grounds}{lines}{}{drawn}{}{}</svg>",
        strokes(chart, axis),
        marks(chart, axis),
        below(chart),
    )
}

fn tenths(value: i128) -> String {
    match (value / 10, value % 10) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest}"),
    }
}

fn percent(value: i128) -> String {
    match value % 100 {
        0 => format!("{}%", value / 100),
        rest => format!("{}.{rest:02}%", value / 100),
    }
}

fn height(axis: &Axis, value: i128) -> i128 {
    TOP + PLOT - axis.place(value, PLOT)
}

fn number(at: usize) -> i128 {
    i128::try_from(at).unwrap_or(0)
}

/// The middle of a category.
fn middle(chart: &Chart, at: usize) -> i128 {
    let count = number(chart.categories.len()).max(1);
    (2 * number(at) + 1) * WIDTH / (2 * count)
}

/// Whether a series is drawn as a line.
fn is_line(chart: &Chart, series: &Series) -> bool {
    match series.role {
        Role::Drawn => chart.kind == Kind::Lines,
        Role::Target => true,
        Role::Aside => false,
    }
}

/// The band and the strokes of lines; a gap breaks a line.
fn strokes(chart: &Chart, axis: &Axis) -> String {
    let mut made = String::new();
    if let Some(band) = &chart.band {
        for piece in pieces(&band.low, &band.high) {
            made.push_str("<path class=\"band\" d=\"");
            let there = piece
                .iter()
                .map(|(at, low, _)| (middle(chart, *at), height(axis, *low)));
            let back = piece
                .iter()
                .rev()
                .map(|(at, _, high)| (middle(chart, *at), height(axis, *high)));
            made.push_str(&path(there.chain(back)));
            made.push_str("z\"/>");
        }
    }
    for (place, series) in chart.series.iter().enumerate() {
        if !is_line(chart, series) {
            continue;
        }
        let class = match series.role {
            Role::Target => "goal".to_owned(),
            _ => format!("l{}", look(place)),
        };
        let mut line = String::new();
        let mut run: Vec<(i128, i128)> = Vec::new();
        for at in 0..=chart.categories.len() {
            match series.points.get(at).and_then(|point| point.value) {
                Some(value) if at < chart.categories.len() => {
                    run.push((middle(chart, at), height(axis, value)));
                }
                _ => line.push_str(&path(run.drain(..))),
            }
        }
        if !line.is_empty() {
            made.push_str(&format!("<path class=\"{class}\" d=\"{line}\"/>"));
        }
    }
    if made.is_empty() {
        return made;
    }
    let whole = WHOLE / 10;
    format!(
        "<svg width=\"100%\" height=\"{whole}\" viewBox=\"0 0 {WIDTH} {WHOLE}\" preserveAspectRatio=\"none\">{made}</svg>"
    )
}

fn path(points: impl Iterator<Item = (i128, i128)>) -> String {
    let mut made = String::new();
    for (x, y) in points {
        let pen = if made.is_empty() { 'M' } else { 'L' };
        made.push_str(&format!("{pen}{x} {y}"));
    }
    made
}

/// The categories where both ends of the band are known, in unbroken runs.
fn pieces(low: &[Point], high: &[Point]) -> Vec<Vec<(usize, i128, i128)>> {
    let mut runs: Vec<Vec<(usize, i128, i128)>> = vec![Vec::new()];
    for (at, (low, high)) in low.iter().zip(high).enumerate() {
        match (low.value, high.value, runs.last_mut()) {
            (Some(low), Some(high), Some(run)) => run.push((at, low, high)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// The sign of every point of a line, with its words when pointed at. Of a long line only what stands alone between two
/// gaps, which would not be seen otherwise.
fn marks(chart: &Chart, axis: &Axis) -> String {
    let mut made = String::new();
    let all = chart.categories.len() <= MARKED;
    for (place, series) in chart.series.iter().enumerate() {
        if !is_line(chart, series)
            || (series.role == Role::Target && chart.kind == Kind::Lines && all)
        {
            continue;
        }
        let known = |at: Option<usize>| {
            let point = at.and_then(|at| series.points.get(at));
            point.is_some_and(|point| point.value.is_some())
        };
        for at in 0..chart.categories.len() {
            let alone = !known(at.checked_sub(1)) && !known(Some(at + 1));
            let Some(value) = series.points.get(at).and_then(|point| point.value) else {
                continue;
            };
            if !all && !alone {
                continue;
            }
            let (x, y) = (percent(middle(chart, at)), tenths(height(axis, value)));
            let sign = match series.role {
                Role::Target => "<path class=\"goal\" d=\"M-7 0h14\"/>".to_owned(),
                _ => mark(place),
            };
            made.push_str(&format!(
                "<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\"><g>{}{sign}</g></svg>",
                said(chart, series, at)
            ));
        }
    }
    made
}

/// The words of a point, shown by browsers when one points at it.
fn said(chart: &Chart, series: &Series, at: usize) -> String {
    let point = series.points.get(at).map_or("", |point| &point.text);
    let unit = if chart.unit.is_empty() { "" } else { " " };
    let words = format!(
        "{}, {}: {point}{unit}{}",
        chart.categories[at].name, series.name, chart.unit
    );
    format!("<title>{}</title>", escape(&words))
}

/// Columns side by side, from nought.
fn columns(chart: &Chart, axis: &Axis) -> String {
    let plain: Vec<usize> = (0..chart.series.len())
        .filter(|place| chart.series[*place].role == Role::Drawn)
        .collect();
    let count = number(plain.len()).max(1);
    let room = WIDTH / number(chart.categories.len()).max(1);
    // A fifth of the room stays free; a single column is not broader than a seventh of the picture.
    let wide = (room * 4 / 5 / count).min(WIDTH / 7);
    let nought = height(axis, 0);
    let mut made = String::new();
    for at in 0..chart.categories.len() {
        let left = middle(chart, at) - wide * count / 2;
        for (order, place) in plain.iter().enumerate() {
            let series = &chart.series[*place];
            let Some(value) = series.points.get(at).and_then(|point| point.value) else {
                continue;
            };
            let x = left + wide * number(order);
            let y = height(axis, value);
            let (top, tall) = (y.min(nought), (y - nought).abs());
            made.push_str(&rect(chart, *place, at, (x, wide), (top, tall)));
            if count == 1 {
                made.push_str(&over(chart, &series.points[at], x + wide / 2, top - 40));
            }
        }
    }
    made
}

/// The number over a lone column: only where the numbers fit beside one another.
fn over(chart: &Chart, point: &Point, x: i128, y: i128) -> String {
    let longest = chart
        .series
        .iter()
        .flat_map(|series| &series.points)
        .map(|point| point.text.chars().count())
        .max()
        .unwrap_or(0);
    let room = longest * LETTER + 4;
    let count = chart.categories.len();
    if room * count > WIDE {
        return String::new();
    }
    let class = if room * count > NARROW {
        "over wide-only"
    } else {
        "over"
    };
    format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        percent(x),
        tenths(y.max(100)),
        escape(&point.text)
    )
}

/// Columns on top of one another, the first series at the bottom.
fn stacked(chart: &Chart, axis: &Axis) -> String {
    let room = WIDTH / number(chart.categories.len()).max(1);
    let wide = (room * 3 / 4).min(WIDTH / 7);
    let mut made = String::new();
    for at in 0..chart.categories.len() {
        let mut sum = 0;
        for (place, series) in chart.series.iter().enumerate() {
            let value = series.points.get(at).and_then(|point| point.value);
            let Some(value) = value.filter(|value| *value > 0 && series.role == Role::Drawn) else {
                continue;
            };
            let bottom = height(axis, sum);
            sum += value;
            let top = height(axis, sum);
            let x = middle(chart, at) - wide / 2;
            made.push_str(&rect(chart, place, at, (x, wide), (top, bottom - top)));
        }
    }
    made
}

fn rect(chart: &Chart, place: usize, at: usize, x: (i128, i128), y: (i128, i128)) -> String {
    format!(
        "<rect {} x=\"{}\" width=\"{}\" y=\"{}\" height=\"{}\">{}</rect>",
        ground(&chart.id, place),
        percent(x.0.max(0)),
        percent(x.1),
        tenths(y.0),
        tenths(y.1),
        said(chart, &chart.series[place], at)
    )
}

/// The words under the axis: as many as fit, fewer on a telephone.
fn below(chart: &Chart) -> String {
    let count = chart.categories.len();
    let longest = chart
        .categories
        .iter()
        .map(|one| one.short.chars().count())
        .max()
        .unwrap_or(0);
    let one = longest * LETTER + 6;
    let every = |width: usize| count.div_ceil((width / one.max(1)).max(1)).max(1);
    let (wide, narrow) = (every(WIDE), every(NARROW));
    // What a telephone shows is shown by a wide picture too.
    let narrow = narrow.div_ceil(wide) * wide;
    let y = tenths(WHOLE - 60);
    let mut made = String::new();
    for (at, category) in chart.categories.iter().enumerate() {
        if at % wide != 0 {
            continue;
        }
        let class = match at % narrow {
            0 => "",
            _ => " class=\"wide-only\"",
        };
        made.push_str(&format!(
            "<text{class} x=\"{}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
            percent(middle(chart, at)),
            escape(&category.short)
        ));
    }
    made
}
