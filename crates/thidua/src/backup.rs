//! `backup`, `restore`.

use std::path::Path;

use thidua_app::access::Caller;
use thidua_app::backup::{self, Saved};
use thidua_app::{App, Clock, SystemClock};
use thidua_store::backup::Faults;
use thidua_store::{Db, Options};

use crate::args::RestoreArgs;
use crate::out::{Out, tell};
use crate::refusal::Refusal;
use crate::table::facts;

/// Refuses a file that could never be a backup, before anything is opened.
pub(crate) fn fits(address: &str, file: &Path) -> Result<(), Refusal> {
    if file.is_dir() {
        return Err(Refusal::told(format!(
            "{}: đây là thư mục. Ghi tên tệp sao lưu.",
            file.display()
        )));
    }
    if crate::db::file(address).is_some_and(|data| same(&data, file)) {
        return Err(Refusal::told(
            "Tệp sao lưu trùng với chính cơ sở dữ liệu. Chọn tên khác.",
        ));
    }
    Ok(())
}

/// Writes the whole database to a file.
pub(crate) async fn backup(app: &App, out: Out, file: &Path) -> Result<(), Refusal> {
    let saved = backup::backup(app, &Caller::console(), file).await?;
    out.answer(&saved, || text("Đã sao lưu", &saved))
}

/// Restores a file into an empty database.
pub(crate) async fn restore(address: &str, out: Out, args: &RestoreArgs) -> Result<(), Refusal> {
    if let Err(error) = std::fs::File::open(&args.file) {
        return Err(Refusal::file(&args.file, &error));
    }
    let created = crate::db::file(address).filter(|path| !path.exists());
    let db = Db::open(address, Options::default()).await?;
    let faults = if args.accept_faults {
        Faults::Accept
    } else {
        Faults::Refuse
    };
    let now = SystemClock.now();
    let saved = backup::restore(&db, &Caller::console(), now, &args.file, faults).await;
    let closed = db.close().await;
    if saved.is_err()
        && let Some(path) = created
    {
        crate::db::discard(&path);
    }
    let saved = saved?;
    closed?;
    for fault in &saved.faults {
        tell(&format!("Nhật ký trong tệp không khớp. {fault}"));
    }
    out.answer(&saved, || text("Đã khôi phục", &saved))
}

/// Whether two paths name one file.
fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn text(done: &str, saved: &Saved) -> String {
    let rows = |table: &str| saved.rows.get(table).copied().unwrap_or_default();
    let count = |table| thidua_domain::text::number::group(rows(table));
    facts([
        (done, saved.file.clone()),
        (
            "Việc trong nhật ký",
            thidua_domain::text::number::group(saved.version),
        ),
        ("Dòng dữ liệu", count("record")),
        ("Bảng số liệu", count("figure_sheet")),
        ("Người dùng", count("user_account")),
        ("Tệp đính kèm", count("file_object")),
    ])
}
