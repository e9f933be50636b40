//! How values read on a page: the Vietnamese forms of numbers, dates and money, as template filters.
//!
//! Every filter takes what the JSON answers hold (amounts and rates as text, dates as ISO text,
//! instants as microseconds) and shows `–` where nothing is known. A value that is not of its kind is a
//! template fault, never shown half-formatted.

use minijinja::{Environment, Error, ErrorKind, Value};
use thidua_domain::amount::{Decimal, Percent};
use thidua_domain::time::Instant;

/// Shown where a value is not known.
const NOTHING: &str = "–";

/// Registers every filter.
pub(crate) fn register(env: &mut Environment<'_>) {
    env.add_filter("so", so);
    env.add_filter("pt", pt);
    env.add_filter("lech", lech);
    env.add_filter("tien", tien);
    env.add_filter("don_vi", don_vi);
    env.add_filter("ngay", ngay);
    env.add_filter("gio", gio);
    env.add_filter("hai_so", hai_so);
    env.add_filter("url", url);
    env.add_filter("phep_so", phep_so);
    env.add_filter("thiet_bi", device);
    env.add_filter("neo", |code: &str| crate::trace::anchor(code));
}

/// A browser's own account of itself → `Chrome trên Windows`; what is not known stands as told.
fn device(agent: &str) -> String {
    // The first that matches: every browser also calls itself by older ones' names.
    let browsers = [
        ("coc_coc_browser/", "Cốc Cốc"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (named(&browsers), named(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} trên {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => agent.to_owned(),
    }
}

/// The text of a value; `None` where it says nothing.
fn text(value: &Value) -> Result<Option<String>, Error> {
    if value.is_undefined() {
        return Err(Error::new(
            ErrorKind::UndefinedError,
            "undefined value in a filter",
        ));
    }
    if value.is_none() {
        return Ok(None);
    }
    let text = value.to_string();
    Ok((!text.is_empty()).then_some(text))
}

fn wrong(filter: &str, text: &str) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("|{filter} cannot show {text:?}"),
    )
}

/// `1234567` → `1.234.567`, `0.5` → `0,5`.
fn so(value: &Value) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let number = Decimal::parse(&text).map_err(|_| wrong("so", &text))?;
    Ok(number.vn())
}

/// `68.73` → `68,73`.
fn pt(value: &Value) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let percent = Percent::parse(&text).map_err(|_| wrong("pt", &text))?;
    Ok(percent.vn())
}

/// A deviation with its sign: `13.2` → `+13,20`.
fn lech(value: &Value) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let percent = Percent::parse(&text).map_err(|_| wrong("lech", &text))?;
    Ok(percent.signed_vn())
}

/// An amount in đồng, shown in the unit it came in: `1500000000 | tien("ty_dong")` → `1,5`.
fn tien(value: &Value, unit: Option<&str>) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let power = match unit.unwrap_or("dong") {
        "dong" => 0,
        "nghin_dong" => 3,
        "trieu_dong" => 6,
        "ty_dong" => 9,
        other => return Err(wrong("tien", other)),
    };
    Decimal::parse(&text)
        .ok()
        .and_then(|amount| amount.checked_div_pow10(power))
        .map(Decimal::vn)
        .ok_or_else(|| wrong("tien", &text))
}

/// The name of a unit of the bundle: `ty_dong` → `tỷ đồng`.
fn don_vi(unit: &str) -> Result<&'static str, Error> {
    Ok(match unit {
        "viec" => "việc",
        "ban_an" => "bản án",
        "van_ban" => "văn bản",
        "don" => "đơn",
        "luot" => "lượt",
        "nguoi" => "người",
        "dong" => "đồng",
        "nghin_dong" => "nghìn đồng",
        "trieu_dong" => "triệu đồng",
        "ty_dong" => "tỷ đồng",
        "phan_tram" => "%",
        "diem_phan_tram" => "điểm %",
        "vu" => "vụ",
        other => return Err(wrong("don_vi", other)),
    })
}

/// `2020-10-17` → `17/10/2020`, `2020-10` → `10/2020`, `2020` as it is.
fn ngay(value: &Value) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] if digits(year) => Ok((*year).to_owned()),
        [year, month] if digits(year) && digits(month) => Ok(format!("{month}/{year}")),
        [year, month, day] if digits(year) && digits(month) && digits(day) => {
            Ok(format!("{day}/{month}/{year}"))
        }
        _ => Err(wrong("ngay", &text)),
    }
}

