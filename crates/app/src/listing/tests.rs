//! Any rows, any question: finding agrees with a plain loop, sorting is total and stable, tabs add up.

use std::borrow::Cow;
use std::cmp::Ordering;

use proptest::prelude::*;
use thidua_domain::text;
use thidua_files::paper::Form;

use super::*;
use crate::{AppError, View};

const COLUMNS: &[Column] = &[
    Column::new("ten", "Họ và tên", Kind::Name, 40).searched(),
    Column::new("noi", "Nơi", Kind::Text, 40)
        .searched()
        .filtered(),
    Column::new("so", "Số", Kind::Number, 20),
    Column::new("kin", "Ghi chú", Kind::Text, 20).more(),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("moi", "Mới", Tone::Info),
    State::new("cu", "Cũ", Tone::Off),
];

#[derive(Clone, Debug)]
struct Row {
    name: String,
    place: String,
    number: Option<i64>,
    state: usize,
}

struct Toy {
    about: About,
    rows: Vec<Row>,
    /// Where the rows stand in a whole list that is ready; `None`: nothing is.
    ready: Option<(Ready, Vec<u32>)>,
}

impl Toy {
    fn new(rows: Vec<Row>) -> Self {
        Self {
            about: About {
                id: "thu",
                kind: "Danh sách",
                title: "Thử".to_owned(),
                unit: "dòng",
                columns: COLUMNS,
                states: STATES,
                usual: None,
                within: Vec::new(),
            },
            rows,
            ready: None,
        }
    }

    /// The rows as the part in reach of a whole list, between rows that are not.
    fn part_of_ready(rows: Vec<Row>) -> Self {
        let hidden = Row {
            name: "Nguyễn Ẩn".to_owned(),
            place: "Nơi khác".to_owned(),
            number: Some(7),
            state: 1,
        };
        let mut all = Vec::new();
        let mut places = Vec::new();
        for row in &rows {
            all.push(hidden.clone());
            places.push(u32::try_from(all.len()).unwrap());
            all.push(row.clone());
        }
        let mut whole = Self::new(all);
        whole.about.usual = Some(Order::up("ten"));
        Self {
            ready: Some((Ready::new(&whole), places)),
            ..Self::new(rows)
        }
    }
}

impl Source for Toy {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        let row = &self.rows[row];
        match column.id {
            "ten" => Cow::Borrowed(&row.name),
            "noi" => Cow::Borrowed(&row.place),
            "so" => Cow::Owned(
                row.number
                    .map(|number| number.to_string())
                    .unwrap_or_default(),
            ),
            _ => Cow::Borrowed(""),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let row = &self.rows[row];
        match column.id {
            "ten" => Cell::text(row.name.as_str()),
            "noi" => Cell::text(row.place.as_str()),
            "so" => row.number.map_or_else(Cell::default, Cell::count),
            _ => Cell::default(),
        }
    }

    fn state(&self, row: usize) -> usize {
        self.rows[row].state
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Owned(row.to_string())
    }

    fn ready(&self) -> Option<(&Ready, &[u32])> {
        let (ready, places) = self.ready.as_ref()?;
        Some((ready, places))
    }
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let name = prop::sample::select(vec![
        "Nguyễn Văn An",
        "Nguyễn Thị An",
        "Lê Văn An",
        "Trần Hoà Bình",
        "Trần Hòa Bình",
        "Đặng Ân",
        "Y",
        "",
    ]);
    let place = prop::sample::select(vec!["Quận 1", "Quận 2", "Quận 10", "Đà Nẵng", ""]);
    let row = (name, place, prop::option::of(-3..30_i64), 0..2_usize);
    let row = row.prop_map(|(name, place, number, state)| Row {
        name: name.to_owned(),
        place: place.to_owned(),
        number,
        state,
    });
    prop::collection::vec(row, 0..40)
}

