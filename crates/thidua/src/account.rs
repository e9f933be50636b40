//! `user`, `token`: accounts and roles from the machine itself.

use jiff::civil::Date;
use thidua_app::access::{self, Caller, GrantRow, NewGrant};
use thidua_app::account::{self, NewToken, NewUser, UserRow};
use thidua_app::{App, AppError, State};
use thidua_domain::access::EVERYWHERE;
use thidua_domain::text;
use thidua_domain::time::{Instant, vn};

use crate::args::{AddArgs, GrantArgs, RevokeArgs, TokenCommand, UserCommand};
use crate::out::Out;
use crate::refusal::Refusal;
use crate::table::Table;

/// The accounts of a database, and who changes them.
struct Desk<'a> {
    app: &'a App,
    by: Caller,
    out: Out,
}

/// `user …`.
pub(crate) async fn user(app: &App, out: Out, command: UserCommand) -> Result<(), Refusal> {
    let desk = Desk {
        app,
        by: Caller::console(),
        out,
    };
    let by = &desk.by;
    match command {
        UserCommand::Add(args) => desk.add(args).await,
        UserCommand::Reset(args) => {
            let done = account::reset(app, by, &args.name, args.why.text()).await;
            let code = desk.known(&args.name, done).await?;
            code_once(out, &args.name, &code)
        }
        UserCommand::Disable(args) => {
            let done = account::disable(app, by, &args.name, args.why.text()).await;
            desk.changed(&args.name, done).await
        }
        UserCommand::Enable(args) => {
            let done = account::enable(app, by, &args.name, args.why.text()).await;
            desk.changed(&args.name, done).await
        }
        UserCommand::Unlock(args) => {
            let done = account::unlock(app, by, &args.name, args.why.text()).await;
            desk.changed(&args.name, done).await
        }
        UserCommand::Grant(args) => desk.grant(args).await,
        UserCommand::Revoke(args) => desk.revoke(args).await,
        UserCommand::List => {
            let users = account::list(app, by).await?;
            let state = app.state().await?;
            out.answer(&users, || users_text(&users, &state, app.today()))
        }
    }
}

impl Desk<'_> {
    async fn add(&self, args: AddArgs) -> Result<(), Refusal> {
        let agency = args.agency.unwrap_or_else(|| EVERYWHERE.to_owned());
        need_agency(self.app, &agency).await?;
        let new = NewUser {
            full_name: args.full_name.unwrap_or_else(|| args.name.clone()),
            name: args.name.clone(),
            person: args.person,
        };
        let code = account::add(self.app, &self.by, new, None).await?;
        if let Some(role) = args.role {
            let grant = NewGrant {
                user: args.name.clone(),
                role,
                agency,
                from: self.app.today(),
                to: None,
                document: None,
            };
            access::grant(self.app, &self.by, grant, None).await?;
        }
        code_once(self.out, &args.name, &code)
    }

    async fn grant(&self, args: GrantArgs) -> Result<(), Refusal> {
        let agency = args.agency.unwrap_or_else(|| EVERYWHERE.to_owned());
        need_agency(self.app, &agency).await?;
        self.one(&args.name).await?;
        let new = NewGrant {
            user: args.name.clone(),
            role: args.role,
            agency,
            from: args.from.unwrap_or_else(|| self.app.today()),
            to: args.to,
            document: args.document,
        };
        let done = access::grant(self.app, &self.by, new, Some(args.why.text())).await;
        self.changed(&args.name, done).await
    }

    async fn revoke(&self, args: RevokeArgs) -> Result<(), Refusal> {
        let user = self.one(&args.name).await?;
        if !user.grants.iter().any(|grant| grant.id == args.grant) {
            return Err(Refusal::told(format!(
                "Người dùng «{}» không có vai trò số {}.",
                args.name, args.grant
            )));
        }
        let done = access::revoke(self.app, &self.by, args.grant, args.why.text()).await;
        self.changed(&args.name, done).await
    }

    /// The account of a name.
    async fn one(&self, name: &str) -> Result<UserRow, Refusal> {
        let found = account::one(self.app, &self.by, name).await;
        self.known(name, found).await
    }

    /// Shows an account as it stands after a command.
    async fn changed(&self, name: &str, done: Result<(), AppError>) -> Result<(), Refusal> {
        self.known(name, done).await?;
        let user = self.one(name).await?;
        let state = self.app.state().await?;
        let text = || users_text(std::slice::from_ref(&user), &state, self.app.today());
        self.out.answer(&user, text)
    }

    /// The answer of a command on an account; one that is not there is named, with the nearest.
    async fn known<T>(&self, name: &str, done: Result<T, AppError>) -> Result<T, Refusal> {
        let Err(AppError::NotFound) = done else {
            return Ok(done?);
        };
        let users = account::list(self.app, &self.by).await?;
        let near = text::nearest(name, users.iter().map(|user| user.name.as_str()));
        let cure = near.map_or_else(String::new, |near| format!(" Có phải «{near}»?"));
        Err(Refusal::told(format!(
            "Không có người dùng «{name}».{cure}"
        )))
    }
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

fn code_once(out: Out, name: &str, code: &str) -> Result<(), Refusal> {
    let answer = serde_json::json!({ "user": name, "code": code });
    out.answer(&answer, || {
        format!(
            "Mã dùng một lần của «{name}»: {code}\nĐưa mã này cho người dùng; mã có hiệu lực 24 giờ, chỉ để đặt mật khẩu ở lần đăng nhập đầu.\n"
        )
    })
}

fn users_text(users: &[UserRow], state: &State, today: Date) -> String {
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
        let standing = match (user.disabled, user.waiting) {
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
            standing.to_owned(),
            seen,
        ];
        if user.grants.is_empty() {
            table.row(head.clone());
        }
        for grant in &user.grants {
            let agency = match grant.agency.as_str() {
                EVERYWHERE => "cả hệ thống".to_owned(),
                code => state.name_on(code, today),
            };
            let rest = [
                grant.id.to_string(),
                grant.role_name.to_owned(),
                agency,
                span(grant),
            ];
            table.row(head.iter().chain(&rest).cloned());
            head = Default::default();
        }
    }
    table.text()
}

/// From when to when a role is held.
fn span(grant: &GrantRow) -> String {
    let until = grant.to.map(|day| format!(" đến {}", vn(day)));
    let note = if grant.holds {
        ""
    } else {
        " (không còn hoặc chưa có hiệu lực)"
    };
    format!("từ {}{}{note}", vn(grant.from), until.unwrap_or_default())
}

/// `token …`.
pub(crate) async fn token(app: &App, out: Out, command: TokenCommand) -> Result<(), Refusal> {
    let TokenCommand::Create(args) = command;
    let desk = Desk {
        app,
        by: Caller::console(),
        out,
    };
    let new = NewToken {
        user: args.user.clone(),
        label: args.label.clone(),
        to: args.to,
    };
    let made = account::issue_token(app, &desk.by, new).await;
    let token = desk.known(&args.user, made).await?;
    let answer = serde_json::json!({ "user": args.user, "label": args.label, "token": token });
    out.answer(&answer, || {
        format!("{token}\n\nMã truy cập của «{}» chỉ được in ra lần này. Gửi kèm yêu cầu: Authorization: Bearer MÃ\n", args.user)
    })
}
