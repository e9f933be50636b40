//! `export`: an agency and some years out as a bundle that `load` accepts elsewhere.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use thidua_app::App;
use thidua_app::access::Caller;
use thidua_app::exchange::{self, AskExport, Exported, To};
use thidua_domain::text;
use thidua_domain::text::number::group;
use tokio::sync::mpsc;

use crate::args::values;
use crate::out::Out;
use crate::refusal::Refusal;

/// `export`.
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[arg(long, value_name = "MÃ", value_parser = values::code, help = "Cơ quan; gồm cơ quan trực thuộc và cơ quan tiền thân trong các năm ấy")]
    agency: String,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác đầu")]
    from: i16,
    #[arg(long, value_name = "NĂM", value_parser = values::year, help = "Năm công tác cuối")]
    to: i16,
    #[arg(
        value_name = "THƯ-MỤC",
        required_unless_present = "output",
        conflicts_with = "output",
        help = "Thư mục mới hoặc trống để ghi các tệp CSV và bản kê"
    )]
    folder: Option<PathBuf>,
    #[arg(
        short,
        long,
        value_name = "TỆP",
        help = "Ghi vào một tệp: sổ .xlsx, hoặc tệp nén .zip gồm các tệp CSV"
    )]
    output: Option<PathBuf>,
    #[arg(
        long,
        help = "Chỉ số liệu đã duyệt, không kèm trạng thái kỳ và số chờ duyệt"
    )]
    approved_only: bool,
    #[arg(
        long,
        value_name = "SỐ",
        help = "Số văn bản gửi kèm, ghi vào sổ trao đổi"
    )]
    number: Option<String>,
}

/// What was written.
#[derive(Debug, Serialize)]
struct Written<'a> {
    path: &'a Path,
    #[serde(flatten)]
    exported: &'a Exported,
}

/// Pieces of an archive on their way to the file.
const PIECES: usize = 8;

/// Refuses a file of another kind before anything is opened.
pub(crate) fn check(args: &ExportArgs) -> Result<(), Refusal> {
    let known = ["xlsx", "zip"];
    let fits = |path: &PathBuf| ending(path).is_some_and(|ending| known.contains(&ending.as_str()));
    if args.output.as_ref().is_some_and(|path| !fits(path)) {
        return Err(Refusal::Usage(
            "Lỗi: tệp xuất phải có đuôi .xlsx hoặc .zip.".to_owned(),
        ));
    }
    Ok(())
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_lowercase())
}

/// Writes the bundle.
pub(crate) async fn run(app: &App, out: Out, args: &ExportArgs) -> Result<(), Refusal> {
    let caller = Caller::console();
    need_agency(app, &caller, &args.agency).await?;
    let ask = AskExport {
        agency: args.agency.clone(),
        from: args.from,
        to: args.to,
        drafts: !args.approved_only,
    };
    let number = args.number.as_deref();
    let (path, exported) = match (&args.folder, &args.output) {
        (Some(folder), _) => {
            let to = To::Folder(folder.clone());
            (
                folder,
                exchange::export(app, &caller, &ask, number, to).await?,
            )
        }
        (None, Some(file)) if ending(file).as_deref() == Some("zip") => {
            (file, zip(app, &caller, (&ask, number), file).await?)
        }
        (None, Some(file)) => {
            let exported = exchange::export(app, &caller, &ask, number, To::Book).await?;
            let bytes = exported.book.as_deref().unwrap_or_default();
            std::fs::write(file, bytes).map_err(|error| Refusal::file(file, &error))?;
            (file, exported)
        }
        (None, None) => {
            return Err(Refusal::Usage(
                "Lỗi: thiếu thư mục hoặc tệp xuất.".to_owned(),
            ));
        }
    };
    let written = Written {
        path,
        exported: &exported,
    };
    out.answer(&written, || report(path, &exported))
}

/// Writes an archive piece by piece.
async fn zip(
    app: &App,
    caller: &Caller,
    (ask, number): (&AskExport, Option<&str>),
    file: &Path,
) -> Result<Exported, Refusal> {
    use std::io::Write as _;
    let (sender, mut pieces) = mpsc::channel::<Vec<u8>>(PIECES);
    let mut to = std::fs::File::create(file).map_err(|error| Refusal::file(file, &error))?;
    let writing = async {
        while let Some(piece) = pieces.recv().await {
            to.write_all(&piece)?;
        }
        to.flush()
    };
    let exporting = exchange::export(app, caller, ask, number, To::Zip(sender));
    let (exported, written) = tokio::join!(exporting, writing);
    if exported.is_err() {
        // Half an archive would be taken for a whole one.
        let _ = std::fs::remove_file(file);
    }
    let exported = exported?;
    written.map_err(|error| Refusal::file(file, &error))?;
    Ok(exported)
}

async fn need_agency(app: &App, caller: &Caller, code: &str) -> Result<(), Refusal> {
    let view = app.view(&caller.actor).await?;
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

fn report(path: &Path, exported: &Exported) -> String {
    let manifest = &exported.manifest;
    let count = |number: usize| group(i64::try_from(number).unwrap_or(i64::MAX));
    let mut text = format!(
        "Đã xuất {} ({}), năm công tác {} – {}, ra {}.\n",
        manifest.agency.name,
        manifest.agency.code,
        manifest.from,
        manifest.to,
        path.display()
    );
    for sheet in &manifest.sheets {
        text.push_str(&format!("  {}: {} dòng\n", sheet.sheet, count(sheet.rows)));
    }
    text.push_str(&format!("  Mã kiểm tra: {}\n", exported.fingerprint));
    text.push_str("Không gồm:\n");
    for left in &manifest.left {
        let rows = left.rows.map(|rows| format!(" ({} dòng)", count(rows)));
        text.push_str(&format!(
            "  - {}{}: {}\n",
            left.what,
            rows.unwrap_or_default(),
            left.why
        ));
    }
    text
}
