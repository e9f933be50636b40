//! Whether a word can be a Vietnamese syllable: the ground on which old encodings are recognised.

use unicode_normalization::UnicodeNormalization;

const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x";

const RHYMES: [&str; 19] = [
    "a ac ach ai am an ang anh ao ap at au ay",
    "ăc ăm ăn ăng ăp ăt",
    "âc âm ân âng âp ât âu ây",
    "e ec em en eng eo ep et",
    "ê êch êm ên ênh êp êt êu",
    "i ia ich im in inh ip it iu",
    "iêc iêm iên iêng iêp iêt iêu",
    "o oc oi om on ong op ot ooc oong",
    "oa oac oach oai oam oan oang oanh oao oap oat oay",
    "oăc oăm oăn oăng oăt oe oen oeo oet",
    "ô ôc ôi ôm ôn ông ôp ôt",
    "ơ ơi ơm ơn ơp ơt",
    "u ua uc ui um un ung up ut",
    "uân uâng uât uây uê uêch uên uênh uơ",
    "uôc uôi uôm uôn uông uôt",
    "uy uya uych uyên uyêt uynh uyp uyt uyu",
    "ư ưa ưc ưi ưm ưn ưng ưt ưu",
    "ươc ươi ươm ươn ương ươp ươt ươu",
    "y ych yêm yên yêng yêt yêu ynh yt",
];

/// Whether the word, in any case, can be one Vietnamese syllable with its tone: `nghiêng`, `HÒA`, `hoà`.
///
/// Words of the minorities' languages and abbreviations are not.
pub fn is_syllable(word: &str) -> bool {
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    let (mut toneless, mut tone, mut base) = (String::new(), None, ' ');
    for letter in lower.nfd() {
        match letter {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                // One tone, on a vowel: ñ is no n with ngã.
                if tone.is_some() || !"aeiouy".contains(base) {
                    return false;
                }
                tone = Some(letter);
            }
            _ => toneless.push(letter),
        }
        if letter.is_alphabetic() {
            base = letter;
        }
    }
    let toneless: String = toneless.nfc().collect();
    let checked = matches!(tone, Some('\u{301}' | '\u{323}'));
    // Syllables that end in a stop carry sắc or nặng.
    let stopped = toneless.ends_with(['c', 'p', 't']) || toneless.ends_with("ch");
    let onset = |onset: &str| toneless.strip_prefix(onset).is_some_and(is_rhyme);
    (checked || !stopped) && (is_rhyme(&toneless) || ONSETS.split(' ').any(onset))
}

fn is_rhyme(rhyme: &str) -> bool {
    RHYMES
        .iter()
        .any(|line| line.split(' ').any(|known| known == rhyme))
}
