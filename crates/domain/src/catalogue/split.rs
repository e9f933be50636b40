//! A work year whose statistical regime changed on the way: what its cumulative figures can be compared with.

use jiff::civil::Date;

use super::{Catalogue, Regime};
use crate::time::{Window, vn};

/// Two regimes within one window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The window.
    pub window: Window,
    /// The regime of its first day.
    pub before: Regime,
    /// The regime of its last day: figures are made by it.
    pub after: Regime,
    /// The first day of the latter.
    pub since: Date,
}

impl Catalogue {
    /// The change within a window; `None` where one regime holds from its first day to its last.
    pub fn split(&self, window: Window) -> Option<Split> {
        let (before, after) = (
            self.regime_on(window.first_day()),
            self.regime_on(window.last_day()),
        );
        let since = after.validity.from.map(|from| from.first_day())?;
        (before.id != after.id).then_some(Split {
            window,
            before,
            after,
            since,
        })
    }
}

impl Split {
    /// What changed and what can be compared, a sentence each.
    pub fn words(&self) -> Vec<String> {
        let since = vn(self.since);
        let until = self.since.yesterday().map(vn).unwrap_or_default();
        let mut words = vec![format!(
            "Năm công tác {} có hai chế độ báo cáo: đến hết ngày {until} theo {}, từ ngày {since} theo {}{}. Số lũy kế từ {} lập theo chế độ của ngày cuối kỳ.",
            self.window.year,
            self.before.instrument,
            self.after.instrument,
            if self.after.confirmed {
                ""
            } else {
                " (chưa đối chiếu bản gốc)"
            },
            vn(self.window.first_day()),
        )];
        let known = words.len();
        if self.before.third_group != self.after.third_group {
            words.push(format!(
                "Từ ngày {since} nhóm hoãn, tạm đình chỉ, trường hợp khác đứng riêng bên cạnh có điều kiện và chưa có điều kiện: hai số này và các tỷ lệ tính từ chúng không so thẳng với các kỳ trước."
            ));
        }
        if self.before.request_returned != self.after.request_returned {
            words.push(format!(
                "Từ ngày {since} việc theo yêu cầu được gửi lại yêu cầu là kết thúc thi hành án, ghi ở cột riêng: số thụ lý, có điều kiện, thi hành xong so được với các kỳ trước; số chưa có điều kiện và số chuyển kỳ sau bớt đi phần việc kết thúc nên không so thẳng."
            ));
        }
        if self.before.separate_register != self.after.separate_register {
            words.push(format!(
                "Từ ngày {since} chỉ việc chủ động thi hành được chuyển sổ theo dõi riêng."
            ));
        }
        if words.len() == known {
            words.push(
                "Các mục được kiểm tra cân đối không đổi nên số lũy kế so được với các kỳ trước."
                    .to_owned(),
            );
        }
        words
    }
}
