//! The offices the real tree does not know yet: how many each province has, which came from which,
//! and how much work each carries.

use std::ops::Range;

use jiff::civil::{Date, date};

use super::random::Random;
use super::table::{Table, permille, share};
use super::{MARK, SOURCE};
use crate::org::{Agency, Level, Org};

mod places;
mod sizes;

/// An agency whose figures are not the sum of others: a provincial agency's own cases, or an office.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Code of the agency.
    pub code: String,
    /// Whether these are the provincial agency's own cases.
    pub own: bool,
    /// Place of its province in the era.
    pub province: usize,
    /// Its part of the nation's cases, in no unit.
    pub cases: i64,
    /// Its part of the nation's money, in no unit.
    pub money: i64,
    /// Place of its successor in the era after; its own place in the last era.
    pub heir: usize,
}

/// A province with its own cases and its offices.
#[derive(Clone, Debug)]
pub struct Province {
    /// Code of the agency.
    pub code: String,
    /// Name of the place without its kind: `Bến Tre`.
    pub name: String,
    /// Name of the place: `tỉnh Bến Tre`.
    pub area: String,
    /// Its leaves in the era, its own first.
    pub leaves: Range<usize>,
}

/// The tree between two reorganisations.
#[derive(Clone, Debug, Default)]
pub struct Era {
    /// Provinces in the order of their codes.
    pub provinces: Vec<Province>,
    /// Leaves, province by province.
    pub leaves: Vec<Leaf>,
}

/// The nation: 63 provinces with their Chi cục until 30/6/2025, 34 with their Phòng khu vực after.
#[derive(Clone, Debug, Default)]
pub struct Nation {
    /// Until 30/6/2025.
    pub old: Era,
    /// From 01/7/2025.
    pub new: Era,
    /// What is invented: rows of `van-ban`, `co-quan`, `sap-xep`.
    pub rows: Vec<Table>,
}

/// First day of the merged tree.
pub(super) const MERGED_ON: Date = date(2025, 7, 1);
const LAST_OLD: Date = date(2025, 6, 30);

impl Nation {
    /// Adds to the real tree what it does not know. `only` names the provinces (of the new tree) that
    /// are wanted; empty: all.
    pub fn invent(org: &Org, random: &Random, only: &[&str]) -> Self {
        let mut inventor = Inventor {
            org,
            random: random.part("tree"),
            nation: Self::default(),
            agencies: agencies(),
            pairs: pairs(),
        };
        let regions = inventor.region_counts();
        for (code, count) in regions {
            if only.is_empty() || only.contains(&code.as_str()) {
                inventor.province(&code, count);
            }
        }
        inventor.finish()
    }
}

fn agencies() -> Table {
    Table::new(
        "co-quan",
        &[
            "Mã",
            "Tên",
            "Tên ngắn",
            "Cấp",
            "Mã cấp trên",
            "Từ ngày",
            "Đến ngày",
            "Nguồn",
            "Ghi chú",
        ],
    )
}

fn pairs() -> Table {
    Table::new(
        "sap-xep",
        &[
            "Ngày hiệu lực",
            "Loại",
            "Mã cũ",
            "Mã mới",
            "Nguồn",
            "Ghi chú",
        ],
    )
}

struct Inventor<'a> {
    org: &'a Org,
    random: Random,
    nation: Nation,
    agencies: Table,
    pairs: Table,
}

