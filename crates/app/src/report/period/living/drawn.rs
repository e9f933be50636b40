//! The pictures of a report as its paper holds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use thidua_domain::report::saved::Shown;
use thidua_files::paper::{Block, Illustration, Picture};

use super::load::Noted;

/// Pictures ready to be printed, and what must be said of those that are not.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pictures: BTreeMap<i64, Picture>,
    pub(super) notices: Vec<String>,
}

/// Reads the pictures of a report.
pub(super) fn drawn(passages: &[Noted], bytes: &BTreeMap<i64, Arc<[u8]>>) -> Drawn {
    let mut drawn = Drawn::default();
    for shown in passages.iter().filter_map(Noted::shown) {
        let caption = &shown.caption;
        match bytes.get(&shown.file).map(|bytes| Picture::read(bytes)) {
            Some(Ok(picture)) => {
                drawn.pictures.insert(shown.file, picture);
            }
            Some(Err(_)) => drawn.notices.push(format!("không in được ảnh «{caption}»")),
            None => {
                let gone = format!("ảnh «{caption}» đã gỡ khỏi nơi đính kèm nên không in");
                drawn.notices.push(gone);
            }
        }
    }
    drawn
}

impl Drawn {
    /// The picture with its words; `None` where it is not to be had.
    pub(super) fn block(&self, shown: &Shown) -> Option<Block> {
        let picture = self.pictures.get(&shown.file)?.clone();
        let credit = Some(shown.credit.clone()).filter(|name| !name.is_empty());
        Some(Block::Picture(Illustration {
            picture,
            caption: shown.caption.clone(),
            credit,
            alt: shown.told().to_owned(),
        }))
    }
}
