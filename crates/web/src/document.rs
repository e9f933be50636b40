//! Documents: the sources of every number.

use std::sync::Arc;

use minijinja::{Value, context};
use thidua_app::document;
use thidua_app::listing::Which;

use crate::ask::Ask;
use crate::attachment;
use crate::import;
use crate::listing::{self, Empty, Listed};
use crate::record;
use crate::routes::{Outcome, Param};
use crate::template::value;

pub(crate) use thidua_app::document::PERMISSION;

/// Fields of the list.
pub(crate) const LIST: &[Param] = listing::with_fields![KIND];
/// Fields of the list as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![KIND, listing::FORM];
const KIND: Param = Param {
    name: "loai",
    kind: "string",
    required: false,
    summary: "Loại văn bản",
};

/// Fields for programs.
pub(crate) const API: &[Param] = &[Param {
    name: "code",
    kind: "string",
    required: true,
    summary: "Mã văn bản",
}];

/// All documents.
pub(crate) async fn list(ask: Arc<Ask>) -> Outcome {
    listing::page(&ask, &listed(&ask))
}

/// The list as a file.
pub(crate) async fn list_file(ask: Arc<Ask>) -> Outcome {
    listing::file(&ask, listed(&ask)).await
}

fn listed(ask: &Ask) -> Listed {
    let mut listed = Listed::new(
        Which::Documents,
        Empty {
            icon: "file-text",
            title: "Chưa có văn bản nào",
            text: "Văn bản là nguồn của mọi số liệu, chỉ tiêu và khen thưởng. Nhập danh sách văn bản từ tệp, \
                   hoặc thêm từng văn bản.",
        },
    );
    listed.actions = import::ways(ask);
    listed
}

/// One document.
pub(crate) async fn show(ask: Arc<Ask>) -> Outcome {
    let view = ask.view()?;
    let found = document::document(view, ask.part("ma")?).map_err(|error| ask.fault(error))?;
    let about: Vec<Value> = found
        .about
        .iter()
        .map(|about| {
            let agency = view.state.org.find(&about.code).is_some();
            context! { agency, code => &about.code, name => &about.name }
        })
        .collect();
    // Only a web address is made a link: the text came from a file.
    let web = found
        .address
        .as_deref()
        .filter(|text| text.starts_with("https://") || text.starts_with("http://"));
    let buttons = record::of_document(&ask, &found.code)?;
    let files = attachment::of_code(&ask, "van-ban", &found.code).await?;
    let page = context! {
        web, about, buttons, files,
        bases => value(&found.bases), fruits => value(&found.fruits),
        document => value(&found),
    };
    ask.page("document/show.html", page)
}

/// One document, for programs.
pub(crate) async fn api(ask: Arc<Ask>) -> Outcome {
    let code = ask.query.required("code")?;
    ask.json(&document::document(ask.view()?, code).map_err(|error| ask.fault(error))?)
}
