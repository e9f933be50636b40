//! «Chế độ báo cáo thống kê»: the regimes on a line of time, what each changed, its deadlines, what is not confirmed;
//! what was decided; days off.

use serde::Serialize;
use thidua_domain::catalogue::{REGIME_DECISIONS, Regime};
use thidua_domain::time::{PartialDate, vn};

use super::DECIDE;
use crate::{AppError, State, View};

/// One thing a regime has, and whether the one before had it otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// In words.
    pub text: String,
    /// Whether it is new with this regime.
    pub new: bool,
}

/// When the paper of a level is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeadlineLine {
    /// Code of the level.
    pub level: String,
    /// In words.
    pub text: String,
    /// What it rests on.
    pub citation: String,
}

/// One regime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeLine {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Number of the circular.
    pub instrument: String,
    /// `từ ngày 26/7/2024 đến hết ngày 30/6/2026`.
    pub held: String,
    /// Whether it holds today.
    pub now: bool,
    /// What it rests on.
    pub citation: String,
    /// How sure that is, in words.
    pub confidence: &'static str,
    /// Whether its rules were read in the original text.
    pub confirmed: bool,
    /// Who compared them, and when; empty: nobody yet.
    pub confirmed_by: String,
    /// What it has.
    pub rules: Vec<Changed>,
    /// Deadlines; none are known where it is empty.
    pub deadlines: Vec<DeadlineLine>,
    /// What else is to be known.
    pub note: String,
    /// Whether cases are ended by returning the request.
    pub returns: bool,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionLine {
    /// Key of its record.
    pub key: String,
    /// Name of the regime.
    pub regime: String,
    /// From when, ISO.
    pub from: String,
    /// Whether the cases enter the rate.
    pub counts: bool,
    /// The document as cited.
    pub document: String,
    /// Who signed it.
    pub by: String,
    /// Whether it governs windows that end today.
    pub holds: bool,
}

/// A day off, or one that is worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayLine {
    /// The day, ISO.
    pub day: String,
    /// Whether it is worked.
    pub works: bool,
    /// What it is.
    pub name: String,
    /// What it rests on; of an office its document.
    pub citation: String,
    /// Name of the agency that decided it; empty: of the shipped list.
    pub agency: String,
}

/// The days off of a calendar year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearLine {
    /// The year.
    pub year: i16,
    /// Whether all of them are known.
    pub complete: bool,
    /// What is missing, in words.
    pub note: String,
    /// The days.
    pub days: Vec<DayLine>,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The regimes, newest first.
    pub regimes: Vec<RegimeLine>,
    /// The decisions, newest first.
    pub decisions: Vec<DecisionLine>,
    /// Which way the rate of the month that ends next is counted; nothing where the cases do not exist.
    pub counting: Option<String>,
    /// The regime one may decide about today; `None`: nothing is to be decided.
    pub open: Option<String>,
    /// Whether the reader may decide.
    pub may: bool,
    /// Whether the reader may enter days off.
    pub enters: bool,
    /// The year before, this one and the next.
    pub years: Vec<YearLine>,
}

/// The page of regimes.
///
/// # Errors
/// [`AppError::Forbidden`] for nobody in particular.
pub fn page(view: &View) -> Result<Page, AppError> {
    view.permit(super::PERMISSION, thidua_domain::access::Target::Any)?;
    let state = view.state.as_ref();
    let mut before: Option<&Regime> = None;
    let mut regimes = Vec::new();
    for regime in &state.catalogue.regimes {
        regimes.push(line(view, regime, before));
        before = Some(regime);
    }
    regimes.reverse();
    let now = state.catalogue.regime_on(view.today);
    let window = thidua_domain::time::Window::of(view.today);
    Ok(Page {
        regimes,
        decisions: decisions(view),
        counting: state.counting(window),
        open: now.request_returned.then_some(now.id),
        may: view.loads_everywhere(),
        enters: view
            .permit(DECIDE, thidua_domain::access::Target::Any)
            .is_ok(),
        years: years(view),
    })
}

fn line(view: &View, regime: &Regime, before: Option<&Regime>) -> RegimeLine {
    let day = |date: Option<PartialDate>, last: bool| {
        date.map(|date| {
            vn(if last {
                date.last_day()
            } else {
                date.first_day()
            })
        })
    };
    let held = match (
        day(regime.validity.from, false),
        day(regime.validity.to, true),
    ) {
        (Some(from), Some(to)) => format!("từ ngày {from} đến hết ngày {to}"),
        (Some(from), None) => format!("từ ngày {from}"),
        (None, Some(to)) => format!("đến hết ngày {to}"),
        (None, None) => String::new(),
    };
    RegimeLine {
        id: regime.id.clone(),
        name: regime.name.clone(),
        instrument: regime.instrument.clone(),
        held,
        now: regime.validity.contains(view.today),
        citation: regime.citation.clone(),
        confidence: confidence(&regime.confidence),
        confirmed: regime.confirmed,
        confirmed_by: [regime.confirmed_by.as_str(), regime.confirmed_at.as_str()]
            .join(" ")
            .trim()
            .to_owned(),
        rules: rules(regime, before),
        deadlines: regime
            .deadlines
            .iter()
            .map(|deadline| DeadlineLine {
                level: deadline.level.clone(),
                text: match deadline.unit.as_str() {
                    "truoc_ngay" => format!("trước ngày {:02} của tháng sau", deadline.days),
                    "ngay" => format!("{} ngày sau khi hết kỳ", deadline.days),
                    _ => format!("{} ngày làm việc sau khi hết kỳ", deadline.days),
                },
                citation: deadline.citation.clone(),
            })
            .collect(),
        note: regime.note.clone(),
        returns: regime.request_returned,
    }
}

