//! A form: the columns of one record as fields, with what is typed, what is offered and what is wrong.

use std::collections::BTreeMap;

use serde::Serialize;
use thidua_domain::bundle::{self, Cell, Column, Fault, Place, Severity, Values};

use super::cell::cell;
use super::input::{self, Choice, Input};
use super::kind::{Code, Kind};
use super::names::Names;
use crate::View;
use crate::bundle::REASON;

/// Empty places a field of several names offers besides those that are filled.
const SPARE: usize = 2;

/// How the field of a share ends, which follows that of its name.
const SHARE_OF: &str = ".phan";

/// What was typed, by column; a field of several is given once a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<String, Vec<String>>);

impl Typed {
    /// From the fields of a form: `id`, or `id.1`, `id.2` … for several.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut typed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, text) in pairs {
            let id = name.split('.').next().unwrap_or(name);
            let texts = typed.entry(id.to_owned()).or_default();
            // A text area sends CRLF.
            let text = text.replace("\r\n", "\n");
            if text.trim().is_empty() {
                continue;
            }
            // The share of the name before it.
            match texts.last_mut().filter(|_| name.ends_with(SHARE_OF)) {
                Some(named) => {
                    named.push_str(input::SHARE);
                    named.push_str(text.trim().trim_end_matches('%').trim_end());
                }
                None => texts.push(text.trim().to_owned()),
            }
        }
        Self(typed)
    }

    /// What was typed for a column; `None`: the form did not ask.
    pub fn of(&self, id: &str) -> Option<&[String]> {
        self.0.get(id).map(Vec::as_slice)
    }

    /// Takes a column back, as if the form had not asked it.
    pub fn forget(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// Types a text into a column.
    pub fn put(&mut self, id: &str, text: impl Into<String>) {
        self.0.insert(id.to_owned(), vec![text.into()]);
    }

    /// Columns and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(id, texts)| (id.as_str(), texts.as_slice()))
    }
}

/// What is wrong with a field, and what cures it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// What is wrong.
    pub reason: String,
    /// What cures it.
    pub cure: String,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Name in the form: the column's id.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What to write.
    pub help: String,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it is shown only: the code of a stored record.
    pub locked: bool,
    /// Whether it is asked at once; others are unfolded.
    pub first: bool,
    /// How it is asked.
    pub input: Input,
    /// What it holds; several for several names or choices.
    pub texts: Vec<String>,
    /// What may be chosen, where the input is a list.
    pub choices: Vec<Choice>,
    /// The list of suggestions, where names are typed.
    pub list: Option<&'static str>,
    /// What is wrong.
    pub faults: Vec<Complaint>,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// Kind: the name of the sheet.
    pub kind: &'static str,
    /// What is being done: `Sửa chỉ tiêu`.
    pub title: String,
    /// What it is about, where that has a name.
    pub thing: Option<String>,
    /// Identity of the record; `None`: a new one.
    pub record: Option<i64>,
    /// Revision the editor sees; 0: none.
    pub seen: i64,
    /// Fields in the order they are asked.
    pub fields: Vec<Field>,
    /// Suggestions by list.
    pub lists: BTreeMap<&'static str, Vec<String>>,
    /// What is wrong with the row as a whole.
    pub faults: Vec<Complaint>,
    /// The reason typed.
    pub reason: String,
    /// What is wrong with the reason.
    pub reason_fault: Option<Complaint>,
    /// How many places are wrong.
    pub wrong: usize,
}

/// What a form is made of.
pub(super) struct Draft<'a> {
    pub(super) view: &'a View,
    pub(super) kind: &'static Kind,
    pub(super) record: Option<i64>,
    pub(super) seen: i64,
    /// What is stored, or what a new row begins with.
    pub(super) base: &'a Values,
    /// What was typed over it.
    pub(super) typed: Option<&'a Typed>,
    /// Only these columns; all where none is named.
    pub(super) only: &'a [&'a str],
    /// Columns shown, not asked.
    pub(super) locked: &'a [&'a str],
}

