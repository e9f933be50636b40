//! Launching a movement to chosen units at once: one event writes the step, the paper, the units and, where the
//! movement follows others launched to its launcher, that the launcher has issued its plan under them.

mod shown;

use std::collections::HashSet;

use jiff::civil::Date;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::movement::sheet::{MOVEMENTS, RESPONSES};
use thidua_domain::movement::{Act, Movement, life, plan};
use thidua_domain::org::Level;
use thidua_domain::text;
use thidua_domain::time::vn;

pub use self::shown::{AskLaunch, Launched, Preview, Recorded, Unit};
use super::matrix::WRITES;
use super::paper::{self, Paper};
use super::said::{Answered, FieldFault};
use super::show::find;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::document::Named;
use crate::{App, AppError, View};

/// Names spelt out in the record of a launch.
const NAMED: usize = 20;

/// A launch at work.
struct Desk<'a> {
    view: &'a View,
    movement: &'a Movement,
    launcher: &'a str,
    on: Date,
}

/// The movement and its launcher, for who may launch it.
pub(super) fn own<'a>(view: &'a View, code: &str) -> Result<(&'a Movement, &'a str), AppError> {
    let movement = find(view, code)?;
    let Some(launcher) = movement.launcher.as_deref() else {
        return Err(AppError::refused(
            "Phong trào chưa nêu cơ quan phát động: sửa phong trào, chọn cơ quan phát động trước.",
        ));
    };
    view.permit_agency(WRITES, launcher)?;
    Ok((movement, launcher))
}

/// What a launch would do.
///
/// # Errors
/// [`AppError::NotFound`] for a movement of somebody else.
pub fn preview(view: &View, code: &str, ask: &AskLaunch) -> Result<Preview, AppError> {
    let (movement, launcher) = own(view, code)?;
    let day = paper::day(&ask.day).ok().flatten();
    let desk = Desk {
        view,
        movement,
        launcher,
        on: day.unwrap_or(view.today),
    };
    Ok(desk.preview(ask))
}

