//! The period a title tells: `06 tháng năm 2026`, `Từ 01/10/2025 đến 31/3/2026`.

use jiff::civil::{Date, date};

use crate::text::fold;
use crate::time::{Window, WorkYear};

/// What titles tell of the period; where they can mean two, none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Work year.
    pub year: Option<i16>,
    /// Cumulative months.
    pub month: Option<u8>,
    /// Day the figures were closed, where it is not the last of the month.
    pub cut_off: Option<Date>,
    /// What had better be looked at.
    pub doubts: Vec<String>,
}

/// Reads the period from the lines of a title.
pub fn period(lines: &[&str]) -> Period {
    let mut found = Period::default();
    let mut told: Vec<(Option<i16>, Option<u8>)> = Vec::new();
    let mut years: Vec<i16> = Vec::new();
    for line in lines {
        let words = words(line);
        let (days, rest) = dates(&words);
        if let Some((from, to)) = range(&words, &days) {
            match window(from, to) {
                Ok((window, closed)) => {
                    told.push((Some(window.year.0), Some(window.month)));
                    found.cut_off = found.cut_off.or(closed);
                }
                Err(doubt) => found.doubts.push(doubt),
            }
            continue;
        }
        let counted = counted(&rest);
        told.extend(counted.iter().map(|(month, year)| (*year, Some(*month))));
        if counted.is_empty() {
            if let Some((month, year)) = single(&rest) {
                found.doubts.push(of_single(month, year));
            } else {
                years.extend(year(&rest));
            }
        }
    }
    settle(&mut found, &told, &years);
    found
}

fn settle(found: &mut Period, told: &[(Option<i16>, Option<u8>)], years: &[i16]) {
    let mut months: Vec<u8> = told.iter().filter_map(|(_, month)| *month).collect();
    months.sort_unstable();
    months.dedup();
    let mut all: Vec<i16> = told.iter().filter_map(|(year, _)| *year).collect();
    if all.is_empty() {
        all.extend(years);
    }
    all.sort_unstable();
    all.dedup();
    match months.as_slice() {
        [month] => found.month = Some(*month),
        [] => {}
        _ => found
            .doubts
            .push("Tiêu đề ghi nhiều số tháng khác nhau: chọn số tháng lũy kế.".to_owned()),
    }
    match all.as_slice() {
        [year] => found.year = Some(*year),
        [] => {}
        _ => found
            .doubts
            .push("Tiêu đề ghi nhiều năm khác nhau: chọn năm công tác.".to_owned()),
    }
    if found.month.is_none() || found.year.is_none() {
        found.cut_off = None;
    }
}

/// Folded words and numbers.
fn words(line: &str) -> Vec<String> {
    let folded = fold(line);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '/');
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The days named in a line, and the words that are left.
fn dates(words: &[String]) -> (Vec<(usize, Date)>, Vec<String>) {
    let (mut days, mut rest) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let parts: Vec<&str> = word.split('/').collect();
        if let [day, month, year] = parts.as_slice()
            && let Some(day) = day_of(day, month, year)
        {
            days.push((at, day));
            at += 1;
            continue;
        }
        // `ngày 31 tháng 3 năm 2026`
        if let [ngay, day, thang, month, nam, year] = words.get(at..at + 6).unwrap_or_default()
            && (ngay.as_str(), thang.as_str(), nam.as_str()) == ("ngay", "thang", "nam")
            && let Some(day) = day_of(day, month, year)
        {
            days.push((at, day));
            at += 6;
            continue;
        }
        rest.push(word.clone());
        at += 1;
    }
    (days, rest)
}

fn day_of(day: &str, month: &str, year: &str) -> Option<Date> {
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `Từ ngày … đến ngày …`.
fn range(words: &[String], days: &[(usize, Date)]) -> Option<(Date, Date)> {
    let [(first, from), (second, to), ..] = days else {
        return None;
    };
    let between = words.get(*first..*second)?;
    let before = words.get(first.saturating_sub(2)..*first)?;
    let says = |list: &[String], word: &str| list.iter().any(|it| it == word);
    (says(before, "tu") && says(between, "den")).then_some((*from, *to))
}

/// The window a range of days is, and the day it was closed where that is not the month's last.
fn window(from: Date, to: Date) -> Result<(Window, Option<Date>), String> {
    let window = Window::of(to);
    if window.year.first_day() != from {
        return Err(format!(
            "Kỳ từ {} đến {} không bắt đầu từ 01/10: chọn năm và số tháng lũy kế.",
            crate::time::vn(from),
            crate::time::vn(to)
        ));
    }
    Ok((window, (window.last_day() != to).then_some(to)))
}

/// `6 tháng đầu năm công tác 2026`: months counted from October, with the year where it is told.
fn counted(words: &[String]) -> Vec<(u8, Option<i16>)> {
    let mut found = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        let [number, thang] = pair else { continue };
        let month = number.parse::<u8>().ok();
        let Some(month) = month.filter(|month| (1..=12).contains(month) && thang == "thang") else {
            continue;
        };
        let after = words.get(at + 2..).unwrap_or_default();
        let year = after.iter().take(5).find_map(|word| year_of(word));
        found.push((month, year));
    }
    found
}

/// `tháng 3 năm 2026`, `tháng 3/2026`.
fn single(words: &[String]) -> Option<(i8, i16)> {
    for (at, word) in words.iter().enumerate() {
        if word != "thang" {
            continue;
        }
        let after = words.get(at + 1)?;
        if let Some((month, year)) = after.split_once('/') {
            return Some((month.parse().ok()?, year_of(year)?));
        }
        let month: i8 = after
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        let year = words.get(at + 2..).unwrap_or_default();
        return Some((month, year.iter().take(3).find_map(|word| year_of(word))?));
    }
    None
}

fn of_single(month: i8, year: i16) -> String {
    let counted = Date::new(year, month, 1).map(Window::of);
    match counted {
        Ok(window) => format!(
            "Tiêu đề ghi tháng {month} năm {year}: nếu là số lũy kế từ 01/10 thì chọn {} tháng năm {}.",
            window.month, window.year.0
        ),
        Err(_) => "Tiêu đề ghi một tháng không có thật: chọn năm và số tháng lũy kế.".to_owned(),
    }
}

/// `năm 2026`.
fn year(words: &[String]) -> Option<i16> {
    let at = words.iter().position(|word| word == "nam")?;
    let after = words.get(at + 1..)?;
    after.iter().take(3).find_map(|word| year_of(word))
}

fn year_of(word: &str) -> Option<i16> {
    let year = word.parse::<i16>().ok()?;
    let known = WorkYear(1990)..=WorkYear(2099);
    (word.len() == 4 && known.contains(&WorkYear(year)) && date(year, 1, 1).year() == year)
        .then_some(year)
}
