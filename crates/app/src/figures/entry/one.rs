//! The grid of one agency: a row a figure in the balance's order, cases and money side by side.

use serde::Serialize;
use thidua_domain::catalogue::{FigureCode, Measure};

use super::cells::CellView;
use super::checks;
use super::enterable;
use super::evaluate::{Desk, Edit};

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The field of work.
    pub title: String,
    /// Whether its rows have cases and money; else numbers of one kind each.
    pub paired: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is called, without "về việc", "về tiền".
    pub name: String,
    /// Unit of a number that is neither cases nor money.
    pub unit: String,
    /// Cases (or the number of its kind), and money.
    pub cells: [Option<CellView>; 2],
}

/// The heading of the balance itself.
const BALANCE: &str = "Kết quả thi hành án dân sự";

/// The groups of the grid.
pub(super) fn groups(desk: &Desk<'_>, edit: &Edit) -> Vec<Group> {
    let catalogue = &desk.state.catalogue;
    let regime = catalogue.regime_on(desk.window.last_day());
    let mut groups = vec![Group {
        title: BALANCE.to_owned(),
        paired: true,
        rows: Vec::new(),
    }];
    let told = |code: &FigureCode| edit.edited.figures.0.contains_key(&code.code);
    for code in catalogue.figures().filter(|code| enterable(code)) {
        // Requests are returned only from 01/7/2026 on (NĐ 152/2026 Đ22).
        if code.code == "ket_thuc_tra_yeu_cau" && !regime.request_returned && !told(code) {
            continue;
        }
        if code.code.starts_with("tien.") {
            continue;
        }
        let twin = code.code.strip_prefix("viec.");
        let twin = twin.and_then(|stem| catalogue.figure(&format!("tien.{stem}")));
        let paired = code.code.starts_with("viec.") || code.code == "ket_thuc_tra_yeu_cau";
        let row = Row {
            name: bare(&code.name),
            unit: unit(desk, code, paired),
            cells: [
                Some(desk.cell_in_time(edit, code)),
                twin.map(|twin| desk.cell_in_time(edit, twin)),
            ],
        };
        let title = if paired { BALANCE } else { code.field.as_str() };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                title: title.to_owned(),
                paired,
                rows: vec![row],
            }),
        }
    }
    if let Some(balance) = groups.first_mut() {
        balance.rows.push(rates(desk, edit));
    }
    groups
}

fn unit(desk: &Desk<'_>, code: &FigureCode, paired: bool) -> String {
    if paired {
        return String::new();
    }
    let labels = &desk.state.catalogue.labels;
    let unit = match code.measure {
        Measure::Money => desk.unit(),
        _ => code.unit.as_str(),
    };
    labels.word("don_vi_tinh", unit).to_owned()
}

/// The computed row of rates.
fn rates(desk: &Desk<'_>, edit: &Edit) -> Row {
    let rates = checks::rates(desk, &edit.edited.agency);
    let cell = |(side, text): (&str, String)| {
        Some(CellView {
            name: super::name(&edit.edited.agency, &format!("{side}.ty_le")),
            label: format!(
                "Tỷ lệ thi hành xong về {}, hệ thống tính",
                if side == "viec" { "việc" } else { "tiền" }
            ),
            text,
            state: "locked",
            why: "Tỷ lệ do hệ thống tính: thi hành xong chia cho có điều kiện.".to_owned(),
            ..CellView::default()
        })
    };
    let [cases, money] = rates;
    Row {
        name: "Tỷ lệ thi hành xong (%)".to_owned(),
        unit: String::new(),
        cells: [cell(("viec", cases)), cell(("tien", money))],
    }
}

fn bare(name: &str) -> String {
    let cut = name
        .strip_suffix(" (về việc)")
        .or_else(|| name.strip_suffix(" (về tiền)"));
    cut.unwrap_or(name).to_owned()
}