impl Desk<'_> {
    fn preview(&self, ask: &AskLaunch) -> Preview {
        let state = self.view.state.as_ref();
        let units = self.units(ask);
        let mut levels: Vec<&'static str> = Vec::new();
        for unit in &units {
            if !levels.contains(&unit.level) {
                levels.push(unit.level);
            }
        }
        let chosen = || units.iter().filter(|unit| unit.chosen);
        let mark = chosen().map(|unit| match unit.addressed {
            true => format!("{}+", unit.agency),
            false => unit.agency.clone(),
        });
        let mark: Vec<String> = mark.collect();
        let symbol = paper::symbol(&ask.document).unwrap_or_default();
        let known = self.paper(&symbol, None, "").known(self.view);
        let code = self.movement.code.as_str();
        let targets = state.targets.iter().filter(|target| {
            target.movement.as_deref() == Some(code) && target.agency == self.launcher
        });
        Preview {
            code: code.to_owned(),
            name: self.movement.name.clone(),
            launcher: state.name_on(self.launcher, self.on),
            day: vn(self.on),
            fresh: chosen().filter(|unit| !unit.addressed).count(),
            again: chosen().filter(|unit| unit.addressed).count(),
            levels,
            above: self.above(),
            known_paper: known.map(|paper| state.cited(&paper)),
            told: Recorded {
                targets: targets.count(),
                standards: state.movements.standards(code).len(),
                milestones: state.movements.milestones(code).len(),
            },
            seen: format!("{} {}", self.on, mark.join(";")),
            units,
        }
    }

    /// Every unit below the launcher on the day that the actor writes for.
    fn units(&self, ask: &AskLaunch) -> Vec<Unit> {
        let (state, on) = (self.view.state.as_ref(), self.on);
        let chosen: HashSet<&str> = ask.units.iter().map(String::as_str).collect();
        let top = state.org.above_on(self.launcher, on).len();
        let tree = state.org.subtree_on(self.launcher, on).into_iter();
        let below = tree.filter(|unit| unit.code != self.launcher);
        let found = below.filter_map(|unit| {
            let level = unit.nearest(on)?.level;
            let inside = level.is_enforcement() || level == Level::Division;
            let ours = self.view.permit(WRITES, Target::Agency(&unit.code)).is_ok();
            if !inside || !ours {
                return None;
            }
            let row = state.movements.response(&self.movement.code, &unit.code);
            let wanted = ask.levels.iter().any(|wanted| wanted == level.code());
            Some(Unit {
                agency: unit.code.clone(),
                name: state.label_on(&unit.code, on),
                level: level.code(),
                depth: state.org.above_on(&unit.code, on).len().saturating_sub(top),
                addressed: row.is_some_and(|row| row.addressed_on.is_some()),
                issued: row.is_some_and(|row| row.has_issued()),
                chosen: wanted || chosen.contains(unit.code.as_str()),
            })
        });
        found.collect()
    }

    /// Movements above that were launched to this launcher, or that it answered: this launch is its plan.
    fn above(&self) -> Vec<Named> {
        let book = &self.view.state.movements;
        let above = self.movement.parents.iter();
        let asked = above.filter_map(|code| {
            let row = book.response(code, self.launcher);
            let open = row.is_none_or(|row| !row.has_issued());
            let above = book.get(code).filter(|_| open)?;
            let other = above.launcher.as_deref() != Some(self.launcher);
            other.then(|| Named {
                code: code.clone(),
                name: above.name.clone(),
            })
        });
        asked.collect()
    }

    fn paper<'a>(&'a self, symbol: &'a str, day: Option<Date>, subject: &str) -> Paper<'a> {
        let subject = match subject.is_empty() {
            true => format!(
                "Kế hoạch phát động phong trào thi đua “{}”",
                self.movement.name
            ),
            false => subject.to_owned(),
        };
        let above = self.movement.parents.iter();
        let book = &self.view.state.movements;
        let above = above.filter_map(|code| book.get(code));
        let bases = above.flat_map(|above| above.documents.iter());
        let known = &self.view.state.documents;
        let bases = bases.filter(|code| known.contains_key(*code));
        Paper {
            issuer: self.launcher,
            symbol,
            day,
            kind: "ke_hoach",
            subject,
            bases: bases.map(String::as_str).collect(),
        }
    }

    /// What is wrong with day, paper, units and movement.
    fn faults(&self, ask: &AskLaunch, shown: &Preview) -> Vec<FieldFault> {
        let mut faults = Vec::new();
        let mut add = |field: &str, words: &str| faults.push((field.to_owned(), words.to_owned()));
        match paper::day(&ask.day) {
            Err(words) => add("ngay", &words),
            Ok(None) => add("ngay", "Ghi ngày phát động."),
            Ok(Some(day)) => {
                let first = self.movement.launch().map(|step| step.on.first_day());
                if first.is_some_and(|first| day < first) {
                    add("ngay", "Ngày này ở trước lần phát động đầu tiên.");
                }
            }
        }
        match paper::symbol(&ask.document) {
            Err(words) => add("van_ban", &words),
            Ok(symbol) if symbol.is_empty() => {
                add("van_ban", "Ghi số, ký hiệu kế hoạch phát động.");
            }
            Ok(_) => {}
        }
        match paper::day(&ask.due) {
            Err(words) => add("han", &words),
            Ok(Some(due)) if due < self.on => add("han", "Hạn này ở trước ngày phát động."),
            Ok(_) => {}
        }
        if self.movement.first_day().is_none() {
            add(
                "",
                "Phong trào chưa nêu ngày bắt đầu: sửa phong trào, ghi «Từ ngày» trước.",
            );
        }
        let stage = self.movement.stage(self.on);
        let closed = self.movement.is_closed(self.on);
        if !Act::Launch.is_open_to(stage, closed) {
            add(
                "",
                "Phong trào đang tạm dừng hoặc đã kết thúc: tiếp tục hoặc mở lại trước khi phát động thêm.",
            );
        }
        faults.extend(self.unit_faults(ask, shown));
        faults
    }

    /// What is wrong with the units: an office that has none launches among its own people, once.
    fn unit_faults(&self, ask: &AskLaunch, shown: &Preview) -> Vec<FieldFault> {
        let units = shown.units.iter();
        let known: HashSet<&str> = units.map(|unit| unit.agency.as_str()).collect();
        let none = match (known.is_empty(), shown.fresh, shown.again) {
            (true, _, _) if self.movement.launch().is_some() => {
                Some(("", "Phong trào đã được phát động trong cơ quan."))
            }
            (false, 0, 0) => Some(("don_vi", "Chọn ít nhất một đơn vị.")),
            (false, 0, _) => Some(("don_vi", "Các đơn vị đã chọn đều đã được phát động đến.")),
            _ => None,
        };
        let foreign = ask.units.iter().any(|unit| !known.contains(unit.as_str()));
        let foreign = foreign.then_some((
            "don_vi",
            "Có đơn vị không thuộc cơ quan phát động vào ngày này.",
        ));
        let told = none.into_iter().chain(foreign);
        told.map(|(field, words)| (field.to_owned(), words.to_owned()))
            .collect()
    }

    /// The rows of a launch.
    fn rows(&self, shown: &Preview, document: &str, due: Option<Date>) -> Vec<Told> {
        let code = self.movement.code.as_str();
        let mut told = Vec::new();
        let mut papers = self.movement.documents.clone();
        if !papers.iter().any(|paper| paper == document) {
            papers.push(document.to_owned());
            let mut row = Values::default();
            row.set("ma", code);
            row.set("van_ban", papers.join(";"));
            told.push((&MOVEMENTS, row));
        }
        let fresh: Vec<&Unit> = shown
            .units
            .iter()
            .filter(|unit| unit.chosen && !unit.addressed)
            .collect();
        let mut step = Values::default();
        for (id, text) in [
            ("ma_phong_trao", code),
            ("ma_co_quan", self.launcher),
            ("viec", Act::Launch.code()),
            ("ngay", &self.on.to_string()),
            ("van_ban", document),
            ("noi_dung", &launched_to(&fresh)),
        ] {
            step.set(id, text);
        }
        told.push((&life::SHEET, step));
        for unit in &fresh {
            let mut row = Values::default();
            row.set("ma_phong_trao", code);
            row.set("ma_co_quan", &unit.agency);
            row.set("ngay_duoc_giao", self.on.to_string());
            told.push((&RESPONSES, row));
        }
        for above in &shown.above {
            let mut row = Values::default();
            row.set("ma_phong_trao", &above.code);
            row.set("ma_co_quan", self.launcher);
            row.set("da_ban_hanh", "x");
            row.set("van_ban", document);
            row.set("ngay_ban_hanh", self.on.to_string());
            told.push((&RESPONSES, row));
        }
        if let Some(due) = due {
            let mut row = Values::default();
            row.set("ma_phong_trao", code);
            row.set("ma_co_quan", self.launcher);
            row.set("moc", "ban_hanh_ke_hoach");
            row.set("han", due.to_string());
            row.set("don_vi_nop", "x");
            told.push((&plan::MILESTONE_SHEET, row));
        }
        let rows = (1..).zip(told);
        rows.map(|(number, (def, values))| Told {
            def,
            number,
            values,
        })
        .collect()
    }
}

