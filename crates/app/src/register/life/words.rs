//! The register for life in words, as pages and papers tell it.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::{PartialDate, YearSpan};

use super::{CANCELLED, Former, GIVEN, Life, LifeRow};
use crate::State;
use crate::report::{dated, listed, small};

/// A day as papers print it.
pub(super) fn day(text: &str) -> String {
    PartialDate::parse(text).map_or_else(|_| text.to_owned(), dated)
}

/// Years as printed.
pub fn years(text: &str) -> String {
    YearSpan::parse(text).map_or_else(|_| text.to_owned(), YearSpan::vn)
}

/// `Chi cục … (sáp nhập từ 01/7/2025, theo …)`.
pub fn former(state: &State, own: &Former) -> String {
    let how = state.catalogue.labels.word("sap-xep.loai", &own.how);
    let on = own.on.as_deref().map(|on| format!(" từ ngày {}", day(on)));
    let paper = own.document.as_ref().map(|paper| format!(", theo {paper}"));
    format!(
        "{} ({}{}{})",
        own.name,
        small(how),
        on.unwrap_or_default(),
        paper.unwrap_or_default()
    )
}

/// What stands beside an award: that it was cancelled, is only proposed, whose it was.
pub fn remark(state: &State, row: &LifeRow) -> String {
    let mut parts: Vec<String> = Vec::new();
    if row.status != GIVEN {
        let word = state
            .catalogue
            .labels
            .word("khen-thuong.trang_thai", &row.status);
        let told = row.cancelled.as_ref();
        let paper = told.and_then(|told| told.decision.as_ref());
        let on = told.and_then(|told| told.on.as_deref());
        let paper = paper.map_or_else(String::new, |paper| format!(" theo {paper}"));
        let on = on.map_or_else(String::new, |on| format!(" ngày {}", day(on)));
        let counted = match row.status == CANCELLED {
            true => "không tính",
            false => "chưa tính",
        };
        parts.push(format!("{word}{paper}{on}, {counted}"));
    }
    if row.inherited {
        parts.push("Của tập thể tiền thân".to_owned());
    }
    parts.extend(row.note.clone());
    parts.join("; ")
}

/// `Quyết định số … ngày … của …`.
pub fn decision(row: &LifeRow) -> String {
    let on = row.decided_on.as_deref().map(day);
    let mut told = match (&row.decision, on) {
        (Some(number), Some(on)) if !number.contains("ngày") => format!("{number} ngày {on}"),
        (Some(number), _) => number.clone(),
        (None, Some(on)) => format!("Ngày {on}"),
        (None, None) => String::new(),
    };
    if let Some(authority) = &row.authority
        && !told.contains(authority.as_str())
    {
        told = match told.is_empty() {
            true => authority.clone(),
            false => format!("{told}; {authority}"),
        };
    }
    match told.is_empty() {
        true => "Nguồn không nêu".to_owned(),
        false => told,
    }
}

/// Years without data, awards without names, what the reader may not see.
pub fn open_points(found: &Life) -> Vec<String> {
    let mut told = Vec::new();
    if !found.gaps.is_empty() {
        let spans = found.gaps.iter().map(|gap| match gap.from == gap.to {
            true => gap.from.to_string(),
            false => format!("{} – {}", gap.from, gap.to),
        });
        let spans: Vec<String> = spans.collect();
        told.push(format!(
            "Chưa có dữ liệu khen thưởng của các năm: {}.",
            listed(&spans)
        ));
    }
    if found.from.is_none() {
        told.push(
            "Chưa rõ hoạt động, công tác từ năm nào nên không nêu được năm nào còn thiếu dữ liệu."
                .to_owned(),
        );
    }
    if found.unnamed > 0 {
        let number = i64::try_from(found.unnamed).unwrap_or(i64::MAX);
        told.push(format!(
            "Còn {} dòng khen thưởng tập thể của cơ quan này mà nguồn không nêu tên tập thể; có thể có khen thưởng của tập thể này trong đó.",
            two_digits(number)
        ));
    }
    let closed = found.former.iter().filter(|own| !own.open);
    let closed: Vec<String> = closed.map(|own| own.name.clone()).collect();
    if !closed.is_empty() {
        told.push(format!(
            "Khen thưởng của {} không thuộc phạm vi được xem.",
            listed(&closed)
        ));
    }
    told
}
