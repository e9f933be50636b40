//! `show balance`.

use std::fmt::Write as _;

use thidua_app::figures::{self, Balance, FigureLine, ProofSheet, SourceLine};

use super::{Desk, ask, period};
use crate::args::BalanceArgs;
use crate::refusal::Refusal;
use crate::table::Table;

/// The balance of an agency, a block or an officer.
pub(super) async fn show(desk: &Desk<'_>, args: BalanceArgs) -> Result<(), Refusal> {
    desk.need_agency(&args.window.agency)?;
    if let Some(person) = &args.person {
        desk.need_person(person)?;
    }
    let mut asked = ask(&args.window);
    asked.person = args.person;
    let balance = figures::balance_of(desk.app, &desk.view, &asked).await?;
    let proof = match asked.person {
        None => Some(figures::proof(&desk.view, &asked)?),
        Some(_) => None,
    };
    desk.out
        .answer(&balance, || text(desk, &balance, proof.as_ref()))
}

fn text(desk: &Desk<'_>, balance: &Balance, proof: Option<&ProofSheet>) -> String {
    let mut text = format!("{}\n", balance.name);
    if let Some(person) = &balance.person {
        let name = desk
            .state()
            .people
            .get(person)
            .map_or(person.as_str(), |person| person.name());
        let _ = writeln!(text, "Số liệu của {name}");
    }
    let _ = writeln!(
        text,
        "Số liệu {}",
        period(balance.year, balance.month, balance.state)
    );
    let _ = writeln!(
        text,
        "Phạm vi: {}",
        desk.word("so-lieu.pham_vi", &balance.scope)
    );
    let _ = writeln!(text, "{}", balance.regime);
    for note in &balance.regime_notes {
        let _ = writeln!(text, "{note}");
    }
    text.push('\n');
    if balance.lines.is_empty() {
        text.push_str("Chưa có số liệu của kỳ này.\n");
        return text;
    }
    let mut sources = Sources::default();
    text.push_str(&lines(desk, &balance.lines, &mut sources).text());
    rates(&mut text, balance);
    groups(&mut text, desk, balance);
    if let Some(proof) = proof {
        super::proof::checks(&mut text, proof);
    }
    alternatives(&mut text, &balance.lines, &mut sources);
    sources.tell(&mut text);
    text
}

/// Sources, numbered in the order they are met: a column of whole titles would push the rest away.
#[derive(Default)]
struct Sources(Vec<String>);

impl Sources {
    /// The numbers of the sources, `[1] [3]`.
    fn cite<'a>(&mut self, cited: impl IntoIterator<Item = &'a SourceLine>) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for source in cited.into_iter().filter(|source| !source.cited.is_empty()) {
            let known = self.0.iter().position(|known| *known == source.cited);
            let at = known.unwrap_or_else(|| {
                self.0.push(source.cited.clone());
                self.0.len() - 1
            });
            if !numbers.contains(&(at + 1)) {
                numbers.push(at + 1);
            }
        }
        numbers
            .iter()
            .map(|number| format!("[{number}]"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn tell(&self, text: &mut String) {
        for (at, source) in self.0.iter().enumerate() {
            let space = if at == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{space}[{}] {source}", at + 1);
        }
    }
}

fn lines(desk: &Desk<'_>, lines: &[FigureLine], sources: &mut Sources) -> Table {
    let mut table = Table::new()
        .words("Số liệu")
        .numbers("Giá trị")
        .words("Đơn vị tính")
        .words("So cùng kỳ")
        .numbers("Tỷ trọng, %")
        .words("Cách có")
        .words("Nguồn");
    for line in lines {
        let direction = line
            .direction
            .as_deref()
            .map_or("", |code| desk.word("so-lieu.so_cung_ky", code));
        let value = if line.value.is_none() {
            "chưa nêu số"
        } else {
            &line.printed
        };
        table.row([
            line.name.as_str(),
            value,
            &line.unit,
            direction,
            &line.share.as_deref().unwrap_or_default().replace('.', ","),
            from(line.from),
            &sources.cite(&line.sources),
        ]);
    }
    table
}

/// How a figure came about, where it was not told as such.
fn from(code: &str) -> &'static str {
    match code {
        "below" => "cộng các cơ quan bên dưới",
        "predecessors" => "cộng các cơ quan trước sắp xếp",
        "restated" => "quy đổi: cộng cả các cơ quan cũ",
        "shared" => "quy đổi: có phần chia theo tỷ lệ đã ký",
        "joined" => "các cơ quan cũ đến ngày sắp xếp và phần của cơ quan",
        _ => "",
    }
}

fn rates(text: &mut String, balance: &Balance) {
    text.push('\n');
    for (side, name) in [("viec", "việc"), ("tien", "tiền")] {
        let rate = balance.rates.get(side).and_then(Option::as_deref);
        let basis = match balance.rate_basis.get(side).copied() {
            Some("computed") => " (tính từ số liệu)",
            Some(_) => " (theo nguồn)",
            None => "",
        };
        let _ = match rate {
            Some(rate) => writeln!(
                text,
                "Tỷ lệ thi hành xong về {name}: {} %{basis}",
                rate.replace('.', ",")
            ),
            None => {
                let reason = balance
                    .reasons
                    .get(&format!("{side}.ty_le"))
                    .map_or("", String::as_str);
                writeln!(text, "Tỷ lệ thi hành xong về {name}: chưa có. {reason}")
            }
        };
    }
}

fn groups(text: &mut String, desk: &Desk<'_>, balance: &Balance) {
    let mut table = Table::new()
        .words("Nhóm án")
        .words("Số liệu")
        .numbers("Giá trị");
    let catalogue = &desk.state().catalogue;
    for (code, group) in &balance.groups {
        let mut name = desk.word("so-lieu.nhom_an", code);
        let mut figures: Vec<(&String, &String)> = group.figures.iter().collect();
        figures.sort_by_key(|(code, _)| catalogue.order(code));
        for (code, value) in figures {
            table.row([name, catalogue.figure_name(code), &grouped(value)]);
            name = "";
        }
    }
    if !table.is_empty() {
        let _ = write!(
            text,
            "\nTheo nhóm án (tiền tính bằng đồng)\n{}",
            table.text()
        );
    }
}

/// A plain number the Vietnamese way.
fn grouped(plain: &str) -> String {
    match plain.parse::<i64>() {
        Ok(number) => thidua_domain::text::number::group(number),
        Err(_) => plain.replace('.', ","),
    }
}

fn alternatives(text: &mut String, lines: &[FigureLine], sources: &mut Sources) {
    let mut table = Table::new()
        .words("Số liệu")
        .numbers("Giá trị khác")
        .words("Theo nguồn");
    for line in lines {
        for other in &line.alternatives {
            table.row([&line.name, &other.printed, &sources.cite([other])]);
        }
    }
    if !table.is_empty() {
        let _ = write!(text, "\nNguồn khác nêu khác\n{}", table.text());
    }
}
