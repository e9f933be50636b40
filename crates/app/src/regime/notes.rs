//! What a page or paper says of the regime of its window: which way the rate is counted, and what can be compared
//! where the year changed its regime.

use thidua_domain::time::{Window, vn};

use crate::State;

impl State {
    /// Which way ended cases are counted in the rate of a window; `None` where they do not exist.
    pub fn counting(&self, window: Window) -> Option<String> {
        let regime = self.catalogue.regime_on(window.last_day());
        if !regime.request_returned {
            return None;
        }
        let way = match regime.counts_returned() {
            true => "có cộng",
            false => "không cộng",
        };
        let rests = match &regime.decided {
            Some(decision) => {
                let by = match decision.by.as_str() {
                    "" => String::new(),
                    by => format!(" ({by})"),
                };
                format!(", theo {}{by}", self.cited(&decision.document))
            }
            None => ": chưa có quyết định về cách tính".to_owned(),
        };
        Some(format!(
            "Tỷ lệ thi hành xong về việc {way} việc kết thúc do gửi lại yêu cầu{rests}."
        ))
    }

    /// Everything a reader must know of the regime of a window: nothing where one regime holds throughout and no
    /// ended cases exist.
    pub fn regime_notes(&self, window: Window) -> Vec<String> {
        let split = self.catalogue.split(window);
        let mut notes = split.map(|split| split.words()).unwrap_or_default();
        notes.extend(self.counting(window));
        notes
    }

    /// The same in the short form of a paper's marks.
    pub(crate) fn regime_marks(&self, window: Window) -> Vec<String> {
        let split = self.catalogue.split(window);
        let changed = split.map(|split| {
            format!(
                "năm công tác {} đổi chế độ báo cáo từ ngày {}",
                window.year,
                vn(split.since)
            )
        });
        let counted = self.counting(window).map(|text| {
            let text = text.trim_end_matches('.');
            crate::report::small(text)
        });
        changed.into_iter().chain(counted).collect()
    }
}
