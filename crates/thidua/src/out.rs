//! Answers on stdout: one JSON document, or text for people.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::refusal::Refusal;

/// How answers are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out {
    /// As JSON: on one line for programs, indented on a terminal.
    pub(crate) json: bool,
}

impl Out {
    /// Writes an answer.
    pub(crate) fn answer<T: Serialize + ?Sized>(
        self,
        value: &T,
        text: impl FnOnce() -> String,
    ) -> Result<(), Refusal> {
        if !self.json {
            return print(&text());
        }
        let written = if io::stdout().is_terminal() {
            serde_json::to_string_pretty(value)
        } else {
            serde_json::to_string(value)
        };
        let written = written.map_err(|error| {
            tracing::error!(code = "CLI_JSON", %error);
            Refusal::told("Không viết được kết quả dưới dạng JSON.")
        })?;
        print(&written)
    }
}

/// Writes to stdout, ending the line.
pub(crate) fn print(text: &str) -> Result<(), Refusal> {
    let mut stdout = io::stdout().lock();
    let ending = if text.ends_with('\n') { "" } else { "\n" };
    let written = write!(stdout, "{text}{ending}").and_then(|()| stdout.flush());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => Refusal::Unread,
        _ => Refusal::told(format!(
            "Không ghi được kết quả: {}.",
            crate::refusal::system(&error)
        )),
    })
}

/// Tells the operator something beside the answer, on stderr.
pub(crate) fn tell(text: &str) {
    let ending = if text.ends_with('\n') { "" } else { "\n" };
    // Nobody to tell: the status still says it.
    let _ = write!(io::stderr().lock(), "{text}{ending}");
}
