//! Figures of the whole nation, year by year: every agency's cumulative months, the sums above them,
//! and across the merger the successors' sums of what came before.

mod balance;
mod officers;

use balance::{BESIDE, Carried, Load, Row, SIDE, WIDTH};

use super::curve::MONTHS;
use super::profile::Profile;
use super::random::Random;
use super::table::share;
use super::tree::{Era, Leaf, Nation};
use super::{MERGED, MERGER_MONTH};
use crate::figures::{Figure, Figures, Frame, SheetKey};
use crate::time::{PartialDate, Window, WorkYear};

/// The weights of all leaves together, by which the nation's work is shared out; measured on the
/// whole tree, so that a part of it carries its part.
pub(super) const CASES: i64 = 800_000;
pub(super) const MONEY: i64 = 1_200_000;

/// Code of the directorate until 28/02/2025, and after.
pub(super) const DIRECTORATES: (&str, &str) = ("tong-cuc", "cuc-quan-ly");

/// A sheet of figures as the store takes it.
#[derive(Clone, Debug)]
pub struct Told {
    /// What names it.
    pub key: SheetKey,
    /// What it tells.
    pub figures: Figures,
}

/// The nation's enforcement, a year at a time.
#[derive(Clone, Debug)]
pub struct Enforcement<'a> {
    nation: &'a Nation,
    random: Random,
    year: WorkYear,
    carried: Vec<Carried>,
    army: Carried,
    leaves: Vec<[Row; MONTHS]>,
    soldiers: [Row; MONTHS],
}

/// The code of the document that a year's figures name as their source.
pub(super) fn source(year: WorkYear) -> String {
    format!("{}-so-lieu-{year}", super::SOURCE)
}

impl<'a> Enforcement<'a> {
    /// Before the first year: call [`Enforcement::advance`] for it.
    pub fn new(nation: &'a Nation, random: &Random, first: WorkYear) -> Self {
        let mut enforcement = Self {
            nation,
            random: random.part("figures"),
            year: first.previous(),
            carried: Vec::new(),
            army: Carried::default(),
            leaves: Vec::new(),
            soldiers: [[0; WIDTH]; MONTHS],
        };
        let profile = Profile::of(first);
        let carried = |leaf: &Leaf| {
            let (cases, money) = size(&profile, leaf.cases, leaf.money);
            Carried {
                cases: cases * 33 / 100,
                money: money * 60 / 100,
                administrative: i64::from(leaf.own) * 12,
            }
        };
        enforcement.carried = enforcement.era(first).leaves.iter().map(carried).collect();
        enforcement.army = carried(&army());
        enforcement
    }

    /// The tree whose leaves a year's work is counted by: the year of the merger by the old ones.
    fn era(&self, year: WorkYear) -> &'a Era {
        if year < MERGED {
            &self.nation.old
        } else {
            &self.nation.new
        }
    }

    /// Works out the next year.
    pub fn advance(&mut self) {
        if !self.leaves.is_empty() {
            self.hand_on();
        }
        self.year = self.year.next();
        let era = self.era(self.year);
        let profile = Profile::of(self.year);
        let leaves = era.leaves.iter().zip(&self.carried);
        self.leaves = leaves
            .map(|(leaf, carried)| self.leaf(leaf, *carried, &profile))
            .collect();
        self.soldiers = self.leaf(&army(), self.army, &profile);
    }

    /// What the year's last window leaves to the next, in the leaves of the next.
    fn hand_on(&mut self) {
        let merges = self.year < MERGED && self.year.next() >= MERGED;
        let last = self
            .leaves
            .iter()
            .map(|months| balance::handed_on(&months[MONTHS - 1]));
        if merges {
            let mut carried = vec![Carried::default(); self.nation.new.leaves.len()];
            for (leaf, part) in self.nation.old.leaves.iter().zip(last) {
                if let Some(heir) = carried.get_mut(leaf.heir) {
                    heir.cases += part.cases;
                    heir.money += part.money;
                    heir.administrative += part.administrative;
                }
            }
            self.carried = carried;
        } else {
            self.carried = last.collect();
        }
        self.army = balance::handed_on(&self.soldiers[MONTHS - 1]);
    }

    fn leaf(&self, leaf: &Leaf, carried: Carried, profile: &Profile) -> [Row; MONTHS] {
        let own = self.random.part(&leaf.code);
        let quality = own.clone().between(-250, 250);
        let (cases, money) = size(profile, leaf.cases, leaf.money);
        let load = Load {
            cases,
            money,
            office: !leaf.own,
            quality,
            third_from: match self.year.0 {
                ..2020 => MONTHS,
                2020 => 3,
                _ => 0,
            },
            returned_from: match self.year.0 {
                ..2026 => MONTHS,
                2026 => 9,
                _ => 0,
            },
        };
        balance::year(
            &mut own.part(&self.year.to_string()),
            carried,
            &load,
            profile,
        )
    }

    /// Which tree reports a cumulative month.
    fn reporting(&self, month: u8) -> &'a Era {
        if self.merges_at(month) {
            &self.nation.new
        } else {
            self.era(self.year)
        }
    }

    /// Whether the year's old leaves are told under their heirs in that month.
    fn merges_at(&self, month: u8) -> bool {
        self.year.next() == MERGED && month >= MERGER_MONTH
    }

    /// The figures of every leaf of the reporting tree in a month.
    fn rows(&self, month: u8) -> Vec<Row> {
        let at = usize::from(month.clamp(1, 12) - 1);
        let rows = self.leaves.iter().map(|months| months[at]);
        if !self.merges_at(month) {
            return rows.collect();
        }
        let mut heirs = vec![[0; WIDTH]; self.nation.new.leaves.len()];
        for (leaf, row) in self.nation.old.leaves.iter().zip(rows) {
            if let Some(heir) = heirs.get_mut(leaf.heir) {
                add(heir, &row);
            }
        }
        heirs
    }

    /// Hands every sheet of the year to `each`, month by month from above to below.
    pub fn sheets(&self, mut each: impl FnMut(Told)) {
        for month in 1..=12 {
            self.month(month, &mut each);
        }
    }

    fn month(&self, month: u8, each: &mut impl FnMut(Told)) {
        let era = self.reporting(month);
        let rows = self.rows(month);
        let teller = Teller::new(self.year, month);
        let mut nation = [0; WIDTH];
        let mut sums = Vec::with_capacity(era.provinces.len());
        for province in &era.provinces {
            let mut sum = [0; WIDTH];
            for row in rows.get(province.leaves.clone()).unwrap_or_default() {
                add(&mut sum, row);
            }
            add(&mut nation, &sum);
            sums.push(sum);
        }
        let head = teller.directorate();
        each(teller.tell(head, &teller.whole, &nation));
        add(&mut nation, &self.soldiers[usize::from(month - 1)]);
        each(teller.tell(head, &teller.army, &nation));
        for (province, sum) in era.provinces.iter().zip(&sums) {
            each(teller.tell(&province.code, &teller.whole, sum));
            let leaves = era.leaves.get(province.leaves.clone()).unwrap_or_default();
            let rows = rows.get(province.leaves.clone()).unwrap_or_default();
            for (leaf, row) in leaves.iter().zip(rows) {
                let frame = if leaf.own { &teller.own } else { &teller.whole };
                each(teller.tell(&leaf.code, frame, row));
            }
        }
    }
}

