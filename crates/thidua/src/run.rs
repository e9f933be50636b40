//! One command line, run: which command, on which database, and the status it ends with.

use std::process::ExitCode;
use std::sync::Arc;

use thidua_app::App;

use crate::args::{Cli, Command, DEFAULT_DB, DEMO_DB, MailCommand};
use crate::out::{Out, tell};
use crate::refusal::Refusal;
use crate::{account, backup, check, db, demo, export, load, print, serve, show, tls};

/// Status of a command that was refused.
const REFUSED: u8 = 1;
/// Status of wrong usage.
pub(crate) const USAGE: u8 = 2;

/// Runs the command and says why where it was not done.
pub(crate) async fn run(cli: Cli) -> ExitCode {
    match command(cli).await {
        Ok(()) | Err(Refusal::Unread) => ExitCode::SUCCESS,
        Err(Refusal::Answered) => ExitCode::from(REFUSED),
        Err(Refusal::Told(reason)) => {
            tell(&format!("Lỗi: {reason}"));
            ExitCode::from(REFUSED)
        }
        Err(Refusal::Usage(reason)) => {
            tell(&reason);
            ExitCode::from(USAGE)
        }
    }
}

async fn command(cli: Cli) -> Result<(), Refusal> {
    let address = cli.common.address(match cli.command {
        Command::Demo(_) => DEMO_DB,
        _ => DEFAULT_DB,
    });
    let out = Out {
        json: cli.common.json,
    };
    let address = address.as_str();
    let place = db::Place {
        address,
        today: cli.common.today,
    };
    match cli.command {
        Command::Load(args) => {
            let bundles = load::gather(&args)?;
            let app = db::writable(place).await?;
            closing(app, async |app| load::run(app, out, &args, &bundles).await).await
        }
        Command::Export(args) => {
            export::check(&args)?;
            let app = db::writable(place).await?;
            closing(app, async |app| export::run(app, out, &args).await).await
        }
        Command::Show(subject) => {
            let app = db::readable(place).await?;
            closing(app, async |app| show::run(app, out, subject).await).await
        }
        Command::Print(paper) => {
            let asked = print::asked(paper)?;
            let app = db::readable(place).await?;
            closing(app, async |app| print::run(app, out, &asked).await).await
        }
        Command::Check => check::run(address, out).await,
        Command::Backup(args) => {
            backup::fits(address, &args.file)?;
            let app = db::readable(place).await?;
            closing(app, async |app| backup::backup(app, out, &args.file).await).await
        }
        Command::Restore(args) => backup::restore(address, out, &args).await,
        Command::Generate(what) => crate::generate::run(address, out, what).await,
        Command::User(command) => {
            let app = db::writable(place).await?;
            closing(app, async |app| account::user(app, out, command).await).await
        }
        Command::Token(command) => {
            let app = db::writable(place).await?;
            closing(app, async |app| account::token(app, out, command).await).await
        }
        Command::Serve(args) => serve::serve(place, out, args).await,
        Command::Demo(args) => demo::run(place, out, args).await,
        Command::Tls(command) => tls::run(out, command),
        Command::Mail(MailCommand::Test(args)) => crate::mail::test(out, &args).await,
        Command::Bench(what) => crate::bench::run(what).await,
    }
}

/// Does the work and closes the database: on SQLite the log is folded back, so that one file is left.
async fn closing(
    app: Arc<App>,
    work: impl AsyncFnOnce(&App) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let done = work(&app).await;
    let closed = app.db().close().await;
    done?;
    Ok(closed?)
}
