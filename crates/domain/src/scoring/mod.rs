//! Ranking: who stands where, with ties shown as ties.
//!
//! No instrument found settles a tie: equal values share a place and the next place is skipped
//! (competition ranking), each year among its own N.

/// One subject's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<T> {
    /// Place from 1; `None`: not ranked, because a value is missing.
    pub rank: Option<usize>,
    /// Who.
    pub subject: T,
    /// How many share the place, itself included.
    pub sharing: usize,
}

/// Ranks subjects by values, the first value deciding, then the next; higher is better.
///
/// A subject without all its values is not ranked and stands last. The order among equals is the
/// order in which they came.
pub fn rank<T, V: Ord + Clone>(subjects: Vec<(T, Option<Vec<V>>)>) -> Vec<Place<T>> {
    let mut ordered = subjects;
    ordered.sort_by(|a, b| b.1.cmp(&a.1));
    let values: Vec<Option<Vec<V>>> = ordered.iter().map(|(_, value)| value.clone()).collect();
    let place = |(at, (subject, value)): (usize, (T, Option<Vec<V>>))| {
        let first = values
            .iter()
            .position(|other| *other == value)
            .unwrap_or(at);
        Place {
            rank: value.is_some().then_some(first + 1),
            subject,
            sharing: values.iter().filter(|other| **other == value).count(),
        }
    };
    ordered.into_iter().enumerate().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_share_a_place_and_the_next_is_skipped() {
        let places = rank(vec![
            ("a", Some(vec![5])),
            ("b", Some(vec![7])),
            ("c", Some(vec![5])),
            ("d", None),
            ("e", Some(vec![1])),
        ]);
        let shown: Vec<_> = places
            .iter()
            .map(|p| (p.subject, p.rank, p.sharing))
            .collect();
        assert_eq!(
            shown,
            [
                ("b", Some(1), 1),
                ("a", Some(2), 2),
                ("c", Some(2), 2),
                ("e", Some(4), 1),
                ("d", None, 1)
            ]
        );
    }

    proptest! {
        #[test]
        fn a_place_is_one_more_than_those_who_are_better(values in prop::collection::vec(0_i64..20, 1..40)) {
            let places = rank(values.iter().map(|v| (*v, Some(vec![*v]))).collect());
            for place in &places {
                let better = values.iter().filter(|v| **v > place.subject).count();
                prop_assert_eq!(place.rank, Some(better + 1));
            }
        }
    }
}
