//! Contributions in sentences: own, mobilised, others; measures are never mixed, names of people helped never leave
//! their office.

use thidua_domain::text::number::two_digits;
use thidua_files::paper::Block;

use super::desk::Desk;
use super::rows::asked;
use crate::AppError;
use crate::contribution::{ContributionRow, contributions};
use crate::report::{capital, listed};

/// Where contributions come from, and the line above them.
const ORIGINS: [(Option<&str>, &str); 3] = [
    (
        Some("tu_dong_gop"),
        "Đóng góp của công chức, người lao động",
    ),
    (
        Some("van_dong"),
        "Vận động các tổ chức, cá nhân, nhà hảo tâm ủng hộ, đóng góp",
    ),
    (None, "Đóng góp khác"),
];

impl Desk<'_> {
    /// Contributions, own first, each as it is told.
    pub(super) fn contributed(&mut self) -> Result<Vec<Block>, AppError> {
        let view = self.view;
        let found = asked(
            self.ask,
            |years| contributions(view, years),
            |found| (found.rows, found.left_out),
            |one| one.key.clone(),
        )?;
        self.undated += found.undated;
        let mut blocks = Vec::new();
        for (origin, lead) in ORIGINS {
            let rows: Vec<&ContributionRow> = found
                .rows
                .iter()
                .filter(|row| of_origin(row, origin))
                .collect();
            blocks.extend(self.of_one_origin(&rows, lead));
        }
        let silent = found.rows.iter().filter(|row| row.in_words.is_none());
        blocks.extend(counted(silent.count(), "khoản nguồn không nêu mức."));
        blocks.extend(counted(
            found.left_out.len(),
            "khoản không tính ở trên vì nguồn ghi chung cho thời gian khác hoặc ghi lại khoản đã tính.",
        ));
        if !blocks.is_empty() {
            blocks.insert(0, self.clause("Đóng góp, hoạt động an sinh xã hội"));
        }
        Ok(blocks)
    }

    /// An item each under its line; partners all of them share are named once.
    fn of_one_origin(&self, rows: &[&ContributionRow], lead: &str) -> Vec<Block> {
        let Some(first) = rows.first() else {
            return Vec::new();
        };
        let shared = rows.len() > 1
            && !first.partners.is_empty()
            && rows.iter().all(|row| row.partners == first.partners);
        let lead = match shared {
            true => format!("{lead} (phối hợp với {}):", listed(&first.partners)),
            false => format!("{lead}:"),
        };
        let items = rows.iter().map(|row| self.contribution(row, shared));
        std::iter::once(Block::Paragraph(lead.into()))
            .chain(items.map(|words| Block::Item(words.into())))
            .collect()
    }

    fn contribution(&self, row: &ContributionRow, shared: bool) -> String {
        let mut more = Vec::new();
        more.extend(
            row.receiver
                .as_ref()
                .map(|whom| format!("nơi tiếp nhận: {whom}")),
        );
        if !row.partners.is_empty() && !shared {
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
        let mut words = given(row);
        if !more.is_empty() {
            words.push_str(&format!("; {}", more.join("; ")));
        }
        format!("{}.", capital(&words).trim_end_matches('.'))
    }
}

fn of_origin(row: &ContributionRow, origin: Option<&str>) -> bool {
    match origin {
        Some(code) => row.source.as_deref() == Some(code),
        None => !matches!(row.source.as_deref(), Some("tu_dong_gop" | "van_dong")),
    }
}

/// What was given, for what, to whom: `hơn 50.000.000 đồng cho làm đường; hỗ trợ các xã …`.
fn given(row: &ContributionRow) -> String {
    let items: Vec<String> = row
        .item
        .iter()
        .flat_map(|items| items.split(';'))
        .map(str::to_owned)
        .collect();
    let whom = row.beneficiaries.as_deref();
    let Some(amount) = &row.in_words else {
        return match (items.is_empty(), whom) {
            (true, Some(whom)) => format!("ủng hộ, giúp đỡ {whom}"),
            (false, Some(whom)) => format!("đóng góp {}; giúp đỡ {whom}", listed(&items)),
            (false, None) => format!("đóng góp {}", listed(&items)),
            (true, None) => "tham gia ủng hộ, giúp đỡ".to_owned(),
        };
    };
    let each = if row.each { "mỗi người " } else { "" };
    let named = items.iter().all(|item| amount.contains(item.as_str()));
    let mut words = format!("{each}{amount}");
    if !named {
        words.push_str(&format!(" cho {}", listed(&items)));
    }
    match whom {
        Some(whom) if items.is_empty() => format!("{words} hỗ trợ {whom}"),
        Some(whom) => format!("{words}; hỗ trợ {whom}"),
        None => words,
    }
}

/// `Có 03 khoản …`; nothing of none.
fn counted(many: usize, words: &str) -> Option<Block> {
    let many = i64::try_from(many).ok().filter(|many| *many > 0)?;
    Some(Block::Note(format!("Có {} {words}", two_digits(many))))
}
