//! An answer beside the data it began with: what is the unit's own, what is from the data, what the data say otherwise now.

/// How an answer stands to the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Lines that are the data's.
    pub theirs: usize,
    /// Lines that are the unit's own.
    pub own: usize,
    /// Lines of the answer that were the data's when it was sent and are no more.
    pub gone: Vec<String>,
}

impl Said {
    /// Whether the whole answer is the data's.
    pub const fn is_data(&self) -> bool {
        self.own == 0 && self.theirs > 0 && self.gone.is_empty()
    }
}

/// Compares an answer with the data: `then` as they were when it was sent, `now` as they stand. A number is a text of one
/// line.
pub fn said(answer: &str, then: &str, now: &str) -> Said {
    let holds = |text: &str, line: &str| text.lines().any(|one| one == line);
    let mut found = Said::default();
    for line in answer.lines().filter(|line| !line.is_empty()) {
        if holds(now, line) {
            found.theirs += 1;
        } else if holds(then, line) {
            found.gone.push(line.to_owned());
        } else {
            found.own += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_units_own_the_datas_or_of_data_that_changed() {
        let then = "Thụ lý 120 việc.\nXong 80 việc.";
        let answer = "Thụ lý 120 việc.\nĐơn vị còn thiếu người.\nXong 80 việc.";
        let kept = said(answer, then, then);
        assert_eq!((kept.theirs, kept.own, kept.gone.len()), (2, 1, 0));
        let later = said(answer, then, "Thụ lý 120 việc.\nXong 82 việc.");
        assert_eq!((later.theirs, later.own), (1, 1));
        assert_eq!(later.gone, ["Xong 80 việc."]);
        assert!(said("80", "80", "80").is_data());
        // A number of one's own is told from one that was right when it was sent.
        assert_eq!(
            (
                said("81", "80", "82").own,
                said("80", "80", "82").gone.len()
            ),
            (1, 1)
        );
        assert_eq!(said("", "80", "80"), Said::default());
    }
}
