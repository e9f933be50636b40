//! The whole proof of one award, as it is told: every condition with its article, what was found and where, what was
//! needed, who answered what; the law that applied and why; what the other law says.

use thidua_domain::law::{
    Cited, Confirmed, Facts, Join, Law, Link, Moment, Outcome, Proof, Proven, RoadProof, Step, Tri,
    UsedValue, Verdict,
};
use thidua_domain::time;

use super::award::{nearest, received, soonest};
use super::told::{Base, Basis, LawLine, Node, OtherLaw, ProofLine, Question, RoadLine, ValueLine};
use super::when;
use crate::law::answer::{self, Told};
use crate::state::View;

/// A law as it is told.
pub(crate) fn law_line(view: &View, law: Law) -> LawLine {
    let regime = view.state.law.regimes.get(law.regime);
    let held = regime.map_or_else(String::new, |regime| match regime.to {
        Some(to) => format!("từ {} đến {}", time::vn(regime.from), time::vn(to)),
        None => format!("từ {}", time::vn(regime.from)),
    });
    LawLine {
        code: regime.map_or_else(String::new, |regime| regime.id.clone()),
        name: regime.map_or_else(String::new, |regime| regime.name.clone()),
        held,
        day: time::vn(law.day),
        note: regime
            .filter(|regime| regime.unverified)
            .map_or_else(String::new, |regime| regime.note.clone()),
        unverified: regime.is_none_or(|regime| regime.unverified),
    }
}

/// The proof as it is told.
pub(super) fn line(
    view: &View,
    subject: &str,
    facts: &Facts,
    moment: &Moment,
    (verdict, proven): (&Verdict, &Proven),
) -> ProofLine {
    let book = view.state.law.as_ref();
    let proof = &proven.proof;
    let code = book.names.code(proof.award);
    let known = view.state.catalogue.award(code);
    let teller = Teller {
        view,
        subject,
        facts,
        moment,
        person: view.state.people.contains_key(subject),
        may: answer::may_answer(view, subject),
    };
    let other = proven.other.as_ref().map(|(other, why)| OtherLaw {
        law: law_line(view, other.law),
        outcome: other.outcome.code(),
        word: other.outcome.vn(),
        why: why.clone(),
        unconfirmed: other.unconfirmed,
        roads: teller.roads(other),
    });
    let hope = soonest(verdict.hope, moment);
    ProofLine {
        subject: subject.to_owned(),
        name: view.state.label_on(subject, moment.on),
        when: when(book, moment),
        award: code.to_owned(),
        award_name: known.map_or_else(|| code.to_owned(), |award| award.name.clone()),
        outcome: verdict.outcome.code(),
        word: verdict.outcome.vn(),
        received: received(facts, proof.award, moment),
        soonest: hope.filter(|_| verdict.outcome == Outcome::NotEligible),
        law: law_line(view, proof.law),
        other,
        roads: {
            let first = nearest(proof, verdict).map(|road| road.name.clone());
            let mut roads = teller.roads(proof);
            roads.sort_by_key(|road| Some(&road.name) != first.as_ref());
            roads
        },
        asked: proof.asked.clone(),
        note: proof.note.clone(),
        unconfirmed: proven.unconfirmed(),
    }
}

/// What every condition of a proof is told with.
struct Teller<'a> {
    view: &'a View,
    subject: &'a str,
    facts: &'a Facts,
    moment: &'a Moment,
    person: bool,
    may: bool,
}

