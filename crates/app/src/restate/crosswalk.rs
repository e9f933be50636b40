//! «Bảng quy đổi»: what becomes of the figures of each agency that is no more, entered, seen beforehand, signed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{Reach, Target};
use thidua_domain::bundle::Values;
use thidua_domain::figures::{Ask, Frame, SCOPES};
use thidua_domain::org::{Agency, Reorganisation};
use thidua_domain::restate::sheet::CROSSWALK;
use thidua_domain::restate::{Heirs, How, Rule, Why, apportion, heirs, side_of, wrong};
use thidua_domain::text::{self, number};
use thidua_domain::time::{PartialDate, Window};

use super::page::shown;
use super::words;
use super::{ENTER, PERMISSION, SIGN};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::record::refusal;
use crate::state::View;
use crate::{App, AppError, State};

/// Agencies listed at most beside those that need a decision.
const MOST: usize = 200;
/// Longest text of a field.
const LONGEST: usize = 500;

/// An agency that may take over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heir {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
}

/// A stored rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleLine {
    /// Code of the new agency.
    pub new: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// `viec`, `tien`; `None`: every figure.
    pub side: Option<String>,
    /// Above the line.
    pub part: Option<i64>,
    /// Below the line.
    pub whole: Option<i64>,
    /// How, in words.
    pub how: String,
    /// When it applies, in words; empty: always.
    pub time: String,
    /// Key of its record: names its history.
    pub record: String,
}

/// An agency that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OldAgency {
    /// Code.
    pub code: String,
    /// Name that tells it apart.
    pub name: String,
    /// Its last day in that form, ISO.
    pub until: String,
    /// `signed`, `told` (wholly into one by `sap-xep`, unsigned), `open` (nothing is restated yet), `decided`
    /// (decided not to).
    pub state: &'static str,
    /// In words.
    pub words: String,
    /// Those that may take over.
    pub heirs: Vec<Heir>,
    /// What is stored.
    pub rules: Vec<RuleLine>,
    /// Whether the reader may decide.
    pub may: bool,
}

/// The decisions about the agencies an agency of today is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crosswalks {
    /// Code.
    pub agency: String,
    /// Name.
    pub name: String,
    /// Those without a decision that holds first.
    pub olds: Vec<OldAgency>,
    /// How many more there are.
    pub more: usize,
    /// How many need a decision.
    pub open: usize,
    /// Whether the reader may enter one that is signed.
    pub signs: bool,
}

/// The decisions about the agencies an agency is made of.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn crosswalks(view: &View, agency: &str) -> Result<Crosswalks, AppError> {
    view.permit_agency(PERMISSION, agency)?;
    let state = view.state.as_ref();
    let mut olds: Vec<OldAgency> = state
        .org
        .iter()
        .filter(|old| old.code != agency && !state.org.successors(&old.code).is_empty())
        .filter(|old| state.org.covers(agency, &old.code))
        .filter_map(|old| described(view, old))
        .collect();
    text::sort_by_key(&mut olds, |old| &old.name);
    olds.sort_by_key(|old| old.state != "open");
    let open = olds.iter().filter(|old| old.state == "open").count();
    let more = olds.len().saturating_sub(open + MOST);
    olds.truncate(open + MOST);
    Ok(Crosswalks {
        agency: agency.to_owned(),
        name: state.org.label_on(agency, view.today),
        olds,
        more,
        open,
        signs: view.permit(SIGN, Target::Agency(agency)).is_ok(),
    })
}

/// The last day on which an agency stood as it was before its figures went elsewhere.
fn last_day(state: &State, old: &Agency) -> Option<Date> {
    let first: Option<&Reorganisation> = state.org.successors(&old.code).first().copied();
    first?.on.first_day().yesterday().ok()
}

