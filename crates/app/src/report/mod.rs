//! Papers made from the answers of the other modules: the sheet of figures, the annual report.
//!
//! Every number is taken from the same query that `show` answers; nothing is counted here. A part
//! without data is left out, what must be filled in by hand is a dotted line, and each number has its
//! source in the list at the end.

mod annual;
pub mod campaign;
mod cite;
mod kit;
mod office;
mod outline;
pub mod period;
mod ranking;
mod sheet;
mod situation;
pub mod statutory;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::time::{Window, WorkYear};
use thidua_files::paper::{self, Document, PaperError};

pub use thidua_files::paper::Form;

use crate::cluster::{minutes::AskMinutes, pact::AskPact};
use crate::correction::AskPaper;
use crate::figures::AskBalance;
use crate::movement::plan::AskPlan;
use crate::register::life::AskLife;
use crate::state::View;
use crate::targets::cascade::AskCascade;
use crate::{AppError, State};

pub(crate) use cite::{cite, cite_formally, cite_shortly};
pub(crate) use kit::{Field, Grid, Sources, apart, capital, dated, day, listed, small};
pub(crate) use office::DOTS;
pub(crate) use office::{Office, office};
pub(crate) use outline::outlines;

/// What printing asks for, beside what each part reads.
pub const PERMISSION: Permission = Permission::Print;

/// How the paper is issued.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    /// Number in the register of văn thư; `None` leaves room for it.
    pub number: Option<u32>,
    /// Day of issue; `None` leaves room for it, and names are those of the period's last day.
    pub date: Option<Date>,
    /// Whether the paper is to say that it is a draft.
    pub draft: bool,
}

/// The sheet of figures asked for.
#[derive(Clone, Debug)]
pub struct AskFigures {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month, 1–12.
    pub month: u8,
    /// Code of `Phạm vi`; `btp` where not told.
    pub scope: Option<String>,
    /// How it is issued.
    pub issue: Issue,
}

/// The annual report asked for.
#[derive(Clone, Debug)]
pub struct AskAnnual {
    /// Code of the agency.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month of a report within the year, which then tells the full year before too;
    /// `None`: the whole year.
    pub month: Option<u8>,
    /// Code of `Phạm vi`; `btp` where not told.
    pub scope: Option<String>,
    /// How it is issued.
    pub issue: Issue,
}

/// A paper that can be printed.
#[derive(Clone, Debug)]
pub enum What {
    /// Biểu số liệu.
    Figures(AskFigures),
    /// Báo cáo kết quả công tác và phong trào thi đua.
    AnnualReport(AskAnnual),
    /// A report or an article over work years.
    Period(Box<period::AskPeriod>),
    /// Report of a peak campaign.
    Campaign(campaign::AskCampaignReport),
    /// Yearly statistical forms of emulation and commendation.
    Statutory(statutory::AskForms),
    /// A report one works on, as it stands.
    Living(Box<period::living::Prepared>),
    /// Phụ lục đính chính of an issued report.
    ReportCorrection(Box<period::living::AskAnnex>),
    /// Phụ lục giao chỉ tiêu.
    Cascade(AskCascade),
    /// Bảng tổng hợp thành tích khen thưởng of a person or collective.
    Life(AskLife),
    /// Công văn đính chính số liệu.
    Correction(Box<AskPaper>),
    /// Kế hoạch of a movement.
    Plan(AskPlan),
    /// Giao ước thi đua of a block.
    Pact(AskPact),
    /// Biên bản of a meeting of a block.
    Minutes(AskMinutes),
    /// Bản đăng ký danh hiệu thi đua, hình thức khen thưởng.
    Registration(crate::registration::AskPaper),
    /// What units answered to a request, taken together.
    Request(crate::request::AskPaper),
}

/// A written paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Suggested name of the file, in ASCII, with its ending.
    pub name: String,
    /// Media type for an HTTP answer.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The sheet of figures of a window: việc, tiền and other figures, with the proof as its annex.
