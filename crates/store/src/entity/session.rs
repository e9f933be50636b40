use sea_orm::entity::prelude::*;

/// A signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the 256-bit token in the cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_sha256: String,
    /// The account.
    pub user_id: i64,
    /// What the browser calls itself.
    pub device: String,
    /// Address it signed in from.
    pub address: String,
    /// When it signed in (µs).
    pub created: i64,
    /// Last request (µs).
    pub last_seen: i64,
    /// When it ends whatever happens (µs).
    pub expires: i64,
    /// Until when the password need not be asked again for grave commands (µs).
    pub step_up_until: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
