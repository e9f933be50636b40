//! Who is good, and what a run of good years leads to.

use crate::generate::random::Random;
use crate::time::WorkYear;

/// How good somebody's year was: half lasting, half of the year.
pub(super) struct Merit {
    lasting: Random,
    year: Random,
}

impl Merit {
    pub(super) fn of(random: &Random, year: WorkYear) -> Self {
        Self {
            lasting: random.part("lasting"),
            year: random.part("merit").part(&year.to_string()),
        }
    }

    pub(super) fn points(&self, code: &str) -> i64 {
        self.lasting.part(code).between(0, 1000) + self.year.part(code).between(0, 600)
    }
}

/// Somebody's run of years as a grass-roots fighter, and the highest award it led to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    years: u8,
    since_title: u8,
    certificate: bool,
    prime: bool,
    medal: bool,
}

impl Run {
    /// One more year, with or without the title.
    pub(super) fn fight(&mut self, fights: bool) {
        if fights {
            self.years = self.years.saturating_add(1);
            self.since_title = self.since_title.saturating_add(1);
        } else {
            self.years = 0;
            self.since_title = 0;
        }
    }

    /// The higher award of the year: two fighter's years in a row for the ministry's certificate, three
    /// for its title, six with the certificate for the Prime Minister's, and the medal after that.
    pub(super) fn higher(&mut self, random: &mut Random) -> Option<&'static str> {
        if self.years >= 6 && self.prime && !self.medal && random.permille(60) {
            self.medal = true;
            return Some("hcld_3");
        }
        if self.years >= 5 && self.certificate && !self.prime && random.permille(90) {
            self.prime = true;
            return Some("bk_ttcp");
        }
        if self.since_title >= 3 && random.permille(220) {
            self.since_title = 0;
            return Some("cstd_bo");
        }
        if self.years >= 2 && !self.certificate && random.permille(300) {
            self.certificate = true;
            return Some("bk_bo");
        }
        None
    }
}
