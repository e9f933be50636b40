//! `show rules`: what the law of a day asks for, each condition with its article and its mark.

use std::fmt::Write as _;

use thidua_app::law::rules::{self, AskRules, AwardRules, RuleStep, Rules};
use thidua_domain::time::{PartialDate, vn};

use super::Desk;
use super::eligibility::mark;
use crate::args::RulesArgs;
use crate::refusal::Refusal;

/// The rules of a day.
pub(super) fn show(desk: &Desk<'_>, args: RulesArgs) -> Result<(), Refusal> {
    if let Some(award) = &args.award {
        desk.need_award(award)?;
    }
    let ask = AskRules {
        award: args.award,
        subject_kind: args.subject_kind,
        on: args.on,
    };
    let found = rules::rules(&desk.view, &ask)?;
    let on = ask.on.unwrap_or(desk.view.today);
    desk.out.answer(&found, || text(&found, &vn(on)))
}

fn text(found: &Rules, on: &str) -> String {
    let mut text = format!(
        "Quy định áp dụng cho hồ sơ tiếp nhận ngày {on}: {}\n",
        found.regime_name
    );
    if let Some(note) = &found.regime_note {
        let _ = writeln!(text, "Lưu ý: {note}");
    }
    if found.awards.is_empty() {
        text.push_str(
            "\nNgày ấy không có quy định nào cho danh hiệu, hình thức và đối tượng đã chọn.\n",
        );
    }
    for award in &found.awards {
        one(&mut text, award);
    }
    text
}

fn one(text: &mut String, award: &AwardRules) {
    let kind = match award.subject_kind {
        "ca_nhan" => "cá nhân",
        "tap_the" => "tập thể",
        _ => "hộ gia đình",
    };
    let _ = write!(text, "\n{} ({kind})", award.award_name);
    if award.unconfirmed {
        let _ = write!(
            text,
            " [{} trong {} nội dung chưa xác nhận với văn bản gốc]",
            award.open, award.statements
        );
    }
    text.push('\n');
    if !award.note.is_empty() {
        let _ = writeln!(text, "Lưu ý: {}", award.note);
    }
    for step in &award.also {
        tree(text, step, 0);
    }
    for road in &award.roads {
        let asked = match road.asked {
            true => " (chỉ xét khi có đề nghị)",
            false => "",
        };
        let _ = writeln!(text, "{}{asked}:", road.name);
        tree(text, &road.step, 1);
    }
}

/// A condition and what is below it, indented.
fn tree(text: &mut String, step: &RuleStep, depth: usize) {
    let indent = "  ".repeat(depth);
    let cited = match step.citation.as_str() {
        "" => String::new(),
        citation => format!(" – {citation}"),
    };
    let join = match step.join_text.as_str() {
        "" => String::new(),
        join => format!(" ({})", join.to_lowercase()),
    };
    // A group that cites nothing says nothing of its own.
    let bare = !step.steps.is_empty() && step.citation.is_empty();
    let marked = mark(bare || step.confirmed.is_some(), step.confidence_text);
    let _ = writeln!(text, "{indent}- {}{join}{cited}{marked}", step.needed);
    for value in &step.values {
        let from =
            PartialDate::parse(&value.from).map_or_else(|_| value.from.clone(), PartialDate::vn);
        let marked = mark(value.confirmed.is_some(), value.confidence_text);
        let _ = writeln!(
            text,
            "{indent}    {}: {} từ {from}{marked}",
            value.name, value.value
        );
    }
    for part in &step.steps {
        tree(text, part, depth + 1);
    }
}
