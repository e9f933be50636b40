//! Answers of many units taken together: exact sums of numbers, counts of yes and no; percents and words are not summed.

use super::question::{Plain, Question, Reply, Shape, amount};
use crate::amount::Decimal;
use crate::time::vn;

/// What one field comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Total {
    /// The sum of numbers; `None`: too large to be told.
    Sum(Option<Decimal>),
    /// How many said yes, how many no.
    Counted(usize, usize),
    /// Not summed: words, days, percents.
    Apart,
}

/// What a question comes to over the units that answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How many units answered it.
    pub answered: usize,
    /// One a field, or one a column of a table.
    pub totals: Vec<Total>,
    /// Rows of all tables.
    pub rows: usize,
}

/// What each question comes to; `answers` are those that stand.
pub fn tally(questions: &[Question], answers: &[&Vec<Reply>]) -> Vec<Tally> {
    let of = |(at, question): (usize, &Question)| {
        let replies = answers.iter().filter_map(|replies| replies.get(at));
        let replies: Vec<&Reply> = replies.filter(|reply| !reply.is_empty()).collect();
        let kinds: Vec<Plain> = match &question.shape {
            Shape::One { kind, .. } => vec![*kind],
            Shape::Rows { fields } => fields.iter().map(|field| field.kind).collect(),
        };
        let rows = replies.iter().map(|reply| match reply {
            Reply::One(_) => 0,
            Reply::Rows(rows) => rows.len(),
        });
        let cells = |column: usize| {
            let replies = replies.iter();
            let cells = replies.flat_map(move |reply| match reply {
                Reply::One(text) => vec![text.as_str()],
                Reply::Rows(rows) => rows
                    .iter()
                    .filter_map(|row| row.get(column).map(String::as_str))
                    .collect(),
            });
            cells.collect::<Vec<&str>>()
        };
        let totals = kinds.iter().enumerate();
        Tally {
            answered: replies.len(),
            rows: rows.sum(),
            totals: totals
                .map(|(column, kind)| total(*kind, &cells(column)))
                .collect(),
        }
    };
    questions.iter().enumerate().map(of).collect()
}

fn total(kind: Plain, cells: &[&str]) -> Total {
    match kind {
        Plain::Number => {
            let nothing = Decimal::from_ten_thousandths(0);
            let mut amounts = cells.iter().filter_map(|cell| amount(cell));
            Total::Sum(amounts.try_fold(nothing, Decimal::checked_add))
        }
        Plain::YesNo => {
            let said = |word: &str| cells.iter().filter(|cell| **cell == word).count();
            Total::Counted(said("co"), said("khong"))
        }
        Plain::Text | Plain::Percent | Plain::Day => Total::Apart,
    }
}

/// A kept answer as it is read: numbers and days the Vietnamese way, percents with their sign.
pub fn shown(kind: Plain, kept: &str) -> String {
    if kept.is_empty() {
        return String::new();
    }
    let number = || amount(kept).map_or_else(|| kept.to_owned(), Decimal::vn);
    match kind {
        Plain::Text => kept.to_owned(),
        Plain::Number => number(),
        Plain::Percent => format!("{}%", number()),
        Plain::Day => kept.parse().map_or_else(|_| kept.to_owned(), vn),
        Plain::YesNo if kept == "co" => "Có".to_owned(),
        Plain::YesNo => "Không".to_owned(),
    }
}
