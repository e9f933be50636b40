//! «Học tập điển hình, bắt kịp điển hình, vượt qua điển hình»: who follows an exemplar since when, and how a follower
//! stands to it, year by year, from the figures of both. What cannot be compared is said, never guessed.

use crate::bundle::{Column, Kind, SheetDef, Values};
use crate::time::PartialDate;

/// The sheet `hoc-tap-dien-hinh`.
pub static FOLLOW_SHEET: SheetDef = SheetDef {
    name: "hoc-tap-dien-hinh",
    title: "Học tập điển hình",
    identity: &[],
    columns: &[
        Column::key("ma_dien_hinh", "Mã điển hình", Kind::Code)
            .required()
            .asked("Điển hình")
            .help("Điển hình được học tập."),
        Column::key("ma_co_quan", "Mã cơ quan", Kind::Code)
            .required()
            .asked("Đơn vị học tập")
            .help("Đơn vị học tập, phấn đấu bắt kịp điển hình."),
        Column::key("tu_ngay", "Từ ngày", Kind::Date)
            .help("Học tập từ khi nào; biết tới đâu ghi tới đó."),
        Column::content("den_ngay", "Đến ngày", Kind::Date).help("Ngày cuối, nếu đã thôi."),
        Column::content("noi_dung", "Nội dung", Kind::Lines)
            .asked("Học tập điều gì")
            .help("Cách làm, việc cụ thể học theo."),
        Column::content("ket_qua", "Kết quả", Kind::Lines).help("Đã làm được gì, bằng lời."),
        Column::NOTE,
        Column::SOURCE,
    ],
};

/// A row of `hoc-tap-dien-hinh`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follower {
    /// Key of its record.
    pub key: String,
    /// Code of the exemplar.
    pub exemplar: String,
    /// Code of the agency that follows.
    pub agency: String,
    /// Since when.
    pub from: Option<PartialDate>,
    /// Last day, where it ended.
    pub to: Option<PartialDate>,
    /// What it learns.
    pub text: Option<String>,
    /// With what result, in words.
    pub effect: Option<String>,
    /// Note.
    pub note: Option<String>,
    /// Sources, one a line.
    pub source: Option<String>,
}

impl Follower {
    /// The follower a row tells.
    pub fn from_row(row: &Values) -> Option<Self> {
        Some(Self {
            key: row.key(&FOLLOW_SHEET),
            exemplar: row.text("ma_dien_hinh")?,
            agency: row.text("ma_co_quan")?,
            from: row.date("tu_ngay"),
            to: row.date("den_ngay"),
            text: row.text("noi_dung"),
            effect: row.text("ket_qua"),
            note: row.text("ghi_chu"),
            source: row.text("nguon"),
        })
    }
}

/// Where a follower stands to the exemplar in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Below it: still learning.
    Behind,
    /// The same two-decimal rate: caught up.
    Level,
    /// Above it: overtaken.
    Ahead,
}

impl Place {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Behind => "hoc_tap",
            Self::Level => "bat_kip",
            Self::Ahead => "vuot_qua",
        }
    }
}

/// What a year's gap is beside that of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// The follower gained on the exemplar.
    Gaining,
    /// It kept its distance.
    Steady,
    /// It lost ground.
    Losing,
}

impl Trend {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gaining => "gan_hon",
            Self::Steady => "giu_nguyen",
            Self::Losing => "xa_hon",
        }
    }
}

/// Why two cannot be compared in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The exemplar's figure is not there.
    NoExemplar,
    /// The follower's figure is not there.
    NoFollower,
    /// Neither is there.
    Neither,
}

/// One year of a follower beside the exemplar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Follower less exemplar, in hundredths of a percentage point, and where that puts it.
    pub stands: Result<(i64, Place), Gap>,
    /// Beside the last earlier year that could be compared.
    pub trend: Option<Trend>,
}

/// A follower year by year: rates in hundredths of a percent, exemplar's and follower's, the earliest year first.
pub fn compare(years: &[(Option<i64>, Option<i64>)]) -> Vec<Year> {
    let mut before: Option<i64> = None;
    let mut found = Vec::with_capacity(years.len());
    for pair in years {
        let stands = match *pair {
            (Some(exemplar), Some(follower)) => {
                let gap = follower.saturating_sub(exemplar);
                let place = match gap {
                    i64::MIN..=-1 => Place::Behind,
                    0 => Place::Level,
                    _ => Place::Ahead,
                };
                Ok((gap, place))
            }
            (None, Some(_)) => Err(Gap::NoExemplar),
            (Some(_), None) => Err(Gap::NoFollower),
            (None, None) => Err(Gap::Neither),
        };
        let now = stands.ok().map(|(gap, _)| gap);
        let trend = before.zip(now).map(|(before, now)| match now.cmp(&before) {
            std::cmp::Ordering::Greater => Trend::Gaining,
            std::cmp::Ordering::Equal => Trend::Steady,
            std::cmp::Ordering::Less => Trend::Losing,
        });
        before = now.or(before);
        found.push(Year { stands, trend });
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_follower_learns_catches_up_and_overtakes() {
        let found = compare(&[
            (Some(83_30), Some(79_10)),
            (Some(84_00), Some(82_50)),
            (Some(84_20), None),
            (Some(84_50), Some(84_50)),
            (Some(84_40), Some(85_10)),
            (None, Some(85_20)),
        ]);
        let places: Vec<_> = found.iter().map(|year| year.stands).collect();
        assert_eq!(
            places,
            [
                Ok((-4_20, Place::Behind)),
                Ok((-1_50, Place::Behind)),
                Err(Gap::NoFollower),
                Ok((0, Place::Level)),
                Ok((70, Place::Ahead)),
                Err(Gap::NoExemplar),
            ]
        );
        let trends: Vec<_> = found.iter().map(|year| year.trend).collect();
        assert_eq!(
            trends,
            [
                None,
                Some(Trend::Gaining),
                None,
                Some(Trend::Gaining),
                Some(Trend::Gaining),
                None
            ]
        );
    }

    proptest! {
        #[test]
        fn exchanging_the_two_exchanges_who_is_ahead(
            years in prop::collection::vec((prop::option::of(0_i64..=10_000), prop::option::of(0_i64..=10_000)), 0..12)
        ) {
            let other: Vec<_> = years.iter().map(|(one, two)| (*two, *one)).collect();
            for (here, there) in compare(&years).iter().zip(compare(&other)) {
                match (here.stands, there.stands) {
                    (Ok((gap, _)), Ok((back, _))) => prop_assert_eq!(gap, -back),
                    (Err(_), Err(_)) => {}
                    _ => prop_assert!(false, "one way it compares, the other it does not"),
                }
                let turned = here.trend.map(|trend| match trend {
                    Trend::Gaining => Trend::Losing,
                    Trend::Steady => Trend::Steady,
                    Trend::Losing => Trend::Gaining,
                });
                prop_assert_eq!(turned, there.trend);
            }
        }
    }
}
