//! Codes the program proposes: nobody needs to think of one.

use thidua_domain::bundle::Values;
use thidua_domain::text;
use thidua_domain::time::WorkYear;
use thidua_store::records;

use super::kind::{Code, Kind};
use crate::{App, AppError, View};

/// A code for a new thing that has none: made of its name, or numbered within the work year.
pub(crate) async fn propose(
    app: &App,
    view: &View,
    kind: &'static Kind,
    values: &Values,
) -> Result<Option<String>, AppError> {
    let year = WorkYear::of(view.today);
    let (stem, numbered) = match kind.code {
        Code::None => return Ok(None),
        Code::Of(columns) => {
            let named = columns.iter().find_map(|id| values.get(id));
            let slug = slug(named.unwrap_or_default());
            let fallback = || format!("{}-{year}", kind.def.name);
            (if slug.is_empty() { fallback() } else { slug }, false)
        }
        Code::Numbered(sign) => (format!("{sign}-{year}"), true),
    };
    let snapshot = app.db().read().await?;
    // Agencies, people and blocks share their codes.
    let kinds: &[&str] = match kind.def.name {
        "nhan-su" | "co-quan" | "cum-khoi" => &["nhan-su", "co-quan", "cum-khoi"],
        name => &[name],
    };
    // Doubling and halving: a register of many thousands is not walked through one by one.
    let named = |n: u32| match (numbered, n) {
        (true, n) => format!("{stem}-{n:04}"),
        (false, 1) => stem.clone(),
        (false, n) => format!("{stem}-{n}"),
    };
    let mut n = 1_u32;
    let mut step = 1_u32;
    let mut last_used = 0_u32;
    loop {
        let mut used = false;
        for kind in kinds {
            used |= records::is_used(&snapshot, kind, &named(n)).await?;
        }
        match (used, n - last_used) {
            (false, 1) => return Ok(Some(named(n))),
            (true, _) => {
                last_used = n;
                n = n.saturating_add(step);
                step = step.saturating_mul(2);
            }
            (false, _) => {
                step = 1;
                n = last_used + 1;
            }
        }
    }
}

/// A code made of a text: `Nguyễn Văn An` → `nguyen-van-an`.
fn slug(text: &str) -> String {
    let folded = text::fold(text);
    let parts = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let whole = parts.join("-");
    let short: String = whole.chars().take(60).collect();
    short.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_code_is_made_of_a_name() {
        assert_eq!(slug("Nguyễn Văn Đạt"), "nguyen-van-dat");
        assert_eq!(slug("12/QĐ-BTP"), "12-qd-btp");
        assert_eq!(slug("  –  "), "");
    }
}
