//! The places of many names at once: Vietnamese names are made of few different parts, and the collator is
//! asked once for each of them.

use std::collections::HashMap;

use super::order::{push_key, split_name};

/// The place of each name among all of them, in the order of [`super::compare_names`], from 0; equal names have
/// one place.
pub fn name_places(names: &[&str]) -> Vec<u32> {
    let mut parts = Parts::default();
    let mut split: Vec<[usize; 3]> = Vec::with_capacity(names.len());
    for name in names {
        let (family, middle, given) = split_name(name);
        split.push([given, family, middle].map(|part| parts.number(part)));
    }
    let places = parts.places();
    let place = |part: usize| places.get(part).copied().unwrap_or_default();
    let mut keys: Vec<([u32; 3], &str, usize)> = (0..)
        .zip(names.iter().zip(split))
        .map(|(at, (name, parts))| (parts.map(place), *name, at))
        .collect();
    keys.sort_unstable();
    let mut of_names = vec![0; names.len()];
    let mut told = 0;
    let mut before: Option<&str> = None;
    for (_, name, at) in keys {
        if before.is_some_and(|before| before != name) {
            told += 1;
        }
        before = Some(name);
        if let Some(to) = of_names.get_mut(at) {
            *to = told;
        }
    }
    of_names
}

/// Different parts of names, numbered as they come.
#[derive(Default)]
struct Parts<'a> {
    known: HashMap<&'a str, usize>,
}

impl<'a> Parts<'a> {
    fn number(&mut self, part: &'a str) -> usize {
        let next = self.known.len();
        *self.known.entry(part).or_insert(next)
    }

    /// The place of each part; parts the collator takes for the same have one place.
    fn places(self) -> Vec<u32> {
        let mut keys: Vec<(Vec<u8>, usize)> = self
            .known
            .into_iter()
            .map(|(part, number)| {
                let mut key = Vec::with_capacity(3 * part.len() + 1);
                push_key(&mut key, part);
                (key, number)
            })
            .collect();
        keys.sort_unstable();
        let mut places = vec![0; keys.len()];
        let mut place = 0;
        let mut before: Option<&Vec<u8>> = None;
        for (key, number) in &keys {
            if before.is_some_and(|before| before != key) {
                place += 1;
            }
            before = Some(key);
            if let Some(to) = places.get_mut(*number) {
                *to = place;
            }
        }
        places
    }
}
