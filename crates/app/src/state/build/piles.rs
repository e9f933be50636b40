//! The rows that were read, kind by kind, until they become part of a state.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use thidua_domain::bundle::Values;
use thidua_domain::catalogue::{Aggregation, Catalogue, Decision, FigureCode};
use thidua_domain::closing::OfficeDay;
use thidua_domain::cluster::Cluster;
use thidua_domain::conduct::{Blocker, Discipline};
use thidua_domain::document::Document;
use thidua_domain::initiative::Initiative;
use thidua_domain::law::Answer;
use thidua_domain::org::{Org, Reorganisation, Spell};
use thidua_domain::people::{People, Person};
use thidua_domain::rating::Rating;
use thidua_domain::register::Award;
use thidua_domain::restate::Crosswalk;
use thidua_domain::targets::Target;
use thidua_store::bulk::Batch;
use thidua_store::{Snapshot, StoreError, bulk};

use super::{
    ADDED, AGENCIES, CROSSWALK, DAYS, DECISIONS, OPENINGS, REORGANISED, by_subject, deeds,
    gathered, launched, lawful, owner, revoked, whose,
};
use crate::{AppError, State};

/// The rows of the kinds that were read, in the order they were first told; `None`: the kind was not.
#[derive(Default)]
pub(super) struct Piles {
    agencies: Option<Vec<Values>>,
    reorganised: Option<Vec<Values>>,
    crosswalk: Option<Vec<Values>>,
    openings: Option<Vec<Values>>,
    people: Option<Vec<Values>>,
    clusters: Option<Vec<Values>>,
    documents: Option<Vec<Document>>,
    targets: Option<Vec<Target>>,
    /// With the identities of their records.
    awards: Option<Vec<(Award, i64)>>,
    added: Option<Vec<FigureCode>>,
    decisions: Option<Vec<Decision>>,
    days: Option<Vec<OfficeDay>>,
    ratings: Option<Vec<Rating>>,
    discipline: Option<Vec<Discipline>>,
    blockers: Option<Vec<Blocker>>,
    answers: Option<Vec<Answer>>,
    initiatives: Option<Vec<Initiative>>,
    /// What only the law asks for.
    lawful: lawful::Lawful,
    launched: launched::Launched,
    deeds: deeds::Deeds,
    gathered: gathered::Gathered,
    /// Whom names and merged codes mean.
    pub(super) whose: whose::Whose,
    /// Which awards were cancelled.
    pub(super) revoked: revoked::Revoked,
    /// Whose each record is.
    owned: BTreeMap<String, HashMap<String, Vec<(i64, i64)>>>,
}

impl Piles {
    /// Reads the rows of a kind.
    pub(super) async fn read<S: Snapshot>(
        &mut self,
        snapshot: &S,
        kind: &str,
    ) -> Result<(), AppError> {
        self.begin(kind);
        let mut batches = bulk::records(snapshot, Some(kind));
        while let Some(batch) = batches.next().await? {
            self.all(&batch)?;
        }
        Ok(())
    }

    /// Takes every row of a batch.
    pub(super) fn all(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let mut damaged = None;
        batch.records(|record| match Values::from_canonical(record.content) {
            Some(row) => {
                self.belongs(record.kind, &row, (record.event, record.id));
                self.take(record.kind, row, record.id);
            }
            None => damaged = Some(record.kind.to_owned()),
        })?;
        damaged.map_or(Ok(()), |kind| {
            Err(StoreError::Damaged(format!("a record of {kind}")))
        })
    }

    /// Remembers whose the record is.
    fn belongs(&mut self, kind: &str, row: &Values, record: (i64, i64)) {
        let agency = owner(kind).and_then(|column| row.get(column));
        if let Some((agency, owned)) = agency.zip(self.owned.get_mut(kind)) {
            match owned.get_mut(agency) {
                Some(records) => records.push(record),
                None => {
                    owned.insert(agency.to_owned(), vec![record]);
                }
            }
        }
    }

