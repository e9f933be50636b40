//! Users and roles (quản trị người dùng).

mod invite;
mod review;
mod seeing;

pub(crate) use invite::{FIELDS as INVITE, invite, page as invitation};
pub(crate) use review::{
    FIELDS as REVIEW, disable as disable_inactive, page as review, paper as review_paper,
};
pub(crate) use seeing::{STOP, see_as, stop as stop_seeing, while_seeing};

use std::sync::Arc;

use axum::http::StatusCode;
use minijinja::{Value, context};
use thidua_app::AppError;
use thidua_app::access::{self, NewGrant};
use thidua_app::account::{self, NewUser, UserRow};
use thidua_app::listing::Which;
use thidua_domain::access::{EVERYWHERE, Permission, Role};
use thidua_domain::org::Level;
use thidua_domain::text;
use thidua_domain::time::parse_date;

use crate::ask::{Ask, redirect};
use crate::draft;
use crate::listing::{self, Empty, Listed};
use crate::problem::Problem;
use crate::routes::{Outcome, Param};
use crate::template::value;

/// Fields of the list of users.
pub(crate) const LIST: &[Param] = listing::with_fields![];
/// Fields of the list of users as a file.
pub(crate) const FILE: &[Param] = listing::with_fields![listing::FORM];

/// The list of users.
pub(crate) async fn users(ask: Arc<Ask>) -> Outcome {
    users_page(&ask, StatusCode::OK, None).await
}

async fn users_page(ask: &Ask, status: StatusCode, fault: Option<&str>) -> Outcome {
    let listed = listed(ask).await?;
    let field = |name| ask.form.text(name).unwrap_or_default();
    let page = context! {
        list => listing::model(ask, &listed)?,
        faults => fault.map(str::to_owned).into_iter().collect::<Vec<String>>(),
        account => field("ten"), full_name => field("ho_ten"), person => field("ca_nhan"),
    };
    ask.page_with(status, "access/users.html", page)
}

/// The users as a file.
pub(crate) async fn users_file(ask: Arc<Ask>) -> Outcome {
    let listed = listed(&ask).await?;
    listing::file(&ask, listed).await
}

/// The users the caller manages.
async fn listed(ask: &Ask) -> Result<Listed, Problem> {
    let by = ask.live()?.caller("web");
    let found = account::list(ask.app(), &by)
        .await
        .map_err(|error| ask.fault(error))?;
    Ok(Listed {
        printing: Permission::ManageUsers,
        ..Listed::new(
            Which::Users(found),
            Empty {
                icon: "users-group",
                title: "Chưa có người dùng nào",
                text: "Thêm người dùng đầu tiên ở dưới đây, hoặc mời nhiều người cùng lúc.",
            },
        )
    })
}

fn shown(ask: &Ask, user: &UserRow) -> Value {
    let grants: Vec<Value> = user
        .grants
        .iter()
        .map(|grant| {
            let place = match grant.agency.as_str() {
                EVERYWHERE => "Toàn hệ thống".to_owned(),
                code => ask.agency_name(code),
            };
            context! { place, ..value(grant) }
        })
        .collect();
    context! { grants, ..value(user) }
}

/// One user: roles, and what an administrator may do with the account.
pub(crate) async fn user(ask: Arc<Ask>) -> Outcome {
    let notice = match ask.query.text("thong-bao") {
        Some("da-giao") => Some("Đã giao vai trò."),
        Some("da-thu-hoi") => Some("Đã thu hồi vai trò."),
        Some("da-ngung") => Some("Đã ngừng tài khoản; mọi phiên làm việc đã kết thúc."),
        Some("da-cho-dung") => Some("Đã cho dùng lại tài khoản."),
        Some("da-mo-khoa") => Some("Đã mở khóa đăng nhập."),
        _ => None,
    };
    user_page(
        &ask,
        StatusCode::OK,
        context! { notice, code => (), faults => Vec::<String>::new() },
    )
    .await
}

async fn user_page(ask: &Ask, status: StatusCode, said: Value) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = ask.part("ten")?;
    let user = account::one(ask.app(), &by, name)
        .await
        .map_err(|error| ask.fault(error))?;
    let roles: Vec<Value> = Role::ALL
        .iter()
        .map(|role| context! { code => role.code(), name => role.name() })
        .collect();
    let places = places(ask)?;
    let everywhere = by
        .actor
        .agencies(Permission::ManageUsers, ask.today)
        .contains(&EVERYWHERE);
    let page = context! {
        user => shown(ask, &user), roles, places, everywhere, today => ask.today.to_string(), typed => typed(ask), ..said
    };
    ask.page_with(status, "access/user.html", page)
}

/// What was typed into a form of the page that was refused; `form`: the end of the address it was sent to.
fn typed(ask: &Ask) -> Value {
    let field = |name| ask.form.text(name).unwrap_or_default();
    context! {
        form => ask.route.path.split_once("/{ten}/").map(|(_, form)| form),
        role => field("vai_tro"), agency => field("co_quan"), from => field("tu"), to => field("den"),
        document => field("van_ban"), reason => field("ly_do"), grant => field("so"),
    }
}

