//! Sessions: opened by a file or for a list, found again by their owner alone, thrown away, swept.

use std::sync::Arc;

use serde::Serialize;
use thidua_domain::access::{Actor, Target};
use thidua_domain::bundle::SheetDef;
use thidua_domain::conduct::is_guarded;
use thidua_files::grid::{self, Grid, Limits};
use thidua_store::import as rows;
use tokio::sync::Semaphore;

use super::super::whence::LIST;
use super::super::{FIGURES, PERMISSION, RECORD_SHEETS};
use super::cache;
use super::check::Input;
use super::plan::{FilePart, Link, Plan, SheetPlan, def, own_agency};
use super::table::Edits;
use crate::account::token;
use crate::{App, AppError, View, exchange};

/// A session nobody has touched for this long is thrown away.
const KEPT: i64 = 30 * 24 * 60 * 60 * 1_000_000;
/// Sessions one user may have open.
const MOST: usize = 50;
/// Rows an empty list begins with.
const EMPTY_ROWS: u32 = 20;

/// Files read at the same time: each takes a core and its memory.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The columns a typed list begins with.
#[rustfmt::skip]
const LISTS: &[(&str, &[&str])] = &[
    ("nhan-su", &["ma", "ho_va_ten", "ngay_sinh", "gioi_tinh", "ma_co_quan", "chuc_vu", "chuc_danh", "nhom", "tu_ngay"]),
    ("khen-thuong", &["ma_co_quan", "ma_doi_tuong", "doi_tuong", "ma_khen_thuong", "nam_thanh_tich", "so_quyet_dinh", "ngay_quyet_dinh", "co_quan_quyet_dinh", "so_luong"]),
    ("chi-tieu", &["ma_co_quan", "nam_cong_tac", "den_thang", "ma_chi_tieu", "phep_so", "gia_tri", "don_vi_giao", "van_ban", "ngay_giao"]),
    ("van-ban", &["ma", "so_ky_hieu", "ngay_ban_hanh", "co_quan_ban_hanh", "loai", "trich_yeu"]),
    ("danh-gia", &["ma_doi_tuong", "nam", "muc_xep_loai", "van_ban"]),
    ("dong-gop", &["ma_co_quan", "nam", "nguon_dong_gop", "loai", "hang_muc", "so_luong", "don_vi_tinh", "doi_tuong_thu_huong", "phoi_hop"]),
    ("hoat-dong", &["ma_co_quan", "ngay", "loai", "noi_dung", "so_luong", "don_vi_tinh", "doi_tuong", "phoi_hop"]),
    ("dien-hinh", &["ma_co_quan", "ma_doi_tuong", "doi_tuong", "nam", "trang_thai", "cap", "linh_vuc", "ly_do"]),
    ("thanh-tich", &["ma_co_quan", "ma_doi_tuong", "doi_tuong", "ngay", "loai", "noi_dung", "ket_qua", "linh_vuc"]),
    ("cach-lam-hay", &["ma", "ma_co_quan", "ten", "loai", "linh_vuc", "noi_dung", "hieu_qua", "tac_gia", "nam"]),
    ("dang-ky", &["nam", "ma_co_quan", "ma_doi_tuong", "doi_tuong", "ma_danh_hieu", "sang_kien", "ngay_dang_ky"]),
    ("sang-kien", &["ma", "ten", "tac_gia", "pham_vi", "van_ban_cong_nhan", "ngay_cong_nhan", "tom_tat"]),
];

/// A session in its owner's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Its identity.
    pub id: String,
    /// Name of the file, or what the list is called.
    pub title: String,
    /// Whether it is a typed list.
    pub typed: bool,
    /// Whether its rows are stored.
    pub done: bool,
    /// Whether its columns are confirmed.
    pub settled: bool,
    /// Rows of forms still to be asked about.
    pub asks: usize,
    /// What its sheets are, in the words of users.
    pub kinds: Vec<String>,
    /// When it last changed (µs UTC).
    pub updated: i64,
}

/// A session at work.
pub(super) struct Desk {
    pub(super) row: rows::Session,
    pub(super) plan: Plan,
}

impl Desk {
    /// Whether it is a typed list.
    pub(super) fn is_typed(&self) -> bool {
        self.row.media.is_empty()
    }

    /// Its files; a session opened by an earlier release names only one.
    pub(super) fn files(&self) -> Vec<FilePart> {
        match (self.plan.files.is_empty(), &self.row.sha256) {
            (true, Some(sha256)) => vec![FilePart {
                name: self.row.title.clone(),
                media: self.row.media.clone(),
                sha256: sha256.clone(),
                size: usize::try_from(self.row.size).unwrap_or(usize::MAX),
            }],
            _ => self.plan.files.clone(),
        }
    }
}

/// Asks for the permission to write at all.
pub(super) async fn permitted(app: &App, actor: &Actor) -> Result<View, AppError> {
    let view = app.view(actor).await?;
    view.permit(PERMISSION, Target::Any)?;
    Ok(view)
}

