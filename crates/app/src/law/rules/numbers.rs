//! The numbers of a condition one may write anew: those that stand in it, not those it takes from a parameter.

use thidua_domain::law::{Condition, Kind, Lawbook, Number, Portion, Span};

/// A number: its key, what it is called, how it stands.
pub(super) type Told = (&'static str, &'static str, String);

/// What a number is called.
pub(super) fn label(key: &str) -> &'static str {
    known(key).unwrap_or("Số")
}

/// What a number is called; `None` for a word that is the key of none.
pub(super) fn known(key: &str) -> Option<&'static str> {
    Some(match key {
        "n" | "at_least" => "Ít nhất bao nhiêu",
        "last" => "Trong bao nhiêu năm gần nhất",
        "years" => "Số năm liền",
        "months" => "Số tháng",
        "months_women" => "Số tháng đối với nữ",
        "share" => "Tỷ lệ",
        "gap_at_most" => "Hai lần cách nhau nhiều nhất (năm)",
        "ends_by" => "Lần cuối trước năm xét nhiều nhất (năm)",
        _ => return None,
    })
}

fn fixed(number: Number) -> Option<String> {
    match number {
        Number::Fixed(number) => Some(number.to_string()),
        Number::Of(_) => None,
    }
}

fn share(portion: Portion) -> Option<String> {
    match portion {
        Portion::Fixed(share) => Some(share.vn()),
        Portion::Of(_) => None,
    }
}

/// The numbers that stand in a condition.
pub(super) fn of(condition: &Condition) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut put = |key: &'static str, text: Option<String>| {
        if let Some(text) = text {
            found.push((key, label(key), text));
        }
    };
    let span = match &condition.kind {
        Kind::Award(leaf) => Some(leaf.span),
        Kind::NoAward(leaf) => Some(leaf.span),
        Kind::Rating(leaf) => Some(leaf.span),
        Kind::Initiative(leaf) => Some(leaf.span),
        _ => None,
    };
    if let Some(Span::Last(last)) = span {
        put("last", fixed(last));
    }
    match &condition.kind {
        Kind::AtLeast(number, _) => put("n", fixed(*number)),
        Kind::Award(leaf) => put("at_least", fixed(leaf.at_least)),
        Kind::Rating(leaf) => put("at_least", fixed(leaf.at_least)),
        Kind::Initiative(leaf) => put("at_least", fixed(leaf.at_least)),
        Kind::Run(leaf) => put("years", fixed(leaf.years)),
        Kind::Members(leaf) => {
            put("share", leaf.share.and_then(share));
            put("at_least", leaf.at_least.and_then(fixed));
        }
        Kind::Service { months, .. } => put("months", fixed(*months)),
        Kind::Position(leaf) => {
            put("months", fixed(leaf.months));
            put("months_women", leaf.months_women.and_then(fixed));
        }
        Kind::Quota {
            share: most,
            number,
        } => {
            put("share", most.and_then(share));
            put("n", number.and_then(fixed));
        }
        _ => {}
    }
    found
}

/// The numbers of a condition as a field shows them: `Ít nhất bao nhiêu: 2`, one a line.
pub(super) fn shown(book: &Lawbook, id: &str) -> String {
    let own = book.condition_named(id).map(of).unwrap_or_default();
    let lines: Vec<String> = own
        .into_iter()
        .map(|(_, label, text)| format!("{label}: {text}"))
        .collect();
    lines.join("\n")
}
