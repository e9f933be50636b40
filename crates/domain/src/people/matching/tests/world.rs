//! An invented province or two: districts that merge, people who move, names that repeat; and lists of it.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::super::Line;
use super::soil::soil;
use crate::org::{Level, Org, Reorganisation, Spell};
use crate::people::{Person, Post};
use crate::time::{PartialDate, Validity, WorkYear, YearSpan};

/// What is wrong with a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dirt {
    Clean,
    /// Letters decomposed, as some machines store them.
    Decomposed,
    /// TCVN3.
    OldFont,
    /// `CC THADS Q.1`.
    ShortUnits,
    /// One slip in every third name.
    Typos,
    /// No marks at all.
    Unmarked,
    /// `Ng. V. An`.
    Initials,
    /// Name and unit exchanged.
    Swapped,
    /// The names units have today, whatever the year.
    NamesOfToday,
    /// Everything at once, and people who are in no register.
    Everything,
}

impl Dirt {
    pub(super) const ALL: [Self; 10] = [
        Self::Clean,
        Self::Decomposed,
        Self::OldFont,
        Self::ShortUnits,
        Self::Typos,
        Self::Unmarked,
        Self::Initials,
        Self::Swapped,
        Self::NamesOfToday,
        Self::Everything,
    ];
}

/// A row and whom it truly means; `None`: nobody of the register.
pub(super) struct Row {
    pub(super) line: Line,
    pub(super) truth: Option<String>,
}

pub(super) struct List {
    pub(super) rows: Vec<Row>,
}

pub(super) struct World {
    pub(super) org: Org,
    pub(super) people: BTreeMap<String, Person>,
}

pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const FAMILY: [&str; 20] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Huỳnh",
    "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý",
];
const MALE: [&str; 14] = [
    "Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Xuân", "Công", "Đình", "Ngọc", "Quang",
    "Trọng", "Bá",
];
const FEMALE: [&str; 10] = [
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Thị Thanh",
    "Thị Hồng",
    "Thị Kim",
    "Ngọc",
    "Kim",
];
const GIVEN: [&str; 60] = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hòa", "Hoàng", "Hùng",
    "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lợi", "Mạnh", "Minh", "Nam", "Nghĩa", "Phong",
    "Phú", "Phúc", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tâm", "Thắng", "Thành", "Thịnh", "Anh",
    "Bích", "Châu", "Chi", "Dung", "Duyên", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng", "Huệ",
    "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Thúy", "Sĩ",
];
const TITLES: [&str; 4] = [
    "Chấp hành viên sơ cấp",
    "Thư ký thi hành án",
    "Kế toán",
    "Chuyên viên",
];
const MERGED: Date = date(2025, 7, 1);

fn day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    Some(PartialDate::day(date(year, month, day)))
}

fn spell(name: &str, level: Level, parent: &str, validity: Validity) -> Spell {
    Spell {
        name: name.to_owned(),
        short_name: None,
        level,
        parent: (!parent.is_empty()).then(|| parent.to_owned()),
        validity,
        area: None,
        source: None,
        note: None,
    }
}

fn org() -> Org {
    let mut spells = Vec::new();
    let mut pairs = Vec::new();
    let before = Validity::new(None, day(2025, 6, 30));
    let after = Validity::new(day(2025, 7, 1), None);
    let mut put = |code: &str, spell: Spell| spells.push((code.to_owned(), spell));
    for (province, name) in [("a", "Thành phố A Sơn"), ("b", "tỉnh B Giang")] {
        let above = format!("tinh-{province}");
        let old = format!("Cục Thi hành án dân sự {name}");
        put(&above, spell(&old, Level::Province, "", before));
        let new = format!("Thi hành án dân sự {name}");
        put(&above, spell(&new, Level::Province, "", after));
        let division = format!("{province}-nv");
        put(
            &division,
            spell("Phòng Nghiệp vụ", Level::Division, &above, Validity::ALWAYS),
        );
        for district in 1..=6 {
            let code = format!("{province}-{district}");
            let place = match (province, district) {
                (_, 5) => "huyện Châu Thành".to_owned(),
                (_, 6) => format!("thị xã Phú {}", province.to_uppercase()),
                ("a", other) => format!("Quận {other}"),
                (_, other) => format!("huyện Tân {}", ["An", "Bình", "Chánh", "Đông"][other - 1]),
            };
            let name = format!("Chi cục Thi hành án dân sự {place}");
            put(&code, spell(&name, Level::District, &above, before));
            let region = district.div_ceil(2);
            pairs.push((code, format!("{province}-kv-{region}")));
        }
        for region in 1..=3 {
            let code = format!("{province}-kv-{region}");
            let name = format!("Phòng Thi hành án dân sự khu vực {region}");
            put(&code, spell(&name, Level::Region, &above, after));
        }
    }
    let pairs = pairs.into_iter().map(|(old, new)| Reorganisation {
        on: PartialDate::day(MERGED),
        kind: "sap_nhap".to_owned(),
        old,
        new: Some(new),
        document: None,
    });
    Org::new(spells, pairs.collect())
}

fn name(dice: &mut Dice) -> (String, bool) {
    let female = dice.one_in(2);
    let middle = if female {
        dice.pick(&FEMALE)
    } else {
        dice.pick(&MALE)
    };
    let (family, given) = (dice.pick(&FAMILY), dice.pick(&GIVEN));
    (format!("{family} {middle} {given}"), female)
}

