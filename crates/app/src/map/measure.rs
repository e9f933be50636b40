//! What the map can show.

use thidua_domain::access::Permission;
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::text::number::group;

/// How a number reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// `68,73%`.
    Percent,
    /// `+13,20 điểm %`.
    Points,
    /// `1.234`.
    Number,
    /// `1.234 triệu đồng`, from đồng.
    Money,
}

impl Shown {
    /// The number in words.
    pub fn text(self, value: Decimal) -> String {
        match self {
            Self::Percent => Percent::rounded(value)
                .map_or_else(|| value.vn(), |value| format!("{}%", value.vn())),
            Self::Points => Percent::rounded(value).map_or_else(
                || value.vn(),
                |value| format!("{} điểm %", value.signed_vn()),
            ),
            Self::Number => value.to_i128().map_or_else(|| value.vn(), group),
            Self::Money => {
                let millions = value.checked_div_pow10(6).map(|value| value.round(1));
                millions.map_or_else(|| value.vn(), |value| format!("{} triệu đồng", value.vn()))
            }
        }
    }
}

/// How values become colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classes {
    /// By fifths of the provinces.
    Fifths,
    /// By fixed bounds in rising order.
    Steps(&'static [i64]),
}

impl Classes {
    /// In words, for the legend.
    pub fn words(self) -> &'static str {
        match self {
            Self::Fifths => {
                "Màu theo ngũ phân vị: các tỉnh có số liệu xếp từ thấp đến cao, chia năm phần; bằng nhau thì cùng màu."
            }
            Self::Steps(_) => "Màu theo ngưỡng cố định ghi ở chú giải.",
        }
    }
}

/// What is shown of each province.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name in the address.
    pub id: &'static str,
    /// Its words.
    pub name: &'static str,
    /// What reading it asks for.
    pub permission: Permission,
    /// Whether it is told by cumulative months; else by work years.
    pub monthly: bool,
    /// How colours are chosen.
    pub classes: Classes,
    /// How its numbers read.
    pub shown: Shown,
}

const fn rate(id: &'static str, name: &'static str) -> Measure {
    Measure {
        id,
        name,
        permission: Permission::ViewFigures,
        monthly: true,
        classes: Classes::Fifths,
        shown: Shown::Percent,
    }
}

const fn pace(id: &'static str, name: &'static str) -> Measure {
    Measure {
        permission: Permission::ViewTargets,
        classes: Classes::Steps(&[-10, -5, 0, 5]),
        shown: Shown::Points,
        ..rate(id, name)
    }
}

const fn yearly(id: &'static str, name: &'static str, shown: Shown) -> Measure {
    Measure {
        permission: Permission::ViewAwards,
        monthly: false,
        shown,
        ..rate(id, name)
    }
}

/// The measures, in the order in which they are offered.
pub const MEASURES: &[Measure] = &[
    rate("viec-ty-le", "Tỷ lệ thi hành xong về việc"),
    rate("tien-ty-le", "Tỷ lệ thi hành xong về tiền"),
    pace("viec-lech", "So với tiến độ, về việc"),
    pace("tien-lech", "So với tiến độ, về tiền"),
    Measure {
        classes: Classes::Steps(&[1, 3, 6]),
        shown: Shown::Number,
        ..rate("muon", "Số đơn vị chậm gửi số liệu tháng")
    },
    yearly("khen-thuong", "Số lượt khen thưởng", Shown::Number),
    yearly("dong-gop", "Đóng góp xã hội bằng tiền", Shown::Money),
    yearly("hoat-dong", "Số hoạt động", Shown::Number),
    Measure {
        classes: Classes::Steps(&[25, 50, 75, 100]),
        ..yearly(
            "phong-trao",
            "Phong trào đã ban hành kế hoạch",
            Shown::Percent,
        )
    },
];

impl Measure {
    /// The measure of a name.
    pub fn named(id: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.id == id)
    }
}
