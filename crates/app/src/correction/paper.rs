//! Công văn đính chính số liệu: the letter, the annex of the figures, the annex of what they touch (NĐ 30/2020,
//! Phụ lục III, mẫu 1.5).

mod tables;

use jiff::civil::Date;
use thidua_domain::correction::{Crossing, crossing};
use thidua_domain::text::number::two_digits;
use thidua_files::paper::{Annex, Block, Document, Marks};

use self::tables::{annex, touched};
use super::goals::PaceLine;
use super::show::{Correction, prints};
use crate::report::{DOTS, Issue, capital, listed, notices, office, small};
use crate::{AppError, State, View};

/// A correction as a paper.
#[derive(Clone, Debug)]
pub struct AskPaper {
    /// The correction, or several told as one.
    pub correction: Correction,
    /// How it is issued.
    pub issue: Issue,
}

/// The letter with its annexes.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] without the permission to print; [`AppError::Refused`] where
/// nothing is left to be corrected.
pub(crate) fn document(view: &View, ask: &AskPaper) -> Result<Document, AppError> {
    let found = &ask.correction;
    prints(view, &found.agency)?;
    if found.nothing_left {
        return Err(AppError::refused(
            "Các lần đính chính đã chọn trả về đúng số đã báo cáo: không còn số nào để đính chính.",
        ));
    }
    let state = view.state.as_ref();
    // The letter is written today: by the office as it is called now, whatever the month it is about.
    let on = ask.issue.date.unwrap_or(view.today);
    let signs = signs(state, &found.agency, on);
    let office = office(state, &signs, on, Some("cong_van"), &ask.issue)?;
    let whose = (signs != found.agency).then(|| found.name.clone());
    let superior = office.letterhead.superior.clone();
    let addressee = superior.unwrap_or_else(|| DOTS.to_owned());
    let periods = periods(found);
    let mut recipients = vec!["Như trên".to_owned()];
    recipients.extend(
        office
            .recipients
            .into_iter()
            .filter(|line| line.starts_with("Lưu")),
    );
    let mut notices_told: Vec<String> = Vec::new();
    for month in &found.months {
        let window =
            thidua_domain::time::Window::new(thidua_domain::time::WorkYear(month.0), month.1);
        for notice in window
            .map(|window| notices(state, window))
            .unwrap_or_default()
        {
            if !notices_told.contains(&notice) {
                notices_told.push(notice);
            }
        }
    }
    let touched = touched(found);
    let mut annexes = vec![annex(found)];
    let many = !touched.is_empty();
    if many {
        annexes.push(Annex {
            label: Some("Phụ lục II".to_owned()),
            title: "Các nội dung liên quan đến số liệu đính chính".to_owned(),
            attached_to: Some(attached(
                &office.letterhead.number,
                &office.name,
                &ask.issue,
            )),
            landscape: true,
            margins: None,
            blocks: touched,
        });
    }
    if let Some(first) = annexes.first_mut() {
        first.label = Some(if many { "Phụ lục I" } else { "Phụ lục" }.to_owned());
        first.attached_to = Some(attached(
            &office.letterhead.number,
            &office.name,
            &ask.issue,
        ));
    }
    let mut document = Document {
        letterhead: office.letterhead,
        landscape: false,
        kind: None,
        subject: format!("V/v đính chính số liệu\nthi hành án dân sự {periods}"),
        addressees: vec![addressee.clone()],
        blocks: letter(found, (&office.name, whose), &addressee, &periods, many),
        signatures: vec![office.signature],
        recipients,
        annexes,
        marks: Marks {
            draft: ask.issue.draft.then(|| "Dự thảo".to_owned()),
            notices: notices_told,
            sources: Vec::new(),
        },
    };
    document.close();
    Ok(document)
}

/// `08 tháng năm 2021`; several are listed.
fn periods(found: &Correction) -> String {
    let mut told: Vec<String> = Vec::new();
    for (_, _, label, _) in &found.months {
        if !told.contains(label) {
            told.push(label.clone());
        }
    }
    match told.len() {
        0..=3 => listed(&told),
        many => format!("{} kỳ", count(many)),
    }
}

fn count(number: usize) -> String {
    two_digits(i64::try_from(number).unwrap_or(i64::MAX))
}

