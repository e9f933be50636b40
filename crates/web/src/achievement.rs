//! Achievements: one's own in a few clicks, a unit's year, one with its evidence and awards, the board of honour.

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::achievement::{self, AchievementRow, Linked, Reply, SecondLine};
use thidua_app::attachment::New;
use thidua_domain::access::Permission;
use thidua_domain::achievement::KINDS;
use thidua_domain::time::{self, WorkYear};

use crate::ask::{Ask, redirect};
use crate::attachment;
use crate::listing;
use crate::org;
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use crate::deed::{API, FILE, LIST, PERMISSION};

/// The address of the reader's own achievements.
const OWN: &str = "/thanh-tich/cua-toi";

const YEAR: Param = Param {
    name: "nam",
    kind: "integer",
    required: false,
    summary: "Năm công tác",
};
/// Fields of a unit's year and of its board.
pub(crate) const FIELDS: &[Param] = &[YEAR];

/// What a form sent, by the columns of the sheet.
pub(crate) fn typed(ask: &Ask) -> Vec<(String, String)> {
    let pairs = ask.form.pairs();
    pairs
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

/// What was refused, in words.
pub(crate) fn words(ask: &Ask, error: AppError) -> Result<(StatusCode, Vec<String>), Problem> {
    match error {
        AppError::Refused(text) => Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            text.lines().map(str::to_owned).collect(),
        )),
        AppError::Faulty(found) => {
            let told = found
                .iter()
                .map(|fault| format!("{}: {} {}", fault.column, fault.reason, fault.cure));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, told.collect()))
        }
        AppError::Stale => {
            let fault = "Nội dung này vừa được người khác xử lý. Dưới đây là bản mới nhất.";
            Ok((StatusCode::CONFLICT, vec![fault.to_owned()]))
        }
        error => Err(ask.fault(error)),
    }
}

/// A code within an address.
pub(crate) fn part(code: &str) -> String {
    form_urlencoded::byte_serialize(code.as_bytes()).collect()
}

/// What the form of an achievement holds: what was sent, else what is to be mended, else nothing.
fn form(ask: &Ask, known: Option<&AchievementRow>) -> Value {
    let typed = |name: &str, known: Option<&String>| {
        let sent = ask.form.text(name).map(str::to_owned);
        sent.or_else(|| known.cloned()).unwrap_or_default()
    };
    let of = |pick: fn(&AchievementRow) -> Option<&String>| known.and_then(pick);
    let day = ask.form.text("ngay").map(str::to_owned);
    let day = day.or_else(|| {
        let known = known?.date.as_deref()?;
        let day = thidua_domain::time::PartialDate::parse(known).ok()?;
        Some(day.vn())
    });
    context! {
        code => typed("ma", known.and_then(|row| row.code.as_ref())),
        subject => ask.form.text("ma_doi_tuong").unwrap_or_default(),
        day => day.unwrap_or_else(|| if known.is_some() { String::new() } else { time::vn(ask.today) }),
        sort => typed("loai", of(|row| row.sort.as_ref())),
        text => typed("noi_dung", of(|row| row.text.as_ref())),
        effect => typed("ket_qua", of(|row| row.effect.as_ref())),
        field => typed("linh_vuc", of(|row| row.field.as_ref())),
        paper => typed("van_ban", of(|row| row.document.as_ref())),
        sorts => value(KINDS),
    }
}

fn line(row: &AchievementRow) -> Value {
    context! { withdraws => row.withdraws, answers => row.answers, ..value(row) }
}

/// The reader's own achievements, and the form of a new one.
pub(crate) async fn own(ask: Arc<Ask>) -> Outcome {
    own_page(&ask, StatusCode::OK, Vec::new())
}

fn own_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let rows = achievement::own(view);
    let wanted = ask.query.text("sua").or(ask.form.text("ma"));
    let mended = rows
        .iter()
        .find(|row| row.withdraws && wanted.is_some() && row.code.as_deref() == wanted);
    let page = context! {
        person => view.actor.person.clone(), faults, mends => mended.is_some(),
        form => form(ask, mended),
        rows => rows.iter().map(line).collect::<Vec<_>>(),
    };
    ask.page_with(status, "achievement/own.html", page)
}

