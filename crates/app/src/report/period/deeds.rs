//! What was done, given and held up as an example, in sentences.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::{PartialDate, YearSpan};
use thidua_files::paper::Block;

use super::desk::Desk;
use super::rows::asked;
use crate::AppError;
use crate::activity::ActivityRow;
use crate::event::{AskEvents, EventRow, Of, events};
use crate::exemplar::{ExemplarRow, exemplars};
use crate::report::{capital, dated, listed, small};
use crate::standing::{StandingRow, standings};

impl Desk<'_> {
    /// Activities of some kinds; none named: of those no other part of the outline names.
    pub(super) fn done(&mut self, kinds: &[String]) -> Vec<Block> {
        let named: Vec<&str> = self.outline.named_kinds().collect();
        let wanted = |row: &&ActivityRow| {
            let kind = row.kind.as_deref().unwrap_or("khac");
            match kinds.is_empty() {
                true => !named.contains(&kind),
                false => kinds.iter().any(|wanted| wanted == kind),
            }
        };
        let rows: Vec<ActivityRow> = self.activities.iter().filter(wanted).cloned().collect();
        let mut blocks = Vec::new();
        for row in rows {
            let text = row.text.clone().unwrap_or_default();
            if text.is_empty() || self.said_within(&text) || !self.says(&text) {
                continue;
            }
            let words = self.activity(&row, &text);
            blocks.push(Block::Item(words.into()));
        }
        if !blocks.is_empty() && kinds.is_empty() {
            blocks.insert(0, self.clause("Các hoạt động"));
        }
        blocks
    }

    fn activity(&self, row: &ActivityRow, text: &str) -> String {
        let state = self.state();
        let mut marks = Vec::new();
        if let (Some(count), Some(unit)) = (row.count, row.unit.as_deref()) {
            let unit = small(state.catalogue.labels.word("don_vi_tinh", unit));
            let precision = match row.qualifier {
                "dung" => String::new(),
                code => format!(
                    "{} ",
                    small(state.catalogue.labels.word("muc_chinh_xac", code))
                ),
            };
            let told = two_digits(count);
            let numbers = text.split(|letter: char| !letter.is_ascii_digit());
            if !numbers.into_iter().any(|number| number == told) {
                marks.push(format!("{precision}{told} {unit}"));
            }
        }
        let day = row
            .date
            .as_deref()
            .and_then(|day| PartialDate::parse(day).ok());
        marks.extend(day.map(|day| format!("ngày {}", dated(day))));
        let new = |words: &str| !text.to_lowercase().contains(&words.to_lowercase());
        marks.extend(
            row.audience
                .as_ref()
                .filter(|words| new(words))
                .map(|words| format!("đối tượng: {words}")),
        );
        let partners: Vec<String> = row
            .partners
            .iter()
            .filter(|name| new(name))
            .cloned()
            .collect();
        if !partners.is_empty() {
            marks.push(format!("phối hợp với {}", listed(&partners)));
        }
        let below = row.agency != self.ask.agency;
        let whose = match below {
            true => format!("{}: ", row.agency_name),
            false => String::new(),
        };
        match marks.is_empty() {
            true => format!("{whose}{text}"),
            false => format!(
                "{whose}{} ({}).",
                text.trim_end_matches(['.', ' ']),
                marks.join("; ")
            ),
        }
    }

    /// Exemplars by how far they came and at which level; the named ones with their reasons.
    pub(super) fn exemplars(&mut self) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        let found = asked(
            self.ask,
            |years| exemplars(view, years),
            |found| (found.rows, found.left_out),
            |one| (one.code.clone(), one.subject.clone(), one.agency.clone()),
        )?;
        self.undated += found.undated;
        let mut blocks = Vec::new();
        let mut groups: Vec<(Option<String>, Option<String>, Vec<&ExemplarRow>)> = Vec::new();
        for row in &found.rows {
            let same = groups
                .iter_mut()
                .find(|(status, level, _)| *status == row.status && *level == row.level);
            match same {
                Some((_, _, rows)) => rows.push(row),
                None => groups.push((row.status.clone(), row.level.clone(), vec![row])),
            }
        }
        for (status, level, rows) in groups {
            let words = self.exemplar_group(status.as_deref(), level.as_deref(), &rows);
            let mut told: Vec<&str> = Vec::new();
            for why in rows.iter().filter_map(|row| row.why.as_deref()) {
                if !told.contains(&why) {
                    told.push(why);
                }
            }
            let why = told.into_iter().map(|why| why.trim_end_matches('.'));
            let why = why.collect::<Vec<_>>().join("; ");
            let words = match why.is_empty() {
                true => words,
                false => format!("{words} Lý do: {why}."),
            };
            blocks.push(Block::Item(words.into()));
        }
        Ok(blocks)
    }

    fn exemplar_group(
        &self,
        status: Option<&str>,
        level: Option<&str>,
        rows: &[&ExemplarRow],
    ) -> String {
        let state = self.state();
        let level = level.map(|code| {
            format!(
                " cấp {}",
                small(state.catalogue.labels.word("dien-hinh.cap", code))
            )
        });
        let level = level.unwrap_or_default();
        let counted = counted(rows);
        // "nhiều điển hình" says already what they are.
        let what = match counted.contains("điển hình") {
            true => "",
            false => " điển hình",
        };
        let words = match status {
            Some("phat_hien") => format!("Phát hiện {counted}{what}{level}"),
            Some("xay_dung") => format!("Chọn, xây dựng {counted}{what}{level}"),
            Some("cong_nhan") => format!("Công nhận {counted} là điển hình tiên tiến{level}"),
            Some("nhan_rong") => format!("Biểu dương, nhân rộng {counted}{what}{level}"),
            _ => format!("{}{what}{level}", capital(&counted)),
        };
        let names: Vec<String> = rows
            .iter()
            .filter_map(|row| row.subject_name.clone())
            .collect();
        let names = match names.is_empty() {
            true => String::new(),
            false => format!(": {}", listed(&names)),
        };
        format!("{words}{names}.")
    }

    /// Conferences and other events with what was on.
    pub(super) fn events(&mut self) -> Result<Vec<Block>, AppError> {
        let (from, to) = self.days();
        let ask = AskEvents {
            of: Of::Agency(self.ask.agency.clone()),
            from,
            to,
        };
        let found = events(self.view, &ask)?;
        let mut blocks = Vec::new();
        for row in &found.rows {
            let words = event(row);
            if self.says(&words) {
                blocks.push(Block::Item(words.into()));
            }
        }
        Ok(blocks)
    }

    /// Ranks others gave.
    pub(super) fn ranks(&mut self) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        let found = asked(
            self.ask,
            |years| standings(view, years),
            |found| (found.rows, found.left_out),
            |one| {
                (
                    one.agency.clone(),
                    one.year.clone(),
                    one.by.clone(),
                    one.month,
                )
            },
        )?;
        self.undated += found.undated;
        let mut groups: Vec<(&StandingRow, Vec<String>)> = Vec::new();
        for row in &found.rows {
            let same = groups.iter_mut().find(|(first, _)| {
                (&first.agency, &first.year, first.month, &first.ranked_by)
                    == (&row.agency, &row.year, row.month, &row.ranked_by)
                    && (&first.class, first.place, first.total, &first.among)
                        == (&row.class, row.place, row.total, &row.among)
            });
            let by = row.by_name.iter().map(|name| small(name));
            match same {
                Some((_, names)) => names.extend(by),
                None => groups.push((row, by.collect())),
            }
        }
        let told = groups.iter().map(|(row, by)| self.rank(row, by));
        Ok(told.map(|words| Block::Item(words.into())).collect())
    }

    /// `Bộ Tư pháp xếp hạng xuất sắc cho … năm 2022.`; without who ranked `… đạt mức khá theo …`.
    fn rank(&self, row: &StandingRow, by: &[String]) -> String {
        let state = self.state();
        let class = row
            .class
            .as_deref()
            .map(|code| small(state.catalogue.labels.word("xep-hang.hang", code)));
        let place = row.place.map(|place| match row.total {
            Some(total) => format!("thứ {}/{}", two_digits(place), two_digits(total)),
            None => format!("thứ {}", two_digits(place)),
        });
        let about = match by.is_empty() {
            true => String::new(),
            false => format!(" theo {}", listed(by)),
        };
        let among = row.among_name.as_ref().map(|name| format!(" trong {name}"));
        let among = among.unwrap_or_default();
        let months = row
            .month
            .filter(|month| *month < 12)
            .map(|month| format!(" {} tháng", two_digits(month.into())));
        let time = format!(
            "{}{}",
            months.unwrap_or_default(),
            row.year.as_deref().map(years).unwrap_or_default()
        );
        let name = &row.agency_name;
        let words = match &row.ranked_by_name {
            Some(ranker) => {
                let class = class.map(|class| format!("hạng {class}"));
                let what: Vec<String> = [class, place].into_iter().flatten().collect();
                format!(
                    "{ranker} xếp {} cho {name}{among}{about}{time}.",
                    listed(&what)
                )
            }
            None => {
                let class = class.map(|class| format!("đạt mức {class}"));
                let place = place.map(|place| format!("xếp {place}"));
                let what: Vec<String> = [class, place].into_iter().flatten().collect();
                format!("{name} {}{among}{about}{time}.", listed(&what))
            }
        };
        capital(&words)
    }
}

