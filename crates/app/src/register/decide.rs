//! Answers to the questions of the queue: each is a record with its ground, and can be undone.

use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::people;
use thidua_domain::register::named::MATCHES;
use thidua_domain::text;

use super::queue::{Asked, asked, is_certain, parted};
use crate::access::Caller;
use crate::bundle::{self, Deed, Loaded, Options, PERMISSION, Told};
use crate::record::{self, refusal};
use crate::{App, AppError, View};

/// Certain ones confirmed at once: as many as one undo takes back.
pub const AT_ONCE: usize = 200;
/// How often an answer is looked at anew because something was stored between the look and the writing.
const TRIES: usize = 8;

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is this person or agency.
    Is(String),
    /// Nobody of the register.
    Nobody,
    /// Somebody the register does not have yet: entered with what the list tells.
    New {
        /// Name or code of the unit of that time.
        agency: String,
    },
}

/// One answer.
#[derive(Clone, Debug)]
pub struct Decide {
    /// The question.
    pub key: String,
    /// The answer.
    pub reply: Reply,
    /// The answer the page showed, of a question answered before: a code, or empty for nobody. `None`: it waited.
    pub seen: Option<String>,
    /// Why, in the officer's words.
    pub reason: Option<String>,
}

/// Answers one question; the number of the event that can be undone.
///
/// # Errors
/// [`AppError::Stale`] where somebody else answered since the page was made, [`AppError::Refused`] with what is wrong.
pub async fn decide(app: &App, by: &Caller, decide: &Decide) -> Result<Option<i64>, AppError> {
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        view.permit(PERMISSION, Target::Any)?;
        let (told, reason) = answer(app, &view, decide).await?;
        let subject = told.last().map(|row| row.text_or_empty("ho_ten_neu"));
        let stored = store(app, &view, by, told, (reason, "register.match", subject)).await?;
        if let Some(loaded) = stored {
            return Ok(loaded.event);
        }
    }
    Err(AppError::Stale)
}

/// The rows of an answer, that of the question last, and why.
async fn answer(
    app: &App,
    view: &View,
    decide: &Decide,
) -> Result<(Vec<Values>, String), AppError> {
    let (mut row, answered) = find(view, &decide.key)?;
    let again = answered.is_some();
    let now = answered.map(Option::unwrap_or_default);
    if now != decide.seen {
        return Err(AppError::Stale);
    }
    let said = decide.reason.as_deref().map(text::clean);
    let said = said.filter(|said| !said.is_empty());
    if again && said.is_none() {
        return Err(AppError::refused(
            "Sửa kết luận đã ghi phải nêu lý do. Ghi lý do rồi gửi lại.",
        ));
    }
    let mut told = Vec::new();
    let ground = match &decide.reply {
        Reply::Is(code) => {
            let code = view.state.merged.standing(code).to_owned();
            if !is_of_kind(view, &row, &code) {
                return Err(AppError::refused(
                    "Không có người, tập thể mang mã này trong phạm vi của anh/chị. Chọn lại trong danh sách.",
                ));
            }
            row.set("ma_doi_tuong", &code);
            "Người đối chiếu xác nhận."
        }
        Reply::Nobody => "Người đối chiếu xác định không phải ai trong hồ sơ.",
        Reply::New { agency } => {
            let person = person(app, view, &row, agency).await?;
            row.set("ma_doi_tuong", person.text_or_empty("ma"));
            told.push(person);
            "Ghi thêm vào hồ sơ theo danh sách."
        }
    };
    let verdict = if decide.reply == Reply::Nobody {
        "khong_ai"
    } else {
        "khop"
    };
    row.set("ket_luan", verdict);
    row.set("cach_khop", "nguoi_chon");
    row.set("can_cu", said.as_deref().unwrap_or(ground));
    told.push(row);
    Ok((told, said.unwrap_or_else(|| ground.to_owned())))
}

/// Confirms the certain ones of the preview: those of the keys that wait and are certain still; how many, and the event.
///
/// # Errors
/// [`AppError::Refused`] where none of them is certain any more.
pub async fn confirm(
    app: &App,
    by: &Caller,
    keys: &[String],
) -> Result<(usize, Option<i64>), AppError> {
    for _ in 0..TRIES {
        let view = app.view(&by.actor).await?;
        view.permit(PERMISSION, Target::Any)?;
        let told = still_certain(&view, keys);
        let count = told.len();
        if count == 0 {
            return Err(AppError::refused(
                "Không còn dòng nào chắc chắn để khớp. Mở lại danh sách để xem các dòng đang chờ.",
            ));
        }
        let reason = "Khớp các dòng chắc chắn sau khi xem trước.".to_owned();
        let deed = (
            reason,
            "register.match_certain",
            Some(format!("{count} tên")),
        );
        if let Some(loaded) = store(app, &view, by, told, deed).await? {
            return Ok((count, loaded.event));
        }
    }
    Err(AppError::Stale)
}

