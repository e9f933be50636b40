//! How a column is asked on a form: by which input, with which choices, showing what.

use serde::Serialize;
use thidua_domain::amount::Decimal;
use thidua_domain::bundle::{Column, Kind as Means, Values, shares};
use thidua_domain::initiative;
use thidua_domain::law::ANSWERS;
use thidua_domain::register::revocation::{CAUSE, REVIEWS, REVOCATIONS, ROW};
use thidua_domain::time::PartialDate;

use super::names::Names;
use super::roles;
use crate::View;
use crate::bundle::{Refers, refers};

/// Agencies a list of choices holds at most; of more, names are typed and suggested.
const CHOICES: usize = 60;

/// The input of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Input {
    /// One line.
    Text,
    /// Several lines.
    Lines,
    /// A date, as exact as it is known.
    Date,
    /// A number.
    Number,
    /// One of a list.
    Choice,
    /// Several of a list.
    Choices,
    /// A mark.
    Flag,
    /// A name, typed with suggestions.
    Name,
    /// Several names.
    Names,
    /// Several names, each with a share.
    Shares,
}

/// One of a list of choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The list of words a column's codes stand in (`labels.toml`).
pub(super) fn words_of(sheet: &str, column: &Column) -> String {
    match column.id {
        "muc_chinh_xac" => "muc_chinh_xac".to_owned(),
        "don_vi_tinh" => "don_vi_tinh".to_owned(),
        "cap" | "ap_dung_cho_cap" | "cap_doi_tuong" if sheet != "dien-hinh" => "cap".to_owned(),
        "doi_tuong" => "doi_tuong".to_owned(),
        "nhom_an" => "so-lieu.nhom_an".to_owned(),
        id => format!("{sheet}.{id}"),
    }
}

/// The column's way of referring to other things; papers may be named where no code fits.
pub(super) fn reference(sheet: &str, column: &Column) -> Option<Refers> {
    match (sheet, column.id) {
        ("van-ban", "noi_ve") => Some(Refers::AgencyOrPerson),
        _ => refers(sheet, column.id).or(is_paper(column).then_some(Refers::Document)),
    }
}

/// Whether a column names papers, by code or as written: one, or several.
fn is_paper(column: &Column) -> bool {
    match column.kind {
        Means::Document => true,
        Means::Items => column.heading.starts_with("Văn bản"),
        _ => false,
    }
}

/// Whether the column may name what this release does not hold: a paper in words, a code of something to come.
pub(super) fn is_free(column: &Column, written: &str) -> bool {
    is_paper(column) || column.id == "noi_ve" && thidua_domain::text::is_code(written)
}

/// The parts of a cell that holds several.
pub(super) fn parts(column: &Column, text: &str) -> Vec<String> {
    let several = match column.kind {
        Means::Codes | Means::Choices(_) | Means::Lines | Means::Items | Means::Roles(_) => {
            &[';', '\n'][..]
        }
        // A paper's own words may hold a semicolon.
        Means::Document => &['\n'][..],
        _ => return vec![text.to_owned()],
    };
    let parts = text.split(several).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What joins several parts in a cell.
pub(super) fn joint(column: &Column) -> &'static str {
    match column.kind {
        Means::Document => "\n",
        _ => ";",
    }
}

/// The input of a column, and its choices where it has a list.
pub(super) fn input(
    view: &View,
    names: &mut Names<'_>,
    sheet: &str,
    column: &Column,
) -> (Input, Vec<(String, String)>) {
    let labels = &view.state.catalogue.labels;
    let worded = |codes: &[&str]| -> Vec<(String, String)> {
        let list = words_of(sheet, column);
        let pair = |code: &&str| ((*code).to_owned(), labels.word(&list, code).to_owned());
        codes.iter().map(pair).collect()
    };
    match column.kind {
        Means::Choice(codes) => return (Input::Choice, worded(codes)),
        Means::Sign(codes) => return (Input::Choice, worded(codes)),
        Means::Choices(codes) => return (Input::Choices, worded(codes)),
        Means::Award => {
            let awards = view.state.catalogue.awards();
            let pair = |award: &thidua_domain::catalogue::AwardCode| {
                (award.code.clone(), award.name.clone())
            };
            return (Input::Choice, awards.map(pair).collect());
        }
        Means::FigureCode if reference(sheet, column).is_some() => {
            let figures = view.state.catalogue.figures();
            let pair = |figure: &thidua_domain::catalogue::FigureCode| {
                (figure.code.clone(), figure.name.clone())
            };
            return (Input::Choice, figures.map(pair).collect());
        }
        Means::Flag => return (Input::Flag, Vec::new()),
        Means::Date => return (Input::Date, Vec::new()),
        Means::Roles(_) => return (Input::Lines, Vec::new()),
        Means::Month | Means::Count | Means::Number | Means::Quantity => {
            return (Input::Number, Vec::new());
        }
        _ => {}
    }
    if matches!(column.kind, Means::Shares) {
        return (Input::Shares, Vec::new());
    }
    if reference(sheet, column).is_none() {
        let lines = matches!(column.kind, Means::Lines | Means::Items);
        return (if lines { Input::Lines } else { Input::Text }, Vec::new());
    }
    if column.id == "ma_co_quan" && !view.loads_everywhere() {
        let own = names.own_agencies();
        if own.len() <= CHOICES {
            return (Input::Choice, own);
        }
    }
    let several = matches!(column.kind, Means::Codes | Means::Lines | Means::Items);
    let several = several || column.id == "nguon";
    let input = if several { Input::Names } else { Input::Name };
    (input, Vec::new())
}