fn rules(regime: &Regime, before: Option<&Regime>) -> Vec<Changed> {
    let group = match regime.third_group {
        true => {
            "Phải thi hành gồm ba nhóm: có điều kiện, chưa có điều kiện, và nhóm hoãn, tạm đình chỉ, trường hợp khác."
        }
        false => "Phải thi hành gồm hai nhóm: có điều kiện và chưa có điều kiện.",
    };
    let apart = match regime.separate_register.as_str() {
        "chu_dong" => "Chỉ việc chủ động thi hành được chuyển sổ theo dõi riêng.",
        _ => "Mọi việc chưa có điều kiện đủ thời hạn đều có thể chuyển sổ theo dõi riêng.",
    };
    let returned = match regime.request_returned {
        true => {
            "Việc theo yêu cầu đủ thời hạn thì gửi lại yêu cầu và kết thúc thi hành án, ghi ở cột riêng, trừ khỏi số chuyển kỳ sau."
        }
        false => "Không có việc kết thúc do gửi lại yêu cầu.",
    };
    let differs =
        |what: fn(&Regime) -> String| before.is_some_and(|before| what(before) != what(regime));
    vec![
        Changed {
            text: group.to_owned(),
            new: differs(|regime| regime.third_group.to_string()),
        },
        Changed {
            text: apart.to_owned(),
            new: differs(|regime| regime.separate_register.clone()),
        },
        Changed {
            text: returned.to_owned(),
            new: differs(|regime| regime.request_returned.to_string()),
        },
    ]
}

fn confidence(code: &str) -> &'static str {
    match code {
        "S" => "đã đọc trong bản công bố",
        "S-" => "theo nguồn gián tiếp",
        "D" => "suy ra từ số liệu công bố",
        _ => "chưa đối chiếu",
    }
}

fn decisions(view: &View) -> Vec<DecisionLine> {
    let state = view.state.as_ref();
    let now = state.catalogue.regime_on(view.today).decided;
    let name = |id: &str| {
        let regime = state
            .catalogue
            .regimes
            .iter()
            .find(|regime| regime.id == id);
        regime.map_or_else(|| id.to_owned(), |regime| regime.name.clone())
    };
    let lines = state.catalogue.decisions().iter().rev();
    lines
        .map(|decision| DecisionLine {
            key: decision.row().key(&REGIME_DECISIONS),
            regime: name(&decision.regime),
            from: decision.from.to_string(),
            counts: decision.counts,
            document: state.cited(&decision.document),
            by: decision.by.clone(),
            holds: now.as_ref() == Some(decision),
        })
        .collect()
}

fn years(view: &View) -> Vec<YearLine> {
    let state = view.state.as_ref();
    let now = view.today.year();
    (now - 1..=now + 1)
        .map(|year| year_line(view, state, year))
        .collect()
}

fn year_line(view: &View, state: &State, year: i16) -> YearLine {
    let calendar = &state.catalogue.calendar;
    let list = calendar.list(year);
    let note = match list {
        Some(list) if !list.note.is_empty() => list.note.clone(),
        Some(_) => String::new(),
        None => "Chưa có lịch nghỉ của năm này: mới tính thứ bảy, chủ nhật và các ngày lễ dương lịch cố định; chưa tính Tết Âm lịch, Giỗ Tổ Hùng Vương, ngày liền kề Quốc khánh và các ngày hoán đổi.".to_owned(),
    };
    let shipped = calendar.days(year).into_iter().map(|special| DayLine {
        day: special.day.to_string(),
        works: special.works,
        name: special.name,
        citation: format!("{} ({})", special.citation, confidence(&special.confidence)),
        agency: String::new(),
    });
    let own = calendar.decided().iter().filter(|day| {
        day.day.year() == year
            && view.sees(thidua_domain::access::Permission::ViewFigures, &day.agency)
    });
    let own = own.map(|day| DayLine {
        day: day.day.to_string(),
        works: day.works,
        name: day.name.clone(),
        citation: day
            .document
            .as_deref()
            .map(|code| state.cited(code))
            .unwrap_or_default(),
        agency: state.name_on(&day.agency, day.day),
    });
    let mut days: Vec<DayLine> = shipped.chain(own).collect();
    days.sort_by(|a, b| (&a.day, &a.agency).cmp(&(&b.day, &b.agency)));
    YearLine {
        year,
        complete: calendar.is_complete(year),
        note,
        days,
    }
}