/// `02 tập thể và 05 cá nhân`, `nhiều tập thể, cá nhân`.
fn counted(rows: &[&ExemplarRow]) -> String {
    let found: Vec<(String, &str)> = [
        (Some("tap_the"), "tập thể"),
        (Some("ca_nhan"), "cá nhân"),
        (None, "điển hình"),
    ]
    .into_iter()
    .filter_map(|(kind, word)| count(rows, kind).map(|count| (count, word)))
    .collect();
    let words: Vec<&str> = found.iter().map(|(_, word)| *word).collect();
    match found.iter().all(|(count, _)| count == "nhiều") {
        true => format!("nhiều {}", words.join(", ")),
        false => {
            let told = found.iter().map(|(count, word)| format!("{count} {word}"));
            listed(&told.collect::<Vec<_>>())
        }
    }
}

/// How many of a kind: `02`, `nhiều`; named ones count one each.
fn count(rows: &[&ExemplarRow], kind: Option<&str>) -> Option<String> {
    let of_kind: Vec<&&ExemplarRow> = rows
        .iter()
        .filter(|row| row.kind.as_deref() == kind)
        .collect();
    if of_kind.is_empty() {
        return None;
    }
    let many = of_kind
        .iter()
        .any(|row| row.count.is_none() && row.subject.is_none());
    let told: i64 = of_kind
        .iter()
        .map(|row| {
            row.count
                .unwrap_or_else(|| i64::from(row.subject.is_some()))
        })
        .sum();
    match (many, told) {
        (true, 0) => Some("nhiều".to_owned()),
        (true, told) => Some(format!("{} và nhiều", two_digits(told))),
        (false, told) => Some(two_digits(told)),
    }
}

pub(crate) fn event(row: &EventRow) -> String {
    let name = row.name.clone().unwrap_or_default();
    let day = |text: &Option<String>| {
        text.as_deref()
            .and_then(|day| PartialDate::parse(day).ok())
            .map(dated)
    };
    let mut words = name;
    words.push_str(&day(&row.from).map_or_else(String::new, |day| format!(", ngày {day}")));
    words.push_str(
        &row.place
            .as_ref()
            .map_or_else(String::new, |place| format!(", tại {place}")),
    );
    if !row.lines.is_empty() {
        words.push_str(&format!(": {}", row.lines.join("; ")));
    }
    format!("{}.", words.trim_end_matches('.'))
}

/// ` năm 2022`, ` giai đoạn 2015 – 2020`.
pub(super) fn years(text: &str) -> String {
    YearSpan::parse(text).map_or_else(|_| String::new(), |years| format!(" {}", years.label()))
}
