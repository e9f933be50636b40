//! What waits about registrations, as lines of the start page: state, sign, words, where, what to do.

use minijinja::Value;
use thidua_app::registration::Waits;
use thidua_domain::time::vn;

use super::part;

/// Writes one line: state, sign, words, address, act.
type Line = fn(&str, &str, String, String, &str) -> Value;

/// The lines of one agency.
pub(crate) fn lines(found: &Waits, line: Line) -> Vec<Value> {
    let base = format!("/co-quan/{}/dang-ky", part(&found.agency));
    let own = format!("{base}?nam={}", found.year);
    let together = format!("{base}/tong-hop?nam={}", found.year);
    let name = &found.name;
    let mut lines = Vec::new();
    if let Some(reason) = &found.returned {
        let text = format!("Cấp trên trả lại bản tổng hợp đăng ký thi đua của {name}: {reason}");
        lines.push(line(
            "bad",
            "Trả lại",
            text,
            together.clone(),
            "Sửa và gửi lại",
        ));
    }
    if let Some(due) = found.due {
        let (state, sign) = match found.overdue {
            true => ("bad", "Quá hạn"),
            false => ("wait", "Sắp đến hạn"),
        };
        let text = match found.overdue {
            true => format!(
                "{name} chưa gửi tổng hợp đăng ký thi đua, hạn {} đã qua",
                vn(due)
            ),
            false => format!("{name} gửi tổng hợp đăng ký thi đua, hạn {}", vn(due)),
        };
        lines.push(line(state, sign, text, together.clone(), "Tổng hợp, gửi"));
    }
    if found.waiting > 0 {
        let text = format!("{} đăng ký thi đua chờ {name} ghi nhận", found.waiting);
        lines.push(line("wait", "Chờ ghi nhận", text, own, "Xem đăng ký"));
    }
    if found.sent > 0 {
        let text = format!(
            "{} đơn vị gửi tổng hợp đăng ký thi đua chờ {name} tiếp nhận",
            found.sent
        );
        lines.push(line(
            "wait",
            "Chờ tiếp nhận",
            text,
            together.clone(),
            "Xem tổng hợp",
        ));
    }
    if found.changed > 0 {
        let text = format!(
            "{} đăng ký của {name} thay đổi sau khi gửi lên cấp trên",
            found.changed
        );
        lines.push(line("wait", "Có thay đổi", text, together, "Gửi bổ sung"));
    }
    lines
}