    /// A kind without rows is known to have none.
    pub(super) fn begin(&mut self, kind: &str) {
        if owner(kind).is_some() {
            self.owned.insert(kind.to_owned(), HashMap::new());
        }
        match kind {
            AGENCIES => self.agencies = Some(Vec::new()),
            REORGANISED => self.reorganised = Some(Vec::new()),
            CROSSWALK => self.crosswalk = Some(Vec::new()),
            OPENINGS => self.openings = Some(Vec::new()),
            "nhan-su" => self.people = Some(Vec::new()),
            "cum-khoi" => self.clusters = Some(Vec::new()),
            "van-ban" => self.documents = Some(Vec::new()),
            "chi-tieu" => self.targets = Some(Vec::new()),
            "khen-thuong" => {
                self.awards = Some(Vec::new());
                self.revoked.begin();
            }
            ADDED => self.added = Some(Vec::new()),
            DECISIONS => self.decisions = Some(Vec::new()),
            DAYS => self.days = Some(Vec::new()),
            "danh-gia" => self.ratings = Some(Vec::new()),
            "ky-luat" => self.discipline = Some(Vec::new()),
            "vuong-mac" => self.blockers = Some(Vec::new()),
            "tra-loi-dieu-kien" => self.answers = Some(Vec::new()),
            "sang-kien" => self.initiatives = Some(Vec::new()),
            other => {
                self.deeds.begin(other);
                self.gathered.begin(other);
                self.lawful.begin(other);
                self.launched.begin(other);
                self.whose.begin(other);
            }
        }
    }

    fn take(&mut self, kind: &str, row: Values, id: i64) {
        fn put<T>(pile: &mut Option<Vec<T>>, row: Option<T>) {
            pile.get_or_insert_default().extend(row);
        }
        // Keys are those of the rows as they were told.
        let key = match kind {
            "khen-thuong" => self.revoked.key(&row),
            _ => None,
        };
        let told = deeds::Deeds::key(kind, &row);
        let candidate = gathered::Gathered::key(kind, &row);
        let row = self.whose.standing(kind, row);
        if self.deeds.take(kind, &row, told) {
            return;
        }
        match kind {
            AGENCIES => put(&mut self.agencies, Some(row)),
            REORGANISED => put(&mut self.reorganised, Some(row)),
            CROSSWALK => put(&mut self.crosswalk, Some(row)),
            OPENINGS => put(&mut self.openings, Some(row)),
            "nhan-su" => put(&mut self.people, Some(row)),
            "cum-khoi" => put(&mut self.clusters, Some(row)),
            "van-ban" => put(&mut self.documents, Document::from_row(&row)),
            "chi-tieu" => put(&mut self.targets, Target::from_row(&row)),
            "khen-thuong" => {
                if let Some(mut award) = Award::from_row(&row) {
                    let pile = self.awards.get_or_insert_default();
                    self.revoked.lay(key, pile.len(), &mut award);
                    pile.push((award, id));
                }
            }
            ADDED => put(&mut self.added, FigureCode::from_row(&row)),
            DECISIONS => put(&mut self.decisions, Decision::from_row(&row)),
            DAYS => put(&mut self.days, OfficeDay::from_row(&row)),
            "danh-gia" => put(&mut self.ratings, Rating::from_row(&row)),
            "ky-luat" => put(&mut self.discipline, Discipline::from_row(&row)),
            "vuong-mac" => put(&mut self.blockers, Blocker::from_row(&row)),
            "tra-loi-dieu-kien" => put(&mut self.answers, Answer::from_row(&row)),
            "sang-kien" => put(&mut self.initiatives, Initiative::from_row(&row)),
            other => {
                self.gathered.take(other, &row, candidate);
                self.lawful.take(other, &row);
                self.launched.take(other, &row);
                self.whose.take(other, row);
            }
        }
    }

