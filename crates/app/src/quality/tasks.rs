//! What waits for who answers for a unit: findings nobody has answered.

use thidua_domain::quality::{Method, Standing};

use super::lines;
use crate::home::{answers_for, expected};
use crate::state::View;

/// What waits at one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Code of the unit.
    pub agency: String,
    /// Its name.
    pub name: String,
    /// Work year.
    pub year: i16,
    /// How many findings nobody has answered.
    pub count: usize,
}

/// What waits at units one answers for; `year`: the work year chosen, else the one being closed. What does not add
/// up is told with the figures themselves and not again here.
pub fn waiting(view: &View, own: &[String], year: Option<i16>) -> Vec<Waiting> {
    let Some(window) = expected(view.today, year) else {
        return Vec::new();
    };
    let year = window.year.0;
    let of = |code: &String| {
        let open = |line: &super::Line| {
            line.standing == Standing::New && line.finding().method != Method::Balance
        };
        let found = lines(&view.state, &[code], year, None);
        let count = found.iter().filter(|line| open(line)).count();
        (count > 0).then(|| Waiting {
            agency: code.clone(),
            name: view.state.name_on(code, window.last_day()),
            year,
            count,
        })
    };
    let answered = own.iter().filter(|code| answers_for(view, code));
    answered.filter_map(of).collect()
}
