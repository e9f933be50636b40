//! The sheet `nhan-su` of the invented people.

use super::SOURCE;
use super::staff::Staff;
use super::table::Table;
use super::tree::Nation;

/// One row a post.
pub fn people(nation: &Nation, staff: &Staff) -> Table {
    let mut table = Table::new(
        "nhan-su",
        &[
            "Mã",
            "Họ và tên",
            "Ngày sinh",
            "Giới tính",
            "Mã cơ quan",
            "Chức vụ",
            "Chức danh",
            "Nhóm",
            "Từ ngày",
            "Đến ngày",
            "Ngày vào ngành",
            "Nguồn",
        ],
    );
    for member in &staff.people {
        let born = member.born.to_string();
        let gender = if member.female { "nu" } else { "nam" };
        for (at, held) in member.posts.iter().enumerate() {
            // Told once of a person, with the first post.
            let joined = (at == 0).then(|| member.joined()).flatten();
            let joined = joined.map(|day| day.to_string()).unwrap_or_default();
            let to = held.to.map(|to| to.to_string()).unwrap_or_default();
            table.row([
                &member.code,
                &member.name,
                &born,
                gender,
                &held.agency,
                held.rank.post(held.place, nation, &held.agency),
                held.rank.title(member.age_on(held.from)),
                held.rank.group(),
                &held.from.to_string(),
                &to,
                &joined,
                SOURCE,
            ]);
        }
    }
    table
}
