//! `bench`: our side of `make bench`, hidden from the help. One JSON object a line, see `benches/README.md`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{Args, Subcommand};
use serde::Serialize;
use thidua_app::access::Caller;
use thidua_app::bundle::{self, Options as Loading};
use thidua_app::{App, SystemClock, SystemEntropy};
use thidua_domain::amount::Rate;
use thidua_domain::figures::{Figure, Figures, Frame, SheetKey, Table};
use thidua_domain::generate::Random;
use thidua_domain::time::{Window, WorkYear};
use thidua_store::{Db, Options};

use crate::out::print;
use crate::refusal::Refusal;

/// `bench …`.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    #[command(about = "Đọc một tệp số liệu")]
    Read(FileArgs),
    #[command(about = "Đọc, kiểm tra và lưu một tệp số liệu")]
    Store(FileArgs),
    #[command(about = "Câu hỏi toàn quốc trên bảng số liệu trong bộ nhớ")]
    National(NationalArgs),
}

/// `bench read`, `bench store`.
#[derive(Debug, Args)]
pub(crate) struct FileArgs {
    file: PathBuf,
    #[arg(long, default_value_t = 7)]
    runs: usize,
}

/// `bench national`.
#[derive(Debug, Args)]
pub(crate) struct NationalArgs {
    #[arg(long)]
    seed: u64,
    #[arg(long, default_value_t = 7)]
    runs: usize,
}

/// One measured work.
#[derive(Serialize)]
struct Line {
    name: &'static str,
    median_ms: f64,
    fastest_ms: f64,
    slowest_ms: f64,
    note: String,
}

/// Measures and prints.
pub(crate) async fn run(what: Bench) -> Result<(), Refusal> {
    match what {
        Bench::Read(args) => read(&args),
        Bench::Store(args) => store(&args).await,
        Bench::National(args) => national(&args),
    }
}

/// Prints the median of several turns.
fn tell(name: &'static str, mut turns: Vec<Duration>, note: String) -> Result<(), Refusal> {
    turns.sort();
    let ms = |turn: Option<&Duration>| turn.map_or(0.0, |turn| turn.as_secs_f64() * 1e3);
    let line = Line {
        name,
        median_ms: ms(turns.get(turns.len() / 2)),
        fastest_ms: ms(turns.first()),
        slowest_ms: ms(turns.last()),
        note,
    };
    let text = serde_json::to_string(&line).map_err(|error| Refusal::told(error.to_string()))?;
    print(&text)
}

/// One unmeasured turn, then the measured ones.
fn timed<T>(runs: usize, mut turn: impl FnMut() -> T) -> Vec<Duration> {
    let mut turns = Vec::with_capacity(runs);
    for run in 0..=runs.max(1) {
        let start = Instant::now();
        std::hint::black_box(turn());
        if run > 0 {
            turns.push(start.elapsed());
        }
    }
    turns
}

fn rows(path: &Path) -> Result<usize, Refusal> {
    let bundle = bundle::from_path(&path.to_string_lossy())?;
    Ok(bundle.sheets.iter().map(|sheet| sheet.rows.len()).sum())
}

fn read(args: &FileArgs) -> Result<(), Refusal> {
    let count = rows(&args.file)?;
    let turns = timed(args.runs, || rows(&args.file).ok());
    tell(
        "read_xlsx",
        turns,
        format!("{count} rows with their cells in memory"),
    )
}

async fn store(args: &FileArgs) -> Result<(), Refusal> {
    let folder = std::env::temp_dir().join(format!("thidua-bench-{}", std::process::id()));
    let mut turns = Vec::new();
    let mut stored = 0;
    for run in 0..=args.runs.max(1) {
        std::fs::create_dir_all(&folder).map_err(|error| Refusal::file(&folder, &error))?;
        let turn = stored_once(&folder, &args.file).await;
        // What is left behind is in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&folder);
        let (turn, values) = turn?;
        stored = values;
        if run > 0 {
            turns.push(turn);
        }
    }
    let note = format!(
        "{stored} values checked, with their history and one audit event, durable on SQLite"
    );
    tell("store_xlsx", turns, note)
}

