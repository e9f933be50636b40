//! A bundle's sheets from a folder, a file, an upload, or what the binary carries.

use std::path::Path;

use rust_embed::RustEmbed;
use thidua_domain::bundle::{Fault, Place, Severity};
use thidua_files::grid::{self, Grid, Limits, archive};
use thidua_store::sha256_hex;

use crate::AppError;
use crate::exchange::{self, Manifest};

/// A bundle as read: its name and its sheets, not yet understood.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Name of the folder or file, without its ending.
    pub name: String,
    /// Its sheets.
    pub sheets: Vec<Grid>,
    /// What the user should be told of the files themselves.
    pub notes: Vec<String>,
    /// Who made it and of what it consists, where another installation sent it.
    pub manifest: Option<Manifest>,
    /// Where the manifest and what came with it differ.
    pub faults: Vec<Fault>,
}

#[derive(RustEmbed)]
#[folder = "../../rulebook/sector"]
#[include = "*.csv"]
struct Sector;

#[derive(RustEmbed)]
#[folder = "../../examples"]
#[include = "*/*.csv"]
#[exclude = "*/expected.csv"]
struct Examples;

/// The examples that make up the demo, in the order in which they are loaded.
const DEMO: [&str; 5] = [
    "can-tho-2020-2025",
    "dong-thap-2015-2020",
    "ben-tre-2022",
    "quan-1-2021",
    "vinh-phuc-2021",
];

/// A bundle of a path: a folder of CSV files, one CSV file or one workbook; `@nganh` and
/// `@vi-du/NAME` are those the binary carries.
pub fn from_path(path: &str) -> Result<Bundle, AppError> {
    if let Some(name) = path.strip_prefix('@') {
        return embedded(name)
            .ok_or_else(|| AppError::File(format!("Không có bộ số liệu kèm sẵn tên «{path}».")));
    }
    let path = Path::new(path);
    if path.is_dir() {
        folder(path)
    } else {
        file(path)
    }
}

/// Whether bytes are a bundle that another installation sent as a zip.
pub fn is_sent(bytes: &[u8]) -> bool {
    archive::holds(bytes, exchange::FILE, &Limits::default())
}

/// The bundle a set of bytes holds: an upload.
pub fn from_bytes(name: &str, bytes: &[u8]) -> Result<Bundle, AppError> {
    if is_sent(bytes) {
        return packed(name, bytes);
    }
    let mut bundle = table(name, bytes)?;
    if let Some(at) = bundle
        .sheets
        .iter()
        .position(|sheet| sheet.name == exchange::SHEET)
    {
        let grid = bundle.sheets.remove(at);
        bundle.sent(Manifest::of_grid(&grid), &[]);
    }
    Ok(bundle)
}

fn table(name: &str, bytes: &[u8]) -> Result<Bundle, AppError> {
    let book = grid::read(name, bytes, &Limits::default())
        .map_err(|error| AppError::File(format!("{error} {}", error.cure())))?;
    Ok(Bundle {
        name: stem(name),
        sheets: book.sheets,
        notes: book.notes.iter().map(ToString::to_string).collect(),
        ..Bundle::default()
    })
}

/// A zip of CSV files with their manifest.
fn packed(name: &str, bytes: &[u8]) -> Result<Bundle, AppError> {
    let files = archive::unpack(bytes, &Limits::default()).map_err(|error| {
        let words = format!("{error} {}", error.cure());
        AppError::File(words.replace("Tệp .xlsx", "Tệp nén .zip"))
    })?;
    let mut bundle = Bundle {
        name: stem(name),
        ..Bundle::default()
    };
    let mut hashes = Vec::new();
    let mut manifest = None;
    for file in files {
        if file.name == exchange::FILE {
            manifest = Some(manifest_of(&file.bytes));
        } else if file.name.to_lowercase().ends_with(".csv") {
            let read = table(&file.name, &file.bytes).map_err(|error| {
                AppError::File(format!("Tệp «{}» trong tệp nén: {error}", file.name))
            })?;
            hashes.push((stem(&file.name), sha256_hex(&file.bytes)));
            bundle.take(read);
        } else {
            bundle.notes.push(format!(
                "Tệp «{}» trong tệp nén không phải trang của bộ dữ liệu, không đọc.",
                file.name
            ));
        }
    }
    if let Some(manifest) = manifest {
        bundle.sent(manifest, &hashes);
    }
    Ok(bundle)
}