/// `Phát động đến 12 đơn vị: …`.
fn launched_to(units: &[&Unit]) -> String {
    if units.is_empty() {
        return "Phát động trong cơ quan.".to_owned();
    }
    let names = units.iter().take(NAMED).map(|unit| unit.name.as_str());
    let names: Vec<&str> = names.collect();
    let left = units.len().saturating_sub(NAMED);
    let more = match left {
        0 => String::new(),
        left => format!(" và {left} đơn vị khác"),
    };
    format!(
        "Phát động đến {:02} đơn vị: {}{more}.",
        units.len(),
        names.join("; ")
    )
}

/// Launches, or shows what launching would do.
///
/// # Errors
/// [`AppError::NotFound`] for a movement of somebody else.
pub async fn launch(
    app: &App,
    by: &Caller,
    code: &str,
    ask: &AskLaunch,
) -> Result<Launched, AppError> {
    let view = app.view(&by.actor).await?;
    let (movement, launcher) = own(&view, code)?;
    let day = paper::day(&ask.day).ok().flatten();
    let desk = Desk {
        view: &view,
        movement,
        launcher,
        on: day.unwrap_or(view.today),
    };
    let shown = desk.preview(ask);
    let mut faults = desk.faults(ask, &shown);
    if faults.is_empty() && ask.seen.as_ref().is_some_and(|seen| *seen != shown.seen) {
        let words = "Danh sách đơn vị vừa thay đổi so với bản xem trước. Xem lại rồi phát động.";
        faults.push((String::new(), words.to_owned()));
    }
    if !faults.is_empty() || ask.seen.is_none() {
        return Ok(Launched {
            preview: shown,
            answered: Answered::refused(faults),
        });
    }
    let symbol = paper::symbol(&ask.document).unwrap_or_default();
    let subject = text::clean(&ask.subject);
    let paper = desk.paper(&symbol, day, &subject);
    let (document, new) = paper.document(app, &view).await?;
    let due = paper::day(&ask.due).ok().flatten();
    let told = new.into_iter().chain(desk.rows(&shown, &document, due));
    let options = Options {
        channel: by.channel.to_owned(),
        revise: Some("Phát động phong trào".to_owned()),
        deed: Some(Deed {
            command: "movement.launch",
            subject: format!("phong-trao {code}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told.collect(), Vec::new(), &options).await?;
    let answered = Answered::of(&loaded, |fault| match fault.column.as_str() {
        "Hạn" => "han",
        "Ngày" => "ngay",
        "Văn bản" | "Số ký hiệu" => "van_ban",
        _ => "",
    });
    Ok(Launched {
        preview: shown,
        answered,
    })
}
