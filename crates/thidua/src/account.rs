//! `user`, `token`: accounts and roles from the machine itself.

use thidua_app::access::{self, Caller, NewGrant};
use thidua_app::account::{self, NewToken, NewUser, UserRow};
use thidua_app::{App, AppError};
use thidua_domain::access::EVERYWHERE;
use thidua_domain::text;
use thidua_domain::time::{Instant, vn};

use crate::args::{GrantArgs, TokenCommand, UserCommand};
use crate::out::Out;
use crate::refusal::Refusal;
use crate::table::Table;

/// `user …`.
pub(crate) async fn user(address: &str, out: Out, command: UserCommand) -> Result<(), Refusal> {
    let app = crate::db::writable(address).await?;
    let by = Caller::console();
    match command {
        UserCommand::Add(args) => {
            let name = args.name.clone();
            if let (Some(_), Some(agency)) = (&args.role, &args.agency) {
                need_agency(&app, agency).await?;
            }
            let new = NewUser {
                full_name: args.full_name.unwrap_or_else(|| args.name.clone()),
                name: args.name,
                person: args.person,
            };
            let code = account::add(&app, &by, new, None).await?;
            if let Some(role) = args.role {
                let grant = NewGrant {
                    user: name.clone(),
                    role,
                    agency: args.agency.unwrap_or_else(|| EVERYWHERE.to_owned()),
                    from: app.today(),
                    to: None,
                    document: None,
                };
                access::grant(&app, &by, grant, None).await?;
            }
            code_once(out, &name, &code)
        }
        UserCommand::Reset(args) => {
            let code = known(
                &app,
                &by,
                &args.name,
                account::reset(&app, &by, &args.name, args.why.text()).await,
            )
            .await?;
            code_once(out, &args.name, &code)
        }
        UserCommand::Disable(args) => {
            known(
                &app,
                &by,
                &args.name,
                account::disable(&app, &by, &args.name, args.why.text()).await,
            )
            .await?;
            shown(&app, &by, out, &args.name).await
        }
        UserCommand::Enable(args) => {
            known(
                &app,
                &by,
                &args.name,
                account::enable(&app, &by, &args.name, args.why.text()).await,
            )
            .await?;
            shown(&app, &by, out, &args.name).await
        }
        UserCommand::Unlock(args) => {
            known(
                &app,
                &by,
                &args.name,
                account::unlock(&app, &by, &args.name, args.why.text()).await,
            )
            .await?;
            shown(&app, &by, out, &args.name).await
        }
        UserCommand::Grant(args) => grant(&app, &by, out, args).await,
        UserCommand::Revoke(args) => {
            let user = known(
                &app,
                &by,
                &args.name,
                account::one(&app, &by, &args.name).await,
            )
            .await?;
            if !user.grants.iter().any(|grant| grant.id == args.grant) {
                return Err(Refusal::told(format!(
                    "Người dùng «{}» không có vai trò số {}.",
                    args.name, args.grant
                )));
            }
            access::revoke(&app, &by, args.grant, args.why.text()).await?;
            shown(&app, &by, out, &args.name).await
        }
        UserCommand::List => {
            let users = account::list(&app, &by).await?;
            out.answer(&users, || users_text(&users))
        }
    }
}

async fn grant(app: &App, by: &Caller, out: Out, args: GrantArgs) -> Result<(), Refusal> {
    let agency = args.agency.unwrap_or_else(|| EVERYWHERE.to_owned());
    need_agency(app, &agency).await?;
    known(app, by, &args.name, account::one(app, by, &args.name).await).await?;
    let new = NewGrant {
        user: args.name.clone(),
        role: args.role,
        agency,
        from: args.from.unwrap_or_else(|| app.today()),
        to: args.to,
        document: args.document,
    };
    access::grant(app, by, new, Some(args.why.text())).await?;
    shown(app, by, out, &args.name).await
}

