//! How exactly a source tells a number (Mức chính xác).

use serde::{Deserialize, Serialize};

/// How exactly a source tells a number; it belongs to the number and prints with it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The number itself; prints nothing.
    #[default]
    Dung,
    /// hơn
    Hon,
    /// trên: means the same as hơn, and prints as written.
    Tren,
    /// gần
    Gan,
    /// khoảng
    Khoang,
    /// xấp xỉ
    XapXi,
    /// dưới
    Duoi,
    /// ít nhất
    ItNhat,
    /// tối đa
    ToiDa,
    /// nhiều: it happened, the number is not told.
    Nhieu,
}

impl Precision {
    /// Every precision, in the order of the bundle's description.
    pub const ALL: [Self; 10] = [
        Self::Dung,
        Self::Hon,
        Self::Tren,
        Self::Gan,
        Self::Khoang,
        Self::XapXi,
        Self::Duoi,
        Self::ItNhat,
        Self::ToiDa,
        Self::Nhieu,
    ];

    /// The code in bundles and answers.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dung => "dung",
            Self::Hon => "hon",
            Self::Tren => "tren",
            Self::Gan => "gan",
            Self::Khoang => "khoang",
            Self::XapXi => "xap_xi",
            Self::Duoi => "duoi",
            Self::ItNhat => "it_nhat",
            Self::ToiDa => "toi_da",
            Self::Nhieu => "nhieu",
        }
    }

    /// The precision of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|precision| precision.code() == code)
    }

    /// The word printed before the number; empty for `dung`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dung => "",
            Self::Hon => "hơn",
            Self::Tren => "trên",
            Self::Gan => "gần",
            Self::Khoang => "khoảng",
            Self::XapXi => "xấp xỉ",
            Self::Duoi => "dưới",
            Self::ItNhat => "ít nhất",
            Self::ToiDa => "tối đa",
            Self::Nhieu => "nhiều",
        }
    }

    /// Whether the number may stand in an identity. By reference, as serde's `skip_serializing_if` asks.
    pub const fn is_exact(&self) -> bool {
        matches!(self, Self::Dung)
    }

    /// The precision of a sum of two numbers: more than either bound, less than either, or about.
    pub const fn with(self, other: Self) -> Self {
        use Precision::{Dung, Duoi, Gan, Hon, ItNhat, Khoang, Nhieu, ToiDa, Tren};
        match (self, other) {
            (Dung, Nhieu) | (Nhieu, Dung) => Hon,
            (Dung, told) | (told, Dung) => told,
            (Hon, Hon | Tren | ItNhat | Nhieu) | (ItNhat | Nhieu, Hon) => Hon,
            (Tren, Tren | Hon | ItNhat | Nhieu) | (ItNhat | Nhieu, Tren) => Tren,
            (ItNhat, ItNhat) => ItNhat,
            (ItNhat, Nhieu) | (Nhieu, ItNhat) => Hon,
            (Nhieu, Nhieu) => Nhieu,
            (Gan, Gan) => Gan,
            (ToiDa, ToiDa) => ToiDa,
            (Gan | Duoi | ToiDa, Gan | Duoi | ToiDa) => Duoi,
            (same, also) if same as u8 == also as u8 => same,
            _ => Khoang,
        }
    }

    /// The word before a printed number: `hơn 3.508`, `3.508`; for `nhieu` the word alone.
    pub fn before(self, printed: &str) -> String {
        match self {
            Self::Dung => printed.to_owned(),
            Self::Nhieu => self.word().to_owned(),
            _ => format!("{} {printed}", self.word()),
        }
    }
}
