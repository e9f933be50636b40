//! Values that end in noughts, over a year.

use std::collections::BTreeSet;

use super::super::digits;
use super::super::finding::{Finding, Method};
use super::Desk;
use crate::catalogue::Measure;
use crate::figures::Frame;
use crate::text::number::group;

impl Desk<'_> {
    /// Round values of the year up to its newest month: told once, there.
    pub(super) fn round(&self, frame: &Frame, told: &[u8]) -> Option<Finding> {
        let last = *told.last()?;
        let rule = self.catalogue.quality.round(self.window(last).last_day())?;
        let mut values = BTreeSet::new();
        for month in told {
            let window = self.window(*month);
            for code in &rule.codes {
                let mut cells = self.table.tellings(self.subject, window, frame, code);
                let Some(cell) =
                    cells.find(|cell| cell.value.is_some() && cell.precision().is_exact())
                else {
                    continue;
                };
                let unit = cell.told.and_then(|told| told.unit.as_deref());
                let value = cell.value.unwrap_or_default();
                let digits = match self.catalogue.figure(code).map(|figure| figure.measure) {
                    Some(Measure::Money) => {
                        money_digits(value, unit).filter(|_| value >= rule.least_money)
                    }
                    _ => Some(value).filter(|value| *value >= rule.least_count),
                };
                // A value told again next month is one value.
                values.extend(digits.map(|digits| (code, digits)));
            }
        }
        if values.len() < rule.enough {
            return None;
        }
        let digits: Vec<i64> = values.iter().map(|(_, digits)| *digits).collect();
        let (power, found, odds) = digits::rarest(&digits)?;
        if !odds.rarer_than(rule.one_in) {
            return None;
        }
        let base = 10_usize.pow(power);
        let usual = digits.len() * 10 / base;
        let once = odds.once_in().map_or_else(
            || "gần như không thể do ngẫu nhiên".to_owned(),
            |once| {
                format!(
                    "do ngẫu nhiên thì chưa đến 1 trên {} lần",
                    group(i128::try_from(once.min(1_000_000_000_000)).unwrap_or(i128::MAX))
                )
            },
        );
        let text = format!(
            "Trong {} số đủ lớn của năm đến {}, có {found} số tận cùng bằng {}; các chữ số ngẫu nhiên cho trung bình {},{} số, {once}. Xem số có được ước lượng, làm tròn khi nhập hay không.",
            group(i64::try_from(digits.len()).unwrap_or(i64::MAX)),
            self.window(last).calendar_name(),
            "0".repeat(usize::try_from(power).unwrap_or(1)),
            usual / 10,
            usual % 10
        );
        Some(self.finding(Method::Round, frame, last, "", text))
    }
}

/// The digits of an amount as it is written in forms: nghìn đồng. What is told in triệu, tỷ is round by its unit.
fn money_digits(dong: i64, unit: Option<&str>) -> Option<i64> {
    match unit {
        Some("dong" | "nghin_dong") | None => Some(if dong % 1_000 == 0 {
            dong / 1_000
        } else {
            dong
        }),
        _ => None,
    }
}
