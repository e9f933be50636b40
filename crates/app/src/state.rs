//! What the database held at one version, typed and in memory, and the application that keeps it.
//!
//! Every request compares the version it sees with the newest one and takes the events since: what
//! changed is read again, the rest is shared.

pub(crate) mod build;
mod kept;
mod view;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use thidua_domain::access::Actor;
use thidua_domain::achievement::Achievement;
use thidua_domain::activity::Activity;
use thidua_domain::catalogue::{AddedName, Catalogue};
use thidua_domain::cluster::Cluster;
use thidua_domain::conduct::{Blocker, Discipline};
use thidua_domain::contribution::Contribution;
use thidua_domain::document::Document;
use thidua_domain::event::Event;
use thidua_domain::exemplar::{Exemplar, Follower, Spread, Step};
use thidua_domain::figures::Table;
use thidua_domain::initiative::Initiative;
use thidua_domain::law::{Answer, Lawbook};
use thidua_domain::note::Note;
use thidua_domain::org::Org;
use thidua_domain::people::absence::Away;
use thidua_domain::people::merge::Merged;
use thidua_domain::people::{People, Person};
use thidua_domain::practice::{Adoption, Practice};
use thidua_domain::rating::{OrganisationRating, Rating};
use thidua_domain::register::Award;
use thidua_domain::register::claim::Claim;
use thidua_domain::register::named::Decisions;
use thidua_domain::register::revocation::{Review, Revocation};
use thidua_domain::registration::Registration;
use thidua_domain::standing::Standing;
use thidua_domain::targets::Target as Goal;
use thidua_domain::time::Instant;
use thidua_store::{Db, Snapshot};
use tokio::sync::RwLock;

pub use self::view::View;
use crate::closing::{self, Book};
use crate::correction::IssuedBook;
use crate::deed::Shelf;
use crate::{AppError, Clock, Entropy, quality};

