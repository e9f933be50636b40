//! I6, I7 and every other rate of the catalogue with its parts: the published beside the computed.

use super::{Check, Outcome, Proof, coarseness, last_place};
use crate::amount::{Percent, Rate};
use crate::catalogue::Measure;
use crate::figures::resolve::Answer;

/// (identity, name of the rate, part, whole) of each side.
const SIDES: [(&str, &str, &str, &str); 3] = [
    ("I6", "ty_le", "xong", "co_dieu_kien"),
    ("I7", "ty_le_co_dieu_kien", "co_dieu_kien", "phai_thi_hanh"),
    (
        "I7",
        "ty_le_chua_dieu_kien",
        "chua_dieu_kien",
        "phai_thi_hanh",
    ),
];

/// All published rates of the subject's window.
pub(super) fn checks(proof: &Proof<'_>) -> Vec<Check> {
    let mut rates: Vec<(&'static str, String, String, String)> = Vec::new();
    for side in ["viec", "tien"] {
        let full = |name: &str| format!("{side}.{name}");
        rates.extend(
            SIDES.map(|(identity, rate, part, whole)| {
                (identity, full(rate), full(part), full(whole))
            }),
        );
    }
    for figure in proof.catalogue.figures() {
        if let (Some(part), Some(whole)) = (&figure.numerator, &figure.denominator)
            && !rates.iter().any(|(_, code, _, _)| *code == figure.code)
        {
            rates.push(("I6", figure.code.clone(), part.clone(), whole.clone()));
        }
    }
    let mut checks = Vec::new();
    for (identity, code, part, whole) in rates {
        let (part, whole) = (proof.answer(&part), proof.answer(&whole));
        let cells = proof
            .ask
            .table
            .cells(proof.subject, proof.ask.window, proof.ask.frame, &code);
        for published in cells.into_iter().filter_map(Answer::of_cell) {
            checks.push(check(
                identity,
                code.clone(),
                &published,
                part.as_ref(),
                whole.as_ref(),
            ));
        }
    }
    checks
}

/// A published rate beside the one its parts give. Parts written short widen what agrees; parts that
/// are not exact leave it undecided.
fn check(
    identity: &'static str,
    id: String,
    published: &Answer<'_>,
    part: Option<&Answer<'_>>,
    whole: Option<&Answer<'_>>,
) -> Check {
    let said = Percent::from_ten_thousandths(published.value).hundredths();
    let parts = part.zip(whole);
    let computed = parts
        .and_then(|(part, whole)| Rate::of(part.value, whole.value))
        .map(|rate| rate.print2().hundredths());
    let residual = computed.map(|computed| said.saturating_sub(computed));
    let exact = published.precision.is_exact()
        && [part, whole]
            .into_iter()
            .flatten()
            .all(|answer| answer.precision.is_exact());
    let width = parts.map_or(0, |(part, whole)| spread(part, whole, measure(part)));
    let (outcome, reason) = match residual {
        None => (
            Outcome::Unknown,
            "Chưa đủ số liệu để tính lại tỷ lệ.".to_owned(),
        ),
        Some(_) if !exact => (
            Outcome::Unknown,
            "Có số chỉ nêu gần đúng, không kết luận được.".to_owned(),
        ),
        Some(rest)
            if rest.saturating_abs() <= last_place(published.value).saturating_add(width) =>
        {
            (
                Outcome::Holds,
                "Tỷ lệ đã nêu khớp với tỷ lệ tính lại.".to_owned(),
            )
        }
        Some(rest) => {
            let points = Percent::from_hundredths(rest).signed_vn();
            (
                Outcome::Doubtful,
                format!("Tỷ lệ đã nêu lệch {points} điểm phần trăm so với tính lại."),
            )
        }
    };
    Check {
        identity,
        id,
        left: Some(said),
        right: computed,
        residual,
        outcome,
        reason,
        percent: true,
    }
}

fn measure(answer: &Answer<'_>) -> Measure {
    let cell = answer.parts.first();
    let money = cell
        .and_then(|cell| cell.told)
        .and_then(|told| told.unit.as_deref())
        .and_then(Measure::of_unit);
    money.unwrap_or(Measure::Count)
}

/// How far the computed rate may move for its parts having been written short, in hundredths.
fn spread(part: &Answer<'_>, whole: &Answer<'_>, measure: Measure) -> i64 {
    let (loose_part, loose_whole) = (coarseness(part, measure), coarseness(whole, measure));
    if loose_part == 0 && loose_whole == 0 {
        return 0;
    }
    let print =
        |part: i64, whole: i64| Rate::of(part, whole).map(|rate| rate.print2().hundredths());
    let middle = print(part.value, whole.value);
    let corners = [
        print(
            part.value.saturating_add(loose_part),
            whole.value.saturating_sub(loose_whole),
        ),
        print(
            part.value.saturating_sub(loose_part),
            whole.value.saturating_add(loose_whole),
        ),
    ];
    let distance = |corner: Option<i64>| {
        corner
            .zip(middle)
            .map(|(corner, middle)| corner.saturating_sub(middle).saturating_abs())
    };
    corners.into_iter().filter_map(distance).max().unwrap_or(0)
}
