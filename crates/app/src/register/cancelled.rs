//! Awards that were cancelled, or rested on one that was: found by the key of their record, told in a line.

use jiff::civil::Date;
use thidua_domain::register::Award;
use thidua_domain::register::revocation::Revocation;

use crate::State;

impl State {
    /// An award that a cancelling or a review names, with its place in the register.
    pub(crate) fn named_award(&self, key: &str) -> Option<(&Award, usize)> {
        let place = self.named_awards.get(key)?;
        Some((self.awards.get(*place)?, *place))
    }

    /// The same in one line; `None`: it is not stored.
    pub(crate) fn award_named(&self, key: &str) -> Option<String> {
        self.named_award(key)
            .map(|(award, _)| award_line(self, award))
    }

    /// The cancelling of the award at a place of the register, in force or not.
    pub(crate) fn revocation_of(&self, place: usize) -> Option<&Revocation> {
        let award = self.awards.get(place)?;
        let mut named = self.named_awards.iter();
        let (key, _) = named.find(|(_, at)| **at == place)?;
        let found = self.revocations.get(key);
        found.filter(|found| found.agency == award.agency)
    }
}

/// `hủy bỏ theo Quyết định số … ngày …`; `None`: no cancelling in force is recorded.
pub(crate) fn cancelled_by(state: &State, award: &Award) -> Option<String> {
    let place = cancelled_at(state, award)?;
    let found = state.revocation_of(place);
    let found = found.filter(|found| found.in_force)?;
    let mut words = format!("hủy bỏ theo {}", state.cited(&found.decision));
    if let Some(day) = found.decided_on.filter(|_| !words.contains("ngày")) {
        words.push_str(&format!(" ngày {}", day.vn()));
    }
    Some(words)
}

/// The page of the cancelling of a row of the register.
pub(crate) fn cancelling_page(state: &State, award: &Award) -> Option<String> {
    let record = state.award_records.get(cancelled_at(state, award)?)?;
    Some(format!("/khen-thuong/huy-bo?dong={record}"))
}

/// Where a cancelled row stands in the register; few are named, so that they are gone through.
fn cancelled_at(state: &State, award: &Award) -> Option<usize> {
    if award.status != "thu_hoi" {
        return None;
    }
    let stands = |place: &usize| {
        let own = state.awards.get(*place);
        own.is_some_and(|own| std::ptr::eq(own, award))
    };
    let mut places = state.named_awards.values().copied();
    places.find(stands)
}

/// The day on which names are those of the award's time.
pub(crate) fn named_on(award: &Award) -> Date {
    let decided = award.decided_on.map(|date| date.first_day());
    let years = award.years.map(|years| years.to.last_day());
    years.or(decided).unwrap_or(Date::MAX)
}

/// Who received it: the name, the name as a list wrote it, or a count without names.
pub(crate) fn recipient(state: &State, award: &Award) -> String {
    if let Some(code) = award.subject.as_deref() {
        return state.name_on(code, named_on(award));
    }
    if let Some(named) = &award.named {
        return named.name.clone();
    }
    let word = state.catalogue.labels.word("doi_tuong", &award.kind);
    match award.count {
        Some(count) => format!("{count:02} {} (không nêu tên)", word.to_lowercase()),
        None => format!("{word} (không nêu tên)"),
    }
}

/// What was given: the names of its codes.
pub(crate) fn award_name(state: &State, award: &Award) -> String {
    let name = |code: &str| {
        let known = state.catalogue.award(code);
        known.map_or_else(|| code.to_owned(), |award| award.name.clone())
    };
    award
        .award
        .split(';')
        .map(name)
        .collect::<Vec<_>>()
        .join(" và ")
}

/// `Chiến sĩ thi đua cơ sở, Nguyễn Văn An, năm 2025, Quyết định số …`.
pub(crate) fn award_line(state: &State, award: &Award) -> String {
    let year = award.years.map(|years| format!("năm {}", years.vn()));
    let decision = award.decision.as_ref().map(|paper| state.cited(paper));
    let parts = [
        Some(award_name(state, award)),
        Some(recipient(state, award)),
        year,
        decision,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
