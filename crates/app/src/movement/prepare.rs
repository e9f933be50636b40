//! A new movement begun from a template or from one of last year: a draft with its milestones, criteria and solutions,
//! written in one event. Targets are not taken over: each year sets its own.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thidua_domain::bundle::{SheetDef, Values};
use thidua_domain::movement::plan::{MILESTONE_SHEET, STANDARD_SHEET};
use thidua_domain::movement::sheet::MOVEMENTS;
use thidua_domain::movement::{Milestone, Standard};
use thidua_domain::note;
use thidua_domain::text;
use thidua_domain::time::{PartialDate, WorkYear};

use super::again::{again, moved};
use super::matrix::WRITES;
use super::said::Answered;
use super::show::find;
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::record::{kind, propose};
use crate::{App, AppError, View};

const SHIPPED: &str = include_str!("../../../../rulebook/papers/movements.toml");
/// Longest name.
const LONGEST: usize = 500;

#[derive(Debug, Deserialize)]
struct Shelf {
    template: Vec<Template>,
}

/// What a new movement may begin with.
#[derive(Debug, Deserialize, Serialize)]
pub struct Template {
    /// Its identity.
    pub id: String,
    /// What it is called.
    pub title: String,
    name: String,
    kinds: Vec<String>,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    occasions: Vec<String>,
    purpose: Vec<String>,
    subjects: Vec<String>,
    scope: String,
    solutions: Vec<String>,
    milestones: Vec<Due>,
    standards: Vec<Rule>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Due {
    kind: String,
    due: String,
    each: bool,
    text: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Rule {
    subject: String,
    awards: Vec<String>,
    text: String,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read: Result<Shelf, _> = toml::from_str(SHIPPED);
    read.map(|shelf| shelf.template).unwrap_or_default()
});

/// The shipped templates.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// What a new movement is made of.
#[derive(Clone, Debug, Default)]
pub struct AskNew {
    /// Identity of a template; empty: of `copy`.
    pub template: String,
    /// Code of the movement it takes up again.
    pub copy: String,
    /// Code of the agency that will launch it.
    pub agency: String,
    /// Work year of a template.
    pub year: i16,
    /// Name; empty: as the template or the older movement has it.
    pub name: String,
    /// Code of a movement above that it follows; empty: none but those of the older one.
    pub under: String,
}

/// A movement made of what was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Its code, where it is stored.
    pub code: String,
    /// What became of it.
    pub answered: Answered,
}