/// An instant (µs UTC) in the country's time: `22/11/2026 16:41`.
fn gio(value: &Value) -> Result<String, Error> {
    let Some(text) = text(value)? else {
        return Ok(NOTHING.into());
    };
    let micros: i64 = text.parse().map_err(|_| wrong("gio", &text))?;
    Ok(Instant(micros).vn())
}

/// A count of people or collectives with two digits below ten, the official style: `5` → `05`.
fn hai_so(value: &Value) -> Result<String, Error> {
    let shown = so(value)?;
    Ok(if shown.len() == 1 && shown != NOTHING && shown != "0" {
        format!("0{shown}")
    } else {
        shown
    })
}

/// A target with its sign of comparison in words: `83,30` and `từ … trở lên` → `từ 83,30 trở lên`.
fn phep_so(amount: &str, words: &str) -> String {
    let words = words.to_lowercase();
    match words.split_once('…') {
        Some((before, after)) => format!("{before}{amount}{after}"),
        None => format!("{words} {amount}"),
    }
}

/// A text as one part of a path or query.
fn url(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes())
        .collect::<String>()
        .replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expression: &str) -> String {
        let mut env = Environment::new();
        register(&mut env);
        env.render_str(&format!("{{{{ {expression} }}}}"), Value::UNDEFINED)
            .unwrap_or_else(|error| format!("fault: {:?}", error.kind()))
    }

    #[test]
    fn numbers_read_the_vietnamese_way() {
        for (expression, wanted) in [
            ("1234567|so", "1.234.567"),
            ("'3508000000000'|so", "3.508.000.000.000"),
            ("'-57'|so", "-57"),
            ("none|so", "–"),
            ("'68.73'|pt", "68,73"),
            ("'68.7'|pt", "68,70"),
            ("'13.2'|lech", "+13,20"),
            ("'1500000000'|tien('ty_dong')", "1,5"),
            ("'264707535'|tien('nghin_dong')", "264.707,535"),
            ("'5000'|tien", "5.000"),
            ("5|hai_so", "05"),
            ("19|hai_so", "19"),
            ("0|hai_so", "0"),
            ("'ty_dong'|don_vi", "tỷ đồng"),
            ("'2020-10-17'|ngay", "17/10/2020"),
            ("'2020-10'|ngay", "10/2020"),
            ("1795340465000000|gio", "22/11/2026 16:41"),
            ("'a b/ơ'|url", "a%20b%2F%C6%A1"),
        ] {
            assert_eq!(shown(expression), wanted, "{expression}");
        }
    }

    #[test]
    fn a_device_is_named_by_its_own_browser_not_by_those_it_also_names() {
        let windows =
            "Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
        let (chrome, safari) = ("Chrome/109.0.0.0", "Safari/537.36");
        for (agent, wanted) in [
            (
                format!("{windows} {chrome} {safari}"),
                "Chrome trên Windows",
            ),
            (
                format!("{windows} {chrome} {safari} Edg/109.0"),
                "Edge trên Windows",
            ),
            (
                format!("{windows} {chrome} {safari} OPR/95.0"),
                "Opera trên Windows",
            ),
            (
                format!("{windows} coc_coc_browser/109.0 {chrome} {safari}"),
                "Cốc Cốc trên Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0".to_owned(),
                "Firefox trên Linux",
            ),
            (
                format!("Mozilla/5.0 (Linux; Android 13) {chrome} Mobile {safari}"),
                "Chrome trên Android",
            ),
            (
                format!("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) {safari}"),
                "Safari trên iPhone",
            ),
            (
                format!("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {safari}"),
                "Safari trên macOS",
            ),
            ("Firefox/128.0".to_owned(), "Firefox"),
            ("curl/8.5 <b>".to_owned(), "curl/8.5 <b>"),
            (String::new(), ""),
        ] {
            assert_eq!(device(&agent), wanted, "{agent}");
        }
    }

    #[test]
    fn what_is_not_of_its_kind_is_a_fault() {
        for expression in [
            "'abc'|so",
            "'x'|pt",
            "'17/10/2020'|ngay",
            "1|tien('oz')",
            "khong_co|so",
        ] {
            assert!(shown(expression).starts_with("fault"), "{expression}");
        }
    }
}
