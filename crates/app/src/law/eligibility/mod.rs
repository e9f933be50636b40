//! Who may receive what, with the proof: for one subject, and for everybody in reach (decision 0024).
//!
//! A person's verdicts are read by whoever may read the person's file, a collective's by whoever may read its awards.
//! What the reader may not know (discipline, open cases, the members of a collective) is not known to the verdict
//! either: it then says that a person must look.

mod all;
mod answer;
mod lines;
mod moment;
mod weigh;
mod words;

pub use all::{
    AskAll, AwardCount, Everyone, Found, Judged, JudgedSubject, LookedAt, all, judged, subjects,
};
pub(crate) use answer::{cited, confirmed};
pub use lines::{
    Answer, CitedLine, ConfirmedLine, Earliest, Eligibility, EvidenceLine, MissingLine, OtherLaw,
    RoadLine, StepLine, Subject, ValueLine,
};
pub use moment::{Days, closing, moment};
pub(crate) use words::citation;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::law::{AwardId, Facts, Judge, Lawbook, Moment, Occasion, SubjectKind};

use super::Gatherer;
use crate::AppError;
use crate::state::View;

/// What reading the verdicts of a collective asks for; those of a person ask for what reading people asks for.
pub const PERMISSION: Permission = Permission::ViewAwards;

/// What is asked for of one subject.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Code of a person or of an agency.
    pub subject: String,
    /// Code of an award; `None`: every award the law has for such a subject.
    pub award: Option<String>,
    /// The considered year.
    pub year: i16,
    /// Day of judging; `None`: today, of a year that is closed its last day.
    pub on: Option<Date>,
    /// Day the appraising body received the dossier; `None`: the day of judging.
    pub received_on: Option<Date>,
    /// Day of the decision, where there is one.
    pub decided_on: Option<Date>,
    /// Code of `Loại thành tích`: only this road; `None`: every road that nobody must propose on.
    pub road: Option<String>,
}

impl Ask {
    /// The days it tells.
    pub fn days(&self) -> Days {
        Days {
            on: self.on,
            received_on: self.received_on,
            decided_on: self.decided_on,
        }
    }
}

/// The kind of a subject the reader may ask about, and the code it stands under.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there, or not the reader's to ask about.
pub fn subject<'v>(view: &'v View, code: &'v str) -> Result<(SubjectKind, &'v str), AppError> {
    let standing = view.state.merged.standing(code);
    if view.state.people.contains_key(standing) {
        view.permit_person(Permission::ViewPeople, standing)?;
        return Ok((SubjectKind::Person, standing));
    }
    view.permit(PERMISSION, thidua_domain::access::Target::Agency(code))?;
    let agency = view.state.org.find(code).ok_or(AppError::NotFound)?;
    Ok((SubjectKind::Collective, &agency.code))
}

/// The facts of a subject that is permitted already.
pub fn facts(gatherer: &Gatherer<'_>, kind: SubjectKind, code: &str) -> Result<Facts, AppError> {
    let found = match kind {
        SubjectKind::Person => gatherer.person(code),
        SubjectKind::Collective => gatherer.unit(code),
        SubjectKind::Household => None,
    };
    found.ok_or(AppError::NotFound)
}

/// The road of a code.
///
/// # Errors
/// [`AppError::Refused`] for one that is none.
pub fn road(code: Option<&str>) -> Result<Option<Occasion>, AppError> {
    let unknown = |code: &str| {
        let known: Vec<&str> = Occasion::ALL.iter().map(|road| road.code()).collect();
        AppError::refused(format!(
            "Loại thành tích «{code}» không có; dùng một trong: {}.",
            known.join(", ")
        ))
    };
    code.map(|code| Occasion::from_code(code).ok_or_else(|| unknown(code)))
        .transpose()
}

/// The award of a code.
///
/// # Errors
/// [`AppError::Refused`] for one that is none.
pub fn award(book: &Lawbook, code: &str) -> Result<AwardId, AppError> {
    book.names.award(code).ok_or_else(|| {
        AppError::refused(format!(
            "Không có danh hiệu, hình thức khen thưởng «{code}» trong danh mục."
        ))
    })
}

