//! Days in print and in JSON.

use jiff::civil::Date;

/// `dd/mm/yyyy`.
pub fn vn(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `ngày 05 tháng 01 năm 2020`: a zero only before days below 10 and months 1 and 2 (NĐ 30/2020/NĐ-CP,
/// Phụ lục I).
pub fn in_document(day: Date) -> String {
    let month = day.month();
    let zero = if month <= 2 { "0" } else { "" };
    format!(
        "ngày {:02} tháng {zero}{month} năm {}",
        day.day(),
        day.year()
    )
}

/// `#[serde(with = "time::iso")]` for a day: `2020-10-17`.
pub mod iso {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the day as ISO text.
    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }

    /// Reads the day from ISO text.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// `#[serde(with = "time::iso_option")]` for a day that may be missing.
pub mod iso_option {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the day as ISO text, or null.
    pub fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the day from ISO text, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(serde::de::Error::custom))
            .transpose()
    }
}
