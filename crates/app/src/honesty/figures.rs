//! Figures: a sudden growth of «chưa có điều kiện» before a closing, results just above their line.

use thidua_domain::amount::Percent;
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::{Ask, Frame};
use thidua_domain::honesty::{
    LEAST_CASES, LEAST_POINTS, Month, Side, WIDTH, edge, growth as grown, side,
};
use thidua_domain::time::{Window, WorkYear};

use super::{Cell, Panel, Table, count, part};
use crate::State;
use crate::figures::{AskBalance, answer};
use crate::state::View;
use crate::targets::{actual, framed, goal, held};

/// Months whose figures are held against targets: half a year, the year.
const CLOSINGS: [u8; 2] = [6, 12];
/// Years before that tell what is usual.
const BEFORE: i16 = 5;
/// Rarer is told as «rarer than this».
const RARE: i64 = 1_000_000;
/// The title of the second panel.
pub(super) const EDGES: &str = "Kết quả sát ngay trên mức chỉ tiêu";

fn percent(hundredths: i64) -> String {
    Percent::from_hundredths(hundredths).vn()
}

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

/// The growth of what is not enforceable in the months of closing.
pub(super) fn growth(state: &State, units: &[&str], year: WorkYear) -> Panel {
    let frame = Frame::whole("btp");
    let mut table = Table {
        title: "Đơn vị, tháng cần xem".to_owned(),
        heads: vec![
            "Đơn vị",
            "Tháng lũy kế",
            "Tỷ trọng tháng trước (%)",
            "Tỷ trọng tháng này (%)",
            "Tăng (điểm)",
            "Lớn nhất cùng tháng các năm trước (điểm)",
            "Số năm so",
        ],
        rows: Vec::new(),
    };
    let mut cases = 0;
    for unit in units {
        for closing in CLOSINGS {
            let at = |year: i16| {
                let window = Window::new(WorkYear(year), closing)?;
                month(state, &frame, unit, window)
            };
            let Some(now) = at(year.0) else { continue };
            cases += 1;
            let earlier: Vec<Month> = (year.0 - BEFORE..year.0).filter_map(at).collect();
            let Some(found) = grown(now, &earlier) else {
                continue;
            };
            let address = format!(
                "/co-quan/{}/so-lieu?nam={}&thang={closing}#so-viec.chua_dieu_kien",
                part(unit),
                year.0
            );
            table.rows.push(vec![
                Cell::text(state.label_on(unit, year.last_day())).to(Some(address)),
                Cell::number(closing.to_string()),
                Cell::number(found.before.vn()),
                Cell::number(found.now.vn()),
                Cell::number(percent(found.points)),
                Cell::number(found.usual.map_or_else(|| "chưa có".to_owned(), percent)),
                Cell::count(found.years),
            ]);
        }
    }
    let found = match table.rows.len() {
        0 => "Không có trường hợp nào tăng như vậy.".to_owned(),
        rows => format!("{} trường hợp tăng như vậy.", count(rows)),
    };
    Panel {
        code: "chua-dieu-kien",
        title: "«Chưa có điều kiện» tăng nhanh ngay trước kỳ chốt",
        method: format!(
            "Tỷ trọng số việc chưa có điều kiện trong tổng số phải thi hành, cuối tháng 6 và tháng 12 lũy kế so với cuối tháng liền trước. Nêu khi tăng từ {} điểm trở lên, lớn hơn cùng tháng của mọi năm trước đã có (đến {BEFORE} năm), ở đơn vị có từ {LEAST_CASES} việc phải thi hành. Số có điều kiện là mẫu số của tỷ lệ thi hành xong nên tỷ trọng này ảnh hưởng đến tỷ lệ. Các ngưỡng do phần mềm đặt.",
            percent(LEAST_POINTS)
        ),
        cases: format!(
            "{} lượt đơn vị và kỳ chốt có đủ số hai tháng liền nhau",
            count(cases)
        ),
        found: vec![found],
        cannot: "Không nói việc phân loại là sai: rà soát, xác minh điều kiện thường dồn vào trước kỳ chốt, và vụ việc lớn có thể đổi loại. Chỉ hồ sơ xác minh của từng vụ việc trả lời được.",
        tables: vec![table],
        more: Some((
            "Điểm cần xem trong từng số liệu (số tròn, lặp tháng trước, thời điểm nhập)",
            format!("/chat-luong-so-lieu?nam={}", year.0),
        )),
    }
}

/// A unit beside one of its lines.
struct Line {
    unit: String,
    name: String,
    goal: String,
    reached: String,
    deviation: i64,
}

