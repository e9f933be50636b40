//! One leaf's year: twelve cumulative balances whose identities hold by construction.

use crate::generate::curve::{Curve, MONTHS};
use crate::generate::profile::Profile;
use crate::generate::random::Random;
use crate::generate::table::{permille, share};

/// Codes of one side (`viec`, `tien`), in the order of the forms.
pub(super) const SIDE: [&str; 17] = [
    "cu",
    "moi",
    "thu_ly",
    "uy_thac",
    "rut_len",
    "thu_hoi_huy",
    "phai_thi_hanh",
    "co_dieu_kien",
    "xong",
    "dinh_chi",
    "dang_thi_hanh",
    "chua_dieu_kien",
    "hoan",
    "tam_dinh_chi",
    "khac",
    "chuyen_ky_sau",
    "so_theo_doi_rieng",
];

/// Codes beside the two sides.
pub(super) const BESIDE: [&str; 14] = [
    "ban_an.da_nhan",
    "qd.phai_ra",
    "qd.ra_dung",
    "kntc.phai_giai_quyet",
    "kntc.da_giai_quyet",
    "tiep_dan.luot",
    "tiep_dan.nguoi",
    "tiep_dan.vu",
    "thahc.theo_doi",
    "thahc.cu",
    "thahc.moi",
    "thahc.phai_thi_hanh",
    "thahc.xong",
    "ket_thuc_tra_yeu_cau",
];

/// Figures of a window: cases, money in nghìn đồng, the codes beside.
pub(super) const WIDTH: usize = 2 * SIDE.len() + BESIDE.len();

/// One window's figures, addable over agencies.
pub(super) type Row = [i64; WIDTH];

/// What a year hands to the next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carried {
    pub(super) cases: i64,
    pub(super) money: i64,
    pub(super) administrative: i64,
}

/// What decides a leaf's year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    /// Cases to be enforced in the year.
    pub(super) cases: i64,
    /// Money to be enforced in the year, nghìn đồng.
    pub(super) money: i64,
    /// Whether it is an office that may hand cases up, not a provincial agency's own.
    pub(super) office: bool,
    /// How much better than the nation it works, in 1/100 of a percent.
    pub(super) quality: i64,
    /// From which month (from 0) a third group is told; `MONTHS`: not at all.
    pub(super) third_from: usize,
    /// From which month (from 0) requests are returned; `MONTHS`: not at all.
    pub(super) returned_from: usize,
}

/// The year's totals of one side.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    carried: i64,
    new: i64,
    delegated: i64,
    drawn_up: i64,
    withdrawn: i64,
    able: i64,
    done: i64,
    ended: i64,
    third: i64,
    apart: i64,
}

/// The twelve cumulative balances of a leaf's year.
pub(super) fn year(
    random: &mut Random,
    carried: Carried,
    load: &Load,
    nation: &Profile,
) -> [Row; MONTHS] {
    let noise = random.between(-120, 120);
    let rates = (nation.cases_rate, nation.money_rate);
    let cases = Totals::draw(
        random,
        carried.cases,
        load.cases,
        load,
        (nation.cases_able, rates.0 + load.quality + noise),
    );
    let money_rate = rates.1 + 2 * load.quality + 3 * noise;
    let money = Totals::draw(
        random,
        carried.money,
        load.money,
        load,
        (nation.money_able, money_rate),
    );
    let (coming, completing) = (Curve::even(random), Curve::completion(random));
    let (money_coming, money_completing) = (Curve::even(random), Curve::completion(random));
    let beside = Beside::draw(random, carried.administrative, &cases, load);
    let mut rows = [[0; WIDTH]; MONTHS];
    for (month, row) in rows.iter_mut().enumerate() {
        let third = month >= load.third_from;
        let side = cases.at(month, &coming, &completing, third);
        let other = money.at(month, &money_coming, &money_completing, third);
        row[..SIDE.len()].copy_from_slice(&side);
        row[SIDE.len()..2 * SIDE.len()].copy_from_slice(&other);
        beside.write(month, &coming, &completing, &mut row[2 * SIDE.len()..]);
        if let Some(gone) = (month + 1)
            .checked_sub(load.returned_from)
            .filter(|gone| *gone > 0)
        {
            let months = i64::try_from(MONTHS - load.returned_from)
                .unwrap_or(1)
                .max(1);
            let gone = i64::try_from(gone).unwrap_or_default();
            // One returned request in fifty of what could not be enforced at the end of the year.
            let unable = permille(cases.due() - cases.able - cases.third, 20);
            let returned = share(unable, gone, months);
            row[WIDTH - 1] = returned;
            row[CARRIED_OUT] -= returned;
        }
    }
    rows
}

/// Place of `viec.chuyen_ky_sau`.
pub(super) const CARRIED_OUT: usize = 15;
/// Place of `viec.so_theo_doi_rieng`.
const APART: usize = 16;

/// What a year's last window hands to the next year.
pub(super) fn handed_on(row: &Row) -> Carried {
    let beside = 2 * SIDE.len();
    Carried {
        cases: row[CARRIED_OUT] - row[APART],
        money: row[SIDE.len() + CARRIED_OUT] - row[SIDE.len() + APART],
        administrative: row[beside + 11] - row[beside + 12],
    }
}

