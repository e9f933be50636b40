//! What each paper asks of the application, and the file for its answer.

use std::path::PathBuf;

use thidua_app::cluster::minutes::AskMinutes;
use thidua_app::cluster::pact::AskPact;
use thidua_app::movement::plan::AskPlan;
use thidua_app::register::life::AskLife;
use thidua_app::registration;
use thidua_app::report::campaign::AskCampaignReport;
use thidua_app::report::statutory::AskForms;
use thidua_app::report::{AskAnnual, AskFigures, Issue, What};
use thidua_app::request;
use thidua_app::targets::cascade::AskCascade;

use super::print::{
    AnnualArgs, FiguresArgs, LifeArgs, MinutesArgs, PactArgs, PlanArgs, RegistrationArgs,
    TargetsArgs,
};
use super::request::RequestPaperArgs;

type Asked = (What, PathBuf);

impl FiguresArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::Figures(AskFigures {
            agency: self.agency,
            year: self.year,
            month: self.month,
            issue: self.paper.number.issue(),
            scope: self.paper.scope,
        });
        (what, self.paper.file.output)
    }
}

impl AnnualArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::AnnualReport(AskAnnual {
            agency: self.agency,
            year: self.year,
            month: self.month,
            issue: self.paper.number.issue(),
            scope: self.paper.scope,
        });
        (what, self.paper.file.output)
    }
}

impl LifeArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let issue = Issue {
            number: None,
            date: self.date,
            draft: self.draft,
        };
        let subject = self.subject;
        (What::Life(AskLife { subject, issue }), self.file.output)
    }
}

impl PactArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::Pact(AskPact {
            block: self.block,
            year: self.year,
            issue: self.issue.issue(),
        });
        (what, self.issue.file.output)
    }
}

impl MinutesArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::Minutes(AskMinutes {
            meeting: self.meeting,
            issue: self.issue.issue(),
        });
        (what, self.issue.file.output)
    }
}

impl PlanArgs {
    /// The plan of a movement.
    pub(crate) fn plan(self) -> Asked {
        let what = What::Plan(AskPlan {
            movement: self.movement,
            agency: self.agency,
            issue: self.issue.issue(),
        });
        (what, self.issue.file.output)
    }

    /// The report of a campaign.
    pub(crate) fn campaign_report(self) -> Asked {
        let what = What::Campaign(AskCampaignReport {
            movement: self.movement,
            agency: self.agency,
            issue: self.issue.issue(),
        });
        (what, self.issue.file.output)
    }
}

impl RequestPaperArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::Request(request::AskPaper {
            code: self.code,
            issue: self.issue.issue(),
        });
        (what, self.issue.file.output)
    }
}

impl RegistrationArgs {
    /// The list of registrations.
    pub(crate) fn registration(self) -> Asked {
        let what = What::Registration(registration::AskPaper {
            agency: self.agency,
            year: self.year,
            issue: self.day.issue(None),
        });
        (what, self.file.output)
    }

    /// The yearly forms of the Ministry of Home Affairs.
    pub(crate) fn statutory(self) -> Asked {
        let what = What::Statutory(AskForms {
            agency: self.agency,
            year: self.year,
            issue: self.day.issue(None),
        });
        (what, self.file.output)
    }
}

impl TargetsArgs {
    /// The question.
    pub(crate) fn asked(self) -> Asked {
        let what = What::Cascade(AskCascade {
            agency: self.agency,
            year: self.year,
            on: self.at,
            also: Vec::new(),
        });
        (what, self.file.output)
    }
}
