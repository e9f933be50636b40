//! The operational log: English, with stable codes, on stderr.
//!
//! Commands for people stay silent unless `THIDUA_LOG` asks; servers tell of every event that matters.

use tracing_subscriber::EnvFilter;

/// Variable with the filter: `info`, `warn,thidua_store=debug` …
const FILTER: &str = "THIDUA_LOG";
/// Variable with the form: `json`, or text.
const FORMAT: &str = "THIDUA_LOG_FORMAT";

/// Starts the log. A filter that cannot be read is told and replaced by the default.
pub(crate) fn start(server: bool) {
    let default = if server { "info" } else { "off" };
    let asked = std::env::var(FILTER).ok().filter(|text| !text.is_empty());
    let filter = asked.and_then(|text| match EnvFilter::try_new(&text) {
        Ok(filter) => Some(filter),
        Err(_) => {
            crate::out::tell(&format!(
                "{FILTER}={text}: không đọc được mức nhật ký, dùng «{default}»."
            ));
            None
        }
    });
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(default)))
        .with_writer(std::io::stderr);
    if std::env::var(FORMAT).is_ok_and(|form| form == "json") {
        builder.json().init();
    } else {
        builder.with_ansi(false).init();
    }
}
