//! What is said of names that are nobody's, or of several.

use thidua_domain::text;

use super::codes::{Namer, Reading};

impl Namer<'_> {
    /// What is said of a name that is nobody's.
    pub(super) fn unknown(&self, name: &str, agencies: bool, people: bool) -> Reading {
        let what = match (agencies, people) {
            (true, true) => "người hoặc cơ quan",
            (false, true) => "người",
            _ => "cơ quan",
        };
        let near = agencies.then(|| {
            let reached = self
                .state
                .org
                .iter()
                .filter(|agency| self.scope.reaches(&agency.code));
            let names: Vec<(&str, &str)> = reached
                .take(3_000)
                .filter_map(|agency| {
                    Some((agency.nearest(self.today)?.shown(), agency.code.as_str()))
                })
                .collect();
            let near = text::nearest(name, names.iter().map(|(name, _)| *name))?;
            let code = names.iter().find(|(name, _)| *name == near)?.1;
            Some(format!("Có phải «{near}» (mã «{code}»)?"))
        });
        let cure = near.flatten().unwrap_or_else(|| match people {
            true => "Kiểm tra lại cách viết; nếu người này chưa có, nhập ở mục Nhân sự trước."
                .to_owned(),
            false => "Kiểm tra lại cách viết, hoặc ghi mã của cơ quan.".to_owned(),
        });
        Reading::Unclear(format!("Chưa có {what} tên «{name}»."), cure)
    }
}

impl Namer<'_> {
    /// What is said where several bear a name: which they are, each with what tells it apart.
    pub(super) fn several(&self, name: &str, codes: &[String]) -> Reading {
        let one = |code: &String| match self.state.org.mark(code) {
            Some(mark) => format!("{code} ({mark})"),
            None => code.clone(),
        };
        let shown: Vec<String> = codes.iter().take(5).map(one).collect();
        Reading::Unclear(
            format!("Có {} nơi hoặc người cùng tên «{name}».", codes.len()),
            format!("Ghi mã để phân biệt: {}.", shown.join(", ")),
        )
    }
}
