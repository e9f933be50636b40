//! The seats of every agency and who sits in them.

use jiff::civil::{Date, date};

use super::{Place, Rank};
use crate::generate::figures::DIRECTORATES;
use crate::generate::random::Random;
use crate::generate::tree::{Era, Leaf, Nation};

/// People of the directorate.
const DIRECTORATE: usize = 130;

/// The seats of one agency.
#[derive(Clone, Debug)]
struct Office {
    place: Place,
    people: usize,
    deputies: usize,
    taken: Vec<(Rank, usize)>,
}

/// The seats of every agency: the directorate first, then the leaves of the tree.
#[derive(Clone, Debug)]
pub(super) struct Seats(Vec<Office>);

/// Somebody whose agency is merged into another.
pub(super) struct Step {
    pub(super) person: usize,
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) was: Rank,
    pub(super) rank: Rank,
}

/// Two people who change places.
pub(super) struct Exchange {
    pub(super) one: usize,
    pub(super) other: usize,
    pub(super) ones_place: Place,
    pub(super) others_place: Place,
    pub(super) rank: Rank,
    seats: (usize, usize),
}

/// The code of an agency on a day.
pub(super) fn agency(nation: &Nation, place: Place, day: Date) -> String {
    let leaf = match place {
        Place::Head if day < date(2025, 3, 1) => return DIRECTORATES.0.to_owned(),
        Place::Head => return DIRECTORATES.1.to_owned(),
        Place::Old(at) => nation.old.leaves.get(at),
        Place::New(at) => nation.new.leaves.get(at),
    };
    leaf.map(|leaf| leaf.code.clone()).unwrap_or_default()
}

/// Seats of a leaf, and how many deputies among them.
fn size(era: &Era, leaf: &Leaf) -> (usize, usize) {
    if leaf.own {
        let province = era
            .provinces
            .get(leaf.province)
            .map(|province| province.leaves.clone());
        let leaves = era.leaves.get(province.unwrap_or(0..0)).unwrap_or_default();
        let work: i64 = leaves.iter().map(|leaf| leaf.cases).sum();
        let people = usize::try_from((26 + work / 1_000).clamp(24, 110)).unwrap_or(24);
        return (people, people / 14);
    }
    let people = usize::try_from((4 + leaf.cases / 330).clamp(5, 40)).unwrap_or(5);
    let deputies = match people {
        ..6 => 0,
        6..12 => 1,
        _ => 2,
    };
    (people, deputies)
}

