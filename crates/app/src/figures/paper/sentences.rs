//! The sentences of a report about one window, in the wording of the sector's own reports.

use std::collections::BTreeMap;

use thidua_domain::amount::Precision;
use thidua_files::paper::Block;

use super::rows::{Number, Row, Sheet, Told};
use crate::State;
use crate::report::{capital, listed, small};

/// How a window is spoken of.
#[derive(Clone, Debug)]
pub(crate) struct Lead {
    /// `Năm 2020`, `Trong 08 tháng năm 2021`.
    pub(crate) period: String,
    /// What is compared with: `cùng kỳ năm trước`, `năm 2021`.
    pub(crate) than: String,
    /// What is said in brackets after a rate: code → `vượt 13,20% so với biên độ bình quân`.
    pub(crate) verdicts: BTreeMap<String, String>,
}

/// The sentences of a window, the other figures as a list.
pub(crate) fn sentences(state: &State, sheet: &Sheet, lead: &Lead) -> Vec<Block> {
    let teller = Teller { state, sheet, lead };
    let intake = teller.both(|teller, side| teller.intake(side));
    let opening: Vec<String> = [teller.received(), intake].into_iter().flatten().collect();
    let mut paragraphs = vec![opening.join(" ")];
    paragraphs.extend(
        ["viec", "tien"]
            .iter()
            .filter_map(|side| teller.enforceable(side)),
    );
    let completed = teller.both(|teller, side| teller.completed(side));
    let results = [completed, teller.rates(), teller.directions()];
    paragraphs.push(results.into_iter().flatten().collect::<Vec<_>>().join(" "));
    paragraphs.extend(teller.carried());
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    if let Some(first) = paragraphs.first_mut() {
        *first = format!("{}, {}", lead.period, small(first));
    }
    let mut blocks: Vec<Block> = paragraphs
        .into_iter()
        .map(|paragraph| Block::Paragraph(paragraph.into()))
        .collect();
    blocks.extend(teller.others());
    blocks
}

struct Teller<'a> {
    state: &'a State,
    sheet: &'a Sheet,
    lead: &'a Lead,
}

