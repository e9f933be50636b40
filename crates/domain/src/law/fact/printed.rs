//! The rank of a post from how it is printed. What is not understood is not known: a person looks.

use super::Position;
use crate::org::Level;
use crate::text::fold;

/// How the head of an agency of a level is called, without marks.
fn heads(level: Level) -> &'static [&'static str] {
    match level {
        Level::Ministry => &["bo truong"],
        Level::MinistryUnit => &[
            "vu truong",
            "cuc truong",
            "chanh van phong",
            "chanh thanh tra",
            "giam doc",
        ],
        Level::Directorate => &["tong cuc truong", "cuc truong"],
        Level::Province => &["cuc truong", "truong thi hanh an dan su", "truong thads"],
        Level::District => &["chi cuc truong"],
        Level::Region => &["truong phong"],
        Level::Division => &["truong phong", "truong ban", "chanh van phong", "vu truong"],
        Level::LocalJustice | Level::Outside => &[],
    }
}

/// Words of leaders of any level.
const LEADERS: [&str; 9] = [
    "truong phong",
    "truong ban",
    "chanh van phong",
    "chanh thanh tra",
    "vu truong",
    "cuc truong",
    "chi cuc truong",
    "giam doc",
    "thu truong",
];

impl Position {
    /// The rank of a post in an agency of a level: a division's head counts as head of the division alone, so in the
    /// agency above it as neither head nor deputy. `group` is the code of `Nhóm`.
    pub fn of_printed(
        post: Option<&str>,
        level: Option<Level>,
        group: Option<&str>,
    ) -> Option<Self> {
        let key = post.map(fold).unwrap_or_default();
        let key = key.trim();
        if key.is_empty() {
            // Whoever is told as a leader without a post has one that is not known.
            return (group != Some("lanh_dao") && group.is_some()).then_some(Self::Staff);
        }
        let level = level?;
        if level == Level::Ministry && key.starts_with("thu truong") {
            return Some(Self::Deputy);
        }
        let (deputy, rest) = match key.strip_prefix("pho ") {
            Some(rest) => (true, rest),
            None => (false, key),
        };
        let is = |words: &[&str]| {
            words.iter().any(|own| {
                rest.strip_prefix(own)
                    .is_some_and(|end| end.is_empty() || end.starts_with(' '))
            })
        };
        match (is(heads(level)), deputy) {
            (true, false) => Some(Self::Head),
            (true, true) => Some(Self::Deputy),
            (false, _) if is(&LEADERS) && !heads(level).is_empty() => Some(Self::Staff),
            (false, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rank_is_that_of_the_agency_itself() {
        let rank = |post, level| Position::of_printed(Some(post), Some(level), None);
        assert_eq!(rank("Cục trưởng", Level::Province), Some(Position::Head));
        assert_eq!(
            rank("Trưởng Thi hành án dân sự tỉnh", Level::Province),
            Some(Position::Head)
        );
        assert_eq!(
            rank("Phó Cục trưởng", Level::Province),
            Some(Position::Deputy)
        );
        assert_eq!(rank("Trưởng phòng", Level::Region), Some(Position::Head));
        assert_eq!(
            rank("Trưởng phòng Nghiệp vụ", Level::Province),
            Some(Position::Staff)
        );
        assert_eq!(
            rank("Phó Trưởng phòng", Level::Region),
            Some(Position::Deputy)
        );
        assert_eq!(rank("Thứ trưởng", Level::Ministry), Some(Position::Deputy));
        assert_eq!(
            rank("Quyền Cục trưởng", Level::Province),
            None,
            "acting: a person looks"
        );
        assert_eq!(rank("Giám đốc", Level::LocalJustice), None);
        assert_eq!(
            Position::of_printed(None, Some(Level::Region), Some("cong_chuc")),
            Some(Position::Staff)
        );
        assert_eq!(
            Position::of_printed(None, Some(Level::Region), Some("lanh_dao")),
            None
        );
        assert_eq!(Position::of_printed(None, None, None), None);
    }
}
