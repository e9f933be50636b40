//! Which agencies are in the reader's reach, each asked once.

use std::collections::HashMap;

use thidua_domain::access::Permission;

use crate::state::View;

/// What a reader may see of a list, agency by agency.
pub(crate) struct Reach<'a> {
    view: &'a View,
    permissions: Vec<Permission>,
    known: HashMap<&'a str, bool>,
}

impl<'a> Reach<'a> {
    /// The reach of one permission; of a list that is to leave the system, also of printing.
    pub(crate) fn new(view: &'a View, permission: Permission, leaving: bool) -> Self {
        let printing = leaving.then_some(Permission::Print);
        Self {
            view,
            permissions: std::iter::once(permission).chain(printing).collect(),
            known: HashMap::new(),
        }
    }

    /// Whether an agency or block is in reach.
    pub(crate) fn sees(&mut self, code: &'a str) -> bool {
        if let Some(known) = self.known.get(code) {
            return *known;
        }
        let sees = self.allows(code);
        self.known.insert(code, sees);
        sees
    }

    /// Whether an agency or block is in reach, of one that is asked once.
    pub(crate) fn allows(&self, code: &str) -> bool {
        self.permissions
            .iter()
            .all(|permission| self.view.permit_agency(*permission, code).is_ok())
    }
}
