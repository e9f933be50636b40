//! What was done, given and held up as an example, in sentences.

use thidua_domain::text::number::two_digits;
use thidua_domain::time::{PartialDate, YearSpan};
use thidua_files::paper::Block;

use super::desk::Desk;
use super::rows::asked;
use crate::AppError;
use crate::activity::ActivityRow;
use crate::contribution::{ContributionRow, contributions};
use crate::event::{AskEvents, EventRow, Of, events};
use crate::exemplar::{ExemplarRow, exemplars};
use crate::register::{AskAwards, paper::honours_over};
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
            if text.is_empty() || !self.says(&text) {
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
            marks.push(format!("{precision}{} {unit}", two_digits(count)));
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

    /// Contributions, own first, each as it is told; names of people helped never leave their office.
    pub(super) fn contributed(&mut self) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        let found = asked(
            self.ask,
            |years| contributions(view, years),
            |found| (found.rows, found.left_out),
            |one, other| one.key == other.key,
        )?;
        self.undated += found.undated;
        let mut blocks = Vec::new();
        for (origin, lead) in [
            (
                Some("tu_dong_gop"),
                "Đóng góp của công chức, người lao động:",
            ),
            (Some("van_dong"), "Vận động ủng hộ, đóng góp:"),
            (None, "Đóng góp khác:"),
        ] {
            let here = |row: &&ContributionRow| match origin {
                Some(code) => row.source.as_deref() == Some(code),
                None => !matches!(row.source.as_deref(), Some("tu_dong_gop" | "van_dong")),
            };
            let items: Vec<Block> = found
                .rows
                .iter()
                .filter(here)
                .map(|row| Block::Item(self.contribution(row).into()))
                .collect();
            if !items.is_empty() {
                blocks.push(Block::Paragraph(lead.into()));
                blocks.extend(items);
            }
        }
        if !found.left_out.is_empty() {
            let count = two_digits(i64::try_from(found.left_out.len()).unwrap_or(i64::MAX));
            blocks.push(Block::Note(format!(
                "Có {count} khoản không tính ở trên vì nguồn ghi chung cho thời gian khác hoặc ghi lại khoản đã tính."
            )));
        }
        if !blocks.is_empty() {
            blocks.insert(0, self.clause("Đóng góp, hoạt động an sinh xã hội"));
        }
        Ok(blocks)
    }

    fn contribution(&self, row: &ContributionRow) -> String {
        let items: Vec<String> = row
            .item
            .iter()
            .flat_map(|items| items.split(';'))
            .map(str::to_owned)
            .collect();
        let told = row.in_words.clone();
        let named = told
            .as_ref()
            .is_some_and(|words| items.iter().all(|item| words.contains(item.as_str())));
        let mut words = match told {
            Some(words) if row.each => format!("mỗi người {words}"),
            Some(words) => words,
            None => "tham gia ủng hộ, giúp đỡ (nguồn không nêu mức)".to_owned(),
        };
        if !items.is_empty() && !named {
            words.push_str(&format!(" cho {}", listed(&items)));
        }
        let mut more = Vec::new();
        more.extend(
            row.beneficiaries
                .as_ref()
                .map(|whom| format!("đối tượng: {whom}")),
        );
        more.extend(
            row.receiver
                .as_ref()
                .map(|whom| format!("nơi tiếp nhận: {whom}")),
        );
        if !row.partners.is_empty() {
            more.push(format!("phối hợp với {}", listed(&row.partners)));
        }
        more.extend(
            row.drive_by_name
                .as_ref()
                .map(|name| format!("do {name} phát động")),
        );
        more.extend(
            row.participants
                .map(|people| format!("{} người tham gia", two_digits(people))),
        );
        if row.agency != self.ask.agency {
            more.push(row.agency_name.clone());
        }
        if !more.is_empty() {
            words.push_str(&format!("; {}", more.join("; ")));
        }
        format!("{}.", capital(&words).trim_end_matches('.'))
    }

    /// Exemplars by how far they came and at which level; the named ones with their reasons.
    pub(super) fn exemplars(&mut self) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        let found = asked(
            self.ask,
            |years| exemplars(view, years),
            |found| (found.rows, found.left_out),
            |one, other| {
                one.code == other.code && one.subject == other.subject && one.agency == other.agency
            },
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
            blocks.push(Block::Item(words.into()));
            let reasons = rows.iter().filter_map(|row| row.why.as_ref());
            let mut told: Vec<&String> = Vec::new();
            for why in reasons {
                if !told.contains(&why) {
                    told.push(why);
                }
            }
            for why in told {
                let words = format!("Lý do: {}.", why.trim_end_matches('.'));
                blocks.push(Block::Paragraph(words.into()));
            }
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
        let verb = match status {
            Some("phat_hien") => "Phát hiện",
            Some("xay_dung") => "Chọn, xây dựng điển hình",
            Some("cong_nhan") => "Công nhận điển hình tiên tiến",
            Some("nhan_rong") => "Biểu dương, nhân rộng điển hình",
            _ => "Điển hình",
        };
        let counted: Vec<String> = [
            (Some("tap_the"), "tập thể"),
            (Some("ca_nhan"), "cá nhân"),
            (None, "điển hình"),
        ]
        .into_iter()
        .filter_map(|(kind, word)| count(rows, kind).map(|count| format!("{count} {word}")))
        .collect();
        let level = level.map(|code| {
            format!(
                " cấp {}",
                small(state.catalogue.labels.word("dien-hinh.cap", code))
            )
        });
        let names: Vec<String> = rows
            .iter()
            .filter_map(|row| row.subject_name.clone())
            .collect();
        let names = match names.is_empty() {
            true => String::new(),
            false => format!(": {}", listed(&names)),
        };
        format!(
            "{verb}{}: {}{names}.",
            level.unwrap_or_default(),
            listed(&counted)
        )
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
            |one, other| {
                (&one.agency, &one.year, &one.by, one.month)
                    == (&other.agency, &other.year, &other.by, other.month)
            },
        )?;
        self.undated += found.undated;
        Ok(found
            .rows
            .iter()
            .map(|row| Block::Item(self.rank(row).into()))
            .collect())
    }

    fn rank(&self, row: &StandingRow) -> String {
        let state = self.state();
        let by = row.ranked_by_name.as_ref().map(|name| format!("{name} "));
        let class = row
            .class
            .as_deref()
            .map(|code| small(state.catalogue.labels.word("xep-hang.hang", code)));
        let place = row.place.map(|place| match row.total {
            Some(total) => format!("thứ {}/{}", two_digits(place), two_digits(total)),
            None => format!("thứ {}", two_digits(place)),
        });
        let among = row.among_name.as_ref().map(|name| format!(" trong {name}"));
        let what: Vec<String> = [class.map(|class| format!("hạng {class}")), place]
            .into_iter()
            .flatten()
            .collect();
        let about = row
            .by_name
            .as_ref()
            .map(|name| format!(" theo {}", small(name)));
        let year = row.year.as_deref().map(years).unwrap_or_default();
        let months = row
            .month
            .filter(|month| *month < 12)
            .map(|month| format!("{} tháng ", two_digits(month.into())));
        let words = format!(
            "{}xếp {} cho {}{}{}{}{year}.",
            by.unwrap_or_default(),
            listed(&what),
            row.agency_name,
            among.unwrap_or_default(),
            about.unwrap_or_default(),
            months.map_or_else(|| " ".to_owned(), |months| format!(" {months}")),
        );
        capital(&words.replace(" .", "."))
    }

    /// Awards of the whole time.
    pub(super) fn awards(&mut self) -> Result<Vec<Block>, AppError> {
        let ask = AskAwards {
            agency: self.ask.agency.clone(),
            from: self.ask.from,
            to: self.ask.to,
            month: self.ask.months(),
            own: false,
        };
        let caption = self.caption(&format!("Tổng hợp khen thưởng {}", self.ask.period()));
        let blocks = honours_over(self.view, &ask, &mut self.sources, || caption)?;
        self.uncaption(&blocks);
        Ok(blocks)
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

fn event(row: &EventRow) -> String {
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
fn years(text: &str) -> String {
    YearSpan::parse(text).map_or_else(|_| String::new(), YearSpan::label)
}
