//! «Khen thưởng của tôi bị thiếu, sai»: told by the person or by the officer on behalf, answered by the office that
//! has the person now, seen by nobody else.

mod answer;

pub use answer::{Reply, answer};

use serde::Serialize;
use thidua_domain::access::{Actor, Grant, Permission, Role, Target};
use thidua_domain::bundle::{Fault, Place, Severity, Values, row};
use thidua_domain::register::claim::{CLAIMS, Claim, Standing};

use crate::access::Caller;
use crate::bundle::{self, ByKey, Deed, Options, PERMISSION, Told};
use crate::record::{self, refusal};
use crate::{App, AppError, View};

/// Which claims and answers a person may open: one's own, or those of the people one reads.
pub const READ: Permission = Permission::ViewPeople;

/// What somebody misses, as typed: columns of the claim's sheet.
pub type Typed = Vec<(String, String)>;

/// Columns that are asked.
pub const ASKED: [&str; 8] = [
    "loai",
    "ma_khen_thuong",
    "nam_thanh_tich",
    "so_quyet_dinh",
    "ngay_quyet_dinh",
    "noi_quyet_dinh",
    "ten_tep",
    "noi_dung",
];

/// A claim as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimLine {
    /// Its code.
    pub code: String,
    /// Code of the person.
    pub person: String,
    /// The name.
    pub name: String,
    /// Code of the agency that answers.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// `thieu`, `sai`.
    pub kind: String,
    /// The award's name, or as written.
    pub award: Option<String>,
    /// Years rewarded.
    pub years: Option<String>,
    /// Number of the decision, as cited.
    pub decision: Option<String>,
    /// Its day.
    pub decided_on: Option<String>,
    /// Who decided.
    pub authority: Option<String>,
    /// Name of the file or paper.
    pub file: Option<String>,
    /// What is missing or wrong.
    pub text: Option<String>,
    /// `da_gui`, `chap_nhan` …
    pub standing: &'static str,
    /// When it was sent.
    pub sent_on: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_on: Option<String>,
    /// Code of the award row it became.
    pub row: Option<String>,
    /// Whether the reader may answer it.
    pub answers: bool,
    /// Whether the reader may withdraw it.
    pub withdraws: bool,
    /// Key of its record, for the history.
    pub record: String,
}