fn lines(view: &View, unit: &str, year: WorkYear) -> Vec<Line> {
    let state = view.state.as_ref();
    let ask = AskBalance {
        agency: unit.to_owned(),
        year: year.0,
        month: 12,
        person: None,
        scope: None,
    };
    let whole = ask.frame();
    let line = |target: &thidua_domain::targets::Target| {
        let code = state.catalogue.figure(target.target_code.as_deref()?)?;
        let rises = matches!(target.op.as_deref(), None | Some(">=" | ">"));
        if code.measure != Measure::Rate || !rises || !target.years.is_single() {
            return None;
        }
        let frame = framed(&whole, target);
        let question = Ask {
            table: &state.figures,
            org: &state.org,
            window: ask.window(),
            frame: &frame,
        };
        let asked = goal(state, question, unit, target, code)?;
        let reached = actual(state, question, unit, code)?;
        let deviation = Percent::rounded(reached.shown.checked_sub(asked)?)?;
        Some(Line {
            unit: unit.to_owned(),
            name: target.text.clone().unwrap_or_else(|| code.name.clone()),
            goal: asked.vn(),
            reached: reached.shown.vn(),
            deviation: deviation.hundredths(),
        })
    };
    held(state, &ask).into_iter().filter_map(line).collect()
}

/// Results of the year beside their targets.
pub(super) fn edges(view: &View, units: &[&str], year: WorkYear) -> Panel {
    let all: Vec<Line> = units
        .iter()
        .flat_map(|unit| lines(view, unit, year))
        .collect();
    let found = edge(all.iter().map(|line| line.deviation));
    let mut table = Table {
        title: format!(
            "Cách mức chỉ tiêu không quá {} điểm, xếp theo tên đơn vị",
            percent(WIDTH)
        ),
        heads: vec![
            "Đơn vị",
            "Chỉ tiêu",
            "Mức giao (%)",
            "Kết quả (%)",
            "Chênh lệch (điểm)",
            "Phía",
        ],
        rows: Vec::new(),
    };
    let mut near: Vec<(String, &Line)> = all
        .iter()
        .filter(|line| side(line.deviation) != Side::Far)
        .map(|line| (view.state.label_on(&line.unit, year.last_day()), line))
        .collect();
    near.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, line) in near {
        let address = format!(
            "/co-quan/{}/tien-do?nam={}&thang=12",
            part(&line.unit),
            year.0
        );
        let words = if side(line.deviation) == Side::Above {
            "ngay trên"
        } else {
            "ngay dưới"
        };
        table.rows.push(vec![
            Cell::text(name).to(Some(address)),
            Cell::text(line.name.as_str()),
            Cell::number(line.goal.as_str()),
            Cell::number(line.reached.as_str()),
            Cell::number(Percent::from_hundredths(line.deviation).signed_vn()),
            Cell::text(words),
        ]);
    }
    let odds = found.odds.filter(|odds| odds.part < odds.whole);
    let chance = match odds.and_then(thidua_domain::quality::Odds::once_in) {
        Some(once) if once >= 2 => {
            let known = i64::try_from(once).ok().filter(|once| *once < RARE);
            format!(
                " Nếu hai phía như nhau thì được từ ngần ấy kết quả trở lên ở phía trên có khả năng {} 1 phần {}.",
                if known.is_some() {
                    "khoảng"
                } else {
                    "dưới"
                },
                thidua_domain::text::number::group(known.unwrap_or(RARE))
            )
        }
        _ => String::new(),
    };
    Panel {
        code: "sat-nguong",
        title: EDGES,
        method: format!(
            "Đếm kết quả cả năm của các chỉ tiêu tỷ lệ nằm trong khoảng {} điểm ngay trên mức chỉ tiêu và trong khoảng ấy ngay dưới. Nếu mức chỉ tiêu không ảnh hưởng đến cách ghi số thì hai phía xấp xỉ nhau; khả năng tính theo phân phối nhị thức. Ngưỡng do phần mềm đặt.",
            percent(WIDTH)
        ),
        cases: format!("{} kết quả có mức chỉ tiêu và số cả năm", count(all.len())),
        found: vec![format!(
            "Ngay trên mức: {}; ngay dưới mức: {}.{chance}",
            found.above, found.below
        )],
        cannot: "Không nói số nào sai: đơn vị phấn đấu để vừa đạt chỉ tiêu thì cũng nằm ngay trên mức, và đó là việc bình thường. Con số ở đây là của cả nhóm, không phải của đơn vị nào; nhóm nhỏ thì chênh lệch là ngẫu nhiên.",
        tables: vec![table],
        more: None,
    }
}
