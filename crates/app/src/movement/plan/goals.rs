//! Targets of a plan: a sentence each, and a table of those that have a number.

use thidua_domain::movement::plan::{name_of, not_kept};
use thidua_domain::targets::{Goal, Target};
use thidua_files::paper::{Block, Cell};

use super::Desk;
use crate::report::{Field, Grid, capital, small};
use thidua_domain::access::Permission;

/// A target as both say it.
struct Line {
    text: String,
    /// Whether the text is a target's own words, which say themselves what is asked.
    worded: bool,
    /// `từ 81,50% trở lên`; empty: a target in words.
    asked: String,
    /// For whom; empty: whose plan it is.
    whom: String,
    years: String,
}

/// The sentences, then the table where several have a number.
pub(super) fn blocks(desk: &mut Desk<'_>) -> Vec<Block> {
    let lines = lines(desk);
    if lines.is_empty() {
        return vec![desk.dotted("chỉ tiêu thi đua")];
    }
    let mut blocks: Vec<Block> = lines
        .iter()
        .filter(|line| line.whom.is_empty() || line.asked.is_empty())
        .map(|line| {
            let whom = match line.whom.is_empty() {
                true => String::new(),
                false => format!(" ({})", line.whom),
            };
            let asked = match line.asked.is_empty() || line.worded {
                true => String::new(),
                false => format!(": {}", line.asked),
            };
            let text = line.text.trim_end_matches(['.', ';']);
            Block::Item(format!("{}{asked}{whom};", capital(text)).into())
        })
        .collect();
    let valued: Vec<&Line> = lines.iter().filter(|line| !line.asked.is_empty()).collect();
    if valued.len() > 1 || blocks.is_empty() {
        blocks.push(table(&valued));
    }
    blocks
}

fn table(lines: &[&Line]) -> Block {
    let mut grid = Grid::new([
        Field::mark("STT", 8).kept(),
        Field::words("Chỉ tiêu", 62).kept(),
        Field::words("Mức phải đạt", 34).kept(),
        Field::words("Áp dụng cho", 40),
        Field::mark("Năm", 14),
    ]);
    let years: Vec<&str> = lines.iter().map(|line| line.years.as_str()).collect();
    let one_year = years.windows(2).all(|pair| pair[0] == pair[1]);
    for (number, line) in (1..).zip(lines) {
        let year = if one_year { "" } else { line.years.as_str() };
        grid.row(vec![
            Cell::text(number.to_string()),
            Cell::text(capital(&line.text)),
            Cell::text(line.asked.as_str()),
            Cell::text(line.whom.as_str()),
            Cell::text(year),
        ]);
    }
    Block::Table(grid.table("Bảng chỉ tiêu thi đua"))
}

fn lines(desk: &Desk<'_>) -> Vec<Line> {
    let view = desk.view;
    let targets = view.state.targets.iter();
    let own =
        targets.filter(|target| target.movement.as_deref() == Some(desk.movement.code.as_str()));
    let own = own.filter(|target| {
        target.person.is_none() && view.sees(Permission::ViewTargets, &target.agency)
    });
    let own: Vec<&Target> = own.collect();
    let launcher = desk.movement.launcher.as_deref();
    if !desk.under {
        // What a unit set itself, in its own plan, is none of the launcher's.
        let handed = |target: &&Target| {
            let mut assigners = target.assigners.iter();
            launcher == Some(target.agency.as_str()) || assigners.any(|code| *code != target.agency)
        };
        let own = own.into_iter().filter(handed);
        return own.map(|target| line(desk, target)).collect();
    }
    // A unit's plan holds its own, and what it was handed and neither set otherwise nor said it does not take.
    let response = desk
        .agency
        .and_then(|agency| view.state.movements.response(&desk.movement.code, agency));
    let refused = response
        .and_then(|row| row.not_kept.as_deref())
        .map(not_kept)
        .unwrap_or_default();
    let (mine, handed): (Vec<&Target>, Vec<&Target>) = own
        .into_iter()
        .partition(|target| desk.agency == Some(target.agency.as_str()));
    let stands = |target: &&Target| {
        let named = name_of(target);
        launcher == Some(target.agency.as_str())
            && named.is_none_or(|code| !refused.contains_key(code))
            && !mine
                .iter()
                .any(|own| own.target_code.is_some() && own.target_code == target.target_code)
    };
    let handed: Vec<&Target> = handed.into_iter().filter(stands).collect();
    mine.into_iter()
        .chain(handed)
        .map(|target| line(desk, target))
        .collect()
}

fn line(desk: &Desk<'_>, target: &Target) -> Line {
    let catalogue = &desk.view.state.catalogue;
    let called = || {
        let code = target.target_code.as_deref();
        code.map(|code| catalogue.figure_name(code).to_owned())
    };
    let whose = (desk.agency != Some(target.agency.as_str())).then(|| desk.named(&target.agency));
    let level = target.level.map(|level| {
        let word = catalogue.labels.word("cap", level.code());
        format!("các {}", small(word))
    });
    let whom: Vec<String> = level.into_iter().chain(whose).collect();
    Line {
        worded: target.text.is_some(),
        text: target.text.clone().or_else(called).unwrap_or_default(),
        asked: asked(desk, target),
        whom: whom.join(", "),
        years: target.years.vn(),
    }
}

/// `từ 81,50% trở lên`, `bằng kết quả năm trước`, `có thực hiện`.
fn asked(desk: &Desk<'_>, target: &Target) -> String {
    let catalogue = &desk.view.state.catalogue;
    let figure = target
        .target_code
        .as_deref()
        .and_then(|code| catalogue.figure(code));
    let unit = figure.map(|figure| catalogue.labels.word("don_vi_tinh", &figure.unit));
    let amount = target.goal.as_ref().map(|goal| match goal {
        Goal::LastYear => "kết quả năm trước".to_owned(),
        Goal::Number(value) => match unit {
            Some("%") => format!("{}%", value.vn()),
            Some(unit) => format!("{} {unit}", value.vn()),
            None => value.vn(),
        },
    });
    let op = target.op.as_deref();
    let word = op.map(|op| catalogue.labels.word("chi-tieu.phep_so", op));
    match (amount, word) {
        (Some(amount), Some(word)) if word.contains('…') => word.replace('…', &amount),
        (Some(amount), Some(word)) => format!("{word} {amount}"),
        (Some(amount), None) => amount,
        // A target of words alone says by itself what is to be done.
        (None, Some(word)) if target.target_code.is_some() => word.to_owned(),
        (None, _) => String::new(),
    }
}
