//! `show eligibility`: who may receive what, with the proof as a tree.

use std::fmt::Write as _;
use std::time::Instant;

use thidua_app::law::eligibility::{
    self, Ask, AskAll, AwardCount, Days, Eligibility, Everyone, Found, MissingLine, RoadLine,
    StepLine, Subject,
};
use thidua_domain::time::{PartialDate, WorkYear};

use super::{Desk, capital};
use crate::args::EligibilityArgs;
use crate::out::tell;
use crate::refusal::Refusal;
use crate::table::Table;

/// Names of a list that are shown to people; a program reads all of them.
const SHOWN: usize = 20;

/// One subject and award, every award of a subject, or everybody.
pub(super) fn show(desk: &Desk<'_>, args: &EligibilityArgs) -> Result<(), Refusal> {
    let days = Days {
        on: args.on,
        received_on: args.received,
        decided_on: args.decided,
    };
    let Some(subject) = &args.subject else {
        return everyone(desk, args, days);
    };
    desk.need_subject(subject)?;
    let ask = Ask {
        subject: subject.clone(),
        award: args.award.clone(),
        year: args.year,
        on: days.on,
        received_on: days.received_on,
        decided_on: days.decided_on,
        road: args.road.clone(),
    };
    if args.award.is_some() {
        let one = eligibility::one(&desk.view, &ask)?;
        return desk.out.answer(&one, || proof(&one));
    }
    let found = eligibility::of(&desk.view, &ask)?;
    desk.out.answer(&found, || subject_text(&found))
}

fn everyone(desk: &Desk<'_>, args: &EligibilityArgs, days: Days) -> Result<(), Refusal> {
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let ask = AskAll {
        agency: args.agency.clone(),
        year: args.year,
        days,
    };
    let start = Instant::now();
    let found = eligibility::all(&desk.view, &ask)?;
    let took = start.elapsed();
    desk.out.answer(&found, || all_text(&found))?;
    tell(&format!(
        "Đã xét {} cá nhân, {} tập thể: {} kết luận trong {} ms.",
        found.people,
        found.collectives,
        found.verdicts,
        took.as_millis()
    ));
    Ok(())
}

/// A day of an answer as people read it.
fn day(text: &str) -> String {
    PartialDate::parse(text).map_or_else(|_| text.to_owned(), PartialDate::vn)
}

/// The mark of what nobody compared with the original.
pub(super) fn mark(confirmed: bool, confidence: &str) -> String {
    match confirmed {
        true => String::new(),
        false => format!(" [chưa xác nhận với văn bản gốc: {confidence}]"),
    }
}

