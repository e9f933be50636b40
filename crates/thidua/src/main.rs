//! Thi Đua: the command line, configuration and wiring. What the commands do is in `thidua_app`.

mod account;
mod args;
mod backup;
mod bench;
mod check;
mod db;
mod demo;
mod export;
mod generate;
mod load;
mod log;
mod mail;
mod out;
mod print;
mod refusal;
mod run;
mod serve;
mod show;
mod table;
mod tls;
mod vietnamese;

use std::process::ExitCode;

use args::Command;
use vietnamese::Typed;

fn main() -> ExitCode {
    let cli = match vietnamese::parse(std::env::args_os()) {
        Typed::Command(cli) => cli,
        Typed::Help(page) => {
            return match out::print(&page) {
                Ok(()) | Err(refusal::Refusal::Unread) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            };
        }
        Typed::Wrong(reason) => {
            out::tell(&reason);
            return ExitCode::from(run::USAGE);
        }
    };
    log::start(matches!(cli.command, Command::Serve(_) | Command::Demo(_)));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(run::run(*cli)),
        Err(error) => {
            out::tell(&format!("Lỗi: {}.", refusal::system(&error)));
            ExitCode::FAILURE
        }
    }
}
