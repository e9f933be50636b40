//! A sudden growth of «chưa có điều kiện» before a closing.

use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::honesty::{Cited, GrowthLimits, Month, growth};
use thidua_domain::time::{Window, WorkYear};

use super::panel::{Cell, Drawn, Head, Limit, More, Panel, Shape, Table, Told};
use super::{count, part, unset};
use crate::figures::answer;
use crate::{AppError, State};

/// Not enforceable and all to be enforced at a month end.
fn shares(state: &State, frame: &Frame, unit: &str, window: Window) -> Option<(i64, i64)> {
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame,
    };
    let exact = |code: &str| {
        let found = answer(state, ask, unit, code)?;
        found.precision.is_exact().then_some(found.value)
    };
    Some((exact("viec.chua_dieu_kien")?, exact("viec.phai_thi_hanh")?))
}

fn month(state: &State, frame: &Frame, unit: &str, window: Window) -> Option<Month> {
    let before = Window::new(window.year, window.month.checked_sub(1)?)?;
    Some(Month {
        before: shares(state, frame, unit, before)?,
        now: shares(state, frame, unit, window)?,
    })
}

/// The rows that are told, and how many cases were looked at.
fn rows(
    state: &State,
    units: &[&str],
    year: WorkYear,
    limits: &GrowthLimits,
) -> (Vec<Vec<Cell>>, usize) {
    let frame = Frame::whole("btp");
    let (mut rows, mut cases) = (Vec::new(), 0);
    for unit in units {
        for closing in limits.months.iter().copied() {
            let at = |year: i16| {
                let window = Window::new(WorkYear(year), closing)?;
                month(state, &frame, unit, window)
            };
            let Some(now) = at(year.0) else { continue };
            cases += 1;
            let earlier: Vec<Month> = (year.0 - limits.years..year.0).filter_map(at).collect();
            let Some(found) = growth(limits, now, &earlier) else {
                continue;
            };
            let address = format!(
                "/co-quan/{}/so-lieu?nam={}&thang={closing}#so-viec.chua_dieu_kien",
                part(unit),
                year.0
            );
            let points = |hundredths| Cell::percent(Percent::from_hundredths(hundredths));
            rows.push(vec![
                Cell::text(state.label_on(unit, year.last_day())).to(Some(address)),
                Cell::whole(i64::from(closing)),
                Cell::percent(found.before),
                Cell::percent(found.now),
                points(found.points),
                found.usual.map_or_else(|| Cell::text("chưa có"), points),
                Cell::count(found.years),
            ]);
        }
    }
    (rows, cases)
}

/// The growth of what is not enforceable in the months of closing.
pub(super) fn panel(state: &State, units: &[&str], year: WorkYear) -> Result<Panel, AppError> {
    let shipped = &state.catalogue.honesty;
    let cited = shipped.growth(year.last_day()).ok_or_else(unset)?;
    let (rows, cases) = rows(state, units, year, &cited.limits);
    let found = match rows.len() {
        0 => "Không có trường hợp nào tăng như vậy.".to_owned(),
        rows => format!("{} trường hợp tăng như vậy.", count(rows)),
    };
    Ok(Panel {
        code: "chua-dieu-kien",
        title: "«Chưa có điều kiện» tăng nhanh ngay trước kỳ chốt",
        method: method(&cited.limits),
        told: told(cited),
        cases: format!(
            "{} lượt đơn vị và kỳ chốt có đủ số hai tháng liền nhau",
            count(cases)
        ),
        found: vec![found],
        cannot: "Không nói việc phân loại là sai: rà soát, xác minh điều kiện thường dồn vào trước kỳ chốt, và vụ việc lớn có thể đổi loại. Chỉ hồ sơ xác minh của từng vụ việc trả lời được.",
        tables: vec![Table {
            title: "Đơn vị, tháng cần xem".to_owned(),
            heads: vec![
                Head::text("Đơn vị"),
                Head::number("Tháng lũy kế"),
                Head::number("Tỷ trọng tháng trước (%)"),
                Head::number("Tỷ trọng tháng này (%)"),
                Head::number("Tăng (điểm)"),
                Head::number("Lớn nhất cùng tháng các năm trước (điểm)"),
                Head::number("Số năm so"),
            ],
            rows,
            drawn: Some(Drawn {
                shape: Shape::Bars,
                unit: "%",
                columns: vec![2, 3],
                note: "Đơn vị có hai kỳ chốt cần xem thì có hai dòng.",
            }),
        }],
        more: Some(More {
            text: "Điểm cần xem trong từng số liệu (số tròn, lặp tháng trước, thời điểm nhập)",
            href: format!("/chat-luong-so-lieu?nam={}", year.0),
        }),
    })
}

fn method(limits: &GrowthLimits) -> String {
    let months: Vec<String> = limits
        .months
        .iter()
        .map(|month| format!("tháng {month}"))
        .collect();
    format!(
        "Tỷ trọng số việc chưa có điều kiện trong tổng số phải thi hành, cuối {} lũy kế so với cuối tháng liền trước. Nêu khi tăng từ {} điểm trở lên, lớn hơn cùng tháng của mọi năm trước đã có (đến {} năm), ở đơn vị có từ {} việc phải thi hành. Số có điều kiện là mẫu số của tỷ lệ thi hành xong nên tỷ trọng này ảnh hưởng đến tỷ lệ.",
        months.join(", "),
        Percent::from_hundredths(limits.points).vn(),
        limits.years,
        thidua_domain::text::number::group(limits.cases)
    )
}

fn told(cited: &Cited<GrowthLimits>) -> Told {
    let limits = &cited.limits;
    Told::new(
        &cited.basis,
        vec![
            Limit::points("Mức tăng ít nhất (điểm)", limits.points),
            Limit::whole("Số việc phải thi hành ít nhất", limits.cases),
            Limit::whole("Số năm trước để so", i64::from(limits.years)),
        ],
    )
}
