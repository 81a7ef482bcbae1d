/** Two list items that belong together; one side is missing for an item that only the other list has. */
export interface ItemPair<T> {
  readonly desired?: T;
  readonly live?: T;
  readonly desiredIndex: number;
  readonly liveIndex: number;
}

/**
 * Pairs the items of two lists: equal ones by their longest common subsequence, then what lies between two equal
 * ones by position, so that one inserted item does not make all after it look changed.
 */
export function alignItems<T>(
  desired: readonly T[],
  live: readonly T[],
  text: (item: T) => string,
): readonly ItemPair<T>[] {
  const left = desired.map(text);
  const right = live.map(text);
  const common = commonSubsequence(left, right);
  const pairs: ItemPair<T>[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...common, [desired.length, live.length] as const]) {
    for (; i < nextI || j < nextJ; i++, j++) {
      pairs.push({
        desiredIndex: i,
        liveIndex: j,
        ...(i < nextI && { desired: desired[i] as T }),
        ...(j < nextJ && { live: live[j] as T }),
      });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}

/** Index pairs of a longest common subsequence; lists too long for the table are compared by position. */
function commonSubsequence(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  const maxCells = 4_000_000;
  if (left.length * right.length > maxCells) return samePositions(left, right);
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return walk(left, right, at);
}

function walk(left: readonly string[], right: readonly string[], at: (i: number, j: number) => number) {
  const pairs: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function samePositions(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] {
  return left.flatMap((text, index) => (text === right[index] ? [[index, index] as const] : []));
}
