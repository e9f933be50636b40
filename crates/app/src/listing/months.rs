//! The figures of a month, unit by unit: both rates, their places, how far from the pace.
//!
//! Every number is that of the ranking and of the page of pace; nothing is counted here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use thidua_domain::access::Permission;
use thidua_domain::amount::Percent;
use thidua_domain::figures::{Ask, Frame, print};
use thidua_domain::time::Window;
use thidua_files::sheet::Value;

use super::{About, Cell, Column, Kind, Order, STATE, Source, State, Tone, part};
use crate::figures::{AskBalance, answer};
use crate::scoring::{AskRanking, RankRow, Ranking, ranking};
use crate::state::View;
use crate::targets::{PaceItem, pace};
use crate::{AppError, State as Held};

const CASES: &str = "Về việc";
const MONEY: &str = "Về tiền";

pub(crate) const COLUMNS: &[Column] = &[
    Column::new("don-vi", "Đơn vị", Kind::Text, 50).searched(),
    Column::new("viec-co-dieu-kien", "Có điều kiện (việc)", Kind::Number, 18).under(CASES),
    Column::new("viec-xong", "Thi hành xong (việc)", Kind::Number, 18).under(CASES),
    Column::new("viec-ty-le", "Tỷ lệ (%)", Kind::Number, 15).under(CASES),
    Column::new("viec-chi-tieu", "Chỉ tiêu năm (%)", Kind::Number, 15)
        .under(CASES)
        .more(),
    Column::new("viec-tien-do", "Tiến độ (%)", Kind::Number, 15)
        .under(CASES)
        .more(),
    Column::new("viec-lech", "So tiến độ (điểm %)", Kind::Number, 16).under(CASES),
    Column::new("viec-hang", "Xếp thứ", Kind::Number, 12).under(CASES),
    Column::new(
        "tien-co-dieu-kien",
        "Có điều kiện (nghìn đồng)",
        Kind::Number,
        28,
    )
    .under(MONEY)
    .more(),
    Column::new("tien-xong", "Thi hành xong (nghìn đồng)", Kind::Number, 28)
        .under(MONEY)
        .more(),
    Column::new("tien-ty-le", "Tỷ lệ (%)", Kind::Number, 15).under(MONEY),
    Column::new("tien-chi-tieu", "Chỉ tiêu năm (%)", Kind::Number, 15)
        .under(MONEY)
        .more(),
    Column::new("tien-tien-do", "Tiến độ (%)", Kind::Number, 15)
        .under(MONEY)
        .more(),
    Column::new("tien-lech", "So tiến độ (điểm %)", Kind::Number, 16).under(MONEY),
    Column::new("tien-hang", "Xếp thứ", Kind::Number, 12).under(MONEY),
    Column::state(),
];

const STATES: &[State] = &[
    State::new("kip-tien-do", "Đạt, vượt tiến độ", Tone::Ok),
    State::new("cham", "Chậm tiến độ", Tone::Bad),
    State::new("chua-co-chi-tieu", "Chưa có chỉ tiêu", Tone::Wait),
    State::new("chua-co-so-lieu", "Chưa có số liệu", Tone::Off),
];

/// One side of a unit's month.
#[derive(Default)]
struct Side {
    due: Option<i64>,
    done: Option<i64>,
    rate: Option<String>,
    rank: Option<usize>,
    item: Option<PaceItem>,
}

struct Line {
    code: String,
    name: String,
    open: bool,
    cases: Side,
    money: Side,
}

/// The units below an agency, or the members of a block, in one month.
pub struct Months {
    about: About,
    query: String,
    lines: Vec<Line>,
}

