//! What the records know of a person or a collective when an award is judged (decision 0024).
//!
//! What nobody told is absent, never guessed: the engine then leads to a person. Each fact bears the record it comes
//! from; the key of a link is the identity of an award's record, the code of a person or an agency, else the key of
//! the record. Nothing here asks whether the reader may see the subject: whoever gathers has permitted that before.
//! Only discipline and open cases, and the members of a collective, are left out for who may not know them.

mod awards;
mod heirs;
mod members;
mod quota;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use thidua_domain::access::Permission;
use thidua_domain::conduct::{FORMS, SHEETS};
use thidua_domain::initiative::Initiative;
use thidua_domain::law::{
    AwardId, BlockerFact, Conduct, DisciplineFact, Facts, InitiativeFact, Lawbook, LeadFact, Link,
    Moment, Organisation, OrganisationFact, Position, PostFact, RatingFact, Scope, SubjectKind,
    TargetFact,
};
use thidua_domain::people::{Person, Post};
use thidua_domain::rating::Rating;
use thidua_domain::register::{Award, Index};
use thidua_domain::targets::Target;
use thidua_domain::time::Validity;

use crate::law::answer;
use crate::state::View;
use crate::{State, conduct, rating, targets};

use members::Roll;
use quota::Quotas;

/// Gathers facts of one subject after the other for one moment; what serves many is indexed once, when first needed.
pub struct Gatherer<'v> {
    view: &'v View,
    moment: Moment,
    /// The day on which people and units of the considered year are looked at.
    day: Date,
    codes: HashMap<&'v str, AwardId>,
    index: Arc<Index>,
    /// A row of the register that is taken to stand otherwise than it does: its place and its state.
    instead: Option<(usize, &'static str)>,
    authors: OnceCell<HashMap<&'v str, Vec<&'v Initiative>>>,
    roll: OnceCell<Roll>,
    quotas: OnceCell<Quotas>,
    targets: OnceCell<Vec<Target>>,
}

impl<'v> Gatherer<'v> {
    /// A gatherer for a reader, a book and a moment.
    pub fn new(view: &'v View, book: &'v Lawbook, moment: Moment) -> Self {
        let codes = book
            .names
            .all()
            .map(|award| (book.names.code(award), award));
        Self {
            view,
            moment,
            day: rating::day_of(moment.year, moment.on),
            codes: codes.collect(),
            index: view.state.award_index(),
            instead: None,
            authors: OnceCell::new(),
            roll: OnceCell::new(),
            quotas: OnceCell::new(),
            targets: OnceCell::new(),
        }
    }

    /// As if the award at a place of the register had another state: `da_tang`, `thu_hoi`.
    #[must_use]
    pub(crate) fn with_status(mut self, place: usize, status: &'static str) -> Self {
        self.instead = Some((place, status));
        self
    }

