//! What waits about awards: claims to be answered, awards to be looked at again, names of old lists to be matched.

use thidua_domain::access::Target;

use super::Task;
use crate::bundle::PERMISSION;
use crate::law::revoke::review;
use crate::register::{claim, queue};
use crate::state::View;

/// What waits for who may write.
pub fn of_awards(view: &View) -> Vec<Task> {
    if view.permit(PERMISSION, Target::Any).is_err() {
        return Vec::new();
    }
    let claims = claim::waiting(view);
    let names = queue::waiting(view);
    let claims = (claims > 0).then_some(Task::Claims { count: claims });
    let names = (names > 0).then_some(Task::Unmatched { count: names });
    let reviews = review::waiting(view);
    let reviews = (reviews > 0).then_some(Task::Reviews { count: reviews });
    claims.into_iter().chain(reviews).chain(names).collect()
}