/// From the file to the committed transaction, in a fresh database.
async fn stored_once(folder: &Path, file: &Path) -> Result<(Duration, usize), Refusal> {
    let address = format!("sqlite:{}", folder.join("bench.db").display());
    let db = Db::open(&address, Options::default()).await?;
    db.migrate().await?;
    let app = App::open(db.clone(), Arc::new(SystemClock), Arc::new(SystemEntropy)).await?;
    let caller = Caller::console();
    let start = Instant::now();
    let bundle = bundle::from_path(&file.to_string_lossy())?;
    let loaded = bundle::load(&app, &caller.actor, &bundle, &Loading::default()).await?;
    let turn = start.elapsed();
    db.close().await?;
    if loaded.refused() {
        return Err(Refusal::told("Tệp đo bị từ chối."));
    }
    Ok((
        turn,
        loaded.stored.get("so-lieu").copied().unwrap_or_default(),
    ))
}

/// Units, figures and months of the national questions, as in `benches/data.py`.
const UNITS: usize = 800;
const FIGURES: usize = 40;
const YEARS: i16 = 10;
/// Completed and enforceable, by cases and by money; the targets in 1/100 of a percent.
const RATES: [(usize, usize, i64); 2] = [(8, 7, 8330), (28, 27, 4793)];
/// The tenth year, eight months of it.
const YEAR: i16 = 2026;
const MONTH: u8 = 8;

/// The table of what was added in each month.
fn increments(seed: u64, codes: &[String]) -> Table {
    let mut random = Random::new(seed);
    let mut table = Table::default();
    let frame = Frame::whole("btp");
    for unit in 0..UNITS {
        for month in 0..120_u8 {
            let mut values: Vec<i64> = (0..FIGURES)
                .map(|figure| random.between(1, 499) * if figure < 20 { 1 } else { 1_000_000 })
                .collect();
            for (done, able, _) in RATES {
                values[able] += values[done];
            }
            let figure = |value: &i64| Figure {
                value: Some(*value),
                ..Figure::default()
            };
            let figures = codes
                .iter()
                .cloned()
                .zip(values.iter().map(figure))
                .collect();
            let key = SheetKey {
                subject: format!("u-{unit:03}"),
                person: None,
                year: WorkYear(YEAR - YEARS + 1 + i16::from(month / 12)),
                month: month % 12 + 1,
                frame: frame.clone(),
                source: None,
                cut_off: None,
                status: None,
            };
            table.put(key, 1, &Figures(figures), None);
        }
    }
    table.settle();
    table
}

fn national(args: &NationalArgs) -> Result<(), Refusal> {
    let codes: Vec<String> = (0..FIGURES)
        .map(|figure| format!("f.{figure:02}"))
        .collect();
    let table = increments(args.seed, &codes);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let units: Vec<String> = (0..UNITS).map(|unit| format!("u-{unit:03}")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    let turns = timed(args.runs, || pace(&table, &units, &codes));
    let (sum, deviation) = pace(&table, &units, &codes);
    let note = format!(
        "one thread; the table of the application, months found by unit and window; answer {sum}, {deviation}"
    );
    tell("national_pace", turns, note)?;
    let scan = || table.sums(&codes);
    let turns = timed(args.runs, scan);
    let total: i128 = scan().into_iter().sum();
    let values = UNITS * FIGURES * 120;
    tell(
        "national_scan",
        turns,
        format!("both cores; {values} values of 8 bytes; answer {total}"),
    )
}

/// The sum of every figure of every unit over eight months, and of the deviations from pace.
fn pace(table: &Table, units: &[&str], codes: &[&str]) -> (i128, i64) {
    let year = WorkYear(YEAR);
    let windows: Vec<Window> = (1..=MONTH).map(|month| Window { year, month }).collect();
    let totals = table.totals(units, &windows, &Frame::whole("btp"), codes);
    let (mut sum, mut deviation) = (0_i128, 0_i64);
    for unit in 0..units.len() {
        let values = totals.of(unit);
        sum += values.iter().map(|value| i128::from(*value)).sum::<i128>();
        for (done, able, target) in RATES {
            let rate =
                Rate::of(values[done], values[able]).map_or(0, |rate| rate.print2().hundredths());
            deviation += rate - (target * i64::from(MONTH) * 2 + 12) / 24;
        }
    }
    (sum, deviation)
}