/// Writes one of the reader's own down.
pub(crate) async fn record(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    if ask.view()?.actor.person.is_none() {
        return Err(Problem::NotFound);
    }
    let mut told = typed(&ask);
    told.retain(|(name, _)| name != "ma_doi_tuong");
    match achievement::record(ask.app(), &by, &told).await {
        Ok(code) => Ok(redirect(&format!(
            "/thanh-tich/{}?viec=thanh-tich",
            part(&code)
        ))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            own_page(&ask, status, faults)
        }
    }
}

/// Takes one of the reader's own back.
pub(crate) async fn withdraw(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.form.required("ma")?.to_owned();
    match achievement::withdraw(ask.app(), &by, &code).await {
        Ok(()) => Ok(redirect(&format!("{OWN}?viec=rut-thanh-tich"))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            own_page(&ask, status, faults)
        }
    }
}

/// A unit's year: what waits, what was done, how far it was made known.
pub(crate) async fn unit(ask: Arc<Ask>) -> Outcome {
    unit_page(&ask, StatusCode::OK, Vec::new())
}

fn year(ask: &Ask) -> Result<i16, Problem> {
    Ok(listing::year(ask)?.unwrap_or_else(|| WorkYear::of(ask.today).0))
}

fn unit_page(ask: &Ask, status: StatusCode, faults: Vec<String>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let year = year(ask)?;
    let unit = achievement::unit(view, code, year).map_err(|error| ask.fault(error))?;
    let people = match unit.keeps {
        true => achievement::people_of(view, code),
        false => Vec::new(),
    };
    let page = context! {
        head => org::head(ask, code, WorkYear(year).last_day().min(ask.today))?,
        year, faults, keeps => unit.keeps, waiting => unit.waiting,
        own => view.actor.person.is_some(),
        totals => unit.found.totals.iter().map(value).collect::<Vec<_>>(),
        recognised => value(&unit.found.recognised),
        rows => unit.found.rows.iter().map(line).collect::<Vec<_>>(),
        people => people.iter().map(value).collect::<Vec<_>>(),
        form => form(ask, None),
        reason => ask.form.text("y_kien").unwrap_or_default(),
    };
    ask.page_with_year(status, year, "achievement/unit.html", page)
}

/// Writes one of the unit's down, confirms those that wait, or gives them back.
pub(crate) async fn keep(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let agency = ask.part("ma")?.to_owned();
    // Who keeps nothing here learns nothing of it either.
    if !thidua_app::deed::keeps(ask.view()?, &agency) {
        return Err(Problem::NotFound);
    }
    let codes: Vec<String> = ask
        .form
        .pairs()
        .filter(|(name, _)| *name == "ma_thanh_tich")
        .map(|(_, code)| code.to_owned())
        .collect();
    let reason = || ask.form.text("y_kien").unwrap_or_default().to_owned();
    let (done, what) = match ask.form.required("viec")? {
        "xac-nhan" => {
            let done = achievement::answer(ask.app(), &by, &codes, &Reply::Confirm).await;
            (done.map(|_| ()), "tra-loi-thanh-tich")
        }
        "tra-lai" => {
            let reply = Reply::Return(reason());
            let done = achievement::answer(ask.app(), &by, &codes, &reply).await;
            (done.map(|_| ()), "tra-loi-thanh-tich")
        }
        "ghi" => {
            let mut told = typed(&ask);
            told.retain(|(name, _)| name != "ma");
            if ask.form.text("ma_doi_tuong").is_none() {
                told.push(("ma_doi_tuong".to_owned(), agency.clone()));
            }
            let done = achievement::record(ask.app(), &by, &told).await;
            (done.map(|_| ()), "thanh-tich")
        }
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(()) => {
            let year = year(&ask)?;
            let path = format!(
                "/co-quan/{}/thanh-tich?nam={year}&viec={what}",
                part(&agency)
            );
            Ok(redirect(&path))
        }
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            unit_page(&ask, status, faults)
        }
    }
}

/// One achievement.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    one_page(&ask, StatusCode::OK, Vec::new(), &[]).await
}

