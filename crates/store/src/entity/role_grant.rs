use sea_orm::entity::prelude::*;

/// A role of a person at an agency, from a day until before another.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    /// Identity; never shown.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The account.
    pub user_id: i64,
    /// Code of the role.
    pub role: String,
    /// Code of the agency it is held at.
    pub agency_code: String,
    /// First day, `YYYY-MM-DD`.
    pub from_date: String,
    /// Day it ends before; `9999-12-31` when open.
    pub to_date: String,
    /// Paper it was given by.
    pub document: Option<String>,
    /// The grant it was delegated from (ủy quyền); `None` where an administrator gave it.
    pub delegated_from: Option<i64>,
    /// Event that last changed it.
    pub event: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
