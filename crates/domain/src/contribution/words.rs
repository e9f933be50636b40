//! A contribution in the words of a report: `hơn 50.000.000 đồng`, `12 cây cầu`, `4 ngày lương`.

use super::{Contribution, Measure, Sum};
use crate::amount::{Decimal, Precision};

impl Contribution {
    /// How much of what, in words; `None` where no number is told.
    pub fn in_words(&self) -> Option<String> {
        let measure = Measure::of(self);
        measure.in_words(self.quantity, self.precision)
    }
}

impl Sum {
    /// The sum in words; `None` where no number is told.
    pub fn in_words(&self, measure: &Measure) -> Option<String> {
        measure.in_words(self.quantity, self.precision)
    }
}

impl Measure {
    /// A quantity of this measure in words.
    pub fn in_words(&self, quantity: Option<Decimal>, precision: Precision) -> Option<String> {
        let what = self.what();
        let Some(quantity) = quantity else {
            return (precision == Precision::Nhieu).then(|| precision.before("") + " " + &what);
        };
        Some(format!("{} {what}", precision.before(&quantity.vn())))
    }

    /// The unit with what it counts: `đồng`, `ngày lương`, `cây cầu`, `căn nhà tình nghĩa`.
    pub fn what(&self) -> String {
        let unit = self.unit.as_deref().unwrap_or_default();
        match self.kind.as_deref() {
            Some("tien") => "đồng".to_owned(),
            Some("ngay_luong") => "ngày lương".to_owned(),
            Some("ngay_cong") => "ngày công".to_owned(),
            Some("luot") => with_item("lượt", &self.items),
            _ => with_item(unit, &self.items),
        }
    }
}

fn with_item(unit: &str, items: &[String]) -> String {
    match items {
        [] => unit.to_owned(),
        // `suất` of `suất quà`: the word is not said twice.
        [item] if unit.is_empty() || starts_with(item, unit) => item.clone(),
        [item] => format!("{unit} {item}"),
        several => format!("{unit} ({})", several.join("; ")).trim().to_owned(),
    }
}

/// Whether an item begins with the word of its unit.
fn starts_with(item: &str, unit: &str) -> bool {
    item.strip_prefix(unit)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
