//! Figure codes.

use serde::Deserialize;

use super::CatalogueError;
use crate::bundle::Values;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Whole things: việc, bản án, đơn, lượt, người.
    Count,
    /// Đồng.
    Money,
    /// Percent, kept in 1/10 000 of a percent.
    Rate,
}

impl Measure {
    /// What a unit counts.
    pub fn of_unit(unit: &str) -> Option<Self> {
        match unit {
            "dong" | "nghin_dong" | "trieu_dong" | "ty_dong" => Some(Self::Money),
            "phan_tram" | "diem_phan_tram" | "%" => Some(Self::Rate),
            "viec" | "ban_an" | "van_ban" | "don" | "luot" | "nguoi" | "vu" => Some(Self::Count),
            _ => None,
        }
    }

    /// Which units fit, for a message.
    pub fn units(self) -> &'static str {
        match self {
            Self::Count => "số đếm (việc, bản án, văn bản, đơn, lượt, người, vụ)",
            Self::Money => "tiền (đồng, nghìn đồng, triệu đồng, tỷ đồng)",
            Self::Rate => "phần trăm",
        }
    }
}

/// How a figure is carried over agencies and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregation {
    /// Added.
    Sum,
    /// The state at the end of the window.
    AtEnd,
}

/// A figure code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureCode {
    /// `viec.xong`.
    pub code: String,
    /// What users call it.
    pub name: String,
    /// Its usual unit, a code of `Đơn vị tính`.
    pub unit: String,
    /// What it counts.
    pub measure: Measure,
    /// Field of work, as shown.
    pub field: String,
    /// How it is carried.
    pub aggregation: Aggregation,
    /// For a rate: the figure above the line.
    pub numerator: Option<String>,
    /// For a rate: the figure below the line.
    pub denominator: Option<String>,
    /// Whether an agency added it.
    pub added: bool,
}

impl FigureCode {
    /// Whether its values may be added over agencies.
    pub fn is_summable(&self) -> bool {
        self.measure != Measure::Rate
    }

    /// The code a row of `danh-muc-so-lieu` adds.
    pub fn from_row(row: &Values) -> Option<Self> {
        let unit = row.text("don_vi_tinh")?;
        Some(Self {
            code: row.text("ma")?,
            name: row.text("ten")?,
            measure: Measure::of_unit(&unit).unwrap_or(Measure::Count),
            unit: if unit == "%" {
                "phan_tram".to_owned()
            } else {
                unit
            },
            field: row
                .text("linh_vuc")
                .unwrap_or_else(|| "Số liệu bổ sung".to_owned()),
            aggregation: match row.get("cach_gop") {
                Some("cuoi_ky") => Aggregation::AtEnd,
                _ => Aggregation::Sum,
            },
            numerator: row.text("tu_so"),
            denominator: row.text("mau_so"),
            added: true,
        })
    }
}

#[derive(Deserialize)]
struct File {
    figure: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    unit: String,
    field: String,
    aggregation: String,
    numerator: Option<String>,
    denominator: Option<String>,
}

pub(super) fn parse(text: &str) -> Result<Vec<FigureCode>, CatalogueError> {
    let broken = |message: String| CatalogueError {
        file: "figures.toml",
        message,
    };
    let file: File = toml::from_str(text).map_err(|error| broken(error.to_string()))?;
    let read = |line: Line| {
        let measure =
            Measure::of_unit(&line.unit).ok_or_else(|| broken(format!("unit of {}", line.code)))?;
        Ok(FigureCode {
            code: line.code,
            name: line.name,
            unit: line.unit,
            measure,
            field: line.field,
            aggregation: if line.aggregation == "cuoi_ky" {
                Aggregation::AtEnd
            } else {
                Aggregation::Sum
            },
            numerator: line.numerator,
            denominator: line.denominator,
            added: false,
        })
    };
    file.figure.into_iter().map(read).collect()
}