fn head(found: &Eligibility) -> String {
    let mut text = format!(
        "{} ({})\n{}\n{}\n\nKết luận: {}\n",
        found.name,
        found.subject,
        found.award_name,
        WorkYear(found.year).with_dates(),
        found.outcome_text
    );
    if let Some(road) = &found.road_name {
        let _ = writeln!(text, "Xét theo: {road}");
    }
    let _ = writeln!(
        text,
        "Ngày xét {}, tiếp nhận hồ sơ {}",
        day(&found.on),
        day(&found.received_on)
    );
    let _ = write!(text, "Quy định: {}", found.regime_name);
    if found.unconfirmed {
        text.push_str(" [có nội dung chưa xác nhận với văn bản gốc]");
    }
    text.push('\n');
    for note in [&found.law_note, &found.note].into_iter().flatten() {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    if !found.conduct_known {
        text.push_str(
            "Không xem được kỷ luật và trường hợp chưa xét khen thưởng: kết luận không tính đến.\n",
        );
    }
    if let Some(earliest) = &found.earliest {
        let _ = writeln!(text, "Có thể đạt: {}", earliest.text);
    }
    match &found.last_day {
        Some(last) => {
            let _ = writeln!(text, "Còn bổ sung được cho năm này đến {}", day(last));
        }
        None => text.push_str("Năm này không còn bổ sung được.\n"),
    }
    text
}

/// One verdict with its whole proof.
fn proof(found: &Eligibility) -> String {
    let mut text = head(found) + "\n";
    for step in &found.steps {
        tree(&mut text, step, 0);
    }
    lacking(&mut text, &found.missing);
    for road in &found.other_roads {
        road_text(&mut text, road);
    }
    if !found.asked_roads.is_empty() {
        let roads = found.asked_roads.join("; ");
        let _ = writeln!(text, "\nChỉ xét khi có đề nghị: {roads}");
    }
    if let Some(other) = &found.other_law {
        let _ = writeln!(
            text,
            "\nTheo {} (ngày {}): {}\n{}",
            other.regime_name,
            day(&other.law_day),
            other.outcome_text,
            other.why
        );
        if let Some(note) = &other.law_note {
            let _ = writeln!(text, "Lưu ý: {note}");
        }
        for road in &other.roads {
            road_text(&mut text, road);
        }
    }
    text
}

fn road_text(text: &mut String, road: &RoadLine) {
    let _ = writeln!(text, "\n{}: {}", road.name, road.outcome_text);
    for step in &road.steps {
        tree(text, step, 0);
    }
    lacking(text, &road.missing);
}

fn join(step: &StepLine) -> String {
    match (step.join, step.at_least) {
        ("any", _) => " (một trong các điều kiện sau)".to_owned(),
        ("at_least", Some(number)) => format!(" (ít nhất {number:02} trong các điều kiện sau)"),
        ("not", _) => " (không thuộc trường hợp sau)".to_owned(),
        ("readings", _) => " (các cách hiểu phải thống nhất)".to_owned(),
        _ => String::new(),
    }
}

/// A condition and what is below it, indented.
fn tree(text: &mut String, step: &StepLine, depth: usize) {
    let indent = "  ".repeat(depth);
    let result = match step.warn {
        true => format!("{}, chỉ nhắc", step.holds_text),
        false => step.holds_text.to_owned(),
    };
    let cited = match step.citation.as_str() {
        "" => String::new(),
        citation => format!(" – {citation}"),
    };
    // A group that cites nothing says nothing of its own.
    let bare = !step.steps.is_empty() && step.citation.is_empty();
    let _ = writeln!(
        text,
        "{indent}[{result}] {}{}{cited}{}",
        step.needed,
        join(step),
        mark(bare || step.confirmed.is_some(), step.confidence_text)
    );
    details(text, step, &indent);
    for part in &step.steps {
        tree(text, part, depth + 1);
    }
}

/// What was found, what is missing, which values and facts a condition rests on.
fn details(text: &mut String, step: &StepLine, indent: &str) {
    let mut line = |label: &str, words: &str| {
        if !words.is_empty() {
            let _ = writeln!(text, "{indent}    {label}: {words}");
        }
    };
    line("Thấy", &step.found);
    if step.holds != Some(true) {
        line(
            "Thiếu",
            if step.lacks == step.found {
                ""
            } else {
                &step.lacks
            },
        );
        line(
            "Cần xem",
            if step.asks == step.lacks {
                ""
            } else {
                &step.asks
            },
        );
        if let Some(earliest) = step.earliest.as_ref().filter(|own| own.when == "in") {
            line("Có thể đạt", &earliest.text);
        }
    }
    for value in &step.values {
        let marked = mark(value.confirmed.is_some(), value.confidence_text);
        let said = format!(
            "{} = {} từ {}{marked}",
            value.name,
            value.value,
            day(&value.from)
        );
        line("Mức áp dụng", &said);
    }
    for evidence in &step.evidence {
        line("Căn cứ", &evidence.text);
    }
    for words in &step.left_out {
        line("Ngoài mẫu số", words);
    }
    let said = |words: &&String| **words != step.lacks && **words != step.found;
    for words in step.remarks.iter().filter(said) {
        line("Lưu ý", words);
    }
}

fn lacking(text: &mut String, missing: &[MissingLine]) {
    if missing.is_empty() {
        return;
    }
    text.push_str("\nCòn thiếu\n");
    for own in missing {
        let who = match own.needs_human {
            true => "cần người xem xét: ",
            false => "",
        };
        let when = match (&own.last_day, own.this_year) {
            (Some(last), true) => format!("bổ sung được đến {}", day(last)),
            _ => own.earliest.text.clone(),
        };
        let one_way = own.one_way_of.as_ref();
        let way = one_way.map_or("", |_| ", một trong nhiều cách");
        let _ = writeln!(text, "  - {who}{} ({when}{way})", own.lacks);
    }
}

/// Every award of a subject, one a line.
fn subject_text(found: &Subject) -> String {
    let mut text = format!(
        "{} ({})\n{}, ngày xét {}\n\n",
        found.name,
        found.subject,
        capital(&WorkYear(found.year).with_dates()),
        day(&found.on)
    );
    let mut table = Table::new()
        .words("Danh hiệu, hình thức")
        .words("Kết luận")
        .words("Sớm nhất")
        .words("Còn thiếu");
    for award in &found.awards {
        let lacks: Vec<&str> = award.missing.iter().map(|own| own.lacks.as_str()).collect();
        let earliest = award.earliest.as_ref().map_or("", |own| own.text.as_str());
        let marked = if award.unconfirmed { " *" } else { "" };
        table.row([
            award.award_name.clone(),
            format!("{}{marked}", award.outcome_text),
            earliest.to_owned(),
            lacks.join("; "),
        ]);
    }
    text.push_str(&table.text());
    let notes = found
        .awards
        .first()
        .and_then(|award| award.law_note.as_ref());
    if let Some(note) = notes {
        let _ = writeln!(text, "\nLưu ý: {note}");
    }
    if found.awards.iter().any(|award| award.unconfirmed) {
        text.push_str("* có nội dung quy định chưa xác nhận với văn bản gốc\n");
    }
    if !found.conduct_known {
        text.push_str(
            "Không xem được kỷ luật và trường hợp chưa xét khen thưởng: kết luận không tính đến.\n",
        );
    }
    text
}

/// Everybody, an award a line, then who is eligible.
fn all_text(found: &Everyone) -> String {
    let mut text = format!(
        "{}\nĐiều kiện khen thưởng\n{}\nNgày xét {}, quy định: {}\n",
        found.agency_name.as_deref().unwrap_or("Toàn hệ thống"),
        WorkYear(found.year).with_dates(),
        day(&found.on),
        found.regime_name
    );
    if let Some(note) = &found.law_note {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    let mut table = Table::new()
        .words("Danh hiệu, hình thức")
        .words("Đối tượng")
        .numbers("Đủ điều kiện")
        .numbers("Cần người xem xét")
        .numbers("Chưa đủ")
        .numbers("Còn kịp năm này")
        .numbers("Sớm nhất năm sau");
    for award in &found.awards {
        let marked = if award.unconfirmed { " *" } else { "" };
        table.row([
            format!("{}{marked}", award.award_name),
            kind(award).to_owned(),
            award.eligible.to_string(),
            award.needs_human.to_string(),
            award.not_eligible.to_string(),
            award.this_year.to_string(),
            award.next_year.to_string(),
        ]);
    }
    let _ = write!(text, "\n{}", table.text());
    if found.awards.iter().any(|award| award.unconfirmed) {
        text.push_str("* có nội dung quy định chưa xác nhận với văn bản gốc\n");
    }
    for award in &found.awards {
        if award.eligible > 0 {
            let _ = writeln!(
                text,
                "\n{} ({}): đủ điều kiện",
                award.award_name,
                kind(award)
            );
            listed(&mut text, &award.eligible_list);
        }
        if award.needs_human > 0 {
            let _ = writeln!(
                text,
                "\n{} ({}): người xem xét cần xem",
                award.award_name,
                kind(award)
            );
            for own in &award.looked_at {
                let _ = writeln!(text, "  {}: {}", own.needed, own.subjects);
            }
        }
    }
    text
}

fn kind(award: &AwardCount) -> &'static str {
    match award.subject_kind {
        "ca_nhan" => "cá nhân",
        _ => "tập thể",
    }
}

fn listed(text: &mut String, list: &[Found]) {
    for own in list.iter().take(SHOWN) {
        let _ = writeln!(text, "  {} ({})", own.name, own.subject);
    }
    if list.len() > SHOWN {
        let _ = writeln!(
            text,
            "  … và {} nữa (xem đủ với --json)",
            list.len() - SHOWN
        );
    }
}
