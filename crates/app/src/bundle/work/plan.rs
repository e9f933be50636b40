//! What is decided about a file before it is stored: which sheet is what, where its headings stand, which column
//! says what, which rows count. Kept as JSON in the session, so that it survives a restart.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thidua_domain::bundle::SheetDef;

use super::super::{FIGURES, PERMISSION, RECORD_SHEETS};
use super::book::BookPart;
use super::form::FormPlan;
use crate::View;

/// Prefix of a target that is a figure code: the wide layout of figures.
pub(super) const FIGURE: &str = "so:";
/// Targets of the layout with one row a figure: the column of cases, the column of money.
pub(super) const CASES: &str = "nhom:viec";
/// See [`CASES`].
pub(super) const MONEY: &str = "nhom:tien";

/// A column of numbers of a wide table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ValueOf<'a> {
    /// The figure; `None`: the rows tell which.
    pub(super) code: Option<&'a str>,
    /// `viec` or `tien`, where the rows tell which figure.
    pub(super) side: &'static str,
    /// Code of the group of cases; empty: all.
    pub(super) group: &'a str,
}

/// What a target is as a column of numbers: `so:viec.xong`, `nhom:tien`, `so:viec.moi@chu_dong`.
pub(super) fn value_of(to: &str) -> Option<ValueOf<'_>> {
    let (main, group) = to.split_once('@').unwrap_or((to, ""));
    let (code, side) = match main {
        CASES => (None, "viec"),
        MONEY => (None, "tien"),
        main => (Some(main.strip_prefix(FIGURE)?), ""),
    };
    Some(ValueOf { code, side, group })
}

/// A target of a group of cases.
pub(super) fn with_group(to: &str, group: &str) -> String {
    let main = to.split('@').next().unwrap_or(to);
    match group {
        "" => main.to_owned(),
        group => format!("{main}@{group}"),
    }
}

/// Whether a column holds money.
pub(super) fn is_money(to: &str) -> bool {
    value_of(to).is_some_and(|value| match value.code {
        Some(code) => {
            code.starts_with("tien.") && !code.contains("ty_le") && !code.contains("lech")
        }
        None => value.side == "tien",
    })
}

/// Everything decided about a session's sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Plan {
    /// The files, in the order of their bytes; none of a typed list.
    pub(super) files: Vec<FilePart>,
    /// The sheets of the file, in its order.
    pub(super) sheets: Vec<SheetPlan>,
    /// Whether the columns were looked at and confirmed.
    pub(super) settled: bool,
    /// What is done with every conflict that has no answer of its own.
    pub(super) all: Option<Decision>,
    /// What the user should know of the file itself.
    pub(super) notes: Vec<String>,
    /// The kept mapping that was taken over, by name.
    pub(super) taken_over: Option<String>,
}

/// One file of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FilePart {
    /// Its name.
    pub(super) name: String,
    /// Its media type.
    pub(super) media: String,
    /// SHA-256 of its bytes.
    pub(super) sha256: String,
    /// How many bytes it has.
    pub(super) size: usize,
}

/// What is decided about one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SheetPlan {
    /// Place of its file.
    pub(super) file: usize,
    /// Its name in the file.
    pub(super) name: String,
    /// Which sheet of the bundle it is; `None`: it is not taken in.
    pub(super) kind: Option<String>,
    /// Row of the headings; `None` for a typed list, or where the sheet has none.
    pub(super) heading: Option<u32>,
    /// Whether the headings stand in two rows, of which `heading` is the lower.
    pub(super) deep: bool,
    /// What each column of the file is.
    pub(super) links: Vec<Link>,
    /// One value for the whole sheet, by column of the bundle: where the cell is empty or there is no column.
    pub(super) constants: BTreeMap<String, String>,
    /// Whether rows without a code get one.
    pub(super) auto_code: bool,
    /// Rows of a typed list.
    pub(super) rows: u32,
    /// Rows that are left out.
    pub(super) left_out: BTreeSet<u32>,
    /// Rows that look like no data and are taken in all the same.
    pub(super) taken_in: BTreeSet<u32>,
    /// Rows of which what is stored stays where they say otherwise.
    pub(super) keep: BTreeSet<u32>,
    /// Rows that replace what is stored.
    pub(super) take: BTreeSet<u32>,
    /// What it was made of, where it is a worksheet of a «Sổ nhập số liệu».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) book: Option<BookPart>,
    /// How it is read, where it is a statistical form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) form: Option<FormPlan>,
}

