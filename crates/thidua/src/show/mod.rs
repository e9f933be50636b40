//! `show`: asks a query of the application and prints its answer, as JSON or as tables for people.

mod awards;
mod balance;
mod block;
mod bonus;
mod campaign;
mod compare;
mod contributions;
mod dashboard;
mod deeds;
mod eligibility;
mod feats;
mod forecast;
mod honesty;
mod initiatives;
mod life;
mod map;
mod missing;
mod movement;
mod org;
mod pace;
mod person;
mod pivot;
mod proof;
mod quality;
mod ranking;
mod request;
mod rules;

use jiff::civil::{Date, date};
use thidua_app::access::Caller;
use thidua_app::figures::AskBalance;
use thidua_app::{App, State, View};
use thidua_domain::time::{Window, WorkYear, vn};

use crate::args::{Show, WindowArgs};
use crate::out::Out;
use crate::refusal::Refusal;

/// The day the Tổng cục became the Cục Quản lý.
const DIRECTORATE: Date = date(2025, 3, 1);
/// The day the Cục of the provinces became THADS, and the Chi cục Phòng khu vực.
const AGENCIES: Date = date(2025, 7, 1);

/// What every subject is shown from.
struct Desk<'a> {
    app: &'a App,
    view: View,
    out: Out,
}

impl Desk<'_> {
    fn state(&self) -> &State {
        self.view.state.as_ref()
    }

    /// The word of a code in a list of labels.
    fn word<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        self.state().catalogue.labels.word(list, code)
    }

    /// What a level was called on a day.
    fn level<'a>(&'a self, code: &'a str, on: Date) -> &'a str {
        let renamed = if code == "cuc_quan_ly" {
            DIRECTORATE
        } else {
            AGENCIES
        };
        let old = self.word("cap_cu", code);
        if on < renamed && old != code {
            old
        } else {
            self.word("cap", code)
        }
    }

    /// The words of several codes, joined as the source does not split them.
    fn words(&self, list: &str, codes: &str) -> String {
        self.state().catalogue.labels.words(list, codes)
    }
}

/// Shows one subject.
pub(crate) async fn run(app: &App, out: Out, subject: Show) -> Result<(), Refusal> {
    let mut view = app.view(&Caller::console().actor).await?;
    if subject.drafts() {
        view = view.with_drafts();
    }
    if subject.restated() {
        view = view.restated();
    }
    let desk = Desk { app, view, out };
    match subject {
        Show::Balance(args) => balance::show(&desk, args).await,
        Show::Pace(args) => pace::show(&desk, &args),
        Show::Forecast(args) => forecast::show(&desk, &args),
        Show::Backtest(args) => forecast::backtest(&desk, &args),
        Show::Dashboard(args) => dashboard::show(&desk, &args),
        Show::Compare(args) => compare::show(&desk, &args),
        Show::Proof(args) => proof::show(&desk, &args),
        Show::Quality(args) => quality::show(&desk, &args).await,
        Show::Honesty(args) => honesty::show(&desk, &args),
        Show::Ranking(args) => ranking::show(&desk, args),
        Show::Awards(args) => awards::show(&desk, &args),
        Show::Eligibility(args) => eligibility::show(&desk, &args),
        Show::Contributions(args) => contributions::show(&desk, &args),
        Show::Activities(args) => deeds::activities(&desk, &args),
        Show::Exemplars(args) => deeds::exemplars(&desk, &args),
        Show::Exemplar(args) => feats::exemplar(&desk, &args),
        Show::Achievements(args) => feats::achievements(&desk, &args),
        Show::Practices(args) => feats::practices(&desk, &args),
        Show::Notes(args) => deeds::notes(&desk, &args),
        Show::Ranks(args) => deeds::ranks(&desk, &args),
        Show::Events(args) => deeds::events(&desk, &args),
        Show::Initiatives(args) => initiatives::show(&desk, &args),
        Show::Bonus(args) => bonus::show(&desk, args),
        Show::LifeRegister(args) => life::show(&desk, &args),
        Show::Rules(args) => rules::show(&desk, args),
        Show::Agency(args) => org::agency(&desk, &args),
        Show::Tree(args) => org::tree(&desk, &args),
        Show::Block(args) => block::show(&desk, &args),
        Show::Movement(args) => movement::show(&desk, &args),
        Show::Campaign(args) => campaign::one(&desk, &args),
        Show::Campaigns(args) => campaign::all(&desk, &args),
        Show::Standing(args) => campaign::units(&desk, &args),
        Show::Requests(args) => request::all(&desk, &args),
        Show::Request(args) => request::one(&desk, &args),
        Show::Map(args) => map::show(&desk, &args),
        Show::Pivot(args) => pivot::show(&desk, args),
        Show::Person(args) => person::person(&desk, &args).await,
        Show::Document(args) => person::document(&desk, &args),
    }
}

/// The question about an agency's window.
fn ask(args: &WindowArgs) -> AskBalance {
    AskBalance {
        agency: args.agency.clone(),
        year: args.year,
        month: args.month,
        person: None,
        scope: args.scope.clone(),
    }
}

/// `8 tháng năm 2021 (01/10/2020 – 31/5/2021)`.
fn period(year: i16, month: u8, state: &str) -> String {
    let window = Window {
        year: WorkYear(year),
        month,
    };
    let drafts = match state {
        "draft" => ", kể cả số liệu chưa duyệt",
        _ => "",
    };
    format!(
        "{} ({} – {}){drafts}",
        window.label(),
        vn(window.first_day()),
        vn(window.last_day())
    )
}

/// A text with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
