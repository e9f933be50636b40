//! Awards on paper: sentences by who decided, a table beside the year before, what is only proposed apart.

mod beside;
mod count;
mod groups;
mod table;
mod yearly;

pub(crate) use beside::beside;
pub(crate) use yearly::yearly;

use thidua_domain::text::number::two_digits;
use thidua_domain::time::PartialDate;
use thidua_files::paper::{Block, Level, Table};

use self::groups::{Group, groups};
use self::table::table;
use super::{AskAwards, AwardRow, Awards, awards, summary};
use crate::report::{Sources, capital, dated, listed, small};
use crate::state::View;
use crate::{AppError, State};

/// The awards of a work year, ready for a report; empty where there is none.
pub(crate) fn honours(
    view: &View,
    agency: &str,
    year: i16,
    sources: &mut Sources,
    caption: impl FnOnce() -> String,
) -> Result<Vec<Block>, AppError> {
    let ask = AskAwards {
        agency: agency.to_owned(),
        from: year,
        to: year,
        month: None,
        own: false,
    };
    honours_over(view, &ask, sources, caption)
}

/// The awards of work years beside those of as many years before, ready for a report; empty where there is none.
pub(crate) fn honours_over(
    view: &View,
    ask: &AskAwards,
    sources: &mut Sources,
    caption: impl FnOnce() -> String,
) -> Result<Vec<Block>, AppError> {
    let now = awards(view, ask)?;
    let before = awards(view, &before(ask))?;
    let state = view.state.as_ref();
    let told = groups(state, &now.rows);
    let mut blocks = sentences(state, &told);
    blocks.extend(
        table(state, &now, &before, sources).map(|grid| Block::Table(captioned(grid, caption()))),
    );
    blocks.extend(notes(state, &now).into_iter().map(Block::Note));
    Ok(blocks)
}

/// As many years before, to the same month.
fn before(ask: &AskAwards) -> AskAwards {
    let years = ask.to - ask.from + 1;
    AskAwards {
        from: ask.from - years,
        to: ask.from - 1,
        ..ask.clone()
    }
}

/// `năm 2022`, `giai đoạn 2015 – 2020`, `08 tháng năm 2021`, `năm 2020 và 08 tháng năm 2021`.
fn period(awards: &Awards) -> String {
    let (from, to) = (awards.from, awards.to);
    let last = match awards.month {
        12 => format!("năm {to}"),
        month => format!("{} tháng năm {to}", two_digits(month.into())),
    };
    match (to - from, awards.month) {
        (0, _) => last,
        (_, 12) => format!("giai đoạn {from} – {to}"),
        (1, _) => format!("năm {from} và {last}"),
        _ => format!("từ năm {from} đến {last}"),
    }
}

fn captioned(table: Table, caption: String) -> Table {
    Table {
        caption: Some(caption),
        ..table
    }
}

