//! "Did you mean": the known word closest to what was written.

use super::fold;

/// The known word nearest to `wanted` without regard to case and marks; `None` when all are far (more
/// than one slip in three letters) or nothing was written.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = fold(wanted).chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let letters: Vec<char> = fold(word).chars().collect();
        let reach = (wanted.len().max(letters.len()) / 3).max(1);
        if wanted.len().abs_diff(letters.len()) > reach {
            continue;
        }
        let distance = distance(&wanted, &letters);
        let closer = best.is_none_or(|(found, _)| distance < found);
        if distance <= reach && distance < letters.len() && closer {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Slips between two words: a letter more, less, another, or two neighbours exchanged.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(letter != other);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            let exchanged = i > 0 && j > 0 && a[i - 1] == *other && b[j - 1] == *letter;
            if exchanged {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