/// Everything queries read, at one version of the database.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Number of the newest audit event it includes.
    pub version: i64,
    /// Figure codes, awards, labels, regimes.
    pub catalogue: Arc<Catalogue>,
    /// Agencies and reorganisations.
    pub org: Arc<Org>,
    /// People by code.
    pub people: Arc<People>,
    /// Documents by code.
    pub documents: Arc<BTreeMap<String, Document>>,
    /// Targets, in the order they were told.
    pub targets: Arc<Vec<Goal>>,
    /// Awards, in the order they were told.
    pub awards: Arc<Vec<Award>>,
    /// The record each of them is told by, in the same order.
    pub award_records: Arc<Vec<i64>>,
    /// Quality ratings by person or collective, the oldest year first.
    pub ratings: Arc<BTreeMap<String, Vec<Rating>>>,
    /// Discipline by person, oldest first: read only through [`crate::conduct`].
    pub discipline: Arc<BTreeMap<String, Vec<Discipline>>>,
    /// What keeps a person or collective from being considered, oldest first: read only through
    /// [`crate::conduct`].
    pub blockers: Arc<BTreeMap<String, Vec<Blocker>>>,
    /// What people decided of conditions of awards, by person or collective: read only through [`crate::law::answer`].
    pub(crate) answers: Arc<BTreeMap<String, Vec<Answer>>>,
    /// Who was away, by person, oldest first.
    pub absences: Arc<BTreeMap<String, Vec<Away>>>,
    /// Ratings of Party and mass organisations by agency, the oldest year first.
    pub organisations: Arc<BTreeMap<String, Vec<OrganisationRating>>>,
    /// Movements with what was done under them.
    pub movements: Arc<crate::movement::Book>,
    /// Daily entries of campaigns.
    pub daily: Arc<crate::campaign::Book>,
    /// Initiatives by code.
    pub initiatives: Arc<BTreeMap<String, Initiative>>,
    /// Contributions, found by agency.
    pub contributions: Arc<Shelf<Contribution>>,
    /// Activities, found by agency.
    pub activities: Arc<Shelf<Activity>>,
    /// Achievements, found by agency, by code and by whose they are.
    pub achievements: Arc<Shelf<Achievement>>,
    /// Exemplars, found by agency, by code and by the achievements they rest on.
    pub exemplars: Arc<Shelf<Exemplar>>,
    /// Steps of exemplars, found by agency and exemplar.
    pub steps: Arc<Shelf<Step>>,
    /// Who follows an exemplar, found by agency and exemplar.
    pub followers: Arc<Shelf<Follower>>,
    /// How exemplars and practices were made known, found by agency, exemplar and practice.
    pub spreads: Arc<Shelf<Spread>>,
    /// Good practices, found by agency, by code and by the achievements they rest on.
    pub practices: Arc<Shelf<Practice>>,
    /// Who took a practice up, found by agency and practice.
    pub adoptions: Arc<Shelf<Adoption>>,
    /// Events, found by the agencies and the block that held them.
    pub events: Arc<Shelf<Event>>,
    /// Sentences of reports, found by agency.
    pub notes: Arc<Shelf<Note>>,
    /// Registrations, found by agency.
    pub registrations: Arc<Shelf<Registration>>,
    /// What was consolidated of them and sent up, and when it is due.
    pub registering: Arc<crate::registration::Book>,
    /// Reports asked of units below, and what they answered.
    pub requests: Arc<crate::request::Book>,
    /// Reports made regularly.
    pub schedules: Arc<crate::schedule::Book>,
    /// Ranks given by others, found by agency.
    pub standings: Arc<Shelf<Standing>>,
    /// Which code of a person stands for which.
    pub merged: Arc<Merged>,
    /// Whom names of old lists mean, as it was decided.
    pub decisions: Arc<Decisions>,
    /// Claims about awards by code: read only through [`crate::register::claim`].
    pub claims: Arc<BTreeMap<String, Claim>>,
    /// Cancelled decisions of award, in force or not, by the key of the award's record.
    pub revocations: Arc<BTreeMap<String, Revocation>>,
    /// Awards that rested on a cancelled one.
    pub award_reviews: Arc<Vec<Review>>,
    /// Where the awards stand that these two name, by the key of their record.
    pub(crate) named_awards: Arc<HashMap<String, usize>>,
    /// The rulebook: as shipped, with what was decided about it.
    pub law: Arc<Lawbook>,
    /// What was proposed and decided about it.
    pub rulings: Arc<crate::law::rules::Rulings>,
    /// Names of awards that agencies added.
    pub award_names: Arc<Vec<AddedName>>,
    /// Clusters by code, one a year.
    pub clusters: Arc<HashMap<String, Vec<Cluster>>>,
    /// Meetings of clusters with their candidates.
    pub meetings: Arc<crate::cluster::Meetings>,
    /// Figures of agencies and blocks; officers' are read when asked for.
    pub figures: Arc<Table>,
    /// The records of each agency, by the name of their sheet.
    pub(crate) owned: Arc<Owned>,
    /// Periods, what was decided about approval, and the figures that wait for it.
    pub closing: Arc<Book>,
    /// Who is asked to read which paper: read through [`crate::reading`].
    pub(crate) calls: Arc<crate::reading::Calls>,
    /// Papers that were issued with figures: read through [`crate::correction`].
    pub(crate) issued: Arc<IssuedBook>,
    /// What was answered to what asked for a second look.
    pub reviews: Arc<quality::Book>,
    /// At which version the figures of an agency last changed, since the state was first read.
    pub(crate) touched: Arc<quality::Touched>,
    /// What was found in the years of units.
    pub(crate) quality: Arc<quality::Kept>,
    /// What the back-test says of units.
    pub(crate) tried: Arc<crate::season::Kept>,
    /// Whether `figures` holds those that wait for approval too.
    pub drafts: bool,
    /// The figures with those that wait, made when first asked for.
    pub(crate) latest: Arc<OnceLock<Arc<Table>>>,
    pub(crate) kept: Arc<kept::Kept>,
}

/// By the name of a sheet and the code of an agency: the event that last changed a record, and its identity, changed
/// last first.
pub(crate) type Owned = BTreeMap<String, Arc<HashMap<String, Vec<(i64, i64)>>>>;

impl State {
    /// The name of an agency, block or person on a date; the code itself where it is not known.
    pub fn name_on(&self, code: &str, date: Date) -> String {
        if self.org.find(code).is_some() {
            return self.org.name_on(code, date).to_owned();
        }
        let block = self.clusters.get(code).and_then(|years| years.last());
        if let Some(block) = block {
            return block.name.clone();
        }
        let person = self.people.get(self.merged.standing(code));
        person.map_or(code, Person::name).to_owned()
    }

    /// The name by which lists, pickers and searches show it: of an agency that shares its name with another one
    /// with its dates, or with the agency above.
    pub fn label_on(&self, code: &str, date: Date) -> String {
        if self.org.find(code).is_some() {
            return self.org.label_on(code, date);
        }
        self.name_on(code, date)
    }

    /// How a source text is cited: the document's own words where it is one of `van-ban`, and where the text
    /// names one by its code.
    pub fn cited(&self, source: &str) -> String {
        if let Some(document) = self.documents.get(source) {
            return document.cited();
        }
        let of_code = |sign: char| sign.is_ascii_alphanumeric() || "-_.".contains(sign);
        let mut said = String::with_capacity(source.len());
        let mut rest = source;
        while let Some(first) = rest.chars().next() {
            let same = of_code(first);
            let end = rest.find(|sign| of_code(sign) != same);
            let (word, left) = rest.split_at(end.unwrap_or(rest.len()));
            match self.documents.get(word) {
                Some(document) => said.push_str(&document.cited()),
                None => said.push_str(word),
            }
            rest = left;
        }
        said
    }