/// The verdicts on a subject with their proofs: on the award asked for, or on every award the law of the day has for
/// such a subject, highest first.
///
/// # Errors
/// [`AppError::NotFound`] as for [`subject`]; [`AppError::Refused`] for an award, a road or days the law says nothing of.
pub fn of(view: &View, ask: &Ask) -> Result<Subject, AppError> {
    let book = view.state.law.clone();
    let (kind, code) = subject(view, &ask.subject)?;
    let moment = moment(&book, ask.year, &ask.days(), view.today)?;
    let road = road(ask.road.as_deref())?;
    let gatherer = Gatherer::new(view, &book, moment);
    let facts = facts(&gatherer, kind, code)?;
    let mut judge = Judge::new(&book);
    let awards: Vec<AwardId> = match ask.award.as_deref() {
        Some(code) => vec![award(&book, code)?],
        None => book.names.all().collect(),
    };
    let asked = Asked {
        view,
        book: &book,
        moment,
        kind,
        code,
        road,
    };
    let found: Vec<Eligibility> = awards
        .iter()
        .filter_map(|award| asked.prove(&mut judge, &facts, *award))
        .collect();
    if found.is_empty() {
        return Err(asked.nothing(ask.award.as_deref()));
    }
    Ok(Subject {
        subject: code.to_owned(),
        name: view.state.name_on(code, moment.on),
        subject_kind: kind.code(),
        year: moment.year.0,
        on: moment.on.to_string(),
        received_on: moment.received_on.to_string(),
        decided_on: moment.decided_on.map(|day| day.to_string()),
        conduct_known: facts.conduct.is_some(),
        awards: found,
    })
}

/// The verdict on one award, which must be asked for.
///
/// # Errors
/// As [`of`].
pub fn one(view: &View, ask: &Ask) -> Result<Eligibility, AppError> {
    let mut found = of(view, ask)?;
    found.awards.pop().ok_or(AppError::NotFound)
}

/// The verdict on the award asked for, or the verdicts on every award.
///
/// # Errors
/// As [`of`].
pub fn answer(view: &View, ask: &Ask) -> Result<Answer, AppError> {
    Ok(match ask.award {
        Some(_) => Answer::One(Box::new(one(view, ask)?)),
        None => Answer::Subject(Box::new(of(view, ask)?)),
    })
}

/// One question, permitted and read.
pub(crate) struct Asked<'a> {
    pub(crate) view: &'a View,
    pub(crate) book: &'a Lawbook,
    pub(crate) moment: Moment,
    pub(crate) kind: SubjectKind,
    pub(crate) code: &'a str,
    pub(crate) road: Option<Occasion>,
}

impl Asked<'_> {
    /// The verdict with its proof; `None` where the law of the day does not speak of the award for such a subject.
    pub(crate) fn prove(
        &self,
        judge: &mut Judge<'_>,
        facts: &Facts,
        award: AwardId,
    ) -> Option<Eligibility> {
        let verdict = judge.verdict(facts, &self.moment, award, self.road)?;
        let proven = judge.prove(facts, &self.moment, award, self.road)?;
        Some(answer::answer(self, facts, &verdict, &proven))
    }

    fn nothing(&self, award: Option<&str>) -> AppError {
        let what = award.map_or_else(
            || "danh hiệu, hình thức khen thưởng nào".to_owned(),
            |code| {
                let award = self.book.names.award(code);
                award.map_or_else(
                    || code.to_owned(),
                    |award| self.book.names.name(award).to_owned(),
                )
            },
        );
        let road = self.road.map_or_else(String::new, |road| {
            format!(" theo thành tích {}", road.vn())
        });
        AppError::refused(format!(
            "Quy định áp dụng ngày {} không có {what} cho {}{road}.",
            thidua_domain::time::vn(self.moment.received_on),
            self.kind.vn()
        ))
    }
}
