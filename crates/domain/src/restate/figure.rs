//! A figure of a past window told for an agency of today.

use jiff::civil::Date;

use super::heirs::sources;
use super::joined::add;
use super::side_of;
use crate::figures::{Answer, Ask, From};

impl<'a> Ask<'a> {
    /// The figure of an agency of `as_of` made of those of the agencies of the window; `None` where one of them has
    /// none, or where nobody knows how much of one is its. The question's tree is that of the window.
    pub fn made_of(self, as_of: Date, subject: &'a str, code: &str) -> Option<Answer<'a>> {
        let day = self.window.last_day();
        let found = sources(self.org, as_of, subject, day, side_of(code));
        if !found.unplaced.is_empty() {
            return None;
        }
        let mut parts = Vec::with_capacity(found.parts.len());
        for source in &found.parts {
            let mut part = self.figure(source.old, code, true)?;
            part.value = source.carry(part.value)?;
            parts.push((part, 1));
        }
        if let [(part, _)] = parts.as_slice()
            && found
                .parts
                .first()
                .is_some_and(|source| source.steps.is_empty())
        {
            return Some(part.clone());
        }
        let whole = found.parts.iter().all(|source| source.is_whole());
        let from = if whole { From::Restated } else { From::Shared };
        add(parts, from)
    }

    /// A figure asked for over the tree of today. What the agency itself told of a time before it was there answers
    /// only where its parts do not: the parts are what was reported then.
    pub(crate) fn restated(self, subject: &str, code: &str, summable: bool) -> Option<Answer<'a>> {
        let (as_of, then) = self.org.restated_from()?;
        let id = then.find(subject).map(|agency| agency.code.as_str());
        let Some(subject) = id else {
            // A block has no reorganisations.
            return Ask { org: then, ..self }.figure(subject, code, summable);
        };
        // What is no more is told by those it went into.
        let stands = then
            .find(subject)
            .is_some_and(|agency| agency.on(as_of).is_some());
        stands.then_some(())?;
        let plain = Ask { org: then, ..self };
        if !summable {
            return plain.carried_rate(as_of, subject, code);
        }
        let made = plain.made_of(as_of, subject, code);
        let made = made.or_else(|| self.parts_below(subject, code).map(restated));
        let Some(mut answer) = made else {
            return self.own(subject, code);
        };
        // What it told itself of the same window is another telling.
        if matches!(answer.from, From::Restated | From::Shared)
            && let Some(own) = self.own(subject, code)
        {
            answer.alternatives = own.parts.into_iter().chain(own.alternatives).collect();
        }
        Some(answer)
    }

    /// A rate is never summed: it stands where one body was one body.
    fn carried_rate(self, as_of: Date, subject: &'a str, code: &str) -> Option<Answer<'a>> {
        let found = sources(
            self.org,
            as_of,
            subject,
            self.window.last_day(),
            side_of(code),
        );
        match (found.parts.as_slice(), found.unplaced.is_empty()) {
            ([source], true) if source.is_whole() => {
                let mut answer = self.figure(source.old, code, false)?;
                if !source.steps.is_empty() {
                    answer.from = From::Restated;
                }
                Some(answer)
            }
            ([], true) => self.own(subject, code),
            _ => None,
        }
    }
}

fn restated(mut answer: Answer<'_>) -> Answer<'_> {
    answer.from = From::Restated;
    answer
}
