// Tokens of GitHub (https://github.blog/engineering/behind-githubs-new-authentication-token-formats/) and signed JSON.
const tokens = String.raw`\bgh[a-z]_[A-Za-z0-9_.-]{16,}|\bgithub_pat_\w{16,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}`;

/** Hides in a line whatever is one of the secrets, in the forms in which one may come to stand in JSON, or looks like a token. */
export function createMask(secrets: readonly string[]): (line: string) => string {
  const known = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp([...known.map((form) => form.replace(/[^\w\s]/g, "\\$&")), tokens].join("|"), "g");
  return (line) => line.replace(pattern, "***");
}

const shortestPart = 16;

/** Of a key also each of its lines. */
function formsOf(secret: string): readonly string[] {
  const lines = secret.split("\n").filter((line) => line.length >= shortestPart && !line.startsWith("-----"));
  return [secret, ...lines].flatMap((text) => {
    const bytes = Buffer.from(text);
    const plain = [text, bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
    return [...plain, encodeURIComponent(text)].map((form) => JSON.stringify(form).slice(1, -1));
  });
}
