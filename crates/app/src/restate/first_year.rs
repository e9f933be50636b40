//! The year in which an agency began: what those it came from had done by then, what it did itself, and how its own
//! rows are to be read (`ky-dau`).

use serde::Serialize;
use thidua_domain::access::Target;
use thidua_domain::bundle::Values;
use thidua_domain::figures::Ask;
use thidua_domain::restate::Opening;
use thidua_domain::restate::sheet::OPENING;
use thidua_domain::text::{self, number};
use thidua_domain::time::{Window, WorkYear};

use super::page::{shown, signed};
use super::{ENTER, PERMISSION};
use crate::access::Caller;
use crate::bundle::{self, Deed, Options, Told};
use crate::figures::AskBalance;
use crate::record::refusal;
use crate::state::View;
use crate::{App, AppError};

const NAMES: [&str; 8] = [
    "cu",
    "moi",
    "thu_ly",
    "phai_thi_hanh",
    "co_dieu_kien",
    "chua_dieu_kien",
    "xong",
    "chuyen_ky_sau",
];

/// One figure of the first year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstLine {
    /// Figure code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What the agencies before told up to the last window before the first day, printed.
    pub before: Option<String>,
    /// What the agency's own row of the window says, printed.
    pub own: Option<String>,
    /// The year's figure at the window, printed.
    pub year: Option<String>,
    /// What the agency itself told of that last window, printed.
    pub again: Option<String>,
    /// That less what the agencies before told, printed.
    pub difference: Option<String>,
}

/// The first year of an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FirstYear {
    /// Its first day, ISO.
    pub born: String,
    /// Work year.
    pub year: i16,
    /// Month of the last window of the agencies before.
    pub before_month: u8,
    /// Month of the window shown.
    pub month: u8,
    /// Code of `Lũy kế tính từ`; `None`: nobody has said.
    pub opening: Option<&'static str>,
    /// Key of the record that says it.
    pub record: Option<String>,
    /// The figures.
    pub lines: Vec<FirstLine>,
    /// What does not fit, and what does.
    pub remarks: Vec<Remark>,
    /// Whether the reader may say how the rows are to be read.
    pub may: bool,
}

/// A remark on the first year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Whether it needs an answer.
    pub doubt: bool,
    /// In words.
    pub text: String,
}

/// The first year of an agency, where the window lies in it.
///
/// # Errors
/// [`AppError::NotFound`] for an agency that is not there or not in reach.
pub fn first_year(view: &View, ask: &AskBalance) -> Result<Option<FirstYear>, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let state = view.state.as_ref();
    let window = ask.window();
    let agency = state.org.find(&ask.agency);
    let born = agency.and_then(|agency| agency.born());
    let Some(born) = born.map(|born| born.first_day()) else {
        return Ok(None);
    };
    let inside = born > window.first_day() && born <= window.year.last_day();
    if !inside || state.org.predecessors(&ask.agency).is_empty() {
        return Ok(None);
    }
    let Ok(eve) = born.yesterday() else {
        return Ok(None);
    };
    let before = Window::of(eve);
    let frame = ask.frame();
    let desk = Desk {
        view,
        ask: Ask {
            table: &state.figures,
            org: &state.org,
            window,
            frame: &frame,
        },
        agency: &ask.agency,
        before,
    };
    let opening = state.org.crosswalk().opening(&ask.agency, window.year);
    let row = row_of(&ask.agency, window.year.0, "dau_nam");
    Ok(Some(FirstYear {
        born: born.to_string(),
        year: ask.year,
        before_month: before.month,
        month: ask.month,
        opening: opening.map(code),
        record: opening.map(|_| row.key(&OPENING)),
        lines: desk.lines(),
        remarks: desk.remarks(opening),
        may: view.permit(ENTER, Target::Agency(&ask.agency)).is_ok(),
    }))
}

fn code(opening: Opening) -> &'static str {
    match opening {
        Opening::YearStart => "dau_nam",
        Opening::Birth => "ngay_thanh_lap",
    }
}

struct Desk<'a> {
    view: &'a View,
    ask: Ask<'a>,
    agency: &'a str,
    before: Window,
}

impl<'a> Desk<'a> {
    fn before(&self, code: &str) -> Option<i64> {
        let found = self.ask.at(self.before).carried(self.agency, code)?;
        Some(found.value)
    }

    fn own(&self, window: Window, code: &str) -> Option<i64> {
        self.ask
            .at(window)
            .own(self.agency, code)
            .map(|own| own.value)
    }

    fn lines(&self) -> Vec<FirstLine> {
        let catalogue = &self.view.state.catalogue;
        let mut lines = Vec::new();
        for side in ["viec", "tien"] {
            for name in NAMES {
                let Some(figure) = catalogue.figure(&format!("{side}.{name}")) else {
                    continue;
                };
                let before = self.before(&figure.code);
                let own = self.own(self.ask.window, &figure.code);
                let year = self.ask.figure(self.agency, &figure.code, true);
                let again = self.own(self.before, &figure.code);
                if before.is_none() && own.is_none() && again.is_none() {
                    continue;
                }
                let print = |value: i64| shown(figure, value);
                let difference = again
                    .zip(before)
                    .and_then(|(own, sum)| own.checked_sub(sum));
                lines.push(FirstLine {
                    code: figure.code.clone(),
                    name: figure.name.clone(),
                    before: before.map(print),
                    own: own.filter(|_| self.ask.window != self.before).map(print),
                    year: year.map(|year| print(year.value)),
                    again: again.map(print),
                    difference: difference.map(signed),
                });
            }
        }
        lines
    }

