//! The payment list on paper and as a workbook: what is paid by unit with room to sign, subtotals, the total in words;
//! what is not paid, and why.

mod book;

use thidua_domain::text::money_in_words;
use thidua_domain::text::number::{group, two_digits};
use thidua_files::paper::{
    self, Block, Cell, Document, Form, Letterhead, Marks, Row, Signature, Table, Text,
};
use thidua_files::sheet::{self, Value};

use super::list::{PERMISSION, Payments, Sum};
use super::pay::{Pay, Standing};
use crate::AppError;
use crate::law::UNCONFIRMED;
use crate::listing::{Column, Found, Letter, Source};
use crate::report::{Field, Grid, Issue, Printed, capital, office, unwritten};

/// What stands in the columns of the list that is paid, with its share of the page.
const PAID: [(&str, u16); 9] = [
    ("STT", 10),
    ("Người, tập thể được khen", 42),
    ("Danh hiệu, hình thức", 36),
    ("Quyết định", 34),
    ("Hệ số", 12),
    ("Lương cơ sở (đồng)", 20),
    ("Số tiền (đồng)", 22),
    ("Ký nhận", 24),
    ("Ghi chú", 34),
];

/// A line of the list that is paid.
struct Line {
    texts: [String; 3],
    coefficient: String,
    base: i64,
    amount: i64,
    note: String,
}

/// A unit with its lines.
struct Unit {
    sum: Sum,
    lines: Vec<Line>,
}

struct Paper<'a, 'b> {
    list: &'a Payments<'b>,
    units: Vec<Unit>,
    /// What is not paid: whom, what, why.
    rest: Vec<[String; 4]>,
    all: Sum,
    letterhead: Letterhead,
    head: Signature,
    title: String,
}

/// Writes the found rows of the list.
pub(super) fn print(
    list: &Payments<'_>,
    found: &Found,
    letter: &Letter,
) -> Result<Printed, AppError> {
    let paper = Paper::new(list, found, letter)?;
    let bytes = match letter.form {
        Form::Xlsx => sheet::write(&paper.book()),
        form => paper::write(&paper.document(), form),
    };
    let ending = match letter.form {
        Form::Docx => "docx",
        Form::Pdf => "pdf",
        Form::Xlsx => "xlsx",
    };
    Ok(Printed {
        name: format!(
            "chi-tien-thuong_{}_{}.{ending}",
            list.ask.agency, list.ask.year
        ),
        media_type: letter.form.media_type(),
        bytes: bytes.map_err(unwritten)?,
    })
}

impl<'a, 'b> Paper<'a, 'b> {
    fn new(list: &'a Payments<'b>, found: &Found, letter: &Letter) -> Result<Self, AppError> {
        let view = list.view;
        let state = view.state.as_ref();
        // A list about an agency is that agency's own paper, where the reader may print for it.
        let own = view
            .permit_agency(PERMISSION, &list.ask.agency)
            .is_ok()
            .then_some(&list.ask.agency);
        let (letterhead, head) = match letter.agency.as_ref().or(own) {
            Some(agency) => {
                let office = office(state, agency, view.today, None, &Issue::default())?;
                (office.letterhead, office.signature)
            }
            None => Default::default(),
        };
        let (sums, all) = list.sums(found);
        let mut units: Vec<Unit> = sums
            .into_iter()
            .map(|sum| Unit {
                sum,
                lines: Vec::new(),
            })
            .collect();
        let mut rest = Vec::new();
        for row in &found.rows {
            let Some((award, pay)) = list.row(*row) else {
                continue;
            };
            let unit = units.iter_mut().find(|unit| unit.sum.unit == award.agency);
            match (&pay.one, unit) {
                (Some(one), Some(unit)) if pay.standing.is_paid() => {
                    unit.lines.push(Line {
                        texts: texts(list, *row),
                        coefficient: super::coefficient(one.coefficient),
                        base: one.base_salary,
                        amount: pay.amount,
                        note: note(pay),
                    });
                }
                _ => {
                    let [whom, award, decision] = texts(list, *row);
                    let why = why(pay);
                    rest.push([whom, award, decision, why]);
                }
            }
        }
        units.retain(|unit| !unit.lines.is_empty());
        Ok(Self {
            title: list.about().title.clone(),
            list,
            units,
            rest,
            all,
            letterhead,
            head,
        })
    }

    fn in_words(&self) -> String {
        format!("Tổng số tiền bằng chữ: {}.", money_in_words(self.all.paid))
    }

    fn notes(&self) -> Vec<String> {
        let all = &self.all;
        let mut notes = Vec::new();
        if all.ceiling > 0 {
            notes.push(format!(
                "Trong tổng số có {} đồng tính theo mức tối đa; mức chi do cơ quan quyết định khen thưởng ấn định.",
                group(all.ceiling)
            ));
        }
        if all.unnamed_count > 0 {
            notes.push(format!(
                "Ngoài ra {} tập thể, cá nhân chưa nêu tên, theo mức tính là {} đồng, chưa gồm trong tổng số.",
                two_digits(all.unnamed_count),
                group(all.unnamed)
            ));
        }
        if all.unconfirmed > 0 {
            notes.push(format!(
                "{} dòng dùng hệ số, lương cơ sở hoặc cách làm tròn chưa được đối chiếu với bản gốc văn bản.",
                two_digits(count(all.unconfirmed))
            ));
        }
        notes.push(format!(
            "Lập theo dữ liệu đến ngày {}; số tiền một danh hiệu, hình thức làm tròn lên hàng chục nghìn đồng.",
            self.list.view.today.strftime("%d/%m/%Y")
        ));
        notes
    }

