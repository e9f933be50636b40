//! Which parts of the container are the workbook: relationships, the list of sheets, the shared strings
//! and the number formats.

use std::collections::HashSet;

use crate::grid::container::Container;
use crate::grid::error::ReadError;
use crate::grid::limits::Limits;
use crate::grid::parts::{attribute, each_tag, relations, resolve};

/// A worksheet.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: usize,
}

/// The parts that matter.
pub(super) struct Package {
    /// The worksheets in the order of the workbook.
    pub(super) sheets: Vec<Sheet>,
    pub(super) strings: Option<usize>,
    pub(super) styles: Option<usize>,
    /// Days are counted from 1904, as Excel for Mac once did.
    pub(super) from_1904: bool,
}

impl Package {
    pub(super) fn read(container: &mut Container<'_>, limits: &Limits) -> Result<Self, ReadError> {
        refuse_others(container)?;
        let Some(root) = container.find("_rels/.rels") else {
            return Err(ReadError::NotATable {
                found: "tệp nén .zip",
            });
        };
        let root = relations(container, root)?;
        let target = root
            .values()
            .find(|relation| relation.kind == "officeDocument");
        let path = resolve(
            "",
            target.map_or("xl/workbook.xml", |relation| &relation.target),
        );
        let part = match container.find(&path) {
            Some(part) if !path.ends_with(".bin") => part,
            Some(_) => return Err(ReadError::BinaryWorkbook),
            None => return Err(ReadError::damaged(&path, "no such part")),
        };
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let links = format!("{folder}/_rels/{file}.rels");
        let links = links.trim_start_matches('/');
        let Some(links) = container.find(links) else {
            return Err(ReadError::damaged(links, "no such part"));
        };
        let links = relations(container, links)?;
        let by_kind = |kind| {
            let relation = links.values().find(|relation| relation.kind == kind)?;
            container.find(&resolve(folder, &relation.target))
        };
        let (strings, styles) = (by_kind("sharedStrings"), by_kind("styles"));
        let list = SheetList::read(container, part, limits)?;
        let mut sheets = Vec::with_capacity(list.sheets.len());
        for (name, hidden, id) in list.sheets {
            let relation = links
                .get(&id)
                .ok_or_else(|| ReadError::damaged(&name, "a sheet without a part"))?;
            if relation.kind == "worksheet" {
                let path = resolve(folder, &relation.target);
                let part = container
                    .find(&path)
                    .ok_or_else(|| ReadError::damaged(&path, "no such part"))?;
                sheets.push(Sheet { name, hidden, part });
            }
        }
        Ok(Self {
            sheets,
            strings,
            styles,
            from_1904: list.from_1904,
        })
    }
}

/// Names what the file is when it is a zip but no .xlsx.
fn refuse_others(container: &mut Container<'_>) -> Result<(), ReadError> {
    if let Some(part) = container.find("mimetype") {
        let kind = container.text(part)?;
        return Err(match kind.contains("opendocument.spreadsheet") {
            true => ReadError::OpenDocument,
            false => ReadError::NotATable {
                found: "văn bản LibreOffice hoặc tệp nén",
            },
        });
    }
    if container.any(|name| name.starts_with("ppt/")) {
        return Err(ReadError::NotATable {
            found: "bản trình chiếu PowerPoint (.pptx)",
        });
    }
    if container.any(|name| name == "xl/workbook.bin") {
        return Err(ReadError::BinaryWorkbook);
    }
    if container.any(|name| name.rsplit('/').next() == Some("vbaproject.bin")) {
        return Err(ReadError::MacroWorkbook);
    }
    match container.find("[content_types].xml") {
        Some(part) if container.text(part)?.contains(".macroEnabled") => {
            Err(ReadError::MacroWorkbook)
        }
        _ => Ok(()),
    }
}

/// The sheets as the workbook lists them.
struct SheetList {
    /// Name, hidden, relationship.
    sheets: Vec<(String, bool, String)>,
    from_1904: bool,
}

impl SheetList {
    fn read(
        container: &mut Container<'_>,
        part: usize,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let name = container.name(part);
        let text = container.text(part)?;
        let mut list = Self {
            sheets: Vec::new(),
            from_1904: false,
        };
        let mut names = HashSet::new();
        each_tag(&name, &text, |tag| {
            match tag.local_name().as_ref() {
                "workbookPr" => {
                    if let Some(value) = attribute(&name, tag, "date1904")? {
                        list.from_1904 = value == "1" || value == "true";
                    }
                }
                "sheet" => {
                    let sheet = attribute(&name, tag, "name")?.unwrap_or_default();
                    let state = attribute(&name, tag, "state")?;
                    let id = attribute(&name, tag, "id")?.unwrap_or_default();
                    // Excel takes names that differ only in case for one.
                    if !names.insert(sheet.to_lowercase()) {
                        return Err(ReadError::DuplicateSheet { sheet });
                    }
                    list.sheets
                        .push((sheet, state.is_some_and(|state| state != "visible"), id));
                }
                _ => (),
            }
            Ok(())
        })?;
        match list.sheets.len() {
            count if count > limits.sheets => Err(ReadError::TooManySheets {
                count,
                limit: limits.sheets,
            }),
            _ => Ok(list),
        }
    }
}
