//! What each month added, held against the unit's own months.

use super::super::finding::Method;
use super::super::history::History;
use super::super::outlier::{self, Told, Verdict};
use super::super::rules::Outlier;
use super::super::say;
use super::{Desk, Year};
use crate::catalogue::Measure;
use crate::figures::Frame;
use crate::text::number::group;
use crate::time::WorkYear;

impl Desk<'_> {
    pub(super) fn outliers(&self, frame: &Frame, told: &[u8], rule: &Outlier, year: &mut Year) {
        let now = self.year.0;
        let first = WorkYear(now.saturating_sub(i16::from(rule.years)));
        for code in &rule.codes {
            let history = History::read(self.table, self.subject, frame, code, (first, self.year));
            let money = self
                .catalogue
                .figure(code)
                .is_some_and(|figure| figure.measure == Measure::Money);
            let least = if money {
                rule.least_money
            } else {
                rule.least_count
            };
            for month in told {
                let Some(step) = history.step(now, *month).filter(|step| *step >= 0) else {
                    continue;
                };
                let rush = rule.rush.contains(month);
                let same = history.same(now, *month, rule.years);
                let recent = history.recent(now, *month, rule.recent, &rule.rush);
                year.judged += 1;
                match outlier::judge(step, &same, &recent, rush, least, rule) {
                    Verdict::Usual => {}
                    Verdict::TooShort => year.too_short += 1,
                    Verdict::Unusual(held) => {
                        let text = self.unusual(code, *month, step, &same, &held, rule);
                        let mut found = self.finding(Method::Outlier, frame, *month, code, text);
                        found.value = history.value(now, *month);
                        year.findings.push(found);
                    }
                }
            }
        }
    }

    /// The sentence of an outlier, worked out.
    fn unusual(
        &self,
        code: &str,
        month: u8,
        step: i64,
        same: &[i64],
        held: &Told,
        rule: &Outlier,
    ) -> String {
        let said = |value: i64| say::figure(self.catalogue, code, value);
        let name = say::sentence(&say::name(self.catalogue, code));
        let window = self.window(month);
        let begin = format!(
            "{name} tăng {} trong {}.",
            said(step),
            window.calendar_name()
        );
        let years = if same.len() == 1 {
            "năm trước".to_owned()
        } else {
            format!("{} năm trước", same.len())
        };
        match held {
            Told::Score {
                median2,
                deviation400,
                score_tenths,
            } => {
                let listed: Vec<String> = same.iter().map(|value| said(*value)).collect();
                let half = |doubled: i128, by: i128| {
                    i64::try_from((doubled + by / 2) / by).unwrap_or(i64::MAX)
                };
                let score = score_tenths.map_or_else(
                    || "các năm trước không tăng".to_owned(),
                    |tenths| {
                        format!(
                            "điểm z hiệu chỉnh {},{}, ngưỡng {},{}",
                            group(tenths / 10),
                            tenths % 10,
                            rule.score_tenths / 10,
                            rule.score_tenths % 10
                        )
                    },
                );
                format!(
                    "{begin} Cùng tháng của {years}: {}; trung vị {}, độ lệch tuyệt đối trung vị {}; {score}.",
                    listed.join(", "),
                    said(half(*median2, 2)),
                    said(half(*deviation400, 400))
                )
            }
            Told::Range { least, most } => format!(
                "{begin} Cùng tháng của {years} chỉ từ {} đến {}; chưa đủ {} năm để tính điểm z nên so với {} lần khoảng ấy.",
                said(*least),
                said(*most),
                rule.enough,
                tenths(rule.few_times_tenths)
            ),
            Told::Recent { most } => format!(
                "{begin} Các tháng liền trước tăng nhiều nhất {}; chưa có cùng tháng của các năm trước để so, ngưỡng là {} lần số lớn nhất ấy.",
                said(*most),
                tenths(rule.recent_times_tenths)
            ),
        }
    }
}

fn tenths(value: i64) -> String {
    match value % 10 {
        0 => group(value / 10),
        rest => format!("{},{rest}", group(value / 10)),
    }
}
