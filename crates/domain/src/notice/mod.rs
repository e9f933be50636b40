//! Notices: what an account is told of, in which order, and when a letter that did not go is tried again.

use jiff::civil::{Date, Time, time};

/// What a notice is about; each may be chosen or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Requests for reports.
    Request,
    /// Figures to send, approve, mend.
    Figures,
    /// Movements and what units owe them.
    Movement,
    /// Papers to be read.
    Reading,
    /// Registrations sent up.
    Registration,
    /// Targets given.
    Target,
    /// Reports made regularly.
    Report,
    /// Issued papers whose numbers were corrected.
    Correction,
    /// Awards and rules.
    Award,
    /// One's own account and roles.
    Account,
}

impl Topic {
    /// Every topic, in the order lists show them.
    pub const ALL: [Self; 10] = [
        Self::Request,
        Self::Figures,
        Self::Movement,
        Self::Reading,
        Self::Registration,
        Self::Target,
        Self::Report,
        Self::Correction,
        Self::Award,
        Self::Account,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Request => "yeu-cau",
            Self::Figures => "so-lieu",
            Self::Movement => "phong-trao",
            Self::Reading => "can-doc",
            Self::Registration => "dang-ky",
            Self::Target => "chi-tieu",
            Self::Report => "bao-cao",
            Self::Correction => "dinh-chinh",
            Self::Award => "khen-thuong",
            Self::Account => "tai-khoan",
        }
    }

    /// What users read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Request => "Yêu cầu báo cáo",
            Self::Figures => "Gửi, duyệt số liệu",
            Self::Movement => "Phong trào thi đua",
            Self::Reading => "Văn bản cần đọc",
            Self::Registration => "Đăng ký thi đua",
            Self::Target => "Chỉ tiêu được giao",
            Self::Report => "Báo cáo định kỳ",
            Self::Correction => "Văn bản đã phát hành có số liệu sửa sau",
            Self::Award => "Khen thưởng, quy định khen thưởng",
            Self::Account => "Tài khoản, vai trò",
        }
    }

    /// The topic of a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// Whether one may choose not to be told: who looked as oneself, and a role that ends, are always told.
    pub const fn may_be_muted(self) -> bool {
        !matches!(self, Self::Account)
    }
}

/// When the letter of a day is written.
pub const DIGEST_AT: Time = time(7, 30, 0, 0);
/// Tries of a letter before it is given up.
pub const TRIES: i64 = 8;

/// Whether the letter of a day is to be written now.
pub fn digest_is_due(now: (Date, Time), last: Option<Date>) -> bool {
    now.1 >= DIGEST_AT && last.is_none_or(|last| last < now.0)
}

/// Minutes until a letter is tried again after so many tries: 1, 4, 16, … at most 12 hours; `None`: given up.
pub fn again_after(tries: i64) -> Option<i64> {
    let power = u32::try_from(tries.saturating_sub(1)).ok()?;
    (tries < TRIES).then(|| 4_i64.saturating_pow(power).min(12 * 60))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn codes_are_read_back_and_the_own_account_is_never_mute() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
        assert_eq!(Topic::from_code("khac"), None);
        assert!(!Topic::Account.may_be_muted() && Topic::Request.may_be_muted());
    }

    #[test]
    fn one_letter_a_day_from_half_past_seven_on() {
        let (day, before) = (date(2026, 11, 23), date(2026, 11, 22));
        assert!(!digest_is_due((day, time(7, 29, 59, 0)), None));
        assert!(digest_is_due((day, DIGEST_AT), Some(before)));
        assert!(!digest_is_due((day, time(23, 0, 0, 0)), Some(day)));
    }

    #[test]
    fn tries_lie_farther_and_farther_apart_and_end() {
        let waits: Vec<_> = (1..=TRIES).map(again_after).collect();
        let wanted = [1, 4, 16, 64, 256, 720, 720].map(Some);
        assert_eq!(waits[..7], wanted);
        assert_eq!(waits[7], None);
    }
}
