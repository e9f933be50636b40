//! «Sổ nhập số liệu»: the workbook of a month to fill in without network, of one agency or with those below it.

use std::sync::Arc;

use thidua_app::figures::workbook::{AskWorkbook, Downloaded, offices, workbook};

use super::{form, param};
use crate::ask::Ask;
use crate::report::{download, in_turn};
use crate::routes::{Outcome, Param};

/// Fields of the download.
pub(crate) const FIELDS: &[Param] = &[
    param("nam", "integer", "Năm công tác"),
    param(
        "thang",
        "integer",
        "Lũy kế đến tháng thứ mấy của năm công tác",
    ),
    param("pham-vi", "string", "Phạm vi số liệu"),
    param(
        "gom",
        "string",
        "«truc-thuoc»: cả các đơn vị trực thuộc, mỗi đơn vị một trang tính",
    ),
    param(
        "dang",
        "string",
        "«zip»: mỗi đơn vị một tệp, trong một tệp nén",
    ),
];

/// The workbook.
pub(crate) async fn file(ask: Arc<Ask>) -> Outcome {
    let wanted = form::question(&ask)?;
    let view = ask.view()?.clone();
    let from = Downloaded {
        by: ask.live()?.name.clone(),
        at: ask.now,
    };
    let below = ask.query.text("gom") == Some("truc-thuoc");
    let mut asked = AskWorkbook {
        agencies: vec![wanted.agency.clone()],
        year: wanted.year,
        month: wanted.month,
        scope: wanted.scope,
        apart: ask.query.text("dang") == Some("zip"),
    };
    let made = in_turn(&ask, move || {
        if below {
            asked.agencies = offices(&view, &asked, &wanted.agency)?;
        }
        workbook(&view, &asked, &from)
    });
    download(made.await?)
}
