//! The file other calendars read (RFC 5545): whole days, lines of at most 75 bytes, signs escaped.

use jiff::civil::{Date, DateTime};

use super::Entry;

/// Bytes of a line, its end not counted.
const LINE: usize = 75;

/// The calendar as a file. `stamp`: the moment it is made, in UTC; `name`: what calendars call it.
pub fn file(name: &str, entries: &[Entry], stamp: DateTime) -> String {
    let mut text = String::new();
    let mut line = |words: &str| fold(&mut text, words);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Thi Dua//Lich thi dua//VI");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@thidua", escaped(&entry.id)));
        line(&format!("DTSTAMP:{}", stamp.strftime("%Y%m%dT%H%M%SZ")));
        line(&format!("DTSTART;VALUE=DATE:{}", day(entry.from)));
        // The end is the day after the last.
        let end = entry.to.tomorrow().unwrap_or(entry.to);
        line(&format!("DTEND;VALUE=DATE:{}", day(end)));
        line(&format!("SUMMARY:{}", escaped(&entry.title)));
        line(&format!("CATEGORIES:{}", escaped(entry.kind.words())));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Appends a line, cut between letters where it is long; what follows begins with a blank.
fn fold(text: &mut String, words: &str) {
    let mut used = 0;
    for letter in words.chars() {
        if used + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            used = 1;
        }
        text.push(letter);
        used += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    use super::super::Kind;
    use super::*;

    fn entry(title: &str) -> Entry {
        Entry {
            kind: Kind::Milestone,
            from: date(2026, 7, 10),
            to: date(2026, 7, 12),
            title: title.to_owned(),
            id: "moc-pt-1".to_owned(),
        }
    }

    #[test]
    fn an_entry_is_a_whole_day_and_its_end_the_day_after() {
        let stamp = datetime(2026, 11, 22, 9, 41, 0, 0);
        let text = file("Lịch thi đua", &[entry("Sơ kết; tổng kết, đợt 1")], stamp);
        for part in [
            "BEGIN:VCALENDAR\r\n",
            "DTSTART;VALUE=DATE:20260710\r\n",
            "DTEND;VALUE=DATE:20260713\r\n",
            "SUMMARY:Sơ kết\\; tổng kết\\, đợt 1\r\n",
            "DTSTAMP:20261122T094100Z\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    proptest! {
        #[test]
        fn no_title_breaks_a_line(title in any::<String>()) {
            let stamp = datetime(2026, 11, 22, 9, 41, 0, 0);
            let text = file("Lịch", &[entry(&title)], stamp);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\n', '\r'])));
            let unfolded = text.replace("\r\n ", "");
            prop_assert_eq!(unfolded.matches("\r\nBEGIN:VEVENT").count(), 1);
        }
    }
}
