//! The letter of NĐ 30/2020 that every output shares: numbers, dates, final signs, broken lines.

use super::measure::{self, Face};
use super::model::{Block, Dateline, Day, Illustration, Marks, Text};
use super::{layout, model::Run};

/// A blank to be filled by hand; it neither collapses nor breaks.
const BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";
/// The same beside a long name of a place.
const SHORT_BLANK: &str = "\u{a0}\u{a0}\u{a0}";
/// Letters of a place beyond which the date beside it has no room for wide blanks.
const LONG_PLACE: usize = 16;

/// "Số: 05/QĐ-BNV"; without a number the place is left for the văn thư: "Số:     /QĐ-BNV".
pub fn number_line(number: Option<u32>, symbol: &str) -> String {
    match number {
        Some(number) => format!("Số: {number:02}/{symbol}"),
        None => format!("Số:{BLANK}/{symbol}"),
    }
}

/// "Hà Nội, ngày 05 tháng 01 năm 2020": day below ten, January and February take a nought.
pub fn date_line(line: &Dateline) -> String {
    match line.day {
        Day::On(date) => {
            let (day, month, year) = (date.day(), date.month(), date.year());
            let month = if month < 3 {
                format!("0{month}")
            } else {
                month.to_string()
            };
            format!("{}, ngày {day:02} tháng {month} năm {year}", line.place)
        }
        Day::Open(year) => {
            // Beside a long place the whole line must still fit the right half of the letterhead.
            let blank = if line.place.chars().count() > LONG_PLACE {
                SHORT_BLANK
            } else {
                BLANK
            };
            format!("{}, ngày{blank}tháng{blank}năm {year}", line.place)
        }
    }
}

/// The sentence with "./." for its final sign, as the body of a document ends.
pub fn closed(sentence: &str) -> String {
    format!("{}./.", stripped(sentence))
}

