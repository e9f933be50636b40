//! A list as it stands on the screen, on paper or as a workbook: its columns, its order, what it was
//! narrowed to, under the letterhead of who made it.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::{
    self, Block, Document, Form, Letterhead, Marks, Signature, Text, date_line,
};
use thidua_files::sheet::{self, Book, Kind as CellKind, Pair, Sheet, Value, tab_name};

use super::{Ask, Cell, Column, Found, Kind, Source, cell, conditions, find, sorted_by};
use crate::AppError;
use crate::report::{Field, Grid, Issue, Printed, office, unwritten};
use crate::state::View;

/// Most rows of a PDF, whose setting takes a millisecond a row, and of a Word document; a workbook has no
/// limit but its own.
const MOST_IN_PDF: usize = 2_000;
const MOST_IN_WORD: usize = 10_000;
/// Millimetres of columns beyond which a sheet lies on its long side; the text is 165 wide upright.
const UPRIGHT: u16 = 185;
/// Share of the column of ordinals.
const ORDINAL: u16 = 10;
/// Lines left for the signatures.
const SIGNING: usize = 4;

/// In whose name and in which form a list is printed.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Code of the agency at whose head it stands; `None`: no letterhead but that of the nation.
    pub agency: Option<String>,
    /// The form.
    pub form: Form,
}

/// What is printed: the paper and how many rows it has.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The file.
    pub printed: Printed,
    /// Its rows.
    pub rows: usize,
}

/// Writes what was asked for of a list. It takes a while: call it off the threads that serve requests.
///
/// # Errors
/// [`AppError::Refused`] for a list without rows, for one too long for paper, for a character paper cannot show.
pub fn print(
    view: &View,
    source: &dyn Source,
    ask: &Ask,
    letter: &Letter,
) -> Result<Wanted, AppError> {
    let found = find(source, ask);
    let rows = found.rows.len();
    if rows == 0 {
        return Err(AppError::refused(
            "Danh sách không có dòng nào để in. Hãy bỏ bớt điều kiện lọc hoặc chọn lại các dòng.",
        ));
    }
    let (most, name) = match letter.form {
        Form::Pdf => (MOST_IN_PDF, "PDF"),
        Form::Docx => (MOST_IN_WORD, "Word"),
        Form::Xlsx => (usize::MAX, "Excel"),
    };
    if rows > most {
        return Err(AppError::refused(format!(
            "Danh sách có {} dòng; bản {name} chứa nhiều nhất {} dòng. Hãy lọc bớt, hoặc xuất Excel để lấy đủ.",
            count(rows),
            count(most)
        )));
    }
    if let Some(printed) = source.paper(&found, letter) {
        let printed = printed?;
        return Ok(Wanted { printed, rows });
    }
    let sheet = List::new(view, source, ask, found, letter)?;
    let bytes = match letter.form {
        Form::Xlsx => sheet::write(&sheet.book()),
        form => paper::write(&sheet.document(), form),
    };
    let about = source.about();
    let ending = match letter.form {
        Form::Docx => "docx",
        Form::Pdf => "pdf",
        Form::Xlsx => "xlsx",
    };
    Ok(Wanted {
        printed: Printed {
            name: format!("danh-sach-{}_{}.{ending}", about.id, view.today),
            media_type: letter.form.media_type(),
            bytes: bytes.map_err(unwritten)?,
        },
        rows,
    })
}

/// The list as an official document, before it is written in a form.
///
/// # Errors
/// As [`print`], but for its limit of rows.
pub fn document(
    view: &View,
    source: &dyn Source,
    ask: &Ask,
    letter: &Letter,
) -> Result<Document, AppError> {
    let found = find(source, ask);
    Ok(List::new(view, source, ask, found, letter)?.document())
}

/// A list ready to be set.
struct List<'a> {
    source: &'a dyn Source,
    found: Found,
    letterhead: Letterhead,
    head: Signature,
    /// What it was narrowed to and how it is ordered.
    said: String,
    /// What the paper says about itself.
    note: String,
}

impl<'a> List<'a> {
    fn new(
        view: &View,
        source: &'a dyn Source,
        ask: &Ask,
        found: Found,
        letter: &Letter,
    ) -> Result<Self, AppError> {
        let state = view.state.as_ref();
        let (letterhead, head) = match &letter.agency {
            Some(agency) => {
                let office = office(state, agency, view.today, None, &Issue::default())?;
                (office.letterhead, office.signature)
            }
            None => Default::default(),
        };
        let mut said = conditions(source, ask, &found);
        said.extend(sorted_by(&found));
        Ok(Self {
            source,
            said: crate::report::capital(&said.join("; ")),
            note: format!(
                "Lập theo dữ liệu đến ngày {}.",
                view.today.strftime("%d/%m/%Y")
            ),
            found,
            letterhead,
            head,
        })
    }

    fn maker() -> Signature {
        Signature {
            capacity: vec!["Người lập danh sách".to_owned()],
            name: None,
        }
    }

    fn counted(&self) -> String {
        let unit = self.source.about().unit;
        format!("Danh sách này có {} {unit}.", count(self.found.rows.len()))
    }

    fn is_wide(&self) -> bool {
        let shares = self.found.columns.iter().map(|column| column.share);
        shares.sum::<u16>() + ORDINAL > UPRIGHT
    }