fn asks() -> impl Strategy<Value = Ask> {
    let words = prop::sample::select(vec![
        "",
        "an",
        "hoa binh",
        "hòa",
        "hoà",
        "QUAN 1",
        "nguyễn  an",
        "?",
        "zz",
    ]);
    let state = prop::option::of(prop::sample::select(vec!["moi", "cu", "khong-co"]));
    let place = prop::option::of(prop::sample::select(vec!["Quận 1", "Đà Nẵng", "Nơi khác"]));
    let column = prop::option::of(prop::sample::select(vec![
        "ten",
        "noi",
        "so",
        "tinh-trang",
        "khong-co",
    ]));
    (words, state, place, column, any::<bool>()).prop_map(
        |(words, state, place, column, descending)| Ask {
            text: Some(words.to_owned()),
            state: state.map(str::to_owned),
            values: place
                .map(|place| ("noi".to_owned(), place.to_owned()))
                .into_iter()
                .collect(),
            order: column.map(|column| (column.to_owned(), descending)),
            ..Ask::default()
        },
    )
}

/// The plain way: every word begins a word of the name or the place.
fn matches(row: &Row, ask: &Ask) -> bool {
    let own: Vec<String> = [&row.name, &row.place]
        .iter()
        .flat_map(|text| find::words(text))
        .collect();
    let words = find::words(ask.text.as_deref().unwrap_or_default());
    words
        .iter()
        .all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
        && ask.values.iter().all(|(_, value)| row.place == *value)
}

fn of_state(row: &Row, ask: &Ask) -> bool {
    let wanted = ask
        .state
        .as_deref()
        .and_then(|code| STATES.iter().position(|state| state.code == code));
    wanted.is_none_or(|wanted| wanted == row.state)
}

/// How two rows stand to each other by the column asked for.
fn compare(a: &Row, b: &Row, ask: &Ask) -> Ordering {
    let Some((column, descending)) = &ask.order else {
        return Ordering::Equal;
    };
    let turned = |order: Ordering| if *descending { order.reverse() } else { order };
    match column.as_str() {
        "ten" => blank_last(a.name.is_empty(), b.name.is_empty())
            .then_with(|| turned(text::compare_names(&a.name, &b.name))),
        "noi" => blank_last(a.place.is_empty(), b.place.is_empty())
            .then_with(|| turned(text::compare(&a.place, &b.place))),
        "so" => blank_last(a.number.is_none(), b.number.is_none())
            .then_with(|| turned(a.number.cmp(&b.number))),
        "tinh-trang" => turned(a.state.cmp(&b.state)),
        _ => Ordering::Equal,
    }
}

fn blank_last(a: bool, b: bool) -> Ordering {
    a.cmp(&b)
}

