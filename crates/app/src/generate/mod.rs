//! `generate national`: an invented nation at true size into an empty database.
//!
//! What is invented comes from `thidua_domain::generate`. Agencies, people, blocks, targets and awards
//! go through the bundle's own command, so that they pass its checks; figures go into the store a year
//! at a time, because half a million rows of text a year would say nothing that their sheets do not.

mod figures;

use serde::Serialize;
use thidua_domain::bundle::Cell;
use thidua_domain::generate::{Honours, MOST_YEARS, NEWEST, Nation, Random, Staff, Table};
use thidua_domain::generate::{clusters, people, targets};
use thidua_domain::time::{Instant, WorkYear};
use thidua_files::grid::{Grid, GridRow};
use thidua_store::Db;

use crate::access::Caller;
use crate::bundle::{self, Bundle, Options};
use crate::{App, AppError, Clock, SystemEntropy};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AskNation {
    /// Where chance begins: the same seed and years give the same database.
    pub seed: u64,
    /// Work years up to and with 2026, 1 to 20.
    pub years: i16,
    /// Codes of the provinces wanted (of the tree from 01/7/2025); empty: all.
    pub only: Vec<String>,
}

/// What was generated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Generated {
    /// The seed.
    pub seed: u64,
    /// First work year.
    pub from: i16,
    /// Last work year.
    pub to: i16,
    /// Rows of agencies, documents, people, blocks, targets and awards.
    pub records: usize,
    /// Sheets of figures.
    pub sheets: usize,
    /// People.
    pub people: usize,
    /// Version of the database: number of the newest event.
    pub version: i64,
}

/// Every event of a generated database happened at this instant: 22/11/2026 00:00 in Vietnam.
const MADE_AT: Instant = Instant(1_795_280_400_000_000);

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> Instant {
        MADE_AT
    }
}

/// Fills an empty database. `tell` hears in Vietnamese what is being done.
///
/// # Errors
/// [`AppError::Refused`] where the database is not empty or the years are not 1 to 20,
/// [`AppError::Faulty`] where the invented rows do not pass the checks of a load, and the store's.
pub async fn national(
    db: &Db,
    ask: &AskNation,
    tell: &(dyn Fn(&str) + Send + Sync),
) -> Result<Generated, AppError> {
    if !(1..=MOST_YEARS).contains(&ask.years) {
        return Err(AppError::refused(format!(
            "Số năm công tác phải từ 1 đến {MOST_YEARS}."
        )));
    }
    if db.version().await? != 0 {
        return Err(AppError::refused(
            "Cơ sở dữ liệu đã có dữ liệu. Chỉ sinh dữ liệu thử vào cơ sở dữ liệu mới: ghi --db với một tệp chưa có.",
        ));
    }
    let db = db.salted_from(ask.seed);
    let app = App::open(
        db,
        std::sync::Arc::new(Fixed),
        std::sync::Arc::new(SystemEntropy),
    )
    .await?;
    let mut maker = Maker {
        app: &app,
        caller: Caller::console(),
        random: Random::new(ask.seed),
        tell,
        made: Generated {
            seed: ask.seed,
            from: NEWEST.0 - ask.years + 1,
            to: NEWEST.0,
            ..Generated::default()
        },
    };
    maker.make(&ask.only).await?;
    let mut made = maker.made;
    made.version = app.db().version().await?;
    Ok(made)
}

struct Maker<'a> {
    app: &'a App,
    caller: Caller,
    random: Random,
    tell: &'a (dyn Fn(&str) + Send + Sync),
    made: Generated,
}

impl Maker<'_> {
    async fn make(&mut self, only: &[String]) -> Result<(), AppError> {
        let tree = bundle::embedded("nganh")
            .ok_or_else(|| AppError::Machine("the sector's tree is not embedded".to_owned()))?;
        self.load(tree).await?;
        let only: Vec<&str> = only.iter().map(String::as_str).collect();
        let nation = Nation::invent(&self.app.state().await?.org, &self.random, &only);
        self.tell("Cây tổ chức");
        self.load(named("sinh-thu-co-quan", nation.rows.clone()))
            .await?;
        let years: Vec<WorkYear> = (self.made.from..=self.made.to).map(WorkYear).collect();
        let first = years.first().copied().unwrap_or(NEWEST);
        let staff = Staff::invent(&nation, &self.random, first);
        self.made.people = staff.len();
        self.tell("Nhân sự");
        self.load(named("sinh-thu-nhan-su", vec![people(&nation, &staff)]))
            .await?;
        let mut honours = Honours::new(&nation, &staff, &self.random);
        for year in years {
            self.tell(&format!("Chỉ tiêu, cụm khối, khen thưởng năm {year}"));
            let mut tables = vec![clusters(&nation, &self.random, year)];
            tables.extend(targets(&nation, &self.random, year));
            tables.extend(honours.year(year));
            self.load(named(&format!("sinh-thu-{year}"), tables))
                .await?;
        }
        self.figures(&nation, &staff, first).await
    }

    fn tell(&self, what: &str) {
        (self.tell)(what);
    }

    /// Loads a bundle as a user would: every fault is a fault of this program.
    async fn load(&mut self, bundle: Bundle) -> Result<(), AppError> {
        let options = Options {
            channel: self.caller.channel.to_owned(),
            ..Options::default()
        };
        let ours = bundle.name != "nganh";
        let loaded = bundle::load(self.app, &self.caller.actor, &bundle, &options).await?;
        if loaded.refused() || (ours && !loaded.faults.is_empty()) {
            return Err(AppError::Faulty(loaded.faults));
        }
        self.made.records += loaded.stored.values().sum::<usize>();
        Ok(())
    }
}

/// Tables as the bundle a file would have given; those of one sheet become one.
fn named(name: &str, tables: Vec<Table>) -> Bundle {
    let mut merged: Vec<Table> = Vec::new();
    for table in tables {
        match merged.iter_mut().find(|other| other.name == table.name) {
            Some(other) => other.rows.extend(table.rows),
            None => merged.push(table),
        }
    }
    Bundle {
        name: name.to_owned(),
        sheets: merged.into_iter().map(grid).collect(),
        ..Bundle::default()
    }
}

fn grid(table: Table) -> Grid {
    let cell = |text: String| {
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    };
    let headings = table
        .headings
        .iter()
        .map(|heading| (*heading).to_owned())
        .collect();
    let rows = std::iter::once(headings).chain(table.rows);
    let row = |(number, cells): (u32, Vec<String>)| GridRow {
        number,
        cells: cells.into_iter().map(cell).collect(),
    };
    Grid {
        name: table.name.to_owned(),
        rows: (1..).zip(rows).map(row).collect(),
        ..Grid::default()
    }
}
