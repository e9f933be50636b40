//! The words after a number.

use super::fault::Fault;
use crate::text::fold;

/// A unit as written after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitWord {
    /// việc
    Viec,
    /// bản án
    BanAn,
    /// văn bản
    VanBan,
    /// đơn
    Don,
    /// lượt
    Luot,
    /// người
    Nguoi,
    /// vụ
    Vu,
    /// ngày (of salary)
    Ngay,
    /// công (days of labour)
    Cong,
    /// đồng, đ, VNĐ
    Dong,
    /// nghìn (ngàn) đồng
    NghinDong,
    /// triệu đồng
    TrieuDong,
    /// tỷ (tỉ) đồng
    TyDong,
    /// nghìn, with nothing after it
    Nghin,
    /// triệu, with nothing after it
    Trieu,
    /// tỷ, with nothing after it
    Ty,
    /// %, phần trăm
    PhanTram,
    /// điểm %, điểm phần trăm
    DiemPhanTram,
}

impl UnitWord {
    /// The code of `Đơn vị tính`; nghìn, triệu and tỷ alone are taken as money.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Viec => "viec",
            Self::BanAn => "ban_an",
            Self::VanBan => "van_ban",
            Self::Don => "don",
            Self::Luot => "luot",
            Self::Nguoi => "nguoi",
            Self::Vu => "vu",
            Self::Ngay => "ngay",
            Self::Cong => "cong",
            Self::Dong => "dong",
            Self::NghinDong | Self::Nghin => "nghin_dong",
            Self::TrieuDong | Self::Trieu => "trieu_dong",
            Self::TyDong | Self::Ty => "ty_dong",
            Self::PhanTram => "phan_tram",
            Self::DiemPhanTram => "diem_phan_tram",
        }
    }

    /// The unit in words: what a cell says after a number. `None` for words that name no unit.
    pub fn parse(words: &str) -> Option<Self> {
        read(words).ok()?.word()?.0
    }

    /// The power of ten to đồng or to single items: 9 for tỷ.
    pub const fn pow10(self) -> u8 {
        match self {
            Self::NghinDong | Self::Nghin => 3,
            Self::TrieuDong | Self::Trieu => 6,
            Self::TyDong | Self::Ty => 9,
            _ => 0,
        }
    }

    /// Whether half of one is meaningful: tỷ, triệu, nghìn, %.
    pub const fn has_fractions(self) -> bool {
        self.pow10() > 0 || matches!(self, Self::PhanTram | Self::DiemPhanTram)
    }

    /// Whether the word itself says money.
    pub const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Dong | Self::NghinDong | Self::TrieuDong | Self::TyDong
        )
    }
}

/// Number words and the unit they multiply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// 3 nghìn, 6 triệu, 9 tỷ, 12 nghìn tỷ; 0 none.
    pub(super) power: u8,
    pub(super) base: Option<UnitWord>,
}

impl Unit {
    /// The unit of a single number and the power of ten still to be multiplied into it; `None` where
    /// the words do not go together.
    pub(super) fn word(self) -> Option<(Option<UnitWord>, u8)> {
        let (word, rest) = match (self.power, self.base) {
            (0, base) => (base, 0),
            (3, None) => (Some(UnitWord::Nghin), 0),
            (6, None) => (Some(UnitWord::Trieu), 0),
            (power, None) => (Some(UnitWord::Ty), power.checked_sub(9)?),
            (3, Some(UnitWord::Dong)) => (Some(UnitWord::NghinDong), 0),
            (6, Some(UnitWord::Dong)) => (Some(UnitWord::TrieuDong), 0),
            (power, Some(UnitWord::Dong)) => (Some(UnitWord::TyDong), power.checked_sub(9)?),
            (_, Some(base)) if base.has_fractions() => return None,
            (power, base) => (base, power),
        };
        Some((word, rest))
    }
}

/// Reads the words between two numbers or after the last.
pub(super) fn read(words: &str) -> Result<Unit, Fault> {
    let trimmed = words.trim().trim_end_matches(['.', ',', ';', ' ']);
    let key = fold(trimmed).replace(['/', '.'], " ");
    let mut tokens: Vec<&str> = key.split(' ').filter(|token| !token.is_empty()).collect();
    if tokens.last() == Some(&"va") {
        tokens.pop();
    }
    let mut power = 0;
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        let next = match *first {
            "nghin" | "ngan" => 3,
            "trieu" | "tr" => 6,
            "ti" => 9,
            _ => break,
        };
        // Only nghìn tỷ and triệu tỷ stand together.
        if power > 0 && (next != 9 || power >= 9) {
            return Err(Fault::Unit(trimmed.to_owned()));
        }
        power += next;
        rest = after;
    }
    let base = base(rest).ok_or_else(|| Fault::UnknownUnit(trimmed.to_owned()))?;
    match base {
        Base::None => Ok(Unit { power, base: None }),
        Base::Unit(base) => Ok(Unit {
            power,
            base: Some(base),
        }),
        Base::Glued(glued) if power == 0 => Ok(Unit {
            power: glued,
            base: Some(UnitWord::Dong),
        }),
        Base::Glued(_) => Err(Fault::Unit(trimmed.to_owned())),
    }
}

enum Base {
    None,
    Unit(UnitWord),
    /// `trđ`: the number word and đồng in one.
    Glued(u8),
}

fn base(tokens: &[&str]) -> Option<Base> {
    let unit = match tokens {
        [] => return Some(Base::None),
        ["trd"] => return Some(Base::Glued(6)),
        ["tid" | "tyd"] => return Some(Base::Glued(9)),
        ["viec"] => UnitWord::Viec,
        ["ban", "an"] => UnitWord::BanAn,
        ["van", "ban"] => UnitWord::VanBan,
        ["don"] => UnitWord::Don,
        ["luot"] => UnitWord::Luot,
        ["nguoi"] => UnitWord::Nguoi,
        ["vu"] => UnitWord::Vu,
        ["ngay"] | ["ngay", "luong"] => UnitWord::Ngay,
        ["cong"] | ["ngay", "cong"] => UnitWord::Cong,
        ["dong" | "d" | "vnd" | "₫"] | ["dong", "viet", "nam"] | ["viet", "nam", "dong"] => {
            UnitWord::Dong
        }
        ["%"] | ["phan", "tram"] => UnitWord::PhanTram,
        ["diem" | "diem%"] | ["diem", "%"] | ["diem", "phan", "tram"] => UnitWord::DiemPhanTram,
        _ => return None,
    };
    Some(Base::Unit(unit))
}
