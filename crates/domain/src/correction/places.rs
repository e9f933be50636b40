//! Two rankings of the same agencies beside one another.

use std::collections::BTreeMap;

/// An agency whose place is another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its code.
    pub code: String,
    /// Its place before; `None`: it had none.
    pub before: Option<usize>,
    /// Its place after.
    pub after: Option<usize>,
    /// Codes of those it went past: behind it now, level with it or ahead before.
    pub passes: Vec<String>,
    /// Codes of those that went past it.
    pub passed_by: Vec<String>,
}

/// Who stands where before and after, by code: everyone whose place is another one, and those of `always` even where
/// it is the same, in the order of the places after. Agencies that share a place are level: going from level to ahead is
/// going past, going from ahead to level is none.
pub fn moved(
    before: &[(String, Option<usize>)],
    after: &[(String, Option<usize>)],
    always: &[&str],
) -> Vec<Moved> {
    let was: BTreeMap<&str, Option<usize>> = before
        .iter()
        .map(|(code, place)| (code.as_str(), *place))
        .collect();
    let old = |code: &str| was.get(code).copied().flatten();
    let mut found: Vec<Moved> = Vec::new();
    for (code, now) in after {
        let then = old(code);
        if then == *now && !always.contains(&code.as_str()) {
            continue;
        }
        let others = || after.iter().filter(|(other, _)| other != code);
        let past = |ahead: &dyn Fn(usize, usize) -> bool| -> Vec<String> {
            let went = others().filter(|(other, place)| {
                let both = then.zip(*now).zip(old(other).zip(*place));
                both.is_some_and(|((then, now), (theirs, place))| {
                    ahead(now, place) && !ahead(then, theirs)
                })
            });
            went.map(|(other, _)| other.clone()).collect()
        };
        found.push(Moved {
            code: code.clone(),
            before: then,
            after: *now,
            passes: past(&|own, other| own < other),
            passed_by: past(&|own, other| own > other),
        });
    }
    found.sort_by_key(|moved| (moved.after.is_none(), moved.after, moved.code.clone()));
    found
}
