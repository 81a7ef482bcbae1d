let collator: Intl.Collator | undefined;

/** Orders names as people count: `node-2` before `node-10`. */
export function compareNames(a: string, b: string): number {
  // Made by need: loading its tables takes several milliseconds.
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(a, b);
}