/// What stands under a picture: "Quang cảnh hội nghị. Ảnh: Đình Thương"; `None` where nothing is known of it.
pub(crate) fn caption(shown: &Illustration) -> Option<String> {
    let caption = match stripped(shown.caption.trim()) {
        "" => None,
        said => Some(format!("{said}.")),
    };
    let credit = shown.credit.as_ref().map(|name| format!("Ảnh: {name}"));
    let words: Vec<String> = caption.into_iter().chain(credit).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The sentence without its final signs.
fn stripped(sentence: &str) -> &str {
    sentence.trim_end_matches(['.', ';', ',', '/', ' ', '\u{a0}'])
}

/// "- …;" for every line but the last, which ends with ".".
pub(crate) fn dashed(lines: &[String]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let sign = |index| if index == last { "." } else { ";" };
    let dash = |(index, line): (usize, &String)| format!("- {}{}", stripped(line), sign(index));
    lines.iter().enumerate().map(dash).collect()
}

/// "Kính gửi: X." of a single addressee.
pub(crate) fn addressee(name: &str) -> String {
    format!("Kính gửi: {}.", stripped(name))
}

/// The căn cứ at `index` in italics with its final sign.
pub(crate) fn basis(blocks: &[Block], index: usize, text: &Text) -> Text {
    let followed = matches!(blocks.get(index + 1), Some(Block::Basis(_)));
    let mut text = text.clone();
    for run in &mut text.0 {
        run.italic = true;
    }
    if let Some(run) = text.0.last_mut() {
        run.text = format!(
            "{}{}",
            stripped(&run.text),
            if followed { ";" } else { "." }
        );
    }
    text
}

/// The item of a list with its dash.
pub(crate) fn item(text: &Text) -> Text {
    let dash = Run {
        text: "- ".into(),
        ..Run::default()
    };
    Text(
        std::iter::once(dash)
            .chain(text.0.iter().cloned())
            .collect(),
    )
}

/// "(Kèm theo …)".
pub(crate) fn attached(text: &str) -> String {
    format!("({})", text.trim_matches(['(', ')', ' ']))
}

/// What the paper says about itself, a line each.
pub(crate) fn remarks(marks: &Marks) -> Vec<String> {
    let notices = marks
        .notices
        .iter()
        .map(|notice| format!("Lưu ý: {}.", stripped(notice)));
    let sources = (!marks.sources.is_empty()).then(|| {
        let list: Vec<_> = marks
            .sources
            .iter()
            .map(|source| stripped(source))
            .collect();
        format!("Nguồn số liệu: {}.", list.join("; "))
    });
    notices.chain(sources).collect()
}

/// The name of an agency in capitals, broken where officers break it when it is too long for its
/// column: the field's own words stay whole, and the place after them takes the next line.
pub(crate) fn agency_lines(name: &str, face: Face) -> Vec<String> {
    const WHOLE: [&str; 2] = ["THI HÀNH ÁN DÂN SỰ", "THI ĐUA - KHEN THƯỞNG"];
    let upper = name.to_uppercase();
    let column = layout::millimetres(layout::LETTERHEAD_LEFT);
    let fits = |line: &str| measure::width(line, face, layout::ISSUER) <= column;
    let found = WHOLE
        .iter()
        .find_map(|words| upper.find(words).map(|at| (at, at + words.len())));
    let Some((from, to)) = found.filter(|_| !fits(&upper)) else {
        return vec![upper];
    };
    let (head, tail) = upper.split_at(to);
    let (before, words) = head.split_at(from);
    let lines = if fits(head) {
        vec![head]
    } else {
        vec![before, words]
    };
    let lines = lines.into_iter().chain([tail]).map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The trích yếu in lines of about one length, so that no single word stands under a full line; line
/// breaks that were asked for are kept.
pub(crate) fn subject_lines(subject: &str) -> Vec<String> {
    let measured = |text: &str| measure::width(text, Face::Bold, layout::BODY);
    let column = layout::millimetres(layout::text_column(false)) * 9 / 10;
    if subject.contains('\n') || measured(subject) <= column {
        return subject.lines().map(str::to_owned).collect();
    }
    let words: Vec<_> = subject.split(' ').collect();
    let count = usize::try_from(measured(subject).div_ceil(column)).unwrap_or(1);
    let least = column / 2;
    let widths = (0..=50).map(|step| least + (column - least) * step / 50);
    let mut wrapped = widths.map(|width| wrap(&words, |line| measured(line) <= width));
    let even = wrapped.find(|lines| lines.len() <= count);
    even.unwrap_or_else(|| wrap(&words, |line| measured(line) <= column))
}

/// `words` in lines that `fit`, a longer word alone on its line.
fn wrap(words: &[&str], fit: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if fit(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push((*word).to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(day: Day) -> String {
        date_line(&Dateline {
            place: "Hà Nội".into(),
            day,
        })
    }

    #[test]
    fn noughts_stand_before_days_and_the_first_two_months_only() {
        assert_eq!(
            line(Day::On(date(2020, 1, 5))),
            "Hà Nội, ngày 05 tháng 01 năm 2020"
        );
        assert_eq!(
            line(Day::On(date(2019, 6, 29))),
            "Hà Nội, ngày 29 tháng 6 năm 2019"
        );
        assert_eq!(
            line(Day::On(date(2021, 2, 10))),
            "Hà Nội, ngày 10 tháng 02 năm 2021"
        );
    }

    #[test]
    fn an_open_day_leaves_room_that_does_not_break() {
        assert_eq!(
            line(Day::Open(2026)),
            format!("Hà Nội, ngày{BLANK}tháng{BLANK}năm 2026")
        );
    }

    #[test]
    fn numbers_below_ten_take_a_nought() {
        assert_eq!(number_line(Some(5), "QĐ-BNV"), "Số: 05/QĐ-BNV");
        assert_eq!(number_line(Some(508), "KH-CTHADS"), "Số: 508/KH-CTHADS");
        assert!(number_line(None, "BC-CTHADS").ends_with("\u{a0}/BC-CTHADS"));
    }

    #[test]
    fn a_body_is_closed_once() {
        assert_eq!(
            closed("chịu trách nhiệm thi hành."),
            "chịu trách nhiệm thi hành./."
        );
        assert_eq!(
            closed("chịu trách nhiệm thi hành./."),
            "chịu trách nhiệm thi hành./."
        );
    }

    #[test]
    fn a_long_name_breaks_where_officers_break_it() {
        for (name, lines) in [
            (
                "Chi cục Thi hành án dân sự Quận 1",
                &["CHI CỤC THI HÀNH ÁN DÂN SỰ", "QUẬN 1"][..],
            ),
            (
                "Cục Quản lý Thi hành án dân sự",
                &["CỤC QUẢN LÝ", "THI HÀNH ÁN DÂN SỰ"],
            ),
            (
                "Thi hành án dân sự tỉnh Đồng Tháp",
                &["THI HÀNH ÁN DÂN SỰ", "TỈNH ĐỒNG THÁP"],
            ),
            (
                "Hội đồng Thi đua - Khen thưởng",
                &["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"],
            ),
            ("Bộ Tư pháp", &["BỘ TƯ PHÁP"]),
        ] {
            assert_eq!(agency_lines(name, Face::Bold), lines);
        }
    }

    #[test]
    fn a_long_subject_is_broken_evenly() {
        let subject =
            "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc năm 2025";
        let lines = subject_lines(subject);
        assert_eq!(
            lines,
            [
                "Về việc tặng Giấy khen cho các tập thể,",
                "cá nhân có thành tích xuất sắc năm 2025"
            ]
        );
        assert_eq!(subject_lines("Tổng kết\nnăm"), ["Tổng kết", "năm"]);
        let long = subject.repeat(3);
        assert_eq!(subject_lines(&long).join(" "), long);
    }

    #[test]
    fn a_series_of_bases_ends_with_a_full_stop() {
        let blocks = ["Căn cứ Luật A", "Căn cứ Nghị định B;"].map(|text| Block::Basis(text.into()));
        let words = |index: usize| match &blocks[index] {
            Block::Basis(text) => basis(&blocks, index, text).words(),
            _ => unreachable!(),
        };
        assert_eq!(
            (words(0), words(1)),
            ("Căn cứ Luật A;".into(), "Căn cứ Nghị định B.".into())
        );
    }
}
