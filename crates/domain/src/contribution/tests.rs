//! The contributions of the articles, and what holds for any.

use proptest::prelude::*;

use super::sheet::CONTRIBUTIONS;
use super::*;
use crate::bundle::{Cell, Place, Severity, row};

/// A row of the sheet as a file tells it.
fn told(cells: &[(&str, &str)]) -> Contribution {
    Contribution::from_row(&values(cells)).unwrap()
}

fn values(cells: &[(&str, &str)]) -> Values {
    let mut faults = Vec::new();
    let cells: Vec<_> = cells
        .iter()
        .map(|(id, text)| {
            (
                CONTRIBUTIONS.column(id).unwrap(),
                Cell::Text((*text).to_owned()),
            )
        })
        .collect();
    let place = Place {
        sheet: CONTRIBUTIONS.name,
        row: 1,
    };
    let cells = cells.iter().map(|(column, cell)| (*column, cell));
    let values = row(&CONTRIBUTIONS, place, cells, &mut faults);
    assert!(faults.is_empty(), "{faults:#?}");
    values
}

fn of(agency: &str, cells: &[(&str, &str)]) -> Contribution {
    let mut all = vec![("ma_co_quan", agency), ("nam", "2021")];
    all.extend_from_slice(cells);
    told(&all)
}

fn sums(rows: &[Contribution]) -> Vec<String> {
    let counted = tally(rows.iter().enumerate(), |_| 0);
    let words = counted
        .sums
        .iter()
        .map(|(measure, sum)| sum.in_words(measure));
    words
        .map(|words| words.unwrap_or_else(|| "–".to_owned()))
        .collect()
}

/// Đồng Tháp 2015–2020, every figure as the article of 22/06/2020 writes it.
#[test]
fn dong_thap_comes_out_as_written() {
    let raised = ("nguon_dong_gop", "van_dong");
    let thing = |item, count, unit| {
        of(
            "dong-thap",
            &[
                raised,
                ("loai", "hien_vat"),
                ("hang_muc", item),
                ("so_luong", count),
                ("don_vi_tinh", unit),
            ],
        )
    };
    let rows = [
        of(
            "dong-thap",
            &[
                ("nguon_dong_gop", "tu_dong_gop"),
                ("loai", "tien"),
                ("hang_muc", "cầu;đường;điện"),
                ("so_luong", "50.000.000"),
                ("muc_chinh_xac", "hon"),
            ],
        ),
        thing("cầu", "12", "cây"),
        thing("nhà tình nghĩa", "25", "căn"),
        thing("nhà tình thương", "60", "căn"),
        of(
            "dong-thap",
            &[raised, ("loai", "tien"), ("so_luong", "110.000.000 đồng")],
        ),
    ];
    assert_eq!(
        sums(&rows),
        [
            "hơn 50.000.000 đồng",
            "12 cây cầu",
            "25 căn nhà tình nghĩa",
            "60 căn nhà tình thương",
            "110.000.000 đồng",
        ]
    );
}

/// Quận 1 2020–2021: four days of salary over four funds, not split, and three contributions without a number.
#[test]
fn quan_1_comes_out_as_written() {
    let own = ("nguon_dong_gop", "tu_dong_gop");
    let rows = [
        of(
            "quan-1",
            &[
                own,
                ("loai", "ngay_luong"),
                ("hang_muc", "quỹ a;quỹ b;quỹ c;nhà d"),
                ("so_luong", "4"),
                ("don_vi_tinh", "ngay"),
            ],
        ),
        of("quan-1", &[own]),
        of("quan-1", &[own, ("hang_muc", "vì Trường Sa thân yêu")]),
    ];
    assert_eq!(sums(&rows), ["4 ngày lương", "–", "–"]);
    assert!(rows[0].each);
    assert_eq!(rows[0].items.len(), 4);
}

#[test]
fn days_of_salary_of_two_agencies_are_not_added() {
    let day = |agency, count| of(agency, &[("loai", "ngay_luong"), ("so_luong", count)]);
    let rows = [day("quan-1", "1"), day("quan-3", "1"), day("quan-1", "0,5")];
    assert_eq!(sums(&rows), ["1,5 ngày lương", "1 ngày lương"]);
}