/// Refuses an agency that is not there, before anything of the command is done.
async fn need_agency(app: &App, code: &str) -> Result<(), Refusal> {
    let state = app.state().await?;
    if code == EVERYWHERE || state.org.find(code).is_some() {
        return Ok(());
    }
    let near = text::nearest(code, state.org.iter().map(|agency| agency.code.as_str()));
    let cure = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
    Err(Refusal::told(format!(
        "Không có cơ quan mang mã «{code}».{cure}"
    )))
}

/// The answer of a command on an account; one that is not there is named, with the nearest.
async fn known<T>(
    app: &App,
    by: &Caller,
    name: &str,
    done: Result<T, AppError>,
) -> Result<T, Refusal> {
    match done {
        Err(AppError::NotFound) => {
            let users = account::list(app, by).await?;
            let near = text::nearest(name, users.iter().map(|user| user.name.as_str()));
            let cure = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
            Err(Refusal::told(format!(
                "Không có người dùng «{name}».{cure}"
            )))
        }
        other => Ok(other?),
    }
}

async fn shown(app: &App, by: &Caller, out: Out, name: &str) -> Result<(), Refusal> {
    let user = account::one(app, by, name).await?;
    out.answer(&user, || users_text(std::slice::from_ref(&user)))
}

fn code_once(out: Out, name: &str, code: &str) -> Result<(), Refusal> {
    let answer = serde_json::json!({ "user": name, "code": code });
    out.answer(&answer, || {
        format!(
            "Mã dùng một lần của «{name}»: {code}\nĐưa mã này cho người dùng; mã có hiệu lực 24 giờ, chỉ để đặt mật khẩu ở lần đăng nhập đầu.\n"
        )
    })
}

fn users_text(users: &[UserRow]) -> String {
    if users.is_empty() {
        return "Chưa có người dùng nào.\n".to_owned();
    }
    let mut table = Table::new()
        .words("Tên đăng nhập")
        .words("Họ và tên")
        .words("Trạng thái")
        .words("Đăng nhập gần nhất")
        .numbers("Số vai trò")
        .words("Vai trò")
        .words("Cơ quan")
        .words("Thời gian");
    for user in users {
        let state = match (user.disabled, user.waiting) {
            (true, _) => "đã ngừng",
            (false, true) => "chờ đặt mật khẩu",
            (false, false) => "đang dùng",
        };
        let seen = user
            .last_sign_in
            .map(|at| Instant(at).vn())
            .unwrap_or_default();
        let mut head = [
            user.name.clone(),
            user.full_name.clone(),
            state.to_owned(),
            seen,
        ];
        if user.grants.is_empty() {
            table.row(head.clone());
        }
        for grant in &user.grants {
            let until = grant
                .to
                .map(|day| format!(" đến {}", vn(day)))
                .unwrap_or_default();
            let agency = if grant.agency == EVERYWHERE {
                "cả hệ thống"
            } else {
                &grant.agency
            };
            let ended = if grant.holds {
                ""
            } else {
                " (không còn hoặc chưa có hiệu lực)"
            };
            let rest = [
                grant.id.to_string(),
                grant.role_name.to_owned(),
                agency.to_owned(),
                format!("từ {}{until}{ended}", vn(grant.from)),
            ];
            table.row(head.iter().chain(&rest).cloned());
            head = Default::default();
        }
    }
    table.text()
}

/// `token …`.
pub(crate) async fn token(address: &str, out: Out, command: TokenCommand) -> Result<(), Refusal> {
    let TokenCommand::Create(args) = command;
    let app = crate::db::writable(address).await?;
    let by = Caller::console();
    let new = NewToken {
        user: args.user.clone(),
        label: args.label.clone(),
        to: args.to,
    };
    let token = known(
        &app,
        &by,
        &args.user,
        account::issue_token(&app, &by, new).await,
    )
    .await?;
    let answer = serde_json::json!({ "user": args.user, "label": args.label, "token": token });
    out.answer(&answer, || {
        format!("{token}\n\nMã truy cập của «{}» chỉ được in ra lần này. Gửi kèm yêu cầu: Authorization: Bearer MÃ\n", args.user)
    })
}
