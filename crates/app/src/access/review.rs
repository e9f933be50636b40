//! The review of accounts and roles (biên bản rà soát tài khoản, quyền): what an administrator looks
//! through every six months, and the paper that is signed afterwards.

use jiff::civil::Date;
use serde::Serialize;
use thidua_domain::access::{EVERYWHERE, Permission, Role};
use thidua_domain::org::Level;
use thidua_domain::text::{self, number::two_digits};
use thidua_domain::time::{Instant, in_document, vn};
use thidua_files::paper::{Annex, Block, Cell, Document, Letterhead, Signature, Table};
use thidua_files::sheet::Value;

use super::{Caller, GrantRow};
use crate::account::{self, INACTIVE_DAYS, UserRow};
use crate::report::{DOTS, Field, Form, Grid, Issue, Printed, office, write};
use crate::{App, AppError, State};

/// One account of the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReviewRow {
    /// The account.
    pub user: UserRow,
    /// Its roles today in words.
    pub roles: Vec<String>,
    /// What is to be decided about it, in words; empty: nothing.
    pub remarks: Vec<String>,
}

/// The review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Review {
    /// When it was made (µs UTC).
    pub at: i64,
    /// Code of the agency it is made for.
    pub agency: Option<String>,
    /// Every account the caller manages, given name first.
    pub rows: Vec<ReviewRow>,
    /// How many may sign in.
    pub in_use: usize,
    /// How many are disabled.
    pub disabled: usize,
    /// How many have not signed in for [`INACTIVE_DAYS`] days.
    pub inactive: usize,
}

/// Every account the caller manages with its roles, and what is to be decided about each.
///
/// # Errors
/// [`AppError::Forbidden`] without the permission.
pub async fn review(app: &App, by: &Caller) -> Result<Review, AppError> {
    let state = app.state().await?;
    let now = app.now();
    let mut users = account::list(app, by).await?;
    text::sort_names_by_key(&mut users, |user| &user.full_name);
    let count = |test: &dyn Fn(&UserRow) -> bool| users.iter().filter(|user| test(user)).count();
    Ok(Review {
        at: now.0,
        agency: agency_of(&state, by, now.date()),
        in_use: count(&|user| !user.disabled),
        disabled: count(&|user| user.disabled),
        inactive: count(&|user| user.inactive_days.is_some()),
        rows: users
            .into_iter()
            .map(|user| row(&state, user, now.date()))
            .collect(),
    })
}

/// The review as a paper to sign: XLSX to work in, DOCX to edit, PDF to keep.
///
/// # Errors
/// As [`review`]; [`AppError::Refused`] while there is no agency whose head could sign.
pub async fn review_paper(app: &App, by: &Caller, form: Form) -> Result<Printed, AppError> {
    let found = review(app, by).await?;
    let state = app.state().await?;
    let day = Instant(found.at).date();
    let document = document(&state, &found, by, day)?;
    let name = format!("bien-ban-ra-soat-tai-khoan_{day}");
    let done = tokio::task::spawn_blocking(move || write(&document, &name, form)).await;
    done.map_err(|error| AppError::Machine(error.to_string()))?
}

/// The agency whose head signs: where the caller administers; of the whole installation the directorate.
fn agency_of(state: &State, by: &Caller, today: Date) -> Option<String> {
    let held = by.actor.agencies(Permission::ManageUsers, today);
    let own = held.iter().find(|code| **code != EVERYWHERE);
    if let Some(own) = own {
        return Some((*own).to_owned());
    }
    let level = |wanted: Level| {
        state
            .org
            .iter()
            .find(|agency| agency.on(today).is_some_and(|spell| spell.level == wanted))
    };
    level(Level::Directorate)
        .or_else(|| level(Level::Province))
        .map(|agency| agency.code.clone())
}

fn row(state: &State, user: UserRow, today: Date) -> ReviewRow {
    let roles: Vec<String> = user
        .grants
        .iter()
        .filter(|grant| grant.holds)
        .map(|grant| in_words(state, grant, today))
        .collect();
    let mut remarks = Vec::new();
    if let Some(days) = user.inactive_days {
        remarks.push(match user.last_sign_in {
            Some(_) => format!("Không đăng nhập {days} ngày"),
            None => format!("Chưa đăng nhập lần nào, đã {days} ngày"),
        });
    }
    if roles.is_empty() && !user.disabled {
        remarks.push("Không giữ vai trò nào".to_owned());
    }
    if user.disabled && !roles.is_empty() {
        remarks.push("Đã ngừng nhưng vai trò chưa thu hồi".to_owned());
    }
    let whole = |grant: &&GrantRow| grant.holds && grant.role == Role::Administrator;
    if user.grants.iter().any(|grant| whole(&grant)) && !user.disabled {
        remarks.push("Giữ quyền quản trị hệ thống".to_owned());
    }
    ReviewRow {
        user,
        roles,
        remarks,
    }
}

