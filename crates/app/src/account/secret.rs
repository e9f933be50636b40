//! Secrets that the server makes: tokens for machines, one-time codes for people.

use crate::{AppError, Entropy};

/// Letters of a code: none that is taken for another when read aloud or copied from paper.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Characters of a code, 5 bits each.
const CODE: usize = 16;

/// A token of 256 random bits, in hexadecimal.
///
/// # Errors
/// [`AppError::Machine`] where the machine gives no randomness.
pub fn token(entropy: &dyn Entropy) -> Result<String, AppError> {
    let bytes: [u8; 32] = random(entropy)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A one-time code of 80 random bits, in four groups of four: `ABCD-EFGH-JKLM-NPQR`.
///
/// # Errors
/// [`AppError::Machine`] where the machine gives no randomness.
pub fn code(entropy: &dyn Entropy) -> Result<String, AppError> {
    let bytes: [u8; CODE] = random(entropy)?;
    let mut code = String::with_capacity(CODE + 3);
    for (at, byte) in bytes.iter().enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        // 256 is a multiple of 32, so every letter is as likely.
        code.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    Ok(code)
}

/// A code as typed, without what people put between its letters.
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Random bytes.
pub(crate) fn random<const N: usize>(entropy: &dyn Entropy) -> Result<[u8; N], AppError> {
    let mut bytes = [0_u8; N];
    entropy
        .fill(&mut bytes)
        .map_err(|error| AppError::Machine(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemEntropy;

    #[test]
    fn a_code_is_read_back_however_it_was_typed() {
        let made = code(&SystemEntropy).unwrap();
        assert_eq!(made.len(), 19);
        assert_eq!(
            plain_code(&made.to_lowercase().replace('-', " ")),
            made.replace('-', "")
        );
    }

    #[test]
    fn a_token_has_256_bits() {
        let one = token(&SystemEntropy).unwrap();
        assert_eq!(one.len(), 64);
        assert_ne!(one, token(&SystemEntropy).unwrap());
    }
}
