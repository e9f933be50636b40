use sea_orm::entity::prelude::*;

/// Work that runs apart from the request that asked for it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Identity, chosen by who asks: asking twice is asking once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Kind: `import`, `print`, `backup`, `reminder`.
    pub kind: String,
    /// The command of `app` to run.
    pub command: String,
    /// Account it runs for.
    pub actor: String,
    /// What the command is given, canonical JSON.
    pub payload: String,
    /// `waiting`, `running`, `done`, `failed`.
    pub state: String,
    /// Steps done.
    pub progress: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// What it is doing.
    pub note: Option<String>,
    /// Until when its worker holds it (µs).
    pub lease_until: Option<i64>,
    /// The worker that holds it.
    pub worker: Option<String>,
    /// How often it was started.
    pub attempts: i64,
    /// Answer or reason of failure, canonical JSON.
    pub result: Option<String>,
    /// When it was asked for (µs).
    pub created: i64,
    /// Last change (µs).
    pub updated: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
