//! The key by which visitors know the server again: made once, Ed25519, as OpenSSH writes it. Where it is kept is
//! others' matter.

use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::authorized_keys::AuthorizedKeys;
use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData};
use russh::keys::{Algorithm, HashAlg, PrivateKey, PublicKey};

/// Makes one, as it is kept.
///
/// # Errors
/// A sentence, where the system gives no random bytes.
pub(crate) fn generate() -> Result<String, String> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| format!("no host key can be made: {error}"))?;
    let pair = KeypairData::from(Ed25519Keypair::from_seed(&seed));
    let key = PrivateKey::new(pair, "maitri").and_then(|key| key.to_openssh(LineEnding::LF));
    key.map(|text| text.to_string()).map_err(|error| format!("no host key can be made: {error}"))
}

/// Reads one.
///
/// # Errors
/// A sentence, where it is none that can be used.
pub(crate) fn read(text: &[u8]) -> Result<PrivateKey, String> {
    let key = PrivateKey::from_openssh(text).map_err(|error| format!("it is no private key of OpenSSH ({error})"))?;
    if key.is_encrypted() {
        return Err("it is locked by a passphrase, which nobody is there to type".to_owned());
    }
    match key.algorithm() {
        Algorithm::Ed25519 | Algorithm::Ecdsa { .. } => Ok(key),
        other => Err(format!("it is a key of the kind {other}; Ed25519 is wanted")),
    }
}

/// How OpenSSH shows a key to a person: `SHA256:…`.
pub(crate) fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// Reads the keys of visitors, as in `authorized_keys`; of each line the key counts alone.
///
/// # Errors
/// A sentence, where a line is none, or there is no key.
pub(crate) fn visitors(text: &str) -> Result<Vec<PublicKey>, String> {
    let mut keys = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for entry in AuthorizedKeys::new(line) {
            let entry = entry.map_err(|error| format!("line {number} is no public key ({error})"))?;
            match entry.public_key().algorithm() {
                Algorithm::Ed25519 | Algorithm::Ecdsa { .. } => keys.push(entry.public_key().clone()),
                other => {
                    return Err(format!("line {number} is a key of the kind {other}; Ed25519 and ECDSA can be used"));
                }
            }
        }
    }
    if keys.is_empty() { Err("there is no key in it, so nobody could come in".to_owned()) } else { Ok(keys) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_made_reads_and_has_a_fingerprint() {
        let text = generate().unwrap();
        assert!(text.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
        let key = read(text.as_bytes()).unwrap();
        assert!(fingerprint(key.public_key()).starts_with("SHA256:"));
        assert_ne!(text, generate().unwrap());
        assert!(read(b"nothing").is_err() && read(&[0xff; 9]).is_err());
    }

    #[test]
    fn of_a_line_of_authorized_keys_the_key_counts() {
        let key = read(generate().unwrap().as_bytes()).unwrap();
        let line = key.public_key().to_openssh().unwrap();
        let text = format!("# ours\n\nrestrict,command=\"maitri\" {line}\n{line} # again\n");
        let keys = visitors(&text).unwrap();
        assert!(keys.len() == 2 && keys.iter().all(|known| known.key_data() == key.public_key().key_data()));
        assert!(visitors("# none\n").unwrap_err().contains("nobody"));
        assert!(visitors(&format!("{line}\nssh-ed25519 AAAA\n")).unwrap_err().starts_with("line 2 "));
    }
}
