//! Accounts, the roles they hold, tokens of programs. Plain rows: who may do what is decided in `domain::access`.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use crate::entity::{api_token, role_grant, user_account};
use crate::tx::Connected;
use crate::{Db, Micros, Snapshot, StoreError, WriteTx};

pub use crate::entity::api_token::Model as ApiToken;
pub use crate::entity::role_grant::Model as Grant;
pub use crate::entity::user_account::Model as Account;

/// An account to be created.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Name typed at sign-in; [`StoreError::Duplicate`] if taken.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// Code of the officer it belongs to.
    pub person_code: Option<String>,
    /// Hash of the password in PHC form.
    pub password_hash: Option<String>,
    /// Whether the password must be changed at the first sign-in.
    pub must_change: bool,
    /// When (µs).
    pub created: Micros,
}

/// A role to be granted.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// The account.
    pub user_id: i64,
    /// Code of the role.
    pub role: String,
    /// Code of the agency.
    pub agency_code: String,
    /// First day, `YYYY-MM-DD`.
    pub from_date: String,
    /// Day it ends before; `9999-12-31` when open.
    pub to_date: String,
    /// Paper it is given by.
    pub document: Option<String>,
}

/// All accounts, by name.
pub async fn accounts<S: Snapshot>(snapshot: &S) -> Result<Vec<Account>, StoreError> {
    let query = user_account::Entity::find().order_by_asc(user_account::Column::Name);
    Ok(query.all(snapshot.connection()).await?)
}

/// An account by its identity.
pub async fn account<S: Snapshot>(snapshot: &S, id: i64) -> Result<Option<Account>, StoreError> {
    Ok(user_account::Entity::find_by_id(id)
        .one(snapshot.connection())
        .await?)
}

/// An account by the name typed at sign-in.
pub async fn account_named<S: Snapshot>(
    snapshot: &S,
    name: &str,
) -> Result<Option<Account>, StoreError> {
    let query = user_account::Entity::find().filter(user_account::Column::Name.eq(name));
    Ok(query.one(snapshot.connection()).await?)
}

/// Creates an account and answers it.
pub async fn create_account(tx: &mut WriteTx, new: NewAccount) -> Result<Account, StoreError> {
    let account = Account {
        id: tx.reserve("user_account", 1).await?,
        name: new.name,
        full_name: new.full_name,
        person_code: new.person_code,
        password_changed: new.password_hash.as_ref().map(|_| new.created),
        password_hash: new.password_hash,
        must_change: new.must_change,
        disabled: false,
        totp_secret: None,
        totp_step: None,
        recovery_codes: None,
        created: new.created,
        last_sign_in: None,
        event: tx.event(),
    };
    insert::<user_account::ActiveModel, _>(tx, account.clone()).await?;
    Ok(account)
}

/// Stores every field of an account as given; its `event` becomes this transaction's.
pub async fn update_account(tx: &mut WriteTx, account: Account) -> Result<(), StoreError> {
    let event = tx.event();
    let account = Account { event, ..account };
    account
        .into_active_model()
        .reset_all()
        .update(tx.connection())
        .await?;
    Ok(())
}

/// Notes a successful sign-in (and the time step of its one-time password). Operational: no audit event of its own.
pub async fn signed_in(
    db: &Db,
    user_id: i64,
    at: Micros,
    totp_step: Option<i64>,
) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "UPDATE user_account SET last_sign_in = $1, totp_step = coalesce($2, totp_step) WHERE id = $3";
    crate::tx::execute(
        &tx.tx,
        sql,
        vec![at.into(), totp_step.into(), user_id.into()],
    )
    .await?;
    tx.commit().await
}

/// All roles ever granted, in the order they were.
pub async fn grants<S: Snapshot>(snapshot: &S) -> Result<Vec<Grant>, StoreError> {
    let query = role_grant::Entity::find().order_by_asc(role_grant::Column::Id);
    Ok(query.all(snapshot.connection()).await?)
}

/// The roles of one account, past and future ones too.
pub async fn grants_of<S: Snapshot>(snapshot: &S, user_id: i64) -> Result<Vec<Grant>, StoreError> {
    let query = role_grant::Entity::find()
        .filter(role_grant::Column::UserId.eq(user_id))
        .order_by_asc(role_grant::Column::Id);
    Ok(query.all(snapshot.connection()).await?)
}

/// Grants a role and answers it.
pub async fn grant(tx: &mut WriteTx, new: NewGrant) -> Result<Grant, StoreError> {
    insert_grant(tx, new, None).await
}

/// Grants a role out of another grant (ủy quyền) and answers it.
pub async fn delegate(
    tx: &mut WriteTx,
    new: NewGrant,
    delegated_from: i64,
) -> Result<Grant, StoreError> {
    insert_grant(tx, new, Some(delegated_from)).await
}

