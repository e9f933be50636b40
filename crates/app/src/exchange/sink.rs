//! Where an export is written: a folder, a zip on its way to somebody, a workbook, or nowhere, only counted.

use std::path::PathBuf;
use std::time::Duration;

use sha2::{Digest, Sha256};
use thidua_domain::bundle::SheetDef;
use thidua_domain::text::number::group;
use thidua_files::grid::Limits;
use thidua_files::pack::archive::Packer;
use thidua_files::pack::book::{MOST_LETTERS, PlainBook};
use thidua_files::pack::lines::{MARK, line};
use tokio::sync::mpsc::Sender;

use super::manifest::{FILE, Listed, Manifest, SHEET};
use crate::AppError;

/// Rows of a file; a longer sheet goes on in a further one, so that each is read within the limits of files.
const PART: usize = 100_000;
/// Bytes gathered before they are passed on.
const PIECE: usize = 256 * 1024;
/// How long a receiver may take no piece.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where it goes.
pub enum To {
    /// Files of a folder that is there and empty.
    Folder(PathBuf),
    /// A zip, sent in pieces.
    Zip(Sender<Vec<u8>>),
    /// A workbook, given back as a whole.
    Book,
    /// Nowhere.
    Count,
}

/// Writes sheets, one after another.
pub(super) struct Sink {
    to: To,
    packer: Option<Packer>,
    book: Option<PlainBook>,
    file: Option<std::fs::File>,
    /// The sheet that is written now: what it is, its part, its rows.
    now: Option<(&'static SheetDef, usize, usize)>,
    hash: Sha256,
    held: Vec<u8>,
    listed: Vec<Listed>,
}

impl Sink {
    pub(super) fn new(to: To) -> Result<Self, AppError> {
        if let To::Folder(path) = &to {
            let mut entries = match std::fs::read_dir(path) {
                Ok(entries) => entries,
                Err(_) => {
                    std::fs::create_dir_all(path).map_err(|error| unwritten(&error))?;
                    std::fs::read_dir(path).map_err(|error| unwritten(&error))?
                }
            };
            if entries.next().is_some() {
                return Err(AppError::Refused(format!(
                    "Thư mục {} đã có tệp. Chọn một thư mục mới hoặc trống.",
                    path.display()
                )));
            }
        }
        Ok(Self {
            packer: matches!(to, To::Zip(_)).then(Packer::default),
            book: match to {
                To::Book => Some(PlainBook::new("Bộ dữ liệu").map_err(|error| paper(&error))?),
                _ => None,
            },
            to,
            file: None,
            now: None,
            hash: Sha256::new(),
            held: Vec::new(),
            listed: Vec::new(),
        })
    }

    /// Begins a sheet.
    pub(super) fn begin(&mut self, def: &'static SheetDef) -> Result<(), AppError> {
        self.part(def, 1)
    }

    fn part(&mut self, def: &'static SheetDef, part: usize) -> Result<(), AppError> {
        let name = part_name(def, part);
        let headings = def.columns.iter().map(|column| column.heading);
        self.open(&format!("{name}.csv"))?;
        if let Some(book) = &mut self.book {
            book.sheet(&name, headings.clone())
                .map_err(|error| paper(&error))?;
        }
        self.hash = Sha256::new();
        self.held.extend_from_slice(MARK);
        line(headings, &mut self.held);
        self.now = Some((def, part, 0));
        Ok(())
    }

    fn open(&mut self, name: &str) -> Result<(), AppError> {
        if let Some(packer) = &mut self.packer {
            packer.begin(name).map_err(|error| unwritten(&error))?;
        }
        if let To::Folder(path) = &self.to {
            let file = std::fs::File::create(path.join(name));
            self.file = Some(file.map_err(|error| unwritten(&error))?);
        }
        Ok(())
    }

    /// Adds a row.
    pub(super) fn row<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a str> + Clone,
    ) -> Result<(), AppError> {
        let Some((def, part, rows)) = self.now else {
            return Ok(());
        };
        if rows >= PART && self.book.is_none() {
            self.end()?;
            self.part(def, part + 1)?;
        }
        if cells
            .clone()
            .any(|cell| cell.len() > MOST_LETTERS && cell.chars().count() > MOST_LETTERS)
        {
            return Err(AppError::Refused(format!(
                "Trang «{}» có ô dài hơn {} chữ, tệp trao đổi không chứa được. Rút gọn ô ấy rồi xuất lại.",
                def.title,
                group(i64::try_from(MOST_LETTERS).unwrap_or(i64::MAX))
            )));
        }
        line(cells.clone(), &mut self.held);
        if let Some(book) = &mut self.book {
            // More than that nobody reads in again.
            if rows + 2 > usize::try_from(Limits::default().rows).unwrap_or(usize::MAX) {
                return Err(AppError::Refused(format!(
                    "Trang «{}» nhiều dòng hơn một sổ Excel nhận lại được. Xuất ra thư mục hoặc tệp nén, hoặc chọn ít năm hơn.",
                    def.title
                )));
            }
            book.row(cells).map_err(|error| paper(&error))?;
        }
        if let Some((_, _, rows)) = &mut self.now {
            *rows += 1;
        }
        match self.held.len() >= PIECE {
            true => self.flush(),
            false => Ok(()),
        }
    }