impl Seats {
    /// The empty seats of the old tree.
    pub(super) fn of(nation: &Nation) -> Self {
        let head = Office {
            place: Place::Head,
            people: DIRECTORATE,
            deputies: 4,
            taken: Vec::new(),
        };
        let offices = nation.old.leaves.iter().enumerate().map(|(at, leaf)| {
            let (people, deputies) = size(&nation.old, leaf);
            Office {
                place: Place::Old(at),
                people,
                deputies,
                taken: Vec::new(),
            }
        });
        Self(std::iter::once(head).chain(offices).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn place(&self, at: usize) -> Option<Place> {
        self.0.get(at).map(|office| office.place)
    }

    /// The ranks an agency wants on its first day.
    pub(super) fn wanted(&self, at: usize) -> Vec<Rank> {
        let office = self.0.get(at);
        office
            .map(|office| Rank::of_agency(office.people, office.deputies))
            .unwrap_or_default()
    }

    pub(super) fn take(&mut self, at: usize, rank: Rank, person: usize) {
        if let Some(office) = self.0.get_mut(at) {
            office.taken.push((rank, person));
        }
    }

    pub(super) fn taken(&self, at: usize) -> Vec<(Rank, usize)> {
        self.0
            .get(at)
            .map(|office| office.taken.clone())
            .unwrap_or_default()
    }

    pub(super) fn people(&self, at: usize) -> Vec<usize> {
        self.taken(at)
            .into_iter()
            .map(|(_, person)| person)
            .collect()
    }

    pub(super) fn free(&mut self, at: usize, person: usize) {
        if let Some(office) = self.0.get_mut(at) {
            office.taken.retain(|(_, sitting)| *sitting != person);
        }
    }

    pub(super) fn promote(&mut self, at: usize, person: usize, rank: Rank) {
        self.free(at, person);
        self.take(at, rank, person);
    }

    /// The seats of the new tree, and who goes where.
    pub(super) fn merge(&mut self, nation: &Nation) -> Vec<Step> {
        let mut offices: Vec<Office> = self.0.drain(..1).collect();
        offices.extend(nation.new.leaves.iter().enumerate().map(|(at, _)| Office {
            place: Place::New(at),
            people: 0,
            deputies: 0,
            taken: Vec::new(),
        }));
        let mut steps = Vec::new();
        for (old, office) in self.0.drain(..).enumerate() {
            let Some(heir) = nation.old.leaves.get(old).map(|leaf| leaf.heir) else {
                continue;
            };
            let most = if nation.new.leaves.get(heir).is_some_and(|leaf| leaf.own) {
                8
            } else {
                3
            };
            let Some(new) = offices.get_mut(heir + 1) else {
                continue;
            };
            for (was, person) in office.taken {
                let has = |rank: Rank| {
                    new.taken
                        .iter()
                        .filter(|(sitting, _)| *sitting == rank)
                        .count()
                };
                let rank = match was {
                    Rank::Head if has(Rank::Head) == 0 => Rank::Head,
                    Rank::Head | Rank::Deputy if has(Rank::Deputy) < most => Rank::Deputy,
                    Rank::Head | Rank::Deputy => Rank::Officer,
                    other => other,
                };
                new.taken.push((rank, person));
                steps.push(Step {
                    person,
                    from: office.place,
                    to: new.place,
                    was,
                    rank,
                });
            }
        }
        self.0 = offices;
        steps
    }

    /// A few pairs of officers of neighbouring agencies of one province.
    pub(super) fn exchanges(&self, nation: &Nation, random: &mut Random) -> Vec<Exchange> {
        let mut pairs = Vec::new();
        for at in 1..self.0.len().saturating_sub(1) {
            if !random.permille(120) {
                continue;
            }
            let (Some(one), Some(other)) = (self.0.get(at), self.0.get(at + 1)) else {
                continue;
            };
            if province(nation, one.place) != province(nation, other.place) {
                continue;
            }
            let rank = if random.permille(250) {
                Rank::Head
            } else {
                Rank::Officer
            };
            let sits = |office: &Office| {
                office
                    .taken
                    .iter()
                    .find(|(sitting, _)| *sitting == rank)
                    .map(|(_, person)| *person)
            };
            if let (Some(first), Some(second)) = (sits(one), sits(other)) {
                pairs.push(Exchange {
                    one: first,
                    other: second,
                    ones_place: one.place,
                    others_place: other.place,
                    rank,
                    seats: (at, at + 1),
                });
            }
        }
        // Nobody moves twice at once.
        let mut moved = Vec::new();
        pairs.retain(|pair| {
            let free = !moved.contains(&pair.one) && !moved.contains(&pair.other);
            moved.extend([pair.one, pair.other]);
            free
        });
        pairs
    }

    pub(super) fn swap(&mut self, pair: &Exchange) {
        self.free(pair.seats.0, pair.one);
        self.free(pair.seats.1, pair.other);
        self.take(pair.seats.0, pair.rank, pair.other);
        self.take(pair.seats.1, pair.rank, pair.one);
    }
}

fn province(nation: &Nation, place: Place) -> Option<usize> {
    match place {
        Place::Head => None,
        Place::Old(at) => nation.old.leaves.get(at).map(|leaf| leaf.province),
        Place::New(at) => nation.new.leaves.get(at).map(|leaf| leaf.province),
    }
}
