//! Cells of a form's figures as they are meant.

use thidua_domain::amount::Decimal;
use thidua_domain::bundle::Cell;
use thidua_domain::figures::form::is_blank;

use super::super::plan::value_of;
use super::FormPlan;

impl FormPlan {
    /// A cell of a column, `from` these places: signs that stand for nothing say nothing, a quotient shown as a percent
    /// is one.
    pub(in super::super) fn valued(&self, to: &str, from: &[usize], cell: Cell) -> Cell {
        if value_of(to).is_none() {
            return cell;
        }
        let rate = to.contains("ty_le");
        match cell {
            Cell::Text(text) if is_blank(&text) => Cell::Empty,
            Cell::Text(text) if self.thousands && grouped(&text) => {
                Cell::Number(text.trim().replace('.', ""))
            }
            Cell::Error(_) if rate => Cell::Empty,
            Cell::Number(number) if from.iter().any(|at| self.fractions.contains(at)) => {
                let percent = Decimal::parse(&number).ok();
                let percent = percent.and_then(|number| number.checked_mul_pow10(2));
                Cell::Number(percent.map_or(number, |percent| percent.round(2).to_string()))
            }
            cell => cell,
        }
    }
}

/// Whether a text is digits in groups of three: `1.500.001`.
pub(super) fn grouped(text: &str) -> bool {
    let mut groups = text.trim().split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len())
        && digits(first)
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && digits(group))
}
