//! Pages that judge many are made off the threads that serve requests.

use std::sync::Arc;

use thidua_app::law;

use crate::ask::Ask;
use crate::problem::Problem;

/// Makes an answer in turn with the others that judge many.
pub(super) async fn in_turn<T: Send + 'static>(
    ask: &Arc<Ask>,
    work: impl FnOnce(&Ask) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let own = Arc::clone(ask);
    let done = law::in_turn(move || work(&own)).await;
    done.map_err(|error| ask.fault(error))?
}
