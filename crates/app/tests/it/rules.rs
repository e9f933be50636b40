//! Changes of the rulebook: proposed by one, approved by another, laid over the book from then on; what they would turn
//! is told before.

mod change;
mod read;
mod turn;

use thidua_app::access::Caller;
use thidua_app::law::rules::{
    AskAnswer, AskPropose, Reply, TypedChange, answer, parameter, propose,
};
use thidua_app::{App, AppError, View};
use thidua_domain::access::{Actor, Grant, Role};

fn caller(user: &str, role: Role, agency: &str) -> Caller {
    Caller {
        actor: Actor {
            user: user.to_owned(),
            person: None,
            grants: vec![Grant {
                role,
                agency: agency.to_owned(),
                from: None,
                to: None,
            }],
        },
        name: format!("Người dùng {user}"),
        channel: "web",
    }
}

fn proposer() -> Caller {
    caller("bo-cuc", Role::Ministry, "*")
}

fn leader() -> Caller {
    caller("lanh-dao", Role::Leader, "cuc")
}

async fn seen(app: &App, by: &Caller) -> View {
    app.view(&by.actor).await.unwrap()
}

fn salary(value: &str, from: &str) -> TypedChange {
    TypedChange {
        act: "thay_the".to_owned(),
        about: "tham_so".to_owned(),
        of: "luong_co_so".to_owned(),
        from: from.to_owned(),
        fields: [
            ("gia_tri", value),
            ("dieu_khoan", "NĐ 161/2026/NĐ-CP: Điều 3"),
            ("do_chac_chan", "S"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into(),
        reason: "Mức mới".to_owned(),
        document: "Nghị định mới".to_owned(),
        ..TypedChange::default()
    }
}

async fn send(app: &App, by: &Caller, typed: TypedChange) -> Result<String, AppError> {
    let view = seen(app, by).await;
    let ask = AskPropose {
        typed,
        seen: view.state.rulings.approved(),
    };
    propose(app, by, &ask).await
}

async fn reply(app: &App, by: &Caller, code: &str, reply: Reply) -> Result<(), AppError> {
    let view = seen(app, by).await;
    let ask = AskAnswer {
        code: code.to_owned(),
        reply,
        words: if reply == Reply::Refuse {
            "Chưa rõ"
        } else {
            ""
        }
        .to_owned(),
        seen: view.state.rulings.approved(),
    };
    answer(app, by, &ask).await
}

async fn salary_on(app: &App, day: &str) -> String {
    let page = parameter(&seen(app, &leader()).await, "luong_co_so").unwrap();
    let at = page
        .values
        .iter()
        .rev()
        .find(|value| value.from.as_str() <= day);
    at.unwrap().value.clone()
}