impl Teller<'_> {
    fn roads(&self, proof: &Proof) -> Vec<RoadLine> {
        let road = |road: &RoadProof| RoadLine {
            name: road.name.clone(),
            occasion: road.occasion.vn(),
            outcome: road.outcome.code(),
            word: road.outcome.vn(),
            steps: road
                .steps
                .iter()
                .map(|step| self.node(step, proof.law))
                .collect(),
        };
        proof.roads.iter().map(road).collect()
    }

    fn node(&self, step: &Step, law: Law) -> Node {
        let all = i64::try_from(step.steps.len()).unwrap_or(i64::MAX);
        let join = match step.join {
            Join::Leaf => String::new(),
            Join::AtLeast(number) if number >= all => "Phải đạt tất cả".to_owned(),
            Join::AtLeast(1) => "Chỉ cần đạt một trong các điều kiện".to_owned(),
            Join::AtLeast(number) => format!("Phải đạt ít nhất {number:02} điều kiện"),
            Join::Not => "Điều kiện sau không được xảy ra".to_owned(),
            Join::Readings => {
                "Nhiều cách hiểu: thống nhất thì theo, khác nhau thì người xem xét quyết định"
                    .to_owned()
            }
        };
        Node {
            rule: step.rule.to_string(),
            needed: step.needed.to_string(),
            mark: step.holds.into(),
            reminds: step.warn,
            idle: step.idle,
            cites: step.cites.iter().map(basis).collect(),
            confidence: step.confidence.vn(),
            confirmed: step.confirmed.as_ref().map(confirmed),
            values: step.values.iter().map(|own| value(own)).collect(),
            found: step.found.clone(),
            lacks: if step.lacks == step.found || step.lacks == step.asks {
                String::new()
            } else {
                step.lacks.clone()
            },
            asks: step.asks.clone(),
            soonest: (step.holds == Tri::No && step.join == Join::Leaf)
                .then(|| soonest(step.hope, self.moment))
                .flatten(),
            evidence: step
                .evidence
                .iter()
                .map(|own| Base {
                    text: own.text.to_string(),
                    href: self.href(&own.link),
                })
                .collect(),
            left_out: step.left_out.clone(),
            absent: match step.left_out.is_empty() {
                true => Vec::new(),
                false => self.absent(),
            },
            remarks: step.remarks.clone(),
            join,
            question: self.question(step, law),
            steps: step.steps.iter().map(|part| self.node(part, law)).collect(),
        }
    }

    /// Members who were away in the year, or entered the service in it or shortly before.
    fn absent(&self) -> Vec<Base> {
        let labels = &self.view.state.catalogue.labels;
        let first = self.moment.year.first_day();
        let members = self.facts.members.iter().flatten();
        let told = members.filter_map(|member| {
            let mut why: Vec<String> = member
                .absences
                .iter()
                .map(|own| labels.word("vang-mat.loai", own.code()).to_owned())
                .collect();
            let entered = member.service_from.filter(|day| day.last_day() >= first);
            why.extend(entered.map(|day| format!("vào ngành {}", day.vn())));
            let name = self.view.state.name_on(&member.link.key, self.moment.on);
            (!why.is_empty()).then(|| Base {
                text: format!("{name}: {}", why.join(", ")),
                href: self.href(&member.link),
            })
        });
        told.collect()
    }

    /// What a person is asked, where nobody but a person can judge.
    fn question(&self, step: &Step, law: Law) -> Option<Question> {
        let book = self.view.state.law.as_ref();
        let condition = book.named(&step.rule)?;
        if step.join != Join::Leaf || !book.asks_people_under(condition, law.regime) {
            return None;
        }
        let reads = answer::reads(self.view, self.subject, &step.rule);
        let stored = answer::stored(self.view, self.subject, &step.rule, self.moment.year.0);
        if step.idle && stored.is_none() {
            return None;
        }
        Some(Question {
            answer: stored
                .filter(|_| reads)
                .map(|answer| Told::of(self.view, answer)),
            may: self.may && reads,
            seen: 0,
        })
    }

    /// Where a fact is written, as far as it is a record of its own.
    fn href(&self, link: &Link) -> Option<String> {
        let part = crate::listing::part;
        if link.key.is_empty() {
            return None;
        }
        match link.sheet {
            "nhan-su" if self.view.state.people.contains_key(link.key.as_str()) => {
                Some(format!("/ca-nhan/{}", part(&link.key)))
            }
            "co-quan" if self.view.state.org.find(&link.key).is_some() => {
                Some(format!("/co-quan/{}", part(&link.key)))
            }
            "chi-tieu" if self.view.state.org.find(&link.key).is_some() => Some(format!(
                "/co-quan/{}/tien-do?nam={}",
                part(&link.key),
                self.moment.year.0
            )),
            sheet if !self.person && sheet == "nhan-su" => None,
            sheet => {
                crate::record::kind(sheet)?;
                Some(format!("/du-lieu/{sheet}/lich-su?khoa={}", part(&link.key)))
            }
        }
    }
}

fn basis(cited: &Cited) -> Basis {
    Basis {
        text: cited.text.clone(),
        short: cited.short.clone(),
        article: cited.article.clone(),
    }
}

fn confirmed(own: &Confirmed) -> String {
    format!("{}, ngày {}", own.by, time::vn(own.at))
}

fn value(own: &UsedValue) -> ValueLine {
    ValueLine {
        parameter: own.parameter.clone(),
        name: own.name.clone(),
        value: own.value.clone(),
        from: time::vn(own.from),
        cites: own.cites.iter().map(basis).collect(),
        confirmed: own.confirmed.as_ref().map(confirmed),
        confidence: own.confidence.vn(),
    }
}
