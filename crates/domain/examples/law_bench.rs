//! Measures the engine of the law over people at random, and writes what they are for other engines to judge the same:
//! `law_bench --people 9000 --runs 5 [--dump FILE]`. One JSON object a line; see `benches/law.py`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::date;
use serde_json::json;
use thidua_domain::catalogue::AwardCode;
use thidua_domain::law::{
    AwardFact, BlockerFact, Facts, InitiativeFact, Judge, LawFile, Lawbook, Link, Moment, Names,
    Occasion, RatingFact, Scope, SubjectKind,
};
use thidua_domain::rating::Level;
use thidua_domain::time::{PartialDate, WorkYear, YearSpan};

/// The considered year, and the first of those people have facts of.
const YEARS: (i16, i16) = (2025, 2011);
/// The awards that both sides judge.
const SHARED: [&str; 8] = [
    "ldtt", "cstdcs", "cstd_bo", "cstd_tq", "bk_bo", "bk_ttcp", "hcld_3", "hcld_2",
];

/// Numbers that look random and are always the same (splitmix64).
struct Chance(u64);

impl Chance {
    fn percent(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut own = self.0;
        own = (own ^ (own >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        own = (own ^ (own >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (own ^ (own >> 31)) % 100
    }
}

fn rulebook() -> Lawbook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    #[derive(serde::Deserialize)]
    struct File {
        award: Vec<AwardCode>,
    }
    let text = fs::read_to_string(root.join("catalogue/awards.toml")).unwrap();
    let awards: File = toml::from_str(&text).unwrap();
    let mut paths: Vec<PathBuf> = ["law", "law/rules"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    paths.sort();
    let read: Vec<(String, String)> = paths
        .iter()
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    let files: Vec<LawFile<'_>> = read
        .iter()
        .map(|(name, text)| LawFile { name, text })
        .collect();
    Lawbook::parse(&files, Names::new(&awards.award)).unwrap()
}

fn link(sheet: &'static str, year: i16) -> Link {
    Link {
        sheet,
        key: year.to_string().into(),
    }
}

fn given(book: &Lawbook, code: &str, year: i16, occasion: Occasion) -> AwardFact {
    AwardFact {
        award: book.names.award(code).unwrap(),
        years: Some(YearSpan::single(WorkYear(year))),
        times: 1,
        occasion: Some(occasion),
        decided_on: Some(PartialDate::day(date(year, 6, 1))),
        revoked: false,
        inherited: false,
        link: link("khen-thuong", year),
    }
}

fn person(book: &Lawbook, chance: &mut Chance) -> Facts {
    let mut facts = Facts::new(SubjectKind::Person);
    facts.woman = Some(chance.percent() < 45);
    facts.group = Some("cong_chuc".into());
    facts.service_from = Some(PartialDate::day(date(YEARS.1 - 1, 10, 1)));
    // Some are better than others year after year.
    let good = 55 + chance.percent() / 2;
    for year in YEARS.1..=YEARS.0 {
        let level = match chance.percent() {
            own if own < good / 4 => Level::Excellent,
            own if own < good => Level::Good,
            own if own < 99 => Level::Done,
            _ => Level::NotDone,
        };
        facts.ratings.push(RatingFact {
            year: WorkYear(year),
            level,
            link: link("danh-gia", year),
        });
        let mut give = |code: &str, share: u64, chance: &mut Chance| {
            if chance.percent() < share {
                let sudden =
                    !["ldtt", "cstdcs", "cstd_bo"].contains(&code) && chance.percent() < 30;
                let occasion = if sudden {
                    Occasion::Sudden
                } else {
                    Occasion::Merit
                };
                facts.awards.push(given(book, code, year, occasion));
            }
        };
        give("ldtt", if level <= Level::Good { 95 } else { 0 }, chance);
        give(
            "cstdcs",
            if level <= Level::Good { good / 2 } else { 0 },
            chance,
        );
        give("cstd_bo", good / 5, chance);
        give("bk_bo", 9, chance);
        give("bk_tinh", 4, chance);
        give("bk_ttcp", 3, chance);
        give("hcld_3", 2, chance);
        let scope = match chance.percent() {
            own if own < 8 => Some(Scope::Country),
            own if own < 20 => Some(Scope::Ministry),
            own if own < 45 => Some(Scope::Unit),
            _ => None,
        };
        facts.initiatives.extend(scope.map(|scope| InitiativeFact {
            name: "sáng kiến".into(),
            is_task: false,
            scope: Some(scope),
            recognised: true,
            recognised_on: Some(PartialDate::day(date(year, 8, 1))),
            used: Vec::new(),
            link: link("sang-kien", year),
        }));
    }
    if chance.percent() < 2 {
        facts.conduct.as_mut().unwrap().blockers.push(BlockerFact {
            case: "dieu_tra".into(),
            from: Some(PartialDate::day(date(2025, 6, 1))),
            to: None,
            link: link("vuong-mac", 2025),
        });
    }
    facts
}

/// What another engine needs to judge the shared awards: years as lists, the considered one first.
fn told(
    book: &Lawbook,
    facts: &Facts,
    judge: &mut Judge<'_>,
    moment: &Moment,
) -> serde_json::Value {
    let years: Vec<i16> = (YEARS.1..=YEARS.0).rev().collect();
    let has = |code: &str| -> Vec<i64> {
        let award = book.names.award(code).unwrap();
        let given = |year: &i16| {
            facts.awards.iter().any(|own| {
                own.award == award
                    && own.occasion == Some(Occasion::Merit)
                    && own.years == Some(YearSpan::single(WorkYear(*year)))
            })
        };
        years.iter().map(|year| i64::from(given(year))).collect()
    };
    let rating = |year: &i16| {
        let own = facts
            .ratings
            .iter()
            .find(|own| own.year.0 == *year)
            .unwrap();
        match own.level {
            Level::Excellent => 3,
            Level::Good => 2,
            Level::Done => 1,
            Level::NotDone => 0,
        }
    };
    let initiatives = |scope: Scope| -> Vec<usize> {
        let of = |year: &i16| {
            let own = facts.initiatives.iter();
            own.filter(|own| own.scope >= Some(scope) && own.link.key == year.to_string())
                .count()
        };
        years.iter().map(of).collect()
    };
    let verdicts: Vec<&str> = SHARED
        .iter()
        .map(|code| {
            let award = book.names.award(code).unwrap();
            judge
                .verdict(facts, moment, award, None)
                .unwrap()
                .outcome
                .code()
        })
        .collect();
    json!({
        "blocked": i64::from(!facts.conduct.as_ref().unwrap().blockers.is_empty()),
        "rating": years.iter().map(rating).collect::<Vec<_>>(),
        "ldtt": has("ldtt"), "cstdcs": has("cstdcs"), "cstd_bo": has("cstd_bo"), "bk_bo": has("bk_bo"),
        "bk_tinh": has("bk_tinh"), "bk_ttcp": has("bk_ttcp"), "hcld_3": has("hcld_3"),
        "sk_co_so": initiatives(Scope::Unit), "sk_bo": initiatives(Scope::Ministry), "sk_toan_quoc": initiatives(Scope::Country),
        "verdicts": verdicts,
    })
}

fn peak_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

fn measure(name: &str, runs: usize, mut work: impl FnMut() -> u64) {
    let mut spent: Vec<f64> = Vec::with_capacity(runs);
    let mut made = 0;
    for _ in 0..runs {
        let start = Instant::now();
        made = work();
        spent.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    spent.sort_by(f64::total_cmp);
    println!(
        "{}",
        json!({
            "name": name, "median_ms": spent.get(runs / 2), "fastest_ms": spent.first(), "slowest_ms": spent.last(),
            "made": made, "peak_mib": peak_mib(),
        })
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|own| own == name)?;
        arguments.get(at + 1)
    };
    let number =
        |name: &str, fallback: usize| after(name).map_or(fallback, |own| own.parse().unwrap());
    let (count, runs) = (number("--people", 9000), number("--runs", 5));
    let book = rulebook();
    let mut chance = Chance(7);
    let people: Vec<Facts> = (0..count).map(|_| person(&book, &mut chance)).collect();
    let moment = Moment::new(WorkYear(YEARS.0), date(2025, 12, 10));
    let mut judge = Judge::new(&book);
    if let Some(path) = after("--dump") {
        let mut file = std::io::BufWriter::new(fs::File::create(path).unwrap());
        for facts in &people {
            writeln!(file, "{}", told(&book, facts, &mut judge, &moment)).unwrap();
        }
        file.flush().unwrap();
    }
    let shared: Vec<_> = SHARED
        .iter()
        .map(|code| book.names.award(code).unwrap())
        .collect();
    measure("law_verdicts_shared", runs, || {
        let mut eligible = 0;
        for facts in &people {
            for award in &shared {
                let verdict = judge.verdict(facts, &moment, *award, None).unwrap();
                eligible += u64::from(verdict.outcome.code() == "eligible");
            }
        }
        eligible
    });
    measure("law_verdicts_all", runs, || {
        let each = people
            .iter()
            .map(|facts| judge.verdicts(facts, &moment).len() as u64);
        each.sum()
    });
    let awards: Vec<_> = book.names.all().collect();
    measure("law_proofs_all", runs, || {
        let mut made = 0;
        for facts in &people {
            made += judge.proofs(facts, &moment, &awards, None).len() as u64;
        }
        made
    });
}