impl Inventor<'_> {
    /// The provinces of the new tree with how many regional offices each has: those known, the others
    /// by their districts, 355 in all.
    fn region_counts(&self) -> Vec<(String, usize)> {
        let provinces: Vec<&Agency> = of_level(self.org, Level::Province, MERGED_ON);
        let districts = |code: &str| -> usize {
            self.olds(code)
                .iter()
                .map(|old| sizes::districts(old))
                .sum()
        };
        let open: usize = provinces
            .iter()
            .filter(|agency| sizes::regions(&agency.code).is_none())
            .map(|agency| districts(&agency.code))
            .sum();
        let known: usize = provinces
            .iter()
            .filter_map(|agency| sizes::regions(&agency.code))
            .sum();
        let rest = sizes::REGIONS.saturating_sub(known);
        let (mut before, mut given) = (0, 0);
        let mut counts = Vec::new();
        for agency in provinces {
            let count = sizes::regions(&agency.code).unwrap_or_else(|| {
                before += districts(&agency.code);
                let upto = (rest * before).checked_div(open).unwrap_or(rest);
                let count = upto - given;
                given = upto;
                count.max(1)
            });
            counts.push((agency.code.clone(), count));
        }
        counts
    }

    /// The provinces a province of the new tree came from; itself where it was not merged.
    fn olds(&self, code: &str) -> Vec<String> {
        let olds: Vec<String> = self
            .org
            .predecessors(code)
            .iter()
            .map(|pair| pair.old.clone())
            .collect();
        if olds.is_empty() {
            vec![code.to_owned()]
        } else {
            olds
        }
    }

    /// Invents one province of the new tree with all it came from.
    fn province(&mut self, code: &str, regions: usize) {
        let mut olds = self.olds(code);
        olds.sort();
        let mut offices: Vec<(usize, String)> = Vec::new();
        for old in &olds {
            let province = self.nation.old.provinces.len();
            offices.extend(
                self.districts(old)
                    .into_iter()
                    .map(|office| (province, office)),
            );
            let name = self.names(old, LAST_OLD);
            self.nation.old.provinces.push(Province {
                code: old.clone(),
                name: name.0,
                area: name.1,
                leaves: 0..0,
            });
        }
        let first_old = self.nation.old.provinces.len() - olds.len();
        let regions = self.regions(code, regions.min(offices.len()));
        let heirs = self.heirs(&offices, &regions);
        self.leaves(code, first_old, &offices, &regions, &heirs);
    }

    /// Codes of the Chi cục of a province: those known, and as many invented as are missing.
    fn districts(&mut self, province: &str) -> Vec<String> {
        let known = self.org.children_on(province, LAST_OLD).into_iter();
        let mut codes: Vec<String> = known
            .filter(|agency| level_on(agency, LAST_OLD) == Some(Level::District))
            .map(|agency| agency.code.clone())
            .collect();
        let (name, _) = self.names(province, LAST_OLD);
        for number in codes.len() + 1..=sizes::districts(province) {
            let code = format!("{province}-chi-cuc-{number:02}");
            let note = format!("{MARK}: tên và địa bàn do máy đặt.");
            self.agencies.row([
                &code,
                &format!("Chi cục Thi hành án dân sự số {number:02} - {name} (sinh thử)"),
                &format!("Chi cục THADS số {number:02} - {name}"),
                "huyen",
                province,
                "",
                "2025-06-30",
                SOURCE,
                &note,
            ]);
            codes.push(code);
        }
        codes
    }

    /// Codes of the regional offices of a province: those known, and as many invented as are missing.
    fn regions(&mut self, province: &str, count: usize) -> Vec<String> {
        let known = self.org.children_on(province, MERGED_ON).into_iter();
        let known: Vec<&Agency> = known
            .filter(|agency| level_on(agency, MERGED_ON) == Some(Level::Region))
            .collect();
        let bare = province.strip_suffix("-moi").unwrap_or(province);
        let (name, _) = self.names(province, MERGED_ON);
        let mut codes: Vec<String> = Vec::new();
        for number in 1..=count {
            let code = format!("{bare}-khu-vuc-{number}");
            if !known.iter().any(|agency| agency.code == code) {
                let note = format!("{MARK}: địa bàn do máy đặt.");
                self.agencies.row([
                    &code,
                    &format!("Phòng Thi hành án dân sự khu vực {number} - {name} (sinh thử)"),
                    &format!("Phòng THADS khu vực {number} - {name}"),
                    "khu_vuc",
                    province,
                    "2025-07-01",
                    "",
                    SOURCE,
                    &note,
                ]);
            }
            codes.push(code);
        }
        let beyond = known.iter().filter(|agency| !codes.contains(&agency.code));
        let beyond: Vec<String> = beyond.map(|agency| agency.code.clone()).collect();
        codes.extend(beyond);
        codes
    }

    /// For each Chi cục the place of its Phòng khu vực: as known, else neighbours share one.
    fn heirs(&mut self, offices: &[(usize, String)], regions: &[String]) -> Vec<usize> {
        let known: Vec<Option<usize>> = offices
            .iter()
            .map(|(_, office)| {
                let pairs = self.org.successors(office);
                let mut heirs = pairs.iter().filter_map(|pair| pair.new.as_ref());
                heirs.find_map(|heir| regions.iter().position(|region| region == heir))
            })
            .collect();
        let mut free: Vec<usize> = (0..regions.len())
            .filter(|at| !known.contains(&Some(*at)))
            .collect();
        if free.is_empty() {
            free.push(regions.len().saturating_sub(1));
        }
        let open = known.iter().filter(|heir| heir.is_none()).count().max(1);
        let mut taken = 0;
        let mut heirs = Vec::new();
        for ((_, office), known) in offices.iter().zip(known) {
            let heir = known.unwrap_or_else(|| {
                let heir = free
                    .get(taken * free.len() / open)
                    .copied()
                    .unwrap_or_default();
                taken += 1;
                let note = format!("{MARK}: phòng kế thừa do máy đặt.");
                let region = regions.get(heir).map(String::as_str).unwrap_or_default();
                self.pairs
                    .row(["2025-07-01", "sap_nhap", office, region, SOURCE, &note]);
                heir
            });
            heirs.push(heir);
        }
        heirs
    }

    /// The leaves of both eras, with the weight of each.
    fn leaves(
        &mut self,
        code: &str,
        first_old: usize,
        offices: &[(usize, String)],
        regions: &[String],
        heirs: &[usize],
    ) {
        let province = self.nation.new.provinces.len();
        let first = self.nation.new.leaves.len();
        let codes = std::iter::once(code).chain(regions.iter().map(String::as_str));
        for (at, leaf) in codes.enumerate() {
            self.nation.new.leaves.push(Leaf {
                code: leaf.to_owned(),
                own: at == 0,
                province,
                cases: 0,
                money: 0,
                heir: first + at,
            });
        }
        let (name, area) = self.names(code, MERGED_ON);
        let last = self.nation.new.leaves.len();
        self.nation.new.provinces.push(Province {
            code: code.to_owned(),
            name,
            area,
            leaves: first..last,
        });
        for at in first_old..self.nation.old.provinces.len() {
            let begin = self.nation.old.leaves.len();
            let Some(old) = self
                .nation
                .old
                .provinces
                .get(at)
                .map(|old| old.code.clone())
            else {
                continue;
            };
            self.old_leaf(&old, &old, at, true, first);
            let heirs = offices
                .iter()
                .zip(heirs)
                .filter(|((province, _), _)| *province == at);
            for ((_, office), heir) in heirs {
                self.old_leaf(&old, office, at, false, first + 1 + heir);
            }
            let end = self.nation.old.leaves.len();
            if let Some(place) = self.nation.old.provinces.get_mut(at) {
                place.leaves = begin..end;
            }
        }
    }

    fn old_leaf(&mut self, province: &str, code: &str, at: usize, own: bool, heir: usize) {
        let (cases, money) = sizes::weight(province);
        let random = &mut self.random;
        let cases = permille(cases, random.between(600, 1500));
        let money = share(cases, money * random.between(600, 1700), 1_000_000);
        let (cases, money) = if own {
            (permille(cases, 900), permille(money, 3000))
        } else {
            (cases, money)
        };
        self.nation.old.leaves.push(Leaf {
            code: code.to_owned(),
            own,
            province: at,
            cases,
            money,
            heir,
        });
        if let Some(heir) = self.nation.new.leaves.get_mut(heir) {
            heir.cases += cases;
            heir.money += money;
        }
    }
}

fn level_on(agency: &Agency, on: Date) -> Option<Level> {
    agency.on(on).map(|spell| spell.level)
}

fn of_level(org: &Org, level: Level, on: Date) -> Vec<&Agency> {
    org.iter()
        .filter(|agency| level_on(agency, on) == Some(level))
        .collect()
}
