const leastBytes = 32;
// A random one of 32 hexadecimal digits has fewer than six different ones about once in 10^12 times.
const leastDifferent = 6;

// Probot's own, used where none is given; what examples write where a secret has to stand.
const publicWords = /^development$|change[-_ ]?me|replace|example|placeholder|your[-_ ]|<.*>/i;

/** Whoever knows the secret can make the bot believe anything. @returns what is wrong with one, to stand after its name */
export function findSecretProblem(secret: string): string | undefined {
  if (publicWords.test(secret)) return "is a placeholder that everybody knows";
  const bytes = Buffer.byteLength(secret);
  if (bytes < leastBytes) return `is shorter than ${leastBytes} bytes`;
  if (new Set(secret).size < leastDifferent) return "can be guessed";
  return undefined;
}
