//! The page of one award's cancelling: the award, what stands about it, what has to be given back, what rested on it.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::law::Outcome;
use thidua_domain::register::Award;
use thidua_domain::register::revocation::{REVOCATIONS, Revocation};
use thidua_domain::register::sheet::AWARDS;
use thidua_domain::text::number::group;
use thidua_store::records;

use super::rested::{Rested, rested_apart};
use super::{PERMISSION, review, writes};
use crate::law::UNCONFIRMED;
use crate::law::bonus::pay::{Standing, Till};
use crate::register::cancelled::{award_line, award_name, named_on, recipient};
use crate::{App, AppError, State, View};

const THINGS: &str = include_str!("../../../../../rulebook/papers/award-things.toml");

/// A ground of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GroundLine {
    /// Its code.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Its article.
    pub citation: String,
    /// Who compared it with the original; empty: nobody yet.
    pub confirmed: String,
}

/// A cancelling as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RevocationLine {
    /// The ground, in words.
    pub ground: String,
    /// Whether somebody compared it with the original.
    pub ground_confirmed: bool,
    /// What happened.
    pub text: String,
    /// The decision, as cited.
    pub decision: String,
    /// Its day.
    pub decided_on: String,
    /// Who decided.
    pub authority: String,
    /// Who signed.
    pub signed_by: String,
    /// Money to be given back, in đồng.
    pub money: Option<i64>,
    /// Things to be given back.
    pub things: Vec<String>,
    /// The day on which all was given back.
    pub recovered_on: Option<String>,
    /// Whether it is in force.
    pub in_force: bool,
    /// The paper by which the award stands again.
    pub restored_by: Option<String>,
    /// Its day.
    pub restored_on: Option<String>,
}

/// An award that rested on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RestedLine {
    /// In one line.
    pub award: String,
    /// The agency whose tally it enters.
    pub agency: String,
    /// Code of `Kết quả rà`.
    pub outcome: &'static str,
    /// What it came to with the cancelled one, in words.
    pub before: &'static str,
    /// What it comes to without, in words.
    pub after: &'static str,
    /// The conditions that counted it.
    pub conditions: Vec<String>,
    /// Whether something the law of its day rests on was not confirmed.
    pub unconfirmed: bool,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Identity of the award's record.
    pub record: i64,
    /// The award in one line.
    pub award: String,
    /// Its name.
    pub award_name: String,
    /// Who received it.
    pub recipient: String,
    /// Address of the person's page, where the reader may open it.
    pub link: Option<String>,
    /// Code of the agency whose tally it enters.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// Years rewarded.
    pub years: Option<String>,
    /// The decision of award, as cited.
    pub decision: Option<String>,
    /// Its day.
    pub decided_on: Option<String>,
    /// Who decided it.
    pub authority: String,
    /// Codes of who decided it: who awards is who cancels.
    pub authorities: Vec<String>,
    /// Code of `Trạng thái`.
    pub status: String,
    /// Whether the reader may cancel it.
    pub writes: bool,
    /// Its cancelling, in force or not.
    pub revocation: Option<RevocationLine>,
    /// Number of the newest revision of the cancelling; 0: there is none.
    pub seen: i64,
    /// Key of the cancelling's record, for the history.
    pub history: Option<String>,
    /// What was paid, in đồng; `None`: it cannot be reckoned.
    pub money: Option<i64>,
    /// How that comes, or why it does not.
    pub money_note: String,
    /// Things that are given with such an award.
    pub things: Vec<String>,
    /// Titles of the same time that become payable.
    pub payable: Vec<String>,
    /// The grounds.
    pub grounds: Vec<GroundLine>,
    /// What rested on it, as far as the reader may see the agencies.
    pub rested: Vec<RestedLine>,
    /// How many rested on it in agencies out of reach.
    pub elsewhere: usize,
    /// How many tell no day or year, so that nothing can be said of them.
    pub untold: usize,
    /// What was found of it before and is to be looked at again.
    pub reviews: Vec<review::ReviewLine>,
}