#[test]
fn a_gift_measured_in_several_ways_or_told_by_several_counts_once() {
    let gift = ("ma_khoan", "tet-2021");
    let money = |agency, count| {
        of(
            agency,
            &[
                gift,
                ("nguon_dong_gop", "van_dong"),
                ("loai", "tien"),
                ("so_luong", count),
            ],
        )
    };
    let rows = [
        money("quan-1", "100.000.000"),
        of(
            "quan-1",
            &[
                gift,
                ("loai", "hien_vat"),
                ("hang_muc", "suất quà"),
                ("so_luong", "200"),
                ("don_vi_tinh", "suất"),
            ],
        ),
        money("tp-hcm", "100.000.000"),
        money("quan-3", "90.000.000"),
        of(
            "quan-3",
            &[
                ("nguon_dong_gop", "van_dong"),
                ("loai", "tien"),
                ("so_luong", "5.000.000"),
            ],
        ),
    ];
    let counted = tally(rows.iter().enumerate(), |agency| {
        usize::from(agency != "tp-hcm")
    });
    let words: Vec<_> = counted
        .sums
        .iter()
        .map(|(measure, sum)| sum.in_words(measure).unwrap())
        .collect();
    assert_eq!(words, ["200 suất quà", "105.000.000 đồng"]);
    let repeats: Vec<_> = counted
        .repeats
        .iter()
        .map(|repeat| (repeat.row, repeat.kept, repeat.agrees))
        .collect();
    assert_eq!(repeats, [(0, 2, true), (3, 2, false)]);
}

#[test]
fn words_of_precision_go_over_to_the_sum() {
    let money = |count, how| {
        of(
            "a",
            &[
                ("loai", "tien"),
                ("so_luong", count),
                ("muc_chinh_xac", how),
            ],
        )
    };
    assert_eq!(
        sums(&[money("10", "hon"), money("5", "dung")]),
        ["hơn 15 đồng"]
    );
    assert_eq!(
        sums(&[money("10", "gan"), money("5", "hon")]),
        ["khoảng 15 đồng"]
    );
    let many = of("a", &[("loai", "tien"), ("muc_chinh_xac", "nhieu")]);
    assert_eq!(sums(&[many.clone(), money("5", "dung")]), ["hơn 5 đồng"]);
    assert_eq!(sums(&[many]), ["nhiều đồng"]);
}

#[test]
fn what_cannot_be_is_told() {
    let doubts = |cells: &[(&str, &str)]| {
        let found = check(&values(cells));
        found
            .iter()
            .map(|doubt| (doubt.severity, doubt.column))
            .collect::<Vec<_>>()
    };
    let error = |column| vec![(Severity::Error, column)];
    let c = ("ma_co_quan", "a");
    assert_eq!(
        doubts(&[
            c,
            ("loai", "tien"),
            ("so_luong", "5"),
            ("muc_chinh_xac", "nhieu")
        ]),
        error("so_luong")
    );
    assert_eq!(
        doubts(&[
            c,
            ("loai", "tien"),
            ("so_luong", "5"),
            ("don_vi_tinh", "ngày")
        ]),
        error("don_vi_tinh")
    );
    assert_eq!(
        doubts(&[c, ("loai", "luot"), ("so_luong", "0,5")]),
        error("so_luong")
    );
    assert_eq!(
        doubts(&[c, ("ty_le_tham_gia", "101")]),
        error("ty_le_tham_gia")
    );
    assert_eq!(
        doubts(&[c, ("loai", "hien_vat"), ("so_luong", "5")]),
        [(Severity::Warning, "don_vi_tinh")]
    );
    assert_eq!(
        doubts(&[c, ("so_luong", "5")]),
        [(Severity::Warning, "loai")]
    );
    assert_eq!(
        doubts(&[
            c,
            ("loai", "ngay_luong"),
            ("so_luong", "0,5"),
            ("don_vi_tinh", "ngày")
        ]),
        []
    );
    assert_eq!(
        doubts(&[
            c,
            ("loai", "tien"),
            ("so_luong", "1,5 triệu đồng"),
            ("don_vi_tinh", "đồng")
        ]),
        []
    );
}

#[test]
fn one_deed_told_by_an_office_and_the_one_above_is_found() {
    let money = |agency: &str| {
        of(
            agency,
            &[
                ("loai", "tien"),
                ("hang_muc", "Quỹ vì người nghèo"),
                ("so_luong", "5.000.000"),
            ],
        )
    };
    let rows = [money("quan-1"), money("tp-hcm"), money("quan-3")];
    let above = |agency: &str| match agency {
        "tp-hcm" => Vec::new(),
        _ => vec!["tp-hcm"],
    };
    assert_eq!(alike(rows.iter().enumerate(), above), [(0, 1), (1, 2)]);
}