fn described(view: &View, old: &Agency) -> Option<OldAgency> {
    let state = view.state.as_ref();
    let day = last_day(state, old)?;
    let found = heirs(&state.org, view.today, &old.code, day, None);
    let (kind, words) = match &found {
        Heirs::Same => return None,
        Heirs::Told(new, pair) => {
            let document = pair.document.as_deref().map(|text| state.cited(text));
            let words = format!(
                "Cộng cả vào {}{}; chưa ký bảng quy đổi.",
                state.org.label_on(new, view.today),
                document
                    .map(|document| format!(" theo {document}"))
                    .unwrap_or_default()
            );
            ("told", words)
        }
        Heirs::Signed(rules) => {
            let by = rules.first().map(|rule| words::signed(state, rule));
            ("signed", format!("Theo {}.", by.unwrap_or_default()))
        }
        Heirs::Nowhere(why @ Why::Decided(_)) => {
            ("decided", words::why(state, &old.code, why, day))
        }
        Heirs::Nowhere(why) => ("open", words::why(state, &old.code, why, day)),
    };
    let may = view.permit_agency(ENTER, &old.code).is_ok();
    Some(OldAgency {
        code: old.code.clone(),
        name: state.org.label_on(&old.code, day),
        until: day.to_string(),
        state: kind,
        words,
        heirs: possible(view, old),
        rules: stored(state, &old.code, view.today),
        may,
    })
}

/// Who may take over: those `sap-xep` names, those a rule names, the agency itself where it goes on.
fn possible(view: &View, old: &Agency) -> Vec<Heir> {
    let state = view.state.as_ref();
    let told = state.org.successors(&old.code);
    let told = told.iter().filter_map(|pair| pair.new.as_deref());
    let ruled = state.org.crosswalk().of(&old.code).iter();
    let ruled = ruled.filter_map(|rule| rule.new.as_deref());
    let itself = old.on(view.today).map(|_| old.code.as_str());
    let mut codes: Vec<&str> = told.chain(ruled).chain(itself).collect();
    codes.sort_unstable();
    codes.dedup();
    let heir = |code: &str| Heir {
        code: code.to_owned(),
        name: state.org.label_on(code, view.today),
    };
    codes.into_iter().map(heir).collect()
}

fn stored(state: &State, old: &str, today: Date) -> Vec<RuleLine> {
    let rules = state.org.crosswalk().of(old).iter();
    rules
        .map(|rule| {
            let (part, whole) = match rule.how {
                How::Share(part, whole) => (Some(part), Some(whole)),
                _ => (None, None),
            };
            let how = match (rule.how, part.zip(whole)) {
                (How::Not, _) => "Không quy đổi".to_owned(),
                (_, Some((part, whole))) => {
                    format!("{}/{}", number::group(part), number::group(whole))
                }
                _ => "Cộng cả".to_owned(),
            };
            RuleLine {
                new: rule.new.clone(),
                name: rule
                    .new
                    .as_deref()
                    .map(|new| state.org.label_on(new, today)),
                side: rule.side.clone(),
                part,
                whole,
                how: format!("{how}, {}", words::signed(state, rule)),
                time: rule.validity.vn(),
                record: key_of(rule),
            }
        })
        .collect()
}

/// What names the record of a rule.
pub(crate) fn key_of(rule: &Rule) -> String {
    let mut row = Values::default();
    row.set("ma_cu", &rule.old);
    let texts = [
        ("ma_moi", rule.new.clone()),
        ("ap_dung", rule.side.clone()),
        ("tu_ngay", rule.validity.from.map(|from| from.to_string())),
    ];
    for (id, text) in texts {
        if let Some(text) = text {
            row.set(id, text);
        }
    }
    row.key(&CROSSWALK)
}

/// How the figures of an old agency are to be restated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Wholly to one.
    #[default]
    Sum,
    /// Each a share.
    Share,
    /// Not at all.
    Not,
}

