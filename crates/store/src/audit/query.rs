//! Reading the audit log, and erasing a payload by command.

use sea_orm::FromQueryResult;
use sea_orm::sea_query::Value;

use crate::tx::Connected;
use crate::{Canonical, Micros, Snapshot, StoreError, WriteTx, tx};

pub(super) const EVENT_COLUMNS: [&str; 11] = [
    "number",
    "at",
    "actor",
    "actor_name",
    "channel",
    "command",
    "subject",
    "reason",
    "payload_hash",
    "previous_hash",
    "hash",
];

/// One event of the chain.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Event {
    /// Its number: 1, 2, 3 … in commit order.
    pub number: i64,
    /// When the command ran.
    pub at: Micros,
    /// Account name of who ran it.
    pub actor: String,
    /// Full name as it was then.
    pub actor_name: String,
    /// `web`, `api`, `cli`, `job`.
    pub channel: String,
    /// The command.
    pub command: String,
    /// What it is about.
    pub subject: String,
    /// Why, if a reason was asked for.
    pub reason: Option<String>,
    /// Salted hash of what the command was given.
    pub payload_hash: String,
    /// Hash of the event before.
    pub previous_hash: String,
    /// Hash of this event.
    pub hash: String,
}

impl Event {
    pub(super) fn into_values(self) -> Vec<Value> {
        vec![
            self.number.into(),
            self.at.into(),
            self.actor.into(),
            self.actor_name.into(),
            self.channel.into(),
            self.command.into(),
            self.subject.into(),
            self.reason.into(),
            self.payload_hash.into(),
            self.previous_hash.into(),
            self.hash.into(),
        ]
    }
}

/// Which events [`list`] answers; an empty filter means all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Account name of who ran it.
    pub actor: Option<String>,
    /// The command.
    pub command: Option<String>,
    /// What it is about, exactly.
    pub subject: Option<String>,
    /// Not before this instant.
    pub from: Option<Micros>,
    /// Before this instant.
    pub until: Option<Micros>,
}

/// Which part of the list, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Only events with a lower number; `None` starts at the newest.
    pub before: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

/// Lists events, newest first.
pub async fn list<S: Snapshot>(
    snapshot: &S,
    page: Page,
    filter: &Filter,
) -> Result<Vec<Event>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let mut conditions = String::from("1 = 1");
    let mut add = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.push(value);
            conditions.push_str(&format!(" AND {condition} ${}", values.len()));
        }
    };
    add("number <", page.before.map(Value::from));
    add("actor =", filter.actor.as_deref().map(Value::from));
    add("command =", filter.command.as_deref().map(Value::from));
    add("subject =", filter.subject.as_deref().map(Value::from));
    add("at >=", filter.from.map(Value::from));
    add("at <", filter.until.map(Value::from));
    let sql = format!(
        "SELECT {} FROM audit_event WHERE {conditions} ORDER BY number DESC LIMIT {}",
        EVENT_COLUMNS.join(", "),
        page.limit
    );
    tx::all_as(snapshot.connection(), &sql, values).await
}

/// One event by its number.
pub async fn event<S: Snapshot>(snapshot: &S, number: i64) -> Result<Option<Event>, StoreError> {
    let sql = format!(
        "SELECT {} FROM audit_event WHERE number = $1",
        EVENT_COLUMNS.join(", ")
    );
    let found = tx::all_as(snapshot.connection(), &sql, vec![number.into()]).await?;
    Ok(found.into_iter().next())
}

/// What an event's command was given; `None` if there is no such event or the payload was erased.
pub async fn payload<S: Snapshot>(
    snapshot: &S,
    number: i64,
) -> Result<Option<Canonical>, StoreError> {
    let sql = "SELECT body FROM audit_payload WHERE number = $1";
    let row = tx::one(snapshot.connection(), sql, vec![number.into()]).await?;
    let body: Option<String> = row
        .map(|row| row.try_get_by_index(0))
        .transpose()?
        .flatten();
    Ok(body.map(Canonical::stored))
}

/// Erases what an event's command was given, for the event `tx` is about to append. The chain still verifies.
pub async fn erase_payload(tx: &mut WriteTx, number: i64) -> Result<(), StoreError> {
    let sql = "UPDATE audit_payload SET salt = NULL, body = NULL, erased_by = $1 \
               WHERE number = $2 AND body IS NOT NULL";
    let values = vec![tx.event().into(), number.into()];
    match tx::execute(tx.connection(), sql, values).await? {
        0 => Err(StoreError::NotFound(format!("payload of event {number}"))),
        _ => Ok(()),
    }
}
