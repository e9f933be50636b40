//! The accounting identities of the statistics, by regime (I1–I4 of the proof sheet).
//!
//! thụ lý = cũ + mới; phải thi hành = thụ lý − ủy thác − rút lên − thu hồi, hủy; phải thi hành =
//! có điều kiện + chưa có điều kiện + nhóm ba; chuyển kỳ sau = phải thi hành − xong.

use crate::amount::Precision;
use crate::catalogue::Regime;

/// One identity over the figures of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `viec.thu_ly`, `tien.nhom_ba` …
    pub id: String,
    /// Left side in the base unit; `None`: not known.
    pub left: Option<i64>,
    /// Right side in the base unit; `None`: not known.
    pub right: Option<i64>,
    /// Left less right.
    pub residual: Option<i64>,
    /// `None` where a side other than the third group is not known.
    pub holds: Option<bool>,
    /// Deductions that were not given and counted as 0.
    pub assumed_zero: Vec<String>,
    /// Terms of the right side that were given, with their sign.
    pub terms: Vec<(String, i64)>,
}

/// Cases ended by returning the request, counted from 01/7/2026.
const RETURNED: &str = "ket_thuc_tra_yeu_cau";

/// A figure as an identity needs it.
pub type Known = Option<(i64, Precision)>;

/// Checks the identities of one side (`viec` or `tien`); `figure` answers by code.
///
/// Figures that are not exact enter no identity.
pub fn check(side: &str, regime: &Regime, figure: impl Fn(&str) -> Known) -> Vec<Identity> {
    let told = |name: &str| {
        // The one code of the balance that belongs to no side.
        let code = match name {
            RETURNED => RETURNED.to_owned(),
            _ => format!("{side}.{name}"),
        };
        figure(&code)
    };
    let side = Side { side, told: &told };
    vec![
        side.identity("thu_ly", "thu_ly", &[("cu", 1), ("moi", 1)], &[]),
        side.identity(
            "phai_thi_hanh",
            "phai_thi_hanh",
            &[("thu_ly", 1)],
            &[("uy_thac", -1), ("rut_len", -1), ("thu_hoi_huy", -1)],
        ),
        side.third_group(regime),
        side.carried_out(regime),
    ]
}

struct Side<'a> {
    side: &'a str,
    told: &'a dyn Fn(&str) -> Known,
}

impl Side<'_> {
    fn code(&self, name: &str) -> String {
        format!("{}.{name}", self.side)
    }

    fn exact(&self, name: &str) -> Option<i64> {
        let (value, precision) = (self.told)(name)?;
        precision.is_exact().then_some(value)
    }

    /// left = the needed terms + the optional ones, those not given counting as 0.
    fn identity(
        &self,
        id: &str,
        left: &str,
        needed: &[(&str, i64)],
        optional: &[(&str, i64)],
    ) -> Identity {
        let mut terms = Vec::new();
        let mut known = true;
        for (name, sign) in needed {
            match self.exact(name) {
                Some(value) => terms.push((self.code(name), sign * value)),
                None => known = false,
            }
        }
        let mut assumed_zero = Vec::new();
        for (name, sign) in optional {
            match (self.told)(name) {
                Some((value, precision)) if precision.is_exact() => {
                    terms.push((self.code(name), sign * value));
                }
                // Given, though not exactly: it is not 0, so the side is not known.
                Some(_) => known = false,
                None => assumed_zero.push(self.code(name)),
            }
        }
        let right = known.then(|| sum(&terms)).flatten();
        self.balanced(id, self.exact(left), right, terms, assumed_zero)
    }

    fn balanced(
        &self,
        id: &str,
        left: Option<i64>,
        right: Option<i64>,
        terms: Vec<(String, i64)>,
        assumed_zero: Vec<String>,
    ) -> Identity {
        let residual = left
            .zip(right)
            .and_then(|(left, right)| left.checked_sub(right));
        Identity {
            id: self.code(id),
            left,
            right,
            residual,
            holds: residual.map(|residual| residual == 0),
            assumed_zero,
            terms,
        }
    }

    /// phải thi hành = có ĐK + chưa ĐK (+ nhóm ba from TT 06/2019 on, where a group of which nothing
    /// is given, or a part only nearly, is the residual and must be 0 or more).
    fn third_group(&self, regime: &Regime) -> Identity {
        let group = [("hoan", 1), ("tam_dinh_chi", 1), ("khac", 1)];
        let given = group.iter().any(|(name, _)| (self.told)(name).is_some());
        let vague = |name: &str| (self.told)(name).is_some() && self.exact(name).is_none();
        let some_vague = group.iter().any(|(name, _)| vague(name));
        let needed = [("co_dieu_kien", 1), ("chua_dieu_kien", 1)];
        let mut optional = group.to_vec();
        optional.retain(|(name, _)| given && !vague(name));
        let mut identity = self.identity("nhom_ba", "phai_thi_hanh", &needed, &optional);
        if some_vague || (regime.third_group && !given) {
            identity.holds = identity.residual.map(|residual| residual >= 0);
        }
        identity
    }

    /// chuyển kỳ sau = phải thi hành − xong (− kết thúc do trả lại yêu cầu, from 01/7/2026).
    fn carried_out(&self, regime: &Regime) -> Identity {
        let mut identity = self.identity(
            "chuyen_ky_sau",
            "chuyen_ky_sau",
            &[("phai_thi_hanh", 1), ("xong", -1)],
            &[],
        );
        // Whether they enter the rate or not, they are no longer to be enforced, and told apart.
        let returned = regime.request_returned && self.side == "viec";
        if let Some((ended, precision)) = (self.told)(RETURNED).filter(|_| returned) {
            let mut terms = identity.terms;
            terms.push((RETURNED.to_owned(), -ended));
            let right = identity.right.filter(|_| precision.is_exact());
            let right = right.and_then(|right| right.checked_sub(ended));
            identity = self.balanced(
                "chuyen_ky_sau",
                identity.left,
                right,
                terms,
                identity.assumed_zero,
            );
        }
        identity
    }
}

fn sum(terms: &[(String, i64)]) -> Option<i64> {
    let total: i128 = terms.iter().map(|(_, value)| i128::from(*value)).sum();
    i64::try_from(total).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried_out(returned: Option<i64>, regime: &Regime) -> Option<bool> {
        let figure = |code: &str| {
            let value = match code {
                "viec.phai_thi_hanh" => Some(100),
                "viec.xong" => Some(60),
                "viec.chuyen_ky_sau" => Some(35),
                "ket_thuc_tra_yeu_cau" => returned,
                _ => None,
            };
            value.map(|value| (value, Precision::Dung))
        };
        let found = check("viec", regime, figure).into_iter();
        let mut found = found.filter(|identity| identity.id == "viec.chuyen_ky_sau");
        found.next().and_then(|identity| identity.holds)
    }

    #[test]
    fn returned_requests_leave_the_cases_carried_out() {
        let regime = Regime {
            request_returned: true,
            ..Regime::default()
        };
        assert_eq!(carried_out(Some(5), &regime), Some(true));
        assert_eq!(carried_out(None, &regime), Some(false));
        assert_eq!(carried_out(Some(5), &Regime::default()), Some(false));
        // Whether they enter the rate changes no balance.
        let counted = Regime {
            returned_counts_as_completed: true,
            ..regime
        };
        assert_eq!(carried_out(Some(5), &counted), Some(true));
    }
}
