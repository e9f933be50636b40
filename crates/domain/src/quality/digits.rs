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
/// Exact as long as the fraction fits 128 bits, else rounded up in steps of 2⁻¹⁰⁰: what is told is never rarer than it is.
pub fn tail(values: u32, round: u32, base: u128) -> Odds {
    exact(values, round, base).unwrap_or_else(|| rounded_up(values, round, base))
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

/// Value by value: the chance of each number of round ones below `round`, and of `enough` of them.
fn rounded_up(values: u32, round: u32, base: u128) -> Odds {
    const WHOLE: u128 = 1 << 100;
    let mut fewer: Vec<u128> = (0..round).map(|_| 0).collect();
    let mut enough = 0;
    match fewer.first_mut() {
        Some(none) => *none = WHOLE,
        None => enough = WHOLE,
    }
    for _ in 0..values {
        let mut below = 0;
        for chance in &mut fewer {
            let before = *chance;
            *chance = (before * (base - 1) + below).div_ceil(base);
            below = before;
        }
        enough += below.div_ceil(base);
    }
    Odds {
        part: enough.min(WHOLE),
        whole: WHOLE,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_128_bits_the_chance_is_told_from_above() {
        for (values, round, base) in [(40, 25, 2), (30, 9, 10), (20, 0, 10), (60, 30, 2)] {
            let exact = exact(values, round, base).unwrap();
            let near = rounded_up(values, round, base);
            let (exact, near) = (exact.once_in().unwrap(), near.once_in().unwrap());
            assert!(near <= exact && exact - near <= 1, "{near} {exact}");
        }
        // As many as one expects, or fewer, is nothing rare: 75 of 166 coins, 60 multiples of ten in 600 values.
        assert_eq!(tail(166, 75, 2).once_in(), Some(1));
        assert_eq!(tail(600, 60, 10).once_in(), Some(1));
        // 110 of 166 coins: once in 59 567.
        assert_eq!(tail(166, 110, 2).once_in(), Some(59_567));
        assert!(tail(600, 200, 10).rarer_than(1_000_000));
    }
}
