//! `show achievements`, `exemplar`, `practices`.

use std::fmt::Write as _;

use thidua_app::achievement::{self, Achievements};
use thidua_app::exemplar;
use thidua_app::practice::{self, AskPractices, Practices};
use thidua_domain::time::PartialDate;

use super::Desk;
use super::deeds::{asked, ending, heading, nothing};
use crate::args::{AwardsArgs, ExemplarArgs, PracticesArgs};
use crate::refusal::Refusal;
use crate::table::Table;

fn day(text: Option<&String>) -> String {
    let read =
        |text: &String| PartialDate::parse(text).map_or_else(|_| text.clone(), |day| day.vn());
    text.map(read).unwrap_or_default()
}

/// The achievements of an agency over work years.
pub(super) fn achievements(desk: &Desk<'_>, args: &AwardsArgs) -> Result<(), Refusal> {
    let asked = asked(desk, args)?;
    let found = achievement::achievements(&desk.view, &asked)?;
    desk.out.answer(&found, || achievements_text(desk, &found))
}

fn achievements_text(desk: &Desk<'_>, found: &Achievements) -> String {
    let mut text = heading(&found.asked, "Thành tích");
    nothing(&mut text, found.rows.len());
    let mut table = Table::new()
        .words("Mã")
        .words("Ngày")
        .words("Cơ quan")
        .words("Người, tập thể")
        .words("Thành tích")
        .words("Loại")
        .words("Tình trạng")
        .words("Biểu dương, khen thưởng");
    for row in found.rows.iter().chain(&found.left_out) {
        let sort = row.sort.as_deref();
        table.row([
            row.code.clone().unwrap_or_default(),
            match &row.date {
                Some(date) => day(Some(date)),
                None => row.year.clone().unwrap_or_default(),
            },
            row.agency_name.clone(),
            row.subject_name.clone().unwrap_or_default(),
            row.text.clone().unwrap_or_default().replace('\n', " "),
            sort.map_or("", |sort| desk.word("thanh-tich.loai", sort))
                .to_owned(),
            match &row.left_out {
                Some(why) => why.clone(),
                None => desk.word("thanh-tich.trang_thai", row.status).to_owned(),
            },
            desk.word("thanh-tich.ghi_nhan", row.recognition).to_owned(),
        ]);
    }
    let _ = write!(text, "\n{}", table.text());
    for row in &found.rows {
        for pair in &row.seconds {
            let code = row.code.as_deref().unwrap_or_default();
            let _ = writeln!(
                text,
                "\n{code} được khen hai lần: {}; {}",
                pair.first, pair.second
            );
        }
    }
    ending(&mut text, found.as_of.as_deref());
    text
}

/// One exemplar with its steps and followers.
pub(super) fn exemplar(desk: &Desk<'_>, args: &ExemplarArgs) -> Result<(), Refusal> {
    let found = exemplar::one(&desk.view, &args.code, args.by.as_deref().unwrap_or("viec"));
    let found = found.map_err(|_| Refusal::told(format!("Không có điển hình «{}».", args.code)))?;
    desk.out.answer(&found, || exemplar_text(desk, &found))
}

fn exemplar_text(desk: &Desk<'_>, found: &exemplar::One) -> String {
    let mut text = format!("{}\n", found.title);
    for step in &found.steps {
        let word = desk.word("buoc-dien-hinh.buoc", &step.step);
        let parts = [
            day(step.date.as_ref()),
            step.by_name.clone().unwrap_or_default(),
            step.document.clone().unwrap_or_default(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(text, "- {word}: {}", parts.join(", "));
    }
    for spread in &found.spreads {
        let word = desk.word("lan-toa.loai", &spread.kind);
        let title = spread
            .title
            .clone()
            .or(spread.place.clone())
            .unwrap_or_default();
        let _ = writeln!(text, "- {word}, {}: {title}", day(spread.date.as_ref()));
    }
    let Some(compared) = &found.comparison else {
        return text;
    };
    if let Some(why) = &compared.why {
        let _ = writeln!(text, "\n{why}");
    }
    if compared.years.is_empty() || compared.followers.is_empty() {
        return text;
    }
    let mut table = Table::new().words("Đơn vị");
    for year in &compared.years {
        table = table.words(&year.label);
    }
    let dash = || "–".to_owned();
    let own = compared.years.iter();
    let own = own.map(|year| year.printed.clone().unwrap_or_else(dash));
    table.row([compared.name.clone()].into_iter().chain(own));
    for line in &compared.followers {
        let cells = line
            .years
            .iter()
            .map(|cell| match (&cell.printed, &cell.gap) {
                (Some(printed), Some(gap)) => format!("{printed} ({gap})"),
                (Some(printed), None) => printed.clone(),
                _ => dash(),
            });
        table.row([line.name.clone()].into_iter().chain(cells));
    }
    let _ = write!(text, "\n{}", table.text());
    text
}

/// The library of good practice.
pub(super) fn practices(desk: &Desk<'_>, args: &PracticesArgs) -> Result<(), Refusal> {
    if let Some(agency) = &args.agency {
        desk.need_agency(agency)?;
    }
    let wanted = AskPractices {
        agency: args.agency.clone(),
        text: args.find.clone(),
    };
    let found = practice::practices(&desk.view, &wanted)?;
    desk.out.answer(&found, || practices_text(desk, &found))
}

fn practices_text(desk: &Desk<'_>, found: &Practices) -> String {
    let mut text = "Cách làm hay\n".to_owned();
    nothing(&mut text, found.rows.len());
    let mut table = Table::new()
        .words("Mã")
        .words("Cách làm")
        .words("Cơ quan")
        .words("Lĩnh vực")
        .words("Tình trạng")
        .words("Đơn vị áp dụng");
    for row in &found.rows {
        table.row([
            row.code.clone(),
            row.name.clone(),
            row.agency_name.clone(),
            row.field.clone().unwrap_or_default(),
            desk.word("cach-lam-hay.trang_thai", &row.status).to_owned(),
            row.adopted.to_string(),
        ]);
    }
    let _ = write!(text, "\n{}", table.text());
    text
}