impl Teller<'_> {
    /// A row with its number.
    fn found(&self, code: &str) -> Option<(&Row, Number)> {
        let row = self.sheet.row(code)?;
        row.now.map(|now| (row, now))
    }
    /// `là 3.427 việc`, `trên 3.508 tỷ đồng`, with the change beside last year.
    fn grown(&self, code: &str) -> Option<String> {
        let (row, now) = self.found(code)?;
        Some(format!("{}{}", is(row, now), self.change_after(row)))
    }
    /// Judgments received; their number alone, as reports put it.
    fn received(&self) -> Option<String> {
        let (row, now) = self.found("ban_an.da_nhan")?;
        let number = now.precision.before(&row.digits(now.value));
        let link = if now.precision.is_exact() { "là " } else { "" };
        Some(format!(
            "Tổng số bản án, quyết định đã nhận {link}{number}."
        ))
    }

    /// A sentence over cases, then money.
    fn both(&self, tell: impl Fn(&Self, &str) -> Option<String>) -> Option<String> {
        match (tell(self, "viec"), tell(self, "tien")) {
            (Some(cases), Some(money)) => Some(format!("{}; về tiền, {money}.", capital(&cases))),
            (Some(cases), None) => Some(format!("{}.", capital(&cases))),
            (None, Some(money)) => Some(format!("Về tiền, {money}.")),
            (None, None) => None,
        }
    }

    /// What was to be dealt with: in all, carried over, new.
    fn intake(&self, side: &str) -> Option<String> {
        let parts = self.parts(
            side,
            &[("cu", "số cũ chuyển sang"), ("moi", "số thụ lý mới")],
        );
        let total = self
            .grown(&format!("{side}.thu_ly"))
            .map(|is| format!("tổng số giải quyết {is}"));
        within(total, &joined(&parts))
    }

    /// `số cũ chuyển sang là 1.057 việc` of every code that is known.
    fn parts(&self, side: &str, names: &[(&str, &str)]) -> Vec<String> {
        let told = names.iter().filter_map(|(code, name)| {
            let is = self.grown(&format!("{side}.{code}"))?;
            Some(format!("{name} {is}"))
        });
        told.collect()
    }

    /// What had to be enforced, after what was taken off, by whether it can be.
    fn enforceable(&self, side: &str) -> Option<String> {
        const TAKEN: [(&str, &str); 3] = [
            ("uy_thac", "ủy thác"),
            ("rut_len", "rút lên"),
            ("thu_hoi_huy", "thu hồi, hủy quyết định"),
        ];
        const PARTS: [(&str, &str); 5] = [
            ("co_dieu_kien", "số có điều kiện thi hành"),
            ("chua_dieu_kien", "số chưa có điều kiện thi hành"),
            ("hoan", "số hoãn thi hành án"),
            ("tam_dinh_chi", "số tạm đình chỉ thi hành án"),
            ("khac", "trường hợp khác"),
        ];
        let taken: Vec<String> = TAKEN
            .iter()
            .filter_map(|(code, name)| {
                let (row, now) = self.found(&format!("{side}.{code}"))?;
                Some(format!("{name} {}", row.said(now)))
            })
            .collect();
        let total = self.grown(&format!("{side}.phai_thi_hanh"));
        let total = match (total, taken.is_empty()) {
            (Some(is), true) => Some(format!("tổng số phải thi hành {is}")),
            (Some(is), false) => {
                let taken = listed(&taken);
                Some(format!("sau khi trừ {taken}, tổng số phải thi hành {is}"))
            }
            (None, _) => None,
        };
        let taken =
            (total.is_none() && !taken.is_empty()).then(|| format!("đã {}", listed(&taken)));
        let parts: Vec<String> = PARTS
            .iter()
            .filter_map(|(code, name)| {
                let (row, now) = self.found(&format!("{side}.{code}"))?;
                let share = row.share.map(|share| format!(" (chiếm {}%)", share.vn()));
                Some(format!(
                    "{name} {}{}{}",
                    is(row, now),
                    share.unwrap_or_default(),
                    self.change_after(row)
                ))
            })
            .collect();
        let told = [taken, within(total, &joined(&parts))];
        let told: Vec<String> = told.into_iter().flatten().collect();
        if told.is_empty() {
            return None;
        }
        let told = told.join("; ");
        let side = if side == "viec" { "việc" } else { "tiền" };
        Some(format!("Về {side}, {told}."))
    }

    /// What was completed, beside last year.
    fn completed(&self, side: &str) -> Option<String> {
        let (row, now) = self.found(&format!("{side}.xong"))?;
        let stopped = self.found(&format!("{side}.dinh_chi"));
        let stopped = stopped.map(|(row, now)| format!(" (trong đó đình chỉ {})", row.said(now)));
        Some(format!(
            "đã thi hành xong {}{}{}",
            row.said(now),
            stopped.unwrap_or_default(),
            self.change_after(row)
        ))
    }

    /// The rates with their verdicts.
    fn rates(&self) -> Option<String> {
        let rates: Vec<String> = [("viec", "việc"), ("tien", "tiền")]
            .iter()
            .filter_map(|(side, word)| {
                let code = format!("{side}.ty_le");
                let (row, now) = self.found(&code)?;
                let verdict = self.lead.verdicts.get(&code).cloned();
                let said: Vec<String> = [verdict, self.change(row)].into_iter().flatten().collect();
                let said = match said.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", said.join("; ")),
                };
                Some(format!("{} về {word}{said}", row.said(now)))
            })
            .collect();
        (!rates.is_empty()).then(|| format!("Đạt tỷ lệ thi hành xong {}.", listed(&rates)))
    }

    /// `Số việc và số tiền thi hành xong cao hơn so với cùng kỳ năm trước.`: changes without a number.
    fn directions(&self) -> Option<String> {
        let mut by_word: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let silent = self.sheet.rows.iter().filter(|row| row.now.is_none());
        for row in silent {
            let Some(direction) = row.direction.as_deref() else {
                continue;
            };
            let word = self
                .state
                .catalogue
                .labels
                .word("so-lieu.so_cung_ky", direction);
            by_word.entry(word).or_default().push(silent_name(row));
        }
        let sentences: Vec<String> = by_word
            .into_iter()
            .map(|(word, names)| {
                let names = gathered(names);
                let link = if word == "bằng" { "" } else { " so với" };
                format!("{} {word}{link} {}.", capital(&names), self.lead.than)
            })
            .collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }

    /// What goes on into the next period.
    fn carried(&self) -> Option<String> {
        const NAMES: [(&str, &str); 3] = [
            ("dang_thi_hanh", "số đang thi hành"),
            ("chuyen_ky_sau", "số chuyển kỳ sau"),
            (
                "so_theo_doi_rieng",
                "số đã chuyển sổ theo dõi riêng trong năm",
            ),
        ];
        let of = |code: &str, name: &str| {
            let one = |side: &str| {
                let (row, now) = self.found(&format!("{side}.{code}"))?;
                Some(format!("{}{}", is(row, now), self.change_after(row)))
            };
            match (one("viec"), one("tien")) {
                (Some(cases), Some(money)) => Some(format!("{name} {cases}; về tiền {money}")),
                (Some(cases), None) => Some(format!("{name} {cases}")),
                (None, Some(money)) => Some(format!("{name} về tiền {money}")),
                (None, None) => None,
            }
        };
        let told: Vec<String> = NAMES
            .iter()
            .filter_map(|(code, name)| Some(format!("{}.", capital(&of(code, name)?))))
            .collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    /// The figures beside việc and tiền, an item a field of work.
    fn others(&self) -> Vec<Block> {
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        for row in &self.sheet.rows {
            let side = row.code.split('.').next().unwrap_or_default();
            let told_above = matches!(side, "viec" | "tien") || row.code == "ban_an.da_nhan";
            let Some(now) = row.now.filter(|_| !told_above) else {
                continue;
            }; // "Thi hành án hành chính: thụ lý mới": the field says the first half already.
            let words = match row.name.split_once(": ") {
                Some((_, name)) => format!("{name} {}", row.said(now)),
                None => format!("{} {}", small(&row.name), is(row, now)),
            };
            let words = format!("{words}{}", self.change_after(row));
            match fields.last_mut().filter(|(field, _)| *field == row.field) {
                Some((_, told)) => told.push(words),
                None => fields.push((row.field.clone(), vec![words])),
            }
        }
        let item = |(field, told): (String, Vec<String>)| {
            Block::Item(format!("{field}: {}.", told.join("; ")).into())
        };
        fields.into_iter().map(item).collect()
    }

    /// `, tăng 1.200 việc (4,74%) so với năm 2021`, or nothing.
    fn change_after(&self, row: &Row) -> String {
        self.change(row)
            .map_or_else(String::new, |change| format!(", {change}"))
    }

    /// `tăng 1.200 việc (4,74%) so với năm 2021`.
    fn change(&self, row: &Row) -> Option<String> {
        let than = &self.lead.than;
        if row.difference == Some(0) {
            return Some(format!("bằng {than}"));
        }
        let exact = row.change_precision().is_exact();
        let change = match (row.told, row.difference) {
            (Some(told), _) => told,
            (None, Some(difference)) => Told {
                change: Some(difference),
                percent: row.percent.filter(|_| exact),
                precision: row.change_precision(),
            },
            (None, None) => return self.direction(row),
        };
        let verb = if change.fell() { "giảm" } else { "tăng" };
        let precision = change.precision;
        let amount = change.change.and_then(i64::checked_abs);
        let amount = amount.map(|value| row.said(Number { value, precision }));
        let percent = change
            .percent
            .map(|percent| format!("{}%", percent.abs().vn()));
        let words = match (amount, percent) {
            (Some(amount), Some(percent)) => format!("{amount} ({percent})"),
            (Some(amount), None) => amount,
            (None, Some(percent)) => precision.before(&percent),
            (None, None) => return None,
        };
        Some(format!("{verb} {words} so với {than}"))
    }

    /// `cao hơn so với cùng kỳ năm trước`, of a figure whose change has no number.
    fn direction(&self, row: &Row) -> Option<String> {
        row.now?;
        let direction = row.direction.as_deref()?;
        let word = self
            .state
            .catalogue
            .labels
            .word("so-lieu.so_cung_ky", direction);
        let link = if direction == "bang" { "" } else { " so với" };
        Some(format!("{word}{link} {}", self.lead.than))
    }
}

