//! The sheets `khen-thuong` and `van-ban` of a year's awards, in plausible shares and the shape the
//! law asks for: a grass-roots fighter is an advanced worker too, higher awards rest on a run of lower
//! ones, a collective's title on the titles of its members.

mod merit;
mod paper;

use jiff::ToSpan;

use self::merit::{Merit, Run};
use self::paper::{Given, Papers};
use super::random::Random;
use super::staff::{Member, Place, Staff};
use super::table::Table;
use super::tree::{Era, Leaf, Nation, Province};
use super::{MERGED, NEWEST};
use crate::time::WorkYear;

/// Grass-roots fighters among advanced workers, in thousandths: below the legal ceiling of 15 %.
const FIGHTERS: i64 = 130;

/// Awards, a year at a time: later years rest on earlier ones.
#[derive(Clone, Debug)]
pub struct Honours<'a> {
    nation: &'a Nation,
    staff: &'a Staff,
    random: Random,
    runs: Vec<Run>,
}

/// The titles of one collective's people in a year.
#[derive(Clone, Copy, Debug, Default)]
struct Titles {
    people: i64,
    advanced: i64,
    fighters: i64,
}

impl<'a> Honours<'a> {
    /// Before the first year.
    pub fn new(nation: &'a Nation, staff: &'a Staff, random: &Random) -> Self {
        Self {
            nation,
            staff,
            random: random.part("awards"),
            runs: vec![Run::default(); staff.people.len()],
        }
    }

    /// The year's decisions and awards. What the ministry and those above it decide on the newest year
    /// is still proposed.
    pub fn year(&mut self, year: WorkYear) -> Vec<Table> {
        let era = if year < MERGED.previous() {
            &self.nation.old
        } else {
            &self.nation.new
        };
        let mut papers = Papers::new(year, year == NEWEST);
        let mut random = self.random.part(&year.to_string());
        let by_leaf = self.by_leaf(year, era);
        for province in &era.provinces {
            self.province(year, era, province, &by_leaf, &mut random, &mut papers);
        }
        papers.finish()
    }

    /// Who worked the whole year, by the leaf they sat in at its end.
    fn by_leaf(&self, year: WorkYear, era: &Era) -> Vec<Vec<usize>> {
        let last = year.last_day();
        let early = year.first_day().saturating_add(60.days());
        let mut by_leaf = vec![Vec::new(); era.leaves.len()];
        for (at, member) in self.staff.people.iter().enumerate() {
            let whole = member.on(early).is_some();
            let held = member.on(last).filter(|_| whole);
            let leaf = match held.map(|held| held.place) {
                Some(Place::Old(leaf) | Place::New(leaf)) => by_leaf.get_mut(leaf),
                _ => None,
            };
            if let Some(leaf) = leaf {
                leaf.push(at);
            }
        }
        by_leaf
    }

    fn province(
        &mut self,
        year: WorkYear,
        era: &Era,
        province: &Province,
        by_leaf: &[Vec<usize>],
        random: &mut Random,
        papers: &mut Papers,
    ) {
        let leaves = era.leaves.get(province.leaves.clone()).unwrap_or_default();
        let people = by_leaf.get(province.leaves.clone()).unwrap_or_default();
        let seated: Vec<(usize, &Leaf)> = leaves
            .iter()
            .zip(people)
            .flat_map(|(leaf, people)| people.iter().map(move |at| (*at, leaf)))
            .collect();
        let advanced: Vec<(usize, &Leaf)> = seated
            .iter()
            .copied()
            .filter(|_| random.permille(890))
            .collect();
        let most = i64::try_from(advanced.len()).unwrap_or_default() * FIGHTERS / 1000;
        let fighters = self.best(year, &advanced, most);
        let mut desk = papers.desk(province);
        let mut titles = vec![Titles::default(); leaves.len()];
        let at_leaf = |leaf: &Leaf| {
            leaves
                .iter()
                .position(|other| other.code == leaf.code)
                .unwrap_or_default()
        };
        for (_, leaf) in &seated {
            titles[at_leaf(leaf)].people += 1;
        }
        for (person, leaf) in &advanced {
            let fights = fighters.contains(person);
            let title = &mut titles[at_leaf(leaf)];
            title.advanced += 1;
            title.fighters += i64::from(fights);
            let member = self.staff.people.get(*person);
            if let (Some(member), Some(run)) = (member, self.runs.get_mut(*person)) {
                desk.give(member_of(leaf, member, "ldtt"));
                run.fight(fights);
                individual(&mut desk, run, random, leaf, member, fights);
            }
        }
        for (person, _) in seated
            .iter()
            .filter(|(person, _)| !fighters.contains(person))
        {
            if let Some(run) = self.runs.get_mut(*person) {
                run.fight(false);
            }
        }
        for (leaf, titles) in leaves.iter().zip(titles) {
            collective(&mut desk, random, leaf, titles);
        }
    }

