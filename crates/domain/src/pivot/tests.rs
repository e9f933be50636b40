use proptest::prelude::*;

use super::*;

fn told(value: i128) -> Amount {
    Amount::Told {
        value: Decimal::new(value, 0).unwrap(),
        exact: true,
    }
}

fn fact(row: u32, column: u32, amount: Amount) -> Fact {
    Fact {
        row,
        column,
        amount,
    }
}

#[test]
fn nothing_is_no_zero_and_an_untold_number_is_no_number() {
    let table = Table::of([
        fact(0, 0, told(0)),
        fact(0, 1, Amount::Untold),
        fact(1, 1, told(7)),
        fact(1, 1, Amount::Untold),
        fact(2, 1, Amount::Apart),
    ]);
    let value = |row, column| table.cell(row, column).map(Cell::value);
    assert_eq!(value(0, 0), Some(Value::Told(Decimal::ZERO)));
    assert_eq!(value(0, 1), Some(Value::Untold));
    assert_eq!(value(1, 1), Some(Value::Told(Decimal::new(7, 0).unwrap())));
    assert_eq!(value(2, 1), Some(Value::Nothing));
    assert_eq!(value(1, 0), None);
    assert_eq!((table.total().rows, table.total().untold), (5, 2));
}

#[test]
fn who_is_named_twice_is_counted_once_in_a_cell_and_once_in_all() {
    let table = Table::of([
        fact(0, 0, Amount::Who(5)),
        fact(0, 0, Amount::Who(5)),
        fact(0, 1, Amount::Who(5)),
        fact(0, 1, Amount::Who(6)),
    ]);
    let two = Value::Told(Decimal::new(2, 0).unwrap());
    let one = Value::Told(Decimal::new(1, 0).unwrap());
    assert_eq!(table.cell(0, 0).map(Cell::value), Some(one));
    assert_eq!(table.cell(0, 1).map(Cell::value), Some(two));
    assert_eq!(table.total().value(), two);
    assert_eq!(table.total().rows, 4);
}

#[test]
fn a_number_that_is_not_exact_is_told_beside_the_sum() {
    let over = Amount::Told {
        value: Decimal::parse("10.5").unwrap(),
        exact: false,
    };
    let table = Table::of([fact(0, 0, over), fact(0, 0, told(1))]);
    let cell = table.cell(0, 0).unwrap();
    assert_eq!(cell.value(), Value::Told(Decimal::parse("11.5").unwrap()));
    assert_eq!(cell.inexact, 1);
}

#[test]
fn a_sum_beyond_every_number_is_not_told_wrongly() {
    let most = Decimal::new(i128::MAX, 0).unwrap();
    let most = Amount::Told {
        value: most,
        exact: true,
    };
    let table = Table::of([fact(0, 0, most), fact(0, 0, most)]);
    let cell = table.cell(0, 0).unwrap();
    assert_eq!((cell.rows, cell.untold), (2, 1));
}

#[test]
fn values_stand_by_precedence_then_by_the_alphabet_and_what_is_not_told_last() {
    let heading = |rank, label| Heading { rank, label };
    let headings = [
        heading(None, ""),
        heading(None, "Đông"),
        heading(None, "Dũng"),
        heading(Some(20), "Bằng khen"),
        heading(Some(10), "Huân chương"),
        heading(None, "Ánh"),
    ];
    assert_eq!(places(&headings), [5, 4, 3, 1, 0, 2]);
}

fn amounts() -> impl Strategy<Value = Amount> {
    prop_oneof![
        Just(Amount::Apart),
        Just(Amount::Untold),
        (-1_000_i128..1_000_000, 0_u8..3, any::<bool>()).prop_map(|(value, scale, exact)| {
            Amount::Told {
                value: Decimal::new(value, scale).unwrap(),
                exact,
            }
        }),
    ]
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let one = (0_u32..6, 0_u32..6, amounts());
    let one = one.prop_map(|(row, column, amount)| fact(row, column, amount));
    prop::collection::vec(one, 0..60)
}

/// Rows, untold, inexact, sum.
fn sums<'a>(cells: impl Iterator<Item = &'a Cell>) -> (u64, u64, u64, Decimal) {
    cells.fold(Default::default(), |(rows, untold, inexact, sum), cell| {
        let value = match cell.value() {
            Value::Told(value) => value,
            Value::Nothing | Value::Untold => Decimal::ZERO,
        };
        (
            rows + cell.rows,
            untold + cell.untold,
            inexact + cell.inexact,
            Decimal::checked_add(sum, value).unwrap(),
        )
    })
}

proptest! {
    #[test]
    fn cells_add_up_to_their_line_their_column_and_all(facts in facts()) {
        let count = u64::try_from(facts.len()).unwrap();
        let table = Table::of(facts);
        let columns: Vec<u32> = table.columns().map(|(place, _)| place).collect();
        let rows: Vec<u32> = table.rows().map(|(place, _)| place).collect();
        for (row, total) in table.rows() {
            let cells = columns.iter().filter_map(|column| table.cell(row, *column));
            prop_assert_eq!(sums(cells), sums([total].into_iter()));
        }
        for (column, total) in table.columns() {
            let cells = rows.iter().filter_map(|row| table.cell(*row, column));
            prop_assert_eq!(sums(cells), sums([total].into_iter()));
        }
        let total = sums([table.total()].into_iter());
        prop_assert_eq!(sums(table.rows().map(|(_, cell)| cell)), total);
        prop_assert_eq!(sums(table.columns().map(|(_, cell)| cell)), total);
        prop_assert_eq!(total.0, count);
    }

    #[test]
    fn a_table_turned_is_the_table_of_turned_rows(facts in facts()) {
        let turned = facts.iter().map(|one| fact(one.column, one.row, one.amount));
        let (plain, turned) = (Table::of(facts.clone()), Table::of(turned));
        prop_assert_eq!(&plain.clone().transposed(), &turned);
        prop_assert_eq!(plain.clone().transposed().transposed(), plain);
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(facts in facts()) {
        let backwards = facts.iter().rev().copied();
        prop_assert_eq!(Table::of(backwards), Table::of(facts.clone()));
    }

    #[test]
    fn places_are_a_row_without_gaps(labels in prop::collection::vec(("[a-zđê ]{0,4}", prop::option::of(0_u32..4)), 0..20)) {
        let headings: Vec<Heading<'_>> = labels.iter().map(|(label, rank)| Heading { rank: *rank, label }).collect();
        let mut found = places(&headings);
        found.sort_unstable();
        let wanted: Vec<u32> = (0..u32::try_from(headings.len()).unwrap()).collect();
        prop_assert_eq!(found, wanted);
    }
}