/// `Người đứng đầu, THADS tỉnh A (từ 01/7/2025; theo ủy quyền của …)`.
fn in_words(state: &State, grant: &GrantRow, today: Date) -> String {
    let place = match grant.agency.as_str() {
        EVERYWHERE => "toàn hệ thống".to_owned(),
        code => state.name_on(code, today),
    };
    let until = grant
        .to
        .map_or_else(String::new, |to| format!(" đến hết {}", vn(to)));
    let lent = grant
        .delegated_by
        .as_ref()
        .map_or_else(String::new, |name| format!("; theo ủy quyền của {name}"));
    format!(
        "{}, {place} (từ {}{until}{lent})",
        grant.role_name,
        vn(grant.from)
    )
}

fn document(state: &State, found: &Review, by: &Caller, day: Date) -> Result<Document, AppError> {
    let agency = found.agency.as_deref().ok_or_else(|| {
        AppError::refused("Chưa có cơ quan nào trong hệ thống nên chưa lập được biên bản.")
    })?;
    let issue = Issue {
        date: Some(day),
        ..Issue::default()
    };
    let office = office(state, agency, day, None, &issue)?;
    let maker = Signature {
        capacity: vec!["Người rà soát".to_owned()],
        name: Some(by.name.clone()),
    };
    Ok(Document {
        letterhead: Letterhead {
            dateline: None,
            ..office.letterhead
        },
        kind: Some("Biên bản".to_owned()),
        subject: "Rà soát tài khoản, quyền trên phần mềm Thi Đua".to_owned(),
        blocks: body(found, &office.name, day),
        signatures: vec![maker, office.signature],
        annexes: vec![Annex {
            label: Some("Phụ lục".to_owned()),
            title: "Danh sách tài khoản và quyền".to_owned(),
            attached_to: None,
            landscape: true,
            margins: None,
            blocks: vec![Block::Table(table(found, None, |_| true))],
        }],
        ..Document::default()
    })
}

fn body(found: &Review, office: &str, day: Date) -> Vec<Block> {
    let number = |count: usize| two_digits(i64::try_from(count).unwrap_or(i64::MAX));
    let paragraph = |text: String| Block::Paragraph(text.into());
    let mut blocks = vec![
        paragraph(format!(
            "Hồi {}, {office} rà soát tài khoản và quyền trên phần mềm Thi Đua. Kết quả như sau:",
            at(found.at, day)
        )),
        paragraph(format!(
            "Có {} tài khoản, trong đó {} tài khoản đang dùng, {} tài khoản đã ngừng; {} tài khoản không \
             đăng nhập từ {INACTIVE_DAYS} ngày trở lên. Danh sách đầy đủ tại Phụ lục.",
            number(found.rows.len()),
            number(found.in_use),
            number(found.disabled),
            number(found.inactive)
        )),
    ];
    if found.rows.iter().any(|row| !row.remarks.is_empty()) {
        blocks.push(paragraph("Các tài khoản cần xem xét:".to_owned()));
        let caption = Some("Tài khoản cần xem xét");
        let open = |row: &ReviewRow| !row.remarks.is_empty();
        blocks.push(Block::Table(table(found, caption, open)));
    } else {
        blocks.push(paragraph("Không có tài khoản nào cần xem xét.".to_owned()));
    }
    blocks.push(paragraph("Kết luận, kiến nghị:".to_owned()));
    blocks.push(paragraph([DOTS; 8].join(" ")));
    blocks
}

/// `16 giờ 41 phút, ngày 22 tháng 11 năm 2026`.
fn at(micros: i64, day: Date) -> String {
    let local = Instant(micros).local();
    format!(
        "{:02} giờ {:02} phút, {}",
        local.hour(),
        local.minute(),
        in_document(day)
    )
}

fn table(found: &Review, caption: Option<&str>, wanted: impl Fn(&ReviewRow) -> bool) -> Table {
    let mut grid = Grid::new([
        Field::mark("STT", 5).kept(),
        Field::words("Họ và tên", 18).kept(),
        Field::words("Tên đăng nhập", 16).kept(),
        Field::words("Vai trò đang giữ", 36).kept(),
        Field::mark("Đăng nhập gần nhất", 14).kept(),
        Field::mark("Tình trạng", 12).kept(),
        Field::words("Cần xem xét", 18),
    ]);
    let rows = found.rows.iter().filter(|row| wanted(row));
    for (number, row) in (1_i64..).zip(rows) {
        let user = &row.user;
        let last = user
            .last_sign_in
            .map_or_else(|| "Chưa lần nào".to_owned(), |at| Instant(at).vn());
        let standing = match (user.disabled, user.waiting) {
            (true, _) => "Đã ngừng",
            (false, true) => "Chờ đặt mật khẩu",
            (false, false) => "Đang dùng",
        };
        grid.row(vec![
            Cell::value(number.to_string(), Value::Integer(number.into())),
            Cell::text(user.full_name.as_str()),
            Cell::text(user.name.as_str()),
            Cell::text(row.roles.join("; ")),
            Cell::text(last),
            Cell::text(standing),
            Cell::text(row.remarks.join("; ")),
        ]);
    }
    let table = grid.table(caption.unwrap_or_default());
    Table {
        caption: caption.map(str::to_owned),
        ..table
    }
}
