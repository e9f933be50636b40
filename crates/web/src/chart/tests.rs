//! What is drawn is what is told: every number in its place, the same in the table, nothing outside the picture.

use proptest::prelude::*;

use super::axis::Axis;
use super::*;

fn months(kind: Kind, points: Vec<Point>) -> Chart {
    let mut chart = Chart::new(kind, "thu", "Tỷ lệ <thi hành> xong", "%", "Tháng");
    for month in 1..=points.len() {
        chart = chart.category(&format!("tháng {month}"), &format!("T{month}"), None);
    }
    chart.series("Năm \"nay\"", points)
}

fn picture(chart: &Chart) -> String {
    draw::picture(chart, &chart.reach())
}

#[test]
fn an_axis_has_round_steps_and_holds_nought() {
    let read = |values: &[i128]| {
        let axis = Axis::over(values);
        let ticks = axis.ticks();
        let words: Vec<String> = ticks.iter().map(|tick| axis.words(*tick)).collect();
        words.join(" ")
    };
    let one = point::ONE;
    assert_eq!(read(&[687_300, 555_300]), "0 20 40 60 80");
    assert_eq!(read(&[3 * one, one]), "0 1 2 3");
    assert_eq!(read(&[one]), "0 1");
    assert_eq!(read(&[]), "0 1");
    assert_eq!(read(&[-132_000, 43_100]), "-15 -10 -5 0 5");
    assert_eq!(
        read(&[2_300_000_000 * one]),
        "0 0,5 tỷ 1 tỷ 1,5 tỷ 2 tỷ 2,5 tỷ"
    );
    assert_eq!(read(&[1_057 * one]), "0 500 1.000 1.500");
}

#[test]
fn a_gap_breaks_the_line_and_is_a_dash_in_the_table() {
    let point = |text: &str| Point::rate(Some(text));
    let chart = months(
        Kind::Lines,
        vec![point("10"), point("20"), Point::none(), point("40")],
    );
    let drawn = picture(&chart);
    let path = drawn.split("class=\"l1\" d=\"").nth(1).unwrap();
    let path = path.split('"').next().unwrap();
    assert_eq!(path.matches('M').count(), 2, "{path}");
    assert_eq!(drawn.matches("<title>").count(), 3);
    assert!(!drawn.contains("<thi hành>"), "escaped");
    let value = chart.value();
    let rows = value.get_attr("rows").unwrap();
    assert_eq!(rows.len(), Some(4));
    let cell = |at: usize| {
        let row = rows.get_item_by_index(at).unwrap();
        let cells = row.get_attr("cells").unwrap();
        cells
            .get_item_by_index(0)
            .unwrap()
            .get_attr("text")
            .unwrap()
    };
    assert_eq!(cell(1).as_str(), Some("20,00"));
    assert!(cell(2).is_none());
}

#[test]
fn nothing_known_draws_nothing() {
    let chart = months(Kind::Columns, vec![Point::none()]);
    assert!(!chart.is_drawn());
    assert!(chart.value().get_attr("picture").unwrap().is_none());
}