async fn insert_grant(
    tx: &mut WriteTx,
    new: NewGrant,
    delegated_from: Option<i64>,
) -> Result<Grant, StoreError> {
    let grant = Grant {
        id: tx.reserve("role_grant", 1).await?,
        user_id: new.user_id,
        role: new.role,
        agency_code: new.agency_code,
        from_date: new.from_date,
        to_date: new.to_date,
        document: new.document,
        delegated_from,
        event: tx.event(),
    };
    insert::<role_grant::ActiveModel, _>(tx, grant.clone()).await?;
    Ok(grant)
}

/// Ends a role before `to_date` (`YYYY-MM-DD`). A role is closed, never deleted.
pub async fn close_grant(tx: &mut WriteTx, id: i64, to_date: &str) -> Result<(), StoreError> {
    let sql = "UPDATE role_grant SET to_date = $1, event = $2 WHERE id = $3";
    let values = vec![to_date.into(), tx.event().into(), id.into()];
    found(
        crate::tx::execute(tx.connection(), sql, values).await?,
        "role",
    )
}

/// Ends before `to_date` what was delegated out of a grant. Answers how many ended.
pub async fn close_delegations(
    tx: &mut WriteTx,
    delegated_from: i64,
    to_date: &str,
) -> Result<u64, StoreError> {
    let sql = "UPDATE role_grant SET to_date = $1, event = $2 \
               WHERE delegated_from = $3 AND to_date > $1";
    let values = vec![to_date.into(), tx.event().into(), delegated_from.into()];
    crate::tx::execute(tx.connection(), sql, values).await
}

/// Ends before `to_date` everything an account has delegated. Answers how many ended.
pub async fn close_delegations_of(
    tx: &mut WriteTx,
    user_id: i64,
    to_date: &str,
) -> Result<u64, StoreError> {
    let sql = "UPDATE role_grant SET to_date = $1, event = $2 WHERE to_date > $1 \
               AND delegated_from IN (SELECT id FROM role_grant WHERE user_id = $3)";
    let values = vec![to_date.into(), tx.event().into(), user_id.into()];
    crate::tx::execute(tx.connection(), sql, values).await
}

/// The tokens of one account.
pub async fn tokens_of<S: Snapshot>(
    snapshot: &S,
    user_id: i64,
) -> Result<Vec<ApiToken>, StoreError> {
    let query = api_token::Entity::find()
        .filter(api_token::Column::UserId.eq(user_id))
        .order_by_asc(api_token::Column::Event);
    Ok(query.all(snapshot.connection()).await?)
}

/// A token by its hash.
pub async fn token<S: Snapshot>(
    snapshot: &S,
    sha256: &str,
) -> Result<Option<ApiToken>, StoreError> {
    Ok(api_token::Entity::find_by_id(sha256)
        .one(snapshot.connection())
        .await?)
}

/// Stores a token; its `event` becomes this transaction's.
pub async fn create_token(tx: &mut WriteTx, token: ApiToken) -> Result<(), StoreError> {
    let event = tx.event();
    insert::<api_token::ActiveModel, _>(tx, ApiToken { event, ..token }).await
}

/// Ends a token before `to_date` (`YYYY-MM-DD`).
pub async fn close_token(tx: &mut WriteTx, sha256: &str, to_date: &str) -> Result<(), StoreError> {
    let sql = "UPDATE api_token SET to_date = $1, event = $2 WHERE sha256 = $3";
    let values = vec![to_date.into(), tx.event().into(), sha256.into()];
    found(
        crate::tx::execute(tx.connection(), sql, values).await?,
        "token",
    )
}

/// Notes a token's use. Operational: no audit event. Call it at most once a minute per token.
pub async fn token_used(db: &Db, sha256: &str, at: Micros) -> Result<(), StoreError> {
    let tx = db.operate().await?;
    let sql = "UPDATE api_token SET last_used = $1 WHERE sha256 = $2";
    crate::tx::execute(&tx.tx, sql, vec![at.into(), sha256.into()]).await?;
    tx.commit().await
}

async fn insert<A, M>(tx: &WriteTx, model: M) -> Result<(), StoreError>
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    M: IntoActiveModel<A>,
{
    let insert = <A::Entity as EntityTrait>::insert(model.into_active_model());
    insert.exec_without_returning(tx.connection()).await?;
    Ok(())
}

fn found(rows: u64, what: &str) -> Result<(), StoreError> {
    match rows {
        0 => Err(StoreError::NotFound(what.to_owned())),
        _ => Ok(()),
    }
}
