//! Forty invented lists of two hundred rows, each row's true subject known: never a wrong automatic match.

mod soil;
mod world;

use super::*;
use world::{Dirt, List, World};

const LISTS: u64 = 40;
const ROWS: usize = 200;

/// Rows matched automatically, wrongly so, and asked with the true one among the candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    rows: usize,
    certain: usize,
    wrong: usize,
    offered: usize,
    asked: usize,
}

fn counted(world: &World, list: &List) -> Count {
    let matcher = Matcher::new(&world.org, world.people.values());
    let mut count = Count::default();
    for row in &list.rows {
        let answer = matcher.find(&row.line);
        count.rows += 1;
        match answer.outcome {
            Outcome::Certain(code) => {
                count.certain += 1;
                if Some(&code) != row.truth.as_ref() {
                    count.wrong += 1;
                    eprintln!("{:?}: {code}, not {:?}", row.line, row.truth);
                }
            }
            _ if row.truth.is_some() => {
                count.asked += 1;
                let truth = row.truth.as_ref();
                let mut offered = answer.candidates.iter();
                count.offered += usize::from(offered.any(|it| Some(&it.code) == truth));
            }
            _ => {}
        }
    }
    count
}

#[test]
fn forty_lists_are_matched_without_a_wrong_one() {
    let mut all: HashMap<Dirt, Count> = HashMap::new();
    for seed in 0..LISTS {
        let dirt = Dirt::ALL[usize::try_from(seed).unwrap() % Dirt::ALL.len()];
        let world = World::of(seed);
        let list = world.list(dirt, ROWS, seed);
        let found = counted(&world, &list);
        assert_eq!(found.rows, ROWS);
        let sum = all.entry(dirt).or_default();
        sum.rows += found.rows;
        sum.certain += found.certain;
        sum.wrong += found.wrong;
        sum.asked += found.asked;
        sum.offered += found.offered;
    }
    for dirt in Dirt::ALL {
        let count = all[&dirt];
        eprintln!("{dirt:?}: {count:?}");
    }
    let wrong: usize = all.values().map(|count| count.wrong).sum();
    assert_eq!(wrong, 0);
    for clean in [
        Dirt::Clean,
        Dirt::Decomposed,
        Dirt::OldFont,
        Dirt::ShortUnits,
    ] {
        let count = all[&clean];
        assert!(
            count.certain * 100 >= count.rows * 80,
            "{clean:?} {count:?}"
        );
    }
    // Who is not matched is among those offered.
    let (asked, offered) = all
        .values()
        .fold((0, 0), |(a, b), count| (a + count.asked, b + count.offered));
    assert!(offered * 100 >= asked * 95, "{offered} of {asked}");
    assert_eq!(all[&Dirt::Unmarked].certain, 0);
}

#[test]
fn many_more_worlds_have_no_wrong_one() {
    // Small, crowded worlds: many of one name, many transfers.
    for seed in 1_000..1_006 {
        let world = World::crowded(seed);
        for dirt in Dirt::ALL {
            let found = counted(&world, &world.list(dirt, 60, seed));
            assert_eq!(found.wrong, 0, "{seed} {dirt:?}");
        }
    }
}

#[test]
fn the_same_row_gets_the_same_answer() {
    let world = World::of(7);
    let list = world.list(Dirt::Typos, 40, 7);
    let first = Matcher::new(&world.org, world.people.values());
    let second = Matcher::new(&world.org, world.people.values());
    for row in list.rows.iter().rev() {
        second.find(&row.line);
    }
    for row in &list.rows {
        assert_eq!(first.find(&row.line), second.find(&row.line));
    }
}

#[test]
fn collectives_by_the_name_of_their_time() {
    let world = World::of(3);
    let matcher = Matcher::new(&world.org, world.people.values());
    let find = |name: &str, year: i16| {
        let line = Line {
            name: name.to_owned(),
            agency: Some("tinh-a".to_owned()),
            collective: true,
            years: Some(YearSpan::single(crate::time::WorkYear(year))),
            ..Line::default()
        };
        matcher.find(&line).outcome
    };
    let certain = |code: &str| Outcome::Certain(code.to_owned());
    assert_eq!(find("Chi cục THADS huyện Châu Thành", 2019), certain("a-5"));
    assert_eq!(find("CC THADS Châu Thành", 2019), Outcome::Doubtful);
    assert_eq!(find("CC THADS Q.2", 2019), certain("a-2"));
    assert_eq!(find("Chi cục THADS 2", 2019), Outcome::Unknown);
    assert_eq!(find("CC THADS Q.2", 2026), Outcome::Doubtful);
    assert_eq!(find("Phòng THADS KV 1", 2026), certain("a-kv-1"));
    assert_eq!(find("Phòng THADS KV 1", 2019), Outcome::Doubtful);
}
