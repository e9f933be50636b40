//! Appending to the chain and verifying it.

use std::collections::HashMap;

use sea_orm::DatabaseTransaction;

use super::query::{EVENT_COLUMNS, Event};
use super::{GENESIS, Head, NewEvent, fresh_salt, read_head};
use crate::digest::Fields;
use crate::{Snapshot, StoreError, tx};

/// Events read at a time while verifying.
const BATCH: i64 = 2_000;

/// What is wrong with an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A field of the event, or its hash, was altered.
    Altered,
    /// The event is not there.
    Missing,
    /// It does not follow the event before it: events were moved, replaced or put between.
    Unlinked,
    /// The payload does not have the hash the event names.
    PayloadAltered,
    /// The payload's row is gone, though nobody erased it by command.
    PayloadMissing,
    /// The head of the chain names another newest event.
    Head,
    /// Rows belong to an event after the newest one: the end of the chain was cut off.
    CutOff,
}

/// One thing [`verify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Number of the event.
    pub number: i64,
    /// What is wrong with it.
    pub fault: Fault,
}

pub(super) fn payload_hash(salt: &str, body: &str) -> String {
    Fields::new("thidua.payload.1")
        .text(salt)
        .text(body)
        .finish()
}

fn event_hash(event: &Event) -> String {
    Fields::new("thidua.event.1")
        .number(event.number)
        .number(event.at)
        .text(&event.actor)
        .text(&event.actor_name)
        .text(&event.channel)
        .text(&event.command)
        .text(&event.subject)
        .optional(event.reason.as_deref())
        .text(&event.payload_hash)
        .text(&event.previous_hash)
        .finish()
}

/// A salt for invented data: the same for the same seed and event.
fn seeded_salt(seed: u64, number: i64) -> String {
    let hash = Fields::new("thidua.salt.1")
        .text(&seed.to_string())
        .number(number)
        .finish();
    hash.chars().take(32).collect()
}

/// Appends one event after `head` and moves the head. Answers the new head.
pub(crate) async fn append(
    tx: &DatabaseTransaction,
    head: &Head,
    new: NewEvent,
    salts: Option<u64>,
) -> Result<Head, StoreError> {
    let salt = match salts {
        None => fresh_salt()?,
        Some(seed) => seeded_salt(seed, head.number + 1),
    };
    let mut event = Event {
        number: head.number + 1,
        at: new.at,
        actor: new.actor,
        actor_name: new.actor_name,
        channel: new.channel,
        command: new.command,
        subject: new.subject,
        reason: new.reason,
        payload_hash: payload_hash(&salt, new.payload.as_str()),
        previous_hash: head.hash.clone(),
        hash: String::new(),
    };
    event.hash = event_hash(&event);
    let next = Head {
        number: event.number,
        hash: event.hash.clone(),
    };
    tx::insert_rows(tx, "audit_event", &EVENT_COLUMNS, [event.into_values()]).await?;
    let payload = vec![
        next.number.into(),
        salt.into(),
        new.payload.into_string().into(),
    ];
    tx::insert_rows(tx, "audit_payload", &["number", "salt", "body"], [payload]).await?;
    let sql =
        "UPDATE audit_head SET number = $1, hash = $2 WHERE id = 1 AND number = $3 AND hash = $4";
    let values = vec![
        next.number.into(),
        next.hash.as_str().into(),
        head.number.into(),
        head.hash.as_str().into(),
    ];
    if tx::execute(tx, sql, values).await? != 1 {
        return Err(StoreError::Damaged(
            "audit_head moved under its writer".into(),
        ));
    }
    Ok(next)
}

/// Walks the whole chain and answers everything that is wrong with it, in order; nothing when it is sound.
pub async fn verify<S: Snapshot>(snapshot: &S) -> Result<Vec<Finding>, StoreError> {
    let tx = snapshot.connection();
    let head = read_head(tx, "").await?;
    let mut walk = Walk {
        previous: Head {
            number: 0,
            hash: GENESIS.to_owned(),
        },
        findings: Vec::new(),
    };
    loop {
        let from = walk.previous.number;
        let sql = format!(
            "SELECT {} FROM audit_event WHERE number > $1 ORDER BY number LIMIT {BATCH}",
            EVENT_COLUMNS.join(", ")
        );
        let events: Vec<Event> = tx::all_as(tx, &sql, vec![from.into()]).await?;
        let Some(last) = events.last().map(|event| event.number) else {
            break;
        };
        let payloads = payloads(tx, from, last).await?;
        for event in &events {
            walk.step(event, payloads.get(&event.number));
        }
    }
    if walk.previous != head {
        walk.add(head.number.max(walk.previous.number), Fault::Head);
    }
    let newest = newest_mention(tx).await?;
    if newest > walk.previous.number {
        walk.add(newest, Fault::CutOff);
    }
    Ok(walk.findings)
}

struct Walk {
    previous: Head,
    findings: Vec<Finding>,
}

impl Walk {
    fn add(&mut self, number: i64, fault: Fault) {
        self.findings.push(Finding { number, fault });
    }

