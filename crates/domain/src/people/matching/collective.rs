//! Collectives: the unit of that name in that time.

use super::understand::period;
use super::{Answer, Candidate, Line, MOST, Matcher, Outcome, evidence};

impl Matcher<'_> {
    /// The unit a row about a collective means.
    pub(super) fn collective(&self, line: &Line) -> Answer {
        let mut doubts = Vec::new();
        let period = period(line);
        if period.is_none() {
            doubts.push("Không rõ năm được khen.");
        }
        let joined = line
            .unit
            .as_ref()
            .map(|unit| format!("{}, {unit}", line.name));
        let mut found = self.known.units.find(self.org, &line.name);
        if found.codes.len() != 1
            && let Some(joined) = &joined
        {
            let both = self.known.units.find(self.org, joined);
            if !both.codes.is_empty() {
                found = both;
            }
        }
        let found = self.within(found, line);
        let then = |code: &&String| period.is_some_and(|period| self.stood(code, period));
        let alive: Vec<String> = found.codes.iter().filter(then).cloned().collect();
        if !found.whole {
            doubts.push("Tên tập thể ghi chưa đủ.");
        }
        if found.codes.len() > 1 {
            doubts.push("Có nhiều đơn vị mang tên này.");
        }
        if alive.is_empty() {
            doubts.push("Không có đơn vị nào mang tên này trong năm ấy.");
        }
        let candidates: Vec<Candidate> = found
            .codes
            .iter()
            .take(MOST)
            .map(|code| evidence::of_unit(code, alive.contains(code), found.whole))
            .collect();
        let outcome = match alive.as_slice() {
            [one] if doubts.is_empty() => Outcome::Certain(one.clone()),
            _ if candidates.is_empty() => Outcome::Unknown,
            _ => Outcome::Doubtful,
        };
        Answer {
            outcome,
            candidates,
            unit: None,
            doubts,
        }
    }
}
