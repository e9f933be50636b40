//! Taking over: each answer becomes a row of `chi-tieu` that names the old ones, or a reason on the old ones.

use jiff::civil::Date;
use thidua_domain::access::Target as Place;
use thidua_domain::bundle::Values;
use thidua_domain::catalogue::Measure;
use thidua_domain::targets::sheet::TARGETS;
use thidua_domain::targets::{Goal, Target};
use thidua_domain::text;
use thidua_domain::time::{PartialDate, WorkYear};
use thidua_store::{StoreError, records};

use super::{Handover, HandoverLine, handover};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::record::refusal;
use crate::restate::ENTER;
use crate::restate::signed::paper;
use crate::state::View;
use crate::targets::cascade::typed_as;
use crate::{App, AppError};

/// What becomes of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Taken over with this value, as it was typed.
    Take(String),
    /// Not taken over.
    Leave,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What names the target: [`HandoverLine::key`].
    pub key: String,
    /// What becomes of it.
    pub treatment: Treatment,
    /// Why, where it is not taken over or another value is told than proposed.
    pub reason: String,
}

/// What is taken over.
#[derive(Clone, Debug, Default)]
pub struct Accept {
    /// Code of the new agency.
    pub agency: String,
    /// Day from which it holds, as it was typed; empty: the agency's first day.
    pub on: String,
    /// The paper.
    pub document: String,
    /// The answers; a target not among them waits on.
    pub answers: Vec<Answer>,
}