#[test]
fn series_differ_without_their_colour() {
    let mut chart = months(Kind::Columns, vec![Point::count(3)]);
    for name in ["b", "c", "d", "e", "f"] {
        chart = chart.series(name, vec![Point::count(2)]);
    }
    let drawn = picture(&chart);
    for look in 2..=6 {
        assert!(drawn.contains(&format!("id=\"thu-p{look}\"")), "{look}");
        assert!(
            drawn.contains(&format!("fill=\"url(#thu-p{look})\"")),
            "{look}"
        );
    }
    let signs: std::collections::BTreeSet<String> = (0..6)
        .map(|place| sign::mark(place).split("d=").nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(signs.len(), 6);
}

/// The numbers after a name of an attribute.
fn numbers(text: &str, name: &str) -> Vec<f64> {
    let before = format!(" {name}=\"");
    let found = text.split(&before).skip(1);
    let read = |rest: &str| {
        let text = rest
            .split('"')
            .next()
            .unwrap()
            .trim_end_matches('%')
            .to_owned();
        text.parse().unwrap()
    };
    found.map(read).collect()
}

proptest! {
    #[test]
    fn nothing_is_drawn_outside_of_the_picture(
        values in proptest::collection::vec(proptest::option::of(-5_000_000_000_000_i64..9_000_000_000_000_000), 1..70),
        kind in prop_oneof![Just(Kind::Lines), Just(Kind::Columns)],
    ) {
        let points = |shift: i64| -> Vec<Point> {
            values.iter().map(|value| value.map_or_else(Point::none, |value| Point::count(value / shift))).collect()
        };
        let chart = months(kind, points(1)).series("khác", points(3)).band("dải", points(5), points(2));
        let drawn = picture(&chart);
        let area = drawn.split("chart-area").nth(1).unwrap();
        let rects = area.split("<rect").skip(1).filter_map(|rest| rest.split('>').next());
        // Those of patterns have no place.
        for rect in rects.filter(|rect| rect.contains('%')) {
            let (x, wide) = (numbers(rect, "x")[0], numbers(rect, "width")[0]);
            let (y, tall) = (numbers(rect, "y")[0], numbers(rect, "height")[0]);
            prop_assert!(x >= 0.0 && x + wide <= 100.05, "{x} {wide}");
            prop_assert!(y >= 15.9 && y + tall <= 216.1, "{y} {tall}");
        }
        for path in area.split(" d=\"M").skip(1).filter(|path| !path.starts_with('-')) {
            let path = path.split(['"', 'z']).next().unwrap();
            for place in path.split(['L', 'M']) {
                let (x, y) = place.split_once(' ').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                if kind == Kind::Lines {
                    prop_assert!((0.0..=10_000.0).contains(&x) && (0.0..=2_400.0).contains(&y), "{x} {y}");
                }
            }
        }
    }

    #[test]
    fn larger_numbers_lie_higher(a in 0_i64..1_000_000_000_000, b in 0_i64..1_000_000_000_000) {
        let one = point::ONE;
        let axis = Axis::over(&[i128::from(a) * one, i128::from(b) * one]);
        let (low, high) = (axis.place(i128::from(a.min(b)) * one, 2_000), axis.place(i128::from(a.max(b)) * one, 2_000));
        prop_assert!(low <= high && high <= 2_000 && low >= 0);
        let ticks = axis.ticks();
        prop_assert!(ticks.len() >= 2 && ticks.len() <= 8, "{ticks:?}");
        prop_assert_eq!(ticks.first().copied(), Some(axis.low));
        prop_assert_eq!(ticks.last().copied(), Some(axis.high));
    }
}

#[test]
fn bars_say_their_numbers_and_stack_to_their_sum() {
    let bars = Bars::new("b", "Khen thưởng", "người", "Đơn vị", &["Nam", "Nữ"])
        .stacked()
        .row(Bar::new("Quận 1", vec![Point::count(6), Point::count(4)]).leading("/co-quan/quan-1"))
        .row(Bar::new("Quận 3", vec![Point::count(2), Point::none()]).state("bad", "Chậm"));
    let value = bars.value();
    let rows = value.get_attr("rows").unwrap();
    let first = rows.get_item_by_index(0).unwrap();
    let picture = first.get_attr("picture").unwrap().to_string();
    let (x, wide) = (numbers(&picture, "x"), numbers(&picture, "width"));
    assert_eq!((x[0], x[1]), (0.0, 60.0));
    // The first width is that of the drawing itself.
    assert_eq!(&wide[1..], [60.0, 40.0]);
    let second = rows.get_item_by_index(1).unwrap();
    let cells = second.get_attr("cells").unwrap();
    assert!(
        cells
            .get_item_by_index(1)
            .unwrap()
            .get_attr("text")
            .unwrap()
            .is_none()
    );
    assert_eq!(second.get_attr("words").unwrap().as_str(), Some("Chậm"));
}
