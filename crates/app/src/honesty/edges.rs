//! Results just above their line beside those just below it.

use thidua_domain::amount::Percent;
use thidua_domain::catalogue::Measure;
use thidua_domain::figures::Ask;
use thidua_domain::honesty::{Edge, EdgeLimits, Side, edge, side, spread};
use thidua_domain::quality::Odds;
use thidua_domain::text::number::group;
use thidua_domain::time::WorkYear;

use super::panel::{Cell, Drawn, Head, Limit, Panel, Shape, Table, Told};
use super::{count, part, unset};
use crate::AppError;
use crate::figures::AskBalance;
use crate::state::View;
use crate::targets::{actual, framed, goal, held};

/// The title.
pub(super) const TITLE: &str = "Kết quả sát ngay trên mức chỉ tiêu";
/// How many widths below and above the line are drawn.
const STEPS: i64 = 6;
/// Rarer is told as «rarer than this».
const RARE: i64 = 1_000_000;

/// A unit beside one of its lines.
struct Line {
    unit: String,
    name: String,
    goal: Percent,
    reached: Percent,
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
            goal: Percent::rounded(asked)?,
            reached: Percent::rounded(reached.shown)?,
            deviation: deviation.hundredths(),
        })
    };
    held(state, &ask).into_iter().filter_map(line).collect()
}

/// Results of the year beside their targets.
pub(super) fn panel(view: &View, units: &[&str], year: WorkYear) -> Result<Panel, AppError> {
    let shipped = &view.state.catalogue.honesty;
    let cited = shipped.edge(year.last_day()).ok_or_else(unset)?;
    let limits = cited.limits;
    let all: Vec<Line> = units
        .iter()
        .flat_map(|unit| lines(view, unit, year))
        .collect();
    let deviations = || all.iter().map(|line| line.deviation);
    let found = edge(limits, deviations());
    let width = Percent::from_hundredths(limits.width).vn();
    Ok(Panel {
        code: "sat-nguong",
        title: TITLE,
        method: format!(
            "Đếm kết quả cả năm của các chỉ tiêu tỷ lệ nằm trong khoảng {width} điểm ngay trên mức chỉ tiêu và trong khoảng ấy ngay dưới. Nếu mức chỉ tiêu không ảnh hưởng đến cách ghi số thì hai phía xấp xỉ nhau; khả năng tính theo phân phối nhị thức."
        ),
        told: Told::new(
            &cited.basis,
            vec![Limit::points("Độ rộng mỗi phía (điểm)", limits.width)],
        ),
        cases: format!("{} kết quả có mức chỉ tiêu và số cả năm", count(all.len())),
        found: vec![format!(
            "Ngay trên mức: {}; ngay dưới mức: {}.{}",
            found.above,
            found.below,
            chance(&found)
        )],
        cannot: "Không nói số nào sai: đơn vị phấn đấu để vừa đạt chỉ tiêu thì cũng nằm ngay trên mức, và đó là việc bình thường. Con số ở đây là của cả nhóm, không phải của đơn vị nào; nhóm nhỏ thì chênh lệch là ngẫu nhiên.",
        tables: vec![around(limits, deviations()), near(view, &all, year, limits)],
        more: None,
    })
}

/// How likely so many above are, in words; nothing where it says nothing.
fn chance(found: &Edge) -> String {
    let odds = found.odds.filter(|odds| odds.part < odds.whole);
    let Some(once) = odds.and_then(Odds::once_in).filter(|once| *once >= 2) else {
        return String::new();
    };
    let known = i64::try_from(once).ok().filter(|once| *once < RARE);
    let about = match known {
        Some(_) => "khoảng",
        None => "dưới",
    };
    format!(
        " Nếu hai phía như nhau thì được từ ngần ấy kết quả trở lên ở phía trên có khả năng {about} 1 phần {}.",
        group(known.unwrap_or(RARE))
    )
}

/// How results lie around their lines, step by step.
fn around(limits: EdgeLimits, deviations: impl Iterator<Item = i64>) -> Table {
    let row = |step: thidua_domain::honesty::Step| {
        vec![
            Cell::signed(Percent::from_hundredths(step.from)),
            Cell::signed(Percent::from_hundredths(step.from + limits.width)),
            Cell::count(step.count),
        ]
    };
    let steps = spread(limits, STEPS, deviations);
    let any = steps.iter().any(|step| step.count > 0);
    Table {
        title: "Kết quả quanh mức chỉ tiêu".to_owned(),
        heads: vec![
            Head::number("Chênh lệch từ (điểm)"),
            Head::number("Đến dưới (điểm)"),
            Head::number("Số kết quả"),
        ],
        rows: match any {
            true => steps.into_iter().map(row).collect(),
            false => Vec::new(),
        },
        drawn: Some(Drawn {
            shape: Shape::Columns,
            unit: "kết quả",
            columns: vec![2],
            note: "Mỗi cột ghi chênh lệch nhỏ nhất của nó; từ cột 0,00 trở đi là đạt mức. Kết quả xa mức hơn không vẽ.",
        }),
    }
}

/// The results near their lines, by name.
fn near(view: &View, all: &[Line], year: WorkYear, limits: EdgeLimits) -> Table {
    let mut near: Vec<(String, &Line)> = all
        .iter()
        .filter(|line| side(limits, line.deviation) != Side::Far)
        .map(|line| (view.state.label_on(&line.unit, year.last_day()), line))
        .collect();
    near.sort_by(|one, other| one.0.cmp(&other.0));
    let row = |(name, line): (String, &Line)| {
        let address = format!(
            "/co-quan/{}/tien-do?nam={}&thang=12",
            part(&line.unit),
            year.0
        );
        let words = match side(limits, line.deviation) {
            Side::Above => "ngay trên",
            _ => "ngay dưới",
        };
        vec![
            Cell::text(name).to(Some(address)),
            Cell::text(line.name.as_str()),
            Cell::percent(line.goal),
            Cell::percent(line.reached),
            Cell::signed(Percent::from_hundredths(line.deviation)),
            Cell::text(words),
        ]
    };
    Table {
        title: format!(
            "Cách mức chỉ tiêu không quá {} điểm, xếp theo tên đơn vị",
            Percent::from_hundredths(limits.width).vn()
        ),
        heads: vec![
            Head::text("Đơn vị"),
            Head::text("Chỉ tiêu"),
            Head::number("Mức giao (%)"),
            Head::number("Kết quả (%)"),
            Head::number("Chênh lệch (điểm)"),
            Head::text("Phía"),
        ],
        rows: near.into_iter().map(row).collect(),
        drawn: None,
    }
}
