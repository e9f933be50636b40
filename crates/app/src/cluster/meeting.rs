//! A meeting of a block as pages and papers tell it: who was there, the rule, each candidate with the votes and what
//! they come to, and what was concluded.

mod answer;

pub use answer::{CandidateLine, MeetingAnswer, RuleLine, Votes};

use thidua_domain::amount::Decimal;
use thidua_domain::cluster::vote::{Ballot, Reckoned, Standing, Verdict, decide, quorate, reckon};
use thidua_domain::cluster::{Candidate, MEETINGS, Meeting};
use thidua_domain::time::WorkYear;

use super::rules::{self, Ruled};
use super::{reach, reads, writes};
use crate::AppError;
use crate::document::Named;
use crate::record::key_of;
use crate::state::View;

/// A meeting the reader may read.
///
/// # Errors
/// [`AppError::NotFound`] for one that is not there or not the reader's.
pub fn meeting(view: &View, code: &str) -> Result<MeetingAnswer, AppError> {
    let found = view.state.meetings.get(code).ok_or(AppError::NotFound)?;
    let year = found.year.0;
    if !reads(view, &found.cluster, year) && !writes(view, &found.cluster, year) {
        return Err(AppError::NotFound);
    }
    let ruled = rules::of(&view.state, found)?;
    Ok(Sitting::new(view, found, ruled)?.answer())
}

struct Sitting<'a> {
    view: &'a View,
    meeting: &'a Meeting,
    ruled: Ruled,
    block: &'a str,
    members: Vec<String>,
    on: jiff::civil::Date,
}

fn positive(number: Option<i64>) -> Option<u64> {
    number.and_then(|number| u64::try_from(number).ok())
}

fn ballot(candidate: &Candidate) -> Ballot {
    Ballot {
        given: positive(candidate.given),
        returned: positive(candidate.returned),
        valid: positive(candidate.valid),
        yes: positive(candidate.yes),
        no: positive(candidate.no),
    }
}

impl<'a> Sitting<'a> {
    fn new(view: &'a View, meeting: &'a Meeting, ruled: Ruled) -> Result<Self, AppError> {
        let block = view
            .state
            .cluster(&meeting.cluster, meeting.year.0)
            .ok_or(AppError::NotFound)?;
        let year_end = WorkYear(meeting.year.0).last_day();
        let day = meeting
            .day
            .and_then(|day| day.exact())
            .unwrap_or(view.today);
        // A meeting about a year is often held after its end: its members are those of the year.
        let on = day.min(year_end);
        Ok(Self {
            view,
            meeting,
            ruled,
            block: &block.name,
            members: block.members_on(&view.state.org, on),
            on,
        })
    }

    fn counts(&self) -> (Option<u64>, Option<u64>) {
        let members = u64::try_from(self.members.len())
            .ok()
            .filter(|count| *count > 0);
        (members, positive(self.meeting.attendance()))
    }

    fn by_votes(&self) -> bool {
        self.meeting.way.as_deref() != Some("thong_nhat")
    }

    fn named(&self, code: &str) -> Named {
        Named {
            code: code.to_owned(),
            name: self.view.state.name_on(code, self.on),
        }
    }

    /// Places of an award, which may be written by code or by name.
    fn places(&self, award: &str) -> Option<u64> {
        let catalogue = &self.view.state.catalogue;
        let mut places = self.meeting.places.iter();
        let same = places.find(|(written, _)| {
            written == award
                || catalogue
                    .award_spelt(written)
                    .is_some_and(|known| known.code == award)
        });
        same.map(|(_, places)| *places)
    }

    fn lines(&self) -> Vec<CandidateLine> {
        let all = self.view.state.meetings.candidates(&self.meeting.code);
        let mut awards: Vec<&str> = Vec::new();
        for candidate in all {
            if !awards.contains(&candidate.award.as_str()) {
                awards.push(&candidate.award);
            }
        }
        let mut lines = Vec::new();
        for award in awards {
            let group: Vec<&Candidate> = all.iter().filter(|one| one.award == award).collect();
            let standings: Vec<Standing> = group.iter().map(|one| standing(one)).collect();
            let verdicts = decide(
                &self.ruled.rule,
                self.counts(),
                self.by_votes(),
                &standings,
                self.places(award),
            );
            let told = group.into_iter().zip(verdicts);
            lines.extend(told.map(|(candidate, verdict)| self.line(candidate, verdict)));
        }
        lines
    }

