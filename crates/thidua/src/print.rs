//! `print`: writes a paper to a file whose ending chooses the form.

use std::path::{Path, PathBuf};

use serde::Serialize;
use thidua_app::access::Caller;
use thidua_app::report::{self, AskAnnual, AskFigures, Form, Issue, What};
use thidua_app::targets::cascade::AskCascade;
use thidua_app::{App, View};
use thidua_domain::text;

use crate::args::{PaperArgs, Print};
use crate::out::Out;
use crate::refusal::Refusal;

/// What was written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    file: &'a Path,
    media_type: &'static str,
    bytes: usize,
}

/// What is to be printed, in which form, to which file.
#[derive(Debug)]
pub(crate) struct Asked {
    what: What,
    output: PathBuf,
    form: Form,
}

/// Reads the command; a wrong ending is told before anything is opened.
pub(crate) fn asked(paper: Print) -> Result<Asked, Refusal> {
    let (what, output) = question(paper);
    let form = report::form(&output).map_err(|error| Refusal::Usage(format!("Lỗi: {error}.")))?;
    Ok(Asked { what, output, form })
}

/// Prints one paper.
pub(crate) async fn run(app: &App, out: Out, asked: &Asked) -> Result<(), Refusal> {
    let output = &asked.output;
    let view = app.view(&Caller::console().actor).await?;
    need_agency(&view, &asked.what)?;
    let printed = report::print(&view, &asked.what, asked.form)?;
    std::fs::write(output, &printed.bytes).map_err(|error| Refusal::file(output, &error))?;
    let written = Written {
        file: output,
        media_type: printed.media_type,
        bytes: printed.bytes.len(),
    };
    out.answer(&written, || format!("Đã ghi {}.", output.display()))
}

/// The question, and the file for its answer.
fn question(paper: Print) -> (What, PathBuf) {
    let issue = |paper: &PaperArgs| Issue {
        number: paper.number,
        date: paper.date,
        draft: paper.draft,
    };
    match paper {
        Print::Figures(args) => {
            let what = What::Figures(AskFigures {
                agency: args.agency,
                year: args.year,
                month: args.month,
                scope: args.paper.scope.clone(),
                issue: issue(&args.paper),
            });
            (what, args.paper.output)
        }
        Print::AnnualReport(args) => {
            let what = What::AnnualReport(AskAnnual {
                agency: args.agency,
                year: args.year,
                month: args.month,
                scope: args.paper.scope.clone(),
                issue: issue(&args.paper),
            });
            (what, args.paper.output)
        }
        Print::Targets(args) => {
            let what = What::Cascade(AskCascade {
                agency: args.agency,
                year: args.year,
                on: args.at,
                also: Vec::new(),
            });
            (what, args.output)
        }
    }
}

/// Refuses a code that is no agency, naming the nearest one that is.
fn need_agency(view: &View, what: &What) -> Result<(), Refusal> {
    let code = match what {
        What::Figures(ask) => &ask.agency,
        What::AnnualReport(ask) => &ask.agency,
        What::Cascade(ask) => &ask.agency,
    };
    if view.state.org.find(code).is_some() {
        return Ok(());
    }
    let known = view.state.org.iter().map(|agency| agency.code.as_str());
    let cure = text::nearest(code, known).map(|near| format!(" Có phải «{near}»?"));
    Err(Refusal::told(format!(
        "Không có cơ quan mang mã «{code}».{}",
        cure.unwrap_or_default()
    )))
}
