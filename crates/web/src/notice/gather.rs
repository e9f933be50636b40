//! What waits for an actor, as notices: the lines of the start page by what they are about; and the round of the server
//! that writes and sends the letters of the day.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::notice::{self, Found, Mailer, wanting};
use thidua_app::{App, AppError, View, home, request};
use thidua_domain::access::Permission;
use thidua_domain::notice::Topic;

use crate::home::{due, todo};

/// A line of the start page as a value; see [`todo`].
fn line(state: &str, sign: &str, words: String, href: String, _act: &str) -> Value {
    context! { state, sign, text => words, href }
}

fn found(topic: Topic, line: &Value) -> Option<Found> {
    let text = |name: &str| {
        let value = line.get_attr(name).ok()?;
        value.as_str().map(str::to_owned)
    };
    let href = text("href").filter(|href| !href.is_empty());
    Some(Found {
        topic,
        sign: text("sign")?,
        words: text("text")?,
        // What only tells something leads to one's own account.
        href: href.unwrap_or_else(|| "/tai-khoan".to_owned()),
        pressing: text("state").as_deref() == Some("bad"),
    })
}

/// What waits for the actor of a view.
pub(crate) async fn gather(app: &App, view: &View) -> Result<Vec<Found>, AppError> {
    let mut all: Vec<(Topic, Value)> = Vec::new();
    let mut put = |topic: Topic, lines: Vec<Value>| {
        all.extend(lines.into_iter().map(|line| (topic, line)));
    };
    let waits = request::waits(view);
    let lines = waits
        .iter()
        .map(|waits| crate::request::todo::shown(waits, line));
    put(Topic::Request, lines.collect());
    let closing = thidua_app::closing::tasks(view);
    let lines = closing.iter().map(|task| {
        let (state, sign, text, href, act) = crate::closing::to_do(task);
        line(state, sign, text, href, act)
    });
    put(Topic::Figures, lines.collect());
    let own = view.actor.agencies(Permission::ViewAwards, view.today);
    let known = own
        .into_iter()
        .filter(|code| view.state.org.find(code).is_some());
    let own: Vec<String> = known.map(str::to_owned).collect();
    put(Topic::Movement, due::of_calendar(view));
    put(Topic::Movement, due::of_movements(view, &own));
    put(Topic::Reading, due::to_read_of(app, view).await?);
    let registrations = thidua_app::registration::waits(view);
    let lines = registrations
        .iter()
        .flat_map(|waits| crate::registration::todo::lines(waits, line));
    put(Topic::Registration, lines.collect());
    let reports = crate::schedule::waiting(view).into_iter();
    let lines = reports.map(|(words, href)| line("info", "Đến kỳ", words, href, "Xem báo cáo"));
    put(Topic::Report, lines.collect());
    for event in notice::events(app, view).await? {
        let (topic, line) = super::event::line(&event, line);
        put(topic, vec![line]);
    }
    put(Topic::Award, todo::of_rules(view));
    let awards = home::of_awards(view);
    put(
        Topic::Award,
        awards
            .iter()
            .map(|task| todo::of_accounts(view, task))
            .collect(),
    );
    let oneself = home::of_oneself(app, view).await?;
    put(
        Topic::Account,
        oneself
            .iter()
            .map(|task| todo::of_accounts(view, task))
            .collect(),
    );
    Ok(all
        .iter()
        .filter_map(|(topic, line)| found(*topic, line))
        .collect())
}

/// One round of the server: the letters of the day written for who wants one, then what is due sent.
pub(crate) async fn round(app: &App, mailer: &Arc<dyn Mailer>) -> Result<(), AppError> {
    for (owner, actor) in wanting(app).await? {
        let view = app.view(&actor).await?;
        super::brought_up(app, &view).await?;
        notice::digest(app, owner, mailer.home()).await?;
    }
    notice::deliver(app, mailer.as_ref()).await?;
    Ok(())
}