    /// The best of a province, the steadiest first.
    fn best(&self, year: WorkYear, people: &[(usize, &Leaf)], most: i64) -> Vec<usize> {
        let merit = Merit::of(&self.random, year);
        let mut ranked: Vec<(i64, usize)> = people
            .iter()
            .filter_map(|(at, _)| {
                self.staff
                    .people
                    .get(*at)
                    .map(|member| (merit.points(&member.code), *at))
            })
            .collect();
        ranked.sort_by_key(|(points, at)| (std::cmp::Reverse(*points), *at));
        let most = usize::try_from(most).unwrap_or_default();
        ranked.into_iter().take(most).map(|(_, at)| at).collect()
    }
}

fn member_of<'a>(leaf: &'a Leaf, member: &'a Member, award: &'static str) -> Given<'a> {
    Given {
        agency: &leaf.code,
        level: leaf_level(leaf),
        subject: &member.code,
        person: true,
        award,
    }
}

fn collective_of<'a>(leaf: &'a Leaf, award: &'static str) -> Given<'a> {
    Given {
        agency: &leaf.code,
        level: leaf_level(leaf),
        subject: &leaf.code,
        person: false,
        award,
    }
}

fn leaf_level(leaf: &Leaf) -> &'static str {
    match (leaf.own, leaf.code.contains("-khu-vuc-")) {
        (true, _) => "tinh",
        (false, true) => "khu_vuc",
        (false, false) => "huyen",
    }
}

/// What an advanced worker receives beside that title.
fn individual(
    desk: &mut paper::Desk<'_>,
    run: &mut Run,
    random: &mut Random,
    leaf: &Leaf,
    member: &Member,
    fights: bool,
) {
    if fights {
        desk.give(member_of(leaf, member, "cstdcs"));
    } else if random.permille(190) {
        desk.give(member_of(leaf, member, "gk"));
    }
    if let Some(award) = run.higher(random) {
        desk.give(member_of(leaf, member, award));
    }
    if random.permille(12) {
        desk.give(member_of(leaf, member, "bk_tinh"));
    }
    if random.permille(9) {
        desk.give(member_of(leaf, member, "knc"));
    }
}

/// What a collective receives: half of its people advanced for the lower title, seven in ten and a
/// fighter for the higher.
fn collective(desk: &mut paper::Desk<'_>, random: &mut Random, leaf: &Leaf, titles: Titles) {
    if titles.people < 3 || titles.advanced * 2 < titles.people || !random.permille(930) {
        return;
    }
    desk.give(collective_of(leaf, "tt_ldtt"));
    let excellent =
        titles.advanced * 10 >= titles.people * 7 && titles.fighters > 0 && random.permille(220);
    if excellent {
        desk.give(collective_of(leaf, "tt_ldxs"));
        if random.permille(180) {
            desk.give(collective_of(leaf, "co_bo"));
        } else if random.permille(60) {
            desk.give(collective_of(leaf, "co_tinh"));
        }
    }
    if random.permille(150) {
        desk.give(collective_of(leaf, "gk"));
    }
    if random.permille(50) {
        desk.give(collective_of(leaf, "bk_bo"));
    }
}