    fn maker() -> Signature {
        Signature {
            capacity: vec!["Người lập danh sách".to_owned()],
            name: None,
        }
    }

    fn document(&self) -> Document {
        let mut blocks = Vec::new();
        if !self.units.is_empty() {
            blocks.push(Block::Table(self.paid()));
            blocks.push(Block::Paragraph(Text::default().italic(self.in_words())));
        }
        if !self.rest.is_empty() {
            blocks.push(Block::Table(self.unpaid()));
        }
        Document {
            letterhead: self.letterhead.clone(),
            landscape: true,
            kind: Some(self.list.about().kind.to_owned()),
            subject: self.title.clone(),
            addressees: Vec::new(),
            blocks,
            signatures: vec![Self::maker(), self.head.clone()],
            recipients: Vec::new(),
            annexes: Vec::new(),
            marks: Marks {
                draft: None,
                notices: self.notes(),
                sources: Vec::new(),
            },
        }
    }

    fn paid(&self) -> Table {
        let mut grid = Grid::new(PAID.iter().map(|(head, share)| {
            let field = match *head {
                "STT" | "Hệ số" => Field::mark(*head, *share),
                "Lương cơ sở (đồng)" | "Số tiền (đồng)" => {
                    Field::amount(*head, *share)
                }
                _ => Field::words(*head, *share),
            };
            field.kept()
        }));
        let mut number = 0_i64;
        for unit in &self.units {
            grid.group(unit.sum.name.clone());
            for line in &unit.lines {
                number += 1;
                grid.row(cells(number, line));
            }
        }
        let mut table = grid.table("");
        table.caption = None;
        // Subtotals after the rows of each unit: the grid knows no bold rows but groups.
        let mut rows = Vec::new();
        let mut units = self.units.iter();
        let mut left = 0_usize;
        let mut current: Option<&Unit> = None;
        for row in table.rows {
            if left == 0 {
                current = units.next();
                left = current.map_or(0, |unit| unit.lines.len() + 1);
            }
            rows.push(row);
            left = left.saturating_sub(1);
            if left == 0
                && let Some(unit) = current
            {
                rows.push(total(format!("Cộng {}", unit.sum.name), unit.sum.paid));
            }
        }
        rows.push(total("Tổng số".to_owned(), self.all.paid));
        Table { rows, ..table }
    }

    fn unpaid(&self) -> Table {
        let mut grid = Grid::new([
            Field::mark("STT", 10).kept(),
            Field::words("Người, tập thể được khen", 50).kept(),
            Field::words("Danh hiệu, hình thức", 50).kept(),
            Field::words("Quyết định", 44).kept(),
            Field::words("Lý do", 80).kept(),
        ]);
        for (number, row) in (1_i64..).zip(&self.rest) {
            let ordinal = Cell::value(number.to_string(), Value::Integer(number.into()));
            let texts = row.iter().map(|text| Cell::text(text.clone()));
            grid.row(std::iter::once(ordinal).chain(texts).collect());
        }
        grid.table("Không chi, chưa chi trong danh sách này")
    }
}

/// A cell of the list as text.
fn told(list: &Payments<'_>, row: usize, id: &str) -> String {
    let column: Option<&'static Column> =
        super::list::COLUMNS.iter().find(|column| column.id == id);
    column.map_or_else(String::new, |column| list.cell(row, column).text)
}

/// Whom, what, by which decision.
fn texts(list: &Payments<'_>, row: usize) -> [String; 3] {
    let text = |id: &str| told(list, row, id);
    let mut decision = text("quyet-dinh");
    let day = text("ngay");
    if !day.is_empty() && !decision.contains("ngày") {
        decision = format!("{decision} ngày {day}").trim().to_owned();
    }
    [text("doi-tuong"), text("khen-thuong"), decision]
}

/// What is to be kept in mind of a row that is paid.
fn note(pay: &Pay) -> String {
    let mark = pay.unconfirmed.then_some(UNCONFIRMED);
    let parts = [Some(pay.note.as_str()), mark];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    capital(&parts.collect::<Vec<_>>().join("; "))
}

/// Why a row is not among those paid.
fn why(pay: &Pay) -> String {
    match pay.standing {
        Standing::Unnamed => {
            let beside = note(pay);
            let beside = match beside.is_empty() {
                true => beside,
                false => format!(" ({beside})"),
            };
            let amount = group(pay.amount);
            format!("Chưa nêu tên người, tập thể nhận: {amount} đồng{beside}")
        }
        _ => capital(&pay.note),
    }
}

fn cells(number: i64, line: &Line) -> Vec<Cell> {
    let [whom, award, decision] = line.texts.clone().map(Cell::text);
    vec![
        Cell::value(number.to_string(), Value::Integer(number.into())),
        whom,
        award,
        decision,
        Cell::value(
            line.coefficient.replace('.', ","),
            Value::Decimal(line.coefficient.clone()),
        ),
        Cell::value(group(line.base), Value::Money(line.base.into())),
        Cell::value(group(line.amount), Value::Money(line.amount.into())),
        Cell::empty(),
        Cell::text(line.note.clone()),
    ]
}

/// A bold row: words over the columns before the amount.
fn total(words: String, amount: i64) -> Row {
    let words = Cell {
        across: 6,
        ..Cell::text(words)
    };
    Row::total([
        words,
        Cell::value(group(amount), Value::Money(amount.into())),
        Cell::empty(),
        Cell::empty(),
    ])
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