    /// The state of the award at a place of the register.
    fn status<'a>(&self, place: usize, award: &'a Award) -> &'a str {
        match self.instead {
            Some((own, status)) if own == place => status,
            _ => &award.status,
        }
    }

    fn state(&self) -> &'v State {
        self.view.state.as_ref()
    }

    /// What is known of a person; a code for which another stands is that other's. `None`: there is none.
    pub fn person(&self, code: &str) -> Option<Facts> {
        let state = self.state();
        let person = state.people.get(state.merged.standing(code))?;
        let code = person.code.as_str();
        let now = person.on(self.moment.on);
        let told = self.told_of(code);
        let mut facts = Facts::new(SubjectKind::Person);
        facts.woman = person.gender.as_deref().map(|gender| gender == "nu");
        facts.group = now.and_then(|post| post.group.as_deref()).map(Into::into);
        facts.service_from = person.joined;
        facts.awards = told.awards;
        facts.acclaimed = told.acclaimed;
        facts.ratings = self.ratings(code);
        facts.initiatives = self.initiatives(code);
        facts.conduct = self.conduct(code);
        facts.posts = person
            .posts
            .iter()
            .map(|post| self.post(person, post))
            .collect();
        facts.leads = self.lead(person);
        facts.quotas = self.quotas_of(person);
        facts.answers = answer::facts(self.view, code);
        Some(facts)
    }

    /// What is known of a collective. `None`: there is no such agency.
    pub fn unit(&self, code: &str) -> Option<Facts> {
        let state = self.state();
        let agency = state.org.find(code)?;
        let told = self.told_of_unit(&agency.code);
        let mut facts = Facts::new(SubjectKind::Collective);
        facts.awards = told.awards;
        facts.acclaimed = told.acclaimed;
        facts.ratings = rated(self.rated(&agency.code));
        facts.conduct = self.conduct(&agency.code);
        facts.unit = Some(Validity {
            from: agency.born(),
            to: agency.ended(),
        });
        facts.members = self.members(&agency.code);
        facts.organisations = self.organisations(&agency.code);
        facts.targets = self.targets(&agency.code).into_iter().collect();
        facts.answers = answer::facts(self.view, &agency.code);
        Some(facts)
    }

    fn ratings(&self, code: &str) -> Vec<RatingFact> {
        rated(self.state().ratings.get(code).into_iter().flatten())
    }

    /// Who is an author of what, over all initiatives.
    fn initiatives(&self, code: &str) -> Vec<InitiativeFact> {
        let state = self.state();
        let authors = self.authors.get_or_init(|| {
            let mut by: HashMap<&str, Vec<&Initiative>> = HashMap::new();
            for own in state.initiatives.values() {
                for author in &own.authors {
                    let own_list = by.entry(author.person.as_str()).or_default();
                    if own_list.last().is_none_or(|last| last.code != own.code) {
                        own_list.push(own);
                    }
                }
            }
            by
        });
        let own = authors.get(code).into_iter().flatten();
        own.map(|own| self.initiative(own)).collect()
    }

    fn initiative(&self, own: &Initiative) -> InitiativeFact {
        let used = own.used.iter();
        let used = used.filter_map(|(award, year)| Some((self.award(award)?, *year)));
        InitiativeFact {
            name: own.name.as_str().into(),
            is_task: own.is_task,
            scope: own.scope.as_deref().and_then(Scope::from_code),
            recognised: own.is_recognised(),
            recognised_on: own.recognised_on,
            used: used.collect(),
            link: link("sang-kien", &own.code),
        }
    }

    /// Discipline and open cases as far as the reader may know them.
    fn conduct(&self, code: &str) -> Option<Conduct> {
        let (disciplines, blockers) = conduct::rows(self.view, code)?;
        let [of_discipline, of_blockers] = SHEETS;
        let discipline = disciplines.iter().filter_map(|row| {
            Some(DisciplineFact {
                form: FORMS.iter().position(|form| *form == row.form)?,
                decided_on: row.decided_on,
                ends_on: row.ends_on,
                link: link(of_discipline, &row.key),
            })
        });
        let blocker = |row: &thidua_domain::conduct::Blocker| BlockerFact {
            case: row.case.as_str().into(),
            from: row.from,
            to: row.to,
            link: link(of_blockers, &row.key),
        };
        Some(Conduct {
            disciplines: discipline.collect(),
            blockers: blockers.iter().map(blocker).collect(),
        })
    }

    /// A post with the rank it had in the agency as it then was.
    fn post(&self, person: &Person, post: &Post) -> PostFact {
        let (position, level) = self.rank(post);
        PostFact {
            position,
            level: level.map_or("", thidua_domain::org::Level::code).into(),
            validity: post.validity,
            link: link("nhan-su", &person.code),
        }
    }

    fn rank(&self, post: &Post) -> (Option<Position>, Option<thidua_domain::org::Level>) {
        let on = post.validity.from.map_or(self.day, |from| from.last_day());
        let agency = self.state().org.find(&post.agency);
        let level = agency
            .and_then(|agency| agency.nearest(on))
            .map(|spell| spell.level);
        let rank = Position::of_printed(post.post.as_deref(), level, post.group.as_deref());
        (rank, level)
    }

    /// The collective a person leads in the considered year, with its awards of that year.
    fn lead(&self, person: &Person) -> Option<LeadFact> {
        let post = rating::post_of(person, self.moment.year, self.moment.on)?;
        if self.rank(post).0 != Some(Position::Head) {
            return None;
        }
        Some(LeadFact {
            awards: self.given_for_year(&post.agency),
            link: link("co-quan", &post.agency),
        })
    }

    fn organisations(&self, code: &str) -> Vec<OrganisationFact> {
        let rows = self.state().organisations.get(code).into_iter().flatten();
        rows.filter_map(|row| {
            Some(OrganisationFact {
                organisation: match row.organisation.as_str() {
                    "dang" => Organisation::Party,
                    "doan_the" => Organisation::Mass,
                    _ => return None,
                },
                year: row.year,
                level: row.level,
                link: link("xep-loai-doan-the", &row.key),
            })
        })
        .collect()
    }

    /// How the targets of the year were met, once it is over and each of them can be judged.
    fn targets(&self, code: &str) -> Option<TargetFact> {
        let year = self.moment.year;
        if self.moment.on <= year.last_day() || !self.view.sees(Permission::ViewTargets, code) {
            return None;
        }
        let of_year = self.targets.get_or_init(|| {
            let all = self.state().targets.iter();
            all.filter(|target| target.years.contains(year))
                .cloned()
                .collect()
        });
        Some(TargetFact {
            year,
            result: targets::year_result(self.state(), of_year, code, year)?,
            link: link("co-quan", code),
        })
    }

    fn award(&self, code: &str) -> Option<AwardId> {
        self.codes.get(code).copied()
    }
}

fn link(sheet: &'static str, key: &str) -> Link {
    Link {
        sheet,
        key: key.into(),
    }
}

/// Ratings whose level was told.
fn rated<'r>(rows: impl IntoIterator<Item = &'r Rating>) -> Vec<RatingFact> {
    let rows = rows.into_iter();
    rows.filter_map(|row| {
        Some(RatingFact {
            year: row.year,
            level: row.level?,
            link: link("danh-gia", &row.key),
        })
    })
    .collect()
}
