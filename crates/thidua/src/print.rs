//! `print`: writes a paper to a file whose ending chooses the form.

mod need;

use std::path::{Path, PathBuf};

use serde::Serialize;
use thidua_app::access::Caller;
use thidua_app::correction::{self, AskPaper};
use thidua_app::figures::workbook::{AskWorkbook, Downloaded, offices, workbook};
use thidua_app::report::period::AskPeriod;
use thidua_app::report::period::living::{self, AskAnnex};
use thidua_app::report::{self, Form, Printed, What};
use thidua_app::{App, View};

use crate::args::{CorrectionArgs, EntryWorkbookArgs, LivingArgs, Print};
use crate::out::Out;
use crate::refusal::Refusal;
pub(crate) use need::need_request;
use need::{need_agency, need_subject};

/// What was written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    file: &'a Path,
    media_type: &'static str,
    bytes: usize,
}

/// What is to be printed, to which file.
#[derive(Debug)]
pub(crate) struct Asked {
    wanted: Wanted,
    output: PathBuf,
}

/// What is to be printed.
#[derive(Debug)]
enum Wanted {
    /// A paper in a form.
    Paper(Box<What>, Form),
    /// A letter about corrections, in a form.
    Correction(Box<CorrectionArgs>, Form),
    /// A report one works on, in a form.
    Living(LivingArgs, Form),
    /// A report or an article with the texts and pictures of a saved one, in a form.
    Over(Box<AskPeriod>, u32, Form),
    /// A workbook to fill in; `true`: of the agencies below too.
    Workbook(AskWorkbook, bool),
}

/// Reads the command; a wrong ending is told before anything is opened.
pub(crate) fn asked(paper: Print) -> Result<Asked, Refusal> {
    if let Print::EntryWorkbook(args) = paper {
        return workbook_asked(args);
    }
    if let Print::Correction(args) = paper {
        let form = form_of(&args.file.output)?;
        let output = args.file.output.clone();
        let wanted = Wanted::Correction(Box::new(args), form);
        return Ok(Asked { wanted, output });
    }
    if let Print::SavedReport(args) = paper {
        let form = form_of(&args.file.output)?;
        let output = args.file.output.clone();
        let wanted = Wanted::Living(args, form);
        return Ok(Asked { wanted, output });
    }
    let over = match &paper {
        Print::Article(args) => args.period.report,
        Print::PeriodReport(args) => args.period.report,
        _ => None,
    };
    let (what, output) = question(paper)?;
    let form = form_of(&output)?;
    if let (What::Period(ask), Some(number)) = (&what, over) {
        let wanted = Wanted::Over(ask.clone(), number, form);
        return Ok(Asked { wanted, output });
    }
    Ok(Asked {
        wanted: Wanted::Paper(Box::new(what), form),
        output,
    })
}

fn form_of(output: &Path) -> Result<Form, Refusal> {
    report::form(output).map_err(|error| Refusal::Usage(format!("Lỗi: {error}.")))
}

/// A report one works on as it stands, or what corrections changed in an issued version of it.
async fn saved(app: &App, view: &View, args: &LivingArgs, form: Form) -> Result<Printed, Refusal> {
    need_agency(view, &args.agency)?;
    let what = match args.corrections_of {
        Some(version) => {
            let of = (args.agency.as_str(), args.report);
            let gathered = living::gather(app, view, of, version).await?;
            What::ReportCorrection(Box::new(AskAnnex { gathered }))
        }
        None => {
            let prepared = living::prepare(app, view, &args.agency, args.report, true).await?;
            What::Living(Box::new(prepared))
        }
    };
    Ok(report::print(view, &what, form)?)
}

/// The letter about the corrections that are named, or about all of a year or month.
async fn letter(
    app: &App,
    view: &View,
    args: &CorrectionArgs,
    form: Form,
) -> Result<Printed, Refusal> {
    need_agency(view, &args.agency)?;
    let all = correction::list(app, view, &args.agency, args.year).await?;
    let of_month = |listed: &&correction::Listed| {
        let here = |(year, month, _): &(i16, u8, String)| {
            args.year.is_none_or(|wanted| wanted == *year)
                && args.month.is_none_or(|wanted| wanted == *month)
        };
        listed.months.iter().any(here)
    };
    let chosen = all.iter().filter(of_month).map(|listed| listed.number);
    let events = match args.events.is_empty() {
        true => chosen.collect(),
        false => args.events.clone(),
    };
    if events.is_empty() {
        return Err(Refusal::told(
            "Không có lần đính chính nào như đã nêu.".to_owned(),
        ));
    }
    let found = correction::correction(app, view, &args.agency, &events).await?;
    let what = What::Correction(Box::new(AskPaper {
        correction: found,
        issue: args.number.issue(),
    }));
    Ok(report::print(view, &what, form)?)
}

