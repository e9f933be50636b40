//! What happened lately, in words and with the page it leads to.

use minijinja::Value;
use thidua_app::notice::Event;
use thidua_domain::notice::Topic;
use thidua_domain::text::number::two_digits;

use crate::request::part;

/// Writes one line: state, sign, words, address, act.
type Line = fn(&str, &str, String, String, &str) -> Value;

/// The line of an event, and what it is about.
pub(super) fn line(event: &Event, line: Line) -> (Topic, Value) {
    let count = |number: usize| two_digits(i64::try_from(number).unwrap_or(i64::MAX));
    let (topic, state, sign, words, href) = match event {
        Event::Closed {
            code,
            title,
            unit,
            asker_name,
            answered,
        } => (
            Topic::Request,
            "info",
            "Đã tổng hợp",
            match answered {
                true => format!(
                    "{asker_name} đã tổng hợp và đóng yêu cầu báo cáo «{title}»; báo cáo đã gửi có trong bản tổng hợp"
                ),
                false => format!(
                    "{asker_name} đã đóng yêu cầu báo cáo «{title}»; báo cáo của đơn vị không có trong bản tổng hợp"
                ),
            },
            format!("/yeu-cau-bao-cao/{}/don-vi/{}", part(code), part(unit)),
        ),
        Event::Cancelled {
            code,
            title,
            unit,
            asker_name,
            reason,
        } => (
            Topic::Request,
            "info",
            "Đã hủy",
            format!("{asker_name} đã hủy yêu cầu báo cáo «{title}»: {reason}"),
            format!("/yeu-cau-bao-cao/{}/don-vi/{}", part(code), part(unit)),
        ),
        Event::Claim {
            code,
            accepted,
            answer,
        } => (
            Topic::Award,
            if *accepted { "info" } else { "bad" },
            if *accepted {
                "Chấp nhận"
            } else {
                "Không chấp nhận"
            },
            format!("Kiến nghị của anh/chị về khen thưởng đã được trả lời: {answer}"),
            format!("/khen-thuong/kien-nghi#{}", part(code)),
        ),
        Event::Registration {
            year,
            award,
            reason,
        } => (
            Topic::Registration,
            "bad",
            "Trả lại",
            format!("Đăng ký «{award}» năm {year} của anh/chị bị trả lại: {reason}"),
            format!("/dang-ky/cua-toi?nam={year}"),
        ),
        Event::Targets {
            agency,
            agency_name,
            year,
            count: many,
            giver,
        } => (
            Topic::Target,
            "info",
            "Chỉ tiêu mới",
            format!(
                "{giver} đã giao {agency_name} {} chỉ tiêu năm {year}",
                count(*many)
            ),
            format!("/co-quan/{}/chi-tieu?nam={year}", part(agency)),
        ),
        Event::Corrected {
            agency,
            symbol,
            window: (year, month),
            count: many,
        } => (
            Topic::Correction,
            "bad",
            "Số liệu sửa sau",
            format!(
                "Văn bản số {symbol} đã phát hành có {} số liệu nay đã sửa; xem và phát hành đính chính",
                count(*many)
            ),
            format!(
                "/co-quan/{}/phat-hanh?nam={year}&thang={month}#{}",
                part(agency),
                part(symbol)
            ),
        ),
    };
    (topic, line(state, sign, words, href, "Xem"))
}
