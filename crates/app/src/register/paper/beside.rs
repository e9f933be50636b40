//! The awards of a time against those of the time before it, as long: in one sentence.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::count::{Count, count};
use super::{before, period};
use crate::AppError;
use crate::register::{AskAwards, AwardRow, Awards, awards};
use crate::report::listed;
use crate::state::View;

/// `So với giai đoạn 2009 – 2014: …`; that there is nothing to compare with is said too.
///
/// # Errors
/// As [`awards`].
pub(crate) fn beside(view: &View, ask: &AskAwards) -> Result<Option<Block>, AppError> {
    let now = awards(view, ask)?;
    let then = awards(view, &before(ask))?;
    if now.rows.is_empty() {
        return Ok(None);
    }
    let than = period(&then);
    if then.rows.is_empty() {
        let left = match then.left_out.is_empty() {
            true => format!("Hệ thống chưa có dữ liệu khen thưởng {than} để so sánh."),
            false => format!("Khen thưởng {than} không tách được riêng nên không so sánh."),
        };
        return Ok(Some(Block::Note(left)));
    }
    let told: Vec<String> = [("tap_the", "tập thể"), ("ca_nhan", "cá nhân")]
        .into_iter()
        .filter_map(|(kind, word)| told(&now, &then, kind, word))
        .collect();
    Ok((!told.is_empty()).then(|| {
        let words = format!(
            "So với {than}, số được tặng, được công nhận: {}.",
            listed(&told)
        );
        Block::Paragraph(words.into())
    }))
}

/// `33 tập thể (tăng 05)`: counted as recipients where both times tell them, else as times.
fn told(now: &Awards, then: &Awards, kind: &str, word: &str) -> Option<String> {
    let of = |found: &Awards| {
        let rows: Vec<AwardRow> = found
            .rows
            .iter()
            .filter(|row| row.subject_kind == kind && row.status == "da_tang")
            .cloned()
            .collect();
        count(&rows.iter().collect::<Vec<_>>())
    };
    let (unit, now, then) = match (of(now), of(then)) {
        (Count::None, Count::None) => return None,
        (Count::None, Count::Recipients(then)) => ("", 0, then),
        (Count::Recipients(now), Count::None) => ("", now, 0),
        (Count::Recipients(now), Count::Recipients(then)) => ("", now, then),
        (Count::None, Count::Times(then)) => ("lượt ", 0, then),
        (Count::Times(now), Count::None) => ("lượt ", now, 0),
        (Count::Times(now), Count::Times(then)) => ("lượt ", now, then),
        // Recipients and times are not taken from one another, and nothing from a number that is not told.
        _ => return None,
    };
    match (now, then) {
        (_, 0) => {
            return Some(format!(
                "{} {unit}{word} (kỳ trước không có)",
                two_digits(now)
            ));
        }
        (0, _) => {
            let then = two_digits(then);
            return Some(format!("không có {word} (kỳ trước {then} {unit}{word})"));
        }
        _ => {}
    }
    let change = match now.checked_sub(then)? {
        0 => "không đổi".to_owned(),
        more if more > 0 => format!("tăng {}", two_digits(more)),
        less => format!("giảm {}", two_digits(less.checked_neg()?)),
    };
    Some(format!(
        "{} {unit}{word} ({change} so với {})",
        two_digits(now),
        two_digits(then)
    ))
}
