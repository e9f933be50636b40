//! What stands behind a line of a season: years, months, the two figures of a rate, what is needed, what is not known.

use thidua_domain::targets::season::{FEWEST, Need, PastYear, need};
use thidua_domain::targets::{missing, shortfall};

use super::item::{Desk, Foretold, Known};
use super::scale::{Scale, rate};
use crate::State;
use crate::campaign::Number;
use crate::season::answer::{NeedLine, PartLine, PastLine, SeasonMonth};

/// How the forecast was made.
pub(super) fn method(foretold: Option<&Foretold>) -> &'static str {
    match foretold.map(|foretold| foretold.formed) {
        Some("parts") => {
            "Số thi hành xong và số có điều kiện được dự báo riêng, mỗi số theo đường lũy kế của chính nó trong các năm trước; tỷ lệ dự báo là thương của hai số. Dải là từ năm cho kết quả thấp nhất đến năm cho kết quả cao nhất."
        }
        Some("rate") => {
            "Không đủ tử số và mẫu số của các năm trước nên dự báo theo đường của chính tỷ lệ công bố. Dải là từ năm cho kết quả thấp nhất đến năm cho kết quả cao nhất."
        }
        Some(_) => {
            "Dự báo theo đường lũy kế của chính số này trong các năm trước. Dải là từ năm cho kết quả thấp nhất đến năm cho kết quả cao nhất."
        }
        None => "",
    }
}

/// The figure code of the numerator or denominator of a completion rate.
fn code_of(side: &str, name: &str) -> String {
    format!("{side}.{name}")
}

/// The two figures of a rate, each with its own forecast.
pub(super) fn parts(state: &State, known: &Known<'_>) -> Vec<PartLine> {
    let told = known.parts.as_ref().zip(known.side);
    let Some(((_, now), side)) = told else {
        return Vec::new();
    };
    let Some(found) = known.foretold.as_ref().and_then(|one| one.rate.as_ref()) else {
        return Vec::new();
    };
    let lines = [
        ("xong", now.0, found.part),
        ("co_dieu_kien", now.1, found.whole),
    ];
    let line = |(name, reached, band)| {
        let code = code_of(side, name);
        let figure = state.catalogue.figure(&code)?;
        let scale = Scale::of(figure);
        Some(PartLine {
            name: figure.name.clone(),
            code,
            reached: scale.number(reached),
            forecast: scale.band(band),
        })
    };
    lines.into_iter().filter_map(line).collect()
}

/// What each past year says of this one.
pub(super) fn past(desk: &Desk<'_>, known: &Known<'_>) -> Vec<PastLine> {
    let Some(curve) = &known.curve else {
        return Vec::new();
    };
    let code = known
        .side
        .map_or_else(|| known.code.code.clone(), |side| code_of(side, "xong"));
    let line = |year: &PastYear| PastLine {
        year: year.year.0,
        reached: year.at(desk.month).map(|value| known.scale.number(value)),
        ended: year.end().map(|value| known.scale.number(value)),
        share: year
            .share(desk.month)
            .map(|share| share.print2().to_string()),
        foretells: foretold_by(known, year, desk.month),
        predecessors: desk.reader.inherited(&code, year.year),
    };
    curve.past().iter().map(line).collect()
}

/// Where this year ends if it goes on like a past one.
fn foretold_by(known: &Known<'_>, year: &PastYear, month: u8) -> Option<Number> {
    if let Some(found) = known.foretold.as_ref().and_then(|one| one.rate.as_ref()) {
        let said = found.years.iter().find(|said| said.year == year.year)?;
        return Some(rate(said.rate));
    }
    let end = year.foretells(month, known.reached?)?;
    Some(known.scale.number(end))
}

/// The months of the chart; nothing is reached in months to come.
pub(super) fn months(known: &Known<'_>, month: u8) -> Vec<SeasonMonth> {
    let scale = known.scale;
    let line = |at: u8| SeasonMonth {
        month: at,
        reached: known
            .now
            .at(at)
            .filter(|_| at <= month)
            .map(|value| scale.number(value)),
        expected: known.expected(at).map(|band| scale.band(band)),
        straight: known.straight(at).map(|value| scale.number(value)),
    };
    (1..=12).map(line).collect()
}

