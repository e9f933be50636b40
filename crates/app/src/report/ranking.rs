//! Ranking on paper: the agencies below, by both rates; the agency's own place in its block.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Block, Cell};
use thidua_files::sheet::Value;

use super::kit::{Field, Grid, Sources};
use crate::AppError;
use crate::figures::{AskBalance, balance};
use crate::scoring::{AskRanking, RankRow, Ranking, ranking};
use crate::state::View;

const SIDES: [(&str, &str); 2] = [("viec.ty_le", "về việc"), ("tien.ty_le", "về tiền")];

/// Places within blocks, then the table of the agencies below; empty where nobody can be ranked.
pub(super) fn places(
    view: &View,
    ask: &AskBalance,
    sources: &mut Sources,
    caption: impl FnOnce() -> String,
) -> Result<Vec<Block>, AppError> {
    let mut blocks = in_blocks(view, ask)?;
    let below = SIDES.map(|(code, _)| ranked(view, ask, &ask.agency, code));
    let [cases, money] = below;
    let (cases, money) = (cases?, money?);
    if let Some(grid) = grid(view, ask, [&cases, &money], sources) {
        blocks.push(Block::Table(grid.table(caption())));
        blocks.extend(unranked(&cases, &money));
    }
    Ok(blocks)
}

fn ranked(view: &View, ask: &AskBalance, within: &str, by: &str) -> Result<Ranking, AppError> {
    let ask = AskRanking {
        within: within.to_owned(),
        year: ask.year,
        month: ask.month,
        by: vec![by.to_owned()],
        level: None,
        scope: ask.scope.clone(),
    };
    ranking(view, &ask)
}

/// `Xếp thứ 03/08 trong Cụm thi đua … theo tỷ lệ thi hành xong về việc (68,73%).`
fn in_blocks(view: &View, ask: &AskBalance) -> Result<Vec<Block>, AppError> {
    let state = view.state.as_ref();
    let on = ask.window().last_day();
    let mut codes: Vec<&String> = state.clusters.keys().collect();
    codes.sort();
    let mut blocks = Vec::new();
    for code in codes {
        let member = state.cluster(code, ask.year).is_some_and(|cluster| {
            let members = cluster.members_on(&state.org, on);
            members.contains(&ask.agency)
        });
        if !member {
            continue;
        }
        for (by, side) in SIDES {
            // A block managed elsewhere may be closed to the reader; its ranking is then left out.
            let found = match ranked(view, ask, code, by) {
                Ok(found) => found,
                Err(AppError::NotFound | AppError::Forbidden) => continue,
                Err(error) => return Err(error),
            };
            let own = found.rows.iter().find(|row| row.agency == ask.agency);
            if let Some((rank, row)) = own
                .and_then(|row| Some((row.rank?, row)))
                .filter(|_| is_told(&found))
            {
                blocks.push(Block::Paragraph(place(&found, rank, row, side).into()));
            }
        }
    }
    Ok(blocks)
}

fn place(found: &Ranking, rank: usize, row: &RankRow, side: &str) -> String {
    let number = |value: usize| two_digits(i64::try_from(value).unwrap_or(i64::MAX));
    format!(
        "Xếp thứ {}/{} trong {} theo tỷ lệ thi hành xong {side} ({}%).",
        number(rank),
        number(found.total),
        found.name,
        row.printed.first().map_or("", String::as_str)
    )
}

/// How many have a place.
fn held(ranking: &Ranking) -> usize {
    ranking.rows.iter().filter(|row| row.rank.is_some()).count()
}

/// A place among few of many says nothing: at least half must have reported, and two.
fn is_told(ranking: &Ranking) -> bool {
    held(ranking) >= 2 && held(ranking) * 2 >= ranking.total
}

/// Who could not be ranked, where places are told.
fn unranked(cases: &Ranking, money: &Ranking) -> Option<Block> {
    let told = [(cases, "về việc"), (money, "về tiền")];
    let missing: Vec<String> = told
        .into_iter()
        .filter(|(ranking, _)| is_told(ranking) && held(ranking) < ranking.total)
        .map(|(ranking, side)| {
            let number = |value: usize| two_digits(i64::try_from(value).unwrap_or(i64::MAX));
            let (held, total) = (number(held(ranking)), number(ranking.total));
            format!("{side} xếp trong {held}/{total} đơn vị có đủ số liệu")
        })
        .collect();
    (!missing.is_empty()).then(|| Block::Note(format!("{}.", super::capital(&missing.join("; ")))))
}

/// The agencies below by both rates, in the order of the first that ranks them.
fn grid(
    view: &View,
    ask: &AskBalance,
    rankings: [&Ranking; 2],
    sources: &mut Sources,
) -> Option<Grid> {
    let lead = rankings.into_iter().find(|ranking| is_told(ranking))?;
    let mut grid = Grid::new([
        Field::mark("STT", 7).kept(),
        Field::words("Đơn vị", 60).kept(),
        Field::amount("Tỷ lệ (%)", 18).under("Thi hành xong về việc"),
        Field::mark("Xếp thứ", 14).under("Thi hành xong về việc"),
        Field::amount("Tỷ lệ (%)", 18).under("Thi hành xong về tiền"),
        Field::mark("Xếp thứ", 14).under("Thi hành xong về tiền"),
        Field::mark("Nguồn", 12).kept(),
    ]);
    for (number, row) in (1_i64..).zip(&lead.rows) {
        let of = |ranking: &Ranking| -> [Cell; 2] {
            let mut rows = ranking.rows.iter().filter(|_| is_told(ranking));
            let found = rows.find(|other| other.agency == row.agency);
            found.map_or_else(|| [Cell::empty(), Cell::empty()], cells)
        };
        let mut line = vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(row.name.as_str()),
        ];
        line.extend(rankings.into_iter().flat_map(of));
        let told = cited(view, ask, &row.agency);
        let numbers = sources.numbers(&view.state, told.iter().map(String::as_str));
        line.push(Cell::text(numbers));
        grid.row(line);
    }
    Some(grid)
}

/// The sources of an agency's rates and of what they were computed from.
fn cited(view: &View, ask: &AskBalance, agency: &str) -> Vec<String> {
    let of_agency = AskBalance {
        agency: agency.to_owned(),
        person: None,
        ..ask.clone()
    };
    // Who may see the ranking but not the figures behind it reads it without their sources.
    let Ok(found) = balance(view, &of_agency) else {
        return Vec::new();
    };
    let wanted = ["ty_le", "xong", "co_dieu_kien"];
    let codes = wanted
        .iter()
        .flat_map(|code| ["viec", "tien"].map(|side| format!("{side}.{code}")));
    let sources = codes.filter_map(|code| found.sources.get(&code));
    let apart = |cited: &String| -> Vec<String> {
        let parts = super::apart(&view.state, cited).into_iter();
        parts.map(str::to_owned).collect()
    };
    sources.flat_map(apart).collect()
}

fn cells(row: &RankRow) -> [Cell; 2] {
    let shown = row.printed.first().map_or("", String::as_str);
    let rate = match row.score.as_ref().filter(|_| !shown.is_empty()) {
        Some(score) => Cell::value(shown, Value::Decimal(score.clone())),
        None => Cell::empty(),
    };
    let place = row.rank.and_then(|rank| i64::try_from(rank).ok());
    let place = place.map_or_else(Cell::empty, |rank| {
        Cell::value(rank.to_string(), Value::Integer(rank.into()))
    });
    [rate, place]
}
