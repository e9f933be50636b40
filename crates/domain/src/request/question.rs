//! The questions of a form, and how what was typed is read: every fault by its question, row and column.

use serde::{Deserialize, Serialize};

use super::{LONGEST_SECTION, LONGEST_TEXT, MOST_ROWS};
use crate::amount::Decimal;
use crate::text::{self, number};
use crate::time::parse_date;

/// What one field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plain {
    /// Words.
    #[serde(rename = "chu")]
    Text,
    /// An exact decimal, summed over the units.
    #[serde(rename = "so")]
    Number,
    /// A percent: never summed.
    #[serde(rename = "ty_le")]
    Percent,
    /// A day.
    #[serde(rename = "ngay")]
    Day,
    /// Yes or no: counted.
    #[serde(rename = "co_khong")]
    YesNo,
}

impl Plain {
    /// Every kind of field.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Number,
        Self::Percent,
        Self::Day,
        Self::YesNo,
    ];

    /// The stored code, also the word in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "chu",
            Self::Number => "so",
            Self::Percent => "ty_le",
            Self::Day => "ngay",
            Self::YesNo => "co_khong",
        }
    }

    /// What users read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "Chữ",
            Self::Number => "Số",
            Self::Percent => "Tỷ lệ %",
            Self::Day => "Ngày",
            Self::YesNo => "Có hoặc không",
        }
    }

    /// The kind of a code, or of the word for it in any case and with or without marks.
    pub fn from_word(word: &str) -> Option<Self> {
        let key = text::fold(&text::clean(word));
        let is = |spelling: &str| text::fold(spelling) == key;
        Self::ALL.into_iter().find(|kind| {
            kind.code() == key
                || is(kind.words())
                || (*kind == Self::Percent && (is("Tỷ lệ") || is("%")))
                || (*kind == Self::YesNo && (is("Có không") || is("Có/không")))
        })
    }

    /// What was typed as it is kept; an empty text is an empty answer.
    ///
    /// # Errors
    /// Why it cannot be read, with its cure, in Vietnamese.
    pub fn read(self, typed: &str) -> Result<String, String> {
        self.read_within(typed, LONGEST_TEXT)
    }

    /// The same where words may have so many letters.
    fn read_within(self, typed: &str, longest: usize) -> Result<String, String> {
        let written = typed.trim();
        if written.is_empty() {
            return Ok(String::new());
        }
        match self {
            Self::Text => {
                let lines = written.lines().map(text::clean);
                let kept: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
                let kept = kept.join("\n");
                let letters = kept.chars().count();
                let count = |count: usize| number::group(i64::try_from(count).unwrap_or(i64::MAX));
                match letters > longest {
                    true => Err(format!(
                        "dài {} ký tự, nhiều nhất {}. Viết gọn lại.",
                        count(letters),
                        count(longest)
                    )),
                    false => Ok(kept),
                }
            }
            Self::Number => decimal(written),
            Self::Percent => decimal(written.trim_end_matches('%').trim_end()),
            Self::Day => parse_date(written)
                .map(|day| day.to_string())
                .map_err(|_| format!("«{written}» không phải một ngày. Ghi ví dụ 15/03/2027.")),
            Self::YesNo => match text::fold(written).as_str() {
                "co" | "x" | "dung" => Ok("co".to_owned()),
                "khong" => Ok("khong".to_owned()),
                _ => Err(format!("«{written}» không phải có hay không.")),
            },
        }
    }
}

fn decimal(written: &str) -> Result<String, String> {
    let reading =
        number::read(written).map_err(|fault| format!("{} {}", fault.reason(), fault.cure()))?;
    let amount = match reading.amount() {
        Some(amount) => amount,
        None => {
            return Err(format!(
                "«{written}» có thể đọc thành hai số khác nhau. Ghi phần nghìn bằng dấu chấm, phần thập phân bằng dấu phẩy, ví dụ 1.234,5."
            ));
        }
    };
    Ok(amount.to_string())
}

/// One field of a question or a column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its heading.
    #[serde(rename = "ten")]
    pub name: String,
    /// What it holds.
    #[serde(rename = "loai")]
    pub kind: Plain,
    /// Unit of a number.
    #[serde(
        rename = "don_vi_tinh",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub unit: Option<String>,
}

impl Field {
    /// The heading with the unit: `Số tiền (đồng)`.
    pub fn heading(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{} ({unit})", self.name),
            None => self.name.clone(),
        }
    }
}

/// One field, or a table with rows of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Shape {
    /// A table: rows are the unit's own.
    Rows {
        /// Its columns.
        #[serde(rename = "cot")]
        fields: Vec<Field>,
    },
    /// One field.
    One {
        /// What it holds.
        #[serde(rename = "loai")]
        kind: Plain,
        /// Unit of a number.
        #[serde(
            rename = "don_vi_tinh",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        unit: Option<String>,
    },
}