impl Months {
    /// The units in a month; a unit's own figures only for who may read them, and, where the list is to leave
    /// the system, also print them. The ranking itself leaves with whoever may print one of the ranked, as it
    /// is read by whoever reads one of them.
    ///
    /// # Errors
    /// As [`ranking`]; [`AppError::NotFound`] where nothing of it may leave.
    pub fn new(view: &View, ask: &AskBalance, leaving: bool) -> Result<Self, AppError> {
        let rank = |by: &str| {
            let ask = AskRanking {
                within: ask.agency.clone(),
                year: ask.year,
                month: ask.month,
                by: vec![by.to_owned()],
                level: None,
                scope: ask.scope.clone(),
            };
            ranking(view, &ask)
        };
        let (cases, money) = (rank("viec.ty_le")?, rank("tien.ty_le")?);
        let window = ask.window();
        let frame = ask.frame();
        let desk = Desk {
            view,
            ask,
            frame: &frame,
            window,
        };
        let money_of: BTreeMap<&str, &RankRow> = money
            .rows
            .iter()
            .map(|row| (row.agency.as_str(), row))
            .collect();
        let may_leave = |code: &str| !leaving || view.sees(Permission::Print, code);
        if !may_leave(&ask.agency) && !cases.rows.iter().any(|row| may_leave(&row.agency)) {
            return Err(AppError::NotFound);
        }
        let line = |row: &RankRow| {
            let open = view.sees(Permission::ViewFigures, &row.agency) && may_leave(&row.agency);
            let items = match may_leave(&row.agency) {
                true => desk.items(&row.agency),
                false => Vec::new(),
            };
            Line {
                open,
                cases: desk.side("viec", Some(row), open, &items),
                money: desk.side(
                    "tien",
                    money_of.get(row.agency.as_str()).copied(),
                    open,
                    &items,
                ),
                code: row.agency.clone(),
                name: row.name.clone(),
            }
        };
        Ok(Self {
            about: about(view.state.as_ref(), ask, &cases),
            query: format!("nam={}&thang={}", ask.year, ask.month),
            lines: cases.rows.iter().map(line).collect(),
        })
    }

    fn side(&self, row: usize, column: &str) -> Option<&Side> {
        let line = self.lines.get(row)?;
        Some(match column.starts_with("viec") {
            true => &line.cases,
            false => &line.money,
        })
    }
}

fn about(state: &Held, ask: &AskBalance, ranking: &Ranking) -> About {
    let window = ask.window();
    let scope = ask.scope.as_deref().unwrap_or("btp");
    let scope = state.catalogue.labels.word("so-lieu.pham_vi", scope);
    let below = state.org.find(&ask.agency).is_some();
    let of = if below {
        format!("các đơn vị trực thuộc {}", ranking.name)
    } else {
        format!("các thành viên {}", ranking.name)
    };
    About {
        id: "don-vi",
        kind: "Bảng tổng hợp",
        title: format!("Kết quả thi hành án {} của {of}", window.label()),
        unit: "đơn vị",
        columns: COLUMNS,
        states: STATES,
        usual: Some(Order::up("viec-hang")),
        within: vec![
            format!("số liệu {}", crate::report::days(window)),
            super::say::lower(scope),
        ],
    }
}

/// The question every unit is asked.
struct Desk<'a> {
    view: &'a View,
    ask: &'a AskBalance,
    frame: &'a Frame,
    window: Window,
}

impl Desk<'_> {
    /// The targets of a unit; none for who may not read them.
    fn items(&self, unit: &str) -> Vec<PaceItem> {
        let ask = AskBalance {
            agency: unit.to_owned(),
            ..self.ask.clone()
        };
        pace(self.view, &ask).map_or_else(|_| Vec::new(), |found| found.items)
    }

    fn side(&self, side: &str, ranked: Option<&RankRow>, open: bool, items: &[PaceItem]) -> Side {
        let state = self.view.state.as_ref();
        let ask = Ask {
            table: &state.figures,
            org: &state.org,
            window: self.window,
            frame: self.frame,
        };
        let value = |name: &str| {
            let row = ranked.filter(|_| open)?;
            answer(state, ask, &row.agency, &format!("{side}.{name}")).map(|found| found.value)
        };
        let code = format!("{side}.ty_le");
        let item = items.iter().find(|item| {
            item.target_code.as_deref() == Some(code.as_str())
                && item.group.is_none()
                && item.until_month.is_none()
        });
        Side {
            due: value("co_dieu_kien"),
            done: value("xong"),
            rate: ranked.and_then(|row| row.score.clone()),
            rank: ranked.and_then(|row| row.rank),
            item: item.cloned(),
        }
    }
}