/// What is still needed to reach the target: of a rate over the denominator of today and over the one foretold.
pub(super) fn needs(desk: &Desk<'_>, known: &Known<'_>) -> Vec<NeedLine> {
    let Some(goal) = known.goal else {
        return Vec::new();
    };
    let days = desk.days_left;
    let Some(side) = known.side else {
        let total = known.reached.and_then(|reached| {
            let goal = i64::try_from(goal.to_i128()?).ok()?;
            missing(i128::from(goal) - i128::from(reached), days)
        });
        let line = total.and_then(|total| {
            line(
                "amount",
                None,
                need(total, days),
                known.scale,
                &unit(desk.state, known),
            )
        });
        return line.into_iter().collect();
    };
    let Some((_, (part, whole))) = known.parts.as_ref() else {
        return Vec::new();
    };
    let figure = |name: &str| desk.state.catalogue.figure(&code_of(side, name));
    let (Some(over), Some(under)) = (figure("xong"), figure("co_dieu_kien")) else {
        return Vec::new();
    };
    let scale = Scale::of(over);
    let word = scale.unit(desk.state, over);
    let ahead = known.foretold.as_ref().and_then(|one| one.rate.as_ref());
    // What is docketed later raises the denominator; where the curve says it falls, today's stands.
    let later = ahead.map(|found| found.whole.middle.max(*whole));
    let wholes = [("now", Some(*whole)), ("forecast", later)];
    let op = known.op.unwrap_or(">=");
    let lines = wholes.into_iter().filter_map(|(name, over)| {
        let over = over?;
        let found = shortfall(*part, over, goal, op, days)?;
        line(
            name,
            Some(Scale::of(under).number(over)),
            need(found, days),
            scale,
            &word,
        )
    });
    lines.collect()
}

fn unit(state: &State, known: &Known<'_>) -> String {
    known.scale.unit(state, known.code)
}

fn line(
    over: &'static str,
    whole: Option<Number>,
    found: Need,
    scale: Scale,
    word: &str,
) -> Option<NeedLine> {
    let total = scale.at_least(i64::try_from(found.total).ok()?);
    let per_week = scale.at_least(i64::try_from(found.per_week).ok()?);
    let said = |number: &Number| format!("{} {word}", number.shown).trim_end().to_lowercase();
    let text = match found.weeks {
        0 => format!("Còn cần {}; không còn trọn tuần nào.", said(&total)),
        weeks => format!(
            "Còn cần {}: mỗi tuần {} trong {weeks} tuần trọn vẹn còn lại.",
            said(&total),
            said(&per_week)
        ),
    };
    Some(NeedLine {
        over,
        whole,
        total,
        weeks: found.weeks,
        per_week,
        text,
    })
}

/// What is not told, and why.
pub(super) fn reasons(desk: &Desk<'_>, known: &Known<'_>, asked: bool) -> Vec<String> {
    let mut found = Vec::new();
    if known.reached.is_none() {
        found.push("Chưa có số liệu chính xác của tháng này.".to_owned());
    }
    match &known.curve {
        None => found.push(format!(
            "Chưa có đường mùa vụ: cần ít nhất {FEWEST} năm trước có số cả năm trong các năm {} – {}.",
            desk.reader.ask.window.year.0 - thidua_domain::targets::season::OLDEST,
            desk.reader.ask.window.year.0 - 1
        )),
        Some(_) if known.foretold.is_none() && known.reached.is_some() => found.push(format!(
            "Chưa dự báo được: cần ít nhất {FEWEST} năm trước có số lũy kế đến đúng tháng này."
        )),
        Some(_) => {}
    }
    if !asked {
        found.push("Chưa giao chỉ tiêu năm: chỉ có dự báo.".to_owned());
    } else if known.goal.is_none() {
        found.push("Chưa có giá trị chỉ tiêu.".to_owned());
    }
    found
}
