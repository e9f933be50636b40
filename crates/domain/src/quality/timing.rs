//! When a month's figures were entered: late, close to the end, in the night, corrected before a ranking.

use jiff::civil::Date;

use super::rules::Timing;
use crate::text::number::group;
use crate::time::{Instant, Window, vn};

/// One entry of a month's figures: a revision of one of its sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// When.
    pub at: Instant,
    /// Which revision of the sheet; above 1: a correction.
    pub revision: i64,
    /// How many figures the sheet holds.
    pub values: usize,
}

/// What is unusual about the entries of a window: what tells it from the others, and in words. `due`: the last day of
/// the window's figures; `ranked`: the last days of later windows after which units are ranked.
pub fn entered(
    due: Option<Date>,
    ranked: &[(Window, Date)],
    entries: &[Entered],
    rule: &Timing,
) -> Vec<(&'static str, String)> {
    let living =
        |entry: &&Entered| due.is_none_or(|due| days_after(due, entry.at) <= rule.history_days);
    let mut told = Vec::new();
    let first = entries.iter().min_by_key(|entry| entry.at).filter(living);
    if let (Some(due), Some(first)) = (due, first) {
        told.extend(at_the_end(due, first, rule));
    }
    let nightly = |entry: &&Entered| {
        let hour = entry.at.local().hour();
        (hour >= rule.night_from || hour < rule.night_to) && entry.values >= rule.night_values
    };
    if let Some(entry) = entries.iter().filter(living).find(nightly) {
        let text = format!(
            "Có lần ghi {} số cùng lúc vào {}, trong khoảng từ {} giờ đến {} giờ sáng.",
            group(i64::try_from(entry.values).unwrap_or(i64::MAX)),
            entry.at.vn(),
            rule.night_from,
            rule.night_to
        );
        told.push(("ban-dem", text));
    }
    told.extend(before_ranking(ranked, entries, rule));
    told
}

/// Days from the end of a day to a moment; 0 or less: not after it.
fn days_after(due: Date, at: Instant) -> i64 {
    let days = due.until(at.date()).map_or(0, |span| span.get_days());
    i64::from(days)
}

fn at_the_end(due: Date, first: &Entered, rule: &Timing) -> Option<(&'static str, String)> {
    let late = days_after(due, first.at);
    if late > 0 {
        let text = format!(
            "Số liệu nhập lần đầu vào {}, sau hạn {late} ngày (hạn hết ngày {}).",
            first.at.vn(),
            vn(due)
        );
        return Some(("sau-han", text));
    }
    let end = due.tomorrow().ok()?.at(0, 0, 0, 0);
    let left = first.at.local().duration_until(end);
    if left.as_secs() > rule.hours.saturating_mul(3_600) {
        return None;
    }
    let minutes = left.as_mins();
    let text = format!(
        "Số liệu nhập lần đầu vào {}, còn {} giờ {:02} phút là hết hạn (hết ngày {}).",
        first.at.vn(),
        minutes / 60,
        minutes % 60,
        vn(due)
    );
    Some(("sat-han", text))
}

/// A correction of an earlier month just before the last day of a month after which units are ranked.
fn before_ranking(
    ranked: &[(Window, Date)],
    entries: &[Entered],
    rule: &Timing,
) -> Option<(&'static str, String)> {
    let close = |entry: &Entered, due: Date| {
        let after = days_after(due, entry.at);
        entry.revision > 1 && (-rule.ranking_days..=0).contains(&after)
    };
    entries.iter().find_map(|entry| {
        let (window, due) = ranked.iter().find(|(_, due)| close(entry, *due))?;
        let text = format!(
            "Số của kỳ này được sửa (lần ghi thứ {}) vào {}, trong {} ngày cuối trước hạn số liệu {} ({}), kỳ dùng để xếp hạng.",
            entry.revision,
            entry.at.vn(),
            rule.ranking_days,
            window.label(),
            vn(*due)
        );
        Some(("truoc-xep-hang", text))
    })
}
