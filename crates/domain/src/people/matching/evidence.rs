//! What speaks for and against one candidate.

use super::{Asked, Known, Line, Name, Near};
use crate::org::{Level, Org};
use crate::people::Post;
use crate::text::fold;

/// How a candidate's post of that time stands to the unit written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// In the unit itself.
    Same,
    /// In a division of it.
    Division,
    /// In what it came from, what it became or what stands below those.
    Line,
    /// Elsewhere in the province.
    Province,
    /// The unit written is not known.
    Unclear,
    /// Elsewhere.
    Elsewhere,
    /// Nowhere at that time.
    NotServing,
}

/// One thing that speaks for or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Whether it speaks for the candidate.
    pub favours: bool,
    /// In words.
    pub words: &'static str,
}

/// Who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Code of the person or agency.
    pub code: String,
    /// More is better; only for the order.
    pub score: i32,
    /// How near the name comes.
    pub near: Near,
    /// How the unit fits.
    pub fit: Fit,
    /// Whether something said contradicts the register.
    pub against: bool,
    /// For and against.
    pub reasons: Vec<Reason>,
}

/// A collective by its name.
pub(super) fn of_unit(code: &str, alive: bool, whole: bool) -> Candidate {
    let reasons = vec![
        reason(
            whole,
            [
                "Đúng tên gọi của đơn vị.",
                "Tên ghi chưa đủ, có thể là đơn vị này.",
            ],
        ),
        reason(
            alive,
            [
                "Đơn vị có vào năm ấy.",
                "Đơn vị chưa có hoặc đã sắp xếp lại vào năm ấy.",
            ],
        ),
    ];
    Candidate {
        code: code.to_owned(),
        score: 50 + if whole { 20 } else { 0 } + if alive { 20 } else { 0 },
        near: if whole { Near::Same } else { Near::Partial },
        fit: if alive { Fit::Same } else { Fit::NotServing },
        against: false,
        reasons,
    }
}

