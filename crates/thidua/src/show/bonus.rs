//! `show bonus`.

use std::fmt::Write as _;

use jiff::civil::Date;
use thidua_app::law::bonus::{self, AskBonus, Bonus};
use thidua_domain::text::number::group;
use thidua_domain::time::vn;

use super::Desk;
use crate::args::BonusArgs;
use crate::refusal::Refusal;

/// What an award decided on a day brings.
pub(super) fn show(desk: &Desk<'_>, args: BonusArgs) -> Result<(), Refusal> {
    let asked = AskBonus {
        award: args.award,
        subject_kind: args.subject_kind,
        on: args.on,
    };
    let found = bonus::of(&desk.view, &asked)?;
    desk.out.answer(&found, || text(&found, args.on))
}

fn text(found: &Bonus, on: Date) -> String {
    let mut text = format!(
        "{}, {}, quyết định ngày {}\n",
        found.award_name,
        found.subject_kind_name,
        vn(on)
    );
    let money = |dong: &Option<String>| {
        let dong = dong.as_ref().and_then(|dong| dong.parse::<i64>().ok());
        dong.map_or_else(String::new, group)
    };
    match (&found.amount, &found.coefficient) {
        (Some(_), Some(coefficient)) => {
            let (most, way) = match found.is_ceiling {
                true => (" (mức tối đa)", "xuống"),
                false => ("", "lên"),
            };
            let _ = writeln!(
                text,
                "\nTiền thưởng: {} đồng{most}\n{} × {} đồng, làm tròn {way} hàng chục nghìn đồng",
                money(&found.amount),
                coefficient.replace('.', ","),
                money(&found.base_salary)
            );
        }
        _ => {
            let reason = found.reason.as_deref().unwrap_or_default();
            let _ = writeln!(text, "\nChưa tính được. {reason}");
        }
    }
    for one in &found.parameters {
        let from = one.from.parse::<Date>().map(vn).unwrap_or_default();
        let mark = match &one.confirmed {
            Some(by) => format!("đã đối chiếu bản gốc: {by}"),
            None => format!("chưa đối chiếu bản gốc; {}", one.confidence_words),
        };
        let citation = match one.citation.as_str() {
            "" => "Chưa rõ căn cứ",
            citation => citation,
        };
        let _ = writeln!(
            text,
            "\n{}: {} (từ ngày {from})\n  {citation} [{mark}]",
            one.name, one.value
        );
    }
    if !found.regime_note.is_empty() {
        let _ = writeln!(text, "\n{}", found.regime_note);
    }
    text
}
