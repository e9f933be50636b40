//! Biểu số liệu: the figures of one window in the order of the statistics, with their proof.

use thidua_domain::time::Window;
use thidua_files::paper::{Block, Document, Marks, Signature};

use super::kit::Sources;
use super::office::{Office, office};
use super::{Issue, days, notices};
use crate::figures::AskBalance;
use crate::figures::paper::{self, Sheet};
use crate::state::View;
use crate::{AppError, State};

pub(super) fn document(view: &View, ask: &AskBalance, issue: &Issue) -> Result<Document, AppError> {
    let state = view.state.as_ref();
    let window = ask.window();
    let sheet = paper::sheet(view, ask)?;
    if sheet.is_empty() {
        return Err(AppError::refused(format!(
            "Chưa có số liệu {} của {}.",
            window.label(),
            state.name_on(&ask.agency, window.last_day())
        )));
    }
    let office = office(state, &ask.agency, window.last_day(), None, issue)?;
    let mut sources = Sources::default();
    let mut blocks = opening(state, &sheet);
    blocks.extend(paper::statistical(state, &sheet, &mut sources));
    blocks.extend(paper::remarks(state, &sheet, &mut sources));
    let proof = paper::proof_annex(view, ask)?;
    let mut warned = warned(state, window, &sheet);
    let (annexes, open) = proof.map_or((Vec::new(), 0), |(annex, open)| (vec![annex], open));
    if open > 0 {
        let count = i64::try_from(open).unwrap_or(i64::MAX);
        warned.push(format!(
            "có {} đẳng thức không khớp hoặc cần giải trình, nêu tại Phụ lục",
            thidua_domain::text::number::two_digits(count)
        ));
    }
    Ok(Document {
        letterhead: office.letterhead.clone(),
        landscape: false,
        kind: Some("Biểu số liệu".to_owned()),
        subject: format!("Kết quả thi hành án dân sự {}", window.label()),
        addressees: Vec::new(),
        blocks,
        signatures: signatures(&office),
        recipients: office.recipients,
        annexes,
        marks: Marks {
            draft: issue.draft.then(|| "Dự thảo".to_owned()),
            notices: warned,
            sources: sources.list(),
        },
    })
}

/// What the tables are about: days, scope, statistical regime.
fn opening(state: &State, sheet: &Sheet) -> Vec<Block> {
    let window = sheet.window;
    let regime = state.catalogue.regime_on(window.last_day());
    let scope = state.catalogue.labels.word("so-lieu.pham_vi", &sheet.scope);
    let cumulative = if window.month < 12 {
        format!(
            " (lũy kế {} tháng năm công tác {})",
            window.month, window.year
        )
    } else {
        format!(" (năm công tác {})", window.year)
    };
    let unconfirmed = if regime.confirmed {
        ""
    } else {
        " (chưa đối chiếu bản gốc)"
    };
    let lines = [
        format!("Kỳ số liệu: {}{cumulative}.", days(window)),
        format!(
            "Phạm vi: {}; {}{unconfirmed}.",
            super::small(scope),
            super::small(&regime.name)
        ),
    ];
    let notes = state.regime_notes(window);
    lines
        .into_iter()
        .chain(notes)
        .map(|line| Block::Paragraph(line.into()))
        .collect()
}

fn warned(state: &State, window: Window, sheet: &Sheet) -> Vec<String> {
    let mut warned = notices(state, window);
    if sheet.preliminary {
        warned.push("có số liệu sơ bộ".to_owned());
    }
    warned
}

/// Who made the sheet, and the head.
fn signatures(office: &Office) -> Vec<Signature> {
    let maker = Signature {
        capacity: vec!["Người lập biểu".to_owned()],
        name: None,
    };
    vec![maker, office.signature.clone()]
}
