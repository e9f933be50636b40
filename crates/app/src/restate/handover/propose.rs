//! What a target of several old agencies comes to: a sum of numbers, a mean of rates weighted by what each is a
//! share of. It is a proposal with its working, nothing more.

use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::catalogue::{FigureCode, Measure};
use thidua_domain::targets::{Goal, Target};
use thidua_domain::text::number;

use super::Desk;
use crate::targets::cascade::shown;

/// A proposal and how it was reckoned.
pub(super) type Proposed = (Option<String>, String);

impl Desk<'_> {
    pub(super) fn propose(
        &self,
        targets: &[&Target],
        figure: Option<&FigureCode>,
        bases: &[Option<i64>],
    ) -> Proposed {
        let Some(figure) = figure else {
            return (
                None,
                "Chỉ tiêu bằng lời: nhận nguyên văn, hoặc ghi lại.".to_owned(),
            );
        };
        let goals: Vec<Decimal> = targets
            .iter()
            .filter_map(|target| match target.goal {
                Some(Goal::Number(value)) => Some(value),
                _ => None,
            })
            .collect();
        let last_year = targets
            .iter()
            .all(|target| target.goal == Some(Goal::LastYear));
        if last_year {
            let words = "So với kết quả năm trước của chính cơ quan mới (cộng từ các cơ quan cũ).";
            return (Some("năm trước".to_owned()), words.to_owned());
        }
        if goals.len() != targets.len() {
            return (
                None,
                "Có mức giao không phải là số: ghi mức mới theo văn bản.".to_owned(),
            );
        }
        match figure.measure {
            Measure::Rate => weighted(&goals, bases),
            _ => self.added(figure, &goals),
        }
    }

    fn added(&self, figure: &FigureCode, goals: &[Decimal]) -> Proposed {
        let show = |value: &Decimal| shown(self.state, figure, *value);
        let sum = goals
            .iter()
            .try_fold(Decimal::ZERO, |sum, goal| sum.checked_add(*goal));
        let Some(sum) = sum else {
            return (None, "Tổng quá lớn.".to_owned());
        };
        let terms: Vec<String> = goals.iter().map(show).collect();
        let words = format!("{} = {}.", terms.join(" + "), show(&sum));
        (Some(show(&sum)), words)
    }
}

/// The mean of rates weighted by what each is a share of, half up to two places, with its working.
fn weighted(goals: &[Decimal], bases: &[Option<i64>]) -> Proposed {
    let same = goals.windows(2).all(|pair| pair.first() == pair.last());
    if let (true, Some(goal)) = (same, goals.first()) {
        let words = "Các cơ quan cũ cùng một mức.".to_owned();
        return (Some(goal.vn()), words);
    }
    let known: Option<Vec<i64>> = bases.iter().copied().collect();
    let Some(bases) = known else {
        let words = "Chưa đủ số có điều kiện thi hành của các cơ quan cũ để tính bình quân: ghi mức mới theo văn bản.";
        return (None, words.to_owned());
    };
    let mut above: i128 = 0;
    let mut below: i128 = 0;
    let mut terms = Vec::new();
    for (goal, base) in goals.iter().zip(&bases) {
        let Some(goal_told) = goal.to_ten_thousandths() else {
            return (None, "Mức giao có quá nhiều chữ số lẻ.".to_owned());
        };
        above += i128::from(goal_told) * i128::from(*base);
        below += i128::from(*base);
        terms.push(format!("{} × {}", goal.vn(), number::group(*base)));
    }
    // Ten-thousandths of a percent to hundredths, half up.
    let line = below * 100;
    let mean = (above * 2 + line).div_euclid(line * 2);
    let Ok(mean) = i64::try_from(mean) else {
        return (None, "Số quá lớn.".to_owned());
    };
    let mean = Percent::from_hundredths(mean).vn();
    let words = format!(
        "Bình quân theo số có điều kiện thi hành: ({}) ÷ {} = {mean}.",
        terms.join(" + "),
        number::group(below)
    );
    (Some(mean), words)
}