/// The sheets this actor may take in.
pub(super) fn allowed(view: &View) -> Vec<&'static SheetDef> {
    let all = RECORD_SHEETS.iter().copied().chain([FIGURES]);
    let everywhere = view.loads_everywhere();
    let own = [
        "so-lieu",
        "chi-tieu",
        "khen-thuong",
        "nhan-su",
        "van-ban",
        "phong-trao",
        "huong-ung",
        "moc-phong-trao",
        "tieu-chuan-phong-trao",
        "danh-gia",
        "ky-luat",
        "vuong-mac",
        "vang-mat",
        "xep-loai-doan-the",
        "sang-kien",
        "dong-gop",
        "hoat-dong",
        "dien-hinh",
        "su-kien",
        "noi-dung",
        "dang-ky",
        "xep-hang",
        "thanh-tich",
        "buoc-dien-hinh",
        "hoc-tap-dien-hinh",
        "lan-toa",
        "cach-lam-hay",
        "ap-dung-cach-lam",
    ];
    // What cannot be read is not offered to be written.
    let reads = crate::conduct::reads(view);
    all.filter(|def| everywhere || own.contains(&def.name))
        .filter(|def| reads || !is_guarded(def.name))
        .filter(|def| !crate::record::has_own_page(def.name))
        .collect()
}

/// A session of the actor's own; another's is not found.
pub(super) async fn desk(app: &App, actor: &Actor, id: &str) -> Result<Desk, AppError> {
    let snapshot = app.db().read().await?;
    let row = rows::find(&snapshot, &actor.user, id).await?;
    let row = row.filter(|row| row.media != exchange::receive::MEDIA);
    let row = row.ok_or(AppError::NotFound)?;
    let plan =
        Plan::read(&row.plan).ok_or_else(|| AppError::Machine(format!("plan of session {id}")))?;
    Ok(Desk { row, plan })
}

/// A session that is still open.
pub(super) async fn open_desk(app: &App, actor: &Actor, id: &str) -> Result<Desk, AppError> {
    let desk = desk(app, actor, id).await?;
    if desk.row.state == rows::OPEN {
        return Ok(desk);
    }
    Err(AppError::refused(
        "Lần nhập này đã lưu xong, không sửa được nữa.",
    ))
}

/// The sheets of a session's files, from memory or read again.
pub(super) async fn book(app: &App, desk: &Desk) -> Result<Arc<Vec<Grid>>, AppError> {
    if desk.is_typed() {
        return Ok(Arc::new(Vec::new()));
    }
    if let Some(book) = cache::book(&desk.row.id) {
        return Ok(book);
    }
    let mut grids = Vec::new();
    for (file, bytes) in files(app, desk).await? {
        let (read, _) = read(file.name, bytes).await?;
        grids.extend(read);
    }
    let book = Arc::new(grids);
    cache::keep_book(&desk.row.id, book.clone());
    Ok(book)
}

/// The files of a session with their bytes.
pub(super) async fn files(app: &App, desk: &Desk) -> Result<Vec<(FilePart, Vec<u8>)>, AppError> {
    let snapshot = app.db().read().await?;
    let mut rest = rows::bytes(&snapshot, &desk.row.id).await?;
    let mut files = Vec::new();
    for file in desk.files() {
        let after = rest.split_off(file.size.min(rest.len()));
        files.push((file, std::mem::replace(&mut rest, after)));
    }
    Ok(files)
}

/// Reads a file off the threads that answer requests.
pub(super) async fn read(
    name: String,
    bytes: Vec<u8>,
) -> Result<(Vec<Grid>, Vec<String>), AppError> {
    let turn = TURNS
        .acquire()
        .await
        .map_err(|error| AppError::Machine(error.to_string()))?;
    let read =
        tokio::task::spawn_blocking(move || grid::read(&name, &bytes, &Limits::default())).await;
    drop(turn);
    let book = read.map_err(|error| AppError::Machine(error.to_string()))?;
    let book = book.map_err(|error| AppError::File(format!("{error} {}", error.cure())))?;
    let notes = book.notes.iter().map(ToString::to_string).collect();
    Ok((book.sheets, notes))
}

/// What a check needs of a session.
pub(super) async fn input(app: &App, desk: &Desk) -> Result<Input, AppError> {
    let grids = book(app, desk).await?;
    let snapshot = app.db().read().await?;
    let mut edits: Vec<Edits> = vec![Edits::new(); desk.plan.sheets.len()];
    for cell in rows::cells(&snapshot, &desk.row.id).await? {
        let sheet = usize::try_from(cell.sheet)
            .ok()
            .and_then(|at| edits.get_mut(at));
        if let (Some(sheet), Ok(line)) = (sheet, u32::try_from(cell.line)) {
            sheet.insert((line, cell.col), cell.value);
        }
    }
    Ok(Input {
        title: desk.row.title.clone(),
        plan: desk.plan.clone(),
        grids,
        edits,
    })
}

