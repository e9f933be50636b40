//! The rulebook: every day has exactly one statistical regime, no code stands twice, every code has
//! its word, every rule names what it rests on.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use thidua_domain::bundle::{Column, Kind, SheetDef};
use thidua_domain::catalogue::Catalogue;
use thidua_domain::figures::sheet::ADDED;
use thidua_domain::time::vn;
use thidua_store::{Snapshot, StoreError, records};

use super::Finding;
use crate::bundle::{FIGURES, RECORD_SHEETS};

/// Days that must have exactly one regime.
const FIRST: Date = date(2010, 1, 1);
const LAST: Date = date(2030, 12, 31);

/// What is wrong with the shipped catalogues.
pub(super) fn findings(shipped: &Catalogue) -> Vec<Finding> {
    let mut findings = Vec::new();
    coverage(shipped, &mut findings);
    twice(shipped, &mut findings);
    words(shipped, &mut findings);
    rests(shipped, &mut findings);
    findings
}

/// Numbers nobody confirmed: work to be done, not something that is wrong.
pub(super) fn notes(catalogue: &Catalogue) -> Vec<Finding> {
    let open = catalogue.honesty.bases().into_iter();
    let open = open.filter(|(_, basis)| basis.confirmed().is_none());
    let mut notes = Vec::new();
    for (block, basis) in open {
        add(
            &mut notes,
            format!("honesty {block} {}", basis.from),
            format!(
                "Ngưỡng của bảng minh bạch, từ {}: chưa xác nhận ({}).",
                vn(basis.from),
                basis.citation
            ),
        );
    }
    notes
}

fn add(findings: &mut Vec<Finding>, subject: impl Into<String>, reason: impl Into<String>) {
    findings.push(Finding {
        kind: "rulebook",
        subject: subject.into(),
        reason: reason.into(),
    });
}

/// One finding a stretch of days, not one a day.
fn coverage(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let mut day = FIRST;
    let mut open: Option<(Date, usize)> = None;
    while day <= LAST {
        let held = catalogue
            .regimes
            .iter()
            .filter(|regime| regime.validity.contains(day))
            .count();
        if open.map(|(_, many)| many) != Some(held) {
            open.and_then(|bad| uncovered(bad, day))
                .into_iter()
                .for_each(|found| findings.push(found));
            open = Some((day, held));
        }
        let Ok(next) = day.checked_add(1.day()) else {
            break;
        };
        day = next;
    }
    findings.extend(open.and_then(|bad| uncovered(bad, day)));
}

/// The stretch from a day until before `end`, where not exactly one regime held.
fn uncovered((from, held): (Date, usize), end: Date) -> Option<Finding> {
    let last = end.yesterday().unwrap_or(end);
    let what = match held {
        1 => return None,
        0 => "không có chế độ thống kê nào",
        _ => "có hơn một chế độ thống kê",
    };
    Some(Finding {
        kind: "rulebook",
        subject: format!("regimes {from}"),
        reason: format!("Từ {} đến {} {what}.", vn(from), vn(last)),
    })
}

/// Codes that stand twice in a list. Figures cannot: the catalogue does not open with one twice.
fn twice(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    let awards: Vec<&str> = catalogue
        .awards()
        .map(|award| award.code.as_str())
        .collect();
    let regimes: Vec<&str> = catalogue
        .regimes
        .iter()
        .map(|regime| regime.id.as_str())
        .collect();
    let identities: Vec<&str> = catalogue
        .identities
        .iter()
        .map(|identity| identity.id.as_str())
        .collect();
    let milestones: Vec<&str> = catalogue
        .milestones
        .iter()
        .map(|milestone| milestone.id.as_str())
        .collect();
    let lists = [
        ("awards", awards),
        ("regimes", regimes),
        ("identities", identities),
        ("milestones", milestones),
    ];
    for (list, codes) in lists {
        let mut seen = BTreeSet::new();
        for code in codes {
            if !seen.insert(code) {
                add(
                    findings,
                    format!("{list} {code}"),
                    format!("Mã «{code}» có hai lần trong danh mục."),
                );
            }
        }
    }
}

fn words(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    for sheet in RECORD_SHEETS.iter().copied().chain([FIGURES]) {
        for column in sheet.columns {
            if let Kind::Choice(codes) | Kind::Choices(codes) | Kind::Sign(codes) = column.kind {
                labels(catalogue, sheet, column, codes, findings);
            }
        }
    }
    for figure in catalogue.figures() {
        if catalogue.labels.word("don_vi_tinh", &figure.unit) == figure.unit {
            add(
                findings,
                &figure.code,
                format!("Đơn vị tính «{}» chưa có tên gọi.", figure.unit),
            );
        }
        if figure.name.trim().is_empty() {
            add(findings, &figure.code, "Số liệu chưa có tên.");
        }
    }
    for award in catalogue
        .awards()
        .filter(|award| award.name.trim().is_empty())
    {
        add(
            findings,
            &award.code,
            "Danh hiệu, hình thức khen thưởng chưa có tên.",
        );
    }
}

