//! Guards against slips of unit and column: nghìn for triệu or tỷ, two columns swapped.
//!
//! They only flag. The bounds are wide: they catch a factor of a thousand, not a bad month.

use crate::amount::Rate;

/// Why a figure looks wrong although it may be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The figure codes it is about.
    pub codes: Vec<String>,
    /// What looks wrong, for the user.
    pub reason: String,
}

/// Least and most money a case carries on average before the unit is doubted, in đồng.
///
/// The nation's average is near 0,6 tỷ a case; the richest district published is near 1 tỷ, the
/// poorest province above 20 triệu.
const PER_CASE: (i128, i128) = (2_000_000, 50_000_000_000);

/// How far a published share may lie from the computed one before two columns are thought swapped:
/// 0.5 point, in hundredths.
const SWAPPED_FROM: u64 = 50;

/// Flags over the figures of one sheet; `figure` answers by code in base units.
pub fn implausible(figure: impl Fn(&str) -> Option<i64>) -> Vec<Flag> {
    let mut flags: Vec<Flag> = ["thu_ly", "phai_thi_hanh", "co_dieu_kien", "xong"]
        .iter()
        .filter_map(|name| per_case(name, &figure))
        .collect();
    flags.extend(swapped(
        "ty_le_co_dieu_kien",
        ("co_dieu_kien", "phai_thi_hanh"),
        &figure,
    ));
    flags.extend(swapped("ty_le", ("xong", "co_dieu_kien"), &figure));
    for side in ["viec", "tien"] {
        let more = PARTS.iter().filter_map(|part| exceeds(side, part, &figure));
        flags.extend(more);
    }
    flags
}

/// A part of a whole that no identity ties to it: part, whole, what is said when it is the larger.
const PARTS: [(&str, &str, &str); 2] = [
    (
        "xong",
        "co_dieu_kien",
        "Thi hành xong lớn hơn số có điều kiện thi hành.",
    ),
    (
        "dinh_chi",
        "xong",
        "Đình chỉ thi hành án lớn hơn số thi hành xong mà nó nằm trong đó.",
    ),
];

fn exceeds(
    side: &str,
    (part, whole, reason): &(&str, &str, &str),
    figure: &impl Fn(&str) -> Option<i64>,
) -> Option<Flag> {
    let (part, whole) = (format!("{side}.{part}"), format!("{side}.{whole}"));
    let over = figure(&part)? > figure(&whole)?;
    over.then(|| Flag {
        codes: vec![part, whole],
        reason: (*reason).to_owned(),
    })
}

fn per_case(name: &str, figure: &impl Fn(&str) -> Option<i64>) -> Option<Flag> {
    let (cases, money) = (format!("viec.{name}"), format!("tien.{name}"));
    let number = i128::from(figure(&cases).filter(|cases| *cases > 0)?);
    let amount = i128::from(figure(&money).filter(|money| *money > 0)?);
    let average = amount / number;
    let reason = if average < PER_CASE.0 {
        "Bình quân một việc quá ít tiền: có thể nhập nhầm đơn vị tính (nghìn, triệu, tỷ)."
    } else if average > PER_CASE.1 {
        "Bình quân một việc quá nhiều tiền: có thể nhập nhầm đơn vị tính (nghìn, triệu, tỷ)."
    } else {
        return None;
    };
    Some(Flag {
        codes: vec![cases, money],
        reason: reason.to_owned(),
    })
}

/// The published share of cases equals the computed share of money and the other way round.
fn swapped(
    share: &str,
    parts: (&str, &str),
    figure: &impl Fn(&str) -> Option<i64>,
) -> Option<Flag> {
    let computed = |side: &str| {
        let part = figure(&format!("{side}.{}", parts.0))?;
        let whole = figure(&format!("{side}.{}", parts.1))?;
        Rate::of(part, whole).map(|rate| rate.print2().hundredths())
    };
    let published = |side: &str| {
        figure(&format!("{side}.{share}")).map(|stored| stored.saturating_add(50).div_euclid(100))
    };
    let (cases, money) = (computed("viec")?, computed("tien")?);
    let (said_cases, said_money) = (published("viec")?, published("tien")?);
    let near = |a: i64, b: i64| a.abs_diff(b) <= 2;
    let crossed =
        near(said_cases, money) && near(said_money, cases) && cases.abs_diff(money) > SWAPPED_FROM;
    crossed.then(|| Flag {
        codes: vec![format!("viec.{share}"), format!("tien.{share}")],
        reason: "Tỷ lệ về việc và về tiền đã bị đổi chỗ cho nhau.".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_part_larger_than_its_whole_is_doubted() {
        let told = |done: i64| {
            let figure = move |code: &str| match code {
                "viec.xong" => Some(done),
                "viec.co_dieu_kien" => Some(2_400),
                "viec.dinh_chi" => Some(40),
                _ => None,
            };
            implausible(figure)
        };
        assert_eq!(told(2_400), Vec::new());
        let flags = told(9_500);
        assert_eq!(flags.len(), 1);
        assert_eq!(flags[0].codes, ["viec.xong", "viec.co_dieu_kien"]);
        assert_eq!(told(30)[0].codes, ["viec.dinh_chi", "viec.xong"]);
    }
}
