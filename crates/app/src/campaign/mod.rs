//! Peak campaigns: what was done in their window from approved figures and daily entries, how units stand, the daily
//! entry itself; and how every unit stands under any movement from approved figures.

mod account;
mod answer;
mod around;
mod book;
mod bulletin;
mod desk;
mod enter;
mod list;
mod reached;
mod show;
pub mod standing;
mod units;

pub use answer::{
    AroundLine, CampaignAnswer, CampaignFigure, MonthLine, Number, PointLine, UnitLine,
};
pub use book::Book;
pub use bulletin::bulletin;
pub use enter::{
    AskEntry, Entered, Grid, GridCell, GridColumn, GridRow, Typed, WRITES, enter, grid,
};
pub use list::{CampaignLine, Campaigns, SeriesLine, SlotLine, campaigns};
pub(crate) use reached::reached;
pub(crate) use show::differences;
pub use show::{AskCampaign, Order, campaign, find};

use thidua_domain::access::Permission;

/// What reading campaigns asks for: that of movements.
pub const PERMISSION: Permission = crate::movement::PERMISSION;