impl Draft<'_> {
    fn asks(&self, id: &str) -> bool {
        self.only.is_empty() || self.only.contains(&id)
    }

    fn is_locked(&self, id: &str) -> bool {
        let coded = id == "ma" && self.record.is_some() && self.base.get("ma").is_some();
        coded || self.locked.contains(&id)
    }

    /// The form, with what is wrong beside its fields.
    pub(super) fn form(&self, title: String, thing: Option<String>, faults: &[Fault]) -> Form {
        let mut names = Names::new(self.view);
        let mut lists = BTreeMap::new();
        let columns = self
            .kind
            .columns()
            .filter(|(column, _)| self.asks(column.id));
        let columns: Vec<(&'static Column, bool)> = columns.collect();
        let mut fields = Vec::new();
        for (column, first) in columns {
            let mut field = self.field(&mut names, column, first);
            if let Some(refers) = input::reference(self.kind.def.name, column)
                && matches!(field.input, Input::Name | Input::Names | Input::Shares)
                && !field.locked
            {
                let list = list_of(refers);
                lists.entry(list).or_insert_with(|| names.offered(refers));
                field.list = Some(list);
            }
            field.faults = complaints(column, faults);
            field.first |= !field.faults.is_empty();
            fields.push(field);
        }
        let errors = || {
            faults
                .iter()
                .filter(|fault| fault.severity == Severity::Error)
        };
        let placed = |fault: &&Fault| {
            fault.column == REASON
                || fields.iter().any(|field| {
                    let column = self.kind.def.column(field.id);
                    column.is_some_and(|column| column.heading == fault.column)
                })
        };
        Form {
            kind: self.kind.def.name,
            title,
            thing,
            record: self.record,
            seen: self.seen,
            lists,
            faults: errors()
                .filter(|fault| !placed(fault))
                .map(complaint)
                .collect(),
            reason: String::new(),
            reason_fault: errors().find(|fault| fault.column == REASON).map(complaint),
            wrong: errors().count(),
            fields,
        }
    }

    fn field(&self, names: &mut Names<'_>, column: &'static Column, first: bool) -> Field {
        let sheet = self.kind.def.name;
        let locked = self.is_locked(column.id);
        let (mut kind, choices) = input::input(self.view, names, sheet, column);
        if locked {
            kind = Input::Text;
        }
        let typed = self.typed.and_then(|typed| typed.of(column.id));
        let mut texts = match typed {
            Some(texts) if !locked => texts.to_vec(),
            _ if locked => {
                let told = input::told(self.view, names, sheet, column, self.base);
                told.into_iter().collect()
            }
            _ => input::shown(names, sheet, column, kind, self.base),
        };
        let mut choices: Vec<Choice> = choices
            .into_iter()
            .map(|(code, label)| Choice {
                chosen: texts.contains(&code),
                code,
                label,
            })
            .collect();
        // What is stored and in no list stays what it is.
        if kind == Input::Choice
            && let [text] = texts.as_slice()
            && !choices.iter().any(|choice| choice.chosen)
        {
            let told = input::told(self.view, names, sheet, column, self.base);
            let label = told.filter(|_| self.base.get(column.id) == Some(text));
            choices.push(Choice {
                code: text.clone(),
                label: label.unwrap_or_else(|| text.clone()),
                chosen: true,
            });
        }
        if matches!(kind, Input::Names | Input::Shares) {
            let spare = if column.id == "thanh_vien" { 6 } else { SPARE };
            texts.extend(std::iter::repeat_n(String::new(), spare));
        }
        let proposed = column.id == "ma" && self.record.is_none() && self.kind.code != Code::None;
        let help = if proposed {
            format!("{} Bỏ trống thì hệ thống tự đặt mã.", column.help)
        } else {
            column.help.to_owned()
        };
        let filled = texts.iter().any(|text| !text.is_empty());
        Field {
            id: column.id,
            label: column.label,
            help,
            required: column.required && !proposed,
            locked,
            first: first || (filled && (locked || self.record.is_some())),
            input: kind,
            texts,
            choices,
            list: None,
            faults: Vec::new(),
        }
    }

    /// The row as it is typed: what was not changed stays as it was stored, to the letter.
    pub(super) fn read(&self, typed: &Typed, place: Place<'_>, faults: &mut Vec<Fault>) -> Values {
        let sheet = self.kind.def;
        let mut names = Names::new(self.view);
        let mut cells: Vec<(&'static Column, Cell)> = Vec::new();
        let mut kept: Vec<&'static Column> = Vec::new();
        let mut unread: Vec<&'static Column> = Vec::new();
        let mut found = Vec::new();
        for column in sheet.columns {
            let asked = self.asks(column.id) && !self.is_locked(column.id);
            let Some(texts) = typed.of(column.id).filter(|_| asked) else {
                kept.push(column);
                continue;
            };
            let (kind, _) = input::input(self.view, &mut names, sheet.name, column);
            if input::shown(&mut names, sheet.name, column, kind, self.base) == texts {
                kept.push(column);
                continue;
            }
            match cell(&mut names, sheet.name, column, kind, texts) {
                Ok(text) => cells.push((column, Cell::Text(text))),
                Err((written, (reason, cure))) => {
                    unread.push(column);
                    found.push(place.fault(Severity::Error, column.heading, written, reason, cure));
                }
            }
        }
        let pairs = cells.iter().map(|(column, cell)| (*column, cell));
        let mut values = bundle::row(sheet, place, pairs, &mut found);
        for column in &kept {
            if let Some(text) = self.base.get(column.id) {
                values.set(column.id, text);
            }
        }
        // What was not asked is not missed, and what could not be read is told once.
        found.retain(|fault| {
            let lacks = fault.reason.starts_with("Thiếu ");
            let of = |columns: &[&'static Column]| {
                let mut columns = columns.iter();
                columns.any(|column| column.heading == fault.column)
            };
            let stands = of(&kept) && lacks && {
                let column = sheet
                    .columns
                    .iter()
                    .find(|column| column.heading == fault.column);
                column.is_some_and(|column| values.get(column.id).is_some())
            };
            !(stands || lacks && of(&unread))
        });
        faults.append(&mut found);
        values
    }
}

fn list_of(refers: crate::bundle::Refers) -> &'static str {
    use crate::bundle::Refers as R;
    match refers {
        R::Agency => "goi-y-co-quan",
        R::AgencyOrBlock => "goi-y-co-quan-cum",
        R::AgencyOrPerson | R::Candidate => "goi-y-doi-tuong",
        R::Person => "goi-y-nguoi",
        R::Block => "goi-y-cum",
        R::Member => "goi-y-thanh-vien",
        R::Document => "goi-y-van-ban",
        R::Target => "goi-y-chi-tieu",
        R::Movement => "goi-y-phong-trao",
        R::Figure => "goi-y-so-lieu",
        R::Event => "goi-y-su-kien",
        R::Meeting => "goi-y-cuoc-hop",
        R::Achievement => "goi-y-thanh-tich",
        R::Exemplar => "goi-y-dien-hinh",
        R::Practice => "goi-y-cach-lam",
        R::Initiative => "goi-y-sang-kien",
    }
}

/// What is wrong with a column, in the words of its form.
fn complaints(column: &Column, faults: &[Fault]) -> Vec<Complaint> {
    let own = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error && fault.column == column.heading);
    let named = |text: &str| {
        if column.label == column.heading {
            return text.to_owned();
        }
        text.replace(column.heading, column.label)
    };
    own.map(|fault| Complaint {
        reason: named(&fault.reason),
        cure: named(&fault.cure).replace(" vào dòng này", ""),
    })
    .collect()
}

fn complaint(fault: &Fault) -> Complaint {
    Complaint {
        reason: fault.reason.clone(),
        cure: fault.cure.clone(),
    }
}
