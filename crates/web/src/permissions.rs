//! `docs/permissions.md`: which role may call which route, made from the table.

use std::fmt::Write;

use thidua_domain::access::{Extent, Permission, Role};

use crate::routes::{self, Access};

/// The document's text.
pub fn document() -> String {
    let mut text = String::from(
        "# Ai được làm gì\n\n\
         Tệp này sinh từ bảng đường dẫn của chương trình (`crates/web/src/routes.rs`) và bảng quyền \
         (`crates/domain/src/access`); không sửa tay. Sinh lại: `THIDUA_UPDATE=1 cargo nextest run -p thidua-web permissions`.\n\n\
         ## Quyền theo vai trò\n\n\
         `●` cơ quan được giao và các cơ quan bên dưới (theo tổ chức hiện nay; cơ quan không còn thì theo cơ quan \
         kế thừa) · `○` riêng cơ quan được giao · `✓` mọi người đã đăng nhập. Ai cũng xem được hồ sơ của chính \
         mình. Người đăng nhập không thuộc phạm vi nhận cùng một câu trả lời 404 như khi không có.\n\n",
    );
    text.push_str("| Quyền |");
    for role in Role::ALL {
        let _ = write!(text, " {} |", role.name());
    }
    text.push_str("\n|---|");
    text.push_str(&":-:|".repeat(Role::ALL.len()));
    text.push('\n');
    for permission in Permission::ALL {
        let _ = write!(text, "| {} `{}` |", permission.name(), permission.code());
        for role in Role::ALL {
            let mark = match role.extent(permission) {
                _ if permission.of_everyone() => "✓",
                Some(Extent::Below) => "●",
                Some(Extent::Own) => "○",
                None => "",
            };
            let _ = write!(text, " {mark} |");
        }
        text.push('\n');
    }
    text.push_str("\n## Đường dẫn\n\n| Đường dẫn | Việc | Quyền |\n|---|---|---|\n");
    for route in routes::all() {
        let needed = match route.access {
            Access::Public => "không cần đăng nhập".to_owned(),
            Access::SignedIn => "đã đăng nhập".to_owned(),
            Access::Needs(permission) => format!("{} `{}`", permission.name(), permission.code()),
        };
        let _ = writeln!(
            text,
            "| {} `{}` | {} | {needed} |",
            route.method.name(),
            route.path,
            route.summary
        );
    }
    text
}
