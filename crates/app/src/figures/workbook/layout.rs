//! One worksheet: letterhead, whose month it is, a row a figure with last month's number, a cell to type into, what
//! the formulas make of it, an explanation.

use std::collections::BTreeMap;

use thidua_domain::figures::Figure;
use thidua_domain::time::vn;
use thidua_files::paper::Letterhead;
use thidua_files::sheet::fill::{
    Allows, Content, Entry, FillSheet, Look, Placed, Rule, Stretch, Tone,
};

use super::formula::{Cells, Known, asks};
use super::mark::told;
use crate::State;
use crate::figures::entry::fill::{Blank, BlankRow, typed_text};

/// The headings by which a worksheet's columns are known again.
pub(crate) const HEADINGS: [&str; 7] = [
    "Chỉ tiêu thống kê",
    "Đơn vị tính",
    "Kỳ trước",
    "Nhập",
    "Tính lại",
    "Kiểm tra",
    "Giải trình",
];
/// Who filled it in, and when: what stands before the cells for it.
pub(crate) const FILLER: &str = "Người lập sổ";
pub(crate) const FILLED_ON: &str = "Ngày lập";

const WIDTHS: [u16; 8] = [52, 10, 19, 19, 19, 34, 40, 0];
const LAST: u16 = 6;
const TYPED: u16 = 3;
const SAYS: u16 = 5;
const EXPLAINED: u16 = 6;
/// The column of the cell that tells the worksheet; hidden.
const TELLS: u16 = 7;
/// Row of the headings, from 0.
const HEAD: u32 = 12;
/// Excel's most exact number of digits.
const EXACT: u64 = 999_999_999_999_999;
/// Longest explanation, as the grid has it.
const LONGEST: u32 = 500;

/// A worksheet of a blank.
pub(super) fn sheet(
    state: &State,
    blank: &Blank,
    letterhead: Option<&Letterhead>,
    (number, tab): (usize, &str),
) -> FillSheet {
    let mut page = Page {
        state,
        blank,
        cells: Vec::new(),
    };
    page.head(letterhead, number);
    let last = page.body();
    FillSheet {
        name: tab.to_owned(),
        widths: WIDTHS.to_vec(),
        cells: page.cells,
        locked: true,
        freeze: Some((HEAD + 1, 1)),
        repeat: Some((HEAD, HEAD)),
        landscape: true,
        rules: rules(last),
        entries: entries(last),
        ..FillSheet::default()
    }
}

struct Page<'a> {
    state: &'a State,
    blank: &'a Blank,
    cells: Vec<Placed>,
}

