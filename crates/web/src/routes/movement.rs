//! Movements and what belongs to them.

use super::Route;

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
];