    fn step(&mut self, event: &Event, payload: Option<&Payload>) {
        for missing in self.previous.number + 1..event.number {
            self.add(missing, Fault::Missing);
        }
        if event_hash(event) != event.hash {
            self.add(event.number, Fault::Altered);
        } else if event.previous_hash != self.previous.hash
            && event.number == self.previous.number + 1
        {
            self.add(event.number, Fault::Unlinked);
        }
        match payload {
            None => self.add(event.number, Fault::PayloadMissing),
            Some(payload) if !payload.matches(event) => {
                self.add(event.number, Fault::PayloadAltered);
            }
            Some(_) => {}
        }
        self.previous = Head {
            number: event.number,
            hash: event.hash.clone(),
        };
    }
}

struct Payload {
    salt: Option<String>,
    body: Option<String>,
    erased_by: Option<i64>,
}

impl Payload {
    /// Erased as a whole and by a later event, or exactly what the event names.
    fn matches(&self, event: &Event) -> bool {
        match (&self.salt, &self.body, self.erased_by) {
            (None, None, Some(eraser)) => eraser > event.number,
            (Some(salt), Some(body), None) => payload_hash(salt, body) == event.payload_hash,
            _ => false,
        }
    }
}

async fn payloads(
    tx: &DatabaseTransaction,
    after: i64,
    last: i64,
) -> Result<HashMap<i64, Payload>, StoreError> {
    let sql = "SELECT number, salt, body, erased_by FROM audit_payload WHERE number > $1 AND number <= $2";
    let rows = tx::all(tx, sql, vec![after.into(), last.into()]).await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let payload = Payload {
            salt: row.try_get_by_index(1)?,
            body: row.try_get_by_index(2)?,
            erased_by: row.try_get_by_index(3)?,
        };
        found.insert(row.try_get_by_index(0)?, payload);
    }
    Ok(found)
}

/// The highest event any stored row names.
async fn newest_mention(tx: &DatabaseTransaction) -> Result<i64, StoreError> {
    let mut newest = 0;
    for table in [
        "record_revision",
        "figure_revision",
        "record",
        "figure_sheet",
    ] {
        let row = tx::one(tx, &format!("SELECT max(event) FROM {table}"), vec![]).await?;
        let highest: Option<i64> = row
            .map(|row| row.try_get_by_index(0))
            .transpose()?
            .flatten();
        newest = newest.max(highest.unwrap_or(0));
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: i64) -> Vec<Event> {
        let mut events = Vec::new();
        let mut previous = GENESIS.to_owned();
        for number in 1..=length {
            let mut event = Event {
                number,
                at: number * 10,
                actor: "an".to_owned(),
                actor_name: "An".to_owned(),
                channel: "web".to_owned(),
                command: "x".to_owned(),
                subject: "y".to_owned(),
                reason: None,
                payload_hash: payload_hash("s", "{}"),
                previous_hash: previous,
                hash: String::new(),
            };
            event.hash = event_hash(&event);
            previous = event.hash.clone();
            events.push(event);
        }
        events
    }

    fn walk(events: &[Event]) -> Vec<(i64, Fault)> {
        let mut walk = Walk {
            previous: Head {
                number: 0,
                hash: GENESIS.to_owned(),
            },
            findings: Vec::new(),
        };
        let payload = Payload {
            salt: Some("s".to_owned()),
            body: Some("{}".to_owned()),
            erased_by: None,
        };
        for event in events {
            walk.step(event, Some(&payload));
        }
        walk.findings
            .into_iter()
            .map(|f| (f.number, f.fault))
            .collect()
    }

    #[test]
    fn a_forger_who_knows_the_hash_breaks_the_link() {
        let mut events = chain(5);
        assert_eq!(walk(&events), []);
        events[2].actor = "ai do".to_owned();
        assert_eq!(walk(&events), [(3, Fault::Altered)]);
        events[2].hash = event_hash(&events[2]);
        assert_eq!(walk(&events), [(4, Fault::Unlinked)]);
    }

    #[test]
    fn a_forger_who_renumbers_breaks_the_link() {
        let mut events = chain(5);
        events.swap(1, 2);
        for (event, number) in events.iter_mut().zip(1..) {
            event.number = number;
            event.hash = event_hash(event);
        }
        let broken = [2, 3, 4].map(|number| (number, Fault::Unlinked));
        assert_eq!(walk(&events), broken);
        let mut events = chain(5);
        events.remove(2);
        assert_eq!(walk(&events), [(3, Fault::Missing)]);
    }

    #[test]
    fn a_letter_moved_to_the_next_field_changes_the_hash() {
        let mut event = chain(1).remove(0);
        let hash = event_hash(&event);
        event.command = "xy".to_owned();
        event.subject = String::new();
        assert_ne!(event_hash(&event), hash);
        event.reason = Some(String::new());
        let with_empty_reason = event_hash(&event);
        event.reason = None;
        assert_ne!(event_hash(&event), with_empty_reason);
    }
}