/// Where the data already hold an answer: what a unit begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Source {
    /// The unit's approved figure of a code, in the period of the request.
    Figure {
        /// Its code.
        #[serde(rename = "so_lieu")]
        code: String,
    },
    /// A section of the unit's own report over an outline, in the period of the request.
    Section {
        /// Code of the outline.
        #[serde(rename = "de_cuong")]
        outline: String,
        /// Code of the section.
        #[serde(rename = "phan")]
        section: String,
    },
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    #[serde(rename = "cau_hoi")]
    pub words: String,
    /// What the answer is made of.
    #[serde(flatten)]
    pub shape: Shape,
    /// Whether it must be answered.
    #[serde(rename = "bat_buoc")]
    pub required: bool,
    /// Where the data hold an answer to begin with.
    #[serde(rename = "lay_tu", default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl Question {
    /// Code of the figure that answers it.
    pub fn figure(&self) -> Option<&str> {
        match &self.source {
            Some(Source::Figure { code }) => Some(code),
            _ => None,
        }
    }

    /// Most letters of its answer in words: a section of a report is longer than an answer to a question.
    pub const fn longest(&self) -> usize {
        match self.source {
            Some(Source::Section { .. }) => LONGEST_SECTION,
            _ => LONGEST_TEXT,
        }
    }

    /// The question with its unit: `Số tiền đã chi (đồng)`.
    pub fn heading(&self) -> String {
        match &self.shape {
            Shape::One {
                unit: Some(unit), ..
            } => format!("{} ({unit})", self.words),
            _ => self.words.clone(),
        }
    }
}

/// What was answered to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Reply {
    /// One field; empty: nothing.
    One(String),
    /// The rows of a table, each with a text a column.
    Rows(Vec<Vec<String>>),
}

impl Reply {
    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::One(text) => text.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
        }
    }
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which question, from 0.
    pub question: usize,
    /// Row and column of a table, from 0.
    pub cell: Option<(usize, usize)>,
    /// Why and what to do, in Vietnamese.
    pub words: String,
}

/// What was typed, read by its questions: rows without a word are left out. With `whole` what must be answered is asked
/// for; a draft may have gaps, but nothing that cannot be read.
///
/// # Errors
/// Every fault at once.
pub fn read_replies(
    questions: &[Question],
    typed: &[Reply],
    whole: bool,
) -> Result<Vec<Reply>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut read = Vec::with_capacity(questions.len());
    let nothing = Reply::One(String::new());
    for (at, question) in questions.iter().enumerate() {
        let given = typed.get(at).unwrap_or(&nothing);
        let reply = match &question.shape {
            Shape::One { kind, .. } => one((at, question.longest()), *kind, given, &mut faults),
            Shape::Rows { fields } => rows(at, fields, given, &mut faults),
        };
        let told = faults.iter().any(|fault: &Fault| fault.question == at);
        if whole && question.required && reply.is_empty() && !told {
            faults.push(Fault {
                question: at,
                cell: None,
                words: "phải trả lời. Không có thì ghi số 0 hoặc «không có».".to_owned(),
            });
        }
        read.push(reply);
    }
    match faults.is_empty() {
        true => Ok(read),
        false => Err(faults),
    }
}

fn one(
    (at, longest): (usize, usize),
    kind: Plain,
    given: &Reply,
    faults: &mut Vec<Fault>,
) -> Reply {
    let typed = match given {
        Reply::One(text) => text.as_str(),
        Reply::Rows(_) => "",
    };
    let read = kind.read_within(typed, longest).unwrap_or_else(|words| {
        faults.push(Fault {
            question: at,
            cell: None,
            words,
        });
        String::new()
    });
    Reply::One(read)
}

fn rows(at: usize, fields: &[Field], given: &Reply, faults: &mut Vec<Fault>) -> Reply {
    let typed: &[Vec<String>] = match given {
        Reply::One(_) => &[],
        Reply::Rows(rows) => rows,
    };
    let mut read = Vec::new();
    for (row, cells) in typed.iter().enumerate() {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut kept = Vec::with_capacity(fields.len());
        for (column, field) in fields.iter().enumerate() {
            let cell = cells.get(column).map_or("", String::as_str);
            kept.push(field.kind.read(cell).unwrap_or_else(|words| {
                faults.push(Fault {
                    question: at,
                    cell: Some((row, column)),
                    words,
                });
                String::new()
            }));
        }
        read.push(kept);
    }
    if read.len() > MOST_ROWS {
        faults.push(Fault {
            question: at,
            cell: None,
            words: format!("bảng có hơn {MOST_ROWS} dòng. Gộp bớt các dòng."),
        });
    }
    Reply::Rows(read)
}

/// A kept number as an exact decimal.
pub(super) fn amount(kept: &str) -> Option<Decimal> {
    (!kept.is_empty()).then(|| Decimal::parse(kept).ok())?
}