proptest! {
    #[test]
    fn found_is_what_a_plain_loop_finds(rows in rows(), ask in asks()) {
        let toy = Toy::new(rows.clone());
        let found = find(&toy, &ask);
        let mut plain: Vec<usize> = (0..rows.len())
            .filter(|at| matches(&rows[*at], &ask) && of_state(&rows[*at], &ask))
            .collect();
        plain.sort_by(|a, b| compare(&rows[*a], &rows[*b], &ask));
        prop_assert_eq!(&found.rows, &plain);
        let matching = rows.iter().filter(|row| matches(row, &ask)).count();
        prop_assert_eq!(found.all(), matching, "the tabs add up to all that match");
        for (state, count) in found.counts.iter().enumerate() {
            let own = rows.iter().filter(|row| matches(row, &ask) && row.state == state).count();
            prop_assert_eq!(*count, own);
        }
        prop_assert_eq!(found.total, rows.len());
    }

    #[test]
    fn what_is_ready_changes_no_answer(rows in rows(), ask in asks()) {
        let plain = find(&Toy::new(rows.clone()), &ask);
        let ready = find(&Toy::part_of_ready(rows), &ask);
        prop_assert_eq!(plain.rows, ready.rows);
        prop_assert_eq!(plain.counts, ready.counts);
        let offers = |found: &[(&'static Column, Vec<Choice>)]| -> Vec<(&str, Vec<Choice>)> {
            found.iter().map(|(column, choices)| (column.id, choices.clone())).collect()
        };
        prop_assert_eq!(offers(&plain.offers), offers(&ready.offers));
    }

    #[test]
    fn a_choice_of_rows_is_that_and_in_order(rows in rows(), ask in asks(), keys in prop::collection::btree_set(0..40_usize, 0..10)) {
        let toy = Toy::new(rows);
        let whole = find(&toy, &ask).rows;
        let chosen = Ask { chosen: Some(keys.iter().map(ToString::to_string).collect()), ..ask };
        let wanted: Vec<usize> = whole.into_iter().filter(|row| keys.contains(row)).collect();
        prop_assert_eq!(find(&toy, &chosen).rows, wanted);
    }
}

#[test]
fn marks_tones_and_spellings_do_not_matter() {
    let held = |text: &str, wanted: &str| {
        let row = Row {
            name: text.to_owned(),
            place: String::new(),
            number: None,
            state: 0,
        };
        let ask = Ask {
            text: Some(wanted.to_owned()),
            ..Ask::default()
        };
        !find(&Toy::new(vec![row]), &ask).rows.is_empty()
    };
    for (text, wanted) in [
        ("Trần Hoà Bình", "hòa"),
        ("Trần Hòa Bình", "hoà bi"),
        ("Lê Thị Thúy", "thuý"),
        ("Nguyễn Sĩ Quý", "sỹ"),
        ("Đỗ Đức Ân", "do duc"),
        ("ĐẶNG VĂN Ý", "y"),
        ("258/KH-CTHADS", "kh 258"),
    ] {
        assert!(held(text, wanted), "{wanted:?} is to find {text:?}");
    }
    assert!(
        !held("Nguyễn Văn Toàn", "an"),
        "the middle of a word is no beginning"
    );
}

#[test]
fn columns_are_the_usual_ones_or_those_chosen_and_the_first_always() {
    let toy = Toy::new(Vec::new());
    let shown = |columns: &[&str]| -> Vec<&str> {
        let ask = Ask {
            columns: columns.iter().map(ToString::to_string).collect(),
            ..Ask::default()
        };
        find(&toy, &ask)
            .columns
            .iter()
            .map(|column| column.id)
            .collect()
    };
    assert_eq!(shown(&[]), ["ten", "noi", "so", "tinh-trang"]);
    assert_eq!(shown(&["kin", "la", "so"]), ["ten", "so", "kin"]);
}

#[test]
fn filters_offer_each_value_once_in_order() {
    let row = |place: &str| Row {
        name: "A".to_owned(),
        place: place.to_owned(),
        number: None,
        state: 0,
    };
    let toy = Toy::new(
        ["Quận 10", "Quận 2", "", "Đà Nẵng", "Quận 2"]
            .map(row)
            .to_vec(),
    );
    let found = find(&toy, &Ask::default());
    let [(column, choices)] = found.offers.as_slice() else {
        panic!("{:?}", found.offers)
    };
    assert_eq!(column.id, "noi");
    let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
    assert_eq!(labels, ["Đà Nẵng", "Quận 2", "Quận 10"]);
}

#[test]
fn a_workbook_has_as_many_rows_as_were_found_and_no_formula() {
    let rows: Vec<Row> = (0..60)
        .map(|number| Row {
            name: format!("=1+{number}"),
            place: "Quận 1".to_owned(),
            number: Some(number),
            state: usize::from(number % 3 == 0),
        })
        .collect();
    let toy = Toy::new(rows);
    let ask = Ask {
        state: Some("cu".to_owned()),
        ..Ask::default()
    };
    let view = View {
        state: std::sync::Arc::default(),
        actor: thidua_domain::access::Actor::console("thử"),
        today: jiff::civil::date(2026, 11, 22),
    };
    let letter = Letter {
        agency: None,
        form: Form::Xlsx,
    };
    let wanted = print(&view, &toy, &ask, &letter).unwrap();
    assert_eq!(wanted.rows, find(&toy, &ask).rows.len());
    assert_eq!(wanted.printed.name, "danh-sach-thu_2026-11-22.xlsx");
    let limits = thidua_files::grid::Limits::default();
    let book = thidua_files::grid::read("a.xlsx", &wanted.printed.bytes, &limits).unwrap();
    let told = book.sheets[0].rows.iter().filter(|row| {
        row.cells
            .get(1)
            .is_some_and(|cell| format!("{cell:?}").contains("=1+"))
    });
    assert_eq!(
        told.count(),
        wanted.rows,
        "words stay words, and none is left out"
    );
    let none = Ask {
        text: Some("không có".to_owned()),
        ..Ask::default()
    };
    assert!(matches!(
        print(&view, &toy, &none, &letter),
        Err(AppError::Refused(_))
    ));
}

#[test]
fn a_path_keeps_nothing_that_could_lead_elsewhere() {
    assert_eq!(part("nv-01.a_b"), "nv-01.a_b");
    assert_eq!(part("a/b?c=ơ"), "a%2Fb%3Fc%3D%C6%A1");
}
