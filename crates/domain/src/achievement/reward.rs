//! «Khen một lần»: what an achievement came to, and where it was rewarded twice.
//!
//! Luật Thi đua, khen thưởng 2022, Điều 5 khoản 2: one form may be given to a subject many times, but not several times
//! or forms for one achievement. Whether two awards reward the same is for people: a sudden commendation in March does
//! not forbid what the whole year earns. So a second award is told with both decisions and never refused by itself.

/// What two awards for one achievement have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Second {
    /// Both of the same nature (both for a sudden feat, both for the year's work).
    Same,
    /// Of one of them the nature is not told, or not split.
    Unknown,
    /// Of two natures.
    Other,
}

/// For what an award was given: code of `Loại thành tích`; `None`: not told, or not split.
pub type Nature<'a> = Option<&'a str>;

/// An award that names an achievement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reward<'a> {
    /// For what.
    pub nature: Nature<'a>,
    /// Code of the person or collective; `None`: not named.
    pub subject: Option<&'a str>,
    /// Code of `Trạng thái` of the award.
    pub status: &'a str,
}

impl Reward<'_> {
    /// Whether it is given or proposed: what was cancelled rewards nothing, who was chosen by a block has nothing yet.
    pub fn stands(&self) -> bool {
        matches!(self.status, "da_tang" | "dang_de_nghi")
    }
}

/// Pairs of awards of one achievement to the same subject, by their places, each with what the two have to do with
/// each other. Several people rewarded for what they did together are no pair.
pub fn seconds(rewards: &[Reward<'_>]) -> Vec<(usize, usize, Second)> {
    let mut found = Vec::new();
    for (at, first) in rewards.iter().enumerate() {
        for (later, second) in rewards.iter().enumerate().skip(at + 1) {
            let shared = match (first.subject, second.subject) {
                (Some(first), Some(second)) => first == second,
                _ => true,
            };
            if !shared || !first.stands() || !second.stands() {
                continue;
            }
            let told = |nature: Nature<'_>| nature.is_some_and(|code| !code.contains(';'));
            let how = match (told(first.nature), told(second.nature)) {
                (true, true) if first.nature == second.nature => Second::Same,
                (true, true) => Second::Other,
                _ => Second::Unknown,
            };
            found.push((at, later, how));
        }
    }
    found
}

/// How far an achievement was made known: «biểu dương, khen thưởng và nhân rộng».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognition {
    /// Not yet.
    #[default]
    None,
    /// Praised without a decision.
    Praised,
    /// An award was given for it.
    Rewarded,
    /// A spread exemplar or a published practice rests on it.
    Spread,
}

impl Recognition {
    /// Every step, the first one first.
    pub const ALL: [Self; 4] = [Self::None, Self::Praised, Self::Rewarded, Self::Spread];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "chua",
            Self::Praised => "bieu_duong",
            Self::Rewarded => "khen_thuong",
            Self::Spread => "nhan_rong",
        }
    }
}

/// How far an achievement came; the furthest step.
pub fn recognition(praised: bool, rewards: &[Reward<'_>], spread: bool) -> Recognition {
    let given = rewards.iter().any(|reward| reward.status == "da_tang");
    match (spread, given, praised) {
        (true, ..) => Recognition::Spread,
        (_, true, _) => Recognition::Rewarded,
        (.., true) => Recognition::Praised,
        _ => Recognition::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reward<'a>(nature: Nature<'a>, subject: &'a str, status: &'a str) -> Reward<'a> {
        Reward {
            nature,
            subject: Some(subject),
            status,
        }
    }

    #[test]
    fn a_second_award_of_the_same_nature_is_told_and_one_of_another_is_told_apart() {
        let sudden = reward(Some("dot_xuat"), "nv-1", "da_tang");
        let again = reward(Some("dot_xuat"), "nv-1", "dang_de_nghi");
        let yearly = reward(Some("cong_trang"), "nv-1", "da_tang");
        let unsplit = reward(Some("cong_trang;dot_xuat"), "nv-1", "da_tang");
        assert_eq!(seconds(&[sudden, again]), [(0, 1, Second::Same)]);
        assert_eq!(seconds(&[sudden, yearly]), [(0, 1, Second::Other)]);
        assert_eq!(seconds(&[sudden, unsplit]), [(0, 1, Second::Unknown)]);
        assert_eq!(
            seconds(&[unsplit, unsplit]),
            [(0, 1, Second::Unknown)],
            "what is not split is of no nature for sure"
        );
    }

    #[test]
    fn what_was_cancelled_and_what_others_of_a_group_got_is_no_second_award() {
        let first = reward(Some("dot_xuat"), "nv-1", "da_tang");
        let cancelled = reward(Some("dot_xuat"), "nv-1", "thu_hoi");
        let partner = reward(Some("dot_xuat"), "nv-2", "da_tang");
        assert!(seconds(&[first, cancelled, partner]).is_empty());
        assert_eq!(recognition(true, &[cancelled], false), Recognition::Praised);
        assert_eq!(recognition(true, &[first], false), Recognition::Rewarded);
        assert_eq!(recognition(false, &[first], true), Recognition::Spread);
        assert_eq!(recognition(false, &[], false), Recognition::None);
    }
}
