//! Whose a row is beside the stored one of its key: what is somebody else's is neither told, moved nor taken over.

use thidua_domain::bundle::{Merge, Severity, Values, merge};
use thidua_domain::conduct::is_guarded;

use super::super::read::Row;
use super::super::scope::{shared, taken};
use super::Planner;

impl Planner<'_> {
    /// Whether the row is the actor's to store; a paper told again as it stands is anybody's.
    pub(super) fn is_mine(&mut self, row: &Row, before: Option<&Values>) -> bool {
        let (def, scope) = (self.sheet.def, self.terms.scope);
        let code = row.values.get("ma").unwrap_or_default();
        if let Some(issued) = Issued::of(def.name).filter(|_| !scope.loads_all()) {
            let told = before.map(|before| merge(def, before, &row.values));
            if told == Some(Merge::Same) && !self.terms.options.replace {
                return true;
            }
            let issuer = row.values.get(issued.column);
            let kept = issuer.is_none() && !self.terms.options.replace;
            let as_before = kept && before.is_some_and(|row| scope.owns(def.name, row));
            if !as_before && !scope.owns(def.name, &row.values) {
                self.faults.push(self.place(row.number).fault(
                    Severity::Error,
                    issued.heading,
                    issuer.unwrap_or_default(),
                    issued.reason,
                    issued.cure,
                ));
                return false;
            }
        }
        // The common tree and registers are read by everybody: told again as it stands a row of them is anybody's.
        let common = matches!(
            def.name,
            "co-quan" | "sap-xep" | "cum-khoi" | "danh-muc-so-lieu"
        );
        let told = before.map(|before| merge(def, before, &row.values));
        if common && told == Some(Merge::Same) && !self.terms.options.replace {
            return true;
        }
        if before.is_some_and(|row| !scope.owns(def.name, row)) && is_guarded(def.name) {
            // Not even that the row is stored is told: its code is told as nobody's.
            return false;
        }
        if before.is_some_and(|row| !scope.owns(def.name, row)) {
            self.faults.push(match common {
                true => shared(self.sheet, row.number, code),
                false => taken(self.sheet, row.number, code),
            });
            return false;
        }
        before.is_none_or(|before| self.may_become(row, before))
    }

    /// Whether a stored row in reach may become what the row makes of it: neither are names that only another office
    /// knows told, moved or taken over, nor is an event given to or taken from somebody else's agency.
    fn may_become(&mut self, row: &Row, before: &Values) -> bool {
        let (def, scope) = (self.sheet.def, self.terms.scope);
        let replaced = self.terms.options.replace.then(|| row.values.clone());
        let after = match merge(def, before, &row.values) {
            _ if replaced.is_some() => replaced,
            Merge::Same => return true,
            Merge::Filled(after) | Merge::Conflict { revised: after, .. } => Some(after),
        };
        let after = after.unwrap_or_default();
        let code = row.values.get("ma").unwrap_or_default();
        if !scope.opens(def.name, before) || !scope.opens(def.name, &after) {
            self.faults.push(taken(self.sheet, row.number, code));
            return false;
        }
        if !scope.shares(def.name, before, &after) {
            self.faults.push(self.place(row.number).fault(
                Severity::Error,
                "Mã cơ quan",
                row.values.get("ma_co_quan").unwrap_or_default(),
                "Chỉ thêm, bớt được cơ quan, cụm, khối trong phạm vi được giao.",
                "Giữ nguyên các cơ quan, cụm, khối khác; nếu cần đổi, đề nghị cơ quan cấp trên.",
            ));
            return false;
        }
        true
    }
}

/// Sheets whose rows are of whoever issued what they tell, and read by others too.
struct Issued {
    column: &'static str,
    heading: &'static str,
    reason: &'static str,
    cure: &'static str,
}

impl Issued {
    fn of(sheet: &str) -> Option<Self> {
        Some(match sheet {
            "van-ban" => Self {
                column: "co_quan_ban_hanh",
                heading: "Cơ quan ban hành",
                reason: "Chỉ khai được văn bản do cơ quan trong phạm vi được giao ban hành.",
                cure: "Chọn cơ quan ban hành trong phạm vi được giao; văn bản khác đề nghị cơ quan cấp trên khai.",
            },
            "phong-trao" => Self {
                column: "co_quan_phat_dong",
                heading: "Cơ quan phát động",
                reason: "Chỉ khai được phong trào do cơ quan trong phạm vi được giao phát động.",
                cure: "Chọn cơ quan phát động trong phạm vi được giao; phong trào khác đề nghị cơ quan cấp trên khai.",
            },
            _ => return None,
        })
    }
}