/// Rows beside that of the movement: sheet, values without the movement's code.
type Rows = Vec<(&'static SheetDef, Values)>;

/// Makes a draft.
///
/// # Errors
/// [`AppError::NotFound`] for an agency or movement out of reach, or a template that is not there.
pub async fn prepare(app: &App, by: &Caller, ask: &AskNew) -> Result<Prepared, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(WRITES, &ask.agency)?;
    let (mut row, rows) = match ask.copy.is_empty() {
        true => of_template(ask)?,
        false => of_movement(&view, ask)?,
    };
    let name = text::clean(&ask.name);
    if name.chars().count() > LONGEST {
        let words = format!("Tên dài nhất {LONGEST} ký tự.");
        let answered = Answered::refused(vec![("ten".to_owned(), words)]);
        return Ok(Prepared {
            answered,
            ..Prepared::default()
        });
    }
    if !name.is_empty() {
        row.set("ten", name);
    }
    if !ask.under.is_empty() {
        let above = find(&view, &ask.under)?;
        let mut parents = row.codes("phong_trao_cap_tren");
        if !parents.contains(&above.code) {
            parents.push(above.code.clone());
        }
        row.set("phong_trao_cap_tren", parents.join(";"));
    }
    row.set("co_quan_phat_dong", &ask.agency);
    row.set("du_thao", "x");
    let of = kind(MOVEMENTS.name).ok_or(AppError::NotFound)?;
    let code = propose(app, &view, of, &row).await?.unwrap_or_default();
    row.set("ma", &code);
    let rows = rows.into_iter().map(|(def, mut row)| {
        row.set("ma_phong_trao", &code);
        row.set("ma_co_quan", &ask.agency);
        (def, row)
    });
    let rows = std::iter::once((&MOVEMENTS, row)).chain(rows);
    let told = (1..).zip(rows).map(|(number, (def, values))| Told {
        def,
        number,
        values,
    });
    let options = Options {
        channel: by.channel.to_owned(),
        deed: Some(Deed {
            command: "movement.prepare",
            subject: format!("phong-trao {code}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let loaded = bundle::store(app, &by.actor, told.collect(), Vec::new(), &options).await?;
    Ok(Prepared {
        code,
        answered: Answered::of(&loaded, |_| ""),
    })
}

fn of_template(ask: &AskNew) -> Result<(Values, Rows), AppError> {
    let mut all = templates().iter();
    let found = all.find(|template| template.id == ask.template);
    let found = found.ok_or(AppError::NotFound)?;
    let filled = |text: &str| text.replace("{nam}", &ask.year.to_string());
    let lines = |texts: &[String]| {
        let texts = texts.iter().map(|text| filled(text));
        texts.collect::<Vec<_>>().join("\n")
    };
    let day = |text: &str| day_in(WorkYear(ask.year), text).map(|day| day.to_string());
    let mut row = Values::default();
    let cells = [
        ("ten", Some(filled(&found.name))),
        ("loai", Some(found.kinds.join(";"))),
        ("tu_ngay", day(&found.from)),
        ("den_ngay", day(&found.to)),
        ("dip", Some(found.occasions.join(";"))),
        ("muc_dich", Some(lines(&found.purpose))),
        ("doi_tuong_thi_dua", Some(lines(&found.subjects))),
        ("pham_vi_thi_dua", Some(filled(&found.scope))),
    ];
    put(&mut row, cells);
    let mut rows = Rows::new();
    for line in &found.milestones {
        let mut told = Values::default();
        let cells = [
            ("moc", Some(line.kind.clone())),
            ("noi_dung", Some(line.text.clone())),
            ("han", day(&line.due)),
            ("don_vi_nop", line.each.then(|| "x".to_owned())),
        ];
        put(&mut told, cells);
        rows.push((&MILESTONE_SHEET, told));
    }
    for (order, line) in (1..).zip(&found.standards) {
        let order: i64 = order;
        let mut told = Values::default();
        let cells = [
            ("thu_tu", Some(order.to_string())),
            ("doi_tuong", Some(line.subject.clone())),
            ("ma_khen_thuong", Some(line.awards.join(";"))),
            ("tieu_chuan", Some(line.text.clone())),
        ];
        put(&mut told, cells);
        rows.push((&STANDARD_SHEET, told));
    }
    for (order, line) in (1..).zip(&found.solutions) {
        rows.push((&note::SHEET, solution(ask.year, order, line, None)));
    }
    Ok((row, rows))
}

/// The day `MM-DD` of a work year, which begins in October of the calendar year before.
fn day_in(year: WorkYear, text: &str) -> Option<Date> {
    let (month, day) = text.split_once('-')?;
    let month: i8 = month.parse().ok()?;
    let calendar = match month {
        10.. => year.previous().0,
        _ => year.0,
    };
    let (last, day): (i8, i8) = (28, day.parse().ok()?);
    // The last of February is not every year's 29th; templates name 28.
    Date::new(calendar, month, day)
        .or_else(|_| Date::new(calendar, month, last))
        .ok()
}

fn put<const N: usize>(row: &mut Values, cells: [(&str, Option<String>); N]) {
    for (id, text) in cells {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            row.set(id, text);
        }
    }
}

fn solution(year: i16, order: i64, line: &str, owner: Option<&str>) -> Values {
    let mut told = Values::default();
    let cells = [
        ("nam", Some(year.to_string())),
        ("muc", Some("giai_phap".to_owned())),
        ("thu_tu", Some(order.to_string())),
        ("noi_dung", Some(line.to_owned())),
        ("giao_cho", owner.map(str::to_owned)),
    ];
    put(&mut told, cells);
    told
}

/// The movement of last year with what its launcher set beside the targets, a year on.
fn of_movement(view: &View, ask: &AskNew) -> Result<(Values, Rows), AppError> {
    let told = find(view, &ask.copy)?;
    let state = view.state.as_ref();
    let mut row = again(view, &ask.copy)?;
    let cells = [
        ("muc_dich", told.purpose.clone()),
        ("doi_tuong_thi_dua", told.subjects.clone()),
        ("pham_vi_thi_dua", told.scope.clone()),
    ];
    put(&mut row, cells);
    let next = |date: Option<PartialDate>| Some(moved(date)).filter(|text| !text.is_empty());
    let launcher = told.launcher.as_deref();
    let ours = |agency: &str| launcher == Some(agency);
    let mut rows = Rows::new();
    let due = state.movements.milestones(&ask.copy).iter();
    for line in due.filter(|line| ours(&line.agency)) {
        rows.push((&MILESTONE_SHEET, milestone(line, next(line.due))));
    }
    let standards = state.movements.standards(&ask.copy).iter();
    for line in standards.filter(|line| ours(&line.agency)) {
        rows.push((&STANDARD_SHEET, standard(line)));
    }
    let year = told.years().map_or(ask.year, |years| years.to.next().0);
    let notes = state.notes.iter().filter(|note| {
        note.movement.as_deref() == Some(ask.copy.as_str())
            && ours(&note.agency)
            && note.section.as_deref() == Some("giai_phap")
    });
    for (order, line) in (1..).zip(notes) {
        let words = line.text.as_deref().unwrap_or_default();
        let row = solution(year, order, words, line.owner.as_deref());
        rows.push((&note::SHEET, row));
    }
    Ok((row, rows))
}

fn milestone(line: &Milestone, due: Option<String>) -> Values {
    let mut told = Values::default();
    let cells = [
        ("moc", Some(line.kind.clone())),
        ("lan", line.turn.map(|turn| turn.to_string())),
        ("noi_dung", line.text.clone()),
        ("han", due),
        ("don_vi_nop", line.each.then(|| "x".to_owned())),
    ];
    put(&mut told, cells);
    told
}

fn standard(line: &Standard) -> Values {
    let mut told = Values::default();
    let cells = [
        ("thu_tu", line.order.map(|order| order.to_string())),
        ("doi_tuong", line.subject.clone()),
        ("ma_khen_thuong", Some(line.awards.join(";"))),
        ("tieu_chuan", line.text.clone()),
        ("so_luong", line.count.map(|count| count.to_string())),
    ];
    put(&mut told, cells);
    told
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use jiff::civil::date;
    use thidua_domain::movement::KINDS;
    use thidua_domain::movement::plan::MILESTONES;

    use super::*;

    #[test]
    fn every_template_can_be_filled_in() {
        assert!(!templates().is_empty());
        for template in templates() {
            assert!(
                template
                    .kinds
                    .iter()
                    .all(|kind| KINDS.contains(&kind.as_str()))
            );
            for line in &template.milestones {
                assert!(MILESTONES.contains(&line.kind.as_str()), "{}", line.kind);
                assert!(day_in(WorkYear(2027), &line.due).is_some(), "{}", line.due);
            }
            let ask = AskNew {
                template: template.id.clone(),
                year: 2027,
                ..AskNew::default()
            };
            let (row, _) = of_template(&ask).unwrap();
            assert!(row.get("ten").unwrap().contains("2027"));
        }
    }

    #[test]
    fn october_is_of_the_calendar_year_before() {
        let year = WorkYear(2027);
        assert_eq!(day_in(year, "10-01"), Some(date(2026, 10, 1)));
        assert_eq!(day_in(year, "09-30"), Some(date(2027, 9, 30)));
    }
}
