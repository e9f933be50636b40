//! A decision about the figures of an old agency: typed, seen beforehand, stored, signed.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::bundle::Values;
use thidua_domain::figures::{Ask, Frame, SCOPES};
use thidua_domain::restate::sheet::CROSSWALK;
use thidua_domain::restate::{Rule, apportion, side_of, wrong};
use thidua_domain::text::{self, number};
use thidua_domain::time::Window;

use super::ENTER;
use super::crosswalk::key_of;
use super::page::shown;
use super::signed::{LONGEST, date, signature, unchanged};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::record::refusal;
use crate::state::View;
use crate::{App, AppError};

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
    /// Version of the data the page showed; `None`: asked without a page.
    pub seen: Option<i64>,
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
/// [`AppError::Refused`] with everything that is wrong, [`AppError::Stale`] where somebody stored another since the
/// page was seen.
pub async fn decide(app: &App, by: &Caller, new: &NewRules) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ENTER, &new.old)?;
    unchanged(app, &CROSSWALK, new.seen, &[("ma_cu", &new.old)]).await?;
    let (rows, mut faults, signed) = rows(&view, new);
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
        at_version: Some(view.state.version),
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
    if new.way != Way::Not && !reaches_every_heir(view, &new.old) {
        faults.push("Bảng quy đổi quyết định cho mọi cơ quan kế thừa, có cơ quan ngoài phạm vi của anh/chị; đề nghị cơ quan cấp trên lập.".to_owned());
    }
    let rows = match new.way {
        Way::Not => {
            if new.note.trim().is_empty() {
                faults.push("Không quy đổi thì ghi lý do vào ô Ghi chú.".to_owned());
            }
            if !reaches_every_heir(view, &new.old) {
                faults.push("Không quy đổi là quyết định cho mọi cơ quan kế thừa, có cơ quan ngoài phạm vi của anh/chị.".to_owned());
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

/// What one heir is given another has not, so a crosswalk is not for one of several to sign.
fn reaches_every_heir(view: &View, old: &str) -> bool {
    let heirs = view.state.org.successors(old);
    let mut heirs = heirs.iter().filter_map(|pair| pair.new.as_deref());
    heirs.all(|heir| view.permit_agency(ENTER, heir).is_ok())
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
