//! Rates: swapped between cases and money, over another whole, from another source than their parts.

use super::super::finding::Method;
use super::super::say::{percent, points, sentence, source};
use super::{Cause, Look, SIDES, half_place, hundredths, told_hundredths};
use crate::figures::{Cell, Outcome};

/// Rate, part and whole of each share that both sides have.
const SHARES: [(&str, &str, &str); 3] = [
    ("ty_le_co_dieu_kien", "co_dieu_kien", "phai_thi_hanh"),
    ("ty_le_chua_dieu_kien", "chua_dieu_kien", "phai_thi_hanh"),
    ("ty_le", "xong", "co_dieu_kien"),
];
/// How far a swapped rate may lie from the other side's, in hundredths: with exact parts, and with parts told nearly.
const NEAR: (i64, i64) = (2, 10);
/// Two rates nearer than this are not told apart, in hundredths.
const APART: u64 = 50;
/// Wholes a rate may have been taken over instead of its own.
const WHOLES: [&str; 4] = ["phai_thi_hanh", "thu_ly", "theo_doi", "co_dieu_kien"];

/// One side of a share.
struct Side {
    rate: String,
    told: i64,
    stored: i64,
    computed: i64,
    worked: String,
    near: i64,
}

fn side(look: Look<'_>, side: &str, (rate, part, whole): (&str, &str, &str)) -> Option<Side> {
    let full = |name: &str| format!("{side}.{name}");
    let stored = look.own(&full(rate))?.value;
    let (part_code, whole_code) = (full(part), full(whole));
    let (part, whole) = (look.own(&part_code)?, look.own(&whole_code)?);
    let exact = part.precision.is_exact() && whole.precision.is_exact();
    Some(Side {
        rate: full(rate),
        told: told_hundredths(stored),
        stored,
        computed: hundredths(part.value, whole.value)?,
        worked: format!(
            "{} ÷ {}",
            look.figure(&part_code, part.value),
            look.figure(&whole_code, whole.value)
        ),
        near: if exact { NEAR.0 } else { NEAR.1 },
    })
}

/// Each side's published rate is the other side's computed one.
pub(super) fn swapped(look: Look<'_>) -> Vec<Cause> {
    let of_share = |share: &(&str, &str, &str)| {
        let (cases, money) = (side(look, SIDES[0], *share)?, side(look, SIDES[1], *share)?);
        let near = |one: &Side, other: &Side| (one.told - other.computed).abs() <= other.near;
        let apart = cases.computed.abs_diff(money.computed) > APART;
        if !(apart && near(&cases, &money) && near(&money, &cases)) {
            return None;
        }
        let said = |side: &Side| {
            format!(
                "nêu {}, tính lại {} = {}",
                percent(side.told),
                side.worked,
                percent(side.computed)
            )
        };
        Some(Cause {
            method: Method::Swapped,
            text: format!(
                "{}: {}; {}: {}. Mỗi tỷ lệ đã nêu bằng tỷ lệ tính lại của bên kia: có lẽ nguồn đã đặt nhầm chỗ tỷ lệ về việc và tỷ lệ về tiền.",
                sentence(&look.name(&cases.rate)),
                said(&cases),
                look.name(&money.rate),
                said(&money)
            ),
            value: Some(cases.stored),
            aspect: money.rate.clone(),
            covers: vec![
                cases.rate.clone(),
                money.rate.clone(),
                format!("{};{}", cases.rate, money.rate),
            ],
            code: cases.rate,
        })
    };
    SHARES.iter().filter_map(of_share).collect()
}

/// The parts of a rate, by its code: the catalogue's, else those of its side.
fn parts_of(look: Look<'_>, code: &str) -> Option<(String, String)> {
    let known = look.catalogue.figure(code);
    let pair = known.and_then(|known| known.numerator.clone().zip(known.denominator.clone()));
    pair.or_else(|| {
        let (side, rate) = code.split_once('.')?;
        let (_, part, whole) = SHARES.iter().find(|(name, _, _)| *name == rate)?;
        Some((format!("{side}.{part}"), format!("{side}.{whole}")))
    })
}