/// Takes over: every answer or none; the number of the event that can be undone.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] where it is not the actor's, [`AppError::Refused`] with
/// everything that is wrong.
pub async fn accept(app: &App, by: &Caller, new: &Accept) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ENTER, &new.agency)?;
    view.permit(ENTER, Place::Agency(&new.agency))?;
    let found = handover(&view, &new.agency)?.ok_or(AppError::NotFound)?;
    let mut desk = Desk {
        view: &view,
        found: &found,
        new,
        document: paper(&view.state, &new.document),
        on: Date::default(),
        taken: Vec::new(),
    };
    let mut faults = desk.head();
    let mut told: Vec<Values> = Vec::new();
    let mut left: Vec<(String, String)> = Vec::new();
    for answer in &new.answers {
        let Some(line) = found
            .lines
            .iter()
            .find(|line| line.key == answer.key && line.open)
        else {
            faults.push(
                "Một chỉ tiêu đã được nhận hoặc trả lời trong lúc anh/chị xem; mở lại trang."
                    .into(),
            );
            continue;
        };
        match desk.row(line, answer) {
            Ok(Some(row)) => told.push(row),
            Ok(None) => left.extend(
                answer
                    .key
                    .split(';')
                    .map(|code| (code.to_owned(), text::clean(&answer.reason))),
            ),
            Err(reason) => faults.push(format!("{}: {reason}", line.name)),
        }
    }
    if new.answers.is_empty() {
        faults.push("Chưa chọn chỉ tiêu nào để nhận bàn giao.".to_owned());
    }
    if !faults.is_empty() {
        return Err(AppError::refused(faults.join("\n")));
    }
    told.extend(refused(app, left).await?);
    let options = Options {
        revise: Some(format!(
            "Nhận bàn giao chỉ tiêu theo {}",
            text::clean(&new.document)
        )),
        channel: by.channel.to_owned(),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command: "targets.hand_over",
            subject: format!("chi-tieu {}", new.agency),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = told.into_iter().zip(1_u32..).map(|(values, number)| Told {
        def: &TARGETS,
        number,
        values,
    });
    let loaded = bundle::store(app, &by.actor, told.collect(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(loaded.event)
}

/// The stored rows of old targets with the reason why no successor takes them over.
async fn refused(app: &App, left: Vec<(String, String)>) -> Result<Vec<Values>, AppError> {
    let snapshot = app.db().read().await?;
    let mut rows = Vec::new();
    for (code, reason) in left {
        let key = crate::record::key_of(&TARGETS, &code, None);
        let stored = records::find(&snapshot, TARGETS.name, &key).await?;
        let stored = stored.ok_or(AppError::Stale)?;
        let mut row = Values::from_canonical(stored.content.as_str())
            .ok_or_else(|| StoreError::Damaged(format!("a record of {}", TARGETS.name)))?;
        row.set("khong_ke_thua", reason);
        rows.push(row);
    }
    Ok(rows)
}

struct Desk<'a> {
    view: &'a View,
    found: &'a Handover,
    new: &'a Accept,
    document: String,
    on: Date,
    taken: Vec<String>,
}

impl Desk<'_> {
    fn head(&mut self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.document.is_empty() {
            faults.push("Ghi văn bản bàn giao hoặc giao lại chỉ tiêu.".to_owned());
        }
        let born = PartialDate::parse(&self.found.on)
            .map(PartialDate::first_day)
            .ok();
        let written = self.new.on.trim();
        let on = match written.is_empty() {
            true => born,
            false => PartialDate::parse(written)
                .ok()
                .and_then(PartialDate::exact),
        };
        match on {
            None => faults.push(format!(
                "Không đọc được ngày «{written}»; viết như 01/07/2025."
            )),
            Some(on)
                if !WorkYear(self.found.year).contains(on)
                    || born.is_some_and(|born| on < born) =>
            {
                faults.push(format!(
                    "Ngày nhận bàn giao phải từ {} đến hết năm công tác {}.",
                    self.found.on_vn, self.found.year
                ));
            }
            Some(on) => self.on = on,
        }
        faults
    }

    /// The new row; `None` where the target is not taken over.
    fn row(&mut self, line: &HandoverLine, answer: &Answer) -> Result<Option<Values>, String> {
        let reason = text::clean(&answer.reason);
        if reason.chars().count() > 500 {
            return Err("lý do dài nhất 500 ký tự.".to_owned());
        }
        let typed = match &answer.treatment {
            Treatment::Leave if reason.is_empty() => {
                return Err("không kế thừa thì ghi lý do.".to_owned());
            }
            Treatment::Leave => return Ok(None),
            Treatment::Take(typed) => text::clean(typed),
        };
        let first = line.first.as_ref().ok_or("không còn chỉ tiêu cũ.")?;
        let same = line.proposal.as_deref() == Some(typed.as_str());
        if !same && reason.is_empty() && line.target_code.is_some() {
            return Err("mức khác mức đề xuất thì ghi căn cứ.".to_owned());
        }
        let mut row = self.base(line, first);
        if let Some(measure) = line.measure {
            row.set("gia_tri", goal(measure, &typed)?);
        } else {
            let words = match typed.is_empty() {
                true => first.text.clone().unwrap_or_default(),
                false => typed,
            };
            row.set("noi_dung", words);
        }
        let note = match (same, reason.is_empty()) {
            (true, true) => format!("Nhận bàn giao. {}", line.working),
            (_, true) => "Nhận bàn giao.".to_owned(),
            (_, false) => format!("Nhận bàn giao. Căn cứ: {reason}"),
        };
        row.set("ghi_chu", note);
        Ok(Some(row))
    }

    fn base(&mut self, line: &HandoverLine, first: &Target) -> Values {
        let mut row = Values::default();
        row.set("ma", self.code(line));
        row.set("ma_co_quan", &self.new.agency);
        row.set("nam_cong_tac", self.found.year.to_string());
        row.set("van_ban", &self.document);
        row.set("ngay_giao", self.on.to_string());
        row.set("ke_thua", &line.key);
        let texts = [
            (
                "den_thang",
                first.until_month.map(|month| month.to_string()),
            ),
            ("nhom_an", first.group.clone()),
            ("ma_phong_trao", first.movement.clone()),
            ("ma_chi_tieu", first.target_code.clone()),
            ("phep_so", first.op.clone()),
        ];
        for (id, text) in texts {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        if let Some(above) = &self.found.above {
            row.set("don_vi_giao", above);
        }
        row
    }

    /// A code of its own: `ct-phu-tho-moi-2025-viec.ty-le-bg1`.
    fn code(&mut self, line: &HandoverLine) -> String {
        let what = line
            .target_code
            .as_deref()
            .unwrap_or("loi")
            .replace('_', "-");
        let base = format!("ct-{}-{}-{what}-bg", self.new.agency, self.found.year);
        let known = |code: &str| {
            let mut all = self.view.state.targets.iter();
            all.any(|target| target.code.as_deref() == Some(code))
        };
        let mut numbered = (1_u32..).map(|number| format!("{base}{number}"));
        let code = numbered.find(|code| !known(code) && !self.taken.contains(code));
        let code = code.unwrap_or(base);
        self.taken.push(code.clone());
        code
    }
}

/// A typed value as `chi-tieu` stores it.
fn goal(measure: Measure, typed: &str) -> Result<String, String> {
    match typed_as(measure, typed)?.goal {
        Some(Goal::Number(value)) => Ok(value.to_string()),
        Some(Goal::LastYear) => Ok("nam_truoc".to_owned()),
        None => Err("ghi mức nhận bàn giao.".to_owned()),
    }
}
