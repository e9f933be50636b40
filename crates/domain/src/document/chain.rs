//! Chains of bases: what a paper rests on, and what rests on it, through any number of others.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::Document;
use crate::time::PartialDate;

/// A paper in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The paper.
    pub document: &'a Document,
    /// How many steps from where the chain began.
    pub depth: usize,
}

/// The papers of some codes and all they rest on, the nearest first; each once, so that a circle ends where it
/// closes. Codes of no paper are left out.
pub fn bases<'a>(
    all: &'a BTreeMap<String, Document>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Vec<Link<'a>> {
    walk(all, codes, |document| {
        document.based_on.iter().map(String::as_str).collect()
    })
}

/// Which papers rest on which: by the code of the basis.
pub fn resting(all: &BTreeMap<String, Document>) -> HashMap<&str, Vec<&str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for document in all.values() {
        for basis in &document.based_on {
            found.entry(basis).or_default().push(&document.code);
        }
    }
    found
}

/// A paper and all that rests on it, through others, the nearest first; each once.
pub fn dependants<'a>(all: &'a BTreeMap<String, Document>, code: &'a str) -> Vec<Link<'a>> {
    let resting = resting(all);
    walk(all, [code], |document| {
        resting
            .get(document.code.as_str())
            .cloned()
            .unwrap_or_default()
    })
}

fn walk<'a>(
    all: &'a BTreeMap<String, Document>,
    codes: impl IntoIterator<Item = &'a str>,
    next: impl Fn(&'a Document) -> Vec<&'a str>,
) -> Vec<Link<'a>> {
    let mut found = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut queue: VecDeque<(&str, usize)> = codes.into_iter().map(|code| (code, 0)).collect();
    while let Some((code, depth)) = queue.pop_front() {
        let Some(document) = all.get(code).filter(|_| seen.insert(code)) else {
            continue;
        };
        found.push(Link { document, depth });
        queue.extend(next(document).into_iter().map(|code| (code, depth + 1)));
    }
    found
}

/// A paper drawn with what it rests on, or with what rests on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<'a> {
    /// The paper.
    pub document: &'a Document,
    /// Whether it is drawn elsewhere already: its own branches stand there.
    pub repeated: bool,
    /// The next ones. One that is reached through another of them stands only there.
    pub next: Vec<Branch<'a>>,
}

/// Papers drawn at most in one tree.
const MOST_DRAWN: usize = 300;
/// Next ones among which those reached through others are looked for.
const MOST_COMPARED: usize = 40;

/// What papers rest on, drawn as trees.
pub fn roots<'a>(all: &'a BTreeMap<String, Document>, codes: &[&'a str]) -> Vec<Branch<'a>> {
    let next = |document: &'a Document| -> Vec<&'a str> {
        document.based_on.iter().map(String::as_str).collect()
    };
    let mut drawing = Drawing::new(all, &next);
    let first = drawing.own(codes);
    drawing.branches(&first)
}

/// What rests on a paper, drawn as trees.
pub fn fruits<'a>(all: &'a BTreeMap<String, Document>, code: &'a str) -> Vec<Branch<'a>> {
    let resting = resting(all);
    let next = |document: &'a Document| -> Vec<&'a str> {
        let found = resting.get(document.code.as_str());
        found.cloned().unwrap_or_default()
    };
    let mut drawing = Drawing::new(all, &next);
    drawing.drawn.insert(code);
    let first = all.get(code).map(&next).unwrap_or_default();
    let first = drawing.own(&first);
    drawing.branches(&first)
}

struct Drawing<'a, 'b> {
    all: &'a BTreeMap<String, Document>,
    next: &'b dyn Fn(&'a Document) -> Vec<&'a str>,
    drawn: HashSet<&'a str>,
}

