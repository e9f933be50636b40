//! What the rows of a form are: agencies with their officers, groups of cases, or figures.

use std::collections::BTreeSet;

use thidua_domain::figures::form::{Label, Words};
use thidua_domain::text::heading_key;

use super::find::Raw;
use super::people::{Finder, looks_like_agency, looks_like_name, says_officer};
use super::{About, FormRow, Is, RowsAre};

/// Reads the rows of a form.
pub(super) struct Reader<'r, 'a, 'n> {
    pub(super) words: &'r Words,
    pub(super) finder: &'r Finder<'a, 'n>,
    pub(super) home: &'r str,
}

fn row(raw: &Raw, label: &Label, is: Is, sure: u8, why: impl Into<String>) -> FormRow {
    FormRow {
        row: raw.row,
        number: label.number.clone(),
        level: label.level,
        label: label.words.clone(),
        is,
        sure,
        why: why.into(),
        answered: false,
    }
}

fn doubt(about: About, agency: &str) -> Is {
    Is::Doubt {
        about,
        agency: agency.to_owned(),
    }
}

impl Reader<'_, '_, '_> {
    /// What each row is.
    pub(super) fn read(&self, are: RowsAre, raws: &[Raw]) -> Vec<FormRow> {
        match are {
            RowsAre::Agencies => self.agencies(raws),
            RowsAre::Groups => self.groups(raws),
            RowsAre::Figures => self.figures(raws),
        }
    }

    /// A row that is none of the table's, or says nothing.
    fn aside(&self, raw: &Raw, label: &Label) -> Option<FormRow> {
        if raw.repeats {
            return Some(row(
                raw,
                label,
                Is::Skip,
                100,
                "Tên cột lặp lại ở trang sau.",
            ));
        }
        (!raw.counts).then(|| row(raw, label, Is::Skip, 100, "Dòng không có số liệu."))
    }

    fn agencies(&self, raws: &[Raw]) -> Vec<FormRow> {
        let mut found: Vec<FormRow> = Vec::new();
        let mut agency = String::new();
        for raw in raws {
            let label = Label::read(&raw.number, &raw.label);
            if !raw.counts && !raw.repeats && raw.officer.is_empty() {
                // A row of an agency without figures says whose the officers below are.
                if let [code] = self.finder.agency(&label.words).as_slice() {
                    agency.clone_from(code);
                }
            }
            let read = self.aside(raw, &label).unwrap_or_else(|| {
                let whose = if agency.is_empty() {
                    self.home
                } else {
                    &agency
                };
                self.agency_row(raw, &label, whose)
            });
            match &read.is {
                Is::Agency { code, .. } => agency.clone_from(code),
                // Below an agency nobody knows the officers are nobody's yet.
                Is::Doubt {
                    about: About::Agency,
                    ..
                } => agency = NOBODY.to_owned(),
                _ => {}
            }
            found.push(read);
        }
        for read in &mut found {
            if let Is::Doubt { agency, .. } | Is::Officer { agency, .. } = &mut read.is
                && agency == NOBODY
            {
                agency.clear();
            }
        }
        self.whole_of_one(&mut found);
        found
    }

    fn agency_row(&self, raw: &Raw, label: &Label, whose: &str) -> FormRow {
        let text = label.words.as_str();
        if !raw.officer.is_empty() {
            return self.officer(
                raw,
                &Label {
                    words: raw.officer.clone(),
                    ..label.clone()
                },
                whose,
            );
        }
        if text.is_empty() {
            return row(
                raw,
                label,
                doubt(About::Row, whose),
                0,
                "Dòng có số nhưng không có tên.",
            );
        }
        if self.is_sum(text) {
            return row(raw, label, Is::Sum, 95, "");
        }
        if says_officer(text) {
            return self.officer(raw, label, whose);
        }
        match self.finder.agency(text).as_slice() {
            [code] => {
                let is = Is::Agency {
                    code: code.clone(),
                    own: false,
                };
                return row(raw, label, is, 95, "");
            }
            [] => {}
            several => {
                let why = format!("Có {} cơ quan cùng tên.", several.len());
                return row(raw, label, doubt(About::Agency, whose), 0, why);
            }
        }
        if looks_like_agency(text) {
            let why = "Không có cơ quan tên như vậy trong phạm vi được giao.";
            return row(raw, label, doubt(About::Agency, whose), 0, why);
        }
        if looks_like_name(super::people::officer_name(text)) {
            return self.officer(raw, label, whose);
        }
        row(
            raw,
            label,
            doubt(About::Row, whose),
            0,
            "Chưa rõ dòng này là gì.",
        )
    }

    fn officer(&self, raw: &Raw, label: &Label, whose: &str) -> FormRow {
        let whose = if whose == NOBODY { "" } else { whose };
        let meant = self.finder.officer(&label.words, whose);
        row(raw, label, meant.is, meant.sure, meant.why)
    }

    /// Whether a label is that of a sum: `Tổng số`, `Cộng các Chi cục`, `I. Các Phòng`.
    fn is_sum(&self, label: &str) -> bool {
        let key = heading_key(label);
        let begins = [
            "tongso",
            "tongcong",
            "congcac",
            "tongcac",
            "toantinh",
            "toanthanhpho",
        ];
        self.words.is_total(label)
            || self.words.is_section(label)
            || begins.iter().any(|begin| key.starts_with(begin))
    }

    /// A form of one agency names it in its letterhead alone: its whole is the agency's.
    fn whole_of_one(&self, rows: &mut [FormRow]) {
        let agencies = rows.iter().any(|row| {
            matches!(
                row.is,
                Is::Agency { .. }
                    | Is::Doubt {
                        about: About::Agency | About::Row,
                        ..
                    }
            )
        });
        if agencies || self.home.is_empty() {
            return;
        }
        let mut sums = rows.iter_mut().filter(|row| row.is == Is::Sum);
        if let Some(whole) = sums.next().filter(|row| self.words.is_total(&row.label)) {
            whole.is = Is::Agency {
                code: self.home.to_owned(),
                own: false,
            };
            whole.sure = 80;
            whole.why = "Dòng tổng của biểu một cơ quan: là số của cơ quan ấy.".to_owned();
        }
    }

    fn groups(&self, raws: &[Raw]) -> Vec<FormRow> {
        let mut found: Vec<FormRow> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        // Groups above, by how deep they stand.
        let mut above: Vec<(u8, bool)> = Vec::new();
        for raw in raws {
            let label = Label::read(&raw.number, &raw.label);
            above.retain(|(level, _)| *level < label.level || label.level == Label::NONE);
            let inside =
                above.last().is_some_and(|(_, group)| *group) && label.level != Label::NONE;
            let read = self
                .aside(raw, &label)
                .unwrap_or_else(|| self.group_row(raw, &label, inside));
            let read = match &read.is {
                Is::Group { code } if !seen.insert(code.clone()) => {
                    let why = "Loại này đã có ở một dòng phía trên.";
                    row(raw, &label, doubt(About::Row, ""), 0, why)
                }
                _ => read,
            };
            if label.level != Label::NONE {
                let group = self.words.group(&label.words).is_some();
                above.push((label.level, group || inside));
            }
            found.push(read);
        }
        found
    }

    fn group_row(&self, raw: &Raw, label: &Label, inside: bool) -> FormRow {
        let whole = self.words.is_total(&label.words);
        let group = self.words.group(&label.words);
        match (whole, group) {
            (true, _) if inside => row(raw, label, Is::Sum, 80, ""),
            (true, _) => {
                let code = String::new();
                row(raw, label, Is::Group { code }, 95, "")
            }
            (_, Some(_)) if inside => {
                let why = "Thuộc hai nhóm án cùng lúc, chưa có chỗ lưu.";
                row(raw, label, Is::Skip, 80, why)
            }
            (_, Some(code)) => {
                let code = code.to_owned();
                row(raw, label, Is::Group { code }, 90, "")
            }
            _ if self.words.is_section(&label.words) => row(raw, label, Is::Sum, 80, ""),
            _ => row(
                raw,
                label,
                doubt(About::Row, ""),
                0,
                "Chưa rõ dòng này là loại việc nào.",
            ),
        }
    }

    fn figures(&self, raws: &[Raw]) -> Vec<FormRow> {
        let mut found: Vec<FormRow> = Vec::new();
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let mut above: Vec<(u8, String)> = Vec::new();
        for raw in raws {
            let label = Label::read(&raw.number, &raw.label);
            above.retain(|(level, _)| *level < label.level);
            let read = self.aside(raw, &label).unwrap_or_else(|| {
                let path: Vec<&str> = above.iter().map(|(_, label)| label.as_str()).collect();
                self.figure_row(raw, &label, path)
            });
            let read = match &read.is {
                Is::Figure { stem, group } if !seen.insert((stem.clone(), group.clone())) => {
                    let why = "Số liệu này đã có ở một dòng phía trên.";
                    row(raw, &label, doubt(About::Row, ""), 0, why)
                }
                _ => read,
            };
            if label.level != Label::NONE {
                above.push((label.level, label.words.clone()));
            }
            found.push(read);
        }
        found
    }

    fn figure_row<'p>(&self, raw: &Raw, label: &'p Label, mut path: Vec<&'p str>) -> FormRow {
        path.push(&label.words);
        let meaning = self.words.meaning(&path);
        match meaning.stem {
            Some(stem) => {
                let group = meaning.group.unwrap_or_default();
                row(
                    raw,
                    label,
                    Is::Figure { stem, group },
                    meaning.sure,
                    meaning.why,
                )
            }
            None if !meaning.why.is_empty() => row(raw, label, Is::Skip, 80, meaning.why),
            None if self.words.is_split(&label.words) => row(raw, label, Is::Skip, 80, ""),
            None => row(
                raw,
                label,
                doubt(About::Row, ""),
                0,
                "Chưa rõ dòng này là số liệu nào.",
            ),
        }
    }
}

/// Stands for an agency that is still to be asked.
const NOBODY: &str = "?";