impl Way {
    /// The way of a code of `Cách quy đổi`.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "cong" => Self::Sum,
            "ty_le" => Self::Share,
            "khong" => Self::Not,
            _ => return None,
        })
    }

    fn code(self) -> &'static str {
        match self {
            Self::Sum => "cong",
            Self::Share => "ty_le",
            Self::Not => "khong",
        }
    }
}

/// One share as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Code of the new agency.
    pub new: String,
    /// `viec`, `tien`; empty: every figure.
    pub side: String,
    /// Above the line.
    pub part: String,
    /// Below the line.
    pub whole: String,
}

/// A decision as it was typed.
#[derive(Clone, Debug, Default)]
pub struct NewRules {
    /// Code of the old agency.
    pub old: String,
    /// How.
    pub way: Way,
    /// Code of the one that takes everything.
    pub new: String,
    /// The shares.
    pub shares: Vec<Share>,
    /// What the shares rest on.
    pub basis: String,
    /// Windows that end from this day on; empty: all.
    pub from: String,
    /// Windows that end until this day; empty: all.
    pub to: String,
    /// The paper.
    pub document: String,
    /// Who signed it.
    pub signer: String,
    /// When.
    pub signed_on: String,
    /// Note; of one that restates nothing, why.
    pub note: String,
    /// Why it is changed, where something was stored.
    pub reason: String,
}

/// What a decision would come to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Everything that is wrong.
    pub faults: Vec<String>,
    /// Whether it would count: paper, signer and day are told.
    pub signed: bool,
    /// `8 tháng năm 2025`; `None`: the old agency told nothing yet.
    pub window: Option<String>,
    /// Figures of that window, shared out.
    pub lines: Vec<PreviewLine>,
}

/// One figure shared out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreviewLine {
    /// Its name.
    pub name: String,
    /// What the old agency told, printed.
    pub total: String,
    /// Names of the new ones and what each gets, printed.
    pub parts: Vec<(String, String)>,
}

/// What a decision would come to; nothing is stored.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's to decide.
pub fn preview(view: &View, new: &NewRules) -> Result<Preview, AppError> {
    view.permit_agency(ENTER, &new.old)?;
    let (rows, faults, signed) = rows(view, new);
    let mut found = Preview {
        faults,
        signed,
        ..Preview::default()
    };
    if !found.faults.is_empty() {
        return Ok(found);
    }
    let state = view.state.as_ref();
    let latest = SCOPES.iter().find_map(|scope| {
        let frame = Frame::whole(scope);
        state
            .figures
            .latest(&new.old, &frame)
            .map(|window| (window, frame))
    });
    let Some((window, frame)) = latest else {
        return Ok(found);
    };
    found.window = Some(window.label());
    let rules: Vec<Rule> = rows.iter().filter_map(Rule::from_row).collect();
    found.lines = shared_out(view, &new.old, (window, &frame), &rules);
    Ok(found)
}

fn shared_out(
    view: &View,
    old: &str,
    (window, frame): (Window, &Frame),
    rules: &[Rule],
) -> Vec<PreviewLine> {
    let state = view.state.as_ref();
    let ask = Ask {
        table: &state.figures,
        org: &state.org,
        window,
        frame,
    };
    let figures = state.catalogue.figures().filter(|code| code.is_summable());
    let line = |code: &thidua_domain::catalogue::FigureCode| {
        let value = ask.own(old, &code.code)?.value;
        let side = side_of(&code.code);
        let own: Vec<&Rule> = rules
            .iter()
            .filter(|rule| rule.side.as_deref() == side)
            .collect();
        let own = match own.is_empty() || side.is_none() {
            true => rules.iter().filter(|rule| rule.side.is_none()).collect(),
            false => own,
        };
        let parts = apportion(value, &own)?;
        let named = own.iter().zip(parts).filter_map(|(rule, part)| {
            let name = state.org.label_on(rule.new.as_deref()?, view.today);
            Some((name, shown(code, part)))
        });
        Some(PreviewLine {
            name: code.name.clone(),
            total: shown(code, value),
            parts: named.collect(),
        })
    };
    figures.filter_map(line).collect()
}

