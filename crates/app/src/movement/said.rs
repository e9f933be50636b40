//! What becomes of a command about a movement: stored in one event, or every fault beside its field.

use thidua_domain::bundle::{Fault, Severity};

use crate::bundle::Loaded;

/// A fault: the name of the form's field, and words; a field of its own for the whole form is empty.
pub type FieldFault = (String, String);

/// What became of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// Number of the event; `None`: nothing was new.
    pub event: Option<i64>,
    /// What is wrong: the field and words; then nothing is stored.
    pub faults: Vec<FieldFault>,
}

impl Answered {
    /// Nothing is stored.
    pub(super) fn refused(faults: Vec<FieldFault>) -> Self {
        Self {
            event: None,
            faults,
        }
    }

    /// What a store came to; `field` names the field of a fault.
    pub(super) fn of(loaded: &Loaded, field: impl Fn(&Fault) -> &'static str) -> Self {
        let errors = loaded.faults.iter();
        let errors = errors.filter(|fault| fault.severity == Severity::Error);
        let said = |fault: &Fault| {
            let words = format!("{} {}", fault.reason, fault.cure);
            (field(fault).to_owned(), words)
        };
        let mut faults: Vec<FieldFault> = errors.map(said).collect();
        if let Some(conflict) = loaded.conflicts.first() {
            let words = format!(
                "Trong lúc anh/chị nhập, {} đã ghi nội dung khác. Mở lại trang để xem rồi nhập lại.",
                conflict.by
            );
            faults.push((String::new(), words));
        }
        Self {
            event: loaded.event,
            faults,
        }
    }
}