fn manifest_of(bytes: &[u8]) -> Result<Manifest, String> {
    Manifest::read(&String::from_utf8_lossy(bytes))
}

/// A bundle the binary carries: `nganh`, or `vi-du/NAME`.
pub fn embedded(name: &str) -> Option<Bundle> {
    let (title, files): (&str, Vec<(String, Vec<u8>)>) = if name == "nganh" {
        let files = Sector::iter()
            .filter_map(|file| Some((file.to_string(), Sector::get(&file)?.data.into_owned())));
        ("nganh", files.collect())
    } else {
        let example = name.strip_prefix("vi-du/")?;
        let inside = Examples::iter().filter(|file| file.split('/').next() == Some(example));
        let files = inside.filter_map(|file| {
            let sheet = file.rsplit('/').next()?.to_owned();
            Some((sheet, Examples::get(&file)?.data.into_owned()))
        });
        (example, files.collect())
    };
    if files.is_empty() {
        return None;
    }
    let mut bundle = Bundle {
        name: title.to_owned(),
        ..Bundle::default()
    };
    for (file, bytes) in files {
        bundle.take(from_bytes(&file, &bytes).ok()?);
    }
    Some(bundle)
}

/// The demo's bundles.
pub fn examples() -> Vec<Bundle> {
    DEMO.iter()
        .filter_map(|name| embedded(&format!("vi-du/{name}")))
        .collect()
}

impl Bundle {
    /// Compares what came with its manifest.
    fn sent(&mut self, manifest: Result<Manifest, String>, hashes: &[(String, String)]) {
        match manifest {
            Ok(manifest) => {
                self.faults = manifest.check(&self.sheets, hashes);
                self.faults.extend(manifest.other_rulebook());
                self.manifest = Some(manifest);
            }
            Err(reason) => {
                let place = Place {
                    sheet: exchange::SHEET,
                    row: 0,
                };
                let cure = "Đề nghị nơi gửi gửi lại bộ dữ liệu gốc.";
                let fault = place.fault(Severity::Error, "", "", reason, cure);
                self.faults.push(fault);
            }
        }
    }

    fn take(&mut self, other: Bundle) {
        self.sheets.extend(other.sheets);
        self.notes.extend(other.notes);
    }
}

fn stem(name: &str) -> String {
    let path = Path::new(name);
    path.file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

fn unreadable(path: &Path, error: &std::io::Error) -> AppError {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "không có tệp hoặc thư mục này",
        std::io::ErrorKind::PermissionDenied => "không có quyền đọc",
        _ => "không đọc được",
    };
    AppError::File(format!("{}: {why}.", path.display()))
}

fn file(path: &Path) -> Result<Bundle, AppError> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    from_bytes(&name, &bytes)
        .map_err(|error| AppError::File(format!("{}: {error}", path.display())))
}

/// Every CSV file of a folder is a sheet; files of other kinds are not the bundle's.
fn folder(path: &Path) -> Result<Bundle, AppError> {
    let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
    let mut files: Vec<_> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    });
    files.sort();
    let name = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut bundle = Bundle {
        name: name
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        ..Bundle::default()
    };
    let manifest = std::fs::read(path.join(exchange::FILE)).ok();
    let mut hashes = Vec::new();
    for path in &files {
        if manifest.is_some() {
            let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
            hashes.push((stem(&path.to_string_lossy()), sha256_hex(&bytes)));
        }
        bundle.take(file(path)?);
    }
    if let Some(bytes) = manifest {
        bundle.sent(manifest_of(&bytes), &hashes);
    }
    if bundle.sheets.is_empty() {
        return Err(AppError::File(format!(
            "{}: thư mục không có tệp .csv nào.",
            path.display()
        )));
    }
    Ok(bundle)
}