async fn one_page(
    ask: &Ask,
    status: StatusCode,
    faults: Vec<String>,
    seconds: &[SecondLine],
) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let found = achievement::one(view, code).map_err(|error| ask.fault(error))?;
    let links = match found.keeps {
        true => achievement::rewardable(view, code).map_err(|error| ask.fault(error))?,
        false => Vec::new(),
    };
    let confirmed = found.row.status == "xac_nhan";
    let rewards: Vec<Value> = found
        .row
        .rewards
        .iter()
        .map(|reward| context! { record => reward.record, ..value(reward) })
        .collect();
    let page = context! {
        files => attachment::section(ask, "thanh-tich", &found.row.key).await?,
        history => format!("/du-lieu/thanh-tich/lich-su?khoa={}", part(&found.row.key)),
        // Who loads data has the form of every record's files below.
        proves => found.proves && view.permit_agency(Permission::LoadData, &found.row.agency).is_err(),
        links => links.iter().map(value).collect::<Vec<_>>(),
        rewards, confirmed, faults,
        doubts => seconds.iter().map(value).collect::<Vec<_>>(),
        chosen => ask.form.text("khen_thuong").unwrap_or_default(),
        praise => context! {
            day => ask.form.text("ngay_bieu_duong").unwrap_or_default(),
            how => ask.form.text("bieu_duong").unwrap_or_default(),
        },
        row => line(&found.row),
        found => value(&found),
        proposes => thidua_app::deed::is_own(view, &found.row.agency) || found.keeps,
    };
    ask.page_with(status, "achievement/one.html", page)
}

/// Praises it, ties an award to it, unties one.
pub(crate) async fn act(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let here = format!("/thanh-tich/{}", part(&code));
    let award = || ask.form.read::<i64>("khen_thuong");
    let done = match ask.form.required("viec")? {
        "bieu-duong" => achievement::praise(ask.app(), &by, &code, &typed(&ask))
            .await
            .map(|()| "bieu-duong"),
        "gan" => {
            let award = award()?.ok_or_else(|| Problem::field("khen_thuong", "chưa chọn"))?;
            let sure = ask.form.text("van-gan").is_some();
            match achievement::link(ask.app(), &by, &code, award, sure).await {
                Ok(Linked::Second(seconds)) => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return one_page(&ask, status, Vec::new(), &seconds).await;
                }
                Ok(Linked::Done) => Ok("gan-khen-thuong"),
                Err(error) => Err(error),
            }
        }
        "bo-gan" => {
            let award = award()?.ok_or_else(|| Problem::field("khen_thuong", "chưa chọn"))?;
            achievement::unlink(ask.app(), &by, &code, award)
                .await
                .map(|()| "bo-gan-khen-thuong")
        }
        _ => return Err(Problem::field("viec", "không có việc này")),
    };
    match done {
        Ok(what) => Ok(redirect(&format!("{here}?viec={what}"))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            one_page(&ask, status, faults, &[]).await
        }
    }
}

/// Takes evidence of the reader's own, or of the unit he answers for; who loads data hangs it as on any record.
pub(crate) async fn evidence(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let code = ask.part("ma")?.to_owned();
    let sent = ask.uploads.iter().map(|file| New {
        name: file.name.clone(),
        bytes: file.bytes.to_vec(),
        caption: ask.form.text("chu_thich").map(str::to_owned),
        credit: None,
    });
    match achievement::evidence(ask.app(), &by, &code, sent.collect()).await {
        Ok(_) => Ok(redirect(&format!("/thanh-tich/{}?viec=tep", part(&code)))),
        Err(error) => {
            let (status, faults) = words(&ask, error)?;
            one_page(&ask, status, faults, &[]).await
        }
    }
}

/// The board of honour of an agency's year.
pub(crate) async fn board(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let code = ask.part("ma")?;
    let year = year(&ask)?;
    let found = achievement::board(view, code, year).map_err(|error| ask.fault(error))?;
    let page = context! {
        head => org::head(&ask, code, WorkYear(year).last_day().min(ask.today))?,
        year, board => value(&found),
    };
    ask.page_of_year(year, "achievement/board.html", page)
}

/// The achievements, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let wanted = crate::deed::years_asked(&ask)?;
    let found = achievement::achievements(ask.view()?, &wanted);
    ask.json(&found.map_err(|error| ask.fault(error))?)
}
