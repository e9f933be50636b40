//! What waits because of requests, as lines of the start page.

use minijinja::Value;
use thidua_app::request::Waits;
use thidua_domain::text::number::two_digits;
use thidua_domain::time::vn;

use super::part;

/// Writes one line: state, sign, words, address, act.
type Line = fn(&str, &str, String, String, &str) -> Value;
/// Names spelt out in one line.
const NAMES: usize = 5;

/// The line of one thing.
pub(crate) fn shown(waits: &Waits, line: Line) -> Value {
    match waits {
        Waits::Answer {
            code,
            title,
            unit,
            unit_name,
            asker_name,
            due,
            overdue,
            returned,
            begun,
            moved,
            ..
        } => {
            let href = format!("/yeu-cau-bao-cao/{}/don-vi/{}", part(code), part(unit));
            if let Some(reason) = returned {
                let text =
                    format!("{asker_name} trả lại báo cáo «{title}» của {unit_name}: {reason}");
                return line("bad", "Trả lại", text, href, "Sửa và gửi lại");
            }
            let act = if *begun { "Làm tiếp" } else { "Trả lời" };
            let (state, sign, until) = match overdue {
                true => ("bad", "Quá hạn", format!("quá hạn từ ngày {}", vn(*due))),
                false if *moved => ("wait", "Đổi hạn", format!("hạn mới {}", vn(*due))),
                false => ("wait", "Phải báo cáo", format!("hạn {}", vn(*due))),
            };
            let text =
                format!("{unit_name} trả lời yêu cầu báo cáo «{title}» của {asker_name}, {until}");
            line(state, sign, text, href, act)
        }
        Waits::Missing {
            code,
            title,
            units,
            of,
            due,
            overdue,
        } => {
            let count = |number: usize| two_digits(i64::try_from(number).unwrap_or(i64::MAX));
            let first: Vec<&str> = units.iter().take(NAMES).map(String::as_str).collect();
            let more = match units.len().saturating_sub(NAMES) {
                0 => String::new(),
                more => format!(" và {} đơn vị khác", count(more)),
            };
            let (state, sign, until) = match overdue {
                true => ("bad", "Quá hạn", format!("quá hạn từ ngày {}", vn(*due))),
                false => ("wait", "Sắp đến hạn", format!("hạn {}", vn(*due))),
            };
            let text = format!(
                "Yêu cầu báo cáo «{title}», {until}: {}/{} đơn vị chưa gửi: {}{more}",
                count(units.len()),
                count(*of),
                first.join(", ")
            );
            let href = format!("/yeu-cau-bao-cao/{}", part(code));
            line(state, sign, text, href, "Xem đơn vị")
        }
        Waits::Complete { code, title, of } => {
            let count = two_digits(i64::try_from(*of).unwrap_or(i64::MAX));
            let text = format!("Yêu cầu báo cáo «{title}»: cả {count} đơn vị đã gửi");
            let href = format!("/yeu-cau-bao-cao/{}", part(code));
            line("info", "Đã đủ", text, href, "Xem tổng hợp, đóng")
        }
    }
}
