//! Words and codes of answers.

use thidua_domain::law::{Cited, Hope, Join, Tri};
use thidua_domain::time;

/// Citations in one line.
pub(crate) fn citation(cites: &[Cited]) -> String {
    let one = |cited: &Cited| match cited.article.is_empty() {
        true => cited.short.clone(),
        false => format!("{} {}", cited.article, cited.short),
    };
    cites.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Whether it holds: `true`, `false`, or nobody knows yet.
pub(super) const fn holds(holds: Tri) -> Option<bool> {
    match holds {
        Tri::Yes => Some(true),
        Tri::No => Some(false),
        Tri::Unknown => None,
    }
}

/// The same in words.
pub(super) const fn holds_text(holds: Tri) -> &'static str {
    match holds {
        Tri::Yes => "Đạt",
        Tri::No => "Chưa đạt",
        Tri::Unknown => "Cần người xem xét",
    }
}

/// How parts join: code, and how many must hold where it is a number.
pub(super) fn join(join: Join, parts: usize) -> (&'static str, Option<i64>) {
    match join {
        Join::Leaf => ("leaf", None),
        Join::AtLeast(number) if i64::try_from(parts) == Ok(number) => ("all", None),
        Join::AtLeast(1) => ("any", None),
        Join::AtLeast(number) => ("at_least", Some(number)),
        Join::Not => ("not", None),
        Join::Readings => ("readings", None),
    }
}

/// When at the earliest, in words.
pub(super) fn earliest(hope: Hope) -> String {
    match hope {
        Hope::In(year, None) => format!("sớm nhất năm {year}"),
        Hope::In(year, Some(day)) => format!("sớm nhất từ ngày {} (năm {year})", time::vn(day)),
        Hope::NotKnown => "chưa tính được khi nào".to_owned(),
        Hope::Never => "không thể đạt".to_owned(),
    }
}