    pub(super) fn become_part_of(self, state: &mut State, shipped: &Arc<Catalogue>) {
        let counted = self.decisions;
        let counted = counted.unwrap_or_else(|| state.catalogue.decisions().to_vec());
        let days = self.days;
        let days = days.unwrap_or_else(|| state.catalogue.calendar.decided().to_vec());
        let decided = [self.crosswalk, self.openings];
        if let (Some(agencies), Some(reorganised)) = (self.agencies, self.reorganised) {
            let org = org(&agencies, &reorganised);
            state.org =
                Arc::new(org.with_crosswalk(crosswalk(shipped, decided, self.added.as_deref())));
        }
        if let Some(rows) = self.people {
            state.people = Arc::new(People::new(Person::from_rows(&rows)));
        }
        let blocks = self.clusters.map(|rows| clusters(&rows));
        self.gathered.become_part_of(state, blocks);
        if let Some(documents) = self.documents {
            let by_code = documents.into_iter();
            let by_code = by_code.map(|document| (document.code.clone(), document));
            state.documents = Arc::new(by_code.collect());
        }
        if let Some(mut targets) = self.targets {
            targets.shrink_to_fit();
            state.targets = Arc::new(targets);
        }
        if let Some(awards) = self.awards {
            let (mut awards, mut records): (Vec<Award>, Vec<i64>) = awards.into_iter().unzip();
            awards.shrink_to_fit();
            records.shrink_to_fit();
            state.awards = Arc::new(awards);
            state.award_records = Arc::new(records);
        }
        if let Some(rows) = self.ratings {
            state.ratings = Arc::new(by_subject(rows, |row| &row.subject, |row| row.year));
        }
        if let Some(rows) = self.discipline {
            state.discipline = Arc::new(by_subject(rows, |row| &row.person, |row| row.decided_on));
        }
        if let Some(rows) = self.blockers {
            state.blockers = Arc::new(by_subject(rows, |row| &row.subject, |row| row.from));
        }
        if let Some(rows) = self.answers {
            state.answers = Arc::new(by_subject(rows, |row| &row.subject, |row| row.year));
        }
        if let Some(rows) = self.initiatives {
            let by_code = rows.into_iter().map(|row| (row.code.clone(), row));
            state.initiatives = Arc::new(by_code.collect());
        }
        self.revoked.become_part_of(state);
        self.lawful.become_part_of(state);
        self.launched.become_part_of(state);
        self.deeds.become_part_of(state);
        self.whose.become_part_of(state);
        if let Some(added) = self.added {
            let mut catalogue = Catalogue::clone(shipped);
            // A code this release ships keeps the shipped meaning; `check` tells of the other one.
            let new = |code: &FigureCode| shipped.figure(&code.code).is_none();
            added
                .into_iter()
                .filter(new)
                .for_each(|code| catalogue.add(code));
            catalogue.add_award_names(&state.award_names);
            state.catalogue = Arc::new(catalogue);
        }
        keep_decided(state, counted, days);
        for (kind, mut owned) in self.owned {
            for records in owned.values_mut() {
                records.sort_unstable_by(|a, b| b.cmp(a));
                records.shrink_to_fit();
            }
            Arc::make_mut(&mut state.owned).insert(kind, Arc::new(owned));
        }
    }
}

/// What people decided about the catalogues stays when these are made anew.
fn keep_decided(state: &mut State, decisions: Vec<Decision>, days: Vec<OfficeDay>) {
    if state.catalogue.decisions() != decisions.as_slice() {
        Arc::make_mut(&mut state.catalogue).decide(decisions);
    }
    if state.catalogue.calendar.decided() != days.as_slice() {
        let catalogue = Arc::make_mut(&mut state.catalogue);
        catalogue.calendar = catalogue.calendar.with_days(days);
    }
}

fn org(agencies: &[Values], reorganised: &[Values]) -> Org {
    let spells = agencies
        .iter()
        .filter_map(|row| Some((row.text("ma")?, Spell::from_row(row)?)));
    let pairs = reorganised
        .iter()
        .filter_map(Reorganisation::from_row)
        .collect();
    Org::new(spells, pairs)
}

/// What was decided about figures of agencies that are no more, with the codes that are a state at the end.
fn crosswalk(
    shipped: &Catalogue,
    [rules, openings]: [Option<Vec<Values>>; 2],
    added: Option<&[FigureCode]>,
) -> Arc<Crosswalk> {
    let codes = shipped.figures().chain(added.unwrap_or_default());
    let at_end = codes.filter(|code| code.aggregation == Aggregation::AtEnd);
    let at_end = at_end.map(|code| code.code.clone()).collect();
    let rows = |rows: &Option<Vec<Values>>| rows.clone().unwrap_or_default();
    Arc::new(Crosswalk::new(&rows(&rules), &rows(&openings), at_end))
}

fn clusters(rows: &[Values]) -> HashMap<String, Vec<Cluster>> {
    let mut clusters: HashMap<String, Vec<Cluster>> = HashMap::new();
    for cluster in rows.iter().filter_map(Cluster::from_row) {
        clusters
            .entry(cluster.code.clone())
            .or_default()
            .push(cluster);
    }
    for years in clusters.values_mut() {
        years.sort_by_key(|cluster| cluster.year);
    }
    clusters
}
