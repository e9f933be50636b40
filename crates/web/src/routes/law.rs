//! The law as data: the rulebook, who may receive what, bonus, cancelling, the register for life.

use super::Route;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
];