    /// What was carried over, and whether the rows read as they are said to.
    fn remarks(&self, opening: Option<Opening>) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let later = self.ask.window.month > self.before.month;
        let month = self.before.month;
        for (side, word) in [("viec", "về việc"), ("tien", "về tiền")] {
            let code = |name: &str| format!("{side}.{name}");
            let own = |name: &str| self.own(self.ask.window, &code(name)).filter(|_| later);
            if opening == Some(Opening::Birth) {
                let carried = self.before(&code("chuyen_ky_sau"));
                if let Some((cu, carried)) = own("cu").zip(carried) {
                    remarks.push(carried_over(word, month, cu, carried));
                }
                continue;
            }
            let done = self.before(&code("xong"));
            if let Some((own, done)) = own("xong").zip(done).filter(|(own, done)| own < done) {
                remarks.push(Remark {
                    doubt: true,
                    text: format!(
                        "Thi hành xong {word} của cơ quan ({}) nhỏ hơn tổng của các cơ quan cũ đến {month} tháng ({}): số có thể đang tính từ ngày thành lập. Khai kỳ đầu để cộng đúng.",
                        number::group(own),
                        number::group(done)
                    ),
                });
            }
            let cu = self.before(&code("cu"));
            if let Some((own, old)) = own("cu").zip(cu).filter(|(own, old)| own != old) {
                remarks.push(Remark {
                    doubt: true,
                    text: format!(
                        "Số cũ chuyển sang {word} của cơ quan là {}, tổng các cơ quan cũ là {}: lệch {}.",
                        number::group(own),
                        number::group(old),
                        number::group(own.saturating_sub(old))
                    ),
                });
            }
        }
        remarks
    }
}

/// I9 across the merger: what the new agency began with is what the old ones carried out.
fn carried_over(word: &str, month: u8, cu: i64, carried: i64) -> Remark {
    let same = cu == carried;
    let text = match same {
        true => format!(
            "Số cũ chuyển sang {word} ({}) bằng tổng số chuyển kỳ sau của các cơ quan cũ ở {month} tháng.",
            number::group(cu)
        ),
        false => format!(
            "Số cũ chuyển sang {word} là {}, tổng số chuyển kỳ sau của các cơ quan cũ ở {month} tháng là {}: lệch {}.",
            number::group(cu),
            number::group(carried),
            number::group(cu.saturating_sub(carried))
        ),
    };
    Remark { doubt: !same, text }
}

/// From when an agency's first rows count.
#[derive(Clone, Debug, Default)]
pub struct NewOpening {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Code of `Lũy kế tính từ`.
    pub from: String,
    /// The paper that says so.
    pub document: String,
    /// Who signed it.
    pub signer: String,
    /// When.
    pub signed_on: String,
    /// Why it is changed, where it was told otherwise before.
    pub reason: Option<String>,
    /// Version of the data the page showed; `None`: asked without a page.
    pub seen: Option<i64>,
}

fn row_of(agency: &str, year: i16, from: &str) -> Values {
    let mut row = Values::default();
    row.set("ma_co_quan", agency);
    row.set("nam", year.to_string());
    row.set("luy_ke_tu", from);
    row
}

/// Says from when an agency's rows count in its first year; the number of the event that can be undone.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's to say, [`AppError::Refused`] with everything that is wrong,
/// [`AppError::Stale`] where somebody told it since the page was seen.
pub async fn declare(app: &App, by: &Caller, new: &NewOpening) -> Result<Option<i64>, AppError> {
    let view = app.view(&by.actor).await?;
    view.permit_agency(ENTER, &new.agency)?;
    let mut wrong = Vec::new();
    let born = view.state.org.find(&new.agency).and_then(|it| it.born());
    let inside = born.is_some_and(|born| WorkYear(new.year).contains(born.first_day()));
    if !inside {
        wrong.push(format!(
            "Cơ quan không bắt đầu hoạt động trong năm công tác {}.",
            new.year
        ));
    }
    if !matches!(new.from.as_str(), "dau_nam" | "ngay_thanh_lap") {
        wrong.push("Chọn số liệu tính từ đầu năm công tác hay từ ngày thành lập.".to_owned());
    }
    let mut row = row_of(&new.agency, new.year, &new.from);
    let head = super::signed::signature(
        &view,
        [&new.document, &new.signer, &new.signed_on],
        &mut row,
        &mut wrong,
    );
    if !head {
        wrong.push("Ghi đủ văn bản, người ký và ngày ký.".to_owned());
    }
    let reason = new.reason.as_deref().map(text::clean);
    let reason = reason.filter(|it| !it.is_empty());
    let told = view.state.org.crosswalk();
    let told = told.opening(&new.agency, WorkYear(new.year));
    if told.is_some() && reason.is_none() {
        wrong.push("Kỳ đầu của cơ quan này đã được khai: ghi lý do khai lại.".to_owned());
    }
    let cells = [("ma_co_quan", &*new.agency), ("nam", &new.year.to_string())];
    super::signed::unchanged(app, &OPENING, new.seen, &cells).await?;
    if !wrong.is_empty() {
        return Err(AppError::refused(wrong.join("\n")));
    }
    let options = Options {
        revise: Some(reason.unwrap_or_else(|| text::clean(&new.document))),
        channel: by.channel.to_owned(),
        replace: true,
        at_version: Some(view.state.version),
        deed: Some(Deed {
            command: "restate.opening",
            subject: format!("ky-dau {}", new.agency),
            name: by.name.clone(),
        }),
        ..Options::default()
    };
    let told = Told {
        def: &OPENING,
        number: 1,
        values: row,
    };
    let loaded = bundle::store(app, &by.actor, vec![told], Vec::new(), &options).await?;
    if loaded.refused() {
        return Err(refusal(&loaded));
    }
    Ok(loaded.event)
}