/// A rate of completion whose own whole is not told: worked out from what is, or taken over what was to be enforced.
pub(super) fn derived(look: Look<'_>) -> Vec<Cause> {
    let of_code = |code: &&str| {
        let (part_code, whole_code) = parts_of(look, code)?;
        let stem = whole_code.strip_suffix("co_dieu_kien")?;
        if look.is_told(&whole_code) {
            return None;
        }
        let rate = look.exact(code)?;
        let stored = rate.value?;
        let part = look.number(&part_code)?;
        let due_code = format!("{stem}phai_thi_hanh");
        let due = look.number(&due_code)?;
        let told = told_hundredths(stored);
        let over_due = hundredths(part, due)?;
        if (told - over_due).abs() <= half_place(stored) {
            return Some(over(
                look,
                code,
                stored,
                (&part_code, part),
                (&due_code, due),
            ));
        }
        let apart = look.number(&format!("{stem}chua_dieu_kien"))?;
        without_whole(
            look,
            code,
            stored,
            (&part_code, part),
            (&due_code, due),
            apart,
        )
    };
    look.codes().iter().filter_map(of_code).collect()
}

/// The rate is the part over what was to be enforced.
fn over(
    look: Look<'_>,
    code: &str,
    stored: i64,
    (part_code, part): (&str, i64),
    (due_code, due): (&str, i64),
) -> Cause {
    Cause {
        method: Method::Denominator,
        code: code.to_owned(),
        aspect: due_code.to_owned(),
        value: Some(stored),
        text: format!(
            "Tỷ lệ đã nêu {} bằng {} ÷ {}, tức lấy số phải thi hành làm mẫu số. Tỷ lệ thi hành xong của ngành chia cho số có điều kiện thi hành, nên tỷ lệ này không so được với chỉ tiêu và với nơi khác.",
            percent(told_hundredths(stored)),
            look.figure(part_code, part),
            look.figure(due_code, due)
        ),
        covers: vec![code.to_owned()],
    }
}

fn without_whole(
    look: Look<'_>,
    code: &str,
    stored: i64,
    (part_code, part): (&str, i64),
    (due_code, due): (&str, i64),
    apart: i64,
) -> Option<Cause> {
    let able = due.checked_sub(apart).filter(|able| *able > 0)?;
    let (told, computed) = (told_hundredths(stored), hundredths(part, able)?);
    if (told - computed).abs() <= half_place(stored) {
        return None;
    }
    Some(Cause {
        method: Method::Rate,
        code: code.to_owned(),
        aspect: "suy-ra".to_owned(),
        value: Some(stored),
        text: format!(
            "Nguồn nêu tỷ lệ {} mà không nêu số có điều kiện. Lấy phải thi hành {} trừ chưa có điều kiện {} được {}, thì {} ÷ {} = {}, lệch {}.{}",
            percent(told),
            look.figure(due_code, due),
            look.figure(due_code, apart),
            look.figure(due_code, able),
            look.figure(part_code, part),
            look.figure(due_code, able),
            percent(computed),
            points(told - computed),
            implied(look, due_code, part, told)
        ),
        covers: vec![code.to_owned()],
    })
}

/// The whole that would give the rate.
fn implied(look: Look<'_>, whole_code: &str, part: i64, told: i64) -> String {
    let whole = (told > 0).then(|| {
        let scaled = i128::from(part) * 10_000 + i128::from(told) / 2;
        i64::try_from(scaled / i128::from(told)).ok()
    });
    whole.flatten().map_or_else(String::new, |whole| {
        format!(
            " Muốn được {} thì mẫu số khoảng {}.",
            percent(told),
            look.figure(whole_code, whole)
        )
    })
}

