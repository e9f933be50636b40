//! The report of a campaign as a file.

use std::sync::Arc;

use thidua_app::report::campaign::AskCampaignReport;
use thidua_app::report::{Issue, What};

use super::param;
use crate::ask::Ask;
use crate::report;
use crate::routes::{Outcome, Param};

/// Fields of the file.
pub(crate) const FIELDS: &[Param] = &[
    param(
        "don-vi",
        "string",
        "Cơ quan báo cáo; bỏ trống: cơ quan phát động",
    ),
    param("dang", "string", "Dạng tệp: docx, pdf hoặc xlsx"),
];

/// The report.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = AskCampaignReport {
        movement: ask.part("ma")?.to_owned(),
        agency: ask.query.text("don-vi").map(str::to_owned),
        issue: Issue::default(),
    };
    report::file(&ask, What::Campaign(wanted)).await
}