    fn flush(&mut self) -> Result<(), AppError> {
        use std::io::Write as _;
        self.hash.update(&self.held);
        if let Some(packer) = &mut self.packer {
            packer
                .write(&self.held)
                .map_err(|error| unwritten(&error))?;
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.held)
                .map_err(|error| unwritten(&error))?;
        }
        self.held.clear();
        Ok(())
    }

    /// Ends the sheet.
    pub(super) fn end(&mut self) -> Result<(), AppError> {
        self.flush()?;
        if let Some((def, part, rows)) = self.now.take() {
            let digest = std::mem::take(&mut self.hash).finalize();
            self.listed.push(Listed {
                sheet: part_name(def, part),
                rows,
                sha256: hex(&digest),
                // Figures are written in an order of their own already.
                content: hex(&digest),
            });
        }
        Ok(())
    }

    /// Ends a sheet whose rows are held: its content is known again in whatever order they were told.
    pub(super) fn end_of(&mut self, lines: &mut [String]) -> Result<(), AppError> {
        self.end()?;
        lines.sort_unstable();
        let mut hash = Sha256::new();
        for line in lines.iter() {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        if let Some(listed) = self.listed.last_mut() {
            listed.content = hex(&hash.finalize());
        }
        Ok(())
    }

    /// Passes on what is ready; where nobody takes it any more the export ends.
    pub(super) async fn pump(&mut self) -> Result<(), AppError> {
        if let (Some(packer), To::Zip(sender)) = (&mut self.packer, &self.to) {
            let ready = packer.take();
            if !ready.is_empty() {
                hand(sender, ready).await?;
            }
        }
        Ok(())
    }

    /// The sheets written so far, in the order of the bundle.
    pub(super) fn listed(&mut self) -> Vec<Listed> {
        std::mem::take(&mut self.listed)
    }

    /// Writes the manifest and ends; of a workbook its bytes.
    pub(super) async fn finish(mut self, manifest: &Manifest) -> Result<Option<Vec<u8>>, AppError> {
        if let Some(mut book) = self.book.take() {
            let written = book.sheet(SHEET, ["Mục", "Nội dung"]).and_then(|()| {
                let mut lines = manifest.lines().into_iter();
                lines.try_for_each(|(name, text)| book.row([name.as_str(), text.as_str()]))
            });
            written.map_err(|error| paper(&error))?;
            let bytes = tokio::task::spawn_blocking(move || book.finish()).await;
            let bytes = bytes.map_err(|error| AppError::Machine(error.to_string()))?;
            return Ok(Some(bytes.map_err(|error| paper(&error))?));
        }
        self.open(FILE)?;
        self.held.extend_from_slice(manifest.text().as_bytes());
        self.flush()?;
        self.pump().await?;
        if let (Some(packer), To::Zip(sender)) = (self.packer.take(), &self.to) {
            let last = packer.finish().map_err(|error| unwritten(&error))?;
            hand(sender, last).await?;
        }
        Ok(None)
    }
}

/// Passes a piece on. Who takes none for so long holds a reader of the database that others wait for.
async fn hand(sender: &Sender<Vec<u8>>, piece: Vec<u8>) -> Result<(), AppError> {
    match tokio::time::timeout(PATIENCE, sender.send(piece)).await {
        Ok(Ok(())) => Ok(()),
        _ => Err(AppError::refused("Bên nhận đã ngừng tải tệp.")),
    }
}

fn part_name(def: &SheetDef, part: usize) -> String {
    match part {
        1 => def.name.to_owned(),
        part => format!("{}.{part}", def.name),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unwritten(error: &std::io::Error) -> AppError {
    AppError::File(format!("Không ghi được tệp: {error}."))
}

fn paper(error: &thidua_files::paper::PaperError) -> AppError {
    AppError::Refused(format!("Không ghi được sổ Excel: {error}."))
}