/// Refuses who has nothing to do with a claim: not yours and not there answer the same.
pub(crate) fn permit(view: &View, row: &Values) -> Result<(), AppError> {
    let person = row.get("ma_ca_nhan").unwrap_or_default();
    let agency = row.get("ma_co_quan").unwrap_or_default();
    if concerns(view, person, agency) {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

/// The person it is about, and the office that answers: other readers of the person are not told.
fn concerns(view: &View, person: &str, agency: &str) -> bool {
    is_oneself(view, person) || answers(view, agency)
}

fn is_oneself(view: &View, person: &str) -> bool {
    let standing = view.state.merged.standing(person);
    view.actor.person.as_deref() == Some(standing)
}

fn answers(view: &View, agency: &str) -> bool {
    view.permit_agency(PERMISSION, agency).is_ok()
}

/// The claims that concern the reader, those waiting first, then the newest.
///
/// # Errors
/// [`AppError::Forbidden`] for who has neither a person nor people to look after.
pub fn claims(view: &View) -> Result<Vec<ClaimLine>, AppError> {
    view.permit(READ, Target::Any)
        .or_else(|error| view.actor.person.as_ref().map(|_| ()).ok_or(error))?;
    let mut found: Vec<&Claim> = view
        .state
        .claims
        .values()
        .filter(|claim| concerns(view, &claim.person, &claim.agency))
        .collect();
    found.sort_by(|a, b| {
        let key = |claim: &Claim| (claim.standing != Standing::Sent, claim.sent_on);
        let (a_key, b_key) = (key(a), key(b));
        a_key
            .0
            .cmp(&b_key.0)
            .then(b_key.1.cmp(&a_key.1))
            .then(b.code.cmp(&a.code))
    });
    Ok(found.into_iter().map(|claim| line(view, claim)).collect())
}

/// One claim.
///
/// # Errors
/// [`AppError::NotFound`] where it is not there or does not concern the reader.
pub fn claim(view: &View, code: &str) -> Result<ClaimLine, AppError> {
    let found = view.state.claims.get(code);
    let found = found.filter(|claim| concerns(view, &claim.person, &claim.agency));
    found
        .map(|claim| line(view, claim))
        .ok_or(AppError::NotFound)
}

/// How many wait for the reader's answer.
pub fn waiting(view: &View) -> usize {
    let waits = |claim: &&Claim| claim.standing == Standing::Sent && answers(view, &claim.agency);
    view.state.claims.values().filter(waits).count()
}

fn line(view: &View, claim: &Claim) -> ClaimLine {
    let state = view.state.as_ref();
    let open = claim.standing == Standing::Sent;
    let award = |code: &String| {
        let known = state.catalogue.award_spelt(code);
        known.map_or_else(|| code.clone(), |award| award.name.clone())
    };
    ClaimLine {
        code: claim.code.clone(),
        name: state.name_on(&claim.person, view.today),
        person: claim.person.clone(),
        agency_name: state.name_on(&claim.agency, view.today),
        agency: claim.agency.clone(),
        kind: claim.kind.clone(),
        award: claim.award.as_ref().map(award),
        years: claim.years.map(|years| years.vn()),
        decision: claim.decision.as_ref().map(|paper| state.cited(paper)),
        decided_on: claim.decided_on.map(|day| day.vn()),
        authority: claim.authority.clone(),
        file: claim.file.clone(),
        text: claim.text.clone(),
        standing: claim.standing.code(),
        sent_on: claim.sent_on.map(|day| day.vn()),
        answer: claim.answer.clone(),
        answered_on: claim.answered_on.map(|day| day.vn()),
        row: claim.row.clone(),
        answers: open && answers(view, &claim.agency),
        withdraws: open && (is_oneself(view, &claim.person) || answers(view, &claim.agency)),
        record: record::key_of(&CLAIMS, &claim.code, None),
    }
}

/// Who stores a claim: it is the person's own to tell and withdraw, though the person loads no data. What may be
/// done was decided before; the office is named so that the one write path lets exactly these rows pass.
fn as_office(by: &Caller, agency: &str) -> Actor {
    let mut actor = by.actor.clone();
    actor.grants.push(Grant {
        role: Role::Officer,
        agency: agency.to_owned(),
        from: None,
        to: None,
    });
    actor
}

/// Sends a claim about a person; its code.
///
/// # Errors
/// [`AppError::NotFound`] for a person who is neither the reader nor in the reader's charge,
/// [`AppError::Faulty`] with what cannot be read, [`AppError::Refused`] where nothing is told.
pub async fn send(app: &App, by: &Caller, person: &str, typed: &Typed) -> Result<String, AppError> {
    let view = app.view(&by.actor).await?;
    let person = view.state.merged.standing(person).to_owned();
    let found = view.state.people.get(&person).ok_or(AppError::NotFound)?;
    let now = found.on(view.today).or(found.posts.last());
    let agency = now
        .map(|post| post.agency.clone())
        .ok_or(AppError::NotFound)?;
    if !concerns(&view, &person, &agency) {
        return Err(AppError::NotFound);
    }
    let mut values = read(&view, typed)?;
    values.set("ma_co_quan", &agency);
    values.set("ma_ca_nhan", &person);
    values.set("trang_thai", Standing::Sent.code());
    values.set("ngay_gui", view.today.to_string());
    let kind = record::kind(CLAIMS.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, &view, kind, &values).await?;
    let code = code.ok_or(AppError::NotFound)?;
    values.set("ma", &code);
    let reason = "Gửi kiến nghị về khen thưởng".to_owned();
    store(
        app,
        (by, &agency),
        vec![(&CLAIMS, values)],
        (reason, "claim.send"),
        0,
    )
    .await?;
    Ok(code)
}

/// What was typed, by the columns of the sheet.
fn read(view: &View, typed: &Typed) -> Result<Values, AppError> {
    let place = Place {
        sheet: CLAIMS.name,
        row: 1,
    };
    let mut faults: Vec<Fault> = Vec::new();
    let cells: Vec<_> = typed
        .iter()
        .filter(|(id, _)| ASKED.contains(&id.as_str()))
        .filter_map(|(id, text)| {
            let cell = thidua_domain::bundle::Cell::Text(text.clone());
            Some((CLAIMS.column(id)?, cell))
        })
        .collect();
    let cells = cells.iter().map(|(column, cell)| (*column, cell));
    let mut values = row(&CLAIMS, place, cells, &mut faults);
    faults.retain(|fault| fault.severity == Severity::Error && fault.column != "Mã");
    if !faults.is_empty() {
        return Err(AppError::Faulty(faults));
    }
    let told = ["ma_khen_thuong", "so_quyet_dinh", "noi_dung"];
    if values.get("loai").is_none() || told.iter().all(|id| values.get(id).is_none()) {
        return Err(AppError::refused(
            "Cho biết thiếu hay sai khen thưởng nào: tên danh hiệu, số quyết định hoặc mô tả bằng lời.",
        ));
    }
    if let Some(written) = values.text("ma_khen_thuong")
        && let Some(award) = view.state.catalogue.award_spelt(&written)
    {
        values.set("ma_khen_thuong", &award.code);
    }
    Ok(values)
}

async fn store(
    app: &App,
    (by, agency): (&Caller, &str),
    rows: Vec<(&'static thidua_domain::bundle::SheetDef, Values)>,
    (reason, command): (String, &'static str),
    seen: i64,
) -> Result<(), AppError> {
    let code = rows
        .last()
        .map(|(_, row)| row.text_or_empty("ma"))
        .unwrap_or_default();
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        expected: ByKey::one(CLAIMS.name, record::key_of(&CLAIMS, &code, None), seen),
        replace: true,
        deed: Some(Deed {
            command,
            subject: format!("{} {code}", CLAIMS.name),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = rows
        .into_iter()
        .zip(1_u32..)
        .map(|((def, values), number)| Told {
            def,
            number,
            values,
        });
    let actor = as_office(by, agency);
    let loaded = bundle::store(app, &actor, told.collect(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(())
}
