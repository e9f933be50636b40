//! `demo`: a database of its own with the example bundles and an account of each role, then `serve`.
//!
//! The passwords are known to everybody, so a database is only ever made into a demo when it is empty,
//! and only one whose first event says so is taken up again.

use serde::Serialize;
use thidua_app::access::{self, Caller, NewGrant};
use thidua_app::account::{self, NewUser};
use thidua_app::bundle::{self, Bundle, Options};
use thidua_app::{App, AppError};
use thidua_domain::access::{Actor, EVERYWHERE, Role};
use thidua_store::audit;
use thidua_web::Config;

use crate::args::DemoArgs;
use crate::db::Place;
use crate::out::{Out, tell};
use crate::refusal::Refusal;
use crate::serve::{may_listen, said, until_asked};
use crate::table::Table;

/// Who made the demo, in the audit trail: the mark of a demo database.
const MAKER: &str = "du-lieu-mau";
/// The password of every demo account: known to everybody, for a database of published articles.
const PASSWORD: &str = "muop-dang-nau-canh-cua";

/// The demo accounts: name, full name, role, agency.
const ACCOUNTS: [(&str, &str, Role, &str); 10] = [
    (
        "quan-tri",
        "Quản trị hệ thống (dùng thử)",
        Role::Administrator,
        EVERYWHERE,
    ),
    (
        "bo-cuc",
        "Công chức Cục Quản lý (dùng thử)",
        Role::Ministry,
        "bo-tu-phap",
    ),
    (
        "lanh-dao.bo",
        "Lãnh đạo Bộ phụ trách thi đua (dùng thử)",
        Role::Leader,
        "bo-tu-phap",
    ),
    (
        "kiem-tra",
        "Thanh tra, kiểm tra (dùng thử)",
        Role::Auditor,
        "bo-tu-phap",
    ),
    (
        "lanh-dao.tp-hcm",
        "Lãnh đạo THADS Thành phố Hồ Chí Minh (dùng thử)",
        Role::Leader,
        "tp-hcm-moi",
    ),
    (
        "truong.quan-1",
        "Chi cục trưởng Quận 1 (dùng thử)",
        Role::Head,
        "quan-1",
    ),
    (
        "thong-ke.quan-1",
        "Thống kê Quận 1 (dùng thử)",
        Role::Officer,
        "quan-1",
    ),
    (
        "to-chuc.quan-1",
        "Tổ chức cán bộ Quận 1 (dùng thử)",
        Role::Personnel,
        "quan-1",
    ),
    (
        "thong-ke.ben-tre",
        "Thống kê Bến Tre (dùng thử)",
        Role::Officer,
        "ben-tre",
    ),
    (
        "can-bo.quan-1",
        "Công chức Quận 1 (dùng thử)",
        Role::Employee,
        "quan-1",
    ),
];

/// An account to try the product with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Account {
    user: &'static str,
    password: &'static str,
    name: &'static str,
    role: &'static str,
    agency: String,
}

#[derive(Serialize)]
struct Ready {
    address: String,
    accounts: Vec<Account>,
}

/// Makes the demo database where there is none, and serves it on this machine.
pub(crate) async fn run(place: Place<'_>, out: Out, args: DemoArgs) -> Result<(), Refusal> {
    let config = Config {
        listen: args.listen,
        tls: None,
        proxies: Vec::new(),
        // Accounts of the demonstration stay as they are.
        unused_days: None,
        mailer: None,
    };
    may_listen(&config)?;
    let app = crate::db::writable(place).await?;
    let by = Caller {
        actor: Actor::console(MAKER),
        name: "Dựng dữ liệu mẫu".to_owned(),
        channel: "cli",
    };
    if is_ours(&app).await? {
        fill(&app, &by).await?;
    } else {
        return Err(Refusal::told(
            "Cơ sở dữ liệu này không phải dữ liệu mẫu. Chọn tệp khác bằng --db, hoặc chạy «thidua serve».",
        ));
    }
    let accounts = accounts(&app).await?;
    until_asked(app, &config, async |server| {
        let ready = Ready {
            address: server.url(),
            accounts,
        };
        said(out.answer(&ready, || text(&ready)));
    })
    .await
}

/// Whether the database is empty, or a demo; one for trying out begins with an event of its own.
async fn is_ours(app: &App) -> Result<bool, Refusal> {
    let snapshot = app.db().read().await?;
    let first = audit::event(&snapshot, if app.is_trial() { 2 } else { 1 }).await?;
    Ok(first.is_none_or(|event| event.actor == MAKER))
}

/// Loads what is missing and adds the accounts that are missing: also after a first time that was
/// interrupted. Once all accounts are there nothing is touched, so that what was tried out stays.
async fn fill(app: &App, by: &Caller) -> Result<(), Refusal> {
    let users = account::list(app, by).await?;
    let known = |name: &str| users.iter().find(|user| user.name == name);
    // A role that was revoked is still among the roles.
    let whole = |name: &str| known(name).is_some_and(|user| !user.grants.is_empty());
    let missing: Vec<_> = ACCOUNTS.iter().filter(|(name, ..)| !whole(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    tell("Đang dựng dữ liệu mẫu …");
    let options = Options {
        channel: by.channel.to_owned(),
        ..Options::default()
    };
    for bundle in bundles() {
        let loaded = bundle::load(app, &by.actor, &bundle, &options).await?;
        if loaded.refused() {
            return Err(Refusal::told(crate::load::report(&loaded, false)));
        }
    }
    for (name, full_name, role, agency) in missing {
        let new = NewUser {
            name: (*name).to_owned(),
            full_name: (*full_name).to_owned(),
            person: None,
        };
        let grant = NewGrant {
            user: (*name).to_owned(),
            role: *role,
            agency: (*agency).to_owned(),
            from: app.today(),
            to: None,
            document: None,
        };
        if known(name).is_none() {
            account::add_with_password(app, by, new, PASSWORD).await?;
        }
        access::grant(app, by, grant, None).await?;
    }
    Ok(())
}

fn bundles() -> Vec<Bundle> {
    bundle::embedded("nganh")
        .into_iter()
        .chain(bundle::examples())
        .collect()
}

/// The accounts with the names of their agencies.
async fn accounts(app: &App) -> Result<Vec<Account>, AppError> {
    let state = app.state().await?;
    let today = app.today();
    let account =
        |(user, name, role, agency): &(&'static str, &'static str, Role, &'static str)| Account {
            user,
            password: PASSWORD,
            name,
            role: role.name(),
            agency: if *agency == EVERYWHERE {
                "cả hệ thống".to_owned()
            } else {
                state.name_on(agency, today)
            },
        };
    Ok(ACCOUNTS.iter().map(account).collect())
}

fn text(ready: &Ready) -> String {
    let mut table = Table::new()
        .words("Tên đăng nhập")
        .words("Mật khẩu")
        .words("Vai trò")
        .words("Cơ quan");
    for account in &ready.accounts {
        table.row([
            account.user,
            account.password,
            account.role,
            &account.agency,
        ]);
    }
    format!(
        "Địa chỉ: {}\n\nTài khoản dùng thử\n{}",
        ready.address,
        table.text()
    )
}
