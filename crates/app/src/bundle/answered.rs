//! Answers about conditions of awards in what is loaded: whoever tells one answers for it, that day. What others decided
//! is brought along by the machine's own operator only, as changes of the rulebook are.

use thidua_domain::bundle::{Fault, Place, Severity, Values};
use thidua_domain::law::ANSWERS;

use super::options::Options;
use super::read::Sheet;
use crate::View;

/// Commands whose rows are stored ones that stand again: an answer keeps who gave it.
const AGAIN: [&str; 2] = ["record.restore", "record.undo"];

/// Who answered, and when.
const BY: [&str; 2] = ["nguoi_tra_loi", "ngay"];

/// Puts who loads and the day to answers, refuses others; leaves out what another installation sent.
pub(super) fn settle(
    view: &View,
    options: &Options,
    sheets: &mut [Sheet],
    faults: &mut Vec<Fault>,
) {
    let again = options.deed.as_ref();
    let again = again.is_some_and(|deed| AGAIN.contains(&deed.command));
    if again || options.channel == "cli" && view.loads_everywhere() {
        return;
    }
    let own = |sheet: &&mut Sheet| sheet.def.name == ANSWERS.name;
    for sheet in sheets.iter_mut().filter(own) {
        if options.received.is_some() {
            leave(sheet, faults);
        } else {
            sign(view, options, sheet, faults);
        }
    }
}

fn leave(sheet: &mut Sheet, faults: &mut Vec<Fault>) {
    let rows = std::mem::take(&mut sheet.rows).len();
    if rows > 0 {
        let place = Place {
            sheet: ANSWERS.name,
            row: 0,
        };
        faults.push(place.fault(
            Severity::Warning,
            "",
            rows.to_string(),
            "Kết luận của người xem xét không nhận qua tệp của hệ thống khác, vì người kết luận phải có quyền và chịu trách nhiệm ngay trên hệ thống này; đã bỏ qua các dòng ấy.",
            "Kết luận ở trang xét thi đua, hoặc nạp bằng dòng lệnh trên máy chủ.",
        ));
    }
}

fn sign(view: &View, options: &Options, sheet: &mut Sheet, faults: &mut Vec<Fault>) {
    let state = &view.state;
    let person = view.actor.person.as_deref();
    let name = match &options.deed {
        Some(deed) => deed.name.clone(),
        None => person.and_then(|code| state.people.get(code)).map_or_else(
            || view.actor.user.clone(),
            |person| person.name().to_owned(),
        ),
    };
    let signed = [name, view.today.to_string()];
    for row in &mut sheet.rows {
        if stands(view, &row.key, &row.values) {
            continue;
        }
        let place = Place {
            sheet: ANSWERS.name,
            row: row.number,
        };
        for (id, own) in BY.into_iter().zip(&signed) {
            let told = row.values.get(id).unwrap_or_default();
            if told.is_empty() {
                row.values.set(id, own);
            } else if told != own {
                let heading = ANSWERS.column(id).map_or("", |column| column.heading);
                faults.push(place.fault(
                    Severity::Error,
                    heading,
                    told,
                    "Kết luận nạp vào là của chính người nạp, trong ngày nạp.",
                    "Bỏ trống hai cột «Người trả lời», «Ngày»: hệ thống tự ghi. Kết luận của người khác do người ấy ghi.",
                ));
            }
        }
    }
}

/// Whether a row tells a stored answer again as it stands, whoever gave it.
fn stands(view: &View, key: &str, row: &Values) -> bool {
    let subject = row.get("ma_doi_tuong").unwrap_or_default();
    let code = view.state.merged.standing(subject);
    let known = view.state.answers.get(code).into_iter().flatten();
    let same = |id: &str, stored: Option<&str>| row.get(id).is_none_or(|told| Some(told) == stored);
    let mut known = known.filter(|answer| answer.key == key);
    known.any(|answer| {
        same("ket_luan", Some(if answer.holds { "co" } else { "khong" }))
            && same("can_cu", answer.ground.as_deref())
            && same("van_ban", answer.document.as_deref())
            && same("nguoi_tra_loi", answer.by.as_deref())
            && row
                .get("ngay")
                .is_none_or(|told| !told.is_empty() && row.date("ngay") == answer.on)
    })
}
