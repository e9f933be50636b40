//! Restatement in words.

use jiff::civil::Date;
use thidua_domain::restate::{Rule, Step, Why, places};
use thidua_domain::text::number;
use thidua_domain::time::vn;

use crate::State;

/// Names joined.
pub(super) fn names<'a>(
    state: &State,
    codes: impl IntoIterator<Item = &'a str>,
    on: Date,
) -> String {
    let names: Vec<String> = codes
        .into_iter()
        .map(|code| state.org.label_on(code, on))
        .collect();
    names.join("; ")
}

/// Why figures of an agency are not restated.
pub(super) fn why(state: &State, old: &str, why: &Why<'_>, day: Date) -> String {
    let name = state.org.label_on(old, day);
    match why {
        Why::Parted(news) => format!(
            "{name} được chia về {} nơi ({}), chưa có bảng quy đổi được ký.",
            number::two_digits(i64::try_from(news.len()).unwrap_or(i64::MAX)),
            names(state, news.iter().copied(), day)
        ),
        Why::Unsigned => {
            format!("{name}: bảng quy đổi đã lập nhưng chưa có đủ văn bản, người ký, ngày ký.")
        }
        Why::Wrong(reason) => format!("{name}: bảng quy đổi chưa dùng được. {reason}"),
        Why::Decided(rule) => {
            let note = rule.note.as_deref().map(|note| format!(": {note}"));
            format!(
                "{name} không quy đổi, theo {}{}",
                signed(state, rule),
                note.unwrap_or_else(|| ".".to_owned())
            )
        }
        Why::Dissolved => format!("{name} đã giải thể, không có cơ quan kế thừa."),
        Why::Ended => format!("{name} đã kết thúc hoạt động, chưa khai việc sắp xếp."),
        Why::GoesOn(new) => format!(
            "{name} chuyển một phần sang {} và vẫn hoạt động, chưa có bảng quy đổi được ký.",
            state.org.label_on(new, day)
        ),
        Why::Missing(codes) => format!(
            "{name}: chưa cộng được vì thiếu số của {}.",
            names(state, codes.iter().copied(), day)
        ),
    }
}

/// Where the figures of an agency that is no more are told.
pub(super) fn gone(state: &State, old: &str, as_of: Date, day: Date) -> String {
    let name = state.org.label_on(old, day);
    let then = state.org.then().unwrap_or(&state.org);
    let placed = then.find(old).map_or_else(Vec::new, |agency| {
        places(then, as_of, &agency.code, day, None, 1)
    });
    let mut news: Vec<&str> = placed.iter().filter_map(|one| one.new).collect();
    news.sort_unstable();
    news.dedup();
    match news.is_empty() {
        true => format!("{name} không còn, số liệu chưa quy về cơ quan nào."),
        false => format!(
            "{name} không còn; số liệu được quy về {}.",
            names(state, news, as_of)
        ),
    }
}

/// The signature a rule rests on: `Quyết định 15/QĐ-THADS, ông A ký ngày 05/07/2025`.
pub(super) fn signed(state: &State, rule: &Rule) -> String {
    let document = rule.document.as_deref().map(|text| state.cited(text));
    let signer = rule.signer.as_deref();
    let day = rule.signed_on.map(|day| day.vn());
    match (document, signer, day) {
        (Some(document), Some(signer), Some(day)) => format!("{document}, {signer} ký ngày {day}"),
        (document, _, _) => format!(
            "{} (chưa ký)",
            document.unwrap_or_else(|| "bảng quy đổi".to_owned())
        ),
    }
}

/// How a figure goes over in one step.
pub(super) fn step(state: &State, step: &Step<'_>) -> String {
    use thidua_domain::restate::Heirs;
    match (&step.heirs, step.share(), step.rule()) {
        (_, Some((part, whole)), Some(rule)) => {
            let basis = rule.basis.as_deref();
            let basis = basis.map(|text| format!(", cơ sở: {text}"));
            format!(
                "lấy {}/{} theo {}{}",
                number::group(part),
                number::group(whole),
                signed(state, rule),
                basis.unwrap_or_default()
            )
        }
        (_, None, Some(rule)) => format!("cộng cả theo {}", signed(state, rule)),
        (Heirs::Told(_, pair), ..) => {
            let document = pair.document.as_deref().map(|text| state.cited(text));
            format!(
                "cộng cả theo {} ({} ngày {}); chưa ký bảng quy đổi",
                document.unwrap_or_else(|| "việc sắp xếp".to_owned()),
                state
                    .catalogue
                    .labels
                    .word("sap-xep.loai", &pair.kind)
                    .to_lowercase(),
                vn(pair.on.first_day())
            )
        }
        _ => String::new(),
    }
}
