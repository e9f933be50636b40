//! What of a row of `dong-gop` cannot be so: units its kind does not have, a number beside «nhiều».

use super::{own_unit, precision};
use crate::amount::{Decimal, Precision};
use crate::bundle::{Severity, Values};
use crate::text::heading_key;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Whether it stops the load.
    pub severity: Severity,
    /// The column.
    pub column: &'static str,
    /// What is wrong, for the user.
    pub reason: &'static str,
    /// What cures it, for the user.
    pub cure: &'static str,
}

const fn doubt(
    severity: Severity,
    column: &'static str,
    reason: &'static str,
    cure: &'static str,
) -> Doubt {
    Doubt {
        severity,
        column,
        reason,
        cure,
    }
}

/// Everything that is wrong with a row.
pub fn check(row: &Values) -> Vec<Doubt> {
    let quantity = row
        .get("so_luong")
        .and_then(|text| Decimal::parse(text).ok());
    let mut found = Vec::new();
    if precision(row) == Precision::Nhieu && quantity.is_some() {
        found.push(doubt(
            Severity::Error,
            "so_luong",
            "Mức chính xác là «nhiều» thì nguồn không nêu số, nhưng dòng này có số lượng.",
            "Bỏ số lượng, hoặc chọn mức chính xác khác.",
        ));
    }
    let share = row.get("ty_le_tham_gia");
    if share.is_some_and(|text| percent(text).is_none()) {
        found.push(doubt(
            Severity::Error,
            "ty_le_tham_gia",
            "Tỷ lệ tham gia phải từ 0 đến 100.",
            "Ghi phần trăm, ví dụ 98,5.",
        ));
    }
    if let Some(quantity) = quantity {
        found.extend(measured(row, quantity));
    }
    found
}

fn percent(text: &str) -> Option<Decimal> {
    let value = Decimal::parse(text).ok()?;
    let most = Decimal::new(100, 0)?;
    (!value.is_negative() && value <= most).then_some(value)
}

/// A quantity needs a kind, and the unit of that kind.
fn measured(row: &Values, quantity: Decimal) -> Option<Doubt> {
    let unit = row.get("don_vi_tinh");
    let Some(kind) = row.get("loai") else {
        return Some(doubt(
            Severity::Warning,
            "loai",
            "Có số lượng nhưng chưa ghi loại đóng góp nên không cộng với khoản nào.",
            "Chọn tiền, hiện vật, ngày lương, ngày công hoặc lượt.",
        ));
    };
    match (own_unit(kind), unit) {
        (None, None) => Some(doubt(
            Severity::Warning,
            "don_vi_tinh",
            "Hiện vật có số lượng nhưng chưa ghi đơn vị tính.",
            "Ghi đơn vị của hiện vật: cây, căn, suất, phần …",
        )),
        (Some(own), Some(told)) if heading_key(told) != heading_key(own) && !means(told, own) => {
            Some(doubt(
                Severity::Error,
                "don_vi_tinh",
                "Đơn vị tính không phải của loại đóng góp này: tiền tính bằng đồng, ngày lương bằng ngày, ngày công \
                 bằng công, lượt bằng lượt.",
                "Bỏ trống đơn vị tính, hoặc chọn loại đóng góp khác; số tiền có thể ghi kèm đơn vị, ví dụ 50 triệu đồng.",
            ))
        }
        (Some("dong" | "luot"), _) if !quantity.is_whole() => Some(doubt(
            Severity::Error,
            "so_luong",
            "Tiền tính bằng đồng và số lượt là số nguyên.",
            "Ghi lại số lượng; số tiền có thể ghi kèm đơn vị, ví dụ 1,5 triệu đồng.",
        )),
        _ => None,
    }
}

/// Whether a word as officers write it means a unit.
fn means(told: &str, own: &str) -> bool {
    let words: &[&str] = match own {
        "dong" => &["đồng", "đ", "VNĐ", "VND"],
        "ngay" => &["ngày", "ngày lương"],
        "cong" => &["công", "ngày công", "ngày"],
        "luot" => &["lượt", "lần"],
        _ => &[],
    };
    let wanted = heading_key(told);
    words.iter().any(|word| heading_key(word) == wanted)
}
