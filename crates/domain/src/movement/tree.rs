//! What a movement follows, and what those follow in turn: several parents, in two hierarchies.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::Movement;

/// The movements one follows, directly and through others, the nearest first; each once, a circle ends where it
/// closes. What is not known is left out.
pub fn ancestors<'a>(
    all: &'a BTreeMap<String, Movement>,
    movement: &'a Movement,
) -> Vec<&'a Movement> {
    let mut found = Vec::new();
    let mut seen = HashSet::from([movement.code.as_str()]);
    let mut next: VecDeque<&String> = movement.parents.iter().collect();
    while let Some(code) = next.pop_front() {
        if !seen.insert(code) {
            continue;
        }
        if let Some(above) = all.get(code) {
            found.push(above);
            next.extend(&above.parents);
        }
    }
    found
}

/// Whether a movement would follow itself, directly or through others; `parents` tells what each follows.
pub fn closes_circle<'a>(code: &str, parents: impl Fn(&str) -> Vec<&'a str>) -> bool {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut next = parents(code);
    while let Some(above) = next.pop() {
        if above == code {
            return true;
        }
        if seen.insert(above) {
            next.extend(parents(above));
        }
    }
    false
}