///
/// # Errors
/// [`AppError::Refused`] for a month out of range or an agency without figures there;
/// [`AppError::NotFound`] and [`AppError::Forbidden`] as every query.
pub fn figures_paper(view: &View, ask: &AskFigures) -> Result<Document, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let window = window(ask.year, ask.month)?;
    let balance = AskBalance {
        agency: ask.agency.clone(),
        year: window.year.0,
        month: window.month,
        person: None,
        scope: ask.scope.clone(),
    };
    sheet::document(view, &balance, &ask.issue)
}

/// The report on the work and the emulation movement of a year, or of its first months.
///
/// # Errors
/// As [`figures_paper`]; an agency without any data gives a paper that says so.
pub fn annual_report(view: &View, ask: &AskAnnual) -> Result<Document, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    let window = window(ask.year, ask.month.unwrap_or(12))?;
    let balance = AskBalance {
        agency: ask.agency.clone(),
        year: window.year.0,
        month: window.month,
        person: None,
        scope: ask.scope.clone(),
    };
    annual::document(view, &balance, &ask.issue)
}

/// The annex by which an agency hands its targets down, as they stand on a day.
///
/// # Errors
/// As [`figures_paper`]; [`AppError::Refused`] where nothing was handed out.
pub fn cascade_annex(view: &View, ask: &AskCascade) -> Result<Document, AppError> {
    view.permit_agency(PERMISSION, &ask.agency)?;
    crate::targets::cascade::paper::annex(view, ask)
}

/// Writes a paper in a form: the bytes with the name and media type of a download. It takes a while
/// (a PDF some tenths of a second): call it off the threads that serve requests.
///
/// # Errors
/// As the paper's own function; [`AppError::Refused`] for what the form cannot show.
pub fn print(view: &View, what: &What, form: Form) -> Result<Printed, AppError> {
    let (document, name) = match what {
        What::Cascade(ask) => {
            let name = format!("phu-luc-giao-chi-tieu_{}_{}", ask.agency, ask.year);
            (cascade_annex(view, ask)?, name)
        }
        What::Registration(ask) => {
            view.permit_agency(PERMISSION, &ask.agency)?;
            let name = format!("dang-ky-thi-dua_{}_{}", ask.agency, ask.year);
            (crate::registration::document(view, ask)?, name)
        }
        What::Request(ask) => {
            let name = format!("tong-hop-bao-cao_{}", ask.code);
            (crate::request::document(view, ask)?, name)
        }
        What::Life(ask) => {
            let name = format!("tong-hop-khen-thuong_{}", ask.subject);
            (crate::register::life::paper::document(view, ask)?, name)
        }
        What::Correction(ask) => {
            let found = &ask.correction;
            let rounds = found.rounds.iter().map(|round| round.number.to_string());
            let rounds: Vec<String> = rounds.collect();
            let name = format!("dinh-chinh-so-lieu_{}_{}", found.agency, rounds.join("-"));
            let name: String = name.chars().take(120).collect();
            (crate::correction::document(view, ask)?, name)
        }
        What::Pact(ask) => {
            let name = format!("giao-uoc_{}_{}", ask.block, ask.year);
            (crate::cluster::pact::document(view, ask)?, name)
        }
        What::Minutes(ask) => {
            let name = format!("bien-ban_{}", ask.meeting);
            (crate::cluster::minutes::document(view, ask)?, name)
        }
        What::Plan(ask) => {
            let of = ask
                .agency
                .as_ref()
                .map_or_else(String::new, |code| format!("_{code}"));
            let name = format!("ke-hoach_{}{of}", ask.movement);
            (crate::movement::plan::document(view, ask)?, name)
        }
        What::Living(ask) => (period::living::document(view, ask)?, ask.name()),
        What::ReportCorrection(ask) => {
            let name = format!("phu-luc-dinh-chinh_{}", ask.name());
            (period::living::annex_document(view, ask)?, name)
        }
        What::Period(ask) => {
            let kind = match ask.outline.as_str() {
                period::ARTICLE => "bai-viet",
                _ => "bao-cao",
            };
            let months = ask.month.filter(|month| *month < 12);
            let months = months.map_or_else(String::new, |month| format!("-{month:02}"));
            let stretch = ask.stretch.map(|months| format!("_{}", months.code()));
            let months = format!("{months}{}", stretch.unwrap_or_default());
            let name = format!("{kind}_{}_{}-{}{months}", ask.agency, ask.from, ask.to);
            (period::document(view, ask)?, name)
        }
        What::Campaign(ask) => {
            let name = format!("bao-cao-cao-diem_{}", ask.movement);
            (campaign::document(view, ask)?, name)
        }
        What::Statutory(ask) => {
            let name = format!("bieu-thong-ke-thi-dua_{}_{}", ask.agency, ask.year);
            (statutory::document(view, ask)?, name)
        }
        What::Figures(ask) => {
            let name = format!("bieu-so-lieu_{}_{}-{:02}", ask.agency, ask.year, ask.month);
            (figures_paper(view, ask)?, name)
        }
        What::AnnualReport(ask) => {
            let month = ask.month.filter(|month| *month < 12);
            let month = month.map_or_else(String::new, |month| format!("-{month:02}"));
            let name = format!("bao-cao-thi-dua_{}_{}{month}", ask.agency, ask.year);
            (annual_report(view, ask)?, name)
        }
    };
    write(&document, &name, form)
}

