use sea_orm::entity::prelude::*;

/// A token for programs.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// SHA-256 of the token; the token itself is nowhere.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    /// The account it acts for.
    pub user_id: i64,
    /// What its owner calls it.
    pub label: String,
    /// First day, `YYYY-MM-DD`.
    pub from_date: String,
    /// Day it ends before.
    pub to_date: String,
    /// Last use (µs).
    pub last_used: Option<i64>,
    /// Event that last changed it.
    pub event: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
