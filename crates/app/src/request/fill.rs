//! Answering: what a unit writes on, and what it sends. One transaction, one audit event.

use thidua_domain::bundle::Values;
use thidua_domain::request::{
    ANSWERS, Answer, By, Fault, LARGEST, Plain, Question, Reply, Request, Shape, Status, Total,
    read_replies, tally,
};
use thidua_store::Canonical;

use super::act::refused;
use super::data;
use super::{WRITES, of_unit, said, stamp};
use crate::access::Caller;
use crate::closing::keep;
use crate::deed;
use crate::state::View;
use crate::{App, AppError};

/// What a unit writes.
#[derive(Clone, Debug, Default)]
pub struct AskFill {
    /// Code of the request.
    pub code: String,
    /// Code of the unit.
    pub unit: String,
    /// What was typed, a question each.
    pub typed: Vec<Reply>,
    /// Why it is sent again although the last one stands.
    pub reason: Option<String>,
    /// Revision of the answer one saw; 0: there was none.
    pub seen: i64,
}

/// Keeps what is written on; nobody counts it.
///
/// # Errors
/// [`AppError::NotFound`] where the unit is not asked or not the actor's own; [`AppError::Refused`] with every fault,
/// one a line; [`AppError::Stale`] where somebody else wrote meanwhile.
pub async fn save(app: &App, by: &Caller, ask: &AskFill) -> Result<(), AppError> {
    write(app, by, ask, false).await
}

/// Sends the answer.
///
/// # Errors
/// As [`save`]; [`AppError::Refused`] where what must be answered is not, or the request takes no answers any more.
pub async fn send(app: &App, by: &Caller, ask: &AskFill) -> Result<(), AppError> {
    write(app, by, ask, true).await
}

/// Whether the actor answers for a unit: somebody of the unit itself.
pub(super) fn fills(view: &View, unit: &str) -> bool {
    view.permit_agency(WRITES, unit).is_ok() && deed::is_own(view, unit)
}

async fn write(app: &App, by: &Caller, ask: &AskFill, sends: bool) -> Result<(), AppError> {
    let reason = said(ask.reason.as_deref())?;
    let mut tx = app.db().write().await?;
    let view = View::of(app.state_at(&tx).await?, &by.actor, app.today());
    let request = of_unit(&view, &ask.code, &ask.unit)?;
    if !fills(&view, &ask.unit) {
        return Err(AppError::NotFound);
    }
    if request.status != Status::Open {
        return Err(AppError::refused(match request.status {
            Status::Cancelled => "Yêu cầu đã hủy nên không phải trả lời.",
            _ => "Yêu cầu đã đóng. Cần gửi thì đề nghị cơ quan yêu cầu mở lại.",
        }));
    }
    let book = &view.state.requests;
    if book.answer_revision(&ask.code, &ask.unit) != ask.seen {
        return Err(AppError::Stale);
    }
    let read = read_replies(&request.questions, &ask.typed, sends);
    let replies = read.map_err(|faults| told(&request, &faults))?;
    let before = book.answer(&ask.code, &ask.unit).cloned();
    let before = before.unwrap_or_else(|| Answer::new(&ask.code, &ask.unit));
    let (next, command) = match sends {
        true => {
            let who = By {
                name: &by.name,
                on: view.today,
                reason: reason.as_deref(),
            };
            let facts = data::facts(&view, &request, &ask.unit, true);
            let told = facts.into_iter().map(|fact| fact.kept).collect();
            (before.after_sending((replies, told), who), "request.send")
        }
        false => (before.saved(replies), "request.save"),
    };
    let next = next.map_err(refused)?;
    let row = next.row();
    let content = Canonical::from_value(&row)?;
    if ["dang_lam", "da_gui", "so_lieu"]
        .iter()
        .any(|cell| letters(&row, cell) > LARGEST)
    {
        return Err(AppError::refused(
            "Báo cáo quá dài. Viết gọn các phần chữ hoặc bớt dòng của bảng; tài liệu dài thì gửi tệp riêng.",
        ));
    }
    let stamp = stamp(app, by, reason.clone());
    keep(&mut tx, &stamp, ANSWERS, next.key(), content).await?;
    let subject = format!("{ANSWERS} {} {}", ask.code, ask.unit);
    let event = by.event(app.now(), command, subject, reason.as_deref(), &row)?;
    tx.commit(event).await?;
    Ok(())
}

/// Letters of a cell, as workbooks count them.
fn letters(row: &Values, cell: &str) -> usize {
    row.get(cell).map_or(0, |text| text.encode_utf16().count())
}