/// Writes a document; `name` is the file's name without its ending.
///
/// # Errors
/// [`AppError::Refused`] for what the form cannot show.
pub(crate) fn write(document: &Document, name: &str, form: Form) -> Result<Printed, AppError> {
    let ending = match form {
        Form::Docx => "docx",
        Form::Pdf => "pdf",
        Form::Xlsx => "xlsx",
    };
    Ok(Printed {
        name: format!("{name}.{ending}"),
        media_type: form.media_type(),
        bytes: paper::write(document, form).map_err(unwritten)?,
    })
}

/// The form that the ending of a file's name chooses: `.docx`, `.pdf` or `.xlsx`.
///
/// # Errors
/// [`AppError::Refused`] for any other ending, naming these.
pub fn form(file: impl AsRef<std::path::Path>) -> Result<Form, AppError> {
    Form::from_ending(file).map_err(unwritten)
}

pub(crate) fn unwritten(error: PaperError) -> AppError {
    match error {
        PaperError::Typeset(_) | PaperError::Write(_) => AppError::Machine(error.to_string()),
        _ => AppError::Refused(error.to_string()),
    }
}

fn window(year: i16, month: u8) -> Result<Window, AppError> {
    WorkYear::parse(&year.to_string())
        .ok()
        .and_then(|year| Window::new(year, month))
        .ok_or_else(|| {
            AppError::refused("Năm công tác gồm bốn chữ số, tháng lũy kế phải từ 1 đến 12.")
        })
}

/// `từ ngày 01/10/2020 đến hết ngày 31/5/2021`.
pub(crate) fn days(window: Window) -> String {
    format!(
        "từ ngày {} đến hết ngày {}",
        kit::day(window.first_day()),
        kit::day(window.last_day())
    )
}
/// What a paper must warn its reader of: rules not confirmed, figures that are preliminary.
pub(crate) fn notices(state: &State, window: Window) -> Vec<String> {
    let regime = state.catalogue.regime_on(window.last_day());
    let unconfirmed = (!regime.confirmed)
        .then(|| format!("chế độ thống kê “{}” chưa đối chiếu bản gốc", regime.name));
    let marks = state.regime_marks(window);
    unconfirmed.into_iter().chain(marks).collect()
}