fn attached(number: &Option<String>, name: &str, issue: &Issue) -> String {
    let number = number.as_deref().unwrap_or("Số: ").replacen("Số:", "số", 1);
    let day = issue
        .date
        .map_or_else(|| "… tháng … năm ……".to_owned(), crate::report::day);
    format!("Kèm theo Công văn {number} ngày {day} của {name}")
}

/// Who writes the letter on a day: the agency, or what it became where it is no more.
fn signs(state: &State, agency: &str, on: Date) -> String {
    let mut bodies = vec![agency.to_owned()];
    let mut at = 0;
    while let Some(body) = bodies.get(at).cloned() {
        at += 1;
        let lives = state
            .org
            .find(&body)
            .is_some_and(|found| found.on(on).is_some());
        if lives {
            return body;
        }
        let heirs = state.org.successors(&body).into_iter();
        for heir in heirs.filter_map(|pair| pair.new.clone()) {
            if !bodies.contains(&heir) {
                bodies.push(heir);
            }
        }
    }
    agency.to_owned()
}

fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph(words.into().into())
}

fn letter(
    found: &Correction,
    (name, whose): (&str, Option<String>),
    addressee: &str,
    periods: &str,
    annexed: bool,
) -> Vec<Block> {
    let answering = found.figures.iter().filter(|row| row.answers).count();
    let annex = if annexed {
        "Phụ lục I"
    } else {
        "Phụ lục"
    };
    let whose = whose.map_or_else(String::new, |old| format!(" của {old}"));
    let mut blocks = vec![paragraph(format!(
        "Qua rà soát số liệu thi hành án dân sự {periods}{whose} đã báo cáo, {name} đính chính {} số liệu \
         (chi tiết tại {annex} kèm theo).",
        count(answering.max(1))
    ))];
    let mut reasons: Vec<&str> = Vec::new();
    for row in found.figures.iter().filter(|row| !row.reason.is_empty()) {
        if !reasons.contains(&row.reason.as_str()) {
            reasons.push(&row.reason);
        }
    }
    let reason = match reasons.is_empty() {
        true => DOTS.to_owned(),
        false => reasons.join("; "),
    };
    let end = if reason.ends_with('.') { "" } else { "." };
    blocks.push(paragraph(format!("Lý do đính chính: {reason}{end}")));
    let own = |subject: &str| subject == found.agency;
    let rates: Vec<String> = found
        .touched
        .rates
        .iter()
        .filter(|line| own(&line.subject))
        .map(|line| {
            format!(
                "{} {} từ {} thành {}",
                small(&line.what),
                line.period,
                percent(&line.before),
                percent(&line.after)
            )
        })
        .collect();
    if !rates.is_empty() {
        blocks.push(paragraph(format!(
            "Sau khi đính chính, {}.",
            listed(&rates)
        )));
    }
    let crossed: Vec<String> = found
        .touched
        .paces
        .iter()
        .filter(|line| own(&line.subject))
        .filter_map(crossed)
        .collect();
    if !crossed.is_empty() {
        blocks.push(paragraph(format!("{}.", capital(&listed(&crossed)))));
    }
    if annexed {
        blocks.push(paragraph(
            "Các tỷ lệ, chỉ tiêu, thứ hạng, số tổng hợp, khen thưởng và báo cáo, văn bản liên quan đến số liệu đính \
             chính nêu tại Phụ lục II. Việc đính chính này không tự làm thay đổi kết quả xếp hạng, khen thưởng và \
             văn bản đã ban hành; việc xem xét lại do cơ quan có thẩm quyền quyết định.",
        ));
    }
    blocks.push(paragraph(format!(
        "{name} báo cáo {addressee} để tổng hợp, chỉ đạo."
    )));
    blocks
}

fn percent(rate: &Option<String>) -> String {
    rate.as_ref()
        .map_or_else(|| "chưa có".to_owned(), |rate| format!("{rate}%"))
}

/// `chỉ tiêu … 8 tháng năm 2021 từ đạt thành không đạt tiến độ`.
fn crossed(line: &PaceLine) -> Option<String> {
    let words = match crossing(line.met_before, line.met_after) {
        Crossing::Gained => "từ không đạt thành đạt tiến độ",
        Crossing::Lost => "từ đạt thành không đạt tiến độ",
        Crossing::Same => return None,
    };
    Some(format!(
        "chỉ tiêu {} {} {words}",
        small(&line.name),
        line.period
    ))
}
