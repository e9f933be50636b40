//! Who is chosen: quorum, shares of votes, places and ties, in whole numbers. A share is an exact fraction; nothing is
//! rounded before it is compared.

use std::cmp::Reverse;

use crate::amount::{Decimal, Rate};

/// How much of a whole is needed, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Numerator.
    pub part: u64,
    /// Denominator, not 0 and not less than `part`.
    pub of: u64,
    /// Whether exactly this much is not yet enough.
    pub over: bool,
}

impl Threshold {
    /// Reads `2/3`, `75%`, `66,7%`; `>1/2`: more than that. `None`: neither, or more than the whole.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (over, text) = match text.strip_prefix('>') {
            Some(rest) => (!rest.starts_with('='), rest.trim_start_matches('=').trim()),
            None => (false, text),
        };
        let (part, of) = match text.strip_suffix('%') {
            Some(percent) => {
                let percent = percent.trim();
                let (whole, tail) = percent.split_once([',', '.']).unwrap_or((percent, ""));
                let digits = u32::try_from(tail.len())
                    .ok()
                    .filter(|digits| *digits <= 4)?;
                let scale = 10_u64.pow(digits);
                (
                    format!("{whole}{tail}").parse().ok()?,
                    scale.checked_mul(100)?,
                )
            }
            None => {
                let (part, of) = text.split_once('/')?;
                (part.trim().parse().ok()?, of.trim().parse().ok()?)
            }
        };
        let real = of > 0 && part > 0 && part <= of && !(over && part == of);
        real.then_some(Self { part, of, over })
    }

    /// Whether `part` of `whole` is enough; of nothing nothing is.
    pub fn met(self, part: u64, whole: u64) -> bool {
        let have = u128::from(part) * u128::from(self.of);
        let need = u128::from(whole) * u128::from(self.part);
        whole > 0 && if self.over { have > need } else { have >= need }
    }

    /// The least whole number that is enough of `whole`.
    pub fn least(self, whole: u64) -> u64 {
        let need = u128::from(whole) * u128::from(self.part);
        let of = u128::from(self.of);
        let least = if self.over {
            need / of + 1
        } else {
            need.div_ceil(of)
        };
        u64::try_from(least).unwrap_or(u64::MAX)
    }

    /// `ít nhất 2/3`, `quá 1/2`, `ít nhất 75%`.
    pub fn vn(self) -> String {
        let share = match self.of {
            100 => format!("{}%", self.part),
            1_000 => format!("{},{}%", self.part / 10, self.part % 10),
            of => format!("{}/{of}", self.part),
        };
        match self.over {
            true => format!("quá {share}"),
            false => format!("ít nhất {share}"),
        }
    }
}

/// What a share of votes is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All members.
    Members,
    /// Members present.
    Present,
    /// Ballots handed out.
    Given,
    /// Ballots that came back.
    Returned,
    /// Valid ballots.
    Valid,
}

impl Base {
    /// The base of a code of `Tính trên`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "thanh_vien" => Self::Members,
            "du_hop" => Self::Present,
            "phat_ra" => Self::Given,
            "thu_vao" => Self::Returned,
            "hop_le" => Self::Valid,
            _ => return None,
        })
    }
}

/// The votes of one candidate, as counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// Handed out.
    pub given: Option<u64>,
    /// Came back.
    pub returned: Option<u64>,
    /// Valid.
    pub valid: Option<u64>,
    /// For.
    pub yes: Option<u64>,
    /// Against.
    pub no: Option<u64>,
}

impl Ballot {
    /// What cannot be right in it, with `present` at the meeting.
    pub fn faults(&self, present: Option<u64>) -> Vec<&'static str> {
        let more = |part: Option<u64>, whole: Option<u64>| {
            part.zip(whole).is_some_and(|(part, whole)| part > whole)
        };
        let told = self.yes.map(|yes| yes + self.no.unwrap_or(0));
        let cast = self.valid.or(self.returned).or(self.given).or(present);
        let found = [
            (
                more(self.given, present),
                "Phiếu phát ra nhiều hơn số dự họp.",
            ),
            (
                more(self.returned, self.given),
                "Phiếu thu vào nhiều hơn phiếu phát ra.",
            ),
            (
                more(self.valid, self.returned),
                "Phiếu hợp lệ nhiều hơn phiếu thu vào.",
            ),
            (
                more(told, cast),
                "Phiếu đồng ý và không đồng ý cộng lại nhiều hơn số phiếu hợp lệ.",
            ),
        ];
        found
            .into_iter()
            .filter(|(wrong, _)| *wrong)
            .map(|(_, words)| words)
            .collect()
    }

    fn base(&self, base: Base, members: Option<u64>, present: Option<u64>) -> Option<u64> {
        match base {
            Base::Members => members,
            Base::Present => present,
            Base::Given => self.given,
            Base::Returned => self.returned,
            Base::Valid => self.valid,
        }
    }
}