/// What one column of the file is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    /// Place of the column, from 0.
    pub(super) at: usize,
    /// Its heading as written.
    pub(super) heading: String,
    /// The column of the bundle, [`FIGURE`] and a code, [`CASES`] or [`MONEY`]; empty: it is not taken in.
    pub(super) to: String,
    /// How sure the recognition is, 0–100.
    pub(super) sure: u8,
}

/// What is done where a row says otherwise than what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// What is stored stays.
    #[serde(rename = "giu")]
    Keep,
    /// The row replaces it.
    #[serde(rename = "theo-tep")]
    Take,
}

impl Decision {
    /// The decision of a form's word.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "giu" => Some(Self::Keep),
            "theo-tep" => Some(Self::Take),
            _ => None,
        }
    }
}

impl SheetPlan {
    /// The sheet of the bundle.
    pub(super) fn def(&self) -> Option<&'static SheetDef> {
        self.kind.as_deref().and_then(def)
    }

    /// Whether the sheet is a table of figures laid out wide.
    pub(super) fn is_wide(&self) -> bool {
        let wide = |link: &Link| value_of(&link.to).is_some();
        self.kind.as_deref() == Some(FIGURES.name) && self.links.iter().any(wide)
    }

    /// Whether its rows are made in the same way as another plan's: which rows count aside.
    pub(super) fn reads_like(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.heading == other.heading
            && self.deep == other.deep
            && self.links == other.links
            && self.constants == other.constants
            && self.auto_code == other.auto_code
            && self.book == other.book
            && self.form == other.form
    }

    /// What is done with a row that contradicts what is stored.
    pub(super) fn decision(&self, row: u32, all: Option<Decision>) -> Option<Decision> {
        if self.keep.contains(&row) {
            Some(Decision::Keep)
        } else if self.take.contains(&row) {
            Some(Decision::Take)
        } else {
            all
        }
    }
}

/// A sheet of the bundle by its name.
pub(super) fn def(name: &str) -> Option<&'static SheetDef> {
    let mut all = RECORD_SHEETS.iter().copied().chain([FIGURES]);
    all.find(|def| def.name == name)
}

impl Plan {
    /// The plan of a stored session.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// As it is stored.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Several worksheets of one kind are all taken in, which is told: one of them may be a copy or a total.
pub(super) fn tell_alike(plan: &mut Plan) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    // The worksheets of a workbook to fill in are each another agency's.
    let own = plan.sheets.iter().filter(|sheet| sheet.book.is_none());
    for kind in own.filter_map(|sheet| sheet.kind.as_deref()) {
        *kinds.entry(kind).or_default() += 1;
    }
    let several = kinds.into_iter().filter(|(_, count)| *count > 1);
    let notes: Vec<String> = several
        .map(|(kind, count)| {
            let title = def(kind).map_or(kind, |def| def.title);
            format!(
                "Có {count} trang tính cùng là «{title}»: tất cả được nhập chung. Trang nào là bản sao hay bảng tổng hợp thì chọn «Không nhập trang này»."
            )
        })
        .collect();
    plan.notes.extend(notes);
}

impl Plan {
    /// How a worksheet is called beside others: with its file where there are several.
    pub(super) fn called(&self, sheet: &SheetPlan) -> String {
        match self.files.get(sheet.file).filter(|_| self.files.len() > 1) {
            Some(file) if file.media == CSV => file.name.clone(),
            Some(file) => format!("{} – {}", file.name, sheet.name),
            None => sheet.name.clone(),
        }
    }
}

/// Media type of a workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of a text document.
pub(super) const DOCX: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Media type of a text file.
pub(super) const CSV: &str = "text/csv";

/// Where the sheet has no column for the agency and the user has one agency, that is the one.
pub(super) fn own_agency(view: &View, plan: &mut Plan) {
    let own = view.actor.agencies(PERMISSION, view.today);
    let [agency] = own.as_slice() else { return };
    if view.state.org.find(agency).is_none() {
        return;
    }
    for sheet in &mut plan.sheets {
        let Some(def) = sheet.def() else { continue };
        let wants = def.column("ma_co_quan").is_some() && def.name != "chi-tieu";
        let by_rows = sheet
            .form
            .as_ref()
            .is_some_and(|form| form.tells("ma_co_quan"));
        let linked = by_rows || sheet.links.iter().any(|link| link.to == "ma_co_quan");
        let typed = sheet.heading.is_none();
        if wants && (!linked || (typed && def.name == "khen-thuong")) {
            // What the name of the worksheet tells goes first.
            sheet
                .constants
                .entry("ma_co_quan".to_owned())
                .or_insert_with(|| (*agency).to_owned());
        }
    }
}
