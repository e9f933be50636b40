//! Canonical JSON of a sheet read straight through: the state of the nation is a hundred thousand of
//! them. A figure that says more than a number and its unit is left to the general reader.

use super::super::figure::Figure;

/// What is told of a code.
pub(super) enum Told<'a> {
    /// A number, and the unit it came in where that is not the code's own.
    Plain { value: i64, unit: Option<&'a str> },
    /// More than that.
    Other(Box<Figure>),
}

/// Hands every figure of a sheet to `each`; `None` where the text is not what the store wrote.
pub(super) fn read<'a>(json: &'a str, mut each: impl FnMut(&'a str, Told<'a>)) -> Option<()> {
    let mut rest = json.strip_prefix('{')?;
    if rest == "}" {
        return Some(());
    }
    loop {
        let (code, after) = rest.strip_prefix('"')?.split_once('"')?;
        // A code never needs an escape.
        if code.contains('\\') {
            return None;
        }
        let (told, after) = figure(after.strip_prefix(':')?)?;
        each(code, told);
        match after.strip_prefix(',') {
            Some(more) => rest = more,
            None => return (after == "}").then_some(()),
        }
    }
}

fn figure(text: &str) -> Option<(Told<'_>, &str)> {
    plain(text).or_else(|| other(text))
}

/// `{"v":12}` or `{"u":"nghin_dong","v":12}`.
fn plain(text: &str) -> Option<(Told<'_>, &str)> {
    let inside = text.strip_prefix('{')?;
    let (unit, inside) = match inside.strip_prefix("\"u\":\"") {
        None => (None, inside),
        Some(unit) => {
            let (unit, after) = unit.split_once('"')?;
            (Some(unit), after.strip_prefix(',')?)
        }
    };
    let (value, after) = inside.strip_prefix("\"v\":")?.split_once('}')?;
    let value = value.parse().ok()?;
    let escaped = unit.is_some_and(|unit| unit.contains('\\'));
    (!escaped).then_some((Told::Plain { value, unit }, after))
}

fn other(text: &str) -> Option<(Told<'_>, &str)> {
    let mut figures = serde_json::Deserializer::from_str(text).into_iter::<Figure>();
    let figure = figures.next()?.ok()?;
    let after = text.get(figures.byte_offset()..)?;
    Some((Told::Other(Box::new(figure)), after))
}

#[cfg(test)]
mod tests {
    use super::super::super::figure::Figures;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn through(json: &str) -> Option<Figures> {
        let mut figures = BTreeMap::new();
        read(json, |code, told| {
            let figure = match told {
                Told::Plain { value, unit } => Figure {
                    value: Some(value),
                    unit: unit.map(str::to_owned),
                    ..Figure::default()
                },
                Told::Other(figure) => *figure,
            };
            figures.insert(code.to_owned(), figure);
        })?;
        Some(Figures(figures))
    }

    fn any_figure() -> impl Strategy<Value = Figure> {
        let text = prop::option::of("[a-z\"\\\\{}, à]{0,6}");
        (
            prop::option::of(any::<i64>()),
            text.clone(),
            prop::option::of(-9_i64..9),
            text,
        )
            .prop_map(|(value, unit, change, raw)| Figure {
                value,
                unit,
                change,
                raw,
                ..Figure::default()
            })
    }

    proptest! {
        /// Reading straight through is reading in general.
        #[test]
        fn it_reads_what_is_written(figures in prop::collection::btree_map("[a-z_.]{1,8}", any_figure(), 0..6)) {
            let figures = Figures(figures);
            prop_assert_eq!(through(&figures.canonical()), Some(figures));
        }

        /// Anything else is refused, and nothing panics.
        #[test]
        fn damage_is_told(text in "[{}\"uv:,0-9a-z]{0,24}") {
            let general = Figures::from_canonical(&text);
            if let Some(read) = through(&text) {
                prop_assert_eq!(Some(read), general);
            }
        }
    }
}
