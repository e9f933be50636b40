//! Days whose year was written in two digits: taken for the one year they can mean, and told.

use jiff::civil::Date;

/// The day with its whole year, where that can only be one: a birth is of somebody of working age, anything else is
/// of the past or the year to come. `None`: nothing of the kind, or not sure.
pub(super) fn whole(written: &str, birth: bool, today: Date) -> Option<String> {
    let parts: Vec<&str> = written
        .trim()
        .split(['/', '-', '.'])
        .map(str::trim)
        .collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let short = |part: &str| (1..=2).contains(&part.len()) && digits(part);
    if !short(day) || !short(month) || year.len() != 2 || !digits(year) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let fits = |year: &i16| match birth {
        true => (15..=90).contains(&(today.year() - year)),
        false => (1945..=today.year() + 1).contains(year),
    };
    let found: Vec<i16> = [1900 + year, 2000 + year]
        .into_iter()
        .filter(fits)
        .collect();
    let year = match (found.as_slice(), birth) {
        ([one], _) => *one,
        // A decision of `15/1/60` is no more likely than one of 2060: only a birth leaves none or one.
        ([_, later], false) => *later,
        _ => return None,
    };
    Some(format!("{day}/{month}/{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_year_is_the_one_it_can_mean() {
        let today = jiff::civil::date(2026, 11, 23);
        let birth = |text: &str| whole(text, true, today);
        assert_eq!(birth("05/9/75").as_deref(), Some("05/9/1975"));
        assert_eq!(birth("5-9-01").as_deref(), Some("5/9/2001"));
        assert_eq!(birth("05/9/20"), None, "nobody of working age");
        assert_eq!(birth("05/9/1975"), None);
        let other = |text: &str| whole(text, false, today);
        assert_eq!(other("15/1/20").as_deref(), Some("15/1/2020"));
        assert_eq!(other("15/1/98").as_deref(), Some("15/1/1998"));
        assert_eq!(other("15/1"), None);
        assert_eq!(other("1.057.20"), None);
    }
}
