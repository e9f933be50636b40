//! All people, in the order of their codes: found by code, and by place.

use std::ops::Index;

use super::Person;

/// All people, in the order of their codes. A place stays a person's as long as this lives.
#[derive(Clone, Debug, Default)]
pub struct People(Vec<Person>);

impl People {
    /// All people of these; of two with one code the later one.
    pub fn new(mut people: Vec<Person>) -> Self {
        people.sort_by(|a, b| a.code.cmp(&b.code));
        people.dedup_by(|later, earlier| {
            let same = later.code == earlier.code;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        people.shrink_to_fit();
        Self(people)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place of a code.
    pub fn place(&self, code: &str) -> Option<usize> {
        self.0
            .binary_search_by(|person| person.code.as_str().cmp(code))
            .ok()
    }

    /// The person at a place.
    pub fn at(&self, place: usize) -> Option<&Person> {
        self.0.get(place)
    }

    /// The person of a code.
    pub fn get<T: AsRef<str> + ?Sized>(&self, code: &T) -> Option<&Person> {
        self.at(self.place(code.as_ref())?)
    }

    /// Whether a code is somebody's.
    pub fn contains_key<T: AsRef<str> + ?Sized>(&self, code: &T) -> bool {
        self.place(code.as_ref()).is_some()
    }

    /// All of them, in order.
    pub fn values(&self) -> std::slice::Iter<'_, Person> {
        self.0.iter()
    }

    /// All codes, in order.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|person| &person.code)
    }
}

impl Index<&str> for People {
    type Output = Person;

    /// For tests: a code that is nobody's panics.
    fn index(&self, code: &str) -> &Person {
        let place = self.place(code).unwrap_or(usize::MAX);
        &self.0[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(code: &str, gender: &str) -> Person {
        Person {
            code: code.to_owned(),
            born: None,
            gender: Some(gender.to_owned()),
            joined: None,
            posts: Vec::new(),
        }
    }

    #[test]
    fn people_are_found_by_code_and_by_place() {
        let all = ["b", "a", "c", "a"];
        let all = all.iter().zip(["nu", "nam", "nu", "nu"]);
        let people = People::new(all.map(|(code, gender)| person(code, gender)).collect());
        assert_eq!(people.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(
            people.get("a").and_then(|one| one.gender.as_deref()),
            Some("nu")
        );
        assert_eq!(people.place("c"), Some(2));
        assert_eq!(people.at(1).map(|one| one.code.as_str()), Some("b"));
        assert!(!people.contains_key("d") && people.at(3).is_none());
    }
}
