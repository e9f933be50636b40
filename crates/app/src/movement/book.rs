//! Movements with what was done under them, what happened to them and what follows them.

use std::collections::{BTreeMap, HashMap};

use thidua_domain::movement::{Milestone, Movement, Response, Standard, Step, life};

/// Rows of which a book is made.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Movements.
    pub movements: Vec<Movement>,
    /// What units did under them.
    pub responses: Vec<Response>,
    /// What happened to them.
    pub steps: Vec<Step>,
    /// What is due in them.
    pub milestones: Vec<Milestone>,
    /// Their criteria and planned rewards.
    pub standards: Vec<Standard>,
}

/// Movements by code; the rest by movement.
#[derive(Clone, Debug, Default)]
pub struct Book {
    movements: BTreeMap<String, Movement>,
    responses: HashMap<String, Vec<Response>>,
    steps: HashMap<String, Vec<Step>>,
    milestones: HashMap<String, Vec<Milestone>>,
    standards: HashMap<String, Vec<Standard>>,
    followers: HashMap<String, Vec<String>>,
    /// By agency: the movements launched to it or answered by it.
    of_agency: HashMap<String, Vec<String>>,
}

impl Book {
    /// The book of these rows.
    pub fn new(told: Told) -> Self {
        let movements = told.movements.into_iter();
        let movements: BTreeMap<String, Movement> =
            movements.map(|row| (row.code.clone(), row)).collect();
        let mut book = Self {
            movements,
            steps: grouped(told.steps, |row| &row.movement),
            milestones: grouped(told.milestones, |row| &row.movement),
            standards: grouped(told.standards, |row| &row.movement),
            ..Self::default()
        };
        for movement in book.movements.values_mut() {
            // Only the launcher's own steps move it.
            let taken = book.steps.get(&movement.code).into_iter().flatten();
            let own = taken.filter(|step| movement.launcher.as_ref() == Some(&step.agency));
            movement.life = life::in_order(own.cloned().collect());
            // What was launched is no draft any more.
            movement.draft &= movement.launch().is_none();
            for above in &movement.parents {
                let list = book.followers.entry(above.clone()).or_default();
                list.push(movement.code.clone());
            }
        }
        for response in &told.responses {
            let list = book.of_agency.entry(response.agency.clone()).or_default();
            list.push(response.movement.clone());
        }
        for rows in book.milestones.values_mut() {
            rows.sort_by_key(Milestone::place);
        }
        for rows in book.standards.values_mut() {
            rows.sort_by_key(|row| row.order.unwrap_or(i64::MAX));
        }
        book.responses = grouped(told.responses, |row| &row.movement);
        book
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
        rows(&self.responses, code)
    }

    /// What an agency did under a movement.
    pub fn response(&self, code: &str, agency: &str) -> Option<&Response> {
        let all = self.responses(code).iter();
        all.into_iter().find(|row| row.agency == agency)
    }

    /// Every response there is.
    pub fn all_responses(&self) -> impl Iterator<Item = &Response> {
        self.responses.values().flatten()
    }

    /// Codes of the movements launched to an agency, or answered by it.
    pub fn of_agency(&self, agency: &str) -> &[String] {
        rows(&self.of_agency, agency)
    }

    /// Every step there is.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.values().flatten()
    }

    /// What is due in a movement: by day.
    pub fn milestones(&self, code: &str) -> &[Milestone] {
        rows(&self.milestones, code)
    }

    /// Every milestone there is.
    pub fn all_milestones(&self) -> impl Iterator<Item = &Milestone> {
        self.milestones.values().flatten()
    }

    /// Criteria and planned rewards of a movement, in their order.
    pub fn standards(&self, code: &str) -> &[Standard] {
        rows(&self.standards, code)
    }

    /// Every criterion and planned reward there is.
    pub fn all_standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.values().flatten()
    }

    /// Codes of the movements that follow one.
    pub fn followers(&self, code: &str) -> &[String] {
        rows(&self.followers, code)
    }
}

fn grouped<T>(rows: Vec<T>, of: impl Fn(&T) -> &String) -> HashMap<String, Vec<T>> {
    let mut found: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        found.entry(of(&row).clone()).or_default().push(row);
    }
    found
}

fn rows<'a, T>(all: &'a HashMap<String, Vec<T>>, code: &str) -> &'a [T] {
    all.get(code).map(Vec::as_slice).unwrap_or_default()
}
