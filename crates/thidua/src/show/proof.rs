//! `show proof`, and the checks below a balance.

use std::fmt::Write as _;

use thidua_app::figures::{self, ProofLine, ProofSheet};

use super::{Desk, ask, period};
use crate::args::WindowArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The proof sheet of a window.
pub(super) fn show(desk: &Desk<'_>, args: &WindowArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.agency)?;
    let proof = figures::proof(&desk.view, &ask(args))?;
    desk.out.answer(&proof, || text(&proof))
}

fn text(proof: &ProofSheet) -> String {
    let mut text = format!(
        "{}\nPhiếu soát cân đối {}\n{}",
        proof.name,
        period(proof.year, proof.month, proof.state),
        proof.regime
    );
    text.push_str(if proof.confirmed {
        "\n\n"
    } else {
        " (chưa đối chiếu bản gốc)\n\n"
    });
    text.push_str(&table(proof.lines.iter()).text());
    let [holds, broken, doubtful, unknown] = proof.counts;
    let _ = writeln!(
        text,
        "\nKhớp {holds}, không khớp {broken}, cần giải trình {doubtful}, chưa đủ số liệu {unknown}."
    );
    text
}

fn table<'a>(lines: impl Iterator<Item = &'a ProofLine>) -> Table {
    let mut table = Table::new()
        .words("Đẳng thức")
        .words("Số liệu")
        .numbers("Vế trái")
        .numbers("Vế phải")
        .numbers("Chênh lệch")
        .words("Kết quả")
        .words("Người giải trình");
    for line in lines {
        table.row([
            line.name.as_str(),
            &line.subject,
            &line.left,
            &line.right,
            &line.residual,
            &outcome(line),
            &line.answers,
        ]);
    }
    table
}

/// The reason, with the verdict before it where somebody must answer.
fn outcome(line: &ProofLine) -> String {
    match line.outcome {
        "broken" => format!("không khớp: {}", line.reason),
        "doubtful" => format!("cần giải trình: {}", line.reason),
        _ => line.reason.clone(),
    }
}

/// The checks of a window that came to something, below its balance.
pub(super) fn checks(text: &mut String, proof: &ProofSheet) {
    let known = || proof.lines.iter().filter(|line| line.outcome != "unknown");
    if known().next().is_some() {
        let _ = write!(text, "\nCân đối\n{}", table(known()).text());
    }
    let unknown = proof.counts[3];
    if unknown > 0 {
        let _ = writeln!(
            text,
            "\nCòn {unknown} đẳng thức chưa đủ số liệu để soát; xem bằng lệnh «show proof»."
        );
    }
}
