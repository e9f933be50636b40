//! What a body came from: under which codes it won something itself, and which bodies it is heir to.
//!
//! A body that only took another code or name goes on, and all it won is its own. Bodies that were merged or parted are
//! others: what they won is told as theirs. A body that was parted and lives on speaks for itself from then on. A
//! dissolved body has no heir.

use super::{Org, Reorganisation};
use crate::time::PartialDate;

/// The kind of a reorganisation that only changes a name.
const RENAMED: &str = "doi_ten";

/// A body another one came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forebear<'a> {
    /// Its code.
    pub code: &'a str,
    /// How the one after it came of it.
    pub pair: &'a Reorganisation,
    /// First day on which it is no longer part of the line: the earliest of the reorganisations on the way.
    pub until: PartialDate,
    /// Whether it is the same body under an earlier code or name.
    pub same: bool,
}

impl Org {
    /// The bodies a code came from, however far back, nearest first; each once.
    pub fn forebears(&self, code: &str) -> Vec<Forebear<'_>> {
        let Some(own) = self.find(code).map(|agency| agency.code.as_str()) else {
            return Vec::new();
        };
        let mut found: Vec<Forebear<'_>> = Vec::new();
        let mut open: Vec<(&str, Option<PartialDate>, bool)> = vec![(own, None, true)];
        let mut at = 0;
        while let Some((heir, until, same)) = open.get(at).copied() {
            at += 1;
            for pair in self.predecessors(heir) {
                let known = found.iter().any(|known| known.code == pair.old);
                if known || pair.old == own {
                    continue;
                }
                let earlier = until.filter(|until| until.first_day() < pair.on.first_day());
                let forebear = Forebear {
                    code: &pair.old,
                    pair,
                    until: earlier.unwrap_or(pair.on),
                    same: same && self.goes_on(pair),
                };
                found.push(forebear);
                open.push((forebear.code, Some(forebear.until), forebear.same));
            }
        }
        found
    }

    /// Whether the old body simply goes on as the new one: nothing else came of it, and nothing else became the new
    /// one.
    fn goes_on(&self, pair: &Reorganisation) -> bool {
        let alone = self.successors(&pair.old).len() == 1;
        let new = pair.new.as_deref();
        let only = new.is_some_and(|new| self.predecessors(new).len() == 1);
        pair.kind == RENAMED && alone && only
    }

    /// Whether what a forebear did in days that began with `first` belongs to the line: it was not yet parted from it,
    /// or is no more itself.
    pub fn was_of_line(&self, forebear: &Forebear<'_>, first: jiff::civil::Date) -> bool {
        let lives_on = self
            .find(forebear.code)
            .is_some_and(|agency| agency.on(forebear.pair.on.first_day()).is_some());
        !lives_on || forebear.until.first_day() > first
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::bundle::Values;
    use crate::org::Spell;

    fn row(pairs: &[(&str, &str)]) -> Values {
        let mut row = Values::default();
        for (id, text) in pairs.iter().filter(|(_, text)| !text.is_empty()) {
            row.set(id, text);
        }
        row
    }

    fn org(agencies: &[(&str, &str)], pairs: &[(&str, &str, &str, &str)]) -> Org {
        let spells = agencies.iter().map(|(code, to)| {
            let told = row(&[("ten", code), ("cap", "huyen"), ("den_ngay", to)]);
            ((*code).to_owned(), Spell::from_row(&told).unwrap())
        });
        let pairs = pairs.iter().map(|(on, kind, old, new)| {
            let told = [
                ("ngay_hieu_luc", *on),
                ("loai", *kind),
                ("ma_cu", *old),
                ("ma_moi", *new),
            ];
            Reorganisation::from_row(&row(&told)).unwrap()
        });
        Org::new(spells, pairs.collect())
    }

    #[test]
    fn renamed_bodies_are_the_same_and_merged_ones_are_others() {
        let org = org(
            &[
                ("a", "2019-12-31"),
                ("b", "2025-06-30"),
                ("c", "2025-06-30"),
                ("d", ""),
            ],
            &[
                ("2020-01-01", "doi_ten", "a", "b"),
                ("2025-07-01", "sap_nhap", "b", "d"),
                ("2025-07-01", "sap_nhap", "c", "d"),
            ],
        );
        let told = |code: &str| -> Vec<(String, String, bool)> {
            let all = org.forebears(code).into_iter();
            all.map(|own| (own.code.to_owned(), own.until.to_string(), own.same))
                .collect()
        };
        let line = |code: &str, until: &str, same| (code.to_owned(), until.to_owned(), same);
        assert_eq!(told("b"), [line("a", "2020-01-01", true)]);
        assert_eq!(
            told("d"),
            [
                line("b", "2025-07-01", false),
                line("c", "2025-07-01", false),
                line("a", "2020-01-01", false),
            ]
        );
        assert!(told("a").is_empty() && told("x").is_empty());
    }

    #[test]
    fn a_body_that_was_parted_and_lives_on_speaks_for_itself_from_then_on() {
        let org = org(
            &[("a", ""), ("b", ""), ("c", "2025-06-30"), ("d", "")],
            &[
                ("2022-01-01", "chia_tach", "a", "b"),
                ("2025-07-01", "sap_nhap", "c", "d"),
            ],
        );
        let parted = org.forebears("b");
        let parted = parted.first().unwrap();
        assert!(org.was_of_line(parted, date(2020, 10, 1)));
        assert!(!org.was_of_line(parted, date(2022, 10, 1)));
        let merged = org.forebears("d");
        assert!(org.was_of_line(merged.first().unwrap(), date(2025, 10, 1)));
    }

    #[test]
    fn a_ring_of_reorganisations_ends() {
        let org = org(
            &[("a", ""), ("b", "")],
            &[
                ("2020-01-01", "sap_nhap", "a", "b"),
                ("2021-01-01", "chia_tach", "b", "a"),
            ],
        );
        let codes = |code: &str| -> Vec<String> {
            let all = org.forebears(code).into_iter();
            all.map(|own| own.code.to_owned()).collect()
        };
        assert_eq!(codes("a"), ["b"]);
        assert_eq!(codes("b"), ["a"]);
    }
}