fn is(row: &Row, now: Number) -> String {
    match now.precision {
        Precision::Dung => format!("là {}", row.said(now)),
        _ => row.said(now),
    }
}

/// Parts with commas of their own are told apart by semicolons.
fn joined(parts: &[String]) -> String {
    let comma = parts.iter().any(|part| part.contains(", "));
    parts.join(if comma { "; " } else { ", " })
}

/// `total, trong đó: parts`, or what there is of it.
fn within(total: Option<String>, parts: &str) -> Option<String> {
    match (total, parts.is_empty()) {
        (Some(total), true) => Some(total),
        (Some(total), false) => Some(format!("{total}, trong đó: {parts}")),
        (None, false) => Some(parts.to_owned()),
        (None, true) => None,
    }
}

/// What a figure of which only a direction was told is called in a sentence.
fn silent_name(row: &Row) -> String {
    match row.code.as_str() {
        "viec.xong" => "số việc thi hành xong".to_owned(),
        "tien.xong" => "số tiền thi hành xong".to_owned(),
        _ => small(&row.name),
    }
}

/// `số việc và số tiền thi hành xong` for the two that are always told together.
fn gathered(names: Vec<String>) -> String {
    let pair = ["số việc thi hành xong", "số tiền thi hành xong"];
    if pair
        .iter()
        .all(|name| names.iter().any(|told| told == name))
    {
        let mut rest: Vec<String> = vec!["số việc và số tiền thi hành xong".to_owned()];
        rest.extend(
            names
                .into_iter()
                .filter(|name| !pair.contains(&name.as_str())),
        );
        return rest.join(", ");
    }
    listed(&names)
}