    /// The name of a movement; the code itself where it is not known.
    pub fn movement_name(&self, code: &str) -> String {
        let found = self.movements.get(code);
        found.map_or_else(|| code.to_owned(), |movement| movement.name.clone())
    }

    /// The name of an event; the code itself where it is not known.
    pub fn event_name(&self, code: &str) -> String {
        let mut all = self.events.iter();
        let found = all.find(|event| event.code.as_deref() == Some(code));
        let name = found.and_then(|event| event.name.clone());
        // A code nobody has told of yet says nothing to a reader; words do.
        let is_code = code
            .chars()
            .all(|sign| !sign.is_whitespace() && !sign.is_uppercase());
        let unknown = if is_code {
            "sự kiện chưa khai"
        } else {
            code
        };
        name.unwrap_or_else(|| unknown.to_owned())
    }

    /// The same with figures that wait for approval: only the places where some wait are others.
    #[must_use]
    pub fn with_drafts(&self) -> Self {
        if self.drafts {
            return self.clone();
        }
        let latest = self.latest.get_or_init(|| closing::overlay(self));
        Self {
            figures: latest.clone(),
            drafts: true,
            ..self.clone()
        }
    }

    /// The block of a code that judges a year, else the latest one told without a year.
    pub fn cluster(&self, code: &str, year: i16) -> Option<&Cluster> {
        let years = self.clusters.get(code)?;
        let of_year = |cluster: &&Cluster| cluster.year.is_none_or(|own| own.0 == year);
        years.iter().rev().find(of_year)
    }
}

/// The application: the database, the newest state, the clock and the random source.
pub struct App {
    db: Db,
    state: RwLock<Arc<State>>,
    /// Told when the state is another one.
    newer: tokio::sync::Notify,
    finder: crate::search::Finder,
    entries: quality::Shelf,
    shipped: Arc<Catalogue>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    trial: bool,
}

impl App {
    /// Opens the application over a migrated database and reads its state.
    pub async fn open(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, AppError> {
        let shipped = Arc::new(crate::catalogue::shipped()?);
        let snapshot = db.read().await?;
        let trial = crate::trial::is_trial(&snapshot).await?;
        drop(snapshot);
        let empty = State {
            version: -1,
            catalogue: shipped.clone(),
            law: crate::law::book::shipped()?,
            ..State::default()
        };
        let app = Self {
            db,
            state: RwLock::new(Arc::new(empty)),
            newer: tokio::sync::Notify::new(),
            finder: crate::search::Finder::default(),
            entries: quality::Shelf::default(),
            shipped,
            clock,
            entropy,
            trial,
        };
        app.state().await?;
        Ok(app)
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// What finds things by their names.
    pub(crate) fn finder(&self) -> &crate::search::Finder {
        &self.finder
    }

    /// When figures were entered, as far as it was asked for.
    pub(crate) fn entries(&self) -> &quality::Shelf {
        &self.entries
    }

    /// The random source.
    pub fn entropy(&self) -> &dyn Entropy {
        self.entropy.as_ref()
    }

    /// Whether the database is for trying out: its days are chosen, and every page says so.
    pub fn is_trial(&self) -> bool {
        self.trial
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Today in Vietnam.
    pub fn today(&self) -> Date {
        self.clock.now().date()
    }

    /// The newest state: the kept one where the version still holds, else brought up to date.
    pub async fn state(&self) -> Result<Arc<State>, AppError> {
        let version = self.db.version().await?;
        {
            let kept = self.state.read().await;
            if kept.version >= version {
                return Ok(kept.clone());
            }
        }
        let mut kept = self.state.write().await;
        if kept.version >= version {
            return Ok(kept.clone());
        }
        let snapshot = self.db.read().await?;
        let newer = Arc::new(build::advance(&kept, &self.shipped, &snapshot).await?);
        *kept = newer.clone();
        self.newer.notify_one();
        Ok(newer)
    }

    /// The state a write transaction began with.
    pub(crate) async fn state_at<S: Snapshot>(&self, snapshot: &S) -> Result<Arc<State>, AppError> {
        let mut kept = self.state.write().await;
        if kept.version < snapshot.version() {
            *kept = Arc::new(build::advance(&kept, &self.shipped, snapshot).await?);
            self.newer.notify_one();
        }
        Ok(kept.clone())
    }

    /// The catalogues as shipped.
    pub(crate) fn shipped(&self) -> &Arc<Catalogue> {
        &self.shipped
    }

    /// Keeps a state that a command built before it committed as `version`.
    pub(crate) async fn keep(&self, mut state: State, version: i64) {
        state.version = version;
        let mut kept = self.state.write().await;
        if kept.version < version {
            *kept = Arc::new(state);
            self.newer.notify_one();
        }
    }

    /// An actor's view of the newest state, today.
    pub async fn view(&self, actor: &Actor) -> Result<View, AppError> {
        Ok(View::of(self.state().await?, actor, self.today()))
    }
}