    fn line(&self, candidate: &Candidate, verdict: Verdict) -> CandidateLine {
        let state = self.view.state.as_ref();
        let (members, present) = self.counts();
        let own = ballot(candidate);
        let reckoned = reckon(&self.ruled.rule, &own, members, present).filter(|_| self.by_votes());
        let award = state.catalogue.award(&candidate.award);
        let chosen = match candidate.concluded.as_deref() {
            Some(said) => said == "suy_ton",
            None => verdict == Verdict::Chosen,
        };
        let differs = candidate.concluded.is_some() && chosen != (verdict == Verdict::Chosen);
        let share = reckoned.as_ref().and_then(Reckoned::share);
        CandidateLine {
            key: candidate.key.clone(),
            subject: candidate.subject.clone(),
            name: state.name_on(&candidate.subject, self.on),
            person: state.people.contains_key(&candidate.subject),
            award: candidate.award.clone(),
            award_name: award.map_or_else(|| candidate.award.clone(), |award| award.name.clone()),
            votes: Votes {
                given: candidate.given,
                returned: candidate.returned,
                valid: candidate.valid,
                yes: candidate.yes,
                no: candidate.no,
            },
            whole: reckoned.map(|votes| votes.whole),
            least: reckoned.map(|votes| votes.least),
            share: share.map(|share| share.print2().to_string()),
            score: candidate.score.clone(),
            agreed: candidate.agreed,
            reckoned: verdict.code(),
            concluded: candidate.concluded.clone(),
            chosen,
            differs,
            reason: candidate.reason.clone(),
            faults: own.faults(present).into_iter().map(str::to_owned).collect(),
            registered: super::propose::registered(self.view, self.meeting, candidate).is_some(),
        }
    }

    fn rule(&self) -> RuleLine {
        let (members, present) = self.counts();
        let rule = &self.ruled.rule;
        RuleLine {
            quorum: rule.quorum.vn(),
            quorum_least: members.map(|members| rule.quorum.least(members)),
            quorate: quorate(rule, members, present),
            passing: rule.passing.vn(),
            base: self.ruled.base.clone(),
            by_score: rule.by_score,
            source: self.ruled.source.clone(),
            confirmed: self.ruled.confirmed,
        }
    }

    fn doubts(&self, lines: &[CandidateLine]) -> Vec<String> {
        let mut doubts = Vec::new();
        let strange = self
            .meeting
            .present
            .iter()
            .filter(|code| !self.members.contains(code));
        let strange: Vec<String> = strange.map(|code| self.named(code).name).collect();
        if !strange.is_empty() {
            doubts.push(format!(
                "Không phải thành viên ngày họp: {}.",
                strange.join("; ")
            ));
        }
        if self.members.is_empty() {
            doubts.push(
                "Chưa ghi nhận thành viên của cụm, khối nên chưa tính được số dự họp cần có."
                    .to_owned(),
            );
        }
        let told = self
            .meeting
            .present_count
            .filter(|_| !self.meeting.present.is_empty());
        if told.is_some_and(|told| Some(told) != self.meeting.attendance()) {
            doubts.push(
                "Số dự họp ghi khác số thành viên kể tên; tính theo các thành viên kể tên."
                    .to_owned(),
            );
        }
        for line in lines.iter().filter(|line| line.differs) {
            let why = match &line.reason {
                Some(reason) => format!(": {reason}"),
                None => ", chưa ghi vì sao.".to_owned(),
            };
            doubts.push(format!(
                "Kết luận về {} khác kết quả tính ra{why}",
                line.name
            ));
        }
        let all_yes = self.by_votes()
            && lines.len() > 1
            && lines
                .iter()
                .all(|line| line.whole.is_some() && positive(line.votes.yes) == line.whole);
        if all_yes {
            doubts.push("Mọi người, tập thể đều được đồng ý tuyệt đối.".to_owned());
        }
        doubts
    }

    fn answer(self) -> MeetingAnswer {
        let meeting = self.meeting;
        let present: Vec<Named> = meeting
            .present
            .iter()
            .map(|code| self.named(code))
            .collect();
        let missing = self
            .members
            .iter()
            .filter(|code| !meeting.present.contains(code));
        let absent = match present.is_empty() {
            true => Vec::new(),
            false => missing.map(|code| self.named(code)).collect(),
        };
        let candidates = self.lines();
        MeetingAnswer {
            code: meeting.code.clone(),
            block: meeting.cluster.clone(),
            block_name: self.block.to_owned(),
            year: meeting.year.0,
            day: meeting.day.map(|day| day.to_string()),
            hours: [meeting.begins.clone(), meeting.ends.clone()],
            place: meeting.place.clone(),
            chair: [meeting.chair.clone(), meeting.chair_post.clone()],
            secretary: meeting.secretary.clone(),
            members: self.members.iter().map(|code| self.named(code)).collect(),
            present,
            absent,
            attendance: meeting.attendance(),
            way: meeting.way.clone(),
            rule: self.rule(),
            doubts: self.doubts(&candidates),
            candidates,
            places: meeting.places.clone(),
            lines: meeting.lines.clone(),
            document: meeting
                .document
                .as_ref()
                .map(|paper| self.view.state.cited(paper)),
            writes: writes(self.view, &meeting.cluster, meeting.year.0),
            record: key_of(&MEETINGS, &meeting.code, None),
        }
    }
}

fn standing(candidate: &Candidate) -> Standing {
    let score = candidate.score.as_deref();
    Standing {
        ballot: ballot(candidate),
        agreed: candidate.agreed,
        score: score.and_then(|score| score.parse::<Decimal>().ok()),
    }
}

/// The number of members, of whom so many must be there, as pages tell it.
pub(super) fn members_of(view: &View, code: &str, year: i16) -> Vec<Named> {
    let Some(block) = view.state.cluster(code, year) else {
        return Vec::new();
    };
    let on = WorkYear(year).last_day().min(view.today);
    let named = |code: String| Named {
        name: view.state.name_on(&code, on),
        code,
    };
    reach::members(view, block, year)
        .into_iter()
        .map(named)
        .collect()
}
