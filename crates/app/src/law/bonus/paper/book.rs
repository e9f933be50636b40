//! The payment list as a workbook: amounts are numbers, the sheet prints as the paper does.

use thidua_files::paper::{Signature, date_line};
use thidua_files::sheet::{self, Book, Kind, Pair, Sheet, Value};

use super::{PAID, Paper};
use crate::listing::Source;

/// Lines left for the signatures.
const SIGNING: usize = 4;

impl Paper<'_, '_> {
    pub(super) fn book(&self) -> Book {
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