prop_compose! {
    fn any_row()(
        agency in 0..3_usize, origin in 0..2_usize, kind in 0..5_usize, item in 0..3_usize,
        count in proptest::option::of(prop_oneof![0..3_u32, 0..1_000_u32]), gift in proptest::option::of(0..3_usize),
    ) -> Contribution {
        let [a, o, k, i] = [
            ["a", "b", "c"][agency], sheet::ORIGINS[origin], sheet::KINDS[kind], ["quà", "nhà", "cầu"][item],
        ];
        let mut cells = vec![("nguon_dong_gop", o), ("loai", k), ("hang_muc", i)];
        let count = count.map(|count| count.to_string());
        cells.extend(count.as_deref().map(|count| ("so_luong", count)));
        let gift = gift.map(|gift| format!("g-{gift}"));
        cells.extend(gift.as_deref().map(|gift| ("ma_khoan", gift)));
        of(a, &cells)
    }
}

proptest! {
    /// What is found by agency is what comparing every pair finds, in the same order.
    #[test]
    fn alike_rows_are_those_every_pair_would_tell(rows in proptest::collection::vec(any_row(), 0..40)) {
        // A tree in which `a` stands above `b`, and `b` above `c`; once also the other way round.
        let above = |agency: &str| match agency {
            "b" => vec!["a"],
            "c" => vec!["b", "a"],
            _ => vec!["c"],
        };
        let print = |row: &Contribution| {
            let measure = Measure::of(row);
            (measure.kind, measure.items, measure.unit, row.quantity, row.years, row.on)
        };
        let mut pairs = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for (before, other) in rows.iter().enumerate().take(at) {
                let related = above(&row.agency).contains(&other.agency.as_str())
                    || above(&other.agency).contains(&row.agency.as_str());
                let one_gift = row.gift.is_some() && row.gift == other.gift;
                if row.quantity.is_some() && !row.each && !other.each && related && !one_gift && print(row) == print(other) {
                    pairs.push((before, at));
                }
            }
        }
        prop_assert_eq!(alike(rows.iter().enumerate(), above), pairs);
    }

    /// Every row is counted once or told as a repeat; a sum holds rows of one kind, item and unit only, and is what
    /// its rows tell.
    #[test]
    fn nothing_is_mixed_lost_or_counted_twice(rows in proptest::collection::vec(any_row(), 0..30)) {
        let counted = tally(rows.iter().enumerate(), |_| 0);
        let mut seen: Vec<usize> = counted.sums.iter().flat_map(|(_, sum)| sum.rows.clone()).collect();
        seen.extend(counted.repeats.iter().map(|repeat| repeat.row));
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..rows.len()).collect::<Vec<_>>());
        for (measure, sum) in &counted.sums {
            let own: Vec<&Contribution> = sum.rows.iter().map(|at| &rows[*at]).collect();
            for row in &own {
                let of = Measure::of(row);
                prop_assert_eq!(&of, measure);
            }
            let told: Vec<_> = own.iter().filter_map(|row| row.quantity).collect();
            let whole = told.iter().fold(Decimal::ZERO, |sum, one| sum.checked_add(*one).unwrap());
            prop_assert_eq!(sum.quantity, (!told.is_empty()).then_some(whole));
            prop_assert_eq!(sum.untold, own.len() - told.len());
        }
        for repeat in &counted.repeats {
            prop_assert_eq!(&rows[repeat.row].gift, &rows[repeat.kept].gift);
            prop_assert!(rows[repeat.row].gift.is_some());
        }
    }

    /// The order of the rows changes no sum.
    #[test]
    fn order_changes_no_sum(rows in proptest::collection::vec(any_row(), 0..20)) {
        let ungifted: Vec<Contribution> = rows.into_iter().map(|row| Contribution { gift: None, ..row }).collect();
        let mut backwards = ungifted.clone();
        backwards.reverse();
        let sorted = |rows: &[Contribution]| {
            let mut all = sums(rows);
            all.sort();
            all
        };
        prop_assert_eq!(sorted(&ungifted), sorted(&backwards));
    }
}
