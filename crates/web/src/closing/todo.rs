//! What waits in the closing of a month, in words and with the way there.

use minijinja::{Value, context};
use thidua_app::View;
use thidua_app::closing;
use thidua_domain::closing::{Action, PeriodKey};

use crate::fields::Fields;

/// The next period that waits for the same step, so that twelve offices are approved one after another.
pub(super) fn next(view: &View, key: &PeriodKey, action: &str) -> Option<Value> {
    let kind = match Action::from_code(action)? {
        Action::Approve => "duyet",
        Action::Accept => "tiep_nhan",
        Action::Submit => "gui",
        _ => return None,
    };
    let waiting = closing::waiting_for(view, kind);
    let others = || waiting.iter().filter(|task| task.agency != key.agency);
    let window = (key.window.year.0, key.window.month);
    let same = |task: &&closing::Task| (task.year, task.month) == window;
    let task = others().find(same).or_else(|| others().next())?;
    let (_, _, text, href, act) = to_do(task);
    Some(context! { text, href, act, count => others().count() })
}

/// Where a thing that waits is done: its state, sign, words, address and the word of the button.
pub(crate) fn to_do(
    task: &closing::Task,
) -> (&'static str, &'static str, String, String, &'static str) {
    let (year, month) = (task.year.to_string(), task.month.to_string());
    let scope = Some(task.scope.as_str()).filter(|scope| *scope != "btp");
    let query = Fields::default().with(&[
        ("nam", Some(&year)),
        ("thang", Some(&month)),
        ("pham-vi", scope),
    ]);
    let (code, name, when) = (&task.agency, &task.name, &task.month_name);
    let period = format!("/co-quan/{code}/ky-so-lieu?{query}");
    if task.count > 0 && task.kind == "qua_han" {
        let text = format!(
            "{} đơn vị của {name} quá hạn gửi số liệu {when}",
            task.count
        );
        let grid = format!("/co-quan/{code}/tinh-hinh-gui-so-lieu?{query}");
        return ("bad", "Quá hạn", text, grid, "Xem tình hình");
    }
    if task.count > 0 && task.kind == "duyet_duoi" {
        let text = format!(
            "{} đơn vị trực thuộc {name} đã gửi số liệu {when}, chờ duyệt",
            task.count
        );
        let grid = format!("/co-quan/{code}/tinh-hinh-gui-so-lieu?{query}");
        return ("wait", "Chờ duyệt", text, grid, "Xem tình hình");
    }
    if task.count > 0 {
        let text = format!("Còn {} kỳ số liệu khác đang chờ", task.count);
        let grid = format!("/co-quan/{code}/tinh-hinh-gui-so-lieu?{query}");
        return ("wait", "Đang chờ", text, grid, "Xem tình hình");
    }
    let why = |lead: &str| {
        let why = task.why.as_ref();
        why.map_or_else(String::new, |why| format!("{lead}{why}"))
    };
    match task.kind {
        "tra_lai" => {
            let text = format!("{name}: số liệu {when} bị trả lại{}", why(". Lý do: "));
            ("bad", "Trả lại", text, period, "Xem và sửa")
        }
        "qua_han" => {
            let text = format!(
                "{name} quá hạn gửi số liệu {when}{}",
                why(", hạn cuối ngày ")
            );
            ("bad", "Quá hạn", text, period, "Xem kỳ số liệu")
        }
        "duyet" => {
            let text = format!("{name} đã gửi số liệu {when}, chờ duyệt");
            ("wait", "Chờ duyệt", text, period, "Xem và duyệt")
        }
        "tiep_nhan" => {
            let text = format!("{name} đã duyệt số liệu {when}, chờ tiếp nhận");
            ("wait", "Chờ tiếp nhận", text, period, "Xem và tiếp nhận")
        }
        _ => {
            let text = format!("{name}: số liệu {when} đã nhập, chưa gửi duyệt");
            ("wait", "Chưa gửi", text, period, "Xem và gửi")
        }
    }
}
