//! Storing a unit's plan under a movement: paper, person answerable, targets kept, raised, lowered with a reason or not
//! taken with a reason, and targets of its own; one event.

mod sent;

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use thidua_domain::bundle::Values;
use thidua_domain::catalogue::Measure;
use thidua_domain::movement::plan::{kept, name_of};
use thidua_domain::movement::sheet::RESPONSES;
use thidua_domain::movement::{Kept, Movement, Response};
use thidua_domain::targets::Target;
use thidua_domain::targets::sheet::{OPERATORS, TARGETS};
use thidua_domain::text;
use thidua_store::records;

pub use self::sent::{NewGoal, SaidGoal, SaidPlan};
use super::matrix::WRITES;
use super::paper;
use super::respond::{closed, plan_of, read_day};
use super::said::{Answered, FieldFault};
use super::show::find;
use super::unit::{Handed, plain};
use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, Told};
use crate::targets::cascade::typed_as;
use crate::{App, AppError, View};

/// Number of the stored revision of what a unit did; 0: nothing is stored.
pub(super) async fn stored_number(app: &App, code: &str, agency: &str) -> Result<i64, AppError> {
    let key = blank(code, agency).row().key(&RESPONSES);
    let snapshot = app.db().read().await?;
    let found = records::find(&snapshot, RESPONSES.name, &key).await?;
    Ok(found.map_or(0, |record| record.number))
}

fn blank(code: &str, agency: &str) -> Response {
    Response {
        movement: code.to_owned(),
        agency: agency.to_owned(),
        ..Response::default()
    }
}

/// A plan at work.
struct Desk<'a> {
    view: &'a View,
    movement: &'a Movement,
    agency: &'a str,
    handed: Handed<'a>,
    faults: Vec<FieldFault>,
    taken: HashSet<String>,
}

/// Rows of targets a plan makes, and those it takes away.
#[derive(Default)]
struct Goals {
    rows: Vec<Values>,
    removed: Vec<String>,
    not_kept: BTreeMap<String, String>,
}

