//! A hash for the table's own lookups: quick, and not made to withstand keys that are chosen to
//! collide. Keys are codes that a signed-in officer declared.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with the quick hash.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiply, rotate, add: eight bytes a step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl Quick {
    fn step(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in words.by_ref() {
            let mut eight = [0; 8];
            eight.copy_from_slice(word);
            self.step(u64::from_le_bytes(eight));
        }
        let rest = words.remainder();
        if !rest.is_empty() {
            let mut eight = [0; 8];
            if let Some(room) = eight.get_mut(..rest.len()) {
                room.copy_from_slice(rest);
            }
            self.step(u64::from_le_bytes(eight));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.step(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.step(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.step(value);
    }

    fn finish(&self) -> u64 {
        // The map takes the top bits and the bottom bits: both must depend on everything.
        self.0 ^ (self.0 >> 29)
    }
}
