//! A question about a window of figures, and the days it covers.

use schemars::JsonSchema;
use serde::Serialize;
use thidua_domain::figures::Frame;
use thidua_domain::time::{Window, WorkYear};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskBalance {
    /// Code of an agency or a block.
    pub agency: String,
    /// Work year.
    pub year: i16,
    /// Cumulative month.
    pub month: u8,
    /// Code of an officer.
    pub person: Option<String>,
    /// Code of `Phạm vi`; `btp` where not told.
    pub scope: Option<String>,
}

impl AskBalance {
    /// The window asked for.
    pub fn window(&self) -> Window {
        Window {
            year: WorkYear(self.year),
            month: self.month,
        }
    }

    /// All cases in the scope asked for.
    pub fn frame(&self) -> Frame {
        Frame::whole(self.scope.as_deref().unwrap_or("btp"))
    }

    /// Whose figures they are: the officer's or the agency's.
    pub fn subject(&self) -> &str {
        self.person.as_deref().unwrap_or(&self.agency)
    }
}

/// From and to of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// First day, ISO.
    pub from: String,
    /// Last day, ISO.
    pub to: String,
}

impl Period {
    /// The days of a window.
    pub fn of(window: Window) -> Self {
        Self {
            from: window.first_day().to_string(),
            to: window.last_day().to_string(),
        }
    }
}
