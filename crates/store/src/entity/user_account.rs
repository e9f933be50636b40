use sea_orm::entity::prelude::*;

/// An account: who may sign in.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    /// Identity; never shown.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Name typed at sign-in, unique.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// Code of the officer this account belongs to.
    pub person_code: Option<String>,
    /// Hash of the password in PHC form; `None` until one is set.
    pub password_hash: Option<String>,
    /// When the password was set (µs).
    pub password_changed: Option<i64>,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// Whether sign-in is refused.
    pub disabled: bool,
    /// Secret of the one-time passwords, sealed by the caller.
    pub totp_secret: Option<String>,
    /// Last time step accepted, so that a code works once.
    pub totp_step: Option<i64>,
    /// Hashes of the unused recovery codes, as the caller writes them.
    pub recovery_codes: Option<String>,
    /// When it was created (µs).
    pub created: i64,
    /// Last successful sign-in (µs).
    pub last_sign_in: Option<i64>,
    /// Event that last changed it.
    pub event: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
