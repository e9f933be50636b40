//! Numbers as official papers print them.

use crate::amount::Decimal;

/// A whole number with points between thousands: `1.234.567`.
pub fn group(number: impl Into<i128>) -> String {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&digits))
}

/// A count in official style: two digits below ten (`05`), thousands parted (`1.057`).
pub fn two_digits(count: i64) -> String {
    if (0..10).contains(&count) {
        format!("0{count}")
    } else {
        group(count)
    }
}

/// A decimal with points between thousands and a decimal comma: `1.234,5`, `68,73`.
pub fn decimal_vn(value: Decimal) -> String {
    let plain = value.to_string();
    let (sign, digits) = plain
        .strip_prefix('-')
        .map_or(("", plain.as_str()), |rest| ("-", rest));
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{},{fraction}", grouped(whole)),
        None => format!("{sign}{}", grouped(digits)),
    }
}

fn grouped(digits: &str) -> String {
    let mut result = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            result.push('.');
        }
        result.push(digit);
    }
    result
}
