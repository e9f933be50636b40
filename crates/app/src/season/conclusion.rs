//! What a back-test comes to, in words: worked out from its months, favourable or not.

use thidua_domain::amount::Rate;

use super::tried::TriedMonth;

/// Of one figure.
pub(super) fn conclusion(months: &[TriedMonth]) -> String {
    if months.is_empty() {
        return "Chưa kết luận được: chưa đơn vị nào có cả số của một tháng giữa năm và số cả năm của cùng một năm.".to_owned();
    }
    let tried: Vec<&TriedMonth> = months.iter().filter(|month| month.cases > 0).collect();
    let cases = tried.iter().map(|month| month.cases);
    let (Some(fewest), Some(most)) = (cases.clone().min(), cases.clone().max()) else {
        return "Chưa kết luận được về nhịp mùa vụ: chưa đơn vị nào có số của cùng một tháng và số cả năm trong đủ 04 năm (năm được dự báo và ít nhất 03 năm trước đó).".to_owned();
    };
    let within: usize = tried.iter().map(|month| month.within_band).sum();
    let counted = match fewest == most {
        true => format!("{} năm của các đơn vị", vn(most)),
        false => format!("{} đến {} năm của các đơn vị", vn(fewest), vn(most)),
    };
    let mut said = vec![compared(&tried), format!("Mỗi tháng đối chiếu {counted}.")];
    if let Some(rate) = share(within, cases.sum()) {
        said.push(format!(
            "Kết quả cả năm nằm trong dải của các năm trước ở {rate}% số lượt."
        ));
    }
    said.join(" ")
}

/// Which of the two missed less, month by month.
fn compared(tried: &[&TriedMonth]) -> String {
    let all = tried.len();
    let of = |which: &str| -> Vec<String> {
        let months = tried.iter().filter(|month| month.better == Some(which));
        months.map(|month| month.month.to_string()).collect()
    };
    let (curve, line, equal) = (of("curve"), of("line"), of("equal"));
    let every = match all {
        1 => format!(
            "ở tháng {}, tháng duy nhất đối chiếu được",
            months(
                &tried
                    .iter()
                    .map(|month| month.month.to_string())
                    .collect::<Vec<_>>()
            )
        ),
        _ => format!("ở cả {all:02} tháng đối chiếu được"),
    };
    if curve.len() == all {
        return format!("Nhịp mùa vụ sai lệch bình quân ít hơn đường thẳng {every}.");
    }
    if line.len() == all {
        return format!(
            "Đường thẳng sai lệch bình quân ít hơn nhịp mùa vụ {every}: ở chỉ tiêu này nhịp mùa vụ không giúp dự báo đúng hơn."
        );
    }
    let mut said = Vec::new();
    let of_all =
        |own: &[String]| format!("{:02}/{all:02} tháng (tháng {})", own.len(), months(own));
    if !curve.is_empty() {
        said.push(format!(
            "nhịp mùa vụ sai lệch bình quân ít hơn ở {}",
            of_all(&curve)
        ));
    }
    if !line.is_empty() {
        said.push(format!(
            "đường thẳng ít hơn ở {}, dự báo ở những tháng này không nên dựa vào nhịp mùa vụ",
            of_all(&line)
        ));
    }
    if !equal.is_empty() {
        said.push(format!("bằng nhau ở {}", of_all(&equal)));
    }
    capitalised(&said.join("; "))
}

fn months(own: &[String]) -> String {
    own.join(", ")
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs
        .next()
        .map(|sign| sign.to_uppercase().collect::<String>());
    format!("{}{}.", first.unwrap_or_default(), signs.as_str())
}

fn vn(number: usize) -> String {
    i128::try_from(number).map_or_else(|_| number.to_string(), thidua_domain::text::number::group)
}

fn share(part: usize, whole: usize) -> Option<String> {
    let rate = Rate::of(i128::try_from(part).ok()?, i128::try_from(whole).ok()?)?;
    Some(rate.print2().vn())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(month: u8, cases: usize, better: Option<&'static str>) -> TriedMonth {
        TriedMonth {
            month,
            cases,
            curve_missed: None,
            line_missed: None,
            better,
            curve_nearer: 0,
            line_nearer: 0,
            within_band: cases / 2,
            line_alone: 1,
            alone_missed: None,
        }
    }

    #[test]
    fn what_was_found_is_said_favourable_or_not() {
        let all = |better| [month(3, 4, better), month(6, 1_200, better)];
        let said = conclusion(&all(Some("curve")));
        assert_eq!(
            said,
            "Nhịp mùa vụ sai lệch bình quân ít hơn đường thẳng ở cả 02 tháng đối chiếu được. Mỗi tháng đối chiếu 4 đến 1.200 năm của các đơn vị. Kết quả cả năm nằm trong dải của các năm trước ở 50,00% số lượt."
        );
        assert!(conclusion(&all(Some("line"))).contains("nhịp mùa vụ không giúp dự báo đúng hơn"));
        let mixed = [
            month(3, 4, Some("line")),
            month(6, 4, Some("curve")),
            month(9, 4, Some("equal")),
        ];
        assert_eq!(
            compared(&mixed.iter().collect::<Vec<_>>()),
            "Nhịp mùa vụ sai lệch bình quân ít hơn ở 01/03 tháng (tháng 6); đường thẳng ít hơn ở 01/03 tháng (tháng 3), dự báo ở những tháng này không nên dựa vào nhịp mùa vụ; bằng nhau ở 01/03 tháng (tháng 9)."
        );
    }

    #[test]
    fn without_a_case_nothing_is_concluded() {
        assert!(conclusion(&[]).starts_with("Chưa kết luận được:"));
        let alone = conclusion(&[month(4, 0, None)]);
        assert!(
            alone.starts_with("Chưa kết luận được về nhịp mùa vụ"),
            "{alone}"
        );
    }
}
