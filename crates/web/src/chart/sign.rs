//! What tells series apart beside their colour: a pattern of the ground, a stroke, a sign.

use super::escape;

/// How many series look different; more begin again.
const LOOKS: usize = 6;

/// The look of a series: 1 to [`LOOKS`].
pub(super) const fn look(place: usize) -> usize {
    place % LOOKS + 1
}

/// The signs of points, around nought.
const SIGNS: [&str; LOOKS] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.5-3.5h7v7h-7z",
    "M0-4.5L4.5 3.5h-9z",
    "M0-5L5 0 0 5-5 0z",
    "M-1.3-4.5h2.6v3.2h3.2v2.6h-3.2v3.2h-2.6v-3.2h-3.2v-2.6h3.2z",
    "M0 4.5L4.5-3.5h-9z",
];

/// The sign of a series' points.
pub(super) fn mark(place: usize) -> String {
    let look = look(place);
    format!("<path class=\"m{look}\" d=\"{}\"/>", SIGNS[look - 1])
}

/// The grounds of a chart's columns and bars: plain, then lines aslant, dots, level lines, aslant the other way, upright.
pub(super) fn patterns(id: &str, most: usize) -> String {
    let lines = [
        "M-1 1L1-1M0 6L6 0M5 7L7 5",
        "M1.5 1.5h1.5v1.5h-1.5zM4.5 4.5h1.5v1.5h-1.5z",
        "M0 1.5h6M0 4.5h6",
        "M-1 5L1 7M0 0L6 6M5-1L7 1",
        "M1.5 0v6M4.5 0v6",
    ];
    let id = escape(id);
    let made: String = lines
        .iter()
        .zip(2_usize..)
        .filter(|(_, look)| *look <= most)
        .map(|(line, look)| {
            format!("<pattern id=\"{id}-p{look}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><rect class=\"g{look}\" width=\"6\" height=\"6\"/><path class=\"h{look}\" d=\"{line}\"/></pattern>")
        })
        .collect();
    match made.is_empty() {
        true => made,
        false => format!("<defs>{made}</defs>"),
    }
}

/// The ground of a series: its plain colour, or its pattern within its colour.
pub(super) fn ground(id: &str, place: usize) -> String {
    match look(place) {
        1 => "class=\"f1\"".to_owned(),
        look => format!("class=\"f{look}\" fill=\"url(#{}-p{look})\"", escape(id)),
    }
}

/// A line with its sign, for the legend.
pub(super) fn line_sample(place: usize) -> String {
    let look = look(place);
    format!(
        "<svg class=\"sample\" width=\"32\" height=\"14\" viewBox=\"-16 -7 32 14\" aria-hidden=\"true\" focusable=\"false\"><path class=\"l{look}\" d=\"M-16 0h32\"/>{}</svg>",
        mark(place)
    )
}

/// A dashed line, for the legend.
pub(super) fn target_sample() -> String {
    "<svg class=\"sample\" width=\"32\" height=\"14\" viewBox=\"0 0 32 14\" aria-hidden=\"true\" focusable=\"false\"><path class=\"goal\" d=\"M0 7h32\"/></svg>".to_owned()
}

/// An upright mark, for the legend of bars.
pub(super) fn mark_sample() -> String {
    "<svg class=\"sample\" width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\" focusable=\"false\"><path class=\"bar-mark\" d=\"M7 0v14\"/></svg>".to_owned()
}

/// A ground, for the legend.
pub(super) fn fill_sample(id: &str, place: usize) -> String {
    let ground = ground(id, place);
    format!(
        "<svg class=\"sample\" width=\"20\" height=\"14\" viewBox=\"0 0 20 14\" aria-hidden=\"true\" focusable=\"false\"><rect {ground} x=\"0.5\" y=\"0.5\" width=\"19\" height=\"13\"/></svg>"
    )
}

/// A shaded ground, for the legend.
pub(super) fn band_sample() -> String {
    "<svg class=\"sample\" width=\"20\" height=\"14\" viewBox=\"0 0 20 14\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"band\" width=\"20\" height=\"14\"/></svg>".to_owned()
}