/// The rule of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What of the members must be present.
    pub quorum: Threshold,
    /// What must agree.
    pub passing: Threshold,
    /// Of what.
    pub base: Base,
    /// Whether a score parts those with equal votes; else they are voted on again.
    pub by_score: bool,
}

/// How a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Chosen.
    Chosen,
    /// Not enough votes, or the meeting did not agree.
    Short,
    /// Enough votes; the places went to others with more.
    NoPlace,
    /// As many votes as another for the last places: to be voted on again.
    Tied,
    /// The meeting was not attended by enough.
    NoQuorum,
    /// Something is not told.
    Untold,
}

impl Verdict {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chosen => "suy_ton",
            Self::Short => "khong_du_phieu",
            Self::NoPlace => "het_suat",
            Self::Tied => "bang_phieu",
            Self::NoQuorum => "khong_du_nguoi_hop",
            Self::Untold => "chua_du_so",
        }
    }
}

/// Votes as reckoned: `yes` of `whole`, what is needed, the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// Votes for.
    pub yes: u64,
    /// What the share is taken of.
    pub whole: u64,
    /// The least number that passes.
    pub least: u64,
    /// Whether it passes.
    pub passes: bool,
}

impl Reckoned {
    /// The share, exact; `None` of nothing.
    pub fn share(&self) -> Option<Rate> {
        Rate::of(self.yes, self.whole)
    }
}

/// A candidate as the count takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The votes.
    pub ballot: Ballot,
    /// Whether the meeting agreed, where it decides by agreement.
    pub agreed: Option<bool>,
    /// Score.
    pub score: Option<Decimal>,
}

/// Whether enough of the members were there; `None`: a number is not told.
pub fn quorate(rule: &Rule, members: Option<u64>, present: Option<u64>) -> Option<bool> {
    let (members, present) = members.zip(present)?;
    Some(rule.quorum.met(present, members))
}

/// The votes of a candidate under a rule; `None`: a number is not told.
pub fn reckon(
    rule: &Rule,
    ballot: &Ballot,
    members: Option<u64>,
    present: Option<u64>,
) -> Option<Reckoned> {
    let yes = ballot.yes?;
    let whole = ballot.base(rule.base, members, present)?;
    Some(Reckoned {
        yes,
        whole,
        least: rule.passing.least(whole),
        passes: rule.passing.met(yes, whole),
    })
}

/// How each candidate for one award stands. `by_votes`: votes are counted, else the meeting agrees or not. `places`:
/// how many may be chosen, `None`: as many as pass.
pub fn decide(
    rule: &Rule,
    (members, present): (Option<u64>, Option<u64>),
    by_votes: bool,
    candidates: &[Standing],
    places: Option<u64>,
) -> Vec<Verdict> {
    match quorate(rule, members, present) {
        Some(false) => return vec![Verdict::NoQuorum; candidates.len()],
        None => return vec![Verdict::Untold; candidates.len()],
        Some(true) => {}
    }
    let passes = |candidate: &Standing| -> Option<bool> {
        match by_votes {
            true => reckon(rule, &candidate.ballot, members, present).map(|votes| votes.passes),
            false => candidate.agreed,
        }
    };
    let mut verdicts: Vec<Verdict> = candidates
        .iter()
        .map(|candidate| match passes(candidate) {
            Some(true) => Verdict::Chosen,
            Some(false) => Verdict::Short,
            None => Verdict::Untold,
        })
        .collect();
    let passing: Vec<usize> = (0..candidates.len())
        .filter(|at| verdicts.get(*at) == Some(&Verdict::Chosen))
        .collect();
    let places = places.and_then(|places| usize::try_from(places).ok());
    let Some(places) = places.filter(|places| *places < passing.len()) else {
        return verdicts;
    };
    // Where not all votes are in, who takes the places cannot be said.
    let open = verdicts.contains(&Verdict::Untold);
    let strength = |at: &usize| {
        let candidate = candidates.get(*at);
        let yes = candidate
            .and_then(|one| one.ballot.yes)
            .filter(|_| by_votes);
        let score = candidate
            .and_then(|one| one.score)
            .filter(|_| rule.by_score);
        (yes, score)
    };
    let mut order = passing;
    order.sort_by_key(|at| Reverse(strength(at)));
    let border = places
        .checked_sub(1)
        .and_then(|at| order.get(at))
        .map(strength);
    let next = order.get(places).map(strength);
    for (rank, at) in order.iter().enumerate() {
        let tied = border.is_some() && border == next && Some(strength(at)) == border;
        let verdict = match rank < places {
            _ if open => Verdict::Untold,
            _ if tied => Verdict::Tied,
            true => Verdict::Chosen,
            false => Verdict::NoPlace,
        };
        if let Some(place) = verdicts.get_mut(*at) {
            *place = verdict;
        }
    }
    verdicts
}
