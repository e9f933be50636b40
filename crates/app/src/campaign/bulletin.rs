//! The bulletin of a campaign's day: one line a clerk copies into a message.

use thidua_domain::text::number::group;
use thidua_domain::time::{Instant, vn};

use super::answer::{CampaignAnswer, CampaignFigure};

/// The line of the day the answer is told for. Of today it names the time it was made at (entries of the hours after
/// are not in it); of an earlier day its end.
pub fn bulletin(found: &CampaignAnswer, now: Instant) -> String {
    let local = now.local();
    let day = found.on.parse().unwrap_or_else(|_| local.date());
    let moment = match day == local.date() {
        true => format!(
            "Tính đến {} giờ {:02} phút ngày {}",
            local.hour(),
            local.minute(),
            vn(day)
        ),
        false => format!("Tính đến hết ngày {}", vn(day)),
    };
    let subject = found.subject.as_ref();
    let subject = subject.map_or("các đơn vị", |subject| subject.name.as_str());
    let place = match found.stage {
        "coming" => "đợt chưa bắt đầu".to_owned(),
        "over" => format!("đợt đã kết thúc sau {} ngày", group(found.days)),
        _ => format!("ngày thứ {}/{}", found.day_number, found.days),
    };
    let results: Vec<String> = found.figures.iter().filter_map(result).collect();
    let results = match results.is_empty() {
        true => "chưa có số liệu".to_owned(),
        false => results.join("; "),
    };
    let mut line = format!("{moment}, {} ({place}): {subject} {results}.", found.name);
    if let Some(first) = found.figures.iter().find_map(leading) {
        line.push_str(&format!(" {first}."));
    }
    if found.stage == "running" {
        match found.days_left {
            0 => line.push_str(" Hôm nay là ngày cuối của đợt."),
            left => line.push_str(&format!(" Đợt còn {} ngày.", group(left))),
        }
    }
    let provisional =
        |figure: &CampaignFigure| figure.basis.is_some_and(|basis| basis != "approved");
    if found.figures.iter().any(provisional) {
        line.push_str(" Số liệu ngày, tạm tính, chưa qua duyệt.");
    }
    line
}

/// `thi hành xong 1.234 việc, đạt 61,70% chỉ tiêu đợt`.
fn result(figure: &CampaignFigure) -> Option<String> {
    let done = figure.done.as_ref()?;
    let least = if figure.complete { "" } else { "ít nhất " };
    let what = match figure.code.as_str() {
        "viec.xong" | "tien.xong" => "thi hành xong".to_owned(),
        _ => format!("{}:", figure.name),
    };
    let mut said = format!("{what} {least}{} {}", done.shown, figure.unit);
    if let Some(share) = &figure.share {
        said.push_str(&format!(", đạt {}% chỉ tiêu đợt", share.replace('.', ",")));
    }
    Some(said)
}

/// `Dẫn đầu về …: A, B (85,00%)`.
fn leading(figure: &CampaignFigure) -> Option<String> {
    let first = figure.units.iter().filter(|unit| unit.rank == Some(1));
    let names: Vec<&str> = first.clone().map(|unit| unit.name.as_str()).collect();
    // Many in one place lead nobody.
    if names.is_empty() || names.len() > 3 || names.len() == figure.units.len() {
        return None;
    }
    let share = first.clone().find_map(|unit| unit.share.as_deref());
    let share = share.map_or_else(String::new, |share| {
        format!(" ({}%)", share.replace('.', ","))
    });
    Some(format!(
        "Dẫn đầu về {}: {}{share}",
        figure.name.to_lowercase(),
        names.join(", ")
    ))
}
