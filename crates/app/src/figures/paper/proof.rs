//! The proof sheet as an annex: each identity, its residual, and who must answer.

use thidua_domain::time::Window;
use thidua_files::paper::{Annex, Block, Cell};

use crate::AppError;
use crate::figures::{AskBalance, ProofLine, ProofSheet, proof};
use crate::report::{Field, Grid, capital, days, listed, small};
use crate::state::View;

/// The annex, and how many identities do not hold; `None` where no identity can be checked.
pub(crate) fn proof_annex(
    view: &View,
    ask: &AskBalance,
) -> Result<Option<(Annex, usize)>, AppError> {
    let sheet = proof(view, ask)?;
    let checked = |line: &&ProofLine| line.outcome != "unknown";
    let lines: Vec<&ProofLine> = sheet.lines.iter().filter(checked).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let open = lines.iter().filter(|line| line.outcome != "holds").count();
    let mut blocks = vec![Block::Paragraph(told(&sheet, ask.window()).into())];
    blocks.push(Block::Table(table(&lines)));
    blocks.extend(unchecked(&sheet));
    let annex = Annex {
        label: Some("Phụ lục".to_owned()),
        title: "Kiểm tra đẳng thức cân đối số liệu".to_owned(),
        attached_to: Some(format!(
            "Kèm theo Biểu số liệu {} của {}",
            ask.window().label(),
            sheet.name
        )),
        landscape: true,
        margins: None,
        blocks,
    };
    Ok(Some((annex, open)))
}

fn told(sheet: &ProofSheet, window: Window) -> String {
    let [holds, broken, doubtful, _] = sheet.counts;
    let count = thidua_domain::text::number::two_digits;
    let number = |value: usize| count(i64::try_from(value).unwrap_or(i64::MAX));
    let mut parts = vec![format!("{} đẳng thức khớp", number(holds))];
    if broken > 0 {
        parts.push(format!("{} đẳng thức không khớp", number(broken)));
    }
    if doubtful > 0 {
        parts.push(format!("{} nội dung cần giải trình", number(doubtful)));
    }
    format!(
        "Số liệu {} được kiểm tra theo chế độ “{}”: {}.",
        days(window),
        sheet.regime,
        listed(&parts)
    )
}

fn table(lines: &[&ProofLine]) -> thidua_files::paper::Table {
    let mut grid = Grid::new([
        Field::mark("STT", 6).kept(),
        Field::words("Đẳng thức", 26).kept(),
        Field::words("Cách tính", 48),
        Field::words("Số liệu được kiểm tra", 28).kept(),
        Field::amount("Số báo cáo", 20).kept(),
        Field::amount("Số tính lại", 20).kept(),
        Field::amount("Chênh lệch", 18).kept(),
        Field::words("Kết quả", 36).kept(),
        Field::words("Người trả lời", 26),
    ]);
    for (number, line) in (1..).zip(lines) {
        grid.row(vec![
            Cell::text(i32::to_string(&number)),
            Cell::text(line.name.as_str()),
            Cell::text(capital(&line.formula)),
            Cell::text(line.subject.as_str()),
            Cell::text(line.left.as_str()),
            Cell::text(line.right.as_str()),
            Cell::text(line.residual.as_str()),
            Cell::text(outcome(line)),
            Cell::text(line.answers.as_str()),
        ]);
    }
    grid.table("Kết quả kiểm tra")
}

fn outcome(line: &ProofLine) -> String {
    let told = match line.outcome {
        "holds" => "Khớp".to_owned(),
        "broken" => format!("Không khớp. {}", line.reason),
        _ => format!("Cần giải trình. {}", line.reason),
    };
    match &line.explained {
        Some(explained) => format!("{told} Giải trình: {explained}"),
        None => told,
    }
}

/// What could not be checked for want of figures, by name and side.
fn unchecked(sheet: &ProofSheet) -> Option<Block> {
    let mut names: Vec<String> = Vec::new();
    let open = |side: &str, name: &str| {
        let mut lines = sheet.lines.iter();
        lines
            .any(|line| line.outcome == "unknown" && line.name == name && line.id.starts_with(side))
    };
    for line in sheet.lines.iter().filter(|line| line.outcome == "unknown") {
        let side = match (open("viec.", &line.name), open("tien.", &line.name)) {
            (true, false) => " (về việc)",
            (false, true) => " (về tiền)",
            _ => "",
        };
        let name = format!("{}{side}", small(&line.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| {
        Block::Note(format!(
            "Chưa đủ số liệu để kiểm tra: {}.",
            names.join("; ")
        ))
    })
}

/// The figures of a window that do not hold, by name, each once.
pub(crate) fn unproven(view: &View, ask: &AskBalance) -> Result<Vec<String>, AppError> {
    let sheet = proof(view, ask)?;
    let mut names: Vec<String> = Vec::new();
    let open = |line: &&ProofLine| matches!(line.outcome, "broken" | "doubtful");
    for line in sheet.lines.iter().filter(open) {
        let name = small(&line.subject);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}
