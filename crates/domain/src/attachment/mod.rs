//! Files that hang on a record: what kinds there are, how a file is named, what a record says of one.
//!
//! A file is stored once by its bytes; this is the note that it belongs to a record. Who may read the record may read
//! the file, so nothing here says who may (decision 0030).

mod name;

pub use name::{clean_name, plain_name};

use crate::bundle::Values;

/// Kind of the records that say which file hangs on which record.
pub const ATTACHMENTS: &str = "dinh-kem";
/// Longest caption, in letters.
pub const CAPTION: usize = 300;
/// Longest credit of a photograph, in letters.
pub const CREDIT: usize = 100;
/// Files of one record at most.
pub const MOST: usize = 60;

/// What kind of file it is, told by its content and not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// PDF.
    Pdf,
    /// Word, without macros.
    Docx,
    /// Excel, without macros.
    Xlsx,
    /// Photograph.
    Jpeg,
    /// Picture without loss.
    Png,
    /// Picture of the web.
    Webp,
}

impl Media {
    /// Every kind, in the order in which they are told to people.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Jpeg,
        Self::Png,
        Self::Webp,
    ];

    /// The stored code, which is the ending of its name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.code() == code)
    }

    /// The kind an ending promises, in any case; `None`: none that is taken.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "jpeg" | "jfif" | "jpe" => Some(Self::Jpeg),
            other => Self::from_code(other),
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "Tệp PDF",
            Self::Docx => "Văn bản Word",
            Self::Xlsx => "Bảng tính Excel",
            Self::Jpeg => "Ảnh JPEG",
            Self::Png => "Ảnh PNG",
            Self::Webp => "Ảnh WebP",
        }
    }

    /// The type by which it is sent.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// Whether it is shown as a picture: nothing else is ever shown inside a page.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }
}

/// A file of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Sheet of the record it hangs on.
    pub sheet: String,
    /// Identity of that record: its key may change, this does not.
    pub record: i64,
    /// Its name, cleaned, with the ending of its kind.
    pub name: String,
    /// Its kind.
    pub media: Media,
    /// Address (SHA-256) of its bytes.
    pub file: String,
    /// Size in bytes.
    pub size: i64,
    /// Width and height of a picture, as it is shown.
    pub pixels: Option<(u32, u32)>,
    /// What a picture shows, what a file is.
    pub caption: Option<String>,
    /// Who took the picture.
    pub credit: Option<String>,
}

impl Attachment {
    /// The key of its record: the same bytes hang on a record once.
    pub fn key(&self) -> String {
        format!("{}|{}", self.record, self.file)
    }

    /// The code under which all files of a record are found.
    pub fn code_of(record: i64) -> String {
        format!("#{record}")
    }

    /// What a record says.
    pub fn from_row(row: &Values) -> Option<Self> {
        let number = |id: &str| row.get(id).and_then(|text| text.parse::<u32>().ok());
        Some(Self {
            sheet: row.text("loai")?,
            record: row.get("ban_ghi")?.parse().ok()?,
            name: row.text("ten")?,
            media: Media::from_code(row.get("dang")?)?,
            file: row.text("tep")?,
            size: row.get("dung_luong")?.parse().ok()?,
            pixels: number("rong").zip(number("cao")),
            caption: row.text("chu_thich"),
            credit: row.text("nguon_anh"),
        })
    }

    /// The record of it.
    pub fn row(&self) -> Values {
        let mut row = Values::default();
        row.set("loai", &self.sheet);
        row.set("ban_ghi", self.record.to_string());
        row.set("ten", &self.name);
        row.set("dang", self.media.code());
        row.set("tep", &self.file);
        row.set("dung_luong", self.size.to_string());
        if let Some((width, height)) = self.pixels {
            row.set("rong", width.to_string());
            row.set("cao", height.to_string());
        }
        for (id, text) in [("chu_thich", &self.caption), ("nguon_anh", &self.credit)] {
            if let Some(text) = text {
                row.set(id, text);
            }
        }
        row
    }
}

/// A size as people read it: `850 KB`, `1,2 MB`, rounded half up.
pub fn size_words(bytes: i64) -> String {
    const KB: i64 = 1024;
    const MB: i64 = KB * KB;
    if bytes < KB {
        return format!("{bytes} byte");
    }
    // Half a kilobyte below a megabyte is said as one.
    if bytes < MB - KB / 2 {
        return format!("{} KB", (bytes + KB / 2) / KB);
    }
    let tenths = (bytes * 10 + MB / 2) / MB;
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{},{tenth} MB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_what_it_was_made_of() {
        let file = Attachment {
            sheet: "su-kien".into(),
            record: 17,
            name: "Lễ phát động.jpg".into(),
            media: Media::Jpeg,
            file: "ab".repeat(32),
            size: 2_000_000,
            pixels: Some((4000, 3000)),
            caption: Some("Ký giao ước".into()),
            credit: None,
        };
        assert_eq!(Attachment::from_row(&file.row()).as_ref(), Some(&file));
        assert!(file.key().starts_with("17|abab"));
        let bare = Attachment {
            pixels: None,
            caption: None,
            media: Media::Pdf,
            ..file
        };
        assert_eq!(Attachment::from_row(&bare.row()), Some(bare));
    }

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, words) in [
            (0, "0 byte"),
            (1023, "1023 byte"),
            (1024, "1 KB"),
            (870_400, "850 KB"),
            (1_048_575, "1 MB"),
            (1_258_291, "1,2 MB"),
            (26_214_400, "25 MB"),
        ] {
            assert_eq!(size_words(bytes), words);
        }
    }

    #[test]
    fn every_kind_is_found_by_its_code_and_its_endings() {
        for media in Media::ALL {
            assert_eq!(Media::from_code(media.code()), Some(media));
            assert_eq!(Media::of_ending(&media.code().to_uppercase()), Some(media));
        }
        assert_eq!(Media::of_ending("JPEG"), Some(Media::Jpeg));
        for other in ["svg", "html", "exe", "docm", "xls", ""] {
            assert_eq!(Media::of_ending(other), None, "{other}");
        }
    }
}
