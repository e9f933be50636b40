//! Every word the command-line parser itself says, in Vietnamese: headings of help pages, wrong usage.
//!
//! The parser's own texts are English and cannot be replaced one by one, so help pages get a template
//! without them, and an error is worded here from its kind and its parts.

use std::error::Error as _;
use std::ffi::OsString;
use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, ArgAction, ColorChoice, Command, CommandFactory, FromArgMatches};

use crate::args::Cli;

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "Lệnh";
const POSITIONAL: &str = "Tham số";
const OPTIONS: &str = "Tùy chọn";

/// What was typed: a command, a help page that was asked for, or wrong usage.
pub(crate) enum Typed {
    /// A command.
    Command(Box<Cli>),
    /// A help page or the version, asked for, for stdout.
    Help(String),
    /// What is wrong and how it is done right, for stderr.
    Wrong(String),
}

/// Reads the command line.
pub(crate) fn parse(words: impl IntoIterator<Item = OsString>) -> Typed {
    let read = command()
        .try_get_matches_from(asked(words.into_iter().collect()))
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match read {
        Ok(cli) => Typed::Command(Box::new(cli)),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            ) =>
        {
            Typed::Help(page(&error))
        }
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Typed::Wrong(page(&error))
        }
        Err(error) => Typed::Wrong(wrong(&error)),
    }
}

/// `thidua help load` is `thidua load --help`.
fn asked(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

/// The commands with Vietnamese headings throughout.
fn command() -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help_heading(OPTIONS)
        .help("In số phiên bản");
    localised(Cli::command().disable_version_flag(true).arg(version))
}

fn localised(command: Command) -> Command {
    let below: Vec<String> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("In hướng dẫn này");
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .color(ColorChoice::Never)
        .help_template(TEMPLATE)
        .subcommand_help_heading(COMMANDS)
        .subcommand_value_name("LỆNH")
        .arg(help)
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                POSITIONAL
            } else {
                OPTIONS
            };
            let arg = arg.help_heading(heading);
            if !arg.get_action().takes_values() {
                return arg;
            }
            arg.hide_default_value(true)
                .hide_possible_values(true)
                .hide_env(true)
        });
    if !below.is_empty() {
        command = command
            .subcommand_required(true)
            .arg_required_else_help(true);
    }
    for name in below {
        command = command.mut_subcommand(name, localised);
    }
    command
}

fn page(error: &Error) -> String {
    usage_words(&error.to_string())
}

/// The words of a usage line that the parser puts in itself.
fn usage_words(text: &str) -> String {
    text.replace("[OPTIONS]", "[TÙY CHỌN]")
        .replace("Usage:", "Cách dùng:")
}

fn wrong(error: &Error) -> String {
    let mut text = format!("Lỗi: {}\n", reason(error));
    for kind in [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ] {
        if let Some(near) = joined(error, kind) {
            let _ = writeln!(text, "Có phải {near}?");
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let _ = writeln!(text, "\n{}", usage_words(&usage.to_string()));
    }
    text.push_str("\nXem hướng dẫn: thêm --help vào lệnh.\n");
    text
}

fn reason(error: &Error) -> String {
    let part = |kind| joined(error, kind).unwrap_or_default();
    let arg = || part(ContextKind::InvalidArg);
    let value = || part(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            format!("giá trị {} của {} không dùng được. {why}", value(), arg())
        }
        ErrorKind::InvalidValue if value().is_empty() || value() == "«»" => {
            format!("{} cần một giá trị.", arg())
        }
        ErrorKind::InvalidValue => format!("giá trị {} của {} không dùng được.", value(), arg()),
        ErrorKind::UnknownArgument => format!("không có tham số {}.", arg()),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh {}.", part(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "chưa ghi lệnh.".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}.", arg()),
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::NoEquals => format!("{} cần dấu bằng trước giá trị.", arg()),
        ErrorKind::TooManyValues => format!("{} có thừa giá trị {}.", arg(), value()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{} không đủ giá trị.", arg())
        }
        ErrorKind::InvalidUtf8 => "dòng lệnh có ký tự không đọc được (cần mã UTF-8).".to_owned(),
        _ => "dòng lệnh không đọc được.".to_owned(),
    }
}

fn conflict(error: &Error) -> String {
    let arg = joined(error, ContextKind::InvalidArg).unwrap_or_default();
    let prior = joined(error, ContextKind::PriorArg).unwrap_or_default();
    if prior.is_empty() || prior == arg {
        format!("{arg} chỉ ghi một lần.")
    } else {
        format!("không dùng {arg} cùng với {prior}.")
    }
}

/// The parts of an error, quoted and joined.
fn joined(error: &Error, kind: ContextKind) -> Option<String> {
    let quoted = |text: &String| format!("«{text}»");
    match error.get(kind)? {
        ContextValue::String(text) => Some(quoted(text)),
        ContextValue::Strings(texts) if !texts.is_empty() => {
            Some(texts.iter().map(quoted).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_fit_together() {
        command().debug_assert();
    }
}