/// A rate that the proof sheet found unlike its parts.
pub(super) fn unlike(look: Look<'_>) -> Vec<Cause> {
    let doubted = look.checks.iter().filter(|check| {
        matches!(check.identity, "I6" | "I7") && check.outcome == Outcome::Doubtful
    });
    let of_check = |check: &crate::figures::Check| {
        let (part_code, whole_code) = parts_of(look, &check.id)?;
        let told = check.left?;
        let cells = look.cells(&check.id).into_iter();
        let rate = cells
            .filter(|cell| cell.precision().is_exact())
            .find(|cell| cell.value.map(told_hundredths) == Some(told))?;
        let (part, whole) = (
            exact_or_own(look, &part_code)?,
            exact_or_own(look, &whole_code)?,
        );
        Some(explain(
            look,
            &check.id,
            &rate,
            (&part_code, &part),
            (&whole_code, &whole),
        ))
    };
    doubted.filter_map(of_check).collect()
}

fn exact_or_own<'a>(look: Look<'a>, code: &str) -> Option<Cell<'a>> {
    look.exact(code).or_else(|| {
        look.cells(code)
            .into_iter()
            .find(|cell| cell.value.is_some())
    })
}

fn explain(
    look: Look<'_>,
    code: &str,
    rate: &Cell<'_>,
    (part_code, part): (&str, &Cell<'_>),
    (whole_code, whole): (&str, &Cell<'_>),
) -> Cause {
    let stored = rate.value.unwrap_or_default();
    let told = told_hundredths(stored);
    let (top, base) = (
        part.value.unwrap_or_default(),
        whole.value.unwrap_or_default(),
    );
    let computed = hundredths(top, base).unwrap_or_default();
    let mut text = format!(
        "Tỷ lệ đã nêu {}; {} ÷ {} = {}, lệch {}.",
        percent(told),
        look.figure(part_code, top),
        look.figure(whole_code, base),
        percent(computed),
        points(told - computed)
    );
    let mut method = Method::Rate;
    let places = |cell: &Cell<'_>| cell.sheet.key.source.map(str::to_owned);
    if places(rate) != places(part) && places(rate) != places(whole) {
        text.push_str(&format!(
            " Tỷ lệ lấy từ {}, còn tử số và mẫu số lấy từ {}: hai nguồn có thể khác phạm vi, khác lúc chốt số, hoặc một nguồn đã đính chính.",
            source(rate.sheet.key.source),
            source(part.sheet.key.source)
        ));
    }
    let others = others(look, whole_code);
    let fitting = others.iter().find(|(_, other)| {
        hundredths(top, *other).is_some_and(|rate| (rate - told).abs() <= half_place(stored))
    });
    match fitting {
        Some((other, value)) => {
            method = Method::Denominator;
            text.push_str(&format!(
                " {} ÷ {} ({}) thì đúng {}: có lẽ nguồn lấy mẫu số ấy.",
                look.figure(part_code, top),
                look.figure(other, *value),
                look.name(other),
                percent(told)
            ));
        }
        None => {
            for (other, value) in &others {
                if let Some(rate) = hundredths(top, *value) {
                    text.push_str(&format!(
                        " Chia cho {} ({}) thì được {}, cũng không khớp.",
                        look.figure(other, *value),
                        look.name(other),
                        percent(rate)
                    ));
                }
            }
            text.push_str(&implied(look, whole_code, top, told));
        }
    }
    Cause {
        method,
        code: code.to_owned(),
        aspect: rate.sheet.key.source.unwrap_or_default().to_owned(),
        value: Some(stored),
        text,
        covers: vec![code.to_owned()],
    }
}

/// Other wholes of the same field that are told exactly.
fn others(look: Look<'_>, whole: &str) -> Vec<(String, i64)> {
    let Some((stem, own)) = whole.rsplit_once('.') else {
        return Vec::new();
    };
    let named = WHOLES
        .iter()
        .filter(|name| **name != own)
        .map(|name| format!("{stem}.{name}"));
    named
        .filter_map(|code| {
            look.number(&code)
                .filter(|value| *value > 0)
                .map(|value| (code, value))
        })
        .collect()
}
