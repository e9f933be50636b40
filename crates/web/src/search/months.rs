//! Actions with a month: «nhập số liệu tháng 9», «nsl 9/2026», «tiến độ 8 tháng» open the page of the reader's own
//! agency at that month.

use minijinja::Value;
use thidua_app::figures::entry;
use thidua_domain::access::Permission;
use thidua_domain::text::fold;
use thidua_domain::time::{Window, WorkYear};

use super::hit;
use crate::ask::Ask;
use crate::problem::Problem;
use crate::{figures, targets};

/// An action: its words, its page, what it asks for.
struct Action {
    title: &'static str,
    /// Folded words by which it is meant.
    words: &'static [&'static str],
    page: &'static str,
    permission: Permission,
    icon: &'static str,
}

const ACTIONS: [Action; 3] = [
    Action {
        title: "Nhập số liệu",
        words: &["nhap", "so", "lieu"],
        page: "nhap-so-lieu",
        permission: entry::PERMISSION,
        icon: "pencil",
    },
    Action {
        title: "Xem số liệu",
        words: &["xem", "so", "lieu"],
        page: "so-lieu",
        permission: figures::PERMISSION,
        icon: "chart-bar",
    },
    Action {
        title: "Xem tiến độ",
        words: &["xem", "tien", "do"],
        page: "tien-do",
        permission: targets::PERMISSION,
        icon: "target-arrow",
    },
];

/// A month as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Month {
    /// `tháng 9`, `9/2026`: of the calendar, with its year where one is told.
    Calendar(i8, Option<i16>),
    /// `9 tháng`: cumulated from 1 October.
    Cumulative(u8),
}

/// What is meant, and with which words beside the month.
fn read(typed: &str) -> Option<(Month, Vec<String>)> {
    let folded = fold(typed);
    let mut words: Vec<String> = folded
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let number = |word: &String| word.parse::<i16>().ok();
    let is_month = |number: i16| (1..=12).contains(&number);
    let at = words
        .iter()
        .position(|word| number(word).is_some_and(is_month))?;
    let month = number(&words[at])?;
    let near = |at: Option<usize>| at.and_then(|at| words.get(at)).map(String::as_str);
    let calendar = near(at.checked_sub(1)) == Some("thang");
    let cumulative = !calendar && near(Some(at + 1)) == Some("thang");
    let mut gone = vec![at];
    if calendar {
        gone.push(at - 1);
    } else if cumulative {
        gone.push(at + 1);
    }
    let year = words.iter().position(|word| {
        let year = number(word).unwrap_or_default();
        word.len() == 4 && (1990..=2200).contains(&year)
    });
    let told = year.and_then(|at| number(&words[at]));
    gone.extend(year);
    if let Some(before) = year
        .and_then(|at| at.checked_sub(1))
        .filter(|at| words[*at] == "nam")
    {
        gone.push(before);
    }
    // A number alone is a number: «số 5» asks for a paper.
    let initials = |word: &String| word.len() > 1 && ["nsl", "xsl", "xtd"].contains(&word.as_str());
    if !calendar && !cumulative && words.len() - gone.len() < 2 && !words.iter().any(initials) {
        return None;
    }
    gone.sort_unstable();
    for at in gone.into_iter().rev() {
        words.remove(at);
    }
    let month = match cumulative {
        true => Month::Cumulative(u8::try_from(month).ok()?),
        false => Month::Calendar(i8::try_from(month).ok()?, told),
    };
    Some((month, words))
}

impl Action {
    /// Whether words mean it: the beginnings of its own, or its initials (`nsl`).
    fn is_meant(&self, words: &[String]) -> bool {
        let initials: String = self
            .words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let begins = |word: &String| self.words.iter().any(|own| own.starts_with(word.as_str()));
        let short = |word: &String| word.len() > 1 && initials.contains(word.as_str());
        words.iter().all(|word| begins(word) || short(word))
    }
}

