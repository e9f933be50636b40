//! Whom a row of a form means: only who can be nobody else, by the register's own matcher.

use std::cell::OnceCell;

use jiff::civil::Date;
use thidua_domain::people::matching::{Answer, Line, Matcher, Outcome};
use thidua_domain::time::{Window, WorkYear, YearSpan};

use super::super::codes::{Namer, without_title};
use super::{About, Is};

/// Finds agencies and people of rows.
pub(super) struct Finder<'a, 'n> {
    pub(super) namer: &'n Namer<'a>,
    /// Work year of the form, where it is known.
    pub(super) year: Option<i16>,
    /// Last day of its period; today where it is not known.
    pub(super) day: Date,
    matcher: OnceCell<Matcher<'a>>,
}

/// What came of a name.
pub(super) struct Meant {
    pub(super) is: Is,
    pub(super) sure: u8,
    pub(super) why: String,
}

impl<'a, 'n> Finder<'a, 'n> {
    pub(super) fn new(namer: &'n Namer<'a>, year: Option<i16>, month: Option<u8>) -> Self {
        let window = year.and_then(|year| Window::new(WorkYear(year), month.unwrap_or(12)));
        let last = window.map(Window::last_day);
        Self {
            namer,
            year,
            // A form of a month to come is read by the tree of today.
            day: last.map_or(namer.today(), |day| day.min(namer.today())),
            matcher: OnceCell::new(),
        }
    }

    /// The agency of a name: one in reach, alone or alone at that time.
    pub(super) fn agency(&self, name: &str) -> Vec<String> {
        let mut codes = self.namer.agency(name);
        codes.retain(|code| self.namer.scope.reaches(code));
        if codes.len() > 1 {
            let then = |code: &String| {
                let agency = self.namer.state.org.find(code);
                agency.is_some_and(|agency| agency.on(self.day).is_some())
            };
            let alive: Vec<String> = codes.iter().filter(|code| then(code)).cloned().collect();
            if alive.len() == 1 {
                return alive;
            }
        }
        codes
    }

    /// What the register makes of an officer's name in an agency.
    pub(super) fn asked(&self, name: &str, agency: &str) -> Answer {
        let matcher = self.matcher.get_or_init(|| {
            let state = self.namer.state;
            Matcher::new(&state.org, state.people.values())
        });
        let line = Line {
            name: officer_name(name).to_owned(),
            agency: (!agency.is_empty()).then(|| agency.to_owned()),
            years: self
                .year
                .and_then(|year| YearSpan::parse(&year.to_string()).ok()),
            ..Line::default()
        };
        matcher.find(&line)
    }

    /// An officer's row.
    pub(super) fn officer(&self, name: &str, agency: &str) -> Meant {
        let answer = self.asked(name, agency);
        match answer.outcome {
            Outcome::Certain(code) if !agency.is_empty() && !self.namer.scope.is_foreign(&code) => {
                Meant {
                    is: Is::Officer {
                        code,
                        agency: agency.to_owned(),
                    },
                    sure: 95,
                    why: String::new(),
                }
            }
            _ => Meant {
                is: Is::Doubt {
                    about: About::Officer,
                    agency: agency.to_owned(),
                },
                sure: 0,
                why: match answer.candidates.is_empty() {
                    true => "Hồ sơ nhân sự chưa có ai tên như vậy ở cơ quan này.".to_owned(),
                    false => answer
                        .doubts
                        .first()
                        .copied()
                        .unwrap_or("Chưa chắc là ai.")
                        .to_owned(),
                },
            },
        }
    }
}

/// Words before an officer's name.
const TITLES: [&str; 10] = [
    "Chấp hành viên trung cấp",
    "Chấp hành viên sơ cấp",
    "Chấp hành viên cao cấp",
    "Chấp hành viên",
    "CHVTC",
    "CHVSC",
    "CHVCC",
    "CHV TC",
    "CHV SC",
    "CHV",
];

/// A name without title, post or what stands in brackets: `CHV Nguyễn Văn A (Chi cục trưởng)`.
pub(super) fn officer_name(written: &str) -> &str {
    let mut name = written.trim();
    for title in TITLES {
        let begins = name.get(..title.len()).is_some_and(|begin| {
            begin.eq_ignore_ascii_case(title) || begin == title.to_uppercase()
        });
        let rest = name.get(title.len()..).unwrap_or_default();
        if begins && rest.starts_with([' ', ':', '.', '-']) {
            name = rest.trim_start_matches([' ', ':', '.', '-']);
            break;
        }
    }
    let name = without_title(name);
    let end = [" (", ",", " - ", " – ", ";"]
        .iter()
        .filter_map(|sign| name.find(sign))
        .min();
    name.get(..end.unwrap_or(name.len())).unwrap_or(name).trim()
}

/// Whether a label says by itself that an officer follows.
pub(super) fn says_officer(written: &str) -> bool {
    let name = written.trim();
    officer_name(name).len() < name.len() && looks_like_name(officer_name(name))
}

/// Two to seven words of letters, each with a capital.
pub(super) fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || "'’.-".contains(letter))
    };
    (2..=7).contains(&words.len()) && words.iter().all(capital)
}

/// Whether a label begins like the name of an agency.
pub(super) fn looks_like_agency(label: &str) -> bool {
    let key = thidua_domain::text::heading_key(label);
    let begins = [
        "chicuc",
        "cuc",
        "phong",
        "thads",
        "thihanhan",
        "vanphong",
        "coquan",
        "thihanhandansu",
    ];
    begins.iter().any(|begin| key.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_what_stands_around_them() {
        for (written, name) in [
            ("CHV Nguyễn Văn A", "Nguyễn Văn A"),
            ("Chấp hành viên: Lê Thị Bình", "Lê Thị Bình"),
            ("Đ/c Trần Văn Cường", "Trần Văn Cường"),
            ("Ông H'Hen Niê - Chi cục trưởng", "H'Hen Niê"),
            ("Nguyễn Văn A (CHV sơ cấp)", "Nguyễn Văn A"),
            ("CHV TC. Phạm Dũng, Phó trưởng phòng", "Phạm Dũng"),
            ("Chvăn An", "Chvăn An"),
        ] {
            assert_eq!(officer_name(written), name);
        }
        assert!(looks_like_name("Nguyễn Văn A") && looks_like_name("K'Brêu Y Thanh"));
        assert!(!looks_like_name("Các việc khác") && !looks_like_name("An"));
        assert!(looks_like_agency("Chi cục THADS huyện X") && !looks_like_agency("Lê Thị Phòng"));
        assert!(says_officer("CHV Nguyễn Văn A") && !says_officer("Nguyễn Văn A"));
    }
}
