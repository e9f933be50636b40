//! Căn cứ: the papers a plan rests on, each with its full data (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6).

use jiff::civil::Date;
use thidua_domain::document::Document;
use thidua_domain::document::chain::Doubt;
use thidua_domain::movement::Movement;
use thidua_domain::time::PartialDate;

use super::Desk;
use crate::State;
use crate::report::{DOTS, dated, small};

/// The plan itself, where it is one of `van-ban`: a kế hoạch among the movement's papers issued by whose plan it is, or
/// the unit's own.
pub(super) fn recorded<'a>(desk: &Desk<'a>) -> Option<&'a Document> {
    let view = desk.view;
    let agency = desk.agency?;
    if desk.under {
        let rows = view.state.movements.responses(&desk.movement.code).iter();
        let own = rows.filter(|row| row.agency == agency);
        let mut papers = own.filter_map(|row| view.state.documents.get(row.document.as_ref()?));
        return papers.next();
    }
    let papers = desk.movement.documents.iter();
    let mut known = papers.filter_map(|code| view.state.documents.get(code));
    known.find(|paper| {
        paper.issuer.as_deref() == Some(agency) && paper.kind.as_deref() == Some("ke_hoach")
    })
}

/// What each căn cứ says, without its final sign; one dotted where none is recorded.
pub(super) fn words(desk: &mut Desk<'_>) -> Vec<String> {
    let view = desk.view;
    let state = view.state.as_ref();
    let own = recorded(desk);
    let mut codes: Vec<&str> = own
        .map(|paper| paper.based_on.iter().map(String::as_str).collect())
        .unwrap_or_default();
    if codes.is_empty() {
        codes = followed(desk, own);
    }
    let mut told = Vec::new();
    for code in codes {
        let Some(paper) = state.documents.get(code) else {
            desk.missing.push(format!(
                "đủ số, ngày, cơ quan ban hành, trích yếu của căn cứ “{code}”"
            ));
            told.push(format!("Căn cứ {}", small(code)));
            continue;
        };
        let (words, gaps) = cited(state, paper);
        if !gaps.is_empty() {
            let symbol = paper.symbol.clone().or_else(|| paper.subject.clone());
            let name = symbol.unwrap_or_else(|| "không rõ số".to_owned());
            desk.missing
                .push(format!("{} của căn cứ {name}", gaps.join(", ")));
        }
        if own.and_then(|own| own.doubt(paper, &state.documents)) == Some(Doubt::Repealed)
            || ended(paper, desk.on)
        {
            desk.doubts
                .push(format!("căn cứ {words} đã hết hiệu lực khi ban hành"));
        }
        told.push(format!("Căn cứ {words}"));
    }
    if told.is_empty() {
        desk.missing.push("căn cứ ban hành".to_owned());
        told.push(format!("Căn cứ {}", DOTS.repeat(3)));
    }
    told
}

fn ended(paper: &Document, on: Date) -> bool {
    paper.ended_on.is_some_and(|day| day.first_day() <= on)
}

/// The papers of the movement and of those it follows, but the plan itself.
fn followed<'a>(desk: &Desk<'a>, own: Option<&Document>) -> Vec<&'a str> {
    let state = &desk.view.state;
    let movement: &'a Movement = desk.movement;
    let above = movement
        .parents
        .iter()
        .filter_map(|code| state.movements.get(code));
    let above = above.flat_map(|parent| &parent.documents);
    let mut found: Vec<&'a str> = Vec::new();
    for code in movement.documents.iter().chain(above) {
        let is_own = own.is_some_and(|own| own.code == *code);
        if !is_own && !found.contains(&code.as_str()) {
            found.push(code);
        }
    }
    found
}

/// `Kế hoạch số 258/KH-CTHADS ngày 02 tháng 3 năm 2022 của Cục … về …`, and what of it is not known. A Luật or Pháp lệnh
/// stands by its name alone.
fn cited(state: &State, paper: &Document) -> (String, Vec<&'static str>) {
    let mut gaps = Vec::new();
    let kind = paper.kind.as_deref().unwrap_or("khac");
    let name = match kind {
        "khac" => "Văn bản",
        kind => state.catalogue.labels.word("van-ban.loai", kind),
    };
    let subject = paper.subject.as_deref().map(str::trim);
    if kind == "luat" {
        let Some(subject) = subject else {
            return (format!("{name} {DOTS}"), vec!["tên"]);
        };
        let subject = subject.strip_prefix("Luật ").unwrap_or(subject);
        return (format!("{name} {subject}"), gaps);
    }
    let mut words = name.to_owned();
    match &paper.symbol {
        Some(symbol) => words.push_str(&format!(" số {symbol}")),
        None => {
            gaps.push("số, ký hiệu");
            words.push_str(" số ………");
        }
    }
    match paper.date {
        Some(day) => words.push_str(&format!(" ngày {}", long(day))),
        None => {
            gaps.push("ngày ban hành");
            words.push_str(" ngày … tháng … năm ……");
        }
    }
    let on = paper.date.map_or(Date::MAX, PartialDate::first_day);
    match (&paper.issuer, &paper.author) {
        (Some(issuer), _) => words.push_str(&format!(" của {}", state.name_on(issuer, on))),
        (None, Some(author)) => words.push_str(&format!(" của {author}")),
        (None, None) => {
            gaps.push("cơ quan ban hành");
            words.push_str(&format!(" của {DOTS}"));
        }
    }
    match subject {
        Some(subject) => words.push_str(&format!(" {}", about(name, subject))),
        None => {
            gaps.push("trích yếu");
            words.push_str(&format!(" về {DOTS}"));
        }
    }
    (words, gaps)
}

/// The trích yếu as it follows in a sentence: `về …`, once, without the kind told again.
fn about(kind: &str, subject: &str) -> String {
    let told = subject.strip_prefix(kind).map_or(subject, str::trim_start);
    let lower = small(told);
    let own = [
        "về ",
        "v/v ",
        "quy định ",
        "hướng dẫn ",
        "sửa đổi",
        "ban hành ",
    ];
    let lower = match lower.strip_prefix("v/v ") {
        Some(rest) => format!("về việc {rest}"),
        None => lower,
    };
    match own.iter().any(|start| lower.starts_with(start)) {
        true => lower,
        false => format!("về {lower}"),
    }
}

/// `02 tháng 3 năm 2022`; a day that is not known stays as precise as it is.
fn long(day: PartialDate) -> String {
    let Some(date) = day.exact() else {
        return dated(day);
    };
    let month = match date.month() {
        month @ 1..=2 => format!("0{month}"),
        month => month.to_string(),
    };
    format!("{:02} tháng {month} năm {}", date.day(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_follows_its_kind_once() {
        for (kind, subject, told) in [
            (
                "Kế hoạch",
                "Phát động phong trào thi đua năm 2022",
                "về phát động phong trào thi đua năm 2022",
            ),
            (
                "Kế hoạch",
                "Kế hoạch thi đua năm 2021",
                "về thi đua năm 2021",
            ),
            (
                "Quyết định",
                "Về việc giao chỉ tiêu",
                "về việc giao chỉ tiêu",
            ),
            ("Công văn", "V/v đăng ký thi đua", "về việc đăng ký thi đua"),
            (
                "Nghị định",
                "Quy định chi tiết Luật Thi đua, khen thưởng",
                "quy định chi tiết Luật Thi đua, khen thưởng",
            ),
        ] {
            assert_eq!(about(kind, subject), told);
        }
    }
}