/// Parts by side and state, numbered where there is more than one.
fn sentences(state: &State, told: &[Group<'_>]) -> Vec<Block> {
    let given =
        |group: &&Group<'_>, inside: bool| group.status == "da_tang" && group.inside == inside;
    let of_status = |wanted: &'static str| -> Vec<&Group<'_>> {
        told.iter().filter(|group| group.status == wanted).collect()
    };
    let parts = [
        (
            "Đối với tập thể, cá nhân trong ngành",
            told.iter().filter(|group| given(group, true)).collect(),
        ),
        (
            "Đối với tập thể, cá nhân ngoài ngành",
            told.iter().filter(|group| given(group, false)).collect(),
        ),
        ("Được suy tôn, đề nghị khen thưởng", of_status("suy_ton")),
        ("Đang đề nghị khen thưởng", of_status("dang_de_nghi")),
        ("Đã hủy bỏ quyết định khen thưởng", of_status("thu_hoi")),
    ];
    let several = parts
        .iter()
        .filter(|(_, groups)| !groups.is_empty())
        .count()
        > 1;
    let mut blocks = Vec::new();
    let mut number = 0;
    for (title, groups) in parts {
        if groups.is_empty() {
            continue;
        }
        number += 1;
        match several {
            true => blocks.push(Block::Heading(Level::Clause, format!("{number}. {title}"))),
            false => blocks.push(Block::Paragraph(format!("{title}:").into())),
        }
        blocks.extend(by_authority(state, &groups));
    }
    blocks
}

fn pending(status: &str) -> bool {
    !matches!(status, "da_tang" | "thu_hoi")
}

/// An item an authority: `Bộ Tư pháp tặng … cho 03 tập thể và 13 cá nhân; công nhận …`.
fn by_authority(state: &State, groups: &[&Group<'_>]) -> Vec<Block> {
    let mut authorities: Vec<(&str, Vec<String>)> = Vec::new();
    for group in groups {
        let phrase = phrase(state, group);
        match authorities
            .last_mut()
            .filter(|(name, _)| *name == group.authority)
        {
            Some((_, phrases)) => phrases.push(phrase),
            None => authorities.push((&group.authority, vec![phrase])),
        }
    }
    let asked = groups.iter().all(|group| pending(&group.status));
    let item = |(authority, phrases): (&str, Vec<String>)| {
        let words = format!("{authority} {}", phrases.join("; "));
        let words = match asked {
            true => format!("Đề nghị {}", words.trim()),
            false => capital(words.trim()),
        };
        Block::Item(format!("{words}.").into())
    };
    authorities.into_iter().map(item).collect()
}

/// `tặng Giấy khen cho 14 tập thể và 141 cá nhân`; without an authority `được tặng …: 01 tập thể`.
fn phrase(state: &State, group: &Group<'_>) -> String {
    let words = words(state, group);
    let title = group.is_title;
    let award = format!("{}{}", group.award, occasions(state, group));
    let outside = if group.inside { "" } else { " ngoài ngành" };
    let verb = match (title, group.authority.is_empty()) {
        (true, false) => "công nhận danh hiệu",
        (true, true) => "được công nhận danh hiệu",
        (false, false) => "tặng",
        (false, true) => "được tặng",
    };
    let named = named(group);
    if pending(&group.status) {
        return format!(
            "{} {award} cho {words}{outside}{named}",
            verb.trim_start_matches("được ")
        );
    }
    match group.authority.is_empty() {
        true => format!("{verb} {award}: {words}{outside}{named}"),
        false => format!("{verb} {award} cho {words}{outside}{named}"),
    }
}

/// The counts of a group in words, as answers tell them.
fn words(state: &State, group: &Group<'_>) -> String {
    told_of(state, group.rows.iter().map(|row| (*row).clone()).collect())
}

fn told_of(state: &State, rows: Vec<AwardRow>) -> String {
    let alone = Awards {
        rows,
        ..Awards::default()
    };
    let told = summary(state, &alone);
    let lines = [told.given, told.pending, told.revoked].concat();
    listed(&lines.into_iter().map(|line| line.words).collect::<Vec<_>>())
}

/// What was rewarded, where all of it is the same: ` (công trạng, đột xuất)`.
fn occasions(state: &State, group: &Group<'_>) -> String {
    let mut all = group.rows.iter().map(|row| row.occasion.as_deref());
    let first = all.next().flatten();
    match first.filter(|first| all.all(|other| other == Some(first))) {
        None => String::new(),
        Some(codes) => {
            let word = |code| {
                small(
                    state
                        .catalogue
                        .labels
                        .word("khen-thuong.loai_thanh_tich", code),
                )
            };
            let words: Vec<String> = codes.split(';').map(word).collect();
            format!(" (thành tích {})", listed(&words))
        }
    }
}

/// The names, or the positions, where they are few and all known.
fn named(group: &Group<'_>) -> String {
    const FEW: usize = 3;
    let mut names: Vec<String> = Vec::new();
    for name in group.rows.iter().flat_map(|row| &row.subject_names) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let counted = group
        .rows
        .iter()
        .map(|row| row.recipients)
        .sum::<Option<i64>>();
    let all = counted.and_then(|count| usize::try_from(count).ok()) == Some(names.len());
    if all && (1..=FEW).contains(&names.len()) {
        return format!(" ({})", listed(&names));
    }
    let positions: Vec<String> = group
        .rows
        .iter()
        .filter_map(|row| row.position.clone())
        .collect();
    if positions.is_empty() || positions.len() > FEW {
        return String::new();
    }
    format!(" ({})", listed(&positions))
}

/// `Bằng khen … cho 19 tập thể và 49 cá nhân`, with its state where it is not given.
fn left_out(state: &State, group: &Group<'_>) -> String {
    let status = match group.status.as_str() {
        "da_tang" => String::new(),
        status => {
            let word = state
                .catalogue
                .labels
                .word("khen-thuong.trang_thai", status);
            format!(" ({})", small(word))
        }
    };
    format!("{} cho {}{status}", group.award, words(state, group))
}

/// What was not counted, and until when the sources tell.
fn notes(state: &State, now: &Awards) -> Vec<String> {
    let asked = period(now);
    let mut notes = Vec::new();
    let mut spans: Vec<Option<&str>> = now.left_out.iter().map(|row| row.year.as_deref()).collect();
    spans.sort_unstable();
    spans.dedup();
    for span in spans {
        let rows: Vec<AwardRow> = now
            .left_out
            .iter()
            .filter(|row| row.year.as_deref() == span)
            .cloned()
            .collect();
        let told: Vec<String> = groups(state, &rows)
            .iter()
            .map(|group| left_out(state, group))
            .collect();
        let why = match span {
            Some(span) => format!(
                "Khen thưởng được ghi chung cho giai đoạn {}, không tách được riêng {asked}",
                span.replace('-', " – ")
            ),
            None => "Khen thưởng mà nguồn không nêu năm thành tích".to_owned(),
        };
        notes.push(format!("{why} nên không tính ở trên: {}.", told.join("; ")));
    }
    let newest = now
        .as_of
        .as_deref()
        .and_then(|date| PartialDate::parse(date).ok());
    if let Some(date) = newest.filter(|_| !now.rows.is_empty()) {
        notes.push(format!(
            "Số liệu khen thưởng theo nguồn mới nhất ngày {}.",
            dated(date)
        ));
    }
    notes
}