/// Every fault with the question it is about.
fn told(request: &Request, faults: &[Fault]) -> AppError {
    let line = |fault: &Fault| {
        let question = request.questions.get(fault.question);
        let words = question.map_or("", |question| question.words.as_str());
        let number = fault.question + 1;
        let column = |at: usize| match question.map(|question| &question.shape) {
            Some(Shape::Rows { fields }) => fields.get(at).map_or("", |field| field.name.as_str()),
            _ => "",
        };
        match fault.cell {
            Some((row, at)) => format!(
                "Câu {number} «{words}», dòng {}, cột «{}»: {}",
                row + 1,
                column(at),
                fault.words
            ),
            None => format!("Câu {number} «{words}»: {}", fault.words),
        }
    };
    let lines: Vec<String> = faults.iter().map(line).collect();
    AppError::Refused(lines.join("\n"))
}

/// What the data say to the form, as a beginning of the answer in place of what is written: questions without a source keep
/// what they have.
///
/// # Errors
/// As [`save`]; [`AppError::Refused`] where the data say nothing.
pub fn from_data(view: &View, code: &str, unit: &str) -> Result<Vec<Reply>, AppError> {
    let request = of_unit(view, code, unit)?;
    let facts = data::facts(view, &request, unit, true);
    let begun = data::beginning(&request.questions, &facts).ok_or_else(|| {
        AppError::refused("Chưa có số liệu đã duyệt hay nội dung nào của kỳ này trong phần mềm.")
    })?;
    let answer = view.state.requests.answer(code, unit);
    let written = answer.and_then(Answer::worked_on);
    let lines = begun.into_iter().zip(facts).enumerate();
    let reply = |(at, (reply, fact)): (usize, (Reply, data::Fact))| match fact.kept.is_empty() {
        true => written
            .and_then(|all| all.get(at).cloned())
            .unwrap_or(reply),
        false => reply,
    };
    Ok(lines.map(reply).collect())
}

/// What units below answered to the request as it was passed on to them, taken together as a beginning of one's own
/// answer: sums of numbers, the rows of all, words one unit after the other.
///
/// # Errors
/// As [`save`]; [`AppError::Refused`] where it was not passed on, or nobody below has sent.
pub fn starting(view: &View, code: &str, unit: &str) -> Result<Vec<Reply>, AppError> {
    let request = of_unit(view, code, unit)?;
    let book = &view.state.requests;
    let own = book.of_asker(unit).filter(|one| {
        one.parent.as_deref() == Some(code)
            && one.status != Status::Cancelled
            && one.questions == request.questions
    });
    let below = own.last().ok_or_else(|| {
        AppError::refused(
            "Cơ quan chưa chuyển yêu cầu này cho đơn vị trực thuộc với cùng biểu mẫu nên chưa có gì để tổng hợp.",
        )
    })?;
    let sent = below.units.iter().filter_map(|unit| {
        let standing = book.answer(&below.code, unit)?.standing()?;
        Some((view.state.name_on(unit, view.today), &standing.replies))
    });
    let sent: Vec<(String, &Vec<Reply>)> = sent.collect();
    if sent.is_empty() {
        return Err(AppError::refused("Chưa đơn vị trực thuộc nào gửi."));
    }
    let all: Vec<&Vec<Reply>> = sent.iter().map(|(_, replies)| *replies).collect();
    let totals = tally(&request.questions, &all);
    let lines = request.questions.iter().zip(totals).enumerate();
    Ok(lines
        .map(|(at, (question, tally))| together(at, question, &tally.totals, &sent))
        .collect())
}

fn together(
    at: usize,
    question: &Question,
    totals: &[Total],
    sent: &[(String, &Vec<Reply>)],
) -> Reply {
    let replies = || sent.iter().map(|(name, all)| (name, all.get(at)));
    match &question.shape {
        Shape::Rows { .. } => {
            let rows = replies().filter_map(|(_, reply)| match reply {
                Some(Reply::Rows(rows)) => Some(rows.clone()),
                _ => None,
            });
            Reply::Rows(rows.flatten().collect())
        }
        Shape::One { kind, .. } => Reply::One(match (kind, totals.first()) {
            (Plain::Number, Some(Total::Sum(Some(sum)))) => sum.to_string(),
            (Plain::Text, _) => {
                let said = replies().filter_map(|(name, reply)| match reply {
                    Some(Reply::One(text)) if !text.is_empty() => Some(format!("{name}: {text}")),
                    _ => None,
                });
                said.collect::<Vec<_>>().join("\n")
            }
            // Percents, days, yes and no of many units are no answer of the one above.
            _ => String::new(),
        }),
    }
}