fn reason(favours: bool, [yes, no]: [&'static str; 2]) -> Reason {
    Reason {
        favours,
        words: if favours { yes } else { no },
    }
}

/// A person weighed; `None` where no name borne comes near.
pub(super) fn weigh(org: &Org, known: Known<'_>, line: &Line, asked: &Asked) -> Option<Candidate> {
    let names = known.names.iter();
    let near = names.filter_map(|name| asked.name.near(name)).min()?;
    let posts: Vec<&Post> = known
        .person
        .posts
        .iter()
        .filter(|post| {
            asked
                .period
                .is_none_or(|(first, last)| post.validity.overlaps_days(first, last))
        })
        .collect();
    let fit = fit(org, &posts, asked);
    let mut told = Told::default();
    told.name(near);
    told.fit(fit, asked.period.is_some());
    told.born(line, known);
    told.position(asked.position.as_deref(), &posts);
    told.gender(&asked.name, known.person.gender.as_deref());
    Some(Candidate {
        code: known.person.code.clone(),
        score: told.score,
        near,
        fit,
        against: told.against,
        reasons: told.reasons,
    })
}

fn fit(org: &Org, posts: &[&Post], asked: &Asked) -> Fit {
    if posts.is_empty() {
        return Fit::NotServing;
    }
    let of = |post: &&Post| {
        let Some(unit) = asked.unit.as_deref() else {
            return match asked.kin.line.contains(&post.agency) {
                true => Fit::Unclear,
                false => Fit::Elsewhere,
            };
        };
        if post.agency == unit {
            Fit::Same
        } else if is_division(org, post, unit) {
            Fit::Division
        } else if asked.kin.line.contains(&post.agency) {
            Fit::Line
        } else if asked.kin.province.contains(&post.agency) {
            Fit::Province
        } else {
            Fit::Elsewhere
        }
    };
    posts.iter().map(of).min().unwrap_or(Fit::NotServing)
}

/// Whether the post is in a division of the unit.
fn is_division(org: &Org, post: &Post, unit: &str) -> bool {
    let agency = org.find(&post.agency);
    agency.is_some_and(|agency| {
        let mut spells = agency.spells.iter();
        spells.any(|spell| {
            spell.level == Level::Division
                && spell.parent.as_deref() == Some(unit)
                && spell.validity.overlaps(&post.validity)
        })
    })
}

#[derive(Default)]
struct Told {
    score: i32,
    against: bool,
    reasons: Vec<Reason>,
}

impl Told {
    fn say(&mut self, score: i32, words: &'static str) {
        self.score += score;
        self.reasons.push(Reason {
            favours: score > 0,
            words,
        });
    }

    fn name(&mut self, near: Near) {
        let (score, words) = match near {
            Near::Same => (60, "Đúng họ tên, đúng dấu."),
            Near::Unmarked => (46, "Đúng họ tên, danh sách ghi không dấu."),
            Near::OtherMarks => (44, "Đúng chữ, khác dấu."),
            Near::Turned => (42, "Đúng các chữ trong tên, khác thứ tự."),
            Near::Shortened => (38, "Khớp với tên viết tắt."),
            Near::Partial => (34, "Trùng họ và tên, khác chữ đệm."),
            Near::Slip => (32, "Khác một chữ cái."),
            Near::Slips => (20, "Khác hai chữ cái."),
        };
        self.say(score, words);
        if !matches!(
            near,
            Near::Same | Near::Unmarked | Near::OtherMarks | Near::Shortened
        ) && let Some(last) = self.reasons.last_mut()
        {
            last.favours = false;
        }
    }

    fn fit(&mut self, fit: Fit, dated: bool) {
        match fit {
            Fit::Same if dated => self.say(26, "Công tác ở đúng đơn vị ấy trong năm ấy."),
            Fit::Same => self.say(16, "Từng công tác ở đơn vị ấy; không rõ năm được khen."),
            Fit::Division => self.say(24, "Công tác ở một phòng của đơn vị ấy trong năm ấy."),
            Fit::Line => self.say(
                12,
                "Trong năm ấy công tác ở đơn vị trước hoặc sau sắp xếp của đơn vị ghi trong danh sách.",
            ),
            Fit::Unclear => self.say(8, "Công tác trong cơ quan của danh sách vào năm ấy."),
            Fit::Province => self.say(-4, "Trong năm ấy công tác ở đơn vị khác trong tỉnh."),
            Fit::Elsewhere => self.say(-16, "Trong năm ấy công tác ở nơi khác."),
            Fit::NotServing => self.say(-14, "Hồ sơ không ghi công tác ở đâu trong năm ấy."),
        }
    }

    fn born(&mut self, line: &Line, known: Known<'_>) {
        let Some((written, born)) = line.born.zip(known.person.born) else {
            return;
        };
        // Lists often have the year alone.
        let same = written.first_day() <= born.last_day() && born.first_day() <= written.last_day();
        if same {
            self.say(16, "Trùng ngày hoặc năm sinh.");
        } else {
            self.say(-30, "Khác ngày hoặc năm sinh.");
            self.against = true;
        }
    }

    fn position(&mut self, written: Option<&str>, posts: &[&Post]) {
        let written = written.map(fold).filter(|text| !text.is_empty());
        let Some(written) = written else { return };
        let held: Vec<String> = posts
            .iter()
            .flat_map(|post| [post.post.as_deref(), post.title.as_deref()])
            .flatten()
            .map(fold)
            .collect();
        if held.is_empty() {
            return;
        }
        // `Phó Chi cục trưởng` holds the words of `Chi cục trưởng` and is another post.
        let begins = |long: &str, short: &str| {
            long == short
                || long.starts_with(&format!("{short} "))
                || long.starts_with(&format!("{short},"))
        };
        let fits = |held: &String| begins(held, &written) || begins(&written, held);
        if held.iter().any(fits) {
            self.say(6, "Trùng chức vụ, chức danh.");
        } else {
            self.say(-4, "Khác chức vụ, chức danh trong năm ấy.");
            self.against = true;
        }
    }

    /// A title or a middle name tells little: never more than a hint.
    fn gender(&mut self, name: &Name, gender: Option<&str>) {
        let by_middle = match name.middle() {
            Some("thi") => Some(true),
            Some("van") => Some(false),
            _ => None,
        };
        let Some((female, gender)) = name.female.or(by_middle).zip(gender) else {
            return;
        };
        if female != (gender == "nu") {
            self.say(-3, "Giới tính suy từ danh sách khác hồ sơ.");
        }
    }
}
