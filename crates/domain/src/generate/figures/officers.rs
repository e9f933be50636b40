//! Figures by officer (forms 04 and 05): an agency's figures handed out among its officers, so that
//! each one's balance holds and together they are the agency's.

use super::balance::{BESIDE, CARRIED_OUT, Row, SIDE, WIDTH};
use super::{Enforcement, Teller, Told, count};
use crate::generate::random::Random;
use crate::generate::staff::{Place, Rank, Staff};
use crate::generate::{MERGED, tree::Leaf};

/// Who carries the next case: a round in which everybody comes as often as their part.
struct Round {
    /// How often each officer has come after so many cases of the round.
    counts: Vec<Vec<i64>>,
    length: i64,
}

impl Round {
    /// A round of people of these parts.
    fn of(parts: &[i64]) -> Self {
        let whole: i64 = parts.iter().sum();
        let length = parts.len().max(64);
        let mut waiting: Vec<i64> = vec![0; parts.len()];
        let mut counts = vec![vec![0; parts.len()]];
        for _ in 0..length {
            for (wait, part) in waiting.iter_mut().zip(parts) {
                *wait += part;
            }
            let mut next = counts.last().cloned().unwrap_or_default();
            let longest = waiting
                .iter()
                .enumerate()
                .max_by_key(|(at, wait)| (**wait, std::cmp::Reverse(*at)));
            if let Some(at) = longest.map(|(at, _)| at) {
                if let Some(wait) = waiting.get_mut(at) {
                    *wait -= whole;
                }
                if let Some(count) = next.get_mut(at) {
                    *count += 1;
                }
            }
            counts.push(next);
        }
        Self {
            counts,
            length: i64::try_from(length).unwrap_or(i64::MAX),
        }
    }

    /// Of the first `total` cases, how many one officer carries. Never falls as the total grows, and
    /// over all officers comes to the total.
    fn of_first(&self, total: i64, officer: usize) -> i64 {
        let after = |cases: i64| {
            let counts = usize::try_from(cases)
                .ok()
                .and_then(|cases| self.counts.get(cases));
            counts
                .and_then(|counts| counts.get(officer))
                .copied()
                .unwrap_or_default()
        };
        total / self.length * after(self.length) + after(total % self.length)
    }

    /// An officer's part of an agency's figures. Parts of one thing are taken from one running total,
    /// so none is negative and their sum is the officer's whole.
    fn part(&self, row: &Row, officer: usize) -> Row {
        let mut part = [0; WIDTH];
        let returned = self.of_first(row[WIDTH - 1], officer);
        part[WIDTH - 1] = returned;
        for (from, returned) in [(0, returned), (SIDE.len(), 0)] {
            let whole = &row[from..from + SIDE.len()];
            let of = |value: i64| self.of_first(value, officer);
            let [able, stayed, suspended, other] = [whole[7], whole[12], whole[13], whole[14]];
            let upto = [
                able,
                able + stayed,
                able + stayed + suspended,
                able + stayed + suspended + other,
            ]
            .map(of);
            let (carried, to_enforce, done) = (of(whole[0]), of(whole[6]), of(whole[8]));
            let away = [whole[3], whole[4], whole[5]].map(of);
            let docketed = to_enforce + away.iter().sum::<i64>();
            let side = [
                carried,
                docketed - carried,
                docketed,
                away[0],
                away[1],
                away[2],
                to_enforce,
                upto[0],
                done,
                of(whole[9]),
                upto[0] - done,
                to_enforce - upto[3],
                upto[1] - upto[0],
                upto[2] - upto[1],
                upto[3] - upto[2],
                to_enforce - done - returned,
                of(whole[CARRIED_OUT + 1]),
            ];
            part[from..from + SIDE.len()].copy_from_slice(&side);
        }
        part
    }
}

impl Enforcement<'_> {
    /// Hands every officer's sheet of the year to `each`: those who sat in an agency when the year
    /// ended. None in the year of the merger, in which nobody kept one agency.
    pub fn officers(&self, staff: &Staff, random: &Random, mut each: impl FnMut(Told)) {
        if self.year == MERGED.previous() {
            return;
        }
        let leaves = &self.era(self.year).leaves;
        let seated = self.seated(staff, leaves.len());
        let random = random.part("officers").part(&self.year.to_string());
        let round = |people: &Vec<&str>| {
            let parts: Vec<i64> = people
                .iter()
                .map(|code| random.part(code).between(70, 130))
                .collect();
            Round::of(&parts)
        };
        let rounds: Vec<Round> = seated.iter().map(round).collect();
        for month in 1..=12 {
            let teller = Teller::new(self.year, month);
            let rows = self.rows(month);
            for (((leaf, row), people), round) in leaves.iter().zip(&rows).zip(&seated).zip(&rounds)
            {
                for (at, person) in people.iter().enumerate() {
                    each(teller.officer(leaf, person, &round.part(row, at)));
                }
            }
        }
    }

    /// Codes of the officers of each leaf on the year's last day.
    fn seated<'s>(&self, staff: &'s Staff, leaves: usize) -> Vec<Vec<&'s str>> {
        let day = self.year.last_day();
        let mut seated: Vec<Vec<&str>> = vec![Vec::new(); leaves];
        for member in &staff.people {
            let held = member.on(day).filter(|held| held.rank == Rank::Officer);
            let leaf = match held.map(|held| held.place) {
                Some(Place::New(at) | Place::Old(at)) => seated.get_mut(at),
                _ => None,
            };
            if let Some(leaf) = leaf {
                leaf.push(&member.code);
            }
        }
        seated
    }
}

impl Teller {
    fn officer(&self, leaf: &Leaf, person: &str, row: &Row) -> Told {
        let mut figures = self.sides(row);
        if let Some(code) = BESIDE.last().filter(|_| self.returned) {
            figures.0.insert((*code).to_owned(), count(row[WIDTH - 1]));
        }
        Told {
            key: self.key(&leaf.code, Some(person), &self.whole),
            figures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_the_whole_and_never_fall() {
        let round = Round::of(&[70, 130, 101]);
        for total in 0..500 {
            let parts: Vec<i64> = (0..3)
                .map(|officer| round.of_first(total, officer))
                .collect();
            assert_eq!(parts.iter().sum::<i64>(), total);
            assert!((0..3).all(|officer| round.of_first(total + 1, officer) >= parts[officer]));
        }
        assert!(round.of_first(10_000, 1) > round.of_first(10_000, 0));
    }
}
