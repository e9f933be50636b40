//! The rulebook of awards: faults are days on which it does not say exactly one thing, approved changes that this release
//! cannot take over, worked cases that come out otherwise. What nobody compared with the original, and what cites no
//! article, is told as a note: it is work to be done, not something that is wrong.

use jiff::civil::Date;
use thidua_domain::law::change::applying;
use thidua_domain::law::{coverage, run_cases, unconfirmed};

use super::Finding;
use crate::law::{book, rules};
use crate::{AppError, View};

/// Rules must be there so many calendar years ahead.
const AHEAD: i16 = 2;

fn finding(subject: impl Into<String>, reason: impl Into<String>) -> Finding {
    Finding {
        kind: "law",
        subject: subject.into(),
        reason: reason.into(),
    }
}

/// What is wrong.
pub(super) fn findings(view: &View) -> Result<Vec<Finding>, AppError> {
    let law = view.state.law.as_ref();
    let until = Date::new(view.today.year() + AHEAD, 12, 31).unwrap_or(view.today);
    let mut found: Vec<Finding> = coverage(law, until)
        .iter()
        .map(|fault| finding(&fault.about, rules::gap(view, law, fault)))
        .collect();
    let left_out = view.state.rulings.left_out.iter();
    found.extend(left_out.map(|fault| {
        let reason = format!(
            "Thay đổi quy định đã duyệt không còn áp dụng được với bản chương trình này: {}",
            rules::of_approved(view, fault)
        );
        finding(&fault.file, reason)
    }));
    // Decided changes may rightly turn a shipped case; the shipped book alone may not.
    if applying(&view.state.rulings.changes).is_empty() {
        let cases = run_cases(law, &book::cases()?.files()).faults;
        found.extend(cases.into_iter().map(|fault| {
            let reason = format!("Trường hợp mẫu «{}» cho kết quả khác.", fault.case);
            finding(fault.case, reason)
        }));
    }
    Ok(found)
}

/// What nobody confirmed, and what cites nothing.
pub(super) fn notes(view: &View) -> Vec<Finding> {
    let open = unconfirmed(view.state.law.as_ref());
    let told = open.into_iter().map(|own| {
        let what = match own.without_citation {
            true => "chưa ghi căn cứ, chưa đối chiếu với bản gốc",
            false => "chưa đối chiếu với bản gốc",
        };
        finding(
            &own.id,
            format!("{}: {what} ({}).", own.text, own.confidence.vn()),
        )
    });
    told.collect()
}