/// Stores a unit's plan.
///
/// # Errors
/// [`AppError::NotFound`] for a movement or unit out of reach.
pub async fn send_plan(
    app: &App,
    by: &Caller,
    (code, agency): (&str, &str),
    said: &SaidPlan,
) -> Result<Answered, AppError> {
    let view = app.view(&by.actor).await?;
    let movement = find(&view, code)?;
    view.permit_agency(WRITES, agency)?;
    let mut desk = Desk {
        view: &view,
        movement,
        agency,
        handed: Handed::of(&view.state, movement, agency, view.today),
        faults: closed(&view, movement),
        taken: HashSet::new(),
    };
    let (symbol, day) = desk.head(said);
    let goals = desk.goals(said);
    if !desk.faults.is_empty() {
        return Ok(Answered::refused(desk.faults));
    }
    let subject = text::clean(&said.subject);
    let plan = plan_of(&view, movement, (agency, &symbol), day, &subject);
    let (document, new) = plan.document(app, &view).await?;
    let row = desk.response(said, &document, day, &goals);
    let rows = goals.rows.into_iter().map(|mut row| {
        row.set("van_ban", &document);
        Told {
            def: &TARGETS,
            number: 1,
            values: row,
        }
    });
    let mut told: Vec<Told> = new.into_iter().chain(rows).collect();
    told.push(Told {
        def: &RESPONSES,
        number: 1,
        values: row.clone(),
    });
    for (number, line) in (1..).zip(&mut told) {
        line.number = number;
    }
    let mut options = Options {
        channel: by.channel.to_owned(),
        revise: Some("Kế hoạch của đơn vị".to_owned()),
        replace: true,
        expected: ByKey::one(RESPONSES.name, row.key(&RESPONSES), said.seen),
        deed: Some(Deed {
            command: "movement.plan",
            subject: format!("huong-ung {agency}"),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    if !goals.removed.is_empty() {
        options.removed.insert(TARGETS.name, goals.removed);
    }
    let loaded = bundle::store(app, &by.actor, told, Vec::new(), &options).await?;
    Ok(Answered::of(&loaded, |fault| match fault.column.as_str() {
        "Ngày ban hành" => "ngay",
        "Số ký hiệu" | "Văn bản" => "so",
        "Người phụ trách" => "nguoi",
        _ => "",
    }))
}

impl Desk<'_> {
    fn fault(&mut self, field: &str, words: impl Into<String>) {
        self.faults.push((field.to_owned(), words.into()));
    }

    /// Number and day of the plan, and who answers for it.
    fn head(&mut self, said: &SaidPlan) -> (String, Option<Date>) {
        let symbol = paper::symbol(&said.symbol).unwrap_or_else(|words| {
            self.fault("so", words);
            String::new()
        });
        if symbol.is_empty() {
            self.fault("so", "Ghi số, ký hiệu kế hoạch của đơn vị.");
        }
        let day = read_day(&said.day, self.view.today).unwrap_or_else(|words| {
            self.fault("ngay", words);
            None
        });
        let person = said.person.as_str();
        let known = self.view.state.people.contains_key(person);
        let ours = known && self.view.permit_person(WRITES, person).is_ok();
        if person.is_empty() {
            self.fault("nguoi", "Chọn một người phụ trách phong trào tại đơn vị.");
        } else if !ours {
            self.fault("nguoi", "Không có người này trong phạm vi được giao.");
        }
        (symbol, day)
    }

    fn goals(&mut self, said: &SaidPlan) -> Goals {
        let mut goals = Goals::default();
        for at in 0..self.handed.given.len() {
            let Some(given) = self.handed.given.get(at).copied() else {
                continue;
            };
            let Some(name) = name_of(given) else { continue };
            let told = said.given.iter().find(|said| said.key == name);
            // What is not sent stays as it stands: nothing is dropped silently.
            let Some(told) = told.cloned() else { continue };
            self.goal(given, &told, &mut goals);
        }
        for (at, new) in said.added.iter().enumerate() {
            if let Some(row) = self.added(at, new) {
                goals.rows.push(row);
            }
        }
        goals
    }

    /// What the unit makes of one target.
    fn goal(&mut self, given: &Target, said: &SaidGoal, goals: &mut Goals) {
        let reason = text::clean(&said.reason.replace('\n', " "));
        let own = self.handed.instead(given);
        let field = |what: &str| format!("{what}.{}", said.key);
        let mut drop_own = || {
            let code = own.and_then(|own| own.code.as_deref());
            if let Some(code) = code {
                let mut row = Values::default();
                row.set("ma", code);
                goals.removed.push(row.key(&TARGETS));
            }
        };
        match said.how.as_str() {
            "khong" => {
                drop_own();
                if reason.is_empty() {
                    self.fault(&field("ly_do"), "Ghi lý do không nhận chỉ tiêu này.");
                }
                goals.not_kept.insert(said.key.clone(), reason);
            }
            "doi" => {
                let Some(value) =
                    self.value(given.target_code.as_deref(), &said.value, &field("gia_tri"))
                else {
                    return;
                };
                let Some(code) = given.code.as_deref() else {
                    self.fault(
                        &field("gia_tri"),
                        "Chỉ tiêu này chưa có mã nên chưa đặt mức khác được.",
                    );
                    return;
                };
                let row = self.own_row(given, own, code, &value);
                let told = Target::from_row(&row);
                match told.map(|told| kept(given, Some(&told), false)) {
                    Some(Kept::Raised) => {}
                    Some(Kept::AsGiven) => {
                        drop_own();
                        return;
                    }
                    _ if reason.is_empty() => {
                        self.fault(
                            &field("ly_do"),
                            "Mức này thấp hơn mức được giao: ghi lý do.",
                        );
                    }
                    _ => {
                        goals.not_kept.insert(said.key.clone(), reason);
                    }
                }
                goals.rows.push(row);
            }
            _ => drop_own(),
        }
    }

    fn value(&mut self, figure: Option<&str>, written: &str, field: &str) -> Option<String> {
        let state = self.view.state.as_ref();
        let measure = figure.and_then(|code| state.catalogue.figure(code));
        let measure = measure.map_or(Measure::Count, |figure| figure.measure);
        match typed_as(measure, written) {
            Ok(typed) if typed.goal.is_some() => plain(typed.goal.as_ref()),
            Ok(_) => {
                self.fault(field, "Ghi mức của đơn vị.");
                None
            }
            Err(words) => {
                self.fault(field, words);
                None
            }
        }
    }

    /// The unit's own row in place of a target handed to it.
    fn own_row(&mut self, given: &Target, own: Option<&Target>, code: &str, value: &str) -> Values {
        let mut row = self.row(own.and_then(|own| own.code.clone()));
        let sets = [
            ("nam_cong_tac", Some(given.years.to_string())),
            (
                "den_thang",
                given.until_month.map(|month| month.to_string()),
            ),
            ("nhom_an", given.group.clone()),
            ("ma_chi_tieu", given.target_code.clone()),
            ("noi_dung", given.text.clone()),
            ("phep_so", given.op.clone()),
            ("gia_tri", Some(value.to_owned())),
            ("thay_cho", Some(code.to_owned())),
        ];
        for (id, text) in sets {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }

    /// A row of the unit under the movement, with a code of its own.
    fn row(&mut self, code: Option<String>) -> Values {
        let mut row = Values::default();
        let code = code.unwrap_or_else(|| self.code());
        row.set("ma", code);
        row.set("ma_co_quan", self.agency);
        row.set("ma_phong_trao", &self.movement.code);
        row
    }

    /// A free code: `ct-<movement>-<unit>-1`.
    fn code(&mut self) -> String {
        let base = format!("ct-{}-{}", self.movement.code, self.agency);
        let known = |code: &str| {
            let mut all = self.view.state.targets.iter();
            all.any(|target| target.code.as_deref() == Some(code))
        };
        let free = (1..)
            .map(|number: u32| format!("{base}-{number}"))
            .find(|code| !known(code) && !self.taken.contains(code));
        let code = free.unwrap_or(base);
        self.taken.insert(code.clone());
        code
    }

    /// A target the unit adds; `None`: nothing was typed, or it is wrong.
    fn added(&mut self, at: usize, new: &NewGoal) -> Option<Values> {
        let (figure, words) = (new.figure.trim(), paper::lines(&new.text));
        if figure.is_empty() && words.is_empty() && new.value.trim().is_empty() {
            return None;
        }
        let field = |what: &str| format!("{what}.{at}");
        let state = self.view.state.as_ref();
        if figure.is_empty() && words.is_empty() {
            self.fault(
                &field("noi_dung_them"),
                "Chọn số liệu hoặc ghi nội dung của chỉ tiêu.",
            );
            return None;
        }
        if !figure.is_empty() && state.catalogue.figure(figure).is_none() {
            self.fault(
                &field("so_lieu_them"),
                "Không có số liệu này trong danh mục.",
            );
            return None;
        }
        let op = new.op.trim();
        if !op.is_empty() && !OPERATORS.contains(&op) {
            self.fault(&field("phep_so_them"), "Không có phép so này.");
            return None;
        }
        let needs = !figure.is_empty() && !matches!(op, "giam" | "tang" | "co");
        let value = match needs || !new.value.trim().is_empty() {
            true => Some(self.value(Some(figure), &new.value, &field("gia_tri_them"))?),
            false => None,
        };
        let years = self.movement.years();
        let year = thidua_domain::time::WorkYear::of(self.view.today);
        let years = years.map_or_else(|| year.to_string(), |years| years.to_string());
        let mut row = self.row(None);
        row.set("nam_cong_tac", years);
        for (id, text) in [
            ("ma_chi_tieu", figure),
            ("noi_dung", &words),
            (
                "phep_so",
                match (op, figure.is_empty()) {
                    ("", false) => ">=",
                    (op, _) => op,
                },
            ),
            ("gia_tri", value.as_deref().unwrap_or_default()),
        ] {
            if !text.is_empty() {
                row.set(id, text);
            }
        }
        Some(row)
    }

    /// The unit's row as it will stand.
    fn response(
        &self,
        said: &SaidPlan,
        document: &str,
        day: Option<Date>,
        goals: &Goals,
    ) -> Values {
        let state = self.view.state.as_ref();
        let before = state.movements.response(&self.movement.code, self.agency);
        let mut row = before
            .cloned()
            .unwrap_or_else(|| blank(&self.movement.code, self.agency));
        row.marked = true;
        row.document = Some(document.to_owned());
        if let Some(day) = day {
            row.issued_on = thidua_domain::time::PartialDate::parse(&day.to_string()).ok();
        }
        let today = self.view.today.to_string();
        let received = || thidua_domain::time::PartialDate::parse(&today).ok();
        row.received_on = row.received_on.or_else(received);
        row.person = Some(said.person.clone());
        // What the form did not ask about is kept as it was said.
        let asked: HashSet<&str> = said.given.iter().map(|said| said.key.as_str()).collect();
        let told = row.not_kept.as_deref().unwrap_or_default();
        let mut not_kept = thidua_domain::movement::plan::not_kept(told);
        not_kept.retain(|code, _| !asked.contains(code.as_str()));
        not_kept.extend(goals.not_kept.clone());
        let lines = not_kept.iter().map(|(code, why)| format!("{code}: {why}"));
        row.not_kept = Some(lines.collect::<Vec<_>>().join("\n"));
        row.row()
    }
}
