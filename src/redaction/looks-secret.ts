/** Judges single values and tokens by their look alone. */

const minRandomLength = 20;

/** A token without spaces that no person would write: hex, base64 or base36 noise of at least 20 characters. */
export function looksRandom(token: string): boolean {
  if (token.length < minRandomLength) return false;
  return isNoise(token) || token.split(/[/.]/).some((piece) => piece !== token && isNoise(piece));
}

function isNoise(token: string): boolean {
  const symbols = token.replace(/[-_/+=.]/g, "");
  if (symbols.length < minRandomLength) return false;
  if (symbols.length >= 32 && /[0-9]/.test(symbols) && /^([0-9a-f]+|[0-9A-F]+)$/.test(symbols)) return true;
  // `nodeCIDRMaskSizeIPv4` and `apidCheckExtKeyUsage` are words.
  const name = symbols.replace(/[0-9]+$/, "");
  return classChanges(name) / symbols.length >= expectedChanges(token, name);
}

/** What share of class changes is too high for words: they have fewer in one case than in two, and fewer the longer. */
function expectedChanges(token: string, name: string): number {
  const hasDigit = /[0-9]/.test(name);
  if (hasDigit && /^([0-9a-z]+|[0-9A-Z]+)$/.test(token)) return 0.15;
  if (hasDigit) return 0.3;
  return name.length < 28 ? 0.45 : 0.36;
}

/** How often a text goes over from lower case to upper case to digits: random text does so at every second character. */
function classChanges(text: string): number {
  let changes = 0;
  let last = characterClass(text.charCodeAt(0));
  for (let index = 1; index < text.length; index += 1) {
    const next = characterClass(text.charCodeAt(index));
    if (next !== last) changes += 1;
    last = next;
  }
  return changes;
}

function characterClass(code: number): 0 | 1 | 2 {
  if (code <= 57) return 0;
  return code <= 90 ? 1 : 2;
}

const secretName =
  /token|secret|passw|passphrase|pwd|credential|private[-_]?key|api[-_]?key|access[-_]?key|auth[-_]?key|psk|preshared|bearer|^key$/i;

/** A key, flag or variable name that announces a secret. */
export function namesSecret(name: string): boolean {
  return secretName.test(name);
}

const harmless: readonly RegExp[] = [
  /^(true|false|yes|no|on|off|none|null|enabled|disabled|always|never|auto)$/i,
  // numbers, versions, sizes, durations
  /^[-+]?[0-9]{1,6}(\.[0-9]{1,6}){0,3}(%|[a-z]{1,3})?$/i,
  /^([0-9]{1,6}(\.[0-9]+)?(ns|us|ms|s|m|h))+$/,
  // absolute paths
  /^(\/[a-z0-9._*-]+)+\/?$/,
];

/** Switches, numbers with or without unit, versions, and absolute paths: never a secret, whatever the name says. */
export function isHarmless(value: string): boolean {
  return value.length <= 100 && harmless.some((pattern) => pattern.test(value)) && !looksRandom(value);
}

const places: readonly RegExp[] = [
  /^[0-9]{1,3}(\.[0-9]{1,3}){3}(\/[0-9]{1,2})?(:[0-9]{1,5})?$/,
  /^\[?(?=.*:.*:)[0-9a-f:]{2,39}\]?(\/[0-9]{1,3})?(:[0-9]{1,5})?$/,
  // host names and plain URLs
  /^([a-z][a-z0-9+.-]{0,20}:\/\/)?(\*?\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,24}(:[0-9]{1,5})?(\/[a-z0-9._/-]*)?$/,
];
const word = /^[A-Za-z]{0,11}$/;

/**
 * A value so ordinary that to hide it wherever else it turns up would blind the reader: addresses, host names, plain
 * URLs, one or two words, lists of those.
 */
export function isOrdinary(value: string): boolean {
  return value.split(/[,;]\s*|\n/).every((item) => {
    const parts = item.split(/\s+/);
    return parts.every((part) => isOrdinaryPart(part) || (parts.length <= 2 && word.test(part)));
  });
}

function isOrdinaryPart(part: string): boolean {
  if (part.length > 200 || looksRandom(part)) return false;
  return isHarmless(part) || places.some((pattern) => pattern.test(part));
}