    fn document(&self) -> Document {
        let about = self.source.about();
        let mut blocks = Vec::new();
        if !self.said.is_empty() {
            let said = Text::default().italic(format!("({}.)", self.said));
            blocks.push(Block::Paragraph(said));
        }
        blocks.push(Block::Table(self.table()));
        blocks.push(Block::Paragraph(Text::default().italic(self.counted())));
        Document {
            letterhead: self.letterhead.clone(),
            landscape: self.is_wide(),
            kind: Some(about.kind.to_owned()),
            subject: about.title.clone(),
            addressees: Vec::new(),
            blocks,
            signatures: vec![Self::maker(), self.head.clone()],
            recipients: Vec::new(),
            annexes: Vec::new(),
            marks: Marks {
                draft: None,
                notices: vec![self.note.clone()],
                sources: Vec::new(),
            },
        }
    }

    fn table(&self) -> paper::Table {
        let ordinal = Field::mark("STT", ORDINAL).kept();
        let mut grid = Grid::new(std::iter::once(ordinal).chain(self.fields()));
        for (number, row) in (1_i64..).zip(&self.found.rows) {
            let mut cells = vec![paper::Cell::value(
                number.to_string(),
                Value::Integer(number.into()),
            )];
            cells.extend(self.found.columns.iter().map(|column| {
                let Cell { text, value, .. } = cell(self.source, *row, column);
                paper::Cell::value(text, value)
            }));
            grid.row(cells);
        }
        paper::Table {
            caption: None,
            ..grid.table("")
        }
    }

    fn fields(&self) -> impl Iterator<Item = Field> {
        self.found.columns.iter().map(|column| {
            let field = match column.kind {
                Kind::Text | Kind::Name => Field::words(column.heading, column.share),
                Kind::Number => Field::amount(column.heading, column.share),
                Kind::Code | Kind::Date | Kind::Moment | Kind::State => {
                    Field::mark(column.heading, column.share)
                }
            };
            let field = field.kept();
            match column.over {
                Some(over) => field.under(over),
                None => field,
            }
        })
    }

    fn book(&self) -> Book {
        let about = self.source.about();
        let title = format!("{}: {}", about.kind, about.title);
        let mut titles = vec![about.kind.to_uppercase(), about.title.clone()];
        if !self.said.is_empty() {
            titles.push(format!("({}.)", self.said));
        }
        let ordinal = sheet::Column::new("STT", 6, CellKind::Mark);
        let columns = self.found.columns.iter().map(|column| column_of(column));
        let rows = (1_i128..).zip(&self.found.rows).map(|(number, row)| {
            let cells = self.found.columns.iter();
            let cells = cells.map(|column| cell(self.source, *row, column).value);
            let values: Vec<Value> = std::iter::once(Value::Integer(number))
                .chain(cells)
                .collect();
            sheet::Row::from(values)
        });
        let sheet = Sheet {
            name: tab_name(&about.title, &[]),
            head: self.head_lines(),
            titles,
            columns: std::iter::once(ordinal).chain(columns).collect(),
            rows: rows.collect(),
            freeze: Some(2),
            filter: true,
            landscape: self.is_wide(),
            notes: vec![self.counted(), self.note.clone()],
            foot: self.foot_lines(),
            ..Sheet::default()
        };
        Book {
            title,
            sheets: vec![sheet],
        }
    }

    /// Agencies to the left, the nation to the right, place and day below.
    fn head_lines(&self) -> Vec<Pair> {
        let head = &self.letterhead;
        let upper = |name: &String| name.to_uppercase();
        let issuer = head.issuer.iter().map(upper).collect::<Vec<_>>().join(" ");
        let superior = head.superior.as_ref().map(upper);
        let line = |left: String, right: &str, bold| Pair {
            left,
            right: right.to_owned(),
            bold,
            italic: false,
        };
        let date = head.dateline.as_ref().map(date_line).unwrap_or_default();
        vec![
            line(
                superior.unwrap_or_default(),
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                [false, true],
            ),
            line(issuer, "Độc lập - Tự do - Hạnh phúc", [true, true]),
            Pair {
                italic: true,
                ..line(String::new(), &date, [false, false])
            },
        ]
    }

    fn foot_lines(&self) -> Vec<Pair> {
        let upper = |signature: &Signature| signature.capacity.join("\n").to_uppercase();
        let name = |signature: &Signature| signature.name.clone().unwrap_or_default();
        let line = |left: String, right: String| Pair {
            left,
            right,
            bold: [true, true],
            italic: false,
        };
        let maker = Self::maker();
        let capacities = line(upper(&maker), upper(&self.head));
        let names = line(name(&maker), name(&self.head));
        let room = std::iter::repeat_n(Pair::default(), SIGNING);
        std::iter::once(capacities)
            .chain(room)
            .chain([names])
            .collect()
    }
}

/// A column of a workbook; a millimetre of paper takes a little more than half a character.
fn column_of(column: &Column) -> sheet::Column {
    let kind = match column.kind {
        Kind::Text | Kind::Name => CellKind::Text,
        Kind::Number => CellKind::Integer,
        Kind::Date => CellKind::Date,
        Kind::Code | Kind::Moment | Kind::State => CellKind::Mark,
    };
    let width = (column.share * 6 / 10).max(9);
    sheet::Column::new(column.full_heading(), width, kind)
}

fn count(count: usize) -> String {
    two_digits(i64::try_from(count).unwrap_or(i64::MAX))
}