fn still_certain(view: &View, keys: &[String]) -> Vec<Values> {
    let matcher = view.state.matcher();
    let all = asked(view, None, false);
    let chosen = all.iter().filter(|it| keys.contains(&it.key));
    let certain = chosen.filter_map(|it| {
        let (code, reasons) = is_certain(view, &matcher, it)?;
        let mut row = it.values.clone();
        row.set("ket_luan", "khop");
        row.set("ma_doi_tuong", code);
        row.set("cach_khop", "tu_dong");
        row.set("can_cu", reasons.join("\n"));
        Some(row)
    });
    certain.take(AT_ONCE).collect()
}

/// The row that would answer a question, and how it is answered already: by nobody of the register, or by whom.
fn find(view: &View, key: &str) -> Result<(Values, Option<Option<String>>), AppError> {
    let by_key = |all: Vec<Asked<'_>>| all.into_iter().find(|it| it.key == key).map(|it| it.values);
    if let Some(values) = by_key(asked(view, None, false)) {
        return Ok((values, None));
    }
    let matcher = view.state.matcher();
    for asked in asked(view, None, false) {
        let Some((_, named)) = asked.rows.first() else {
            continue;
        };
        // The keys of single rows are looked for only where a row could be meant.
        if !asked
            .rows
            .iter()
            .any(|(_, named)| named.alone.key(&MATCHES) == key)
        {
            continue;
        }
        let answer = matcher.find(&named.line());
        if let Some(values) = by_key(parted(asked, &answer)) {
            return Ok((values, None));
        }
    }
    let mut answered = asked(view, None, true).into_iter();
    let answered = answered.find(|it| it.key == key).ok_or(AppError::Stale)?;
    let decision = answered.rows.first();
    let decision = decision.and_then(|(_, named)| view.state.decisions.of(named));
    let subject = decision.and_then(|decision| decision.subject.clone());
    Ok((answered.values, Some(subject)))
}

/// What a question asks about.
pub(super) fn row_of(view: &View, key: &str) -> Result<Values, AppError> {
    find(view, key).map(|(row, _)| row)
}

fn is_of_kind(view: &View, row: &Values, code: &str) -> bool {
    match row.get("doi_tuong") {
        Some("tap_the") => view.state.org.find(code).is_some(),
        _ => view.state.people.contains_key(code),
    }
}

/// A person the list tells of: there for the years of the award, nothing more is known.
async fn person(app: &App, view: &View, row: &Values, agency: &str) -> Result<Values, AppError> {
    if row.get("doi_tuong") == Some("tap_the") {
        return Err(AppError::refused(
            "Tập thể mới thì nhập ở mục Tổ chức trước, rồi chọn lại ở đây.",
        ));
    }
    let agency = record::agency_named(view, agency)?;
    view.permit_agency(PERMISSION, &agency).map_err(|_| {
        AppError::refused(
            "Đơn vị lúc ấy không thuộc phạm vi của anh/chị. Chọn lại trong danh sách gợi ý.",
        )
    })?;
    let mut person = Values::default();
    person.set("ho_va_ten", row.text_or_empty("ho_ten_neu"));
    person.set("ma_co_quan", agency);
    let copied = [
        ("sinh_neu", "ngay_sinh"),
        ("chuc_vu_doi_tuong", "chuc_danh"),
    ];
    for (from, to) in copied {
        if let Some(text) = row.get(from) {
            person.set(to, text);
        }
    }
    if let Some(years) = row.years("nam_thanh_tich") {
        person.set("tu_ngay", years.from.first_day().to_string());
        person.set("den_ngay", years.to.last_day().to_string());
    }
    person.set(
        "ghi_chu",
        "Ghi theo danh sách khen thưởng cũ; bổ sung hồ sơ khi có.",
    );
    let kind = record::kind(people::SHEET.name).ok_or(AppError::NotFound)?;
    let code = record::propose(app, view, kind, &person).await?;
    person.set("ma", code.ok_or(AppError::NotFound)?);
    Ok(person)
}

/// Stores rows over exactly what was looked at; `None`: something was stored meanwhile, and nothing of this is.
async fn store(
    app: &App,
    view: &View,
    by: &Caller,
    rows: Vec<Values>,
    (reason, command, subject): (String, &'static str, Option<String>),
) -> Result<Option<Loaded>, AppError> {
    let told = rows.into_iter().zip(1_u32..).map(|(values, number)| Told {
        def: if values.get("ket_luan").is_some() {
            &MATCHES
        } else {
            &people::SHEET
        },
        number,
        values,
    });
    let options = Options {
        revise: Some(reason),
        channel: by.channel.to_owned(),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command,
            subject: format!("doi-chieu-ten {}", subject.unwrap_or_default()),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let stored = bundle::store(app, &by.actor, told.collect(), Vec::new(), &options).await;
    let loaded = match stored {
        Err(AppError::Stale) => return Ok(None),
        stored => stored?,
    };
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(Some(loaded))
}