impl Page<'_> {
    fn put(&mut self, row: u32, (column, across): (u16, u16), look: Look, content: Content) {
        self.cells.push(Placed {
            row,
            column,
            across,
            look,
            content,
        });
    }

    fn text(&mut self, row: u32, place: (u16, u16), look: Look, text: impl Into<String>) {
        self.put(row, place, look, Content::Text(text.into()));
    }

    fn head(&mut self, letterhead: Option<&Letterhead>, number: usize) {
        let (left, right, whole) = ((0, 3), (3, 4), (0, LAST + 1));
        if let Some(head) = letterhead {
            let superior = head.superior.as_deref().unwrap_or_default();
            self.text(0, left, Look::Centre, superior.to_uppercase());
            self.text(
                1,
                left,
                Look::CentreStrong,
                head.issuer.join(" ").to_uppercase(),
            );
        }
        self.text(
            0,
            right,
            Look::CentreStrong,
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        );
        self.text(1, right, Look::CentreStrong, "Độc lập - Tự do - Hạnh phúc");
        self.text(0, (TELLS, 1), Look::Plain, told(number));
        let (blank, window) = (self.blank, self.blank.window);
        self.text(
            3,
            whole,
            Look::CentreStrong,
            "SỔ NHẬP SỐ LIỆU THI HÀNH ÁN DÂN SỰ",
        );
        self.text(4, whole, Look::CentreStrong, blank.name.clone());
        let period = format!(
            "{}: lũy kế {} tháng năm công tác {}, từ ngày {} đến hết ngày {}",
            super::capital(&window.calendar_name()),
            window.month,
            window.year,
            vn(window.first_day()),
            vn(window.last_day())
        );
        self.text(5, whole, Look::Centre, period);
        let scope = self
            .state
            .catalogue
            .labels
            .word("so-lieu.pham_vi", &blank.scope);
        let open = match blank.regime.confirmed {
            true => "",
            false => " (chưa đối chiếu bản gốc)",
        };
        let rests = format!("Phạm vi: {scope}. {}{open}.", blank.regime.name);
        self.text(6, whole, Look::Centre, rests);
        let notes = self.state.regime_notes(window).join(" ");
        if !notes.is_empty() {
            self.text(7, whole, Look::Faint, notes);
        }
        for (row, label) in [(8, FILLER), (9, FILLED_ON)] {
            self.text(row, (0, 1), Look::Strong, format!("{label}:"));
            self.put(row, (1, 3), Look::TypedWords, Content::Empty);
        }
        let hint = "Điền vào các ô nền vàng. Ô để trống là chưa có số, không phải 0. Tiền ghi bằng đồng. Điền xong, lưu tệp rồi nộp ở trang «Nhập từ tệp» hoặc nút «Nạp sổ đã điền». Xem thêm trang «Cách dùng».";
        self.text(11, whole, Look::Faint, hint);
        for (column, heading) in (0..).zip(HEADINGS) {
            self.text(HEAD, (column, 1), Look::Head, heading);
        }
    }

    /// The figures; answers the last row, from 0.
    fn body(&mut self) -> u32 {
        let lines = lines(self.blank);
        let mut known = BTreeMap::new();
        for (row, line) in (HEAD + 1..).zip(&lines) {
            if let Line::Figure(figure) = line {
                known.insert(figure.code.as_str(), self.known(row, figure));
            }
        }
        let cells = Cells {
            rows: known,
            regime: &self.blank.regime,
        };
        let mut open = 0;
        let mut last = HEAD;
        for (row, line) in (HEAD + 1..).zip(&lines) {
            last = row;
            let said = match line {
                Line::Group(title) => {
                    self.text(row, (0, LAST + 1), Look::Group, *title);
                    None
                }
                Line::Figure(figure) => self.figure(row, figure, &cells),
                Line::Rest(side) => self.rest(row, side, &cells),
                Line::Rate(side) => {
                    self.rate(row, side, &cells);
                    None
                }
            };
            open += usize::from(said.is_some_and(|said| asks(&said)));
        }
        self.sums_up(last, open);
        last
    }

    fn known(&self, row: u32, figure: &BlankRow) -> Known {
        let number = figure.now.as_ref().and_then(whole);
        Known {
            row: row + 1,
            told: figure.now.as_ref().is_some_and(|now| now.value.is_some()),
            value: number,
            before: figure
                .before
                .filter(|(_, exact)| *exact)
                .map(|(value, _)| value),
            explained: figure.now.as_ref().is_some_and(|now| now.note.is_some()),
        }
    }

    fn figure(&mut self, row: u32, figure: &BlankRow, cells: &Cells<'_>) -> Option<Content> {
        let unit = self
            .state
            .catalogue
            .labels
            .word("don_vi_tinh", &figure.unit);
        self.text(row, (0, 1), Look::Label, figure.name.clone());
        self.text(row, (1, 1), Look::Unit, unit);
        let before = match figure.before {
            Some((value, true)) => Content::Whole(value),
            Some((value, false)) => Content::Text(format!(
                "khoảng {}",
                thidua_domain::text::number::group(value)
            )),
            None => Content::Empty,
        };
        self.put(row, (2, 1), Look::Number, before);
        let now = match figure.now.as_ref().and_then(whole) {
            Some(value) => Content::Whole(value),
            None => words(typed_text(self.state, &figure.code, figure.now.as_ref())),
        };
        self.put(row, (TYPED, 1), Look::TypedNumber, now);
        let made = cells.total(&figure.code);
        let made = made.map_or(Content::Empty, |made| made.content());
        self.put(row, (4, 1), Look::Made, made);
        let said = cells.says(&figure.code);
        self.put(row, (SAYS, 1), Look::Says, said.clone().unwrap_or_default());
        let note = figure.now.as_ref().and_then(|now| now.note.clone());
        self.put(
            row,
            (EXPLAINED, 1),
            Look::TypedWords,
            words(note.unwrap_or_default()),
        );
        said
    }

    fn rest(&mut self, row: u32, side: &str, cells: &Cells<'_>) -> Option<Content> {
        let label = format!(
            "Còn lại: phải thi hành trừ có điều kiện, chưa có điều kiện, hoãn, tạm đình chỉ, khác (về {})",
            word(side)
        );
        self.computed(row, side, label);
        let made = cells.rest(side)?;
        self.put(row, (4, 1), Look::Made, made.content());
        let said = cells.says_rest(side, row + 1, &made)?;
        self.put(row, (SAYS, 1), Look::Says, said.clone());
        Some(said)
    }

    fn rate(&mut self, row: u32, side: &str, cells: &Cells<'_>) {
        let label = format!("Tỷ lệ thi hành xong về {} (%), tự tính", word(side));
        self.computed(row, side, label);
        let rate = cells.rate(side).unwrap_or_default();
        self.put(row, (4, 1), Look::MadePercent, rate);
        self.put(row, (SAYS, 1), Look::Says, Content::Empty);
    }

    /// A row of which nothing is typed.
    fn computed(&mut self, row: u32, side: &str, label: String) {
        self.text(row, (0, 1), Look::Label, label);
        let unit = if side == "viec" { "viec" } else { "dong" };
        let unit = self.state.catalogue.labels.word("don_vi_tinh", unit);
        self.text(row, (1, 1), Look::Unit, unit);
        for column in [2, TYPED, EXPLAINED] {
            self.put(row, (column, 1), Look::Number, Content::Empty);
        }
    }

    /// How many rows ask for something, at the top.
    fn sums_up(&mut self, last: u32, open: usize) {
        let says = format!("F{}:F{}", HEAD + 2, last + 1);
        let count = format!("(COUNTIF({says},\"Lệch*\")+COUNTIF({says},\"Cần*\"))");
        let text = format!(
            "=IF({count}=0,\"Không còn dòng nào lệch hoặc cần giải trình\",\"Còn \"&{count}&\" dòng lệch hoặc cần giải trình\")"
        );
        let shown = match open {
            0 => "Không còn dòng nào lệch hoặc cần giải trình".to_owned(),
            open => format!("Còn {open} dòng lệch hoặc cần giải trình"),
        };
        self.text(10, (0, 1), Look::Strong, "Tự kiểm tra:");
        self.put(10, (1, 5), Look::Plain, Content::Formula { text, shown });
    }
}

