//! From when achievements count anew after a discipline (NĐ 98/2023, NĐ 152/2025 Điều 4).

use jiff::civil::Date;

use super::years::{NONE, Window, since};
use super::{Bench, Trail};
use crate::conduct::FORMS;
use crate::law::book::{Law, Lawbook};
use crate::law::fact::{Facts, Moment};
use crate::time::WorkYear;

/// From when achievements count anew after a discipline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Restart {
    /// So many years count for sure.
    pub(super) sure: i32,
    /// So many may count.
    pub(super) may: i32,
    /// The last day on which a discipline is served; `None`: not known.
    served: Option<Date>,
}

impl Restart {
    const NEVER: Self = Self {
        sure: i32::MAX / 2,
        may: i32::MAX / 2,
        served: None,
    };

    /// Achievements are counted from the day a discipline is served: years that begin by then count, the year in
    /// which it falls may.
    pub(super) fn of(book: &Lawbook, facts: &Facts, moment: &Moment, law: Law) -> Self {
        let word = book.word(book.known.restart, law.day).unwrap_or("khong");
        let Some(mildest) = FORMS.iter().position(|form| *form == word) else {
            return Self::NEVER;
        };
        let mut own = Self::NEVER;
        for discipline in facts
            .conduct
            .iter()
            .flat_map(|conduct| &conduct.disciplines)
        {
            let not_yet = discipline
                .decided_on
                .is_some_and(|day| day.first_day() > moment.on);
            if discipline.form < mildest || not_yet {
                continue;
            }
            let Some(end) = discipline.ends_on else {
                own.sure = NONE;
                continue;
            };
            let end = end.last_day();
            own.served = own.served.max(Some(end));
            let whole = WorkYear::of(end);
            let first = if whole.first_day() == end {
                whole
            } else {
                whole.next()
            };
            own.sure = own.sure.min(since(first, moment));
            // A discipline in force lets nothing count yet.
            let may = if end > moment.on { first } else { whole };
            own.may = own.may.min(since(may, moment));
        }
        own.may = own.may.max(own.sure);
        own
    }
}

impl Bench<'_> {
    /// That years before a discipline was served do not count, where a window would reach further back.
    pub(super) fn tell_restart(&self, window: Window, trail: &mut Trail) {
        if self.restart == Restart::NEVER
            || window.fixed.is_some_and(|own| own <= self.restart.sure)
        {
            return;
        }
        if let Some(id) = self.book.known.restart {
            self.dated(id, Some(trail));
        }
        trail.remark(self.restart.served.map_or_else(
            || "có kỷ luật chưa rõ ngày hết hiệu lực, chưa rõ thành tích được tính từ khi nào".to_owned(),
            |day| {
                format!(
                    "thành tích được tính từ khi hết hiệu lực kỷ luật (ngày {}), thời gian trước đó không tính",
                    crate::time::vn(day)
                )
            },
        ));
    }
}