/// The agencies the caller may grant roles at, by name.
fn places(ask: &Ask) -> Result<Vec<Value>, Problem> {
    let view = ask.view()?;
    let mut agencies: Vec<(&str, String)> = view
        .state
        .org
        .iter()
        .filter(|agency| {
            agency
                .on(ask.today)
                .is_some_and(|spell| spell.level != Level::Outside)
        })
        .filter(|agency| view.sees(Permission::ManageUsers, &agency.code))
        .map(|agency| {
            (
                agency.code.as_str(),
                view.state.org.label_on(&agency.code, ask.today),
            )
        })
        .collect();
    text::sort_by_key(&mut agencies, |(_, name)| name);
    Ok(agencies
        .into_iter()
        .map(|(code, name)| context! { code, name })
        .collect())
}

/// Adds a user and shows the one-time code.
pub(crate) async fn add(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let new = NewUser {
        name: ask.form.text("ten").unwrap_or_default().to_owned(),
        full_name: ask.form.text("ho_ten").unwrap_or_default().to_owned(),
        person: ask.form.text("ca_nhan").map(str::to_owned),
    };
    let name = new.name.clone();
    match account::add(ask.app(), &by, new, ask.form.text("ly_do")).await {
        Ok(code) => {
            draft::accepted(&ask).await;
            ask.page("access/code.html", context! { code, name, added => true })
        }
        Err(AppError::Refused(text)) => {
            users_page(&ask, StatusCode::UNPROCESSABLE_ENTITY, Some(&text)).await
        }
        Err(error) => Err(ask.fault(error)),
    }
}

/// The user of the path, if the caller manages it: asked before anything else is looked at, so that what
/// is wrong with a form says nothing of users out of reach.
async fn in_reach(ask: &Ask) -> Result<UserRow, Problem> {
    let by = ask.live()?.caller("web");
    account::one(ask.app(), &by, ask.part("ten")?)
        .await
        .map_err(|error| ask.fault(error))
}

/// Gives a user a new one-time code.
pub(crate) async fn reset(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = in_reach(&ask).await?.name;
    let reason = ask.form.required("ly_do")?;
    match account::reset(ask.app(), &by, &name, reason).await {
        Ok(code) => {
            draft::accepted(&ask).await;
            ask.page("access/code.html", context! { code, name, added => false })
        }
        Err(error) => failed(&ask, error).await,
    }
}

/// Keeps a user from signing in.
pub(crate) async fn disable(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = in_reach(&ask).await?.name;
    let reason = ask.form.required("ly_do")?;
    let done = account::disable(ask.app(), &by, &name, reason).await;
    after(&ask, done, "da-ngung").await
}

/// Lets a user sign in again.
pub(crate) async fn enable(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = in_reach(&ask).await?.name;
    let reason = ask.form.required("ly_do")?;
    let done = account::enable(ask.app(), &by, &name, reason).await;
    after(&ask, done, "da-cho-dung").await
}

/// Forgets the wrong passwords that locked a user.
pub(crate) async fn unlock(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = in_reach(&ask).await?.name;
    let reason = ask.form.required("ly_do")?;
    let done = account::unlock(ask.app(), &by, &name, reason).await;
    after(&ask, done, "da-mo-khoa").await
}

/// Grants a role.
pub(crate) async fn grant(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let name = in_reach(&ask).await?.name;
    let role = Role::from_code(ask.form.required("vai_tro")?)
        .ok_or_else(|| Problem::field("vai_tro", "không có vai trò này"))?;
    let day = |field: &'static str| {
        let read = ask.form.text(field).map(parse_date).transpose();
        read.map_err(|_| AppError::refused("Ngày không đọc được. Ví dụ viết đúng: 01/10/2026."))
    };
    let done = async {
        let new = NewGrant {
            user: name.clone(),
            role,
            agency: ask.form.text("co_quan").unwrap_or_default().to_owned(),
            from: day("tu")?.unwrap_or(ask.today),
            to: day("den")?,
            document: ask.form.text("van_ban").map(str::to_owned),
        };
        access::grant(ask.app(), &by, new, ask.form.text("ly_do")).await
    }
    .await;
    after(&ask, done, "da-giao").await
}

/// Revokes a role.
pub(crate) async fn revoke(ask: Arc<Ask>) -> Outcome {
    let by = ask.live()?.caller("web");
    let user = in_reach(&ask).await?;
    let reason = ask.form.required("ly_do")?;
    let id: i64 = ask.form.read("so")?.ok_or(Problem::NotFound)?;
    if !user.grants.iter().any(|grant| grant.id == id) {
        return Err(Problem::NotFound);
    }
    let done = access::revoke(ask.app(), &by, id, reason).await;
    after(&ask, done, "da-thu-hoi").await
}

async fn after(ask: &Ask, done: Result<(), AppError>, notice: &str) -> Outcome {
    match done {
        Ok(()) => {
            let name = ask.part("ten")?;
            Ok(redirect(&format!(
                "/quan-tri/nguoi-dung/{name}?thong-bao={notice}"
            )))
        }
        Err(error) => failed(ask, error).await,
    }
}

async fn failed(ask: &Ask, error: AppError) -> Outcome {
    match error {
        AppError::Refused(text) => {
            let said = context! { notice => (), code => (), faults => vec![text] };
            user_page(ask, StatusCode::UNPROCESSABLE_ENTITY, said).await
        }
        error => Err(ask.fault(error)),
    }
}
