//! Pages the reader opened lately: noted as they are shown, offered by the palette before anything is typed.

use thidua_app::recent::{self, Opened};

use crate::ask::{Ask, Caller};
use crate::fields::Fields;
use crate::problem::Problem;
use crate::routes::{self, Access, Kind, Method};

/// Pages that are one step away anyway, or that are no place to come back to.
const PASSED: [&str; 5] = [
    "/",
    "/dang-nhap",
    "/thiet-lap-ban-dau",
    "/tim-kiem",
    "/tai-khoan/mat-khau",
];
/// Pages offered.
const MOST: usize = 6;

/// Notes a page that was shown, by the title it gives itself. Whoever looks as another leaves no trace of it
/// with that other.
pub(crate) fn note(ask: &Ask, html: &str) {
    let Caller::Session(live) = &ask.caller else {
        return;
    };
    let route = ask.route;
    let place = route.method == Method::Get && route.kind == Kind::Page;
    if !place || live.seeing.is_some() || live.must_change || PASSED.contains(&route.path) {
        return;
    }
    let Some(title) = title(html) else { return };
    let known = ask.query.pairs().filter(|(name, value)| {
        let fleeting = ["luot", "trang"].contains(name);
        route.takes(name) && !fleeting && !value.is_empty()
    });
    let query = Fields::from_pairs(known).with(&[]);
    let address = match query.is_empty() {
        true => ask.uri_path.clone(),
        false => format!("{}?{query}", ask.uri_path),
    };
    let page = Opened {
        path: ask.uri_path.clone(),
        address,
        title,
        at: ask.now.0,
    };
    ask.web.recents.note(&live.actor.user, page);
}

/// What a page calls itself, without the product's name.
fn title(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    let title = title.trim();
    let title = title.strip_suffix("– Thi Đua").unwrap_or(title).trim();
    // As the templates escape; the sign itself comes last, so that nothing is unescaped twice.
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ];
    let plain = signs
        .iter()
        .fold(title.to_owned(), |text, (escaped, sign)| {
            text.replace(escaped, sign)
        });
    (!plain.is_empty()).then_some(plain)
}

/// The pages to offer: those that may still be opened, the last one first, without the one in view.
pub(crate) async fn offered(ask: &Ask) -> Result<Vec<Opened>, Problem> {
    let live = ask.live()?;
    if live.seeing.is_some() {
        return Ok(Vec::new());
    }
    let found = recent::list(ask.app(), &ask.web.recents, &live.actor)
        .await
        .map_err(|error| ask.fault(error))?;
    let here = ask.from.as_deref().unwrap_or_default();
    let here = here.split('?').next().unwrap_or_default();
    let open = |page: &Opened| {
        let route = routes::page_of(&page.path);
        let may = route.is_some_and(|route| match route.access {
            Access::Public | Access::SignedIn => true,
            Access::Needs(permission) => live.actor.holds(permission, ask.today),
        });
        may && page.path != here
    };
    Ok(found.into_iter().filter(open).take(MOST).collect())
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_title_is_read_as_it_is_shown() {
        let page = "<head><title>Số liệu – THADS &lt;A&gt; &amp;amp; B – Thi Đua</title>";
        assert_eq!(title(page).as_deref(), Some("Số liệu – THADS <A> &amp; B"));
        assert_eq!(title("<title> – Thi Đua</title>"), None);
        assert_eq!(title("<p>"), None);
    }
}