fn workbook_asked(args: EntryWorkbookArgs) -> Result<Asked, Refusal> {
    let usage = |text: &str| Err(Refusal::Usage(format!("Lỗi: {text}")));
    let ending = args.output.extension().and_then(|ending| ending.to_str());
    let apart = match ending.map(str::to_lowercase).as_deref() {
        Some("xlsx") => false,
        Some("zip") => true,
        _ => return usage("tệp của sổ nhập số liệu có đuôi .xlsx hoặc .zip."),
    };
    if args.agency.is_empty() {
        return usage("cần nêu ít nhất một cơ quan (--agency).");
    }
    if args.below && args.agency.len() > 1 {
        return usage("--below chỉ dùng khi nêu một cơ quan.");
    }
    let ask = AskWorkbook {
        agencies: args.agency,
        year: args.year,
        month: args.month,
        scope: args.scope.unwrap_or_else(|| "btp".to_owned()),
        apart,
    };
    Ok(Asked {
        wanted: Wanted::Workbook(ask, args.below),
        output: args.output,
    })
}

/// Prints one paper.
pub(crate) async fn run(app: &App, out: Out, asked: &Asked) -> Result<(), Refusal> {
    let output = &asked.output;
    let view = app.view(&Caller::console().actor).await?;
    let printed = match &asked.wanted {
        Wanted::Paper(what, form) => {
            match what.as_ref() {
                What::Life(ask) => need_subject(&view, &ask.subject)?,
                What::Request(ask) => need_request(&view, &ask.code)?,
                what => {
                    if let Some(agency) = paper_agency(what) {
                        need_agency(&view, agency)?;
                    }
                }
            }
            report::print(&view, what, *form)?
        }
        Wanted::Correction(args, form) => letter(app, &view, args, *form).await?,
        Wanted::Living(args, form) => saved(app, &view, args, *form).await?,
        Wanted::Over(ask, number, form) => {
            need_agency(&view, &ask.agency)?;
            let prepared = living::over(app, &view, ask, *number).await?;
            report::print(&view, &What::Living(Box::new(prepared)), *form)?
        }
        Wanted::Workbook(ask, below) => printed_workbook(app, &view, ask, *below)?,
    };
    std::fs::write(output, &printed.bytes).map_err(|error| Refusal::file(output, &error))?;
    let written = Written {
        file: output,
        media_type: printed.media_type,
        bytes: printed.bytes.len(),
    };
    out.answer(&written, || format!("Đã ghi {}.", output.display()))
}

fn printed_workbook(
    app: &App,
    view: &View,
    ask: &AskWorkbook,
    below: bool,
) -> Result<Printed, Refusal> {
    for agency in &ask.agencies {
        need_agency(view, agency)?;
    }
    let mut ask = ask.clone();
    if let (true, Some(above)) = (below, ask.agencies.first().cloned()) {
        ask.agencies = offices(view, &ask, &above)?;
    }
    let from = Downloaded {
        by: Caller::console().name,
        at: app.now(),
    };
    Ok(workbook(view, &ask, &from)?)
}

/// The question, and the file for its answer.
fn question(paper: Print) -> Result<(What, PathBuf), Refusal> {
    Ok(match paper {
        Print::EntryWorkbook(_) | Print::Correction(_) | Print::SavedReport(_) => {
            let text = "Lỗi: sổ nhập số liệu và công văn đính chính được hỏi riêng.".to_owned();
            return Err(Refusal::Usage(text));
        }
        Print::Figures(args) => args.asked(),
        Print::AnnualReport(args) => args.asked(),
        Print::PeriodReport(args) => args.asked(),
        Print::Article(args) => args.asked(),
        Print::LifeRegister(args) => args.asked(),
        Print::Pact(args) => args.asked(),
        Print::Minutes(args) => args.asked(),
        Print::Plan(args) => args.plan(),
        Print::CampaignReport(args) => args.campaign_report(),
        Print::Request(args) => args.asked(),
        Print::Statutory(args) => args.statutory(),
        Print::Registration(args) => args.registration(),
        Print::Targets(args) => args.asked(),
    })
}

/// The agency a paper is of, where it is asked by one.
fn paper_agency(what: &What) -> Option<&str> {
    Some(match what {
        What::Figures(ask) => &ask.agency,
        What::AnnualReport(ask) => &ask.agency,
        What::Period(ask) => &ask.agency,
        What::Cascade(ask) => &ask.agency,
        What::Life(ask) => &ask.subject,
        What::Correction(ask) => &ask.correction.agency,
        What::Registration(ask) => &ask.agency,
        What::Statutory(ask) => &ask.agency,
        What::Plan(ask) => return ask.agency.as_deref(),
        What::Campaign(ask) => return ask.agency.as_deref(),
        What::Pact(_)
        | What::Minutes(_)
        | What::Living(_)
        | What::ReportCorrection(_)
        | What::Request(_) => return None,
    })
}
