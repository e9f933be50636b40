use sea_orm::entity::prelude::*;

/// A browser somebody signed in from before: wrong passwords from elsewhere do not lock it out.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trusted_device")]
pub struct Model {
    /// SHA-256 of the token in its cookie.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_sha256: String,
    /// The account.
    pub user_id: i64,
    /// What the browser calls itself.
    pub device: String,
    /// First sign-in (µs).
    pub created: i64,
    /// Last sign-in (µs).
    pub last_seen: i64,
    /// When it is forgotten (µs).
    pub expires: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