/// A row of the body.
enum Line<'a> {
    Group(&'a str),
    Figure(&'a BlankRow),
    Rest(&'static str),
    Rate(&'static str),
}

fn lines(blank: &Blank) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for group in &blank.groups {
        lines.push(Line::Group(&group.title));
        for figure in &group.rows {
            lines.push(Line::Figure(figure));
            match figure.code.as_str() {
                "viec.khac" => lines.push(Line::Rest("viec")),
                "tien.khac" => lines.push(Line::Rest("tien")),
                _ => {}
            }
        }
        let is_of = |side: &str| {
            group
                .rows
                .iter()
                .any(|row| row.code == format!("{side}.xong"))
        };
        let sides = ["viec", "tien"].into_iter().filter(|side| is_of(side));
        lines.extend(sides.map(Line::Rate));
    }
    lines
}

fn word(side: &str) -> &'static str {
    if side == "viec" { "việc" } else { "tiền" }
}

fn words(text: String) -> Content {
    match text.is_empty() {
        true => Content::Empty,
        false => Content::Text(text),
    }
}

/// The number of a figure as a cell holds it.
fn whole(figure: &Figure) -> Option<i64> {
    let exact = figure.precision.is_exact();
    figure
        .value
        .filter(|value| exact && value.unsigned_abs() <= EXACT)
}

fn rules(last: u32) -> Vec<Rule> {
    let cells = Stretch {
        column: SAYS,
        from: HEAD + 1,
        to: last,
    };
    let row = HEAD + 2;
    let rule = |when: String, tone: Tone| Rule { cells, when, tone };
    vec![
        rule(
            format!("=OR(LEFT($F{row},4)=\"Lệch\",LEFT($F{row},3)=\"Cần\")"),
            Tone::Bad,
        ),
        rule(format!("=LEFT($F{row},13)=\"Đã giải trình\""), Tone::Doubt),
        rule(format!("=$F{row}=\"Khớp\""), Tone::Good),
    ]
}

fn entries(last: u32) -> Vec<Entry> {
    let cells = |column: u16| Stretch {
        column,
        from: HEAD + 1,
        to: last,
    };
    vec![
        Entry {
            cells: cells(TYPED),
            allows: Allows::Whole,
            title: "Chỉ ghi số nguyên".to_owned(),
            message: "Ghi số nguyên từ 0 trở lên, không ghi chữ. Tiền ghi bằng đồng. Chưa có số thì để trống.".to_owned(),
        },
        Entry {
            cells: cells(EXPLAINED),
            allows: Allows::Words(LONGEST),
            title: "Giải trình quá dài".to_owned(),
            message: format!("Giải trình dài nhất {LONGEST} ký tự."),
        },
    ]
}
