//! Parts and their whole: what exceeds it, what is left over, what was deducted and not told.

use super::super::finding::Method;
use super::super::say::sentence;
use super::{Cause, Look, SIDES};
use crate::figures::Outcome;

/// The groups of cases that together are all of them.
const GROUPS: [&str; 2] = ["chu_dong", "theo_yeu_cau"];
/// Figures whose groups are added up.
const GROUPED: [&str; 5] = ["moi", "thu_ly", "phai_thi_hanh", "co_dieu_kien", "xong"];
/// Figures of which nothing is told where the deductions are the source's own.
const DEDUCTED: [&str; 3] = ["uy_thac", "rut_len", "thu_hoi_huy"];

/// All that is about parts.
pub(super) fn causes(look: Look<'_>) -> Vec<Cause> {
    let mut found = Vec::new();
    for side in SIDES {
        found.extend(exceeding(look, side));
        found.extend(docketed(look, side));
        found.extend(deducted(look, side));
        found.extend(grouped(look, side));
    }
    found
}

fn is_broken(look: Look<'_>, id: &str) -> bool {
    look.checks
        .iter()
        .any(|check| check.id == id && check.outcome == Outcome::Broken)
}

/// What can be enforced and what cannot are together more than what was to be enforced.
fn exceeding(look: Look<'_>, side: &str) -> Option<Cause> {
    let id = format!("{side}.nhom_ba");
    let code = format!("{side}.phai_thi_hanh");
    let number = |name: &str| look.number(&format!("{side}.{name}"));
    let (able, unable, due) = (
        number("co_dieu_kien")?,
        number("chua_dieu_kien")?,
        look.number(&code)?,
    );
    let sum = able.checked_add(unable)?;
    if sum <= due || !is_broken(look, &id) {
        return None;
    }
    let said = |value: i64| look.figure(&code, value);
    let mut text = format!(
        "Có điều kiện {} + chưa có điều kiện {} = {}, nhiều hơn phải thi hành {} là {}. Các phần không thể lớn hơn tổng: một trong ba số có sai sót.",
        said(able),
        said(unable),
        said(sum),
        said(due),
        said(sum - due)
    );
    let sister = if side == "viec" { "tien" } else { "viec" };
    text.push_str(&left_over(look, sister).unwrap_or_default());
    Some(Cause {
        method: Method::Parts,
        aspect: "co-chua".to_owned(),
        value: Some(due),
        text,
        covers: vec![id],
        code,
    })
}

/// The other side's parts leave something over: told with what is wrong here.
fn left_over(look: Look<'_>, side: &str) -> Option<String> {
    let code = format!("{side}.phai_thi_hanh");
    let number = |name: &str| look.number(&format!("{side}.{name}"));
    let (able, unable, due) = (
        number("co_dieu_kien")?,
        number("chua_dieu_kien")?,
        look.number(&code)?,
    );
    let sum = able.checked_add(unable)?;
    let third = ["hoan", "tam_dinh_chi", "khac"];
    let told = third
        .iter()
        .any(|name| look.is_told(&format!("{side}.{name}")));
    if sum >= due || told {
        return None;
    }
    let said = |value: i64| look.figure(&code, value);
    Some(format!(
        " {}: {} + {} = {}, còn {} so với {}, có thể là hoãn, tạm đình chỉ, trường hợp khác mà nguồn không nêu.",
        if side == "viec" {
            "Về việc"
        } else {
            "Về tiền"
        },
        said(able),
        said(unable),
        said(sum),
        said(due - sum),
        said(due)
    ))
}

/// What was carried in and what came are not what was docketed.
fn docketed(look: Look<'_>, side: &str) -> Option<Cause> {
    let code = format!("{side}.thu_ly");
    if !is_broken(look, &code) {
        return None;
    }
    let number = |name: &str| look.number(&format!("{side}.{name}"));
    let (old, new, all) = (number("cu")?, number("moi")?, look.number(&code)?);
    let sum = old.checked_add(new)?;
    let said = |value: i64| look.figure(&code, value);
    Some(Cause {
        method: Method::Parts,
        aspect: "cu-moi".to_owned(),
        value: Some(all),
        text: format!(
            "Số cũ {} + thụ lý mới {} = {}, {} tổng số thụ lý đã nêu {} là {}. Một trong ba số có sai sót, hoặc lấy ở hai lúc chốt số khác nhau.",
            said(old),
            said(new),
            said(sum),
            if sum > all {
                "nhiều hơn"
            } else {
                "ít hơn"
            },
            said(all),
            said((sum - all).saturating_abs())
        ),
        covers: vec![code.clone()],
        code,
    })
}

