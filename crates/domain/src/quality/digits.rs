//! Whether more values end in noughts than digits would give: the tail of the binomial distribution, exact.

/// How likely so many round values are by chance: `part` of `whole` at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odds {
    /// Above the line.
    pub part: u128,
    /// Below the line.
    pub whole: u128,
}

impl Odds {
    /// Once in how many, rounded down; `None`: it cannot be.
    pub fn once_in(self) -> Option<u128> {
        self.whole.checked_div(self.part)
    }

    /// Whether it comes less often than once in so many.
    pub fn rarer_than(self, one_in: u64) -> bool {
        self.once_in().is_none_or(|once| once > u128::from(one_in))
    }
}

/// The chance that of `values` values at least `round` are multiples of `base`, each with the chance 1 in `base`.
///
/// Exact as long as the fraction fits 128 bits, else its bound from above: C(values, round) ÷ base^round.
pub fn tail(values: u32, round: u32, base: u128) -> Odds {
    exact(values, round, base)
        .or_else(|| bound(values, round, base))
        .unwrap_or(Odds {
            part: 1,
            whole: u128::MAX,
        })
}

fn exact(values: u32, round: u32, base: u128) -> Option<Odds> {
    let whole = base.checked_pow(values)?;
    let mut part = 0_u128;
    for found in round..=values {
        let ways = choose(values, found)?;
        let others = (base - 1).checked_pow(values - found)?;
        part = part.checked_add(ways.checked_mul(others)?)?;
    }
    Some(Odds { part, whole })
}

fn bound(values: u32, round: u32, base: u128) -> Option<Odds> {
    Some(Odds {
        part: choose(values, round)?,
        whole: base.checked_pow(round)?,
    })
}

fn choose(of: u32, taken: u32) -> Option<u128> {
    let taken = taken.min(of.checked_sub(taken)?);
    let mut ways = 1_u128;
    for at in 0..taken {
        // Exact at every step: the product so far is itself a binomial coefficient.
        ways = ways.checked_mul(u128::from(of - at))? / u128::from(at + 1);
    }
    Some(ways)
}

/// The most unlikely of: multiples of 10, of 100, of 1 000. Answers the power, how many, and the odds.
pub(super) fn rarest(values: &[i64]) -> Option<(u32, u32, Odds)> {
    let count = u32::try_from(values.len()).ok()?;
    let of_power = |power: u32| {
        let base = 10_i64.pow(power);
        let round = values.iter().filter(|value| *value % base == 0).count();
        let round = u32::try_from(round).ok().filter(|round| *round >= LEAST)?;
        let base = u128::from(10_u32.pow(power));
        Some((power, round, tail(count, round, base)))
    };
    let found = (1..=3).filter_map(of_power);
    found.max_by_key(|(_, _, odds)| odds.once_in())
}

/// Fewer round values than this are never told.
const LEAST: u32 = 3;