impl World {
    pub(super) fn of(seed: u64) -> Self {
        Self::made(seed, 14, 12)
    }

    /// Every fourth person has a namesake, every second one moves.
    pub(super) fn crowded(seed: u64) -> Self {
        Self::made(seed, 10, 4)
    }

    fn made(seed: u64, of_unit: usize, namesakes: usize) -> Self {
        let mut dice = Dice(seed.wrapping_mul(7_919));
        let mut people: BTreeMap<String, Person> = BTreeMap::new();
        let mut names: Vec<(String, bool)> = Vec::new();
        for province in ["a", "b"] {
            for district in 0..=6 {
                for _ in 0..of_unit {
                    let (called, female) = if !names.is_empty() && dice.one_in(namesakes * 4) {
                        dice.pick(&names).clone()
                    } else {
                        name(&mut dice)
                    };
                    names.push((called.clone(), female));
                    let code = format!("nv-{:04}", people.len());
                    let unit = match district {
                        0 if dice.one_in(2) => format!("{province}-nv"),
                        0 => format!("tinh-{province}"),
                        other => format!("{province}-{other}"),
                    };
                    let moves = dice.one_in(namesakes / 2);
                    let posts = posts(&mut dice, &called, province, &unit, moves);
                    let born = i16::try_from(1965 + dice.below(30)).unwrap();
                    let person = Person {
                        code: code.clone(),
                        born: day(born, 5, 17),
                        gender: Some(if female { "nu" } else { "nam" }.to_owned()),
                        joined: None,
                        posts,
                    };
                    people.insert(code, person);
                }
            }
        }
        Self { org: org(), people }
    }

    pub(super) fn list(&self, dirt: Dirt, rows: usize, seed: u64) -> List {
        let mut dice = Dice(seed.wrapping_mul(104_729) ^ 17);
        let own: Vec<&Person> = self
            .people
            .values()
            .filter(|person| {
                !person.posts[0].agency.starts_with('b') && person.posts[0].agency != "tinh-b"
            })
            .collect();
        let mut list = List { rows: Vec::new() };
        while list.rows.len() < rows {
            let year = i16::try_from(2016 + dice.below(11)).unwrap();
            let person = *dice.pick(&own);
            if let Some(row) = self.row(&mut dice, dirt, person, year) {
                list.rows.push(row);
            }
        }
        list
    }

    fn row(&self, dice: &mut Dice, dirt: Dirt, person: &Person, year: i16) -> Option<Row> {
        let years = WorkYear(year);
        let on = years.last_day();
        let post = person.on(on)?;
        if post.agency.starts_with('b') || post.agency == "tinh-b" {
            return None;
        }
        let today = matches!(dirt, Dirt::NamesOfToday);
        let unit = match (today, post.agency.as_str()) {
            (_, "a-nv") => "tinh-a".to_owned(),
            (true, agency) => match self.org.successors(agency).first() {
                Some(pair) => pair.new.clone()?,
                None => agency.to_owned(),
            },
            (false, agency) => agency.to_owned(),
        };
        let mut line = Line {
            name: post.name.clone(),
            unit: Some(
                self.org
                    .name_on(&unit, if today { date(2026, 10, 1) } else { on })
                    .to_owned(),
            ),
            agency: Some("tinh-a".to_owned()),
            years: Some(YearSpan::single(years)),
            position: dice.one_in(2).then(|| post.title.clone()).flatten(),
            born: dice
                .one_in(3)
                .then(|| {
                    person
                        .born
                        .map(|born| PartialDate::year_of(born.first_day()))
                })
                .flatten(),
            ..Line::default()
        };
        let mut truth = Some(person.code.clone());
        if dirt == Dirt::Everything && dice.one_in(8) {
            // Left before the register began; nobody of that name was there.
            line.name = format!("{} Vĩ", name(dice).0);
            truth = None;
        }
        soil(dice, dirt, &mut line);
        Some(Row { line, truth })
    }
}

fn posts(dice: &mut Dice, name: &str, province: &str, unit: &str, moves: bool) -> Vec<Post> {
    let title = (*dice.pick(&TITLES)).to_owned();
    let post = |agency: &str, validity: Validity| Post {
        name: name.to_owned(),
        agency: agency.to_owned(),
        post: None,
        title: Some(title.clone()),
        group: Some("cong_chuc".to_owned()),
        validity,
        stored_as: None,
    };
    let region = |unit: &str| match unit
        .rsplit('-')
        .next()
        .and_then(|n| n.parse::<usize>().ok())
    {
        Some(district) => format!("{province}-kv-{}", district.div_ceil(2)),
        None => unit.to_owned(),
    };
    let begun = day(i16::try_from(2008 + dice.below(12)).unwrap(), 3, 1);
    let mut posts = Vec::new();
    let mut held = unit.to_owned();
    let mut from = begun;
    if moves {
        let year = i16::try_from(2020 + dice.below(4)).unwrap();
        posts.push(post(&held, Validity::new(from, day(year, 1, 14))));
        held = format!("{province}-{}", 1 + dice.below(6));
        from = day(year, 1, 15);
    }
    let after = region(&held);
    if after == held {
        posts.push(post(&held, Validity::new(from, None)));
    } else {
        posts.push(post(&held, Validity::new(from, day(2025, 6, 30))));
        posts.push(post(&after, Validity::new(day(2025, 7, 1), None)));
    }
    posts
}