/// What was to be enforced is less than what was docketed, and no deduction is told.
fn deducted(look: Look<'_>, side: &str) -> Option<Cause> {
    let code = format!("{side}.phai_thi_hanh");
    let due = look.number(&code)?;
    if DEDUCTED
        .iter()
        .any(|name| look.is_told(&format!("{side}.{name}")))
    {
        return None;
    }
    let (all, said_all) = docket(look, side)?;
    let said = |value: i64| look.figure(&code, value);
    let text = match all.checked_sub(due)? {
        0 => return None,
        rest if rest > 0 => format!(
            "{said_all}, nhiều hơn phải thi hành {} là {}: bằng số ủy thác, rút lên, thu hồi, hủy quyết định nếu có chừng ấy, mà nguồn không nêu.",
            said(due),
            said(rest)
        ),
        rest => format!(
            "{said_all}, ít hơn phải thi hành {} là {}: số phải thi hành không thể lớn hơn số thụ lý.",
            said(due),
            said(-rest)
        ),
    };
    Some(Cause {
        method: Method::Parts,
        aspect: "so-tru".to_owned(),
        value: Some(due),
        text,
        covers: vec![code.clone()],
        code,
    })
}

/// What was docketed: as told, else what was carried in with what came.
fn docket(look: Look<'_>, side: &str) -> Option<(i64, String)> {
    let code = format!("{side}.thu_ly");
    if let Some(all) = look.number(&code) {
        return Some((all, format!("Tổng số thụ lý {}", look.figure(&code, all))));
    }
    let number = |name: &str| look.number(&format!("{side}.{name}"));
    let (old, new) = (number("cu")?, number("moi")?);
    let all = old.checked_add(new)?;
    let said = |value: i64| look.figure(&code, value);
    Some((
        all,
        format!(
            "Số cũ {} + thụ lý mới {} = {}",
            said(old),
            said(new),
            said(all)
        ),
    ))
}

/// Cases taken up by the office and on request are together all of them.
fn grouped(look: Look<'_>, side: &str) -> Vec<Cause> {
    if look.ask.frame.group.is_some() {
        return Vec::new();
    }
    let frames = GROUPS.map(|group| look.ask.frame.of_group(group));
    let of_name = |name: &&str| {
        let code = format!("{side}.{name}");
        let all = look.number(&code)?;
        let part = |frame| {
            let look = Look {
                ask: look.ask.framed(frame),
                ..look
            };
            look.number(&code)
        };
        let (own, asked) = (part(&frames[0])?, part(&frames[1])?);
        let sum = own.checked_add(asked)?;
        let said = |value: i64| look.figure(&code, value);
        let rest = all.checked_sub(sum)?;
        let text = match rest {
            0 => return None,
            rest if rest > 0 => format!(
                "{}: chủ động {} + theo yêu cầu {} = {}, ít hơn tổng đã nêu {} là {}. Có thể tổng thuộc phạm vi rộng hơn (gồm cả Quân đội), hoặc nguồn chưa nêu đủ các phần.",
                sentence(&look.name(&code)),
                said(own),
                said(asked),
                said(sum),
                said(all),
                said(rest)
            ),
            rest => format!(
                "{}: chủ động {} + theo yêu cầu {} = {}, nhiều hơn tổng đã nêu {} là {}. Các phần không thể lớn hơn tổng: một trong ba số có sai sót, hoặc khác phạm vi.",
                sentence(&look.name(&code)),
                said(own),
                said(asked),
                said(sum),
                said(all),
                said(-rest)
            ),
        };
        Some(Cause {
            method: Method::Parts,
            aspect: "nhom-an".to_owned(),
            value: Some(all),
            text,
            covers: Vec::new(),
            code,
        })
    };
    GROUPED.iter().filter_map(of_name).collect()
}
