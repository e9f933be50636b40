//! One condition answered for many: who is meant, what would change, and the writing of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::context;
use thidua_app::AppError;
use thidua_app::law;
use thidua_app::law::answer::{
    AskDesk, Conclusion, Effect, Seen, answer, desk, effect, question, told,
};
use thidua_app::law::page;

use super::candidates::{OWN, WHOM, wanted};
use super::eligibility::{YEAR, documents, faults, holds, may_undo, status};
use crate::ask::{Ask, redirect};
use crate::fields::Fields;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Largest form: some hundred people.
pub(crate) const BODY: usize = 512 * 1024;

/// Fields of the page.
pub(crate) const FIELDS: &[Param] = &[
    YEAR,
    WHOM,
    OWN,
    Param {
        name: "dieu-kien",
        kind: "string",
        required: true,
        summary: "Mã điều kiện",
    },
];

/// The form as it was opened or sent.
#[derive(Default)]
struct Form {
    sent: bool,
    chosen: Vec<Seen>,
    holds: Option<bool>,
    ground: String,
    document: String,
}

impl Form {
    fn of(ask: &Ask) -> Result<Self, Problem> {
        // Each number is sought by name once, however many rows were sent.
        let fields: HashMap<&str, &str> = ask.form.pairs().collect();
        let text = |name: &str| ask.form.text(name).unwrap_or_default().trim().to_owned();
        let mut form = Self {
            sent: true,
            holds: holds(&text("ket-luan")),
            ground: text("can-cu"),
            document: text("van-ban"),
            ..Self::default()
        };
        for (_, subject) in ask.form.pairs().filter(|(name, _)| *name == "chon") {
            let seen = fields.get(format!("goc:{subject}").as_str());
            let seen = seen.map(|seen| seen.trim()).filter(|seen| !seen.is_empty());
            let seen = seen.unwrap_or("0");
            let seen = seen
                .parse()
                .map_err(|_| Problem::field("goc", "số bản đã xem không đọc được"))?;
            form.chosen.push(Seen {
                subject: subject.to_owned(),
                seen,
            });
        }
        Ok(form)
    }
}

fn asked(ask: &Ask) -> Result<AskDesk, Problem> {
    let wanted = wanted(ask)?;
    let view = ask.view()?;
    let moment = page::moment(view, wanted.year, None, None);
    let moment = moment.map_err(|error| ask.fault(error))?;
    Ok(AskDesk {
        agency: wanted.agency,
        below: wanted.below,
        whom: wanted.whom,
        condition: ask.query.required("dieu-kien")?.to_owned(),
        year: moment.year.0,
    })
}

/// The page.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let asked = asked(&ask)?;
    shown(
        &ask,
        &asked,
        StatusCode::OK,
        Form::default(),
        None,
        Vec::new(),
    )
    .await
}

/// Looks ahead, or writes.
pub(crate) async fn store(ask: Arc<Ask>) -> Outcome {
    let asked = asked(&ask)?;
    let form = Form::of(&ask)?;
    let told = Conclusion {
        subjects: form.chosen.clone(),
        condition: asked.condition.clone(),
        year: asked.year,
        holds: form.holds,
        ground: form.ground.clone(),
        document: form.document.clone(),
    };
    if ask.form.text("viec") != Some("ghi") {
        let view = ask.view()?;
        let mut wrong = Vec::new();
        if told.holds.is_none() {
            wrong.push("Chọn «Đạt» hoặc «Không đạt».".to_owned());
        }
        if told.subjects.is_empty() {
            wrong.push("Chọn ít nhất một người hoặc tập thể.".to_owned());
        }
        if !wrong.is_empty() {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(&ask, &asked, status, form, None, wrong).await;
        }
        let view = view.clone();
        let effect = law::in_turn(move || effect(&view, &told)).await;
        let effect = effect.and_then(|effect| effect);
        let effect = match effect {
            Ok(effect) => effect,
            Err(AppError::Refused(text)) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return shown(&ask, &asked, status, form, None, vec![text]).await;
            }
            Err(error) => return Err(ask.fault(error)),
        };
        return shown(&ask, &asked, StatusCode::OK, form, Some(effect), Vec::new()).await;
    }
    let by = ask.live()?.caller("web");
    let done = answer(ask.app(), &by, &told).await;
    let done = done.map_err(|error| ask.fault(error))?;
    if done.faults.is_empty() && done.conflicts.is_empty() {
        let event = done.event.filter(|_| may_undo(&ask));
        let event = event.map(|event| event.to_string());
        let what = match done.event {
            Some(_) => "ket-luan",
            None => "khong-doi",
        };
        let query = ask
            .query
            .with(&[("viec", Some(what)), ("da-luu", event.as_deref())]);
        let part: String = form_urlencoded::byte_serialize(asked.agency.as_bytes()).collect();
        let to = format!("/co-quan/{part}/xet-thi-dua/ket-luan?{query}");
        return Ok(redirect(&to));
    }
    let status = status(&done);
    shown(&ask, &asked, status, form, None, faults(done)).await
}

async fn shown(
    ask: &Ask,
    asked: &AskDesk,
    status: StatusCode,
    form: Form,
    effect: Option<Effect>,
    faults: Vec<String>,
) -> Outcome {
    // Others may have answered meanwhile: what stands now is shown.
    let view = ask.app().view(&ask.live()?.actor).await;
    let view = view.map_err(|error| ask.fault(error))?;
    let found = desk(ask.app(), &view, asked).await;
    let found = found.map_err(|error| ask.fault(error))?;
    let condition = question(&view, &asked.condition).ok_or(Problem::NotFound)?;
    let moment = page::moment(&view, Some(asked.year), None, None);
    let moment = moment.map_err(|error| ask.fault(error))?;
    let book = view.state.law.as_ref();
    let law = book.law(&moment).ok_or(Problem::NotFound)?;
    let chosen: BTreeSet<&str> = form.chosen.iter().map(|one| one.subject.as_str()).collect();
    let rows: Vec<_> = found
        .rows
        .iter()
        .map(|row| {
            // Nobody is answered for yet: all of them are usually meant.
            let chosen = match form.sent {
                true => chosen.contains(row.subject.as_str()),
                false => row.answer.is_none(),
            };
            context! { chosen => chosen && row.may, ..value(row) }
        })
        .collect();
    let query = Fields::default().with(&[
        ("nam", Some(&asked.year.to_string())),
        ("cua", (asked.whom.code() == "tap-the").then_some("tap-the")),
        ("rieng", (!asked.below).then_some("1")),
    ]);
    let page = context! {
        head => org::head(ask, &asked.agency, moment.on)?,
        year => asked.year,
        whom => asked.whom.code(),
        condition => value(told(book, condition, law)),
        rows,
        more => found.more,
        query,
        form => context! { holds => form.holds, ground => form.ground, document => form.document, sent => form.sent },
        effect => effect.as_ref().map(value),
        faults,
        documents => documents(ask)?,
    };
    ask.page_with_year(status, asked.year, "law/answers.html", page)
}
