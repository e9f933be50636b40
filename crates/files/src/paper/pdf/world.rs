//! What typst may see: one fixed template, four faces, the values. No file system, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::paper::font;

const TEMPLATE: &str = include_str!("../../../templates/paper.typ");

/// The faces, read once.
static FONTS: LazyLock<(Vec<Font>, LazyHash<FontBook>)> = LazyLock::new(|| {
    let files = [font::REGULAR, font::BOLD, font::ITALIC, font::BOLD_ITALIC];
    let fonts: Vec<_> = files
        .into_iter()
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect();
    let book = FontBook::from_fonts(&fonts);
    (fonts, LazyHash::new(book))
});

/// The template, read once.
static SOURCE: LazyLock<Source> = LazyLock::new(|| match VirtualPath::new("paper.typ") {
    Ok(path) => Source::new(
        FileId::new(RootedPath::new(VirtualRoot::Project, path)),
        TEMPLATE.into(),
    ),
    Err(_) => Source::detached(TEMPLATE),
});

/// One compilation's surroundings.
pub(super) struct Paper {
    library: LazyHash<Library>,
}

impl Paper {
    /// The surroundings of a document given as `inputs`.
    pub(super) fn new(inputs: Dict) -> Self {
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        }
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.1
    }

    fn main(&self) -> FileId {
        SOURCE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SOURCE.id() {
            Ok(SOURCE.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.0.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