/// What the inputs of a column hold for a stored row: one text, or one a part.
pub(super) fn shown(
    names: &mut Names<'_>,
    sheet: &str,
    column: &Column,
    input: Input,
    values: &Values,
) -> Vec<String> {
    let Some(text) = values.get(column.id) else {
        return Vec::new();
    };
    if let Means::Roles(_) = column.kind {
        let list = words_of(sheet, column);
        return vec![roles::shown(names, &list, text).join("\n")];
    }
    match input {
        Input::Shares => shares_of(names, text),
        Input::Name | Input::Names => {
            let refers = reference(sheet, column);
            let label = |part: String| refers.map_or(part.clone(), |to| names.label(to, &part));
            let all = match input {
                Input::Names => parts(column, text),
                _ => vec![text.to_owned()],
            };
            all.into_iter().map(label).collect()
        }
        Input::Choices => parts(column, text),
        _ if column.kind == Means::Items => vec![items(names.view(), column, text, "\n")],
        _ => vec![plain(column, text)],
    }
}

/// What stands between a name and its share in a form.
pub(super) const SHARE: &str = ": ";

/// Names with their shares, as a form holds them: `Nguyễn Văn An: 60`.
fn shares_of(names: &mut Names<'_>, text: &str) -> Vec<String> {
    let told = shares::parts(text).into_iter();
    told.map(|(code, share)| {
        let name = names.label(Refers::Person, &code);
        match share {
            Some(share) => format!("{name}{SHARE}{}", share.replace('.', ",")),
            None => name,
        }
    })
    .collect()
}

/// Several texts, of awards with their years the names: `Chiến sĩ thi đua cơ sở: 2024`.
fn items(view: &View, column: &Column, text: &str, joint: &str) -> String {
    let named = |part: &str| {
        let used = (column.id == "da_dung_cho").then(|| initiative::use_of(part));
        let Some((code, year)) = used.flatten() else {
            return part.to_owned();
        };
        let award = view.state.catalogue.award(code);
        let name = award.map_or(code, |award| award.name.as_str());
        format!("{name}: {year}")
    };
    text.split(';').map(named).collect::<Vec<_>>().join(joint)
}

/// A stored text as a Vietnamese reader writes it.
fn plain(column: &Column, text: &str) -> String {
    match column.kind {
        Means::Date => PartialDate::parse(text).map_or_else(|_| text.to_owned(), PartialDate::vn),
        Means::Goal if text == "nam_truoc" => "năm trước".to_owned(),
        Means::Items => text.replace(';', "\n"),
        Means::Count | Means::Number | Means::Quantity | Means::Goal => {
            Decimal::parse(text).map_or_else(|_| text.to_owned(), Decimal::vn)
        }
        _ => text.to_owned(),
    }
}

/// A stored text as a page tells it: words for codes.
pub(super) fn told(
    view: &View,
    names: &mut Names<'_>,
    sheet: &str,
    column: &Column,
    values: &Values,
) -> Option<String> {
    let text = values.get(column.id)?;
    let state = view.state.as_ref();
    let labels = &state.catalogue.labels;
    let joined = |words: Vec<String>| words.join("; ");
    let of_cancelling = [REVOCATIONS.name, REVIEWS.name].contains(&sheet);
    if of_cancelling && [ROW, CAUSE].contains(&column.id) {
        // A key is nothing to read.
        return Some(state.award_named(text).unwrap_or_default());
    }
    if sheet == ANSWERS.name && column.id == "dieu_kien" {
        let condition = state.law.named(text);
        return Some(condition.map_or_else(|| text.to_owned(), |own| own.text.clone()));
    }
    Some(match column.kind {
        Means::Choice(_) | Means::Choices(_) | Means::Sign(_) => {
            labels.words(&words_of(sheet, column), text)
        }
        Means::Award => {
            let name = |code: &str| {
                let award = state.catalogue.award(code);
                award.map_or_else(|| code.to_owned(), |award| award.name.clone())
            };
            joined(text.split(';').map(name).collect())
        }
        Means::Roles(_) => joined(roles::shown(names, &words_of(sheet, column), text)),
        Means::FigureCode => state.catalogue.figure_name(text).to_owned(),
        Means::Items if !is_paper(column) => items(view, column, text, "; "),
        Means::Flag => "Có".to_owned(),
        Means::Goal if text == "nam_truoc" => "kết quả năm trước".to_owned(),
        Means::Shares => {
            let told = shares_of(names, text).into_iter();
            let percent = |told: String| match told.contains(SHARE) {
                true => format!("{told} %"),
                false => told,
            };
            joined(told.map(percent).collect())
        }
        _ => match reference(sheet, column) {
            Some(refers) => {
                let parts = parts(column, text).into_iter();
                let label = |part: String| {
                    let label = names.label(refers, &part);
                    // A source in free words may name papers by their codes within them.
                    match label == part && column.id == "nguon" {
                        true => state.cited(&part),
                        false => label,
                    }
                };
                joined(parts.map(label).collect())
            }
            None => plain(column, text),
        },
    })
}
