//! `load`: bundles in, and what came of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use thidua_app::App;
use thidua_app::access::Caller;
use thidua_app::bundle::{self, Bundle, FIGURES, Loaded, Options, RECORD_SHEETS};
use thidua_domain::bundle::{Fault, Severity};

use crate::args::LoadArgs;
use crate::out::{Out, tell};
use crate::refusal::Refusal;

/// Reads every bundle named, before anything is opened: where one cannot be read nothing is stored.
pub(crate) fn gather(args: &LoadArgs) -> Result<Vec<Bundle>, Refusal> {
    let read = args.paths.iter().map(|path| bundle::from_path(path));
    Ok(read.collect::<Result<_, _>>()?)
}

/// Loads bundles; each is stored as a whole or not at all.
pub(crate) async fn run(
    app: &App,
    out: Out,
    args: &LoadArgs,
    bundles: &[Bundle],
) -> Result<(), Refusal> {
    let caller = Caller::console();
    let options = Options {
        dry_run: args.dry_run,
        revise: args.revise.clone(),
        channel: caller.channel.to_owned(),
        ..Options::default()
    };
    let mut loaded = Vec::with_capacity(bundles.len());
    for bundle in bundles {
        bundle
            .notes
            .iter()
            .for_each(|note| tell(&format!("{}: {note}", bundle.name)));
        loaded.push(bundle::load(app, &caller.actor, bundle, &options).await?);
    }
    let text = || {
        loaded
            .iter()
            .map(|one| report(one, args.dry_run))
            .collect::<Vec<_>>()
            .join("\n")
    };
    match loaded.as_slice() {
        [one] => out.answer(one, text)?,
        several => out.answer(several, text)?,
    }
    if loaded.iter().any(Loaded::refused) {
        return Err(Refusal::Answered);
    }
    Ok(())
}

/// One bundle's report for people.
pub(crate) fn report(loaded: &Loaded, trial: bool) -> String {
    let mut text = format!(
        "Bộ số liệu «{}»: {}\n",
        loaded.bundle,
        outcome(loaded, trial)
    );
    if loaded.revised > 0 {
        let _ = writeln!(text, "  Sửa đổi nội dung đã lưu: {}.", loaded.revised);
    }
    for severity in [Severity::Error, Severity::Warning] {
        let faults: Vec<&Fault> = loaded
            .faults
            .iter()
            .filter(|fault| fault.severity == severity)
            .collect();
        if faults.is_empty() {
            continue;
        }
        let heading = match severity {
            Severity::Error => "Lỗi, phải sửa",
            Severity::Warning => "Cảnh báo, cần xem lại",
        };
        let _ = writeln!(text, "\n  {heading} ({}):", faults.len());
        for same in alike(faults) {
            tell_alike(&mut text, &same);
        }
    }
    text
}

fn outcome(loaded: &Loaded, trial: bool) -> String {
    if loaded.refused() {
        return "bị từ chối, chưa lưu gì.".to_owned();
    }
    if loaded.stored.is_empty() {
        return "không có gì mới, dữ liệu đã có đủ.".to_owned();
    }
    let counts = counts(&loaded.stored);
    if trial {
        format!("thử, chưa lưu gì; nếu nạp sẽ lưu {counts}.")
    } else {
        format!("đã lưu {counts}.")
    }
}

/// Rows by sheet, in the sheets' order, by the name users know.
fn counts(stored: &BTreeMap<String, usize>) -> String {
    let sheets = RECORD_SHEETS.iter().copied().chain([FIGURES]);
    let known = sheets.filter_map(|sheet| Some((sheet.title, stored.get(sheet.name)?)));
    known
        .map(|(title, count)| format!("{title} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Faults with one reason and one cure, together: a slip repeated in a thousand rows is one slip.
fn alike(faults: Vec<&Fault>) -> Vec<Vec<&Fault>> {
    let mut groups: Vec<Vec<&Fault>> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fault in faults {
        let at = *known
            .entry((&fault.reason, &fault.cure))
            .or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
        if let Some(group) = groups.get_mut(at) {
            group.push(fault);
        }
    }
    groups
}

fn tell_alike(text: &mut String, faults: &[&Fault]) {
    let mut cells: Vec<(&Fault, Vec<u32>)> = Vec::new();
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for fault in faults {
        let cell = (&*fault.sheet, &*fault.column, &*fault.value);
        let at = *known.entry(cell).or_insert_with(|| {
            cells.push((fault, Vec::new()));
            cells.len() - 1
        });
        if let Some((_, rows)) = cells.get_mut(at) {
            rows.push(fault.row);
        }
    }
    for (fault, rows) in &cells {
        let _ = writeln!(text, "  - {}", place(fault, rows));
    }
    if let Some(fault) = faults.first() {
        let _ = writeln!(text, "      {}", fault.reason);
        if !fault.cure.is_empty() {
            let _ = writeln!(text, "      Cách xử lý: {}", fault.cure);
        }
    }
}

fn place(fault: &Fault, rows: &[u32]) -> String {
    let mut place = format!("Trang «{}»", fault.sheet);
    if fault.row > 0 {
        let _ = write!(place, ", dòng {}", stretches(rows));
    }
    if !fault.column.is_empty() {
        let _ = write!(place, ", cột «{}»", fault.column);
    }
    if !fault.value.is_empty() && fault.value != fault.sheet && fault.value != fault.column {
        let _ = write!(place, ", giá trị «{}»", fault.value.replace('\n', " / "));
    }
    place
}

/// `2–14, 20`.
fn stretches(rows: &[u32]) -> String {
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some((_, last)) if *row == last.saturating_add(1) || row == last => *last = *row,
            _ => stretches.push((*row, *row)),
        }
    }
    let shown = stretches.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_one_after_another_are_a_stretch() {
        assert_eq!(stretches(&[2, 3, 4, 9, 11, 12]), "2–4, 9, 11–12");
        assert_eq!(stretches(&[7]), "7");
    }
}
