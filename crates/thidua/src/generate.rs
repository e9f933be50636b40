//! `generate`: invented data, for trying out and measuring.

use clap::{Args, Subcommand};
use thidua_app::generate::{AskNation, Generated, national};
use thidua_domain::text::number::group;
use thidua_store::{Db, Options};

use crate::out::{Out, tell};
use crate::refusal::Refusal;
use crate::table::facts;

/// `generate …`.
#[derive(Debug, Subcommand)]
pub(crate) enum Generate {
    #[command(
        about = "Cả ngành: 34 tỉnh, 355 phòng khu vực, khoảng 9.000 người, nhiều năm số liệu"
    )]
    National(NationalArgs),
}

/// `generate national`.
#[derive(Debug, Args)]
pub(crate) struct NationalArgs {
    #[arg(
        long,
        value_name = "SỐ",
        help = "Hạt giống: cùng hạt giống và số năm thì dữ liệu giống hệt nhau"
    )]
    seed: u64,
    #[arg(
        long,
        value_name = "SỐ",
        default_value_t = 3,
        help = "Số năm công tác, tính đến năm 2026 (mặc định: 3, nhiều nhất: 20)"
    )]
    years: i16,
    #[arg(long, value_name = "MÃ", value_delimiter = ',', hide = true)]
    only: Vec<String>,
}

/// Fills an empty database.
pub(crate) async fn run(address: &str, out: Out, what: Generate) -> Result<(), Refusal> {
    let Generate::National(args) = what;
    let created = crate::db::file(address).filter(|path| !path.exists());
    let db = Db::open(address, Options::default()).await?;
    db.migrate().await?;
    let ask = AskNation {
        seed: args.seed,
        years: args.years,
        only: args.only,
    };
    let made = national(&db, &ask, &|doing| tell(&format!("{doing} …"))).await;
    let closed = db.close().await;
    if made.is_err()
        && let Some(path) = created
    {
        crate::db::discard(&path);
    }
    // What went wrong first is what is told.
    let made = made?;
    closed?;
    out.answer(&made, || text(&made))
}

fn text(made: &Generated) -> String {
    let count = |number: usize| group(i64::try_from(number).unwrap_or(i64::MAX));
    facts([
        (
            "Đã sinh dữ liệu thử",
            format!(
                "năm công tác {} – {}, hạt giống {}",
                made.from, made.to, made.seed
            ),
        ),
        ("Dòng dữ liệu", count(made.records)),
        ("Bảng số liệu", count(made.sheets)),
        ("Người", count(made.people)),
        ("Việc trong nhật ký", group(made.version)),
    ])
}
