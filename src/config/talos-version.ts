/** Talos versions as images and settings write them: `v1.13.8`, `1.13`, `v1.14.0-rc.1`. */

export interface TalosVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows the dash, `rc.1`; empty for a release. */
  readonly suffix: string;
}

const pattern = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Undefined for a text that is no version (`latest`, a digest); a missing patch number is 0. */
export function parseTalosVersion(text: string): TalosVersion | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch = "0", suffix = ""] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), suffix };
}

/** `v1.13.8-suffix`, the form of image tags. */
export function formatTalosVersion(version: TalosVersion): string {
  const suffix = version.suffix === "" ? "" : `-${version.suffix}`;
  return `v${version.major}.${version.minor}.${version.patch}${suffix}`;
}

/** Negative when `a` is older, 0 when equal; a pre-release is older than its release (semver 2.0, section 11). */
export function compareTalosVersions(a: TalosVersion, b: TalosVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || compareSuffixes(a.suffix, b.suffix);
}

/** How many minor versions `to` lies above `from`; undefined across major versions. */
export function minorDistance(from: TalosVersion, to: TalosVersion): number | undefined {
  return from.major === to.major ? to.minor - from.minor : undefined;
}

/**
 * Whether a version's behaviour is that of `minimum` (`1.12`) or newer; pre-releases count as their release.
 * A text that is no version counts as the newest.
 */
export function atLeast(version: string, minimum: string): boolean {
  const have = parseTalosVersion(version);
  const want = parseTalosVersion(minimum);
  if (have === undefined || want === undefined) return true;
  return (have.major - want.major || have.minor - want.minor || have.patch - want.patch) >= 0;
}

function compareSuffixes(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const left = a.split(".");
  const right = b.split(".");
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = compareIdentifiers(part, other);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [aNumeric, bNumeric] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aNumeric && bNumeric) return Number(a) - Number(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
