//! The payment list on paper and as a workbook: what is paid by unit with room to sign, subtotals, the total in words;
//! what is not paid, and why.

use thidua_domain::text::money_in_words;
use thidua_domain::text::number::{group, two_digits};
use thidua_files::paper::{
    self, Block, Cell, Document, Form, Letterhead, Marks, Row, Signature, Table, Text, date_line,
};
use thidua_files::sheet::{self, Book, Kind, Pair, Sheet, Value};

use super::list::{PERMISSION, Payments, Sum};
use super::pay::Standing;
use crate::AppError;
use crate::listing::{Column, Found, Letter, Source};
use crate::report::{Field, Grid, Issue, Printed, capital, office, unwritten};

/// Lines left for the signatures of a workbook.
const SIGNING: usize = 4;

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
            let text = |id: &str| told(list, *row, id);
            let mut decision = text("quyet-dinh");
            let day = text("ngay");
            if !day.is_empty() && !decision.contains("ngày") {
                decision = format!("{decision} ngày {day}").trim().to_owned();
            }
            let unit = units.iter_mut().find(|unit| unit.sum.unit == award.agency);
            match (&pay.one, unit) {
                (Some(one), Some(unit)) if pay.standing.is_paid() => {
                    let mut note = capital(&pay.note);
                    if pay.unconfirmed {
                        let mark = "Mức chưa đối chiếu bản gốc";
                        note = [note.as_str(), mark]
                            .into_iter()
                            .filter(|part| !part.is_empty())
                            .collect::<Vec<_>>()
                            .join("; ");
                    }
                    unit.lines.push(Line {
                        texts: [text("doi-tuong"), text("khen-thuong"), decision],
                        coefficient: super::coefficient(one.coefficient),
                        base: one.base_salary,
                        amount: pay.amount,
                        note,
                    });
                }
                _ => rest.push([
                    text("doi-tuong"),
                    text("khen-thuong"),
                    decision,
                    why(pay.standing, pay.amount, &pay.note),
                ]),
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

    fn book(&self) -> Book {
        let mut sheets = Vec::new();
        let titles = vec![self.list.about().kind.to_uppercase(), self.title.clone()];
        if !self.units.is_empty() || self.rest.is_empty() {
            sheets.push(Sheet {
                name: "Chi tiền thưởng".to_owned(),
                head: self.head_lines(),
                titles: titles.clone(),
                columns: PAID
                    .iter()
                    .map(|(head, share)| column(head, *share))
                    .collect(),
                rows: self.book_rows(),
                freeze: Some(2),
                landscape: true,
                notes: std::iter::once(self.in_words())
                    .chain(self.notes())
                    .collect(),
                foot: self.foot_lines(),
                ..Sheet::default()
            });
        }
        if !self.rest.is_empty() {
            let heads = [
                "STT",
                "Người, tập thể được khen",
                "Danh hiệu, hình thức",
                "Quyết định",
                "Lý do",
            ];
            let rows = (1_i128..).zip(&self.rest).map(|(number, row)| {
                let texts = row.iter().map(|text| Value::Text(text.clone()));
                let values = std::iter::once(Value::Integer(number)).chain(texts);
                sheet::Row::from(values.collect::<Vec<_>>())
            });
            sheets.push(Sheet {
                name: "Không chi, chưa chi".to_owned(),
                titles: vec![
                    "KHÔNG CHI, CHƯA CHI TRONG DANH SÁCH NÀY".to_owned(),
                    self.title.clone(),
                ],
                columns: heads
                    .iter()
                    .zip([10, 42, 42, 40, 80])
                    .map(|(head, share)| column(head, share))
                    .collect(),
                rows: rows.collect(),
                freeze: Some(2),
                landscape: true,
                ..Sheet::default()
            });
        }
        Book {
            title: format!("{}: {}", self.list.about().kind, self.title),
            sheets,
        }
    }

    fn book_rows(&self) -> Vec<sheet::Row> {
        let mut rows = Vec::new();
        let mut number = 0_i128;
        for unit in &self.units {
            rows.push(bold(&unit.sum.name, None));
            for line in &unit.lines {
                number += 1;
                let [whom, award, decision] = line.texts.clone().map(Value::Text);
                rows.push(sheet::Row::from(vec![
                    Value::Integer(number),
                    whom,
                    award,
                    decision,
                    Value::Decimal(line.coefficient.clone()),
                    Value::Money(line.base.into()),
                    Value::Money(line.amount.into()),
                    Value::Empty,
                    Value::Text(line.note.clone()),
                ]));
            }
            rows.push(bold(
                &format!("Cộng {}", unit.sum.name),
                Some(unit.sum.paid),
            ));
        }
        rows.push(bold("Tổng số", Some(self.all.paid)));
        rows
    }

    fn head_lines(&self) -> Vec<Pair> {
        let head = &self.letterhead;
        let upper = |name: &String| name.to_uppercase();
        let issuer: Vec<String> = head.issuer.iter().map(upper).collect();
        let superior = head.superior.as_ref().map(upper).unwrap_or_default();
        let line = |left: String, right: &str, bold| Pair {
            left,
            right: right.to_owned(),
            bold,
            italic: false,
        };
        let date = head.dateline.as_ref().map(date_line).unwrap_or_default();
        vec![
            line(
                superior,
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                [false, true],
            ),
            line(
                issuer.join(" "),
                "Độc lập - Tự do - Hạnh phúc",
                [true, true],
            ),
            Pair {
                italic: true,
                ..line(String::new(), &date, [false, false])
            },
        ]
    }

    fn foot_lines(&self) -> Vec<Pair> {
        let line = |left: String, right: String| Pair {
            left,
            right,
            bold: [true, true],
            italic: false,
        };
        let upper = |signature: &Signature| signature.capacity.join("\n").to_uppercase();
        let room = std::iter::repeat_n(Pair::default(), SIGNING);
        let name = self.head.name.clone().unwrap_or_default();
        std::iter::once(line(upper(&Self::maker()), upper(&self.head)))
            .chain(room)
            .chain([line(String::new(), name)])
            .collect()
    }
}

/// A cell of the list as text.
fn told(list: &Payments<'_>, row: usize, id: &str) -> String {
    let column: Option<&'static Column> =
        super::list::COLUMNS.iter().find(|column| column.id == id);
    column.map_or_else(String::new, |column| list.cell(row, column).text)
}

/// Why a row is not among those paid.
fn why(standing: Standing, amount: i64, note: &str) -> String {
    let note = capital(note);
    match standing {
        Standing::Unnamed => format!(
            "Chưa nêu tên người, tập thể nhận: {} đồng{}",
            group(amount),
            if note.is_empty() {
                String::new()
            } else {
                format!(" ({note})")
            }
        ),
        _ => note,
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

fn bold(words: &str, amount: Option<i64>) -> sheet::Row {
    let mut values = vec![Value::Empty, Value::Text(words.to_owned())];
    values.extend(std::iter::repeat_n(Value::Empty, 4));
    values.push(amount.map_or(Value::Empty, |amount| Value::Money(amount.into())));
    sheet::Row { values, bold: true }
}

fn column(head: &str, share: u16) -> sheet::Column {
    let kind = match head {
        "STT" | "Hệ số" => Kind::Mark,
        "Lương cơ sở (đồng)" | "Số tiền (đồng)" => Kind::Money,
        _ => Kind::Text,
    };
    sheet::Column::new(head, (share * 6 / 10).max(7), kind)
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
