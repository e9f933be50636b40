use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const SHIPPED: &str = include_str!("../../../../rulebook/sector/ban-do.toml");
const AGENCIES: &str = include_str!("../../../../rulebook/sector/co-quan.csv");

/// Codes of the provinces' agencies that were there on a day, with the place each answers for.
fn provinces(on: &str) -> Vec<(String, String)> {
    let mut rows = AGENCIES.lines();
    let heads: Vec<&str> = rows.next().unwrap().split(',').collect();
    let at = |name: &str| heads.iter().position(|head| *head == name).unwrap();
    let wanted = [
        at("Mã"),
        at("Cấp"),
        at("Từ ngày"),
        at("Đến ngày"),
        at("Địa bàn"),
    ];
    let rows = rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        wanted.map(|at| cells.get(at).copied().unwrap_or_default().to_owned())
    });
    let alive = |[_, level, from, to, _]: &[String; 5]| {
        level == "tinh" && from.as_str() <= on && (to.is_empty() || to.as_str() >= on)
    };
    rows.filter(alive)
        .map(|[code, .., area]| (code, area))
        .collect()
}

#[test]
fn each_province_has_one_square_in_its_time_and_no_two_share_a_place() {
    let layouts = layouts(SHIPPED).unwrap();
    for (day, count) in [
        ("2014-10-01", 63),
        ("2025-06-30", 63),
        ("2025-07-01", 34),
        ("2026-11-23", 34),
    ] {
        let on: Date = day.parse().unwrap();
        let of: Vec<&Layout> = layouts.iter().filter(|layout| layout.is_of(on)).collect();
        let [layout] = of.as_slice() else {
            panic!("{} layouts on {day}", of.len());
        };
        let places: BTreeSet<(u8, u8)> = layout.tiles.iter().map(|tile| (tile.x, tile.y)).collect();
        assert_eq!((layout.tiles.len(), places.len()), (count, count), "{day}");
        let mut told: Vec<&str> = layout
            .tiles
            .iter()
            .map(|tile| tile.agency.as_str())
            .collect();
        told.sort_unstable();
        let known = provinces(day);
        let mut codes: Vec<&str> = known.iter().map(|(code, _)| code.as_str()).collect();
        codes.sort_unstable();
        assert_eq!(told, codes, "{day}");
        for tile in &layout.tiles {
            let (_, area) = known.iter().find(|(code, _)| *code == tile.agency).unwrap();
            let short = tile.name.trim_start_matches("TP ");
            assert!(area.ends_with(short), "{} answers for {area}", tile.name);
        }
    }
}

#[test]
fn two_squares_on_one_place_are_refused() {
    let text = "[[layout]]\ntitle = \"a\"\n[[layout.tile]]\nagency = \"a\"\nname = \"A\"\nx = 1\ny = 1\n[[layout.tile]]\nagency = \"b\"\nname = \"B\"\nx = 1\ny = 1\n";
    assert!(matches!(layouts(text), Err(MapError::Twice(name)) if name == "B"));
    assert!(layouts("[[layout]]\ntitle = 1").is_err());
    assert!(!layouts(SHIPPED).unwrap()[0].is_of(date(2025, 7, 1)));
}

fn decimals(values: &[i128]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| Decimal::new(*value, 0)).collect()
}

#[test]
fn fifths_and_steps_by_hand() {
    let found = fifths(&decimals(&[10, 20, 30, 40, 50]));
    assert_eq!(found, [0, 1, 2, 3, 4].map(Some));
    // Alike values stand together: eight zeros of ten lie in the lowest class, the others above them.
    let mut values = decimals(&[0; 8]);
    values.extend(decimals(&[1, 2]));
    let found = fifths(&values);
    assert_eq!(found[..8], [Some(0); 8]);
    assert_eq!(found[8..], [Some(4), Some(4)]);
    assert_eq!(fifths(&[None, Decimal::new(7, 0)]), [None, Some(0)]);
    let bounds: Vec<Decimal> = decimals(&[-10, 0, 10]).into_iter().flatten().collect();
    let values = decimals(&[-11, -10, -1, 0, 10]);
    assert_eq!(steps(&values, &bounds), [0, 1, 1, 2, 3].map(Some));
}

proptest! {
    #[test]
    fn a_larger_value_is_never_of_a_lower_class(values in prop::collection::vec(prop::option::of(-1_000_i128..1_000), 0..70)) {
        let values: Vec<Option<Decimal>> = values.into_iter().map(|value| value.and_then(|value| Decimal::new(value, 1))).collect();
        let found = fifths(&values);
        for (one, class) in values.iter().zip(&found) {
            prop_assert_eq!(one.is_some(), class.is_some());
            prop_assert!(class.is_none_or(|class| class < CLASSES));
            for (other, higher) in values.iter().zip(&found) {
                if let (Some(one), Some(other)) = (one, other) {
                    match compare(one, other) {
                        std::cmp::Ordering::Equal => prop_assert_eq!(class, higher),
                        std::cmp::Ordering::Less => prop_assert!(class <= higher),
                        std::cmp::Ordering::Greater => {}
                    }
                }
            }
        }
    }
}