/// The list of labels of a column: its own, else one that several sheets share.
fn labels(
    catalogue: &Catalogue,
    sheet: &SheetDef,
    column: &Column,
    codes: &[&str],
    findings: &mut Vec<Finding>,
) {
    let shared = match column.id {
        "cap_doi_tuong" | "ap_dung_cho_cap" => "cap",
        "muc_chinh_xac_tang_giam" => "muc_chinh_xac",
        "nhom_an" => "so-lieu.nhom_an",
        other => other,
    };
    let own = format!("{}.{}", sheet.name, column.id);
    let lists = [own.as_str(), shared];
    for code in codes {
        let known = lists
            .iter()
            .any(|list| catalogue.labels.list(list).any(|(known, _)| known == *code));
        if !known {
            add(
                findings,
                format!("{own} {code}"),
                format!("Mã «{code}» của cột «{}» chưa có tên gọi.", column.heading),
            );
        }
    }
}

/// Every rule names what it rests on, and every rate its parts.
fn rests(catalogue: &Catalogue, findings: &mut Vec<Finding>) {
    for regime in catalogue
        .regimes
        .iter()
        .filter(|regime| regime.citation.trim().is_empty())
    {
        add(findings, &regime.id, "Chế độ thống kê chưa ghi căn cứ.");
    }
    for (block, basis) in catalogue.honesty.bases() {
        if basis.citation.trim().is_empty() {
            let reason = "Ngưỡng của bảng minh bạch chưa ghi căn cứ.";
            add(findings, format!("honesty {block}"), reason);
        }
    }
    for identity in &catalogue.identities {
        if identity.citation.trim().is_empty() {
            add(findings, &identity.id, "Đẳng thức cân đối chưa ghi căn cứ.");
        }
        for regime in &identity.regimes {
            if !catalogue.regimes.iter().any(|known| known.id == *regime) {
                add(
                    findings,
                    &identity.id,
                    format!("Đẳng thức áp dụng cho chế độ «{regime}» không có trong danh mục."),
                );
            }
        }
    }
    for figure in catalogue.figures() {
        for part in [&figure.numerator, &figure.denominator]
            .into_iter()
            .flatten()
        {
            if catalogue.figure(part).is_none() {
                add(
                    findings,
                    &figure.code,
                    format!("Tỷ lệ tính từ «{part}» không có trong danh mục."),
                );
            }
        }
    }
}

/// Figures agencies added under a code the program ships: since an upgrade, for loading refuses them.
pub(super) async fn added<S: Snapshot>(
    snapshot: &S,
    shipped: &Catalogue,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for record in records::all(snapshot, Some(ADDED.name)).await? {
        let code = record.code.filter(|_| !record.removed).unwrap_or_default();
        if shipped.figure(&code).is_some() {
            let reason = format!(
                "Số liệu bổ sung «{code}» trùng mã với danh mục kèm theo chương trình; nghĩa của danh mục kèm theo được dùng."
            );
            add(&mut findings, code, reason);
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn reasons(findings: &[Finding]) -> Vec<&str> {
        findings.iter().map(|found| found.reason.as_str()).collect()
    }

    #[test]
    fn the_shipped_rulebook_is_whole() {
        let shipped = crate::catalogue::shipped().unwrap();
        assert_eq!(findings(&shipped), []);
    }

    #[test]
    fn a_gap_and_an_overlap_are_one_finding_each() {
        let mut catalogue = crate::catalogue::shipped().unwrap();
        let held = catalogue
            .regimes
            .iter_mut()
            .find(|regime| regime.id == "R2019")
            .unwrap();
        held.validity.to = Some("2024-07-20".parse().unwrap());
        let mut found = Vec::new();
        coverage(&catalogue, &mut found);
        assert_eq!(
            reasons(&found),
            ["Từ 21/07/2024 đến 25/07/2024 không có chế độ thống kê nào."]
        );
        let held = catalogue
            .regimes
            .iter_mut()
            .find(|regime| regime.id == "R2019")
            .unwrap();
        held.validity.to = Some("2024-07-27".parse().unwrap());
        found.clear();
        coverage(&catalogue, &mut found);
        assert_eq!(
            reasons(&found),
            ["Từ 26/07/2024 đến 27/07/2024 có hơn một chế độ thống kê."]
        );
    }

    #[test]
    fn a_code_twice_and_a_missing_word_are_told() {
        let mut catalogue = crate::catalogue::shipped().unwrap();
        catalogue
            .regimes
            .push(catalogue.regimes.last().unwrap().clone());
        catalogue.labels = thidua_domain::catalogue::Labels::default();
        let found = findings(&catalogue);
        assert!(
            found
                .iter()
                .any(|one| one.subject == "regimes R2026" && one.reason.contains("hai lần"))
        );
        assert!(
            found.iter().any(|one| one.subject == "co-quan.cap tinh"),
            "{found:?}"
        );
    }
}
