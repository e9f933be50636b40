//! Movements with what was done under them and what follows them.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::movement::{Movement, Response};

/// Movements by code, responses by movement, movements by what they follow.
#[derive(Clone, Debug, Default)]
pub struct Book {
    movements: BTreeMap<String, Movement>,
    responses: HashMap<String, Vec<Response>>,
    followers: HashMap<String, Vec<String>>,
}

impl Book {
    /// The book of these movements and responses.
    pub fn new(movements: BTreeMap<String, Movement>, responses: Vec<Response>) -> Self {
        let mut followers: HashMap<String, Vec<String>> = HashMap::new();
        for movement in movements.values() {
            for above in &movement.parents {
                let list = followers.entry(above.clone()).or_default();
                list.push(movement.code.clone());
            }
        }
        let mut by_movement: HashMap<String, Vec<Response>> = HashMap::new();
        for response in responses {
            let list = by_movement.entry(response.movement.clone()).or_default();
            list.push(response);
        }
        Self {
            movements,
            responses: by_movement,
            followers,
        }
    }

    /// A movement.
    pub fn get(&self, code: &str) -> Option<&Movement> {
        self.movements.get(code)
    }

    /// All movements by code.
    pub fn all(&self) -> &BTreeMap<String, Movement> {
        &self.movements
    }

    /// What was done under a movement, in the order told.
    pub fn responses(&self, code: &str) -> &[Response] {
        self.responses
            .get(code)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Every response there is.
    pub fn all_responses(&self) -> impl Iterator<Item = &Response> {
        self.responses.values().flatten()
    }

    /// Codes of the movements that follow one.
    pub fn followers(&self, code: &str) -> &[String] {
        self.followers
            .get(code)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}