/// Stores a decision: all its rows in place of those that held for the same time; the number of the event that can
/// be undone.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] where it is not the actor's to decide or to sign,
/// [`AppError::Refused`] with everything that is wrong.
pub async fn decide(app: &App, by: &Caller, new: &NewRules) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ENTER, &new.old)?;
    let (rows, mut faults, signed) = rows(&view, new);
    if signed {
        view.permit(SIGN, Target::Agency(&new.old))?;
    }
    let kept = view.state.org.crosswalk().of(&new.old);
    let before: Vec<String> = kept
        .iter()
        .filter(|rule| rule.validity.from == date(&new.from))
        .map(key_of)
        .collect();
    let reason = text::clean(&new.reason);
    if !before.is_empty() && reason.is_empty() {
        faults.push("Đã có bảng quy đổi của cơ quan này: ghi lý do thay đổi.".to_owned());
    }
    if !faults.is_empty() {
        return Err(AppError::refused(faults.join("\n")));
    }
    let keys: Vec<String> = rows.iter().map(|row| row.key(&CROSSWALK)).collect();
    let gone: Vec<String> = before
        .into_iter()
        .filter(|key| !keys.contains(key))
        .collect();
    let mut removed = BTreeMap::new();
    if !gone.is_empty() {
        removed.insert(CROSSWALK.name, gone);
    }
    let reason = match reason.is_empty() {
        true => format!("Bảng quy đổi {}", text::clean(&new.document)),
        false => reason,
    };
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        replace: true,
        removed,
        deed: Some(Deed {
            command: if signed {
                "restate.sign"
            } else {
                "restate.draft"
            },
            subject: format!("quy-doi {}", new.old),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = rows.into_iter().zip(1_u32..).map(|(values, number)| Told {
        def: &CROSSWALK,
        number,
        values,
    });
    let loaded = bundle::store(app, &by.actor, told.collect(), Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(loaded.event)
}

fn date(text: &str) -> Option<PartialDate> {
    PartialDate::parse(text.trim()).ok()
}

/// The rows of a decision, everything that is wrong with it, and whether it is signed.
fn rows(view: &View, new: &NewRules) -> (Vec<Values>, Vec<String>, bool) {
    let mut faults = Vec::new();
    let mut base = Values::default();
    base.set("ma_cu", &new.old);
    base.set("cach", new.way.code());
    for (id, text, label) in [
        ("tu_ngay", &new.from, "Từ ngày"),
        ("den_ngay", &new.to, "Đến ngày"),
    ] {
        match (text.trim(), date(text)) {
            ("", _) => {}
            (_, Some(date)) => base.set(id, date.to_string()),
            (written, None) => faults.push(format!(
                "{label}: không đọc được ngày «{written}»; viết như 01/07/2025."
            )),
        }
    }
    let signed = signature(
        view,
        [&new.document, &new.signer, &new.signed_on],
        &mut base,
        &mut faults,
    );
    for (id, text) in [("co_so", &new.basis), ("ghi_chu", &new.note)] {
        let text = text::clean(text);
        if text.chars().count() > LONGEST {
            faults.push(format!("Nội dung dài nhất {LONGEST} ký tự."));
        } else if !text.is_empty() {
            base.set(id, text);
        }
    }
    let rows = match new.way {
        Way::Not => {
            if new.note.trim().is_empty() {
                faults.push("Không quy đổi thì ghi lý do vào ô Ghi chú.".to_owned());
            }
            vec![base]
        }
        Way::Sum => vec![with_heir(&base, &new.new, "")],
        Way::Share => {
            if new.basis.trim().is_empty() {
                faults.push("Ghi cơ sở của tỷ lệ: tử số, mẫu số lấy từ đâu.".to_owned());
            }
            shares(&base, &new.shares, &mut faults)
        }
    };
    for row in &rows {
        let heir = row.get("ma_moi").unwrap_or_default();
        let known = view.state.org.find(heir).is_some() && view.permit_agency(ENTER, heir).is_ok();
        if new.way != Way::Not && !known {
            faults.push("Chọn cơ quan mới trong phạm vi của anh/chị.".to_owned());
            break;
        }
    }
    if faults.is_empty() {
        let rules: Vec<Rule> = rows.iter().filter_map(Rule::from_row).collect();
        for side in [None, Some("viec"), Some("tien")] {
            let own: Vec<&Rule> = rules
                .iter()
                .filter(|rule| rule.side.as_deref() == side)
                .collect();
            let why = (!own.is_empty()).then(|| wrong(&own)).flatten();
            faults.extend(why.map(str::to_owned));
        }
        if rules.is_empty() {
            faults.push("Chưa có cơ quan nào nhận số liệu.".to_owned());
        }
    }
    (rows, faults, signed)
}

fn with_heir(base: &Values, new: &str, side: &str) -> Values {
    let mut row = base.clone();
    row.set("ma_moi", new);
    if !side.is_empty() {
        row.set("ap_dung", side);
    }
    row
}

fn shares(base: &Values, typed: &[Share], faults: &mut Vec<String>) -> Vec<Values> {
    let mut rows = Vec::new();
    for share in typed {
        let part = share.part.trim();
        // An empty share, like one of nought, gives nothing.
        if part.is_empty() || part == "0" {
            continue;
        }
        let mut row = with_heir(base, &share.new, &share.side);
        for (id, text, label) in [
            ("tu_so", part, "Tử số"),
            ("mau_so", share.whole.trim(), "Mẫu số"),
        ] {
            let read = number::read(text).ok().and_then(|read| read.amount());
            let whole = read.and_then(thidua_domain::amount::Decimal::to_i64);
            match whole.filter(|whole| *whole > 0) {
                Some(whole) => row.set(id, whole.to_string()),
                None => faults.push(format!("{label} «{text}» phải là số nguyên lớn hơn 0.")),
            }
        }
        rows.push(row);
    }
    rows
}

/// Paper, signer and day of signing into a row; whether all three are told. Some without the others is a fault only
/// where one of them cannot be read: an unsigned decision is a draft.
pub(super) fn signature(
    view: &View,
    [document, signer, signed_on]: [&str; 3],
    row: &mut Values,
    faults: &mut Vec<String>,
) -> bool {
    let document = paper(&view.state, document);
    let signer = text::clean(signer);
    for (id, text) in [("van_ban", &document), ("nguoi_ky", &signer)] {
        if text.chars().count() > LONGEST {
            faults.push(format!("Văn bản, người ký dài nhất {LONGEST} ký tự."));
        } else if !text.is_empty() {
            row.set(id, text);
        }
    }
    let written = signed_on.trim();
    let day = date(written);
    match day {
        Some(day) if day.exact().is_some_and(|day| day > view.today) => {
            faults.push("Ngày ký ở sau hôm nay.".to_owned());
        }
        Some(day) => row.set("ngay_ky", day.to_string()),
        None if written.is_empty() => {}
        None => faults.push(format!(
            "Ngày ký: không đọc được ngày «{written}»; viết như 05/07/2025."
        )),
    }
    !document.is_empty() && !signer.is_empty() && day.is_some()
}

/// A paper by its code where its symbol names one, else as written.
pub(super) fn paper(state: &State, written: &str) -> String {
    let written = text::clean(written);
    if state.documents.contains_key(&written) {
        return written;
    }
    let mut named = state
        .documents
        .values()
        .filter(|document| document.symbol.as_deref() == Some(written.as_str()));
    match (named.next(), named.next()) {
        (Some(document), None) => document.code.clone(),
        _ => written,
    }
}