/// Opens a session for a list that is typed or pasted.
///
/// # Errors
/// [`AppError::NotFound`] where lists of this sheet are not typed.
pub async fn blank(app: &App, actor: &Actor, sheet: &str) -> Result<String, AppError> {
    let view = permitted(app, actor).await?;
    room(app, actor).await?;
    let columns = LISTS.iter().find(|(name, _)| *name == sheet);
    let (Some((_, columns)), Some(def)) = (columns, def(sheet)) else {
        return Err(AppError::NotFound);
    };
    let links = columns.iter().enumerate().map(|(at, id)| Link {
        at,
        heading: def
            .column(id)
            .map(|column| column.label)
            .unwrap_or_default()
            .to_owned(),
        to: (*id).to_owned(),
        sure: 100,
    });
    let mut plan = Plan {
        sheets: vec![SheetPlan {
            name: def.title.to_owned(),
            kind: Some(def.name.to_owned()),
            links: links.collect(),
            auto_code: matches!(def.name, "nhan-su" | "van-ban" | "sang-kien"),
            rows: EMPTY_ROWS,
            ..SheetPlan::default()
        }],
        settled: true,
        ..Plan::default()
    };
    own_agency(&view, &mut plan);
    create(
        app,
        actor,
        format!("{}: {LIST}", def.title),
        "",
        None,
        &plan,
    )
    .await
}

pub(super) async fn create(
    app: &App,
    actor: &Actor,
    title: String,
    media: &str,
    file: Option<(String, &[u8])>,
    plan: &Plan,
) -> Result<String, AppError> {
    let id: String = token(app.entropy())?.chars().take(32).collect();
    let now = app.now().0;
    let (sha256, bytes) = match file {
        Some((sha256, bytes)) => (Some(sha256), bytes),
        None => (None, &[][..]),
    };
    let row = rows::Session {
        id: id.clone(),
        owner: actor.user.clone(),
        title,
        media: media.to_owned(),
        sha256,
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        plan: plan.text(),
        version: 1,
        state: rows::OPEN.to_owned(),
        answer: None,
        created: now,
        updated: now,
    };
    rows::create(app.db(), &row, bytes).await?;
    Ok(id)
}

/// The name of a file without its folder; what cannot be shown is dropped.
pub(super) fn title(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean = thidua_domain::text::clean(base).replace('\n', " ");
    let short: String = clean.chars().take(150).collect();
    if short.is_empty() {
        "tệp không tên".to_owned()
    } else {
        short
    }
}

pub(super) async fn room(app: &App, actor: &Actor) -> Result<(), AppError> {
    let snapshot = app.db().read().await?;
    let open = rows::list(&snapshot, &actor.user).await?;
    let open = open
        .iter()
        .filter(|session| session.state == rows::OPEN)
        .count();
    if open < MOST {
        return Ok(());
    }
    Err(AppError::refused(format!(
        "Đang có {open} lần nhập dở. Lưu hoặc bỏ bớt các lần nhập cũ rồi nhập tiếp."
    )))
}

/// The actor's sessions, last changed first.
///
/// # Errors
/// [`AppError::Forbidden`] where the actor may not write at all.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Summary>, AppError> {
    permitted(app, actor).await?;
    let snapshot = app.db().read().await?;
    let found = rows::list(&snapshot, &actor.user).await?;
    let summary = |row: rows::Session| {
        let plan = Plan::read(&row.plan).unwrap_or_default();
        let kinds = plan.sheets.iter().filter_map(SheetPlan::def);
        Summary {
            kinds: kinds.map(|def| def.title.to_owned()).collect(),
            typed: row.media.is_empty(),
            done: row.state == rows::DONE,
            settled: plan.settled,
            asks: plan.sheets.iter().map(SheetPlan::doubts).sum(),
            id: row.id,
            title: row.title,
            updated: row.updated,
        }
    };
    // Whole bundles are taken in on their own page.
    let own = |row: &rows::Session| row.media != exchange::receive::MEDIA;
    Ok(found.into_iter().filter(own).map(summary).collect())
}

/// Forgets what is remembered of a session: the next look reads its files and checks its rows anew.
pub fn forget(id: &str) {
    cache::forget(id);
}

/// Throws a session away.
///
/// # Errors
/// [`AppError::NotFound`] where it is not the actor's.
pub async fn discard(app: &App, actor: &Actor, id: &str) -> Result<(), AppError> {
    permitted(app, actor).await?;
    cache::forget(id);
    if rows::discard(app.db(), &actor.user, id).await? {
        return Ok(());
    }
    Err(AppError::NotFound)
}

/// Throws away the sessions that nobody has touched for 30 days.
///
/// # Errors
/// [`AppError::Store`] where the database fails.
pub async fn sweep(app: &App) -> Result<u64, AppError> {
    Ok(rows::sweep(app.db(), app.now().0 - KEPT).await?)
}
