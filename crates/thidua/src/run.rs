//! One command line, run: which command, on which database, and the status it ends with.

use std::process::ExitCode;

use crate::args::{Cli, Command, DEFAULT_DB, DEMO_DB};
use crate::out::{Out, tell};
use crate::refusal::Refusal;

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
    match cli.command {
        Command::Load(args) => crate::load::run(&address, out, &args).await,
        Command::Show(subject) => crate::show::run(&address, out, subject).await,
        Command::Print(paper) => crate::print::run(&address, out, paper).await,
        Command::Check => crate::check::run(&address, out).await,
        Command::Backup(args) => crate::backup::backup(&address, out, &args.file).await,
        Command::Restore(args) => crate::backup::restore(&address, out, &args).await,
        Command::User(command) => crate::account::user(&address, out, command).await,
        Command::Token(command) => crate::account::token(&address, out, command).await,
        Command::Serve(args) => crate::serve::serve(&address, out, args).await,
        Command::Demo(args) => crate::demo::run(&address, out, args).await,
        Command::Tls(command) => crate::tls::run(out, command),
    }
}
