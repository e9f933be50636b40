//! The start page.

use std::sync::Arc;

use minijinja::context;

use crate::ask::Ask;
use crate::routes::Outcome;

/// What awaits the reader.
pub(crate) async fn start(ask: Arc<Ask>) -> Outcome {
    ask.page("home/start.html", context! {})
}