/// The record of an award a page names, by identity or key, and its place in the register.
///
/// # Errors
/// [`AppError::NotFound`] where there is none, or none that the reader may see.
pub async fn record_of(
    app: &App,
    view: &View,
    named: &str,
) -> Result<(i64, String, usize), AppError> {
    let snapshot = app.db().read().await?;
    let found = match named.parse::<i64>() {
        Ok(id) => records::by_id(&snapshot, AWARDS.name, id).await?,
        Err(_) => records::find(&snapshot, AWARDS.name, named).await?,
    };
    let record = found
        .filter(|record| !record.removed)
        .ok_or(AppError::NotFound)?;
    let mut all = view.state.award_records.iter();
    let place = all.position(|id| *id == record.id);
    let place = place.ok_or(AppError::NotFound)?;
    let award = view.state.awards.get(place).ok_or(AppError::NotFound)?;
    view.permit_agency(PERMISSION, &award.agency)?;
    Ok((record.id, record.key, place))
}

/// The page of an award's cancelling; with what rests on it where the reader may cancel it.
///
/// # Errors
/// As [`record_of`].
pub async fn page(app: &App, view: &View, named: &str) -> Result<Page, AppError> {
    let (record, key, place) = record_of(app, view, named).await?;
    let state = view.state.as_ref();
    let award = state.awards.get(place).ok_or(AppError::NotFound)?;
    let own = own_key(&key);
    let snapshot = app.db().read().await?;
    let stored = records::find(&snapshot, REVOCATIONS.name, &own).await?;
    drop(snapshot);
    let revocation = state.revocations.get(&key);
    let revocation = revocation.filter(|found| found.agency == award.agency);
    let mut page = about(view, award, record);
    page.seen = stored.as_ref().map_or(0, |stored| stored.number);
    page.history = stored.map(|_| own);
    page.revocation = revocation.map(|found| line(state, found));
    page.reviews = review::of_cause(view, &key);
    let in_force = revocation.is_some_and(|found| found.in_force);
    if page.writes && !in_force && award.status == "da_tang" {
        let found = rested_apart(view, place).await?;
        let (here, elsewhere): (Vec<&Rested>, Vec<&Rested>) = found
            .rested
            .iter()
            .partition(|rested| sees(view, rested.place));
        page.elsewhere = elsewhere.len();
        page.untold = found.untold;
        page.rested = here
            .into_iter()
            .filter_map(|rested| rested_line(state, rested))
            .collect();
    }
    Ok(page)
}

/// What the records say of the award.
fn about(view: &View, award: &Award, record: i64) -> Page {
    let state = view.state.as_ref();
    let (money, money_note) = paid(state, award);
    let names = award.authority.iter().flat_map(|codes| codes.split(';'));
    let authorities: Vec<String> = names.map(str::to_owned).collect();
    let on = named_on(award);
    let decided: Vec<String> = authorities
        .iter()
        .map(|code| state.name_on(code, on))
        .collect();
    Page {
        record,
        award: award_line(state, award),
        award_name: award_name(state, award),
        recipient: recipient(state, award),
        link: crate::register::list::subject_link(view, award),
        agency_name: state.label_on(&award.agency, view.today),
        agency: award.agency.clone(),
        years: award.years.map(|years| years.vn()),
        decision: award.decision.as_ref().map(|paper| state.cited(paper)),
        decided_on: award.decided_on.map(|day| day.vn()),
        authority: decided.join(" và "),
        authorities,
        status: award.status.clone(),
        writes: writes(view, &award.agency),
        revocation: None,
        seen: 0,
        history: None,
        money,
        money_note,
        things: things(&award.award),
        payable: payable(state, award),
        grounds: grounds(state),
        rested: Vec::new(),
        elsewhere: 0,
        untold: 0,
        reviews: Vec::new(),
    }
}

/// The key of the cancelling of an award.
pub(super) fn own_key(award: &str) -> String {
    crate::record::key_of(&REVOCATIONS, award, None)
}

/// Whether the reader may see the awards of the agency of one.
pub(super) fn sees(view: &View, place: usize) -> bool {
    let award = view.state.awards.get(place);
    award.is_some_and(|award| view.sees(PERMISSION, &award.agency))
}