/// The army's enforcement, as a leaf beside the nation's.
fn army() -> Leaf {
    Leaf {
        code: "quan-doi".to_owned(),
        own: true,
        province: 0,
        cases: 1_100,
        money: 4_000,
        heir: 0,
    }
}

/// Cases and nghìn đồng to be enforced by a leaf of these weights.
fn size(profile: &Profile, cases: i64, money: i64) -> (i64, i64) {
    (
        share(profile.cases * 1_000, cases, CASES),
        share(profile.money * 1_000_000, money, MONEY),
    )
}

fn add(sum: &mut Row, row: &Row) {
    for (total, value) in sum.iter_mut().zip(row) {
        *total += value;
    }
}

/// Turns rows of a window into sheets.
pub(super) struct Teller {
    window: Window,
    source: String,
    third: bool,
    returned: bool,
    pub(super) whole: Frame,
    own: Frame,
    army: Frame,
}

impl Teller {
    pub(super) fn new(year: WorkYear, month: u8) -> Self {
        let window = Window { year, month };
        let whole = Frame::whole("btp");
        Self {
            window,
            source: source(year),
            third: (year.0, month) >= (2020, 4),
            returned: (year.0, month) >= (2026, 10),
            own: whole.own(),
            army: Frame::whole("btp_quan_doi"),
            whole,
        }
    }

    fn directorate(&self) -> &'static str {
        let until = jiff::civil::date(2025, 2, 28);
        if self.window.last_day() <= until {
            DIRECTORATES.0
        } else {
            DIRECTORATES.1
        }
    }

    fn key(&self, subject: &str, person: Option<&str>, frame: &Frame) -> SheetKey {
        SheetKey {
            subject: subject.to_owned(),
            person: person.map(str::to_owned),
            year: self.window.year,
            month: self.window.month,
            frame: frame.clone(),
            source: Some(self.source.clone()),
            cut_off: Some(PartialDate::day(self.window.last_day())),
            status: Some("chinh_thuc".to_owned()),
        }
    }

    fn tell(&self, subject: &str, frame: &Frame, row: &Row) -> Told {
        let mut figures = self.sides(row);
        for (code, value) in BESIDE
            .iter()
            .zip(row.get(2 * SIDE.len()..).unwrap_or_default())
        {
            if *code != "ket_thuc_tra_yeu_cau" || self.returned {
                figures.0.insert((*code).to_owned(), count(*value));
            }
        }
        Told {
            key: self.key(subject, None, frame),
            figures,
        }
    }

    /// The two sides of a balance: all that the forms by officer tell.
    pub(super) fn sides(&self, row: &Row) -> Figures {
        let mut figures = Figures::default();
        let untold = |name: &str| !self.third && matches!(name, "hoan" | "tam_dinh_chi" | "khac");
        for (name, value) in SIDE.iter().zip(row).filter(|(name, _)| !untold(name)) {
            figures.0.insert(format!("viec.{name}"), count(*value));
        }
        let money = SIDE.iter().zip(row.iter().skip(SIDE.len()));
        for (name, value) in money.filter(|(name, _)| !untold(name)) {
            let figure = Figure {
                value: Some(value * 1_000),
                unit: Some("nghin_dong".to_owned()),
                ..Figure::default()
            };
            figures.0.insert(format!("tien.{name}"), figure);
        }
        figures
    }
}

fn count(value: i64) -> Figure {
    Figure {
        value: Some(value),
        ..Figure::default()
    }
}