impl Source for Months {
    fn about(&self) -> &About {
        &self.about
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn raw(&self, row: usize, column: &'static Column) -> Cow<'_, str> {
        match column.id {
            STATE => Cow::Borrowed(STATES.get(self.state(row)).map_or("", |state| state.code)),
            _ => self.key(row),
        }
    }

    fn cell(&self, row: usize, column: &'static Column) -> Cell {
        let (Some(line), Some(side)) = (self.lines.get(row), self.side(row, column.id)) else {
            return Cell::default();
        };
        let of_item = |get: fn(&PaceItem) -> Option<&String>| side.item.as_ref().and_then(get);
        match column.id {
            "don-vi" => {
                let cell = Cell::text(line.name.as_str());
                match line.open {
                    true => cell.leading(format!(
                        "/co-quan/{}/so-lieu?{}",
                        part(&line.code),
                        self.query
                    )),
                    false => cell,
                }
            }
            "viec-co-dieu-kien" => side.due.map_or_else(Cell::default, Cell::count),
            "viec-xong" => side.done.map_or_else(Cell::default, Cell::count),
            "tien-co-dieu-kien" => money(side.due),
            "tien-xong" => money(side.done),
            "viec-ty-le" | "tien-ty-le" => percent(side.rate.as_ref(), false),
            "viec-chi-tieu" | "tien-chi-tieu" => {
                percent(of_item(|item| item.target.as_ref()), false)
            }
            "viec-tien-do" | "tien-tien-do" => percent(of_item(|item| item.pace.as_ref()), false),
            "viec-lech" | "tien-lech" => percent(of_item(|item| item.deviation.as_ref()), true),
            _ => side
                .rank
                .and_then(|rank| i64::try_from(rank).ok())
                .map_or_else(Cell::default, Cell::count),
        }
    }

    fn state(&self, row: usize) -> usize {
        let Some(line) = self.lines.get(row) else {
            return 3;
        };
        let sides = [&line.cases, &line.money];
        if sides.iter().all(|side| side.rate.is_none()) {
            return 3;
        }
        let deviations = sides
            .iter()
            .filter_map(|side| side.item.as_ref()?.deviation.as_deref());
        let mut known = deviations
            .filter_map(|text| Percent::parse(text).ok())
            .peekable();
        if known.peek().is_none() {
            2
        } else {
            usize::from(known.any(|deviation| deviation.hundredths() < 0))
        }
    }

    fn key(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.lines.get(row).map_or("", |line| &line.code))
    }
}

/// A rate, or a deviation with its sign.
fn percent(plain: Option<&String>, signed: bool) -> Cell {
    let Some(plain) = plain else {
        return Cell::default();
    };
    let shown = match Percent::parse(plain) {
        Ok(percent) if signed => percent.signed_vn(),
        Ok(percent) => percent.vn(),
        Err(_) => plain.replace('.', ","),
    };
    Cell::number(shown, Value::Decimal(plain.clone()))
}

/// Money in the unit of the statistical forms.
fn money(dong: Option<i64>) -> Cell {
    let Some(dong) = dong else {
        return Cell::default();
    };
    let exact = thidua_domain::amount::Decimal::new(i128::from(dong), 0)
        .and_then(|dong| dong.checked_div_pow10(3));
    let value = exact.map_or(Value::Empty, |value| Value::Decimal(value.to_string()));
    Cell::number(print::money(dong, "nghin_dong"), value)
}

/// The newest month for which a unit among these has figures; `None` where none has.
pub fn newest_month(view: &View, within: &str, scope: &str) -> Option<Window> {
    let state = view.state.as_ref();
    let frame = Frame::whole(scope);
    let members = match state.clusters.get(within).and_then(|years| years.last()) {
        Some(block) => block.members_on(&state.org, view.today),
        None => {
            let below = state.org.children_on(within, view.today);
            below.iter().map(|agency| agency.code.clone()).collect()
        }
    };
    members
        .iter()
        .filter_map(|unit| state.figures.latest(unit, &frame))
        .max_by_key(|window| (window.year, window.month))
}