impl Month {
    /// The windows it may mean, the likelier one first: of the chosen work year, and where that lies ahead the
    /// last one that has begun.
    fn windows(self, chosen: WorkYear, now: Window) -> Vec<Window> {
        match self {
            Self::Cumulative(month) => Window::new(chosen, month).into_iter().collect(),
            Self::Calendar(month, told) => {
                // October to December are the first three months of the next work year.
                let place = u8::try_from((i16::from(month) + 2) % 12 + 1).unwrap_or(1);
                if let Some(year) = told {
                    let year = if month >= 10 { year + 1 } else { year };
                    return Window::new(WorkYear(year), place).into_iter().collect();
                }
                let in_year = |year: WorkYear| Window::new(year, place);
                let own = in_year(chosen).into_iter();
                let ahead = |window: &Window| *window > now;
                match own.clone().any(|window| ahead(&window)) {
                    true => in_year(chosen.previous()).into_iter().chain(own).collect(),
                    false => own.collect(),
                }
            }
        }
    }
}

/// The actions a question means, for the reader's own agency.
pub(super) fn find(ask: &Ask, typed: &str) -> Result<Vec<Value>, Problem> {
    let Some((month, words)) = read(typed) else {
        return Ok(Vec::new());
    };
    let actor = &ask.live()?.actor;
    let chosen = ask.kept_year().unwrap_or_else(|| WorkYear::of(ask.today));
    let windows = month.windows(chosen, Window::of(ask.today));
    let mut hits = Vec::new();
    for action in ACTIONS.iter().filter(|action| action.is_meant(&words)) {
        let Some(agency) = ask.home_agency(actor, action.permission) else {
            continue;
        };
        for window in &windows {
            let (year, month) = (window.year.0, window.month);
            let href = format!("/co-quan/{agency}/{}?nam={year}&thang={month}", action.page);
            let title = format!("{} {}", action.title, window.calendar_name());
            let note = format!(
                "{}, lũy kế {month} tháng, năm công tác {year}",
                ask.agency_name(&agency)
            );
            hits.push(hit(&href, &title, &note, action.icon));
        }
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str) -> Vec<&'static str> {
        let Some((_, words)) = read(typed) else {
            return Vec::new();
        };
        let actions = ACTIONS.iter().filter(|action| action.is_meant(&words));
        actions.map(|action| action.page).collect()
    }

    #[test]
    fn a_month_is_read_with_or_without_marks_and_by_initials() {
        for typed in [
            "nhập số liệu tháng 9",
            "nhap so lieu thang 9",
            "nsl 9",
            "nsl tháng 9/2026",
            "tháng 9 năm 2026 nhập",
        ] {
            assert_eq!(meant(typed), ["nhap-so-lieu"], "{typed}");
        }
        assert_eq!(meant("tiến độ 8 tháng"), ["tien-do"]);
        assert_eq!(meant("xsl 3"), ["so-lieu"]);
        assert_eq!(meant("tháng 9").len(), 3);
        for other in [
            "nhập số liệu",
            "nsl",
            "quận 1",
            "tháng 13",
            "phòng 3 nguyễn",
            "2026",
            "số 5",
            "9/2026",
        ] {
            assert!(meant(other).is_empty(), "{other}");
        }
        assert_eq!(
            read("nsl 9/2026").unwrap().0,
            Month::Calendar(9, Some(2026))
        );
        assert_eq!(read("8 tháng").unwrap().0, Month::Cumulative(8));
    }

    #[test]
    fn a_month_ahead_means_first_the_last_one_that_has_begun() {
        let now = Window::new(WorkYear(2027), 2).unwrap();
        let windows = |month: Month| -> Vec<(i16, u8)> {
            let windows = month.windows(WorkYear(2027), now).into_iter();
            windows
                .map(|window| (window.year.0, window.month))
                .collect()
        };
        assert_eq!(windows(Month::Calendar(10, None)), [(2027, 1)]);
        assert_eq!(windows(Month::Calendar(9, None)), [(2026, 12), (2027, 12)]);
        assert_eq!(windows(Month::Calendar(12, Some(2025))), [(2026, 3)]);
        assert_eq!(windows(Month::Calendar(1, Some(2026))), [(2026, 4)]);
        assert_eq!(windows(Month::Cumulative(8)), [(2027, 8)]);
    }
}
