/**
 * Whether a name matches a glob of `*` (any run of characters) and `?` (any one). Takes at most glob × name steps:
 * globs come from comments, and a regular expression of many `*` could be made to run for ever.
 */
export function matchGlob(glob: string, name: string): boolean {
  let [at, position] = [0, 0];
  let [star, resume] = [-1, 0];
  while (position < name.length) {
    if (glob[at] === "*") {
      star = at++;
      resume = position;
    } else if (glob[at] === "?" || glob[at] === name[position]) {
      at++;
      position++;
    } else if (star !== -1) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (glob[at] === "*") at++;
  return at === glob.length;
}