impl Totals {
    fn draw(
        random: &mut Random,
        carried: i64,
        size: i64,
        load: &Load,
        (able, rate): (i64, i64),
    ) -> Self {
        let size = permille(size, random.between(930, 1070)).max(60);
        let delegated = share(size, random.between(40, 90), 10_000);
        let drawn_up = if load.office {
            share(size, random.between(5, 15), 10_000)
        } else {
            0
        };
        let withdrawn = share(size, random.between(10, 30), 10_000);
        let away = delegated + drawn_up + withdrawn;
        let new = (size + away - carried).max(size / 5);
        let to_enforce = carried + new - away;
        let third = permille(to_enforce, random.between(8, 30));
        let able = permille(to_enforce, (able + random.between(-40, 40)).clamp(200, 940));
        let done = share(able, rate.clamp(1_000, 9_700), 10_000);
        Self {
            carried,
            new,
            delegated,
            drawn_up,
            withdrawn,
            able,
            done,
            ended: permille(done, random.between(60, 120)),
            third,
            apart: permille(to_enforce - able, random.between(20, 50)),
        }
    }

    fn due(&self) -> i64 {
        self.carried + self.new - self.delegated - self.drawn_up - self.withdrawn
    }

    /// The side's figures after `month` (from 0) more months.
    fn at(
        &self,
        month: usize,
        coming: &Curve,
        completing: &Curve,
        third: bool,
    ) -> [i64; SIDE.len()] {
        let come = |total: i64| coming.reached(total, month);
        let new = come(self.new);
        let away = [self.delegated, self.drawn_up, self.withdrawn].map(come);
        let docketed = self.carried + new;
        let to_enforce = docketed - away.iter().sum::<i64>();
        let done = completing.reached(self.done, month);
        let whole = self.due().max(1);
        let others = share(to_enforce, self.third, whole);
        let able = share(to_enforce, self.able, whole)
            .max(done)
            .min(to_enforce - others);
        let told = if third { others } else { 0 };
        let stayed = told / 2;
        let suspended = told * 3 / 10;
        [
            self.carried,
            new,
            docketed,
            away[0],
            away[1],
            away[2],
            to_enforce,
            able,
            done,
            completing.reached(self.ended, month).min(done),
            able - done,
            to_enforce - able - told,
            stayed,
            suspended,
            told - stayed - suspended,
            to_enforce - done,
            completing.reached(self.apart, month),
        ]
    }
}

/// The year's totals of what is reported beside the two sides.
struct Beside {
    totals: [i64; 8],
    carried: i64,
    administrative: i64,
    executed: i64,
}

impl Beside {
    fn draw(random: &mut Random, carried: i64, cases: &Totals, load: &Load) -> Self {
        let decisions = cases.new;
        let complaints = cases.due() / 400 + random.between(0, 3);
        let visits = cases.due() / 140 + random.between(0, 5);
        // Administrative judgments are followed by the provincial agency.
        let administrative = if load.office {
            0
        } else {
            random.between(4, 40)
        };
        Self {
            totals: [
                permille(decisions, random.between(700, 900)),
                decisions,
                decisions - i64::from(random.permille(80)) * (decisions / 500),
                complaints,
                complaints - i64::from(random.permille(300)) * (complaints / 20),
                visits,
                permille(visits, random.between(1000, 1300)),
                permille(visits, random.between(700, 950)),
            ],
            carried,
            administrative,
            executed: permille(carried + administrative, random.between(330, 520)),
        }
    }

    fn write(&self, month: usize, coming: &Curve, completing: &Curve, row: &mut [i64]) {
        let new = coming.reached(self.administrative, month);
        let executed = completing
            .reached(self.executed, month)
            .min(self.carried + new);
        let figures = self.totals.map(|total| coming.reached(total, month));
        let administrative = [
            self.carried + new,
            self.carried,
            new,
            self.carried + new,
            executed,
        ];
        for (cell, value) in row
            .iter_mut()
            .zip(figures.into_iter().chain(administrative))
        {
            *cell = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::WorkYear;

    fn load(cases: i64) -> Load {
        Load {
            cases,
            money: cases * 600_000,
            office: true,
            quality: 200,
            third_from: 3,
            returned_from: 9,
        }
    }

    #[test]
    fn identities_hold_and_nothing_that_cumulates_falls() {
        for seed in 0..200 {
            let mut random = Random::new(seed);
            let size = random.between(40, 20_000);
            let carried = Carried {
                cases: size / 3,
                money: size * 200_000,
                administrative: 2,
            };
            let rows = year(
                &mut random,
                carried,
                &load(size),
                &Profile::of(WorkYear(2026)),
            );
            for (month, row) in rows.iter().enumerate() {
                for side in [&row[..17], &row[17..34]] {
                    assert!(
                        side.iter().all(|value| *value >= 0),
                        "{seed} {month} {side:?}"
                    );
                    assert_eq!(side[2], side[0] + side[1]);
                    assert_eq!(side[6], side[2] - side[3] - side[4] - side[5]);
                    assert_eq!(side[6], side[7] + side[11] + side[12] + side[13] + side[14]);
                    assert!(side[8] <= side[7] && side[9] <= side[8]);
                }
                assert_eq!(row[15], row[6] - row[8] - row[WIDTH - 1]);
                assert_eq!(row[32], row[23] - row[25]);
                assert!(month >= 3 || row[12] + row[13] + row[14] == 0);
                let before = month.checked_sub(1).map(|before| rows[before]);
                for code in [1, 3, 8, 16, 18, 20, 25, 33, 34, 35, 36, 37, 38, WIDTH - 1] {
                    assert!(
                        before.is_none_or(|before| before[code] <= row[code]),
                        "{seed} {month} {code}"
                    );
                }
            }
            let next = handed_on(&rows[11]);
            assert!(next.cases >= 0 && next.money >= 0 && next.administrative >= 0);
        }
    }
}
