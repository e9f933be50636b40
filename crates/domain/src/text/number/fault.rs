//! Why a number cannot be read, or may be read in two ways, in words for the user.

use std::fmt;

use super::print::decimal_vn;
use crate::amount::Decimal;

/// A number that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was written.
    Empty,
    /// `nhiều`: it happened, the number is not told.
    NotTold,
    /// The text does not begin with a number.
    NoNumber(String),
    /// Points, commas or spaces stand where neither thousands nor decimals are.
    Grouping(String),
    /// The word after the number is no known unit.
    UnknownUnit(String),
    /// Units that do not go together (`triệu %`).
    Unit(String),
    /// The parts of a compound amount do not fall (`250 triệu 3 tỷ`), or one lacks its unit.
    Compound(String),
    /// More digits than can be held exactly.
    TooLarge,
}

impl Fault {
    /// Why, in Vietnamese.
    pub fn reason(&self) -> String {
        match self {
            Self::Empty => "Ô số để trống.".into(),
            Self::NotTold => "«nhiều» không nêu con số.".into(),
            Self::NoNumber(text) => format!("Không thấy con số trong «{text}»."),
            Self::Grouping(text) => {
                format!(
                    "Không rõ dấu phân cách trong «{text}»: không phải nhóm ba chữ số, cũng không phải số thập phân."
                )
            }
            Self::UnknownUnit(word) => format!("Không biết đơn vị «{word}» sau con số."),
            Self::Unit(text) => format!("Các đơn vị trong «{text}» không đi với nhau."),
            Self::Compound(text) => {
                format!(
                    "Không cộng được các phần của «{text}»: đơn vị phải nhỏ dần và phần nào cũng có đơn vị."
                )
            }
            Self::TooLarge => "Số có quá nhiều chữ số.".into(),
        }
    }

    /// What to do, in Vietnamese.
    pub fn cure(&self) -> String {
        match self {
            Self::Empty => "Điền số; chưa biết thì để trống cả dòng này.".into(),
            Self::NotTold => "Để trống ô số và ghi Mức chính xác là nhieu.".into(),
            Self::NoNumber(_) => "Ghi số bằng chữ số, ví dụ 1.057 hoặc 68,73.".into(),
            Self::Grouping(_) => {
                "Dùng dấu chấm cho hàng nghìn và dấu phẩy cho phần thập phân, ví dụ 1.088.473 hoặc 68,73.".into()
            }
            Self::UnknownUnit(_) => {
                "Chỉ ghi số trong ô này, đơn vị ghi ở cột Đơn vị tính; hoặc dùng việc, đồng, nghìn, triệu, tỷ, %.".into()
            }
            Self::Unit(_) => "Ghi một đơn vị, ví dụ 3,25 tỷ đồng hoặc 68,73%.".into(),
            Self::Compound(_) => "Ghi lại, ví dụ 3 tỷ 250 triệu đồng.".into(),
            Self::TooLarge => "Kiểm tra lại số; nếu đúng, dùng đơn vị lớn hơn (triệu, tỷ).".into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason())
    }
}

impl std::error::Error for Fault {}

/// A number that was read, although it may have been meant otherwise: a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// How it was read.
    pub taken: Decimal,
    /// The other reading; `None` where only the commas between thousands are unusual.
    pub instead: Option<Decimal>,
}

impl Doubt {
    /// What is in doubt, in Vietnamese; names both readings.
    pub fn reason(&self) -> String {
        let taken = spelled(self.taken);
        match self.instead {
            Some(instead) => format!("Đọc là {taken}; cũng có thể là {}.", spelled(instead)),
            None => format!("Hàng nghìn viết bằng dấu phẩy, đọc là {taken}."),
        }
    }

    /// What to do, in Vietnamese.
    pub fn cure(&self) -> String {
        match self.instead {
            Some(instead) => format!(
                "Đúng thì để nguyên; nếu là {}, viết lại {}.",
                spelled(instead),
                unmistakable(instead)
            ),
            None => "Dùng dấu chấm cho hàng nghìn.".into(),
        }
    }
}

/// Neither `1.057` nor `1,057` can name both readings of itself: whole numbers say that they are whole.
fn spelled(value: Decimal) -> String {
    let kind = if value.is_whole() {
        "số nguyên"
    } else {
        "số thập phân"
    };
    format!("{} ({kind})", decimal_vn(value))
}

fn unmistakable(value: Decimal) -> String {
    if value.is_whole() {
        value.to_string()
    } else {
        decimal_vn(value)
    }
}