impl<'a, 'b> Drawing<'a, 'b> {
    fn new(
        all: &'a BTreeMap<String, Document>,
        next: &'b dyn Fn(&'a Document) -> Vec<&'a str>,
    ) -> Self {
        Self {
            all,
            next,
            drawn: HashSet::new(),
        }
    }

    /// Of several papers those that are not reached through another of them.
    fn own(&self, codes: &[&'a str]) -> Vec<&'a Document> {
        let found: Vec<&Document> = codes
            .iter()
            .filter_map(|code| self.all.get(*code))
            .collect();
        if found.len() > MOST_COMPARED {
            return found;
        }
        let reached: Vec<HashSet<&str>> = found.iter().map(|one| self.reached(one)).collect();
        let through = |at: usize, document: &Document| {
            let mut others = reached.iter().zip(&found).enumerate();
            others.any(|(other, (reaches, from))| {
                let circle = reached
                    .get(at)
                    .is_some_and(|own| own.contains(from.code.as_str()));
                other != at && !circle && reaches.contains(document.code.as_str())
            })
        };
        let kept = found.iter().enumerate();
        let kept = kept.filter(|(at, document)| !through(*at, document));
        kept.map(|(_, document)| *document).collect()
    }

    /// What a paper reaches, itself left out.
    fn reached(&self, document: &'a Document) -> HashSet<&'a str> {
        let first = (self.next)(document);
        let links = walk(self.all, first, |one| (self.next)(one));
        links
            .iter()
            .map(|link| link.document.code.as_str())
            .collect()
    }

    fn branches(&mut self, documents: &[&'a Document]) -> Vec<Branch<'a>> {
        let mut branches = Vec::new();
        for document in documents {
            if self.drawn.len() >= MOST_DRAWN {
                break;
            }
            let repeated = !self.drawn.insert(&document.code);
            let next = match repeated {
                true => Vec::new(),
                false => {
                    let next = self.own(&(self.next)(document));
                    self.branches(&next)
                }
            };
            branches.push(Branch {
                document,
                repeated,
                next,
            });
        }
        branches
    }
}

/// What is doubtful about a basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It was issued after the paper that rests on it.
    Later,
    /// It was no longer in force when that paper was issued.
    Repealed,
}

impl Document {
    /// What is doubtful about another paper as its basis; nothing where a day is not known.
    pub fn doubt(&self, basis: &Self, all: &BTreeMap<String, Self>) -> Option<Doubt> {
        let own = self.date?;
        if basis
            .date
            .is_some_and(|date| date.first_day() > own.last_day())
        {
            return Some(Doubt::Later);
        }
        let gone = |date: PartialDate| date.last_day() <= own.first_day();
        let replaced = basis.replaced_by.iter().filter_map(|code| all.get(code));
        let mut replaced = replaced.filter(|other| other.code != self.code);
        let repealed = match basis.ended_on {
            Some(ended) => gone(ended),
            None => replaced.any(|other| other.date.is_some_and(gone)),
        };
        repealed.then_some(Doubt::Repealed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::bundle::Values;

    fn paper(code: &str, date: &str, bases: &str) -> Document {
        let mut row = Values::default();
        row.set("ma", code);
        row.set("can_cu", bases);
        if !date.is_empty() {
            row.set("ngay_ban_hanh", date);
        }
        Document::from_row(&row).unwrap()
    }

    fn all(papers: Vec<Document>) -> BTreeMap<String, Document> {
        let named = papers.into_iter().map(|paper| (paper.code.clone(), paper));
        named.collect()
    }

    fn codes(links: &[Link<'_>]) -> Vec<String> {
        links
            .iter()
            .map(|link| link.document.code.clone())
            .collect()
    }

    /// Bến Tre 2022: Chỉ thị 01 → 2354 → 508 → 258.
    #[test]
    fn the_chain_of_ben_tre() {
        let papers = all(vec![
            paper("ct-01", "2020-10-17", ""),
            paper("kh-2354", "2021-05-05", "ct-01"),
            paper("kh-508", "2021-05-14", "ct-01;kh-2354"),
            paper("kh-258", "2022-03-02", "kh-508"),
        ]);
        let chain = bases(&papers, ["kh-258"]);
        assert_eq!(codes(&chain), ["kh-258", "kh-508", "ct-01", "kh-2354"]);
        let depths: Vec<usize> = chain.iter().map(|link| link.depth).collect();
        assert_eq!(depths, [0, 1, 2, 2]);
        let above = dependants(&papers, "ct-01");
        assert_eq!(codes(&above), ["ct-01", "kh-2354", "kh-508", "kh-258"]);
    }

    /// As the article tells it: each plan rests on the one before, however many of them a later one names.
    #[test]
    fn a_tree_shows_each_basis_where_it_is_nearest() {
        let papers = all(vec![
            paper("ct-01", "2020-10-17", ""),
            paper("kh-2354", "2021-05-05", "ct-01"),
            paper("kh-508", "2021-05-14", "ct-01;kh-2354"),
            paper("kh-258", "2022-03-02", "ct-01;kh-2354;kh-508"),
        ]);
        fn line(branches: &[Branch<'_>]) -> Vec<String> {
            let mut found = Vec::new();
            for branch in branches {
                found.push(branch.document.code.clone());
                found.extend(line(&branch.next));
            }
            found
        }
        let down = roots(&papers, &["kh-258"]);
        assert_eq!(line(&down), ["kh-258", "kh-508", "kh-2354", "ct-01"]);
        assert_eq!(
            line(&fruits(&papers, "ct-01")),
            ["kh-2354", "kh-508", "kh-258"]
        );
    }

    #[test]
    fn a_later_or_repealed_basis_is_doubtful() {
        let mut old = paper("old", "2019-01-01", "");
        old.replaced_by = vec!["new".to_owned()];
        let papers = all(vec![old.clone(), paper("new", "2021-06-01", "")]);
        let plan = |date| paper("plan", date, "old");
        let doubt = |date| plan(date).doubt(&old, &papers);
        assert_eq!(doubt("2020"), None);
        assert_eq!(doubt("2022-03-02"), Some(Doubt::Repealed));
        assert_eq!(doubt("2018-12-31"), Some(Doubt::Later));
        assert_eq!(doubt(""), None);
        // What replaces a paper may rest on it.
        let new = papers.get("new").unwrap();
        assert_eq!(new.doubt(&old, &papers), None);
        let mut ended = old.clone();
        ended.ended_on = Some(PartialDate::parse("2020-07-01").unwrap());
        assert_eq!(plan("2020-06-30").doubt(&ended, &papers), None);
        let then = plan("2020-07-01").doubt(&ended, &papers);
        assert_eq!(then, Some(Doubt::Repealed));
    }

    proptest! {
        /// Whatever rests on whatever, circles too: a walk ends, tells each paper once, and both ways agree.
        #[test]
        fn a_walk_ends_and_both_ways_agree(edges in proptest::collection::vec((0_usize..9, 0_usize..9), 0..30)) {
            let of = |at: usize| -> String {
                let bases: Vec<String> = edges
                    .iter()
                    .filter(|(from, _)| *from == at)
                    .map(|(_, to)| format!("p{to}"))
                    .collect();
                bases.join(";")
            };
            let papers = all((0..9).map(|at| paper(&format!("p{at}"), "", &of(at))).collect());
            for at in papers.keys() {
                let down = codes(&bases(&papers, [at.as_str()]));
                let mut once = down.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), down.len());
                for basis in &down {
                    prop_assert!(codes(&dependants(&papers, basis)).contains(at));
                }
                // A tree draws no paper that is not in the chain, and the paper itself first.
                let drawn = roots(&papers, &[at.as_str()]);
                prop_assert_eq!(&drawn[0].document.code, at);
                let mut open: Vec<&Branch<'_>> = drawn.iter().collect();
                while let Some(branch) = open.pop() {
                    prop_assert!(down.contains(&branch.document.code));
                    open.extend(&branch.next);
                }
            }
        }
    }
}
