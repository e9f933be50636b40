//! Where in the register the rows of a year, of a recipient and of an agency stand: an installation keeps the
//! awards of decades, and a page asks for those of a year or of one person.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::Award;
use crate::time::{WorkYear, YearSpan};

/// Places of rows in one register, in the order of the register.
#[derive(Debug, Default)]
pub struct Index {
    /// Rows of a single year.
    of_year: BTreeMap<WorkYear, Vec<u32>>,
    /// Rows of several years, and rows that tell none.
    loose: Vec<u32>,
    /// Hash of a recipient's code and the place of the row, in this order.
    recipients: Vec<(u64, u32)>,
    hashes: BuildHasherDefault<DefaultHasher>,
    /// The newest year told in the tally of an agency.
    newest: HashMap<String, WorkYear>,
    /// Rows by the achievements they reward: few name any.
    rewarded: HashMap<String, Vec<u32>>,
}

impl Index {
    /// The index of a register.
    pub fn new(awards: &[Award]) -> Self {
        let mut index = Self::default();
        for (at, award) in (0_u32..).zip(awards) {
            match award.years {
                Some(years) if years.is_single() => {
                    index.of_year.entry(years.from).or_default().push(at);
                }
                _ => index.loose.push(at),
            }
            if let Some(subject) = &award.subject {
                let hash = index.hashes.hash_one(subject.as_str());
                index.recipients.push((hash, at));
            }
            for code in &award.achievements {
                index.rewarded.entry(code.clone()).or_default().push(at);
            }
            if let Some(years) = award.years {
                match index.newest.get_mut(award.agency.as_str()) {
                    Some(newest) => *newest = years.to.max(*newest),
                    None => {
                        index.newest.insert(award.agency.clone(), years.to);
                    }
                }
            }
        }
        index.recipients.sort_unstable();
        index
    }

    /// Places of the rows that may tell of one of the years, in the order of the register: all that do are among
    /// them, and those of which only the row itself can say.
    pub fn during(&self, years: YearSpan) -> Vec<usize> {
        // A range that ends before it begins is none, and would be a panic.
        let to = years.to.max(years.from);
        let single = self.of_year.range(years.from..=to);
        let mut places: Vec<u32> = single.flat_map(|(_, rows)| rows).copied().collect();
        places.extend(&self.loose);
        places.sort_unstable();
        places.into_iter().map(place).collect()
    }

    /// The rows a recipient is named in, in the order of the register.
    pub fn of_recipient<'i, 'a: 'i>(
        &'i self,
        awards: &'a [Award],
        code: &'i str,
    ) -> impl Iterator<Item = &'a Award> + 'i {
        let places = self.places_of(awards, code);
        places.filter_map(|at| awards.get(at))
    }

    /// The places of the rows a recipient is named in, in the order of the register.
    pub fn places_of<'a>(
        &'a self,
        awards: &'a [Award],
        code: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        let hash = self.hashes.hash_one(code);
        let from = self.recipients.partition_point(|(own, _)| *own < hash);
        let rows = self.recipients.iter().skip(from);
        rows.take_while(move |(own, _)| *own == hash)
            .map(|(_, at)| place(*at))
            .filter(move |at| {
                let award = awards.get(*at);
                award.is_some_and(|award| award.subject.as_deref() == Some(code))
            })
    }

    /// The places of the rows that reward an achievement, in the order of the register.
    pub fn rewarding(&self, achievement: &str) -> impl Iterator<Item = usize> + '_ {
        let places = self.rewarded.get(achievement).into_iter().flatten();
        places.map(|at| place(*at))
    }

    /// The newest year told in the tally of an agency.
    pub fn newest(&self, agency: &str) -> Option<WorkYear> {
        self.newest.get(agency).copied()
    }

    /// The newest year told that is none after `last`.
    pub fn newest_until(&self, awards: &[Award], last: WorkYear) -> Option<WorkYear> {
        let single = self.of_year.range(..=last).next_back();
        let loose = self
            .loose
            .iter()
            .filter_map(|at| awards.get(place(*at))?.years);
        let loose = loose.map(|years| years.to).filter(|year| *year <= last);
        single.map(|(year, _)| *year).into_iter().chain(loose).max()
    }
}

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::Values;

    fn award(agency: &str, subject: &str, years: &str) -> Award {
        let mut row = Values::default();
        let told = [
            ("ma_co_quan", agency),
            ("ma_doi_tuong", subject),
            ("nam_thanh_tich", years),
            ("doi_tuong", "ca_nhan"),
            ("ma_khen_thuong", "cstdcs"),
            ("trang_thai", "da_tang"),
        ];
        for (column, text) in told.into_iter().filter(|(_, text)| !text.is_empty()) {
            row.set(column, text);
        }
        Award::from_row(&row).expect("a whole row")
    }

    #[test]
    fn rows_are_found_by_year_recipient_and_agency() {
        let awards = [
            award("a", "x", "2024"),
            award("b", "y", "2019-2023"),
            award("a", "x", ""),
            award("a", "z", "2020"),
            award("b", "x", "2027"),
        ];
        let index = Index::new(&awards);
        let years = |from, to| YearSpan {
            from: WorkYear(from),
            to: WorkYear(to),
        };
        assert_eq!(index.during(years(2020, 2024)), [0, 1, 2, 3]);
        assert_eq!(
            index.during(years(2025, 2026)),
            [1, 2],
            "what tells no single year"
        );
        let of = |code| {
            let rows = index.of_recipient(&awards, code);
            rows.map(|award| award.agency.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of("x"), ["a", "a", "b"]);
        assert!(of("w").is_empty());
        assert_eq!(index.newest("b"), Some(WorkYear(2027)));
        assert_eq!(index.newest("c"), None);
        assert_eq!(
            index.newest_until(&awards, WorkYear(2026)),
            Some(WorkYear(2024))
        );
        assert_eq!(
            index.newest_until(&awards, WorkYear(2023)),
            Some(WorkYear(2023))
        );
        assert_eq!(index.newest_until(&awards, WorkYear(2018)), None);
    }
}
