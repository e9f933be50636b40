//! `show movement`.

use std::fmt::Write as _;

use thidua_app::movement::{self, MovementAnswer, PERMISSION};
use thidua_domain::access::Target;
use thidua_domain::text;
use thidua_domain::time::PartialDate;

use super::Desk;
use crate::args::CodeArgs;
use crate::refusal::Refusal;
use crate::table::{Table, facts};

impl Desk<'_> {
    /// Refuses a code no movement has, naming the nearest.
    pub(super) fn need_movement(&self, code: &str) -> Result<(), Refusal> {
        let movements = self.state().movements.all();
        if movements.contains_key(code) {
            return Ok(());
        }
        let near = text::nearest(code, movements.keys().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
        Err(Refusal::told(format!(
            "Không có phong trào «{code}».{near}"
        )))
    }
}

/// A movement.
pub(super) fn show(desk: &Desk<'_>, args: &CodeArgs) -> Result<(), Refusal> {
    desk.view.permit(PERMISSION, Target::Any)?;
    desk.need_movement(&args.code)?;
    let found = movement::movement(&desk.view, &args.code)?;
    desk.out.answer(&found, || told(desk, &found))
}

fn day(text: Option<&String>) -> String {
    let read =
        |text: &String| PartialDate::parse(text).map_or_else(|_| text.clone(), |day| day.vn());
    text.map(read).unwrap_or_default()
}

fn told(desk: &Desk<'_>, found: &MovementAnswer) -> String {
    let names = |list: &[thidua_app::document::Named]| {
        let names = list.iter().map(|one| one.name.as_str());
        names.collect::<Vec<_>>().join("\n")
    };
    let launchers = found.launchers.iter();
    let launchers = launchers.map(|line| match line.own {
        true => line.name.clone(),
        false => format!("{} (cấp trên)", line.name),
    });
    let kind = found.kind.as_deref();
    let occasions = found.occasions.iter().map(|one| one.text.as_str());
    let mut text = facts([
        ("Mã", found.code.clone()),
        ("Tên", found.name.clone()),
        (
            "Loại",
            kind.map(|kind| desk.words("phong-trao.loai", kind))
                .unwrap_or_default(),
        ),
        ("Chủ đề", found.theme.clone().unwrap_or_default()),
        (
            "Khẩu hiệu, phương châm",
            found.slogan.clone().unwrap_or_default(),
        ),
        ("Từ", day(found.from.as_ref())),
        ("Đến", day(found.to.as_ref())),
        (
            "Tầm nhìn",
            found
                .vision
                .map(|year| year.to_string())
                .unwrap_or_default(),
        ),
        ("Phát động", launchers.collect::<Vec<_>>().join("\n")),
        ("Hưởng ứng", names(&found.parents)),
        ("Dịp", occasions.collect::<Vec<_>>().join("\n")),
        ("Đã ban hành kế hoạch", covered(found)),
    ]);
    let mut papers = Table::new()
        .words("Văn bản")
        .words("Trích yếu")
        .words("Cơ quan ban hành");
    for paper in &found.documents {
        let subject = paper.subject.as_deref().unwrap_or_default();
        let issuer = paper.issuer_name.as_deref().unwrap_or_default();
        papers.row([paper.cited.as_str(), subject, issuer]);
    }
    let mut targets = Table::new()
        .words("Chỉ tiêu")
        .words("Phép so")
        .numbers("Giá trị");
    for target in &found.targets {
        let op = target.op.as_deref();
        let op = op.map_or("", |op| desk.word("chi-tieu.phep_so", op));
        let value = target
            .value
            .as_deref()
            .unwrap_or_default()
            .replace('.', ",");
        targets.row([target.text.as_str(), op, &value]);
    }
    for (title, table) in [("Văn bản và căn cứ", &papers), ("Chỉ tiêu", &targets)] {
        if !table.is_empty() {
            let _ = write!(text, "\n{title}\n{}", table.text());
        }
    }
    text
}

fn covered(found: &MovementAnswer) -> String {
    let coverage = &found.coverage;
    let Some(percent) = &coverage.percent else {
        return coverage.reason.clone().unwrap_or_default();
    };
    let percent = percent.replace('.', ",");
    match (coverage.issued, coverage.total) {
        (Some(issued), Some(total)) => {
            let missing = coverage.missing.iter().map(|one| one.name.as_str());
            let missing: Vec<&str> = missing.collect();
            let still = match missing.is_empty() {
                true => String::new(),
                false => format!("; còn thiếu: {}", missing.join("; ")),
            };
            format!("{issued}/{total} đơn vị ({percent}%){still}")
        }
        _ => format!("{percent}% (nguồn nêu, không kể tên từng đơn vị)"),
    }
}