fn line(state: &State, found: &Revocation) -> RevocationLine {
    let labels = &state.catalogue.labels;
    let on = found
        .decided_on
        .map_or(jiff::civil::Date::MAX, |day| day.first_day());
    RevocationLine {
        ground: labels
            .word("thu-hoi-khen-thuong.can_cu_huy", &found.ground)
            .to_owned(),
        ground_confirmed: state
            .law
            .grounds
            .iter()
            .any(|own| own.id == found.ground && own.confirmed.is_some()),
        text: found.text.clone(),
        decision: state.cited(&found.decision),
        decided_on: found.decided_on.map_or_else(String::new, |day| day.vn()),
        authority: state.name_on(&found.authority, on),
        signed_by: found.signed_by.clone(),
        money: found.money,
        things: found
            .things
            .iter()
            .flat_map(|things| things.lines())
            .map(str::to_owned)
            .collect(),
        recovered_on: found.recovered_on.map(|day| day.vn()),
        in_force: found.in_force,
        restored_by: found.restored_by.as_ref().map(|paper| state.cited(paper)),
        restored_on: found.restored_on.map(|day| day.vn()),
    }
}

/// The code of `Kết quả rà`.
pub(super) const fn outcome(after: Outcome) -> &'static str {
    match after {
        Outcome::Eligible => "con_du",
        Outcome::NeedsHuman => "can_xem_xet",
        Outcome::NotEligible => "khong_du",
    }
}

fn rested_line(state: &State, rested: &Rested) -> Option<RestedLine> {
    let award = state.awards.get(rested.place)?;
    Some(RestedLine {
        award: award_line(state, award),
        agency: state.name_on(&award.agency, named_on(award)),
        outcome: outcome(rested.after),
        before: rested.before.vn(),
        after: rested.after.vn(),
        conditions: rested.conditions.clone(),
        unconfirmed: rested.unconfirmed,
    })
}

fn grounds(state: &State) -> Vec<GroundLine> {
    let book = state.law.as_ref();
    let cited = |ground: &thidua_domain::law::Ground| {
        let cites = ground.cites.iter().filter_map(|cite| {
            let text = book.texts.get(cite.text)?;
            Some(format!("{} {}", text.short, cite.article).trim().to_owned())
        });
        cites.collect::<Vec<_>>().join("; ")
    };
    let line = |ground: &thidua_domain::law::Ground| GroundLine {
        id: ground.id.clone(),
        text: ground.text.clone(),
        citation: cited(ground),
        confirmed: ground.confirmed.as_ref().map_or_else(String::new, |own| {
            format!("{}, {}", own.by, thidua_domain::time::vn(own.at))
        }),
    };
    book.grounds.iter().map(line).collect()
}

fn things(award: &str) -> Vec<String> {
    let all: BTreeMap<String, Vec<String>> = toml::from_str(THINGS).unwrap_or_default();
    all.get(award).cloned().unwrap_or_default()
}

/// What the award brought, as if it were not cancelled.
fn paid(state: &State, award: &Award) -> (Option<i64>, String) {
    let given = Award {
        status: "da_tang".to_owned(),
        ..award.clone()
    };
    let pay = Till::new(state).pay_alone(award, &given);
    match pay.standing {
        Standing::Unknown => (None, pay.note),
        Standing::Higher => (Some(0), pay.note),
        _ => {
            let note = match &pay.one {
                Some(one) => format!(
                    "{} × {} đồng, làm tròn",
                    crate::law::bonus::coefficient(one.coefficient).replace('.', ","),
                    group(one.base_salary)
                ),
                None => String::new(),
            };
            let mark = match pay.unconfirmed {
                true => UNCONFIRMED.to_owned(),
                false => String::new(),
            };
            let notes = [note, pay.note, mark].into_iter();
            let note = notes.filter(|part| !part.is_empty());
            (Some(pay.amount), note.collect::<Vec<_>>().join("; "))
        }
    }
}

/// Lower titles of the same time that were not paid because of this one.
fn payable(state: &State, award: &Award) -> Vec<String> {
    let (Some(code), Some(_)) = (&award.subject, award.years) else {
        return Vec::new();
    };
    let index = state.award_index();
    let mut till = Till::new(state);
    let beside = index.of_recipient(&state.awards, code).filter(|other| {
        other.status == "da_tang" && other.years == award.years && !std::ptr::eq(*other, award)
    });
    let mut found = Vec::new();
    for other in beside {
        if let Some((amount, open)) = till.unpaid_because_of(other, award) {
            let mark = match open {
                true => format!(" ({UNCONFIRMED})"),
                false => String::new(),
            };
            found.push(format!(
                "{}: {} đồng{mark}",
                award_line(state, other),
                group(amount)
            ));
        }
    }
    found
}
